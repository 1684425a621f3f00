//! Training of the tagger's network.

use super::embed::Vectors;
use super::network::{Products, Table, WORD, add, add_scaled, dot};
use super::network_train::{Slope, exp, move_mean, uniform};
use super::tag_network::{Part, Sight, TagNetwork, UNITS, tag_row};
use super::treebank::Random;
use super::word::Word;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

const BATCH: usize = 8;
const STEP: f32 = 0.002;

/// A sentence, or a stretch of a text, to learn from.
pub(crate) struct Example<'w> {
    pub(crate) words: &'w [Word],
    /// The rows of facts about each word; none where nothing is to be chosen, which counts as the first label.
    pub(crate) facts: Vec<Vec<u16>>,
    /// The right labels; nothing is learned where there is none.
    pub(crate) right: Vec<Option<usize>>,
}

/// How a network is trained.
#[derive(Clone, Copy)]
pub(crate) struct Course {
    pub(crate) rounds: usize,
    /// The share of hidden units that are silent at a time.
    pub(crate) drop: f32,
    /// Where the random numbers begin.
    pub(crate) seed: u64,
    /// How often a word must stand in the sentences to have a vector of its own.
    pub(crate) least: usize,
}

/// Trains on sentences; `numbers` are the labels as feature values.
#[expect(clippy::cast_precision_loss, reason = "rates and probabilities need not be exact")]
pub(crate) fn train(
    sentences: &[Example<'_>],
    sight: Sight,
    numbers: &[u32],
    vectors: &Vectors,
    course: Course,
) -> TagNetwork {
    let labels = numbers.len();
    let Course { rounds, drop, seed, least } = course;
    let mut random = Random::new(seed);
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for word in sentences.iter().flat_map(|sentence| sentence.words) {
        *counts.entry(word.lower).or_default() += 1;
    }
    let frequent = counts.iter().filter(|(_, count)| **count >= least).map(|(word, _)| *word);
    let vocabulary: BTreeSet<u32> = frequent.chain(vectors.rows.keys().copied()).collect();
    let words: FxHashMap<u32, u32> = vocabulary.iter().copied().zip(1..).collect();
    let sizes = [
        (words.len() + 1, WORD, 0.1),
        (sight.seen * WORD, UNITS, 0.1),
        (sight.rows, UNITS, 0.05),
        (sight.before, UNITS, 0.05),
        (UNITS, labels, 0.1),
        (1, UNITS, 0.0),
        (1, labels, 0.0),
    ];
    let mut tables: Vec<Table> = Vec::new();
    for (rows, dim, size) in sizes {
        let mut table = Table::zeros(rows, dim);
        for value in &mut table.values {
            *value = (2.0 * uniform(&mut random) - 1.0) * size;
        }
        tables.push(table);
    }
    for (row, word) in (1_usize..).zip(&vocabulary) {
        if let Some(vector) = vectors.row(*word) {
            tables[Part::Words as usize].values[row * WORD..(row + 1) * WORD].copy_from_slice(vector);
        }
    }
    let mut network = TagNetwork { words, tables };
    let mut slopes: Vec<Slope> = network.tables.iter().map(Slope::new).collect();
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    let total = (rounds * sentences.len().div_ceil(BATCH)) as f32;
    let mut batches = 0_u32;
    let mut products = Products::default();
    let mut mean = network.tables.clone();
    for _ in 0..rounds {
        random.shuffle(&mut order);
        for batch in order.chunks(BATCH) {
            for &index in batch {
                let example = &sentences[index];
                sentence(&network, &mut slopes, example, numbers, &counts, drop, &mut products, &mut random);
            }
            let rate = STEP * (1.0 - batches as f32 / total) * (batches as f32 / 200.0).min(1.0);
            batches += 1;
            for (table, slope) in network.tables.iter_mut().zip(&mut slopes) {
                slope.step(table, rate);
            }
            if batches.is_multiple_of(4) {
                move_mean(&mut mean, &network.tables, batches);
            }
        }
    }
    network.tables = mean;
    network
}

#[expect(clippy::cast_precision_loss, reason = "probabilities need not be exact")]
#[expect(clippy::too_many_arguments, reason = "one sentence of one training")]
fn sentence(
    network: &TagNetwork,
    slopes: &mut [Slope],
    example: &Example<'_>,
    numbers: &[u32],
    counts: &BTreeMap<u32, usize>,
    drop: f32,
    products: &mut Products,
    random: &mut Random,
) {
    let labels = numbers.len();
    let Example { words, facts, right } = example;
    let seen = network.seen();
    products.forget();
    let rows: Vec<usize> = words
        .iter()
        .map(|word| {
            let count = counts.get(&word.lower).copied().unwrap_or(0) as f32;
            if uniform(random) < 0.3 / (0.3 + count) { 0 } else { network.word_row(word.lower) }
        })
        .collect();
    let mut before = [0_u32; 2];
    let mut units = [0.0; UNITS];
    let mut scores = vec![0.0_f32; labels];
    for index in 0..words.len() {
        if facts[index].is_empty() {
            before = [numbers[0], before[0]];
            continue;
        }
        network.units(&facts[index], &rows, products, index, before, &mut units);
        for value in &mut units {
            let keep = *value > 0.0 && uniform(random) >= drop;
            *value = if keep { *value / (1.0 - drop) } else { 0.0 };
        }
        scores.copy_from_slice(network.table(Part::LabelBias).row(0));
        for (unit, value) in units.iter().enumerate() {
            if *value > 0.0 {
                add_scaled(&mut scores, *value, network.table(Part::Labels).row(unit));
            }
        }
        let mut guess = 0;
        for label in 1..labels {
            if scores[label] > scores[guess] {
                guess = label;
            }
        }
        let top = scores[guess];
        let was = before;
        before = [numbers[guess], before[0]];
        let Some(truth) = right[index] else { continue };
        let mut sum = 0.0;
        for score in &mut scores {
            *score = exp(*score - top);
            sum += *score;
        }
        for score in &mut scores {
            *score /= sum;
        }
        if scores[truth] > 0.9999 {
            continue;
        }
        scores[truth] -= 1.0;
        let mut down = [0.0; UNITS];
        add(slopes[Part::LabelBias as usize].row(0, labels), &scores);
        for (unit, value) in units.iter().enumerate() {
            if *value > 0.0 {
                add_scaled(slopes[Part::Labels as usize].row(unit, labels), *value, &scores);
                let row = network.table(Part::Labels).row(unit);
                down[unit] = row.iter().zip(&scores).map(|(a, b)| a * b).sum::<f32>() / (1.0 - drop);
            }
        }
        add(slopes[Part::UnitBias as usize].row(0, UNITS), &down);
        for (offset, at) in (0..seen).map(|offset| (offset, (index + offset).checked_sub(seen / 2))) {
            let Some(row) = at.and_then(|at| rows.get(at)) else { continue };
            let mut back = [0.0; WORD];
            for (dimension, value) in network.table(Part::Words).row(*row).iter().enumerate() {
                let at = offset * WORD + dimension;
                add_scaled(slopes[Part::Window as usize].row(at, UNITS), *value, &down);
                back[dimension] = dot(network.table(Part::Window).row(at), &down);
            }
            add(slopes[Part::Words as usize].row(*row, WORD), &back);
        }
        for fact in &facts[index] {
            add(slopes[Part::Facts as usize].row(usize::from(*fact), UNITS), &down);
        }
        let tags = network.table(Part::Tags).rows();
        for (back, tag) in (1..).zip(was) {
            add(slopes[Part::Tags as usize].row(tag_row(tag, back, tags), UNITS), &down);
        }
    }
}
