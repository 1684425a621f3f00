//! All steps in a row: `annotate`.

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
    let mut space = model.spare.lock().ok().and_then(|mut spare| spare.pop()).unwrap_or_default();
    let mut spans = Vec::new();
    model.segmenter.tokens(text, body, &mut space.segment, &mut spans);
    let mut words: Vec<Word> = spans.iter().map(|span| Word::of(span.of(text))).collect();
    model.lexicon.look_up(&mut words);
    let mut sentences = Vec::new();
    let mut tags = Vec::new();
    segment::tag_text(text, &spans, &words, &model.tagger, &mut space.tag, &mut tags);
    model.segmenter.sentences(text, &spans, &words, &tags, &mut space.segment, &mut sentences);
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
    if let Ok(mut spare) = model.spare.lock() {
        spare.push(space);
    }
    Document::new(tokens, sentences, found)
}

/// Tags, lemmatizes, parses and finds the names of one sentence; all but the lemmas stand in `space`.
pub(crate) fn read_sentence<'t>(
    model: &Model,
    forms: impl Iterator<Item = &'t str> + Clone,
    words: &[Word],
    space: &mut Workspace,
) -> Vec<Box<str>> {
    // The treebanks hold few headlines in capitals: they are read as if they were written like everything else.
    match model.lexicon.calmed(forms.clone(), words) {
        Some((forms, words)) => read_words(model, forms.iter().map(String::as_str), &words, space),
        None => read_words(model, forms, words, space),
    }
}

fn read_words<'t>(
    model: &Model,
    forms: impl Iterator<Item = &'t str>,
    words: &[Word],
    space: &mut Workspace,
) -> Vec<Box<str>> {
    model.tagger.tag(words, &mut space.tag, &mut space.tags);
    let lemmas: Vec<Box<str>> =
        forms.zip(&space.tags).map(|(form, tag)| model.lemmatizer.lemma(form, tag.xpos)).collect();
    let leaves: Vec<Leaf> = leaves(words, &space.tags).collect();
    model.parser.parse(&leaves, &mut space.parse, &mut space.tree);
    let tags: Vec<u32> = space.tags.iter().map(|tag| tag.number()).collect();
    model.names.label(words, &tags, &mut space.names);
    lemmas
}

/// What the parser sees of the tokens.
pub(crate) fn leaves<'a>(words: &'a [Word], tags: &'a [Tag]) -> impl Iterator<Item = Leaf> + 'a {
    words.iter().zip(tags).map(|(word, tag)| Leaf {
        word: word.lower,
        tag: tag.number(),
        ending: word.suffixes[2],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::NameLabel;
    use proptest::prelude::*;

    fn read(text: &str) -> Document {
        annotate(text, Span::new(0, text.len()), Model::embedded())
    }

    /// The words of a text, sentence by sentence.
    fn words(text: &str) -> Vec<Vec<&str>> {
        let document = read(text);
        let word = |index: usize| document.token(index).span.of(text);
        document.sentences().iter().map(|sentence| sentence.clone().map(word).collect()).collect()
    }

    /// The arcs of a text as `dependent relation head`.
    fn arcs(text: &str) -> Vec<String> {
        let document = read(text);
        let word = |index: usize| document.token(index).span.of(text);
        (0..document.tokens().len())
            .map(|index| {
                let head = document.head(index).map_or("-", word);
                format!("{} {} {head}", word(index), document.token(index).deprel.as_str())
            })
            .collect()
    }

    #[track_caller]
    fn check_whole(text: &str) {
        let document = read(text);
        let mut end = 0;
        for token in document.tokens() {
            assert!(token.span.start >= end && token.span.end > token.span.start, "{text:?}");
            let gap = &text[end..token.span.start];
            assert!(!gap.chars().any(char::is_alphanumeric), "{gap:?} is left out of {text:?}");
            end = token.span.end;
        }
        assert!(!text[end..].chars().any(char::is_alphanumeric), "the end of {text:?} is left out");
        let mut covered = 0;
        for sentence in document.sentences() {
            assert_eq!(sentence.start, covered);
            covered = sentence.end;
            let roots = sentence.clone().filter(|index| document.head(*index).is_none()).count();
            assert_eq!(roots, 1, "{text:?}");
            for index in sentence.clone() {
                let mut at = index;
                let mut steps = 0;
                while let Some(head) = document.head(at) {
                    assert!(sentence.contains(&head));
                    at = head;
                    steps += 1;
                    assert!(steps <= sentence.len(), "a circle in {text:?}");
                }
            }
        }
        assert_eq!(covered, document.tokens().len());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_text_becomes_whole_trees(text in any::<String>()) {
            check_whole(&text);
        }

        #[test]
        fn any_words_and_marks_become_whole_trees(text in "[A-Za-z0-9 .,;:!?()\"'’“”$%@/\\-\n\t]{0,200}") {
            check_whole(&text);
        }
    }

    #[test]
    fn odd_texts_become_whole_trees() {
        for text in [
            "",
            " \n\t ",
            "\u{feff}",
            "…",
            "ÄÖÜ ß",
            "北京会谈于周二举行。",
            "Министры встретились в Баку.",
            "a\u{0}b",
        ] {
            check_whole(text);
        }
        check_whole(&"talks and ".repeat(2000));
        check_whole(&"x".repeat(20_000));
        check_whole(&"(".repeat(3000));
    }

    #[test]
    fn a_sentence_is_never_longer_than_the_bound() {
        let text = "and ".repeat(1000);
        assert!(read(&text).sentences().iter().all(|sentence| sentence.len() <= segment::LONGEST_SENTENCE));
    }

    #[test]
    fn only_the_body_is_read() {
        let text = "OSLO, 3 May. Talks began. They went on.";
        let document = annotate(text, Span::new(13, text.len()), Model::embedded());
        assert_eq!(document.token(0).span.of(text), "Talks");
    }

    #[test]
    fn clitics_hyphens_and_abbreviations_are_cut_as_in_the_treebank() {
        assert_eq!(
            words("The U.S. envoy didn't accept Oslo's well-known offer. He can't stay."),
            [
                vec![
                    "The", "U.S.", "envoy", "did", "n't", "accept", "Oslo", "'s", "well", "-", "known",
                    "offer", "."
                ],
                vec!["He", "ca", "n't", "stay", "."],
            ]
        );
    }

    #[test]
    fn a_title_does_not_end_a_sentence() {
        assert_eq!(
            words("They met Gen. Hansen and Dr. Lind on Jan. 5 in St. Gallen. Talks went on.").len(),
            2
        );
    }

    #[test]
    fn a_name_behind_a_title_is_not_cut_off() {
        let text = "President of France Emmanuel Macron and Chancellor of Germany Olaf Scholz met in Oslo.";
        assert_eq!(words(text).len(), 1);
        assert_eq!(words(&format!("Talks in Oslo\n\n{text}")).len(), 2);
    }

    #[test]
    fn a_greeting_in_a_text_without_line_ends_is_a_sentence() {
        let found = words("Please call me back. Thanks, Anna Hi Tom, I have attached the report.");
        assert!(found.iter().any(|sentence| sentence[..] == ["Hi", "Tom", ","]), "{found:?}");
    }

    #[test]
    fn a_name_behind_a_comma_goes_on() {
        assert_eq!(
            words("Norway, Prime Minister Anna Lindqvist said, supports the sovereignty of Moldova.").len(),
            1
        );
    }

    #[test]
    fn a_plain_sentence_has_the_plain_tree() {
        assert_eq!(
            arcs("The minister met the envoy on Tuesday."),
            [
                "The det minister",
                "minister nsubj met",
                "met root -",
                "the det envoy",
                "envoy obj met",
                "on case Tuesday",
                "Tuesday obl met",
                ". punct met",
            ]
        );
    }

    #[test]
    fn a_title_with_its_country_belongs_to_the_name_after_it() {
        let arcs = arcs("President of the Republic of Estonia Mari Tamm attended the conference.");
        for arc in
            ["President nmod:desc Mari", "Tamm flat Mari", "Mari nsubj attended", "conference obj attended"]
        {
            assert!(arcs.iter().any(|found| found == arc), "{arc} is not among {arcs:?}");
        }
    }

    #[test]
    fn words_have_their_dictionary_forms() {
        let document = read("The parties were holding talks.");
        let lemmas: Vec<&str> = document.tokens().iter().map(|token| &*token.lemma).collect();
        assert_eq!(lemmas, ["the", "party", "be", "hold", "talk", "."]);
    }

    #[test]
    fn names_are_found_with_their_kinds() {
        let text = "Prime Minister Mari Tamm visited Germany on Monday.";
        let document = read(text);
        let found = |label: NameLabel| {
            document
                .names()
                .iter()
                .any(|name| name.label == label && !document.span(name.tokens.clone()).is_empty())
        };
        assert!(found(NameLabel::Person) && found(NameLabel::Place) && found(NameLabel::Time));
    }

    #[test]
    fn reading_twice_gives_the_same() {
        let text = "Norway's prime minister said on Friday that talks with Chile would resume.";
        assert_eq!(read(text), read(text));
    }
}
