//! Names of states, organisations and places, and of persons without a title: gazetteer, tagger and patterns reconciled.

use super::lexicon::TimeWord;
use super::reading::Reading;
use super::words::NameWord;
use crate::document::NameLabel;
use crate::knowledge::Knowledge;
use crate::knowledge::bodies::BodyClass;
use crate::mention::EntityKind;
use std::ops::Range;

/// A stretch of text that names something, before it is known which entity that is.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// The tokens of the name, without title and determiner.
    pub(super) tokens: Range<usize>,
    /// What it names.
    pub(super) kind: EntityKind,
    /// Its row in the gazetteer.
    pub(super) known: Option<String>,
    /// Whether it is an adjective or demonym: "Azerbaijani".
    pub(super) adjective: bool,
    /// The candidate for the state whose organ this is, as its tokens: "Azerbaijani" in "Azerbaijani military".
    pub(super) state: Option<Range<usize>>,
    /// The state joined to that one by a hyphen: "Peru" in "Chile-Peru Media Forum".
    pub(super) partner: Option<Range<usize>>,
    /// The lexicon or pattern that found it.
    pub(super) found_by: &'static str,
}

impl Candidate {
    /// Whether these are the words of a state in its name.
    fn holds(&self, tokens: &Range<usize>) -> bool {
        [&self.state, &self.partner].into_iter().flatten().any(|state| state == tokens)
    }
}

/// Prepositions that may join an organisation's noun to what it is for.
const COMPLEMENT: &[&str] = &["of", "for", "on", "against"];

/// Whether the range is one of those that overlap the other.
pub(super) fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// Whether `inner` lies within `outer`.
pub(super) fn within(inner: &Range<usize>, outer: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// The candidates of the gazetteer and of the patterns for organisations and places, longest first where they overlap.
///
/// States inside the name of one of their organs stay beside it.
pub(super) fn bodies(reading: &Reading<'_>, knowledge: &Knowledge, lexicon: &[Candidate]) -> Vec<Candidate> {
    let mut proposals: Vec<Candidate> = lexicon.to_vec();
    proposals.extend(organs(reading, knowledge, lexicon));
    proposals.extend(organisations(reading, lexicon));
    proposals.extend(places(reading, lexicon));
    reconcile(proposals)
}

/// Keeps the longest of overlapping candidates, earlier ones first among equals, and beside organs their states.
pub(super) fn reconcile(mut proposals: Vec<Candidate>) -> Vec<Candidate> {
    let rank = |c: &Candidate| (std::cmp::Reverse(c.tokens.len()), c.known.is_none(), c.tokens.start);
    proposals.sort_by_key(rank);
    let mut kept: Vec<Candidate> = Vec::new();
    for proposal in proposals {
        let clash = kept.iter().any(|other| {
            overlap(&other.tokens, &proposal.tokens)
                && !other.holds(&proposal.tokens)
                && !proposal.holds(&other.tokens)
        });
        if !clash {
            kept.push(proposal);
        }
    }
    kept.sort_by_key(|c| (c.tokens.start, std::cmp::Reverse(c.tokens.end)));
    kept
}

/// The lexicon's state that begins at this token.
fn state_at(lexicon: &[Candidate], token: usize) -> Option<&Candidate> {
    lexicon
        .iter()
        .filter(|c| {
            c.tokens.start == token && (c.kind == EntityKind::State || c.known.as_deref() == Some("org:eu"))
        })
        .max_by_key(|c| c.tokens.len())
}

/// "Azerbaijani military", "the government of Oman", "Turkish Foreign Ministry", "Embassy of X in Y".
fn organs(reading: &Reading<'_>, knowledge: &Knowledge, lexicon: &[Candidate]) -> Vec<Candidate> {
    let mut found = Vec::new();
    for state in lexicon.iter().filter(|c| c.kind == EntityKind::State) {
        let limit = reading.line_end(state.tokens.start);
        let mut at = state.tokens.end;
        if at < limit && reading.possessive(at) {
            at += 1;
        }
        // "Iran's Security Council", "the Turkish General Staff": the name of a body that states have.
        let words = reading.words().get(at..limit.min(at + 8)).unwrap_or_default();
        if let Some(body) = knowledge.bodies.lookup(words).filter(|body| {
            let end = at + body.words;
            let goes_on = end < limit
                && (reading.name_word(end) && !super::offices::is_title_word(reading, end)
                    || reading.is_any(end, COMPLEMENT) && reading.name_word(end + 1));
            body.words > 1
                && (at..end).all(|t| reading.capital(t) || reading.closed(t) || reading.possessive(t))
                && !goes_on
                && !matches!(body.class, BodyClass::Embassy | BodyClass::Company)
        }) {
            found.push(Candidate {
                tokens: state.tokens.start..at + body.words,
                kind: EntityKind::Organization,
                known: None,
                adjective: false,
                state: Some(state.tokens.clone()),
                partner: None,
                found_by: "state-organ",
            });
        }
        let mut modified = at;
        while modified < limit && modified - at < 3 && reading.is_a(modified, NameWord::OrganModifier) {
            modified += 1;
        }
        // "Ministry of Foreign Affairs" and the like after an adjective are found as organisations by their own noun.
        if modified < limit && reading.is_a(modified, NameWord::Organ) {
            let mut end = modified + 1;
            if reading.is_any(modified, &["ministry", "department"]) && modified == at {
                match complement(reading, lexicon, end, limit, true) {
                    Some(after) => end = after,
                    // "the Turkish ministry" is a noun phrase to be resolved, not a name.
                    None => continue,
                }
            }
            // "Azerbaijani Armed Forces", but not "the German military coordination".
            let next_noun = end < limit
                && !reading.capital(end)
                && matches!(reading.document.token(end).upos, crate::document::Upos::Noun)
                && reading.document.token(modified).head == end;
            if !next_noun {
                found.push(Candidate {
                    tokens: state.tokens.start..end,
                    kind: EntityKind::Organization,
                    known: None,
                    adjective: false,
                    state: Some(state.tokens.clone()),
                    partner: None,
                    found_by: "state-organ",
                });
            }
        }
    }
    for token in 0..reading.len() {
        if !reading.is_a(token, NameWord::Organ) || reading.lower(token + 1) != "of" {
            continue;
        }
        let limit = reading.line_end(token);
        let mut at = token + 2;
        if reading.lower(at) == "the" {
            at += 1;
        }
        if at >= limit {
            continue;
        }
        if let Some(state) =
            state_at(lexicon, at).filter(|state| state.kind == EntityKind::State && !state.adjective)
        {
            let mut start = token;
            while start > reading.line_start(token)
                && (reading.is_a(start - 1, NameWord::OrganModifier)
                    || (reading.name_word(start - 1) && reading.name_word(token)))
            {
                start -= 1;
            }
            let mut end = state.tokens.end;
            if reading.lower(token) == "embassy" && reading.lower(end) == "in" && reading.name_word(end + 1) {
                end += 2;
                while end < limit && reading.name_word(end) {
                    end += 1;
                }
            }
            found.push(Candidate {
                tokens: start..end,
                kind: EntityKind::Organization,
                known: None,
                adjective: false,
                state: Some(state.tokens.clone()),
                partner: None,
                found_by: "state-organ",
            });
        }
    }
    found
}

/// Where the complement of an organisation's noun ends: "of Foreign Affairs and Trade", "on Energy Security".
fn complement(
    reading: &Reading<'_>,
    lexicon: &[Candidate],
    token: usize,
    limit: usize,
    listed: bool,
) -> Option<usize> {
    if token >= limit || !reading.is_any(token, COMPLEMENT) {
        return None;
    }
    let mut at = token + 1;
    if at < limit && reading.lower(at) == "the" {
        at += 1;
    }
    let run = |mut at: usize| {
        let start = at;
        while at < limit {
            let glue = reading.word(at) == "-" && reading.glued(at) && reading.glued(at + 1);
            if !(reading.name_word(at) || (glue && at > start)) || (at > start && reading.person_starts(at)) {
                break;
            }
            at += 1;
        }
        at
    };
    let mut end = run(at);
    if end == at || super::offices::is_title_word(reading, end - 1) && end - at == 1 {
        return None;
    }
    // "Ministry of Energy and Trade"; a second organisation, office or state begins something new.
    loop {
        let mut next = end;
        if listed && next < limit && reading.word(next) == "," {
            next += 1;
        }
        let and = next < limit && reading.is_any(next, &["and", "&"]);
        if and {
            next += 1;
        } else if next == end {
            break;
        }
        if next >= limit || !reading.name_word(next) {
            break;
        }
        let after = run(next);
        let breaks = (next..after).any(|t| {
            super::offices::is_title_word(reading, t)
                || reading.is_a(t, NameWord::Organisation)
                || lexicon.iter().any(|c| c.tokens.contains(&t) && c.kind != EntityKind::Place)
        });
        let closes = and
            || (next..limit).take(8).any(|t| reading.is_any(t, &["and", "&"]) && reading.name_word(t + 1));
        if breaks
            || after == next
            || !closes
            || lexicon.iter().any(|c| overlap(&c.tokens, &(at..end)) && !listed)
        {
            break;
        }
        end = after;
        if and {
            break;
        }
    }
    Some(end)
}

/// Runs of capitalised words around an organisation's noun: "National Security Council", "Council of Europe".
fn organisations(reading: &Reading<'_>, lexicon: &[Candidate]) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    for token in 0..reading.len() {
        if !reading.is_a(token, NameWord::Organisation) || !reading.capital(token) || reading.shouted(token) {
            continue;
        }
        // "Head of Cabinet" is a title.
        if reading.lower(token) == "cabinet" && token > 0 && reading.lower(token - 1) == "of" {
            continue;
        }
        let (first, limit) = (reading.line_start(token), reading.line_end(token));
        let mut start = token;
        while start > first {
            let before = start - 1;
            let glue =
                matches!(reading.word(before), "-" | "–") && reading.glued(before) && reading.glued(start)
                    || matches!(reading.word(before), "&");
            let owners =
                reading.possessive(before) && before > first && reading.is_a(before - 1, NameWord::Owner);
            if (glue || owners) && before > first && reading.name_word(before - 1) {
                start = before - 1;
            } else if reading.name_word(before) && !super::offices::ends_title(reading, before) {
                start = before;
            } else if reading.lower(before) == "and"
                && before > first
                && reading.name_word(before - 1)
                && reading.is_a(token, NameWord::Twofold)
                && !lexicon.iter().any(|c| c.tokens.contains(&(before - 1)))
                && !super::offices::is_title_word(reading, before - 1)
            {
                start = before - 1;
            } else {
                break;
            }
        }
        // "Sixteenth South Pacific Forum": a numbered meeting of what is known without its number.
        let ordinal =
            matches!(super::lexicon::lexicon().times.get(reading.lower(start)), Some(TimeWord::Ordinal(_)));
        if ordinal && lexicon.iter().any(|c| c.tokens.start == start + 1 && c.tokens.contains(&token)) {
            continue;
        }
        let mut end = token + 1;
        // "Pacific Fleet Command Center": the last noun of the run decides.
        if end < limit && (reading.name_word(end) && reading.is_a(end, NameWord::Organisation)) {
            continue;
        }
        if reading.word(end) == "-" && reading.glued(end) {
            continue;
        }
        let listed = reading.is_a(token, NameWord::Listing);
        // "European Union for …": a known name is complete.
        let complete = lexicon.iter().any(|c| c.tokens.end == end && c.tokens.len() > 1);
        let chief = if reading.lower(end + 1) == "the" { end + 2 } else { end + 1 };
        let chief_end = chief + usize::from(reading.is_any(chief, &["prime", "vice", "first"]));
        if reading.is_a(token, NameWord::OfOfficer)
            && reading.lower(end) == "of"
            && chief_end < limit
            && reading.capital(chief_end)
            && super::offices::is_title_word(reading, chief_end)
        {
            end = chief_end + 1;
            // "Department of the Prime Minister and Cabinet"
            if reading.lower(end) == "and" && reading.capital(end + 1) && reading.lower(end + 1) == "cabinet"
            {
                end += 2;
            }
        } else if let Some(after) = complement(reading, lexicon, end, limit, listed).filter(|_| !complete) {
            end = after;
        } else if reading.is_a(token, NameWord::Aiming)
            && reading.lower(end) == "to"
            && reading.name_word(end + 1)
        {
            end += 2;
            while end < limit && reading.name_word(end) && !reading.person_starts(end) {
                end += 1;
            }
        }
        if reading.is_a(token, NameWord::TownBehind)
            && end == token + 1
            && reading.name_word(end)
            && !reading.new_line(end)
            && lexicon.iter().any(|c| c.tokens == (end..end + 1) && c.kind == EntityKind::Place)
        {
            end += 1;
        }
        if reading.is_a(token, NameWord::InTown)
            && reading.lower(end) == "in"
            && reading.name_word(end + 1)
            && end < limit
        {
            end += 2;
        }
        // "Ministry of Foreign Affairs of Kazakhstan": the state whose organ it is stands behind what it is for.
        let owner = end + 1 + usize::from(reading.lower(end + 1) == "the");
        let owned = state_at(lexicon, owner).filter(|state| {
            end > token + 1
                && reading.is_a(token, NameWord::Organ)
                && reading.lower(end) == "of"
                && owner < limit
                && state.kind == EntityKind::State
                && !state.adjective
        });
        if let Some(state) = owned {
            end = state.tokens.end;
        }
        let words = end - start;
        // A state alone in front makes an organ only with a noun that states have.
        let lone = start == token && end == token + 1;
        let after_other = reading.is_a(end, NameWord::Other) && reading.name_word(end);
        // "FOR MEDIA" is a heading.
        let heading = (start..end).all(|t| reading.acronym(t)) && words > 1;
        if lone || words < 2 || after_other || heading {
            continue;
        }
        let state = lexicon
            .iter()
            .find(|c| c.kind == EntityKind::State && c.tokens.start == start && c.tokens.end <= token)
            .or_else(|| {
                let of_state = |c: &&Candidate| {
                    c.kind == EntityKind::State
                        && c.tokens.end == end
                        && c.tokens.start > token
                        && !c.adjective
                };
                lexicon.iter().find(of_state).filter(|_| reading.is_a(token, NameWord::Organ))
            });
        let partner = state.filter(|c| c.tokens.start == start).and_then(|c| {
            let hyphen = c.tokens.end;
            let joined = matches!(reading.word(hyphen), "-" | "–")
                && reading.glued(hyphen)
                && reading.glued(hyphen + 1);
            state_at(lexicon, hyphen + 1).filter(|other| joined && other.tokens.end <= token)
        });
        found.push(Candidate {
            tokens: start..end,
            kind: EntityKind::Organization,
            known: None,
            adjective: false,
            state: state.map(|c| c.tokens.clone()),
            partner: partner.map(|c| c.tokens.clone()),
            found_by: if owned.is_some() { "state-organ" } else { "organisation-pattern" },
        });
    }
    found
}

/// Runs of capitalised words before a noun for places: "South China Sea", "Kabul airport", "Strait of Hormuz".
fn places(reading: &Reading<'_>, lexicon: &[Candidate]) -> Vec<Candidate> {
    let mut found = Vec::new();
    // "North Asia", "Central Europe", "eastern Ukraine" being no more than Ukraine.
    for place in lexicon.iter().filter(|c| c.kind == EntityKind::Place && !c.adjective) {
        let start = place.tokens.start;
        if start > reading.line_start(start)
            && reading.is_a(start - 1, NameWord::Compass)
            && reading.capital(start - 1)
        {
            found.push(Candidate {
                tokens: start - 1..place.tokens.end,
                known: None,
                found_by: "place-pattern",
                ..place.clone()
            });
        }
    }
    for token in 0..reading.len() {
        if !reading.is_a(token, NameWord::Place) || reading.shouted(token) {
            continue;
        }
        let (first, limit) = (reading.line_start(token), reading.line_end(token));
        let mut start = token;
        while start > first {
            let before = start - 1;
            let glue = reading.word(before) == "-" && reading.glued(before) && reading.glued(start);
            if glue && before > first && reading.name_word(before - 1) {
                start = before - 1;
            } else if reading.name_word(before)
                && (!super::offices::is_title_word(reading, before)
                    || (start < token && reading.is_a(before, NameWord::Namesake)))
            {
                start = before;
            } else {
                break;
            }
        }
        let mut end = token + 1;
        if start == token {
            if !(reading.capital(token) && reading.lower(end) == "of" && reading.name_word(end + 1)) {
                continue;
            }
            end += 2;
            while end < limit && reading.name_word(end) {
                end += 1;
            }
        } else if end < limit && reading.name_word(end) && !reading.new_line(end) && reading.capital(token) {
            // "Red Sea Task Force" is no sea.
            continue;
        }
        let run = start..end;
        // "Turkish territory", "Syrian coast" and "Azerbaijan region" speak of the state.
        let state_only = lexicon.iter().any(|c| {
            c.kind == EntityKind::State
                && c.tokens.start == run.start
                && c.tokens.end == token
                && (c.adjective || !reading.capital(token))
        });
        // "the Amazon region" is the Amazon.
        let known = lexicon
            .iter()
            .find(|c| c.kind == EntityKind::Place && c.tokens == (start..token) && !c.adjective);
        if let Some(known) =
            known.filter(|_| !reading.capital(token) && reading.is_a(token, NameWord::Surround))
        {
            found.push(Candidate { tokens: run, ..known.clone() });
            continue;
        }
        let acronym = start + 1 == token && reading.acronym(start);
        if !(state_only || acronym && !reading.capital(token)) {
            found.push(Candidate {
                tokens: run,
                kind: EntityKind::Place,
                known: None,
                adjective: false,
                state: None,
                partner: None,
                found_by: "place-pattern",
            });
        }
    }
    found
}

/// Whether the word is a noun for organisations or places.
pub(super) fn is_body_noun(reading: &Reading<'_>, token: usize) -> bool {
    reading.is_a(token, NameWord::Organisation) || reading.is_a(token, NameWord::Place)
}

/// Whether a run of capitals names an event, a text or an idea by its last noun.
pub(super) fn names_other(reading: &Reading<'_>, tokens: &Range<usize>) -> bool {
    let last = tokens.end - 1;
    reading.is_a(last, NameWord::Other)
        || (reading.name_word(tokens.end)
            && reading.is_a(tokens.end, NameWord::Other)
            && !reading.new_line(tokens.end))
}

/// The end of the person's name that begins at a token; nothing if none can begin there.
pub(super) fn person_end(reading: &Reading<'_>, bodies: &[Candidate], token: usize) -> Option<usize> {
    let limit = reading.line_end(token);
    let blocked = |at: usize, first: bool| {
        bodies.iter().any(|c| {
            c.tokens.start == at
                && c.kind != EntityKind::Place
                && !(first
                    && c.tokens.len() == 1
                    && reading.given(at)
                    && reading.name_word(at + 1)
                    && !c.adjective)
                && (c.found_by != "names-tagger" || reading.acronym(at))
        })
    };
    let mut at = token;
    let mut words = 0;
    while at < limit && words < 7 {
        let first = words == 0;
        let glue = !first
            && matches!(reading.word(at), "-" | "‑" | "’" | "'")
            && reading.glued(at)
            && reading.glued(at + 1);
        let particle = reading.is_a(at, NameWord::Particle)
            && (at + 1 < limit)
            && (reading.name_word(at + 1)
                || reading.word(at + 1) == "-"
                || (reading.is_a(at + 1, NameWord::Particle) && reading.name_word(at + 2)));
        // "Shia' Al Sudani": an apostrophe at the end of a word is part of the name unless it is a genitive.
        let marked = !first
            && matches!(reading.word(at), "'" | "’")
            && reading.glued(at)
            && !reading.lower(at - 1).ends_with('s')
            && reading.name_word(at + 1);
        if marked {
            at += 1;
            continue;
        }
        if glue {
            at += 2;
            continue;
        }
        if particle && !(reading.capital(at) && first && reading.acronym(at)) {
            at += 1;
            words += 1;
            continue;
        }
        let name = reading.name_word(at)
            && !blocked(at, first)
            && !(super::offices::is_title_word(reading, at)
                && (first || reading.name_word(at + 1) || words > 1))
            && !common(reading, at)
            && reading.word(at).chars().any(char::is_alphabetic)
            && !(reading.acronym(at) && reading.word(at).len() > 2 && !reading.word(at).contains('.'));
        if !name {
            break;
        }
        at += 1;
        words += 1;
    }
    if at == token {
        return None;
    }
    // "Joseph R. Biden, Jr."
    for suffix in [at, at + 1] {
        let comma = suffix == at || reading.word(at) == ",";
        if comma && suffix < limit && matches!(reading.word(suffix), "Jr." | "Jr" | "Sr." | "Sr") {
            return Some(suffix + 1);
        }
    }
    Some(at)
}

/// Whether the words are nothing but forms of address, titles, common nouns and single letters; after a title, which is
/// seldom followed by anything but a name, common nouns are names as well: "Prime Minister English".
pub(super) fn names_nobody(reading: &Reading<'_>, tokens: &Range<usize>, titled: bool) -> bool {
    tokens.clone().all(|t| {
        reading.is_a(t, NameWord::Honorific)
            || reading.word(t).trim_end_matches('.').chars().count() < 2
            || !titled
                && (reading.is_a(t, NameWord::NoName)
                    || reading.is_a(t, NameWord::Common)
                    || super::offices::is_title_part(reading, t)
                    || reading.closed(t))
    })
}

/// Whether a number word opens the name: "Nine African".
pub(super) fn begins_with_number(reading: &Reading<'_>, tokens: &Range<usize>) -> bool {
    tokens.len() > 1 && super::lexicon::lexicon().numbers.contains_key(reading.lower(tokens.start))
}

/// The acronyms that the text explains by the name of an event, a text or an idea, which is no entity: "High-Level Economic
/// Dialogue (HLED)".
fn acronyms_of_others<'a>(reading: &Reading<'a>) -> Vec<&'a str> {
    (1..reading.len())
        .filter(|&token| {
            reading.word(token) == "("
                && reading.word(token + 2) == ")"
                && reading.acronym(token + 1)
                && reading.is_a(token - 1, NameWord::Other)
                && reading.name_word(token - 1)
        })
        .map(|token| reading.word(token + 1))
        .collect()
}

/// Whether the word is a number in Roman letters: "XXIV".
fn roman(reading: &Reading<'_>, token: usize) -> bool {
    let word = reading.word(token);
    !word.is_empty() && word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L'))
}

/// Whether the word is a common noun that no person's name holds: "Member", "Meeting".
fn common(reading: &Reading<'_>, token: usize) -> bool {
    reading.is_a(token, NameWord::Other)
        || reading.is_a(token, NameWord::Organisation)
        || reading.is_a(token, NameWord::Common)
        || (super::offices::is_title_part(reading, token) && !reading.given(token))
}

/// Whether the same words stand after "in" or "at" somewhere in the text.
fn stands_in(reading: &Reading<'_>, tokens: &Range<usize>) -> bool {
    (1..reading.len()).any(|start| {
        reading.is_any(start - 1, &["in", "near", "outside"])
            && tokens.clone().enumerate().all(|(offset, t)| reading.word(start + offset) == reading.word(t))
            && !reading.name_word(start + tokens.len())
            && !reading.possessive(start + tokens.len())
    })
}

/// Whether the capitalised word stands elsewhere in the text within a sentence.
fn repeated(reading: &Reading<'_>, token: usize) -> bool {
    (0..reading.len())
        .any(|other| other != token && reading.word(other) == reading.word(token) && !reading.initial(other))
}

/// Names of the statistical tagger that no other source covers.
pub(super) fn tagged(reading: &Reading<'_>, taken: &[Range<usize>]) -> Vec<Candidate> {
    let mut found = Vec::new();
    let others = acronyms_of_others(reading);
    for name in reading.document.names() {
        let kind = match name.label {
            NameLabel::Person => EntityKind::Person,
            NameLabel::Organization => EntityKind::Organization,
            NameLabel::Place | NameLabel::Nation => EntityKind::Place,
            NameLabel::Time | NameLabel::Other => continue,
        };
        let mut tokens = name.tokens.clone();
        let mut kind = kind;
        while !tokens.is_empty()
            && (!reading.name_word(tokens.start)
                || (kind == EntityKind::Person
                    && (super::offices::is_title_part(reading, tokens.start)
                        || reading.is_a(tokens.start, NameWord::Honorific)
                        || reading.is_a(tokens.start, NameWord::NoName))
                    && !(reading.given(tokens.start) && reading.name_word(tokens.start + 1)))
                // "Former President N": a capital at the start of a sentence makes no name of it.
                || (reading.is_a(tokens.start, NameWord::Tense) || reading.is_a(tokens.start, NameWord::Loose))
                    && super::offices::title_follows_at(reading, tokens.start + 1))
        {
            tokens.start += 1;
        }
        while !tokens.is_empty()
            && !reading.name_word(tokens.end - 1)
            && !reading.word(tokens.end - 1).starts_with(|c: char| c.is_ascii_digit())
        {
            tokens.end -= 1;
        }
        // "C.", "Rt Hon", and what the text writes small elsewhere, name nobody.
        if kind != EntityKind::Person && tokens.clone().all(|t| roman(reading, t)) {
            continue;
        }
        let common = kind != EntityKind::Person
            && tokens.len() == 1
            && !reading.acronym(tokens.start)
            && (0..reading.len())
                .any(|t| !reading.capital(t) && reading.lower(t) == reading.lower(tokens.start));
        if names_nobody(reading, &tokens, false) || common {
            continue;
        }
        if tokens.len() == 1 && others.contains(&reading.word(tokens.start)) {
            continue;
        }
        // A stock exchange's code: "(2222.SE)".
        if !tokens.is_empty()
            && tokens.len() == 1
            && reading.glued(tokens.start)
            && reading.word(tokens.start - 1).ends_with(|c: char| c == '.' || c.is_ascii_digit())
        {
            continue;
        }
        if tokens.is_empty()
            || taken.iter().any(|other| overlap(other, &tokens))
            || reading.shouted(tokens.start)
        {
            continue;
        }
        // "in Los Cabos": whom nobody is in or at is a place.
        if kind == EntityKind::Person
            && tokens.clone().all(|t| !reading.given(t))
            && stands_in(reading, &tokens)
        {
            kind = EntityKind::Place;
        }
        if kind != EntityKind::Person {
            // "State Antony Blinken", "Competitiveness Craig Emerson": a given name begins a person.
            let given = tokens
                .clone()
                .find(|t| reading.given(*t) && *t + 1 < tokens.end && reading.name_word(*t + 1));
            let head = tokens
                .clone()
                .any(|t| reading.is_a(t, NameWord::Organisation) || reading.is_a(t, NameWord::Place));
            if let Some(given) = given.filter(|_| !head) {
                kind = EntityKind::Person;
                tokens.start = given;
            } else if tokens.len() > 1
                && !head
                && reading.word(tokens.end) == ","
                && super::offices::title_follows_at(reading, tokens.end + 1)
            {
                // "Ditte Juul N, European Commission Director-General": a title in apposition makes a person.
                kind = EntityKind::Person;
            } else {
                let title = tokens.clone().any(|t| super::offices::is_title_word(reading, t));
                let fields = tokens.clone().all(|t| {
                    super::offices::is_title_part(reading, t)
                        || reading.closed(t)
                        || reading.is_a(t, NameWord::NoName)
                });
                let first_word =
                    tokens.len() == 1 && reading.initial(tokens.start) && !repeated(reading, tokens.start);
                if title
                    || fields
                    || first_word
                    || names_other(reading, &tokens)
                    || reading.is_a(tokens.start, NameWord::NoName)
                {
                    continue;
                }
            }
        }
        // "COP31": names of places and persons hold no digits, those of meetings do.
        let numbered = |t: usize| reading.word(t).bytes().any(|byte| byte.is_ascii_digit());
        if matches!(kind, EntityKind::Place | EntityKind::Person) && tokens.clone().any(numbered) {
            continue;
        }
        found.push(Candidate {
            tokens,
            kind,
            known: None,
            adjective: false,
            state: None,
            partner: None,
            found_by: "names-tagger",
        });
    }
    found
}
