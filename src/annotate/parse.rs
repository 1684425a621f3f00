//! Dependency trees: a greedy transition parser whose moves are chosen by small neural networks.

use super::model::{Reader, put_number};
use super::network::{Codes, Network};
use super::wide::{Work, wide};
use crate::document::Deprel;

/// What the parser sees of a token.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Leaf {
    /// The word, in lower case.
    pub(crate) word: u32,
    /// Its tag, coarse and fine.
    pub(crate) tag: u32,
    /// Its last three letters.
    pub(crate) ending: u32,
}

/// What the parser sees of the root, which stands behind the last token.
pub(crate) const ROOT: Leaf = Leaf { word: 3, tag: 3, ending: 3 };

/// The number of places of a state in which the network looks at tokens.
pub(crate) const PLACES: usize = 11;
/// The number of labels, distances and counts of a state that the network sees.
const FACTS: usize = 16;

/// What the network sees of a state.
#[derive(Clone, Copy, Debug)]
pub(crate) struct StateView {
    /// The tokens in the places; `u32::MAX` where there is none.
    pub(crate) places: [u32; PLACES],
    /// The rows of the facts.
    pub(crate) facts: [u16; FACTS],
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
    head: u32,
    label: u32,
    /// The outermost and the second outermost dependents on either side.
    left: [u32; 2],
    right: [u32; 2],
    left_count: u32,
    right_count: u32,
}

const EMPTY: Node =
    Node { head: NONE, label: 0, left: [NONE; 2], right: [NONE; 2], left_count: 0, right_count: 0 };

/// A state of the parser: stack, rest of the sentence, and the tree so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct State {
    nodes: Vec<Node>,
    stack: Vec<u32>,
    next: u32,
    tokens: u32,
}

impl State {
    /// Begins with a sentence of so many tokens; the root stands behind the last one.
    #[expect(clippy::cast_possible_truncation, reason = "sentences are short")]
    pub(crate) fn begin(&mut self, tokens: usize) {
        self.nodes.clear();
        self.nodes.resize(tokens + 1, EMPTY);
        self.tokens = tokens as u32;
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
            }
            Move::Right(label) => {
                let Some(dependent) = self.stack.pop() else { return };
                let Some(&head) = self.stack.last() else { return };
                self.attach(head, dependent, label);
                let node = &mut self.nodes[head as usize];
                node.right = [dependent, node.right[0]];
                node.right_count += 1;
            }
        }
    }

    fn attach(&mut self, head: u32, dependent: u32, label: u8) {
        let node = &mut self.nodes[dependent as usize];
        node.head = head;
        node.label = u32::from(label) + 1;
    }

    /// What the network sees of the state.
    #[expect(clippy::cast_possible_truncation, reason = "all facts are bounded")]
    pub(crate) fn view(&self) -> StateView {
        let node = |at: u32| self.nodes.get(at as usize).unwrap_or(&EMPTY);
        let depth = self.stack.len();
        let on_stack = |back: usize| depth.checked_sub(back).map_or(NONE, |at| self.stack[at]);
        let (s0_at, s1_at, s2_at) = (on_stack(1), on_stack(2), on_stack(3));
        let (s0, s1, b0) = (node(s0_at), node(s1_at), node(self.next));
        let b1_at = if self.next < self.tokens { self.next + 1 } else { NONE };
        let places = [
            s0_at,
            s1_at,
            s2_at,
            self.next,
            b1_at,
            s0.left[0],
            s0.right[0],
            s1.left[0],
            s1.right[0],
            b0.left[0],
            s0.right[1],
        ];
        let gap = |from: u32, to: u32| if from == NONE { 15 } else { to.wrapping_sub(from).min(14) as u16 };
        let count = |count: u32| count.min(7) as u16;
        let label = |slot: u16, at: u32| slot * 64 + node(at).label.min(63) as u16;
        let facts = [
            label(0, s0.left[0]),
            label(1, s0.right[0]),
            label(2, s1.left[0]),
            label(3, s1.right[0]),
            label(4, b0.left[0]),
            label(5, s0.right[1]),
            label(6, s0.left[1]),
            label(7, b0.left[1]),
            512 + gap(s0_at, self.next),
            528 + gap(s1_at, s0_at),
            544 + count(s0.left_count),
            552 + count(s0.right_count),
            560 + count(s1.right_count),
            568 + count(b0.left_count),
            576 + count(s1.left_count),
            584 + count(depth as u32),
        ];
        StateView { places, facts }
    }
}

/// Memory that the parser uses again and again.
#[derive(Default)]
pub(crate) struct Scratch {
    state: State,
    scores: Vec<f32>,
    codes: Vec<Codes>,
    leaves: Vec<Leaf>,
}

/// The best-scored of the allowed moves, and how far it is ahead of the second.
fn best_move(scores: &[f32], allowed: [bool; 3], at_root: bool, relations: usize) -> (usize, f32) {
    let (mut best, mut top, mut second) = (usize::MAX, f32::MIN, f32::MIN);
    let mut see = |numbers: std::ops::Range<usize>| {
        for number in numbers {
            let score = scores[number];
            if best == usize::MAX || score > top {
                second = top;
                (best, top) = (number, score);
            } else if score > second {
                second = score;
            }
        }
    };
    if allowed[0] {
        see(0..1);
    }
    // Relation 0 is that of the root, and only the root gives it.
    if allowed[1] {
        see(if at_root { 1..2 } else { 2..relations + 1 });
    }
    if allowed[2] {
        see(relations + 2..2 * relations + 1);
    }
    (best, top - second)
}

/// How far the first network's best move must be ahead for the others not to be asked.
///
/// Chosen on the dev parts: nothing is lost down to 3.
const SURE: f32 = 3.0;

/// The parser: a greedy transition parser whose moves are chosen by several networks together.
pub(crate) struct Parser {
    pub(crate) relations: Vec<Deprel>,
    /// The networks, whose scores are added.
    pub(crate) networks: Vec<Network>,
}

/// The parsing of one sentence.
struct Parsing<'a> {
    parser: &'a Parser,
    leaves: &'a [Leaf],
    scratch: &'a mut Scratch,
    out: &'a mut Tree,
}

impl Work for Parsing<'_> {
    type Output = ();

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "it is compiled for the registers of its caller, see `wide`")]
    fn call(self) {
        self.parser.parse_here(self.leaves, self.scratch, self.out);
    }
}

impl Parser {
    /// Parses one sentence, with work in proportion to its length.
    pub(crate) fn parse(&self, leaves: &[Leaf], scratch: &mut Scratch, out: &mut Tree) {
        wide(Parsing { parser: self, leaves, scratch, out });
    }

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "it is compiled for the registers of its caller, see `wide`")]
    fn parse_here(&self, leaves: &[Leaf], scratch: &mut Scratch, out: &mut Tree) {
        let relations = self.relations.len();
        let state = &mut scratch.state;
        state.begin(leaves.len());
        scratch.leaves.clear();
        scratch.leaves.extend_from_slice(leaves);
        scratch.leaves.push(ROOT);
        scratch.codes.resize_with(self.networks.len(), Codes::default);
        let leaves = scratch.leaves.as_slice();
        for codes in &mut scratch.codes {
            Network::begin(leaves.len(), codes);
        }
        let scores = &mut scratch.scores;
        scores.resize(2 * relations + 1, 0.0);
        while !state.finished() {
            let (allowed, at_root) = (state.allowed(), state.at_root());
            // With nothing on the stack there is no choice, and nobody need be asked.
            if allowed == [true, false, false] {
                state.apply(Move::Shift);
                continue;
            }
            let view = state.view();
            scores.fill(0.0);
            let mut number = 0;
            for (turn, (network, codes)) in self.networks.iter().zip(&mut scratch.codes).enumerate() {
                network.score(&view, leaves, codes, scores);
                if turn == 0 || turn + 1 == self.networks.len() {
                    let margin;
                    (number, margin) = best_move(scores, allowed, at_root, relations);
                    if turn == 0 && margin > SURE {
                        break;
                    }
                }
            }
            state.apply(move_of(number, relations));
        }
        out.heads.clear();
        out.labels.clear();
        for token in 0..leaves.len() - 1 {
            let (head, label) = state.arc(token);
            out.heads.push(head);
            out.labels.push(label);
        }
    }

    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        put_number(out, self.relations.len());
        for relation in &self.relations {
            out.push(u8::try_from(relation.index()).unwrap_or(0));
        }
        put_number(out, self.networks.len());
        for network in &self.networks {
            network.write(out);
        }
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let count = reader.number().filter(|count| (1..=64).contains(count))?;
        let mut relations = Vec::with_capacity(count);
        for _ in 0..count {
            relations.push(Deprel::parse(Deprel::NAMES.get(usize::from(reader.byte()?))?));
        }
        let number = reader.number().filter(|number| (1..=8).contains(number))?;
        let networks =
            (0..number).map(|_| Network::read(reader, 2 * count + 1)).collect::<Option<Vec<_>>>()?;
        Some(Self { relations, networks })
    }
}
