//! Event frames to events: which frames tell of one event, who takes part, where and when.

use super::Extraction;
use super::attribute::{Attribution, not_yet};
use super::discussions::is_talk;
use super::graph::Rel;
use crate::claim::{Account, Event, EventId, Evidence, Modality, Participant, Polarity, Role, Status, Topic};
use crate::document::Upos;
use crate::frame::Frame;
use crate::mention::{DateBasis, EntityId, EntityKind, Mention, MentionKind, PartialDate};
use crate::report::Span;
use crate::rule::file::{EVENT_CLASSES, PARTICIPANT_ROLES};
use crate::rule::matcher::Filler;
use chrono::Datelike;

/// The events of a report and the tokens that tell of them.
#[derive(Debug, Default)]
pub struct Told {
    /// The events; an [`EventId`] is an index into this list.
    pub events: Vec<Event>,
    /// The tokens that tell of an event, in the order of the text.
    at: Vec<(usize, EventId)>,
    /// For each token the outermost mention that holds it.
    pub(super) over: Vec<Option<usize>>,
    /// Events that are part of another, which tells where and when they are if they do not: talks during a visit.
    within: Vec<(EventId, EventId)>,
}

/// Within how many words of a naming an honour is named.
const HONOUR: usize = 14;

/// The classes whose events a report goes on to speak of as "the meeting" or "during the talks".
pub(super) const CONVERSATIONS: [&str; 5] = ["Meeting", "PhoneCall", "Summit", "Visit", "Ceremony"];

impl Told {
    /// The event of which a token tells.
    pub fn event_at(&self, token: usize) -> Option<EventId> {
        self.at.iter().find(|(at, _)| *at == token).map(|(_, event)| *event)
    }

    /// The first token that tells of an event.
    pub(super) fn first_token(&self, event: EventId) -> usize {
        self.at.iter().find(|(_, id)| *id == event).map_or(0, |(at, _)| *at)
    }

    /// The last conversation told before a token: the one that "they" refers to.
    pub fn event_before(&self, token: usize) -> Option<EventId> {
        let conversation = |event: EventId| {
            let event = &self.events[event.0];
            CONVERSATIONS.contains(&event.class.as_str()) && event.status != Status::Denied
        };
        let before = |minimum: usize| {
            self.at
                .iter()
                .rev()
                .find(|(at, event)| {
                    *at < token && conversation(*event) && self.events[event.0].participants.len() >= minimum
                })
                .map(|(_, event)| *event)
        };
        before(2).or_else(|| before(1)).or_else(|| before(0))
    }

    /// The conversations told before a token, the last one first.
    pub(super) fn conversations_before(&self, token: usize) -> impl Iterator<Item = EventId> + '_ {
        let told = self.at.iter().rev().filter(move |(at, _)| *at < token).map(|(_, event)| *event);
        told.filter(|event| CONVERSATIONS.contains(&self.events[event.0].class.as_str()))
    }

    /// The operation in which an entity is the mission itself.
    pub fn operation(&self, entity: Option<EntityId>) -> Option<EventId> {
        let entity = entity?;
        self.events
            .iter()
            .position(|event| {
                event.class == "OtherEvent" && event.participants.iter().any(|p| p.entity == entity)
            })
            .map(EventId)
    }

    /// Those who take part in the conversation told before a token: "the sides", "they", "both leaders".
    ///
    /// Persons are preferred where the words stand for persons; nobody if the event has just one participant.
    pub(super) fn participants_before(&self, extraction: &Extraction<'_>, token: usize) -> Vec<EntityId> {
        let Some(event) = self.event_before(token) else { return Vec::new() };
        let parties: Vec<EntityId> = self.events[event.0]
            .participants
            .iter()
            .filter(|p| !matches!(p.role, Role::Convener))
            .map(|p| p.entity)
            .collect();
        let persons: Vec<EntityId> = parties
            .iter()
            .copied()
            .filter(|id| extraction.recognition.entity(*id).kind == EntityKind::Person)
            .collect();
        let found = if persons.len() >= 2 { persons } else { parties };
        if found.len() >= 2 { found } else { Vec::new() }
    }
}

fn role_of(name: &str) -> Option<Role> {
    const ROLES: [Role; 12] = [
        Role::Participant,
        Role::Host,
        Role::Chair,
        Role::Convener,
        Role::Visitor,
        Role::Caller,
        Role::Signatory,
        Role::Sender,
        Role::Recipient,
        Role::Appointee,
        Role::Target,
        Role::Delegate,
    ];
    PARTICIPANT_ROLES.iter().position(|role| *role == name).map(|index| ROLES[index])
}

impl Extraction<'_> {
    pub(super) fn events(&mut self) -> Told {
        let mut told = Told { over: self.mentions_over(), ..Told::default() };
        self.found_events(&mut told);
        self.by_order(&mut told);
        self.joined_by_hyphen(&mut told);
        self.joined_participants(&mut told);
        self.one_each(&mut told);
        self.missions_take_part(&mut told);
        self.hosts_of_one_another(&mut told);
        self.signed_at(&mut told);
        self.one_visit_each(&mut told);
        self.headings(&mut told);
        self.merge_same(&mut told);
        self.places_and_dates(&mut told);
        self.parts_of_visits(&mut told);
        self.margins(&mut told);
        self.topics(&mut told);
        self.operation_topics(&mut told);
        self.main_event(&mut told);
        self.courtesies(&mut told);
        told
    }

    fn found_events(&mut self, told: &mut Told) {
        for number in 0..self.frames.len() {
            let frame = &self.frames[number];
            if !EVENT_CLASSES.contains(&frame.class.as_str()) {
                continue;
            }
            // Two rules on one trigger tell of one event; the first class that claims a trigger keeps it.
            if let Some(event) = told.event_at(frame.trigger) {
                if told.events[event.0].class == frame.class {
                    self.add_participants(told, event, number);
                }
                continue;
            }
            if self.is_habit(frame.trigger) || self.is_no_event(frame) {
                continue;
            }
            if let Some(event) = self.counted_by(told, frame) {
                told.at.push((frame.trigger, event));
                self.kept[number] = true;
                self.add_participants(told, event, number);
                continue;
            }
            let mut derived = None;
            let parties = self.those_told(frame, told);
            if let Some(event) = self.antecedent(told, frame.trigger, &frame.class, &parties) {
                let own_parties = frame.roles.iter().any(|(role, _)| role_of(role).is_some());
                if frame.class == "Meeting" && told.events[event.0].class == "Visit" {
                    // "The visit …; during the talks": the talks are an event of their own, between the same.
                    derived = Some(event);
                } else if !own_parties
                    || (told.events[event.0].class == frame.class
                        && CONVERSATIONS.contains(&frame.class.as_str()))
                {
                    told.at.push((frame.trigger, event));
                    self.kept[number] = true;
                    self.add_participants(told, event, number);
                    continue;
                }
            }
            let attribution = self.attributor.attribute(frame.trigger);
            let mut statement = self.statement(frame, &attribution);
            let status = self.status(frame, &attribution);
            if status == Status::Occurred {
                statement.modality = Modality::Asserted;
            }
            let event = EventId(told.events.len());
            told.events.push(Event {
                class: frame.class.clone(),
                status,
                date: None,
                end_date: None,
                date_basis: None,
                place: None,
                participants: Vec::new(),
                topics: Vec::new(),
                trigger: self.graph.document.token(frame.trigger).span,
                occurrence: statement,
            });
            told.at.push((frame.trigger, event));
            self.kept[number] = true;
            self.add_participants(told, event, number);
            // "their first meeting": of those of whom the report speaks.
            let theirs =
                self.graph.document.children(frame.trigger).any(|child| self.graph.lower(child) == "their");
            if theirs
                && told.events[event.0].participants.is_empty()
                && CONVERSATIONS.contains(&frame.class.as_str())
            {
                let evidence = self.evidence(frame);
                let rule = self.rule(frame).name.clone();
                for entity in told.participants_before(self, frame.trigger) {
                    told.events[event.0].participants.push(Participant {
                        entity,
                        role: Role::Participant,
                        office: None,
                        evidence: vec![evidence],
                        rule: rule.clone(),
                    });
                }
            }
            if let Some(visit) = derived {
                if told.events[event.0].status == Status::Occurred {
                    told.events[event.0].status = told.events[visit.0].status;
                    told.events[event.0].occurrence.modality = told.events[visit.0].occurrence.modality;
                }
                let parties = told.events[visit.0].participants.clone();
                for mut party in parties {
                    if told.events[event.0].participants.iter().all(|p| p.entity != party.entity) {
                        if party.role == Role::Visitor {
                            party.role = Role::Participant;
                        }
                        told.events[event.0].participants.push(party);
                    }
                }
                told.within.push((event, visit));
            }
        }
        // A noun that no rule took but that stands for an event: "during the event".
        for token in 0..self.graph.document.tokens().len() {
            if told.event_at(token).is_none()
                && self.knowledge.is_event_noun(self.graph, token)
                && let Some(event) = self.antecedent(told, token, "", &[])
            {
                told.at.push((token, event));
            }
        }
        told.at.sort_unstable();
    }

    /// The event of the noun that counts another: "a session of consultations", "the third round of talks" are one event.
    fn counted_by(&self, told: &Told, frame: &Frame) -> Option<EventId> {
        let head = self.graph.document.head(frame.trigger)?;
        let counts = matches!(self.graph.lemma(head), "session" | "round" | "series" | "meeting");
        (frame.class == "Meeting" && counts && self.graph.case(frame.trigger) == Some("of"))
            .then(|| told.event_at(head))
            .flatten()
            .filter(|event| told.events[event.0].class == "Meeting")
    }

    /// The event that a definite noun takes up: "the meeting", "during the talks", "this visit".
    ///
    /// "met for talks", "in a session by videoconference" name the event of their own clause a second time.
    fn antecedent(&self, told: &Told, token: usize, class: &str, parties: &[EntityId]) -> Option<EventId> {
        let graph = self.graph;
        let document = graph.document;
        if !matches!(document.token(token).upos, Upos::Noun | Upos::Propn) {
            return None;
        }
        let definite = document.children(token).any(|child| {
            matches!(
                graph.lower(child),
                "the" | "this" | "that" | "their" | "these" | "those" | "both" | "his" | "its"
            )
        });
        let described = document.children(token).any(|child| {
            let relation = document.token(child).deprel.as_str();
            // "the second meeting", "a separate call": another one; "the upcoming, important meeting": the one told.
            relation == "amod"
                && matches!(
                    graph.lemma(child),
                    "first"
                        | "second"
                        | "third"
                        | "last"
                        | "previous"
                        | "next"
                        | "earlier"
                        | "recent"
                        | "separate"
                        | "other"
                        | "new"
                        | "another"
                        | "follow-up"
                        | "subsequent"
                        | "early"
                        | "late"
                )
                || (relation == "nmod" && matches!(graph.case(child), Some("between" | "with" | "of")))
                || relation == "compound"
        });
        let attended = document.head(token).is_some_and(|head| {
            matches!(
                graph.lemma(head),
                "attend" | "join" | "chair" | "lead" | "open" | "host" | "participate"
            )
        });
        let known = |event: &Event| {
            parties.is_empty()
                || attended
                || event.participants.len() <= 1
                || parties.iter().all(|id| event.participants.iter().any(|p| p.entity == *id))
        };
        if !definite && class == "Meeting" && parties.is_empty() {
            return told
                .at
                .iter()
                .find(|(at, event)| {
                    self.same_sentence(*at, token) && told.events[event.0].class == class && *at != token
                })
                .map(|(_, event)| *event);
        }
        if !definite || described {
            return None;
        }
        if class == "OtherEvent" && self.is_operation(token) {
            // "the operation" is the one in which the same party has a part: told by the parties, not by nearness.
            return None;
        }
        let candidates = || told.at.iter().rev().filter(|(at, _)| *at < token).map(|(_, event)| *event);
        let fits = |event: &EventId| {
            let other = told.events[event.0].class.as_str();
            if !known(&told.events[event.0]) {
                return false;
            }
            other == class
                || (class.is_empty() && CONVERSATIONS.contains(&other))
                || (class == "Meeting" && matches!(other, "Summit" | "PhoneCall" | "Visit"))
                || (class == "Summit" && other == "Meeting")
        };
        // "congratulated him on the negotiations in Istanbul": a noun with a place of its own takes up what was there.
        let own_place = self.place_of_noun(token);
        let subject = document.token(token).deprel.base() == "nsubj";
        let there = |event: &EventId| {
            own_place.is_none_or(|place| match self.nearest_place(told, told.first_token(*event)) {
                Some(known) => known == place,
                None => subject,
            })
        };
        let fits = |event: &EventId| fits(event) && there(event);
        let peopled = |event: &EventId| !told.events[event.0].participants.is_empty();
        let nearest = candidates().filter(peopled).find(fits).or_else(|| candidates().find(fits))?;
        // "met the President, who came on a visit. The meeting was attended by …": the meeting, not the visit.
        if told.events[nearest.0].class != class && !class.is_empty() {
            let ids = |event: EventId| told.events[event.0].participants.iter().map(|p| p.entity);
            let sentence = |token: usize| document.sentence_of(token);
            let far = sentence(told.first_token(nearest)) + 1 < sentence(token);
            let same_class = candidates().filter(peopled).filter(fits).find(|event| {
                told.events[event.0].class == class
                    && told.events[event.0].participants.len() >= 2
                    && (far || ids(*event).any(|id| ids(nearest).any(|other| other == id)))
            });
            if same_class.is_some() {
                return same_class;
            }
        }
        Some(nearest)
    }

    /// The place that a noun carries itself: "the talks in Vienna".
    fn place_of_noun(&self, token: usize) -> Option<EntityId> {
        let document = self.graph.document;
        document
            .children(token)
            .filter(|child| self.graph.case(*child) == Some("in"))
            .find_map(|child| self.place_named(self.recognition.mention_at[child]?))
    }

    /// The place or state that a mention names.
    fn place_named(&self, mention: usize) -> Option<EntityId> {
        let id = *self.recognition.mentions[mention].entities.first()?;
        matches!(self.recognition.entity(id).kind, EntityKind::Place | EntityKind::State).then_some(id)
    }

    /// Whether a noun stands for what is taken as given, so that no plan around it makes it one: "the implementation
    /// of the statement", "the outcome of the summit", "having attended the summit".
    fn is_given(&self, token: usize) -> bool {
        let graph = self.graph;
        let document = graph.document;
        if !matches!(document.token(token).upos, Upos::Noun | Upos::Propn) {
            return false;
        }
        let ahead = document.children(token).any(|child| {
            let lemma = graph.lemma(child);
            not_yet(lemma).is_some() || matches!(lemma, "a" | "an" | "any" | "further" | "new")
        });
        let Some(head) = document.head(token) else { return false };
        let relation = document.token(token).deprel.base();
        if relation == "nmod" {
            return !ahead
                && document.token(head).upos == Upos::Noun
                && matches!(
                    graph.case(token),
                    Some("of" | "from" | "at" | "during" | "since" | "after" | "following" | "in")
                )
                && !graph.is_predicate(head)
                && !matches!(
                    graph.lemma(head),
                    "date"
                        | "day"
                        | "eve"
                        | "run-up"
                        | "agenda"
                        | "possibility"
                        // "called for the resumption of the talks": they are still to be resumed.
                        | "holding"
                        | "convening"
                        | "start"
                        | "beginning"
                        | "resumption"
                        | "launch"
                        | "opening"
                        | "organization"
                        | "organisation"
                        | "idea"
                        | "success"
                        | "conclusion"
                        | "likelihood"
                        | "risk"
                        | "threat"
                        | "danger"
                        | "prospect"
                        | "event"
                        | "fear"
                )
                && self.attributor.force(graph.lemma(head)).is_none();
        }
        if relation == "obl" {
            return !ahead && matches!(graph.case(token), Some("since" | "after" | "following"));
        }
        // "having attended the summit": over, whatever the clause around it plans.
        matches!(relation, "obj" | "conj")
            && document
                .children(head)
                .any(|child| document.token(child).deprel.base() == "aux" && graph.lower(child) == "having")
    }

    /// "The group regularly meets": a habit, not an event.
    fn is_habit(&self, trigger: usize) -> bool {
        let document = self.graph.document;
        std::iter::once(trigger).chain(document.head(trigger)).any(|token| {
            document.children(token).any(|child| {
                matches!(
                    self.graph.lemma(child),
                    "regularly" | "usually" | "often" | "routinely" | "frequently" | "annually"
                ) || self.graph.lemma(child) == "basis"
                    && document.children(child).any(|word| self.graph.lemma(word) == "regular")
                    // "through close consultations": many, on no one day.
                    || document.token(token).xpos.as_str() == "NNS"
                        && document.token(child).deprel.base() == "amod"
                        && matches!(self.graph.lemma(child), "regular" | "close" | "frequent" | "routine")
            })
        })
    }

    fn status(&self, frame: &Frame, attribution: &Attribution) -> Status {
        if let Some(status) = frame.set.get("status") {
            return match status.as_str() {
                "planned" => Status::Planned,
                "possible" => Status::Possible,
                "denied" => Status::Denied,
                _ => Status::Occurred,
            };
        }
        if let Some(status) =
            self.status_around(&frame.class, frame.trigger, attribution.modality, attribution.polarity)
        {
            return status;
        }
        // "is ready for talks": nobody has talked yet.
        let ready = self.graph.case(frame.trigger) == Some("for")
            && self.graph.document.head(frame.trigger).is_some_and(|head| {
                matches!(
                    self.graph.lemma(head),
                    "ready" | "readiness" | "open" | "prepared" | "willingness" | "call" | "need"
                )
            });
        // "to deter further aggression": there was none so far.
        let deterred = self.graph.document.token(frame.trigger).deprel.base() == "obj"
            && self.graph.document.head(frame.trigger).is_some_and(|head| {
                matches!(self.graph.lemma(head), "deter" | "discourage" | "forestall" | "avert")
            });
        // "the risk of an attack": there was none so far.
        let feared = self.graph.case(frame.trigger) == Some("of")
            && self.graph.document.head(frame.trigger).is_some_and(|head| {
                matches!(
                    self.graph.lemma(head),
                    "likelihood"
                        | "risk"
                        | "threat"
                        | "danger"
                        | "prospect"
                        | "event"
                        | "fear"
                        | "possibility"
                )
            });
        // "discussed Russia's war against Ukraine": what is talked of goes on, unless it is one that may come.
        let talked_about = frame.class == "Attack"
            && attribution.modality == Modality::Possible
            && self.graph.document.children(frame.trigger).any(|child| {
                self.graph.document.token(child).deprel.as_str() == "nmod:poss"
                    || self.graph.lower(child) == "the"
            })
            && self.graph.up(self.graph.first_conjunct(frame.trigger)).iter().any(|(_, head)| {
                matches!(self.graph.lemma(*head), "discuss" | "address" | "raise" | "consider" | "review")
            });
        // "in advance of the elections", "ahead of the first round of the talks"
        let before = [Some(frame.trigger), self.graph.document.head(frame.trigger)]
            .into_iter()
            .flatten()
            .any(|token| {
                // The tree may have "ahead" above its "of the summit".
                let above = match self.graph.case(frame.trigger) {
                    Some("of") => matches!(self.graph.lemma(token), "ahead" | "advance" | "eve"),
                    Some("to") => matches!(self.graph.lemma(token), "run-up" | "lead-up" | "run" | "up"),
                    _ => false,
                };
                // Or it may hang "ahead" elsewhere, and only the order of the words tells.
                let in_order = self.graph.document.children(frame.trigger).any(|child| {
                    child > 0
                        && self.graph.lower(child) == "of"
                        && child < frame.trigger
                        && self.graph.lower(child - 1) == "ahead"
                });
                above
                    || in_order
                    || self.graph.case(token).is_some_and(|case| {
                        matches!(
                            case,
                            "ahead of"
                                | "in advance of"
                                | "advance of"
                                | "prior to"
                                | "on the eve of"
                                | "in the run-up to"
                                | "in the lead-up to"
                        )
                    })
            });
        // "look forward to the visit", "preparations for the visit": it is still to come.
        let ahead = self.graph.document.head(frame.trigger).is_some_and(|head| {
            match self.graph.case(frame.trigger) {
                Some("to") => self.graph.lemma(head) == "look",
                Some("for") => matches!(
                    self.graph.lemma(head),
                    "preparation" | "plan" | "prepare" | "schedule" | "planning"
                ),
                _ => false,
            }
        });
        // "will meet the President, attend the forum": the bare verb is planned with the first of the list.
        let listed = self.listed_verb(frame.trigger).map(|first| self.attributor.attribute(first).modality);
        // "the agreement signed in May" is signed, whatever the clause around it plans.
        let view = self.graph.document.token(frame.trigger);
        let done = view.deprel.as_str() == "acl"
            && view.xpos.as_str() == "VBN"
            && self.graph.case(frame.trigger).is_none()
            && self.graph.child(frame.trigger, "aux:pass").is_none();
        match (attribution.polarity, attribution.modality) {
            (Polarity::Affirmed, Modality::Asserted | Modality::Planned) if before => Status::Planned,
            (Polarity::Affirmed, _) if done || talked_about || self.is_given(frame.trigger) => {
                Status::Occurred
            }
            (Polarity::Affirmed, Modality::Asserted) if ahead => Status::Planned,
            (Polarity::Affirmed, Modality::Asserted) if ready || feared || deterred => Status::Possible,
            (Polarity::Affirmed, Modality::Asserted) if listed == Some(Modality::Planned) => Status::Planned,
            (Polarity::Negated, _) => Status::Denied,
            (_, Modality::Planned) => Status::Planned,
            (_, Modality::Possible | Modality::Requested) => Status::Possible,
            _ => Status::Occurred,
        }
    }

    /// The first verb of a list in which a bare verb without an auxiliary of its own stands, at or above a token.
    fn listed_verb(&self, token: usize) -> Option<usize> {
        let document = self.graph.document;
        let mut at = token;
        for _ in 0..3 {
            let view = document.token(at);
            if view.upos == Upos::Verb {
                let bare = view.xpos.as_str() == "VB"
                    && self.graph.child(at, "aux").is_none()
                    && self.graph.child(at, "mark").is_none();
                if !bare {
                    return None;
                }
                let head = document.head(at)?;
                match view.deprel.as_str() {
                    "parataxis" => return Some(head),
                    "conj" => {
                        at = head;
                        continue;
                    }
                    _ => return None,
                }
            }
            at = document.head(at)?;
        }
        None
    }

    /// The entities that a frame names as participants.
    fn those_told(&self, frame: &Frame, told: &Told) -> Vec<EntityId> {
        let mut found = Vec::new();
        for (_, fillers) in frame.roles.iter().filter(|(role, _)| role_of(role).is_some()) {
            for filler in fillers {
                if let Filler::Mention(index) = filler {
                    found.extend(self.entities(*index, told));
                }
            }
        }
        found
    }

    fn add_participants(&mut self, told: &mut Told, event: EventId, number: usize) {
        let frame = &self.frames[number];
        let evidence = self.evidence(frame);
        let rule = self.rule(frame).name.clone();
        let mut found = Vec::new();
        for (role, fillers) in &frame.roles {
            let Some(mut role) = role_of(role) else { continue };
            if frame.class == "Participation" && self.journey_of_delegation(told, frame) == Some(event) {
                role = Role::Visitor;
            }
            let one_target = role == Role::Target && self.has_one_target(frame);
            for filler in fillers {
                if let Filler::Mention(index) = filler {
                    if self.is_owner_in_list(*index)
                        || one_target && self.is_after_comma(*index)
                        || role == Role::Convener && self.is_event_itself(frame, *index)
                    {
                        continue;
                    }
                    for entity in self.entities(*index, told) {
                        found.push((entity, role, *index));
                    }
                }
            }
            let mut named: Vec<usize> = fillers
                .iter()
                .filter_map(|filler| match filler {
                    Filler::Mention(index) => Some(*index),
                    _ => None,
                })
                .collect();
            named.sort_unstable_by_key(|index| self.recognition.mentions[*index].tokens.start);
            let (Some(&first), Some(&last)) = (named.first(), named.last()) else { continue };
            if one_target {
                continue;
            }
            // Of a long list the tree may know the first and the last, and lose those between.
            let whole = self.rest_of_list(told, frame.trigger, first);
            let reaches = whole.iter().any(|(_, index)| *index == last);
            let rest = if reaches { whole } else { self.rest_of_list(told, frame.trigger, last) };
            found.extend(rest.into_iter().map(|(entity, index)| (entity, role, index)));
        }
        for (entity, role, mention) in found {
            self.add_participant(told, event, entity, role, mention, evidence, &rule);
        }
    }

    /// "the war on Ukraine, as well as his support", "Ukraine and Turkey's efforts": whose noun comes next in the list is
    /// no member of it.
    fn is_owner_in_list(&self, mention: usize) -> bool {
        let document = self.graph.document;
        let mention = &self.recognition.mentions[mention];
        let view = document.token(mention.head);
        if view.deprel.as_str() != "conj" {
            return false;
        }
        let clitic =
            (mention.tokens.end < document.tokens().len()).then(|| self.graph.lower(mention.tokens.end));
        view.xpos.as_str() == "PRP$" || matches!(clitic, Some("'s" | "’s" | "'" | "’"))
    }

    /// Whether an attack is one on somebody: after "the war on Ukraine, …" comes the next matter or the next clause.
    fn has_one_target(&self, frame: &Frame) -> bool {
        let view = self.graph.document.token(frame.trigger);
        frame.class == "Attack" && view.upos == Upos::Noun && view.xpos.as_str() == "NN"
    }

    /// Whether a mention goes on a list after a comma.
    fn is_after_comma(&self, mention: usize) -> bool {
        let document = self.graph.document;
        let head = self.recognition.mentions[mention].head;
        let first = self.graph.first_conjunct(head);
        first < head && (first..head).any(|token| document.token(token).upos == Upos::Punct)
    }

    /// Whether a mention is the name of the summit, which does not convene itself.
    fn is_event_itself(&self, frame: &Frame, mention: usize) -> bool {
        let mention = &self.recognition.mentions[mention];
        let name = mention.span.of(&self.report.text).to_lowercase();
        let named = |word: &str| name.split([' ', '-']).any(|part| part == word);
        mention.tokens.contains(&frame.trigger) || named("summit")
    }

    /// The names that follow one in a list, where the tree lost them.
    fn rest_of_list(&self, told: &Told, trigger: usize, mention: usize) -> Vec<(EntityId, usize)> {
        let mention = &self.recognition.mentions[mention];
        if mention.entities.is_empty() {
            return Vec::new();
        }
        let document = self.graph.document;
        let start = told
            .over
            .get(mention.head)
            .copied()
            .flatten()
            .map_or(mention.tokens.start, |outer| self.recognition.mentions[outer].tokens.start);
        let end = document.sentences()[document.sentence_of(mention.head)].end;
        let mut row = self.row(&told.over, start..end, trigger);
        if row.first().is_none_or(|(entity, _)| !mention.entities.contains(entity)) {
            return Vec::new();
        }
        row.remove(0);
        row
    }

    /// "the Chile-Peru summit", "the third Norway–Japan forum": a hyphen joins the two who meet.
    fn joined_by_hyphen(&self, told: &mut Told) {
        let mentions = &self.recognition.mentions;
        for (trigger, event) in told.at.clone() {
            // "the Chile-Peru Defence Dialogue" is the name of a body, which meets now and then.
            let named = self.graph.document.token(trigger).upos == Upos::Propn;
            let class = told.events[event.0].class.as_str();
            if !(class == "Summit" || class == "Meeting" && !named) {
                continue;
            }
            let sentence = self.graph.document.sentence_of(trigger);
            let below = |mention: &Mention| {
                let mut at = mention.head;
                self.graph.document.sentence_of(at) == sentence
                    && (0..4).any(|_| {
                        let up = self.graph.document.head(at).filter(|_| {
                            matches!(
                                self.graph.document.token(at).deprel.base(),
                                "compound" | "amod" | "nmod" | "flat" | "conj" | "punct"
                            ) && self.graph.case(at).is_none()
                        });
                        up.is_some_and(|up| {
                            at = up;
                            up == trigger
                        })
                    })
            };
            let pairs: Vec<(usize, usize)> = (0..mentions.len())
                .filter(|one| mentions[*one].tokens.end <= trigger)
                .filter_map(|one| {
                    let rest = self.report.text[mentions[one].span.end..].strip_prefix(['-', '–'])?;
                    let at = self.report.text.len() - rest.len();
                    let other = mentions.iter().position(|other| other.span.start == at)?;
                    (mentions[other].tokens.end <= trigger
                        && (below(&mentions[one]) || below(&mentions[other])))
                    .then_some((one, other))
                })
                .collect();
            let rule = told.events[event.0].occurrence.rule.clone();
            for mention in pairs.into_iter().flat_map(|(one, other)| [one, other]) {
                let Some(&entity) = mentions[mention].entities.first() else { continue };
                if !matches!(self.kind(entity), EntityKind::State | EntityKind::Organization) {
                    continue;
                }
                let span = self.graph.document.token(trigger).span.join(mentions[mention].span);
                let evidence = Evidence { span, sentence: sentence + 1 };
                self.add_participant(told, event, entity, Role::Participant, mention, evidence, &rule);
            }
        }
    }

    fn kind(&self, id: EntityId) -> EntityKind {
        self.recognition.entity(id).kind
    }

    /// Participants by the order of words, for conversations whose tree names fewer than two.
    fn by_order(&self, told: &mut Told) {
        for (trigger, event) in told.at.clone() {
            let class = told.events[event.0].class.as_str();
            let alone = class == "OtherEvent"
                && told.events[event.0].participants.is_empty()
                && self.graph.document.token(trigger).upos == Upos::Verb;
            if !(alone || matches!(class, "Meeting" | "PhoneCall" | "Summit")) {
                continue;
            }
            let headless = self.graph.document.token(trigger).upos == Upos::Verb
                && self
                    .graph
                    .all(trigger, Rel::SUBJ)
                    .all(|token| self.recognition.mention_of(token).is_none())
                && self.graph.document.token(trigger).deprel.base() != "xcomp";
            if told.events[event.0].participants.len() > 1 && !headless {
                continue;
            }
            let first = told.at.iter().find(|(_, id)| *id == event).map(|(at, _)| *at);
            if first != Some(trigger) {
                continue;
            }
            let mut found = if alone { Vec::new() } else { self.counterparts(&told.over, trigger) };
            let document = self.graph.document;
            if document.token(trigger).upos == Upos::Verb
                && (!self.graph.is_passive(trigger)
                    || matches!(self.graph.lemma(trigger), "convene" | "meet" | "gather")
                        && document.token(trigger).deprel.base() == "acl")
            {
                let mut actors = self.actors_before(&told.over, trigger);
                actors.append(&mut found);
                found = actors;
            }
            if document.token(trigger).upos == Upos::Noun {
                found.extend(self.actor_above(trigger));
            }
            let rule = told.events[event.0].occurrence.rule.clone();
            let sentence = document.sentence_of(trigger);
            for (entity, mention) in found {
                let tokens = self.recognition.mentions[mention].tokens.clone();
                let span = document.token(trigger).span.join(document.span(tokens));
                let evidence = Evidence { span, sentence: sentence + 1 };
                self.add_participant(told, event, entity, Role::Participant, mention, evidence, &rule);
            }
        }
    }

    /// "meetings with A and B": the plural tells of one with each.
    fn one_each(&self, told: &mut Told) {
        let document = self.graph.document;
        for (trigger, event) in told.at.clone() {
            let view = document.token(trigger);
            if view.xpos.as_str() != "NNS"
                || !matches!(self.graph.lemma(trigger), "meeting" | "call" | "conversation")
            {
                continue;
            }
            let others = self.counterparts(&told.over, trigger);
            let known = told.events[event.0].clone();
            let is_other = |id: EntityId| others.iter().any(|(other, _)| *other == id);
            let own = known.participants.iter().filter(|p| !is_other(p.entity)).count();
            let with: Vec<EntityId> =
                known.participants.iter().map(|p| p.entity).filter(|id| is_other(*id)).collect();
            let among = document.children(trigger).any(|child| self.graph.case(child) == Some("between"));
            if with.len() < 2 || own == 0 || among {
                continue;
            }
            let first = with[0];
            told.events[event.0].participants.retain(|p| !is_other(p.entity) || p.entity == first);
            for one in &with[1..] {
                let mut copy = known.clone();
                copy.participants.retain(|p| !is_other(p.entity) || p.entity == *one);
                let id = EventId(told.events.len());
                told.events.push(copy);
                told.at.push((trigger, id));
                if let Some((_, whole)) = told.within.iter().find(|(part, _)| *part == event).copied() {
                    told.within.push((id, whole));
                }
            }
        }
        told.at.sort_unstable();
    }

    /// "Both sides will convene the next session": two who convene a meeting are those who meet.
    fn hosts_of_one_another(&self, told: &mut Told) {
        for event in told.events.iter_mut().filter(|event| event.class == "Meeting") {
            let meets = |id: EntityId| {
                matches!(self.recognition.entity(id).kind, EntityKind::State | EntityKind::Person)
            };
            let alone = event.participants.len() >= 2
                && event.participants.iter().all(|party| party.role == Role::Convener && meets(party.entity));
            if alone {
                event.participants.iter_mut().for_each(|party| party.role = Role::Participant);
            }
        }
    }

    /// "A memorandum was signed after the talks": those who talked sign it, where nobody else is told to.
    fn signed_at(&self, told: &mut Told) {
        let document = self.graph.document;
        for (trigger, event) in told.at.clone() {
            if told.events[event.0].class != "Signing"
                || !told.events[event.0].participants.is_empty()
                || !self.graph.is_passive(trigger)
            {
                continue;
            }
            let occasion = document
                .children(trigger)
                .filter(|child| {
                    matches!(self.graph.case(*child), Some("after" | "following" | "during" | "at" | "in"))
                })
                .find_map(|child| told.event_at(child).filter(|id| *id != event));
            let Some(occasion) = occasion else { continue };
            let parties: Vec<Participant> = told.events[occasion.0]
                .participants
                .iter()
                .filter(|party| matches!(party.role, Role::Participant | Role::Host | Role::Visitor))
                .cloned()
                .collect();
            if parties.len() < 2 || !CONVERSATIONS.contains(&told.events[occasion.0].class.as_str()) {
                continue;
            }
            told.events[event.0].participants =
                parties.into_iter().map(|party| Participant { role: Role::Signatory, ..party }).collect();
        }
    }

    /// "will visit Kenya and Uganda": a journey to each; a day that stands with one place is that of its visit.
    fn one_visit_each(&self, told: &mut Told) {
        let document = self.graph.document;
        for (trigger, event) in told.at.clone() {
            if told.events[event.0].class != "Visit" || told.event_at(trigger) != Some(event) {
                continue;
            }
            let mut places: Vec<(usize, EntityId)> = Vec::new();
            let frames =
                self.frames.iter().filter(|frame| frame.trigger == trigger && frame.class == "Visit");
            for filler in frames.flat_map(|frame| frame.fillers("place")) {
                if let Filler::Mention(index) = filler
                    && let Some(place) = self.place_named(*index)
                    && places.iter().all(|(_, known)| *known != place)
                {
                    places.push((self.recognition.mentions[*index].head, place));
                }
            }
            places.sort_unstable();
            // "Tokyo, Japan and Seoul": the state tells where the city is.
            let holds = |state: EntityId, city: EntityId| {
                let key = |id: EntityId| self.recognition.entity(id).known.as_deref();
                let place = key(city).and_then(|key| self.knowledge.gazetteer.known(key));
                key(state).is_some() && place.and_then(|place| place.located_in) == key(state)
            };
            let cities = places.clone();
            places.retain(|(_, place)| cities.iter().all(|(_, city)| city == place || !holds(*place, *city)));
            let listed = places.first().is_some_and(|(first, _)| {
                places
                    .iter()
                    .all(|(token, _)| self.graph.first_conjunct(*token) == self.graph.first_conjunct(*first))
            });
            if places.len() < 2 || !listed {
                continue;
            }
            let sentence_end = document.sentences()[document.sentence_of(trigger)].end;
            let own_time = |number: usize| {
                let end = places.get(number + 1).map_or(sentence_end, |(next, _)| *next);
                let between = places[number].0..end;
                self.recognition.times.iter().position(|time| between.contains(&time.tokens.start))
            };
            let each = (0..places.len()).all(|number| own_time(number).is_some());
            for (number, (_, place)) in places.iter().enumerate() {
                let visit = if number == 0 {
                    event
                } else {
                    told.events.push(told.events[event.0].clone());
                    let visit = EventId(told.events.len() - 1);
                    told.at.push((trigger, visit));
                    (told.events[visit.0].date, told.events[visit.0].end_date) = (None, None);
                    visit
                };
                told.events[visit.0].place = Some(*place);
                if let Some(time) = own_time(number).filter(|_| each) {
                    self.offer_time(told, visit, time);
                }
            }
        }
        told.at.sort_unstable();
    }

    /// Who acts in the clause in which a meeting stands as its purpose or occasion: "travelled to Lima for talks with".
    fn actor_above(&self, trigger: usize) -> Vec<(EntityId, usize)> {
        let document = self.graph.document;
        let mut at = trigger;
        for _ in 0..4 {
            let relation = document.token(at).deprel.base();
            let Some(head) = document.head(at) else { break };
            if !matches!(relation, "obl" | "nmod" | "obj" | "xcomp" | "conj") {
                break;
            }
            // "referring to the talks, he stressed": whoever speaks of talks is not at them.
            if self.graph.case(at) == Some("to")
                && matches!(
                    self.graph.lemma(head),
                    "refer" | "point" | "allude" | "respond" | "turn" | "relate"
                )
            {
                break;
            }
            let ready = matches!(self.graph.lemma(head), "ready" | "open" | "prepared");
            if document.token(head).upos == Upos::Verb || ready {
                let subjects = self
                    .graph
                    .first(head, Rel::SUBJ)
                    .map(|subject| self.graph.conjuncts(subject))
                    .unwrap_or_default();
                return subjects
                    .into_iter()
                    .filter_map(|token| self.recognition.mention_at.get(token).copied().flatten())
                    .filter(|index| !self.is_owner_in_list(*index))
                    .flat_map(|index| {
                        let persons = self.recognition.mentions[index].entities.iter().filter(move |id| {
                            let kind = self.recognition.entity(**id).kind;
                            kind == EntityKind::Person || (ready && kind != EntityKind::Place)
                        });
                        persons.map(move |id| (*id, index)).collect::<Vec<_>>()
                    })
                    .collect();
            }
            at = head;
        }
        Vec::new()
    }

    /// Talks during a visit are where and when the visit is, with those whom the visitor came to see.
    fn parts_of_visits(&self, told: &mut Told) {
        let document = self.graph.document;
        for (trigger, event) in told.at.clone() {
            let class = told.events[event.0].class.clone();
            if !matches!(class.as_str(), "Meeting" | "Signing" | "Ceremony" | "Summit") {
                continue;
            }
            // "During the visit, the minister will meet …": the visit hangs on the verb of the meeting.
            let mut at = trigger;
            let mut during = None;
            for _ in 0..4 {
                during = during.or_else(|| {
                    document.children(at).find_map(|child| {
                        matches!(
                            self.graph.case(child),
                            Some("during" | "in" | "on" | "within" | "as part of")
                        )
                        .then(|| told.event_at(child))
                        .flatten()
                        .filter(|id| told.events[id.0].class == "Visit" && *id != event)
                    })
                });
                match document.head(at) {
                    Some(head) if document.sentence_of(head) == document.sentence_of(trigger) => at = head,
                    _ => break,
                }
            }
            // "will travel to Lima for talks on Friday": the talks are in Lima, the journey on Friday.
            let during = during.or_else(|| {
                self.event_above(told, trigger)
                    .filter(|id| told.events[id.0].class == "Visit" && *id != event && class == "Meeting")
            });
            // "arrived in Rome to attend the summit": the summit is in Rome; when it is, the arrival does not say.
            if matches!(class.as_str(), "Summit" | "Ceremony")
                && during.is_none()
                && told.events[event.0].place.is_none()
                && let Some(visit) =
                    self.attended_on(trigger).and_then(|purpose| self.event_above(told, purpose))
                && told.events[visit.0].class == "Visit"
                && visit != event
            {
                told.events[event.0].place = told.events[visit.0].place;
            }
            if let Some(visit) = during
                && !told.within.iter().any(|(part, _)| *part == event)
            {
                told.within.push((event, visit));
            }
        }
        // What visitor and host do together, and nothing else places in time, belongs to the visit.
        for index in 0..told.events.len() {
            let event = EventId(index);
            let part = &told.events[index];
            if !matches!(part.class.as_str(), "Meeting" | "Signing")
                || part.place.is_some()
                || part.date.is_some()
                || part.participants.len() < 2
                || told.within.iter().any(|(known, _)| *known == event)
            {
                continue;
            }
            let visit = told.events.iter().position(|whole| {
                whole.class == "Visit"
                    && whole.status == part.status
                    && part
                        .participants
                        .iter()
                        .all(|p| whole.participants.iter().any(|q| q.entity == p.entity))
            });
            if let Some(visit) = visit {
                told.within.push((event, EventId(visit)));
            }
        }
        let first: Vec<usize> = (0..told.events.len()).map(|id| told.first_token(EventId(id))).collect();
        let token_of = |event: EventId| first[event.0];
        for (event, visit) in told.within.clone() {
            let whole = told.events[visit.0].clone();
            let part = &mut told.events[event.0];
            if part.place.is_none() {
                part.place = whole.place;
            }
            if part.date.is_none() && whole.end_date.is_none() {
                part.date = whole.date;
                part.date_basis = whole.date_basis;
            }
            // "will travel to Lima for a meeting": the meeting is planned as the journey is.
            let named_only = part.class == "Meeting"
                && matches!(document.token(token_of(event)).upos, Upos::Noun)
                && self.same_sentence(token_of(event), token_of(visit));
            if named_only && part.status == Status::Occurred && whole.status == Status::Planned {
                part.status = Status::Planned;
                part.occurrence.modality = Modality::Planned;
            }
            let date = (part.date, part.end_date, part.date_basis);
            let host = whole.participants.iter().find(|p| p.role == Role::Host);
            if part.class == "Meeting"
                && part.participants.len() == 1
                && whole.participants.iter().any(|p| p.entity == part.participants[0].entity)
                && let Some(host) = host
                && part.participants[0].entity != host.entity
            {
                part.participants.push(host.clone());
            }
            // "During the visit, talks will be held with the ministers": it is the visitor who talks with them.
            let visitor = whole.participants.iter().find(|p| p.role == Role::Visitor);
            if part.class == "Meeting"
                && part.participants.len() == 1
                && !whole.participants.iter().any(|p| p.entity == part.participants[0].entity)
                && let Some(visitor) = visitor
            {
                part.participants.push(Participant { role: Role::Participant, ..visitor.clone() });
            }
            let status = told.events[event.0].status;
            let first_at = |id: EventId| told.at.iter().find(|(_, known)| *known == id).map(|(at, _)| *at);
            let together =
                first_at(event).zip(first_at(visit)).is_some_and(|(a, b)| self.same_sentence(a, b));
            let visit = &mut told.events[visit.0];
            if visit.date.is_none() && visit.status == status && together {
                (visit.date, visit.end_date, visit.date_basis) = date;
            }
        }
    }

    /// The verb of attending that carries a noun, if it says what a journey is for: "arrived to attend the summit".
    fn attended_on(&self, noun: usize) -> Option<usize> {
        let document = self.graph.document;
        let verb = document.head(noun)?;
        let attends = matches!(
            self.graph.lemma(verb),
            "attend" | "join" | "participate" | "take" | "address" | "chair" | "host" | "open" | "represent"
        );
        let purpose = matches!(document.token(verb).deprel.as_str(), "advcl" | "xcomp");
        if attends && purpose {
            return Some(verb);
        }
        // "flew to Rome for the summit"
        (self.graph.case(noun) == Some("for")).then_some(noun)
    }

    /// The place of whose clause a token is told: "Rome, where she will meet the minister".
    fn place_of_clause(&self, token: usize) -> Option<EntityId> {
        let document = self.graph.document;
        let mut at = token;
        for _ in 0..5 {
            let head = document.head(at)?;
            if matches!(document.token(at).deprel.as_str(), "acl:relcl" | "advcl") {
                let place_at = |token: usize| self.place_named(self.recognition.mention_at[token]?);
                let start = document.children(at).find(|child| self.graph.lower(*child) == "where")?;
                // "travelled to Rome on Tuesday, where": the tree may take the day for the head of the clause.
                let sentence = document.sentences()[document.sentence_of(at)].start;
                return place_at(head)
                    .or_else(|| (sentence.max(start.saturating_sub(6))..start).rev().find_map(place_at));
            }
            at = head;
        }
        None
    }

    /// "met on the margins of the summit": those who met are at the summit, and the summit is where they met.
    fn margins(&self, told: &mut Told) {
        for (trigger, event) in told.at.clone() {
            if told.events[event.0].class != "Summit" {
                continue;
            }
            let document = self.graph.document;
            let margin = |token: usize| {
                matches!(self.graph.lemma(token), "margin" | "sideline" | "framework" | "fringe")
                    || self.graph.case(token).is_some_and(|case| {
                        case.contains("margin") || case.contains("sideline") || case.contains("framework")
                    })
            };
            let on_margins = margin(trigger) || document.head(trigger).is_some_and(margin);
            if !on_margins {
                // "met for the summit": those who met came to the summit, and to no other meeting.
                let gathering = document.head(trigger).filter(|head| {
                    self.graph.case(trigger) == Some("for") && document.token(*head).upos == Upos::Verb
                });
                if let Some(meeting) = self.event_above(told, trigger)
                    && self.graph.case(trigger) == Some("for")
                    && told.events[meeting.0].class == "Meeting"
                    && (gathering.is_some() || self.same_sentence(trigger, told.first_token(meeting)))
                {
                    let met = std::mem::take(&mut told.events[meeting.0].participants);
                    let (place, date) = (told.events[meeting.0].place, told.events[meeting.0].date);
                    let (end, basis) = (told.events[meeting.0].end_date, told.events[meeting.0].date_basis);
                    let summit = &mut told.events[event.0];
                    for party in met {
                        if summit.participants.iter().all(|p| p.entity != party.entity) {
                            summit.participants.push(party);
                        }
                    }
                    summit.place = summit.place.or(place);
                    if summit.date.is_none() {
                        (summit.date, summit.end_date, summit.date_basis) = (date, end, basis);
                    }
                }
                continue;
            }
            let top = if margin(trigger) { trigger } else { document.head(trigger).unwrap_or(trigger) };
            let Some(meeting) = self.event_above(told, top).filter(|id| *id != event) else { continue };
            let other = told.events[meeting.0].clone();
            let summit = &mut told.events[event.0];
            for mut party in other.participants {
                if summit.participants.iter().all(|p| p.entity != party.entity) {
                    party.role = Role::Participant;
                    summit.participants.push(party);
                }
            }
            summit.status = other.status;
            let (place, date) = (summit.place, (summit.date, summit.end_date, summit.date_basis));
            let several_days = summit.end_date.is_some();
            if place.is_none() {
                summit.place = other.place;
            }
            let meeting = &mut told.events[meeting.0];
            meeting.place = meeting.place.or(place);
            // "met on the sidelines of the summit on 7 May": the day is that of the meeting too.
            if meeting.date.is_none() && !several_days && self.same_sentence(trigger, top) {
                (meeting.date, meeting.end_date, meeting.date_basis) = date;
            }
        }
    }

    /// Congratulations that are spoken at a meeting are a stand taken there, not a message of its own.
    fn courtesies(&self, told: &mut Told) {
        for (trigger, event) in told.at.clone() {
            let verb = self.graph.lemma(trigger);
            if told.events[event.0].class == "Message"
                && matches!(verb, "congratulate" | "greet" | "express" | "offer" | "convey" | "extend")
                && told.event_before(trigger).is_some()
            {
                told.events[event.0].participants.clear();
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "a participation has this many parts")]
    fn add_participant(
        &self,
        told: &mut Told,
        event: EventId,
        entity: EntityId,
        role: Role,
        mention: usize,
        evidence: Evidence,
        rule: &str,
    ) {
        let participants = &mut told.events[event.0].participants;
        if let Some(known) = participants.iter_mut().find(|p| p.entity == entity) {
            if known.role == Role::Participant && role != Role::Participant {
                known.role = role;
            }
            return;
        }
        let office = if role == Role::Appointee {
            self.named_to(told.first_token(event), entity, mention)
        } else {
            self.capacity(entity, mention)
        };
        let participants = &mut told.events[event.0].participants;
        participants.push(Participant {
            entity,
            role,
            office,
            evidence: vec![evidence],
            rule: rule.to_owned(),
        });
    }

    /// The office in whose capacity somebody takes part: the one stated with this mention, else the first stated.
    fn capacity(&self, entity: EntityId, mention: usize) -> Option<usize> {
        let mention = &self.recognition.mentions[mention];
        let mut own = self
            .recognition
            .offices
            .iter()
            .enumerate()
            .filter(|(_, office)| office.person == entity)
            .map(|(index, office)| (index, mention.span.overlaps(office.span)));
        let first = own.next()?;
        if first.1 {
            return Some(first.0);
        }
        own.find(|(_, here)| *here).map(|(index, _)| index).or(Some(first.0))
    }

    /// The office to which somebody is named: the one that the sentence tells after the naming, else the title beside
    /// the name there. What other sentences of a life tell is not what this one gives.
    fn named_to(&self, trigger: usize, entity: EntityId, mention: usize) -> Option<usize> {
        let own = || {
            self.recognition.offices.iter().enumerate().filter(|(_, office)| {
                office.person == entity && self.same_sentence(office.tokens.start, trigger)
            })
        };
        let mention = &self.recognition.mentions[mention];
        own()
            .find(|(_, office)| office.tokens.start > trigger)
            .or_else(|| own().find(|(_, office)| office.span.overlaps(mention.span)))
            .map(|(index, _)| index)
    }

    /// Words that look like an event and tell of none: a post at a mission, a way home, an honour.
    fn is_no_event(&self, frame: &Frame) -> bool {
        match frame.class.as_str() {
            "OtherEvent" => self.is_operation(frame.trigger) && self.is_post(frame.trigger),
            "Visit" => self.is_way_home(frame),
            "Appointment" => self.is_honour(frame.trigger),
            _ => false,
        }
    }

    /// "The President will return to his own country": nobody is visited.
    fn is_way_home(&self, frame: &Frame) -> bool {
        if self.graph.lemma(frame.trigger) != "return" {
            return false;
        }
        let named = |role: &str| -> Vec<EntityId> {
            let fillers = frame.fillers(role).iter();
            let mentions = fillers.filter_map(|filler| match filler {
                Filler::Mention(index) => Some(&self.recognition.mentions[*index].entities),
                _ => None,
            });
            mentions.flatten().copied().collect()
        };
        let visitors: Vec<&Mention> = frame
            .fillers("visitor")
            .iter()
            .filter_map(|filler| match filler {
                Filler::Mention(index) => Some(&self.recognition.mentions[*index]),
                _ => None,
            })
            .collect();
        named("place").into_iter().any(|place| {
            // Whose office it is by then: one who came home to be crowned held none.
            let state = self.recognition.offices.iter().any(|office| {
                office.body == Some(place)
                    && visitors.iter().any(|visitor| {
                        visitor.entities.contains(&office.person) && visitor.span.overlaps(office.span)
                    })
            });
            state || self.recognition.publisher == Some(place)
        })
    }

    /// "appointed an Officer of the Order of Merit", "named in the honours list": an honour is no office.
    fn is_honour(&self, trigger: usize) -> bool {
        let document = self.graph.document;
        let end = document.sentences()[document.sentence_of(trigger)].end;
        let words: Vec<&str> = (trigger + 1..end)
            .take_while(|token| document.token(*token).upos != Upos::Verb && self.graph.lower(*token) != ";")
            .take(HONOUR)
            .map(|token| self.graph.lower(token))
            .collect();
        words.iter().enumerate().any(|(at, word)| {
            let next = words.get(at + 1).copied().unwrap_or_default();
            match *word {
                "honours" | "honors" => next == "list",
                "honorary" => {
                    matches!(
                        next,
                        "officer" | "companion" | "member" | "fellow" | "knight" | "dame" | "citizen"
                    )
                }
                "knight" | "dame" | "companion" | "medal" | "officer" | "member" | "commander" => {
                    words[at + 1..].windows(2).take(4).any(|pair| pair == ["order", "of"])
                        || (*word == "medal" && at <= 2)
                }
                _ => false,
            }
        })
    }

    /// Those who are told to take part elsewhere: "President Ilham Aliyev attended the meeting."
    fn joined_participants(&mut self, told: &mut Told) {
        for number in 0..self.frames.len() {
            let frame = &self.frames[number];
            if frame.class != "Participation" {
                continue;
            }
            let event = frame.fillers("event").iter().find_map(|filler| match filler {
                Filler::Event(token) => told.event_at(*token),
                _ => None,
            });
            let event = event.or_else(|| self.journey_of_delegation(told, frame));
            let Some(event) = event.or_else(|| told.event_before(frame.trigger)) else { continue };
            self.kept[number] = true;
            if !told.at.iter().any(|(at, _)| *at == frame.trigger) {
                told.at.push((frame.trigger, event));
                told.at.sort_unstable();
            }
            self.add_participants(told, event, number);
            // "will attend the summit": the plan to attend makes the event a planned one where nothing says more.
            let attribution = self.attributor.attribute(frame.trigger);
            if attribution.modality == Modality::Planned
                && told.events[event.0].status == Status::Occurred
                && told.events[event.0].participants.len() <= 1
            {
                told.events[event.0].status = Status::Planned;
            }
        }
    }

    /// "The Secretary will lead the delegation": the journey of the delegation that was told before.
    fn journey_of_delegation(&self, told: &Told, frame: &Frame) -> Option<EventId> {
        let object = self.graph.all(frame.trigger, Rel::DOBJ).next()?;
        if self.graph.lemma(object) != "delegation" {
            return None;
        }
        let event = told.events.iter().position(|event| {
            event.class == "Visit"
                && event.participants.iter().any(|party| {
                    let entity = self.recognition.entity(party.entity);
                    entity.kind == EntityKind::Group && entity.name.to_lowercase().contains("delegation")
                })
        });
        event.map(EventId)
    }

    /// The same event told twice becomes one: same class and status, and the parties of one among those of the other.
    fn merge_same(&mut self, told: &mut Told) {
        let mut into: Vec<usize> = (0..told.events.len()).collect();
        for later in 0..told.events.len() {
            for earlier in 0..later {
                if into[earlier] != earlier {
                    continue;
                }
                // What was joined before must agree too: a visit without a place does not bridge two places.
                let members = (earlier..later).filter(|member| into[*member] == earlier);
                if self.are_same(told, earlier, later)
                    && members.into_iter().all(|m| !self.conflict(told, m, later))
                {
                    into[later] = earlier;
                    break;
                }
            }
        }
        for later in (0..told.events.len()).rev() {
            let earlier = into[later];
            if earlier == later {
                continue;
            }
            let mut event = told.events.remove(later);
            let kept = &mut told.events[earlier];
            if kept.class == "OtherEvent"
                && event.status == Status::Occurred
                && kept.status != Status::Occurred
            {
                // An operation that goes on is no plan, though one may plan to join it.
                kept.status = event.status;
                std::mem::swap(&mut kept.occurrence, &mut event.occurrence);
            }
            for evidence in event.occurrence.evidence {
                if !kept.occurrence.evidence.contains(&evidence) {
                    kept.occurrence.evidence.push(evidence);
                }
            }
            for participant in event.participants {
                if !kept.participants.iter().any(|p| p.entity == participant.entity) {
                    kept.participants.push(participant);
                }
            }
            kept.topics.extend(event.topics);
            let moved = |id: &mut EventId| {
                if id.0 == later {
                    id.0 = earlier;
                } else if id.0 > later {
                    id.0 -= 1;
                }
            };
            for (part, whole) in &mut told.within {
                moved(part);
                moved(whole);
            }
            told.within.retain(|(part, whole)| part != whole);
            for (_, at) in &mut told.at {
                if at.0 == later {
                    at.0 = earlier;
                } else if at.0 > later {
                    at.0 -= 1;
                }
            }
        }
    }

    /// Whether two tellings name different places or days.
    fn conflict(&self, told: &Told, a: usize, b: usize) -> bool {
        let token_of = |event: usize| told.at.iter().find(|(_, id)| id.0 == event).map(|(token, _)| *token);
        let (Some(x), Some(y)) = (token_of(a), token_of(b)) else { return false };
        // "their first meeting", "the previous call": not the one that the report is about.
        let another = |token: usize| {
            self.graph.document.children(token).any(|child| {
                matches!(
                    self.graph.lemma(child),
                    "first" | "second" | "third" | "previous" | "last" | "earlier"
                ) && self.graph.document.token(child).deprel.base() == "amod"
            })
        };
        if another(y)
            && told.events[b].status == Status::Occurred
            && self.graph.document.token(y).upos == Upos::Noun
            && self.graph.lemma(y) != "visit"
        {
            return true;
        }
        // Told by one word, they are two: a journey to each of two places.
        if x == y {
            return true;
        }
        let place =
            |event: usize, token: usize| told.events[event].place.or_else(|| self.nearest_place(told, token));
        if let (Some(p), Some(q)) = (place(a, x), place(b, y))
            && p != q
        {
            return true;
        }
        // Parties join and leave an operation on different days.
        let days_count = self.operation_of(told, EventId(a)).is_none();
        if let (true, Some(p), Some(q)) = (days_count, self.nearest_time(told, x), self.nearest_time(told, y))
            && self.recognition.times[p].start != self.recognition.times[q].start
        {
            return true;
        }
        false
    }

    fn are_same(&self, told: &Told, a: usize, b: usize) -> bool {
        let (first, second) = (&told.events[a], &told.events[b]);
        if first.class != second.class {
            return false;
        }
        if let Some(same) = self.same_operation(told, EventId(a.min(b)), EventId(a.max(b))) {
            return same;
        }
        // A body's summit is one summit, whether a sentence looks back at it or ahead to it.
        let convener =
            |event: &Event| event.participants.iter().find(|p| p.role == Role::Convener).map(|p| p.entity);
        let one_summit =
            first.class == "Summit" && convener(first).is_some() && convener(first) == convener(second);
        if first.status != second.status && !one_summit && !self.is_that_visit(told, a, b) {
            return false;
        }
        let ids = |event: &Event| event.participants.iter().map(|p| p.entity).collect::<Vec<_>>();
        let (ours, theirs) = (ids(first), ids(second));
        // Two different days or places are two events.
        let token_of = |event: usize| told.at.iter().find(|(_, id)| id.0 == event).map(|(token, _)| *token);
        let (Some(x), Some(y)) = (token_of(a), token_of(b)) else { return false };
        if self.conflict(told, a, b) {
            return false;
        }
        // "The forum and the conference were held": told side by side, they are two.
        let document = self.graph.document;
        let noun = |token: usize| matches!(document.token(token).upos, Upos::Noun | Upos::Propn);
        let side_by_side = noun(x)
            && noun(y)
            && (self.graph.first_conjunct(y) == x
                || document.head(x) == document.head(y)
                    && document.head(x).is_some()
                    && document.token(x).deprel.base() == "nsubj"
                    && document.token(y).deprel.base() == "nsubj"
                || document.head(x) == document.head(self.graph.first_conjunct(y))
                    && document.head(x).is_some()
                    && document.token(x).deprel.base() == "nsubj"
                    && document.token(y).deprel.as_str() == "conj");
        if side_by_side && x != y {
            return false;
        }
        if one_summit {
            return true;
        }
        // "a journey abroad, with a visit to Peru": the part is not the whole.
        if first.class == "Visit"
            && self.nearest_place(told, x).is_some() != self.nearest_place(told, y).is_some()
            && self.same_sentence(x, y)
            && (x.min(y)..x.max(y)).any(|token| self.graph.lower(token) == ",")
        {
            return false;
        }
        if ours.is_empty() || theirs.is_empty() {
            return false;
        }
        let shared = ours.iter().filter(|id| theirs.contains(id)).count();
        // Of a visit the host may be told once: it is the visitor's.
        let visitors = |event: &Event| -> Vec<EntityId> {
            event.participants.iter().filter(|p| p.role == Role::Visitor).map(|p| p.entity).collect()
        };
        if first.class == "Visit"
            && !visitors(first).is_empty()
            && visitors(first) == visitors(second)
            && (first.participants.len() == shared || second.participants.len() == shared)
        {
            return true;
        }
        let summit = first.class == "Summit" && shared >= 1;
        (shared >= 2 || summit) && (shared == ours.len() || shared == theirs.len())
            || (shared == ours.len() && shared == theirs.len())
    }

    /// "will visit Chile. The Prime Minister's visit is an opportunity": a noun that belongs to the visitor, without day or
    /// status of its own, is the visit that was told before.
    fn is_that_visit(&self, told: &Told, earlier: usize, later: usize) -> bool {
        let token = |event: usize| told.at.iter().find(|(_, id)| id.0 == event).map(|(token, _)| *token);
        let (first, second) = (&told.events[earlier], &told.events[later]);
        let Some(noun) = token(later) else { return false };
        let document = self.graph.document;
        let owned = document.children(noun).any(|child| document.token(child).deprel.as_str() == "nmod:poss");
        first.class == "Visit"
            && first.status == Status::Planned
            && second.status == Status::Occurred
            && document.token(noun).upos == Upos::Noun
            && owned
            && self.nearest_time(told, noun).is_none()
    }

    /// The event to which a phrase belongs: the nearest word above it that tells of one.
    pub(super) fn event_above(&self, told: &Told, token: usize) -> Option<EventId> {
        let document = self.graph.document;
        let mut at = token;
        for _ in 0..8 {
            let head = document.head(at)?;
            if let Some(event) = told.event_at(head) {
                return Some(event);
            }
            if self.graph.is_predicate(head) {
                // "The talks were held in Vienna": the verb carries the event noun and the place.
                let carried = document.children(head).find_map(|child| {
                    let relation = document.token(child).deprel.base();
                    matches!(relation, "obj" | "nsubj").then(|| told.event_at(child)).flatten()
                });
                if carried.is_some() {
                    return carried;
                }
                // "businesses working in Vienna" says where the businesses are, not where one met them.
                let through = match document.token(head).deprel.as_str() {
                    // "as announced on 28 January, she will visit": the day of the announcement.
                    "advcl" => !matches!(self.graph.case(head), Some("as")),
                    "xcomp" => true,
                    "acl" | "acl:relcl" => {
                        document.head(head).is_some_and(|noun| told.event_at(noun).is_some())
                    }
                    _ => false,
                };
                if !through {
                    return None;
                }
            }
            at = head;
        }
        None
    }

    /// Whether a token stands below another in the tree.
    fn is_below(&self, mut token: usize, above: usize) -> bool {
        while let Some(head) = self.graph.document.head(token) {
            if head == above {
                return true;
            }
            token = head;
        }
        false
    }

    /// Whether a time is that of another thing than an event: of a law in whose name it stands ("the Tariff Act of 1930",
    /// "the 1951 treaty"), of what has gone on since, of what a clause tells of a noun.
    fn is_of_another(&self, told: &Told, time: usize) -> bool {
        let document = self.graph.document;
        let head = self.time_head(time);
        if self.graph.case(head) == Some("since") {
            return true;
        }
        // "the 29 June NATO summit": it stands in front of the event's own noun, wherever the tree has it.
        let end = self.recognition.times[time].tokens.end;
        if (end..end + 3).any(|token| told.event_at(token).is_some() && self.same_sentence(token, head)) {
            return false;
        }
        let mut at = head;
        for step in 0..6 {
            let Some(up) = document.head(at) else { return false };
            if told.event_at(up).is_some() {
                return false;
            }
            let relation = document.token(at).deprel.as_str();
            if matches!(document.token(up).upos, Upos::Noun | Upos::Propn) && !self.graph.is_predicate(up) {
                let is_document = matches!(
                    self.graph.lemma(up),
                    "act"
                        | "treaty"
                        | "resolution"
                        | "order"
                        | "agreement"
                        | "accord"
                        | "accords"
                        | "declaration"
                        | "charter"
                        | "convention"
                        | "protocol"
                        | "law"
                        | "statute"
                        | "proclamation"
                        | "constitution"
                        | "memorandum"
                        | "communique"
                        | "communiqué"
                        | "budget"
                        | "strategy"
                        | "war"
                        | "revolution"
                        | "crisis"
                );
                let inside = at < up
                    && matches!(relation, "compound" | "amod" | "nummod" | "nmod" | "nmod:unmarked")
                    && self.graph.case(at).is_none();
                if step == 0 && is_document && (inside || self.graph.case(at) == Some("of")) {
                    return true;
                }
            }
            if document.token(at).upos == Upos::Verb && matches!(relation, "acl" | "acl:relcl") && at > up {
                // "the dialogue, held in March", "the fund that the summit set up": the clause tells when the event was.
                let tells = matches!(
                    self.graph.lemma(at),
                    "hold" | "convene" | "host" | "schedule" | "organize" | "arrive"
                ) || told
                    .at
                    .iter()
                    .any(|(token, _)| self.same_sentence(*token, at) && self.is_below(*token, at));
                return !tells;
            }
            at = up;
        }
        false
    }

    /// "accused of arming groups in Dravinia": where the groups are, which is not where anybody was accused.
    fn is_place_of_noun(&self, told: &Told, place: usize) -> bool {
        let document = self.graph.document;
        let mut at = place;
        let mut through_noun = false;
        for _ in 0..8 {
            let Some(head) = document.head(at) else { return false };
            if told.event_at(head).is_some() {
                return false;
            }
            if self.graph.is_predicate(head) {
                let relation = document.token(head).deprel.as_str();
                // "those who live in Dravinia": where they are.
                let relative = relation == "acl:relcl"
                    && document.head(head).is_some_and(|noun| told.event_at(noun).is_none());
                return relative || through_noun && matches!(relation, "advcl" | "acl");
            }
            through_noun = true;
            at = head;
        }
        false
    }

    fn places_of(&self, told: &Told) -> Vec<(usize, EntityId)> {
        let mut found = Vec::new();
        for mention in &self.recognition.mentions {
            if mention.kind != MentionKind::Name {
                continue;
            }
            let Some(id) = mention.entities.first() else { continue };
            let case = self.graph.case(mention.head);
            let fits = match self.recognition.entity(*id).kind {
                // "outside Lima" is near it; "outside Peru" is anywhere else.
                EntityKind::State => matches!(case, Some("in" | "at" | "inside" | "near" | "aboard")),
                EntityKind::Place => {
                    matches!(case, Some("in" | "at" | "inside" | "near" | "outside" | "aboard"))
                }
                EntityKind::Organization => matches!(case, Some("at" | "in")) && self.is_building(*id),
                _ => false,
            };
            if fits && self.tells_where(told, mention.head) {
                found.push((mention.head, *id));
            }
        }
        found
    }

    /// Whether an organisation's name is that of the house in which it sits: "the White House", "the Kremlin".
    fn is_building(&self, id: EntityId) -> bool {
        let name = self.recognition.entity(id).name.to_lowercase();
        name.split(' ').next_back().is_some_and(|word| {
            matches!(
                word,
                "house"
                    | "palace"
                    | "kremlin"
                    | "headquarters"
                    | "embassy"
                    | "pentagon"
                    | "elysee"
                    | "residence"
            )
        })
    }

    fn nearest_place(&self, told: &Told, token: usize) -> Option<EntityId> {
        let event = told.event_at(token)?;
        // What the rule itself takes for the place goes first: "visit Chile", "a trip to Lima".
        let stated = self.frames.iter().filter(|frame| frame.trigger == token).find_map(|frame| {
            frame.fillers("place").iter().find_map(|filler| match filler {
                Filler::Mention(index) => self.recognition.mentions[*index].entities.first().copied(),
                _ => None,
            })
        });
        if stated.is_some() {
            return stated;
        }
        self.places_of(told)
            .into_iter()
            .find(|(head, _)| {
                self.event_above(told, *head) == Some(event) && self.same_sentence(*head, token)
            })
            .map(|(_, id)| id)
    }

    fn nearest_time(&self, told: &Told, token: usize) -> Option<usize> {
        let event = told.event_at(token)?;
        (0..self.recognition.times.len()).find(|index| {
            let head = self.time_head(*index);
            self.event_above(told, head) == Some(event) && self.same_sentence(head, token)
        })
    }

    fn same_sentence(&self, a: usize, b: usize) -> bool {
        self.graph.document.sentence_of(a) == self.graph.document.sentence_of(b)
    }

    /// The token by which a time expression hangs in the tree.
    fn time_head(&self, index: usize) -> usize {
        let tokens = &self.recognition.times[index].tokens;
        tokens
            .clone()
            .find(|token| self.graph.document.head(*token).is_none_or(|head| !tokens.contains(&head)))
            .unwrap_or(tokens.start)
    }

    fn places_and_dates(&mut self, told: &mut Told) {
        // What a rule says of place and date goes before what stands near.
        for number in 0..self.frames.len() {
            let frame = &self.frames[number];
            let event = if EVENT_CLASSES.contains(&frame.class.as_str()) {
                told.event_at(frame.trigger).filter(|event| told.events[event.0].class == frame.class)
            } else if frame.class == "Participation" && self.kept[number] {
                told.event_at(frame.trigger)
            } else {
                None
            };
            let Some(event) = event else { continue };
            for filler in frame.fillers("place") {
                if let Filler::Mention(index) = filler {
                    let entities = self.recognition.mentions[*index].entities.clone();
                    for entity in entities {
                        self.offer_place(told, event, entity);
                    }
                }
            }
            for filler in frame.fillers("date") {
                if let Filler::Time(index) = filler {
                    self.offer_time(told, event, *index);
                }
            }
        }
        let places = self.places_of(told);
        let mut unplaced = Vec::new();
        for &(head, entity) in &places {
            if let Some(event) = self.event_above(told, head).filter(|_| !self.is_place_of_noun(told, head)) {
                self.offer_place(told, event, entity);
            } else {
                unplaced.push((head, entity));
            }
        }
        for (token, event) in told.at.clone() {
            if told.events[event.0].place.is_none()
                && matches!(
                    told.events[event.0].class.as_str(),
                    "Meeting" | "Summit" | "Ceremony" | "Signing" | "OtherEvent"
                )
                && let Some(place) = self.place_of_clause(token)
            {
                told.events[event.0].place = Some(place);
            }
        }
        self.fronted_places(told, &places);
        let mut untimed = Vec::new();
        for index in 0..self.recognition.times.len() {
            if self.is_of_another(told, index) {
                continue;
            }
            if let Some(event) = self.event_above(told, self.time_head(index)) {
                self.offer_time(told, event, index);
            } else {
                untimed.push(index);
            }
        }
        // "The forum and the exhibition were held on Friday": what is said of the first holds for the others.
        for (first, event) in told.at.clone() {
            for (other, next) in told.at.clone() {
                let document = self.graph.document;
                let subjects = document.head(first) == document.head(other)
                    && [first, other]
                        .iter()
                        .all(|token| document.token(*token).deprel.as_str() == "nsubj:pass");
                let siblings = subjects || self.graph.first_conjunct(other) == first;
                if event != next
                    && siblings
                    && other > first
                    && self.graph.document.token(first).upos != Upos::Verb
                {
                    let known = told.events[event.0].clone();
                    let later = &mut told.events[next.0];
                    later.place = later.place.or(known.place);
                    if later.date.is_none() {
                        (later.date, later.end_date, later.date_basis) =
                            (known.date, known.end_date, known.date_basis);
                    } else if known.date.is_none() {
                        // "the summit in Lima and the forum in Quito in 2010": the year stands at the end for both.
                        let date = (later.date, later.end_date, later.date_basis);
                        let event = &mut told.events[event.0];
                        (event.date, event.end_date, event.date_basis) = date;
                    }
                }
            }
        }
        for (first, event) in told.at.clone() {
            for (other, next) in told.at.clone() {
                if first == other && next > event {
                    let known = told.events[event.0].clone();
                    let event = &mut told.events[next.0];
                    event.place = event.place.or(known.place);
                    if event.date.is_none() {
                        (event.date, event.end_date, event.date_basis) =
                            (known.date, known.end_date, known.date_basis);
                    }
                }
            }
        }
        // Where the tree leads nowhere, the only event of the sentence is the one that a place or time tells of.
        for (head, entity) in unplaced {
            if let Some(event) = self.only_event(told, head)
                && told.events[event.0].place.is_none()
                && !matches!(told.events[event.0].class.as_str(), "PhoneCall" | "Message" | "Sanction")
                && !self.is_place_of_noun(told, head)
            {
                self.offer_place(told, event, entity);
            }
        }
        for index in untimed {
            let start = self.recognition.times[index].tokens.start;
            let before = start.checked_sub(1).map(|token| self.graph.lower(token));
            let dated = !matches!(
                before,
                Some("since" | "of" | "by" | "until" | "till" | "after" | "before" | "between" | "to" | "'s")
            );
            // "a meeting on Friday": the word before, or the only event of the sentence.
            let beside = (1..=2)
                .filter_map(|back| start.checked_sub(back))
                .filter(|token| self.same_sentence(*token, start))
                .find_map(|token| told.event_at(token))
                .filter(|event| !told.events[event.0].participants.is_empty());
            // "On Friday, X met Y and …": what a sentence begins with dates what it tells first.
            let sentence = &self.graph.document.sentences()[self.graph.document.sentence_of(start)];
            let fronted = (start <= sentence.start + 1)
                .then(|| told.at.iter().find(|(at, _)| sentence.contains(at)).map(|(_, event)| *event))
                .flatten()
                .filter(|event| {
                    let first = told.first_token(*event);
                    sentence.contains(&first)
                        && self.is_main(first)
                        && !told.events[event.0].participants.is_empty()
                });
            let beside = beside.or(fronted);
            if dated
                && let Some(event) = beside.or_else(|| self.only_event(told, start))
                && told.events[event.0].date.is_none()
            {
                self.offer_time(told, event, index);
            }
        }
        self.towns_before_nouns(told);
    }

    /// "the Lima forum": a town in front of the noun is where it meets, if no other place is told. A state there takes
    /// part, and a river, sea or region is what they meet about; a prefecture bears its town's name.
    fn towns_before_nouns(&self, told: &mut Told) {
        let document = self.graph.document;
        for (token, event) in told.at.clone() {
            if told.events[event.0].class != "Summit" || told.events[event.0].place.is_some() {
                continue;
            }
            told.events[event.0].place = document.children(token).find_map(|child| {
                let fits = document.token(child).deprel.as_str() == "compound";
                let place = self.place_named(self.recognition.mention_at[child].filter(|_| fits)?)?;
                let key = self.recognition.entity(place).known.as_deref()?;
                let class = self.knowledge.gazetteer.known(key)?.class;
                (self.kind(place) == EntityKind::Place && matches!(class, "city" | "capital" | "prefecture"))
                    .then_some(place)
            });
        }
    }

    /// "In Canada, the minister will attend the summit and meet the Premier": what a sentence begins with holds for all
    /// that it tells, and for the plans that the paragraph goes on to tell.
    fn fronted_places(&self, told: &mut Told, places: &[(usize, EntityId)]) {
        let document = self.graph.document;
        let mut fronted: Option<EntityId> = None;
        let mut placed = vec![false; document.sentences().len()];
        for &(head, _) in places {
            placed[document.sentence_of(head)] = true;
        }
        for (number, range) in document.sentences().iter().enumerate() {
            if range.is_empty() {
                continue;
            }
            let first = document.token(range.start);
            let begins_paragraph = self.report.text[..first.span.start].trim_end_matches(' ').ends_with('\n');
            if begins_paragraph {
                fronted = None;
            }
            let own = (matches!(self.graph.lower(range.start), "in" | "at"))
                .then(|| {
                    (range.start + 1..(range.start + 3).min(range.end)).find_map(|token| {
                        let index = told.over.get(token).copied().flatten()?;
                        let mention = &self.recognition.mentions[index];
                        self.place_named(index)
                            .filter(|_| mention.kind == MentionKind::Name && mention.tokens.start == token)
                    })
                })
                .flatten();
            if own.is_some() {
                fronted = own;
            } else if placed[number] {
                fronted = None;
            }
            let Some(place) = fronted else { continue };
            let here: Vec<EventId> = told
                .at
                .iter()
                .filter(|(at, _)| document.sentence_of(*at) == number)
                .map(|(_, event)| *event)
                .collect();
            for event in here {
                let known = &told.events[event.0];
                let first_here = document.sentence_of(told.first_token(event)) == number;
                let fits = matches!(known.class.as_str(), "Meeting" | "Ceremony" | "Signing")
                    && (own.is_some() || known.status == Status::Planned);
                if fits && first_here && known.place.is_none() {
                    told.events[event.0].place = Some(place);
                }
            }
        }
    }

    /// Whether a token is the main verb of its sentence, or the noun that this verb carries.
    fn is_main(&self, token: usize) -> bool {
        let document = self.graph.document;
        let first = self.graph.first_conjunct(token);
        let Some(head) = document.head(first) else { return true };
        let carried = matches!(document.token(first).deprel.base(), "obj" | "nsubj");
        carried && document.head(self.graph.first_conjunct(head)).is_none()
    }

    /// The only event that is first told in the sentence of a token.
    fn only_event(&self, told: &Told, token: usize) -> Option<EventId> {
        let sentence = self.graph.document.sentence_of(token);
        let mut here = told.at.iter().filter(|(at, event)| {
            self.graph.document.sentence_of(*at) == sentence && !told.events[event.0].participants.is_empty()
        });
        let (_, event) = *here.next()?;
        let first_told = told.at.iter().find(|(_, id)| *id == event).map(|(at, _)| *at)?;
        (here.all(|(_, other)| *other == event) && self.graph.document.sentence_of(first_told) == sentence)
            .then_some(event)
    }

    /// The most specific place counts: a city before its country, and the first one told otherwise.
    fn offer_place(&self, told: &mut Told, event: EventId, entity: EntityId) {
        let kind = |id: EntityId| self.recognition.entity(id).kind;
        if !matches!(kind(entity), EntityKind::Place | EntityKind::State) && !self.is_building(entity) {
            return;
        }
        let place = &mut told.events[event.0].place;
        match *place {
            None => *place = Some(entity),
            Some(known) if kind(known) == EntityKind::State && kind(entity) != EntityKind::State => {
                *place = Some(entity);
            }
            Some(_) => {}
        }
    }

    fn offer_time(&self, told: &mut Told, event: EventId, index: usize) {
        let time = &self.recognition.times[index];
        let trigger = told.first_token(event);
        let event = &mut told.events[event.0];
        if event.date.is_some() {
            return;
        }
        event.date = Some(time.start);
        event.end_date = time.end;
        event.date_basis = Some(time.basis);
        // A day, month or year after the report's own lies in the future, whatever the tense of a headline.
        if let Some(reference) = self.report.reference_date()
            && event.status == Status::Occurred
            && is_after(time.start, partial(reference))
        {
            event.status = Status::Planned;
            event.occurrence.modality = Modality::Planned;
        }
        // What was on a day before the report's is over, unless the day itself is told as missed; so is what was in a month
        // or year before it, if that stands with its noun.
        let day = time.start.day.is_some() && time.end.is_none();
        if let Some(reference) = self.report.reference_date()
            && event.status == Status::Planned
            && is_before(time.start, partial(reference))
            && (day || self.is_dated_noun(trigger, index))
        {
            event.status = Status::Occurred;
            event.occurrence.modality = Modality::Asserted;
        }
    }

    fn topics(&mut self, told: &mut Told) {
        for number in 0..self.frames.len() {
            let frame = &self.frames[number];
            let is_event = EVENT_CLASSES.contains(&frame.class.as_str());
            if frame.class != "Discussion" && !is_event {
                continue;
            }
            let event = if is_event { told.event_at(frame.trigger) } else { self.discussed_at(told, frame) };
            let Some(event) = event else { continue };
            let sentence = self.graph.document.sentence_of(frame.trigger) + 1;
            let rule = self.rule(frame).name.clone();
            for filler in frame.fillers("topic") {
                let token = match filler {
                    Filler::Phrase(token) | Filler::Event(token) => *token,
                    Filler::Mention(index) => self.recognition.mentions[*index].head,
                    _ => continue,
                };
                let spoken = !is_event || is_talk(&frame.class);
                if self.time_at[token].is_some() || (spoken && self.is_empty_topic(token)) {
                    continue;
                }
                let (text, span) = self.topic_words(token, &told.events[event.0]);
                let trigger = self.graph.document.token(frame.trigger).span;
                let joined = trigger.join(span);
                let issue = Some(self.issue_of(token)).filter(|issue| issue != "other");
                let topics = &mut told.events[event.0].topics;
                self.kept[number] = true;
                if let Some(known) = topics.iter_mut().find(|topic| topic.text == text) {
                    known.discussed |= spoken;
                } else {
                    topics.push(Topic {
                        text,
                        issue,
                        discussed: spoken,
                        evidence: vec![Evidence { span: joined, sentence }],
                        rule: rule.clone(),
                    });
                }
            }
        }
    }

    /// The words of a topic, without the event's own place and time at their end.
    fn topic_words(&self, token: usize, event: &Event) -> (String, Span) {
        let range = super::phrase::tokens(self.graph, token);
        // A mission, unlike talks, is named by where it is: "the operation in Kosovo".
        if event.class == "OtherEvent" && self.is_operation(token) {
            return self.words(token);
        }
        let mut end = range.end;
        loop {
            let last = end - 1;
            let mut start;
            if let Some(time) = self.time_at[last] {
                start = self.recognition.times[time].tokens.start;
            } else {
                let place = self.recognition.mentions.iter().find(|mention| {
                    let entity = mention.entities.first().copied();
                    let party = entity.is_some_and(|id| event.participants.iter().any(|p| p.entity == id))
                        && mention.tokens.start > token
                        && matches!(
                            self.graph.lower(mention.tokens.start - 1),
                            "with" | "between" | "among" | "to"
                        );
                    mention.tokens.end == end && (entity == event.place && event.place.is_some() || party)
                });
                match place {
                    Some(mention) => start = mention.tokens.start,
                    None => break,
                }
            }
            let preposition = start > token + 1
                && matches!(
                    self.graph.lower(start - 1),
                    "in" | "at" | "on" | "from" | "during" | "with" | "between" | "among" | "to"
                );
            if preposition {
                start -= 1;
            } else if self.time_at[last].is_none() {
                break;
            }
            if start <= token || start >= end {
                break;
            }
            end = start;
            while end > token + 1 && self.graph.document.token(end - 1).upos == Upos::Punct {
                end -= 1;
            }
        }
        let span = self.graph.document.span(range.start..end);
        (span.of(&self.report.text).split_whitespace().collect::<Vec<_>>().join(" "), span)
    }

    /// The dateline's day is that of the event the report is about, if the text gives it none.
    fn main_event(&self, told: &mut Told) {
        let Some(date) = self.report.dateline.date else { return };
        let first = told.at.iter().find(|(_, event)| {
            told.events[event.0].status == Status::Occurred
                && CONVERSATIONS.contains(&told.events[event.0].class.as_str())
        });
        let Some((token, event)) = first.copied() else { return };
        let event = &mut told.events[event.0];
        // What is told further down is no longer what the report is about.
        if self.graph.document.sentence_of(token) < 2 && event.date.is_none() {
            event.date = Some(partial(date));
            event.date_basis = Some(DateBasis::FromDateline);
        }
    }
}

/// Whether a day, month or year lies wholly after a day.
fn is_after(time: PartialDate, day: PartialDate) -> bool {
    match (time.month, time.day) {
        (None, _) => time.year > day.year,
        (Some(month), None) => (time.year, Some(month)) > (day.year, day.month),
        (Some(_), Some(_)) => time > day,
    }
}

/// Whether a day, month or year is wholly over on a day.
fn is_before(time: PartialDate, day: PartialDate) -> bool {
    match (time.month, time.day) {
        (None, _) => time.year < day.year,
        (Some(month), None) => (time.year, Some(month)) < (day.year, day.month),
        (Some(_), Some(_)) => time < day,
    }
}

fn partial(date: chrono::NaiveDate) -> PartialDate {
    PartialDate { year: date.year(), month: Some(date.month()), day: Some(date.day()) }
}

/// Leaves out events in which nobody is told to take part: mere topics, such as "future negotiations".
pub(super) fn drop_empty(account: &mut Account<'_>) {
    let mut number = vec![None; account.events.len()];
    let mut kept = Vec::new();
    for (index, event) in std::mem::take(&mut account.events).into_iter().enumerate() {
        // One party without day or place makes no event, unless the report begins with it.
        let bare = event.participants.len() == 1
            && event.date.is_none()
            && event.place.is_none()
            && event.topics.is_empty()
            && !matches!(
                event.class.as_str(),
                "Appointment" | "Election" | "Aid" | "OtherEvent" | "Signing" | "Sanction"
            );
        // "hosting the Arctic Summit": who hosts it makes it one.
        let hosted = event.class == "Summit" && event.participants.iter().all(|p| p.role == Role::Host);
        let bare = bare && !hosted && !kept.is_empty();
        if !event.participants.is_empty() && !bare {
            number[index] = Some(EventId(kept.len()));
            kept.push(event);
        }
    }
    account.events = kept;
    for position in &mut account.positions {
        position.event = position.event.and_then(|event| number[event.0]);
    }
    account.contributions.retain_mut(|contribution| match number[contribution.operation.0] {
        Some(event) => {
            contribution.operation = event;
            true
        }
        None => false,
    });
}
