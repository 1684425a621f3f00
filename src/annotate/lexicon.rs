//! What a dictionary says of a word: as which parts of speech it can be used.

use super::model::{Reader, put_number};
use super::word::{CAPITAL, LETTERS, SHOUTED, Word};
use crate::document::Xpos;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// The kinds of use, in the order of their bits, as English-specific tags.
const USES: [&str; 10] = ["NN", "NNS", "VB", "VBZ", "VBG", "VBD", "JJ", "JJR", "JJS", "RB"];
/// The bit of a noun that is written with a capital letter.
const NAME: u16 = 1 << 10;
/// The bit of a word that the dictionary knows to be both a form and a lemma of auxiliaries.
const AUXILIARY: u16 = 1 << 11;

/// The bits that classifiers see.
const SEEN: u16 = (1 << 12) - 1;
/// The bit of a word that was seen in names though it was written small.
const IN_NAMES: u16 = 1 << 13;
/// The bit of a word that running text mostly writes with a capital letter.
const TITLED: u16 = 1 << 14;
/// The bit of a word that running text mostly writes in capitals.
const ACRONYM: u16 = 1 << 15;

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

    /// Whether the dictionary knows a word with this tag, one of "NN", "NNS", "VB", "VBZ", "VBG", "VBD" and the like.
    pub(crate) fn has(&self, word: &str, tag: &str) -> bool {
        let bit = USES.iter().position(|known| *known == tag);
        let uses = self.words.get(&Word::of(word).lower).map_or(0, |known| known.uses);
        bit.is_some_and(|bit| uses & 1 << bit != 0)
    }

    /// Takes in how running text writes its words: in small letters, with a capital, or in capitals.
    pub(crate) fn learn_case(&mut self, cases: &BTreeMap<u32, Cases>) {
        for (word, cases) in cases {
            let [small, titled, shouted] = cases.counts;
            let bit = match () {
                () if shouted > small + titled => ACRONYM,
                () if titled + shouted > small => TITLED,
                () => continue,
            };
            if let Some(known) = self.words.get_mut(word) {
                known.uses |= bit;
            }
        }
    }

    /// Takes in the words that stand in names though they are written small.
    pub(crate) fn learn_names(&mut self, words: &BTreeSet<u32>) {
        for word in words {
            self.words.entry(*word).or_default().uses |= IN_NAMES;
        }
    }

    /// The words of a sentence all in capitals as running text would write them, and what they show then;
    /// nothing for any other sentence.
    pub(crate) fn calmed<'t>(
        &self,
        forms: impl Iterator<Item = &'t str>,
        words: &[Word],
    ) -> Option<(Vec<String>, Vec<Word>)> {
        if !is_shouted(words) {
            return None;
        }
        let calm: Vec<String> = forms.zip(words).map(|(form, word)| self.calm(form, word)).collect();
        let mut words: Vec<Word> = calm.iter().map(|form| Word::of(form)).collect();
        self.look_up(&mut words);
        Some((calm, words))
    }

    fn calm(&self, form: &str, word: &Word) -> String {
        if word.flags & SHOUTED == 0 {
            return form.to_owned();
        }
        match self.words.get(&word.lower) {
            Some(known) if known.uses & ACRONYM != 0 => form.to_owned(),
            // A word that is not in any list is most likely a name.
            Some(known) if known.uses & TITLED == 0 => form.to_lowercase(),
            _ => {
                let mut letters = form.chars();
                letters.next().into_iter().chain(letters.flat_map(char::to_lowercase)).collect()
            }
        }
    }

    /// Writes what is known of each word into it.
    pub(crate) fn look_up(&self, words: &mut [Word]) {
        for word in words {
            let known = self.words.get(&word.lower).copied().unwrap_or_default();
            word.uses = u32::from(known.uses & SEEN);
            word.cluster = u32::from(known.cluster);
            word.in_names = known.uses & IN_NAMES != 0;
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

/// How often a word stands in small letters, with a capital, and in capitals.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Cases {
    counts: [u32; 3],
}

impl Cases {
    /// Counts the words of a sentence but the first, whose capital says nothing; headlines say nothing either.
    pub(crate) fn count(words: &[Word], into: &mut BTreeMap<u32, Cases>) {
        let with = |flag: u32| words.iter().filter(|word| word.flags & flag != 0).count();
        if with(CAPITAL) * 2 > with(LETTERS) {
            return;
        }
        for word in words.iter().skip(1).filter(|word| word.flags & LETTERS != 0) {
            let case = match word.flags & (CAPITAL | SHOUTED) {
                0 => 0,
                CAPITAL => 1,
                _ => 2,
            };
            into.entry(word.lower).or_default().counts[case] += 1;
        }
    }
}

/// Whether a sentence is written in capitals, as headlines of agencies are.
pub(crate) fn is_shouted(words: &[Word]) -> bool {
    let with = |flag: u32| words.iter().filter(|word| word.flags & flag != 0).count();
    let (letters, shouted) = (with(LETTERS), with(SHOUTED));
    letters >= 3 && shouted * 8 >= letters * 7
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

    #[test]
    fn a_headline_in_capitals_is_written_as_running_text_would() {
        let file = "lemma\tclass\tforms\nmeet\tverb\tmeets\nNorway\tnoun\t\nNATO\tnoun\t\nin\tadv\t\n";
        let mut lexicon = Lexicon::new(&entries(file));
        let mut cases = BTreeMap::new();
        let words: Vec<Word> = "he says that Norway meets NATO in Oslo".split(' ').map(Word::of).collect();
        Cases::count(&words, &mut cases);
        lexicon.learn_case(&cases);
        let headline = ["NATO", "MEETS", "NORWAY", "IN", "BODØ", "."];
        let calmed = |forms: &[&'static str]| {
            let words: Vec<Word> = forms.iter().map(|form| Word::of(form)).collect();
            lexicon.calmed(forms.iter().copied(), &words).map(|(forms, _)| forms)
        };
        assert_eq!(calmed(&headline).unwrap(), ["NATO", "meets", "Norway", "in", "Bodø", "."]);
        assert_eq!(calmed(&["NATO", "meets", "Norway"]), None);
    }
}
