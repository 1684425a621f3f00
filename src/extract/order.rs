//! Who stands in a row: enumerations and neighbours read off the order of the words.
//!
//! Long lists of names with their titles are where trees break first: "the meeting was attended by A, chair of X, B,
//! head of Y, and C". The order of names and commas is then the surer guide.

use super::Extraction;
use super::events::Told;
use super::graph::Rel;
use crate::document::Upos;
use crate::mention::{EntityId, EntityKind, Mention};
use std::ops::Range;

/// The most words of a title that may stand between two names of a list.
const LONGEST_TITLE: usize = 9;

impl Extraction<'_> {
    /// For each token the outermost mention that holds it.
    pub(super) fn mentions_over(&self) -> Vec<Option<usize>> {
        let mut over: Vec<Option<usize>> = vec![None; self.graph.document.tokens().len()];
        for (index, mention) in self.recognition.mentions.iter().enumerate() {
            for token in mention.tokens.clone() {
                let wider = over[token].is_none_or(|known: usize| {
                    self.recognition.mentions[known].tokens.len() < mention.tokens.len()
                });
                if wider {
                    over[token] = Some(index);
                }
            }
        }
        over
    }

    fn kind_of(&self, mention: &Mention) -> Option<EntityKind> {
        mention.entities.first().map(|id| self.recognition.entity(*id).kind)
    }

    /// The actors that stand in a row from a token on, each with its mention.
    ///
    /// `own` is the clause's own verb, at which a row may end; before another verb, what stands after the last comma
    /// begins a clause of its own ("met A, and B said") and is left out.
    pub(super) fn row(
        &self,
        over: &[Option<usize>],
        tokens: Range<usize>,
        own: usize,
    ) -> Vec<(EntityId, usize)> {
        let document = self.graph.document;
        let mut found: Vec<(EntityId, usize)> = Vec::new();
        let mut persons = None;
        let mut since_name = 0;
        let mut parted = true;
        let mut at_comma = 0;
        let mut depth = 0;
        let mut at = tokens.start;
        while at < tokens.end {
            let word = self.graph.lower(at);
            if let Some(index) = over[at] {
                let mention = &self.recognition.mentions[index];
                let owner = matches!(
                    (mention.tokens.end < tokens.end).then(|| self.graph.lower(mention.tokens.end)),
                    Some("'s" | "’s" | "'" | "’")
                );
                let kind = self.kind_of(mention);
                let fits = match (persons, kind) {
                    (_, None | Some(EntityKind::Place)) => false,
                    (Some(true), kind) => matches!(kind, Some(EntityKind::Person | EntityKind::Group)),
                    (None | Some(false), _) => true,
                };
                // "with A, State Secretary to Prime Minister B": whose secretary A is.
                let governed = since_name > 0
                    && kind == Some(EntityKind::Person)
                    && mention.tokens.start > tokens.start
                    && matches!(self.graph.lower(mention.tokens.start - 1), "of" | "to" | "for");
                if fits && parted && !owner && !governed && depth == 0 {
                    // "officials of France, Spain and Italy": after a group the states are whose it is, not who met.
                    persons = persons.or(Some(matches!(kind, Some(EntityKind::Person | EntityKind::Group))));
                    for entity in &mention.entities {
                        if found.iter().all(|(known, _)| known != entity) {
                            found.push((*entity, index));
                        }
                    }
                    parted = false;
                    since_name = 0;
                }
                at = mention.tokens.end.max(at + 1);
                continue;
            }
            let view = document.token(at);
            match word {
                "," | ";" => {
                    at_comma = found.len();
                    parted = true;
                }
                "and" | "&" | "–" | "—" | ":" | "including" | "plus" => parted = true,
                "(" => depth += 1,
                ")" => depth -= 1,
                "as" | "well" | "also" | "then" | "both" | "his" | "her" | "their" | "its" => {}
                "of" | "for" | "to" | "at" if !found.is_empty() && since_name > 0 => {}
                _ if self.time_at[at].is_some() => break,
                "of" | "from" if !found.is_empty() => {}
                _ => match view.upos {
                    Upos::Verb | Upos::Aux if depth == 0 => {
                        let governor = document.head(own);
                        let above = document.head(at);
                        let clause = [Some(own), governor];
                        // "In meetings with A and B, C will discuss": the phrase stands before its verb.
                        let fronted = document.token(own).upos == Upos::Noun
                            && governor.is_some_and(|verb| verb == at || above == Some(verb) && at < verb)
                            && own < at
                            && at_comma > 0;
                        if fronted {
                            found.truncate(at_comma);
                            break;
                        }
                        if !clause.contains(&Some(at))
                            && (above.is_none() || !clause.contains(&above))
                            && at_comma > 0
                        {
                            found.truncate(at_comma);
                        }
                        break;
                    }
                    Upos::Noun | Upos::Propn | Upos::Adj | Upos::Det | Upos::Num | Upos::X | Upos::Sym => {
                        since_name += 1;
                    }
                    Upos::Punct if !matches!(word, "." | "!" | "?") => {}
                    _ if depth > 0 => {}
                    _ => break,
                },
            }
            if since_name > LONGEST_TITLE {
                break;
            }
            at += 1;
        }
        found
    }

    /// Those with whom something is held, by the first "with" or "between" after the word that tells of it.
    pub(super) fn counterparts(&self, over: &[Option<usize>], trigger: usize) -> Vec<(EntityId, usize)> {
        let document = self.graph.document;
        let end = document.sentences()[document.sentence_of(trigger)].end;
        let mut at = trigger + 1;
        while at < end && at < trigger + 14 {
            match self.graph.lower(at) {
                "with" | "between" | "among" => {
                    let next = self.row(over, at + 1..end, trigger);
                    let near = next
                        .first()
                        .is_some_and(|(_, index)| self.recognition.mentions[*index].tokens.start <= at + 4);
                    return if near { next } else { Vec::new() };
                }
                "." | ";" | "that" | "who" | "which" | "to" => return Vec::new(),
                _ => {}
            }
            if matches!(document.token(at).upos, Upos::Verb | Upos::Cconj | Upos::Sconj)
                && !self.knowledge.in_set("held-where", self.graph.lemma(at))
            {
                return Vec::new();
            }
            at += 1;
        }
        Vec::new()
    }

    /// Those who act, by the words before a verb: the row of names that leads up to it.
    pub(super) fn actors_before(&self, over: &[Option<usize>], verb: usize) -> Vec<(EntityId, usize)> {
        let document = self.graph.document;
        let range = document.sentences()[document.sentence_of(verb)].clone();
        let mut start = verb;
        while start > range.start {
            let token = document.token(start - 1);
            let own = document.head(start - 1) == Some(verb) && token.upos == Upos::Aux;
            if matches!(token.upos, Upos::Verb | Upos::Aux | Upos::Sconj) && !own && over[start - 1].is_none()
            {
                break;
            }
            start -= 1;
        }
        let mut at = start;
        while at < verb {
            if let Some(index) = over[at] {
                let mention = &self.recognition.mentions[index];
                let governed = at > start && document.token(at - 1).upos == Upos::Adp;
                if self.kind_of(mention) == Some(EntityKind::Person) && !governed {
                    let row = self.row(over, at..verb + 1, verb);
                    if !row.is_empty() {
                        return row;
                    }
                }
                at = mention.tokens.end.max(at + 1);
            } else {
                at += 1;
            }
        }
        Vec::new()
    }

    /// Whether a place phrase may say where an event is, by the word before its preposition: "the crisis in X" says
    /// where the crisis is.
    pub(super) fn tells_where(&self, told: &Told, head: usize) -> bool {
        let over = &told.over;
        let document = self.graph.document;
        let start = over[head].map_or(head, |index| self.recognition.mentions[index].tokens.start);
        let range = document.sentences()[document.sentence_of(head)].clone();
        let mut at = start;
        // Back to the preposition.
        while at > range.start && document.token(at).upos != Upos::Adp {
            at -= 1;
        }
        if at == range.start {
            return true;
        }
        let before = at - 1;
        if document.token(before).upos != Upos::Noun {
            return true;
        }
        let direct = document.head(head).is_some_and(|above| told.event_at(above).is_some());
        if direct && document.token(head).deprel.base() == "obl" {
            return true;
        }
        // "launched strikes against bases in Erbil": those who are hit are where they are hit.
        let hit = document.token(head).deprel.base() == "obl"
            && document.head(head).is_some_and(|verb| {
                self.graph
                    .all(verb, Rel::DOBJ)
                    .filter_map(|object| told.event_at(object))
                    .any(|event| told.events[event.0].class == "Attack")
            });
        if hit {
            return true;
        }
        // "signed the agreement on fisheries in Lima": what stands under the object of an event's verb.
        let mut up = head;
        for _ in 0..4 {
            let relation = document.token(up).deprel.as_str();
            let Some(above) = document.head(up) else { break };
            if relation == "obj" && told.event_at(above).is_some() {
                return true;
            }
            if relation != "nmod" {
                break;
            }
            up = above;
        }
        told.event_at(before).is_some()
            || self.knowledge.is_event_noun(self.graph, before)
            || over[before].is_some()
            || self.time_at[before].is_some()
            || self.knowledge.in_set("phrase-noun", self.graph.lemma(before))
    }
}
