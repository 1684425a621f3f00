//! A small neural network that chooses the moves of the parser.
//!
//! What is seen around a token (words, tags, its ending) is read from both ends of the sentence by two layers, see
//! [`super::recurrence`]; the token's code is made of all three. A state sums, over a dozen
//! places (top of the stack, next token, their dependents …), what the tokens in those places contribute;
//! a contribution is computed once for each token and place. Then follows one hidden layer and one output
//! for each move.

use super::model::{Reader, put_number};
use super::parse::{Leaf, PLACES, StateView};
use super::recurrence::Layer;
use rustc_hash::FxHashMap;

/// The length of a word's vector.
pub(crate) const WORD: usize = 48;
/// The length of what is seen around a token.
pub(crate) const SEEN: usize = 64;
/// The length of a token's code.
pub(crate) const CODE: usize = 64;
/// The units of each layer that reads the sentence from both ends.
pub(crate) const UNITS: usize = 128;
/// The number of such layers.
pub(crate) const LAYERS: usize = 2;
/// The number of hidden units.
pub(crate) const HIDDEN: usize = 128;
/// The neighbours whose words are seen: the one before, itself, the one after.
pub(crate) const WINDOW: usize = 3;
/// The neighbours whose tags are seen: two on either side.
pub(crate) const TAG_WINDOW: usize = 5;
/// The number of rows for endings of words.
pub(crate) const ENDINGS: usize = 1021;
/// The number of rows for labels, distances and counts in a state.
pub(crate) const FACTS: usize = 1024;

/// The places in which nearly every token comes to stand: the two topmost of the stack, and the next two tokens.
const FREQUENT: [usize; 4] = [0, 1, 3, 4];

/// The sizes, for the fingerprint.
pub(crate) const SHAPE: [u64; 10] = [
    WORD as u64,
    SEEN as u64,
    UNITS as u64,
    LAYERS as u64,
    CODE as u64,
    HIDDEN as u64,
    WINDOW as u64,
    TAG_WINDOW as u64,
    ENDINGS as u64,
    super::tag_network::UNITS as u64,
];

/// A matrix, row by row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    pub(crate) dim: usize,
    pub(crate) values: Vec<f32>,
}

impl Table {
    pub(crate) fn zeros(rows: usize, dim: usize) -> Self {
        Self { dim, values: vec![0.0; rows * dim] }
    }

    pub(crate) fn row(&self, row: usize) -> &[f32] {
        &self.values[row * self.dim..(row + 1) * self.dim]
    }

    pub(crate) fn rows(&self) -> usize {
        self.values.len() / self.dim
    }

    /// Half a byte a value and one scale a row where `half` says so, else a byte a value.
    pub(crate) fn write(&self, half: bool, out: &mut Vec<u8>) {
        put_number(out, self.rows());
        put_number(out, self.dim);
        for row in self.values.chunks_exact(self.dim) {
            let largest = row.iter().fold(1e-9_f32, |most, value| most.max(value.abs()));
            out.extend_from_slice(&largest.to_le_bytes());
            let byte = |value: &f32| in_bytes(*value / largest);
            if half {
                out.extend(row.chunks_exact(2).map(|pair| in_halves(byte(&pair[0]), byte(&pair[1]))));
            } else {
                out.extend(row.iter().map(|value| byte(value).cast_unsigned()));
            }
        }
    }

    /// Reads what [`Self::write`] wrote.
    pub(crate) fn read(reader: &mut Reader<'_>, dim: usize, half: bool) -> Option<Self> {
        let rows = reader.number().filter(|rows| *rows < 1 << 20)?;
        if reader.number()? != dim {
            return None;
        }
        let width = if half { dim / 2 } else { dim } + 4;
        let bytes = reader.take(rows.checked_mul(width)?)?;
        let mut values = Vec::with_capacity(rows * dim);
        for row in bytes.chunks_exact(width) {
            let (scale, row) = row.split_at(4);
            let scale = f32::from_le_bytes(scale.try_into().ok()?);
            if half {
                let value = |half: u8| f32::from(half) * (scale / 7.0) - scale;
                values.extend(row.iter().flat_map(|byte| [value(byte & 15), value(byte >> 4)]));
            } else {
                values.extend(row.iter().map(|byte| f32::from(byte.cast_signed()) * (scale / 127.0)));
            }
        }
        Some(Self { dim, values })
    }
}

/// A value between -1 and 1 as a byte.
#[expect(clippy::cast_possible_truncation, reason = "the value is at most 127")]
fn in_bytes(value: f32) -> i8 {
    (value * 127.0).round() as i8
}

/// Two bytes as halves of one: 0 to 14, 7 for nothing.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "halves are 0 to 14")]
fn in_halves(low: i8, high: i8) -> u8 {
    let half = |byte: i8| ((f32::from(byte) * (7.0 / 127.0)).round() + 7.0) as u8;
    half(low) | half(high) << 4
}

/// The tables of the network, in the order of their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub(crate) enum Part {
    /// Vectors of words.
    Words,
    /// From words in a window to what is seen.
    Window,
    /// From tags in a window to what is seen.
    Tags,
    /// From endings to what is seen.
    Endings,
    /// From codes in places to hidden units.
    Places,
    /// What an empty place contributes.
    Nobody,
    /// From facts of the state to hidden units.
    Facts,
    /// From hidden units to moves.
    Moves,
    /// What is added to what is seen, to hidden units, and to moves.
    SeenBias,
    HiddenBias,
    MoveBias,
    /// From what is seen to gates and values of the first layer, and what is added to them.
    First,
    FirstBias,
    /// The same from the memories of the first layer to the second.
    Second,
    SecondBias,
    /// From what is seen, and the memories of both layers, to codes, and what is added to them.
    Merge,
    CodeBias,
}

/// The weights of each layer, and what is added.
pub(crate) const LAYER_PARTS: [(Part, Part); LAYERS] =
    [(Part::First, Part::FirstBias), (Part::Second, Part::SecondBias)];

/// The parts of one row.
const BIASES: [Part; 6] =
    [Part::SeenBias, Part::HiddenBias, Part::MoveBias, Part::FirstBias, Part::SecondBias, Part::CodeBias];

/// The number of parts.
pub(crate) const PARTS: usize = 17;

/// The network.
#[derive(Clone, Debug, Default)]
pub(crate) struct Network {
    /// The row of each known word; unknown words have row 0.
    pub(crate) words: FxHashMap<u32, u32>,
    /// The row of each tag number.
    pub(crate) tags: Vec<u16>,
    pub(crate) tables: Vec<Table>,
}

/// Adds `factor` times one row to another.
#[inline]
pub(crate) fn add_scaled(to: &mut [f32], factor: f32, row: &[f32]) {
    for (to, value) in to.iter_mut().zip(row) {
        *to += factor * value;
    }
}

/// Adds rows of a table, from `first` on, each times its factor; factors of 0 cost nothing.
///
/// Four rows at a time: the sum is then loaded and stored a quarter as often.
#[inline(always)]
#[expect(clippy::inline_always, reason = "it is compiled for the registers of its caller, see `wide`")]
pub(crate) fn accumulate(to: &mut [f32], table: &Table, first: usize, factors: &[f32]) {
    let mut picked = [(0.0_f32, 0_usize); 4];
    let mut count = 0;
    for (row, factor) in (first..).zip(factors) {
        if *factor == 0.0 {
            continue;
        }
        picked[count] = (*factor, row);
        count += 1;
        if count == 4 {
            count = 0;
            let [(f0, r0), (f1, r1), (f2, r2), (f3, r3)] = picked;
            let rows = table.row(r0).iter().zip(table.row(r1)).zip(table.row(r2)).zip(table.row(r3));
            for (to, (((v0, v1), v2), v3)) in to.iter_mut().zip(rows) {
                *to += (f0 * v0 + f1 * v1) + (f2 * v2 + f3 * v3);
            }
        }
    }
    for (factor, row) in &picked[..count] {
        add_scaled(to, *factor, table.row(*row));
    }
}

/// Adds the product of each row of `inputs`, `dim` numbers long, with the rows of a table from `first` on; the row of
/// `to` that it is added to begins at a multiple of `stride`.
///
/// Four inputs share each number of the table that is fetched: the tables are larger than the nearest memory.
#[inline(always)]
pub(crate) fn multiply(
    to: &mut [f32],
    stride: usize,
    table: &Table,
    first: usize,
    inputs: &[f32],
    dim: usize,
) {
    const COLUMNS: usize = 16;
    let count = inputs.len() / dim;
    let (rows, _) = table.values[first * table.dim..(first + dim) * table.dim].as_chunks::<COLUMNS>();
    let across = table.dim / COLUMNS;
    for start in (0..count).step_by(4) {
        // What is missing in the last four is the last one once more, and is not stored.
        let at = |number: usize| (start + number).min(count - 1) * dim;
        let (x0, x1) = (&inputs[at(0)..at(0) + dim], &inputs[at(1)..at(1) + dim]);
        let (x2, x3) = (&inputs[at(2)..at(2) + dim], &inputs[at(3)..at(3) + dim]);
        for column in 0..across {
            let [mut s0, mut s1, mut s2, mut s3] = [[0.0_f32; COLUMNS]; 4];
            for at in 0..dim {
                let row = &rows[at * across + column];
                let (f0, f1, f2, f3) = (x0[at], x1[at], x2[at], x3[at]);
                for lane in 0..COLUMNS {
                    s0[lane] += f0 * row[lane];
                    s1[lane] += f1 * row[lane];
                    s2[lane] += f2 * row[lane];
                    s3[lane] += f3 * row[lane];
                }
            }
            for (number, sums) in (start..count).zip([s0, s1, s2, s3]) {
                let at = number * stride + column * COLUMNS;
                add(&mut to[at..at + COLUMNS], &sums);
            }
        }
    }
}

/// Adds one row to another.
#[inline(always)]
#[expect(clippy::inline_always, reason = "it is compiled for the registers of its caller, see `wide`")]
pub(crate) fn add(to: &mut [f32], row: &[f32]) {
    for (to, value) in to.iter_mut().zip(row) {
        *to += value;
    }
}

/// The scalar product, in eight lanes so that it is fast.
#[inline]
pub(crate) fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0_f32; 8];
    for (a, b) in a.chunks_exact(8).zip(b.chunks_exact(8)) {
        for ((lane, a), b) in lanes.iter_mut().zip(a).zip(b) {
            *lane += a * b;
        }
    }
    lanes.iter().sum()
}

/// The number of words whose products with the window are remembered.
const REMEMBERED: usize = 2048;

/// The products of words' vectors with the tables of a window: most words of a text have stood there before.
#[derive(Clone, Debug, Default)]
pub(crate) struct Products {
    /// The row of the word in each slot, and 0 for none: `row + 1`.
    rows: Vec<u32>,
    values: Vec<f32>,
}

impl Products {
    /// The product of a word in the place `offset` of the window.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "it is compiled for the registers of its caller, see `wide`")]
    #[expect(clippy::cast_possible_truncation, reason = "there are some ten thousand words")]
    pub(crate) fn of(&mut self, words: &Table, window: &Table, row: usize, offset: usize) -> &[f32] {
        let dim = window.dim;
        let places = window.rows() / words.dim;
        let size = places * dim;
        if self.rows.is_empty() {
            self.rows.resize(REMEMBERED, 0);
            self.values.resize(REMEMBERED * size, 0.0);
        }
        let slot = row % REMEMBERED;
        let values = &mut self.values[slot * size..(slot + 1) * size];
        if self.rows[slot] != row as u32 + 1 {
            self.rows[slot] = row as u32 + 1;
            values.fill(0.0);
            for place in 0..places {
                let into = &mut values[place * dim..(place + 1) * dim];
                accumulate(into, window, place * words.dim, words.row(row));
            }
        }
        &values[offset * dim..(offset + 1) * dim]
    }

    /// Forgets all products, for tables that have changed.
    pub(crate) fn forget(&mut self) {
        self.rows.fill(0);
    }
}

/// What is computed for one sentence.
#[expect(clippy::struct_field_names, reason = "the codes are the codes")]
#[derive(Clone, Debug, Default)]
pub(crate) struct Codes {
    /// One code a token, and one for the root.
    pub(crate) codes: Vec<f32>,
    /// Whether the codes are computed.
    pub(crate) coded: bool,
    /// What is seen around each token, one row a token.
    pub(crate) seen: Vec<f32>,
    /// What the layers make of it.
    pub(crate) layers: [Layer; LAYERS],
    /// What each token contributes in each place, where `done` says that it is computed.
    pub(crate) contributions: Vec<f32>,
    pub(crate) done: Vec<bool>,
    /// What words of this and earlier sentences give to codes.
    pub(crate) products: Products,
}

impl Network {
    pub(crate) fn table(&self, part: Part) -> &Table {
        &self.tables[part as usize]
    }

    /// The row of a word.
    pub(crate) fn word_row(&self, leaf: &Leaf) -> usize {
        self.words.get(&leaf.word).map_or(0, |row| *row as usize)
    }

    /// The row of the tag of a neighbour.
    pub(crate) fn tag_row(&self, tag: u32, offset: usize) -> usize {
        let tags = self.table(Part::Tags).rows() / TAG_WINDOW;
        offset * tags + self.tags.get(tag as usize).map_or(0, |row| usize::from(*row))
    }

    /// Begins with a sentence of so many leaves, the root among them: nothing is computed yet.
    pub(crate) fn begin(count: usize, codes: &mut Codes) {
        codes.coded = false;
        codes.done.clear();
        codes.done.resize(count * PLACES, false);
        codes.codes.resize((count * CODE).max(codes.codes.len()), 0.0);
        codes.seen.resize(count * SEEN, 0.0);
        codes.contributions.resize((count * PLACES * HIDDEN).max(codes.contributions.len()), 0.0);
    }

    /// Computes the codes of all leaves.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "it is compiled for the registers of its caller, see `wide`")]
    pub(crate) fn encode(&self, leaves: &[Leaf], codes: &mut Codes) {
        codes.coded = true;
        for index in 0..leaves.len() {
            self.look(leaves, codes, index);
        }
        self.read_through(codes, |_, _| ());
        self.merge(codes);
        // Nearly every token comes to stand in these places.
        for place in FREQUENT {
            let into = &mut codes.contributions[place * HIDDEN..];
            let all = PLACES * HIDDEN;
            for slot in into.chunks_mut(all).take(leaves.len()) {
                slot[..HIDDEN].fill(0.0);
            }
            let inputs = &codes.codes[..leaves.len() * CODE];
            multiply(into, all, self.table(Part::Places), place * CODE, inputs, CODE);
            for done in codes.done.iter_mut().skip(place).step_by(PLACES) {
                *done = true;
            }
        }
    }

    /// Reads what is seen from both ends, layer by layer; `after` is told of each layer and may change its memories.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "it is compiled for the registers of its caller, see `wide`")]
    pub(crate) fn read_through(&self, codes: &mut Codes, mut after: impl FnMut(usize, &mut Vec<f32>)) {
        for (number, (weights, bias)) in LAYER_PARTS.into_iter().enumerate() {
            let (below, layers) = codes.layers.split_at_mut(number);
            let (inputs, dim) = below.last().map_or((&codes.seen, SEEN), |layer| (&layer.memory, UNITS));
            layers[0].read(self.table(weights), self.table(bias), inputs, dim);
            after(number, &mut layers[0].memory);
        }
    }

    /// Makes the codes of the tokens from what is seen and what was read.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "it is compiled for the registers of its caller, see `wide`")]
    pub(crate) fn merge(&self, codes: &mut Codes) {
        let into = &mut codes.codes[..codes.seen.len() / SEEN * CODE];
        for code in into.chunks_exact_mut(CODE) {
            code.copy_from_slice(self.table(Part::CodeBias).row(0));
        }
        let merge = self.table(Part::Merge);
        multiply(into, CODE, merge, 0, &codes.seen, SEEN);
        for (number, layer) in codes.layers.iter().enumerate() {
            multiply(into, CODE, merge, SEEN + number * UNITS, &layer.memory, UNITS);
        }
        for value in into {
            *value = value.max(0.0);
        }
    }

    /// Looks around one leaf; the last one is the root.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "it is compiled for the registers of its caller, see `wide`")]
    pub(crate) fn look(&self, leaves: &[Leaf], codes: &mut Codes, index: usize) {
        let seen = &mut codes.seen[index * SEEN..(index + 1) * SEEN];
        seen.copy_from_slice(self.table(Part::SeenBias).row(0));
        for offset in 0..WINDOW {
            let Some(leaf) = (index + offset).checked_sub(WINDOW / 2).and_then(|at| leaves.get(at)) else {
                continue;
            };
            let (words, window) = (self.table(Part::Words), self.table(Part::Window));
            add(seen, codes.products.of(words, window, self.word_row(leaf), offset));
        }
        for offset in 0..TAG_WINDOW {
            let at = (index + offset).checked_sub(TAG_WINDOW / 2).and_then(|at| leaves.get(at));
            add(seen, self.table(Part::Tags).row(self.tag_row(at.map_or(0, |leaf| leaf.tag), offset)));
        }
        add(seen, self.table(Part::Endings).row(leaves[index].ending as usize % ENDINGS));
        for value in seen {
            *value = value.max(0.0);
        }
    }

    /// What the token in a place contributes, computed at the first call.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "it is compiled for the registers of its caller, see `wide`")]
    fn contribution<'c>(
        &self,
        leaves: &[Leaf],
        codes: &'c mut Codes,
        token: usize,
        place: usize,
    ) -> &'c [f32] {
        if !codes.coded {
            self.encode(leaves, codes);
        }
        let slot = token * PLACES + place;
        let range = slot * HIDDEN..(slot + 1) * HIDDEN;
        if !codes.done[slot] {
            codes.done[slot] = true;
            let into = &mut codes.contributions[range.clone()];
            into.fill(0.0);
            let code = &codes.codes[token * CODE..(token + 1) * CODE];
            accumulate(into, self.table(Part::Places), place * CODE, code);
        }
        &codes.contributions[range]
    }

    /// The hidden units of a state before the rectifier.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "it is compiled for the registers of its caller, see `wide`")]
    pub(crate) fn hidden(&self, view: &StateView, leaves: &[Leaf], codes: &mut Codes, hidden: &mut [f32]) {
        hidden.copy_from_slice(self.table(Part::HiddenBias).row(0));
        for (place, token) in view.places.iter().enumerate() {
            if *token == u32::MAX {
                add(hidden, self.table(Part::Nobody).row(place));
            } else {
                add(hidden, self.contribution(leaves, codes, *token as usize, place));
            }
        }
        for fact in view.facts {
            add(hidden, self.table(Part::Facts).row(usize::from(fact)));
        }
    }

    /// Adds the scores of all moves in a state to `scores`.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "it is compiled for the registers of its caller, see `wide`")]
    pub(crate) fn score(&self, view: &StateView, leaves: &[Leaf], codes: &mut Codes, scores: &mut [f32]) {
        let mut hidden = [0.0; HIDDEN];
        self.hidden(view, leaves, codes, &mut hidden);
        for value in &mut hidden {
            *value = value.max(0.0);
        }
        add(scores, self.table(Part::MoveBias).row(0));
        accumulate(scores, self.table(Part::Moves), 0, &hidden);
    }

    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        let mut words: Vec<(u32, u32)> = self.words.iter().map(|(key, row)| (*key, *row)).collect();
        words.sort_unstable_by_key(|(_, row)| *row);
        put_number(out, words.len());
        for (key, _) in words {
            out.extend_from_slice(&key.to_le_bytes());
        }
        put_number(out, self.tags.len());
        for row in &self.tags {
            out.extend_from_slice(&row.to_le_bytes());
        }
        for (number, table) in self.tables.iter().enumerate() {
            table.write(number == Part::Words as usize, out);
        }
    }

    pub(crate) fn read(reader: &mut Reader<'_>, moves: usize) -> Option<Self> {
        let count = reader.number()?;
        let bytes = reader.take(count.checked_mul(4)?)?;
        let mut words = FxHashMap::default();
        words.reserve(count);
        for (row, key) in (1..).zip(bytes.chunks_exact(4)) {
            words.insert(u32::from_le_bytes(key.try_into().ok()?), row);
        }
        let count = reader.number()?;
        let bytes = reader.take(count.checked_mul(2)?)?;
        let tags: Vec<u16> = bytes.chunks_exact(2).map(|row| u16::from_le_bytes([row[0], row[1]])).collect();
        let both = 2 * UNITS;
        let first = [WORD, SEEN, SEEN, SEEN, HIDDEN, HIDDEN, HIDDEN, moves, SEEN, HIDDEN, moves];
        let dims = first.into_iter().chain([both, both, both, both, CODE, CODE]);
        let read = |(number, dim)| Table::read(reader, dim, number == Part::Words as usize);
        let tables = dims.enumerate().map(read).collect::<Option<Vec<_>>>()?;
        let network = Self { words, tags, tables };
        let rows = |part: Part| network.table(part).rows();
        let fits = rows(Part::Words) == network.words.len() + 1
            && rows(Part::Window) == WINDOW * WORD
            && network.tags.iter().all(|tag| usize::from(*tag) < rows(Part::Tags) / TAG_WINDOW)
            && rows(Part::Endings) == ENDINGS
            && rows(Part::Places) == PLACES * CODE
            && rows(Part::Nobody) == PLACES
            && rows(Part::Facts) == FACTS
            && rows(Part::Moves) == HIDDEN
            && rows(Part::First) == SEEN
            && rows(Part::Second) == UNITS
            && rows(Part::Merge) == SEEN + LAYERS * UNITS
            && BIASES.into_iter().all(|part| rows(part) == 1);
        fits.then_some(network)
    }
}
