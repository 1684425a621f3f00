//! What a rule file says: reader, pattern, matcher.

pub mod file;
pub mod matcher;
pub mod pattern;

use crate::extract::graph::Rel;

/// Reads a relation's name for a pattern; the error says what was found and expected.
fn graph_rel(name: &str) -> Result<Rel, String> {
    Rel::parse(name)
        .ok_or_else(|| format!("found `{name}`, expected a relation of Universal Dependencies, `subj` or `dobj`"))
}
