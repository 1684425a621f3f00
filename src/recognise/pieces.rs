//! Text cut at every change between letters, digits and marks: `Pieces`, the ground of the time and number grammars.
//!
//! Tokenizers differ on "27-28", "$1bn" and "mid-2021"; the grammars must not care, so they read pieces.

use crate::document::Document;
use crate::report::Span;
use std::ops::Range;

/// What a piece consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Digits, with commas between groups of three and points before digits: "120,000", "1.5".
    Number,
    /// Letters, with points after single letters: "August", "U.S".
    Word,
    /// One character of any other kind: "-", "€".
    Mark,
}

/// One piece of a sentence.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece {
    /// Where it stands, in bytes of the report's text, from 0, end-exclusive.
    pub(crate) span: Span,
    /// What it consists of.
    pub(crate) shape: Shape,
    /// Whether it follows the piece before it without a space.
    pub(crate) glued: bool,
    /// The token in which it starts.
    pub(crate) token: usize,
}

/// All pieces of a document, sentence by sentence.
pub(crate) struct Pieces<'a> {
    text: &'a str,
    lower: String,
    all: Vec<Piece>,
    sentences: Vec<Range<usize>>,
}

impl<'a> Pieces<'a> {
    /// Cuts the sentences of a document.
    pub(crate) fn new(text: &'a str, document: &Document) -> Self {
        // ASCII lower case keeps every byte offset.
        let lower = text.to_ascii_lowercase();
        let mut all = Vec::with_capacity(document.tokens().len() + document.tokens().len() / 8);
        let mut sentences = Vec::with_capacity(document.sentences().len());
        for range in document.sentences() {
            let start = all.len();
            if !range.is_empty() {
                cut(text, document, range.clone(), &mut all);
            }
            sentences.push(start..all.len());
        }
        Self { text, lower, all, sentences }
    }

    /// The sentences, each a range of pieces.
    pub(crate) fn sentences(&self) -> &[Range<usize>] {
        &self.sentences
    }

    /// The piece with this number.
    pub(crate) fn get(&self, index: usize) -> &Piece {
        &self.all[index]
    }

    /// The piece in lower case.
    pub(crate) fn lower(&self, index: usize) -> &str {
        self.all[index].span.of(&self.lower)
    }

    /// The piece as written.
    pub(crate) fn raw(&self, index: usize) -> &'a str {
        self.all[index].span.of(self.text)
    }

    /// The text from one piece to before another, in lower case.
    pub(crate) fn lower_of(&self, range: Range<usize>) -> &str {
        self.span(range).of(&self.lower)
    }

    /// Where a range of pieces stands.
    pub(crate) fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.all[range.start].span.start, self.all[range.end - 1].span.end)
    }

    /// The tokens that a range of pieces touches.
    pub(crate) fn tokens(&self, range: Range<usize>) -> Range<usize> {
        self.all[range.start].token..self.all[range.end - 1].token + 1
    }
}

/// Looking at the pieces of one sentence; outside its bounds there is nothing.
pub(crate) trait Look {
    /// All pieces.
    fn pieces(&self) -> &Pieces<'_>;

    /// Those that may be looked at.
    fn bounds(&self) -> Range<usize>;

    fn within(&self, at: usize) -> bool {
        self.bounds().contains(&at)
    }

    /// The piece in lower case.
    fn lower(&self, at: usize) -> &str {
        if self.within(at) { self.pieces().lower(at) } else { "" }
    }

    /// The piece before in lower case.
    fn before(&self, at: usize) -> &str {
        if at > self.bounds().start { self.lower(at - 1) } else { "" }
    }

    fn is_shape(&self, at: usize, shape: Shape) -> bool {
        self.within(at) && self.pieces().get(at).shape == shape
    }

    fn is_number(&self, at: usize) -> bool {
        self.is_shape(at, Shape::Number)
    }

    fn is_word(&self, at: usize) -> bool {
        self.is_shape(at, Shape::Word)
    }

    fn is_glued(&self, at: usize) -> bool {
        self.within(at) && self.pieces().get(at).glued
    }

    fn is_capitalised(&self, at: usize) -> bool {
        self.within(at) && self.pieces().raw(at).starts_with(char::is_uppercase)
    }

    fn is_dash(&self, at: usize) -> bool {
        matches!(self.lower(at), "-" | "–" | "—" | "‑")
    }
}

fn cut(text: &str, document: &Document, tokens: Range<usize>, all: &mut Vec<Piece>) {
    let whole = document.span(tokens.clone());
    let end = whole.end.min(text.len());
    let mut token = tokens.start;
    let mut at = whole.start;
    let mut before = whole.start;
    while let Some(first) = text.get(at..end).and_then(|rest| rest.chars().next()) {
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        while token + 1 < tokens.end && document.token(token + 1).span.start <= at {
            token += 1;
        }
        let rest = &text[at..end];
        let (shape, len) = if first.is_ascii_digit() {
            (Shape::Number, number_len(rest.as_bytes()))
        } else if first.is_alphanumeric() {
            (Shape::Word, word_len(rest))
        } else {
            (Shape::Mark, first.len_utf8())
        };
        let glued = at == before && at > whole.start;
        all.push(Piece { span: Span::new(at, at + len), shape, glued, token });
        at += len;
        before = at;
    }
}

fn number_len(bytes: &[u8]) -> usize {
    let digit = |index: usize| bytes.get(index).is_some_and(u8::is_ascii_digit);
    let mut len = 1;
    loop {
        let group = digit(len + 1) && digit(len + 2) && digit(len + 3) && !digit(len + 4);
        match bytes.get(len) {
            Some(byte) if byte.is_ascii_digit() => len += 1,
            Some(b',') if group => len += 4,
            Some(b'.') if digit(len + 1) => len += 2,
            _ => return len,
        }
    }
}

fn word_len(rest: &str) -> usize {
    let mut segment = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c == '.' && segment == 1 && chars.peek().is_some_and(|(_, next)| next.is_alphabetic()) {
            segment = 0;
        } else if c.is_alphanumeric() && !c.is_ascii_digit() {
            segment += 1;
        } else {
            return at;
        }
    }
    rest.len()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::document::{Deprel, Token, Upos, Xpos};

    /// A document whose tokens are the pieces between spaces and marks, and whose tree is flat.
    pub(crate) fn flat_document(text: &str) -> Document {
        let mut tokens: Vec<Token> = Vec::new();
        let mut push = |start: usize, end: usize| {
            let lemma = text[start..end].to_lowercase().into();
            let head = tokens.len();
            let (upos, xpos, deprel) = (Upos::X, Xpos::parse("XX"), Deprel::ROOT);
            tokens.push(Token { span: Span::new(start, end), lemma, upos, xpos, head, deprel });
        };
        let mut start = None;
        for (at, c) in text.char_indices() {
            let inside = c.is_alphanumeric() || "-.,/:'".contains(c);
            if !inside && let Some(first) = start.take() {
                push(first, at);
            }
            if inside {
                start.get_or_insert(at);
            } else if !c.is_whitespace() {
                push(at, at + c.len_utf8());
            }
        }
        if let Some(first) = start {
            push(first, text.len());
        }
        let all = 0..tokens.len();
        let sentences = if tokens.is_empty() { Vec::new() } else { vec![all] };
        Document::new(tokens, sentences, Vec::new())
    }

    fn pieces(text: &str) -> Vec<&str> {
        let pieces = Pieces::new(text, &flat_document(text));
        (0..pieces.all.len()).map(|index| pieces.raw(index)).collect()
    }

    #[test]
    fn letters_digits_and_marks_are_apart() {
        assert_eq!(pieces("$1bn in mid-2021"), ["$", "1", "bn", "in", "mid", "-", "2021"]);
        assert_eq!(pieces("27th, U.S. 1.5"), ["27", "th", ",", "U.S", ".", "1.5"]);
    }

    #[test]
    fn a_comma_joins_groups_of_three_digits_only() {
        assert_eq!(pieces("120,000 on May 14,2021"), ["120,000", "on", "May", "14", ",", "2021"]);
    }

    #[test]
    fn no_text_has_no_pieces() {
        assert!(pieces("").is_empty());
    }
}
