//! A linear classifier over hashed features: averaged perceptron in training, one byte blob at run time.

use std::borrow::Cow;

/// The number of bits of a feature's hash that are kept beside its bucket.
const FINGERPRINT_BITS: u32 = 12;

/// One weight while it is learned.
#[derive(Clone, Copy, Default)]
struct Cell {
    weight: i32,
    /// How often the weight was changed; rare ones are left out, which makes the model small and no worse.
    updates: u16,
    label: u16,
    since: u32,
    total: i64,
}

/// The cells of one feature, a stretch of the arena.
#[derive(Clone, Copy, Default)]
struct Row {
    key: u64,
    start: u32,
    len: u16,
    capacity: u16,
}

/// An averaged perceptron that learns weights for (feature, label).
///
/// Weights changed fewer than `min_updates` times do not count, neither in training nor afterwards
/// (Goldberg and Elhadad 2011, "Learning Sparser Perceptron Models").
pub(crate) struct Trainer {
    labels: usize,
    min_updates: u16,
    table: Vec<Row>,
    used: usize,
    cells: Vec<Cell>,
    time: u32,
}

impl Trainer {
    pub(crate) fn new(labels: usize, min_updates: u16) -> Self {
        Self {
            labels,
            min_updates,
            table: vec![Row::default(); 1 << 16],
            used: 0,
            cells: Vec::new(),
            time: 0,
        }
    }

    fn slot(table: &[Row], key: u64) -> usize {
        let mask = table.len() - 1;
        let mut at = index(key) & mask;
        while table[at].key != key && table[at].capacity != 0 {
            at = (at + 1) & mask;
        }
        at
    }

    /// Adds the weights of the features to `scores`, which is set to zero first.
    pub(crate) fn score(&self, features: &[u64], scores: &mut [i32]) {
        scores.fill(0);
        for &key in features {
            let row = self.table[Self::slot(&self.table, key)];
            for cell in &self.cells[row.start as usize..row.start as usize + row.len as usize] {
                if cell.updates >= self.min_updates {
                    scores[cell.label as usize] += cell.weight;
                }
            }
        }
    }

    /// Says that one more decision was made; averages run over decisions.
    pub(crate) fn tick(&mut self) {
        self.time += 1;
    }

    /// Moves the weights of the features from the label `from` to the label `to`.
    pub(crate) fn update(&mut self, features: &[u64], to: usize, from: usize) {
        debug_assert!(to < self.labels && from < self.labels);
        for &key in features {
            self.add(key, to, 1);
            self.add(key, from, -1);
        }
    }

    fn grow_table(&mut self) {
        let mut larger = vec![Row::default(); self.table.len() * 2];
        for row in self.table.iter().filter(|row| row.capacity != 0) {
            let at = Self::slot(&larger, row.key);
            larger[at] = *row;
        }
        self.table = larger;
    }

    #[expect(clippy::cast_possible_truncation, reason = "labels and arena fit their fields")]
    fn add(&mut self, key: u64, label: usize, change: i32) {
        if self.used * 3 > self.table.len() * 2 {
            self.grow_table();
        }
        let at = Self::slot(&self.table, key);
        let mut row = self.table[at];
        if row.capacity == 0 {
            self.used += 1;
            row = Row { key, start: self.cells.len() as u32, len: 0, capacity: 2 };
            self.cells.resize(self.cells.len() + 2, Cell::default());
        }
        let start = row.start as usize;
        let len = row.len as usize;
        let found = self.cells[start..start + len].iter().position(|cell| cell.label as usize == label);
        let position = found.unwrap_or(len);
        if found.is_none() {
            if row.len == row.capacity {
                let new = self.cells.len();
                self.cells.extend_from_within(start..start + len);
                self.cells.resize(new + len * 2, Cell::default());
                row.start = new as u32;
                row.capacity *= 2;
            }
            row.len += 1;
        }
        let time = self.time;
        let cell = &mut self.cells[row.start as usize + position];
        cell.label = label as u16;
        cell.total += i64::from(cell.weight) * i64::from(time - cell.since);
        cell.since = time;
        cell.weight += change;
        cell.updates = cell.updates.saturating_add(1);
        self.table[at] = row;
    }

    /// Averages, prunes and packs what was learned; `budget` is the most bytes the blob may take.
    #[expect(clippy::cast_precision_loss, reason = "weights are quantised anyway")]
    pub(crate) fn finish(&self, budget: usize) -> Weights {
        let time = f64::from(self.time.max(1));
        let mut rows: Vec<(u64, Vec<(u16, f32)>)> = Vec::new();
        for row in self.table.iter().filter(|row| row.capacity != 0) {
            let mut kept = Vec::new();
            for cell in &self.cells[row.start as usize..row.start as usize + row.len as usize] {
                let total = cell.total + i64::from(cell.weight) * i64::from(self.time - cell.since);
                #[expect(clippy::cast_possible_truncation, reason = "an average fits")]
                let average = (total as f64 / time) as f32;
                if cell.updates >= self.min_updates && average.abs() > 1e-3 {
                    kept.push((cell.label, average));
                }
            }
            if !kept.is_empty() {
                kept.sort_unstable_by_key(|(label, _)| *label);
                rows.push((row.key, kept));
            }
        }
        rows.sort_unstable_by_key(|(key, _)| *key);
        Weights::pack(&rows, self.labels, budget)
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a table index takes the low bits")]
const fn index(key: u64) -> usize {
    key as usize
}

/// Weights packed for use: buckets by the first bits of the feature's hash, in each the features that are
/// told apart by further 12 bits, in each the labels with a weight of one byte.
///
/// The weights are companded: a byte `q` stands for the weight `q·|q|`, so small weights stay exact.
pub(crate) struct Weights {
    labels: usize,
    bucket_bits: u32,
    /// Where each bucket begins in `blob`; one more than there are buckets.
    starts: Vec<u32>,
    blob: Cow<'static, [u8]>,
}

impl Weights {
    #[expect(clippy::cast_possible_truncation, reason = "all lengths are bounded by the budget")]
    fn pack(rows: &[(u64, Vec<(u16, f32)>)], labels: usize, budget: usize) -> Self {
        assert!(labels <= 256, "labels are stored in one byte");
        let largest = rows.iter().flat_map(|row| &row.1).map(|cell| cell.1.abs()).fold(0.0_f32, f32::max);
        // A few enormous weights must not make the small ones coarse.
        let largest = largest.max(1e-6);
        let quantise = |weight: f32| {
            let root = (weight.abs() / largest).sqrt() * 127.0;
            (root.round().min(127.0) as i8) * if weight < 0.0 { -1 } else { 1 }
        };
        // The threshold rises until the blob is small enough.
        let mut threshold = 1_i8;
        loop {
            let kept: Vec<(u64, Vec<(u8, i8)>)> = rows
                .iter()
                .filter_map(|(key, cells)| {
                    let cells: Vec<(u8, i8)> = cells
                        .iter()
                        .map(|(label, weight)| (*label as u8, quantise(*weight)))
                        .filter(|(_, weight)| weight.abs() >= threshold)
                        .collect();
                    (!cells.is_empty()).then_some((*key, cells))
                })
                .collect();
            let bucket_bits = kept.len().max(64).ilog2();
            let mut blob = Vec::new();
            let mut starts = vec![0_u32];
            let mut next = 0;
            for bucket in 0..1_u64 << bucket_bits {
                while next < kept.len() && kept[next].0 >> (64 - bucket_bits) == bucket {
                    let (key, cells) = &kept[next];
                    let fingerprint = (key >> (64 - bucket_bits - FINGERPRINT_BITS)) as u16 & 0x0fff;
                    let count = cells.len().min(15) as u16;
                    blob.extend_from_slice(&(fingerprint | (count << 12)).to_le_bytes());
                    if count == 15 {
                        blob.push(cells.len() as u8);
                    }
                    for (label, weight) in cells {
                        blob.extend_from_slice(&[*label, weight.cast_unsigned()]);
                    }
                    next += 1;
                }
                starts.push(blob.len() as u32);
            }
            if blob.len() + starts.len() <= budget || threshold == 127 {
                return Self { labels, bucket_bits, starts, blob: Cow::Owned(blob) };
            }
            threshold += 1;
        }
    }

    /// The number of labels.
    pub(crate) fn labels(&self) -> usize {
        self.labels
    }

    /// Adds the weights of the features to `scores`, which is set to zero first.
    #[inline]
    pub(crate) fn score(&self, features: &[u64], scores: &mut [i32]) {
        scores.fill(0);
        let scores = &mut scores[..self.labels];
        for &key in features {
            let bucket = index(key >> (64 - self.bucket_bits));
            let wanted = (key >> (64 - self.bucket_bits - FINGERPRINT_BITS)) & 0x0fff;
            let mut rest = &self.blob[self.starts[bucket] as usize..self.starts[bucket + 1] as usize];
            while let [low, high, tail @ ..] = rest {
                let head = u16::from_le_bytes([*low, *high]);
                let mut count = usize::from(head >> 12);
                rest = tail;
                if count == 15
                    && let [more, tail @ ..] = rest
                {
                    count = usize::from(*more);
                    rest = tail;
                }
                let Some((cells, tail)) = rest.split_at_checked(count * 2) else { break };
                if u64::from(head & 0x0fff) == wanted {
                    for cell in cells.chunks_exact(2) {
                        let weight = i32::from(cell[1].cast_signed());
                        if let Some(score) = scores.get_mut(usize::from(cell[0])) {
                            *score += weight * weight.abs();
                        }
                    }
                    break;
                }
                rest = tail;
            }
        }
    }

    /// Writes the weights into a model file.
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        let put = |out: &mut Vec<u8>, number: usize| {
            out.extend_from_slice(&u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes());
        };
        put(out, self.labels);
        put(out, self.bucket_bits as usize);
        put(out, self.blob.len());
        for pair in self.starts.windows(2) {
            // A bucket is seldom longer than 254 bytes; 255 announces two more bytes.
            let length = pair[1] - pair[0];
            match u8::try_from(length) {
                Ok(length) if length < 255 => out.push(length),
                _ => {
                    out.push(255);
                    out.extend_from_slice(&u16::try_from(length).unwrap_or(u16::MAX).to_le_bytes());
                }
            }
        }
        out.extend_from_slice(&self.blob);
    }

    /// Reads weights from a model file; the blob of a file that is part of the program is not copied.
    pub(crate) fn read(reader: &mut super::model::Reader<'_>) -> Option<Self> {
        let labels = reader.number()?;
        let bucket_bits = u32::try_from(reader.number()?).ok().filter(|bits| *bits <= 28)?;
        let length = reader.number()?;
        if labels > 256 {
            return None;
        }
        let mut starts = Vec::with_capacity((1 << bucket_bits) + 1);
        let mut at = 0_u32;
        starts.push(at);
        for _ in 0..1_u64 << bucket_bits {
            let mut bytes = u32::from(reader.byte()?);
            if bytes == 255 {
                bytes = u32::from(reader.byte()?) | u32::from(reader.byte()?) << 8;
            }
            at = at.checked_add(bytes)?;
            starts.push(at);
        }
        if at as usize != length {
            return None;
        }
        Some(Self { labels, bucket_bits, starts, blob: reader.take(length)? })
    }
}

/// The number of the largest score; the first of equal ones.
#[inline]
pub(crate) fn best(scores: &[i32]) -> usize {
    let mut best = 0;
    for (label, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = label;
        }
    }
    best
}
