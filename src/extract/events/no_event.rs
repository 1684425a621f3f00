//! What looks like an event and tells of none: habits, posts, honours, ways home, what is taken as given.

use crate::claim::Modality;
use crate::document::Upos;
use crate::extract::Extraction;
use crate::frame::Frame;
use crate::mention::{EntityId, Mention};
use crate::rule::matcher::Filler;

/// Within how many words of a naming an honour is named.
const HONOUR: usize = 14;

impl Extraction<'_> {
    /// Whether a noun stands for what is taken as given, so that no plan around it makes it one: "the implementation
    /// of the statement", "the outcome of the summit", "having attended the summit".
    pub(super) fn is_given(&self, token: usize) -> bool {
        let graph = self.graph;
        let document = graph.document;
        if !matches!(document.token(token).upos, Upos::Noun | Upos::Propn) {
            return false;
        }
        let ahead = document.children(token).any(|child| {
            let lemma = graph.lemma(child);
            self.knowledge.attribution().not_yet(lemma).is_some() || self.knowledge.in_set("none-yet", lemma)
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
                // "will hold a series of meetings": as many are still to be held.
                && !self.knowledge.in_set("several-of", graph.lemma(head))
                // "called for the resumption of the talks": they are still to be resumed.
                && !self.knowledge.in_set("feared", graph.lemma(head))
                && !self.knowledge.in_set("stage-of-event", graph.lemma(head))
                && self.attributor.force(graph.lemma(head)).is_none();
        }
        if relation == "obl" {
            // "will travel to Oslo after the summit": both are still to come.
            let onward = self.knowledge.in_set("travelling", graph.lemma(head))
                && self.attributor.attribute(head).modality == Modality::Planned;
            return !ahead && !onward && matches!(graph.case(token), Some("since" | "after" | "following"));
        }
        // "having attended the summit": over, whatever the clause around it plans.
        matches!(relation, "obj" | "conj")
            && document
                .children(head)
                .any(|child| document.token(child).deprel.base() == "aux" && graph.lower(child) == "having")
    }

    /// "The group regularly meets": a habit, not an event.
    pub(super) fn is_habit(&self, trigger: usize) -> bool {
        let document = self.graph.document;
        // "have often spoken since their first meeting": what is done often is not the meeting.
        let carrier = document.head(trigger).filter(|_| document.token(trigger).deprel.base() != "obl");
        std::iter::once(trigger).chain(carrier).any(|token| {
            document.children(token).any(|child| {
                self.knowledge.in_set("habitually", self.graph.lemma(child)) || self.graph.lemma(child) == "basis"
                    && document.children(child).any(|word| self.graph.lemma(word) == "regular")
                    // "through close consultations": many, on no one day.
                    || document.token(token).xpos.as_str() == "NNS"
                        && document.token(child).deprel.base() == "amod"
                        && self.knowledge.in_set("habitual", self.graph.lemma(child))
            })
        })
    }

    /// Words that look like an event and tell of none: a post at a mission, a way home, an honour.
    pub(super) fn is_no_event(&self, frame: &Frame) -> bool {
        if self.is_of_nobody(frame.trigger) {
            return true;
        }
        match frame.class.as_str() {
            "OtherEvent" => self.is_operation(frame.trigger) && self.is_post(frame.trigger),
            "Visit" => self.is_way_home(frame),
            "Appointment" => self.is_honour(frame.trigger),
            "Summit" => self.is_standing_body(frame.trigger),
            _ => false,
        }
    }

    /// "no minister had visited Peru", "no president has paid a visit to Peru": nobody did, and so no event is told.
    fn is_of_nobody(&self, trigger: usize) -> bool {
        let document = self.graph.document;
        let carrier = document.head(trigger).filter(|verb| {
            document.token(trigger).deprel.as_str() == "obj" && document.token(*verb).upos == Upos::Verb
        });
        [Some(trigger), carrier].into_iter().flatten().any(|verb| {
            document.token(verb).upos == Upos::Verb
                && document.children(verb).any(|child| {
                    document.token(child).deprel.as_str() == "nsubj"
                        && self.recognition.mention_at[child].is_some()
                        && document.children(child).any(|word| {
                            document.token(word).deprel.base() == "det" && self.graph.lower(word) == "no"
                        })
                })
        })
    }

    /// "a founder of the Chile-Peru Energy Forum", "cooperation under the Forum": a body of that name, which meets now
    /// and then. It is an event where one is at it, where it is held, opened or attended, and where it has a day.
    fn is_standing_body(&self, trigger: usize) -> bool {
        let graph = self.graph;
        let document = graph.document;
        if document.token(trigger).upos != Upos::Propn || graph.lower(trigger) != "forum" {
            return false;
        }
        let first = graph.first_conjunct(trigger);
        let held = document.head(first).is_some_and(|head| {
            let relation = document.token(first).deprel.base();
            matches!(relation, "obj" | "nsubj")
                && document.token(head).upos == Upos::Verb
                && ["light", "encounter", "participating"]
                    .iter()
                    .any(|set| self.knowledge.in_set(set, graph.lemma(head)))
        });
        let there = [first, trigger].into_iter().any(|token| {
            matches!(
                graph.case(token),
                Some("at" | "in" | "during" | "for" | "on" | "after" | "following" | "ahead of" | "before")
            )
        });
        let told = document.children(trigger).any(|child| {
            self.time_at[child].is_some()
                || document.token(child).deprel.as_str() == "acl"
                    && self.knowledge.in_set("light", graph.lemma(child))
        });
        !(held || there || told)
    }

    /// "The President will return to his own country": nobody is visited.
    pub(super) fn is_way_home(&self, frame: &Frame) -> bool {
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
    pub(super) fn is_honour(&self, trigger: usize) -> bool {
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
                "honorary" => self.knowledge.in_set("honorary", next),
                rank if self.knowledge.in_set("honour", rank) => {
                    words[at + 1..].windows(2).take(4).any(|pair| pair == ["order", "of"])
                        || (*word == "medal" && at <= 2)
                }
                _ => false,
            }
        })
    }
}
