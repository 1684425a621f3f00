//! Dependency trees: two greedy transition parsers, one from each end, and a vote between them.

use super::hash::feature;
use super::linear::Weights;
use super::model::{Reader, put_number, read_weights};
use crate::document::Deprel;

/// What the parser sees of a token.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Leaf {
    /// The word, in lower case.
    pub(crate) word: u32,
    /// Its lemma.
    pub(crate) lemma: u32,
    /// Its tag, coarse and fine.
    pub(crate) tag: u32,
    /// Its coarse tag, from 1.
    pub(crate) upos: u32,
}

/// A tree over the tokens of one sentence: for each token its head (the number of tokens means the root)
/// and the number of its relation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tree {
    pub(crate) heads: Vec<u32>,
    pub(crate) labels: Vec<u8>,
}

/// No node.
const NONE: u32 = u32::MAX;

/// A move of the arc-hybrid system (Kuhlmann, Gómez-Rodríguez and Satta 2011).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Move {
    /// The next token goes onto the stack.
    Shift,
    /// The next token becomes the head of the top of the stack.
    Left(u8),
    /// The second of the stack becomes the head of the top.
    Right(u8),
}

/// The moves as numbers: 0 shifts, then a left move for each relation, then a right move for each.
pub(crate) fn move_of(number: usize, relations: usize) -> Move {
    #[expect(clippy::cast_possible_truncation, reason = "there are at most 64 relations")]
    match number {
        0 => Move::Shift,
        _ if number <= relations => Move::Left((number - 1) as u8),
        _ => Move::Right((number - 1 - relations) as u8),
    }
}

/// What is known of a node while the tree grows.
#[derive(Clone, Copy, Debug)]
struct Node {
    leaf: Leaf,
    head: u32,
    label: u32,
    /// The outermost and the second outermost dependents on either side.
    left: [u32; 2],
    right: [u32; 2],
    left_count: u32,
    right_count: u32,
    /// Which relations the node has on either side, as hashes of sets.
    left_set: u32,
    right_set: u32,
}

const EMPTY: Node = Node {
    leaf: Leaf { word: 0, lemma: 0, tag: 0, upos: 0 },
    head: NONE,
    label: 0,
    left: [NONE; 2],
    right: [NONE; 2],
    left_count: 0,
    right_count: 0,
    left_set: 0,
    right_set: 0,
};

/// A state of the parser: stack, rest of the sentence, and the tree so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct State {
    nodes: Vec<Node>,
    stack: Vec<u32>,
    next: u32,
    tokens: u32,
}

impl State {
    /// Begins with a sentence; the root stands behind its last token.
    #[expect(clippy::cast_possible_truncation, reason = "sentences are short")]
    pub(crate) fn begin(&mut self, leaves: impl Iterator<Item = Leaf>) {
        self.nodes.clear();
        self.nodes.extend(leaves.map(|leaf| Node { leaf, ..EMPTY }));
        self.tokens = self.nodes.len() as u32;
        let root = Leaf { word: 3, lemma: 3, tag: 3, upos: 30 };
        self.nodes.push(Node { leaf: root, ..EMPTY });
        self.stack.clear();
        self.next = 0;
    }

    pub(crate) fn finished(&self) -> bool {
        self.next == self.tokens && self.stack.is_empty()
    }

    /// Whether shifting, a left move and a right move are allowed.
    pub(crate) fn allowed(&self) -> [bool; 3] {
        let depth = self.stack.len();
        let at_root = self.next == self.tokens;
        // Only one token may hang at the root: the last one on the stack.
        [!at_root, depth >= 1 && (!at_root || depth == 1), depth >= 2]
    }

    /// Whether the next thing is the root.
    pub(crate) fn at_root(&self) -> bool {
        self.next == self.tokens
    }

    pub(crate) fn stack(&self) -> &[u32] {
        &self.stack
    }

    pub(crate) fn next(&self) -> u32 {
        self.next
    }

    /// The head given to a token so far.
    pub(crate) fn arc(&self, token: usize) -> (u32, u8) {
        let node = &self.nodes[token];
        #[expect(clippy::cast_possible_truncation, reason = "labels fit a byte")]
        (node.head, node.label.saturating_sub(1) as u8)
    }

    pub(crate) fn apply(&mut self, step: Move) {
        match step {
            Move::Shift => {
                self.stack.push(self.next);
                self.next += 1;
            }
            Move::Left(label) => {
                let Some(dependent) = self.stack.pop() else { return };
                let head = self.next;
                self.attach(head, dependent, label);
                let node = &mut self.nodes[head as usize];
                node.left = [dependent, node.left[0]];
                node.left_count += 1;
                node.left_set |= 1 << (u32::from(label) % 32);
            }
            Move::Right(label) => {
                let Some(dependent) = self.stack.pop() else { return };
                let Some(&head) = self.stack.last() else { return };
                self.attach(head, dependent, label);
                let node = &mut self.nodes[head as usize];
                node.right = [dependent, node.right[0]];
                node.right_count += 1;
                node.right_set |= 1 << (u32::from(label) % 32);
            }
        }
    }

    fn attach(&mut self, head: u32, dependent: u32, label: u8) {
        let node = &mut self.nodes[dependent as usize];
        node.head = head;
        node.label = u32::from(label) + 1;
    }

    /// The features of the state (Zhang and Nivre 2011, with lemmas and coarse tags).
    pub(crate) fn features(&self, out: &mut Vec<u64>) {
        let node = |at: u32| self.nodes.get(at as usize).unwrap_or(&EMPTY);
        let depth = self.stack.len();
        let on_stack = |back: usize| depth.checked_sub(back).map_or(NONE, |at| self.stack[at]);
        let (s0_at, s1_at) = (on_stack(1), on_stack(2));
        let (s0, s1, s2) = (node(s0_at), node(s1_at), node(on_stack(3)));
        let (b0, b1, b2, b3) =
            (node(self.next), node(self.next + 1), node(self.next + 2), node(self.next + 3));
        let (s0l, s0r, s0l2, s0r2) =
            (node(s0.left[0]), node(s0.right[0]), node(s0.left[1]), node(s0.right[1]));
        let (s1l, s1r, s1r2) = (node(s1.left[0]), node(s1.right[0]), node(s1.right[1]));
        let (b0l, b0l2) = (node(b0.left[0]), node(b0.left[1]));
        let distance = |from: u32, to: u32| match to.wrapping_sub(from) {
            gap @ 0..=4 => gap,
            5..=6 => 5,
            7..=10 => 6,
            _ => 7,
        };
        let d0 = if s0_at == NONE { 9 } else { distance(s0_at, self.next) };
        let d1 = if s1_at == NONE { 9 } else { distance(s1_at, s0_at) };
        let (s0w, s0m, s0t, s0u) = (s0.leaf.word, s0.leaf.lemma, s0.leaf.tag, s0.leaf.upos);
        let (s1w, s1m, s1t, s1u) = (s1.leaf.word, s1.leaf.lemma, s1.leaf.tag, s1.leaf.upos);
        let (b0w, b0m, b0t, b0u) = (b0.leaf.word, b0.leaf.lemma, b0.leaf.tag, b0.leaf.upos);
        let (b1m, b1t) = (b1.leaf.lemma, b1.leaf.tag);
        let pair = |a: u32, b: u32| a << 16 | b;

        out.clear();
        let mut template = 100;
        let mut add = |a: u32, b: u32, c: u32| {
            out.push(feature(template, a, b, c));
            template += 1;
        };
        add(0, 0, 0);
        // Single nodes.
        add(s0w, s0t, 0);
        add(s0m, 0, 0);
        add(s0t, 0, 0);
        add(s1w, s1t, 0);
        add(s1m, 0, 0);
        add(s1t, 0, 0);
        add(s2.leaf.lemma, s2.leaf.tag, 0);
        add(s2.leaf.tag, 0, 0);
        add(b0w, b0t, 0);
        add(b0m, 0, 0);
        add(b0t, 0, 0);
        add(b1.leaf.word, b1t, 0);
        add(b1m, 0, 0);
        add(b1t, 0, 0);
        add(b2.leaf.lemma, b2.leaf.tag, 0);
        add(b2.leaf.tag, 0, 0);
        add(b3.leaf.tag, 0, 0);
        // Pairs.
        add(s0m, b0m, pair(s0t, b0t));
        add(s0m, b0m, 0);
        add(s0m, b0t, s0t);
        add(s0t, b0m, b0t);
        add(s0m, b0t, 0);
        add(s0t, b0m, 0);
        add(s0t, b0t, d0);
        add(s0t, b0t, 0);
        add(b0t, b1t, 0);
        add(b0m, b1t, 0);
        add(b0t, b1m, 0);
        add(b0m, b1m, 0);
        add(s1m, s0m, pair(s1t, s0t));
        add(s1m, s0m, 0);
        add(s1m, s0t, s1t);
        add(s1t, s0m, s0t);
        add(s1t, s0t, d1);
        add(s1t, s0t, 0);
        add(s1m, b0m, 0);
        add(s1m, b0t, 0);
        add(s1t, b0m, 0);
        add(s1t, b0t, 0);
        // Triples.
        add(pair(b0t, b1t), b2.leaf.tag, 0);
        add(pair(s0t, b0t), b1t, 0);
        add(pair(s1t, s0t), b0t, 0);
        add(pair(s2.leaf.tag, s1t), s0t, b0t);
        add(pair(s2.leaf.upos, s1u), pair(s0u, b0u), b1.leaf.upos);
        add(pair(s1t, s0t), pair(b0t, b1t), 0);
        add(pair(s0t, b0t), pair(b1t, b2.leaf.tag), 0);
        add(s0m, s1t, b0t);
        add(s0t, s1m, b0t);
        add(s0t, s1t, b0m);
        add(s0m, b0m, s1t);
        add(s0m, b0t, b1t);
        add(s0t, b0m, b1t);
        add(s0t, b0t, b1m);
        // Dependents.
        add(pair(s0t, s0l.leaf.tag), b0t, 0);
        add(pair(s0t, s0r.leaf.tag), b0t, 0);
        add(pair(s0t, b0l.leaf.tag), b0t, 0);
        add(pair(s0t, s1l.leaf.tag), s1t, 0);
        add(pair(s0t, s1r.leaf.tag), s1t, 0);
        add(pair(s0t, s0l.leaf.tag), s1t, 0);
        add(pair(s0t, s0r.leaf.tag), s1t, 0);
        add(pair(s1t, s1r.leaf.tag), pair(s0t, b0t), 1);
        add(s0l.leaf.lemma, s0l.label, s0t);
        add(s0r.leaf.lemma, s0r.label, s0t);
        add(s1l.leaf.lemma, s1l.label, s1t);
        add(s1r.leaf.lemma, s1r.label, s1t);
        add(b0l.leaf.lemma, b0l.label, b0t);
        add(s0l.leaf.tag, s0l.label, 0);
        add(s0r.leaf.tag, s0r.label, 0);
        add(s1l.leaf.tag, s1l.label, 0);
        add(s1r.leaf.tag, s1r.label, 0);
        add(b0l.leaf.tag, b0l.label, 0);
        add(pair(s0t, s0l.label), pair(s0l2.label, s0l2.leaf.tag), 0);
        add(pair(s0t, s0r.label), pair(s0r2.label, s0r2.leaf.tag), 0);
        add(pair(b0t, b0l.label), pair(b0l2.label, b0l2.leaf.tag), 0);
        add(pair(s1t, s1r.label), pair(s1r2.label, s1r2.leaf.tag), 0);
        add(s0m, s0r.leaf.lemma, s0r.label);
        add(s1m, s1r.leaf.lemma, s0m);
        // Distance, numbers and kinds of dependents.
        add(s0m, d0, 0);
        add(s0t, d0, 1);
        add(b0m, d0, 2);
        add(b0t, d0, 3);
        add(s0m, b0m, d0);
        add(s0t, s0.left_count, 0);
        add(s0t, s0.right_count, 1);
        add(s1t, s1.right_count, 2);
        add(b0t, b0.left_count, 3);
        add(s0m, s0.left_count, 0);
        add(s0m, s0.right_count, 1);
        add(s1m, s1.right_count, 2);
        add(b0m, b0.left_count, 3);
        add(s0t, s0.left_set, 0);
        add(s0t, s0.right_set, 1);
        add(s1t, s1.right_set, 2);
        add(b0t, b0.left_set, 3);
        add(s0m, s0.right_set, 4);
        add(s1m, s1.right_set, b0u);
        add(b0m, b0.left_set, 5);
        add(s0t, s0.left_set, pair(s1t, b0u));
    }
}

/// One greedy parser.
pub(crate) struct Greedy {
    pub(crate) weights: Weights,
}

/// Memory that the parser uses again and again.
#[derive(Default)]
pub(crate) struct Scratch {
    state: State,
    features: Vec<u64>,
    scores: Vec<i32>,
    margins: [Vec<i32>; 2],
    trees: [Tree; 2],
}

impl Scratch {
    /// The tree that one of the parsers made of the last sentence, for measuring.
    pub(crate) fn tree(&self, way: usize) -> &Tree {
        &self.trees[way]
    }

    /// The margins of the arcs of the last sentence.
    pub(crate) fn margins(&self) -> &[Vec<i32>; 2] {
        &self.margins
    }
}

/// The best allowed move and how far it is from the best move of another kind or relation.
pub(crate) fn best_move(scores: &[i32], allowed: [bool; 3], at_root: bool, relations: usize) -> (usize, i32) {
    let (mut best, mut top, mut second) = (usize::MAX, i32::MIN, i32::MIN);
    let mut see = |number: usize| {
        let score = scores[number];
        if score > top || best == usize::MAX {
            second = top;
            top = score;
            best = number;
        } else if score > second {
            second = score;
        }
    };
    if allowed[0] {
        see(0);
    }
    // Relation 0 is that of the root, and only the root gives it.
    if allowed[1] {
        if at_root {
            see(1);
        } else {
            (2..=relations).for_each(&mut see);
        }
    }
    if allowed[2] {
        (relations + 2..2 * relations + 1).for_each(&mut see);
    }
    (best, top.saturating_sub(second.max(-(1 << 28))))
}

impl Greedy {
    /// Parses the sentence that `state` has begun with, and fills `tree` and the margin of each arc.
    fn parse(&self, scratch: &mut Scratch, relations: usize, which: usize) {
        let count = scratch.state.tokens as usize;
        let tree = &mut scratch.trees[which];
        tree.heads.clear();
        tree.heads.resize(count, NONE);
        tree.labels.clear();
        tree.labels.resize(count, 0);
        let margins = &mut scratch.margins[which];
        margins.clear();
        margins.resize(count, 0);
        scratch.scores.resize(2 * relations + 1, 0);
        // The least margin among the moves since a token was last decided on is the margin of its arc.
        while !scratch.state.finished() {
            let allowed = scratch.state.allowed();
            scratch.state.features(&mut scratch.features);
            self.weights.score(&scratch.features, &mut scratch.scores);
            let (number, margin) = best_move(&scratch.scores, allowed, scratch.state.at_root(), relations);
            let step = move_of(number, relations);
            if step != Move::Shift
                && let Some(&dependent) = scratch.state.stack.last()
            {
                margins[dependent as usize] = margin;
            }
            scratch.state.apply(step);
        }
        for token in 0..count {
            (tree.heads[token], tree.labels[token]) = scratch.state.arc(token);
        }
    }
}

/// The parser: one reads from the left, one from the right.
pub(crate) struct Parser {
    pub(crate) relations: Vec<Deprel>,
    pub(crate) forward: Greedy,
    pub(crate) backward: Greedy,
    /// The mean margin of each parser, by which margins are made comparable.
    pub(crate) scales: [u32; 2],
}

impl Parser {
    /// Parses one sentence.
    #[expect(clippy::cast_possible_truncation, reason = "sentences are short")]
    pub(crate) fn parse(&self, leaves: &[Leaf], scratch: &mut Scratch, out: &mut Tree) {
        let relations = self.relations.len();
        let count = leaves.len() as u32;
        scratch.state.begin(leaves.iter().copied());
        self.forward.parse(scratch, relations, 0);
        scratch.state.begin(leaves.iter().rev().copied());
        self.backward.parse(scratch, relations, 1);
        let back = &mut scratch.trees[1];
        back.heads.reverse();
        back.labels.reverse();
        for head in &mut back.heads {
            *head = if *head == count { count } else { count - 1 - *head };
        }
        scratch.margins[1].reverse();
        vote(&scratch.trees, &scratch.margins, self.scales, out);
    }

    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        put_number(out, self.relations.len());
        for relation in &self.relations {
            out.push(u8::try_from(relation.index()).unwrap_or(0));
        }
        put_number(out, self.scales[0] as usize);
        put_number(out, self.scales[1] as usize);
        self.forward.weights.write(out);
        self.backward.weights.write(out);
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let count = reader.number().filter(|count| (1..=64).contains(count))?;
        let mut relations = Vec::with_capacity(count);
        for _ in 0..count {
            relations.push(Deprel::parse(Deprel::NAMES.get(usize::from(reader.byte()?))?));
        }
        let scales = [reader.number()?.max(1) as u32, reader.number()?.max(1) as u32];
        let forward = Greedy { weights: read_weights(reader, 2 * count + 1)? };
        let backward = Greedy { weights: read_weights(reader, 2 * count + 1)? };
        Some(Self { relations, forward, backward, scales })
    }
}

/// Joins two trees: each token takes one of its two arcs so that the surer arcs win and a tree remains.
fn vote(trees: &[Tree; 2], margins: &[Vec<i32>; 2], scales: [u32; 2], out: &mut Tree) {
    let count = trees[0].heads.len();
    out.clone_from(&trees[0]);
    if trees[0].heads == trees[1].heads && trees[0].labels == trees[1].labels {
        return;
    }
    let weight = |which: usize, token: usize| {
        let margin = i64::from(margins[which][token]) * 1024 / i64::from(scales[which]);
        // The root's arc is always the last one left, its margin says nothing.
        1 + margin.clamp(0, 1 << 20)
    };
    let mut arcs = Vec::with_capacity(2 * count);
    for token in 0..count {
        let (a, b) = (weight(0, token), weight(1, token));
        if trees[0].heads[token] == trees[1].heads[token] {
            arcs.push(super::span::Arc {
                head: trees[0].heads[token],
                dependent: token as u32,
                weight: a + b + 4096,
            });
            if b > a {
                out.labels[token] = trees[1].labels[token];
            }
        } else {
            arcs.push(super::span::Arc { head: trees[0].heads[token], dependent: token as u32, weight: a });
            arcs.push(super::span::Arc { head: trees[1].heads[token], dependent: token as u32, weight: b });
        }
    }
    super::span::best_tree(count, &arcs, &mut out.heads);
    for token in 0..count {
        if out.heads[token] != trees[0].heads[token] {
            out.labels[token] = trees[1].labels[token];
        } else if trees[0].heads[token] != trees[1].heads[token] {
            out.labels[token] = trees[0].labels[token];
        }
    }
}
