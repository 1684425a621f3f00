//! The linguistic reading of a report: `Document`, and `Sentence`, `Token` as views of it.

use crate::report::Span;
use rustc_hash::FxHashSet;
use std::ops::Range;

/// Universal part-of-speech tags, <https://universaldependencies.org/u/pos/>.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
#[expect(missing_docs, reason = "the names are those of Universal Dependencies")]
pub enum Upos {
    Adj,
    Adp,
    Adv,
    Aux,
    Cconj,
    Det,
    Intj,
    Noun,
    Num,
    Part,
    Pron,
    Propn,
    Punct,
    Sconj,
    Sym,
    Verb,
    X,
}

impl Upos {
    /// All tags, in the order of their numbers.
    pub const ALL: [Upos; 17] = [
        Upos::Adj,
        Upos::Adp,
        Upos::Adv,
        Upos::Aux,
        Upos::Cconj,
        Upos::Det,
        Upos::Intj,
        Upos::Noun,
        Upos::Num,
        Upos::Part,
        Upos::Pron,
        Upos::Propn,
        Upos::Punct,
        Upos::Sconj,
        Upos::Sym,
        Upos::Verb,
        Upos::X,
    ];

    /// The tag as it stands in CoNLL-U.
    pub const fn as_str(self) -> &'static str {
        [
            "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN",
            "PUNCT", "SCONJ", "SYM", "VERB", "X",
        ][self as usize]
    }

    /// Reads a tag as it stands in CoNLL-U.
    pub fn parse(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|upos| upos.as_str() == tag)
    }
}

/// The English-specific part-of-speech tags of the Penn Treebank, as the UD English treebanks use them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Xpos(u8);

impl Xpos {
    /// All tags, in the order of their numbers.
    pub const NAMES: [&'static str; 51] = [
        "XX", "$", "''", ",", "-LRB-", "-RRB-", ".", ":", "ADD", "AFX", "CC", "CD", "DT", "EX", "FW", "GW",
        "HYPH", "IN", "JJ", "JJR", "JJS", "LS", "MD", "NFP", "NN", "NNP", "NNPS", "NNS", "PDT", "POS", "PRP",
        "PRP$", "RB", "RBR", "RBS", "RP", "SYM", "TO", "UH", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "WDT",
        "WP", "WP$", "WRB", "``", "_",
    ];

    /// The tag as it stands in CoNLL-U.
    pub const fn as_str(self) -> &'static str {
        Self::NAMES[self.0 as usize]
    }

    /// The tag's number in [`Self::NAMES`].
    pub const fn index(self) -> usize {
        self.0 as usize
    }

    /// Reads a tag as it stands in CoNLL-U; an unknown one becomes `XX`.
    pub fn parse(tag: &str) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "there are 51 names")]
        Self(Self::NAMES.iter().position(|name| *name == tag).unwrap_or(0) as u8)
    }

    /// Whether it is the tag of a finite verb: past, or present in any person; a modal is an auxiliary and counts not.
    pub fn is_finite(self) -> bool {
        matches!(self.as_str(), "VBD" | "VBZ" | "VBP")
    }
}

/// A dependency relation of Universal Dependencies with the subtypes of the English treebanks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Deprel(u8);

impl Deprel {
    /// All relations, in the order of their numbers; at most 64, so that a set of them is one `u64`.
    pub const NAMES: [&'static str; 52] = [
        "root",
        "acl",
        "acl:relcl",
        "advcl",
        "advcl:relcl",
        "advmod",
        "amod",
        "appos",
        "aux",
        "aux:pass",
        "case",
        "cc",
        "cc:preconj",
        "ccomp",
        "compound",
        "compound:prt",
        "conj",
        "cop",
        "csubj",
        "csubj:pass",
        "csubj:outer",
        "dep",
        "det",
        "det:predet",
        "discourse",
        "dislocated",
        "expl",
        "fixed",
        "flat",
        "goeswith",
        "iobj",
        "list",
        "mark",
        "nmod",
        "nmod:poss",
        "nmod:unmarked",
        "nmod:desc",
        "nsubj",
        "nsubj:pass",
        "nsubj:outer",
        "nummod",
        "obj",
        "obl",
        "obl:agent",
        "obl:unmarked",
        "orphan",
        "parataxis",
        "punct",
        "reparandum",
        "vocative",
        "xcomp",
        "flat:foreign",
    ];

    /// The relation of a sentence's root.
    pub const ROOT: Self = Self(0);

    /// The relation as it stands in CoNLL-U.
    pub const fn as_str(self) -> &'static str {
        Self::NAMES[self.0 as usize]
    }

    /// The relation's number in [`Self::NAMES`].
    pub const fn index(self) -> usize {
        self.0 as usize
    }

    /// The relation without its subtype: `nmod` of `nmod:poss`.
    pub fn base(self) -> &'static str {
        let name = self.as_str();
        name.split_once(':').map_or(name, |(base, _)| base)
    }

    /// Reads a relation as it stands in CoNLL-U; an unknown subtype falls back to its base, the rest to `dep`.
    pub fn parse(name: &str) -> Self {
        let find = |name: &str| Self::NAMES.iter().position(|known| *known == name);
        let index =
            find(name).or_else(|| find(name.split(':').next().unwrap_or_default())).or_else(|| find("dep"));
        #[expect(clippy::cast_possible_truncation, reason = "there are 52 names")]
        Self(index.unwrap_or(0) as u8)
    }
}

/// One token: a word, a clitic, a number or a punctuation mark, by the conventions of UD English EWT.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands, in bytes of the report's text, from 0, end-exclusive.
    pub span: Span,
    /// The dictionary form, in lower case except for proper names.
    pub lemma: Box<str>,
    /// The universal part of speech.
    pub upos: Upos,
    /// The English-specific part of speech.
    pub xpos: Xpos,
    /// The token on which this one depends, as its number in the document; the token itself at a root.
    pub head: usize,
    /// The relation to the head.
    pub deprel: Deprel,
}

/// What a name tagged by the statistical names tagger stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameLabel {
    /// A person: "Jens Stoltenberg".
    Person,
    /// An organisation: "World Health Organization".
    Organization,
    /// A geographical place: "Brussels", "the Caspian Sea".
    Place,
    /// A state, nation or nationality: "Turkey", "Azerbaijani".
    Nation,
    /// A time expression: "Monday", "December 14".
    Time,
    /// Anything else with a name: works, events, nature.
    Other,
}

/// A name found by the statistical names tagger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The tokens, as numbers in the document, end-exclusive.
    pub tokens: Range<usize>,
    /// What kind of name it is.
    pub label: NameLabel,
}

/// The linguistic reading of one report; sentences and tokens are views into it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    tokens: Vec<Token>,
    sentences: Vec<Range<usize>>,
    sentence_of: Vec<u32>,
    names: Vec<Name>,
    child_start: Vec<u32>,
    children: Vec<u32>,
}

impl Document {
    /// Makes a document of its parts.
    ///
    /// `sentences` are ranges of token numbers that cover all tokens in order.
    /// A head outside its sentence is mended to the token itself.
    pub fn new(mut tokens: Vec<Token>, sentences: Vec<Range<usize>>, names: Vec<Name>) -> Self {
        let mut sentence_of = vec![0; tokens.len()];
        for (number, range) in sentences.iter().enumerate() {
            for index in range.clone() {
                sentence_of[index] = u32::try_from(number).unwrap_or(u32::MAX);
                if !range.contains(&tokens[index].head) {
                    tokens[index].head = index;
                }
            }
        }
        let mut document = Self { tokens, sentences, sentence_of, names, ..Self::default() };
        document.index_children();
        document
    }

    fn index_children(&mut self) {
        let mut start = vec![0_u32; self.tokens.len() + 1];
        for (index, token) in self.tokens.iter().enumerate() {
            if token.head != index {
                start[token.head + 1] += 1;
            }
        }
        for index in 1..start.len() {
            start[index] += start[index - 1];
        }
        let mut next = start.clone();
        let mut children = vec![0_u32; start.last().map_or(0, |last| *last as usize)];
        for (index, token) in self.tokens.iter().enumerate() {
            if token.head != index {
                children[next[token.head] as usize] = u32::try_from(index).unwrap_or(u32::MAX);
                next[token.head] += 1;
            }
        }
        self.child_start = start;
        self.children = children;
    }

    /// The tokens, in the order of the text.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The token with this number.
    pub fn token(&self, index: usize) -> &Token {
        &self.tokens[index]
    }

    /// The sentences, each a range of token numbers.
    pub fn sentences(&self) -> &[Range<usize>] {
        &self.sentences
    }

    /// The number of the sentence in which a token stands, from 0.
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentence_of[token] as usize
    }

    /// The names that the statistical names tagger found, in the order of the text.
    pub fn names(&self) -> &[Name] {
        &self.names
    }

    /// The tokens that depend directly on this one, in the order of the text.
    pub fn children(&self, token: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let range = self.child_start[token] as usize..self.child_start[token + 1] as usize;
        self.children[range].iter().map(|child| *child as usize)
    }

    /// The token on which this one depends; nothing at a root.
    pub fn head(&self, token: usize) -> Option<usize> {
        let head = self.tokens[token].head;
        (head != token).then_some(head)
    }

    /// The words from the first to the last of a range of tokens, in bytes of the report's text.
    pub fn span(&self, tokens: Range<usize>) -> Span {
        Span::new(self.tokens[tokens.start].span.start, self.tokens[tokens.end - 1].span.end)
    }

    /// The token and all that depend on it, directly or not, as sorted token numbers.
    pub fn subtree(&self, token: usize) -> Vec<usize> {
        let mut found = vec![token];
        let mut next = 0;
        while next < found.len() {
            let at = found[next];
            found.extend(self.children(at));
            next += 1;
        }
        found.sort_unstable();
        found
    }

    /// Gives tokens new heads and relations, as `(token, head, relation)`; a token that is its own head is a root.
    ///
    /// Used where knowledge of names or of the language tells more than the parser saw.
    /// Of several changes of one token the last counts. Changes are made in whatever order lets all of them be
    /// made without a circle; those that would close one whatever the order are left out, as several repairs that
    /// each look at the tree alone may ask for what cannot be had together. What was a tree so stays without circles.
    pub fn reattach(&mut self, changes: &[(usize, usize, Deprel)]) {
        let mut seen = FxHashSet::default();
        let mut waiting: Vec<_> =
            changes.iter().rev().filter(|change| seen.insert(change.0)).copied().collect();
        waiting.reverse();
        loop {
            let before = waiting.len();
            waiting.retain(|&(token, head, deprel)| {
                let closes = head != token && self.depends_on(head, token);
                if !closes {
                    self.tokens[token].head = head;
                    self.tokens[token].deprel = deprel;
                }
                closes
            });
            if waiting.len() == before {
                break;
            }
        }
        if !changes.is_empty() {
            self.index_children();
        }
    }

    /// Whether a token is another one or depends on it, directly or not.
    fn depends_on(&self, mut token: usize, other: usize) -> bool {
        while token != other {
            match self.head(token) {
                Some(head) => token = head,
                None => return false,
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A sentence whose tokens have these heads, from 0; a token that is its own head is a root.
    fn sentence(heads: &[usize]) -> Document {
        let token = |(at, head): (usize, &usize)| Token {
            span: Span::new(at, at + 1),
            lemma: "x".into(),
            upos: Upos::X,
            xpos: Xpos::parse("FW"),
            head: *head,
            deprel: Deprel::parse("dep"),
        };
        let tokens = heads.iter().enumerate().map(token).collect();
        Document::new(tokens, std::iter::once(0..heads.len()).collect(), Vec::new())
    }

    fn heads(document: &Document) -> Vec<usize> {
        document.tokens().iter().map(|token| token.head).collect()
    }

    fn to(token: usize, head: usize) -> (usize, usize, Deprel) {
        (token, head, Deprel::parse("nmod"))
    }

    #[test]
    fn changes_that_need_one_another_are_made_in_any_order() {
        // The root and what depends on it change places.
        for changes in [[to(0, 1), to(1, 1)], [to(1, 1), to(0, 1)]] {
            let mut document = sentence(&[0, 0, 1]);
            document.reattach(&changes);
            assert_eq!(heads(&document), [1, 1, 1]);
            assert_eq!(document.subtree(1), [0, 1, 2]);
        }
    }

    #[test]
    fn a_change_that_would_close_a_circle_is_left_out() {
        let mut document = sentence(&[0, 0, 0, 1]);
        document.reattach(&[to(1, 2), to(2, 3), to(3, 0)]);
        assert_eq!(heads(&document), [0, 2, 3, 0], "all three can be had");
        let mut document = sentence(&[0, 0, 0, 0]);
        document.reattach(&[to(1, 2), to(2, 1), to(3, 2)]);
        assert_eq!(heads(&document), [0, 2, 0, 2]);
        assert_eq!(document.token(2).deprel.as_str(), "dep");
        assert_eq!(document.subtree(0), [0, 1, 2, 3]);
    }

    #[test]
    fn of_several_changes_of_a_token_the_last_counts() {
        let mut document = sentence(&[0, 0, 0]);
        document.reattach(&[to(2, 1), to(2, 2)]);
        assert_eq!(heads(&document), [0, 0, 2]);
    }
}
