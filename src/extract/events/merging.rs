//! The same event told twice, which is one with all its evidence.

use super::Told;
use crate::claim::{Event, EventId, Role, Status};
use crate::document::Upos;
use crate::extract::Extraction;
use crate::mention::EntityId;
use chrono::Datelike;

/// Within how many words after "held" the day is told.
const REACH_OF_DAY: usize = 12;

impl Extraction<'_> {
    /// The same event told twice becomes one: same class and status, and the parties of one among those of the other.
    pub(super) fn merge_same(&mut self, told: &mut Told) {
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
            // Where and when the second telling knows it is where and when the first was.
            kept.place = kept.place.or(event.place);
            if kept.date.is_none() {
                (kept.date, kept.end_date, kept.date_basis) = (event.date, event.end_date, event.date_basis);
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
    pub(super) fn conflict(&self, told: &Told, a: usize, b: usize) -> bool {
        let token_of = |event: usize| told.at.iter().find(|(_, id)| id.0 == event).map(|(token, _)| *token);
        let (Some(x), Some(y)) = (token_of(a), token_of(b)) else { return false };
        // "their first meeting", "the previous call": not the one that the report is about.
        let another = |token: usize| {
            self.graph.document.children(token).any(|child| {
                self.knowledge.in_set("earlier-one", self.graph.lemma(child))
                    && self.graph.document.token(child).deprel.base() == "amod"
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
        // A summit in Canada may be the one in Toronto; who visits Canada may go to Toronto on one of the days.
        let contains = |p, q| told.events[a].class == "Summit" && (self.lies_in(p, q) || self.lies_in(q, p));
        if let (Some(p), Some(q)) = (place(a, x), place(b, y))
            && p != q
            && !contains(p, q)
        {
            return true;
        }
        if told.events[a].class == "Summit" && self.are_of_series(told, x, y) {
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

    /// "the 2022 summit" and "the summit" of this year's report, "the 5th forum" and "the 6th": two of a series.
    fn are_of_series(&self, told: &Told, x: usize, y: usize) -> bool {
        let published = self.report.reference_date().map(|date| date.year());
        let years = match (self.year_of(told, x), self.year_of(told, y)) {
            (Some(one), Some(other)) => one != other,
            // A year of the past is told because another is meant where none is.
            (Some(one), None) | (None, Some(one)) => published.is_some_and(|year| one < year),
            (None, None) => false,
        };
        let ordinals = self.rank_of(x).zip(self.rank_of(y)).is_some_and(|(one, other)| one != other);
        years || ordinals
    }

    /// The year of the event that a noun names: in front of it, of its own time, or of the clause that says when it was
    /// held.
    fn year_of(&self, told: &Told, noun: usize) -> Option<i32> {
        let document = self.graph.document;
        let in_front = document.children(noun).filter(|child| *child < noun).find_map(|child| {
            let year = self.graph.lower(child).parse::<i32>().ok()?;
            (1900..2100).contains(&year).then_some(year)
        });
        let held = || {
            let verb = document.children(noun).find(|child| {
                document.token(*child).deprel.as_str() == "acl"
                    && self.knowledge.in_set("light", self.graph.lemma(*child))
            })?;
            let sentence = document.sentences()[document.sentence_of(noun)].end;
            (verb + 1..sentence.min(verb + REACH_OF_DAY))
                .take_while(|token| !matches!(document.token(*token).upos, Upos::Verb | Upos::Aux))
                .find_map(|token| self.time_at[token])
                .map(|time| self.recognition.times[time].start.year)
        };
        in_front
            .or_else(|| self.nearest_time(told, noun).map(|time| self.recognition.times[time].start.year))
            .or_else(held)
    }

    /// "the 9th summit", "the second forum"
    fn rank_of(&self, noun: usize) -> Option<u32> {
        self.graph.document.children(noun).find_map(|child| {
            let word = self.graph.lower(child);
            let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
            crate::recognise::lexicon::ordinal(word).or_else(|| {
                digits.parse().ok().filter(|_| matches!(&word[digits.len()..], "st" | "nd" | "rd" | "th"))
            })
        })
    }

    pub(super) fn are_same(&self, told: &Told, a: usize, b: usize) -> bool {
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

    /// "will visit Chile. The Prime Minister's visit is an opportunity": a noun that belongs to the visitor, or a verb in
    /// the present, without day or status of its own, is the visit that was told before.
    pub(super) fn is_that_visit(&self, told: &Told, earlier: usize, later: usize) -> bool {
        let token = |event: usize| told.at.iter().find(|(_, id)| id.0 == event).map(|(token, _)| *token);
        let (first, second) = (&told.events[earlier], &told.events[later]);
        let Some(noun) = token(later) else { return false };
        let document = self.graph.document;
        let owned = document.children(noun).any(|child| document.token(child).deprel.as_str() == "nmod:poss");
        let view = document.token(noun);
        // "is visiting Chile for talks": what was announced, told again without a day.
        let now = view.upos == Upos::Verb
            && (matches!(view.xpos.as_str(), "VBZ" | "VBP")
                || view.xpos.as_str() == "VBG"
                    && document.children(noun).any(|child| {
                        document.token(child).deprel.base() == "aux"
                            && matches!(self.graph.lower(child), "is" | "are")
                    }));
        first.class == "Visit"
            && first.status == Status::Planned
            && second.status == Status::Occurred
            && (view.upos == Upos::Noun && owned || now)
            && self.nearest_time(told, noun).is_none()
    }
}
