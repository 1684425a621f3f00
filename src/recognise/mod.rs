//! `Document` to mentions: names, offices, times, quantities; one file each.

pub(crate) mod lexicon;
pub(crate) mod pieces;

pub mod quantities;
pub mod times;

mod reading;

mod names;

mod linking;

mod offices;

mod groups;

mod coreference;

mod assembly;

mod tree;

use crate::document::Document;
use crate::knowledge::Knowledge;
use crate::mention::Recognition;
use crate::report::Report;

/// Finds everything that the report names, counts and dates, and what each mention refers to.
///
/// The tree of the document is mended where a name tells more than the parser saw: afterwards every mention hangs
/// together under its head.
pub fn recognise(report: &Report, document: &mut Document, knowledge: &Knowledge) -> Recognition {
    let mut recognition = assembly::assemble(report, document, knowledge);
    tree::attach(document, &mut recognition);
    recognition
}
