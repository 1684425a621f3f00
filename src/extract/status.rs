//! Whether an event is over, still to come, only possible or given: what the words around its trigger say beyond the
//! modality of its clause.

use super::Extraction;
use super::events::Told;
use crate::claim::{Event, EventId, Modality, Polarity, Role, Status};
use crate::document::Upos;
use crate::mention::{EntityId, MentionKind};
use chrono::Datelike;

/// How many tokens after its trigger an event may be told to be "later this year".
const REACH_OF_LATER: usize = 9;

/// Within how many sentences after a heading the event is told that it announces.
const BODY_OF_HEADING: usize = 3;

impl Extraction<'_> {
    /// What the words around an event's trigger say of its status, before the modality of its clause is asked.
    pub(super) fn status_around(
        &self,
        class: &str,
        trigger: usize,
        modality: Modality,
        polarity: Polarity,
    ) -> Option<Status> {
        let noun = matches!(self.graph.document.token(trigger).upos, Upos::Noun | Upos::Propn);
        if noun && class == "Attack" && self.is_presupposed(trigger) {
            return Some(Status::Occurred);
        }
        if polarity == Polarity::Negated {
            return None;
        }
        if noun && (self.is_told_as_past(trigger) || self.is_built_upon(trigger)) {
            return Some(Status::Occurred);
        }
        if self.is_conditional(trigger) {
            return Some(Status::Possible);
        }
        if noun && self.is_prepared(trigger) {
            return Some(Status::Planned);
        }
        if noun && let Some(status) = self.status_of_matter(class, trigger) {
            return Some(status);
        }
        if noun && modality != Modality::Asserted && self.is_coming_occasion(trigger) {
            return Some(Status::Planned);
        }
        if modality != Modality::Asserted {
            let over = self.is_past_verb(trigger) || class == "Message" && self.is_performative(trigger);
            return over.then_some(Status::Occurred);
        }
        if self.is_later(trigger)
            || self.is_looked_forward_to(trigger)
            || self.is_to_be(trigger)
            || self.is_told_for_later(trigger)
        {
            return Some(Status::Planned);
        }
        self.status_of_infinitive(trigger)
    }

    /// "discussed Russia's war", "never recognise the annexation of Crimea": an attack that somebody owns or that is
    /// known goes on or is over, whatever one says of it.
    fn is_presupposed(&self, noun: usize) -> bool {
        let graph = self.graph;
        let document = graph.document;
        if self.is_undetermined(noun) || self.is_conditional(noun) {
            return false;
        }
        let head = document.head(graph.first_conjunct(noun));
        let averted = head.is_some_and(|head| {
            ["deterring", "feared", "warding-off"]
                .iter()
                .any(|set| self.knowledge.in_set(set, graph.lemma(head)))
        });
        if averted {
            return false;
        }
        let owned = document.children(noun).any(|child| {
            let view = document.token(child);
            view.deprel.as_str() == "nmod:poss"
                || view.deprel.base() == "amod"
                    && self.recognition.mention_at.get(child).copied().flatten().is_some()
                || view.deprel.base() == "amod" && self.knowledge.in_set("known-attack", graph.lemma(child))
        });
        let definite =
            document.children(noun).any(|child| matches!(graph.lower(child), "the" | "this" | "these"));
        owned || definite
    }

    /// "a further attack", "any summit", "the forthcoming visit": none that is known by then.
    fn is_undetermined(&self, noun: usize) -> bool {
        self.graph.document.children(noun).any(|child| {
            let lemma = self.graph.lemma(child);
            self.knowledge.attribution().not_yet(lemma).is_some()
                || self.knowledge.in_set("undetermined", lemma)
        })
    }

    /// "the recent trip", "the 2023 summit" in a report of 2024.
    fn is_told_as_past(&self, noun: usize) -> bool {
        let graph = self.graph;
        let document = graph.document;
        let published = self.report.reference_date().map(|date| date.year());
        document.children(noun).any(|child| {
            let relation = document.token(child).deprel.base();
            let past = relation == "amod" && self.knowledge.in_set("told-as-past", graph.lemma(child));
            let year = child < noun
                && graph.lower(child).len() == 4
                && graph.lower(child).parse::<i32>().is_ok_and(|year| {
                    (1900..2100).contains(&year) && published.is_some_and(|published| year < published)
                });
            past || year
        })
    }

    /// "building on the summit", "commitments made at the summit", "in the wake of the visit": what others rest on is
    /// over, whatever they plan.
    fn is_built_upon(&self, noun: usize) -> bool {
        let graph = self.graph;
        let document = graph.document;
        let Some(head) = document.head(graph.first_conjunct(noun)).filter(|_| !self.is_undetermined(noun))
        else {
            return false;
        };
        let Some(case) = graph.case(noun) else { return false };
        if matches!(case, "since" | "in the wake of" | "in the aftermath of") {
            return true;
        }
        if matches!(case, "on" | "upon") && self.knowledge.in_set("resting-on", graph.lemma(head)) {
            return true;
        }
        let view = document.token(head);
        // "which the minister announced at the forum", "the framework agreed at the forum": what was done there.
        let done =
            view.upos == Upos::Verb && view.xpos.as_str() == "VBD" && graph.child(head, "aux").is_none();
        if done && matches!(case, "at" | "during") {
            return true;
        }
        view.xpos.as_str() == "VBN"
            && view.deprel.as_str() == "acl"
            && graph.child(head, "aux:pass").is_none()
            && graph.child(head, "mark").is_none()
            && matches!(case, "at" | "during" | "by" | "in" | "from")
            && self.knowledge.in_set("outcome", graph.lemma(head))
    }

    /// "if Iran were to attack", "whether the Union imposes sanctions", "in the event of an attack".
    fn is_conditional(&self, trigger: usize) -> bool {
        let graph = self.graph;
        let document = graph.document;
        if graph.case(trigger).is_some_and(|case| matches!(case, "if" | "in the event of" | "in case of")) {
            return true;
        }
        let asked = |token: usize| {
            document.children(token).any(|child| {
                document.token(child).deprel.base() == "mark"
                    && matches!(graph.lower(child), "if" | "whether" | "unless")
            })
        };
        let first = graph.first_conjunct(trigger);
        let above =
            document.head(first).filter(|_| matches!(document.token(first).deprel.as_str(), "xcomp" | "obj"));
        asked(trigger) || asked(first) || above.is_some_and(asked)
    }

    /// "in which the King congratulated him": a verb in the past tells what was done, whatever stands above it.
    fn is_past_verb(&self, trigger: usize) -> bool {
        let document = self.graph.document;
        let view = document.token(trigger);
        view.upos == Upos::Verb
            && view.xpos.as_str() == "VBD"
            && document.children(trigger).all(|child| {
                document.token(child).deprel.base() != "aux" && document.token(child).deprel.base() != "mark"
            })
    }

    /// "I would like to congratulate you": saying so does it.
    fn is_performative(&self, trigger: usize) -> bool {
        let document = self.graph.document;
        document.token(trigger).deprel.as_str() == "xcomp"
            && document
                .head(trigger)
                .is_some_and(|head| self.knowledge.in_set("performing", self.graph.lemma(head)))
    }

    /// "the summit later this year", "visits Rome next week": no verb and no comma stand between the two.
    fn is_later(&self, trigger: usize) -> bool {
        let graph = self.graph;
        let document = graph.document;
        let tense = document.token(trigger).xpos.as_str();
        let verb = document.token(trigger).upos == Upos::Verb;
        if verb && !matches!(tense, "VBZ" | "VBP" | "VBG") {
            return false;
        }
        let sentence = document.sentences()[document.sentence_of(trigger)].clone();
        let word = |token: usize| if token < sentence.end { graph.lower(token) } else { "" };
        for token in trigger + 1..(trigger + REACH_OF_LATER).min(sentence.end) {
            if matches!(document.token(token).upos, Upos::Verb | Upos::Aux)
                || matches!(word(token), "," | ";" | ":" | "(" | "and")
            {
                return false;
            }
            let unit = |token: usize| self.knowledge.in_set("unit-to-come", word(token));
            let owns = |token: usize| matches!(word(token), "'s" | "’s");
            let later =
                word(token) == "later" && word(token + 1) == "this" && unit(token + 2) && !owns(token + 3);
            let next =
                word(token) == "next" && word(token - 1) != "the" && unit(token + 1) && !owns(token + 2);
            if later || next {
                return true;
            }
        }
        false
    }

    /// "discussed the summit in Lima", "discussed the President's trip to Chile": what one talks of and knows is to come
    /// unless it is told as over; negotiations go on.
    fn status_of_matter(&self, class: &str, noun: usize) -> Option<Status> {
        let graph = self.graph;
        let document = graph.document;
        let first = graph.first_conjunct(noun);
        let talked_of = document.token(first).deprel.as_str() == "obj"
            && document.head(first).is_some_and(|verb| graph.lemma(verb) == "discuss")
            && document.token(noun).upos != Upos::Verb;
        if !talked_of || self.is_undetermined(noun) {
            return None;
        }
        let has = |words: &[&str]| document.children(noun).any(|child| words.contains(&graph.lower(child)));
        if document.children(noun).any(|child| self.knowledge.in_set("under-way", graph.lower(child))) {
            return Some(Status::Occurred);
        }
        let known = has(&["the", "this", "these", "their", "his", "her", "its"])
            || document.token(noun).upos == Upos::Propn
            || document.children(noun).any(|child| document.token(child).deprel.as_str() == "nmod:poss");
        match class {
            "Visit" | "Summit" | "Ceremony" if known => Some(Status::Planned),
            "Meeting" if known && self.knowledge.in_set("negotiation", graph.lemma(noun)) => {
                Some(Status::Occurred)
            }
            _ => None,
        }
    }

    /// "the need to reach an outcome at the summit", "we should act at the summit": where something is yet to be done is
    /// yet to come.
    fn is_coming_occasion(&self, noun: usize) -> bool {
        let graph = self.graph;
        let document = graph.document;
        let definite = document.token(noun).upos == Upos::Propn
            || document.children(noun).any(|child| matches!(graph.lower(child), "the" | "this"));
        document.token(noun).deprel.as_str() == "obl"
            && definite
            && matches!(graph.case(noun), Some("at" | "during"))
            && document.head(noun).is_some_and(|verb| {
                document.token(verb).xpos.as_str() == "VB" && graph.child(verb, "nsubj:pass").is_none()
            })
    }

    /// "preparations for the summit", "priorities for the summit", "the programme for his visit", "the visit's agenda".
    fn is_prepared(&self, noun: usize) -> bool {
        let graph = self.graph;
        let view = graph.document.token(noun);
        matches!(view.upos, Upos::Noun | Upos::Propn)
            && graph.case(noun) == Some("for")
            && view.deprel.as_str() == "nmod"
            && graph
                .document
                .head(noun)
                .is_some_and(|head| self.knowledge.in_set("preparing", graph.lemma(head)))
    }

    /// "the forum to be hosted by Peru": the passive infinitive of a noun is still to be done; "the first to be held" may
    /// be over.
    fn is_to_be(&self, trigger: usize) -> bool {
        let graph = self.graph;
        let document = graph.document;
        let ranked = |noun: usize| {
            document.children(noun).any(|child| {
                self.knowledge.in_set("ranked", graph.lemma(child)) || graph.lemma(child) == "largest"
            })
        };
        let infinitive = |verb: usize| {
            document.token(verb).deprel.as_str() == "acl"
                && document.token(verb).xpos.as_str() == "VBN"
                && graph.child(verb, "aux:pass").is_some_and(|aux| graph.lower(aux) == "be")
                && document
                    .children(verb)
                    .any(|child| document.token(child).deprel.base() == "mark" && graph.lower(child) == "to")
                && document.head(verb).is_some_and(|noun| !ranked(noun))
        };
        let held = |verb: usize| {
            ["light", "encounter"].iter().any(|set| self.knowledge.in_set(set, graph.lemma(verb)))
        };
        infinitive(trigger)
            || matches!(document.token(trigger).upos, Upos::Noun | Upos::Propn)
                && document.children(trigger).any(|child| infinitive(child) && held(child))
    }

    /// "Next week I go to Chile to meet the President": a present tense with a day, week or month that is to come.
    fn is_told_for_later(&self, trigger: usize) -> bool {
        let graph = self.graph;
        let document = graph.document;
        let Some(reference) = self.report.reference_date() else { return false };
        let mut verb = trigger;
        for _ in 0..3 {
            let relation = document.token(verb).deprel.as_str();
            let up = match document.head(verb) {
                Some(head) if matches!(relation, "xcomp" | "advcl" | "obj" | "conj") => head,
                _ => break,
            };
            if document.token(verb).upos == Upos::Verb
                && !matches!(document.token(verb).xpos.as_str(), "VB" | "VBG")
            {
                break;
            }
            verb = up;
        }
        matches!(document.token(verb).xpos.as_str(), "VBZ" | "VBP")
            && document.token(verb).upos == Upos::Verb
            && self.recognition.times.iter().any(|time| {
                let head = time
                    .tokens
                    .clone()
                    .find(|token| document.head(*token).is_none_or(|head| !time.tokens.contains(&head)));
                super::events::is_after(time.start, super::events::partial(reference))
                    && head.is_some_and(|head| {
                        document.head(head) == Some(verb)
                            && document.token(head).deprel.base() == "obl"
                            && graph.case(head).is_none_or(|case| matches!(case, "on" | "in"))
                    })
            })
    }

    /// "look forward to welcoming him at the summit"
    fn is_looked_forward_to(&self, trigger: usize) -> bool {
        let graph = self.graph;
        let document = graph.document;
        let mut at = trigger;
        for _ in 0..4 {
            let Some(head) = document.head(at) else { return false };
            if graph.lemma(head) == "look"
                && graph.case(at).is_some_and(|case| case.split(' ').any(|word| word == "to"))
                && document.children(head).any(|child| graph.lower(child) == "forward")
            {
                return true;
            }
            if !matches!(document.token(at).deprel.base(), "obj" | "obl" | "conj" | "xcomp" | "nmod") {
                return false;
            }
            at = head;
        }
        false
    }

    /// "called on Congress to provide aid", "is to be signed", "the right to attack": what an infinitive names has not
    /// been done.
    fn status_of_infinitive(&self, trigger: usize) -> Option<Status> {
        let graph = self.graph;
        let document = graph.document;
        let mut at = trigger;
        if document.token(at).upos != Upos::Verb {
            if !matches!(document.token(at).deprel.as_str(), "obj" | "nsubj:pass") {
                return None;
            }
            at = document.head(at).filter(|head| document.token(*head).upos == Upos::Verb)?;
        }
        let at = graph.first_conjunct(at);
        let view = document.token(at);
        let to = graph.case(at).is_some_and(|case| case.split(' ').any(|word| word == "to"))
            || document
                .children(at)
                .any(|child| document.token(child).deprel.base() == "mark" && graph.lower(child) == "to");
        if !to {
            return None;
        }
        // "PRIME MINISTER TO VISIT PERU": the infinitive of a headline.
        if document.token(trigger).upos == Upos::Verb
            && !self.has_finite_verb(document.sentence_of(at))
            && (document.head(at).is_none()
                || view.deprel.as_str() == "acl"
                    && document.head(at).is_some_and(|noun| document.head(noun).is_none()))
        {
            return Some(Status::Planned);
        }
        let is_to = view.xpos.as_str().starts_with("VB")
            && document.children(at).any(|child| {
                matches!(document.token(child).deprel.as_str(), "aux" | "cop")
                    && matches!(graph.lower(child), "is" | "are")
            });
        if is_to {
            return Some(Status::Planned);
        }
        if !matches!(view.deprel.base(), "advcl" | "xcomp" | "acl" | "obl" | "ccomp" | "csubj" | "nmod") {
            return None;
        }
        let head = document.head(at)?;
        // "authorized the ministry to impose sanctions": the tree may hang the infinitive on the noun.
        let authorizes = |verb: usize| self.knowledge.in_set("authorizing", graph.lemma(verb));
        if view.deprel.as_str() == "acl"
            && document.token(head).deprel.as_str() == "obj"
            && document.head(head).is_some_and(authorizes)
        {
            return Some(Status::Possible);
        }
        let carrier = graph.lemma(head);
        if self.knowledge.in_set("bound-to", carrier) {
            Some(Status::Planned)
        } else {
            self.knowledge.in_set("free-to", carrier).then_some(Status::Possible)
        }
    }

    /// Whether a time stands with a noun: "the visit of the President in September 1967".
    pub(super) fn is_dated_noun(&self, noun: usize, time: usize) -> bool {
        let document = self.graph.document;
        let time = &self.recognition.times[time];
        document.token(noun).upos == Upos::Noun
            && time.end.is_none()
            && time.tokens.clone().any(|token| {
                document.head(token) == Some(noun)
                    && (document.token(token).deprel.base() == "compound"
                        || matches!(self.graph.case(token), Some("in" | "of")))
            })
    }

    /// A heading tells no tense: its event is to come if the same event of the body is.
    pub(super) fn headings(&self, told: &mut Told) {
        let document = self.graph.document;
        for index in 0..told.events.len() {
            let trigger = told.first_token(EventId(index));
            let number = document.sentence_of(trigger);
            // The tagger may take "United" for a participle, but not for the form of one.
            let heading = document.sentences()[number].clone().all(|token| {
                let form = document.token(token).xpos.as_str();
                !(form.starts_with("VB") || form == "MD")
            });
            let event = &told.events[index];
            if !heading || event.status != Status::Occurred || self.is_told_as_past(trigger) {
                continue;
            }
            let mut same = told.events[index + 1..]
                .iter()
                .filter(|other| {
                    other.class == event.class
                        && other
                            .participants
                            .iter()
                            .any(|party| event.participants.iter().any(|ours| ours.entity == party.entity))
                })
                .peekable();
            let all_planned =
                number <= 4 && same.peek().is_some() && same.all(|other| other.status == Status::Planned);
            if all_planned || self.is_announced_below(told, index) {
                told.events[index].status = Status::Planned;
                told.events[index].occurrence.modality = Modality::Planned;
            }
        }
    }

    /// Whether a sentence has a finite verb: a headline may have an infinitive alone.
    fn has_finite_verb(&self, sentence: usize) -> bool {
        let document = self.graph.document;
        document.sentences()[sentence].clone().any(|token| {
            let view = document.token(token);
            matches!(view.upos, Upos::Verb | Upos::Aux)
                && matches!(view.xpos.as_str(), "VBD" | "VBZ" | "VBP" | "MD")
        })
    }

    /// "The President's visit is an opportunity", "is visiting Chile after calling at Lima": told in the present of
    /// somebody whose visit is announced, it is the announced one.
    pub(super) fn as_announced(&self, told: &mut Told) {
        let document = self.graph.document;
        for index in 0..told.events.len() {
            let trigger = told.first_token(EventId(index));
            let event = &told.events[index];
            if event.class != "Visit" || event.status != Status::Occurred {
                continue;
            }
            let after = document.token(trigger).xpos.as_str() == "VBG"
                && matches!(self.graph.case(trigger), Some("after" | "before" | "following"))
                && document
                    .head(trigger)
                    .and_then(|head| told.event_at(head))
                    .is_some_and(|event| told.events[event.0].status == Status::Planned);
            let announced = || {
                self.is_told_in_present(trigger)
                    && self.nearest_time(told, trigger).is_none()
                    && !self.is_told_as_past(trigger)
                    && told.events.iter().any(|other| {
                        other.class == "Visit"
                            && other.status == Status::Planned
                            && other.participants.iter().any(|party| {
                                party.role == Role::Visitor
                                    && event
                                        .participants
                                        .iter()
                                        .any(|ours| ours.role == Role::Visitor && ours.entity == party.entity)
                            })
                    })
            };
            if after || announced() {
                told.events[index].status = Status::Planned;
                told.events[index].occurrence.modality = Modality::Planned;
            }
        }
    }

    /// "her visit to Chile for the forum", "discussed his trip to Peru to attend the summit": what a journey that is still
    /// to be made is made for is still to come.
    pub(super) fn on_coming_journeys(&self, told: &mut Told) {
        for index in 0..told.events.len() {
            let trigger = told.first_token(EventId(index));
            let event = &told.events[index];
            let planned = event.status == Status::Occurred
                && matches!(event.class.as_str(), "Summit" | "Meeting" | "Ceremony")
                && self.journey_for(told, trigger).is_some_and(|visit| {
                    told.events[visit.0].status == Status::Planned && told.events[visit.0].class == "Visit"
                });
            if planned {
                told.events[index].status = Status::Planned;
                told.events[index].occurrence.modality = Modality::Planned;
            }
        }
    }

    /// The journey of which an event is the purpose.
    fn journey_for(&self, told: &Told, trigger: usize) -> Option<EventId> {
        let graph = self.graph;
        let document = graph.document;
        if graph.case(trigger) == Some("for") && document.token(trigger).deprel.as_str() == "nmod" {
            return told.event_at(document.head(trigger)?);
        }
        let verb = match document.token(trigger).upos {
            Upos::Verb => trigger,
            _ if document.token(trigger).deprel.as_str() == "obj" => document.head(trigger)?,
            _ => return None,
        };
        let verb = graph.first_conjunct(verb);
        let purpose = document.token(verb).xpos.as_str() == "VB"
            && matches!(document.token(verb).deprel.as_str(), "advcl" | "acl")
            && graph.case(verb) == Some("to");
        let head = document.head(verb).filter(|_| purpose)?;
        told.event_at(head).or_else(|| {
            let object = document
                .children(head)
                .find(|child| *child < verb && document.token(*child).deprel.as_str() == "obj")?;
            told.event_at(object)
        })
    }

    /// Whether the clause in which an event is told stands in the present: "the visit underlines", "leaves for Oslo".
    fn is_told_in_present(&self, trigger: usize) -> bool {
        let graph = self.graph;
        let document = graph.document;
        let present = |token: usize| {
            matches!(document.token(token).xpos.as_str(), "VBZ" | "VBP")
                || document.children(token).any(|child| {
                    matches!(document.token(child).deprel.as_str(), "cop" | "aux")
                        && matches!(graph.lower(child), "is" | "are")
                        && document.token(token).xpos.as_str() != "VBN"
                })
        };
        if document.token(trigger).upos == Upos::Verb {
            return present(trigger);
        }
        let mut at = trigger;
        for _ in 0..4 {
            let Some(head) = document.head(at) else { return false };
            let subject = document.token(at).deprel.as_str() == "nsubj";
            if graph.is_predicate(head) {
                return subject && present(head);
            }
            at = head;
        }
        false
    }

    /// Whether the first event of a heading's class that the sentences after it tell may be the heading's, and is
    /// planned: "VISIT OF THE FOREIGN MINISTER OF PERU / Mr Ruiz will visit Chile".
    fn is_announced_below(&self, told: &Told, heading: usize) -> bool {
        let document = self.graph.document;
        let event = &told.events[heading];
        let number = document.sentence_of(told.first_token(EventId(heading)));
        let near = number + 1..=number + BODY_OF_HEADING;
        told.at
            .iter()
            .filter(|(at, id)| near.contains(&document.sentence_of(*at)) && id.0 != heading)
            .find(|(_, id)| {
                let other = &told.events[id.0];
                other.class == event.class && self.may_be_same(event, other)
            })
            .is_some_and(|(_, id)| told.events[id.0].status == Status::Planned)
    }

    /// Whether nobody who is named in both tells two events apart.
    fn may_be_same(&self, one: &Event, other: &Event) -> bool {
        let named = |event: &Event| -> Vec<EntityId> {
            let parties = event.participants.iter().filter(|party| party.role != Role::Host);
            parties
                .map(|party| party.entity)
                .filter(|id| {
                    self.recognition
                        .mentions
                        .iter()
                        .any(|mention| mention.kind == MentionKind::Name && mention.entities.contains(id))
                })
                .collect()
        };
        let (ours, theirs) = (named(one), named(other));
        ours.is_empty() || theirs.is_empty() || ours.iter().any(|id| theirs.contains(id))
    }
}
