//! CoNLL-U: the form in which treebanks, rule tests and people exchange trees.

use crate::document::{Deprel, Document, Token, Upos, Xpos};
use crate::report::Span;
use std::fmt::Write;

/// Why a CoNLL-U text cannot be read.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("line {line}: {problem}")]
pub struct ConlluError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there, what was found and what is expected.
    pub problem: String,
}

/// A word line of a CoNLL-U sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) form: String,
    pub(crate) lemma: String,
    pub(crate) upos: Upos,
    pub(crate) xpos: Xpos,
    /// The number of the head, from 1; 0 is the root.
    pub(crate) head: usize,
    pub(crate) deprel: Deprel,
    /// Where the word stands in the sentence's text, in bytes.
    pub(crate) span: Span,
}

/// A sentence as it stands in a CoNLL-U text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sentence {
    pub(crate) id: String,
    /// Whether a document or paragraph begins with this sentence.
    pub(crate) opens: bool,
    /// The text, made of the tokens and the spaces between them.
    pub(crate) text: String,
    /// Whether a space follows the last token.
    pub(crate) space_after: bool,
    pub(crate) rows: Vec<Row>,
}

/// Reads the sentences of a CoNLL-U text.
pub(crate) fn sentences(input: &str) -> Result<Vec<Sentence>, ConlluError> {
    let mut done = Vec::new();
    let mut sentence = Sentence::default();
    let mut first_line = 1;
    // The surface of a multi-word token and the number of its last word.
    let mut joined: Option<(usize, Span, bool)> = None;
    for (index, line) in input.lines().chain([""]).enumerate() {
        let line_number = index + 1;
        let fail = |problem: String| ConlluError { line: line_number, problem };
        let line = line.trim_end_matches('\r');
        if line.trim().is_empty() {
            if !sentence.rows.is_empty() {
                if sentence.text.ends_with(' ') {
                    sentence.text.pop();
                }
                check_tree(&sentence, first_line)?;
                done.push(std::mem::take(&mut sentence));
            }
            sentence = Sentence::default();
            joined = None;
            continue;
        }
        if let Some(comment) = line.strip_prefix('#') {
            let comment = comment.trim();
            if let Some(id) = comment.strip_prefix("sent_id =") {
                id.trim().clone_into(&mut sentence.id);
            } else if comment.starts_with("newpar") || comment.starts_with("newdoc") {
                sentence.opens = true;
            }
            continue;
        }
        let columns: Vec<&str> = line.split('\t').collect();
        let [id, form, lemma, upos, xpos, _, head, deprel, _, misc] = columns[..] else {
            return Err(fail(format!("expected 10 columns separated by tabs, found {}", columns.len())));
        };
        let spaced = !misc.split('|').any(|item| item == "SpaceAfter=No");
        if id.contains('.') {
            continue;
        }
        if let Some((from, to)) = id.split_once('-') {
            let (Ok(_), Ok(to)) = (from.parse::<usize>(), to.parse::<usize>()) else {
                return Err(fail(format!("`{id}` is not a range of word numbers such as `3-4`")));
            };
            let start = sentence.text.len();
            sentence.text.push_str(form);
            joined = Some((to, Span::new(start, sentence.text.len()), spaced));
            continue;
        }
        if sentence.rows.is_empty() {
            first_line = line_number;
        }
        if id.parse() != Ok(sentence.rows.len() + 1) {
            return Err(fail(format!("expected the word number {}, found `{id}`", sentence.rows.len() + 1)));
        }
        let Some(upos) = Upos::parse(upos) else {
            return Err(fail(format!("`{upos}` is not a universal part of speech such as `NOUN`")));
        };
        let Ok(head) = head.parse::<usize>() else {
            return Err(fail(format!("`{head}` is not the number of a head word or 0")));
        };
        let (span, space) = if let Some((last, rest, spaced)) = &mut joined {
            let is_last = *last == sentence.rows.len() + 1;
            let length = part_of(&sentence.text[rest.start..rest.end], form, is_last);
            let span = Span::new(rest.start, rest.start + length);
            rest.start += length;
            (span, is_last && *spaced)
        } else {
            let start = sentence.text.len();
            sentence.text.push_str(form);
            (Span::new(start, sentence.text.len()), spaced)
        };
        if joined.is_some_and(|(last, ..)| last <= sentence.rows.len() + 1) {
            joined = None;
        }
        if joined.is_none() {
            sentence.space_after = space;
        }
        if space {
            sentence.text.push(' ');
        }
        sentence.rows.push(Row {
            form: form.to_owned(),
            lemma: lemma.to_owned(),
            upos,
            xpos: Xpos::parse(xpos),
            head,
            deprel: Deprel::parse(deprel),
            span,
        });
    }
    Ok(done)
}

/// How many bytes of the rest of a multi-word token belong to the word `form`.
fn part_of(rest: &str, form: &str, is_last: bool) -> usize {
    if is_last {
        return rest.len();
    }
    if rest.starts_with(form) {
        return form.len();
    }
    // The word is written otherwise than it stands there; it gets as many letters as it has, if so many are left.
    let letters = form.chars().count().min(rest.chars().count().saturating_sub(1));
    rest.char_indices().nth(letters).map_or(rest.len(), |(at, _)| at)
}

/// Checks that the heads make a tree.
fn check_tree(sentence: &Sentence, line: usize) -> Result<(), ConlluError> {
    let count = sentence.rows.len();
    for (index, row) in sentence.rows.iter().enumerate() {
        let problem = |problem: String| ConlluError { line: line + index, problem };
        if row.head > count {
            return Err(problem(format!("the head {} is not in the sentence of {count} words", row.head)));
        }
        let mut at = row.head;
        let mut steps = 0;
        while at != 0 {
            at = sentence.rows[at - 1].head;
            steps += 1;
            if steps > count {
                return Err(problem(format!("the head of word {} leads in a circle", index + 1)));
            }
        }
    }
    Ok(())
}

/// Reads a CoNLL-U text as a document, together with the text that its words make.
///
/// Sentences are parted by one space, paragraphs (`# newpar`, `# newdoc`) by an empty line.
///
/// # Errors
///
/// If a line has not ten columns, a number or tag is none, or the heads of a sentence are not a tree.
pub fn read(input: &str) -> Result<(String, Document), ConlluError> {
    let mut text = String::new();
    let (mut tokens, mut ranges) = (Vec::new(), Vec::new());
    for sentence in sentences(input)? {
        if !text.is_empty() {
            text.push_str(if sentence.opens { "\n\n" } else { " " });
        }
        let (offset, first) = (text.len(), tokens.len());
        text.push_str(&sentence.text);
        for (index, row) in sentence.rows.iter().enumerate() {
            tokens.push(Token {
                span: Span::new(offset + row.span.start, offset + row.span.end),
                lemma: row.lemma.as_str().into(),
                upos: row.upos,
                xpos: row.xpos,
                head: if row.head == 0 { first + index } else { first + row.head - 1 },
                deprel: row.deprel,
            });
        }
        ranges.push(first..tokens.len());
    }
    Ok((text, Document::new(tokens, ranges, Vec::new())))
}

/// Writes a document as CoNLL-U; `text` is the text to which its offsets refer.
pub fn write(text: &str, document: &Document) -> String {
    let mut out = String::new();
    let mut end_before = None;
    for (number, sentence) in document.sentences().iter().enumerate() {
        if sentence.is_empty() {
            continue;
        }
        let whole = document.span(sentence.clone());
        if end_before.is_some_and(|end: usize| super::segment::gap_kind(&text[end..whole.start]) == 3) {
            out.push_str("# newpar\n");
        }
        end_before = Some(whole.end);
        let shown = whole.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
        let _ = writeln!(out, "# sent_id = {}\n# text = {shown}", number + 1);
        for index in sentence.clone() {
            let token = document.token(index);
            let head = document.head(index).map_or(0, |head| head - sentence.start + 1);
            let glued = index + 1 < sentence.end && document.token(index + 1).span.start == token.span.end;
            let form = token.span.of(text).replace(['\t', '\n', '\r'], " ");
            let _ = writeln!(
                out,
                "{}\t{form}\t{}\t{}\t{}\t{}\t{head}\t{}\t_\t{}",
                index - sentence.start + 1,
                token.lemma,
                token.upos.as_str(),
                token.xpos.as_str(),
                super::morphology::features(token),
                token.deprel.as_str(),
                if glued { "SpaceAfter=No" } else { "_" },
            );
        }
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const TALKS: &str = "# text = Envoys can't meet.\n\
        1\tEnvoys\tenvoy\tNOUN\tNNS\tNumber=Plur\t4\tnsubj\t_\t_\n\
        2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\t_\n\
        2\tca\tcan\tAUX\tMD\tVerbForm=Fin\t4\taux\t_\t_\n\
        3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_\n\
        4\tmeet\tmeet\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\tSpaceAfter=No\n\
        5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_\n\n";

    #[test]
    fn words_of_one_token_stand_side_by_side() {
        let (text, document) = read(TALKS).unwrap();
        assert_eq!(text, "Envoys can't meet.");
        let words: Vec<&str> = document.tokens().iter().map(|token| token.span.of(&text)).collect();
        assert_eq!(words, ["Envoys", "ca", "n't", "meet", "."]);
        assert_eq!(document.head(0), Some(3));
        assert_eq!(document.head(3), None);
    }

    #[test]
    fn what_is_written_is_read_again() {
        let (text, document) = read(TALKS).unwrap();
        let (again, same) = read(&write(&text, &document)).unwrap();
        assert_eq!((again, same), (text, document));
    }

    #[test]
    fn err_a_circle_of_heads_is_refused() {
        let error = read(&TALKS.replace("\t0\troot", "\t1\tdep")).unwrap_err();
        assert_eq!(error.to_string(), "line 2: the head of word 1 leads in a circle");
    }

    #[test]
    fn err_a_line_without_tabs_is_refused() {
        let error = read("1 Envoys envoy").unwrap_err();
        assert_eq!(error.to_string(), "line 1: expected 10 columns separated by tabs, found 1");
    }
}
