//! Who holds which office: titles before and after names, "his counterpart", lists of co-chairs.

use super::{Assembly, Holding};
use crate::mention::{EntityId, EntityKind, MentionKind};
use crate::recognise::names::overlap;
use crate::recognise::offices;
use crate::recognise::offices::{Body, Phrase};
use std::ops::Range;

impl Assembly<'_> {
    /// The entity of the body whose name stands at these tokens.
    pub(super) fn body_at(&self, tokens: &Range<usize>) -> Option<EntityId> {
        self.bodies.iter().position(|c| c.tokens == *tokens).map(|index| self.body_entity[index])
    }

    /// Reads offices from titles before and after names.
    pub(super) fn hold_offices(&mut self) {
        let reading = self.reading;
        let phrases = self.phrases.clone();
        let mut open: Vec<usize> = Vec::new();
        let mut last_holder: Option<(usize, Vec<EntityId>)> = None;
        for (number, phrase) in phrases.iter().enumerate() {
            let mut holders: Vec<(EntityId, Range<usize>)> = phrase
                .names
                .iter()
                .filter_map(|name| {
                    let (range, id) = self.person_at.iter().find(|(range, _)| range == name)?;
                    Some((*id, range.clone()))
                })
                .collect();
            let mut found_by = "title-before-name";
            if holders.is_empty() && phrase.names.is_empty() {
                if let Some((range, id)) = self.name_before(phrase) {
                    holders.push((id, range));
                    found_by = "title-after-name";
                } else if let Some((end, ids)) = last_holder.as_ref().filter(|_| !phrase.plural) {
                    // "N, Special Assistant to the President and Senior Director for Labour".
                    let gap = reading.words_of(*end..phrase.tokens.start);
                    if matches!(gap.as_str(), "and" | "," | ", and") && phrase.determiner.is_none() {
                        holders.extend(ids.iter().map(|id| (*id, phrase.tokens.clone())));
                        found_by = "title-after-name";
                    }
                }
            }
            if phrase.plural && !phrase.names.is_empty() {
                holders.extend(self.further_names(phrase, &phrases));
            }
            if holders.is_empty() {
                last_holder = None;
                continue;
            }
            open.push(number);
            let whole = holders
                .iter()
                .fold(phrase.tokens.clone(), |a, (_, b)| a.start.min(b.start)..a.end.max(b.end));
            if found_by == "title-after-name" {
                let ids: Vec<EntityId> = holders.iter().map(|(id, _)| *id).collect();
                self.mention(phrase.tokens.clone(), MentionKind::Nominal, ids.clone(), "office-apposition");
            }
            let mut end = whole.end;
            let mut after_body = None;
            // "President N of Brazil".
            let name_end = phrase.names.last().map_or(phrase.tokens.end, |name| name.end);
            if holders.len() == 1
                && let Some((body, last)) = self.body_after(name_end)
            {
                after_body = Some(body);
                end = last;
            }
            // "Chairman, African Development Foundation".
            if found_by == "title-after-name" && reading.word(phrase.tokens.end) == "," {
                let at = phrase.tokens.end + 1;
                if let Some(index) = self
                    .bodies
                    .iter()
                    .position(|c| c.tokens.start == at && c.kind == EntityKind::Organization)
                {
                    let next = self.bodies[index].tokens.end;
                    if !self.phrases.iter().any(|p| p.tokens.start == at)
                        && !reading.is_any(next, &["has", "is", "and", "said", "will"])
                    {
                        after_body = Some(self.body_entity[index]);
                        end = next;
                    }
                }
            }
            if holders.len() == 1
                && after_body.is_none()
                && let Some((body, last)) = self.body_in_list(phrase.tokens.start, name_end)
            {
                after_body = Some(body);
                end = last;
            }
            let last = phrase.parts.len() - 1;
            for (place, part) in phrase.parts.iter().enumerate() {
                let mut body = self.body_of(part);
                if body.is_none()
                    && !part.serves
                    && after_body.is_some()
                    && (place == last || self.is_state(after_body))
                {
                    body = after_body;
                }
                for (id, range) in &holders {
                    let mut near = range.end.max(phrase.tokens.end);
                    // "Presidents N of Ghana and M of Kenya".
                    let own = self.body_after(range.end).filter(|_| holders.len() > 1 && body.is_none());
                    if let Some((_, last)) = own {
                        near = last;
                    }
                    let tokens = if holders.len() > 1 {
                        phrase.tokens.start.min(range.start)..near
                    } else {
                        whole.start..end
                    };
                    let body = body.or(own.map(|(body, _)| body));
                    let stated = body.is_some();
                    self.holdings.push(Holding {
                        person: *id,
                        title: offices::title_of(reading, part),
                        noun: offices::noun_of(reading, part),
                        body,
                        stated,
                        opaque: part.opaque && body.is_none(),
                        tokens,
                        found_by,
                    });
                }
            }
            last_holder = (found_by == "title-after-name")
                .then(|| (phrase.tokens.end, holders.iter().map(|h| h.0).collect()));
        }
        self.counterparts();
        self.settle_bodies();
        self.settle_titles();
    }

    /// "his Turkish counterpart N" holds the office of the one before, for the other state.
    fn counterparts(&mut self) {
        let reading = self.reading;
        for token in 1..reading.len() {
            if reading.lower(token) != "counterpart" {
                continue;
            }
            let Some(index) = (0..self.bodies.len()).find(|i| self.bodies[*i].tokens.end == token) else {
                continue;
            };
            let (from, state) = (self.bodies[index].tokens.start, self.body_entity[index]);
            let begin = offices::honorific_end(reading, token + 1, reading.line_end(token));
            let named = self.person_at.iter().find(|(range, _)| range.start == begin).cloned();
            let sentence = reading.sentence(token);
            let model = self.holdings.iter().rev().find(|h| {
                h.tokens.end <= from
                    && sentence.contains(&h.tokens.start)
                    && named.as_ref().is_none_or(|(_, person)| h.person != *person)
            });
            let Some((title, noun)) = model.map(|h| (h.title.clone(), h.noun)) else { continue };
            let start = if reading.is_any(from.wrapping_sub(1), &["his", "her", "its", "their", "the"]) {
                from - 1
            } else {
                from
            };
            let Some((name, person)) = named else {
                self.nameless_counterpart(start..token + 1, &title, state);
                continue;
            };
            self.mentions.retain(|m| m.tokens != (name.start..name.end));
            self.mention(start..name.end, MentionKind::Name, vec![person], "counterpart");
            // The Polish counterpart of a chancellor is a prime minister, which the text does not say.
            if !self.calls_otherwise(state, &title) {
                self.holdings.push(Holding {
                    person,
                    title,
                    noun,
                    body: Some(state),
                    stated: true,
                    opaque: false,
                    tokens: start..name.end,
                    found_by: "counterpart",
                });
            }
        }
        self.holdings.sort_by_key(|h| h.tokens.start);
    }

    /// "his French counterpart" without a name: whoever holds the same office for the other state, if the text tells,
    /// else a person known by the office alone.
    fn nameless_counterpart(&mut self, tokens: Range<usize>, title: &str, state: EntityId) {
        let holder = self
            .holdings
            .iter()
            .find(|h| h.body == Some(state) && h.title.eq_ignore_ascii_case(title))
            .map(|h| h.person);
        // "his Israeli counterpart, Advisor N": the name follows, and nobody else is to be made.
        let apart = self.reading.word(tokens.end) == ",";
        let near = |range: &Range<usize>| tokens.end < range.start && range.start < tokens.end + 7;
        // Whoever a Secretary or an adviser meets is called otherwise in most states.
        if holder.is_none()
            && !title.to_lowercase().split(' ').any(|word| self.knowledge.in_set("office-alike", word))
        {
            return;
        }
        if holder.is_none() && apart && self.person_at.iter().any(|(range, _)| near(range)) {
            return;
        }
        if holder.is_none() && self.calls_otherwise(state, title) {
            return;
        }
        let person = holder.unwrap_or_else(|| self.office_alone(title, state));
        self.mention(tokens, MentionKind::Nominal, vec![person], "counterpart");
    }

    /// The body that a title's phrase names.
    pub(super) fn body_of(&mut self, part: &offices::Part) -> Option<EntityId> {
        match &part.body {
            Body::Named(tokens) => self.body_at(tokens).or_else(|| {
                // "Zelensky's chief of staff" is of the state that the person leads.
                let (_, person) = self.person_at.iter().find(|(range, _)| overlap(range, tokens))?;
                self.holdings
                    .iter()
                    .find(|h| h.person == *person && self.is_state(h.body))
                    .and_then(|h| h.body)
            }),
            Body::Unknown(tokens) => {
                if self.person_at.iter().any(|(range, _)| overlap(range, tokens)) {
                    return None;
                }
                let name = self.reading.words_of(tokens.clone());
                let key = format!("Organization:{}", self.folder.fold(&name).to_lowercase());
                let fresh = !self.by_key.contains_key(&key);
                let id = self.unknown(EntityKind::Organization, key, &name);
                if fresh {
                    self.mention(tokens.clone(), MentionKind::Name, vec![id], "office-body");
                }
                Some(id)
            }
            Body::Noun(token) => {
                let word = self.reading.lower(*token).to_owned();
                self.body_by_noun(&word, *token)
            }
            Body::Unsaid => None,
        }
    }

    /// The organisation last named before a token whose name ends with the noun.
    fn body_by_noun(&self, noun: &str, before: usize) -> Option<EntityId> {
        let fits = |index: &usize| {
            let c = &self.bodies[*index];
            let name = &self.entities[self.body_entity[*index].0].name.to_lowercase();
            c.kind == EntityKind::Organization && (name.split(' ').any(|w| w == noun))
        };
        let earlier =
            (0..self.bodies.len()).rev().filter(|i| self.bodies[*i].tokens.end <= before).find(fits);
        earlier.or_else(|| (0..self.bodies.len()).find(fits)).map(|index| self.body_entity[index])
    }

    /// The person whose name stands before the phrase, parted from it by a comma or a bracket.
    fn name_before(&self, phrase: &Phrase) -> Option<(Range<usize>, EntityId)> {
        let reading = self.reading;
        let start = phrase.tokens.start;
        if start == 0 || phrase.plural {
            return None;
        }
        let gap = reading.word(start - 1);
        // "N, who is President of X".
        if start > 3 && matches!(gap, "is" | "was") && reading.lower(start - 2) == "who" {
            let end = if reading.word(start - 3) == "," { start - 3 } else { start - 2 };
            return self.person_at.iter().find(|(range, _)| range.end == end).cloned();
        }
        // "as the chair of X", "became Sultan": of the person last named in the sentence.
        let lemma = &*reading.document.token(start - 1).lemma;
        if gap == "as" || self.knowledge.in_set("coming-to-office", lemma) {
            let sentence = reading.line_start(start);
            let near = self
                .person_at
                .iter()
                .rev()
                .find(|(range, _)| range.end < start && range.start >= sentence)?;
            return (start - near.0.end < 12).then(|| near.clone());
        }
        let apart = matches!(gap, "," | "(" | "–" | "—" | "-");
        let end = if apart { start - 1 } else { start };
        if !apart && reading.new_line(start) {
            return None;
        }
        let found = self.person_at.iter().find(|(range, _)| range.end == end)?;
        if !apart {
            // A signature: "N Prime Minister of X" on a line of its own.
            let alone = reading.line_start(found.0.start) + 3 > found.0.start
                && reading.line_end(start) <= phrase.tokens.end + 1;
            return alone.then(|| found.clone());
        }
        // "After meeting N, President M said": a phrase with its own name was dealt with before; a subject is no apposition.
        let after = reading.word(phrase.tokens.end);
        let closes = matches!(after, "," | "." | ")" | ";" | ":" | "–" | "—" | "-" | "")
            || reading.is_any(phrase.tokens.end, &["and", "who"])
            || reading.new_line(phrase.tokens.end);
        closes.then(|| found.clone())
    }

    /// The body that "of" joins to a name that ends here, and where its own name ends: "President N of Brazil".
    fn body_after(&self, end: usize) -> Option<(EntityId, usize)> {
        let reading = self.reading;
        if reading.lower(end) != "of" {
            return None;
        }
        let start = end + 1 + usize::from(reading.lower(end + 1) == "the");
        let index = self.bodies.iter().position(|c| c.tokens.start == start && !c.adjective)?;
        Some((self.body_entity[index], self.bodies[index].tokens.end))
    }

    /// The body that ends the line of a list which begins with title and name, and where its name ends: "- President N,
    /// Republic of Indonesia".
    fn body_in_list(&self, start: usize, name_end: usize) -> Option<(EntityId, usize)> {
        let reading = self.reading;
        let line = reading.line_start(start);
        let first = line == start || line + 1 == start && matches!(reading.word(line), "-" | "•" | "–" | "*");
        if !first || name_end <= start || reading.word(name_end) != "," {
            return None;
        }
        let from = name_end + 1 + usize::from(reading.lower(name_end + 1) == "the");
        let index = self.bodies.iter().position(|c| {
            c.tokens.start == from
                && !c.adjective
                && matches!(c.kind, EntityKind::State | EntityKind::Organization)
        })?;
        let end = self.bodies[index].tokens.end;
        let rest = reading.line_end(start);
        let closed = (end..rest).all(|t| matches!(reading.word(t), "." | ";" | ","));
        closed.then(|| (self.body_entity[index], end))
    }

    /// Names after the first in "co-chairs N, of A, and M, of B".
    fn further_names(&self, phrase: &Phrase, phrases: &[Phrase]) -> Vec<(EntityId, Range<usize>)> {
        let reading = self.reading;
        let mut found = Vec::new();
        let Some(last) = phrase.names.last() else { return found };
        let limit = reading.sentence(last.start).end;
        let mut at = last.end;
        for _ in 0..8 {
            if let Some((_, end)) = self.body_after(at) {
                at = end;
            }
            if reading.word(at) == "," {
                at += 1;
                if let Some(title) = phrases.iter().find(|p| p.tokens.start == at && p.names.is_empty()) {
                    at = title.tokens.end;
                    if reading.word(at) == "," {
                        at += 1;
                    }
                }
            }
            let and = reading.lower(at) == "and";
            if and {
                at += 1;
            }
            let Some((range, id)) = self.person_at.iter().find(|(range, _)| range.start == at) else { break };
            if at >= limit {
                break;
            }
            found.push((*id, range.clone()));
            at = range.end;
            if and {
                break;
            }
        }
        found
    }

    /// Drops titles that are part of a fuller one of the same person, and repetitions.
    fn settle_titles(&mut self) {
        let words = |title: &str| -> Vec<String> {
            title
                .to_lowercase()
                .split([' ', '-'])
                .filter(|w| !matches!(*w, "of" | "for" | "the" | "and"))
                .map(str::to_owned)
                .collect()
        };
        let keys: Vec<Vec<String>> = self.holdings.iter().map(|h| words(&h.title)).collect();
        let mut kept = Vec::new();
        for index in 0..self.holdings.len() {
            let own = &self.holdings[index];
            let repeated = (0..self.holdings.len()).any(|other| {
                let that = &self.holdings[other];
                if other == index || that.person != own.person {
                    return false;
                }
                let bodies = own.body == that.body || own.body.is_none() || !own.stated;
                let whole = keys[other] == keys[index];
                if whole {
                    // The one that states the body, then the first, is kept.
                    return bodies
                        && ((that.stated && !own.stated)
                            || (that.stated == own.stated && other < index && own.body == that.body));
                }
                bodies
                    && keys[other].len() > keys[index].len()
                    && keys[index].iter().all(|w| keys[other].contains(w))
            });
            kept.push(!repeated);
        }
        let mut index = 0;
        self.holdings.retain(|_| {
            index += 1;
            kept[index - 1]
        });
    }
}
