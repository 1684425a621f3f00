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
    #[allow(clippy::cast_precision_loss)]
    pub fn share(self) -> Option<f64> {
        (self.read > 0).then(|| self.right as f64 / self.read as f64)
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
