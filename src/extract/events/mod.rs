//! Event frames to events: which frames tell of one event, who takes part, where and when.

mod anaphora;
mod merging;
mod no_event;
mod parties;
mod place_and_time;
mod series;

use crate::claim::{Account, Event, EventId, Evidence, Modality, Participant, Polarity, Role, Status, Topic};
use crate::document::Upos;
use crate::extract::Extraction;
use crate::extract::attribute::Attribution;
use crate::extract::discussions::is_talk;
use crate::frame::Frame;
use crate::mention::{DateBasis, EntityId, EntityKind, PartialDate};
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
    pub(super) at: Vec<(usize, EventId)>,
    /// For each token the outermost mention that holds it.
    pub(super) over: Vec<Option<usize>>,
    /// The nouns of talks that are only spoken of.
    spoken_of: Vec<usize>,
    /// Events that are part of another, which tells where and when they are if they do not: talks during a visit.
    within: Vec<(EventId, EventId)>,
}

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
                    *at < token
                        && conversation(*event)
                        && self.events[event.0].participants.len() >= minimum
                        && !self.spoken_of.contains(at)
                })
                .map(|(_, event)| *event)
        };
        before(2).or_else(|| before(1)).or_else(|| before(0))
    }

    /// The last message told before a token: "sent greetings to".
    pub fn message_before(&self, token: usize) -> Option<EventId> {
        let told = self.at.iter().rev().filter(|(at, _)| *at < token).map(|(_, event)| *event);
        told.into_iter().find(|event| self.events[event.0].class == "Message")
    }

    /// The conversations told before a token, the last one first.
    pub(super) fn conversations_before(&self, token: usize) -> impl Iterator<Item = EventId> + '_ {
        let told = self.at.iter().rev().filter(move |(at, _)| *at < token).map(|(_, event)| *event);
        told.filter(|event| CONVERSATIONS.contains(&self.events[event.0].class.as_str()))
    }

    /// The conversations that the phrases in front of a verb name as where it was, in the order of the text: "during the
    /// talks", "in a series of meetings", not "following their call".
    pub(super) fn conversations_below<'a>(
        &'a self,
        extraction: &'a Extraction<'_>,
        verb: usize,
    ) -> impl Iterator<Item = EventId> + 'a {
        let told = self.at.iter().filter(move |(at, _)| {
            let case = extraction.graph.case(*at);
            *at < verb
                && matches!(case, Some("during" | "throughout" | "in" | "at" | "of" | "within" | "over"))
                && extraction.is_below(*at, verb)
        });
        told.map(|(_, event)| *event)
            .filter(|event| CONVERSATIONS.contains(&self.events[event.0].class.as_str()))
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
        self.participants_in_lines(&mut told);
        self.their_events(&mut told);
        self.one_each(&mut told);
        self.missions_take_part(&mut told);
        self.hosts_of_one_another(&mut told);
        self.signed_at(&mut told);
        self.one_visit_each(&mut told);
        self.headings(&mut told);
        self.as_announced(&mut told);
        self.on_coming_journeys(&mut told);
        self.merge_same(&mut told);
        self.places_and_dates(&mut told);
        self.days_of_events(&mut told);
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
            if self.is_habit(frame.trigger) || self.is_no_event(frame) || self.is_told_by_next_verb(frame) {
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
        told.spoken_of = told
            .at
            .iter()
            .filter(|(at, event)| told.events[event.0].class == "Meeting" && self.is_spoken_of(*at))
            .map(|(at, _)| *at)
            .collect();
    }

    /// "has met and held talks with the minister": the second verb tells with whom, and the first tells the same.
    fn is_told_by_next_verb(&self, frame: &Frame) -> bool {
        let document = self.graph.document;
        let verb = frame.trigger;
        let alone = frame.class == "Meeting"
            && self.graph.lemma(verb) == "meet"
            && document.token(verb).upos == Upos::Verb
            && !document.children(verb).any(|child| {
                matches!(document.token(child).deprel.base(), "obj" | "obl")
                    && self.graph.case(child) != Some("in")
            });
        let named = frame.fillers("participant").len() == 1
            && frame.fillers("participant").iter().all(|filler| match filler {
                Filler::Mention(index) => self.recognition.mentions[*index]
                    .entities
                    .iter()
                    .all(|id| self.recognition.entity(*id).kind == EntityKind::Person),
                _ => false,
            });
        alone
            && named
            && document.children(verb).any(|next| {
                next > verb
                    && document.token(next).deprel.as_str() == "conj"
                    && document.children(next).any(|child| {
                        document.token(child).deprel.base() == "obj"
                            && self.knowledge.is_event_noun(self.graph, child)
                    })
            })
    }

    /// "their first meeting": of those of whom the report speaks, if no other words tell who met.
    fn their_events(&self, told: &mut Told) {
        for number in 0..self.frames.len() {
            let frame = &self.frames[number];
            let Some(event) = told.event_at(frame.trigger) else { continue };
            let has = |word: &str| {
                self.graph.document.children(frame.trigger).any(|child| self.graph.lower(child) == word)
            };
            // "The next session will be held in Oslo": of those who held this one.
            let next = frame.class == "Meeting" && has("the") && has("next");
            let theirs = has("their") || next;
            let known = &told.events[event.0];
            // Another event that this noun takes up stays whose it was.
            let own = known.trigger == self.graph.document.token(frame.trigger).span;
            if !theirs
                || !own
                || !self.kept[number]
                || !known.participants.is_empty()
                || known.class != frame.class
                || !CONVERSATIONS.contains(&known.class.as_str())
            {
                continue;
            }
            let evidence = self.evidence(frame);
            let rule = self.rule(frame).name.clone();
            let kind = |id: &EntityId| self.recognition.entity(*id).kind;
            let states = |event: EventId| -> Vec<EntityId> {
                let parties = told.events[event.0].participants.iter().map(|p| p.entity);
                parties.filter(|id| kind(id) == EntityKind::State).collect()
            };
            let sessions = told.conversations_before(frame.trigger).map(states);
            let those = Some(sessions)
                .filter(|_| next)
                .and_then(|mut sessions| sessions.find(|states| states.len() >= 2))
                .unwrap_or_else(|| told.participants_before(self, frame.trigger));
            for entity in those {
                told.events[event.0].participants.push(Participant {
                    entity,
                    role: Role::Participant,
                    office: None,
                    evidence: vec![evidence],
                    rule: rule.clone(),
                });
            }
        }
    }

    /// The event of the noun that counts another: "a session of consultations", "the third round of talks" are one event.
    fn counted_by(&self, told: &Told, frame: &Frame) -> Option<EventId> {
        let head = self.graph.document.head(frame.trigger)?;
        let counts = self.knowledge.in_set("counting-noun", self.graph.lemma(head));
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
            relation == "amod" && self.knowledge.in_set("separate-one", graph.lemma(child))
                || (relation == "nmod" && matches!(graph.case(child), Some("between" | "with" | "of")))
                || relation == "compound"
        });
        let attended =
            document.head(token).is_some_and(|head| self.knowledge.in_set("being-there", graph.lemma(head)));
        let known = |event: &Event| {
            parties.is_empty()
                || attended
                || event.participants.len() <= 1
                || parties.iter().all(|id| event.participants.iter().any(|p| p.entity == *id))
        };
        // "met on Tuesday for talks": the talks are that meeting.
        let met = document.head(token).filter(|verb| {
            class == "Meeting"
                && !definite
                && graph.case(token) == Some("for")
                && self.knowledge.in_set("coming-together", graph.lemma(*verb))
        });
        if let Some(event) = met.and_then(|verb| told.event_at(verb))
            && told.events[event.0].class == class
        {
            return Some(event);
        }
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
        // "I visited Chile in 1976. This visit will be": what is to come is not what is over.
        let planned = self.attributor.attribute(token).modality == Modality::Planned;
        let to_come = |event: &EventId| !planned || told.events[event.0].status != Status::Occurred;
        let nearest = candidates()
            .filter(peopled)
            .filter(to_come)
            .find(fits)
            .or_else(|| candidates().filter(peopled).find(fits))
            .or_else(|| candidates().find(fits))?;
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

    fn status(&self, frame: &Frame, attribution: &Attribution) -> Status {
        if let Some(status) = frame.set.get("status") {
            return match status.as_str() {
                "planned" => Status::Planned,
                "possible" => Status::Possible,
                "denied" => Status::Denied,
                _ => Status::Occurred,
            };
        }
        // "the visit has been postponed", as in "postponed the visit".
        let called_off = self.graph.document.token(frame.trigger).deprel.as_str() == "nsubj:pass"
            && self.graph.document.head(frame.trigger).is_some_and(|verb| {
                self.knowledge.in_set("calling-off", self.graph.lemma(verb))
                    && self.attributor.attribute(verb).polarity == Polarity::Affirmed
            });
        if called_off {
            return Status::Denied;
        }
        if let Some(status) =
            self.status_around(&frame.class, frame.trigger, attribution.modality, attribution.polarity)
        {
            return status;
        }
        // "is ready for talks": nobody has talked yet.
        let ready = self.graph.case(frame.trigger) == Some("for")
            && self
                .graph
                .document
                .head(frame.trigger)
                .is_some_and(|head| self.knowledge.in_set("ready-for", self.graph.lemma(head)));
        // "to deter further aggression": there was none so far.
        let deterred = self.graph.document.token(frame.trigger).deprel.base() == "obj"
            && self
                .graph
                .document
                .head(frame.trigger)
                .is_some_and(|head| self.knowledge.in_set("deterring", self.graph.lemma(head)));
        // "the risk of an attack": there was none so far.
        let feared = self.graph.case(frame.trigger) == Some("of")
            && self
                .graph
                .document
                .head(frame.trigger)
                .is_some_and(|head| self.knowledge.in_set("feared", self.graph.lemma(head)));
        // "discussed Russia's war against Ukraine": what is talked of goes on, unless it is one that may come.
        let talked_about = frame.class == "Attack"
            && attribution.modality == Modality::Possible
            && self.graph.document.children(frame.trigger).any(|child| {
                self.graph.document.token(child).deprel.as_str() == "nmod:poss"
                    || self.graph.lower(child) == "the"
            })
            && self
                .graph
                .up(self.graph.first_conjunct(frame.trigger))
                .iter()
                .any(|(_, head)| self.knowledge.in_set("talking-about", self.graph.lemma(*head)));
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
                Some("for") => self.graph.lemma(head) == "prepare",
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

    fn same_sentence(&self, a: usize, b: usize) -> bool {
        self.graph.document.sentence_of(a) == self.graph.document.sentence_of(b)
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
                let (text, span) = self.topic_words(frame, token, told, &told.events[event.0]);
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
    fn topic_words(&self, frame: &Frame, token: usize, told: &Told, event: &Event) -> (String, Span) {
        let mut range = crate::extract::phrase::tokens(self.graph, token);
        if frame.class == "Discussion" {
            range.end = self.end_of_matter(frame.trigger, range.clone(), event);
        }
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
                    // "humanitarian aid in Peru" says where the aid is, wherever one talks of it.
                    let there = entity == event.place
                        && event.place.is_some()
                        && self.tells_where(told, mention.head);
                    mention.tokens.end == end && (there || party)
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

    /// "discussed their plans to tackle the crisis", "discussed trends shaping the region": what follows a topic at once
    /// and tells what it is for or does is its own, though the tree hangs it on the verb.
    fn end_of_matter(&self, trigger: usize, topic: std::ops::Range<usize>, event: &Event) -> usize {
        let document = self.graph.document;
        let sentence = document.sentences()[document.sentence_of(trigger)].end;
        let next = topic.end;
        if next + 1 >= sentence || topic.start <= trigger {
            return topic.end;
        }
        let hung = |token: usize, relations: &[&str]| {
            document.head(token) == Some(trigger)
                && relations.contains(&document.token(token).deprel.as_str())
        };
        let head = match self.graph.lower(next) {
            "to" => (next + 1..sentence.min(next + 4)).find(|token| {
                document.token(*token).xpos.as_str() == "VB" && hung(*token, &["advcl", "xcomp"])
            }),
            "upon" | "toward" | "towards" | "against" => {
                (next + 1..sentence.min(next + 8)).find(|token| hung(*token, &["obl"]))
            }
            // "met in Oslo. They discussed the crisis in Sudan": where they did not meet.
            "in" => (next + 1..sentence.min(next + 5)).find(|token| {
                let place = self.recognition.mention_at[*token].and_then(|index| self.place_named(index));
                hung(*token, &["obl"])
                    && place.zip(event.place).is_some_and(|(place, own)| {
                        place != own && !self.lies_in(own, place) && !self.lies_in(place, own)
                    })
            }),
            _ => (document.token(next).xpos.as_str() == "VBG" && hung(next, &["advcl", "xcomp"]))
                .then_some(next),
        };
        let Some(head) = head else { return topic.end };
        let words = |token: usize| crate::extract::phrase::tokens(self.graph, token);
        let more = words(head);
        if more.start > next + 1 || more.end <= next {
            return topic.end;
        }
        // "efforts to strengthen institutions and combat crime"
        let mut end = more.end;
        for verb in self.graph.conjuncts(head).into_iter().filter(|verb| *verb > head) {
            let further = words(verb);
            let joined = (end..further.start).all(|token| {
                matches!(document.token(token).upos, Upos::Punct | Upos::Cconj | Upos::Adv | Upos::Part)
            });
            if !joined || document.token(verb).xpos != document.token(head).xpos {
                break;
            }
            end = end.max(further.end);
        }
        end
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
pub(super) fn is_after(time: PartialDate, day: PartialDate) -> bool {
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

pub(super) fn partial(date: chrono::NaiveDate) -> PartialDate {
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
