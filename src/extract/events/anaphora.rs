//! Whom "they", "the sides" and "both leaders" stand for: those of an event told before, as far as number and noun agree.

use super::{CONVERSATIONS, Told};
use crate::claim::{EventId, Role, Status};
use crate::document::Upos;
use crate::extract::Extraction;
use crate::mention::{EntityId, EntityKind, Resolution};
use chrono::Datelike as _;

/// How far back an event may be told for "they" to mean those who take part, in sentences.
const NEAR: usize = 4;

/// What the words ask of whom they stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted<'w> {
    /// "the sides", "they".
    Any,
    /// "the leaders".
    Persons,
    /// "the presidents": persons who hold this office, as far as the report states theirs.
    Holders(&'w str),
    /// "both countries".
    States,
}

/// The words and what they ask.
struct Anaphor<'w> {
    token: usize,
    /// The last word in its dictionary form: "leader".
    noun: String,
    wanted: Wanted<'w>,
    /// Two in "both leaders".
    number: Option<usize>,
}

impl Told {
    /// Those for whom a mention stands that names nobody; nobody if that is not sure.
    pub(in crate::extract) fn parties(&self, extraction: &Extraction<'_>, mention: usize) -> Vec<EntityId> {
        let Some(anaphor) = extraction.anaphor(mention) else { return Vec::new() };
        let graph = extraction.graph;
        if extraction.recognition.mentions[mention].resolution == Some(Resolution::They) {
            match extraction.plural_before(anaphor.token) {
                Plural::Others => return Vec::new(),
                Plural::Named(found) => return found,
                Plural::Anaphor(before) => return self.parties(extraction, before),
                Plural::Nothing => {}
            }
        }
        // "A and B announced their countries' intent": the states of those who do.
        let start = extraction.recognition.mentions[mention].tokens.start;
        if anaphor.wanted == Wanted::States
            && start > 0
            && graph.lower(start - 1) == "their"
            && let Plural::Named(found) = extraction.plural_before(anaphor.token)
            && let states = extraction.states_of(&found)
            && states.len() >= 2
        {
            return states;
        }
        let sentence = graph.document.sentence_of(anaphor.token);
        let near = self.at.iter().rev().filter(|(at, _)| *at < anaphor.token).find_map(|(at, event)| {
            let back = sentence - graph.document.sentence_of(*at);
            (back <= NEAR && extraction.in_main_clause(*at) && !extraction.is_aside(*at))
                .then(|| self.agreeing(extraction, *event, &anaphor))?
        });
        near.or_else(|| {
            self.at
                .iter()
                .filter(|(at, _)| *at < anaphor.token)
                .find_map(|(_, event)| self.agreeing(extraction, *event, &anaphor))
        })
        .unwrap_or_default()
    }

    /// Who takes part in a conversation, where that agrees with the words.
    fn agreeing(
        &self,
        extraction: &Extraction<'_>,
        event: EventId,
        anaphor: &Anaphor<'_>,
    ) -> Option<Vec<EntityId>> {
        let event = &self.events[event.0];
        let year = extraction.report.reference_date().map(|date| date.year());
        // A conversation of another year is not the one that the report goes on to speak of.
        let past = event.date.zip(year).is_some_and(|(date, year)| date.year < year);
        if !CONVERSATIONS.contains(&event.class.as_str()) || event.status == Status::Denied || past {
            return None;
        }
        let kind = |id: EntityId| extraction.recognition.entity(id).kind;
        let mut parties: Vec<EntityId> = Vec::new();
        for participant in event.participants.iter().filter(|p| !matches!(p.role, Role::Convener)) {
            if !parties.contains(&participant.entity) {
                parties.push(participant.entity);
            }
        }
        let of_kind = |wanted: EntityKind| -> Vec<EntityId> {
            parties.iter().copied().filter(|id| kind(*id) == wanted).collect()
        };
        let persons = of_kind(EntityKind::Person);
        // "The leaders of Peru and Chile met, hosted by … The leaders discussed": the same collective, and who is named.
        let same_noun = parties.iter().copied().find(|id| {
            kind(*id) == EntityKind::Group
                && extraction.recognition.mentions.iter().any(|mention| {
                    mention.entities == [*id]
                        && extraction.graph.lemma(mention.head).to_lowercase() == anaphor.noun
                })
        });
        if let Some(group) = same_noun.filter(|_| anaphor.number.is_none()) {
            return Some(std::iter::once(group).chain(persons).collect());
        }
        // Two of one state do not agree with one another but with those who convened them.
        let conveners = event.participants.iter().filter(|p| p.role == Role::Convener).map(|p| p.entity);
        let mut everybody: Vec<EntityId> = conveners.collect();
        everybody.extend(&persons);
        let sides = extraction.states_of(&everybody);
        let one_side = anaphor.wanted == Wanted::Any
            && persons.len() >= 2
            && everybody.len() > persons.len()
            && extraction.states_of(&persons).len() == 1;
        if one_side && sides.len() == 2 {
            return Some(sides);
        }
        let found = match anaphor.wanted {
            Wanted::Any if persons.len() >= 2 => persons,
            Wanted::Any => {
                let groups = parties.iter().any(|id| kind(*id) == EntityKind::Group);
                if groups && anaphor.number.is_some() {
                    return None;
                }
                parties
            }
            Wanted::Persons => persons,
            Wanted::Holders(noun) => {
                let other = |id: &EntityId| {
                    let mut titles = extraction
                        .recognition
                        .offices
                        .iter()
                        .filter(|office| office.person == *id)
                        .peekable();
                    titles.peek().is_some()
                        && !titles.any(|office| office.title.to_lowercase().contains(noun))
                };
                if persons.iter().any(other) {
                    return None;
                }
                persons
            }
            Wanted::States => {
                let states = of_kind(EntityKind::State);
                if states.len() >= 2 { states } else { extraction.states_of(&persons) }
            }
        };
        let fits = anaphor.number.map_or(found.len() >= 2, |number| found.len() == number);
        fits.then_some(found)
    }
}

/// The plural to which "they" must go back before it may go back to an event.
enum Plural {
    /// There is none.
    Nothing,
    /// A plural noun that is nobody of the event: "the people of Burma".
    Others,
    /// "A and B discussed".
    Named(Vec<EntityId>),
    /// "The leaders discussed": the mention by its index.
    Anaphor(usize),
}

impl Extraction<'_> {
    /// What the words of a mention ask for; nothing where they do not stand for the parties of an event.
    fn anaphor(&self, index: usize) -> Option<Anaphor<'_>> {
        let mention = &self.recognition.mentions[index];
        let tokens = mention.tokens.clone();
        let number = tokens.clone().find_map(|token| match self.graph.lower(token) {
            "two" | "2" | "both" => Some(2),
            "three" | "3" => Some(3),
            _ => None,
        });
        // "the heads of State" says itself of what.
        if tokens.end < self.graph.document.tokens().len() && self.graph.lower(tokens.end) == "of" {
            return None;
        }
        let noun = self.graph.lemma(tokens.end - 1).to_lowercase();
        let wanted = match noun.as_str() {
            person if self.knowledge.in_set("person-noun", person) => Wanted::Persons,
            "president" => Wanted::Holders("president"),
            "premier" => Wanted::Holders("premier"),
            "secretary" => Wanted::Holders("secretary"),
            "minister" => Wanted::Holders("minister"),
            state if self.knowledge.in_set("state-noun", state) => Wanted::States,
            "people" | "delegation" => return None,
            _ => Wanted::Any,
        };
        Some(Anaphor { token: mention.head, noun, wanted, number })
    }

    /// The states whose offices persons hold, each once; nothing if one of them holds none.
    fn states_of(&self, persons: &[EntityId]) -> Vec<EntityId> {
        let mut states: Vec<EntityId> = Vec::new();
        for person in persons {
            let state = self
                .recognition
                .offices
                .iter()
                .filter(|office| office.person == *person)
                .filter_map(|office| office.body)
                .find(|body| self.recognition.entity(*body).kind == EntityKind::State);
            match state {
                Some(state) if !states.contains(&state) => states.push(state),
                Some(_) => {}
                None => return Vec::new(),
            }
        }
        states
    }

    /// Whether a token stands in the main clause of its sentence.
    fn in_main_clause(&self, token: usize) -> bool {
        let document = self.graph.document;
        let mut at = token;
        while let Some(head) = document.head(at) {
            if matches!(document.token(at).deprel.base(), "ccomp" | "advcl" | "acl" | "csubj" | "parataxis") {
                return false;
            }
            at = head;
        }
        true
    }

    /// Whether an event is only what something else is about: "support for talks with Iran" does not begin them.
    fn is_aside(&self, token: usize) -> bool {
        let document = self.graph.document;
        let above = document.head(token).filter(|_| document.token(token).deprel.base() == "nmod");
        above.is_some_and(|noun| {
            document.token(noun).upos == Upos::Noun
                && matches!(
                    self.graph.case(token),
                    Some("for" | "on" | "about" | "to" | "toward" | "towards" | "regarding")
                )
        })
    }

    /// The verb of the main clause above a token.
    fn root_above(&self, token: usize) -> usize {
        let document = self.graph.document;
        let mut at = token;
        while let Some(head) = document.head(at) {
            at = head;
        }
        at
    }

    /// The last subject of a main clause that a root and those beside it have, before a token.
    fn last_subject(&self, root: usize, before: usize) -> Option<usize> {
        let document = self.graph.document;
        std::iter::once(root)
            .chain(self.graph.conjuncts(root))
            .flat_map(|verb| document.children(verb))
            .filter(|child| document.token(*child).deprel.base() == "nsubj" && *child < before)
            .max()
    }

    /// The plural that stands nearest before "they" as the subject of a main clause of its sentence or the one before.
    fn plural_before(&self, they: usize) -> Plural {
        let document = self.graph.document;
        let here = document.sentence_of(they);
        let root = self.root_above(they);
        let main = self.in_main_clause(they);
        if let Some(subject) = self.last_subject(root, they) {
            return match self.plural(subject) {
                // "The minister said that they would meet": not the minister alone.
                Plural::Nothing if !main => Plural::Others,
                found => found,
            };
        }
        if !main && root < they {
            return Plural::Others;
        }
        let Some(sentence) = here.checked_sub(1).and_then(|before| document.sentences().get(before)) else {
            return Plural::Nothing;
        };
        let Some(root) = sentence.clone().find(|token| document.head(*token).is_none()) else {
            return Plural::Nothing;
        };
        self.last_subject(root, sentence.end).map_or(Plural::Nothing, |subject| self.plural(subject))
    }

    fn plural(&self, subject: usize) -> Plural {
        let document = self.graph.document;
        let mention = |token: usize| self.recognition.mention_at.get(token).copied().flatten();
        if let Some(index) = mention(subject) {
            let found = &self.recognition.mentions[index];
            if matches!(found.resolution, Some(Resolution::They | Resolution::Parties)) {
                return Plural::Anaphor(index);
            }
        }
        let beside: Vec<usize> = document
            .children(subject)
            .filter(|child| document.token(*child).deprel.base() == "conj")
            .collect();
        if !beside.is_empty() {
            let mut named = Vec::new();
            for token in std::iter::once(subject).chain(beside) {
                match mention(token).map(|index| &self.recognition.mentions[index].entities[..]) {
                    Some([id]) => named.push(*id),
                    _ => return Plural::Others,
                }
            }
            return Plural::Named(named);
        }
        let token = document.token(subject);
        let plural = matches!(token.xpos.as_str(), "NNS" | "NNPS");
        if plural && matches!(token.upos, Upos::Noun | Upos::Propn) {
            let entities = mention(subject).map(|index| &self.recognition.mentions[index].entities[..]);
            return match entities {
                Some([id]) => {
                    let kind = self.recognition.entity(*id).kind;
                    match kind {
                        EntityKind::Group => Plural::Named(vec![*id]),
                        // "The United States", "The Netherlands".
                        EntityKind::State | EntityKind::Organization => Plural::Nothing,
                        _ => Plural::Others,
                    }
                }
                Some([_, _, ..]) => Plural::Named(entities.unwrap_or_default().to_vec()),
                _ => Plural::Others,
            };
        }
        Plural::Nothing
    }
}
