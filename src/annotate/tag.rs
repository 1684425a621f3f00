//! Parts of speech: one label for UPOS and XPOS together, chosen from left to right.

use super::hash::feature;
use super::lexicon::both;
use super::linear::{Weights, best};
use super::model::{Reader, put_number, read_weights};
use super::network::Products;
use super::tag_network::{self, TagNetwork};
use super::wide::{Work, wide};
use super::word::{OUTSIDE, Word};
use crate::document::{Upos, Xpos};

/// A part of speech, coarse and fine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Tag {
    pub(crate) upos: Upos,
    pub(crate) xpos: Xpos,
}

impl Tag {
    /// One number for both, as a feature value; never 0, which stands for "nothing there".
    #[expect(clippy::cast_possible_truncation, reason = "there are 51 times 17 tags")]
    pub(crate) const fn number(self) -> u32 {
        1 + self.xpos.index() as u32 * 17 + self.upos as u32
    }
}

/// How far the network's best label must be ahead for the linear part not to be asked.
///
/// Chosen on the dev parts: nothing is lost down to 4.
const SURE: f32 = 4.0;

/// The tagger.
pub(crate) struct Tagger {
    pub(crate) labels: Vec<Tag>,
    pub(crate) weights: Weights,
    /// The network that has a say too, and how much its scores count beside the linear ones.
    pub(crate) network: Option<TagNetwork>,
    pub(crate) share: f32,
}

/// What the tagger knows around one token.
pub(crate) struct TagContext<'a> {
    pub(crate) words: &'a [Word],
    /// The tags chosen so far.
    pub(crate) tags: &'a [u32],
}

/// The features of the token at `index`.
pub(crate) fn features(context: &TagContext<'_>, index: usize, out: &mut Vec<u64>) {
    let word = |offset: isize| {
        index.checked_add_signed(offset).and_then(|at| context.words.get(at)).unwrap_or(&OUTSIDE)
    };
    let tag = |back: usize| index.checked_sub(back).map_or(0, |at| context.tags[at]);
    let here = word(0);
    let (before, before2) = (word(-1), word(-2));
    let (after, after2) = (word(1), word(2));
    let (t1, t2) = (tag(1), tag(2));
    let start = u32::from(index == 0);
    out.clear();
    let mut template = 0;
    let mut add = |a: u32, b: u32, c: u32| {
        out.push(feature(template, a, b, c));
        template += 1;
    };
    add(0, 0, 0);
    add(here.form, 0, 0);
    add(here.lower, 0, 0);
    for prefix in here.prefixes {
        add(prefix, 0, 0);
    }
    for suffix in here.suffixes {
        add(suffix, 0, 0);
    }
    add(here.shape, start, 0);
    add(here.flags, start, here.suffixes[2]);
    add(here.suffixes[1], here.shape, 0);
    add(t1, 0, 0);
    add(t1, t2, 0);
    add(t1, here.lower, 0);
    add(t1, t2, here.lower);
    add(t1, here.suffixes[2], 0);
    add(t1, after.lower, 0);
    add(t1, here.shape, after.shape);
    add(before.lower, 0, 0);
    add(before.lower, here.lower, 0);
    add(before.lower, here.suffixes[2], 0);
    add(before2.lower, t1, 0);
    add(after.lower, 0, 0);
    add(after.lower, here.lower, 0);
    add(after.lower, here.suffixes[2], 0);
    add(after2.lower, 0, 0);
    add(after.lower, after2.lower, 0);
    add(before.lower, after.lower, 0);
    add(after.suffixes[2], here.suffixes[1], 0);
    add(after.suffixes[2], t1, 0);
    add(after.suffixes[1], after.flags, here.lower);
    add(after.shape, here.shape, before.shape);
    add(before.suffixes[2], here.suffixes[1], 0);
    add(t1, here.lower, after.lower);
    add(t1, here.suffixes[1], after.suffixes[1]);
    add(here.uses, 0, 0);
    add(here.uses, t1, 0);
    add(here.uses, t1, t2);
    add(here.uses, here.suffixes[1], here.flags);
    add(here.uses, after.uses, 0);
    add(both(here.uses, after.uses), t1, 0);
    add(both(here.uses, after.uses), before.uses, 0);
    add(after.uses, here.lower, 0);
    add(after.uses, t1, here.suffixes[1]);
    add(after.uses, after2.uses, here.uses);
    add(before.lower, here.uses, after.uses);
    add(before.lower, here.uses, 0);
    add(after.lower, here.uses, 0);
    add(here.cluster, 0, 0);
    add(here.cluster, t1, 0);
    add(here.cluster, here.suffixes[2], 0);
    add(here.cluster, after.cluster, 0);
    add(before.cluster, here.cluster, after.cluster);
    add(before.cluster, here.uses, after.cluster);
    add(after.cluster, t1, here.suffixes[1]);
    add(after.cluster, here.lower, 0);
    add(before.cluster, here.lower, 0);
    add(after.cluster, t1, t2);
}

/// The tagging of one sentence.
struct Tagging<'a> {
    tagger: &'a Tagger,
    words: &'a [Word],
    /// How far ahead the network's best label must be for the linear part not to be asked.
    sure: f32,
    scratch: &'a mut Scratch,
    out: &'a mut Vec<Tag>,
}

impl Work for Tagging<'_> {
    type Output = ();

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "it is compiled for the registers of its caller, see `wide`")]
    fn call(self) {
        self.tagger.tag_here(self.words, self.sure, self.scratch, self.out);
    }
}

impl Tagger {
    /// Tags one sentence; `out` gets one label number a token.
    pub(crate) fn tag(&self, words: &[Word], scratch: &mut Scratch, out: &mut Vec<Tag>) {
        wide(Tagging { tagger: self, words, sure: SURE, scratch, out });
    }

    /// Tags words whose sentences are not known yet, by the network alone where there is one.
    pub(crate) fn glance(&self, words: &[Word], scratch: &mut Scratch, out: &mut Vec<Tag>) {
        wide(Tagging { tagger: self, words, sure: f32::MIN, scratch, out });
    }

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "it is compiled for the registers of its caller, see `wide`")]
    fn tag_here(&self, words: &[Word], sure: f32, scratch: &mut Scratch, out: &mut Vec<Tag>) {
        out.clear();
        scratch.tags.clear();
        scratch.scores.resize(self.labels.len(), 0);
        scratch.logits.resize(self.labels.len(), 0.0);
        scratch.rows.clear();
        if let Some(network) = &self.network {
            scratch.rows.extend(words.iter().map(|word| network.word_row(word.lower)));
        }
        for index in 0..words.len() {
            let tag = self.labels[self.label(words, index, sure, scratch)];
            scratch.tags.push(tag.number());
            out.push(tag);
        }
    }

    /// The label of one token; the linear part is asked only where the network's best label is not so far ahead.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "it is compiled for the registers of its caller, see `wide`")]
    #[expect(clippy::cast_possible_truncation, reason = "scores are far below 2^31")]
    fn label(&self, words: &[Word], index: usize, sure: f32, scratch: &mut Scratch) -> usize {
        if let Some(network) = &self.network {
            let tag = |back: usize| index.checked_sub(back).map_or(0, |at| scratch.tags[at]);
            network.score(
                &tag_network::facts(words, index),
                &scratch.rows,
                &mut scratch.products,
                index,
                [tag(1), tag(2)],
                &mut scratch.logits,
            );
            let (mut guess, mut top, mut second) = (0, f32::MIN, f32::MIN);
            for (label, logit) in scratch.logits.iter().enumerate() {
                if *logit > top {
                    second = top;
                    (guess, top) = (label, *logit);
                } else if *logit > second {
                    second = *logit;
                }
            }
            if top - second > sure {
                return guess;
            }
        }
        features(&TagContext { words, tags: &scratch.tags }, index, &mut scratch.features);
        self.weights.score(&scratch.features, &mut scratch.scores);
        if self.network.is_some() {
            for (score, logit) in scratch.scores.iter_mut().zip(&scratch.logits) {
                *score += (logit * self.share) as i32;
            }
        }
        best(&scratch.scores)
    }

    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        write_tags(&self.labels, out);
        self.weights.write(out);
        out.extend_from_slice(&self.share.to_le_bytes());
        out.push(u8::from(self.network.is_some()));
        if let Some(network) = &self.network {
            network.write(out);
        }
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let labels = read_tags(reader)?;
        let weights = read_weights(reader, labels.len())?;
        let share = f32::from_bits(u32::try_from(reader.number()?).ok()?);
        let network = match reader.byte()? {
            0 => None,
            _ => Some(TagNetwork::read(reader, labels.len(), tag_network::SIGHT)?),
        };
        Some(Self { labels, weights, network, share })
    }
}

/// Memory that the tagger uses again and again.
#[derive(Default)]
pub(crate) struct Scratch {
    features: Vec<u64>,
    scores: Vec<i32>,
    logits: Vec<f32>,
    rows: Vec<usize>,
    tags: Vec<u32>,
    products: Products,
}

fn write_tags(tags: &[Tag], out: &mut Vec<u8>) {
    put_number(out, tags.len());
    for tag in tags {
        out.push(tag.upos as u8);
        out.push(u8::try_from(tag.xpos.index()).unwrap_or(0));
    }
}

fn read_tags(reader: &mut Reader<'_>) -> Option<Vec<Tag>> {
    let count = reader.number().filter(|count| (1..=256).contains(count))?;
    let mut tags = Vec::with_capacity(count);
    for _ in 0..count {
        let upos = *Upos::ALL.get(usize::from(reader.byte()?))?;
        let xpos = Xpos::parse(Xpos::NAMES.get(usize::from(reader.byte()?))?);
        tags.push(Tag { upos, xpos });
    }
    Some(tags)
}
