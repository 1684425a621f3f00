//! A report as one page for a browser: its words marked, its claims as cards, its silences with their reasons.
//!
//! The page needs nothing but itself: no network, no other file.
//! The same report and the same knowledge give the same bytes.
//! [`crate::site`] makes such pages of a whole graph.

pub(crate) mod content;
pub(crate) mod frame;
pub(crate) mod html;
pub(crate) mod markup;
mod runs;

pub use runs::{Mark, Run, runs};

use crate::claim::Account;
use crate::extract::Trace;
use crate::knowledge::Knowledge;
use crate::rdf::quads::Options;
use crate::store::StoreError;

/// The page of a report, as HTML.
///
/// Its claims are those that the graph of the report would hold, in the words of [`crate::record`].
///
/// # Errors
/// If the graph in memory, from which the claims are read back, fails.
pub fn page(
    account: &Account<'_>,
    trace: &Trace,
    knowledge: &Knowledge,
    options: Options,
) -> Result<String, StoreError> {
    let content = content::Content::of(account, trace, knowledge, options)?;
    Ok(html::html(&content, frame::Frame::Alone, None))
}
