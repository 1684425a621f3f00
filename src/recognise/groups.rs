//! Unnamed collectives as the text states them: "about 20 NATO countries", "ambassadors of seven countries".

use super::names::{Candidate, overlap};
use super::reading::Reading;
use super::words::NameWord;
use crate::document::Upos;
use crate::mention::{EntityKind, Measure};
use std::ops::Range;

/// A collective where it stands.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// The tokens of its words.
    pub(super) tokens: Range<usize>,
    /// The candidate whose members they are.
    pub(super) source: Option<Range<usize>>,
    /// The measure that counts them.
    pub(super) measure: Option<usize>,
    /// Candidates that the text names as members.
    pub(super) members: Vec<Range<usize>>,
    /// Whether it is "the sides", "both leaders": the parties of the event.
    pub(super) anaphor: bool,
}

/// The singular of a plural noun by its lemma, or by its ending where the lemma is a name's.
fn noun<'a>(reading: &'a Reading<'_>, token: usize) -> &'a str {
    &reading.document.token(token).lemma
}

/// Whether the word is a noun for members in the plural.
pub(super) fn plural_member(reading: &Reading<'_>, token: usize) -> bool {
    let t = reading.document.token(token);
    if !matches!(t.upos, Upos::Noun | Upos::Propn) {
        return false;
    }
    let lower = reading.lower(token);
    let plural = matches!(t.xpos.as_str(), "NNS" | "NNPS") || NameWord::PluralInForm.has(lower);
    let lemma = t.lemma.to_lowercase();
    plural
        && (NameWord::Member.has(lemma.as_str())
            || lower.strip_suffix('s').is_some_and(|stem| NameWord::Member.has(stem))
            || lower.strip_suffix("ies").is_some_and(|stem| NameWord::Member.has(&format!("{stem}y")))
            || lower == "people")
}

/// Where the list of states or organisations ends that begins with this one: "Romania, Bulgaria and Turkey"; nothing if
/// it stands alone, or if what follows has a title or a noun of its own: "of Romania and Bulgarian officials".
fn listed(
    reading: &Reading<'_>,
    bodies: &[Candidate],
    taken: &[Range<usize>],
    first: &Candidate,
    limit: usize,
) -> Option<usize> {
    let mut end = first.tokens.end;
    let mut closed = false;
    let mut last = None;
    while !closed {
        let mut at = end;
        if reading.word(at) == "," {
            at += 1;
        }
        if reading.is_any(at, &["and", "&"]) {
            closed = true;
            at += 1;
        }
        if at == end || at >= limit {
            break;
        }
        if reading.lower(at) == "the" {
            at += 1;
        }
        let next = bodies
            .iter()
            .filter(|c| c.tokens.start == at && c.kind == first.kind && !c.adjective)
            .max_by_key(|c| c.tokens.len())
            .filter(|c| {
                !taken.iter().any(|range| overlap(range, &c.tokens))
                    && !reading.possessive(c.tokens.end)
                    && !reading.name_word(c.tokens.end)
            })?;
        end = next.tokens.end;
        if closed {
            last = Some(end);
        }
    }
    last
}

/// All collectives, in the order of the text.
pub(super) fn groups(
    reading: &Reading<'_>,
    bodies: &[Candidate],
    taken: &[Range<usize>],
    measures: &[Measure],
) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for token in 0..reading.len() {
        let delegation =
            reading.lower(token) == "delegation" && reading.document.token(token).upos != Upos::Verb;
        if !plural_member(reading, token) && !delegation {
            continue;
        }
        let (first, limit) = (reading.line_start(token), reading.line_end(token));
        if taken.iter().any(|range| range.contains(&token))
            || bodies.iter().any(|c| c.tokens.contains(&token))
        {
            continue;
        }
        // "EU leaders' summit", "member states'": the noun modifies another one.
        if found.last().is_some_and(|last: &Found| last.tokens.contains(&token)) {
            continue;
        }
        // Leftwards over the noun phrase.
        let mut start = token;
        while start > first {
            let before = start - 1;
            if taken.iter().any(|range| range.contains(&before)) {
                break;
            }
            let upos = reading.document.token(before).upos;
            let word = reading.lower(before);
            let numeral = measures.iter().any(|m| m.tokens.contains(&before));
            let inside = bodies.iter().find(|c| c.tokens.contains(&before));
            if let Some(c) = inside {
                start = c.tokens.start;
                continue;
            }
            let glue = word == "-" && reading.glued(before) && reading.glued(start);
            let list = matches!(word, "," | "and") && before > first && {
                let other = bodies.iter().any(|c| c.tokens.end == before && c.adjective)
                    || (word == "and"
                        && reading.document.token(before - 1).upos == Upos::Adj
                        && reading.document.token(start).upos == Upos::Adj);
                other
                    && (bodies.iter().any(|c| c.tokens.start == start)
                        || word == "and"
                        || reading.is_any(start, &["and"]))
            };
            let quantifier = NameWord::Quantifier.has(word)
                || (word == "of"
                    && (reading.is_a(before.wrapping_sub(1), NameWord::Quantifier)
                        || reading.is_any(
                            before.wrapping_sub(1),
                            &["one", "some", "many", "all", "most", "both", "several"],
                        )));
            let modifies =
                matches!(upos, Upos::Adj | Upos::Noun | Upos::Propn | Upos::Num | Upos::Det | Upos::Adv)
                    && !NameWord::Apart.has(word)
                    && (upos != Upos::Adv || NameWord::Degree.has(word))
                    && (upos != Upos::Noun
                        || reading.document.token(before).head == token
                        || reading.is_any(before, &["member", "member-state"]));
            let participle = upos == Upos::Verb
                && reading.document.token(before).head == token
                && matches!(reading.document.token(before).deprel.as_str(), "amod" | "compound");
            if (numeral || glue || list || quantifier || modifies || participle)
                && !reading.possessive(before)
            {
                start = before;
            } else {
                break;
            }
        }
        while start < token
            && (reading
                .is_any(start, &["the", ",", "and", "-", "of", "all", "both", "these", "those", "such"])
                && !reading.is_any(start, &["both"]))
        {
            start += 1;
        }
        let mut source = bodies
            .iter()
            .find(|c| c.tokens.start >= start && c.tokens.end <= token)
            .map(|c| c.tokens.clone());
        let measure = measures.iter().position(|m| m.tokens.start >= start && m.tokens.end <= token);
        // Rightwards over what they are of.
        let mut end = token + 1;
        let mut the = end + 1;
        if reading.is_any(the, &["the"]) {
            the += 1;
        }
        let mut complement = false;
        if reading.is_any(end, &["of", "from", "in", "at"]) && the < limit {
            if let Some(c) = bodies.iter().filter(|c| c.tokens.start == the).max_by_key(|c| c.tokens.len()) {
                let mut after = c.tokens.end;
                let mut ahead = after;
                while ahead < limit
                    && ahead < after + 2
                    && !bodies.iter().any(|c| c.tokens.start == ahead)
                    && matches!(reading.document.token(ahead).upos, Upos::Noun | Upos::Adj | Upos::Propn)
                    && !plural_member(reading, ahead)
                {
                    ahead += 1;
                }
                if plural_member(reading, ahead) && ahead < limit {
                    after = ahead + 1;
                }
                // "civilians from Kabul airport" may have been taken from there.
                let out_of = reading.lower(end) == "from" && c.kind == EntityKind::Place;
                if reading.lower(end) == "of"
                    || reading.lower(end) == "from" && !out_of
                    || after > c.tokens.end
                    || reading.lower(end) == "at"
                {
                    source = source.or(Some(c.tokens.clone()));
                    let from = reading.lower(end) == "from" && c.kind == EntityKind::State;
                    let of = (reading.lower(end) == "of" || from) && after == c.tokens.end;
                    end = after;
                    complement = true;
                    // "the leaders of Romania, Bulgaria and Turkey" are one collective from several states.
                    if of && let Some(last) = listed(reading, bodies, taken, c, limit) {
                        end = last;
                        source = None;
                    }
                }
            } else if reading.lower(end) == "of" || reading.lower(end) == "from" {
                let mut ahead = the;
                while ahead < limit
                    && ahead < the + 4
                    && !plural_member(reading, ahead)
                    && matches!(
                        reading.document.token(ahead).upos,
                        Upos::Noun | Upos::Adj | Upos::Num | Upos::Propn
                    )
                {
                    ahead += 1;
                }
                // "Heads of Government", "Heads of State and Government".
                let office =
                    |at: usize| reading.is_any(at, &["state", "states", "government", "governments"]);
                if reading.is_any(token, &["heads", "chiefs"])
                    && reading.lower(end) == "of"
                    && office(the)
                    && the < limit
                {
                    end = the + 1;
                    if end + 1 < limit && reading.is_any(end, &["and", "or"]) && office(end + 1) {
                        end += 2;
                    }
                    // "Heads of State of Canada, France and Italy"
                    let of = end + 1 + usize::from(reading.lower(end + 1) == "the");
                    let first = bodies.iter().filter(|c| c.tokens.start == of && !c.adjective);
                    if reading.lower(end) == "of"
                        && of < limit
                        && let Some(c) = first.max_by_key(|c| c.tokens.len())
                    {
                        end = listed(reading, bodies, taken, c, limit).unwrap_or(c.tokens.end);
                    }
                    complement = true;
                } else if ahead < limit && plural_member(reading, ahead) {
                    end = ahead + 1;
                    complement = true;
                } else if reading.lower(end) == "of" && the == end + 2 {
                    // "countries of the Alliance", "leaders of the region": whose they are belongs to their words,
                    // though the text does not say which alliance it is.
                    let named = (the..ahead.min(limit))
                        .rev()
                        .find(|at| matches!(reading.document.token(*at).upos, Upos::Noun | Upos::Propn));
                    if let Some(last) = named {
                        end = last + 1;
                        complement = true;
                    }
                }
            }
        }
        let lemma = noun(reading, token).to_lowercase();
        let modified = (start..token).any(|t| {
            !(reading.is_any(
                t,
                &[
                    "the", "both", "two", "2", "three", "3", "all", "these", "those", "our", "their", "its",
                    "his", "her", "other",
                ],
            ))
        });
        let anaphor = !complement
            && !modified
            && source.is_none()
            && NameWord::Party.has(lemma.as_str())
            && (start > first && reading.is_any(start - 1, &["the", "all", "both"])
                || start > first
                    && reading.lower(start - 1) == "their"
                    && matches!(lemma.as_str(), "country" | "nation")
                || reading.is_any(start, &["both", "two", "2", "three", "3"]));
        if !anaphor && !complement && !modified && measure.is_none() && delegation {
            continue;
        }
        if anaphor {
            while start > first && reading.is_any(start - 1, &["the", "both", "all", "of"]) {
                start -= 1;
            }
        }
        let mut members = Vec::new();
        let mut at = end;
        if reading.word(at) == "," {
            at += 1;
        }
        let opens = reading.is_any(at, &["including", "like", "namely"])
            || (reading.lower(at) == "such" && reading.lower(at + 1) == "as")
            || (reading.lower(at) == "among" && reading.lower(at + 1) == "them");
        if opens && at < limit {
            at += if reading.is_any(at, &["such", "among"]) { 2 } else { 1 };
            while at < limit {
                if let Some(c) = bodies
                    .iter()
                    .filter(|c| c.tokens.start == at && !c.adjective)
                    .max_by_key(|c| c.tokens.len())
                {
                    members.push(c.tokens.clone());
                    at = c.tokens.end;
                } else if reading.is_any(at, &[",", "and", "the"]) && !members.is_empty()
                    || reading.lower(at) == "the"
                {
                    at += 1;
                } else {
                    break;
                }
            }
        }
        let tokens = start..end;
        if found.iter().any(|other| overlap(&other.tokens, &tokens)) {
            continue;
        }
        found.push(Found { tokens, source, measure, members, anaphor });
    }
    found
}
