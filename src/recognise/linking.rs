//! Which row of the gazetteer a name means, by its kind and by what stands around it.

use super::names::Candidate;
use super::reading::Reading;
use crate::document::NameLabel;
use crate::knowledge::Knowledge;
use crate::knowledge::gazetteer::{Match, NameForm};
use crate::mention::EntityKind;
use std::ops::Range;

/// Prepositions after which a name is where something is.
const LOCATIVE: &[&str] = &[
    "in", "at", "near", "to", "from", "around", "outside", "inside", "through", "across", "into", "toward",
    "towards", "via", "over", "visit", "visited", "visits", "visiting", "leave", "left", "reached",
];

/// Verbs whose subject moves, so that a capital as their object is a place.
const MOTION: &[&str] = &["visit", "leave", "reach", "enter", "tour", "attack", "shell", "bomb", "host"];

/// Words after which a bare name is a place, whoever bears it too.
const WITHIN: &[&str] = &["in", "near", "outside", "inside", "around"];

/// Up to how many inhabitants a tenth of them make a town whose other names mean it only beside its state.
const LITTLE_KNOWN: u64 = 100_000;

/// From how many inhabitants a city is meant rather than a person of its name, where the words leave both open.
const CITY: u64 = 100_000;

/// Nouns that states have with each other: "ties between X and Y", "relations with X".
const DIPLOMATIC: &[&str] = &[
    "tie",
    "relation",
    "relationship",
    "cooperation",
    "dialogue",
    "talk",
    "tension",
    "agreement",
    "deal",
    "contact",
    "representative",
    "delegation",
    "envoy",
    "position",
    "consultation",
    "partnership",
    "negotiation",
    "pressure",
    "conflict",
    "interaction",
];

/// The words of the text that the gazetteer knows, the longest that fits at each place.
pub(super) fn lexicon(reading: &Reading<'_>, knowledge: &Knowledge) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut token = 0;
    while token < reading.len() {
        let begins = reading.capital(token) || reading.word(token).starts_with(|c: char| c.is_ascii_digit());
        if !begins {
            token += 1;
            continue;
        }
        let end = reading.line_end(token).min(token + 12);
        let matches = knowledge.gazetteer.lookup(&reading.words()[token..end]);
        if let Some(candidate) = choose(reading, knowledge, token, &matches) {
            token = candidate.tokens.end;
            found.push(candidate);
        } else {
            token += 1;
        }
    }
    found
}

/// The longest match that the context supports.
fn choose(
    reading: &Reading<'_>,
    knowledge: &Knowledge,
    token: usize,
    matches: &[Match<'_>],
) -> Option<Candidate> {
    let mut best: Option<&Match<'_>> = None;
    for found in matches {
        if best.is_some_and(|best| best.words > found.words) {
            break;
        }
        if found.form == NameForm::Nominal || !supported(reading, knowledge, token, found) {
            continue;
        }
        if best.is_none() || located_after(reading, knowledge, token, found) {
            best = Some(found);
        }
    }
    let found = best?;
    let adjective = matches!(found.form, NameForm::Adjective | NameForm::People);
    let mut candidate = Candidate {
        tokens: token..token + found.words,
        kind: found.kind,
        known: Some(found.key.to_owned()),
        adjective,
        state: None,
        found_by: "gazetteer",
    };
    if found.kind == EntityKind::Place
        && acts(reading, &candidate.tokens)
        && let Some(state) = knowledge.gazetteer.known(found.key).and_then(|known| known.capital_of)
    {
        candidate.kind = EntityKind::State;
        candidate.known = Some(state.to_owned());
        candidate.found_by = "capital-as-actor";
    }
    Some(candidate)
}

/// What the names tagger says of a token.
pub(super) fn label(reading: &Reading<'_>, token: usize) -> Option<NameLabel> {
    let names = reading.document.names();
    let at = names.partition_point(|name| name.tokens.end <= token);
    names.get(at).filter(|name| name.tokens.contains(&token)).map(|name| name.label)
}

/// Whether the state or region of the match stands behind it: "Paris, Texas", "Georgia, USA".
fn located_after(reading: &Reading<'_>, knowledge: &Knowledge, token: usize, found: &Match<'_>) -> bool {
    let end = token + found.words;
    if reading.word(end) != "," {
        return false;
    }
    let limit = reading.line_end(token);
    let Some(words) = reading.words().get(end + 1..limit.min(end + 6)) else { return false };
    let Some(known) = knowledge.gazetteer.known(found.key) else { return false };
    knowledge.gazetteer.lookup(words).iter().any(|around| Some(around.key) == known.located_in)
}

/// Whether the report names the entity of this key somewhere.
fn told(reading: &Reading<'_>, knowledge: &Knowledge, key: &str) -> bool {
    (0..reading.len()).filter(|&token| reading.capital(token)).any(|token| {
        let end = reading.line_end(token).min(token + 6);
        let words = reading.words().get(token..end).unwrap_or_default();
        knowledge.gazetteer.lookup(words).iter().any(|around| around.key == key)
    })
}

/// Whether another body of the same name follows with its own owner: "Security Council of Dravinia".
fn of_another(reading: &Reading<'_>, knowledge: &Knowledge, token: usize, end: usize) -> bool {
    if reading.lower(end) != "of" {
        return false;
    }
    let owner = if reading.lower(end + 1) == "the" { end + 2 } else { end + 1 };
    let limit = reading.line_end(token);
    let Some(words) = reading.words().get(owner..limit.min(owner + 6)) else { return false };
    reading.name_word(owner)
        && !knowledge.gazetteer.lookup(words).iter().any(|around| around.kind == EntityKind::Organization)
}

/// Whether the context bears out that the words are this name.
fn supported(reading: &Reading<'_>, knowledge: &Knowledge, token: usize, found: &Match<'_>) -> bool {
    let end = token + found.words;
    let single = found.words == 1;
    let before = reading.lower(token.wrapping_sub(1));
    let locative = LOCATIVE.contains(&before);
    let of = matches!(before, "of" | "between");
    let named_after = reading.name_word(end) && !reading.new_line(end) && !reading.glued(end);
    let named_before = token > reading.line_start(token)
        && reading.name_word(token - 1)
        && reading.document.token(token - 1).upos == crate::document::Upos::Propn;
    let tag = label(reading, token);
    if reading.calendar(token) && single {
        return false;
    }
    // "Western countries" speaks of no region with borders.
    if found.form == NameForm::Adjective
        && reading.is_any(token, &["western", "eastern", "northern", "southern"])
        && single
    {
        return false;
    }
    match found.kind {
        EntityKind::State => {
            let lone =
                !single || matches!(found.form, NameForm::Acronym | NameForm::Adjective | NameForm::People);
            if found.form == NameForm::Acronym
                && single
                && !reading.acronym(token)
                && !reading.word(token).contains('.')
            {
                return false;
            }
            if found.ambiguous && found.form == NameForm::Acronym && reading.shouted(token) {
                return false;
            }
            if reading.closed(token) && single && !reading.acronym(token) {
                return false;
            }
            // "Chad Smith" and "Mr. Jordan" are persons.
            let person = found.also_person || knowledge.persons.given_name(reading.word(token)).is_some();
            let name_follows =
                named_after && !locative && !of && knowledge.persons.is_surname(reading.word(end));
            lone || !(person
                && (name_follows
                    || (tag == Some(NameLabel::Person) && !locative && !of && (named_after || named_before))
                    || reading.is_any(token.wrapping_sub(1), super::names::HONORIFICS)))
        }
        EntityKind::Organization => {
            if reading.shouted(token) && (found.ambiguous || found.also_word) {
                return false;
            }
            if !single {
                // The short name of an organ is also what states call theirs.
                return found.form != NameForm::Alternative || !of_another(reading, knowledge, token, end);
            }
            if found.form == NameForm::Acronym {
                return reading.acronym(token) || !found.also_word && !found.ambiguous;
            }
            !(found.ambiguous || found.also_word || found.also_person)
                || (tag == Some(NameLabel::Organization) && !reading.initial(token))
                || (!reading.initial(token) && !found.also_person && !named_after && !named_before)
        }
        EntityKind::Place => {
            let Some(known) = knowledge.gazetteer.known(found.key) else { return false };
            if reading.closed(token) && single || super::offices::is_title_word(reading, token) {
                return false;
            }
            let placed = located_after(reading, knowledge, token, found);
            // GeoNames has names of small towns from many languages and times, which others bear as well: "Zahran"
            // for Dhahran. The state of the town tells that it is meant.
            if found.form == NameForm::Alternative
                && single
                && found.rank < LITTLE_KNOWN
                && known.capital_of.is_none()
                && !placed
                && !known.located_in.is_some_and(|state| told(reading, knowledge, state))
            {
                return false;
            }
            let city = known.population.unwrap_or(0) > CITY && !found.also_word;
            // "in Geneva", "near Darwin": nobody is in a person.
            if city && single && WITHIN.contains(&before) && !named_after && !named_before {
                return true;
            }
            if found.key.starts_with("region:")
                && !known.class.contains("province")
                && !found.also_person
                && !found.also_word
            {
                return true;
            }
            if !single && !found.also_person && !found.also_word {
                return tag != Some(NameLabel::Person);
            }
            if tag == Some(NameLabel::Person)
                && !placed
                && (named_before || named_after || !locative || found.also_person)
            {
                return false;
            }
            let said = locative || placed || matches!(tag, Some(NameLabel::Place | NameLabel::Nation));
            if named_after && single && known.capital_of.is_none() && !placed
                || (named_before
                    && !reading.possessive(token - 1)
                    && !locative
                    && !placed
                    && known.capital_of.is_none())
            {
                // "Jake Sullivan", "Gladstone LNG Project": a part of some longer name.
                return false;
            }
            if found.also_word && (!said || reading.initial(token)) {
                return false;
            }
            if known.capital_of.is_some()
                && (!found.also_person || (tag != Some(NameLabel::Person) && !named_after && !named_before))
            {
                return true;
            }
            if found.also_person {
                let tagged = city && matches!(tag, Some(NameLabel::Place | NameLabel::Nation));
                return (locative || placed || tagged) && !named_after && !named_before;
            }
            said || (known.population.unwrap_or(0) > 300_000 && !reading.initial(token))
        }
        _ => true,
    }
}

/// Whether a capital stands for its state: it acts, or it is one of two between which there is something.
fn acts(reading: &Reading<'_>, tokens: &Range<usize>) -> bool {
    let document = reading.document;
    let before = reading.lower(tokens.start.wrapping_sub(1));
    if matches!(reading.word(tokens.end), "," | "(")
        && (reading.name_word(tokens.end + 1) || reading.calendar(tokens.end + 1))
        && before != "between"
    {
        return false;
    }
    if matches!(before, "in" | "at" | "near" | "to" | "around" | "outside" | "into" | "of")
        || reading.glued(tokens.end) && reading.word(tokens.end) == "-"
    {
        return false;
    }
    // "ties between Madrid and Lisbon", whatever the parser makes of it.
    let between = |at: usize| {
        at > 0
            && reading.lower(at) == "between"
            && DIPLOMATIC.iter().any(|noun| {
                reading.lower(at - 1).trim_end_matches('s').starts_with(noun.trim_end_matches('e'))
            })
    };
    let start = tokens.start;
    if (start > 0 && between(start - 1) && reading.lower(tokens.end) == "and")
        || (start > 2 && reading.lower(start - 1) == "and" && between(start - 3))
    {
        return true;
    }
    let mut token = tokens.end - 1;
    if reading.name_word(tokens.end) && !reading.new_line(tokens.end) {
        return false;
    }
    if document.token(token).deprel.as_str() == "conj" {
        token = document.token(token).head;
        // In "talks in Moscow and Minsk" both are places.
        if document.children(token).any(|child| {
            document.token(child).deprel.as_str() == "case"
                && reading.is_any(child, &["in", "at", "to", "near", "into", "from"])
        }) {
            return false;
        }
        if !reading.capital(token) {
            return false;
        }
    }
    let relation = document.token(token).deprel.as_str();
    let head = document.token(token).head;
    match relation {
        "nsubj" => {
            // A copula says what the city is, a motion what somebody does there.
            let copula = document.children(head).any(|child| document.token(child).deprel.as_str() == "cop");
            !copula
                && !MOTION.contains(&&*document.token(head).lemma)
                && document.token(head).upos == crate::document::Upos::Verb
        }
        "nmod" | "obl" => {
            let case = document
                .children(token)
                .filter(|child| document.token(*child).deprel.as_str() == "case")
                .map(|child| reading.lower(child))
                .next()
                .unwrap_or("");
            match case {
                "between" => true,
                "with" => DIPLOMATIC.contains(&&*document.token(head).lemma),
                "from" => matches!(
                    &*document.token(head).lemma,
                    "representative" | "delegation" | "signal" | "support" | "pressure" | "envoy"
                ),
                _ => false,
            }
        }
        _ => false,
    }
}
