//! A gated recurrence over a sentence, from both ends: it tells each token what stands before and behind it.
//!
//! At each token a unit moves its memory towards a new value, by as much as its gate is open.
//! Gate and value are computed from the token alone (as by Lei et al. 2018 and Feng et al. 2024), so only the moving
//! goes from token to token; one half of the units goes from the left, the other from the right.

use super::network::{Table, multiply};
use std::ops::Range;

/// As many units as a layer may have.
const MOST: usize = 256;

/// What one layer computes for a sentence.
#[derive(Clone, Debug, Default)]
pub(crate) struct Layer {
    /// For each token the gates of all units, from 0 to 1, then their new values.
    moves: Vec<f32>,
    /// For each token the memory of all units.
    pub(crate) memory: Vec<f32>,
}

/// A curve from 0 to 1, close to the logistic function, of additions, multiplications and one division alone: the
/// functions of the system may differ in the last bit from one machine to the next.
#[inline(always)]
#[expect(clippy::inline_always, reason = "it is compiled for the registers of its caller, see `wide`")]
fn gate(value: f32) -> f32 {
    let value = (0.5 * value).clamp(-3.0, 3.0);
    let square = value * value;
    0.5 + 0.5 * value * (27.0 + square) / (27.0 + 9.0 * square)
}

/// The slope of [`gate`] where the curve has this height, to within a hundredth.
fn slope_of_gate(height: f32) -> f32 {
    let tangent = 2.0 * height - 1.0;
    0.25 * (1.0 - tangent * tangent)
}

impl Layer {
    /// Reads a sentence from both ends.
    ///
    /// `inputs` has `dim` numbers for each token; `weights` has a row for each of them, the gates of all units first,
    /// then their values, and so has `bias`, which is added.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "it is compiled for the registers of its caller, see `wide`")]
    pub(crate) fn read(&mut self, weights: &Table, bias: &Table, inputs: &[f32], dim: usize) {
        let units = weights.dim / 2;
        let count = inputs.len() / dim;
        self.moves.resize(count * 2 * units, 0.0);
        self.memory.resize(count * units, 0.0);
        for moves in self.moves.chunks_exact_mut(2 * units) {
            moves.copy_from_slice(bias.row(0));
        }
        multiply(&mut self.moves, 2 * units, weights, 0, inputs, dim);
        for moves in self.moves.chunks_exact_mut(2 * units) {
            for value in &mut moves[..units] {
                *value = gate(*value);
            }
        }
        let half = units / 2;
        let mut memory = [0.0; MOST];
        for token in 0..count {
            self.step(token, 0..half, units, &mut memory);
        }
        for token in (0..count).rev() {
            self.step(token, half..units, units, &mut memory);
        }
    }

    /// Moves the memory of some of the units at a token.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "it is compiled for the registers of its caller, see `wide`")]
    fn step(&mut self, token: usize, some: Range<usize>, units: usize, memory: &mut [f32; MOST]) {
        let (gates, values) = self.moves[token * 2 * units..(token + 1) * 2 * units].split_at(units);
        let out = &mut self.memory[token * units..(token + 1) * units][some.clone()];
        let moves = gates[some.clone()].iter().zip(&values[some.clone()]);
        for ((memory, out), (gate, value)) in memory[some].iter_mut().zip(out).zip(moves) {
            *memory += gate * (value - *memory);
            *out = *memory;
        }
    }

    /// The slopes of the gates, before their curve, and of the values of so many units, in the order of the weights,
    /// from the slopes of the memories.
    ///
    /// `memory` is what [`Self::read`] had left: training silences some of it later.
    pub(crate) fn back(&self, memory: &[f32], units: usize, slopes: &[f32], out: &mut Vec<f32>) {
        let count = memory.len() / units;
        out.clear();
        out.resize(count * 2 * units, 0.0);
        for unit in 0..units {
            let from_left = unit < units / 2;
            let mut carried = 0.0;
            for turn in 0..count {
                let token = if from_left { count - 1 - turn } else { turn };
                let earlier = if from_left { token.checked_sub(1) } else { Some(token + 1) };
                let earlier = earlier.and_then(|at| memory.get(at * units + unit)).copied().unwrap_or(0.0);
                let at = token * 2 * units + unit;
                let (gate, value) = (self.moves[at], self.moves[at + units]);
                let slope = slopes[token * units + unit] + carried;
                out[at] = slope * (value - earlier) * slope_of_gate(gate);
                out[at + units] = slope * gate;
                carried = slope * (1.0 - gate);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNITS: usize = 8;
    const DIM: usize = 3;
    const SMALL: f32 = 1e-2;

    /// Numbers that look random.
    fn table(rows: usize, dim: usize, seed: usize) -> Table {
        let value = |at: usize| {
            let number = u16::try_from((at * 7919 + seed * 104_729) % 1000).unwrap_or(0);
            f32::from(number) / 500.0 - 1.0
        };
        Table { dim, values: (0..rows * dim).map(value).collect() }
    }

    /// The sum of all memories, each times a number of its own.
    fn sum(weights: &Table, bias: &Table, inputs: &[f32], shares: &[f32]) -> f32 {
        let mut layer = Layer::default();
        layer.read(weights, bias, inputs, DIM);
        layer.memory.iter().zip(shares).map(|(memory, share)| memory * share).sum()
    }

    #[test]
    fn each_half_of_the_units_knows_one_side_of_the_sentence() {
        let (weights, bias) = (table(DIM, 2 * UNITS, 1), table(1, 2 * UNITS, 2));
        let mut inputs = table(5, DIM, 3).values;
        let memories = |inputs: &[f32]| {
            let mut layer = Layer::default();
            layer.read(&weights, &bias, inputs, DIM);
            layer.memory
        };
        let before = memories(&inputs);
        inputs[2 * DIM] += 0.5;
        let after = memories(&inputs);
        for token in 0..5 {
            for unit in 0..UNITS {
                let reached = if unit < UNITS / 2 { token >= 2 } else { token <= 2 };
                let at = token * UNITS + unit;
                assert_eq!((before[at] - after[at]).abs() > 0.0, reached, "unit {unit} at {token}");
            }
        }
    }

    #[test]
    fn slopes_are_those_of_small_changes() {
        let (weights, bias) = (table(DIM, 2 * UNITS, 4), table(1, 2 * UNITS, 5));
        let (inputs, shares) = (table(6, DIM, 6).values, table(6, UNITS, 7).values);
        let mut layer = Layer::default();
        layer.read(&weights, &bias, &inputs, DIM);
        let mut slopes = Vec::new();
        layer.back(&layer.memory, UNITS, &shares, &mut slopes);
        for at in 0..2 * UNITS {
            let mut moved = bias.clone();
            moved.values[at] += SMALL;
            let more = sum(&weights, &moved, &inputs, &shares);
            moved.values[at] -= 2.0 * SMALL;
            let less = sum(&weights, &moved, &inputs, &shares);
            let measured = (more - less) / (2.0 * SMALL);
            let computed: f32 = slopes.chunks_exact(2 * UNITS).map(|slopes| slopes[at]).sum();
            assert!((measured - computed).abs() < 0.03, "{at}: {measured} measured, {computed} computed");
        }
    }

    #[test]
    fn the_curve_of_gates_is_close_to_the_logistic_one() {
        for step in -100_i16..=100 {
            let value = f32::from(step) / 10.0;
            let logistic = 1.0 / (1.0 + (-value).exp());
            assert!((gate(value) - logistic).abs() < 0.02, "{value}: {}", gate(value));
        }
    }

    #[test]
    fn an_empty_sentence_has_no_memory() {
        let mut layer = Layer::default();
        layer.read(&table(DIM, 2 * UNITS, 1), &table(1, 2 * UNITS, 2), &[], DIM);
        assert!(layer.memory.is_empty());
    }
}
