//! Vectors of words from plain text: words that stand in the same company get similar vectors.
//!
//! Skip-grams with negative samples (Mikolov et al. 2013) in the form that minds the place of the neighbour
//! (Ling et al. 2015), which suits syntax.

use super::network_train::exp;
use super::treebank::Random;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// The neighbours that a word is to foretell: two on either side.
const REACH: usize = 2;
/// The words that a neighbour is told apart from.
const SAMPLES: usize = 5;

/// Vectors by the hash of the word.
pub(crate) struct Vectors {
    pub(crate) dim: usize,
    pub(crate) rows: FxHashMap<u32, u32>,
    pub(crate) values: Vec<f32>,
}

impl Vectors {
    pub(crate) fn row(&self, word: u32) -> Option<&[f32]> {
        let row = *self.rows.get(&word)? as usize;
        Some(&self.values[row * self.dim..(row + 1) * self.dim])
    }
}

/// Learns vectors for all words that occur at least `least` times; `0` in a text parts two sentences.
#[expect(clippy::cast_precision_loss, reason = "rates and counts need not be exact")]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "vocabularies are small")]
pub(crate) fn learn(text: &[u32], dim: usize, least: usize, rounds: usize) -> Vectors {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for word in text.iter().filter(|word| **word != 0) {
        *counts.entry(*word).or_default() += 1;
    }
    counts.retain(|_, count| *count >= least);
    let rows: FxHashMap<u32, u32> = counts.keys().zip(0..).map(|(word, row)| (*word, row)).collect();
    let size = rows.len();
    // Frequent words are drawn more often, but less than in proportion.
    let mut urn: Vec<u32> = Vec::new();
    // To the power of 3/4, by square roots: those are exact on every machine.
    let flattened = |count: usize| (count as f64).sqrt() * (count as f64).sqrt().sqrt();
    let mass: f64 = counts.values().map(|count| flattened(*count)).sum();
    for (row, count) in counts.values().enumerate() {
        let share = flattened(*count) / mass * 1_000_000.0;
        urn.resize(urn.len() + share.ceil() as usize, row as u32);
    }
    let total = text.len() as f64;
    let mut random = Random::new(23);
    let mut values: Vec<f32> =
        (0..size * dim).map(|_| (random.below(20_001) as f32 / 10_000.0 - 1.0) * 0.5 / dim as f32).collect();
    let mut outputs = vec![0.0_f32; 2 * REACH * size * dim];
    // A very frequent word is passed over now and then.
    let keep: Vec<f32> = counts
        .values()
        .map(|count| {
            let share = *count as f64 / total / 1e-4;
            ((1.0 / share).sqrt() + 1.0 / share).min(1.0) as f32
        })
        .collect();
    let ids: Vec<u32> = text
        .iter()
        .map(|word| if *word == 0 { u32::MAX - 1 } else { rows.get(word).copied().unwrap_or(u32::MAX) })
        .collect();
    let steps = (rounds * ids.len()) as f32;
    let mut step = 0_f32;
    let mut slope = vec![0.0_f32; dim];
    for _ in 0..rounds {
        for at in 0..ids.len() {
            step += 1.0;
            let word = ids[at] as usize;
            if word >= size || (random.below(1 << 16) as f32 / 65536.0) > keep[word] {
                continue;
            }
            let rate = 0.03 * (1.0 - step / steps).max(0.001);
            for place in 0..2 * REACH {
                let offset = if place < REACH { place } else { place + 1 };
                let Some(neighbour) = (at + offset).checked_sub(REACH).and_then(|at| ids.get(at)) else {
                    continue;
                };
                if *neighbour as usize >= size {
                    continue;
                }
                let vector = &mut values[word * dim..(word + 1) * dim];
                slope.fill(0.0);
                for sample in 0..=SAMPLES {
                    let (target, truth) = if sample == 0 {
                        (*neighbour as usize, 1.0)
                    } else {
                        (urn[random.below(urn.len())] as usize, 0.0)
                    };
                    if sample > 0 && target == *neighbour as usize {
                        continue;
                    }
                    let output =
                        &mut outputs[(place * size + target) * dim..(place * size + target + 1) * dim];
                    let score: f32 = vector.iter().zip(output.iter()).map(|(a, b)| a * b).sum();
                    let error = (truth - 1.0 / (1.0 + exp(-score))) * rate;
                    for ((slope, output), value) in slope.iter_mut().zip(output.iter_mut()).zip(vector.iter())
                    {
                        *slope += error * *output;
                        *output += error * value;
                    }
                }
                for (value, slope) in vector.iter_mut().zip(&slope) {
                    *value += slope;
                }
            }
        }
    }
    // All vectors get about the same size, on average one tenth in each dimension.
    for row in values.chunks_exact_mut(dim) {
        let length = row.iter().map(|value| value * value).sum::<f32>().sqrt().max(1e-6);
        for value in row {
            *value *= 0.15 * (dim as f32).sqrt() / length;
        }
    }
    Vectors { dim, rows, values }
}

/// Sorts the words into clusters by their vectors; returns the cluster, from 1, of each word.
#[expect(clippy::cast_possible_truncation, reason = "there are few clusters")]
pub(crate) fn clusters(vectors: &Vectors, count: usize, rounds: usize) -> BTreeMap<u32, u16> {
    let dim = vectors.dim;
    let size = vectors.rows.len();
    let mut random = Random::new(29);
    let mut centres: Vec<f32> = Vec::new();
    for _ in 0..count {
        let row = random.below(size.max(1));
        centres.extend_from_slice(&vectors.values[row * dim..(row + 1) * dim]);
    }
    let mut of = vec![0_u16; size];
    for _ in 0..rounds {
        for (row, vector) in vectors.values.chunks_exact(dim).enumerate() {
            let mut best = (0, f32::MIN);
            for (number, centre) in centres.chunks_exact(dim).enumerate() {
                let score: f32 = super::network::dot(centre, vector);
                if score > best.1 {
                    best = (number, score);
                }
            }
            of[row] = best.0 as u16;
        }
        centres.fill(0.0);
        for (row, vector) in vectors.values.chunks_exact(dim).enumerate() {
            let at = usize::from(of[row]) * dim;
            for (centre, value) in centres[at..at + dim].iter_mut().zip(vector) {
                *centre += value;
            }
        }
        for centre in centres.chunks_exact_mut(dim) {
            let length = centre.iter().map(|value| value * value).sum::<f32>().sqrt().max(1e-6);
            for value in centre {
                *value /= length;
            }
        }
    }
    vectors.rows.iter().map(|(word, row)| (*word, of[*row as usize] + 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_the_same_company_are_alike() {
        let mut text = Vec::new();
        let mut random = Random::new(3);
        for _ in 0..3000 {
            let subject = [10, 11][random.below(2)];
            let other = [20, 21][random.below(2)];
            text.extend([1, subject, 2, 0, 3, other, 4, 0]);
        }
        let vectors = learn(&text, 16, 5, 5);
        let similarity = |a: u32, b: u32| {
            let (a, b) = (vectors.row(a).unwrap(), vectors.row(b).unwrap());
            a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>()
        };
        assert!(similarity(10, 11) > similarity(10, 20));
        assert!(similarity(20, 21) > similarity(11, 21));
    }
}
