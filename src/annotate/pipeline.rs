//! All steps in a row: `annotate`.

use super::hash::hash_str;
use super::model::Model;
use super::parse::{Leaf, Tree};
use super::tag::Tag;
use super::word::Word;
use super::{names, parse, segment, tag};
use crate::document::{Document, Token};
use crate::report::Span;

/// Memory that is used for one sentence after the other.
#[derive(Default)]
pub(crate) struct Workspace {
    pub(crate) segment: segment::Scratch,
    pub(crate) tag: tag::Scratch,
    pub(crate) parse: parse::Scratch,
    pub(crate) names: names::Scratch,
    pub(crate) tags: Vec<Tag>,
    pub(crate) tree: Tree,
}

/// Reads a text: sentences, tokens, parts of speech, lemmas, trees and names.
///
/// Only `body` is read, in bytes of `text`, from 0, end-exclusive; it must lie on letter boundaries.
/// Any text has a reading; each sentence is a tree with one root.
pub fn annotate(text: &str, body: Span, model: &Model) -> Document {
    let mut space = Workspace::default();
    let mut spans = Vec::new();
    model.segmenter.tokens(text, body, &mut space.segment, &mut spans);
    let words: Vec<Word> = spans.iter().map(|span| Word::of(span.of(text))).collect();
    let mut sentences = Vec::new();
    model.segmenter.sentences(text, &spans, &words, &mut space.segment, &mut sentences);
    let mut tokens = Vec::with_capacity(spans.len());
    let mut found = Vec::new();
    for sentence in &sentences {
        let first = sentence.start;
        let forms = spans[sentence.clone()].iter().map(|span| span.of(text));
        let lemmas = read_sentence(model, forms, &words[sentence.clone()], &mut space);
        names::names_of(&space.names.labels, first, &mut found);
        for (index, lemma) in lemmas.into_iter().enumerate() {
            let head = space.tree.heads[index] as usize;
            tokens.push(Token {
                span: spans[first + index],
                lemma,
                upos: space.tags[index].upos,
                xpos: space.tags[index].xpos,
                head: if head >= sentence.len() { first + index } else { first + head },
                deprel: model.parser.relations[usize::from(space.tree.labels[index])],
            });
        }
    }
    Document::new(tokens, sentences, found)
}

/// Tags, lemmatizes, parses and finds the names of one sentence; all but the lemmas stand in `space`.
pub(crate) fn read_sentence<'t>(
    model: &Model,
    forms: impl Iterator<Item = &'t str>,
    words: &[Word],
    space: &mut Workspace,
) -> Vec<Box<str>> {
    model.tagger.tag(words, &mut space.tag, &mut space.tags);
    let lemmas: Vec<Box<str>> =
        forms.zip(&space.tags).map(|(form, tag)| model.lemmatizer.lemma(form, tag.xpos)).collect();
    let leaves: Vec<Leaf> = leaves(words, &lemmas, &space.tags).collect();
    model.parser.parse(&leaves, &mut space.parse, &mut space.tree);
    let tags: Vec<u32> = space.tags.iter().map(|tag| tag.number()).collect();
    model.names.label(words, &tags, &mut space.names);
    lemmas
}

/// What the parser sees of the tokens.
pub(crate) fn leaves<'a>(
    words: &'a [Word],
    lemmas: &'a [Box<str>],
    tags: &'a [Tag],
) -> impl Iterator<Item = Leaf> + 'a {
    words.iter().zip(lemmas).zip(tags).map(|((word, lemma), tag)| Leaf {
        word: word.lower,
        lemma: hash_str(lemma),
        tag: tag.number(),
        upos: tag.upos as u32 + 1,
    })
}
