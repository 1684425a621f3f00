//! `Document` to mentions: names, offices, times, quantities; one file each.

pub(crate) mod lexicon;
pub(crate) mod pieces;

pub mod quantities;
pub mod times;

mod reading;

mod words;

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
    keep_stated_offices(&mut recognition);
    recognition
}

/// Leaves out what no words of the report stand for: an office of a person whose mention gave way to another one, and
/// a body that was worked out from words that turned out to belong to a longer name.
fn keep_stated_offices(recognition: &mut Recognition) {
    let mut offices = std::mem::take(&mut recognition.offices);
    offices.retain(|office| recognition.is_referred(office.person));
    for office in &mut offices {
        office.body = office.body.filter(|body| recognition.is_referred(*body));
    }
    recognition.offices = offices;
}
