//! Frames of stance to positions: one for each holder and each issue.

use super::Extraction;
use super::attribute::{Attribution, Force, Speaker};
use super::events::{CONVERSATIONS, Told};
use super::phrase;
use crate::claim::{EventId, Modality, Polarity, Position, Source, SpeechMode, Statement};
use crate::document::Upos;
use crate::extract::graph::{Graph, Rel};
use crate::frame::Frame;
use crate::mention::{EntityId, EntityKind, Mention};
use crate::rule::matcher::Filler;
use std::ops::Range;

/// What a rule sets as its stance if it tells again of a stand that the text took before.
const AS_BEFORE: &str = "as-before";

/// How many sentences back such a stand may lie.
const FARTHEST_STAND: usize = 2;

/// How many words behind an issue's own may still say what it is about.
const AFTER_WORDS: usize = 12;

/// A position with what is needed to compare it with those told in the same words.
struct Candidate {
    frame: usize,
    trigger: usize,
    issue: Range<usize>,
    issue_head: usize,
    /// Whether the issue is a whole "that" clause, which may hold a stand of somebody else.
    clause: bool,
    position: Position,
}

/// What a stand is about.
struct Matter<'m> {
    /// The head of its words.
    token: usize,
    /// The tokens that a table would give for it.
    range: &'m Range<usize>,
    /// The issue by its notation.
    notation: &'m str,
}

impl Extraction<'_> {
    pub(super) fn positions(&mut self, told: &Told) -> Vec<Position> {
        let mut candidates: Vec<Candidate> = Vec::new();
        let mut restating: Vec<usize> = Vec::new();
        for number in 0..self.frames.len() {
            let frame = &self.frames[number];
            if frame.class != "Position" {
                continue;
            }
            if frame.set.get("stance").is_some_and(|stance| stance == AS_BEFORE) {
                restating.push(number);
            } else {
                let more = self.positions_of(number, told, &candidates);
                candidates.extend(more);
            }
        }
        // "supports this call": the matter is what was called for, not the call.
        let pointing: Vec<usize> = restating.iter().map(|number| self.frames[*number].trigger).collect();
        candidates.retain(|candidate| !pointing.contains(&candidate.issue_head));
        let mut found: Vec<Position> = Vec::new();
        let kept: Vec<bool> = candidates
            .iter()
            .enumerate()
            .map(|(at, candidate)| {
                !candidates
                    .iter()
                    .enumerate()
                    .any(|(other, o)| other != at && (outdone(candidate, o) || self.serves(candidate, o)))
            })
            .collect();
        for (candidate, kept) in candidates.into_iter().zip(kept) {
            let position = candidate.position;
            let same = found.iter().any(|other: &Position| {
                other.holder == position.holder
                    && (other.issue_text == position.issue_text
                        && other.statement.evidence[0].sentence == position.statement.evidence[0].sentence
                        || other.issue_text == position.issue_text
                            && other.stance == position.stance
                            && other.regarding == position.regarding)
            });
            if kept && !same {
                found.push(position);
                self.kept[candidate.frame] = true;
            }
        }
        for number in restating {
            let again = self.restated(number, &found, told);
            self.kept[number] |= !again.is_empty();
            found.extend(again);
        }
        found
    }

    /// "It was noted that this position had been stated repeatedly", "Australia renewed this commitment": the stands
    /// told just before, taken once more by whoever is said to; they are claims of their own, since somebody else may
    /// say so, and their evidence leads back to the words that they repeat.
    fn restated(&self, number: usize, found: &[Position], told: &Told) -> Vec<Position> {
        let frame = &self.frames[number];
        let document = self.graph.document;
        let sentence = document.sentence_of(frame.trigger) + 1;
        let start = document.token(frame.trigger).span.start;
        let first = |position: &Position| position.statement.evidence[0];
        // The nearest stand before it, and whatever else the same words state.
        let nearest = found
            .iter()
            .map(first)
            .filter(|evidence| evidence.span.end <= start && evidence.sentence + FARTHEST_STAND >= sentence)
            .max_by_key(|evidence| (evidence.sentence, evidence.span.start));
        let Some(nearest) = nearest else { return Vec::new() };
        let antecedents = found.iter().filter(|position| {
            let evidence = first(position);
            evidence.sentence == nearest.sentence && evidence.span.start == nearest.span.start
        });
        let named: Vec<EntityId> = frame
            .fillers("holder")
            .iter()
            .filter_map(|filler| match filler {
                Filler::Mention(index) => Some(self.holders(*index, told)),
                _ => None,
            })
            .flatten()
            .collect();
        let attributed = self.attributor.attribute(frame.trigger);
        let mut again: Vec<Position> = Vec::new();
        for antecedent in antecedents {
            // A holder who is named takes the stand of others; without one, it is the stand of those who took it.
            let holders: Vec<Option<EntityId>> = if frame.fillers("holder").is_empty() {
                vec![antecedent.holder]
            } else {
                named.iter().copied().map(Some).collect()
            };
            for holder in holders {
                let attribution = self.beyond_own_verb(&attributed, frame.trigger, holder);
                let mut statement = self.statement(frame, &attribution);
                self.one_source(&attribution, holder, told, &mut statement);
                if statement.polarity == Polarity::Negated || statement.modality != Modality::Asserted {
                    continue;
                }
                // The clause that tells it again, and the words that it repeats.
                if let Some(clause) = document.head(frame.trigger) {
                    let words = phrase::tokens(self.graph, clause);
                    if words.contains(&frame.trigger) {
                        statement.evidence[0].span = document.span(words);
                    }
                }
                statement.evidence.push(first(antecedent));
                let position = Position {
                    holder,
                    reiterated: attribution.reiterated || antecedent.holder == holder,
                    event: None,
                    statement,
                    ..antecedent.clone()
                };
                let known = again.iter().any(|other: &Position| {
                    other.holder == holder && other.issue_text == position.issue_text
                });
                if !known {
                    again.push(position);
                }
            }
        }
        again
    }

    /// "pledged aid to support the truce", "reaffirmed their dedication to promote peace": what a stand is for is not
    /// another stand of the same party.
    fn serves(&self, candidate: &Candidate, other: &Candidate) -> bool {
        if candidate.position.holder != other.position.holder || candidate.trigger == other.trigger {
            return false;
        }
        let document = self.graph.document;
        // A noun of stance acts through its verb.
        let verb = match document.token(other.trigger).upos {
            Upos::Noun => document.head(other.trigger).unwrap_or(other.trigger),
            _ => other.trigger,
        };
        if document.token(candidate.trigger).upos != Upos::Verb || candidate.trigger == verb {
            return false;
        }
        let mut at = document.head(candidate.trigger).filter(|_| {
            matches!(document.token(candidate.trigger).deprel.base(), "advcl" | "xcomp" | "acl" | "conj")
                && document.token(candidate.trigger).xpos.as_str() == "VB"
        });
        for _ in 0..4 {
            match at {
                Some(token) if token == verb || token == other.trigger => return true,
                Some(token)
                    if matches!(
                        document.token(token).deprel.base(),
                        "advcl" | "xcomp" | "acl" | "obj" | "nmod" | "obl"
                    ) =>
                {
                    at = document.head(token);
                }
                _ => return false,
            }
        }
        false
    }

    fn positions_of(&self, number: usize, told: &Told, earlier: &[Candidate]) -> Vec<Candidate> {
        let frame = &self.frames[number];
        let mut found = Vec::new();
        let first = self.attributor.attribute(frame.trigger);
        let mut holders: Vec<Option<EntityId>> = Vec::new();
        for filler in frame.fillers("holder") {
            if let Filler::Mention(index) = filler {
                for entity in self.holders(*index, told) {
                    if !holders.contains(&Some(entity)) {
                        holders.push(Some(entity));
                    }
                }
            }
        }
        if let Some(ours) = self.ours(frame.trigger) {
            holders = ours.into_iter().map(Some).collect();
        }
        if holders.is_empty() {
            // "The plan calls for bridges" has an actor that is no party; "the need for peace was stressed" has none;
            // "It is essential that they talk", said by somebody, is that one's judgement.
            if !frame.fillers("holder").is_empty() {
                return found;
            }
            let speakers = || {
                self.source(&first).into_iter().filter_map(|source| match source {
                    Source::Speaker(speaker) => Some(Some(speaker)),
                    _ => None,
                })
            };
            let judged = frame.fillers("issue").contains(&Filler::Phrase(frame.trigger));
            if frame.set.contains_key("holder") {
                holders.extend(speakers());
            } else if self.impersonal(frame.trigger, judged) {
                holders.push(None);
            } else if first.mode == SpeechMode::DirectSpeech && self.judges(frame.trigger) {
                holders.extend(speakers());
            } else {
                return found;
            }
        }
        let issues: Vec<(usize, Range<usize>)> = self.issues(frame);
        let several: Vec<EntityId> = holders.iter().copied().flatten().collect();
        for holder in &holders {
            let attribution = self.beyond_own_verb(&first, frame.trigger, *holder);
            let mut statement = self.statement(frame, &attribution);
            if holder.is_none() && statement.source == Source::Narration {
                // "The importance of dialogue was noted": a stand without a holder is somebody's all the same.
                statement.source = Source::Unnamed;
                statement.speech_mode = SpeechMode::ImpersonalSpeech;
            }
            self.one_source(&attribution, *holder, told, &mut statement);
            if statement.modality == Modality::Possible
                && let Some(verb) = self.discussed_as_had(frame.trigger)
            {
                statement.modality = self.attributor.attribute(verb).modality;
            }
            // "Norway's support will not waver": what is denied is said of the stand, which is taken.
            if statement.polarity == Polarity::Negated && self.is_spoken_about(frame.trigger) {
                statement.polarity = Polarity::Affirmed;
            }
            let Some(stance) = stance_taken(frame, &mut statement) else { continue };
            if stance == "commits" {
                self.undertaking(frame.trigger, &mut statement);
            }
            for (issue, range) in &issues {
                // "Under the plan, Norway will provide aid": whose clause is the matter begins it.
                let range = &self.clause_from_subject(frame.trigger, *issue, range.clone());
                let span = self.graph.document.span(range.clone());
                let issue_text = span.of(&self.report.text).split_whitespace().collect::<Vec<_>>().join(" ");
                let issue_notation = match self.issue_in(range.clone(), frame, *holder) {
                    unknown if unknown == "other" => match self.issue_pointed_at(range.clone(), earlier) {
                        unknown if unknown == "other" && self.is_of_two(range.clone()) => {
                            "bilateral-relations".to_owned()
                        }
                        found => found,
                    },
                    known => known,
                };
                // What an added clause is for does not change of what the words themselves speak.
                let core = phrase::tokens(self.graph, *issue);
                let party_alone = self.is_party_alone(*issue, &stance);
                let issue_notation = Some(core)
                    .filter(|core| self.clause_behind(*issue, core.end, frame.trigger).is_some())
                    .map(|core| self.issue_among(core))
                    .filter(|own| own != "other")
                    .unwrap_or(issue_notation);
                // Who supports a state, and says no more, stands by it against those who threaten it.
                let issue_notation = match issue_notation {
                    unknown if party_alone && unknown == "other" => "security-cooperation".to_owned(),
                    known => known,
                };
                let matter = Matter { token: *issue, range, notation: &issue_notation };
                // "N said that Chile will advocate for his release": N does not speak of himself.
                let speaker = match statement.source {
                    Source::Speaker(speaker) if Some(speaker) != *holder => Some(speaker),
                    _ => None,
                };
                let regarding = self
                    .regarding(frame, &matter, *holder, &several, told)
                    .filter(|regarding| Some(*regarding) != speaker);
                let position = Position {
                    holder: *holder,
                    stance: stance.clone(),
                    issue: issue_notation,
                    issue_text,
                    regarding,
                    reiterated: attribution.reiterated || frame.set.contains_key("reiterated"),
                    event: told.event_before(frame.trigger),
                    statement: statement.clone(),
                };
                let clause = self.graph.document.token(*issue).deprel.as_str() == "ccomp";
                // "growth and technology": things coordinated under one issue are one matter.
                let one_matter = found.iter().any(|earlier: &Candidate| {
                    earlier.position.holder == position.holder
                        && (earlier.position.regarding == position.regarding || position.regarding.is_none())
                        && (earlier.position.issue == position.issue || position.issue == "other")
                        && self.graph.document.token(*issue).deprel.as_str() == "conj"
                        && !self.graph.is_predicate(*issue)
                });
                if one_matter {
                    continue;
                }
                found.push(Candidate {
                    frame: number,
                    trigger: frame.trigger,
                    issue: range.clone(),
                    issue_head: *issue,
                    clause,
                    position,
                });
            }
        }
        found
    }

    /// "reaffirmed our commitment" in a government's own words: whoever reaffirms it, it is the commitment of those whose
    /// statement it is.
    fn ours(&self, trigger: usize) -> Option<Vec<EntityId>> {
        let graph = self.graph;
        if graph.document.token(trigger).upos != Upos::Noun || !self.states_itself() {
            return None;
        }
        let our = [trigger, graph.first_conjunct(trigger)]
            .into_iter()
            .flat_map(|noun| graph.document.children(noun))
            .find(|child| graph.lower(*child) == "our" && relation_of(graph, *child) == "nmod:poss")?;
        // "The two leaders underscored our joint commitment": theirs.
        let joint = [trigger, graph.first_conjunct(trigger)]
            .into_iter()
            .flat_map(|noun| graph.document.children(noun))
            .any(|child| self.knowledge.in_set("held-together", graph.lemma(child)));
        Some(self.stating()).filter(|found| !found.is_empty() && !joint && !self.attributor.is_quoted(our))
    }

    /// Whose stand a mention makes it: "the sides" are those who take part, "we" is whoever speaks; nobody where more
    /// are found than the words allow.
    fn holders(&self, mention: usize, told: &Told) -> Vec<EntityId> {
        let theirs = self.states_of_speakers(mention, told);
        if !theirs.is_empty() {
            return theirs;
        }
        let mut found = self.holders_found(mention, told);
        let words = &self.recognition.mentions[mention];
        let noun = self.graph.lemma(words.head);
        let states =
            self.knowledge.in_set("party-to-talks", noun) || self.knowledge.in_set("state-noun", noun);
        if found.is_empty() && words.entities.is_empty() && states {
            found = self.pair_in_title();
        }
        let both = words.tokens.clone().any(|token| matches!(self.graph.lower(token), "two" | "both" | "2"));
        if !words.entities.is_empty() || !both || found.len() <= 2 {
            return found;
        }
        // "The two sides" of talks to which many came are their states, "the two leaders" those who lead them.
        if states { self.states_spoken_for(&found) } else { self.two_who_lead(&found) }
    }

    /// The two among several who are named and not only told by their office, or the two who lead a state; nobody if
    /// they are not two.
    fn two_who_lead(&self, several: &[EntityId]) -> Vec<EntityId> {
        let named: Vec<EntityId> = several.iter().copied().filter(|id| self.has_a_name(*id)).collect();
        let leads = |id: &EntityId| {
            self.recognition
                .offices
                .iter()
                .filter(|office| office.person == *id)
                .any(|office| self.knowledge.in_set("title-of-leader", &office.title.to_lowercase()))
        };
        let leaders: Vec<EntityId> = named.iter().copied().filter(leads).collect();
        [named, leaders].into_iter().find(|found| found.len() == 2).unwrap_or_default()
    }

    fn holders_found(&self, mention: usize, told: &Told) -> Vec<EntityId> {
        let found = self.entities(mention, told);
        let words = &self.recognition.mentions[mention];
        if !words.entities.is_empty() {
            return found;
        }
        let noun = self.graph.lemma(words.head);
        let is_person = |id: &EntityId| self.recognition.entity(*id).kind == EntityKind::Person;
        if noun == "side"
            && found.len() > 2
            && let Some(pair) = self.hyphenated_pair()
        {
            return pair;
        }
        // "the sides" of talks between two states are the states, whoever came for them.
        let states: Vec<EntityId> = found
            .iter()
            .copied()
            .filter(|id| self.recognition.entity(*id).kind == EntityKind::State)
            .collect();
        if matches!(noun, "side" | "party") && states.len() == 2 {
            return states;
        }
        let leaders = self.knowledge.in_set("speaking-for-state", noun);
        if leaders && !found.iter().any(is_person) {
            // "the leaders" are persons, not the delegations that the sentence before speaks of.
            let named = self.persons_before(words.head, true);
            if named.len() >= 2 {
                return named;
            }
            let conversations =
                told.events.iter().filter(|event| CONVERSATIONS.contains(&event.class.as_str()));
            let persons = conversations.into_iter().find_map(|event| {
                let persons: Vec<EntityId> = event
                    .participants
                    .iter()
                    .map(|participant| participant.entity)
                    .filter(is_person)
                    .collect();
                (persons.len() >= 2).then_some(persons)
            });
            if let Some(persons) = persons {
                return persons;
            }
            // A group is who they are if it goes by such a noun: "Pacific leaders", "the Presidents of Chile and Peru";
            // two states speak through them.
            let nouns = self.knowledge.lemma_sets().get("speaking-for-state").map_or(&[][..], Vec::as_slice);
            let groups: Vec<EntityId> = found
                .iter()
                .copied()
                .filter(|id| {
                    let name = self.recognition.entity(*id).name.to_lowercase();
                    self.recognition.entity(*id).kind == EntityKind::Group
                        && nouns.iter().any(|leader| name.contains(leader.as_str()))
                })
                .collect();
            if !groups.is_empty() {
                return groups;
            }
            if states.len() == 2 && found.len() == 2 {
                return found;
            }
            let party = |id: &EntityId| {
                let kind = self.recognition.entity(*id).kind;
                matches!(kind, EntityKind::Person | EntityKind::Group | EntityKind::State)
            };
            let first = told.events.iter().find(|event| event.participants.len() >= 2);
            return first.filter(|_| found.is_empty()).map_or_else(Vec::new, |event| {
                event.participants.iter().map(|participant| participant.entity).filter(party).collect()
            });
        }
        // "the leaders" of a meeting are the persons among those who took part.
        if leaders {
            return found.into_iter().filter(|id| is_person(id)).collect();
        }
        if !found.is_empty() || words.found_by == "first-person" {
            return found;
        }
        if (self.knowledge.in_set("party-to-talks", noun) || matches!(noun, "two" | "both"))
            && let Some(pair) = self.hyphenated_pair()
        {
            return pair;
        }
        let named = self.persons_before(words.head, false);
        if !named.is_empty() {
            return named;
        }
        // The report may tell of the meeting only further down: a headline, a first sentence of results.
        let Some(event) = told.events.iter().find(|event| event.participants.len() >= 2) else {
            return Vec::new();
        };
        let parties: Vec<EntityId> =
            event.participants.iter().map(|participant| participant.entity).collect();
        let persons: Vec<EntityId> = parties
            .iter()
            .copied()
            .filter(|id| self.recognition.entity(*id).kind == EntityKind::Person)
            .collect();
        if persons.len() >= 2 { persons } else { parties }
    }

    /// The two states for which persons speak, as far as the report tells for whom they do; nobody if they are not two.
    fn states_spoken_for(&self, persons: &[EntityId]) -> Vec<EntityId> {
        let mut states: Vec<EntityId> = Vec::new();
        for person in persons {
            let state = match self.recognition.entity(*person).kind {
                EntityKind::State => Some(*person),
                _ => self
                    .body_of(*person)
                    .filter(|body| self.recognition.entity(*body).kind == EntityKind::State),
            };
            if let Some(state) = state.filter(|state| !states.contains(state)) {
                states.push(state);
            }
        }
        if states.len() == 2 { states } else { Vec::new() }
    }

    /// "their countries' intent", "our two nations' commitment": the states of those who say so.
    fn states_of_speakers(&self, mention: usize, told: &Told) -> Vec<EntityId> {
        let graph = self.graph;
        let head = self.recognition.mentions[mention].head;
        let owned = graph.document.children(head).any(|child| matches!(graph.lower(child), "their" | "our"));
        if !owned
            || !(self.knowledge.in_set("state-noun", graph.lemma(head)) || graph.lemma(head) == "people")
        {
            return Vec::new();
        }
        let mut at = head;
        while let Some(above) = graph.document.head(at) {
            at = above;
            let subject = graph.all(at, Rel::SUBJ).find_map(|subject| self.recognition.mention_at[subject]);
            if let Some(subject) = subject.filter(|subject| *subject != mention) {
                let persons = match self.speaking(subject) {
                    named if named.is_empty() => self.entities(subject, told),
                    named => named,
                };
                return self.states_spoken_for(&persons);
            }
        }
        Vec::new()
    }

    /// The two parties whose names a hyphen joins: "the Chile-Norway working group".
    fn hyphenated_pair(&self) -> Option<Vec<EntityId>> {
        let party = |id: &EntityId| {
            matches!(self.recognition.entity(*id).kind, EntityKind::State | EntityKind::Organization)
        };
        let mentions = &self.recognition.mentions;
        mentions.iter().find_map(|one| {
            let rest = self.report.text[one.span.end..].strip_prefix(['-', '–'])?;
            let at = self.report.text.len() - rest.len();
            let other = mentions.iter().find(|other| other.span.start == at)?;
            let (Some(first), Some(second)) = (one.entities.first(), other.entities.first()) else {
                return None;
            };
            (party(first) && party(second) && first != second).then(|| vec![*first, *second])
        })
    }

    /// The persons of the nearest sentence before that names at least two, unless a group has taken the stage since; with
    /// `titled` those alone of whom the report says an office.
    fn persons_before(&self, token: usize, titled: bool) -> Vec<EntityId> {
        let counts =
            |id: EntityId| !titled || self.recognition.offices.iter().any(|office| office.person == id);
        let document = self.graph.document;
        let mut sentence = usize::MAX;
        let mut found: Vec<EntityId> = Vec::new();
        for mention in self.recognition.mentions.iter().rev().filter(|mention| mention.head < token) {
            let outermost = self.recognition.mention_at[mention.head]
                .is_some_and(|index| self.recognition.mentions[index].span == mention.span);
            let at = document.sentence_of(mention.head);
            if at != sentence {
                if found.len() >= 2 {
                    break;
                }
                found.clear();
                sentence = at;
            }
            let Some(id) = mention.entities.first().copied().filter(|_| outermost) else { continue };
            match self.recognition.entity(id).kind {
                EntityKind::Person if !found.contains(&id) && counts(id) => found.push(id),
                EntityKind::Group if document.token(mention.head).deprel.base() == "nsubj" => {
                    return Vec::new();
                }
                _ => {}
            }
        }
        found.reverse();
        if found.len() >= 2 { found } else { Vec::new() }
    }

    /// Several may say one thing ("the ministers agreed that Chile and Norway will cooperate"): the statement names the
    /// holder if he is one of them, else the one who speaks for the holder, else the first.
    fn one_source(
        &self,
        attribution: &Attribution,
        holder: Option<EntityId>,
        told: &Told,
        statement: &mut Statement,
    ) {
        let Speaker::Mention(index) = attribution.speaker else { return };
        let speakers = match self.speaking(index) {
            named if named.is_empty() => self.holders(index, told),
            named => named,
        };
        let chosen = holder
            .and_then(|holder| {
                speakers.iter().copied().find(|speaker| *speaker == holder).or_else(|| {
                    speakers.iter().copied().find(|speaker| self.body_of(*speaker) == Some(holder))
                })
            })
            .or(speakers.first().copied());
        if let Some(speaker) = chosen {
            statement.source = Source::Speaker(speaker);
            if statement.speech_mode == SpeechMode::ImpersonalSpeech {
                statement.speech_mode = SpeechMode::IndirectSpeech;
            }
        }
    }

    /// Those whom a mention names, and those named beside it: "President A and Prime Minister B said".
    fn speaking(&self, index: usize) -> Vec<EntityId> {
        let mentions = &self.recognition.mentions;
        let mut found = mentions[index].entities.clone();
        if found.is_empty() {
            return found;
        }
        let graph = self.graph;
        for token in graph.conjuncts(graph.first_conjunct(mentions[index].head)) {
            let beside = self.recognition.mention_at[token].map(|index| &mentions[index].entities[..]);
            for id in beside.unwrap_or_default() {
                if !found.contains(id) {
                    found.push(*id);
                }
            }
        }
        self.with_members(&found)
    }

    /// "X expressed its support": the verb that reports the noun makes the stand, so only what stands above that
    /// verb can be somebody's report of it.
    fn beyond_own_verb(&self, first: &Attribution, trigger: usize, holder: Option<EntityId>) -> Attribution {
        let (Speaker::Mention(index), Some(verb), Some(holder)) =
            (first.speaker, first.reporting_verb, holder)
        else {
            return *first;
        };
        let entities = self.speaking(index);
        if first.mode == SpeechMode::DirectSpeech || !(entities.contains(&holder) || entities.is_empty()) {
            return *first;
        }
        let document = self.graph.document;
        let mut at = trigger;
        while at != verb {
            if matches!(document.token(at).deprel.base(), "ccomp" | "parataxis") {
                return *first;
            }
            match document.head(at) {
                Some(head) => at = head,
                // The verb stands below the words it reports: "…, he said".
                None => return *first,
            }
        }
        let above = self.attributor.attribute(verb);
        Attribution {
            speaker: above.speaker,
            mode: above.mode,
            reporting_verb: above.reporting_verb,
            ..*first
        }
    }

    /// What somebody is ready to do may come, what somebody undertakes to do is to come; neither has happened.
    fn undertaking(&self, trigger: usize, statement: &mut Statement) {
        if statement.modality != Modality::Asserted {
            return;
        }
        let graph = self.graph;
        let infinitive = graph.document.children(trigger).any(|child| {
            matches!(graph.document.token(child).deprel.base(), "xcomp" | "acl" | "advcl" | "ccomp")
                && graph.case(child).is_some_and(|case| case.split(' ').any(|word| word == "to"))
        });
        match self.attributor.force(graph.lemma(trigger)) {
            Some(Force::Possibility) => statement.modality = Modality::Possible,
            Some(Force::Planning) if infinitive => statement.modality = Modality::Planned,
            _ => {}
        }
    }

    /// The verb by which a stand is discussed as somebody's own: "discussed their shared concerns" and "to discuss the
    /// situation and the Peruvian support for it" tell that they have it; so does "discussed the need".
    fn discussed_as_had(&self, trigger: usize) -> Option<usize> {
        let document = self.graph.document;
        let graph = self.graph;
        if document.token(trigger).upos != Upos::Noun {
            return None;
        }
        let owns = |child: usize| match document.token(child).deprel.as_str() {
            "nmod:poss" => true,
            "compound" | "amod" => self.recognition.mention_of(child).is_some_and(|mention| {
                mention.entities.iter().any(|id| {
                    matches!(self.recognition.entity(*id).kind, EntityKind::State | EntityKind::Organization)
                })
            }),
            _ => false,
        };
        let mut first = graph.first_conjunct(trigger);
        if graph.case(first) == Some("including")
            && let Some(head) = document.head(first)
        {
            first = graph.first_conjunct(head);
        }
        let had = self.knowledge.in_set("importance", graph.lemma(trigger))
            || document.children(trigger).any(owns)
            || first != trigger && document.children(first).any(owns);
        document.head(first).filter(|verb| {
            had && document.token(first).deprel.base() == "obj" && graph.lemma(*verb) == "discuss"
        })
    }

    /// The words of a clause that its verb makes the matter, from its subject on.
    fn clause_from_subject(&self, trigger: usize, issue: usize, range: Range<usize>) -> Range<usize> {
        let subject = self.graph.first(issue, Rel::SUBJ).filter(|_| issue == trigger);
        let start = subject.and_then(|subject| self.graph.document.subtree(subject).into_iter().min());
        match start {
            Some(start) if start > range.start && start < issue => start..range.end,
            _ => range,
        }
    }

    /// Whether words speak of nothing but that two keep up what is between them: "stay in close touch", "work together".
    fn is_of_two(&self, range: Range<usize>) -> bool {
        let graph = self.graph;
        let mutual = range.clone().any(|token| {
            let lemma = graph.lemma(token);
            lemma != "other" && (lemma == "touch" || self.knowledge.in_set("mutual", lemma))
        });
        // "communication on the situation in Haiti": another matter, though nothing is known of it.
        mutual
            && !range
                .clone()
                .any(|token| matches!(graph.lower(token), "on" | "regarding" | "concerning" | "about"))
    }

    /// Whether an issue is nothing but a state or its people: "support for Moldova", "pledged to support Moldova".
    fn is_party_alone(&self, issue: usize, stance: &str) -> bool {
        let graph = self.graph;
        let supported = match stance {
            "supports" => issue,
            "commits" if self.knowledge.in_set("supporting", graph.lemma(issue)) => {
                match graph.first(issue, Rel::DOBJ) {
                    Some(object) => object,
                    None => return false,
                }
            }
            _ => return false,
        };
        self.recognition.mention_of(supported).is_some_and(|mention| {
            mention.entities.iter().any(|id| {
                let entity = self.recognition.entity(*id);
                entity.kind == EntityKind::State
                    || entity.kind == EntityKind::Group && is_a_people(&entity.name)
            })
        })
    }

    /// Whether a noun of stance is what a clause speaks of: "the support will not waver"; "no support" is none.
    fn is_spoken_about(&self, trigger: usize) -> bool {
        let document = self.graph.document;
        let view = document.token(trigger);
        view.upos == Upos::Noun
            && view.deprel.as_str() == "nsubj"
            && !document.children(trigger).any(|child| self.graph.lower(child) == "no")
    }

    /// Whether a clause judges or demands without saying who does: "it is essential", "they must".
    fn judges(&self, trigger: usize) -> bool {
        self.graph.document.token(trigger).upos == Upos::Adj
            || self
                .graph
                .document
                .children(trigger)
                .any(|child| matches!(self.graph.lemma(child), "must" | "should"))
    }

    /// Whether nobody is said to act: a passive without agent, or a noun that such a passive tells of; where the trigger
    /// is itself what is judged ("the road should be built"), the passive above it.
    fn impersonal(&self, trigger: usize, judged: bool) -> bool {
        let graph = self.graph;
        let silent =
            |verb: usize| graph.child(verb, "aux:pass").is_some() && graph.first(verb, Rel::SUBJ).is_none();
        let relation = |token: usize| graph.document.token(token).deprel.as_str();
        if graph.document.token(trigger).upos == Upos::Verb && !judged {
            return silent(trigger);
        }
        let first = graph.first_conjunct(trigger);
        let told = if judged {
            matches!(relation(first), "ccomp" | "csubj" | "csubj:pass")
        } else {
            relation(first) == "nsubj:pass"
        };
        told && graph.document.head(first).is_some_and(silent)
    }

    /// The issues of a frame, each with the tokens that a table would give for it.
    fn issues(&self, frame: &Frame) -> Vec<(usize, Range<usize>)> {
        let graph = self.graph;
        let document = graph.document;
        let mut tokens: Vec<usize> = Vec::new();
        for filler in frame.fillers("issue") {
            let token = match filler {
                Filler::Phrase(token) | Filler::Event(token) => *token,
                Filler::Mention(index) => self.recognition.mentions[*index].head,
                _ => continue,
            };
            // "the importance of trade and the need of talks": what matters, not that it does.
            let token = if self.knowledge.in_set("mattering", graph.lemma(token)) {
                document
                    .children(token)
                    .find(|child| {
                        document.token(*child).deprel.as_str() == "nmod"
                            && matches!(graph.case(*child), None | Some("of" | "for"))
                    })
                    .unwrap_or(token)
            } else {
                token
            };
            let view = document.token(token);
            // "To this end, they committed to": what stands in front says what for, where the verb has its own matter.
            let purpose = token < frame.trigger
                && document.head(token) == Some(frame.trigger)
                && matches!(view.deprel.base(), "obl" | "advcl")
                && graph.case(token).is_some_and(|case| matches!(case, "to" | "in order to" | "for"));
            if purpose {
                continue;
            }
            // A bare adjective is what the tagger made of a modifier; a time or a sum is no matter to stand for.
            let bare = view.upos == Upos::Adj && !graph.is_predicate(token);
            let time = self.time_at[token].is_some();
            if !bare && !time && view.upos != Upos::Pron && !tokens.contains(&token) {
                tokens.push(token);
            }
        }
        let mut found = Vec::new();
        for &token in &tokens {
            let mut range = phrase::tokens(graph, token);
            // "the importance of Chile and Peru concluding the talks": those who act are one subject.
            if let Some(&first) = tokens.first()
                && let Some(clause) = self.clause_behind_all(&tokens, frame.trigger)
            {
                if token == first {
                    found.push((first, range.start..phrase::tokens(graph, clause).end));
                }
                continue;
            }
            if document.token(token).deprel.as_str() == "conj"
                && let Some(head) = document.head(token)
                && tokens.contains(&head)
            {
                // "to monitor and report": one undertaking; "to monitor and to report": two.
                let marked =
                    |at: usize| graph.case(at).is_some_and(|case| case.split(' ').any(|word| word == "to"));
                let infinitives = marked(graph.first_conjunct(token)) && !marked(token);
                // "the protection of civilians and ensuring access": a clause after a noun goes on with it.
                let clause_after_noun = graph.is_predicate(token) && !graph.is_predicate(head);
                if infinitives || clause_after_noun || self.shares_object(head, token) {
                    continue;
                }
            }
            for &later in &tokens {
                if later > token
                    && document.head(later) == Some(token)
                    && document.token(later).deprel.as_str() == "conj"
                {
                    if self.shares_object(token, later) {
                        range.end = range.end.max(phrase::tokens(graph, later).end);
                    }
                    let marked = |at: usize| {
                        graph.case(at).is_some_and(|case| case.split(' ').any(|word| word == "to"))
                    };
                    if marked(token) && !marked(later) && phrase::tokens(graph, later).start <= range.end + 3
                    {
                        range.end = range.end.max(phrase::tokens(graph, later).end);
                    }
                }
            }
            // "the importance of their work to share data", "of rich countries meeting their goal": the clause that the
            // parser hung above the words goes on with them.
            if let Some(clause) = self.clause_behind(token, range.end, frame.trigger) {
                range.end = phrase::tokens(graph, clause).end.max(range.end);
            }
            // "to start talks, as well as preparations": what is added to the object is a matter of its own.
            let added = graph
                .all(token, Rel::DOBJ)
                .flat_map(|object| document.children(object).collect::<Vec<_>>())
                .find_map(|conjunct| {
                    let opener = document.children(conjunct).find(|child| {
                        document.token(*child).deprel.base() == "cc"
                            && matches!(graph.lower(*child), "as" | "along" | "together")
                    })?;
                    (document.token(conjunct).deprel.as_str() == "conj" && range.contains(&opener))
                        .then_some((conjunct, opener))
                });
            if let Some((conjunct, opener)) = added {
                let rest = phrase::tokens(graph, conjunct);
                range.end = opener;
                while range.end > range.start + 1 && document.token(range.end - 1).upos == Upos::Punct {
                    range.end -= 1;
                }
                found.push((token, range));
                found.push((conjunct, rest));
            } else {
                found.push((token, range));
            }
        }
        found
    }

    /// "continuing and expanding consultations": two verbs of one undertaking, with the object behind the second.
    fn shares_object(&self, first: usize, second: usize) -> bool {
        let graph = self.graph;
        second == first + 2
            && [first, second].iter().all(|at| graph.document.token(*at).upos == Upos::Verb)
            && graph.first(first, Rel::DOBJ).is_none()
            && graph.first(second, Rel::DOBJ).is_some()
    }

    /// The issue of words that point back and name none, such as "these concerns", "this format": that of the stand told
    /// last, else of what the sentence and the one before it say in front of them.
    fn issue_pointed_at(&self, range: Range<usize>, earlier: &[Candidate]) -> String {
        let graph = self.graph;
        let document = graph.document;
        let pointing = range.clone().find(|token| {
            matches!(graph.lower(*token), "this" | "these" | "that" | "those" | "such")
                && document.token(*token).deprel.base() == "det"
                && document.head(*token).is_some_and(|noun| {
                    let lemma = graph.lemma(noun);
                    range.contains(&noun)
                        && (self.knowledge.in_set("empty-topic", lemma)
                            || self.knowledge.in_set("pointing-noun", lemma))
                })
        });
        let Some(pointing) = pointing else { return "other".to_owned() };
        let sentence = document.sentence_of(pointing);
        let last = earlier
            .iter()
            .filter(|candidate| candidate.issue.end <= range.start && candidate.position.issue != "other")
            .filter(|candidate| document.sentence_of(candidate.trigger) + 1 >= sentence)
            .max_by_key(|candidate| candidate.issue_head);
        if let Some(candidate) = last {
            return candidate.position.issue.clone();
        }
        let sentences = document.sentences();
        let before = sentence.checked_sub(1).map(|before| sentences[before].clone());
        let here = sentences[sentence].start..range.start;
        std::iter::once(here)
            .chain(before)
            .map(|tokens| {
                let lemmas: Vec<&str> = tokens.filter_map(|token| self.word_of_issue(token)).collect();
                self.knowledge.issue_of(&lemmas)
            })
            .find(|issue| issue != "other")
            .unwrap_or_else(|| "other".to_owned())
    }

    /// The infinitive or participle that begins where the words of what is important end, if it hangs by the importance or
    /// by the verb.
    fn clause_behind(&self, token: usize, end: usize, trigger: usize) -> Option<usize> {
        let graph = self.graph;
        let document = graph.document;
        let weight = document.head(token).filter(|head| {
            document.token(token).deprel.as_str() == "nmod"
                && *head >= trigger
                && self.knowledge.in_set("importance", graph.lemma(*head))
        })?;
        let begins = |clause: usize| {
            end == clause && document.token(clause).xpos.as_str() == "VBG"
                || end + 1 == clause
                    && graph.lower(end) == "to"
                    && document.token(clause).xpos.as_str() == "VB"
        };
        (end..(end + 2).min(document.tokens().len())).find(|clause| {
            begins(*clause)
                && matches!(document.token(*clause).deprel.base(), "acl" | "advcl" | "xcomp")
                && document.head(*clause).is_some_and(|head| head == weight || head == trigger)
        })
    }

    /// The clause that begins behind the last of several names that are coordinated as what is important.
    fn clause_behind_all(&self, tokens: &[usize], trigger: usize) -> Option<usize> {
        let document = self.graph.document;
        let (&first, rest) = tokens.split_first()?;
        let names = |token: usize| document.token(token).upos == Upos::Propn;
        let coordinated = !rest.is_empty()
            && rest.iter().all(|token| document.head(*token) == Some(first) && names(*token))
            && names(first);
        let last = rest.last().filter(|_| coordinated)?;
        self.clause_behind(first, phrase::tokens(self.graph, *last).end, trigger)
    }

    /// The issue of some words by its notation; if they say nothing of it, by what the sentence says around them.
    fn issue_in(&self, range: Range<usize>, frame: &Frame, holder: Option<EntityId>) -> String {
        let own = self.issue_among(range.clone());
        if own != "other" {
            return own;
        }
        // The body whose matter it is has it in its name: "the Task Force on Energy Security agreed to reconvene".
        let named = holder
            .filter(|id| self.recognition.entity(*id).kind == EntityKind::Organization)
            .map(|id| self.recognition.entity(id).name.to_lowercase())
            .map(|name| {
                // "the Peruvian Government": whose organ it is, not what it deals with.
                let words = name.split(' ').filter(|word| !self.knowledge.in_set("government", word));
                self.knowledge.issue_of(&words.collect::<Vec<_>>())
            });
        if let Some(issue) = named.filter(|issue| issue != "other") {
            return issue;
        }
        let sentence = &self.graph.document.sentences()[self.graph.document.sentence_of(frame.trigger)];
        // What follows the words up to the next comma belongs to them though the parser hung it elsewhere.
        let mut end = range.end;
        while end < sentence.end
            && end < range.end + AFTER_WORDS
            && !matches!(self.graph.lower(end), "," | ";" | "." | "and" | ":" | "“" | "\"")
        {
            end += 1;
        }
        self.issue_told(range.start..end, false)
    }

    /// The issue of which some words speak, by its notation.
    fn issue_among(&self, range: Range<usize>) -> String {
        self.issue_told(range, true)
    }

    /// The issue of which some words speak, with or without what the names of bodies say: around a matter "the Economic
    /// Community of West African States" tells nothing of it.
    fn issue_told(&self, range: Range<usize>, bodies: bool) -> String {
        // "meet in Port Vila": a part of a place's name is no word for a matter; "the South China Sea" may be one.
        let place = |id: &EntityId| {
            let entity = self.recognition.entity(*id);
            match entity.kind {
                EntityKind::Place | EntityKind::State => true,
                EntityKind::Organization => !bodies && entity.known.is_some(),
                _ => false,
            }
        };
        let long = |mention: &Mention| {
            let body = |id: &EntityId| self.recognition.entity(*id).kind == EntityKind::Organization;
            mention.tokens.len() > if mention.entities.iter().any(body) { 2 } else { 1 }
        };
        let cut_out: Vec<Range<usize>> = self
            .recognition
            .mentions
            .iter()
            .filter(|mention| long(mention) && mention.tokens.end > range.start)
            .filter(|mention| mention.tokens.start < range.end)
            .filter(|mention| mention.entities.iter().any(place))
            .map(|mention| mention.tokens.clone())
            .filter(|tokens| {
                let name: Vec<&str> = tokens.clone().map(|at| self.graph.lemma(at)).collect();
                self.knowledge.issue_phrase(&name).is_some_and(|phrase| !phrase.contains([' ', '-']))
            })
            .collect();
        let in_place = |token: usize| cut_out.iter().any(|tokens| tokens.contains(&token));
        let lemmas = |range: Range<usize>| -> Vec<&str> {
            let words = range.filter(|token| !in_place(*token));
            words.filter_map(|token| self.word_of_issue(token)).collect()
        };
        // "a relationship based on shared values", "attacks by terrorist groups": by what, by whom and for example with
        // what tells of the matter only where its own words do not.
        let adjunct = range.clone().skip(1).find(|token| {
            let caused = self.knowledge.in_set("caused", self.graph.lower(*token - 1));
            self.knowledge.in_set("adjunct", self.graph.lower(*token)) && !caused
        });
        if let Some(adjunct) = adjunct {
            let own = self.knowledge.ontology().classify(&lemmas(range.start..adjunct));
            if own.strong {
                return own.notation.to_owned();
            }
        }
        self.knowledge.issue_of(&lemmas(range))
    }

    /// The state or body for which a person speaks, the state first.
    fn body_of(&self, person: EntityId) -> Option<EntityId> {
        let bodies = || {
            self.recognition.offices.iter().filter(|office| office.person == person).filter_map(|o| o.body)
        };
        bodies().find(|id| self.recognition.entity(*id).kind == EntityKind::State).or_else(|| bodies().next())
    }

    /// "agreed to stay in touch with the Prime Minister": with the state for which that one speaks; praise and blame are
    /// for the person.
    fn state_of_leader(&self, id: EntityId, stance: &str, own: &[EntityId]) -> EntityId {
        let entity = self.recognition.entity(id);
        match entity.kind {
            EntityKind::Person if matches!(stance, "commits" | "supports" | "calls-for") => self
                .body_of(id)
                .filter(|body| {
                    self.recognition.entity(*body).kind == EntityKind::State && !own.contains(body)
                })
                .unwrap_or(id),
            _ => id,
        }
    }

    /// The state whose adjective or name stands in a mention: "Russian troops", "the people of Chile".
    fn state_within(&self, mention: &Mention) -> Option<EntityId> {
        let nested = self.recognition.mentions.iter().filter(|other| {
            let inside = other.tokens.start >= mention.tokens.start && other.tokens.end <= mention.tokens.end;
            inside && other.tokens.len() < mention.tokens.len()
        });
        nested
            .filter_map(|other| other.entities.first().copied())
            .find(|id| self.recognition.entity(*id).kind == EntityKind::State)
    }

    /// The state or body for which a person speaks to somebody of another one; of whom no office is told, in a state's
    /// own report, speaks for that state.
    fn side_of(&self, person: EntityId, across: Option<EntityId>) -> Option<EntityId> {
        self.body_of(person).or_else(|| {
            let publisher = self.recognition.publisher?;
            let theirs = across.and_then(|other| self.body_of(other))?;
            let held = self.recognition.offices.iter().any(|office| office.body == Some(publisher));
            let is_state = self.recognition.entity(publisher).kind == EntityKind::State;
            (is_state && !held && theirs != publisher && self.has_a_name(person)).then_some(publisher)
        })
    }

    /// Whose issue it is: whose noun it is, else the first party named in its words, else in those coordinated
    /// with it ("the sovereignty and territorial integrity of Georgia"); for what two undertake with one another, the
    /// other one.
    fn regarding(
        &self,
        frame: &Frame,
        matter: &Matter<'_>,
        holder: Option<EntityId>,
        holders: &[EntityId],
        told: &Told,
    ) -> Option<EntityId> {
        let Matter { token: issue, range, notation } = *matter;
        let graph = self.graph;
        let mut own: Vec<EntityId> = holder.into_iter().collect();
        if let Some(holder) = holder {
            own.extend(
                self.recognition
                    .offices
                    .iter()
                    .filter(|office| office.person == holder)
                    .filter_map(|o| o.body),
            );
        }
        // "the President of Chile" speaks for Chile though the report does not name the person.
        let title = holder.map_or("", |id| self.recognition.entity(id).name.as_str());
        own.extend(
            self.recognition.mentions.iter().flat_map(|mention| mention.entities.iter().copied()).filter(
                |id| {
                    let entity = self.recognition.entity(*id);
                    entity.kind == EntityKind::State && title.ends_with(&format!(" of {}", entity.name))
                },
            ),
        );
        // "thanked the Chancellor for Germany's help": for the help of the state, to whoever leads it.
        let theirs = || {
            let mut owners =
                graph.document.children(issue).filter(|child| relation_of(graph, *child) == "nmod:poss");
            owners.find_map(|child| self.recognition.mention_of(child)?.entities.first().copied()).filter(
                |id| {
                    matches!(self.recognition.entity(*id).kind, EntityKind::State | EntityKind::Organization)
                        && !own.contains(id)
                },
            )
        };
        for filler in frame.fillers("regarding") {
            if let Filler::Mention(index) = filler
                && let [entity] = self.recognition.mentions[*index].entities.as_slice()
                && Some(*entity) != holder
            {
                let is_person = self.recognition.entity(*entity).kind == EntityKind::Person;
                return theirs().filter(|_| is_person).or(Some(*entity));
            }
        }
        let stance = frame.set.get("stance").map_or("", String::as_str);
        let mutual_words = self.knowledge.lemma_sets().get("mutual").map_or(&[][..], Vec::as_slice);
        // "with each other", not "other activities".
        let each = |token: usize| {
            graph.lemma(token) != "other" || token > range.start && graph.lower(token - 1) == "each"
        };
        let mutual = notation == "bilateral-relations"
            || range
                .clone()
                .any(|token| each(token) && mutual_words.iter().any(|word| word == graph.lemma(token)));
        let counterpart = || -> Option<EntityId> {
            let [one, other] = holders else { return None };
            let other = if Some(*one) == holder { *other } else { *one };
            let body = self.side_of(other, holder).unwrap_or(other);
            (!own.contains(&body)).then_some(body)
        };
        if mutual
            && (matches!(stance, "commits" | "supports" | "welcomes") || notation == "bilateral-relations")
            && let Some(body) = counterpart()
        {
            return Some(body);
        }
        let blames = matches!(stance, "condemns" | "concerned" | "opposes");
        let party = |token: usize| -> Option<EntityId> {
            let mention = self.recognition.mention_of(token)?;
            // "concern about the massing of Russian troops": Russia is to blame.
            let theirs = |id: &EntityId| {
                let entity = self.recognition.entity(*id);
                entity.kind == EntityKind::Group && (blames || is_a_people(&entity.name))
            };
            if mention.entities.iter().any(theirs)
                && let Some(state) = self.state_within(mention)
            {
                return (!own.contains(&state)).then_some(state);
            }
            mention.entities.iter().copied().find(|id| {
                let entity = self.recognition.entity(*id);
                // An unnamed collective ("workers") is part of the matter, not the one whose matter it is.
                let named = entity.kind != EntityKind::Group
                    || mention.tokens.clone().any(|t| graph.document.token(t).upos == Upos::Propn);
                !own.contains(id) && entity.kind != EntityKind::Place && named
            })
        };
        let is_of = |id: EntityId, kind: EntityKind| self.recognition.entity(id).kind == kind;
        let owner = |token: usize| {
            graph
                .document
                .children(token)
                .filter(|child| {
                    let relation = graph.document.token(*child).deprel.as_str();
                    relation == "nmod:poss"
                        || relation == "nmod" && matches!(graph.case(*child), Some("of" | "by"))
                })
                .find_map(party)
        };
        // "condemned the Russian build-up on Ukraine's borders": whose deed it is comes before whom it is done to.
        let blamed = blames.then(|| {
            graph
                .document
                .children(issue)
                .filter(|child| {
                    matches!(graph.document.token(*child).deprel.base(), "amod" | "compound")
                        && *child < issue
                })
                .find_map(|child| {
                    party(child).filter(|id| {
                        is_of(*id, EntityKind::State) || self.recognition.entity(*id).known.is_some()
                    })
                })
        });
        let conjuncts = graph.conjuncts(graph.first_conjunct(issue));
        // "It was noted that Chile contributed to security": praise is for the one who did.
        let doer = (stance == "welcomes").then(|| graph.all(issue, Rel::SUBJ).find_map(party)).flatten();
        party(issue)
            .or(doer)
            .or(blamed.flatten())
            .or_else(|| owner(issue))
            .or_else(|| {
                // What a relative clause adds ("a fund which will help Chile") does not say whose matter it is.
                let aside: Vec<usize> = range
                    .clone()
                    .filter(|token| {
                        *token != issue && graph.document.token(*token).deprel.as_str() == "acl:relcl"
                    })
                    .flat_map(|token| graph.document.subtree(token))
                    .collect();
                // "the completion of the NATO review process": a body that only tells which process it is, is not whose
                // matter it is; "NATO unity" is NATO's, if it is known to be a body; "concern about militia vessels" is
                // about whose they are.
                let qualifies = |token: usize, id: EntityId| {
                    let view = graph.document.token(token);
                    !blames
                        && matches!(view.deprel.base(), "compound" | "amod" | "nmod:desc")
                        && (view.head != issue || self.recognition.entity(id).known.is_none())
                };
                let found: Vec<EntityId> = range
                    .clone()
                    .filter(|token| !aside.contains(token))
                    .filter_map(|token| {
                        party(token)
                            .filter(|id| !(is_of(*id, EntityKind::Organization) && qualifies(token, *id)))
                    })
                    .collect();
                found
                    .iter()
                    .copied()
                    .find(|id| self.recognition.entity(*id).kind == EntityKind::State)
                    .or(found.first().copied())
                    .map(|id| self.state_of_leader(id, stance, &own))
            })
            .or_else(|| conjuncts.iter().find_map(|token| owner(*token)))
            .or_else(|| {
                conjuncts
                    .iter()
                    .flat_map(|token| graph.document.children(*token).collect::<Vec<_>>())
                    .filter(|child| graph.document.token(*child).deprel.as_str() == "nmod")
                    .find_map(|child| owner(child).or_else(|| party(child)))
            })
            .or_else(|| {
                graph
                    .all(issue, Rel::SUBJ)
                    .find_map(|subject| party(subject).filter(|id| !holders.contains(id)))
            })
            // What was added with "as well as" concerns those whom the clause concerns.
            .or_else(|| {
                let verb = graph.document.head(graph.first_conjunct(issue))?;
                frame.fillers("issue").contains(&Filler::Phrase(verb)).then(|| {
                    graph.document.children(verb).filter(|child| *child < range.start).find_map(party)
                })?
            })
            .or_else(|| (stance == "commits" && graph.is_predicate(issue)).then(counterpart)?)
            // Relations between two: with the other party of the conversation or message.
            .or_else(|| {
                holder?;
                let taking_part = |event: EventId| {
                    told.events[event.0].participants.iter().any(|p| Some(p.entity) == holder)
                };
                let event = Some(frame.trigger)
                    .filter(|_| notation == "bilateral-relations" || mutual && stance == "commits")
                    .and_then(|token| told.event_before(token).or_else(|| told.message_before(token)))
                    .filter(|event| {
                        taking_part(*event) || CONVERSATIONS.contains(&told.events[event.0].class.as_str())
                    })?;
                let mut others: Vec<EntityId> = told.events[event.0]
                    .participants
                    .iter()
                    .filter(|participant| Some(participant.entity) != holder)
                    .map(|participant| self.side_of(participant.entity, holder).unwrap_or(participant.entity))
                    .filter(|id| !own.contains(id))
                    .collect();
                others.sort_unstable();
                others.dedup();
                if let [only] = others[..] { Some(only) } else { None }
            })
    }
}

/// The stance that the words take in the end: "does not support" opposes, "will not send" rejects; nothing if no stand
/// is taken, but asked for ("urged Chile to support the plan") or left open.
fn stance_taken(frame: &Frame, statement: &mut Statement) -> Option<String> {
    let stance = frame.set.get("stance").map_or("supports", String::as_str);
    if statement.modality == Modality::Requested
        || statement.modality == Modality::Possible && stance != "commits"
    {
        return None;
    }
    if statement.polarity == Polarity::Affirmed {
        return Some(stance.to_owned());
    }
    let contrary = match stance {
        "supports" | "welcomes" => "opposes",
        "commits" => "rejects",
        _ => return None,
    };
    statement.polarity = Polarity::Affirmed;
    Some(contrary.to_owned())
}

/// Whether a group is the people of a state: "people of Chile", "Chilean people".
fn is_a_people(name: &str) -> bool {
    let name = name.to_lowercase();
    name.starts_with("people of") || name.ends_with(" people")
}

fn relation_of(graph: &Graph<'_>, token: usize) -> &'static str {
    graph.document.token(token).deprel.as_str()
}

/// Whether another position says the same more fully, or says who holds what this one only reports.
fn outdone(candidate: &Candidate, other: &Candidate) -> bool {
    let same_holder = candidate.position.holder == other.position.holder;
    // "the commitment to support the fund" is one stand of the one who is committed.
    let inside = !other.clause
        && other.issue.contains(&candidate.trigger)
        && same_holder
        && other.trigger != candidate.trigger;
    // "They agreed that the two states will continue to cooperate": the states' stand, which they state.
    let reports_stand = candidate.clause
        && candidate.issue.contains(&other.trigger)
        && candidate.position.stance == "commits"
        && other.trigger != candidate.trigger;
    // "Norway will support the fund": one verb takes one stand, on what it acts upon.
    let same_verb = other.trigger == candidate.trigger
        && same_holder
        && candidate.issue_head == candidate.trigger
        && other.issue_head != other.trigger;
    inside || reports_stand || same_verb
}
