//! The states, organisations, regions and cities of the world by their names, from the tables in `data`.

use super::names::{Folder, begins_with_apostrophe, case_fits, rows};
use super::places;
use super::tables::{MEMBERS, PUBLISHERS};
use crate::mention::EntityKind;
use rustc_hash::FxHashMap;

/// What is added to the rank of a capital, so that it comes before the largest city of the same name.
pub(crate) const CAPITAL: u64 = 1_000_000_000;
/// The rank of regions and organisations, before that of cities.
const NAMED: u64 = 10_000_000_000;
/// The rank of the states of the United States: before most cities, after capitals.
const STATE_OF_US: u64 = 5_000_000;
/// The rank of provinces and districts: after the city of the same name.
const SUBDIVISION: u64 = 60_000;
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
    /// The name by which reports mostly call it: an organisation's acronym where it has one ("NATO").
    pub short: &'a str,
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
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) kind: Option<EntityKind>,
    pub(super) class: String,
    pub(super) label: String,
    /// The acronym, where reports use it more than the label.
    pub(super) short: String,
    pub(super) alternatives: Vec<String>,
    pub(super) wikidata: String,
    pub(super) geonames: String,
    pub(super) iso2: String,
    pub(super) iso3: String,
    pub(super) numeric: String,
    pub(super) latitude: Option<f64>,
    pub(super) longitude: Option<f64>,
    pub(super) located_in: String,
    pub(super) parent: String,
    pub(super) seat: String,
    pub(super) capital: String,
    pub(super) population: Option<u64>,
    /// Whether it is a province or district from the table of subdivisions.
    pub(super) subdivision: bool,
}

/// One form of one entry.
#[derive(Clone, Debug)]
pub(super) struct Form {
    /// The form, folded, in its own case.
    pub(super) name: String,
    pub(super) entry: usize,
    pub(super) used_as: NameForm,
    pub(super) ambiguous: bool,
    /// Whether it is also a given name or a surname.
    pub(super) also_person: bool,
}

/// Finds states, organisations, regions and places by their names.
#[derive(Clone, Debug, Default)]
pub struct Gazetteer {
    pub(super) folder: Folder,
    pub(super) entries: Vec<Entry>,
    pub(super) by_key: FxHashMap<String, usize>,
    /// The forms by their folded words in small letters.
    pub(super) forms: FxHashMap<String, Vec<Form>>,
    /// The first word of a form in small letters, and the most words that a form beginning with it has.
    first: FxHashMap<String, usize>,
    /// The states that belong to an organisation, by its key.
    members: FxHashMap<&'static str, Vec<&'static str>>,
    /// Patterns of sources, folded in small letters, with the key of the state or organisation that publishes.
    pub(super) publishers: Vec<(String, String)>,
}

impl Gazetteer {
    /// The gazetteer that is embedded in the program.
    pub fn embedded() -> Self {
        let mut gazetteer = Self::default();
        gazetteer.read_states();
        gazetteer.read_regions();
        gazetteer.read_subdivisions();
        gazetteer.read_organisations();
        gazetteer.read_agencies();
        for row in rows(MEMBERS) {
            if let Some((organisation, state)) = row.split_once('\t') {
                gazetteer.members.entry(organisation).or_default().push(state);
            }
        }
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

    /// Adds an entry, or returns the number of the one that has its key already.
    pub(super) fn add(&mut self, entry: Entry) -> usize {
        let number = self.entries.len();
        if let Some(&known) = self.by_key.get(&entry.key) {
            return known;
        }
        self.by_key.insert(entry.key.clone(), number);
        self.entries.push(entry);
        number
    }

    pub(super) fn add_form(&mut self, name: &str, entry: usize, form: NameForm, ambiguous: bool) {
        let name = self.folder.fold(name);
        let small = name.to_lowercase();
        let Some(first) = small.split(' ').next().filter(|word| !word.is_empty()) else { return };
        let words = small.split(' ').count();
        let most = self.first.entry(first.to_owned()).or_default();
        *most = words.max(*most);
        let forms = self.forms.entry(small).or_default();
        if !forms.iter().any(|known| known.entry == entry && known.used_as == form && known.name == name) {
            forms.push(Form { name, entry, used_as: form, ambiguous, also_person: false });
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
        let mut most = self.first.get(&small_first).copied().unwrap_or(0);
        // "People" and "'s" of "People's Republic of China" are one word of the name.
        if let Some(ending) = words.get(1).filter(|word| begins_with_apostrophe(word)) {
            let mut joined = small_first;
            self.folder.fold_into(&ending.to_lowercase(), &mut joined);
            most = most.max(self.first.get(&joined).copied().unwrap_or(0));
        }
        let mut in_places = folded.chars().next().is_some_and(char::is_uppercase);
        for (number, word) in words.iter().enumerate() {
            if number > 0 {
                let before = folded.len();
                self.folder.fold_into(word, &mut folded);
                // A hyphen ends no name, and neither does the "'s" of "Turk's", which would make it "Turks".
                if folded.len() == before || begins_with_apostrophe(word) {
                    continue;
                }
            }
            let count = folded.split(' ').count();
            if count > most && !in_places {
                break;
            }
            if count <= most {
                self.small_matches(&folded, number + 1, words.get(number + 1).copied(), &mut found);
            }
            if in_places {
                in_places = places::matches(&folded, number + 1, &mut found);
            }
        }
        found.sort_by(|a, b| {
            b.words.cmp(&a.words).then(b.rank.cmp(&a.rank)).then(a.form.cmp(&b.form)).then(a.key.cmp(b.key))
        });
        // A city that a user's gazetteer describes is found in both tables.
        let mut seen: Vec<(usize, &str, NameForm)> = Vec::new();
        found.retain(|one| {
            let new = !seen.contains(&(one.words, one.key, one.form));
            seen.push((one.words, one.key, one.form));
            new
        });
        found
    }

    fn small_matches<'a>(
        &'a self,
        folded: &str,
        words: usize,
        next: Option<&str>,
        found: &mut Vec<Match<'a>>,
    ) {
        let Some(forms) = self.forms.get(&folded.to_lowercase()) else { return };
        let fitting: Vec<&Form> = forms.iter().filter(|form| case_fits(&form.name, folded)).collect();
        for form in &fitting {
            let entry = &self.entries[form.entry];
            let kind = entry.kind.unwrap_or(EntityKind::Organization);
            let mut rank = entry.population.unwrap_or(0);
            rank += match (kind, entry.class.as_str()) {
                (EntityKind::State, _) => STATE,
                // "Washington" is the capital before the state, and "New York" the city.
                (_, "state-of-us") => STATE_OF_US,
                _ if entry.subdivision => SUBDIVISION,
                _ => NAMED,
            };
            let others = fitting.iter().any(|other| other.entry != form.entry);
            found.push(Match {
                words,
                key: &entry.key,
                kind,
                form: form.used_as,
                ambiguous: form.ambiguous || others,
                also_word: false,
                also_person: form.also_person,
                rank,
            });
            // "Helmand province" is one name.
            if entry.subdivision && next.is_some_and(|word| is_word_for(&entry.class, word)) {
                found.push(Match {
                    words: words + 1,
                    key: &entry.key,
                    kind,
                    form: form.used_as,
                    ambiguous: others,
                    also_word: false,
                    also_person: false,
                    rank,
                });
            }
        }
    }

    /// What the tables say of a key.
    pub fn known(&self, key: &str) -> Option<Known<'_>> {
        match self.by_key.get(key) {
            Some(&entry) => Some(known_entry(&self.entries[entry])),
            None => places::by_key(key).map(known_place),
        }
    }

    /// The keys of the states that belong to an organisation, as far as the tables have them.
    pub fn members(&self, organisation: &str) -> &[&'static str] {
        self.members.get(organisation).map_or(&[], Vec::as_slice)
    }

    /// Everything that is known: states, regions, organisations, agencies in the order of the tables, then places.
    pub fn all<'a>(&'a self) -> impl Iterator<Item = Known<'a>> {
        let places = places::all().map(|place| -> Known<'a> { known_place(place) });
        self.entries.iter().map(known_entry).chain(places)
    }
}

/// Whether the word says what a subdivision of this class is: "Helmand province", "Kherson oblast".
fn is_word_for(class: &str, word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    let others: &[&str] = match class {
        "region" | "oblast" => &["region", "oblast", "province"],
        "rayon" | "district" => &["district", "rayon", "raion"],
        "governorate" | "province" => &["governorate", "province", "region"],
        "voivodship" | "voivodeship" => &["voivodship", "voivodeship", "province"],
        _ => &[],
    };
    others.contains(&word.as_str()) || class.split('-').any(|part| part == word)
}

fn known_entry(entry: &Entry) -> Known<'_> {
    Known {
        key: &entry.key,
        kind: entry.kind.unwrap_or(EntityKind::Organization),
        class: &entry.class,
        label: &entry.label,
        short: some(&entry.short).unwrap_or(&entry.label),
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
        short: place.name,
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
pub(super) fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').filter(|part| !part.is_empty())
}

fn some(cell: &str) -> Option<&str> {
    (!cell.is_empty()).then_some(cell)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::tables::{
        AGENCIES, ORGANISATIONS, REGIONS, STATE_NAMES, STATES, SUBDIVISIONS, state_form,
    };

    /// A text as the annotator parts it: hyphens and commas are words of their own, "'s" too.
    fn words(text: &str) -> Vec<String> {
        let mut out = Vec::new();
        for word in text.split_whitespace() {
            let mut rest = word;
            while let Some(at) = rest.find(['-', ',']) {
                if at > 0 {
                    out.push(rest[..at].to_owned());
                }
                out.push(rest[at..=at].to_owned());
                rest = &rest[at + 1..];
            }
            if let Some(stem) = rest.strip_suffix("'s").filter(|stem| !stem.is_empty()) {
                out.extend([stem.to_owned(), "'s".to_owned()]);
            } else if !rest.is_empty() {
                out.push(rest.to_owned());
            }
        }
        out
    }

    fn find<'a>(gazetteer: &'a Gazetteer, text: &str) -> Vec<Match<'a>> {
        let words = words(text);
        gazetteer.lookup(&words.iter().map(String::as_str).collect::<Vec<_>>())
    }

    #[test]
    fn every_form_of_a_state_is_found_as_that_form() {
        let gazetteer = Gazetteer::embedded();
        for row in rows(STATE_NAMES) {
            let cells: Vec<&str> = row.split('\t').collect();
            let form = state_form(cells[2]).unwrap_or_else(|| panic!("unknown kind in {row}"));
            let count = words(cells[0]).len();
            assert!(
                find(&gazetteer, cells[0])
                    .iter()
                    .any(|found| found.key == cells[1] && found.form == form && found.words == count),
                "{row}"
            );
        }
    }

    #[test]
    fn every_form_of_an_organisation_is_found() {
        let gazetteer = Gazetteer::embedded();
        for row in rows(ORGANISATIONS) {
            let cells: Vec<&str> = row.split('\t').collect();
            assert_eq!(cells.len(), 14, "{row}");
            for cell in &cells[1..6] {
                for form in list(cell) {
                    // Names that end in "'s" lose it to the tokens: Moody's.
                    if !form.ends_with("'s") {
                        assert!(
                            find(&gazetteer, form).iter().any(|found| found.key == cells[0]),
                            "{form} of {}",
                            cells[0]
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn demonyms_and_short_names_mean_their_states() {
        let gazetteer = Gazetteer::embedded();
        for (form, state) in [
            ("U.S.", "US"),
            ("US", "US"),
            ("USA", "US"),
            ("U.K.", "GB"),
            ("Britain", "GB"),
            ("British", "GB"),
            ("Great Britain", "GB"),
            ("Briton", "GB"),
            ("Swiss", "CH"),
            ("Dutch", "NL"),
            ("Dutchman", "NL"),
            ("Emirati", "AE"),
            ("UAE", "AE"),
            ("Burmese", "MM"),
            ("Burma", "MM"),
            ("Argentine", "AR"),
            ("Argentinian", "AR"),
            ("Kyrgyz", "KG"),
            ("Bosnian", "BA"),
            ("North Macedonian", "MK"),
            ("Turk", "TR"),
            ("Turks", "TR"),
            ("Türkiye", "TR"),
            ("Frenchman", "FR"),
            ("Czechia", "CZ"),
            ("Ivory Coast", "CI"),
            ("Côte d'Ivoire", "CI"),
            ("ROK", "KR"),
            ("DPRK", "KP"),
            ("PRC", "CN"),
            ("Russian Federation", "RU"),
            ("Islamic Republic of Iran", "IR"),
            ("the Gambia", "GM"),
            ("The Gambia", "GM"),
            ("Azerbaijanis", "AZ"),
            ("Republic of Azerbaijan", "AZ"),
            ("Kingdom of Belgium", "BE"),
            ("AZERBAIJAN", "AZ"),
            ("Swazi", "SZ"),
            ("Democratic People's Republic of Korea", "KP"),
            ("Papua New Guinean", "PG"),
            ("Soviet", "SU"),
            ("Bissau-Guinean", "GW"),
            ("Timor-Leste", "TL"),
            ("South Sudanese", "SS"),
            ("Kosovar", "XK"),
        ] {
            let found = find(&gazetteer, form);
            let first = found.first().unwrap_or_else(|| panic!("nothing for {form}"));
            assert_eq!(
                (first.key, first.words),
                (format!("state:{state}").as_str(), words(form).len()),
                "{form}"
            );
        }
        for nothing in ["us", "turkey", "it", "polish", "The", "Monday", "Turk 's"] {
            assert!(
                find(&gazetteer, nothing).iter().all(|found| found.words < words(nothing).len()),
                "{nothing}"
            );
        }
    }

    #[test]
    fn forms_with_other_meanings_are_marked() {
        let gazetteer = Gazetteer::embedded();
        for form in
            ["Georgia", "Jordan", "Chad", "Turkey", "Guinea", "Polish", "Niger", "Congo", "Korea", "WHO"]
        {
            assert!(find(&gazetteer, form)[0].ambiguous, "{form}");
        }
        for form in ["Azerbaijan", "NATO", "Brussels", "European Union"] {
            assert!(!find(&gazetteer, form)[0].ambiguous, "{form}");
        }
        assert!(find(&gazetteer, "Clinton")[0].also_person);
        assert!(find(&gazetteer, "Reading")[0].also_word);
    }

    #[test]
    fn a_bare_name_means_the_likeliest_place() {
        let gazetteer = Gazetteer::embedded();
        for (name, key) in [
            ("Washington", "place:4140963"),
            ("Paris", "place:2988507"),
            ("Brussels", "place:2800866"),
            ("Kiev", "place:703448"),
            ("London", "place:2643743"),
            ("New York", "place:5128581"),
            ("Philadelphia", "place:4560349"),
            ("Sana'a", "place:71137"),
            ("Karabakh", "region:nagorno-karabakh"),
            ("the South Caucasus", "region:south-caucasus"),
            ("NATO Headquarters", "region:nato-hq"),
            ("the Alliance", "org:nato"),
            ("Kandahar", "place:1138336"),
            ("Kandahar province", "region:af-kan"),
            ("Helmand", "region:helmand"),
            ("Nangarhar Province", "region:af-nan"),
            ("Turkic Council", "org:organization-of-turkic-states"),
        ] {
            assert_eq!(find(&gazetteer, name)[0].key, key, "{name}");
        }
    }

    #[test]
    fn every_key_that_a_row_points_to_is_known() {
        let gazetteer = Gazetteer::embedded();
        for known in gazetteer.all() {
            for key in [known.located_in, known.parent, known.seat, known.capital, known.capital_of]
                .into_iter()
                .flatten()
            {
                assert!(gazetteer.known(key).is_some(), "{} points to {key}", known.key);
            }
        }
        for (_, key) in &gazetteer.publishers {
            assert!(gazetteer.known(key).is_some(), "a publisher is {key}");
        }
    }

    #[test]
    fn members_are_known_states() {
        let gazetteer = Gazetteer::embedded();
        for (organisation, count) in [("org:united-nations", 193), ("org:european-union", 27), ("org:g7", 7)]
        {
            let members = gazetteer.members(organisation);
            assert_eq!(members.len(), count, "{organisation}");
            assert!(members.iter().all(|state| gazetteer.known(state).is_some()));
        }
        assert_eq!(gazetteer.known("org:nato").unwrap().short, "NATO");
        assert_eq!(gazetteer.known("state:TR").unwrap().located_in, Some("region:asia"));
    }

    #[test]
    fn every_member_of_the_united_nations_is_there() {
        let gazetteer = Gazetteer::embedded();
        let states: Vec<_> = gazetteer.all().filter(|known| known.kind == EntityKind::State).collect();
        // 193 members, two observers, Kosovo, Taiwan, Cook Islands, Niue, and five that are dissolved.
        assert_eq!(states.len(), 204);
        for known in states.iter().filter(|known| known.geonames.is_some()) {
            assert!(known.wikidata.is_some() && known.iso2.is_some(), "{}", known.key);
        }
    }

    #[test]
    fn the_catalogue_tells_rows_and_hashes_of_every_table() {
        use sha2::{Digest, Sha256};
        use std::fmt::Write as _;
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
        let readme = std::fs::read_to_string(folder.join("README.md")).unwrap();
        let mut listed = Vec::new();
        for line in readme.lines().filter(|line| line.starts_with("| `")) {
            let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
            let file = cells[0].trim_matches('`');
            let content = std::fs::read(folder.join(file)).unwrap();
            let mut hash = String::new();
            for byte in Sha256::digest(&content) {
                write!(hash, "{byte:02x}").unwrap();
            }
            assert_eq!(cells[6].trim_matches('`'), hash, "{file}: run `python3 data/make/catalogue.py`");
            if std::path::Path::new(file).extension().is_some_and(|ending| ending == "tsv") {
                let text = String::from_utf8(content).unwrap();
                let mut lines = text.lines();
                let width = lines.next().unwrap().split('\t').count();
                assert!(lines.clone().all(|line| line.split('\t').count() == width), "{file}");
                assert_eq!(cells[5], lines.count().to_string(), "{file}");
            }
            listed.push(file.to_owned());
        }
        for entry in std::fs::read_dir(&folder).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            if std::path::Path::new(&name).extension().is_some_and(|ending| ending == "tsv") {
                assert!(listed.contains(&name), "{name} is not in the catalogue");
            }
        }
    }

    #[test]
    fn tables_written_by_hand_stand_in_order_without_repetition() {
        for table in [STATES, STATE_NAMES, REGIONS, SUBDIVISIONS, ORGANISATIONS, AGENCIES, PUBLISHERS] {
            let lines: Vec<&str> = rows(table).collect();
            for pair in lines.windows(2) {
                assert!(pair[0] < pair[1], "{} stands before {}", pair[0], pair[1]);
            }
        }
    }

    #[test]
    fn the_longest_name_comes_first() {
        let gazetteer = Gazetteer::embedded();
        for (text, words, key, form) in [
            ("Republic of Azerbaijan Ilham", 3, "state:AZ", NameForm::Official),
            ("Guinea-Bissau's", 3, "state:GW", NameForm::Name),
            ("U.S. President", 1, "state:US", NameForm::Acronym),
            ("European Commission President", 2, "org:european-commission", NameForm::Name),
        ] {
            let found = find(&gazetteer, text)[0];
            assert_eq!((found.words, found.key, found.form), (words, key, form), "{text}");
        }
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
