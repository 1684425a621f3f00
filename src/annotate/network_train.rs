//! Training of the network: Adam over small batches of sentences, with the dynamic oracle.

use super::embed::Vectors;
use super::network::{
    CODE, Codes, ENDINGS, FACTS, HIDDEN, LAYER_PARTS, LAYERS, Network, PARTS, Part, SEEN, TAG_WINDOW, Table,
    UNITS, WINDOW, WORD, add, add_scaled, dot,
};
use super::oracle::Gold;
use super::parse::{Leaf, Move, PLACES, State, move_of};
use super::treebank::Random;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// The sentences after which the weights are moved.
const BATCH: usize = 8;
/// The largest step; it falls to nothing over the training.
const STEP: f32 = 0.002;
/// The share of hidden units that is silent at a time.
const DROP_HIDDEN: f32 = 0.2;
/// The same of what is seen, of the memories, and of the codes.
const DROP_SEEN: f32 = 0.1;
const DROP_MEMORY: f32 = 0.1;
const DROP_CODE: f32 = 0.1;

/// The gradient of a table and the means that Adam keeps.
pub(crate) struct Slope {
    gradient: Vec<f32>,
    mean: Vec<f32>,
    square: Vec<f32>,
    touched: Vec<u32>,
    marked: Vec<bool>,
}

impl Slope {
    pub(crate) fn new(table: &Table) -> Self {
        let size = table.values.len();
        Self {
            gradient: vec![0.0; size],
            mean: vec![0.0; size],
            square: vec![0.0; size],
            touched: Vec::new(),
            marked: vec![false; table.rows()],
        }
    }

    pub(crate) fn row(&mut self, row: usize, dim: usize) -> &mut [f32] {
        if !self.marked[row] {
            self.marked[row] = true;
            self.touched.push(u32::try_from(row).unwrap_or(0));
        }
        &mut self.gradient[row * dim..(row + 1) * dim]
    }

    /// Moves the touched rows against their gradients.
    pub(crate) fn step(&mut self, table: &mut Table, rate: f32) {
        let dim = table.dim;
        for row in self.touched.drain(..) {
            let row = row as usize;
            self.marked[row] = false;
            let range = row * dim..(row + 1) * dim;
            let values = table.values[range.clone()].iter_mut();
            let means = self.mean[range.clone()].iter_mut().zip(self.square[range.clone()].iter_mut());
            for ((value, gradient), (mean, square)) in values.zip(&mut self.gradient[range]).zip(means) {
                *mean = 0.9 * *mean + 0.1 * *gradient;
                *square = 0.999 * *square + 0.001 * *gradient * *gradient;
                *value -= rate * *mean / (square.sqrt() + 1e-8);
                *gradient = 0.0;
            }
        }
    }
}

/// Moves the mean of a network's tables towards what they are after so many batches: the mean of the last
/// networks errs less than the last one.
#[expect(clippy::cast_precision_loss, reason = "rates need not be exact")]
pub(crate) fn move_mean(mean: &mut [Table], tables: &[Table], batches: u32) {
    // Young networks change fast: the mean looks back no further than a tenth of what was seen.
    let stay = (1.0 - 40.0 / batches as f32).clamp(0.0, 0.998);
    for (mean, table) in mean.iter_mut().zip(tables) {
        for (mean, value) in mean.values.iter_mut().zip(&table.values) {
            *mean = stay * *mean + (1.0 - stay) * value;
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "random numbers need not be exact")]
pub(crate) fn uniform(random: &mut Random) -> f32 {
    random.below(1 << 20) as f32 / (1 << 20) as f32
}

/// The exponential function, of additions and multiplications alone: that of the system may differ in the last
/// bit from one machine to the next, and the model would differ with it.
///
/// The relative error is below 1e-6; values beyond ±87 count as ±87.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the exponent is 1 to 253")]
pub(crate) fn exp(value: f32) -> f32 {
    let value = value.clamp(-87.0, 87.0);
    let twos = (value * std::f32::consts::LOG2_E).round();
    let rest = value - twos * 0.693_145_75 - twos * 1.428_606_8e-6;
    let mut sum = 1.0 / 720.0;
    for factor in [1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0, 1.0] {
        sum = sum * rest + factor;
    }
    sum * f32::from_bits(((twos + 127.0) as u32) << 23)
}

/// A fresh network for the words and tags of the sentences.
fn fresh(
    trees: &[(Vec<Leaf>, Gold)],
    moves: usize,
    vectors: &Vectors,
    random: &mut Random,
) -> (Network, FxHashMap<u32, usize>) {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    let mut tags = vec![0_u16; 1024];
    let mut known = 1_u16;
    for leaf in trees.iter().flat_map(|(leaves, _)| leaves) {
        *counts.entry(leaf.word).or_default() += 1;
        let tag = &mut tags[leaf.tag as usize];
        if *tag == 0 {
            *tag = known;
            known += 1;
        }
    }
    let frequent = counts.iter().filter(|(_, count)| **count >= 3).map(|(word, _)| *word);
    let vocabulary: BTreeSet<u32> = frequent.chain(vectors.rows.keys().copied()).collect();
    let words: FxHashMap<u32, u32> = vocabulary.iter().copied().zip(1..).collect();
    let sizes = [
        (words.len() + 1, WORD, 0.1),
        (WINDOW * WORD, SEEN, 0.12),
        (TAG_WINDOW * usize::from(known), SEEN, 0.1),
        (ENDINGS, SEEN, 0.05),
        (PLACES * CODE, HIDDEN, 0.06),
        (PLACES, HIDDEN, 0.0),
        (FACTS, HIDDEN, 0.02),
        (HIDDEN, moves, 0.08),
        (1, SEEN, 0.0),
        (1, HIDDEN, 0.0),
        (1, moves, 0.0),
        (SEEN, 2 * UNITS, 0.12),
        (1, 2 * UNITS, 0.0),
        (UNITS, 2 * UNITS, 0.12),
        (1, 2 * UNITS, 0.0),
        (SEEN + LAYERS * UNITS, CODE, 0.1),
        (1, CODE, 0.0),
    ];
    let mut tables: Vec<Table> = sizes
        .into_iter()
        .map(|(rows, dim, size)| {
            let mut table = Table::zeros(rows, dim);
            for value in &mut table.values {
                *value = (2.0 * uniform(random) - 1.0) * size;
            }
            table
        })
        .collect();
    for (word, row) in &vocabulary.iter().copied().zip(1_usize..).collect::<Vec<_>>() {
        if let Some(vector) = vectors.row(*word) {
            tables[Part::Words as usize].values[row * WORD..(row + 1) * WORD].copy_from_slice(vector);
        }
    }
    (Network { words, tags, tables }, counts.into_iter().collect())
}

/// Trains a network that parses; `after` is called after each round.
#[expect(clippy::cast_precision_loss, reason = "rates and probabilities need not be exact")]
pub(crate) fn train(
    trees: &[(Vec<Leaf>, Gold)],
    vectors: &Vectors,
    relations: usize,
    seed: u64,
    rounds: usize,
    after: &mut dyn FnMut(usize),
) -> Network {
    let moves = 2 * relations + 1;
    let mut random = Random::new(seed);
    let (mut network, counts) = fresh(trees, moves, vectors, &mut random);
    let mut slopes: Vec<Slope> = network.tables.iter().map(Slope::new).collect();
    assert_eq!(slopes.len(), PARTS);
    let mut order: Vec<usize> = (0..trees.len()).collect();
    let total = (rounds * trees.len().div_ceil(BATCH)) as f32;
    let mut batches = 0_u32;
    let mut pass = Pass::new(moves);
    let mut mean = network.tables.clone();
    for round in 0..rounds {
        random.shuffle(&mut order);
        for batch in order.chunks(BATCH) {
            for &index in batch {
                let (leaves, gold) = &trees[index];
                pass.sentence(
                    &network,
                    &mut slopes,
                    leaves,
                    gold,
                    relations,
                    &counts,
                    round > 0,
                    &mut random,
                );
            }
            // The rate rises over the first batches, then falls in a straight line.
            let rate = STEP * (1.0 - 0.95 * batches as f32 / total) * (batches as f32 / 200.0).min(1.0);
            batches += 1;
            for (table, slope) in network.tables.iter_mut().zip(&mut slopes) {
                slope.step(table, rate);
            }
            if batches.is_multiple_of(4) {
                move_mean(&mut mean, &network.tables, batches);
            }
        }
        after(round);
    }
    network.tables = mean;
    network
}

/// Silences values at random; the others are raised to make up for it.
fn silence(values: &mut [f32], share: f32, mask: &mut Vec<f32>, random: &mut Random) {
    mask.clear();
    for value in values {
        let keep = if uniform(random) < share { 0.0 } else { 1.0 / (1.0 - share) };
        *value *= keep;
        mask.push(keep);
    }
}

/// Memory for one pass forth and back over a sentence.
struct Pass {
    codes: Codes,
    leaves: Vec<Leaf>,
    state: State,
    /// The gradient of each contribution, and whether there is one.
    slopes: Vec<f32>,
    used: Vec<bool>,
    hidden: [f32; HIDDEN],
    scores: Vec<f32>,
    mask: Vec<f32>,
    seen_mask: Vec<f32>,
    memory_masks: [Vec<f32>; LAYERS],
    /// The memories before some were silenced.
    memories: [Vec<f32>; LAYERS],
    /// The slopes of what is seen and of the memories, and of gates and values.
    seen_slopes: Vec<f32>,
    memory_slopes: [Vec<f32>; LAYERS],
    down: Vec<f32>,
}

impl Pass {
    fn new(moves: usize) -> Self {
        Self {
            codes: Codes::default(),
            leaves: Vec::new(),
            state: State::default(),
            slopes: Vec::new(),
            used: Vec::new(),
            hidden: [0.0; HIDDEN],
            scores: vec![0.0; moves],
            mask: Vec::new(),
            seen_mask: Vec::new(),
            memory_masks: Default::default(),
            memories: Default::default(),
            seen_slopes: Vec::new(),
            memory_slopes: Default::default(),
            down: Vec::new(),
        }
    }

    #[expect(clippy::too_many_arguments, reason = "one sentence of one training")]
    #[expect(clippy::cast_precision_loss, reason = "probabilities need not be exact")]
    fn sentence(
        &mut self,
        network: &Network,
        slopes: &mut [Slope],
        leaves: &[Leaf],
        gold: &Gold,
        relations: usize,
        counts: &FxHashMap<u32, usize>,
        explore: bool,
        random: &mut Random,
    ) {
        self.state.begin(leaves.len());
        self.leaves.clear();
        self.leaves.extend_from_slice(leaves);
        self.leaves.push(super::parse::ROOT);
        // Rare words are now and then unknown, so that unknown words are learned.
        for leaf in &mut self.leaves {
            let count = counts.get(&leaf.word).copied().unwrap_or(0) as f32;
            if uniform(random) < 0.3 / (0.3 + count) {
                leaf.word = 0;
            }
        }
        let count = self.leaves.len();
        Network::begin(count, &mut self.codes);
        self.codes.products.forget();
        self.codes.coded = true;
        for index in 0..count {
            network.look(&self.leaves, &mut self.codes, index);
        }
        silence(&mut self.codes.seen, DROP_SEEN, &mut self.seen_mask, random);
        let masks = &mut self.memory_masks;
        network.read_through(&mut self.codes, |number, memory| {
            self.memories[number].clone_from(memory);
            silence(memory, DROP_MEMORY, &mut masks[number], random);
        });
        network.merge(&mut self.codes);
        silence(&mut self.codes.codes[..count * CODE], DROP_CODE, &mut self.mask, random);
        self.slopes.clear();
        self.slopes.resize(count * PLACES * HIDDEN, 0.0);
        self.used.clear();
        self.used.resize(count * PLACES, false);
        while !self.state.finished() {
            let view = self.state.view();
            network.hidden(&view, &self.leaves, &mut self.codes, &mut self.hidden);
            for value in &mut self.hidden {
                let keep = *value > 0.0 && uniform(random) >= DROP_HIDDEN;
                *value = if keep { *value / (1.0 - DROP_HIDDEN) } else { 0.0 };
            }
            self.scores.copy_from_slice(network.table(Part::MoveBias).row(0));
            for (unit, value) in self.hidden.iter().enumerate() {
                if *value > 0.0 {
                    add_scaled(&mut self.scores, *value, network.table(Part::Moves).row(unit));
                }
            }
            let (guess, right, any) = self.choose(gold, relations);
            if any {
                self.back(network, slopes, &view);
            }
            let follow = if explore && random.below(10) != 0 { guess } else { right };
            self.state.apply(move_of(follow, relations));
        }
        self.encoder_back(network, slopes, count);
    }

    /// Turns the scores into the slope of the loss; returns the best move, the best right one, and
    /// whether anything is to be learned.
    #[expect(clippy::needless_range_loop, reason = "several lists are walked in step")]
    fn choose(&mut self, gold: &Gold, relations: usize) -> (usize, usize, bool) {
        let state = &self.state;
        let allowed = state.allowed();
        let costs = gold.costs(state);
        let least = (0..3).filter(|kind| allowed[*kind]).map(|kind| costs[kind]).min().unwrap_or(0);
        let stack = state.stack();
        let top = stack.last().map(|top| *top as usize);
        let mut legal = [false; 256];
        let mut right = [false; 256];
        for number in 0..self.scores.len() {
            let (kind, label, head) = match move_of(number, relations) {
                Move::Shift => (0, None, 0),
                Move::Left(label) => (1, Some(label), state.next()),
                Move::Right(label) => (2, Some(label), stack.len().checked_sub(2).map_or(0, |at| stack[at])),
            };
            legal[number] =
                allowed[kind] && label.is_none_or(|label| (label == 0) == (kind == 1 && state.at_root()));
            right[number] = legal[number]
                && costs[kind] == least
                && match (label, top) {
                    (Some(label), Some(top)) => gold.heads[top] != head || gold.labels[top] == label,
                    _ => true,
                };
        }
        let best_of = |which: &[bool; 256]| {
            let mut best = usize::MAX;
            for number in 0..self.scores.len() {
                if which[number] && (best == usize::MAX || self.scores[number] > self.scores[best]) {
                    best = number;
                }
            }
            best
        };
        let (guess, truth) = (best_of(&legal), best_of(&right));
        let truth = if truth == usize::MAX { guess } else { truth };
        let top_score = self.scores[guess];
        let (mut all, mut good) = (0.0_f32, 0.0_f32);
        for number in 0..self.scores.len() {
            let share = if legal[number] { exp(self.scores[number] - top_score) } else { 0.0 };
            all += share;
            if right[number] {
                good += share;
            }
            self.scores[number] = share;
        }
        let any = good > 0.0 && good < 0.9999 * all;
        for number in 0..self.scores.len() {
            let share = self.scores[number];
            self.scores[number] = share / all - if right[number] { share / good.max(1e-20) } else { 0.0 };
        }
        (guess, truth, any)
    }

    /// Carries the slope from the scores to the contributions.
    fn back(&mut self, network: &Network, slopes: &mut [Slope], view: &super::parse::StateView) {
        let moves = self.scores.len();
        let mut down = [0.0; HIDDEN];
        add(slopes[Part::MoveBias as usize].row(0, moves), &self.scores);
        for (unit, value) in self.hidden.iter().enumerate() {
            if *value > 0.0 {
                add_scaled(slopes[Part::Moves as usize].row(unit, moves), *value, &self.scores);
                let row = network.table(Part::Moves).row(unit);
                down[unit] =
                    row.iter().zip(&self.scores).map(|(a, b)| a * b).sum::<f32>() / (1.0 - DROP_HIDDEN);
            }
        }
        add(slopes[Part::HiddenBias as usize].row(0, HIDDEN), &down);
        for (place, token) in view.places.iter().enumerate() {
            if *token == u32::MAX {
                add(slopes[Part::Nobody as usize].row(place, HIDDEN), &down);
            } else {
                let slot = *token as usize * PLACES + place;
                self.used[slot] = true;
                add(&mut self.slopes[slot * HIDDEN..(slot + 1) * HIDDEN], &down);
            }
        }
        for fact in view.facts {
            add(slopes[Part::Facts as usize].row(usize::from(fact), HIDDEN), &down);
        }
    }

    /// Carries the slope of a code to what is seen and to the memories.
    fn merge_back(&mut self, network: &Network, slopes: &mut [Slope], token: usize, down: &[f32]) {
        let merge = network.table(Part::Merge);
        add(slopes[Part::CodeBias as usize].row(0, CODE), down);
        let mut carry = |first: usize, values: &[f32], to: &mut [f32]| {
            for (row, (value, to)) in (first..).zip(values.iter().zip(to)) {
                if *value != 0.0 {
                    add_scaled(slopes[Part::Merge as usize].row(row, CODE), *value, down);
                    *to += dot(merge.row(row), down);
                }
            }
        };
        let here = token * SEEN..(token + 1) * SEEN;
        carry(0, &self.codes.seen[here.clone()], &mut self.seen_slopes[here]);
        for (number, layer) in self.codes.layers.iter().enumerate() {
            let here = token * UNITS..(token + 1) * UNITS;
            let first = SEEN + number * UNITS;
            carry(first, &layer.memory[here.clone()], &mut self.memory_slopes[number][here]);
        }
    }

    /// Carries the slopes of a layer's memories to what it has read.
    fn layer_back(&mut self, network: &Network, slopes: &mut [Slope], number: usize) {
        let (part, bias) = LAYER_PARTS[number];
        let weights = network.table(part);
        for (slope, mask) in self.memory_slopes[number].iter_mut().zip(&self.memory_masks[number]) {
            *slope *= mask;
        }
        self.codes.layers[number].back(
            &self.memories[number],
            UNITS,
            &self.memory_slopes[number],
            &mut self.down,
        );
        let (inputs, into, dim) = match number.checked_sub(1) {
            None => (&self.codes.seen, &mut self.seen_slopes, SEEN),
            Some(below) => (&self.codes.layers[below].memory, &mut self.memory_slopes[below], UNITS),
        };
        for (token, down) in self.down.chunks_exact(2 * UNITS).enumerate() {
            add(slopes[bias as usize].row(0, 2 * UNITS), down);
            for at in 0..dim {
                let value = inputs[token * dim + at];
                if value != 0.0 {
                    add_scaled(slopes[part as usize].row(at, 2 * UNITS), value, down);
                    into[token * dim + at] += dot(weights.row(at), down);
                }
            }
        }
    }

    /// Carries the slopes of the contributions to the codes, and those to words, tags and endings.
    #[expect(clippy::needless_range_loop, reason = "several lists are walked in step")]
    fn encoder_back(&mut self, network: &Network, slopes: &mut [Slope], count: usize) {
        self.seen_slopes.clear();
        self.seen_slopes.resize(count * SEEN, 0.0);
        for slopes in &mut self.memory_slopes {
            slopes.clear();
            slopes.resize(count * UNITS, 0.0);
        }
        for token in 0..count {
            let mut down = [0.0; CODE];
            for place in 0..PLACES {
                let slot = token * PLACES + place;
                if !self.used[slot] {
                    continue;
                }
                let slope = &self.slopes[slot * HIDDEN..(slot + 1) * HIDDEN];
                for dimension in 0..CODE {
                    let value = self.codes.codes[token * CODE + dimension];
                    if value > 0.0 {
                        let row = place * CODE + dimension;
                        add_scaled(slopes[Part::Places as usize].row(row, HIDDEN), value, slope);
                        let weights = network.table(Part::Places).row(row);
                        down[dimension] += dot(weights, slope);
                    }
                }
            }
            for (dimension, value) in down.iter_mut().enumerate() {
                *value *= self.mask[token * CODE + dimension];
            }
            self.merge_back(network, slopes, token, &down);
        }
        for number in (0..LAYERS).rev() {
            self.layer_back(network, slopes, number);
        }
        for token in 0..count {
            let mut down = [0.0; SEEN];
            for (at, value) in down.iter_mut().enumerate() {
                let at = token * SEEN + at;
                // Nothing goes back through a rectified value of zero.
                if self.codes.seen[at] > 0.0 {
                    *value = self.seen_slopes[at] * self.seen_mask[at];
                }
            }
            add(slopes[Part::SeenBias as usize].row(0, SEEN), &down);
            for offset in 0..WINDOW {
                let Some(leaf) = (token + offset).checked_sub(WINDOW / 2).and_then(|at| self.leaves.get(at))
                else {
                    continue;
                };
                let word = network.word_row(leaf);
                let vector = network.table(Part::Words).row(word);
                let mut back = [0.0; WORD];
                for (dimension, value) in vector.iter().enumerate() {
                    let row = offset * WORD + dimension;
                    add_scaled(slopes[Part::Window as usize].row(row, SEEN), *value, &down);
                    back[dimension] = dot(network.table(Part::Window).row(row), &down);
                }
                add(slopes[Part::Words as usize].row(word, WORD), &back);
            }
            for offset in 0..TAG_WINDOW {
                let at = (token + offset).checked_sub(TAG_WINDOW / 2).and_then(|at| self.leaves.get(at));
                let row = network.tag_row(at.map_or(0, |leaf| leaf.tag), offset);
                add(slopes[Part::Tags as usize].row(row, SEEN), &down);
            }
            let ending = self.leaves[token].ending as usize % ENDINGS;
            add(slopes[Part::Endings as usize].row(ending, SEEN), &down);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_own_exponential_function_is_close_to_that_of_the_system() {
        for step in -870_i16..=870 {
            let value = f32::from(step) / 10.0;
            let ratio = exp(value) / value.exp();
            assert!((ratio - 1.0).abs() < 2e-6, "{value}: {ratio}");
        }
    }
}
