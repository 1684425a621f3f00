//! Missions and operations: which of them are one, and who has a part in them.

use super::Extraction;
use super::events::Told;
use crate::claim::{Contribution, EventId, Evidence, Participant, Role};
use crate::mention::{EntityId, EntityKind};
use crate::rule::matcher::Filler;

/// The class of events under which operations are kept.
const CLASS: &str = "OtherEvent";

impl Extraction<'_> {
    /// Whether a token stands for an operation: "mission", "evacuation".
    pub(super) fn is_operation(&self, token: usize) -> bool {
        let names_one = |token: usize| {
            self.knowledge
                .lemma_sets()
                .get("operation")
                .is_some_and(|set| set.iter().any(|lemma| lemma == self.graph.lemma(token)))
        };
        // In "Resolute Support Mission" any word of the name may head it.
        names_one(token)
            || self
                .mission(token)
                .is_some_and(|(index, _)| self.recognition.mentions[index].tokens.clone().any(names_one))
    }

    /// Whether a mission is a place of work for diplomats, or a journey for trade: "the Permanent Mission to the OSCE".
    pub(super) fn is_post(&self, token: usize) -> bool {
        let graph = self.graph;
        let document = graph.document;
        let mut range = super::phrase::tokens(graph, token);
        if let Some((index, _)) = self.mission(token) {
            let named = &self.recognition.mentions[index].tokens;
            range = range.start.min(named.start)..range.end.max(named.end);
        }
        let Some(word) = range.clone().find(|at| graph.lemma(*at).eq_ignore_ascii_case("mission")) else {
            return false;
        };
        let described =
            (range.start..word).any(|at| self.knowledge.in_set("mission-without-troops", graph.lower(at)));
        // "the Mission to the United Nations": accredited there; an operation goes to a country.
        let accredited = word + 2 < document.tokens().len() && graph.lower(word + 1) == "to" && {
            let at = if graph.lower(word + 2) == "the" { word + 3 } else { word + 2 };
            self.recognition.mention_at.get(at).copied().flatten().is_some_and(|index| {
                self.recognition.mentions[index]
                    .entities
                    .first()
                    .is_some_and(|id| self.recognition.entity(*id).kind == EntityKind::Organization)
            })
        };
        let headed = graph.case(token) == Some("of")
            && document.head(token).is_some_and(|head| self.knowledge.in_set("heading", graph.lemma(head)));
        described || accredited || headed
    }

    /// Whether a part in an operation is told to end: "will end its participation in 2026".
    fn is_ended(&self, trigger: usize) -> bool {
        let Some(part) = self.graph.document.head(trigger) else { return false };
        [Some(part), self.graph.document.head(part)]
            .into_iter()
            .flatten()
            .any(|token| self.knowledge.in_set("ending-part", self.graph.lemma(token)))
    }

    /// The mission that a token names as an organisation: the Resolute Support Mission.
    fn mission(&self, token: usize) -> Option<(usize, EntityId)> {
        let index = self.recognition.mention_at.get(token).copied().flatten()?;
        let entity = *self.recognition.mentions[index].entities.first()?;
        (self.recognition.entity(entity).kind == EntityKind::Organization).then_some((index, entity))
    }

    /// Whether a noun takes up what was named before: "the operation", with no word that describes it.
    fn takes_up(&self, token: usize) -> bool {
        let document = self.graph.document;
        let children = || document.children(token);
        children().any(|child| matches!(self.graph.lower(child), "the" | "this" | "that"))
            && !children().any(|child| {
                matches!(document.token(child).deprel.as_str(), "amod" | "compound" | "nmod:poss" | "appos")
                    || (document.token(child).deprel.as_str() == "nmod"
                        && self.graph.case(child) != Some("from")
                        && self.time_at[child].is_none())
            })
            && self.mission(token).is_none()
    }

    /// A mission that is an organisation takes part in its own operation.
    pub(super) fn missions_take_part(&self, told: &mut Told) {
        for frame in self.frames.iter().filter(|frame| frame.class == CLASS) {
            let Some(event) =
                told.event_at(frame.trigger).filter(|event| told.events[event.0].class == CLASS)
            else {
                continue;
            };
            if !self.is_operation(frame.trigger) {
                continue;
            }
            let Some((mention, entity)) = self.mission(frame.trigger) else { continue };
            if told.events[event.0].participants.iter().any(|known| known.entity == entity) {
                continue;
            }
            let sentence = self.graph.document.sentence_of(frame.trigger) + 1;
            told.events[event.0].participants.push(Participant {
                entity,
                role: Role::Participant,
                office: None,
                evidence: vec![Evidence { span: self.recognition.mentions[mention].span, sentence }],
                rule: self.rule(frame).name.clone(),
            });
        }
    }

    /// Of the topics of an operation, those that only name it again in fewer words are left out: "operation".
    pub(super) fn operation_topics(&self, told: &mut Told) {
        for frame in
            self.frames.iter().filter(|frame| frame.class == CLASS && self.is_operation(frame.trigger))
        {
            let Some(event) = told.event_at(frame.trigger) else { continue };
            let topics = &mut told.events[event.0].topics;
            let texts: Vec<String> = topics.iter().map(|topic| topic.text.to_lowercase()).collect();
            let again = |text: &str| {
                let text = text.to_lowercase();
                texts.iter().any(|other| other.len() > text.len() && other.contains(&text))
                    || self.knowledge.lemma_sets().get("operation").is_some_and(|set| set.contains(&text))
            };
            let kept: Vec<_> = topics.iter().filter(|topic| !again(&topic.text)).cloned().collect();
            if !kept.is_empty() {
                *topics = kept;
            }
        }
    }

    /// The word that stands for an event that is an operation; nothing for any other event.
    pub(super) fn operation_of(&self, told: &Told, event: EventId) -> Option<usize> {
        self.frames
            .iter()
            .filter(|frame| frame.class == CLASS && told.event_at(frame.trigger) == Some(event))
            .map(|frame| frame.trigger)
            .find(|trigger| self.is_operation(*trigger))
    }

    /// Whether two events, the first one told earlier, are one operation.
    ///
    /// Nothing if either is no operation, or if their parties must decide.
    pub(super) fn same_operation(&self, told: &Told, one: EventId, other: EventId) -> Option<bool> {
        let (first, second) = (self.operation_of(told, one)?, self.operation_of(told, other)?);
        if let (Some((_, one)), Some((_, other))) = (self.mission(first), self.mission(second)) {
            return Some(one == other);
        }
        if self.takes_up(second) {
            // "the operation" is the one in which the same party has a part, or the only one of that name.
            let parties = |event: EventId| told.events[event.0].participants.iter().map(|known| known.entity);
            let shared = parties(other).any(|party| parties(one).any(|known| known == party));
            let mut of_that_name: Vec<usize> = self
                .frames
                .iter()
                .map(|frame| frame.trigger)
                .filter(|at| *at < second && self.is_operation(*at) && !self.takes_up(*at))
                .filter(|at| self.graph.lemma(*at) == self.graph.lemma(second))
                .collect();
            of_that_name.dedup();
            return Some(shared || (of_that_name.len() == 1 && of_that_name[0] == first));
        }
        // A mission and an evacuation are two undertakings, whoever has a part in both.
        (self.graph.lemma(first) != self.graph.lemma(second)).then_some(false)
    }

    /// The operation told before a token that takes it up, in which one of the parties has a part.
    fn operation_before(&self, told: &Told, token: usize, parties: &[EntityId]) -> Option<EventId> {
        if !self.takes_up(token) {
            return None;
        }
        self.frames
            .iter()
            .filter(|frame| frame.class == CLASS && frame.trigger < token && self.is_operation(frame.trigger))
            .filter_map(|frame| told.event_at(frame.trigger))
            .find(|event| {
                told.events[event.0].participants.iter().any(|known| parties.contains(&known.entity))
            })
    }

    pub(super) fn contributions(&mut self, told: &Told) -> Vec<Contribution> {
        let mut found: Vec<Contribution> = Vec::new();
        for number in 0..self.frames.len() {
            let frame = &self.frames[number];
            if frame.class != "Contribution" || self.is_post(frame.trigger) {
                continue;
            }
            // "the deployment of the mission": what is sent gives no part to itself.
            let itself = self.mission(frame.trigger).map(|(_, entity)| entity);
            let mut contributors = self.parties(frame, "contributor", told);
            contributors.retain(|party| Some(*party) != itself);
            let named = frame.fillers("operation").iter().find_map(|filler| match filler {
                Filler::Event(token) => told.event_at(*token),
                Filler::Mention(index) => {
                    told.operation(self.recognition.mentions[*index].entities.first().copied())
                }
                _ => None,
            });
            let operation = named
                .or_else(|| told.event_at(frame.trigger))
                .or_else(|| self.operation_before(told, frame.trigger, &contributors));
            let Some(operation) = operation else { continue };
            let attribution = self.attributor.attribute(frame.trigger);
            let statement = self.statement(frame, &attribution);
            let time = frame.fillers("date").iter().find_map(|filler| match filler {
                Filler::Time(index) => Some(&self.recognition.times[*index]),
                _ => None,
            });
            let quantity = self.quantity(frame);
            let is_ended = self.is_ended(frame.trigger);
            for contributor in contributors {
                self.kept[number] = true;
                // A single date of an end is when it ends.
                let (date, end_date) = match time {
                    Some(time) if time.end.is_none() && is_ended => (None, Some(time.start)),
                    Some(time) => (Some(time.start), time.end),
                    None => (None, None),
                };
                let contribution = Contribution {
                    contributor,
                    operation,
                    date,
                    end_date,
                    quantity: quantity.clone(),
                    statement: statement.clone(),
                };
                // Told twice, the telling that says when or how much is kept.
                let known = found
                    .iter_mut()
                    .find(|known| known.contributor == contributor && known.operation == operation);
                match known {
                    Some(known) if known.date.is_none() && known.quantity.is_none() => *known = contribution,
                    Some(known) if contribution.date == known.date => {}
                    Some(_) if contribution.date.is_none() && contribution.quantity.is_none() => {}
                    _ => found.push(contribution),
                }
            }
        }
        found
    }
}
