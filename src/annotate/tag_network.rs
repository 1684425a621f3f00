//! A small neural network that helps the tagger: it sees likeness between words where the linear part sees names.

use super::model::{Reader, put_number};
use super::network::{Products, Table, WORD, accumulate, add};
use super::word::{OUTSIDE, Word};
use rustc_hash::FxHashMap;

/// The number of hidden units.
pub(crate) const UNITS: usize = 96;
/// How much a network sees: the words whose vectors stand in its window, the middle one its own, the rows of facts,
/// and the rows for the two labels before.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sight {
    pub(crate) seen: usize,
    pub(crate) rows: usize,
    pub(crate) before: usize,
}

/// What the tagger's network sees.
pub(crate) const SIGHT: Sight = Sight { seen: 3, rows: ROWS, before: 1024 };
/// The number of facts about a token, each a row of a table.
pub(crate) const FACTS: usize = 17;
/// The numbers of rows for each fact: endings, shapes, uses, clusters, tags.
const SIZES: [usize; FACTS] =
    [509, 509, 509, 509, 509, 128, 128, 128, 256, 256, 256, 257, 257, 257, 257, 257, 257];
/// The number of rows of all facts.
const ROWS: usize = 509 * 5 + 128 * 3 + 256 * 3 + 257 * 6;

/// The network's tables.
#[derive(Clone, Copy)]
#[repr(usize)]
pub(crate) enum Part {
    Words,
    Window,
    Facts,
    Tags,
    Labels,
    UnitBias,
    LabelBias,
}

/// The network.
#[derive(Default)]
pub(crate) struct TagNetwork {
    pub(crate) words: FxHashMap<u32, u32>,
    pub(crate) tables: Vec<Table>,
}

/// The rows of the facts about the token at `index`.
#[expect(clippy::cast_possible_truncation, reason = "the rows are few")]
pub(crate) fn facts(words: &[Word], index: usize) -> [u16; FACTS] {
    let word =
        |offset: isize| index.checked_add_signed(offset).and_then(|at| words.get(at)).unwrap_or(&OUTSIDE);
    let (b, w, a) = (word(-1), word(0), word(1));
    let values = [
        b.suffixes[2],
        w.suffixes[2],
        a.suffixes[2],
        w.suffixes[1],
        w.prefixes[2],
        b.shape,
        w.shape.wrapping_add(u32::from(index == 0)),
        a.shape,
        fold(b.uses),
        fold(w.uses),
        fold(a.uses),
        word(-2).cluster,
        b.cluster,
        w.cluster,
        a.cluster,
        word(2).cluster,
        word(3).cluster,
    ];
    let mut start = 0;
    let mut rows = [0; FACTS];
    for ((row, value), size) in rows.iter_mut().zip(values).zip(SIZES) {
        *row = (start + value as usize % size) as u16;
        start += size;
    }
    rows
}

/// Sets of uses as numbers below 256, few of which collide.
const fn fold(uses: u32) -> u32 {
    uses.wrapping_mul(0x9e37_79b1) >> 24
}

/// The row of a label before, of so many; `back` is 1 or 2.
pub(crate) const fn tag_row(tag: u32, back: usize, rows: usize) -> usize {
    (back - 1) * (rows / 2) + (tag.wrapping_mul(0x9e37_79b1) >> 23) as usize % (rows / 2)
}

impl TagNetwork {
    pub(crate) fn table(&self, part: Part) -> &Table {
        &self.tables[part as usize]
    }

    pub(crate) fn word_row(&self, word: u32) -> usize {
        self.words.get(&word).map_or(0, |row| *row as usize)
    }

    /// The number of words in the window.
    pub(crate) fn seen(&self) -> usize {
        self.table(Part::Window).rows() / WORD
    }

    /// The hidden units before the rectifier; `facts` are rows, see [`facts`] for those of the tagger.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "it is compiled for the registers of its caller, see `wide`")]
    pub(crate) fn units(
        &self,
        facts: &[u16],
        rows: &[usize],
        products: &mut Products,
        index: usize,
        before: [u32; 2],
        units: &mut [f32],
    ) {
        units.copy_from_slice(self.table(Part::UnitBias).row(0));
        let seen = self.seen();
        for (offset, at) in (0..seen).map(|offset| (offset, (index + offset).checked_sub(seen / 2))) {
            let Some(row) = at.and_then(|at| rows.get(at)) else { continue };
            add(units, products.of(self.table(Part::Words), self.table(Part::Window), *row, offset));
        }
        for fact in facts {
            add(units, self.table(Part::Facts).row(usize::from(*fact)));
        }
        let tags = self.table(Part::Tags);
        for (back, tag) in (1..).zip(before) {
            add(units, tags.row(tag_row(tag, back, tags.rows())));
        }
    }

    /// The scores of all labels.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "it is compiled for the registers of its caller, see `wide`")]
    pub(crate) fn score(
        &self,
        facts: &[u16],
        rows: &[usize],
        products: &mut Products,
        index: usize,
        before: [u32; 2],
        scores: &mut [f32],
    ) {
        let mut units = [0.0; UNITS];
        self.units(facts, rows, products, index, before, &mut units);
        for value in &mut units {
            *value = value.max(0.0);
        }
        scores.copy_from_slice(self.table(Part::LabelBias).row(0));
        accumulate(scores, self.table(Part::Labels), 0, &units);
    }

    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        let mut words: Vec<(u32, u32)> = self.words.iter().map(|(key, row)| (*key, *row)).collect();
        words.sort_unstable_by_key(|(_, row)| *row);
        put_number(out, words.len());
        for (key, _) in words {
            out.extend_from_slice(&key.to_le_bytes());
        }
        for (number, table) in self.tables.iter().enumerate() {
            table.write(number == Part::Words as usize, out);
        }
    }

    pub(crate) fn read(reader: &mut Reader<'_>, labels: usize, sight: Sight) -> Option<Self> {
        let count = reader.number()?;
        let bytes = reader.take(count.checked_mul(4)?)?;
        let mut words = FxHashMap::default();
        words.reserve(count);
        for (row, key) in (1..).zip(bytes.chunks_exact(4)) {
            words.insert(u32::from_le_bytes(key.try_into().ok()?), row);
        }
        let sizes = [
            (words.len() + 1, WORD),
            (sight.seen * WORD, UNITS),
            (sight.rows, UNITS),
            (sight.before, UNITS),
            (UNITS, labels),
            (1, UNITS),
            (1, labels),
        ];
        let mut tables = Vec::with_capacity(sizes.len());
        for (number, (rows, dim)) in sizes.into_iter().enumerate() {
            let half = number == Part::Words as usize;
            tables.push(Table::read(reader, dim, half).filter(|table| table.rows() == rows)?);
        }
        Some(Self { words, tables })
    }
}
