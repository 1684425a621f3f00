//! How names are compared: marks, apostrophes, hyphens and full stops do not count, case does.
//!
//! `data/make/names.py` does the same when it sorts the tables.

use rustc_hash::FxHashMap;

/// The letters with marks and what they fold to, from `data/letters.tsv`.
const LETTERS: &str = include_str!("../../data/letters.tsv");

/// Folds words to the form in which the tables hold them.
#[derive(Clone, Debug)]
pub struct Folder {
    letters: FxHashMap<char, &'static str>,
}

impl Default for Folder {
    fn default() -> Self {
        Self::new()
    }
}

impl Folder {
    /// A folder with the embedded table of letters.
    pub fn new() -> Self {
        let letters = rows(LETTERS)
            .filter_map(|row| {
                let (letter, folded) = row.split_once('\t')?;
                Some((letter.chars().next()?, folded))
            })
            .collect();
        Self { letters }
    }

    /// The words of `name` parted by one space: marks, apostrophes and full stops left out, hyphens as spaces.
    ///
    /// Case is kept: `Sana'a` becomes `Sanaa`, `Guinea-Bissau` becomes `Guinea Bissau`, `U.S.` becomes `US`.
    pub fn fold(&self, name: &str) -> String {
        let mut out = String::with_capacity(name.len());
        self.fold_into(name, &mut out);
        out
    }

    /// Appends the folded words of `name` to `out`, with a space between what stands there and them.
    ///
    /// A part that begins with an apostrophe belongs to the word before it: "People" and "'s" become `Peoples`.
    pub fn fold_into(&self, name: &str, out: &mut String) {
        let mut gap = !out.is_empty() && !begins_with_apostrophe(name);
        for letter in name.chars() {
            let plain: &str = match letter {
                'a'..='z' | 'A'..='Z' | '0'..='9' => {
                    part(out, &mut gap);
                    out.push(letter);
                    continue;
                }
                '.' | '\'' | '’' | '‘' | 'ʻ' | 'ʼ' | 'ʾ' | 'ʿ' | '`' | '´' | '′' | 'ʹ' | '·' => {
                    continue;
                }
                '\u{300}'..='\u{36f}' => continue,
                '-' | '‐' | '‑' | '‒' | '–' | '—' | '−' | '/' => {
                    gap = true;
                    continue;
                }
                '&' => {
                    gap = true;
                    part(out, &mut gap);
                    out.push_str("and");
                    gap = true;
                    continue;
                }
                ',' => {
                    gap = true;
                    part(out, &mut gap);
                    out.push(',');
                    gap = true;
                    continue;
                }
                _ if letter.is_whitespace() => {
                    gap = true;
                    continue;
                }
                _ => self.letters.get(&letter).copied().unwrap_or(""),
            };
            part(out, &mut gap);
            if plain.is_empty() {
                out.push(letter);
            } else {
                out.push_str(plain);
            }
        }
    }
}

/// Whether a token is the end of the word before it: "'s" of "People's", or the apostrophe of "Workers'".
pub(crate) fn begins_with_apostrophe(token: &str) -> bool {
    token.starts_with(['\'', '’', '‘', 'ʼ', '`'])
}

/// Puts the one space that stands between two words.
fn part(out: &mut String, gap: &mut bool) {
    if *gap && !out.is_empty() {
        out.push(' ');
    }
    *gap = false;
}

/// The lines of a table without its header.
pub(crate) fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().skip(1)
}

/// Whether the words of a text, folded, can be the name: the same case, or a whole word in capitals.
///
/// A small word of the name may be large in the text ("Trinidad And Tobago", "The Gambia"), and a name with
/// small letters may be written in capitals ("BRUSSELS"), but "us" is never "US".
pub fn case_fits(name: &str, given: &str) -> bool {
    let mut given_words = given.split(' ');
    name.split(' ').all(|word| given_words.next().is_some_and(|other| word_fits(word, other)))
}

fn word_fits(word: &str, given: &str) -> bool {
    if word == given {
        return true;
    }
    let mut chars = word.chars();
    let Some(first) = chars.next() else { return false };
    let rest = chars.as_str();
    let mut given_chars = given.chars();
    let Some(given_first) = given_chars.next() else { return false };
    let given_rest = given_chars.as_str();
    // "the" and "The".
    if first.is_lowercase() && given_first.is_uppercase() && rest == given_rest {
        return true;
    }
    // "Brussels" and "BRUSSELS"; words of three letters or fewer would meet acronyms.
    rest.chars().any(char::is_lowercase)
        && (word.len() > 3 || first.is_lowercase())
        && !given.chars().any(char::is_lowercase)
        && given.chars().any(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_hyphens_and_apostrophes_do_not_count() {
        let folder = Folder::new();
        for (name, folded) in [
            ("São Tomé and Príncipe", "Sao Tome and Principe"),
            ("Guinea-Bissau", "Guinea Bissau"),
            ("Sana’a", "Sanaa"),
            ("U.S.", "US"),
            ("Əliyev", "Aliyev"),
            ("Trinidad & Tobago", "Trinidad and Tobago"),
            ("Washington, D.C.", "Washington , DC"),
            ("Türkiye", "Turkiye"),
            ("Łódź", "Lodz"),
        ] {
            assert_eq!(folder.fold(name), folded);
        }
    }

    #[test]
    fn capitals_fit_a_name_but_a_pronoun_is_no_acronym() {
        assert!(case_fits("Brussels", "BRUSSELS"));
        assert!(case_fits("the Gambia", "The Gambia"));
        assert!(case_fits("Trinidad and Tobago", "Trinidad And Tobago"));
        assert!(!case_fits("US", "us"));
        assert!(!case_fits("US", "Us"));
        assert!(!case_fits("Turkey", "turkey"));
    }
}
