//! Where sentences end: what the classifier and the network see of a boundary between two tokens.

use super::hash::feature;
use super::lexicon::both;
use super::segment;
use super::tag::Tag;
use super::tag_network::Sight;
use super::word::{CAPITAL, LETTERS, OUTSIDE, Word};
use crate::document::Xpos;
use crate::report::Span;

/// A text as the finder of sentences sees it.
pub(crate) struct Text<'a> {
    whole: &'a str,
    pub(crate) tokens: &'a [Span],
    pub(crate) words: &'a [Word],
    /// What stands after each token, see [`segment::gap_kind`].
    pub(crate) gaps: Vec<u32>,
    /// How the text uses line ends: not at all, or how many tokens stand in a line on average.
    ///
    /// Where a text has line ends, a heading ends a line; where it has none, a heading runs into the next sentence.
    pub(crate) lines: u32,
    /// What kind of mark each token is.
    marks: Vec<u8>,
    /// The number of the fine tag of each token, from 1; none if the text is not tagged.
    tags: Vec<u8>,
}

/// Kinds of marks.
const NO_MARK: u8 = 0;
const FULL_STOP: u8 = 1;
const CALL: u8 = 2;
const DOTS: u8 = 3;
const COLON: u8 = 4;
const COMMA: u8 = 5;
const DASH: u8 = 6;
const CLOSING: u8 = 7;
const OPENING: u8 = 8;
const QUOTE: u8 = 9;
const ABBREVIATION: u8 = 10;
const OTHER: u8 = 11;
const MARKS: u32 = 12;

fn mark(form: &str) -> u8 {
    let bytes = form.as_bytes();
    match (bytes, form) {
        (b".", _) => FULL_STOP,
        ([b'!' | b'?', ..], _) => CALL,
        ([b'.', b'.', ..], _) | (_, "…") => DOTS,
        (b":" | b";", _) => COLON,
        (b",", _) => COMMA,
        ([b'-', ..], _) | (_, "–" | "—") => DASH,
        (b")" | b"]" | b"}", _) => CLOSING,
        (b"(" | b"[" | b"{", _) => OPENING,
        (b"\"" | b"''" | b"``" | b"'", _) | (_, "“" | "”" | "‘" | "’") => QUOTE,
        ([.., b'.'], _) => ABBREVIATION,
        _ if form.chars().any(char::is_alphanumeric) => NO_MARK,
        _ => OTHER,
    }
}

/// How surely a word is a verb that a sentence can stand on: 0 not, 1 perhaps, 2 most likely.
const fn verb(word: &Word) -> u32 {
    const NOUN_LIKE: u32 = 1 | 1 << 1 | 1 << 6;
    const FINITE: u32 = 1 << 3 | 1 << 5;
    const AUXILIARY: u32 = 1 << 11;
    if word.uses & AUXILIARY != 0 || (word.uses & FINITE != 0 && word.uses & NOUN_LIKE == 0) {
        2
    } else if word.uses & (FINITE | 1 << 2) != 0 {
        1
    } else {
        0
    }
}

/// What has been seen of the sentence so far.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct SoFar {
    tokens: u32,
    brackets: i32,
    quotes: u32,
    /// The words that begin with a capital letter, and all that have letters.
    capitals: u32,
    letters: u32,
    /// The surest verb.
    verb: u32,
    /// How the sentence began: the flags of its first word.
    first: u32,
    first_word: u32,
    first_tag: u32,
    /// How the sentence before ended: 0 for none, 1 without a mark, 2 with one, 3 with a line end too.
    before: u32,
    /// The words, in lower case, that began and ended the latest sentences.
    begun: [u32; MEMORY],
    ended: [u32; MEMORY],
    sentences: usize,
}

/// The number of sentences whose first and last words are remembered.
const MEMORY: usize = 32;

impl SoFar {
    /// Takes in one more token.
    pub(crate) fn take(&mut self, text: &Text<'_>, index: usize) {
        let (form, word) = (text.form(index), &text.words[index]);
        if self.tokens == 0 {
            self.first = word.flags;
            self.first_word = word.lower;
            self.first_tag = text.tag(index, 0);
        }
        self.tokens += 1;
        match form {
            "(" | "[" | "{" => self.brackets += 1,
            ")" | "]" | "}" => self.brackets = (self.brackets - 1).max(0),
            "\"" | "“" | "”" | "''" | "``" => self.quotes ^= 1,
            _ => (),
        }
        self.letters += u32::from(word.flags & LETTERS != 0);
        self.capitals += u32::from(word.flags & CAPITAL != 0);
        self.verb = self.verb.max(text.verb(index, self.tokens == 1));
    }

    /// The sentence ends after the token at `index`; the next one begins.
    pub(crate) fn end(&mut self, text: &Text<'_>, index: usize) {
        let marked = text.finished(index) || text.marks[index] == COLON;
        let before = match text.gaps[index] {
            3 => 0,
            2 => 3,
            _ => 1 + u32::from(marked),
        };
        let at = self.sentences % MEMORY;
        self.ended[at] = text.words[index].lower;
        self.begun[at] = self.first_word;
        *self = Self {
            before,
            begun: self.begun,
            ended: self.ended,
            sentences: self.sentences + 1,
            ..Self::default()
        };
    }

    /// What is known of the words at a boundary: whether they are the same, and whether sentences began or ended so.
    fn known(&self, last: &Word, next: &Word, after: &Word) -> u32 {
        let many = |list: &[u32; MEMORY], word: u32| -> u32 {
            list.iter().filter(|known| **known == word).take(2).map(|_| 1).sum()
        };
        let same = u32::from(last.lower == next.lower) | u32::from(last.lower == after.lower) << 1;
        let name = u32::from(last.flags & CAPITAL != 0);
        let counts = many(&self.begun, next.lower)
            + 3 * many(&self.ended, last.lower)
            + 9 * many(&self.begun, last.lower);
        same + 4 * (counts + 27 * name)
    }

    fn length(&self) -> u32 {
        match self.tokens {
            few @ 0..=4 => few,
            5..=7 => 5,
            8..=12 => 6,
            13..=25 => 7,
            26..=50 => 8,
            _ => 9,
        }
    }

    fn open(&self) -> u32 {
        u32::from(self.brackets > 0) | self.quotes << 1
    }

    /// How the sentence is written: all with capitals, mostly, some, none but the first.
    fn written(&self) -> u32 {
        match (self.capitals, self.letters) {
            (_, 0) => 0,
            (capitals, letters) if capitals == letters => 1 + u32::from(letters > 2),
            (capitals, letters) if capitals * 3 >= letters * 2 => 3,
            (capitals, letters) if capitals * 3 >= letters => 4,
            (0 | 1, _) => 5,
            _ => 6,
        }
    }
}

/// What stands ahead of a boundary, up to the next mark that ends a sentence, or the line end.
#[derive(Clone, Copy, Debug, Default)]
struct Ahead {
    /// How far away it is, in steps.
    distance: u32,
    /// What it is: nothing near, a mark, a line end.
    stop: u32,
    /// The surest verb before it.
    verb: u32,
    /// The words with a capital in a row.
    capitals: u32,
    /// How the stretch is written, as [`SoFar::written`] has it.
    written: u32,
}

/// As far ahead as anything is looked at.
const REACH: usize = 30;

impl<'a> Text<'a> {
    pub(crate) fn new(text: &'a str, tokens: &'a [Span], words: &'a [Word], tags: &[Tag]) -> Self {
        let gaps = segment::gaps(text, tokens);
        let breaks = gaps[..gaps.len().saturating_sub(1)].iter().filter(|gap| **gap >= 2).count();
        let lines = match tokens.len().checked_div(breaks) {
            None => 0,
            Some(..=11) => 1,
            Some(12..=24) => 2,
            Some(_) => 3,
        };
        let marks = tokens.iter().map(|token| mark(token.of(text))).collect();
        let tags = tags.iter().map(|tag| 1 + u8::try_from(tag.xpos.index()).unwrap_or(0)).collect();
        Self { whole: text, tokens, words, gaps, lines, marks, tags }
    }

    /// The tag of a token, 0 where there is none.
    fn tag(&self, index: usize, offset: isize) -> u32 {
        index.checked_add_signed(offset).and_then(|at| self.tags.get(at)).map_or(0, |tag| u32::from(*tag))
    }

    /// How surely a token is a verb that a sentence can stand on: 0 not, 1 perhaps, 2 most likely.
    fn verb(&self, index: usize, first: bool) -> u32 {
        if let Some(tag) = self.tags.get(index) {
            return match Xpos::NAMES[usize::from(*tag) - 1] {
                "VBD" | "VBZ" | "VBP" | "MD" => 2,
                "VB" => 1,
                _ => 0,
            };
        }
        let word = &self.words[index];
        if word.flags & CAPITAL == 0 || first { verb(word) } else { 0 }
    }

    pub(crate) fn form(&self, index: usize) -> &'a str {
        self.tokens[index].of(self.whole)
    }

    /// Whether a sentence may end after a token, judged by the shapes alone; an empty line always ends one.
    pub(crate) fn may_end(&self, index: usize) -> bool {
        let form = self.form(index);
        self.gaps[index] >= 2
            || self.form(index + 1).chars().next().is_none_or(|character| !character.is_lowercase())
            || form
                .chars()
                .any(|character| matches!(character, '.' | '!' | '?' | ':' | ';' | '…' | '-' | ')'))
    }

    /// Whether a token is a final mark, or a quote or bracket behind one.
    pub(crate) fn finished(&self, index: usize) -> bool {
        let is_final = |mark: u8| matches!(mark, FULL_STOP | CALL | DOTS);
        is_final(self.marks[index])
            || index > 0 && matches!(self.marks[index], CLOSING | QUOTE) && is_final(self.marks[index - 1])
    }

    /// Whether a token is a word, a number or a comma: no mark that might end a sentence.
    pub(crate) fn goes_on(&self, index: usize) -> bool {
        matches!(self.marks[index], NO_MARK | COMMA)
    }

    /// Whether a word and a name, or another noun with a capital, stand side by side in a line of a text that has
    /// line ends: a title and its bearer, not two sentences.
    ///
    /// Web pages, which the treebanks are full of, do not write so; the finder of ends learns too little of it.
    pub(crate) fn runs_on(&self, index: usize) -> bool {
        let noun = |index: usize| {
            self.tags.get(index).is_some_and(|tag| {
                matches!(Xpos::NAMES[usize::from(*tag) - 1], "NNP" | "NNPS" | "NN" | "NNS" | "JJ")
            })
        };
        // "Norway, Prime Minister N said" goes on, "Thanks, Anna" does not.
        let name = |index: usize| {
            self.tags
                .get(index)
                .is_some_and(|tag| matches!(Xpos::NAMES[usize::from(*tag) - 1], "NNP" | "NNPS"))
        };
        let parted = self.marks[index] == COMMA
            && index.checked_sub(1).is_some_and(name)
            && name(index + 1)
            && self.ahead(index).verb > 1;
        self.gaps[index] < 2 && noun(index + 1) && (self.lines > 0 && self.marks[index] == NO_MARK || parted)
    }

    fn ahead(&self, index: usize) -> Ahead {
        let mut so_far = SoFar::default();
        let mut ahead = Ahead { distance: 7, ..Ahead::default() };
        let mut running = true;
        for at in index + 1..self.tokens.len().min(index + 1 + REACH) {
            let word = &self.words[at];
            so_far.tokens += 1;
            so_far.letters += u32::from(word.flags & LETTERS != 0);
            so_far.capitals += u32::from(word.flags & CAPITAL != 0);
            running &= word.flags & CAPITAL != 0;
            ahead.capitals += u32::from(running);
            ahead.verb = ahead.verb.max(self.verb(at, at == index + 1));
            let marked = matches!(self.marks[at], FULL_STOP | CALL | DOTS);
            if marked || self.gaps[at] >= 2 {
                ahead.stop = 1 + u32::from(!marked);
                ahead.distance = match at - index {
                    1 => 0,
                    2 => 1,
                    3..=4 => 2,
                    5..=7 => 3,
                    8..=12 => 4,
                    13..=20 => 5,
                    _ => 6,
                };
                break;
            }
        }
        ahead.written = so_far.written();
        ahead
    }
}

/// The features of the boundary after the token at `index`; `wide` ones look further around.
pub(crate) fn features(text: &Text<'_>, index: usize, so_far: &SoFar, wide: bool, out: &mut Vec<u64>) {
    let Text { words, gaps, lines, .. } = text;
    let lines = *lines;
    let word =
        |offset: isize| index.checked_add_signed(offset).and_then(|at| words.get(at)).unwrap_or(&OUTSIDE);
    let gap = gaps[index];
    let next_gap = gaps.get(index + 1).copied().unwrap_or(3);
    let (w0, w1, w2, w3) = (word(0), word(1), word(2), word(3));
    let (b1, b2) = (word(-1), word(-2));
    let length = so_far.length();
    let open = so_far.open();
    out.clear();
    let mut template = 500;
    let mut add = |a: u32, b: u32, c: u32| {
        out.push(feature(template, a, b, c));
        template += 1;
    };
    add(gap, 0, 0);
    add(w0.lower, gap, 0);
    add(w0.lower, w1.shape, gap);
    add(w0.lower, w1.flags, open);
    add(w0.lower, w1.lower, 0);
    add(w0.lower, length, gap);
    add(w0.shape, w1.shape, gap);
    add(w0.shape, w1.shape, w2.shape);
    add(b1.lower, w0.lower, gap);
    add(b1.shape, w0.lower, w1.shape);
    add(b2.shape, b1.shape, w0.lower);
    add(b1.lower, w0.lower, w1.shape);
    add(w1.lower, gap, 0);
    add(w1.lower, w0.shape, gap);
    add(w1.lower, w2.lower, gap);
    add(w1.lower, w2.shape, w0.flags);
    add(w1.form, w0.shape, 0);
    add(w1.shape, w2.shape, w3.shape);
    add(length, w0.shape, w1.shape);
    add(open, w0.lower, w1.lower);
    add(open, length, gap);
    add(gap, next_gap, w0.lower);
    add(gap, w0.flags, w1.flags & CAPITAL);
    add(w0.suffixes[2], w1.shape, gap);
    add(w1.suffixes[2], w0.lower, gap);
    add(w2.lower, w0.lower, w1.shape);
    add(b1.flags, w0.flags, w1.flags << 6 | w2.flags);
    add(w0.lower, b1.lower, length);
    add(w1.uses, w1.flags, w0.lower);
    add(both(w0.uses, w1.uses), w0.flags << 8 | w1.flags, gap);
    add(w1.uses, w1.flags << 8 | w2.flags, w0.shape);
    add(both(w1.uses, w2.uses), w1.flags << 8 | w2.flags, w0.flags);
    add(both(b1.uses, w0.uses), w1.uses, w1.flags);
    add(w1.lower, w1.flags, w0.uses);
    add(w0.lower, w0.flags, w1.uses << 8 | w1.flags);
    add(both(w1.uses, w2.uses), w3.uses, w1.flags);
    add(length, w1.uses, w1.flags);
    add(w1.lower, w2.lower, w1.flags << 8 | w0.flags);
    add(b2.lower, b1.lower, w0.lower);
    add(w1.lower, w2.lower, w3.lower);
    add(w0.cluster, w1.cluster, w0.flags << 8 | w1.flags);
    add(w1.cluster, w2.cluster, w1.flags << 8 | w2.flags);
    add(both(b1.cluster, w0.cluster), w1.cluster, w1.flags);
    add(both(w1.cluster, w2.cluster), w3.cluster, w1.flags);
    add(w0.lower, w1.cluster, w1.flags << 8 | gap);
    add(w0.cluster, w1.lower, w1.flags << 8 | w0.flags);
    add(both(b2.cluster, b1.cluster), w0.cluster, w1.flags);
    if !wide {
        return;
    }
    let ahead = text.ahead(index);
    let mark = u32::from(text.marks[index]);
    let verbs = so_far.verb * 3 + ahead.verb;
    let stop = ahead.distance * 3 + ahead.stop;
    let place = lines << 4 | gap << 2 | next_gap;
    let w4 = word(4);
    add(place, mark, 0);
    add(place, mark, w1.flags);
    add(place, w0.lower, w1.flags);
    add(place, mark, length);
    add(lines, both(w0.uses, w1.uses), w0.flags << 8 | w1.flags);
    add(lines, w0.lower, w1.lower);
    add(lines, w0.cluster, w1.cluster);
    add(lines, w0.shape, w1.shape);
    add(verbs, mark, place);
    add(verbs, length, lines << 4 | mark);
    add(verbs << 4 | mark, stop, place);
    add(verbs, so_far.written() << 4 | ahead.written, lines << 4 | mark);
    add(so_far.written() << 4 | ahead.written, w0.flags << 8 | w1.flags, lines << 4 | mark);
    add(so_far.written(), so_far.first, length << 4 | mark);
    add(so_far.before, length, lines << 4 | mark);
    add(so_far.before, so_far.written() << 4 | ahead.written, mark);
    add(stop, length, lines << 4 | mark);
    add(stop, w1.uses, w1.flags << 4 | mark);
    add(ahead.capitals.min(6), mark, lines << 8 | w0.flags);
    add(ahead.capitals.min(6), w0.lower, lines);
    add(w1.lower, verbs, lines << 4 | mark);
    add(w0.lower, verbs, lines);
    add(w1.uses, both(w2.uses, w3.uses), w1.flags << 4 | mark);
    add(both(w2.uses, w3.uses), w4.uses, w1.flags << 4 | mark);
    add(both(w1.cluster, w2.cluster), mark, lines);
    add(both(b1.cluster, w0.cluster), w1.flags << 8 | w2.flags, lines);
    let known = so_far.known(w0, w1, w2);
    add(known, mark, place);
    add(known, w1.flags << 8 | w0.flags, mark << 2 | lines);
    add(known, verbs, mark << 2 | lines);
    add(known, length, mark << 2 | lines);
    if text.tags.is_empty() {
        return;
    }
    let tag = |offset: isize| text.tag(index, offset);
    let here = mark << 4 | lines << 2 | gap;
    add(tag(0), tag(1), here);
    add(tag(0) << 8 | tag(1), tag(2), here);
    add(tag(1) << 8 | tag(2), tag(3), here);
    add(tag(-1) << 8 | tag(0), tag(1), here);
    add(tag(-1) << 8 | tag(0), tag(1) << 8 | tag(2), mark);
    add(tag(-2) << 8 | tag(-1), tag(0) << 8 | tag(1), mark);
    add(tag(1) << 8 | tag(2), tag(3) << 8 | tag(4), mark);
    add(w0.lower, tag(1), w1.flags);
    add(w0.lower, tag(1) << 8 | tag(2), w1.flags);
    add(w1.lower, tag(0), here);
    add(w1.lower, tag(0) << 8 | tag(2), mark);
    add(tag(0) << 8 | tag(1), verbs, here);
    add(tag(1) << 8 | tag(2), verbs, here);
    add(tag(0) << 8 | tag(1), w0.flags << 8 | w1.flags, here);
    add(tag(0) << 8 | tag(1), length, mark);
    add(tag(0) << 8 | tag(1), stop, mark);
    let first = so_far.first_tag;
    add(first, verbs, here);
    add(first, verbs, tag(0) << 12 | tag(1) << 4 | mark);
    add(first, length, tag(1) << 4 | mark);
}

/// Whether a sentence surely seems to end after a token: a full stop or the like, and a capital letter after it.
pub(crate) fn plainly_ends(text: &Text<'_>, index: usize) -> bool {
    text.finished(index) && text.words.get(index + 1).is_none_or(|next| next.flags & CAPITAL != 0)
}

/// What the network of ends sees.
pub(crate) const SIGHT: Sight = Sight { seen: 7, rows: total_rows(), before: 32 };

const FACTS: usize = 45;
const SIZES: [usize; FACTS] = [
    // Endings, shapes, uses and clusters of six words.
    127,
    127,
    127,
    127,
    127,
    127,
    61,
    61,
    61,
    61,
    61,
    61,
    128,
    128,
    128,
    128,
    128,
    128,
    257,
    257,
    257,
    257,
    257,
    257, //
    // Uses and clusters of two more ahead.
    128,
    257, //
    // Marks.
    64,
    64 * 12,
    12 * 12, //
    // The sentence so far and what is ahead.
    160,
    256,
    256,
    128,
    64,
    512,
    64, //
    // Tags.
    64,
    64,
    64,
    64,
    64,
    64,
    64, //
    // What is known of the words.
    216, //
    // How the sentence began.
    576,
];

const fn total_rows() -> usize {
    let mut sum = 0;
    let mut at = 0;
    while at < FACTS {
        sum += SIZES[at];
        at += 1;
    }
    sum
}

/// Sets of uses as numbers below 128, few of which collide.
const fn fold(uses: u32) -> u32 {
    uses.wrapping_mul(0x9e37_79b1) >> 25
}

/// The rows of the facts about the boundary after the token at `index`.
#[expect(clippy::cast_possible_truncation, reason = "the rows are few")]
pub(crate) fn facts(text: &Text<'_>, index: usize, so_far: &SoFar) -> [u16; FACTS] {
    let word = |offset: isize| {
        index.checked_add_signed(offset).and_then(|at| text.words.get(at)).unwrap_or(&OUTSIDE)
    };
    let mark_of = |offset: isize| {
        let mark = index.checked_add_signed(offset).and_then(|at| text.marks.get(at)).unwrap_or(&OTHER);
        u32::from(*mark)
    };
    let ahead = text.ahead(index);
    let gap = text.gaps[index].min(3);
    let next_gap = text.gaps.get(index + 1).copied().unwrap_or(3);
    let around = [word(-2), word(-1), word(0), word(1), word(2), word(3)];
    let mut values = [0_u32; FACTS];
    for (at, word) in around.into_iter().enumerate() {
        values[at] = word.suffixes[2];
        values[6 + at] = word.shape;
        values[12 + at] = fold(word.uses);
        values[18 + at] = word.cluster;
    }
    values[24] = fold(word(4).uses);
    values[25] = word(4).cluster;
    let place = text.lines << 4 | gap << 2 | next_gap;
    let mark = mark_of(0);
    values[26] = place;
    values[27] = place * MARKS + mark;
    values[28] = mark_of(-1) * MARKS + mark_of(1);
    values[29] = so_far.length() * 16 + so_far.open() * 4 + text.lines;
    values[30] = (so_far.verb * 3 + ahead.verb) * 24 + ahead.distance * 3 + ahead.stop;
    values[31] = so_far.written() * 32 + ahead.written * 4 + text.lines;
    values[32] = so_far.length() * 10 + so_far.verb * 3 + ahead.verb;
    values[33] = so_far.before * 16 + so_far.length();
    values[34] = (so_far.first & 63) * 8 + so_far.written();
    values[35] =
        ahead.capitals.min(7) * 8 + (word(0).flags & 3) * 2 + u32::from(word(0).flags & LETTERS != 0);
    values[44] = so_far.first_tag * 9 + so_far.verb * 3 + ahead.verb;
    values[43] = so_far.known(word(0), word(1), word(2));
    for (value, offset) in values[36..43].iter_mut().zip(-2..) {
        *value = text.tag(index, offset);
    }
    let mut start = 0;
    let mut rows = [0; FACTS];
    for ((row, value), size) in rows.iter_mut().zip(values).zip(SIZES) {
        *row = (start + value as usize % size) as u16;
        start += size;
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words of a text, parted at spaces and before marks.
    fn tokens(text: &str) -> Vec<Span> {
        let mut tokens = Vec::new();
        for (start, word) in text.split_inclusive([' ', '\n']).scan(0, |at, word| {
            let start = *at;
            *at += word.len();
            Some((start, word.trim_end()))
        }) {
            let bare = word.trim_end_matches(['.', ',', ':']).len();
            tokens.push(Span::new(start, start + bare));
            if bare < word.len() {
                tokens.push(Span::new(start + bare, start + word.len()));
            }
        }
        tokens
    }

    fn with_text<T>(text: &str, look: impl FnOnce(&Text<'_>) -> T) -> T {
        let tokens = tokens(text);
        let words: Vec<Word> = tokens.iter().map(|token| Word::of(token.of(text))).collect();
        look(&Text::new(text, &tokens, &words, &[]))
    }

    #[test]
    fn a_text_knows_whether_it_has_line_ends() {
        assert_eq!(with_text("Talks began in Oslo.", |text| text.lines), 0);
        assert_eq!(with_text("Talks began\nin Oslo.", |text| text.lines), 1);
        // What is behind the last token ends no line inside of the text.
        assert_eq!(with_text("Talks began in Oslo.\n", |text| text.lines), 0);
    }

    #[test]
    fn what_is_ahead_is_seen_up_to_the_next_mark() {
        let ahead = |text: &str| with_text(text, |text| text.ahead(0));
        assert_eq!(ahead("Headline Talks ended. More").stop, 1);
        assert_eq!(ahead("Headline Talks ended\nMore").stop, 2);
        assert_eq!(ahead("Headline Talks ended").stop, 2);
        assert_eq!(ahead(&"Headline ".repeat(2 * REACH)).stop, 0);
    }

    #[test]
    fn a_sentence_so_far_remembers_how_the_ones_before_began_and_ended() {
        with_text("Talks began. Talks ended", |text| {
            let mut so_far = SoFar::default();
            for index in 0..3 {
                so_far.take(text, index);
            }
            let nobody = &OUTSIDE;
            let before = so_far.known(&text.words[1], &text.words[3], nobody);
            so_far.end(text, 2);
            let after = so_far.known(&text.words[1], &text.words[3], nobody);
            assert_eq!((before, after), (0, 4));
            assert_eq!(so_far.before, 2);
        });
    }
}
