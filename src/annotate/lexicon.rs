//! What a dictionary says of a word: as which parts of speech it can be used.

use super::model::{Reader, put_number};
use super::word::Word;
use crate::document::Xpos;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// The kinds of use, in the order of their bits, as English-specific tags.
const USES: [&str; 10] = ["NN", "NNS", "VB", "VBZ", "VBG", "VBD", "JJ", "JJR", "JJS", "RB"];
/// The bit of a noun that is written with a capital letter.
const NAME: u16 = 1 << 10;
/// The bit of a word that the dictionary knows to be both a form and a lemma of auxiliaries.
const AUXILIARY: u16 = 1 << 11;

/// What is known of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Known {
    uses: u16,
    cluster: u16,
}

/// A dictionary without its words: for the hash of each, the set of its uses and its cluster.
#[derive(Default)]
pub(crate) struct Lexicon {
    words: FxHashMap<u32, Known>,
}

/// One use of a word: form, tag and lemma.
pub(crate) type Entry<'a> = (&'a str, Xpos, &'a str);

/// The entries of a dictionary file: per line a lemma, its class and its other forms.
pub(crate) fn entries(file: &str) -> Vec<Entry<'_>> {
    let mut all = Vec::new();
    for line in file.lines().skip(1) {
        let mut columns = line.split('\t');
        let (Some(lemma), Some(class), Some(forms)) = (columns.next(), columns.next(), columns.next()) else {
            continue;
        };
        for form in std::iter::once(lemma).chain(forms.split(' ').filter(|form| !form.is_empty())) {
            let base = form == lemma;
            let ends = |ending: &str| !base && form.ends_with(ending);
            let tags: &[&str] = match class {
                "noun" if base => &["NN"],
                "noun" => &["NNS"],
                "verb" if base => &["VB", "VBP"],
                "verb" if ends("ing") => &["VBG"],
                "verb" if ends("s") => &["VBZ"],
                "verb" => &["VBD", "VBN"],
                "adj" if ends("er") => &["JJR"],
                "adj" if ends("est") => &["JJS"],
                "adj" => &["JJ"],
                "adv" => &["RB"],
                _ => &[],
            };
            all.extend(tags.iter().map(|tag| (form, Xpos::parse(tag), lemma)));
            if class == "aux" {
                all.push((form, Xpos::parse("MD"), lemma));
            }
        }
    }
    all
}

impl Lexicon {
    /// Makes a lexicon of a dictionary's entries.
    pub(crate) fn new(entries: &[Entry<'_>]) -> Self {
        let mut words: FxHashMap<u32, Known> = FxHashMap::default();
        for (form, xpos, _) in entries {
            let word = Word::of(form);
            let bit = match USES.iter().position(|known| *known == xpos.as_str()) {
                Some(_) if form.starts_with(char::is_uppercase) => NAME,
                Some(bit) => 1 << bit,
                None if xpos.as_str() == "MD" => AUXILIARY,
                None => 0,
            };
            words.entry(word.lower).or_default().uses |= bit;
        }
        words.retain(|_, known| known.uses != 0);
        Self { words }
    }

    /// Takes in the clusters of words.
    pub(crate) fn cluster(&mut self, clusters: &BTreeMap<u32, u16>) {
        for (word, cluster) in clusters {
            self.words.entry(*word).or_default().cluster = *cluster;
        }
    }

    /// Writes what is known of each word into it.
    pub(crate) fn look_up(&self, words: &mut [Word]) {
        for word in words {
            let known = self.words.get(&word.lower).copied().unwrap_or_default();
            word.uses = u32::from(known.uses);
            word.cluster = u32::from(known.cluster);
        }
    }

    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        let mut words: Vec<(u32, Known)> = self.words.iter().map(|(key, known)| (*key, *known)).collect();
        words.sort_unstable_by_key(|(key, _)| *key);
        put_number(out, words.len());
        for (key, known) in words {
            out.extend_from_slice(&key.to_le_bytes());
            out.extend_from_slice(&known.uses.to_le_bytes());
            out.extend_from_slice(&known.cluster.to_le_bytes());
        }
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let count = reader.number()?;
        let bytes = reader.take(count.checked_mul(8)?)?;
        let mut words = FxHashMap::default();
        words.reserve(count);
        for entry in bytes.chunks_exact(8) {
            let key = u32::from_le_bytes([entry[0], entry[1], entry[2], entry[3]]);
            let uses = u16::from_le_bytes([entry[4], entry[5]]);
            words.insert(key, Known { uses, cluster: u16::from_le_bytes([entry[6], entry[7]]) });
        }
        Some(Self { words })
    }
}

/// A feature value made of the uses of two words.
pub(crate) const fn both(first: u32, second: u32) -> u32 {
    first << 12 | second
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_carries_all_its_uses() {
        let file = "lemma\tclass\tforms\nmeet\tverb\tmeeting meets met\nmeeting\tnoun\tmeetings\n";
        let lexicon = Lexicon::new(&entries(file));
        let mut words = [Word::of("Meeting"), Word::of("met"), Word::of("xyz")];
        lexicon.look_up(&mut words);
        assert_eq!(words.map(|word| word.uses), [1 | 1 << 4, 1 << 5, 0]);
    }
}
