//! Given names and surnames, to tell a person from a place and "he" from "she".

use super::names::{Folder, rows};
use rustc_hash::FxHashMap;

const FIRST_NAMES: &str = include_str!("../../data/first-names.tsv");
const SURNAMES: &str = include_str!("../../data/surnames.tsv");

/// Whom a given name is given to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gender {
    /// Women.
    Female,
    /// Men.
    Male,
    /// Both, or the table does not say.
    Either,
}

/// The lists of given names and surnames.
#[derive(Clone, Debug)]
pub struct PersonNames {
    folder: Folder,
    /// By the folded name: as a given name, as a surname.
    names: FxHashMap<&'static str, (Option<Gender>, bool)>,
}

impl Default for PersonNames {
    fn default() -> Self {
        Self::embedded()
    }
}

impl PersonNames {
    /// The lists that are embedded in the program.
    pub fn embedded() -> Self {
        let mut names: FxHashMap<&'static str, (Option<Gender>, bool)> = FxHashMap::default();
        names.reserve(30_000);
        for row in rows(FIRST_NAMES) {
            if let Some((name, gender)) = row.split_once('\t') {
                let gender = match gender {
                    "f" => Gender::Female,
                    "m" => Gender::Male,
                    _ => Gender::Either,
                };
                names.entry(name).or_default().0 = Some(gender);
            }
        }
        for row in rows(SURNAMES) {
            names.entry(row).or_default().1 = true;
        }
        Self { folder: Folder::new(), names }
    }

    /// Whom this given name is given to, if it is a given name; case counts, marks do not.
    pub fn given_name(&self, word: &str) -> Option<Gender> {
        self.find(word).0
    }

    /// Whether this is a surname of the list; case counts, marks do not.
    pub fn is_surname(&self, word: &str) -> bool {
        self.find(word).1
    }

    fn find(&self, word: &str) -> (Option<Gender>, bool) {
        if let Some(&known) = self.names.get(word) {
            return known;
        }
        let folded = self.folder.fold(word);
        self.names.get(folded.as_str()).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_names_say_whom_they_are_given_to() {
        let names = PersonNames::embedded();
        assert_eq!(names.given_name("Angela"), Some(Gender::Female));
        assert_eq!(names.given_name("Vladimir"), Some(Gender::Male));
        assert_eq!(names.given_name("François"), Some(Gender::Male));
        assert_eq!(names.given_name("Brussels"), None);
        assert!(names.is_surname("Müller"));
        assert!(!names.is_surname("the"));
    }
}
