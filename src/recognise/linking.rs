//! Which row of the gazetteer a name means, by its kind and by what stands around it.

use super::names::Candidate;
use super::reading::Reading;
use super::words::NameWord;
use crate::document::NameLabel;
use crate::knowledge::Knowledge;
use crate::knowledge::gazetteer::{Known, Match, NameForm};
use crate::mention::EntityKind;
use rustc_hash::FxHashSet;
use std::ops::Range;

/// Words after which a bare name is a place, whoever bears it too.
const WITHIN: &[&str] = &["in", "near", "outside", "inside", "around"];

/// Up to how many inhabitants a tenth of them make a town whose other names mean it only beside its state.
const LITTLE_KNOWN: u64 = 100_000;

/// From how many inhabitants a city is meant rather than a person of its name, where the words leave both open.
const CITY: u64 = 100_000;

/// What the gazetteer has at each word of a text, asked once, and all that it names.
struct Gazetted<'k> {
    /// The names that begin at each token.
    at: Vec<Vec<Match<'k>>>,
    /// The keys of all that any words of the report may name, with the organisations whose organs they are.
    told: FxHashSet<&'k str>,
}

impl<'k> Gazetted<'k> {
    fn new(reading: &Reading<'_>, knowledge: &'k Knowledge, publisher: Option<&'k str>) -> Self {
        let mut told: FxHashSet<&'k str> = publisher.into_iter().collect();
        let at: Vec<Vec<Match<'k>>> = (0..reading.len())
            .map(|token| {
                let begins =
                    reading.capital(token) || reading.word(token).starts_with(|c: char| c.is_ascii_digit());
                if !begins {
                    return Vec::new();
                }
                let end = reading.line_end(token).min(token + 12);
                knowledge.gazetteer.lookup(&reading.words()[token..end])
            })
            .collect();
        for found in at.iter().flatten() {
            told.insert(found.key);
            if found.kind == EntityKind::Organization
                && !found.ambiguous
                && let Some(parent) = knowledge.gazetteer.known(found.key).and_then(|known| known.parent)
            {
                told.insert(parent);
            }
        }
        Self { at, told }
    }

    /// The names that begin at a token, the longest first; none behind the last token.
    fn at(&self, token: usize) -> &[Match<'k>] {
        self.at.get(token).map_or(&[], Vec::as_slice)
    }
}

/// The words of the text that the gazetteer knows, the longest that fits at each place.
///
/// `publisher` is the key of the state or organisation that publishes the report, where it is certain.
pub(super) fn lexicon(
    reading: &Reading<'_>,
    knowledge: &Knowledge,
    publisher: Option<&str>,
) -> Vec<Candidate> {
    let gazetted = Gazetted::new(
        reading,
        knowledge,
        publisher.and_then(|key| knowledge.gazetteer.known(key)).map(|known| known.key),
    );
    let mut found = Vec::new();
    let mut token = 0;
    while token < reading.len() {
        let before = found.last().filter(|before: &&Candidate| before.tokens.end + 1 == token);
        let mut chosen = choose(reading, knowledge, &gazetted, before, token);
        // "The Commonwealth Government": a name that begins with the article gives way to a longer one behind it.
        if reading.lower(token) == "the"
            && let Some(short) = &chosen
            && let Some(longer) = choose(reading, knowledge, &gazetted, None, token + 1)
            && longer.tokens.end > short.tokens.end
        {
            chosen = Some(longer);
        }
        if let Some(candidate) = chosen {
            token = candidate.tokens.end;
            found.push(candidate);
        } else {
            token += 1;
        }
    }
    if let Some(home) = publisher.filter(|key| key.starts_with("state:")) {
        state_at_home(reading, knowledge, home, &mut found);
    }
    found
}

/// "the Commonwealth" in what Australia publishes is the Commonwealth of Australia, and not the organisation of that
/// name, unless the report speaks of the organisation's bodies or members.
fn state_at_home(reading: &Reading<'_>, knowledge: &Knowledge, home: &str, found: &mut [Candidate]) {
    let Some(state) = knowledge.gazetteer.known(home) else { return };
    let official = |word: &str| {
        let words: Vec<&str> = [word, "of"].into_iter().chain(state.label.split(' ')).collect();
        let names = knowledge.gazetteer.lookup(&words);
        names.iter().any(|name| name.key == home && name.words == words.len())
    };
    let bare = |tokens: &Range<usize>| {
        tokens.len() == 1 || tokens.len() == 2 && reading.lower(tokens.start) == "the"
    };
    let short: Vec<usize> = (0..found.len())
        .filter(|index| {
            let Candidate { kind, tokens, .. } = &found[*index];
            *kind == EntityKind::Organization && bare(tokens) && official(reading.word(tokens.end - 1))
        })
        .collect();
    let Some(word) = short.first().map(|index| reading.lower(found[*index].tokens.end - 1)) else { return };
    let at_home =
        |token: usize| found.iter().any(|c| c.known.as_deref() == Some(home) && c.tokens.contains(&token));
    let of_many = (1..reading.len()).any(|token| {
        // "Commonwealth leaders", "the Commonwealth of Nations", "other members of the Commonwealth"
        let behind = reading.lower(token - 1) == word
            && (reading.is_a(token, NameWord::OfMany) || reading.word(token) == "of");
        let before = token > 2
            && reading.lower(token) == word
            && reading.lower(token - 1) == "the"
            && reading.lower(token - 2) == "of"
            && reading.is_a(token - 3, NameWord::OfMany);
        (behind || before) && !at_home(token)
    });
    // Its meetings and its secretariat, in full or by their initials, but no body of the state's own.
    let body_of_many = found.iter().enumerate().any(|(index, candidate)| {
        let known = candidate.known.as_deref().and_then(|key| knowledge.gazetteer.known(key));
        known.is_some_and(|known| {
            let label = known.label.to_lowercase();
            label.strip_prefix(word).is_some_and(|rest| rest.starts_with(' '))
                && !short.contains(&index)
                && known.located_in != Some(home)
        })
    });
    if of_many || body_of_many {
        return;
    }
    for index in short {
        found[index].known = Some(home.to_owned());
        found[index].kind = EntityKind::State;
    }
}

/// The longest match that the context supports.
fn choose(
    reading: &Reading<'_>,
    knowledge: &Knowledge,
    gazetted: &Gazetted<'_>,
    before: Option<&Candidate>,
    token: usize,
) -> Option<Candidate> {
    let mut best: Option<(&Match<'_>, Around)> = None;
    // "Atlanta, Georgia": the region behind a place is the one in which that place lies.
    let place = before
        .filter(|before| before.kind == EntityKind::Place && reading.word(token - 1) == ",")
        .and_then(|before| knowledge.gazetteer.known(before.known.as_deref()?));
    let longest = gazetted.at(token).first().map_or(0, |found| found.words);
    let region = place.and_then(|place| {
        gazetted.at(token).iter().find(|found| {
            found.words == longest
                && matches!(found.form, NameForm::Name | NameForm::Official | NameForm::Alternative)
                && knowledge.gazetteer.known(found.key).is_some_and(|region| lies_in(&place, &region))
        })
    });
    if let Some(region) = region {
        best = Some((region, Around::Within));
    }
    for found in gazetted.at(token).iter().filter(|_| region.is_none()) {
        if best.is_some_and(|(best, _)| best.words > found.words) {
            break;
        }
        if found.form == NameForm::Nominal || !supported(reading, knowledge, gazetted, token, found) {
            continue;
        }
        let around = around(reading, knowledge, gazetted, token, found);
        if best.is_none_or(|(_, other)| around > other) {
            best = Some((found, around));
        }
    }
    let (found, around) = best?;
    let adjective = matches!(found.form, NameForm::Adjective | NameForm::People);
    let mut candidate = Candidate {
        tokens: token..token + found.words,
        kind: found.kind,
        // "Paris, Ontario" is no Paris of the tables, but it is a place.
        known: (around != Around::Elsewhere).then(|| found.key.to_owned()),
        adjective,
        state: None,
        partner: None,
        found_by: "gazetteer",
    };
    if found.kind == EntityKind::Place
        && around != Around::Elsewhere
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

/// What a state or region behind the name of a place says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Around {
    /// It is one in which this place does not lie: "Paris, Texas" is not the one in France.
    Elsewhere,
    /// There is none.
    Nothing,
    /// The place lies in it: "Paris, Texas", "Tbilisi, Georgia".
    Within,
}

/// What stands behind the match and a comma: its state or region, or another one.
fn around(
    reading: &Reading<'_>,
    knowledge: &Knowledge,
    gazetted: &Gazetted<'_>,
    token: usize,
    found: &Match<'_>,
) -> Around {
    let end = token + found.words;
    if found.kind != EntityKind::Place || reading.word(end) != "," || reading.new_line(end + 1) {
        return Around::Nothing;
    }
    let Some(place) = knowledge.gazetteer.known(found.key) else { return Around::Nothing };
    let next = gazetted.at(end + 1);
    let mut regions = next
        .iter()
        .filter(|around| around.form != NameForm::Adjective && around.form != NameForm::People)
        .filter_map(|around| Some((around, knowledge.gazetteer.known(around.key)?)));
    if regions.clone().any(|(_, region)| lies_in(&place, &region)) {
        return Around::Within;
    }
    // "in London, Ontario," names the region of a place, "in London, Texas and Ohio" goes on with other ones.
    let Some((first, region)) = regions.next() else { return Around::Nothing };
    let after = end + 1 + first.words;
    let closed =
        matches!(reading.word(after), "," | "." | ")" | ";" | "") || after >= reading.line_end(token);
    let listed = reading.word(after) == ","
        && gazetted.at(after + 1).iter().any(|m| m.kind != EntityKind::Organization);
    let region_of = first.key.starts_with("region:")
        && region.located_in.is_some_and(|state| state.starts_with("state:"))
        && region.located_in != Some(place.key);
    if region_of && closed && !listed && place.key.starts_with("place:") {
        Around::Elsewhere
    } else {
        Around::Nothing
    }
}

/// Whether a place lies in a state or region.
///
/// Of the states of the United States the tables say which places lie in them; of other regions only in which state
/// they are themselves, and that has to do: "London, Ontario" is the London of Canada.
fn lies_in(place: &Known<'_>, region: &Known<'_>) -> bool {
    let Some(state) = place.located_in else { return false };
    if region.key == state {
        return true;
    }
    if !region.key.starts_with("region:")
        || !place.key.starts_with("place:")
        || region.located_in != Some(state)
    {
        return false;
    }
    match (state.strip_prefix("state:"), place.admin1) {
        (Some("US"), Some(division)) => region.key == format!("region:us-{}", division.to_lowercase()),
        _ => true,
    }
}

/// Whether another body of the same name follows with its own owner: "Security Council of Dravinia".
fn of_another(reading: &Reading<'_>, gazetted: &Gazetted<'_>, token: usize, end: usize) -> bool {
    if reading.lower(end) != "of" {
        return false;
    }
    let owner = if reading.lower(end + 1) == "the" { end + 2 } else { end + 1 };
    owner < reading.line_end(token)
        && reading.name_word(owner)
        && !gazetted.at(owner).iter().any(|around| around.kind == EntityKind::Organization)
}

/// Whether the bare name of a national body, "Security Council", means the organ that the tables have by it: only if
/// the report tells of the state or organisation whose organ that is, and does not speak of its secretary, whom states
/// have and the United Nations do not.
fn owner_told(
    reading: &Reading<'_>,
    knowledge: &Knowledge,
    gazetted: &Gazetted<'_>,
    token: usize,
    found: &Match<'_>,
) -> bool {
    let end = token + found.words;
    let national =
        knowledge.bodies.lookup(&reading.words()[token..end]).is_some_and(|body| body.words == found.words);
    if !national {
        return true;
    }
    let Some(known) = knowledge.gazetteer.known(found.key) else { return false };
    let capital = |state: &str| knowledge.gazetteer.known(state).and_then(|known| known.capital);
    let told = |key: Option<&str>| {
        key.is_some_and(|key| {
            gazetted.told.contains(key) || capital(key).is_some_and(|capital| gazetted.told.contains(capital))
        })
    };
    // The Red Cross is nobody's.
    if known.parent.is_none() && known.located_in.is_none() {
        return true;
    }
    let of_organisation = known.located_in.is_none();
    let secretary = reading.capital(end) && reading.is_any(end, &["secretary", "deputy"]);
    (told(known.parent) || told(known.located_in)) && !(of_organisation && secretary)
}

/// Whether the context bears out that the words are this name.
fn supported(
    reading: &Reading<'_>,
    knowledge: &Knowledge,
    gazetted: &Gazetted<'_>,
    token: usize,
    found: &Match<'_>,
) -> bool {
    let end = token + found.words;
    let single = found.words == 1;
    let before = reading.lower(token.wrapping_sub(1));
    let locative = NameWord::Locative.has(before);
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
                    || reading.is_a(token.wrapping_sub(1), NameWord::Honorific)))
        }
        EntityKind::Organization => {
            if reading.shouted(token) && (found.ambiguous || found.also_word) {
                return false;
            }
            if !single {
                // The short name of an organ is also what states call theirs.
                return (found.form != NameForm::Alternative || !of_another(reading, gazetted, token, end))
                    && (!found.ambiguous || owner_told(reading, knowledge, gazetted, token, found));
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
            // "the Lima G20 summit": the town where the body meets, not a part of its name.
            let body_after = gazetted.at(end).iter().any(|body| {
                body.kind == EntityKind::Organization
                    && body.form == NameForm::Acronym
                    && !reading.capital(end + body.words)
            });
            let named_after = named_after && !body_after;
            if reading.closed(token) && single || super::offices::is_title_word(reading, token) {
                return false;
            }
            let placed = around(reading, knowledge, gazetted, token, found) == Around::Within;
            // GeoNames has names of small towns from many languages and times, which others bear as well: "Zahran"
            // for Dhahran. The state of the town tells that it is meant.
            if found.form == NameForm::Alternative
                && single
                && found.rank < LITTLE_KNOWN
                && known.capital_of.is_none()
                && !placed
                && !known.located_in.is_some_and(|state| gazetted.told.contains(state))
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
    {
        return false;
    }
    // "Salisbury: the Prime Minister said" tells where; "our ambassadors in Beijing, London and Moscow" as well.
    if reading.word(tokens.end) == ":" {
        return false;
    }
    let line = reading.line_start(tokens.start);
    let listed = (line..tokens.start)
        .rev()
        .take_while(|at| matches!(reading.lower(*at), "," | "and") || reading.name_word(*at))
        .last()
        .is_some_and(|first| {
            first > line && reading.name_word(first) && reading.is_any(first - 1, &["in", "at", "from"])
        });
    // "Phillip A. Washington" is a person, by the last name alone, too.
    let person = tokens.len() == 1
        && (0..reading.len()).any(|at| {
            reading.word(at) == reading.word(tokens.start)
                && at > 0
                && !reading.new_line(at)
                && reading.name_word(at - 1)
                && matches!(label(reading, at), Some(NameLabel::Person))
                && matches!(label(reading, at - 1), Some(NameLabel::Person))
        });
    if listed || person {
        return false;
    }
    if matches!(before, "in" | "at" | "near" | "to" | "around" | "outside" | "into" | "of")
        // "representatives from Kiev" are its state's, travellers are not.
        || before == "from" && !NameWord::Member.has(&document.token(tokens.start.saturating_sub(2)).lemma)
        || reading.glued(tokens.end) && reading.word(tokens.end) == "-"
    {
        return false;
    }
    // "ties between Madrid and Lisbon", whatever the parser makes of it.
    let between = |at: usize| {
        at > 0 && reading.lower(at) == "between" && {
            let noun = reading.lower(at - 1);
            NameWord::Diplomatic.has(noun)
                || noun.strip_suffix('s').is_some_and(|noun| NameWord::Diplomatic.has(noun))
        }
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
            let subjects = document
                .children(head)
                .filter(|child| document.token(*child).deprel.as_str() == "nsubj")
                .count();
            if subjects > 1 {
                return false;
            }
            let copula = document.children(head).any(|child| document.token(child).deprel.as_str() == "cop");
            // "Ankara is ready to mediate": what no city is.
            if copula && NameWord::Minded.has(&document.token(head).lemma) {
                return true;
            }
            !copula
                && !NameWord::Motion.has(&document.token(head).lemma)
                && document.token(head).upos == crate::document::Upos::Verb
        }
        // "Kyiv blames Minsk for the explosion"
        "obj" => NameWord::Blaming.has(&document.token(head).lemma),
        "nmod" | "obl" => {
            let case = document
                .children(token)
                .filter(|child| document.token(*child).deprel.as_str() == "case")
                .map(|child| reading.lower(child))
                .next()
                .unwrap_or("");
            match case {
                // What runs between two cities joins places.
                "between" => !NameWord::Joining.has(&document.token(head).lemma),
                "with" => NameWord::Diplomatic.has(&document.token(head).lemma),
                "from" => NameWord::Sent.has(&document.token(head).lemma),
                _ => false,
            }
        }
        _ => false,
    }
}
