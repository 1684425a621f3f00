//! The words of a document as the recognisers look at them: `Reading`.

use super::words::NameWord;
use crate::document::{Document, NameLabel, Upos};
use crate::knowledge::persons::PersonNames;
use std::ops::Range;

/// A document with its words at hand, in upper and lower case.
pub(super) struct Reading<'a> {
    /// The report's text.
    pub(super) text: &'a str,
    /// The tokens and the tree.
    pub(super) document: &'a Document,
    words: Vec<&'a str>,
    lower: Vec<String>,
    /// What each word can be to a name, see `NameWord`.
    kinds: Vec<u64>,
    shouted: Vec<bool>,
    given: Vec<bool>,
}

const CALENDAR: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sept",
    "sep",
    "oct",
    "nov",
    "dec",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

impl<'a> Reading<'a> {
    /// Prepares the words of a document.
    pub(super) fn new(text: &'a str, document: &'a Document, persons: &PersonNames) -> Self {
        let words: Vec<&str> = document.tokens().iter().map(|token| token.span.of(text)).collect();
        let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
        let mut shouted = vec![false; words.len()];
        for sentence in document.sentences() {
            let letters = |test: fn(char) -> bool| -> usize {
                words[sentence.clone()].iter().flat_map(|word| word.chars()).filter(|c| test(*c)).count()
            };
            let (upper, small) = (letters(char::is_uppercase), letters(char::is_lowercase));
            if sentence.len() > 3 && upper > 4 * small {
                shouted[sentence.clone()].fill(true);
            }
        }
        let given = words
            .iter()
            .map(|word| word.starts_with(char::is_uppercase) && persons.given_name(word).is_some())
            .collect();
        let kinds = lower.iter().map(|word| NameWord::all_of(word)).collect();
        Self { text, document, words, lower, kinds, shouted, given }
    }

    /// How many tokens there are.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// The words, in the order of the text.
    pub(super) fn words(&self) -> &[&'a str] {
        &self.words
    }

    /// The word with this number, empty behind the last one.
    pub(super) fn word(&self, token: usize) -> &'a str {
        self.words.get(token).copied().unwrap_or_default()
    }

    /// The word in lower case, empty behind the last one.
    pub(super) fn lower(&self, token: usize) -> &str {
        self.lower.get(token).map_or("", String::as_str)
    }

    /// Whether the word, whatever its case, is one of these.
    pub(super) fn is_any(&self, token: usize, words: &[&str]) -> bool {
        words.contains(&self.lower(token))
    }

    /// Whether the word, whatever its case, is of this kind.
    pub(super) fn is_a(&self, token: usize, kind: NameWord) -> bool {
        self.kinds.get(token).is_some_and(|kinds| kinds & kind.bit() != 0)
    }

    /// Whether the word stands directly after the one before, as in "U.S.-EU".
    pub(super) fn glued(&self, token: usize) -> bool {
        token > 0
            && token < self.len()
            && self.document.token(token - 1).span.end == self.document.token(token).span.start
    }

    /// Whether a line ends between the word before and this one.
    pub(super) fn new_line(&self, token: usize) -> bool {
        if token == 0 || token >= self.len() {
            return true;
        }
        let (end, start) = (self.document.token(token - 1).span.end, self.document.token(token).span.start);
        self.text[end..start].contains('\n')
    }

    /// The tokens of the sentence in which a token stands.
    pub(super) fn sentence(&self, token: usize) -> Range<usize> {
        self.document.sentences()[self.document.sentence_of(token)].clone()
    }

    /// The end of the line and sentence in which a token stands: no name goes beyond it.
    pub(super) fn line_end(&self, token: usize) -> usize {
        let end = self.sentence(token).end;
        (token + 1..end).find(|next| self.new_line(*next)).unwrap_or(end)
    }

    /// The start of the line and sentence in which a token stands.
    pub(super) fn line_start(&self, token: usize) -> usize {
        let start = self.sentence(token).start;
        (start + 1..=token).rev().find(|next| self.new_line(*next)).unwrap_or(start)
    }

    /// Whether the sentence is printed in capitals, so that they tell nothing.
    pub(super) fn shouted(&self, token: usize) -> bool {
        self.shouted.get(token).copied().unwrap_or(false)
    }

    /// Whether the word begins with a capital letter.
    pub(super) fn capital(&self, token: usize) -> bool {
        self.word(token).chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether the word may be part of a name: it has a capital and is neither a function word nor a calendar name.
    pub(super) fn name_word(&self, token: usize) -> bool {
        self.capital(token)
            && !self.calendar(token)
            && (!self.closed(token) || self.acronym(token))
            && self.document.token(token).upos != Upos::Punct
    }

    /// Whether the word is written in capitals throughout and is longer than one letter.
    pub(super) fn acronym(&self, token: usize) -> bool {
        let word = self.word(token);
        !self.shouted(token)
            && word.chars().filter(|c| c.is_uppercase()).count() > 1
            && !word.chars().any(char::is_lowercase)
    }

    /// Whether the word is a given name of the lists.
    pub(super) fn given(&self, token: usize) -> bool {
        self.given.get(token).copied().unwrap_or(false)
    }

    /// Whether a person's name seems to begin here: by the tagger, or a given name with a capital after it.
    pub(super) fn person_starts(&self, token: usize) -> bool {
        let names = self.document.names();
        let at = names.partition_point(|name| name.tokens.end <= token);
        let tag = names.get(at).filter(|name| name.tokens.contains(&token));
        let starts = tag.is_some_and(|name| name.label == NameLabel::Person && name.tokens.start == token);
        starts || (self.given(token) && self.name_word(token + 1) && !self.new_line(token + 1))
    }

    /// Whether the word is the name of a month or a weekday.
    pub(super) fn calendar(&self, token: usize) -> bool {
        self.is_any(token, CALENDAR) && self.capital(token)
    }

    /// Whether the word is a function word.
    pub(super) fn closed(&self, token: usize) -> bool {
        self.is_a(token, NameWord::Function)
    }

    /// Whether the word is a possessive clitic.
    pub(super) fn possessive(&self, token: usize) -> bool {
        matches!(self.word(token), "'s" | "’s" | "'" | "’" | "`s")
    }

    /// Whether the token is the first word of its line or follows an opening quotation mark.
    pub(super) fn initial(&self, token: usize) -> bool {
        token == self.line_start(token)
            || (token > 0 && matches!(self.word(token - 1), "\"" | "“" | "‘" | "'" | ":" | "—" | "–"))
    }

    /// The words of a range of tokens as they stand in the text, with line ends as blanks.
    pub(super) fn words_of(&self, tokens: Range<usize>) -> String {
        if tokens.is_empty() {
            return String::new();
        }
        self.document.span(tokens).of(self.text).split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
