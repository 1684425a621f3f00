//! Rules over a document: mentions to frames.

pub mod graph;

use crate::claim::Account;
use crate::knowledge::Knowledge;
use crate::mention::Recognition;
use crate::report::Report;

/// Reads a report: everything it states, ready to be written.
pub fn account<'r>(report: &'r Report, _knowledge: &Knowledge) -> Account<'r> {
    Account {
        report,
        sentences: Vec::new(),
        recognition: Recognition::default(),
        events: Vec::new(),
        positions: Vec::new(),
        supplies: Vec::new(),
        contributions: Vec::new(),
        offices: Vec::new(),
    }
}
