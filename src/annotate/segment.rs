//! Text to tokens and sentences, by the conventions of the UD English treebanks.

use super::ends::{self, SoFar, Text};
use super::hash::{feature, hash_bytes, hash_str};
use super::linear::{Weights, best};
use super::model::{Reader, put_number, read_weights};
use super::network::Products;
use super::tag::{self, Tag, Tagger};
use super::tag_network::TagNetwork;
use super::wide::wide;
use super::word::Word;
use crate::document::{Upos, Xpos};
use crate::report::Span;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A sentence never has more tokens than this: work and memory stay bounded whatever the text is.
pub(crate) const LONGEST_SENTENCE: usize = 200;
/// A chunk without white space is looked at by this many letters at a time.
const LONGEST_CHUNK: usize = 400;

/// What the network is told of the tokens before: whether a sentence ended there.
pub(crate) const NO_END: u32 = 1;
/// See [`NO_END`].
pub(crate) const END: u32 = 2;

/// Finds tokens and sentences.
pub(crate) struct Segmenter {
    /// Whether a token ends before a letter of a chunk.
    pub(crate) splits: Weights,
    /// Whether a sentence ends after a token.
    pub(crate) ends: Weights,
    /// The network that has a say about ends, and how much it counts.
    pub(crate) network: Option<TagNetwork>,
    pub(crate) share: f32,
    /// Words of letters only that are two tokens ("cannot"), with the number of letters of the first.
    pub(crate) joined: FxHashMap<u32, u8>,
}

/// One letter of a chunk.
#[derive(Clone, Copy, Debug)]
struct Letter {
    start: usize,
    /// In lower case, quotes made straight.
    plain: u32,
    class: u32,
}

/// Letters, capitals, digits; every other character is a class of its own.
fn letter(start: usize, character: char) -> Letter {
    let class = if character.is_uppercase() {
        1
    } else if character.is_alphabetic() {
        2
    } else if character.is_numeric() {
        3
    } else {
        10 + u32::from(straight(character))
    };
    let small = straight(character).to_lowercase().next().unwrap_or(character);
    Letter { start, plain: if class == 3 { 48 } else { u32::from(small) }, class }
}

const fn straight(character: char) -> char {
    match character {
        '’' | '‘' | '`' | '´' => '\'',
        '“' | '”' => '"',
        other => other,
    }
}

fn run_hash(letters: &[Letter]) -> u32 {
    hash_bytes(letters.iter().flat_map(|letter| letter.plain.to_le_bytes().into_iter().take(3)))
}

fn shape_hash(letters: &[Letter]) -> u32 {
    let mut last = 0;
    hash_bytes(letters.iter().filter_map(|letter| {
        let class = letter.class.min(250);
        let new = class != last;
        last = class;
        new.then_some(class as u8)
    }))
}

/// Memory that the segmenter uses again and again.
#[derive(Default)]
pub(crate) struct Scratch {
    letters: Vec<Letter>,
    features: Vec<u64>,
    products: Products,
}

/// A place in a chunk where a token may end.
struct Place<'a> {
    letters: &'a [Letter],
    /// The letter before which a token may end.
    at: usize,
    /// The first letter of the current token.
    token: usize,
    /// The chunk as a whole, and its shape.
    chunk: u32,
    shape: u32,
    /// The class of the first letter of the next chunk; 0 at the end of a text or paragraph.
    following: u32,
    /// The next chunk's first letters.
    following_run: u32,
}

fn split_features(place: &Place<'_>, out: &mut Vec<u64>) {
    let Place { letters, at, token, chunk, shape, following, following_run } = *place;
    let get = |index: Option<usize>| {
        index.and_then(|index| letters.get(index)).map_or((1, 1), |l| (l.plain, l.class))
    };
    let (p1, p2, p3) = (get(at.checked_sub(1)), get(at.checked_sub(2)), get(at.checked_sub(3)));
    let (n1, n2, n3) = (get(Some(at)), get(Some(at + 1)), get(Some(at + 2)));
    let so_far = run_hash(&letters[token..at]);
    let rest = run_hash(&letters[at..]);
    let kind = |letter: &Letter| if letter.class < 3 { 1 } else { letter.class };
    let run_end = at + letters[at..].iter().take_while(|letter| kind(letter) == kind(&letters[at])).count();
    let run = run_hash(&letters[at..run_end]);
    let before =
        letters[..at].iter().rev().take_while(|letter| kind(letter) == kind(&letters[at - 1])).count();
    let run_before = run_hash(&letters[at - before..at]);
    let next_run = run_hash(&letters[(run_end).min(letters.len())..(run_end + 4).min(letters.len())]);
    let last = u32::from(at + 1 == letters.len());
    #[expect(clippy::cast_possible_truncation, reason = "bounded")]
    let length = (at - token).min(9) as u32;
    out.clear();
    let mut template = 400;
    let mut add = |a: u32, b: u32, c: u32| {
        out.push(feature(template, a, b, c));
        template += 1;
    };
    add(0, 0, 0);
    add(p1.0, n1.0, 0);
    add(p1.0, n1.0, n2.0);
    add(p2.0, p1.0, n1.0);
    add(p1.1, n1.1, 0);
    add(p1.1, n1.1, n2.1);
    add(p2.1, p1.1, n1.1);
    add(p2.1 << 10 | p1.1, n1.1, n2.1);
    add(p3.1 << 10 | p2.1, p1.1 << 10 | n1.1, n2.1 << 10 | n3.1);
    add(p1.1, n1.0, n2.1);
    add(p1.0, n1.1, n2.0);
    add(n1.0, last, p1.1);
    add(n1.0, last, following);
    add(p1.1 << 10 | n1.0, last, following);
    add(so_far, n1.0, last);
    add(so_far, n1.0, following << 1 | last);
    add(so_far, rest, 0);
    add(so_far, run, 0);
    add(rest, p1.1, 0);
    add(rest, following, 0);
    add(run_before, n1.0, n2.1);
    add(run_before, n1.0, run);
    add(run, p1.0, n1.0);
    add(run_before, following_run, n1.0);
    add(chunk, u32::try_from(at).unwrap_or(0), 0);
    add(shape, u32::try_from(at).unwrap_or(0), length);
    add(shape, p1.1 << 10 | n1.1, 0);
    add(length, p1.1 << 10 | n1.1, n2.1);
    add(run, next_run, p1.1);
    add(u32::try_from(token).unwrap_or(0).min(2), n1.0, p1.0);
}

/// Whether a token may end between two letters at all.
fn may_split(before: Letter, after: Letter) -> bool {
    let letters = before.class < 3 && after.class < 3;
    let digits = before.class == 3 && after.class == 3;
    !letters && !digits
}

fn is_apostrophe(letter: Letter) -> bool {
    letter.plain == 39
}

/// Looks at each place of a chunk where a token may end; `decide` says whether one does.
fn walk(
    chunk: &str,
    following: &str,
    joined: &FxHashMap<u32, u8>,
    scratch: &mut Scratch,
    mut decide: impl FnMut(&[u64], usize) -> bool,
) {
    scratch.letters.clear();
    scratch.letters.extend(chunk.char_indices().map(|(start, character)| letter(start, character)));
    let letters = &scratch.letters;
    let plain = letters.iter().all(|letter| letter.class < 3);
    if plain {
        if let Some(first) = joined.get(&run_hash(letters))
            && let Some(letter) = letters.get(usize::from(*first))
        {
            // No features: the decision is known.
            decide(&[], letter.start);
        }
        return;
    }
    let next: Vec<Letter> = following.chars().take(4).map(|character| letter(0, character)).collect();
    let following = next.first().map_or(0, |letter| letter.class);
    let following_run = run_hash(&next);
    let whole = run_hash(letters);
    let shape = shape_hash(letters);
    let mut token = 0;
    let mut run = 0;
    for at in 1..letters.len() {
        let (before, after) = (letters[at - 1], letters[at]);
        if !(before.class < 3 || is_apostrophe(before)) {
            run = at;
        }
        let split = if may_split(before, after) {
            let place = Place { letters, at, token, chunk: whole, shape, following, following_run };
            split_features(&place, &mut scratch.features);
            decide(&scratch.features, after.start)
        } else if after.class < 3 {
            // Inside a word only "n't" and words that are known to be two are cut.
            let end = at
                + letters[at..]
                    .iter()
                    .take_while(|letter| letter.class < 3 || is_apostrophe(**letter))
                    .count();
            let negated = end - at == 3
                && after.plain == u32::from('n')
                && is_apostrophe(letters[at + 1])
                && letters[at + 2].plain == u32::from('t');
            let known = joined
                .get(&run_hash(&letters[run..end]))
                .is_some_and(|first| run + usize::from(*first) == at);
            (negated || known) && decide(&[], after.start)
        } else {
            false
        };
        if split {
            token = at;
        }
    }
}

/// The chunks of a text: stretches without white space, bounded in length.
pub(crate) fn chunks(text: &str, body: Span) -> impl Iterator<Item = Span> {
    let mut at = body.start;
    std::iter::from_fn(move || {
        let rest = &text[at..body.end];
        let start = at + rest.find(|character: char| !is_gap(character))?;
        let rest = &text[start..body.end];
        let mut end = start + rest.find(is_gap).unwrap_or(rest.len());
        if end - start > LONGEST_CHUNK {
            end = start + LONGEST_CHUNK;
            while !text.is_char_boundary(end) {
                end += 1;
            }
        }
        at = end;
        Some(Span::new(start, end))
    })
}

/// White space and characters that print nothing.
fn is_gap(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || matches!(character, '\u{200b}' | '\u{feff}' | '\u{2060}')
}

/// What stands between two tokens: nothing, a space, a line end, an empty line.
pub(crate) fn gap_kind(gap: &str) -> u32 {
    if gap.is_empty() {
        return 0;
    }
    match gap.bytes().filter(|byte| *byte == b'\n').count() {
        0 if gap.contains('\u{2029}') => 3,
        0 => 1,
        1 => 2,
        _ => 3,
    }
}

impl Segmenter {
    /// The tokens of a part of a text.
    pub(crate) fn tokens(&self, text: &str, body: Span, scratch: &mut Scratch, out: &mut Vec<Span>) {
        out.clear();
        let mut chunks = chunks(text, body).peekable();
        while let Some(chunk) = chunks.next() {
            let following = chunks.peek().map_or("", |next| {
                if gap_kind(&text[chunk.end..next.start]) < 3 { next.of(text) } else { "" }
            });
            let mut start = chunk.start;
            let mut scores = [0; 2];
            walk(chunk.of(text), following, &self.joined, scratch, |features, at| {
                let split = features.is_empty() || {
                    self.splits.score(features, &mut scores);
                    best(&scores) == 1
                };
                if split {
                    out.push(Span::new(start, chunk.start + at));
                    start = chunk.start + at;
                }
                split
            });
            out.push(Span::new(start, chunk.end));
        }
    }

    /// The sentences over the tokens.
    #[expect(clippy::cast_possible_truncation, reason = "scores are far below 2^31")]
    pub(crate) fn sentences(
        &self,
        text: &str,
        tokens: &[Span],
        words: &[Word],
        tags: &[Tag],
        scratch: &mut Scratch,
        out: &mut Vec<Range<usize>>,
    ) {
        out.clear();
        let text = Text::new(text, tokens, words, tags);
        let mut start = 0;
        let mut so_far = SoFar::default();
        let mut scores = [0; 2];
        let mut logits = [0.0; 2];
        let rows: Vec<usize> = match &self.network {
            Some(network) => words.iter().map(|word| network.word_row(word.lower)).collect(),
            None => Vec::new(),
        };
        let mut before = [NO_END; 2];
        for index in 0..tokens.len() {
            so_far.take(&text, index);
            let last = index + 1 == tokens.len();
            let end = last || text.gaps[index] == 3 || index + 1 - start >= LONGEST_SENTENCE || {
                text.may_end(index) && !text.runs_on(index) && {
                    let wide_sight = self.network.is_some();
                    ends::features(&text, index, &so_far, wide_sight, &mut scratch.features);
                    self.ends.score(&scratch.features, &mut scores);
                    let mut lead = scores[1] - scores[0];
                    if let Some(network) = &self.network {
                        let facts = ends::facts(&text, index, &so_far);
                        let products = &mut scratch.products;
                        wide(|| network.score(&facts, &rows, products, index, before, &mut logits));
                        lead += ((logits[1] - logits[0]) * self.share) as i32;
                    }
                    lead > 0
                }
            };
            before = [if end { END } else { NO_END }, before[0]];
            if end {
                out.push(start..index + 1);
                start = index + 1;
                so_far.end(&text, index);
            }
        }
    }

    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        self.splits.write(out);
        self.ends.write(out);
        out.extend_from_slice(&self.share.to_le_bytes());
        out.push(u8::from(self.network.is_some()));
        if let Some(network) = &self.network {
            network.write(out);
        }
        let mut joined: Vec<(u32, u8)> = self.joined.iter().map(|(key, first)| (*key, *first)).collect();
        joined.sort_unstable();
        put_number(out, joined.len());
        for (key, first) in joined {
            out.extend_from_slice(&key.to_le_bytes());
            out.push(first);
        }
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let splits = read_weights(reader, 2)?;
        let ends = read_weights(reader, 2)?;
        let share = f32::from_bits(u32::try_from(reader.number()?).ok()?);
        let network = match reader.byte()? {
            0 => None,
            _ => Some(TagNetwork::read(reader, 2, ends::SIGHT)?),
        };
        let count = reader.number()?;
        let bytes = reader.take(count.checked_mul(5)?)?;
        let joined = bytes
            .chunks_exact(5)
            .map(|entry| (u32::from_le_bytes([entry[0], entry[1], entry[2], entry[3]]), entry[4]))
            .collect();
        Some(Self { splits, ends, network, share, joined })
    }
}

/// What stands after each token.
pub(crate) fn gaps(text: &str, tokens: &[Span]) -> Vec<u32> {
    let after = |index: usize| match tokens.get(index + 1) {
        Some(next) => gap_kind(&text[tokens[index].end..next.start]),
        None => 3,
    };
    (0..tokens.len()).map(after).collect()
}

/// Tags a text before its sentences are known, paragraph by paragraph.
pub(crate) fn tag_text(
    text: &str,
    tokens: &[Span],
    words: &[Word],
    tagger: &Tagger,
    scratch: &mut tag::Scratch,
    out: &mut Vec<Tag>,
) {
    out.clear();
    let gaps = gaps(text, tokens);
    let mut some = Vec::new();
    let mut start = 0;
    for index in 0..tokens.len() {
        if gaps[index] == 3 {
            tagger.glance(&words[start..=index], scratch, &mut some);
            out.append(&mut some);
            start = index + 1;
        }
    }
}

/// Goes over a text as the tokenizer does, for training: `decide` gets the features and the place.
pub(crate) fn walk_text(
    text: &str,
    joined: &FxHashMap<u32, u8>,
    scratch: &mut Scratch,
    mut decide: impl FnMut(&[u64], usize) -> bool,
) {
    let mut chunks = chunks(text, Span::new(0, text.len())).peekable();
    while let Some(chunk) = chunks.next() {
        let following = chunks
            .peek()
            .map_or("", |next| if gap_kind(&text[chunk.end..next.start]) < 3 { next.of(text) } else { "" });
        walk(chunk.of(text), following, joined, scratch, |features, at| decide(features, chunk.start + at));
    }
}

/// The key of a word of letters in the list of joined words.
pub(crate) fn joined_key(word: &str) -> u32 {
    let letters: Vec<Letter> =
        word.char_indices().map(|(start, character)| letter(start, character)).collect();
    run_hash(&letters)
}

/// Feeds features of a fixed text to the fingerprint.
pub(crate) fn sample_features(take: &mut impl FnMut(&[u64])) {
    let text = "The U.N.'s well-known envoy (aged 50) can't meet at 10am, he said. \"No!\"\nOslo";
    let mut scratch = Scratch::default();
    let mut tokens = Vec::new();
    let mut start = 0;
    walk_text(text, &FxHashMap::default(), &mut scratch, |features, at| {
        take(features);
        tokens.push(Span::new(start, at));
        start = at;
        true
    });
    let words: Vec<Word> = tokens.iter().map(|token| Word::of(token.of(text))).collect();
    let tag =
        |number: usize| Tag { upos: Upos::Noun, xpos: Xpos::parse(Xpos::NAMES[number % Xpos::NAMES.len()]) };
    let tags: Vec<Tag> = (1..=tokens.len()).map(tag).collect();
    let read = Text::new(text, &tokens, &words, &tags);
    let mut so_far = SoFar::default();
    let mut features = Vec::new();
    for index in 0..words.len() {
        so_far.take(&read, index);
        ends::features(&read, index, &so_far, true, &mut features);
        take(&features);
        take(&ends::facts(&read, index, &so_far).map(u64::from));
    }
    take(&[u64::from(hash_str(text))]);
}
