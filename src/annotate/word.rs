//! What a single word shows by itself: its letters, affixes and shape, all as hashes.

use super::hash::hash_bytes;

/// What the classifiers see of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Word {
    /// The word as written.
    pub(crate) form: u32,
    /// In lower case, each digit as `0`.
    pub(crate) lower: u32,
    /// The first one to four letters, in lower case.
    pub(crate) prefixes: [u32; 4],
    /// The last one to five letters, in lower case.
    pub(crate) suffixes: [u32; 5],
    /// `Xx` for "Geneva", `X.X.` for "U.S.", `d-d` for "2021-12".
    pub(crate) shape: u32,
    /// Bits: begins with a capital, has only capitals, has a digit, has a hyphen, has a letter.
    pub(crate) flags: u32,
    /// What the dictionary says of it, as bits; 0 for an unknown word.
    pub(crate) uses: u32,
    /// The cluster of words that stand in the same company; 0 for a word that was not seen.
    pub(crate) cluster: u32,
    /// Whether it was seen in names though it was written small.
    pub(crate) in_names: bool,
}

/// What stands before the first and behind the last word.
pub(crate) const OUTSIDE: Word = Word {
    form: 1,
    lower: 1,
    prefixes: [1; 4],
    suffixes: [1; 5],
    shape: 1,
    flags: 32,
    uses: 1 << 12,
    cluster: 1 << 12,
    in_names: false,
};

/// The word begins with a capital letter.
pub(crate) const CAPITAL: u32 = 1;
/// The word has letters, all of them capitals.
pub(crate) const SHOUTED: u32 = 2;
/// The word has a digit.
pub(crate) const DIGITS: u32 = 4;
/// The word has letters.
pub(crate) const LETTERS: u32 = 16;

impl Word {
    /// Looks at a word.
    pub(crate) fn of(form: &str) -> Self {
        let mut lower = [0_u8; 4 * 48];
        let mut ends = [0_u8; 49];
        let (mut length, mut count) = (0, 0);
        let (mut shape, mut shape_length, mut last, mut repeats) = ([0_u8; 24], 0, 0_u8, 0);
        let (mut upper, mut letters, mut digits, mut hyphens, mut first_upper) = (0, 0, 0, 0, false);
        for character in form.chars() {
            let class = if character.is_uppercase() {
                upper += 1;
                first_upper |= letters == 0 && digits == 0;
                letters += 1;
                b'X'
            } else if character.is_alphabetic() {
                letters += 1;
                b'x'
            } else if character.is_numeric() {
                digits += 1;
                b'd'
            } else {
                hyphens += usize::from(character == '-');
                if character.is_ascii() { character as u8 } else { b'#' }
            };
            repeats = if class == last { repeats + 1 } else { 0 };
            last = class;
            if repeats < 2 && shape_length < shape.len() {
                shape[shape_length] = class;
                shape_length += 1;
            }
            if count < 48 {
                let small = if character.is_numeric() {
                    '0'
                } else if character == '’' {
                    '\''
                } else {
                    character.to_lowercase().next().unwrap_or(character)
                };
                length += small.encode_utf8(&mut lower[length..]).len();
                count += 1;
                ends[count] = u8::try_from(length).unwrap_or(u8::MAX);
            }
        }
        let at = |index: usize| usize::from(ends[index]);
        let hash = |from: usize, to: usize| hash_bytes(lower[at(from)..at(to)].iter().copied());
        let mut word = Self {
            form: super::hash::hash_str(form),
            lower: hash(0, count),
            shape: hash_bytes(shape[..shape_length].iter().copied()),
            flags: u32::from(first_upper) * CAPITAL
                + u32::from(letters > 0 && upper == letters) * SHOUTED
                + u32::from(digits > 0) * DIGITS
                + u32::from(hyphens > 0) * 8
                + u32::from(letters > 0) * LETTERS,
            ..Self::default()
        };
        for (index, prefix) in word.prefixes.iter_mut().enumerate() {
            *prefix = hash(0, (index + 1).min(count));
        }
        for (index, suffix) in word.suffixes.iter_mut().enumerate() {
            *suffix = hash(count.saturating_sub(index + 1), count);
        }
        word
    }
}
