//! Names: which runs of tokens name a person, an organisation, a place, a nation or a time.

use super::hash::feature;
use super::linear::{Weights, best};
use super::model::{Reader, read_weights};
use super::word::{CAPITAL, DIGITS, OUTSIDE, Word};
use crate::document::{Name, NameLabel};

/// The kinds of names in the training data, in the order of their numbers.
pub(crate) const KINDS: [&str; 8] = ["per", "org", "geo", "gpe", "tim", "art", "eve", "nat"];

/// Outside, then the beginning of each kind, then the inside of each kind.
pub(crate) const LABELS: usize = 1 + 2 * KINDS.len();

/// What the names tagger knows around one token.
pub(crate) struct NameContext<'a> {
    pub(crate) words: &'a [Word],
    pub(crate) tags: &'a [u32],
    /// The labels chosen so far.
    pub(crate) labels: &'a [u32],
}

/// The features of the token at `index`.
pub(crate) fn features(context: &NameContext<'_>, index: usize, out: &mut Vec<u64>) {
    let at = |offset: isize| index.checked_add_signed(offset);
    let word = |offset: isize| at(offset).and_then(|at| context.words.get(at)).unwrap_or(&OUTSIDE);
    let tag = |offset: isize| at(offset).and_then(|at| context.tags.get(at)).copied().unwrap_or(0);
    let label = |back: usize| index.checked_sub(back).map_or(99, |at| context.labels[at]);
    let here = word(0);
    let (l1, l2) = (label(1), label(2));
    out.clear();
    let mut template = 300;
    let mut add = |a: u32, b: u32, c: u32| {
        out.push(feature(template, a, b, c));
        template += 1;
    };
    add(l1, l2, 0);
    add(here.form, 0, 0);
    add(here.lower, 0, 0);
    add(here.lower, l1, 0);
    add(here.shape, l1, u32::from(index == 0));
    add(tag(0), l1, 0);
    add(tag(0), here.flags, 0);
    for prefix in &here.prefixes[1..] {
        add(*prefix, 0, 0);
    }
    for suffix in &here.suffixes[1..] {
        add(*suffix, here.flags & 1, 0);
    }
    for offset in [-2, -1, 1, 2] {
        add(word(offset).lower, 0, 0);
        add(word(offset).shape, tag(offset), 0);
        add(word(offset).lower, l1, here.flags & 1);
    }
    add(word(-1).lower, here.lower, 0);
    add(here.lower, word(1).lower, 0);
    add(word(-1).lower, word(1).lower, here.shape);
    add(word(1).lower, word(2).lower, 0);
    add(word(-2).lower, word(-1).lower, l1);
    add(tag(-1), tag(0), tag(1));
    add(tag(1), tag(2), l1);
    add(word(-1).shape, here.shape, word(1).shape);
    add(word(1).suffixes[2], l1, here.flags & 1);
    add(word(-1).suffixes[2], l1, here.flags & 1);
    add(l1, l2, here.lower);
    add(here.uses, here.flags, l1);
    add(here.uses, word(1).uses, here.flags & 1);
    for offset in [-2, -1, 0, 1, 2] {
        add(word(offset).cluster, here.flags & 1, 0);
        add(word(offset).cluster, l1, here.shape);
    }
    add(word(-1).cluster, here.cluster, l1);
    add(here.cluster, word(1).cluster, l1);
    add(word(-1).cluster, word(1).cluster, here.flags & 1);
}

/// The names tagger.
pub(crate) struct NameTagger {
    pub(crate) weights: Weights,
}

/// Memory that the names tagger uses again and again.
#[derive(Default)]
pub(crate) struct Scratch {
    features: Vec<u64>,
    scores: Vec<i32>,
    pub(crate) labels: Vec<u32>,
}

/// Whether a label may follow another: the inside of a name only follows its beginning or inside.
pub(crate) fn may_follow(label: usize, before: u32) -> bool {
    let kinds = KINDS.len();
    label <= kinds || before as usize == label || before as usize == label - kinds
}

/// Whether a word stands outside of names for certain, and need not be scored: it is written small, the word
/// before is in no name, and no such word was ever seen in one. More than half of all words are plain.
pub(crate) fn is_plain(word: &Word, labels: &[u32]) -> bool {
    word.flags & (CAPITAL | DIGITS) == 0 && !word.in_names && labels.last().is_none_or(|label| *label == 0)
}

impl NameTagger {
    /// Labels one sentence; the labels stand in `scratch`.
    #[expect(clippy::cast_possible_truncation, reason = "there are 17 labels")]
    pub(crate) fn label(&self, words: &[Word], tags: &[u32], scratch: &mut Scratch) {
        scratch.labels.clear();
        scratch.scores.resize(LABELS, 0);
        for index in 0..words.len() {
            if is_plain(&words[index], &scratch.labels) {
                scratch.labels.push(0);
                continue;
            }
            let context = NameContext { words, tags, labels: &scratch.labels };
            features(&context, index, &mut scratch.features);
            self.weights.score(&scratch.features, &mut scratch.scores);
            let before = scratch.labels.last().copied().unwrap_or(0);
            for (label, score) in scratch.scores.iter_mut().enumerate() {
                if !may_follow(label, before) {
                    *score = i32::MIN;
                }
            }
            scratch.labels.push(best(&scratch.scores) as u32);
        }
    }

    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        self.weights.write(out);
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        Some(Self { weights: read_weights(reader, LABELS)? })
    }
}

/// The names that the labels mark; `first` is the number of the sentence's first token.
pub(crate) fn names_of(labels: &[u32], first: usize, out: &mut Vec<Name>) {
    let kinds = KINDS.len();
    let mut index = 0;
    while index < labels.len() {
        let begin = labels[index] as usize;
        let start = index;
        index += 1;
        if begin == 0 || begin > kinds {
            continue;
        }
        while index < labels.len() && labels[index] as usize == begin + kinds {
            index += 1;
        }
        let label = match KINDS[begin - 1] {
            "per" => NameLabel::Person,
            "org" => NameLabel::Organization,
            "geo" => NameLabel::Place,
            "gpe" => NameLabel::Nation,
            "tim" => NameLabel::Time,
            _ => NameLabel::Other,
        };
        out.push(Name { tokens: first + start..first + index, label });
    }
}
