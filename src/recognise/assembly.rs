//! Brings names, offices, groups and what refers back to them together into one `Recognition`.

use super::coreference::{self, Person};
use super::names::{self, Candidate, HONORIFICS, overlap, within};
use super::offices::{self, Body, Phrase};
use super::reading::Reading;
use super::{groups, linking, quantities, times};
use crate::document::{Document, NameLabel, Upos};
use crate::knowledge::Knowledge;
use crate::knowledge::gazetteer::NameForm;
use crate::knowledge::names::Folder;
use crate::knowledge::persons::Gender;
use crate::mention::{Entity, EntityId, EntityKind, Group, Mention, MentionKind, OfficeHolding, Recognition};
use crate::report::Report;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A holding before its title is final.
struct Holding {
    person: EntityId,
    /// The title, and its key: in small letters without "former".
    title: String,
    noun: &'static str,
    body: Option<EntityId>,
    /// Whether the text itself names the body with this title.
    stated: bool,
    /// Whether the text names the body in words that were not understood: nothing is to be guessed.
    opaque: bool,
    tokens: Range<usize>,
    found_by: &'static str,
}

/// The recognition in the making.
struct Assembly<'a> {
    reading: &'a Reading<'a>,
    knowledge: &'a Knowledge,
    folder: Folder,
    bodies: Vec<Candidate>,
    /// The entity of each of the bodies.
    body_entity: Vec<EntityId>,
    phrases: Vec<Phrase>,
    /// Where persons are named, and which entity each is.
    person_at: Vec<(Range<usize>, EntityId)>,
    genders: FxHashMap<EntityId, Gender>,
    entities: Vec<Entity>,
    by_key: FxHashMap<String, EntityId>,
    mentions: Vec<Mention>,
    holdings: Vec<Holding>,
    publisher: Option<EntityId>,
    publisher_key: Option<String>,
}

/// Reads all that the report names, counts and dates; heads of mentions are not yet set.
pub(super) fn assemble(report: &Report, document: &Document, knowledge: &Knowledge) -> Recognition {
    let reading = Reading::new(&report.text, document, &knowledge.persons);
    let time_list = times::times(&report.text, document, report.reference_date());
    let sources = [report.source.as_deref(), report.agency.as_deref(), Some(report.id.as_str())];
    let publisher_key =
        sources.iter().flatten().find_map(|source| knowledge.gazetteer.publisher(source)).map(str::to_owned);
    let home = publisher_key.as_deref().and_then(|key| key.strip_prefix("state:")).unwrap_or("");
    let measures = quantities::measures_at_home(&report.text, document, &time_list, home);
    let mut assembly = Assembly {
        reading: &reading,
        knowledge,
        folder: Folder::new(),
        bodies: Vec::new(),
        body_entity: Vec::new(),
        phrases: Vec::new(),
        person_at: Vec::new(),
        genders: FxHashMap::default(),
        entities: Vec::new(),
        by_key: FxHashMap::default(),
        mentions: Vec::new(),
        holdings: Vec::new(),
        publisher: None,
        publisher_key,
    };
    assembly.find_names();
    assembly.name_bodies();
    assembly.name_persons();
    assembly.hold_offices();
    assembly.refer_to_bodies();
    assembly.find_groups(&measures);
    assembly.refer_by_role();
    assembly.refer_by_pronoun();
    let dateline_place =
        report.dateline.place.and_then(|span| assembly.place_of_dateline(span.of(&report.text)));
    let agency_words =
        report.dateline.agency.map(|span| span.of(&report.text).to_owned()).or_else(|| report.agency.clone());
    let agency = agency_words.map(|words| assembly.agency(&words));
    let mut offices: Vec<OfficeHolding> = assembly
        .holdings
        .iter()
        .map(|holding| OfficeHolding {
            person: holding.person,
            title: holding.title.clone(),
            body: holding.body,
            span: document.span(holding.tokens.clone()),
            tokens: holding.tokens.clone(),
            found_by: holding.found_by,
        })
        .collect();
    offices.sort_by_key(|office| office.tokens.start);
    let mut mentions = std::mem::take(&mut assembly.mentions);
    nest(&mut mentions);
    Recognition {
        publisher: assembly.publisher,
        entities: assembly.entities,
        mentions,
        offices,
        times: time_list,
        measures,
        mention_at: Vec::new(),
        agency,
        dateline_place,
    }
}

/// Sorts mentions and drops those that repeat or cross another one; the longer one stays.
fn nest(mentions: &mut Vec<Mention>) {
    mentions.sort_by_key(|m| (std::cmp::Reverse(m.tokens.len()), m.tokens.start));
    let mut kept: Vec<Mention> = Vec::new();
    for mention in mentions.drain(..) {
        let clash = kept.iter().any(|other| {
            other.tokens == mention.tokens
                || (overlap(&other.tokens, &mention.tokens)
                    && !within(&mention.tokens, &other.tokens)
                    && !within(&other.tokens, &mention.tokens))
        });
        if !clash {
            kept.push(mention);
        }
    }
    kept.sort_by_key(|m| (m.tokens.start, std::cmp::Reverse(m.tokens.end)));
    *mentions = kept;
}

impl Assembly<'_> {
    /// Finds states, organisations and places, then titles and persons, and lets them contend.
    fn find_names(&mut self) {
        let reading = self.reading;
        let lexicon = linking::lexicon(reading, self.knowledge);
        let mut bodies = names::bodies(reading, &lexicon);
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
            if !(reading.capital(token) && reading.is_any(token, HONORIFICS)) || reading.lower(token) == "he"
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
        people.sort_by_key(|range| range.start);
        bodies.retain(|c| !people.iter().any(|range| overlap(range, &c.tokens)));
        let names: Vec<(Range<usize>, String)> =
            people.iter().map(|range| (range.clone(), reading.words_of(range.clone()))).collect();
        let (persons, person_of) = coreference::persons(&self.folder, &names);
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
                "mr" | "sir" | "king" | "prince" | "emir" | "sultan" | "lord" => Some(Gender::Male),
                "mrs" | "ms" | "miss" | "dame" | "lady" | "queen" | "princess" | "madam" => {
                    Some(Gender::Female)
                }
                _ => None,
            }
        });
        if let Some(gender) = addressed.or(given).filter(|gender| *gender != Gender::Either) {
            self.genders.insert(id, gender);
        }
        id
    }

    fn add(&mut self, kind: EntityKind, name: &str, known: Option<&str>) -> EntityId {
        self.entities.push(Entity {
            kind,
            name: name.to_owned(),
            also: Vec::new(),
            known: known.map(str::to_owned),
            group: None,
        });
        EntityId(self.entities.len() - 1)
    }

    /// The entity of a row of the gazetteer.
    fn known(&mut self, key: &str) -> Option<EntityId> {
        if let Some(&id) = self.by_key.get(key) {
            return Some(id);
        }
        let known = self.knowledge.gazetteer.known(key)?;
        let (kind, label) = (known.kind, known.label.to_owned());
        let id = self.add(kind, &label, Some(key));
        self.by_key.insert(key.to_owned(), id);
        Some(id)
    }

    /// The entity of a name that the gazetteer does not know; `key` makes it one with others.
    fn unknown(&mut self, kind: EntityKind, key: String, name: &str) -> EntityId {
        if let Some(&id) = self.by_key.get(&key) {
            return id;
        }
        let id = self.add(kind, name, None);
        self.by_key.insert(key, id);
        id
    }

    fn also(&mut self, id: EntityId, words: &str) {
        let entity = &mut self.entities[id.0];
        if entity.name != words && !entity.also.iter().any(|other| other == words) {
            entity.also.push(words.to_owned());
        }
    }

    fn mention(
        &mut self,
        tokens: Range<usize>,
        kind: MentionKind,
        entities: Vec<EntityId>,
        found_by: &'static str,
    ) {
        if matches!(kind, MentionKind::Name | MentionKind::Demonym | MentionKind::Nominal)
            && let [id] = entities[..]
        {
            let words = self.reading.words_of(tokens.clone());
            if !matches!(found_by, "coref:country") {
                self.also(id, &words);
            }
        }
        let span = self.reading.document.span(tokens.clone());
        self.mentions.push(Mention { span, head: tokens.start, tokens, kind, entities, found_by });
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
    fn name_bodies(&mut self) {
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
                _ => acronyms.push((reading.word(at + 1).to_owned(), index)),
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
                    candidate.state = None;
                    candidate.found_by = "acronym";
                    extra.push((candidate, *index));
                }
            }
        }
        let bodies = std::mem::take(&mut self.bodies);
        let mut ids: Vec<EntityId> = Vec::with_capacity(bodies.len());
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
                    if let Some(long) =
                        long.filter(|_| names::is_body_noun(reading, candidate.tokens.end - 1))
                    {
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
            self.mention(tokens, kind, vec![*id], candidate.found_by);
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

    /// Gives each named person a mention that holds title and name.
    fn name_persons(&mut self) {
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
            self.mention(tokens, MentionKind::Name, vec![id], found_by);
        }
    }

    fn honorific_start(&self, name: usize) -> usize {
        let reading = self.reading;
        let first = reading.line_start(name);
        let mut start = name;
        while start > first
            && (reading.capital(start - 1)
                && reading.is_any(start - 1, HONORIFICS)
                && reading.lower(start - 1) != "he"
                || (reading.word(start - 1) == "."
                    && start > first + 1
                    && reading.is_any(start - 2, HONORIFICS)))
        {
            start -= 1;
        }
        if start < name && start > first && reading.is_any(start - 1, &["the", "his", "her", "their"]) {
            start -= 1;
        }
        start
    }

    /// The entity of the body whose name stands at these tokens.
    fn body_at(&self, tokens: &Range<usize>) -> Option<EntityId> {
        self.bodies.iter().position(|c| c.tokens == *tokens).map(|index| self.body_entity[index])
    }

    /// Reads offices from titles before and after names.
    fn hold_offices(&mut self) {
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
            if holders.len() == 1 && reading.lower(name_end) == "of" {
                let the = usize::from(reading.lower(name_end + 1) == "the");
                if let Some(index) =
                    self.bodies.iter().position(|c| c.tokens.start == name_end + 1 + the && !c.adjective)
                {
                    after_body = Some(self.body_entity[index]);
                    end = self.bodies[index].tokens.end;
                }
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
                let stated = body.is_some();
                for (id, range) in &holders {
                    let near = range.end.max(phrase.tokens.end);
                    let tokens = if holders.len() > 1 {
                        phrase.tokens.start.min(range.start)..near
                    } else {
                        whole.start..end
                    };
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
            let Some((name, person)) = self.person_at.iter().find(|(range, _)| range.start == begin).cloned()
            else {
                continue;
            };
            let sentence = reading.sentence(token);
            let model =
                self.holdings.iter().rev().find(|h| {
                    h.tokens.end <= from && sentence.contains(&h.tokens.start) && h.person != person
                });
            let Some((title, noun)) = model.map(|h| (h.title.clone(), h.noun)) else { continue };
            let start = if reading.is_any(from.wrapping_sub(1), &["his", "her", "its", "their", "the"]) {
                from - 1
            } else {
                from
            };
            self.mentions.retain(|m| m.tokens != (name.start..name.end));
            self.mention(start..name.end, MentionKind::Name, vec![person], "counterpart");
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
        self.holdings.sort_by_key(|h| h.tokens.start);
    }

    fn is_state(&self, id: Option<EntityId>) -> bool {
        id.is_some_and(|id| self.entities[id.0].kind == EntityKind::State)
    }

    /// The body that a title's phrase names.
    fn body_of(&mut self, part: &offices::Part) -> Option<EntityId> {
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
        if gap == "as" || matches!(lemma, "become" | "elect" | "appoint" | "name") {
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

    /// Names after the first in "co-chairs N, of A, and M, of B".
    fn further_names(&self, phrase: &Phrase, phrases: &[Phrase]) -> Vec<(EntityId, Range<usize>)> {
        let reading = self.reading;
        let mut found = Vec::new();
        let Some(last) = phrase.names.last() else { return found };
        let limit = reading.sentence(last.start).end;
        let mut at = last.end;
        for _ in 0..8 {
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

    /// Finds the bodies of offices that the phrase leaves unsaid.
    fn settle_bodies(&mut self) {
        let reading = self.reading;
        for index in 0..self.holdings.len() {
            if self.holdings[index].body.is_some() || self.holdings[index].opaque {
                continue;
            }
            let own = &self.holdings[index];
            // The same person's office elsewhere, or another one that names a state in the same words.
            let same = self.holdings.iter().find(|other| {
                other.person == own.person && other.stated && other.title.eq_ignore_ascii_case(&own.title)
            });
            let beside = self.holdings.iter().find(|other| {
                other.person == own.person
                    && other.stated
                    && other.tokens == own.tokens
                    && self.is_state(other.body)
                    && other.title != own.title
            });
            if let Some(other) = same.or(beside) {
                self.holdings[index].body = other.body;
                continue;
            }
            if matches!(own.noun, "chair" | "co-chair" | "chairman" | "co-chairman") {
                let at = own.tokens.start;
                let sentence = reading.sentence(at);
                let body = (0..self.bodies.len()).find(|i| {
                    let c = &self.bodies[*i];
                    c.kind == EntityKind::Organization
                        && c.tokens.end <= at
                        && sentence.contains(&c.tokens.start)
                });
                self.holdings[index].body = body.map(|i| self.body_entity[i]);
                self.holdings[index].found_by = "body:sentence";
            }
        }
        let publisher = self.publisher.filter(|id| self.entities[id.0].kind == EntityKind::State);
        let chief = self.chief_title();
        for index in 0..self.holdings.len() {
            let own = &self.holdings[index];
            if own.body.is_some() || own.opaque || matches!(own.noun, "chair" | "co-chair") {
                continue;
            }
            // "appointed N as its special envoy": the office is that of whoever appoints.
            if (own.tokens.start.saturating_sub(1)..own.tokens.end).any(|token| reading.lower(token) == "its")
            {
                if let Some(body) = self.subject_body(own.tokens.start) {
                    self.holdings[index].body = Some(body);
                    self.holdings[index].found_by = "body:possessive";
                }
                continue;
            }
            // "the commander of the mission": the title says of what, though nothing that is known.
            if own.title.contains(" of the ") {
                continue;
            }
            // The same person's body settled before.
            let settled = self.holdings[..index]
                .iter()
                .find(|o| o.person == own.person && self.is_state(o.body))
                .and_then(|o| o.body);
            if settled.is_some() {
                self.holdings[index].body = settled;
                continue;
            }
            let at = own.tokens.start;
            let key = own.title.to_lowercase();
            let taken = publisher.is_some_and(|state| {
                self.holdings.iter().any(|other| {
                    other.body == Some(state)
                        && other.person != own.person
                        && other.title.eq_ignore_ascii_case(&key)
                })
            });
            let near = self.state_before(at, publisher, 1);
            // "N and Minister M" after a person whose state was found nearby.
            let beside = index > 0
                && self.holdings[index - 1].tokens.end + 1 == at
                && reading.lower(at - 1) == "and"
                && !self.holdings[index - 1].title.eq_ignore_ascii_case(&key);
            let previous = if beside { self.holdings[index - 1].body } else { None };
            let own_office = self.may_publish(&key, own.noun);
            let foreign_chief =
                is_chief(&key) && (!own_office || chief.as_deref().is_some_and(|chief| chief != key));
            let (body, found_by) =
                if let Some(body) = previous.filter(|body| self.entities[body.0].kind == EntityKind::State) {
                    (Some(body), "body:coordination")
                } else if let Some(state) = self.unheld_role(&key) {
                    (Some(state), "body:role")
                } else if taken || (foreign_chief && self.foreign(at, near, publisher).is_some()) {
                    (self.foreign(at, near, publisher), "body:nearest-state")
                } else if let Some((state, same_sentence)) = near
                    .map(|state| (state, self.leads_sentence(at, state)))
                    .filter(|(_, leads)| *leads && publisher.is_some())
                {
                    let _ = same_sentence;
                    (Some(state), "body:nearest-state")
                } else if publisher.is_some() {
                    (publisher.filter(|_| own_office), "body:publisher")
                } else {
                    (
                        self.peculiar(&key)
                            .or_else(|| self.same_royal(index))
                            .or_else(|| self.spoken_for(index))
                            .or_else(|| self.only_state(at))
                            .or_else(|| self.main_state(index)),
                        "body:only-state",
                    )
                };
            if body.is_some() {
                self.holdings[index].body = body;
                self.holdings[index].found_by = found_by;
            }
        }
    }

    /// The foreign state to which an office without a body most likely belongs: near before it, in its sentence, or the
    /// only one with an office.
    fn foreign(&self, at: usize, near: Option<EntityId>, publisher: Option<EntityId>) -> Option<EntityId> {
        let sentence = self.reading.sentence(at);
        let mut inside: Vec<EntityId> = (0..self.bodies.len())
            .filter(|i| {
                sentence.contains(&self.bodies[*i].tokens.start) && self.bodies[*i].kind == EntityKind::State
            })
            .map(|i| self.body_entity[i])
            .filter(|id| Some(*id) != publisher)
            .collect();
        inside.sort_unstable();
        inside.dedup();
        let only = if let [only] = inside[..] { Some(only) } else { None };
        near.or_else(|| self.other_state(publisher)).or(only).or_else(|| self.state_before(at, publisher, 4))
    }

    /// The body that a role without a name states for this title, if nobody holds it: "the European Commission President".
    fn unheld_role(&self, title: &str) -> Option<EntityId> {
        let publisher = self.publisher;
        let mut found = self.phrases.iter().filter(|p| p.names.is_empty() && !p.plural).filter_map(|p| {
            let part = &p.parts[0];
            let Body::Named(tokens) = &part.body else { return None };
            let body = self.body_at(tokens)?;
            let free =
                !self.holdings.iter().any(|h| h.body == Some(body) && h.title.eq_ignore_ascii_case(title));
            (Some(body) != publisher
                && free
                && offices::title_of(self.reading, part).eq_ignore_ascii_case(title))
            .then_some(body)
        });
        let first = found.next();
        let taken = publisher.is_none_or(|state| {
            self.holdings.iter().any(|h| h.body == Some(state) && h.title.eq_ignore_ascii_case(title))
        });
        first.filter(|_| taken)
    }

    /// The one state of which somebody else holds the same royal title.
    fn same_royal(&self, index: usize) -> Option<EntityId> {
        let own = &self.holdings[index];
        if !matches!(
            own.noun,
            "king" | "queen" | "sultan" | "emir" | "emperor" | "empress" | "prince" | "princess"
        ) {
            return None;
        }
        self.holdings.iter().find(|h| h.noun == own.noun && h.stated).and_then(|h| h.body)
    }

    /// The state whose offices the report states first and most often.
    fn main_state(&self, index: usize) -> Option<EntityId> {
        let own = &self.holdings[index];
        let national =
            matches!(own.noun, "minister" | "premier" | "secretary" | "president" | "adviser" | "advisor");
        let states: Vec<EntityId> = self
            .holdings
            .iter()
            .filter(|h| h.stated && self.is_state(h.body))
            .filter_map(|h| h.body)
            .collect();
        let first = *states.first()?;
        let most = states.iter().all(|state| {
            states.iter().filter(|s| *s == state).count() <= states.iter().filter(|s| **s == first).count()
        });
        let gone = own.title.to_lowercase().starts_with("former");
        (national && most && !gone && !is_chief(&own.title.to_lowercase())).then_some(first)
    }

    /// Whether the publisher's state can have an office of this title, so that it needs no naming.
    fn may_publish(&self, title: &str, noun: &str) -> bool {
        let national = matches!(
            noun,
            "minister"
                | "minster"
                | "secretary"
                | "president"
                | "premier"
                | "chancellor"
                | "adviser"
                | "advisor"
                | "assistant"
                | "senator"
                | "ambassador"
                | "envoy"
                | "representative"
                | "coordinator"
                | "attorney"
                | "treasurer"
                | "spokesperson"
                | "spokesman"
                | "spokeswoman"
                | "speaker"
                | "undersecretary"
                | "counsellor"
                | "counselor"
                | "deputy"
                | "commissioner"
                | "chief"
                | "negotiator"
                | "congressman"
                | "congresswoman"
        ) && !title.starts_with("chairman");
        let state = self.publisher_key.as_deref().unwrap_or_default();
        let kept = match title {
            "president" | "vice president" => !MONARCHIES.contains(&state),
            "prime minister" => !PRESIDENTIAL.contains(&state),
            _ => true,
        };
        national && kept
    }

    /// The title of the head of state or government that the report uses first without a body.
    fn chief_title(&self) -> Option<String> {
        let bare = self
            .phrases
            .iter()
            .filter(|p| p.names.is_empty() && !p.plural && p.parts[0].body == Body::Unsaid)
            .map(|p| (p.tokens.start, offices::title_of(self.reading, &p.parts[0]).to_lowercase()));
        let held = self
            .holdings
            .iter()
            .filter(|h| h.body.is_none())
            .map(|h| (h.tokens.start, h.title.to_lowercase()));
        bare.chain(held).filter(|(_, title)| is_chief(title)).min().map(|(_, title)| title)
    }

    /// The state last named before a token in its sentence or the one before, the publisher's left out.
    fn state_before(&self, token: usize, publisher: Option<EntityId>, back: usize) -> Option<EntityId> {
        let reading = self.reading;
        let sentence = reading.document.sentence_of(token);
        (0..self.bodies.len())
            .rev()
            .filter(|i| {
                let c = &self.bodies[*i];
                c.tokens.end <= token
                    && c.kind == EntityKind::State
                    && Some(self.body_entity[*i]) != publisher
            })
            .take_while(|i| reading.document.sentence_of(self.bodies[*i].tokens.start) + back >= sentence)
            .map(|i| self.body_entity[i])
            .next()
    }

    /// Whether the sentence begins with this state as its subject: "The Israeli side was chaired by".
    fn leads_sentence(&self, token: usize, state: EntityId) -> bool {
        let start = self.reading.line_start(token);
        let index = (0..self.bodies.len()).find(|i| self.bodies[*i].tokens.start >= start);
        index.is_some_and(|i| {
            self.body_entity[i] == state
                && self.bodies[i].tokens.start <= start + 1
                && self
                    .reading
                    .is_any(self.bodies[i].tokens.end, &["side", "delegation", "team", "government", "party"])
        })
    }

    /// The only state beside the publisher's that the report names.
    fn other_state(&self, publisher: Option<EntityId>) -> Option<EntityId> {
        let mut states: Vec<EntityId> = self
            .holdings
            .iter()
            .filter_map(|h| h.body)
            .filter(|id| Some(*id) != publisher && self.entities[id.0].kind == EntityKind::State)
            .collect();
        states.sort_unstable();
        states.dedup();
        if let [only] = states[..] {
            return Some(only);
        }
        None
    }

    /// Whether a name hangs by a preposition: what is done "in Fiji" or "with Fiji" may be done by anybody.
    fn below_preposition(&self, tokens: &Range<usize>) -> bool {
        let document = self.reading.document;
        tokens
            .clone()
            .flat_map(|token| document.children(token))
            .any(|child| document.token(child).deprel.as_str() == "case" && child < tokens.start)
    }

    /// Whether a name is the subject of "is": whoever says what a state is need not be its minister.
    fn judged(&self, tokens: &Range<usize>) -> bool {
        let document = self.reading.document;
        tokens.clone().filter(|token| document.token(*token).deprel.base() == "nsubj").any(|token| {
            document.head(token).is_some_and(|head| {
                document.children(head).any(|child| document.token(child).deprel.base() == "cop")
            })
        })
    }

    /// The candidate for a body at a token.
    fn body_holding(&self, token: usize) -> Option<EntityId> {
        (0..self.bodies.len()).find(|i| self.bodies[*i].tokens.contains(&token)).map(|i| self.body_entity[i])
    }

    /// The body that is the subject of the sentence of a token and stands before it.
    fn subject_body(&self, token: usize) -> Option<EntityId> {
        let document = self.reading.document;
        (self.reading.sentence(token).start..token)
            .filter(|at| document.token(*at).deprel.base() == "nsubj")
            .find_map(|at| self.body_holding(at))
    }

    /// The state for which a person speaks: "Ireland will send soldiers, Defence Minister N said" has the state as the
    /// subject of what the person says.
    fn spoken_for(&self, index: usize) -> Option<EntityId> {
        let document = self.reading.document;
        let subject = |clause: usize| {
            document.children(clause).find(|child| document.token(*child).deprel.base() == "nsubj")
        };
        let verb = self.holdings[index]
            .tokens
            .clone()
            .filter(|token| document.token(*token).deprel.as_str() == "nsubj")
            .find_map(|token| document.head(token))?;
        let clause = if document.token(verb).deprel.as_str() == "parataxis" {
            document.head(verb)
        } else {
            document.children(verb).find(|child| document.token(*child).deprel.as_str() == "ccomp")
        }?;
        // "Turkey is a key partner, N said": whoever judges a state is not its minister.
        if document.children(clause).any(|child| document.token(child).deprel.base() == "cop") {
            return None;
        }
        let state = self.body_holding(subject(clause)?)?;
        (self.entities[state.0].kind == EntityKind::State).then_some(state)
    }

    /// The state whose name is the only one in the sentence of a token.
    fn only_state(&self, token: usize) -> Option<EntityId> {
        let sentence = self.reading.sentence(token);
        let mut states: Vec<EntityId> = (0..self.bodies.len())
            .filter(|i| {
                sentence.contains(&self.bodies[*i].tokens.start)
                    && self.bodies[*i].kind == EntityKind::State
                    && !self.bodies[*i].adjective
            })
            // A state in somebody else's title, or of "his Turkish counterpart", is not the speaker's.
            .filter(|i| {
                let tokens = &self.bodies[*i].tokens;
                !self.phrases.iter().any(|p| within(tokens, &p.tokens))
                    && self.reading.lower(tokens.end) != "counterpart"
                    && !self.below_preposition(tokens)
                    && !self.judged(tokens)
            })
            .map(|i| self.body_entity[i])
            .collect();
        states.sort_unstable();
        states.dedup();
        if let [only] = states[..] { Some(only) } else { None }
    }

    /// The state that alone has an office of this title, if the report names it.
    fn peculiar(&mut self, title: &str) -> Option<EntityId> {
        let key = match title {
            "foreign secretary" | "home secretary" => "state:GB",
            "secretary of state" => "state:US",
            "taoiseach" => "state:IE",
            _ => return None,
        };
        self.known(key)
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

    /// Finds collectives and makes them entities.
    fn find_groups(&mut self, measures: &[crate::mention::Measure]) {
        let taken: Vec<Range<usize>> = self
            .person_at
            .iter()
            .map(|(range, _)| range.clone())
            .chain(self.phrases.iter().filter(|p| !p.plural || !p.names.is_empty()).map(Phrase::whole))
            .collect();
        // "four countries of the Alliance": what refers to a body can be the source of members, too.
        let mut sources = self.bodies.clone();
        let mut source_entity = self.body_entity.clone();
        for mention in
            self.mentions.iter().filter(|m| m.kind == MentionKind::Nominal && m.found_by.starts_with("coref"))
        {
            let [id] = mention.entities[..] else { continue };
            let start = mention.tokens.start
                + usize::from(self.reading.is_any(mention.tokens.start, &["the", "this"]));
            sources.push(Candidate {
                tokens: start..mention.tokens.end,
                kind: self.entities[id.0].kind,
                known: None,
                adjective: false,
                state: None,
                found_by: mention.found_by,
            });
            source_entity.push(id);
        }
        let entity_at = |tokens: &Range<usize>| {
            sources.iter().position(|c| c.tokens == *tokens).map(|i| source_entity[i])
        };
        let found = groups::groups(self.reading, &sources, &taken, measures);
        for group in &found {
            if group.anaphor {
                self.mention(group.tokens.clone(), MentionKind::Nominal, Vec::new(), "plural-anaphor");
                continue;
            }
            let name = self.reading.words_of(group.tokens.clone());
            let key = format!("Group:{}", name.to_lowercase());
            let id = self.unknown(EntityKind::Group, key, &name);
            let source = group.source.as_ref().and_then(&entity_at);
            let members: Vec<EntityId> = group.members.iter().filter_map(&entity_at).collect();
            let cardinality = group.measure.map(|index| measures[index].quantity.clone());
            let entry = self.entities[id.0].group.get_or_insert_with(Group::default);
            entry.member_of = entry.member_of.or(source);
            entry.cardinality = entry.cardinality.take().or(cardinality);
            for member in members {
                if !entry.members.contains(&member) {
                    entry.members.push(member);
                }
            }
            self.mention(group.tokens.clone(), MentionKind::Group, vec![id], "group-pattern");
        }
    }

    /// Resolves titles without a name: "the Prime Minister", "the head of state".
    fn refer_by_role(&mut self) {
        let phrases = self.phrases.clone();
        let held: Vec<Range<usize>> = self.mentions.iter().map(|m| m.tokens.clone()).collect();
        for phrase in phrases.iter().filter(|p| p.names.is_empty() && !p.plural) {
            if held.contains(&phrase.tokens)
                || self
                    .mentions
                    .iter()
                    .any(|m| m.kind == MentionKind::Group && overlap(&m.tokens, &phrase.tokens))
            {
                continue;
            }
            // "the Prime Minister's Office" and "Foreign Minister level" name no person, a compound noun neither.
            let next = phrase.tokens.end;
            let compound = next < self.reading.len()
                && self.reading.document.token(next).upos == Upos::Noun
                && self.reading.document.token(phrase.parts[0].head).head == next
                && self.reading.document.token(phrase.parts[0].head).deprel.as_str() == "compound";
            if compound {
                continue;
            }
            let part = &phrase.parts[0];
            let title = offices::title_of(self.reading, part);
            let body = self.body_of(part);
            let definite = phrase
                .determiner
                .is_some_and(|d| self.reading.is_any(d, &["the", "his", "her", "its", "their", "our"]))
                || (phrase.determiner.is_none() && (self.reading.capital(part.head) || body.is_some()));
            if !definite {
                continue;
            }
            match self.holder(&title, offices::noun_of(self.reading, part), body, phrase) {
                Some((person, rule)) => {
                    self.mention(phrase.tokens.clone(), MentionKind::Nominal, vec![person], rule);
                }
                None => self.role_only(phrase, &title, body),
            }
        }
    }

    /// The person whom the text elsewhere names for a title.
    fn holder(
        &mut self,
        title: &str,
        noun: &'static str,
        body: Option<EntityId>,
        phrase: &Phrase,
    ) -> Option<(EntityId, &'static str)> {
        let wanted = title.to_lowercase();
        let of_state = wanted.ends_with("head of state") || wanted == "leader";
        let of_government = wanted == "head of government" || wanted == "premier";
        let chief_of_state = |h: &Holding| {
            matches!(h.noun, "president" | "king" | "queen" | "emir" | "sultan" | "emperor")
                && !h.title.to_lowercase().contains("vice")
        };
        let fits = |h: &Holding| -> u8 {
            let held = h.title.to_lowercase();
            if held == wanted {
                3
            } else if (of_state && chief_of_state(h))
                || (of_government && (held == "prime minister" || held == "chancellor"))
            {
                2
            } else {
                let ranked = ["vice", "deputy", "prime"].iter().any(|rank| held.starts_with(rank));
                u8::from(h.noun == noun && (wanted == noun || held.ends_with(&wanted)) && !ranked)
            }
        };
        let at = phrase.tokens.start;
        let publisher = self.publisher;
        let mut best: Option<((u8, u8, bool, usize), EntityId)> = None;
        for holding in &self.holdings {
            let fit = fits(holding);
            if fit == 0 || (body.is_some() && holding.body.is_some() && holding.body != body) {
                continue;
            }
            let bodied = if body.is_some() {
                2 * u8::from(holding.body == body)
            } else {
                u8::from(publisher.is_some() && holding.body == publisher)
            };
            let last = self
                .person_at
                .iter()
                .filter(|(range, id)| *id == holding.person && range.start < at)
                .map(|(range, _)| range.start)
                .max();
            let rank = (bodied, fit, last.is_some(), last.unwrap_or(0));
            if best.as_ref().is_none_or(|(other, _)| *other < rank) {
                best = Some((rank, holding.person));
            }
        }
        if let Some((_, person)) = best {
            return Some((person, "coref:role"));
        }
        // "The President of Russia noted": the only person of whom no office is stated.
        phrase.determiner?;
        let national = body.or(publisher).filter(|_| is_chief(&wanted) || of_state)?;
        if !self.is_state(Some(national)) || publisher.is_some_and(|own| own != national) {
            return None;
        }
        if self.holdings.iter().any(|h| h.body == Some(national) && h.title.eq_ignore_ascii_case(&wanted)) {
            return None;
        }
        let mut free: Vec<EntityId> = self.person_at.iter().map(|(_, id)| *id).collect();
        free.sort_unstable();
        free.dedup();
        free.retain(|id| !self.holdings.iter().any(|h| h.person == *id));
        let [person] = free[..] else { return None };
        if !of_state {
            self.holdings.push(Holding {
                person,
                title: title.to_owned(),
                noun,
                body: Some(national),
                stated: body.is_some(),
                opaque: false,
                tokens: phrase.tokens.clone(),
                found_by: "coref:role",
            });
        }
        Some((person, "coref:only-person"))
    }

    /// A person whom the text knows only by role: "Prime Minister of Israel".
    fn role_only(&mut self, phrase: &Phrase, title: &str, body: Option<EntityId>) {
        let chief = is_chief(&title.to_lowercase())
            && self.may_publish(&title.to_lowercase(), offices::noun_of(self.reading, &phrase.parts[0]));
        let known = body.or(if chief { self.publisher } else { None });
        let Some(body) = known else { return };
        if !self.reading.capital(phrase.parts[0].head) || self.reading.acronym(phrase.parts[0].head) {
            return;
        }
        let name = format!("{title} of {}", self.entities[body.0].name);
        let id = self.unknown(EntityKind::Person, format!("role:{}", name.to_lowercase()), &name);
        self.mention(phrase.tokens.clone(), MentionKind::Nominal, vec![id], "role-only");
    }

    /// Resolves "the Alliance", "the Task Force", "the Ministry", "the country".
    fn refer_to_bodies(&mut self) {
        let reading = self.reading;
        let covered: Vec<Range<usize>> = self
            .mentions
            .iter()
            .filter(|m| m.kind != MentionKind::Group)
            .map(|m| m.tokens.clone())
            .chain(self.phrases.iter().map(|p| p.tokens.clone()))
            .collect();
        let folded: Vec<Vec<String>> =
            self.entities.iter().map(|e| coreference::name_words(&self.folder, &e.name)).collect();
        let mut token = 0;
        while token < reading.len() {
            let the = reading.is_any(token, &["the", "this"]);
            let begin = token + usize::from(the);
            let limit = reading.line_end(token);
            if begin >= limit || covered.iter().any(|range| range.contains(&begin)) {
                token += 1;
                continue;
            }
            if the && let Some((end, id)) = self.nominal_form(token, limit) {
                self.mention(token..end, MentionKind::Nominal, vec![id], "coref:nominal");
                token = end;
                continue;
            }
            // Capitals that end the name of something named before.
            let mut end = begin;
            while end < limit && reading.name_word(end) && !covered.iter().any(|range| range.contains(&end)) {
                end += 1;
            }
            if end > begin && (the || end > begin + 1) && (the || !reading.initial(begin)) {
                let words: Vec<String> = (begin..end).map(|t| reading.lower(t).to_owned()).collect();
                let found = (0..self.bodies.len())
                    .rev()
                    .filter(|i| {
                        self.bodies[*i].tokens.end <= token && coreference::is_party(&self.bodies[*i])
                    })
                    .map(|i| self.body_entity[i])
                    .find(|id| {
                        folded.get(id.0).is_some_and(|name| coreference::ends_with_words(name, &words))
                    });
                if let Some(id) = found.filter(|id| self.entities[id.0].kind == EntityKind::Organization) {
                    self.mention(token..end, MentionKind::Nominal, vec![id], "coref:head-noun");
                    token = end;
                    continue;
                }
            }
            let word = reading.lower(begin);
            if the
                && !reading.glued(begin + 1)
                && matches!(
                    word,
                    "country"
                        | "nation"
                        | "kingdom"
                        | "republic"
                        | "ministry"
                        | "council"
                        | "commission"
                        | "committee"
                        | "company"
                        | "organization"
                        | "organisation"
                        | "agency"
                        | "bank"
                        | "fund"
                        | "party"
                        | "group"
                        | "university"
                        | "alliance"
                        | "bloc"
                        | "union"
                        | "corporation"
                        | "parliament"
                        | "government"
                        | "coalition"
                        | "assembly"
                )
            {
                let state = matches!(word, "country" | "nation" | "kingdom" | "republic");
                let antecedent = if state { self.last_state(token) } else { self.body_before(word, token) };
                let noun_follows = begin + 1 < limit
                    && reading.document.token(begin + 1).upos == Upos::Noun
                    && reading.document.token(begin).deprel.as_str() == "compound";
                if let Some(id) = antecedent.filter(|_| !noun_follows && !reading.is_any(begin + 1, &["of"]))
                {
                    let rule = if state { "coref:country" } else { "coref:head-noun" };
                    self.mention(token..begin + 1, MentionKind::Nominal, vec![id], rule);
                    token = begin + 1;
                    continue;
                }
            }
            token += 1;
        }
    }

    /// A nominal form of the gazetteer whose organisation the text names.
    fn nominal_form(&self, token: usize, limit: usize) -> Option<(usize, EntityId)> {
        let words: Vec<String> = (token..limit.min(token + 6))
            .map(|t| if t == token { "the".to_owned() } else { self.reading.word(t).to_owned() })
            .collect();
        let borrowed: Vec<&str> = words.iter().map(String::as_str).collect();
        self.knowledge.gazetteer.lookup(&borrowed).into_iter().find_map(|found| {
            let id = *self.by_key.get(found.key)?;
            let named = self.bodies.iter().zip(&self.body_entity).any(|(_, other)| *other == id);
            (found.form == NameForm::Nominal && named && !self.reading.name_word(token + found.words))
                .then_some((token + found.words, id))
        })
    }

    /// The organisation last named before a token whose name has the noun, if there is one alone.
    fn body_before(&self, noun: &str, token: usize) -> Option<EntityId> {
        let generic =
            matches!(noun, "organization" | "organisation" | "bloc" | "alliance" | "company" | "group");
        let mut found: Vec<EntityId> = (0..self.bodies.len())
            .filter(|i| {
                self.bodies[*i].tokens.end <= token && self.bodies[*i].kind == EntityKind::Organization
            })
            .filter(|i| {
                let entity = &self.entities[self.body_entity[*i].0];
                let class = entity
                    .known
                    .as_deref()
                    .and_then(|key| self.knowledge.gazetteer.known(key))
                    .map_or("", |k| k.class);
                entity.name.to_lowercase().split(' ').any(|w| w == noun)
                    || (generic
                        && noun.starts_with("organi")
                        && matches!(class, "organisation" | "alliance" | "igo" | "intergovernmental"))
                    || (matches!(noun, "bloc" | "alliance") && class == "alliance")
            })
            .map(|i| self.body_entity[i])
            .collect();
        found.dedup();
        let last = found.last().copied()?;
        Some(last)
    }

    /// The only state named in the sentence before a token, or in the sentence before that.
    fn last_state(&self, token: usize) -> Option<EntityId> {
        let document = self.reading.document;
        let sentence = document.sentence_of(token);
        for back in 0..2 {
            let mut states: Vec<EntityId> = (0..self.bodies.len())
                .filter(|i| {
                    let c = &self.bodies[*i];
                    c.kind == EntityKind::State
                        && c.tokens.end <= token
                        && document.sentence_of(c.tokens.start) + back == sentence
                })
                .map(|i| self.body_entity[i])
                .collect();
            states.sort_unstable();
            states.dedup();
            match states[..] {
                [only] => return Some(only),
                [] => {}
                _ => {
                    let foreign: Vec<EntityId> =
                        states.iter().copied().filter(|id| Some(*id) != self.publisher).collect();
                    return if let [only] = foreign[..] { Some(only) } else { None };
                }
            }
        }
        None
    }

    /// Resolves "he" and "she" to the most salient person before, "they" to the parties of the event.
    fn refer_by_pronoun(&mut self) {
        let reading = self.reading;
        let document = reading.document;
        // Persons and bodies in the order of the text, with whether they are subjects.
        let mut seen: Vec<(Range<usize>, EntityId, bool)> = self
            .mentions
            .iter()
            .filter(|m| m.entities.len() == 1 && matches!(m.kind, MentionKind::Name | MentionKind::Nominal))
            .map(|m| {
                let subject = m.tokens.clone().any(|t| {
                    let token = document.token(t);
                    matches!(token.deprel.base(), "nsubj") && !m.tokens.contains(&token.head)
                });
                (m.tokens.clone(), m.entities[0], subject)
            })
            .collect();
        seen.sort_by_key(|(tokens, ..)| tokens.start);
        for token in 0..reading.len() {
            let word = reading.lower(token);
            let subject = document.token(token).deprel.base() == "nsubj";
            if subject
                && matches!(word, "two" | "both")
                && (word == "both" || token > 0 && reading.lower(token - 1) == "the")
            {
                // "The two condemned": the parties of the event.
                self.mention(token..token + 1, MentionKind::Nominal, Vec::new(), "plural-anaphor");
                continue;
            }
            if document.token(token).upos != Upos::Pron && !matches!(word, "his" | "her" | "its") {
                continue;
            }
            if matches!(word, "i" | "we") && subject {
                // Whoever speaks; who that is, the attribution tells.
                self.mention(token..token + 1, MentionKind::Pronoun, Vec::new(), "first-person");
                continue;
            }
            let sentence = document.sentence_of(token);
            let gender = match word {
                "he" | "him" | "his" => Gender::Male,
                "she" | "her" | "hers" => Gender::Female,
                "they" if reading.document.token(token).deprel.base() == "nsubj" => {
                    self.mention(token..token + 1, MentionKind::Pronoun, Vec::new(), "plural-anaphor");
                    continue;
                }
                "it" | "its" => {
                    let mut bodies: Vec<EntityId> = seen
                        .iter()
                        .filter(|(tokens, id, subject)| {
                            *subject
                                && tokens.end <= token
                                && document.sentence_of(tokens.start) == sentence
                                && matches!(
                                    self.entities[id.0].kind,
                                    EntityKind::State | EntityKind::Organization
                                )
                        })
                        .map(|(_, id, _)| *id)
                        .collect();
                    bodies.dedup();
                    if let [only] = bodies[..] {
                        self.mention(token..token + 1, MentionKind::Pronoun, vec![only], "coref:subject");
                    }
                    continue;
                }
                _ => continue,
            };
            let person = |id: &EntityId| self.entities[id.0].kind == EntityKind::Person;
            let agrees = |id: &EntityId| self.genders.get(id).is_none_or(|known| *known == gender);
            let near: Vec<&(Range<usize>, EntityId, bool)> = seen
                .iter()
                .filter(|(tokens, id, _)| {
                    tokens.end <= token
                        && document.sentence_of(tokens.start) + 2 >= sentence
                        && person(id)
                        && agrees(id)
                })
                .collect();
            let subject_of = |back: usize| {
                near.iter()
                    .rev()
                    .find(|(tokens, _, subject)| {
                        *subject && document.sentence_of(tokens.start) + back == sentence
                    })
                    .map(|(_, id, _)| *id)
            };
            let mut distinct: Vec<EntityId> = near.iter().map(|(_, id, _)| *id).collect();
            distinct.sort_unstable();
            distinct.dedup();
            let only = if let [only] = distinct[..] { Some(only) } else { None };
            let antecedent = subject_of(0).or_else(|| subject_of(1)).or(only).or_else(|| subject_of(2));
            if let Some(id) = antecedent {
                self.mention(token..token + 1, MentionKind::Pronoun, vec![id], "coref:pronoun");
                seen.push((token..token + 1, id, document.token(token).deprel.base() == "nsubj"));
                seen.sort_by_key(|(tokens, ..)| tokens.start);
            }
        }
    }

    /// The entity of the dateline's place.
    fn place_of_dateline(&mut self, words: &str) -> Option<EntityId> {
        let parts: Vec<&str> = words.split([',', ' ']).filter(|part| !part.is_empty()).collect();
        let key = self.knowledge.gazetteer.lookup(&parts).first().map(|found| found.key.to_owned());
        match key {
            Some(key) => self.known(&key),
            None => Some(self.unknown(EntityKind::Place, format!("Place:{}", words.to_lowercase()), words)),
        }
    }

    /// The entity of the agency that sends the report.
    fn agency(&mut self, words: &str) -> EntityId {
        let key = self.knowledge.gazetteer.agency(words).map(str::to_owned);
        let id = key.and_then(|key| self.known(&key)).unwrap_or_else(|| {
            self.unknown(EntityKind::Organization, format!("Organization:{}", words.to_lowercase()), words)
        });
        self.also(id, words);
        id
    }
}

/// States with a monarch, which have no president.
const MONARCHIES: &[&str] = &[
    "state:AU", "state:BE", "state:CA", "state:DK", "state:ES", "state:GB", "state:JO", "state:JP",
    "state:KW", "state:MA", "state:MY", "state:NL", "state:NO", "state:NZ", "state:QA", "state:SA",
    "state:SE", "state:TH",
];

/// States whose president leads the government, so that they have no prime minister.
const PRESIDENTIAL: &[&str] = &[
    "state:AR", "state:BR", "state:CL", "state:CO", "state:CY", "state:ID", "state:IR", "state:KE",
    "state:MX", "state:NG", "state:PH", "state:TR", "state:US",
];

/// Whether a title in small letters is that of a head of state or government.
fn is_chief(title: &str) -> bool {
    matches!(
        title,
        "president"
            | "prime minister"
            | "premier"
            | "chancellor"
            | "king"
            | "queen"
            | "emir"
            | "sultan"
            | "emperor"
            | "empress"
            | "crown prince"
            | "vice president"
    )
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

#[cfg(test)]
mod tests {
    use crate::annotate::annotate;
    use crate::knowledge::Knowledge;
    use crate::mention::{MentionKind, Recognition};
    use crate::recognise::recognise;
    use crate::report::Report;
    use std::sync::LazyLock;

    static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(Knowledge::embedded);

    fn read(source: Option<&str>, text: &str) -> Recognition {
        let report = Report { text: text.to_owned(), source: source.map(str::to_owned), ..Report::default() };
        let mut document = annotate(text, report.body(), crate::annotate::Model::embedded());
        let recognition = recognise(&report, &mut document, &KNOWLEDGE);
        for mention in &recognition.mentions {
            let outward = mention
                .tokens
                .clone()
                .filter(|t| document.head(*t).is_none_or(|head| !mention.tokens.contains(&head)));
            assert_eq!(outward.collect::<Vec<_>>(), [mention.head], "{}", mention.span.of(text));
        }
        recognition
    }

    /// The offices as "person | title | body".
    fn offices(recognition: &Recognition) -> Vec<String> {
        recognition
            .offices
            .iter()
            .map(|office| {
                let body = office.body.map_or("-", |body| &recognition.entity(body).name);
                format!("{} | {} | {body}", recognition.entity(office.person).name, office.title)
            })
            .collect()
    }

    /// What the words refer to, by the names of the entities.
    fn refers(text: &str, recognition: &Recognition, words: &str) -> Vec<String> {
        let mention = recognition.mentions.iter().rev().find(|m| m.span.of(text) == words);
        let entities = mention.map_or(&[][..], |m| &m.entities);
        entities.iter().map(|id| recognition.entity(*id).name.clone()).collect()
    }

    #[test]
    fn titles_before_and_after_names_are_offices() {
        for (text, expected) in [
            ("President of the Republic of Finland Sauli Niemi spoke.", "Sauli Niemi | President | Finland"),
            ("Norway's Prime Minister Kari Lund arrived.", "Kari Lund | Prime Minister | Norway"),
            ("German Chancellor Karl Brandt left Berlin.", "Karl Brandt | Chancellor | Germany"),
            (
                "NATO Secretary General Peter Dahl agreed.",
                "Peter Dahl | Secretary General | North Atlantic Treaty Organization",
            ),
            (
                "U.S. Secretary of State Robert Hale called.",
                "Robert Hale | Secretary of State | United States",
            ),
            (
                "Peter Dahl, Secretary General of NATO, agreed.",
                "Peter Dahl | Secretary General | North Atlantic Treaty Organization",
            ),
            ("President Anna Kowalska of Poland met them.", "Anna Kowalska | President | Poland"),
            ("Former Italian Prime Minister Paolo Riva spoke.", "Paolo Riva | Former Prime Minister | Italy"),
            (
                "Spokesman for the Iranian Foreign Ministry Ali Karimi spoke.",
                "Ali Karimi | Spokesman | Ministry of Foreign Affairs of Iran",
            ),
        ] {
            assert_eq!(offices(&read(None, text)), [expected], "{text}");
        }
    }

    #[test]
    fn a_counterpart_holds_the_same_office_for_the_other_state() {
        let text = "Swedish Foreign Minister Anna Berg met her Danish counterpart Lars Holm.";
        assert_eq!(
            offices(&read(None, text)),
            ["Anna Berg | Foreign Minister | Sweden", "Lars Holm | Foreign Minister | Denmark"]
        );
    }

    #[test]
    fn the_publisher_tells_whose_prime_minister_it_is() {
        let text = "Prime Minister Mary Stone visited Tokyo. The Prime Minister thanked her hosts.";
        let recognition = read(Some("au-pm-releases"), text);
        assert_eq!(offices(&recognition), ["Mary Stone | Prime Minister | Australia"]);
        assert_eq!(refers(text, &recognition, "The Prime Minister"), ["Mary Stone"]);
    }

    #[test]
    fn roles_surnames_and_bodies_refer_back() {
        let text = "President of Finland Sauli Niemi met NATO Secretary General Peter Dahl. \
                    The head of state praised the Alliance. Dahl agreed.";
        let recognition = read(None, text);
        assert_eq!(refers(text, &recognition, "The head of state"), ["Sauli Niemi"]);
        assert_eq!(refers(text, &recognition, "the Alliance"), ["North Atlantic Treaty Organization"]);
        assert_eq!(refers(text, &recognition, "Dahl"), ["Peter Dahl"]);
    }

    #[test]
    fn the_sides_are_left_to_the_event() {
        let text = "The two sides discussed trade.";
        let recognition = read(None, text);
        let sides = recognition.mentions.iter().find(|m| m.kind == MentionKind::Nominal);
        assert_eq!(sides.map(|m| (m.found_by, m.entities.len())), Some(("plural-anaphor", 0)));
    }

    #[test]
    fn a_group_has_its_source_its_number_and_its_named_members() {
        let text = "NATO met. About 12 NATO countries, including Norway, buy oil.";
        let recognition = read(None, text);
        let group = recognition.entities.iter().find_map(|e| e.group.as_ref()).cloned().unwrap_or_default();
        let name = |id| recognition.entity(id).name.as_str();
        assert_eq!(group.member_of.map(name), Some("North Atlantic Treaty Organization"));
        assert_eq!(group.cardinality.and_then(|q| q.value).as_deref(), Some("12"));
        assert_eq!(group.members.into_iter().map(name).collect::<Vec<_>>(), ["Norway"]);
    }

    #[test]
    fn a_capital_that_acts_is_its_state() {
        let text = "Ties between Madrid and Lisbon are close. He was born in Madrid.";
        let recognition = read(None, text);
        let named: Vec<&str> = recognition
            .mentions
            .iter()
            .filter(|m| m.span.of(text) == "Madrid")
            .map(|m| recognition.entity(m.entities[0]).name.as_str())
            .collect();
        assert_eq!(named, ["Spain", "Madrid"]);
    }

    #[test]
    fn nothing_in_capitals_or_marks_breaks_the_reading() {
        for text in [
            "",
            "—",
            "PRESIDENT MEETS MINISTER IN PARIS",
            "of the of the",
            "Mr.",
            "The President,",
            "(NATO) ()",
            "President of",
        ] {
            read(Some("kremlin-en"), text);
        }
    }
}
