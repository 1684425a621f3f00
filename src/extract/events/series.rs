//! Events that hang together: a visit to each of several places, what happens on a visit, what is signed at a meeting,
//! what is held on the margins of a summit.

use super::{CONVERSATIONS, Told};
use crate::claim::{EventId, Modality, Participant, Role, Status};
use crate::document::Upos;
use crate::extract::Extraction;
use crate::mention::EntityId;
use crate::rule::matcher::Filler;

impl Extraction<'_> {
    /// "A memorandum was signed after the talks": those who talked sign it, where nobody else is told to.
    pub(super) fn signed_at(&self, told: &mut Told) {
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
    pub(super) fn one_visit_each(&self, told: &mut Told) {
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
            let cities = places.clone();
            places.retain(|(_, place)| {
                cities.iter().all(|(_, city)| city == place || !self.lies_in(*city, *place))
            });
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

    /// Talks during a visit are where and when the visit is, with those whom the visitor came to see.
    pub(super) fn parts_of_visits(&self, told: &mut Told) {
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
                        let case = self.graph.case(child);
                        told.event_at(child).filter(|id| {
                            *id != event
                                && match told.events[id.0].class.as_str() {
                                    "Visit" => {
                                        matches!(case, Some("during" | "in" | "on" | "within" | "as part of"))
                                    }
                                    // "signed the accord at the summit"
                                    "Summit" => class != "Summit" && matches!(case, Some("during" | "at")),
                                    _ => false,
                                }
                        })
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
            // "attended the summit, meeting the President of Peru": there and then.
            let during = during.or_else(|| {
                let view = document.token(trigger);
                let beside = view.deprel.as_str() == "advcl"
                    && view.xpos.as_str() == "VBG"
                    && self.graph.case(trigger).is_none();
                let whole = document.head(trigger).filter(|_| beside).and_then(|verb| told.event_at(verb))?;
                (whole != event).then_some(whole)
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
            // One party alone at a summit has met nobody yet: where and when would make an event of it.
            if whole.class != "Visit" && part.participants.len() < 2 {
                continue;
            }
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
                && whole.class == "Visit"
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
                && whole.class == "Visit"
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

    /// "met on the margins of the summit": those who met are at the summit, and the summit is where they met.
    pub(super) fn margins(&self, told: &mut Told) {
        for (trigger, event) in told.at.clone() {
            let document = self.graph.document;
            let margin = |token: usize| {
                self.knowledge.in_set("margin", self.graph.lemma(token))
                    || self.graph.case(token).is_some_and(|case| {
                        case.contains("margin") || case.contains("sideline") || case.contains("framework")
                    })
            };
            let on_margins = margin(trigger) || document.head(trigger).is_some_and(margin);
            // "on the sidelines of the session of the Council": no summit, but others meet there as well.
            let class = told.events[event.0].class.as_str();
            if class != "Summit" && !(class == "Meeting" && on_margins) {
                continue;
            }
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
}
