//! Who and what is named: states, organisations, places and persons, and which names are one.

use super::{Assembly, resolution_by};
use crate::document::NameLabel;
use crate::knowledge::gazetteer::NameForm;
use crate::knowledge::persons::Gender;
use crate::mention::{EntityId, EntityKind, MentionKind, Resolution};
use crate::recognise::coreference::{Address, Person};
use crate::recognise::names::{Candidate, overlap, within};
use crate::recognise::offices::Phrase;
use crate::recognise::reading::Reading;
use crate::recognise::words::NameWord;
use crate::recognise::{coreference, linking, names, offices};
use rustc_hash::FxHashMap;
use std::ops::Range;

impl Assembly<'_> {
    /// Finds states, organisations and places, then titles and persons, and lets them contend.
    pub(super) fn find_names(&mut self) {
        let reading = self.reading;
        let lexicon = linking::lexicon(reading, self.knowledge, self.publisher_key.as_deref());
        let mut bodies = names::bodies(reading, self.knowledge, &lexicon);
        let taken: Vec<Range<usize>> = bodies.iter().map(|c| c.tokens.clone()).collect();
        let tagged = names::tagged(reading, &taken);
        let (persons, others): (Vec<_>, Vec<_>) =
            tagged.into_iter().partition(|c| c.kind == EntityKind::Person);
        bodies.extend(others.into_iter().filter(|c| {
            // A known given name before a capital is a person whatever the tagger says.
            !(c.tokens.len() > 1
                && self.knowledge.persons.given_name(reading.word(c.tokens.start)).is_some()
                && c.kind == EntityKind::Place)
        }));
        bodies.sort_by_key(|c| (c.tokens.start, std::cmp::Reverse(c.tokens.end)));
        let phrases = offices::phrases(reading, &bodies);
        // "Envoy for Ecology and Transport": the field of an office is no party.
        bodies.retain(|c| {
            c.known.is_some()
                || c.found_by != "names-tagger"
                || !phrases.iter().flat_map(|p| &p.parts).any(|part| within(&c.tokens, &part.title))
        });
        let mut people: Vec<Range<usize>> = phrases.iter().flat_map(|p| p.names.iter().cloned()).collect();
        let free = |people: &[Range<usize>], bodies: &[Candidate], range: &Range<usize>| {
            !people.iter().any(|other| overlap(other, range))
                && !bodies.iter().any(|c| {
                    overlap(&c.tokens, range)
                        && (c.tokens.len() > 1 || c.kind != EntityKind::Place)
                        && c.found_by != "names-tagger"
                })
        };
        // "Mr. Sullivan", "Sir Mekere".
        for token in 0..reading.len() {
            if !(reading.capital(token) && reading.is_a(token, NameWord::Honorific))
                || reading.lower(token) == "he"
            {
                continue;
            }
            let begin = offices::honorific_end(reading, token, reading.line_end(token));
            if begin == token {
                continue;
            }
            if let Some(end) = names::person_end(reading, &bodies, begin)
                && free(&people, &bodies, &(begin..end))
            {
                people.push(begin..end);
            }
        }
        // The tagger's persons, to the end of their run of capitals.
        for person in &persons {
            let start = person.tokens.start;
            let end = names::person_end(reading, &bodies, start)
                .unwrap_or(person.tokens.end)
                .max(person.tokens.end);
            let range = start..end;
            let known_alone =
                range.len() == 1 && bodies.iter().any(|c| overlap(&c.tokens, &range) && c.known.is_some());
            if free(&people, &bodies, &range) && !known_alone && !names::names_other(reading, &range) {
                people.push(range);
            }
        }
        // A given name and capitals after it.
        for token in 0..reading.len() {
            if !reading.name_word(token)
                || reading.shouted(token)
                // "Royal" is a given name, too, but the Royal Yacht is no person.
                || reading.is_a(token, NameWord::Honorific)
                || self.knowledge.persons.given_name(reading.word(token)).is_none()
                || (token > reading.line_start(token) && reading.name_word(token - 1))
            {
                continue;
            }
            if let Some(end) = names::person_end(reading, &bodies, token) {
                let range = token..end;
                let surname = self.knowledge.persons.is_surname(reading.word(end - 1))
                    || people.iter().any(|other| reading.word(other.end - 1) == reading.word(end - 1))
                    || !matches!(
                        linking::label(reading, token),
                        Some(NameLabel::Organization | NameLabel::Place | NameLabel::Nation)
                    );
                if range.len() > 1
                    && surname
                    && free(&people, &bodies, &range)
                    && !names::names_other(reading, &range)
                    && !reading.is_any(end, &["&"])
                {
                    people.push(range);
                }
            }
        }
        // Surnames of those already known.
        let mut surnames: Vec<String> = Vec::new();
        for range in &people {
            for token in range.clone() {
                let word = reading.lower(token);
                let last = token + 1 == range.end;
                if word.chars().count() > 2
                    && reading.name_word(token)
                    && (last || range.len() > 1)
                    && (last || token == range.start)
                {
                    surnames.push(word.to_owned());
                }
            }
        }
        surnames.sort();
        surnames.dedup();
        for token in 0..reading.len() {
            if reading.name_word(token)
                && !reading.shouted(token)
                && surnames.binary_search_by(|s| s.as_str().cmp(reading.lower(token))).is_ok()
                && !reading.name_word(token + 1)
                && !(token > 0 && reading.name_word(token - 1) && !reading.new_line(token))
                && !reading.glued(token)
                && free(&people, &bodies, &(token..token + 1))
                && !(reading.is_any(token.wrapping_sub(1), &["in", "at"])
                    && bodies.iter().any(|c| c.tokens.contains(&token)))
            {
                people.push(token..token + 1);
            }
        }
        // "His Royal Highness" and "M. P." are said of persons but name none.
        people.retain(|range| {
            let titled = phrases.iter().any(|phrase| phrase.names.contains(range));
            !names::names_nobody(reading, range, titled) && !names::begins_with_number(reading, range)
        });
        people.sort_by_key(|range| range.start);
        bodies.retain(|c| !people.iter().any(|range| overlap(range, &c.tokens)));
        let names: Vec<(Range<usize>, String)> =
            people.iter().map(|range| (range.clone(), reading.words_of(range.clone()))).collect();
        let addresses: Vec<Address> = people.iter().map(|range| address(reading, &phrases, range)).collect();
        let (persons, person_of) = coreference::persons(&self.folder, &names, &addresses);
        self.bodies = bodies;
        self.phrases = phrases;
        let ids: Vec<EntityId> = persons.iter().map(|person| self.add_person(person)).collect();
        self.person_at =
            names.iter().zip(person_of).map(|((range, _), number)| (range.clone(), ids[number])).collect();
    }

    fn add_person(&mut self, person: &Person) -> EntityId {
        let id = self.add(EntityKind::Person, &person.name, None);
        let given = person.at.iter().max_by_key(|range| range.len()).and_then(|range| {
            (range.len() > 1)
                .then(|| self.knowledge.persons.given_name(self.reading.word(range.start)))
                .flatten()
        });
        let addressed = person.at.iter().find_map(|range| {
            let before = self.reading.lower(range.start.wrapping_sub(1));
            match before.trim_end_matches('.') {
                man if self.knowledge.in_set("address-of-man", man) => Some(Gender::Male),
                woman if self.knowledge.in_set("address-of-woman", woman) => Some(Gender::Female),
                _ => None,
            }
        });
        if let Some(gender) = addressed.or(given).filter(|gender| *gender != Gender::Either) {
            self.genders.insert(id, gender);
        }
        id
    }

    /// Whether what the gazetteer knows by an acronym has another name than the one the text explains it by.
    fn strange(&self, long: usize, short: usize) -> bool {
        let Some(known) =
            self.bodies[short].known.as_deref().and_then(|key| self.knowledge.gazetteer.known(key))
        else {
            return false;
        };
        let first = self.reading.lower(self.bodies[long].tokens.start);
        !std::iter::once(&known.label)
            .chain(&known.alt_labels)
            .any(|label| label.to_lowercase().starts_with(first))
    }

    /// Gives each state, organisation and place its entity and mention.
    pub(super) fn name_bodies(&mut self) {
        let reading = self.reading;
        let folder = self.folder.clone();
        let keyed = |kind: EntityKind, name: &str| {
            let words: Vec<String> = folder
                .fold(name)
                .to_lowercase()
                .split(' ')
                .filter(|w| *w != "the")
                .map(str::to_owned)
                .collect();
            format!("{kind:?}:{}", words.join(" "))
        };
        // Acronyms in brackets after a name: "Strategic Consultative Group (SCG)".
        let mut acronyms: Vec<(String, usize)> = Vec::new();
        let mut merged: FxHashMap<usize, usize> = FxHashMap::default();
        for (index, candidate) in self.bodies.iter().enumerate() {
            let at = candidate.tokens.end;
            if !matches!(reading.word(at), "(") || reading.word(at + 2) != ")" || !reading.acronym(at + 1) {
                continue;
            }
            match self.bodies.iter().position(|c| c.tokens == (at + 1..at + 2)) {
                Some(short)
                    if candidate.known.is_none()
                        && self.bodies[short].known.is_some()
                        && self.bodies[short].kind == candidate.kind
                        && !self.strange(index, short) =>
                {
                    merged.insert(index, short);
                }
                // The short form is known by itself.
                Some(short) if self.bodies[short].known.is_some() && !self.strange(index, short) => {}
                _ if stands_for(reading.word(at + 1), &reading.words_of(candidate.tokens.clone())) => {
                    acronyms.push((reading.word(at + 1).to_owned(), index));
                }
                _ => {}
            }
        }
        for (from, to) in {
            let mut pairs: Vec<(usize, usize)> = merged.iter().map(|(a, b)| (*a, *b)).collect();
            pairs.sort_unstable();
            pairs
        } {
            let known = self.bodies[to].known.clone();
            self.bodies[from].known = known;
        }
        // What the tagger saw of an acronym is now explained.
        let explained = |c: &Candidate| {
            c.tokens.len() == 1 && acronyms.iter().any(|(short, _)| short == reading.word(c.tokens.start))
        };
        let gone: Vec<bool> = self.bodies.iter().map(explained).collect();
        let mut shift = vec![0; self.bodies.len()];
        let mut kept_so_far = 0;
        for (index, gone) in gone.iter().enumerate() {
            shift[index] = kept_so_far;
            kept_so_far += usize::from(!gone);
        }
        let mut index = 0;
        self.bodies.retain(|_| {
            index += 1;
            !gone[index - 1]
        });
        for (_, long) in &mut acronyms {
            *long = shift[*long];
        }
        let mut extra: Vec<(Candidate, usize)> = Vec::new();
        for (acronym, index) in &acronyms {
            for token in 0..reading.len() {
                let free = !self.bodies.iter().any(|c| c.tokens.contains(&token));
                if reading.word(token) == acronym && free {
                    let mut candidate = self.bodies[*index].clone();
                    candidate.tokens = token..token + 1;
                    (candidate.state, candidate.partner) = (None, None);
                    candidate.found_by = "acronym";
                    extra.push((candidate, *index));
                }
            }
        }
        let bodies = std::mem::take(&mut self.bodies);
        let mut ids: Vec<EntityId> = Vec::with_capacity(bodies.len());
        // Those that the text does not name in full.
        let mut resolved: Vec<(Range<usize>, Resolution)> = Vec::new();
        for candidate in &bodies {
            let name = reading.words_of(candidate.tokens.clone());
            let id = candidate.known.as_deref().and_then(|key| self.known(key)).unwrap_or_else(|| {
                let state = candidate.state.as_ref().and_then(|tokens| {
                    bodies.iter().find(|c| c.tokens == *tokens).and_then(|c| c.known.as_deref())
                });
                if let Some(id) = state
                    .filter(|_| candidate.found_by == "state-organ")
                    .and_then(|state| self.known_organ(candidate, state))
                {
                    return id;
                }
                if let Some(id) = self.nominal_name(candidate, &bodies) {
                    resolved.push((candidate.tokens.clone(), Resolution::CustomaryName));
                    return id;
                }
                if let Some(id) = self.home_organ(candidate, &bodies) {
                    resolved.push((candidate.tokens.clone(), Resolution::BodyOfPublisher));
                    return id;
                }
                let key = match (state, candidate.found_by) {
                    (Some(state), "state-organ") => organ_key(reading, candidate, state),
                    _ => keyed(candidate.kind, &name),
                };
                // The same name as an organisation elsewhere in the text is that organisation.
                let twin = keyed(EntityKind::Organization, &name);
                let key = if self.by_key.contains_key(&twin) { twin } else { key };
                // "the Task Force" after "U.S.-EU Task Force on Energy Security".
                if candidate.tokens.len() <= 2
                    && !self.by_key.contains_key(&key)
                    && candidate.state.is_none()
                    && candidate.kind != EntityKind::State
                {
                    let words = coreference::name_words(&self.folder, &name);
                    let long = self.entities.iter().rposition(|e| {
                        e.kind == EntityKind::Organization
                            && coreference::ends_with_words(
                                &coreference::name_words(&self.folder, &e.name),
                                &words,
                            )
                    });
                    let ruling = reading.is_any(candidate.tokens.end - 1, &["government", "administration"]);
                    if let Some(long) = long
                        .filter(|_| names::is_body_noun(reading, candidate.tokens.end - 1))
                        .filter(|long| !ruling || self.rules_here(&self.entities[*long].name))
                    {
                        resolved.push((candidate.tokens.clone(), Resolution::ShortName));
                        return EntityId(long);
                    }
                }
                self.unknown(candidate.kind, key, &name)
            });
            ids.push(id);
        }
        let mut all: Vec<(Candidate, EntityId)> = bodies.into_iter().zip(ids.iter().copied()).collect();
        all.extend(extra.into_iter().map(|(candidate, index)| (candidate, ids[index])));
        all.sort_by_key(|(c, _)| (c.tokens.start, std::cmp::Reverse(c.tokens.end)));
        self.publisher = self.publisher_key.clone().and_then(|key| self.known(&key));
        for (candidate, id) in &all {
            let kind = if candidate.adjective { MentionKind::Demonym } else { MentionKind::Name };
            let mut tokens = candidate.tokens.clone();
            if !candidate.adjective
                && tokens.start > reading.line_start(tokens.start)
                && reading.lower(tokens.start - 1) == "the"
                && tokens.contains(&reading.document.token(tokens.start - 1).head)
            {
                tokens.start -= 1;
            }
            // "the Israeli side" and "the U.S. side" act for the state.
            if candidate.kind == EntityKind::State && reading.is_any(tokens.end, &["side"]) {
                let mut side = candidate.tokens.start..tokens.end + 1;
                if reading.is_any(side.start.wrapping_sub(1), &["the"]) {
                    side.start -= 1;
                }
                self.mention(side, MentionKind::Nominal, vec![*id], "state-side");
            }
            let how = resolved.iter().find(|(at, _)| *at == candidate.tokens).map(|(_, how)| *how);
            let how = how.or_else(|| resolution_by(candidate.found_by));
            self.resolved(tokens, kind, vec![*id], candidate.found_by, how);
        }
        (self.bodies, self.body_entity) = all.into_iter().unzip();
    }

    /// The gazetteer's row for an organ of a state that the text calls otherwise: "the troops of X".
    fn known_organ(&mut self, candidate: &Candidate, state: &str) -> Option<EntityId> {
        let key = organ_key(self.reading, candidate, state);
        let body: &[&str] = match key.rsplit(':').next()? {
            "military" => &["Armed", "Forces"],
            "foreign ministry" => &["Foreign", "Ministry"],
            "defence ministry" => &["Defence", "Ministry"],
            "government" => &["Government"],
            _ => return None,
        };
        let label = self.knowledge.gazetteer.known(state)?.label;
        let words: Vec<&str> = label.split(' ').chain(body.iter().copied()).collect();
        let found = self.knowledge.gazetteer.lookup(&words).into_iter().find(|found| {
            found.words == words.len() && found.kind == EntityKind::Organization && !found.ambiguous
        })?;
        let key = found.key.to_owned();
        self.known(&key)
    }

    /// Whether a government is that of the state in whose publication it is just "the Government"; without such a
    /// publisher each is.
    pub(super) fn rules_here(&self, name: &str) -> bool {
        let home = self.publisher_key.as_deref().filter(|key| key.starts_with("state:"));
        let Some(home) = home.and_then(|key| self.knowledge.gazetteer.known(key)) else { return true };
        let words: Vec<&str> = name.split(' ').collect();
        (0..words.len())
            .any(|at| self.knowledge.gazetteer.lookup(&words[at..]).iter().any(|found| found.key == home.key))
    }

    /// What the tagger took for a name and is the phrase for an organisation that the report names: "The Alliance".
    fn nominal_name(&mut self, candidate: &Candidate, bodies: &[Candidate]) -> Option<EntityId> {
        let reading = self.reading;
        let the = candidate.tokens.start.checked_sub(1).filter(|at| reading.lower(*at) == "the")?;
        let words: Vec<&str> = std::iter::once("the")
            .chain(reading.words()[the + 1..candidate.tokens.end].iter().copied())
            .collect();
        let key = self.knowledge.gazetteer.lookup(&words).into_iter().find_map(|found| {
            let named = found.form == NameForm::Nominal
                && found.words == words.len()
                && bodies.iter().any(|c| c.known.as_deref() == Some(found.key));
            named.then(|| found.key.to_owned())
        })?;
        self.known(&key)
    }

    /// The publisher's own body that the report calls by the name that such bodies have everywhere: "the Security
    /// Council" in what the Kremlin publishes. Not where another state stands before it in the sentence.
    fn home_organ(&mut self, candidate: &Candidate, bodies: &[Candidate]) -> Option<EntityId> {
        let reading = self.reading;
        let home = self.publisher_key.clone().filter(|key| key.starts_with("state:"))?;
        let words = &reading.words()[candidate.tokens.clone()];
        self.knowledge.bodies.lookup(words).filter(|body| body.words == words.len())?;
        let sentence = reading.sentence(candidate.tokens.start);
        let abroad = bodies.iter().any(|c| {
            c.kind == EntityKind::State
                && sentence.start <= c.tokens.start
                && c.tokens.start < candidate.tokens.start
                && c.known.as_deref() != Some(home.as_str())
        });
        if abroad {
            return None;
        }
        let label = self.knowledge.gazetteer.known(&home)?.label;
        let before: Vec<&str> = label.split(' ').chain(words.iter().copied()).collect();
        let after: Vec<&str> = words.iter().copied().chain(["of"]).chain(label.split(' ')).collect();
        let found = [before, after].into_iter().find_map(|words| {
            let matches = self.knowledge.gazetteer.lookup(&words);
            let full = matches.into_iter().find(|found| {
                found.words == words.len() && found.kind == EntityKind::Organization && !found.ambiguous
            })?;
            Some(full.key.to_owned())
        })?;
        self.known(&found)
    }

    /// Gives each named person a mention that holds title and name.
    pub(super) fn name_persons(&mut self) {
        let reading = self.reading;
        let people = self.person_at.clone();
        for (range, id) in people {
            let mut tokens = range.clone();
            let mut found_by = "names-tagger";
            if let Some(phrase) = self.phrases.iter().find(|p| p.names.contains(&range)) {
                found_by = "office-pattern";
                tokens.start = if phrase.names[0] == range {
                    phrase.tokens.start
                } else {
                    self.honorific_start(range.start)
                };
            } else {
                tokens.start = self.honorific_start(range.start);
            }
            let words = reading.words_of(range.clone());
            self.also(id, &words);
            let full = coreference::name_words(&self.folder, &self.entities[id.0].name).len();
            let own = coreference::name_words(&self.folder, &words).len();
            let how = (own < full).then_some(Resolution::PartOfName);
            self.resolved(tokens, MentionKind::Name, vec![id], found_by, how);
        }
    }

    fn honorific_start(&self, name: usize) -> usize {
        let reading = self.reading;
        let first = reading.line_start(name);
        let mut start = name;
        while start > first
            && (reading.capital(start - 1)
                && reading.is_a(start - 1, NameWord::Honorific)
                && reading.lower(start - 1) != "he"
                || (reading.word(start - 1) == "."
                    && start > first + 1
                    && reading.is_a(start - 2, NameWord::Honorific)))
        {
            start -= 1;
        }
        if start < name && start > first && reading.is_any(start - 1, &["the", "his", "her", "their"]) {
            start -= 1;
        }
        start
    }
}

/// Whether an acronym can stand for a name: from a word of the name on, its capitals are found there in their order, most
/// of them at the beginnings of words. "Wilberforce University (OH)" lies in Ohio.
fn stands_for(acronym: &str, name: &str) -> bool {
    let letters: Vec<char> = acronym.chars().filter(|c| c.is_uppercase()).collect();
    let words: Vec<Vec<char>> = name
        .split([' ', '-', '–', '.', '/'])
        .filter(|word| !word.is_empty())
        .map(|word| word.chars().flat_map(char::to_uppercase).collect())
        .collect();
    let Some(first) = letters.first() else { return true };
    (0..words.len()).any(|from| {
        let mut all = words[from..].iter().flatten();
        let mut initials = words[from..].iter().filter_map(|word| word.first());
        let initial = letters.iter().filter(|letter| initials.clone().any(|c| c == *letter)).count();
        initials.next() == Some(first)
            && letters.iter().all(|letter| all.any(|c| c == letter))
            && initial * 3 >= letters.len() * 2
    })
}

/// How a person is addressed whose name stands at these tokens.
fn address(reading: &Reading<'_>, phrases: &[Phrase], name: &Range<usize>) -> Address {
    let word = |step: usize| name.start.checked_sub(step).map_or("", |at| reading.lower(at));
    let point = usize::from(word(1) == ".");
    let before = |step: usize| word(step).trim_end_matches('.');
    let first = |step: usize| matches!(before(step), "first" | "second");
    match before(1 + point) {
        "mr" => Address::Mister,
        "mrs" | "madame" => Address::Mistress,
        "lady" | "gentleman" if first(2) => Address::Consort,
        "dr" if matches!(before(2 + point), "lady" | "gentleman") && first(3 + point) => Address::Consort,
        "wife" | "husband" | "spouse" => Address::Consort,
        "," if matches!(before(2), "wife" | "husband" | "spouse") => Address::Consort,
        _ if phrases.iter().any(|phrase| phrase.names.contains(name)) => Address::Officer,
        _ => Address::None,
    }
}

/// What makes an organ of a state one with another mention of it: the state and what kind of organ it is.
fn organ_key(reading: &Reading<'_>, candidate: &Candidate, state: &str) -> String {
    let outside: Vec<&str> = candidate
        .tokens
        .clone()
        .filter(|t| candidate.state.as_ref().is_none_or(|s| !s.contains(t)))
        .map(|t| reading.lower(t))
        .filter(|w| !matches!(*w, "the" | "of" | "'s" | "’s" | "and" | "new" | "affairs" | "for"))
        .collect();
    let class = match outside.as_slice() {
        ["military" | "troops" | "forces"] | ["armed", "forces"] => "military".to_owned(),
        ["foreign", "ministry"] | ["ministry", "foreign"] => "foreign ministry".to_owned(),
        _ => {
            let mut words: Vec<&str> =
                outside.iter().map(|w| if *w == "defense" { "defence" } else { *w }).collect();
            words.sort_unstable();
            words.join(" ")
        }
    };
    format!("organ:{state}:{class}")
}
