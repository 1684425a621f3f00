//! Who did what to whom, when and where: `Frame`.

use crate::rule::matcher::{Filler, Roles};
use std::collections::BTreeMap;

/// One event or state that a sentence expresses, with its roles filled by mentions and phrases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The class by its local name in the ontology.
    pub class: String,
    /// The rule that found it, as an index into the rules.
    pub rule: usize,
    /// The token that triggers it.
    pub trigger: usize,
    /// The roles and what fills them.
    pub roles: Roles,
    /// What the rule itself sets.
    pub set: BTreeMap<String, String>,
}

impl Frame {
    /// What fills a role.
    pub fn fillers(&self, role: &str) -> &[Filler] {
        self.roles.iter().find(|(name, _)| name == role).map_or(&[], |(_, fillers)| fillers)
    }
}
