//! `Document` to mentions: names, offices, times, quantities; one file each.

pub(crate) mod lexicon;
pub(crate) mod pieces;
pub mod quantities;
pub mod times;
