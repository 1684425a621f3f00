//! The best tree that can be made of given arcs (Chu and Liu 1965, Edmonds 1967).

/// An arc that may become part of the tree.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Arc {
    /// The head; the number of tokens is the root.
    pub(crate) head: u32,
    pub(crate) dependent: u32,
    pub(crate) weight: i64,
}

/// Fills `heads` with the heaviest tree, in which exactly one token hangs at the root.
///
/// Each token must have at least one arc, and the arcs must hold at least one tree; arcs taken from two
/// trees always do. The work is bounded by the number of tokens times the number of nested cycles.
pub(crate) fn best_tree(count: usize, arcs: &[Arc], heads: &mut [u32]) {
    // A root arc costs more than all else together, so there is only one unless no other tree exists.
    let fine: i64 = 1 + arcs.iter().map(|arc| arc.weight.abs()).sum::<i64>();
    let penalised: Vec<(usize, usize, i64)> = arcs
        .iter()
        .map(|arc| {
            let weight = if arc.head as usize == count { arc.weight - fine } else { arc.weight };
            (arc.head as usize, arc.dependent as usize, weight)
        })
        .collect();
    let chosen = edmonds(count + 1, count, &penalised);
    for (dependent, arc) in chosen.iter().enumerate().take(count) {
        if let Some(arc) = arc {
            heads[dependent] = arcs[*arc].head;
        }
    }
}

/// For each node the number of the arc that enters it in the heaviest arborescence from `root`.
fn edmonds(nodes: usize, root: usize, arcs: &[(usize, usize, i64)]) -> Vec<Option<usize>> {
    let mut best: Vec<Option<usize>> = vec![None; nodes];
    for (number, (head, dependent, weight)) in arcs.iter().enumerate() {
        if *dependent != root
            && head != dependent
            && best[*dependent].is_none_or(|known| arcs[known].2 < *weight)
        {
            best[*dependent] = Some(number);
        }
    }
    // Look for a cycle among the best arcs.
    let mut group = vec![usize::MAX; nodes];
    let mut seen = vec![usize::MAX; nodes];
    let mut groups = 0;
    let mut cycles = false;
    for start in 0..nodes {
        let mut at = start;
        while seen[at] == usize::MAX {
            seen[at] = start;
            match best[at] {
                Some(arc) => at = arcs[arc].0,
                None => break,
            }
        }
        if seen[at] == start
            && best[at].is_some()
            && group[at] == usize::MAX
            && on_cycle(at, &best, arcs, nodes)
        {
            let mut around = at;
            while group[around] == usize::MAX {
                group[around] = groups;
                around = best[around].map_or(around, |arc| arcs[arc].0);
            }
            groups += 1;
            cycles = true;
        }
    }
    if !cycles {
        return best;
    }
    let in_cycle = groups;
    for slot in &mut group {
        if *slot == usize::MAX {
            *slot = groups;
            groups += 1;
        }
    }
    let mut smaller = Vec::new();
    let mut origin = Vec::new();
    for (number, (head, dependent, weight)) in arcs.iter().enumerate() {
        if group[*head] != group[*dependent] {
            let spared =
                if group[*dependent] < in_cycle { best[*dependent].map_or(0, |arc| arcs[arc].2) } else { 0 };
            smaller.push((group[*head], group[*dependent], weight - spared));
            origin.push(number);
        }
    }
    let inner = edmonds(groups, group[root], &smaller);
    let mut result = best;
    for (node, slot) in group.iter().enumerate() {
        if *slot >= in_cycle && node != root {
            result[node] = None;
        }
    }
    for arc in inner.into_iter().flatten() {
        let number = origin[arc];
        result[arcs[number].1] = Some(number);
    }
    result
}

fn on_cycle(start: usize, best: &[Option<usize>], arcs: &[(usize, usize, i64)], nodes: usize) -> bool {
    let mut at = start;
    for _ in 0..nodes {
        match best[at] {
            Some(arc) => at = arcs[arc].0,
            None => return false,
        }
        if at == start {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cycle_is_broken_where_it_costs_least() {
        let arcs = [
            Arc { head: 1, dependent: 0, weight: 10 },
            Arc { head: 0, dependent: 1, weight: 10 },
            Arc { head: 2, dependent: 0, weight: 3 },
            Arc { head: 2, dependent: 1, weight: 7 },
            Arc { head: 3, dependent: 2, weight: 1 },
        ];
        let mut heads = [9; 3];
        best_tree(3, &arcs, &mut heads);
        assert_eq!(heads, [1, 2, 3]);
    }

    #[test]
    fn only_one_token_hangs_at_the_root() {
        let arcs = [
            Arc { head: 2, dependent: 0, weight: 50 },
            Arc { head: 1, dependent: 0, weight: 1 },
            Arc { head: 2, dependent: 1, weight: 50 },
            Arc { head: 0, dependent: 1, weight: 2 },
        ];
        let mut heads = [9; 2];
        best_tree(2, &arcs, &mut heads);
        assert_eq!(heads, [2, 0]);
    }
}
