//! The states, organisations, regions and cities of the world by their names, from the tables in `data`.

use super::names::{Folder, case_fits, rows};
use super::places;
use crate::mention::EntityKind;
use rustc_hash::FxHashMap;

const STATES: &str = include_str!("../../data/states.tsv");
const STATE_NAMES: &str = include_str!("../../data/state-names.tsv");
const REGIONS: &str = include_str!("../../data/regions.tsv");
const ORGANISATIONS: &str = include_str!("../../data/organisations.tsv");
const AGENCIES: &str = include_str!("../../data/news-agencies.tsv");
const PUBLISHERS: &str = include_str!("../../data/publishers.tsv");

/// What is added to the rank of a capital, so that it comes before the largest city of the same name.
pub(crate) const CAPITAL: u64 = 1_000_000_000;
/// The rank of regions and organisations, before that of cities.
const NAMED: u64 = 10_000_000_000;
/// What is added to the rank of a state, so that "Georgia" is first of all the state.
const STATE: u64 = 1_000_000_000_000;

/// In which way a form names its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameForm {
    /// The short name in common use: "Azerbaijan", "European Union".
    Name,
    /// The full official name: "Republic of Azerbaijan".
    Official,
    /// Another name in use: "Czechia", "Bruxelles".
    Alternative,
    /// A name that is no longer in use: "Burma".
    Former,
    /// An acronym or abbreviation: "U.S.", "NATO".
    Acronym,
    /// The adjective: "Azerbaijani", "Dutch".
    Adjective,
    /// The noun for people: "Azerbaijanis", "Frenchman".
    People,
    /// A phrase that stands for the name where the context is clear: "the Alliance".
    Nominal,
}

/// A name that begins at the first of the words asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match<'a> {
    /// Over how many words it goes.
    pub words: usize,
    /// The key of what it names: `state:AZ`, `org:nato`, `place:2800866`, `region:donbas`.
    pub key: &'a str,
    /// The kind of what it names.
    pub kind: EntityKind,
    /// In which way it names it.
    pub form: NameForm,
    /// Whether the form has other meanings: other rows, a common word or a person's name.
    pub ambiguous: bool,
    /// Whether the form is also an English word: "Reading".
    pub also_word: bool,
    /// Whether the form is also a given name or a surname: "Clinton".
    pub also_person: bool,
    /// The larger, the likelier is it meant by the bare name: states, then regions and organisations, then
    /// capitals, then cities by inhabitants.
    pub rank: u64,
}

/// What the tables say of one entity.
#[derive(Clone, Debug, PartialEq)]
pub struct Known<'a> {
    /// Its key: `state:AZ`, `org:nato`, `place:2800866`, `region:donbas`.
    pub key: &'a str,
    /// Its kind.
    pub kind: EntityKind,
    /// What it is among its kind: `alliance`, `sea`, `city`, `state`.
    pub class: &'a str,
    /// The short name in common use; for organisations the full name.
    pub label: &'a str,
    /// Official, alternative and former names and acronyms, in the order of the tables.
    pub alt_labels: Vec<&'a str>,
    /// The item of Wikidata: `Q227`.
    pub wikidata: Option<&'a str>,
    /// The number in GeoNames.
    pub geonames: Option<&'a str>,
    /// The code of ISO 3166-1 alpha-2.
    pub iso2: Option<&'a str>,
    /// The code of ISO 3166-1 alpha-3.
    pub iso3: Option<&'a str>,
    /// The number of ISO 3166-1, three digits.
    pub numeric: Option<&'a str>,
    /// The latitude in degrees, north positive.
    pub latitude: Option<f64>,
    /// The longitude in degrees, east positive.
    pub longitude: Option<f64>,
    /// The key of the state or region in which a place lies, or whose company or agency it is.
    pub located_in: Option<&'a str>,
    /// The code of the first-order division of the state, as GeoNames has it: `TX`.
    pub admin1: Option<&'a str>,
    /// The key of the organisation of which it is an organ or a body.
    pub parent: Option<&'a str>,
    /// The key of the place where an organisation has its seat.
    pub seat: Option<&'a str>,
    /// The key of the state whose capital it is.
    pub capital_of: Option<&'a str>,
    /// The key of a state's capital.
    pub capital: Option<&'a str>,
    /// The inhabitants, where the table has them.
    pub population: Option<u64>,
}

/// One row of the small tables.
#[derive(Clone, Debug, Default)]
struct Entry {
    key: String,
    kind: Option<EntityKind>,
    class: String,
    label: String,
    alternatives: Vec<String>,
    wikidata: String,
    geonames: String,
    iso2: String,
    iso3: String,
    numeric: String,
    latitude: Option<f64>,
    longitude: Option<f64>,
    located_in: String,
    parent: String,
    seat: String,
    capital: String,
    population: Option<u64>,
}

/// One form of one entry.
#[derive(Clone, Debug)]
struct Form {
    /// The form, folded, in its own case.
    name: String,
    entry: usize,
    form: NameForm,
    ambiguous: bool,
}

/// Finds states, organisations, regions and places by their names.
#[derive(Clone, Debug, Default)]
pub struct Gazetteer {
    folder: Folder,
    entries: Vec<Entry>,
    by_key: FxHashMap<String, usize>,
    /// The forms by their folded words in small letters.
    forms: FxHashMap<String, Vec<Form>>,
    /// The first word of a form in small letters, and the most words that a form beginning with it has.
    first: FxHashMap<String, usize>,
    /// Patterns of sources, folded in small letters, with the key of the state or organisation that publishes.
    publishers: Vec<(String, String)>,
}

impl Gazetteer {
    /// The gazetteer that is embedded in the program.
    pub fn embedded() -> Self {
        let mut gazetteer = Self::default();
        gazetteer.read_states();
        gazetteer.read_regions();
        gazetteer.read_organisations();
        gazetteer.read_agencies();
        for row in rows(PUBLISHERS) {
            let mut cells = row.split('\t');
            if let (Some(pattern), Some(key)) = (cells.next(), cells.next()) {
                let folded = gazetteer.folder.fold(pattern).to_lowercase();
                gazetteer.publishers.push((folded, key.to_owned()));
            }
        }
        gazetteer.publishers.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
        gazetteer
    }

    fn read_states(&mut self) {
        for row in rows(STATES) {
            let mut cells = row.split('\t').map(str::to_owned);
            let mut next = || cells.next().unwrap_or_default();
            let (key, label, official) = (next(), next(), next());
            let (iso2, iso3, numeric) = (next(), next(), next());
            let (_, capital, wikidata, geonames, population) = (next(), next(), next(), next(), next());
            let mut entry = Entry {
                key,
                kind: Some(EntityKind::State),
                class: "state".to_owned(),
                label,
                wikidata,
                geonames,
                iso2,
                iso3,
                numeric,
                capital,
                population: population.parse().ok(),
                ..Entry::default()
            };
            if official != entry.label {
                entry.alternatives.push(official);
            }
            self.add(entry);
        }
        for row in rows(STATE_NAMES) {
            let cells: Vec<&str> = row.split('\t').collect();
            let [name, state, kind, ambiguous, ..] = cells[..] else { continue };
            let form = match kind {
                "short" => NameForm::Name,
                "official" => NameForm::Official,
                "alternative" => NameForm::Alternative,
                "former" => NameForm::Former,
                "abbreviation" => NameForm::Acronym,
                "adjective" => NameForm::Adjective,
                "people" => NameForm::People,
                _ => continue,
            };
            let Some(&entry) = self.by_key.get(state) else { continue };
            if matches!(form, NameForm::Alternative | NameForm::Former | NameForm::Acronym) {
                self.entries[entry].alternatives.push(name.to_owned());
            }
            self.add_form(name, entry, form, !ambiguous.is_empty());
        }
    }

    fn read_regions(&mut self) {
        for row in rows(REGIONS) {
            let cells: Vec<&str> = row.split('\t').collect();
            let [key, name, class, alternatives, adjectives, located_in, wikidata, geonames, ambiguous, ..] =
                cells[..]
            else {
                continue;
            };
            let entry = self.add(Entry {
                key: key.to_owned(),
                kind: Some(EntityKind::Place),
                class: class.to_owned(),
                label: name.to_owned(),
                alternatives: list(alternatives).map(str::to_owned).collect(),
                wikidata: wikidata.to_owned(),
                geonames: geonames.to_owned(),
                located_in: located_in.to_owned(),
                ..Entry::default()
            });
            let ambiguous = !ambiguous.is_empty();
            self.add_form(name, entry, NameForm::Name, ambiguous);
            for form in list(alternatives) {
                self.add_form(form, entry, NameForm::Alternative, ambiguous);
            }
            for form in list(adjectives) {
                self.add_form(form, entry, NameForm::Adjective, ambiguous);
            }
        }
    }

    fn read_organisations(&mut self) {
        for row in rows(ORGANISATIONS) {
            let cells: Vec<&str> = row.split('\t').collect();
            let [
                key,
                label,
                acronyms,
                alternatives,
                nominals,
                adjectives,
                class,
                parent,
                seat,
                state,
                wikidata,
                ambiguous,
                ..,
            ] = cells[..]
            else {
                continue;
            };
            let entry = self.add(Entry {
                key: key.to_owned(),
                kind: Some(EntityKind::Organization),
                class: class.to_owned(),
                label: label.to_owned(),
                alternatives: list(acronyms).chain(list(alternatives)).map(str::to_owned).collect(),
                wikidata: wikidata.to_owned(),
                parent: parent.to_owned(),
                seat: seat.to_owned(),
                located_in: state.to_owned(),
                ..Entry::default()
            });
            let doubtful: Vec<&str> = list(ambiguous).collect();
            let unsure = |form: &str| doubtful.contains(&form);
            self.add_form(label, entry, NameForm::Name, unsure(label));
            for form in list(acronyms) {
                self.add_form(form, entry, NameForm::Acronym, unsure(form));
            }
            for form in list(alternatives) {
                self.add_form(form, entry, NameForm::Alternative, unsure(form));
            }
            for form in list(nominals) {
                self.add_form(form, entry, NameForm::Nominal, true);
            }
            for form in list(adjectives) {
                self.add_form(form, entry, NameForm::Adjective, unsure(form));
            }
        }
    }

    fn read_agencies(&mut self) {
        for row in rows(AGENCIES) {
            let cells: Vec<&str> = row.split('\t').collect();
            let [key, label, alternatives, state, wikidata, ambiguous, ..] = cells[..] else { continue };
            let entry = self.add(Entry {
                key: key.to_owned(),
                kind: Some(EntityKind::Organization),
                class: "news-agency".to_owned(),
                label: label.to_owned(),
                alternatives: list(alternatives).map(str::to_owned).collect(),
                wikidata: wikidata.to_owned(),
                located_in: state.to_owned(),
                ..Entry::default()
            });
            let doubtful: Vec<&str> = list(ambiguous).collect();
            self.add_form(label, entry, NameForm::Name, doubtful.contains(&label));
            for form in list(alternatives) {
                self.add_form(form, entry, NameForm::Alternative, doubtful.contains(&form));
            }
        }
    }

    /// Adds an entry, or returns the number of the one that has its key already.
    fn add(&mut self, entry: Entry) -> usize {
        let number = self.entries.len();
        if let Some(&known) = self.by_key.get(&entry.key) {
            return known;
        }
        self.by_key.insert(entry.key.clone(), number);
        self.entries.push(entry);
        number
    }

    fn add_form(&mut self, name: &str, entry: usize, form: NameForm, ambiguous: bool) {
        let name = self.folder.fold(name);
        let small = name.to_lowercase();
        let Some(first) = small.split(' ').next().filter(|word| !word.is_empty()) else { return };
        let words = small.split(' ').count();
        let most = self.first.entry(first.to_owned()).or_default();
        *most = words.max(*most);
        let forms = self.forms.entry(small).or_default();
        if !forms.iter().any(|known| known.entry == entry && known.form == form && known.name == name) {
            forms.push(Form { name, entry, form, ambiguous });
        }
    }

    /// All names that begin at the first of the words, the longest first and then the likeliest.
    ///
    /// Words are the texts of tokens; a hyphen may stand apart ("Al", "-", "Jazeera").
    /// Marks, apostrophes, hyphens and full stops do not count; case does, but a text in capitals fits.
    pub fn lookup(&self, words: &[&str]) -> Vec<Match<'_>> {
        let mut found = Vec::new();
        let Some(first) = words.first() else { return found };
        let mut folded = String::new();
        self.folder.fold_into(first, &mut folded);
        if folded.is_empty() {
            return found;
        }
        let small_first = folded.split(' ').next().unwrap_or("").to_lowercase();
        let most = self.first.get(&small_first).copied().unwrap_or(0);
        let mut in_places = folded.chars().next().is_some_and(char::is_uppercase);
        for (number, word) in words.iter().enumerate() {
            if number > 0 {
                let before = folded.len();
                self.folder.fold_into(word, &mut folded);
                // A hyphen ends no name.
                if folded.len() == before {
                    continue;
                }
            }
            let count = folded.split(' ').count();
            if count > most && !in_places {
                break;
            }
            if count <= most {
                self.small_matches(&folded, number + 1, &mut found);
            }
            if in_places {
                in_places = places::matches(&folded, number + 1, &mut found);
            }
        }
        found.sort_by(|a, b| {
            b.words.cmp(&a.words).then(b.rank.cmp(&a.rank)).then(a.form.cmp(&b.form)).then(a.key.cmp(b.key))
        });
        found
    }

    fn small_matches<'a>(&'a self, folded: &str, words: usize, found: &mut Vec<Match<'a>>) {
        let Some(forms) = self.forms.get(&folded.to_lowercase()) else { return };
        let fitting: Vec<&Form> = forms.iter().filter(|form| case_fits(&form.name, folded)).collect();
        for form in &fitting {
            let entry = &self.entries[form.entry];
            let kind = entry.kind.unwrap_or(EntityKind::Organization);
            let mut rank = entry.population.unwrap_or(0);
            rank += if kind == EntityKind::State { STATE } else { NAMED };
            let others = fitting.iter().any(|other| other.entry != form.entry);
            found.push(Match {
                words,
                key: &entry.key,
                kind,
                form: form.form,
                ambiguous: form.ambiguous || others,
                also_word: false,
                also_person: false,
                rank,
            });
        }
    }

    /// What the tables say of a key.
    pub fn known(&self, key: &str) -> Option<Known<'_>> {
        match self.by_key.get(key) {
            Some(&entry) => Some(known_entry(&self.entries[entry])),
            None => places::by_key(key).map(known_place),
        }
    }

    /// Everything that is known: states, regions, organisations, agencies in the order of the tables, then places.
    pub fn all<'a>(&'a self) -> impl Iterator<Item = Known<'a>> {
        let places = places::all().map(|place| -> Known<'a> { known_place(place) });
        self.entries.iter().map(known_entry).chain(places)
    }
}

fn known_entry(entry: &Entry) -> Known<'_> {
    Known {
        key: &entry.key,
        kind: entry.kind.unwrap_or(EntityKind::Organization),
        class: &entry.class,
        label: &entry.label,
        alt_labels: entry.alternatives.iter().map(String::as_str).collect(),
        wikidata: some(&entry.wikidata),
        geonames: some(&entry.geonames),
        iso2: some(&entry.iso2),
        iso3: some(&entry.iso3),
        numeric: some(&entry.numeric),
        latitude: entry.latitude,
        longitude: entry.longitude,
        located_in: some(&entry.located_in),
        admin1: None,
        parent: some(&entry.parent),
        seat: some(&entry.seat),
        capital_of: None,
        capital: some(&entry.capital),
        population: entry.population,
    }
}

fn known_place(place: places::Place) -> Known<'static> {
    Known {
        key: place.key,
        kind: EntityKind::Place,
        class: if place.capital_of.is_empty() { "city" } else { "capital" },
        label: place.name,
        alt_labels: list(place.alternatives).collect(),
        wikidata: None,
        geonames: place.key.strip_prefix("place:"),
        iso2: None,
        iso3: None,
        numeric: None,
        latitude: place.latitude,
        longitude: place.longitude,
        located_in: some(place.state),
        admin1: some(place.admin1),
        parent: None,
        seat: None,
        capital_of: some(place.capital_of),
        capital: None,
        population: Some(place.population),
    }
}

/// The parts of a cell that holds several, parted by `|`.
fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').filter(|part| !part.is_empty())
}

fn some(cell: &str) -> Option<&str> {
    (!cell.is_empty()).then_some(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(words: &[&str]) -> Option<(usize, String, NameForm)> {
        let gazetteer = Gazetteer::embedded();
        let found = gazetteer.lookup(words).first().map(|found| (found.words, found.key.to_owned(), found.form));
        found
    }

    #[test]
    fn the_longest_name_comes_first() {
        assert_eq!(
            first(&["Republic", "of", "Azerbaijan", "Ilham"]),
            Some((3, "state:AZ".to_owned(), NameForm::Official))
        );
        assert_eq!(first(&["Guinea", "-", "Bissau", "'s"]), Some((3, "state:GW".to_owned(), NameForm::Name)));
        assert_eq!(first(&["U.S.", "President"]), Some((1, "state:US".to_owned(), NameForm::Acronym)));
        assert_eq!(first(&["us", "President"]), None);
    }

    #[test]
    fn a_bare_name_means_the_state_or_the_larger_place() {
        let gazetteer = Gazetteer::embedded();
        let georgia = gazetteer.lookup(&["Georgia"]);
        assert_eq!(georgia[0].key, "state:GE");
        assert!(georgia[0].ambiguous);
        let paris = gazetteer.lookup(&["Paris"]);
        let known = gazetteer.known(paris[0].key).unwrap();
        assert_eq!(known.capital_of, Some("state:FR"));
    }
}
