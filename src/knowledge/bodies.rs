//! The common names of national bodies, from `data/bodies.tsv`: "Foreign Ministry", "Parliament", "military".
//!
//! With the state before or after them they name one organisation: "the Azerbaijani military",
//! "Ministry of Foreign Affairs of Turkey".

use super::names::{Folder, begins_with_apostrophe, rows};
use rustc_hash::FxHashMap;

const BODIES: &str = include_str!("../../data/bodies.tsv");

/// What kind of body a state has under this name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BodyClass {
    /// "Government", "Cabinet of Ministers", "Presidency".
    Government,
    /// "Foreign Ministry", "Department of Defense".
    Ministry,
    /// "Parliament", "Senate".
    Parliament,
    /// "Armed Forces", "military", "General Staff".
    ArmedForces,
    /// "Supreme Court", "Prosecutor General's Office".
    Court,
    /// "Security Council", "State Security Service", "police".
    Agency,
    /// "Central Bank".
    Bank,
    /// "Embassy", "Permanent Mission".
    Embassy,
    /// "Communist Party", "opposition".
    Party,
    /// "State Oil Company".
    Company,
}

impl BodyClass {
    /// The class as it stands in the table.
    pub fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "government" => Self::Government,
            "ministry" => Self::Ministry,
            "parliament" => Self::Parliament,
            "armed-forces" => Self::ArmedForces,
            "court" => Self::Court,
            "agency" => Self::Agency,
            "bank" => Self::Bank,
            "embassy" => Self::Embassy,
            "party" => Self::Party,
            "company" => Self::Company,
            _ => return None,
        })
    }
}

/// A body's name that begins at the first of the words asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BodyMatch<'a> {
    /// Over how many words it goes.
    pub words: usize,
    /// The name as the table has it: "Foreign Ministry".
    pub name: &'a str,
    /// What it is.
    pub class: BodyClass,
    /// Whether the text begins it with a capital letter: "Parliament" rather than "parliament".
    pub capital: bool,
}

/// The lexicon of national bodies.
#[derive(Clone, Debug, Default)]
pub struct Bodies {
    folder: Folder,
    /// By the folded words in small letters: the name and its class.
    names: FxHashMap<String, (&'static str, BodyClass)>,
    /// The first word in small letters, and the most words that a name beginning with it has.
    first: FxHashMap<String, usize>,
}

impl Bodies {
    /// The lexicon that is embedded in the program.
    pub fn embedded() -> Self {
        let mut bodies = Self::default();
        for row in rows(BODIES) {
            let cells: Vec<&'static str> = row.split('\t').collect();
            let [name, class, ..] = cells[..] else { continue };
            let Some(class) = BodyClass::parse(class) else { continue };
            let small = bodies.folder.fold(name).to_lowercase();
            let words = small.split(' ').count();
            for first in small.split(' ').take(1).flat_map(|word| [word, word.trim_end_matches('s')]) {
                let most = bodies.first.entry(first.to_owned()).or_default();
                *most = words.max(*most);
            }
            bodies.names.insert(small, (name, class));
        }
        bodies
    }

    /// The longest name of a body that begins at the first of the words; case does not count.
    pub fn lookup(&self, words: &[&str]) -> Option<BodyMatch<'_>> {
        let mut folded = String::new();
        self.folder.fold_into(words.first()?, &mut folded);
        let most = *self.first.get(&folded.split(' ').next()?.to_lowercase())?;
        let capital = folded.chars().next().is_some_and(char::is_uppercase);
        let mut found = None;
        for (number, word) in words.iter().enumerate() {
            if number > 0 {
                let before = folded.len();
                self.folder.fold_into(word, &mut folded);
                if folded.len() == before || begins_with_apostrophe(word) {
                    continue;
                }
            }
            if folded.split(' ').count() > most {
                break;
            }
            if let Some(&(name, class)) = self.names.get(&folded.to_lowercase()) {
                found = Some(BodyMatch { words: number + 1, name, class, capital });
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_name_of_a_body_is_found() {
        let bodies = Bodies::embedded();
        for (text, name, words, class) in [
            ("military and", "Military", 1, BodyClass::ArmedForces),
            ("Foreign Ministry said", "Foreign Ministry", 2, BodyClass::Ministry),
            ("Ministry of Foreign Affairs of", "Ministry of Foreign Affairs", 4, BodyClass::Ministry),
            ("Ministry of Sport", "Ministry", 1, BodyClass::Ministry),
            ("armed forces", "Armed Forces", 2, BodyClass::ArmedForces),
            ("Prosecutor General 's Office", "Prosecutor General's Office", 4, BodyClass::Court),
            ("parliament", "Parliament", 1, BodyClass::Parliament),
        ] {
            let given: Vec<&str> = text.split(' ').collect();
            let found = bodies.lookup(&given).unwrap_or_else(|| panic!("nothing for {text}"));
            assert_eq!((found.name, found.words, found.class), (name, words, class), "{text}");
        }
        assert_eq!(bodies.lookup(&["meeting"]), None);
    }

    #[test]
    fn every_row_of_the_table_has_a_known_class() {
        for row in rows(BODIES) {
            assert!(BodyClass::parse(row.split('\t').nth(1).unwrap()).is_some(), "{row}");
        }
    }
}
