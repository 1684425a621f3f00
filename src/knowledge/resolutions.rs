//! How often a reader found the resolutions of each kind right: the only confidence that a resolution has.

use super::names::rows;
use crate::mention::Resolution;

const TABLE: &str = include_str!("../../data/resolutions.tsv");

/// What a reader found of the resolutions of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The kind.
    pub resolution: Resolution,
    /// How many resolutions, drawn at random, were read in their sentences.
    pub read: usize,
    /// How many of those the reader found right; one of which the reader could not tell is not.
    pub right: usize,
}

impl Verdict {
    /// The share of the resolutions read that were right, from 0 to 1; nothing where none was read.
    pub fn share(self) -> Option<f64> {
        let number = |count: usize| u32::try_from(count).ok().map(f64::from);
        let read = number(self.read).filter(|read| *read > 0.0)?;
        Some(number(self.right)? / read)
    }
}

impl std::fmt::Display for Verdict {
    /// Writes it as "role noun phrase; 55 of 60 read were right".
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let gloss = self.resolution.gloss();
        match self.read {
            0 => write!(f, "{gloss}; none was read"),
            1 => write!(f, "{gloss}; {} of 1 read was right", self.right),
            read => write!(f, "{gloss}; {} of {read} read were right", self.right),
        }
    }
}

/// The verdicts on all kinds.
#[derive(Clone, Debug)]
pub struct Verdicts(Vec<Verdict>);

impl Verdicts {
    pub(super) fn embedded() -> Self {
        let verdict = |resolution: Resolution| {
            let cells = rows(TABLE).map(|row| row.split('\t').collect::<Vec<_>>());
            let number = |cell: Option<&&str>| cell.and_then(|cell| cell.parse().ok()).unwrap_or(0);
            let row = cells.into_iter().find(|cells| cells.first() == Some(&resolution.name()));
            let row = row.unwrap_or_default();
            Verdict { resolution, read: number(row.get(1)), right: number(row.get(2)) }
        };
        Self(Resolution::ALL.into_iter().map(verdict).collect())
    }

    /// The verdict on the resolutions of a kind.
    pub fn of(&self, resolution: Resolution) -> Verdict {
        let found = self.0.iter().find(|verdict| verdict.resolution == resolution).copied();
        found.unwrap_or(Verdict { resolution, read: 0, right: 0 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn table() -> Vec<Vec<&'static str>> {
        rows(TABLE).map(|row| row.split('\t').collect()).collect()
    }

    #[test]
    fn every_kind_stands_in_the_table_once_and_nothing_else_does() {
        let names: BTreeSet<&str> = Resolution::ALL.iter().map(|kind| kind.name()).collect();
        let read: Vec<&str> = table().iter().map(|cells| cells[0]).collect();
        assert_eq!(names.len(), Resolution::ALL.len(), "two kinds have one name");
        assert_eq!(read.len(), names.len());
        assert_eq!(read.into_iter().collect::<BTreeSet<_>>(), names);
    }

    #[test]
    fn a_kind_that_resolves_was_read_and_found_right_four_times_in_five() {
        let verdicts = Verdicts::embedded();
        for kind in Resolution::ALL {
            let verdict = verdicts.of(kind);
            assert!(verdict.right <= verdict.read, "{}", kind.name());
            assert!(verdict.share().is_some_and(|share| share >= 0.8), "{}: {verdict}", kind.name());
        }
    }

    #[test]
    fn a_row_says_from_which_sample_and_when_it_was_read() {
        for cells in table() {
            let [kind, read, _, seed, date, note] = cells[..] else { panic!("{cells:?}") };
            assert!(!seed.is_empty(), "{kind}");
            assert!(chrono::NaiveDate::parse_from_str(date, "%Y-%m-%d").is_ok(), "{kind}: {date}");
            // Fewer than forty are all that there were.
            let few = read.parse::<usize>().is_ok_and(|read| read < 40);
            assert_eq!(few, note == "all", "{kind}");
        }
    }

    #[test]
    fn a_verdict_is_told_in_words() {
        let told = |read, right| Verdict { resolution: Resolution::RoleNoun, read, right }.to_string();
        assert_eq!(told(60, 55), "role noun phrase; 55 of 60 read were right");
        assert_eq!(told(1, 1), "role noun phrase; 1 of 1 read was right");
        assert_eq!(told(0, 0), "role noun phrase; none was read");
    }
}
