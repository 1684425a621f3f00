//! Where something was discussed: the talks to which a topic belongs, and words that only look like talk.

use super::Extraction;
use super::events::Told;
use crate::claim::{EventId, Modality, Polarity, Status};
use crate::document::Upos;
use crate::frame::Frame;
use crate::mention::{EntityId, EntityKind};
use crate::rule::matcher::Filler;

/// The classes of events whose own topic is spoken about: aid has a topic too, and nobody speaks.
const TALKS: [&str; 5] = ["Meeting", "PhoneCall", "Summit", "Visit", "Message"];

/// Whether what an event of a class is about is spoken about at it.
pub(super) fn is_talk(class: &str) -> bool {
    TALKS.contains(&class)
}

impl Extraction<'_> {
    /// The event at which something was discussed: the one named, the one above in the tree, the last one in which
    /// those who discuss take part, the last conversation.
    ///
    /// Nothing where nobody talks ("a strategy to address the causes"), or where the talk is still to come and the
    /// event is over, or the other way round.
    pub(super) fn discussed_at(&self, told: &Told, frame: &Frame) -> Option<EventId> {
        for filler in frame.fillers("event") {
            if let Filler::Event(token) = filler
                && let Some(event) = told.event_at(*token)
            {
                return Some(event);
            }
        }
        let graph = self.graph;
        let document = graph.document;
        let trigger = frame.trigger;
        // "engaged in a dialogue rather than focusing on trade"; "a paper that will discuss options" is no talk.
        let instead = graph
            .case(trigger)
            .is_some_and(|case| matches!(case.split(' ').next(), Some("rather" | "instead" | "without")));
        let written = graph
            .all(trigger, super::graph::Rel::SUBJ)
            .any(|subject| self.knowledge.in_set("writing", graph.lemma(subject)));
        if instead || written {
            return None;
        }
        if let Some(event) = told.event_at(trigger) {
            return Some(event);
        }
        let above = self.event_above(told, trigger).filter(|event| {
            let class = told.events[event.0].class.as_str();
            is_talk(class) || matches!(class, "Ceremony" | "OtherEvent")
        });
        // One also addresses a need, considers an offer and focuses on growth without a word.
        let silent = self.knowledge.in_set("silent-talk", graph.lemma(trigger));
        let mut meant = false;
        if document.token(trigger).upos == Upos::Verb {
            let first = if document.token(trigger).xpos.as_str() == "VBD" {
                trigger
            } else {
                graph.first_conjunct(trigger)
            };
            if !self.is_finite(first) {
                if let Some(event) =
                    self.talks_meant(told, first, silent).or_else(|| above.filter(|_| !silent))
                {
                    return Some(event);
                }
                // "They looked forward to discussing trade": theirs, if they are known to confer.
                if silent || frame.fillers("participant").is_empty() {
                    return None;
                }
                meant = true;
            }
            if silent && !self.confers(told, frame) {
                return None;
            }
        } else if above.is_none() && !self.is_held(trigger) {
            // "developments including the debate on the fund": it was not they who debated.
            return None;
        }
        let attribution = self.attributor.attribute(trigger);
        if attribution.polarity == Polarity::Negated || above.is_none() && self.goes_on(trigger, silent) {
            return None;
        }
        let fits = |event: &EventId| {
            let event = &told.events[event.0];
            match event.status {
                Status::Denied => false,
                // On a visit that has begun there may be talks to come.
                Status::Occurred => attribution.modality == Modality::Asserted || event.class == "Visit",
                Status::Planned | Status::Possible => {
                    attribution.modality != Modality::Asserted
                        || document.token(trigger).xpos.as_str() != "VBD"
                }
            }
        };
        if let Some(event) = above {
            return Some(event);
        }
        let parties: Vec<EntityId> = frame
            .fillers("participant")
            .iter()
            .filter_map(|filler| match filler {
                Filler::Mention(index) => Some(self.entities(*index, told)),
                _ => None,
            })
            .flatten()
            .collect();
        let takes_part = |event: EventId, party: &EntityId| {
            told.events[event.0].participants.iter().any(|p| p.entity == *party)
        };
        // "Throughout the talks, she discussed": the phrase in front of the verb names them.
        let verb = graph.first_conjunct(trigger);
        let peopled = |event: &EventId| {
            let event = &told.events[event.0];
            event.participants.len() >= 2 || event.class == "Visit"
        };
        let in_front = told.conversations_below(self, verb).filter(fits).filter(peopled).last();
        if in_front.is_some() {
            return in_front;
        }
        // What a sentence tells of chiefly goes before what it mentions by the way: "met, and thanked him for hosting the
        // summit. They discussed trade."
        let chiefly = |event: &EventId| self.is_main(told.first_token(*event));
        let before = || {
            let told = || told.conversations_before(trigger).filter(fits);
            told().filter(chiefly).chain(told())
        };
        let with_parties = before()
            .find(|event| !parties.is_empty() && parties.iter().all(|party| takes_part(*event, party)))
            .or_else(|| before().find(|event| parties.iter().any(|party| takes_part(*event, party))));
        if with_parties.is_some() {
            return with_parties;
        }
        if meant {
            return None;
        }
        // Persons who are told to talk, and who were not at the last conversation, did so elsewhere.
        let elsewhere = !parties.is_empty()
            && parties.iter().all(|id| self.recognition.entity(*id).kind == EntityKind::Person);
        before()
            .find(|event| chiefly(event) && told.events[event.0].participants.len() >= 2)
            .or_else(|| told.event_before(trigger).filter(fits))
            .filter(|event| !elsewhere || told.events[event.0].participants.len() < 2)
    }

    /// "Peru is reviewing its laws", "details are being discussed by officials": what goes on elsewhere while one talks.
    fn goes_on(&self, verb: usize, silent: bool) -> bool {
        let document = self.graph.document;
        let aux = |words: &[&str]| {
            document.children(verb).any(|child| {
                document.token(child).deprel.base() == "aux" && words.contains(&self.graph.lower(child))
            })
        };
        let present = aux(&["is", "are", "'s", "'re", "’s", "’re"]);
        match document.token(verb).xpos.as_str() {
            "VBG" => present && (silent || matches!(self.graph.lemma(verb), "review" | "study")),
            "VBN" => aux(&["being"]) && present,
            _ => false,
        }
    }

    /// Whether a verb is told of its own subject: "discussed", "will discuss", not "to discuss" or "discussing".
    fn is_finite(&self, verb: usize) -> bool {
        let document = self.graph.document;
        let helped = || document.children(verb).any(|child| document.token(child).deprel.base() == "aux");
        match document.token(verb).xpos.as_str() {
            "VBD" | "VBZ" | "VBP" => true,
            // The tagger takes a past tense for a participle now and then.
            "VBN" if document.head(verb).is_none() && !self.graph.is_passive(verb) => true,
            _ => {
                helped() && self.graph.case(verb).is_none_or(|case| !case.split(' ').any(|word| word == "to"))
            }
        }
    }

    /// The talks for which an infinitive or participle tells the matter: "met to discuss", "held a meeting to address".
    fn talks_meant(&self, told: &Told, verb: usize, silent: bool) -> Option<EventId> {
        let document = self.graph.document;
        let head = document.head(verb)?;
        let talks = |event: &EventId| {
            let class = told.events[event.0].class.as_str();
            is_talk(class) && !(silent && matches!(class, "Visit" | "Message"))
        };
        let told_there = |token: usize| told.event_at(token).filter(talks);
        if let Some(event) = told_there(head).or_else(|| told_there(self.graph.first_conjunct(head))) {
            return Some(event);
        }
        let carried = document.children(head).find_map(|child| {
            matches!(document.token(child).deprel.base(), "obj" | "nsubj" | "obl")
                .then(|| told_there(child))
                .flatten()
        });
        if carried.is_some() || silent {
            return carried;
        }
        // "took the opportunity to discuss", "continued to discuss"
        self.knowledge
            .in_set("taken-to-talk", self.graph.lemma(head))
            .then(|| told.event_before(verb))
            .flatten()
    }

    /// Whether the subject of a verb is somebody who confers, or the talks themselves.
    fn confers(&self, told: &Told, frame: &Frame) -> bool {
        let graph = self.graph;
        let document = graph.document;
        let trigger = frame.trigger;
        let talks = graph
            .all(trigger, super::graph::Rel::SUBJ)
            .any(|subject| told.event_at(subject).is_some() || self.knowledge.is_event_noun(graph, subject));
        // "We consider it vital": what is told of now is a view or a habit, no talk.
        let present = matches!(document.token(trigger).xpos.as_str(), "VBZ" | "VBP");
        let somebody = !frame.fillers("participant").is_empty()
            || (graph.is_passive(trigger) && document.token(trigger).deprel.base() != "acl");
        talks || (somebody && !present)
    }

    /// Whether a noun of talk is told as held: "held talks on", "continued their discussions of".
    fn is_held(&self, noun: usize) -> bool {
        let document = self.graph.document;
        matches!(document.token(noun).deprel.base(), "obj" | "nsubj" | "root" | "conj" | "obl")
            && document
                .head(self.graph.first_conjunct(noun))
                .is_none_or(|head| self.knowledge.in_set("holding-talks", self.graph.lemma(head)))
    }

    /// Whether a topic names nothing: "a number of issues", "these matters", "two areas".
    pub(super) fn is_empty_topic(&self, token: usize) -> bool {
        // "talks on the last day", "on a regular basis": when and how, not what about.
        if self.knowledge.in_set("when-and-how", self.graph.lemma(token)) {
            return true;
        }
        let nothing = |lemma: &str| self.knowledge.in_set("empty-topic", lemma);
        let range = super::phrase::tokens(self.graph, token);
        let mut words =
            range.map(|at| self.graph.lemma(at)).filter(|word| word.chars().any(char::is_alphanumeric));
        let hollow = |word: &str| nothing(word) || self.knowledge.in_set("hollow", word);
        nothing(self.graph.lemma(token)) && words.all(hollow)
            || self.knowledge.in_set("multitude", self.graph.lemma(token))
                && self.graph.document.children(token).all(|child| {
                    self.graph.document.token(child).deprel.base() != "nmod" || self.is_empty_topic(child)
                })
    }
}
