//! What each move of the parser costs: how many arcs of the right tree it puts out of reach.

use super::parse::State;

/// The right tree of a sentence, with the number of tokens as the root.
#[derive(Clone, Debug, Default)]
pub(crate) struct Gold {
    pub(crate) heads: Vec<u32>,
    pub(crate) labels: Vec<u8>,
    dependents: Vec<Vec<u32>>,
}

impl Gold {
    #[expect(clippy::cast_possible_truncation, reason = "sentences are short")]
    pub(crate) fn new(heads: Vec<u32>, labels: Vec<u8>) -> Self {
        let mut dependents = vec![Vec::new(); heads.len() + 1];
        for (dependent, head) in heads.iter().enumerate() {
            dependents[*head as usize].push(dependent as u32);
        }
        Self { heads, labels, dependents }
    }

    /// The costs of shifting, of a left move and of a right move (Goldberg and Nivre 2013).
    pub(crate) fn costs(&self, state: &State) -> [u32; 3] {
        let stack = state.stack();
        let next = state.next();
        let count = |holds: bool| u32::from(holds);
        let lost_behind = |token: u32| {
            self.dependents[token as usize].iter().filter(|dependent| **dependent >= next).count()
        };
        let mut costs = [0; 3];
        if let Some(&top) = stack.last() {
            let head = self.heads[top as usize];
            let second = stack.len().checked_sub(2).map(|at| stack[at]);
            let dependents = u32::try_from(lost_behind(top)).unwrap_or(u32::MAX);
            costs[1] = dependents + count(Some(head) == second || head > next);
            costs[2] = dependents + count(head >= next);
        }
        if !state.at_root() {
            let head = self.heads[next as usize];
            let below = stack.split_last().map_or(&[][..], |(_, below)| below);
            costs[0] = count(below.contains(&head));
            for dependent in &self.dependents[next as usize] {
                // A dependent on the stack has no head yet: a token leaves the stack when it gets one.
                costs[0] += count(stack.binary_search(dependent).is_ok());
            }
        }
        costs
    }
}
