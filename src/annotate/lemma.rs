//! Dictionary forms: a word and its tag choose an edit by the longest known ending.

use super::hash::{feature, hash_bytes};
use super::model::{Reader, put_number, put_text};
use crate::document::Xpos;
use rustc_hash::FxHashMap;

/// The longest ending that is looked up, in letters; a whole word may be longer.
const LONGEST: usize = 8;

/// How a form becomes its lemma.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Edit {
    /// Whether the case of the form is kept.
    keep_case: bool,
    /// How many letters are taken from the end.
    strip: u8,
    /// What is put there instead.
    add: String,
}

impl Edit {
    fn between(form: &str, lemma: &str, keep_case: bool) -> Self {
        let from: Vec<char> = if keep_case { form.chars().collect() } else { lowered(form) };
        let to: Vec<char> = lemma.chars().collect();
        let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
        Self {
            keep_case,
            strip: u8::try_from(from.len() - common).unwrap_or(u8::MAX),
            add: to[common..].iter().collect(),
        }
    }

    fn apply(&self, form: &str) -> Box<str> {
        if self.strip == 0 && self.add.is_empty() {
            let as_is = self.keep_case || !form.chars().any(char::is_uppercase);
            return if as_is { form.into() } else { form.to_lowercase().into() };
        }
        let mut lemma: String =
            if self.keep_case { form.to_owned() } else { form.chars().map(lower_char).collect() };
        for _ in 0..self.strip {
            lemma.pop();
        }
        lemma.push_str(&self.add);
        lemma.into()
    }
}

fn lower_char(character: char) -> char {
    character.to_lowercase().next().unwrap_or(character)
}

fn lowered(form: &str) -> Vec<char> {
    form.chars().map(lower_char).collect()
}

/// The lemmatizer: edits chosen by tag and ending.
pub(crate) struct Lemmatizer {
    edits: Vec<Edit>,
    /// The number of the edit for the hash of tag, ending and whether the ending is the whole word.
    rules: FxHashMap<u32, u16>,
}

#[expect(clippy::cast_possible_truncation, reason = "half of the hash is enough for some ten thousand rules")]
fn key(xpos: Xpos, ending: u32, whole: bool) -> u32 {
    feature(9, xpos.index() as u32, ending, u32::from(whole)) as u32
}

/// The hashes of the endings of a word, from none to [`LONGEST`] letters, then of the whole word.
fn endings(form: &str, out: &mut [u32; LONGEST + 2]) -> usize {
    let mut bytes = [0_u8; 4];
    let mut hash = hash_bytes(std::iter::empty());
    let mut count = 0;
    out[0] = hash;
    for character in form.chars().rev() {
        let small = lower_char(character);
        hash =
            hash.rotate_left(5).wrapping_mul(0x9e37_79b1) ^ hash_bytes(small.encode_utf8(&mut bytes).bytes());
        count += 1;
        if count <= LONGEST {
            out[count] = hash;
        }
        if count >= 64 {
            break;
        }
    }
    let shown = count.min(LONGEST);
    out[shown + 1] = hash;
    shown
}

impl Lemmatizer {
    /// The dictionary form of a word with this tag.
    pub(crate) fn lemma(&self, form: &str, xpos: Xpos) -> Box<str> {
        let mut hashes = [0; LONGEST + 2];
        let shown = endings(form, &mut hashes);
        let rule = self.rules.get(&key(xpos, hashes[shown + 1], true)).copied().or_else(|| {
            (0..=shown).rev().find_map(|length| self.rules.get(&key(xpos, hashes[length], false)).copied())
        });
        match rule {
            Some(number) => self.edits[usize::from(number)].apply(form),
            None => form.to_lowercase().into(),
        }
    }

    /// Learns from forms with tag and lemma; a dictionary tells of words that the examples lack.
    pub(crate) fn train(examples: &[(&str, Xpos, &str)], dictionary: &[(&str, Xpos, &str)]) -> Self {
        use std::collections::BTreeMap;
        let mut words: BTreeMap<(usize, Vec<char>), BTreeMap<Edit, usize>> = BTreeMap::new();
        for (form, xpos, lemma) in examples {
            let keep = matches!(xpos.as_str(), "NNP" | "NNPS" | "ADD" | "FW");
            let edit = Edit::between(form, lemma, keep);
            *words.entry((xpos.index(), lowered(form))).or_default().entry(edit).or_default() += 1;
        }
        let known: std::collections::BTreeSet<(usize, Vec<char>)> = words.keys().cloned().collect();
        for (form, xpos, lemma) in dictionary {
            let place = (xpos.index(), lowered(form));
            if !known.contains(&place) && !form.starts_with(char::is_uppercase) {
                *words.entry(place).or_default().entry(Edit::between(form, lemma, false)).or_default() += 1;
            }
        }
        let majority = |counts: &BTreeMap<Edit, usize>| -> Edit {
            let most = counts.values().max().copied().unwrap_or(0);
            let nothing = || Edit { keep_case: false, strip: 0, add: String::new() };
            counts.iter().find(|(_, count)| **count == most).map_or_else(nothing, |(edit, _)| edit.clone())
        };
        let mut edits: Vec<Edit> = Vec::new();
        let mut number = |edit: Edit| {
            let found = edits.iter().position(|known| *known == edit).unwrap_or_else(|| {
                edits.push(edit);
                edits.len() - 1
            });
            u16::try_from(found).unwrap_or(0)
        };
        let mut rules: FxHashMap<u32, u16> = FxHashMap::default();
        let look = |rules: &FxHashMap<u32, u16>, xpos: Xpos, hashes: &[u32], longest: usize| {
            (0..=longest).rev().find_map(|length| rules.get(&key(xpos, hashes[length], false)).copied())
        };
        for length in 0..=LONGEST {
            // Each word type has one vote: a suffix rule is for the words that were never seen.
            let mut votes: BTreeMap<(usize, Vec<char>), BTreeMap<Edit, usize>> = BTreeMap::new();
            for ((xpos, word), counts) in &words {
                if word.len() >= length {
                    let ending = word[word.len() - length..].to_vec();
                    *votes.entry((*xpos, ending)).or_default().entry(majority(counts)).or_default() += 1;
                }
            }
            for ((xpos, ending), counts) in votes {
                let total: usize = counts.values().sum();
                let winner = majority(&counts);
                if length > 0 && (total < 2 || counts[&winner] * 3 < total * 2) {
                    continue;
                }
                let tag = Xpos::parse(Xpos::NAMES[xpos]);
                let text: String = ending.iter().collect();
                let mut hashes = [0; LONGEST + 2];
                endings(&text, &mut hashes);
                let winner = number(winner);
                let shorter = length.checked_sub(1).and_then(|shorter| look(&rules, tag, &hashes, shorter));
                if shorter != Some(winner) {
                    rules.insert(key(tag, hashes[length], false), winner);
                }
            }
        }
        for ((xpos, word), counts) in &words {
            let tag = Xpos::parse(Xpos::NAMES[*xpos]);
            let text: String = word.iter().collect();
            let mut hashes = [0; LONGEST + 2];
            let shown = endings(&text, &mut hashes);
            let edit = number(majority(counts));
            if look(&rules, tag, &hashes, shown) != Some(edit) {
                rules.insert(key(tag, hashes[shown + 1], true), edit);
            }
        }
        Self { edits, rules }
    }

    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        put_number(out, self.edits.len());
        for edit in &self.edits {
            out.push(u8::from(edit.keep_case));
            out.push(edit.strip);
            put_text(out, &edit.add);
        }
        let mut rules: Vec<(u32, u16)> = self.rules.iter().map(|(key, edit)| (*key, *edit)).collect();
        rules.sort_unstable();
        put_number(out, rules.len());
        for (key, edit) in rules {
            out.extend_from_slice(&key.to_le_bytes());
            out.extend_from_slice(&edit.to_le_bytes());
        }
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let count = reader.number().filter(|count| u16::try_from(*count).is_ok())?;
        let mut edits = Vec::with_capacity(count);
        for _ in 0..count {
            let keep_case = reader.byte()? != 0;
            let strip = reader.byte()?;
            edits.push(Edit { keep_case, strip, add: reader.text()? });
        }
        let count = reader.number()?;
        let bytes = reader.take(count.checked_mul(6)?)?;
        let mut rules = FxHashMap::default();
        rules.reserve(count);
        for rule in bytes.chunks_exact(6) {
            let edit = u16::from_le_bytes([rule[4], rule[5]]);
            if usize::from(edit) >= edits.len() {
                return None;
            }
            rules.insert(u32::from_le_bytes([rule[0], rule[1], rule[2], rule[3]]), edit);
        }
        Some(Self { edits, rules })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unseen_word_takes_the_edit_of_its_ending() {
        let (nns, nn) = (Xpos::parse("NNS"), Xpos::parse("NN"));
        let examples = [
            ("parties", nns, "party"),
            ("cities", nns, "city"),
            ("talks", nns, "talk"),
            ("states", nns, "state"),
            ("men", nns, "man"),
            ("Talk", nn, "talk"),
        ];
        let lemmatizer = Lemmatizer::train(&examples, &[]);
        assert_eq!(&*lemmatizer.lemma("Treaties", nns), "treaty");
        assert_eq!(&*lemmatizer.lemma("men", nns), "man");
        assert_eq!(&*lemmatizer.lemma("borders", nns), "border");
        assert_eq!(&*lemmatizer.lemma("Summit", nn), "summit");
    }
}
