//! What a statistical parser attaches wrongly and the language decides: repairs of the tree before rules read it.

pub mod attachment;
pub mod clauses;
pub mod coordination;
pub mod parties;
pub mod reporting;

use crate::document::{Document, Upos};

fn relation(document: &Document, token: usize) -> &'static str {
    document.token(token).deprel.as_str()
}

fn lower(text: &str, document: &Document, token: usize) -> String {
    document.token(token).span.of(text).to_lowercase()
}

fn case(text: &str, document: &Document, token: usize) -> Option<String> {
    document
        .children(token)
        .find(|child| relation(document, *child) == "case")
        .map(|child| lower(text, document, child))
}

/// Whether a verb is finite, or a past participle, for which the tagger takes a past tense now and then.
fn is_past_or_finite(document: &Document, token: usize) -> bool {
    let tag = document.token(token).xpos;
    tag.is_finite() || tag.as_str() == "VBN"
}

fn nominal(document: &Document, token: usize) -> bool {
    matches!(document.token(token).upos, Upos::Noun | Upos::Propn | Upos::Num)
}

/// A document of one sentence from lines of word, lemma, part of speech, tag, head (from 1, 0 is the root), relation.
#[cfg(test)]
fn read_tree(lines: &[(&str, &str, &str, &str, usize, &str)]) -> (String, Document) {
    use crate::document::{Deprel, Token, Xpos};
    use crate::report::Span;
    let mut text = String::new();
    let mut tokens = Vec::new();
    for (at, (word, lemma, upos, xpos, head, deprel)) in lines.iter().enumerate() {
        let start = text.len();
        text.push_str(word);
        tokens.push(Token {
            span: Span::new(start, text.len()),
            lemma: (*lemma).into(),
            upos: Upos::parse(upos).unwrap_or(Upos::X),
            xpos: Xpos::parse(xpos),
            head: if *head == 0 { at } else { head - 1 },
            deprel: Deprel::parse(deprel),
        });
        text.push(' ');
    }
    let count = tokens.len();
    (text, Document::new(tokens, std::iter::once(0..count).collect(), Vec::new()))
}
