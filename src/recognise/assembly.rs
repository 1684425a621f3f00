//! Brings names, offices, groups and what refers back to them together into one `Recognition`.

use super::coreference::{self, Person};
use super::names::{self, Candidate, HONORIFICS, overlap, within};
use super::offices::{self, Body, Phrase};
use super::reading::Reading;
use super::{groups, linking, quantities, times};
use crate::document::{Document, NameLabel, Upos};
use crate::knowledge::Knowledge;
use crate::knowledge::gazetteer::NameForm;
use crate::knowledge::names::Folder;
use crate::knowledge::persons::Gender;
use crate::mention::{Entity, EntityId, EntityKind, Group, Mention, MentionKind, OfficeHolding, Recognition};
use crate::report::Report;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A holding before its title is final.
struct Holding {
    person: EntityId,
    /// The title, and its key: in small letters without "former".
    title: String,
    noun: &'static str,
    body: Option<EntityId>,
    /// Whether the text itself names the body with this title.
    stated: bool,
    tokens: Range<usize>,
    found_by: &'static str,
}

/// The recognition in the making.
struct Assembly<'a> {
    reading: &'a Reading<'a>,
    knowledge: &'a Knowledge,
    folder: Folder,
    bodies: Vec<Candidate>,
    /// The entity of each of the bodies.
    body_entity: Vec<EntityId>,
    phrases: Vec<Phrase>,
    /// Where persons are named, and which entity each is.
    person_at: Vec<(Range<usize>, EntityId)>,
    genders: FxHashMap<EntityId, Gender>,
    entities: Vec<Entity>,
    by_key: FxHashMap<String, EntityId>,
    mentions: Vec<Mention>,
    holdings: Vec<Holding>,
    publisher: Option<EntityId>,
    publisher_key: Option<String>,
}

/// Reads all that the report names, counts and dates; heads of mentions are not yet set.
pub(super) fn assemble(report: &Report, document: &Document, knowledge: &Knowledge) -> Recognition {
    let reading = Reading::new(&report.text, document);
    let time_list = times::times(&report.text, document, report.reference_date());
    let sources = [report.source.as_deref(), report.agency.as_deref(), Some(report.id.as_str())];
    let publisher_key =
        sources.iter().flatten().find_map(|source| knowledge.gazetteer.publisher(source)).map(str::to_owned);
    let home = publisher_key.as_deref().and_then(|key| key.strip_prefix("state:")).unwrap_or("");
    let measures = quantities::measures_at_home(&report.text, document, &time_list, home);
    let mut assembly = Assembly {
        reading: &reading,
        knowledge,
        folder: Folder::new(),
        bodies: Vec::new(),
        body_entity: Vec::new(),
        phrases: Vec::new(),
        person_at: Vec::new(),
        genders: FxHashMap::default(),
        entities: Vec::new(),
        by_key: FxHashMap::default(),
        mentions: Vec::new(),
        holdings: Vec::new(),
        publisher: None,
        publisher_key,
    };
    assembly.find_names();
    assembly.name_bodies();
    assembly.name_persons();
    assembly.hold_offices();
    let groups = assembly.find_groups(&measures);
    assembly.refer_by_role();
    assembly.refer_to_bodies();
    assembly.refer_by_pronoun();
    drop(groups);
    let dateline_place =
        report.dateline.place.and_then(|span| assembly.place_of_dateline(span.of(&report.text)));
    let agency_words =
        report.dateline.agency.map(|span| span.of(&report.text).to_owned()).or_else(|| report.agency.clone());
    let agency = agency_words.map(|words| assembly.agency(&words));
    let mut offices: Vec<OfficeHolding> = assembly
        .holdings
        .iter()
        .map(|holding| OfficeHolding {
            person: holding.person,
            title: holding.title.clone(),
            body: holding.body,
            span: document.span(holding.tokens.clone()),
            tokens: holding.tokens.clone(),
            found_by: holding.found_by,
        })
        .collect();
    offices.sort_by_key(|office| office.tokens.start);
    let mut mentions = std::mem::take(&mut assembly.mentions);
    nest(&mut mentions);
    Recognition {
        publisher: assembly.publisher,
        entities: assembly.entities,
        mentions,
        offices,
        times: time_list,
        measures,
        mention_at: Vec::new(),
        agency,
        dateline_place,
    }
}

/// Sorts mentions and drops those that repeat or cross another one; the longer one stays.
fn nest(mentions: &mut Vec<Mention>) {
    mentions.sort_by_key(|m| (std::cmp::Reverse(m.tokens.len()), m.tokens.start));
    let mut kept: Vec<Mention> = Vec::new();
    for mention in mentions.drain(..) {
        let clash = kept.iter().any(|other| {
            other.tokens == mention.tokens
                || (overlap(&other.tokens, &mention.tokens)
                    && !within(&mention.tokens, &other.tokens)
                    && !within(&other.tokens, &mention.tokens))
        });
        if !clash {
            kept.push(mention);
        }
    }
    kept.sort_by_key(|m| (m.tokens.start, std::cmp::Reverse(m.tokens.end)));
    *mentions = kept;
}

impl Assembly<'_> {
    /// Finds states, organisations and places, then titles and persons, and lets them contend.
    fn find_names(&mut self) {
        let reading = self.reading;
        let lexicon = linking::lexicon(reading, self.knowledge);
        let mut bodies = names::bodies(reading, &lexicon);
        let taken: Vec<Range<usize>> = bodies.iter().map(|c| c.tokens.clone()).collect();
        let tagged = names::tagged(reading, &taken);
        let (persons, others): (Vec<_>, Vec<_>) =
            tagged.into_iter().partition(|c| c.kind == EntityKind::Person);
        bodies.extend(others.into_iter().filter(|c| {
            // A known given name before a capital is a person whatever the tagger says.
            !(c.tokens.len() > 1
                && self.knowledge.persons.given_name(reading.word(c.tokens.start)).is_some()
                && c.kind == EntityKind::Place)
        }));
        bodies.sort_by_key(|c| (c.tokens.start, std::cmp::Reverse(c.tokens.end)));
        let phrases = offices::phrases(reading, &bodies);
        let mut people: Vec<Range<usize>> = phrases.iter().flat_map(|p| p.names.iter().cloned()).collect();
        let free = |people: &[Range<usize>], bodies: &[Candidate], range: &Range<usize>| {
            !people.iter().any(|other| overlap(other, range))
                && !bodies.iter().any(|c| {
                    overlap(&c.tokens, range)
                        && (c.tokens.len() > 1 || c.kind != EntityKind::Place)
                        && c.found_by != "names-tagger"
                })
        };
        // "Mr. Sullivan", "Sir Mekere".
        for token in 0..reading.len() {
            if !(reading.capital(token) && reading.is_any(token, HONORIFICS)) || reading.lower(token) == "he"
            {
                continue;
            }
            let begin = offices::honorific_end(reading, token, reading.line_end(token));
            if begin == token {
                continue;
            }
            if let Some(end) = names::person_end(reading, &bodies, begin)
                && free(&people, &bodies, &(begin..end))
            {
                people.push(begin..end);
            }
        }
        // The tagger's persons, to the end of their run of capitals.
        for person in &persons {
            let start = person.tokens.start;
            let end = names::person_end(reading, &bodies, start)
                .unwrap_or(person.tokens.end)
                .max(person.tokens.end);
            let range = start..end;
            let known_alone =
                range.len() == 1 && bodies.iter().any(|c| overlap(&c.tokens, &range) && c.known.is_some());
            if free(&people, &bodies, &range) && !known_alone && !names::names_other(reading, &range) {
                people.push(range);
            }
        }
        // A given name and capitals after it.
        for token in 0..reading.len() {
            if !reading.name_word(token)
                || reading.shouted(token)
                || self.knowledge.persons.given_name(reading.word(token)).is_none()
                || (token > reading.line_start(token) && reading.name_word(token - 1))
            {
                continue;
            }
            if let Some(end) = names::person_end(reading, &bodies, token) {
                let range = token..end;
                let surname = self.knowledge.persons.is_surname(reading.word(end - 1))
                    || !matches!(
                        linking::label(reading, token),
                        Some(NameLabel::Organization | NameLabel::Place | NameLabel::Nation)
                    );
                if range.len() > 1
                    && surname
                    && free(&people, &bodies, &range)
                    && !names::names_other(reading, &range)
                    && !reading.is_any(end, &["&"])
                {
                    people.push(range);
                }
            }
        }
        // Surnames of those already known.
        let mut surnames: Vec<String> = Vec::new();
        for range in &people {
            for token in range.clone() {
                let word = reading.lower(token);
                let last = token + 1 == range.end;
                if word.chars().count() > 2
                    && reading.name_word(token)
                    && (last || range.len() > 1)
                    && (last || token == range.start)
                {
                    surnames.push(word.to_owned());
                }
            }
        }
        surnames.sort();
        surnames.dedup();
        for token in 0..reading.len() {
            if reading.name_word(token)
                && !reading.shouted(token)
                && surnames.binary_search_by(|s| s.as_str().cmp(reading.lower(token))).is_ok()
                && !reading.name_word(token + 1)
                && !(token > 0 && reading.name_word(token - 1) && !reading.new_line(token))
                && !reading.glued(token)
                && free(&people, &bodies, &(token..token + 1))
                && !(reading.is_any(token.wrapping_sub(1), &["in", "at"])
                    && bodies.iter().any(|c| c.tokens.contains(&token)))
            {
                people.push(token..token + 1);
            }
        }
        people.sort_by_key(|range| range.start);
        bodies.retain(|c| !people.iter().any(|range| overlap(range, &c.tokens)));
        let names: Vec<(Range<usize>, String)> =
            people.iter().map(|range| (range.clone(), reading.words_of(range.clone()))).collect();
        let (persons, person_of) = coreference::persons(&self.folder, &names);
        self.bodies = bodies;
        self.phrases = phrases;
        let ids: Vec<EntityId> = persons.iter().map(|person| self.add_person(person)).collect();
        self.person_at =
            names.iter().zip(person_of).map(|((range, _), number)| (range.clone(), ids[number])).collect();
    }

    fn add_person(&mut self, person: &Person) -> EntityId {
        let id = self.add(EntityKind::Person, &person.name, None);
        let given = person.at.iter().max_by_key(|range| range.len()).and_then(|range| {
            (range.len() > 1)
                .then(|| self.knowledge.persons.given_name(self.reading.word(range.start)))
                .flatten()
        });
        let addressed = person.at.iter().find_map(|range| {
            let before = self.reading.lower(range.start.wrapping_sub(1));
            match before.trim_end_matches('.') {
                "mr" | "sir" | "king" | "prince" | "emir" | "sultan" | "lord" => Some(Gender::Male),
                "mrs" | "ms" | "miss" | "dame" | "lady" | "queen" | "princess" | "madam" => {
                    Some(Gender::Female)
                }
                _ => None,
            }
        });
        if let Some(gender) = addressed.or(given).filter(|gender| *gender != Gender::Either) {
            self.genders.insert(id, gender);
        }
        id
    }

    fn add(&mut self, kind: EntityKind, name: &str, known: Option<&str>) -> EntityId {
        self.entities.push(Entity {
            kind,
            name: name.to_owned(),
            also: Vec::new(),
            known: known.map(str::to_owned),
            group: None,
        });
        EntityId(self.entities.len() - 1)
    }

    /// The entity of a row of the gazetteer.
    fn known(&mut self, key: &str) -> Option<EntityId> {
        if let Some(&id) = self.by_key.get(key) {
            return Some(id);
        }
        let known = self.knowledge.gazetteer.known(key)?;
        let (kind, label) = (known.kind, known.label.to_owned());
        let id = self.add(kind, &label, Some(key));
        self.by_key.insert(key.to_owned(), id);
        Some(id)
    }

    /// The entity of a name that the gazetteer does not know; `key` makes it one with others.
    fn unknown(&mut self, kind: EntityKind, key: String, name: &str) -> EntityId {
        if let Some(&id) = self.by_key.get(&key) {
            return id;
        }
        let id = self.add(kind, name, None);
        self.by_key.insert(key, id);
        id
    }

    fn also(&mut self, id: EntityId, words: &str) {
        let entity = &mut self.entities[id.0];
        if entity.name != words && !entity.also.iter().any(|other| other == words) {
            entity.also.push(words.to_owned());
        }
    }

    fn mention(
        &mut self,
        tokens: Range<usize>,
        kind: MentionKind,
        entities: Vec<EntityId>,
        found_by: &'static str,
    ) {
        if matches!(kind, MentionKind::Name | MentionKind::Demonym | MentionKind::Nominal)
            && let [id] = entities[..]
        {
            let words = self.reading.words_of(tokens.clone());
            if !matches!(found_by, "coref:country") {
                self.also(id, &words);
            }
        }
        let span = self.reading.document.span(tokens.clone());
        self.mentions.push(Mention { span, head: tokens.start, tokens, kind, entities, found_by });
    }

    /// Gives each state, organisation and place its entity and mention.
    fn name_bodies(&mut self) {
        let reading = self.reading;
        let folder = self.folder.clone();
        let keyed = |kind: EntityKind, name: &str| {
            let words: Vec<String> = folder
                .fold(name)
                .to_lowercase()
                .split(' ')
                .filter(|w| *w != "the")
                .map(str::to_owned)
                .collect();
            format!("{kind:?}:{}", words.join(" "))
        };
        // Acronyms in brackets after a name: "Strategic Consultative Group (SCG)".
        let mut acronyms: Vec<(String, usize)> = Vec::new();
        let mut merged: FxHashMap<usize, usize> = FxHashMap::default();
        for (index, candidate) in self.bodies.iter().enumerate() {
            let at = candidate.tokens.end;
            if !matches!(reading.word(at), "(") || reading.word(at + 2) != ")" || !reading.acronym(at + 1) {
                continue;
            }
            match self.bodies.iter().position(|c| c.tokens == (at + 1..at + 2)) {
                Some(short) if candidate.known.is_none() && self.bodies[short].kind == candidate.kind => {
                    merged.insert(index, short);
                }
                Some(_) => {}
                None => acronyms.push((reading.word(at + 1).to_owned(), index)),
            }
        }
        for (from, to) in {
            let mut pairs: Vec<(usize, usize)> = merged.iter().map(|(a, b)| (*a, *b)).collect();
            pairs.sort_unstable();
            pairs
        } {
            self.bodies[from].known = self.bodies[to].known.clone();
        }
        let mut extra: Vec<(Candidate, usize)> = Vec::new();
        for (acronym, index) in &acronyms {
            for token in 0..reading.len() {
                let free = !self.bodies.iter().any(|c| c.tokens.contains(&token));
                if reading.word(token) == acronym && free {
                    let mut candidate = self.bodies[*index].clone();
                    candidate.tokens = token..token + 1;
                    candidate.state = None;
                    candidate.found_by = "acronym";
                    extra.push((candidate, *index));
                }
            }
        }
        let bodies = std::mem::take(&mut self.bodies);
        let mut ids: Vec<EntityId> = Vec::with_capacity(bodies.len());
        for candidate in &bodies {
            let name = reading.words_of(candidate.tokens.clone());
            let id = candidate.known.as_deref().and_then(|key| self.known(key)).unwrap_or_else(|| {
                let state = candidate.state.as_ref().and_then(|tokens| {
                    bodies.iter().find(|c| c.tokens == *tokens).and_then(|c| c.known.as_deref())
                });
                let key = match (state, candidate.found_by) {
                    (Some(state), "state-organ") => organ_key(reading, candidate, state),
                    _ => keyed(candidate.kind, &name),
                };
                // The same name as an organisation elsewhere in the text is that organisation.
                let twin = keyed(EntityKind::Organization, &name);
                let key = if self.by_key.contains_key(&twin) { twin } else { key };
                self.unknown(candidate.kind, key, &name)
            });
            ids.push(id);
        }
        let mut all: Vec<(Candidate, EntityId)> = bodies.into_iter().zip(ids.iter().copied()).collect();
        all.extend(extra.into_iter().map(|(candidate, index)| (candidate, ids[index])));
        all.sort_by_key(|(c, _)| (c.tokens.start, std::cmp::Reverse(c.tokens.end)));
        self.publisher = self.publisher_key.clone().and_then(|key| self.known(&key));
        for (candidate, id) in &all {
            let kind = if candidate.adjective { MentionKind::Demonym } else { MentionKind::Name };
            let mut tokens = candidate.tokens.clone();
            if !candidate.adjective
                && tokens.start > reading.line_start(tokens.start)
                && reading.lower(tokens.start - 1) == "the"
            {
                tokens.start -= 1;
            }
            // "the Israeli side" and "the government side" act for the state.
            if candidate.kind == EntityKind::State
                && reading.is_any(tokens.end, &["side"])
                && candidate.adjective
            {
                let mut side = candidate.tokens.start..tokens.end + 1;
                if reading.is_any(side.start.wrapping_sub(1), &["the"]) {
                    side.start -= 1;
                }
                self.mention(side, MentionKind::Nominal, vec![*id], "state-side");
            }
            self.mention(tokens, kind, vec![*id], candidate.found_by);
        }
        (self.bodies, self.body_entity) = all.into_iter().unzip();
    }

    /// Gives each named person a mention that holds title and name.
    fn name_persons(&mut self) {
        let reading = self.reading;
        let people = self.person_at.clone();
        for (range, id) in people {
            let mut tokens = range.clone();
            let mut found_by = "names-tagger";
            if let Some(phrase) = self.phrases.iter().find(|p| p.names.contains(&range)) {
                found_by = "office-pattern";
                tokens.start = if phrase.names[0] == range {
                    phrase.tokens.start
                } else {
                    self.honorific_start(range.start)
                };
            } else {
                tokens.start = self.honorific_start(range.start);
            }
            let words = reading.words_of(range.clone());
            self.also(id, &words);
            self.mention(tokens, MentionKind::Name, vec![id], found_by);
        }
    }

    fn honorific_start(&self, name: usize) -> usize {
        let reading = self.reading;
        let first = reading.line_start(name);
        let mut start = name;
        while start > first
            && (reading.capital(start - 1)
                && reading.is_any(start - 1, HONORIFICS)
                && !(reading.lower(start - 1) == "he")
                || (reading.word(start - 1) == "."
                    && start > first + 1
                    && reading.is_any(start - 2, HONORIFICS)))
        {
            start -= 1;
        }
        if start < name && start > first && reading.is_any(start - 1, &["the", "his", "her", "their"]) {
            start -= 1;
        }
        start
    }

    /// The entity of the body whose name stands at these tokens.
    fn body_at(&self, tokens: &Range<usize>) -> Option<EntityId> {
        self.bodies.iter().position(|c| c.tokens == *tokens).map(|index| self.body_entity[index])
    }

    /// Reads offices from titles before and after names.
    fn hold_offices(&mut self) {
        let reading = self.reading;
        let phrases = self.phrases.clone();
        let mut open: Vec<usize> = Vec::new();
        let mut last_holder: Option<(usize, Vec<EntityId>)> = None;
        for (number, phrase) in phrases.iter().enumerate() {
            let mut holders: Vec<(EntityId, Range<usize>)> = phrase
                .names
                .iter()
                .filter_map(|name| {
                    let (range, id) = self.person_at.iter().find(|(range, _)| range == name)?;
                    Some((*id, range.clone()))
                })
                .collect();
            let mut found_by = "title-before-name";
            if holders.is_empty() && phrase.names.is_empty() {
                if let Some((range, id)) = self.name_before(phrase) {
                    holders.push((id, range));
                    found_by = "title-after-name";
                } else if let Some((end, ids)) = last_holder.as_ref().filter(|_| !phrase.plural) {
                    // "N, Special Assistant to the President and Senior Director for Labour".
                    let gap = reading.words_of(*end..phrase.tokens.start);
                    if matches!(gap.as_str(), "and" | "," | ", and") && phrase.determiner.is_none() {
                        holders.extend(ids.iter().map(|id| (*id, phrase.tokens.clone())));
                        found_by = "title-after-name";
                    }
                }
            }
            if phrase.plural && !phrase.names.is_empty() {
                holders.extend(self.further_names(phrase, &phrases));
            }
            if holders.is_empty() {
                last_holder = None;
                continue;
            }
            open.push(number);
            let whole = holders
                .iter()
                .fold(phrase.tokens.clone(), |a, (_, b)| a.start.min(b.start)..a.end.max(b.end));
            if found_by == "title-after-name" {
                let ids: Vec<EntityId> = holders.iter().map(|(id, _)| *id).collect();
                self.mention(phrase.tokens.clone(), MentionKind::Nominal, ids.clone(), "office-apposition");
            }
            let mut end = whole.end;
            let mut after_body = None;
            // "President N of Brazil".
            let name_end = phrase.names.last().map_or(phrase.tokens.end, |name| name.end);
            if holders.len() == 1 && reading.lower(name_end) == "of" {
                let the = usize::from(reading.lower(name_end + 1) == "the");
                if let Some(index) =
                    self.bodies.iter().position(|c| c.tokens.start == name_end + 1 + the && !c.adjective)
                {
                    after_body = Some(self.body_entity[index]);
                    end = self.bodies[index].tokens.end;
                }
            }
            // "Chairman, African Development Foundation".
            if found_by == "title-after-name" && reading.word(phrase.tokens.end) == "," {
                let at = phrase.tokens.end + 1;
                if let Some(index) = self
                    .bodies
                    .iter()
                    .position(|c| c.tokens.start == at && c.kind == EntityKind::Organization)
                {
                    let next = self.bodies[index].tokens.end;
                    if !self.phrases.iter().any(|p| p.tokens.start == at)
                        && !reading.is_any(next, &["has", "is", "and", "said", "will"])
                    {
                        after_body = Some(self.body_entity[index]);
                        end = next;
                    }
                }
            }
            let last = phrase.parts.len() - 1;
            for (place, part) in phrase.parts.iter().enumerate() {
                let mut body = self.body_of(part);
                if body.is_none()
                    && !part.serves
                    && after_body.is_some()
                    && (place == last || self.is_state(after_body))
                {
                    body = after_body;
                }
                let stated = body.is_some();
                for (id, range) in &holders {
                    let near = range.end.max(phrase.tokens.end);
                    let tokens = if holders.len() > 1 {
                        phrase.tokens.start.min(range.start)..near
                    } else {
                        whole.start..end
                    };
                    self.holdings.push(Holding {
                        person: *id,
                        title: offices::title_of(reading, part),
                        noun: offices::noun_of(reading, part),
                        body,
                        stated,
                        tokens,
                        found_by,
                    });
                }
            }
            last_holder = (found_by == "title-after-name")
                .then(|| (phrase.tokens.end, holders.iter().map(|h| h.0).collect()));
        }
        self.settle_bodies();
        self.settle_titles();
    }

    fn is_state(&self, id: Option<EntityId>) -> bool {
        id.is_some_and(|id| self.entities[id.0].kind == EntityKind::State)
    }

    /// The body that a title's phrase names.
    fn body_of(&mut self, part: &offices::Part) -> Option<EntityId> {
        match &part.body {
            Body::Named(tokens) => self.body_at(tokens),
            Body::Unknown(tokens) => {
                if self.person_at.iter().any(|(range, _)| overlap(range, tokens)) {
                    return None;
                }
                let name = self.reading.words_of(tokens.clone());
                let key = format!("Organization:{}", self.folder.fold(&name).to_lowercase());
                let fresh = !self.by_key.contains_key(&key);
                let id = self.unknown(EntityKind::Organization, key, &name);
                if fresh {
                    self.mention(tokens.clone(), MentionKind::Name, vec![id], "office-body");
                }
                Some(id)
            }
            Body::Noun(token) => {
                let word = self.reading.lower(*token).to_owned();
                self.body_by_noun(&word, *token)
            }
            Body::Unsaid => None,
        }
    }

    /// The organisation last named before a token whose name ends with the noun.
    fn body_by_noun(&self, noun: &str, before: usize) -> Option<EntityId> {
        let fits = |index: &usize| {
            let c = &self.bodies[*index];
            let name = &self.entities[self.body_entity[*index].0].name.to_lowercase();
            c.kind == EntityKind::Organization && (name.split(' ').any(|w| w == noun))
        };
        let earlier =
            (0..self.bodies.len()).rev().filter(|i| self.bodies[*i].tokens.end <= before).find(fits);
        earlier.or_else(|| (0..self.bodies.len()).find(fits)).map(|index| self.body_entity[index])
    }

    /// The person whose name stands before the phrase, parted from it by a comma or a bracket.
    fn name_before(&self, phrase: &Phrase) -> Option<(Range<usize>, EntityId)> {
        let reading = self.reading;
        let start = phrase.tokens.start;
        if start == 0 || phrase.plural {
            return None;
        }
        let gap = reading.word(start - 1);
        let apart = matches!(gap, "," | "(" | "–" | "—" | "-");
        let end = if apart { start - 1 } else { start };
        if !apart && reading.new_line(start) {
            return None;
        }
        let found = self.person_at.iter().find(|(range, _)| range.end == end)?;
        if !apart {
            // A signature: "N Prime Minister of X" on a line of its own.
            let alone = reading.line_start(found.0.start) + 3 > found.0.start
                && reading.line_end(start) <= phrase.tokens.end + 1;
            return alone.then(|| found.clone());
        }
        // "After meeting N, President M said": a phrase with its own name was dealt with before; a subject is no apposition.
        let after = reading.word(phrase.tokens.end);
        let closes = matches!(after, "," | "." | ")" | ";" | ":" | "–" | "—" | "-" | "")
            || reading.is_any(phrase.tokens.end, &["and", "at", "on", "in", "who", "said", "told"])
            || reading.new_line(phrase.tokens.end);
        closes.then(|| found.clone())
    }

    /// Names after the first in "co-chairs N, of A, and M, of B".
    fn further_names(&self, phrase: &Phrase, phrases: &[Phrase]) -> Vec<(EntityId, Range<usize>)> {
        let reading = self.reading;
        let mut found = Vec::new();
        let Some(last) = phrase.names.last() else { return found };
        let limit = reading.sentence(last.start).end;
        let mut at = last.end;
        for _ in 0..8 {
            if reading.word(at) == "," {
                at += 1;
                if let Some(title) = phrases.iter().find(|p| p.tokens.start == at && p.names.is_empty()) {
                    at = title.tokens.end;
                    if reading.word(at) == "," {
                        at += 1;
                    }
                }
            }
            let and = reading.lower(at) == "and";
            if and {
                at += 1;
            }
            let Some((range, id)) = self.person_at.iter().find(|(range, _)| range.start == at) else { break };
            if at >= limit {
                break;
            }
            found.push((*id, range.clone()));
            at = range.end;
            if and {
                break;
            }
        }
        found
    }

    /// Finds the bodies of offices that the phrase leaves unsaid.
    fn settle_bodies(&mut self) {
        let reading = self.reading;
        for index in 0..self.holdings.len() {
            if self.holdings[index].body.is_some() {
                continue;
            }
            let own = &self.holdings[index];
            // The same person's office elsewhere, or another one that names a state in the same words.
            let same = self.holdings.iter().find(|other| {
                other.person == own.person && other.stated && other.title.eq_ignore_ascii_case(&own.title)
            });
            let beside = self.holdings.iter().find(|other| {
                other.person == own.person
                    && other.stated
                    && other.tokens == own.tokens
                    && self.is_state(other.body)
                    && other.title != own.title
            });
            if let Some(other) = same.or(beside) {
                self.holdings[index].body = other.body;
                continue;
            }
            if matches!(own.noun, "chair" | "co-chair" | "chairman" | "co-chairman") {
                let at = own.tokens.start;
                let sentence = reading.sentence(at);
                let body = (0..self.bodies.len()).find(|i| {
                    let c = &self.bodies[*i];
                    c.kind == EntityKind::Organization
                        && c.tokens.end <= at
                        && sentence.contains(&c.tokens.start)
                });
                self.holdings[index].body = body.map(|i| self.body_entity[i]);
                self.holdings[index].found_by = "body:sentence";
            }
        }
        let publisher = self.publisher.filter(|id| self.entities[id.0].kind == EntityKind::State);
        let chief = self.chief_title();
        for index in 0..self.holdings.len() {
            let own = &self.holdings[index];
            if own.body.is_some() || matches!(own.noun, "chair" | "co-chair") {
                continue;
            }
            // The same person's body settled before.
            let settled = self.holdings[..index]
                .iter()
                .find(|o| o.person == own.person && self.is_state(o.body))
                .and_then(|o| o.body);
            if settled.is_some() {
                self.holdings[index].body = settled;
                continue;
            }
            let at = own.tokens.start;
            let key = own.title.to_lowercase();
            let taken = publisher.is_some_and(|state| {
                self.holdings.iter().any(|other| {
                    other.body == Some(state)
                        && other.person != own.person
                        && other.title.eq_ignore_ascii_case(&key)
                })
            });
            let near = self.state_before(at, publisher);
            // "N and Minister M" after a person whose state was found nearby.
            let beside = index > 0
                && self.holdings[index - 1].tokens.end + 1 == at
                && reading.lower(at - 1) == "and"
                && !self.holdings[index - 1].title.eq_ignore_ascii_case(&key);
            let previous = if beside { self.holdings[index - 1].body } else { None };
            let foreign_chief = is_chief(&key) && chief.as_deref().is_some_and(|chief| chief != key);
            let (body, found_by) =
                if let Some(body) = previous.filter(|body| self.entities[body.0].kind == EntityKind::State) {
                    (Some(body), "body:coordination")
                } else if taken || (foreign_chief && near.is_some()) {
                    (near.or_else(|| self.other_state(publisher)), "body:nearest-state")
                } else if let Some((state, same_sentence)) = near
                    .map(|state| (state, self.leads_sentence(at, state)))
                    .filter(|(_, leads)| *leads && publisher.is_some())
                {
                    let _ = same_sentence;
                    (Some(state), "body:nearest-state")
                } else if publisher.is_some() {
                    (publisher, "body:publisher")
                } else {
                    (self.peculiar(&key).or_else(|| self.only_state(at)), "body:only-state")
                };
            if body.is_some() {
                self.holdings[index].body = body;
                self.holdings[index].found_by = found_by;
            }
        }
    }

    /// The title of the head of state or government that the report uses first without a body.
    fn chief_title(&self) -> Option<String> {
        let bare = self
            .phrases
            .iter()
            .filter(|p| p.names.is_empty() && !p.plural && p.parts[0].body == Body::Unsaid)
            .map(|p| (p.tokens.start, offices::title_of(self.reading, &p.parts[0]).to_lowercase()));
        let held = self
            .holdings
            .iter()
            .filter(|h| h.body.is_none())
            .map(|h| (h.tokens.start, h.title.to_lowercase()));
        bare.chain(held).filter(|(_, title)| is_chief(title)).min().map(|(_, title)| title)
    }

    /// The state last named before a token in its sentence or the one before, the publisher's left out.
    fn state_before(&self, token: usize, publisher: Option<EntityId>) -> Option<EntityId> {
        let reading = self.reading;
        let sentence = reading.document.sentence_of(token);
        (0..self.bodies.len())
            .rev()
            .filter(|i| {
                let c = &self.bodies[*i];
                c.tokens.end <= token
                    && c.kind == EntityKind::State
                    && Some(self.body_entity[*i]) != publisher
            })
            .take_while(|i| reading.document.sentence_of(self.bodies[*i].tokens.start) + 1 >= sentence)
            .map(|i| self.body_entity[i])
            .next()
    }

    /// Whether the sentence begins with this state as its subject: "The Israeli side was chaired by".
    fn leads_sentence(&self, token: usize, state: EntityId) -> bool {
        let start = self.reading.line_start(token);
        let index = (0..self.bodies.len()).find(|i| self.bodies[*i].tokens.start >= start);
        index.is_some_and(|i| {
            self.body_entity[i] == state
                && self.bodies[i].tokens.start <= start + 1
                && self
                    .reading
                    .is_any(self.bodies[i].tokens.end, &["side", "delegation", "team", "government", "party"])
        })
    }

    /// The only state beside the publisher's that the report names.
    fn other_state(&self, publisher: Option<EntityId>) -> Option<EntityId> {
        let mut states: Vec<EntityId> = self
            .holdings
            .iter()
            .filter_map(|h| h.body)
            .filter(|id| Some(*id) != publisher && self.entities[id.0].kind == EntityKind::State)
            .collect();
        states.sort_unstable();
        states.dedup();
        if let [only] = states[..] {
            return Some(only);
        }
        None
    }

    /// The state whose name is the only one in the sentence of a token.
    fn only_state(&self, token: usize) -> Option<EntityId> {
        let sentence = self.reading.sentence(token);
        let mut states: Vec<EntityId> = (0..self.bodies.len())
            .filter(|i| {
                sentence.contains(&self.bodies[*i].tokens.start) && self.bodies[*i].kind == EntityKind::State
            })
            .map(|i| self.body_entity[i])
            .collect();
        states.sort_unstable();
        states.dedup();
        if let [only] = states[..] { Some(only) } else { None }
    }

    /// The state that alone has an office of this title, if the report names it.
    fn peculiar(&mut self, title: &str) -> Option<EntityId> {
        let key = match title {
            "foreign secretary" | "home secretary" => "state:GB",
            "secretary of state" => "state:US",
            "taoiseach" => "state:IE",
            _ => return None,
        };
        self.known(key)
    }

    /// Drops titles that are part of a fuller one of the same person, and repetitions.
    fn settle_titles(&mut self) {
        let words = |title: &str| -> Vec<String> {
            title
                .to_lowercase()
                .split([' ', '-'])
                .filter(|w| !matches!(*w, "of" | "for" | "the" | "and"))
                .map(str::to_owned)
                .collect()
        };
        let keys: Vec<Vec<String>> = self.holdings.iter().map(|h| words(&h.title)).collect();
        let mut kept = Vec::new();
        for index in 0..self.holdings.len() {
            let own = &self.holdings[index];
            let repeated = (0..self.holdings.len()).any(|other| {
                let that = &self.holdings[other];
                if other == index || that.person != own.person {
                    return false;
                }
                let bodies = own.body == that.body || own.body.is_none() || !own.stated;
                let whole = keys[other] == keys[index];
                if whole {
                    // The one that states the body, then the first, is kept.
                    return bodies
                        && (that.stated > own.stated
                            || (that.stated == own.stated && other < index && own.body == that.body));
                }
                bodies
                    && keys[other].len() > keys[index].len()
                    && keys[index].iter().all(|w| keys[other].contains(w))
            });
            kept.push(!repeated);
        }
        let mut index = 0;
        self.holdings.retain(|_| {
            index += 1;
            kept[index - 1]
        });
    }

    /// Finds collectives and makes them entities.
    fn find_groups(&mut self, measures: &[crate::mention::Measure]) -> Vec<groups::Found> {
        let taken: Vec<Range<usize>> = self
            .person_at
            .iter()
            .map(|(range, _)| range.clone())
            .chain(self.phrases.iter().filter(|p| !p.plural || !p.names.is_empty()).map(Phrase::whole))
            .collect();
        let found = groups::groups(self.reading, &self.bodies, &taken, measures);
        for group in &found {
            if group.anaphor {
                self.mention(group.tokens.clone(), MentionKind::Nominal, Vec::new(), "plural-anaphor");
                continue;
            }
            let name = self.reading.words_of(group.tokens.clone());
            let key = format!("Group:{}", name.to_lowercase());
            let id = self.unknown(EntityKind::Group, key, &name);
            let source = group.source.as_ref().and_then(|tokens| self.body_at(tokens));
            let members: Vec<EntityId> =
                group.members.iter().filter_map(|tokens| self.body_at(tokens)).collect();
            let cardinality = group.measure.map(|index| measures[index].quantity.clone());
            let entry = self.entities[id.0].group.get_or_insert_with(Group::default);
            entry.member_of = entry.member_of.or(source);
            entry.cardinality = entry.cardinality.take().or(cardinality);
            for member in members {
                if !entry.members.contains(&member) {
                    entry.members.push(member);
                }
            }
            let _ = group.head;
            self.mention(group.tokens.clone(), MentionKind::Group, vec![id], "group-pattern");
        }
        found
    }

    /// Resolves titles without a name: "the Prime Minister", "the head of state".
    fn refer_by_role(&mut self) {
        let phrases = self.phrases.clone();
        let held: Vec<Range<usize>> = self.mentions.iter().map(|m| m.tokens.clone()).collect();
        for phrase in phrases.iter().filter(|p| p.names.is_empty() && !p.plural) {
            if held.contains(&phrase.tokens)
                || self
                    .mentions
                    .iter()
                    .any(|m| m.kind == MentionKind::Group && overlap(&m.tokens, &phrase.tokens))
            {
                continue;
            }
            // "the Prime Minister's Office" and "Foreign Minister level" name no person, a compound noun neither.
            let next = phrase.tokens.end;
            let compound = next < self.reading.len()
                && self.reading.document.token(next).upos == Upos::Noun
                && self.reading.document.token(phrase.parts[0].head).head == next
                && self.reading.document.token(phrase.parts[0].head).deprel.as_str() == "compound";
            if compound {
                continue;
            }
            let part = &phrase.parts[0];
            let title = offices::title_of(self.reading, part);
            let body = self.body_of(part);
            let definite = phrase
                .determiner
                .is_some_and(|d| self.reading.is_any(d, &["the", "his", "her", "its", "their", "our"]))
                || (phrase.determiner.is_none() && (self.reading.capital(part.head) || body.is_some()));
            if !definite {
                continue;
            }
            match self.holder(&title, offices::noun_of(self.reading, part), body, phrase) {
                Some((person, rule)) => {
                    self.mention(phrase.tokens.clone(), MentionKind::Nominal, vec![person], rule)
                }
                None => self.role_only(phrase, &title, body),
            }
        }
    }

    /// The person whom the text elsewhere names for a title.
    fn holder(
        &mut self,
        title: &str,
        noun: &'static str,
        body: Option<EntityId>,
        phrase: &Phrase,
    ) -> Option<(EntityId, &'static str)> {
        let wanted = title.to_lowercase();
        let of_state = wanted.ends_with("head of state") || wanted == "leader";
        let of_government = wanted == "head of government" || wanted == "premier";
        let chief_of_state = |h: &Holding| {
            matches!(h.noun, "president" | "king" | "queen" | "emir" | "sultan" | "emperor")
                && !h.title.to_lowercase().contains("vice")
        };
        let fits = |h: &Holding| -> u8 {
            let held = h.title.to_lowercase();
            if held == wanted {
                3
            } else if of_state && chief_of_state(h) {
                2
            } else if of_government && (held == "prime minister" || held == "chancellor") {
                2
            } else if h.noun == noun
                && (wanted == noun || held.ends_with(&wanted))
                && !held.starts_with("vice")
                && !held.starts_with("deputy")
                && !held.starts_with("prime")
            {
                1
            } else {
                0
            }
        };
        let at = phrase.tokens.start;
        let publisher = self.publisher;
        let mut best: Option<((u8, u8, bool, usize), EntityId)> = None;
        for holding in &self.holdings {
            let fit = fits(holding);
            if fit == 0 || (body.is_some() && holding.body.is_some() && holding.body != body) {
                continue;
            }
            let bodied = if body.is_some() {
                2 * u8::from(holding.body == body)
            } else {
                u8::from(publisher.is_some() && holding.body == publisher)
            };
            let last = self
                .person_at
                .iter()
                .filter(|(range, id)| *id == holding.person && range.start < at)
                .map(|(range, _)| range.start)
                .max();
            let rank = (bodied, fit, last.is_some(), last.unwrap_or(0));
            if best.as_ref().is_none_or(|(other, _)| *other < rank) {
                best = Some((rank, holding.person));
            }
        }
        if let Some((_, person)) = best {
            return Some((person, "coref:role"));
        }
        // "The President of Russia noted": the only person of whom no office is stated.
        let national = body.or(publisher).filter(|_| is_chief(&wanted) || of_state)?;
        if self.holdings.iter().any(|h| h.body == Some(national) && h.title.eq_ignore_ascii_case(&wanted)) {
            return None;
        }
        let mut free: Vec<EntityId> = self.person_at.iter().map(|(_, id)| *id).collect();
        free.sort_unstable();
        free.dedup();
        free.retain(|id| !self.holdings.iter().any(|h| h.person == *id));
        let [person] = free[..] else { return None };
        if !of_state {
            self.holdings.push(Holding {
                person,
                title: title.to_owned(),
                noun,
                body: Some(national),
                stated: body.is_some(),
                tokens: phrase.tokens.clone(),
                found_by: "coref:role",
            });
        }
        Some((person, "coref:only-person"))
    }

    /// A person whom the text knows only by role: "Prime Minister of Israel".
    fn role_only(&mut self, phrase: &Phrase, title: &str, body: Option<EntityId>) {
        let chief = is_chief(&title.to_lowercase());
        let known = body.or(if chief { self.publisher } else { None });
        let Some(body) = known else { return };
        if !self.reading.capital(phrase.parts[0].head) {
            return;
        }
        let name = format!("{title} of {}", self.entities[body.0].name);
        let id = self.unknown(EntityKind::Person, format!("role:{}", name.to_lowercase()), &name);
        self.mention(phrase.tokens.clone(), MentionKind::Nominal, vec![id], "role-only");
    }

    /// Resolves "the Alliance", "the Task Force", "the Ministry", "the country".
    fn refer_to_bodies(&mut self) {
        let reading = self.reading;
        let covered: Vec<Range<usize>> = self
            .mentions
            .iter()
            .filter(|m| m.kind != MentionKind::Group)
            .map(|m| m.tokens.clone())
            .chain(self.phrases.iter().map(|p| p.tokens.clone()))
            .collect();
        let folded: Vec<Vec<String>> =
            self.entities.iter().map(|e| coreference::name_words(&self.folder, &e.name)).collect();
        let mut token = 0;
        while token < reading.len() {
            let the = reading.is_any(token, &["the", "this"]);
            let begin = token + usize::from(the);
            let limit = reading.line_end(token);
            if begin >= limit || covered.iter().any(|range| range.contains(&begin)) {
                token += 1;
                continue;
            }
            if the && let Some((end, id)) = self.nominal_form(token, limit) {
                self.mention(token..end, MentionKind::Nominal, vec![id], "coref:nominal");
                token = end;
                continue;
            }
            // Capitals that end the name of something named before.
            let mut end = begin;
            while end < limit && reading.name_word(end) && !covered.iter().any(|range| range.contains(&end)) {
                end += 1;
            }
            if end > begin && (the || end > begin + 1) && !(reading.initial(begin) && !the) {
                let words: Vec<String> = (begin..end).map(|t| reading.lower(t).to_owned()).collect();
                let found = (0..self.bodies.len())
                    .rev()
                    .filter(|i| {
                        self.bodies[*i].tokens.end <= token && coreference::is_party(&self.bodies[*i])
                    })
                    .map(|i| self.body_entity[i])
                    .find(|id| {
                        folded.get(id.0).is_some_and(|name| coreference::ends_with_words(name, &words))
                    });
                if let Some(id) = found.filter(|id| self.entities[id.0].kind == EntityKind::Organization) {
                    self.mention(token..end, MentionKind::Nominal, vec![id], "coref:head-noun");
                    token = end;
                    continue;
                }
            }
            let word = reading.lower(begin);
            if the
                && !reading.glued(begin + 1)
                && matches!(
                    word,
                    "country"
                        | "nation"
                        | "kingdom"
                        | "republic"
                        | "ministry"
                        | "council"
                        | "commission"
                        | "committee"
                        | "company"
                        | "organization"
                        | "organisation"
                        | "agency"
                        | "bank"
                        | "fund"
                        | "party"
                        | "group"
                        | "university"
                        | "alliance"
                        | "bloc"
                        | "union"
                        | "corporation"
                        | "parliament"
                        | "government"
                        | "coalition"
                        | "assembly"
                )
            {
                let state = matches!(word, "country" | "nation" | "kingdom" | "republic");
                let antecedent = if state { self.last_state(token) } else { self.body_before(word, token) };
                let noun_follows = begin + 1 < limit
                    && reading.document.token(begin + 1).upos == Upos::Noun
                    && reading.document.token(begin).deprel.as_str() == "compound";
                if let Some(id) = antecedent.filter(|_| !noun_follows && !reading.is_any(begin + 1, &["of"]))
                {
                    let rule = if state { "coref:country" } else { "coref:head-noun" };
                    self.mention(token..begin + 1, MentionKind::Nominal, vec![id], rule);
                    token = begin + 1;
                    continue;
                }
            }
            token += 1;
        }
    }

    /// A nominal form of the gazetteer whose organisation the text names.
    fn nominal_form(&self, token: usize, limit: usize) -> Option<(usize, EntityId)> {
        let words: Vec<String> = (token..limit.min(token + 6))
            .map(|t| if t == token { "the".to_owned() } else { self.reading.word(t).to_owned() })
            .collect();
        let borrowed: Vec<&str> = words.iter().map(String::as_str).collect();
        self.knowledge.gazetteer.lookup(&borrowed).into_iter().find_map(|found| {
            let id = *self.by_key.get(found.key)?;
            let named = self.bodies.iter().zip(&self.body_entity).any(|(_, other)| *other == id);
            (found.form == NameForm::Nominal && named && !self.reading.name_word(token + found.words))
                .then_some((token + found.words, id))
        })
    }

    /// The organisation last named before a token whose name has the noun, if there is one alone.
    fn body_before(&self, noun: &str, token: usize) -> Option<EntityId> {
        let generic =
            matches!(noun, "organization" | "organisation" | "bloc" | "alliance" | "company" | "group");
        let mut found: Vec<EntityId> = (0..self.bodies.len())
            .filter(|i| {
                self.bodies[*i].tokens.end <= token && self.bodies[*i].kind == EntityKind::Organization
            })
            .filter(|i| {
                let entity = &self.entities[self.body_entity[*i].0];
                let class = entity
                    .known
                    .as_deref()
                    .and_then(|key| self.knowledge.gazetteer.known(key))
                    .map_or("", |k| k.class);
                entity.name.to_lowercase().split(' ').any(|w| w == noun)
                    || (generic
                        && noun.starts_with("organi")
                        && matches!(class, "organisation" | "alliance" | "igo" | "intergovernmental"))
                    || (matches!(noun, "bloc" | "alliance") && class == "alliance")
            })
            .map(|i| self.body_entity[i])
            .collect();
        found.dedup();
        let last = found.last().copied()?;
        Some(last)
    }

    /// The only state named in the sentence before a token, or in the sentence before that.
    fn last_state(&self, token: usize) -> Option<EntityId> {
        let document = self.reading.document;
        let sentence = document.sentence_of(token);
        for back in 0..2 {
            let mut states: Vec<EntityId> = (0..self.bodies.len())
                .filter(|i| {
                    let c = &self.bodies[*i];
                    c.kind == EntityKind::State
                        && c.tokens.end <= token
                        && document.sentence_of(c.tokens.start) + back == sentence
                })
                .map(|i| self.body_entity[i])
                .collect();
            states.sort_unstable();
            states.dedup();
            match states[..] {
                [only] => return Some(only),
                [] => {}
                _ => {
                    let foreign: Vec<EntityId> =
                        states.iter().copied().filter(|id| Some(*id) != self.publisher).collect();
                    return if let [only] = foreign[..] { Some(only) } else { None };
                }
            }
        }
        None
    }

    /// Resolves "he" and "she" to the most salient person before, "they" to the parties of the event.
    fn refer_by_pronoun(&mut self) {
        let reading = self.reading;
        let document = reading.document;
        // Persons and bodies in the order of the text, with whether they are subjects.
        let mut seen: Vec<(Range<usize>, EntityId, bool)> = self
            .mentions
            .iter()
            .filter(|m| m.entities.len() == 1 && matches!(m.kind, MentionKind::Name | MentionKind::Nominal))
            .map(|m| {
                let subject = m.tokens.clone().any(|t| {
                    let token = document.token(t);
                    matches!(token.deprel.base(), "nsubj") && !m.tokens.contains(&token.head)
                });
                (m.tokens.clone(), m.entities[0], subject)
            })
            .collect();
        seen.sort_by_key(|(tokens, ..)| tokens.start);
        for token in 0..reading.len() {
            let word = reading.lower(token);
            if document.token(token).upos != Upos::Pron && !matches!(word, "his" | "her" | "its") {
                continue;
            }
            let sentence = document.sentence_of(token);
            let gender = match word {
                "he" | "him" | "his" => Gender::Male,
                "she" | "her" | "hers" => Gender::Female,
                "they" if reading.document.token(token).deprel.base() == "nsubj" => {
                    self.mention(token..token + 1, MentionKind::Pronoun, Vec::new(), "plural-anaphor");
                    continue;
                }
                "it" | "its" => {
                    let mut bodies: Vec<EntityId> = seen
                        .iter()
                        .filter(|(tokens, id, subject)| {
                            *subject
                                && tokens.end <= token
                                && document.sentence_of(tokens.start) == sentence
                                && matches!(
                                    self.entities[id.0].kind,
                                    EntityKind::State | EntityKind::Organization
                                )
                        })
                        .map(|(_, id, _)| *id)
                        .collect();
                    bodies.dedup();
                    if let [only] = bodies[..] {
                        self.mention(token..token + 1, MentionKind::Pronoun, vec![only], "coref:subject");
                    }
                    continue;
                }
                _ => continue,
            };
            let person = |id: &EntityId| self.entities[id.0].kind == EntityKind::Person;
            let agrees = |id: &EntityId| self.genders.get(id).is_none_or(|known| *known == gender);
            let near: Vec<&(Range<usize>, EntityId, bool)> = seen
                .iter()
                .filter(|(tokens, id, _)| {
                    tokens.end <= token
                        && document.sentence_of(tokens.start) + 2 >= sentence
                        && person(id)
                        && agrees(id)
                })
                .collect();
            let subject_of = |back: usize| {
                near.iter()
                    .rev()
                    .find(|(tokens, _, subject)| {
                        *subject && document.sentence_of(tokens.start) + back == sentence
                    })
                    .map(|(_, id, _)| *id)
            };
            let mut distinct: Vec<EntityId> = near.iter().map(|(_, id, _)| *id).collect();
            distinct.sort_unstable();
            distinct.dedup();
            let only = if let [only] = distinct[..] { Some(only) } else { None };
            let antecedent = subject_of(0).or_else(|| subject_of(1)).or(only).or_else(|| subject_of(2));
            if let Some(id) = antecedent {
                self.mention(token..token + 1, MentionKind::Pronoun, vec![id], "coref:pronoun");
                seen.push((token..token + 1, id, document.token(token).deprel.base() == "nsubj"));
                seen.sort_by_key(|(tokens, ..)| tokens.start);
            }
        }
    }

    /// The entity of the dateline's place.
    fn place_of_dateline(&mut self, words: &str) -> Option<EntityId> {
        let parts: Vec<&str> = words.split([',', ' ']).filter(|part| !part.is_empty()).collect();
        let key = self.knowledge.gazetteer.lookup(&parts).first().map(|found| found.key.to_owned());
        match key {
            Some(key) => self.known(&key),
            None => Some(self.unknown(EntityKind::Place, format!("Place:{}", words.to_lowercase()), words)),
        }
    }

    /// The entity of the agency that sends the report.
    fn agency(&mut self, words: &str) -> EntityId {
        let key = self.knowledge.gazetteer.agency(words).map(str::to_owned);
        let id = key.and_then(|key| self.known(&key)).unwrap_or_else(|| {
            self.unknown(EntityKind::Organization, format!("Organization:{}", words.to_lowercase()), words)
        });
        self.also(id, words);
        id
    }
}

/// Whether a title in small letters is that of a head of state or government.
fn is_chief(title: &str) -> bool {
    matches!(
        title,
        "president"
            | "prime minister"
            | "premier"
            | "chancellor"
            | "king"
            | "queen"
            | "emir"
            | "sultan"
            | "emperor"
            | "empress"
            | "crown prince"
            | "vice president"
    )
}

/// What makes an organ of a state one with another mention of it: the state and what kind of organ it is.
fn organ_key(reading: &Reading<'_>, candidate: &Candidate, state: &str) -> String {
    let outside: Vec<&str> = candidate
        .tokens
        .clone()
        .filter(|t| candidate.state.as_ref().is_none_or(|s| !s.contains(t)))
        .map(|t| reading.lower(t))
        .filter(|w| !matches!(*w, "the" | "of" | "'s" | "’s" | "and" | "new" | "affairs" | "for"))
        .collect();
    let class = match outside.as_slice() {
        ["military" | "troops" | "forces"] | ["armed", "forces"] => "military".to_owned(),
        ["foreign", "ministry"] | ["ministry", "foreign"] => "foreign ministry".to_owned(),
        _ => {
            let mut words: Vec<&str> =
                outside.iter().map(|w| if *w == "defense" { "defence" } else { *w }).collect();
            words.sort_unstable();
            words.join(" ")
        }
    };
    format!("organ:{state}:{class}")
}
