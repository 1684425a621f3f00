//! Titles and offices: "President of the Republic of X", "X's Foreign Minister", "Special Envoy for Y".

use super::names::{Candidate, overlap, person_end};
use super::reading::Reading;
use super::words::NameWord;
use crate::document::{NameLabel, Upos};
use crate::mention::EntityKind;
use std::ops::Range;

const DETERMINERS: &[&str] =
    &["the", "a", "an", "his", "her", "its", "their", "our", "this", "that", "my", "your", "whose"];

/// Whose office a title is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Body {
    /// The phrase does not say.
    Unsaid,
    /// The state, organisation or place whose name stands at these tokens.
    Named(Range<usize>),
    /// An organisation that the gazetteer and the patterns do not know, at these tokens.
    Unknown(Range<usize>),
    /// An organisation by its noun alone: "Council spokesperson".
    Noun(usize),
}

/// One title of a phrase.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// The tokens of the title, without its body and without "former".
    pub(super) title: Range<usize>,
    /// The noun that carries it.
    pub(super) head: usize,
    /// "former" or "acting", where it stands apart from the title.
    pub(super) tense: Option<usize>,
    /// Whose office it is.
    pub(super) body: Body,
    /// What stands behind the body and belongs to the title: "for Foreign Affairs" after "of the European Union".
    pub(super) field: Range<usize>,
    /// Whether the text says whose office it is in words that were not understood.
    pub(super) opaque: bool,
    /// Whether it serves another office: "Assistant to the President".
    pub(super) serves: bool,
}

/// A phrase of titles, with the persons named right after it.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    /// The tokens from the determiner or body to the end of the last title or its body.
    pub(super) tokens: Range<usize>,
    /// The titles.
    pub(super) parts: Vec<Part>,
    /// The names right after it: several for "Presidents A and B".
    pub(super) names: Vec<Range<usize>>,
    /// Whether the noun is in the plural.
    pub(super) plural: bool,
    /// The determiner.
    pub(super) determiner: Option<usize>,
    /// Whether a comma stands between phrase and name.
    pub(super) comma: bool,
}

impl Phrase {
    /// The tokens of titles and names together.
    pub(super) fn whole(&self) -> Range<usize> {
        self.tokens.start..self.names.first().map_or(self.tokens.end, |name| name.end)
    }
}

/// The title noun in the singular, if the word is one.
fn head_noun(lower: &str) -> Option<&'static str> {
    let find = |word: &str| NameWord::Title.find(word);
    find(lower)
        .or_else(|| lower.strip_suffix("men").and_then(|stem| find(&format!("{stem}man"))))
        .or_else(|| lower.strip_suffix("ies").and_then(|stem| find(&format!("{stem}y"))))
        .or_else(|| lower.strip_suffix('s').and_then(find))
        .or_else(|| lower.strip_prefix("ex-").and_then(find))
}

/// Whether the word is a noun for an office.
pub(super) fn is_title_word(reading: &Reading<'_>, token: usize) -> bool {
    head_noun(reading.lower(token)).is_some()
        && !(reading.lower(token) == "head" && reading.capital(token) && reading.lower(token + 1) != "of")
}

/// Whether the word is a noun, a rank or a field of offices.
pub(super) fn is_title_part(reading: &Reading<'_>, token: usize) -> bool {
    let lower = reading.lower(token);
    head_noun(lower).is_some() || NameWord::Rank.has(lower) || NameWord::Field.has(lower)
}

/// Whether the words from here on lead to a title, with or without its body in front.
pub(super) fn title_follows_at(reading: &Reading<'_>, from: usize) -> bool {
    let limit = reading.line_end(from.min(reading.len().saturating_sub(1)));
    let from = if reading.is_any(from, DETERMINERS) { from + 1 } else { from };
    title_follows(reading, from, limit)
}

/// Whether a capitalised title ends here, so that an organisation's name begins after it.
pub(super) fn ends_title(reading: &Reading<'_>, token: usize) -> bool {
    is_title_word(reading, token) && !reading.is_a(token, NameWord::BeforeName)
}

/// Whether the word can stand before a title noun as part of the title.
fn modifier(reading: &Reading<'_>, token: usize, capital_head: bool) -> bool {
    let lower = reading.lower(token);
    // "Under President N, exports grew": a preposition, unless a secretary is under another.
    let under = lower == "under" && !reading.is_any(token + 1, &["secretary", "secretaries", "-"]);
    (NameWord::Rank.has(lower) || NameWord::Field.has(lower))
        && !under
        && (capital_head || !reading.capital(token) || token == reading.line_start(token))
}

/// The candidate that ends right before a token.
fn ending_at(bodies: &[Candidate], end: usize) -> Option<&Candidate> {
    bodies.iter().filter(|c| c.tokens.end == end).max_by_key(|c| c.tokens.len())
}

/// The longest candidate that begins at a token.
fn starting_at(bodies: &[Candidate], start: usize) -> Option<&Candidate> {
    bodies.iter().filter(|c| c.tokens.start == start).max_by_key(|c| c.tokens.len())
}

/// The person's name by the tagger that begins in a range.
fn tagged_person(reading: &Reading<'_>, range: &Range<usize>) -> Option<usize> {
    let names = reading.document.names();
    let from = names.partition_point(|name| name.tokens.start < range.start);
    names[from..].iter().take_while(|name| name.tokens.start < range.end).find_map(|name| {
        let start = name
            .tokens
            .clone()
            .find(|t| !is_title_word(reading, *t) && !reading.is_a(*t, NameWord::Honorific))?;
        let field = NameWord::Field.has(reading.lower(start)) || NameWord::Rank.has(reading.lower(start));
        (name.label == NameLabel::Person && start < range.end && !field).then_some(start)
    })
}

/// All phrases of titles, in the order of the text.
pub(super) fn phrases(reading: &Reading<'_>, bodies: &[Candidate]) -> Vec<Phrase> {
    let mut found: Vec<Phrase> = Vec::new();
    let mut token = 0;
    let mut floor = 0;
    while token < reading.len() {
        if let Some((phrase, next)) = phrase_at(reading, bodies, token, floor) {
            // A body may belong to the phrase before and to this one, the words of a title may not.
            let part = &phrase.parts[0];
            let said = if matches!(part.body, Body::Unknown(_)) { phrase.tokens.end } else { part.title.end };
            floor = phrase.names.last().map_or(said, |name| name.end);
            found.push(phrase);
            token = next;
        } else {
            token += 1;
        }
    }
    join(reading, found)
}

/// The phrase whose first title noun is this token, and where to read on.
fn phrase_at(
    reading: &Reading<'_>,
    bodies: &[Candidate],
    noun: usize,
    floor: usize,
) -> Option<(Phrase, usize)> {
    let first_noun = head_noun(reading.lower(noun))?;
    let covering = bodies.iter().find(|c| c.tokens.contains(&noun));
    if covering.is_some_and(|c| c.tokens.len() > 1 || c.known.is_some()) {
        return None;
    }
    let upos = reading.document.token(noun).upos;
    let capital = reading.capital(noun) && !reading.shouted(noun);
    if !capital && !matches!(upos, Upos::Noun | Upos::Propn) {
        return None;
    }
    let (first, limit) = (reading.line_start(noun).max(floor.min(noun)), reading.line_end(noun));

    // "Chief Executive Officer", "Secretary General", "Secretary-General", "President-elect".
    let mut head = noun;
    let mut head_end = noun + 1;
    loop {
        let mut next = head_end;
        while next < limit
            && next < head_end + 3
            && modifier(reading, next, capital)
            && reading.capital(next) == capital
        {
            next += 1;
        }
        let glued = reading.word(head_end) == "-" && reading.glued(head_end) && reading.glued(head_end + 1);
        if glued
            && (reading.is_any(head_end + 1, &["general", "elect", "designate", "in"])
                || head_noun(reading.lower(head_end + 1)).is_some())
        {
            if reading.is_any(head_end + 1, &["general", "elect", "designate"]) {
                head_end += 2;
            } else if reading.is_any(head_end + 1, &["in"]) && reading.lower(head_end + 3) == "chief" {
                head_end += 4;
            } else {
                head = head_end + 1;
                head_end += 2;
            }
            continue;
        }
        if reading.is_any(head_end, &["general", "designate", "elect"])
            && head_end < limit
            && reading.capital(head_end) == capital
        {
            head_end += 1;
            continue;
        }
        if first_noun == "chief"
            && reading.lower(head_end) == "executive"
            && reading.lower(head_end + 1) != "officer"
        {
            head_end += 1;
            break;
        }
        if matches!(first_noun, "charge" | "chargé")
            && head_end < limit
            && reading.lower(head_end).starts_with('d')
        {
            while head_end < limit && !reading.lower(head_end).ends_with("ffaires") && head_end < noun + 4 {
                head_end += 1;
            }
            head_end += 1;
            if reading.lower(head_end) == "ad" {
                head_end += 2;
            }
            head_end = head_end.min(limit);
            break;
        }
        if next < limit
            && head_noun(reading.lower(next)).is_some()
            && reading.capital(next) == capital
            && !(next == head_end
                && NameWord::BodyFirst.has(first_noun)
                && first_noun != "chief"
                && first_noun != "head")
            && !bodies.iter().any(|c| c.tokens.contains(&next))
        {
            head = next;
            head_end = next + 1;
            continue;
        }
        break;
    }

    // Leftwards over ranks and fields, then unknown capitals.
    let mut start = noun;
    let mut unknown: Option<Range<usize>> = None;
    while start > first {
        let before = start - 1;
        let covered =
            bodies.iter().any(|c| c.tokens.contains(&before) && !(c.tokens.len() == 1 && c.known.is_none()));
        let glue = reading.word(before) == "-" && reading.glued(before) && reading.glued(start);
        if glue && before > first && modifier(reading, before - 1, true) {
            start = before - 1;
        } else if covered {
            break;
        } else if modifier(reading, before, capital) && unknown.is_none() {
            start = before;
        } else if reading.is_any(before, &["and", "&", ","])
            && unknown.is_none()
            && before > first
            && start < noun
            && NameWord::Field.has(reading.lower(before - 1))
            && NameWord::Field.has(reading.lower(start))
            && reading.capital(before - 1) == reading.capital(start)
            && !bodies.iter().any(|c| c.tokens.contains(&(before - 1)))
        {
            start = before - 1;
        } else if reading.name_word(before)
            && head_noun(reading.lower(before)).is_none()
            && !reading.is_a(before, NameWord::Honorific)
            // "Former President": the first word of a sentence has its capital from there.
            && !reading.is_a(before, NameWord::Tense)
            && !reading.is_a(before, NameWord::Loose)
            && !reading.new_line(start)
            && tagged_person(reading, &(before..before + 1)).is_none()
            && !reading
                .document
                .names()
                .iter()
                .any(|n| n.label == NameLabel::Person && n.tokens.contains(&before))
            && (before > first || reading.name_word(start))
        {
            let end = unknown.as_ref().map_or(start, |range| range.end);
            unknown = Some(before..end);
            start = before;
        } else {
            break;
        }
    }
    let mut body = Body::Unsaid;
    let mut title_start = start;
    let mut phrase_start = start;
    if let Some(range) = unknown {
        // "Council spokesperson" is somebody of the Council; "Middle East Envoy" has its field in front.
        let singular = head_noun(reading.lower(head)).unwrap_or_default();
        if NameWord::BodyFirst.has(singular) || !capital {
            body = if range.len() == 1 && !reading.acronym(range.start) {
                Body::Noun(range.start)
            } else {
                Body::Unknown(range.clone())
            };
            title_start = range.end;
        }
    } else {
        let mut before = start;
        if before > first && reading.possessive(before - 1) {
            before -= 1;
        }
        // "Saudi Aramco (2222.SE) chief executive".
        if before > first && reading.word(before - 1) == ")" {
            let open = (first..before).rev().take(8).find(|t| reading.word(*t) == "(");
            before = open.unwrap_or(before);
        }
        // "In Turkey Minister N met": the place of the sentence is no body.
        let placed = |c: &Candidate| {
            !c.adjective
                && before == start
                && c.tokens.start > first
                && reading.is_any(c.tokens.start - 1, &["in", "at", "from", "to"])
        };
        if let Some(candidate) = ending_at(bodies, before)
            .filter(|c| c.kind != EntityKind::Person && c.tokens.start >= first && !placed(c))
        {
            body = Body::Named(candidate.tokens.clone());
            phrase_start = candidate.tokens.start;
        }
    }

    // Leftwards over "former" and the determiner.
    let mut tense = None;
    loop {
        if phrase_start <= first {
            break;
        }
        let before = phrase_start - 1;
        if reading.is_a(before, NameWord::Tense) {
            tense = Some(before);
            phrase_start = before;
        } else if reading.is_a(before, NameWord::Loose)
            || (reading.word(before) == "-" && before > first && reading.is_a(before - 1, NameWord::Loose))
        {
            phrase_start = before;
        } else if reading.word(before) == "-" && before > first && reading.is_any(before - 1, &["then", "ex"])
        {
            tense = Some(before - 1);
            phrase_start = before - 1;
        } else {
            break;
        }
    }
    if tense.is_some_and(|at| at + 1 == title_start) {
        title_start = tense.unwrap_or(title_start);
        tense = None;
    }
    let mut determiner = None;
    if phrase_start > first && reading.is_any(phrase_start - 1, DETERMINERS) {
        phrase_start -= 1;
        determiner = Some(phrase_start);
    }

    let mut part =
        Part { title: title_start..head_end, head, tense, body, field: 0..0, opaque: false, serves: false };
    let end = complements(reading, bodies, &mut part, head_end, limit, capital);

    let plural = {
        let lower = reading.lower(head);
        !NameWord::Title.has(lower) && (lower.ends_with('s') || lower.ends_with("men"))
    };
    let mut phrase = Phrase {
        tokens: phrase_start..end,
        parts: vec![part],
        names: Vec::new(),
        plural,
        determiner,
        comma: false,
    };
    let next = name_after(reading, bodies, &mut phrase, limit);
    // A bare lower-case noun without determiner, body or name says nothing: "head", "leaders".
    let bare = phrase.names.is_empty()
        && phrase.determiner.is_none()
        && phrase.parts[0].body == Body::Unsaid
        && !capital;
    if bare && phrase.parts[0].title.len() == 1 {
        return None;
    }
    Some((phrase, next.max(noun + 1)))
}

/// A run of capitalised words, with "and", commas and small words between them, from a token on.
fn field_run(reading: &Reading<'_>, bodies: &[Candidate], from: usize, limit: usize, nested: bool) -> usize {
    let person = tagged_person(reading, &(from..limit)).unwrap_or(limit);
    let limit = limit.min(person);
    let word = |at: usize| {
        at < limit
            && (reading.name_word(at) || (NameWord::Field.has(reading.lower(at)) && !reading.capital(at)))
            && head_noun(reading.lower(at)).is_none()
            && (!reading.is_a(at, NameWord::Honorific)
                || reading.is_any(at, &["general", "right", "royal", "major"]))
    };
    let mut at = from;
    if at < limit && reading.lower(at) == "the" {
        at += 1;
    }
    let begin = at;
    while at < limit {
        if at > begin && reading.person_starts(at) && !NameWord::Field.has(reading.lower(at)) {
            break;
        }
        if let Some(c) = starting_at(bodies, at).filter(|c| c.tokens.end <= limit) {
            at = c.tokens.end;
            continue;
        }
        if word(at) {
            at += 1;
            continue;
        }
        let glue = reading.word(at) == "-" && reading.glued(at) && reading.glued(at + 1);
        if glue && at > begin {
            at += 2;
            continue;
        }
        let small: &[&str] = if nested { &["and", "&", "of", "to", "for"] } else { &["and", "&"] };
        let joins = at > begin && reading.is_any(at, small) && word(at + 1) && reading.capital(at + 1);
        let state =
            |at: usize| starting_at(bodies, at).is_some_and(|c| c.kind == EntityKind::State && !c.adjective);
        if at > begin
            && reading.lower(at) == "of"
            && (state(at + 1) || (reading.lower(at + 1) == "the" && state(at + 2)))
        {
            break;
        }
        let the = nested
            && at > begin
            && reading.is_any(at, &["of", "for"])
            && reading.lower(at + 1) == "the"
            && word(at + 2)
            && reading.capital(at + 2);
        let lower_and = at > begin
            && reading.is_any(at, &["and"])
            && word(at + 1)
            && !title_follows(reading, at + 1, limit)
            // "Secretary of State and international partners"
            && !(at + 1..limit.min(at + 4)).any(|next| super::groups::plural_member(reading, next));
        if (joins && !title_follows(reading, at + 1, limit)) || lower_and {
            at += 2;
            continue;
        }
        if the {
            at += 3;
            continue;
        }
        // "Environmental Protection, Ecology and Transport": a comma joins only if an "and" closes the list.
        if at > begin && reading.word(at) == "," && word(at + 1) && reading.capital(at + 1) {
            let mut next = at + 1;
            while word(next) {
                next += 1;
            }
            if reading.is_any(next, &["and", "&"])
                && word(next + 1)
                && reading.capital(next + 1)
                && !title_follows(reading, next + 1, limit)
            {
                at = next;
                continue;
            }
        }
        break;
    }
    if at == begin { from } else { at }
}

/// Whether the capitalised words from here on lead to another title: "and Minister of Economy", "and Senior Director".
fn title_follows(reading: &Reading<'_>, from: usize, limit: usize) -> bool {
    let mut at = from;
    while at < limit && at < from + 5 {
        if head_noun(reading.lower(at)).is_some() {
            return true;
        }
        if !(reading.name_word(at) || modifier(reading, at, true)) {
            return false;
        }
        at += 1;
    }
    false
}

/// Reads what follows the noun of a title: "of State", "for Energy Security", "to the President", "of Azerbaijan".
fn complements(
    reading: &Reading<'_>,
    bodies: &[Candidate],
    part: &mut Part,
    from: usize,
    limit: usize,
    capital: bool,
) -> usize {
    let noun = head_noun(reading.lower(part.head)).unwrap_or_default();
    let mut at = from;
    for _ in 0..4 {
        if at >= limit {
            break;
        }
        let preposition = reading.lower(at);
        let mut next = at + 1;
        let the = next < limit && reading.lower(next) == "the";
        if the {
            next += 1;
        }
        if next >= limit {
            break;
        }
        let candidate = starting_at(bodies, next).filter(|c| {
            // "Director of National Intelligence" has a field that the tagger takes for a name.
            c.kind != EntityKind::Person
                && !c.adjective
                && !(c.found_by == "names-tagger" && modifier(reading, next, true))
        });
        match preposition {
            "of" => {
                if let Some(c) = candidate {
                    if part.body == Body::Unsaid {
                        part.body = Body::Named(c.tokens.clone());
                    }
                    at = c.tokens.end;
                    if reading.lower(at) == "for" && at < limit && capital && reading.name_word(at + 1) {
                        let end = field_run(reading, bodies, at + 1, limit, true);
                        if end > at + 1 {
                            part.field = at..end;
                            at = end;
                        }
                    }
                    break;
                }
                part.opaque = true;
                if head_noun(reading.lower(next)).is_some() && !reading.capital(next) {
                    break;
                }
                let end = field_run(reading, bodies, at + 1, limit, false);
                if end == at + 1 {
                    // "head of the Azerbaijani government" and "Minister of the Turkish Republic" read on by adjective.
                    break;
                }
                let first = reading.lower(next);
                let field = NameWord::Field.has(first) || NameWord::Rank.has(first);
                part.opaque = false;
                if first == "board"
                    && reading.lower(next + 1) == "of"
                    && reading.is_a(next + 2, NameWord::OfBoard)
                {
                    part.title.end = next + 3;
                    at = next + 3;
                    continue;
                }
                if !field && capital && NameWord::BodyFirst.has(noun) && part.body == Body::Unsaid {
                    part.body = Body::Unknown(next..end);
                    at = end;
                    break;
                }
                if !field && !capital {
                    break;
                }
                part.title.end = end;
                at = end;
            }
            "for" if candidate.is_some() && NameWord::Speaking.has(noun) => {
                if let Some(c) = candidate {
                    if part.body == Body::Unsaid {
                        part.body = Body::Named(c.tokens.clone());
                    }
                    at = c.tokens.end;
                }
                break;
            }
            "for" | "on" => {
                let end = field_run(reading, bodies, at + 1, limit, true);
                let fits = end > at + 1
                    && (reading.capital(next) || capital || NameWord::Field.has(reading.lower(next)));
                // "the President for the first time" has no field.
                let plain = NameWord::Fieldless.has(noun);
                let prime = noun == "minister"
                    && reading.lower(part.head.wrapping_sub(1)) == "prime"
                    && reading.lower(part.title.start) == "prime";
                let dated =
                    reading.calendar(next) || reading.word(next).starts_with(|c: char| c.is_ascii_digit());
                if !fits || plain || prime || dated || (preposition == "on" && !capital) {
                    break;
                }
                // "the Foreign Minister on Azerbaijan's role": what is possessed or modified is no field.
                if reading.possessive(end) {
                    break;
                }
                part.title.end = end;
                at = end;
            }
            "to" => {
                if NameWord::Assistant.has(noun) {
                    let mut end = next;
                    while end < limit
                        && (modifier(reading, end, true) || reading.name_word(end))
                        && head_noun(reading.lower(end)).is_none()
                    {
                        end += 1;
                    }
                    if the && end < limit && head_noun(reading.lower(end)).is_some() && candidate.is_none() {
                        part.title.end = end + 1;
                        part.serves = true;
                        at = end + 1;
                        continue;
                    }
                    if let Some(c) = candidate.filter(|_| NameWord::Accredited.has(noun)) {
                        part.title.end = c.tokens.end;
                        at = c.tokens.end;
                        continue;
                    }
                }
                break;
            }
            "at" | "in" | "with" => {
                if let Some(c) = candidate.filter(|c| c.kind == EntityKind::Organization)
                    && part.body == Body::Unsaid
                    && (preposition == "at" || capital && part.title.end > part.head + 1)
                {
                    part.body = Body::Named(c.tokens.clone());
                    at = c.tokens.end;
                }
                break;
            }
            _ => break,
        }
    }
    at
}

/// Reads the names after a phrase; gives where to read on.
fn name_after(reading: &Reading<'_>, bodies: &[Candidate], phrase: &mut Phrase, limit: usize) -> usize {
    let mut at = phrase.tokens.end;
    if at >= limit || reading.new_line(at) && at > phrase.tokens.start {
        return phrase.tokens.end;
    }
    if reading.word(at) == "," && phrase.determiner.is_some() && !phrase.plural {
        // "The Minister for Central Asia, Tobias Ellwood, visited".
        let named = reading.name_word(at + 1) && (reading.person_starts(at + 1) || reading.given(at + 1));
        if !named || at + 1 >= limit {
            return phrase.tokens.end;
        }
        phrase.comma = true;
        at += 1;
    }
    loop {
        let begin = honorific_end(reading, at, limit);
        let Some(end) = person_end(reading, bodies, begin) else { break };
        // "leaders Summit": what ends with a noun of organisations or places names nobody.
        if super::names::names_other(reading, &(begin..end))
            || (reading.name_word(end)
                && !reading.new_line(end)
                && !reading.calendar(end)
                && super::names::is_body_noun(reading, end))
        {
            break;
        }
        phrase.names.push(begin..end);
        at = end;
        if !phrase.plural {
            break;
        }
        let mut next = at;
        if reading.word(next) == "," {
            next += 1;
        }
        if reading.lower(next) == "and" {
            next += 1;
        }
        if next == at
            || next >= limit
            || !(reading.name_word(next) || reading.lower(next) == "von" || reading.lower(next) == "van")
            || is_title_word(reading, next)
        {
            break;
        }
        at = next;
    }
    phrase.names.last().map_or(phrase.tokens.end, |name| name.end)
}

/// Where forms of address end that begin at a token: "The Honorable", "His Excellency", "Mr.".
pub(super) fn honorific_end(reading: &Reading<'_>, token: usize, limit: usize) -> usize {
    let mut at = token;
    loop {
        let determiner = reading.is_any(at, &["the", "his", "her", "their"])
            && reading.is_a(at + 1, NameWord::Honorific)
            && reading.capital(at + 1);
        if at + 1 < limit && determiner {
            at += 2;
        } else if at + 1 < limit
            && ((reading.is_a(at, NameWord::Honorific) && reading.capital(at) && reading.lower(at) != "he")
                || (at > token && reading.word(at) == "."))
        {
            at += 1;
        } else {
            return at;
        }
    }
}

/// Joins phrases of one holder: "Assistant to the President and National Security Advisor Jake Sullivan".
fn join(reading: &Reading<'_>, phrases: Vec<Phrase>) -> Vec<Phrase> {
    let mut joined: Vec<Phrase> = Vec::new();
    for mut phrase in phrases {
        if let Some(last) = joined.last_mut() {
            let and = last.tokens.end + 1 == phrase.tokens.start && reading.lower(last.tokens.end) == "and";
            let adjacent = last.tokens.end == phrase.tokens.start;
            let part = &last.parts[last.parts.len() - 1];
            let complement = part.title.end > part.head + 1 || part.serves;
            let simple = head_noun(reading.lower(part.head)).is_some_and(|noun| NameWord::Simple.has(noun))
                || (reading.lower(part.head) == "minister"
                    && part.title.len() == 2
                    && reading.lower(part.title.start) == "prime");
            let open = last.names.is_empty() && !last.plural && !phrase.plural && phrase.determiner.is_none();
            if open
                && (adjacent
                    || and
                        && (complement || (last.determiner.is_none() && !simple && !phrase.names.is_empty())))
            {
                // Both titles belong to the body that stands before them or after the last.
                if phrase.parts[0].body == Body::Unsaid && !part.serves && !and {
                    phrase.parts[0].body = part.body.clone();
                }
                last.parts.append(&mut phrase.parts);
                last.tokens.end = phrase.tokens.end;
                last.names = phrase.names;
                last.comma = phrase.comma;
                continue;
            }
            if overlap(&last.tokens, &phrase.tokens) {
                // "Head of Cabinet of the European Commission President": the outer phrase holds the inner one.
                last.tokens.end = last.tokens.end.max(phrase.whole().end);
            }
        }
        joined.push(phrase);
    }
    joined
}

/// The title of a part as the graph writes it: without the state, in the singular, with "former" in front.
pub(super) fn title_of(reading: &Reading<'_>, part: &Part) -> String {
    let mut title = String::new();
    if let Some(tense) = part.tense {
        title.push_str(reading.word(tense));
        title.push(' ');
    }
    let noun = reading.word(part.head);
    let singular = singular(noun);
    let before = reading.words_of(part.title.start..part.head);
    title.push_str(&before);
    if !before.is_empty() && !reading.glued(part.head) {
        title.push(' ');
    }
    title.push_str(&singular);
    let after = reading.words_of(part.head + 1..part.title.end);
    if !after.is_empty() {
        if !reading.glued(part.head + 1) {
            title.push(' ');
        }
        title.push_str(&after);
    }
    if !part.field.is_empty() {
        title.push(' ');
        title.push_str(&reading.words_of(part.field.clone()));
    }
    title
}

/// "Presidents" to "President", "spokesmen" to "spokesman".
fn singular(noun: &str) -> String {
    let lower = noun.to_lowercase();
    if NameWord::Title.has(lower.as_str()) {
        return noun.to_owned();
    }
    if let Some(stem) = noun.strip_suffix("ies") {
        return format!("{stem}y");
    }
    if let Some(stem) = noun.strip_suffix("men") {
        return format!("{stem}man");
    }
    noun.strip_suffix('s').unwrap_or(noun).to_owned()
}

/// The title noun of a part, in the singular and lower case.
pub(super) fn noun_of(reading: &Reading<'_>, part: &Part) -> &'static str {
    head_noun(reading.lower(part.head)).unwrap_or_default()
}
