//! The words of a noun phrase or clause, as short as a table would give them.

use super::graph::Graph;
use crate::document::Upos;
use std::ops::Range;

/// The most tokens of a remark in brackets behind which a phrase goes on, with the brackets.
const LONGEST_REMARK: usize = 5;

/// The tokens of a phrase around its head, as one range: without those coordinated with it, without its preposition,
/// determiner and conjunction in front, without side remarks and without the sentence's punctuation behind.
pub fn tokens(graph: &Graph<'_>, head: usize) -> Range<usize> {
    let document = graph.document;
    let mut inside = vec![head];
    let mut next = 0;
    while next < inside.len() {
        let at = inside[next];
        next += 1;
        for child in document.children(at) {
            let relation = document.token(child).deprel.as_str();
            let left_out = at == head
                && matches!(
                    relation,
                    "conj" | "cc" | "parataxis" | "cc:preconj" | "list" | "vocative" | "discourse"
                );
            // A relative clause after a comma tells more, not which.
            let side_remark = matches!(relation, "acl:relcl" | "appos")
                && document
                    .children(child)
                    .any(|c| document.token(c).upos == Upos::Punct && c < child && c > at)
                || (matches!(relation, "acl:relcl" | "appos")
                    && child > at
                    && (at + 1..child)
                        .any(|between| graph.lower(between) == "," && document.head(between) == Some(child)));
            // "the security of the border as well as reaffirmed their commitment": the next thing that was done.
            let past = document.token(child).xpos.as_str() == "VBD";
            let finite = matches!(document.token(child).xpos.as_str(), "VBN" | "VBZ" | "VBP");
            let has_object = || document.children(child).any(|c| document.token(c).deprel.as_str() == "obj");
            let next_clause = relation == "conj"
                && document.token(child).upos == Upos::Verb
                && match document.token(at).upos {
                    // "efforts to ease trade and looked forward to": an infinitive and a past tense do not stand side by
                    // side.
                    Upos::Verb => matches!(document.token(at).xpos.as_str(), "VB" | "VBG") && past,
                    _ => past || finite && has_object(),
                };
            if !left_out && !side_remark && !next_clause {
                inside.push(child);
            }
        }
    }
    inside.sort_unstable();
    let position = inside.binary_search(&head).unwrap_or(0);
    let mut first = position;
    while first > 0 && inside[first - 1] + 1 == inside[first] {
        first -= 1;
    }
    let mut last = position;
    while last + 1 < inside.len()
        && (inside[last] + 1 == inside[last + 1] || is_bracketed(graph, inside[last] + 1..inside[last + 1]))
    {
        last += 1;
    }
    let (mut start, mut end) = (inside[first], inside[last] + 1);
    while start < head && is_lead(graph, start, head) {
        start += 1;
    }
    while end > head + 1 && (is_tail(graph, end - 1) || closes_nothing(graph, start..end)) {
        end -= 1;
    }
    end = before_next_subject(graph, head, end);
    // A word that the tokeniser parts (".0outh-East" of a scan, "cannot") is not cut in two.
    while start > 0 && one_word(graph, start) {
        start -= 1;
    }
    while end < document.tokens().len() && one_word(graph, end) {
        end += 1;
    }
    start..end
}

/// "the situation in Peru and the minister | thanked him": where the last of a phrase is the subject of the next clause,
/// whose verb has an object and no other subject, the phrase ends before it.
fn before_next_subject(graph: &Graph<'_>, head: usize, end: usize) -> usize {
    let document = graph.document;
    if end >= document.tokens().len() || document.sentence_of(head) != document.sentence_of(end) {
        return end;
    }
    let verb = document.token(end);
    let has = |relations: &[&str]| {
        document.children(end).any(|child| relations.contains(&document.token(child).deprel.as_str()))
    };
    let clause = verb.upos == Upos::Verb
        && verb.xpos.as_str() == "VBD"
        && has(&["obj", "ccomp"])
        && !has(&["nsubj", "nsubj:pass"]);
    let conjunction = (head + 1..end).rfind(|token| graph.lower(*token) == "and").filter(|_| clause);
    match conjunction {
        Some(and)
            if end - and <= 6
                && (and + 1..end).any(|token| document.token(token).upos == Upos::Propn)
                && (and + 1..end).all(|token| {
                    matches!(document.token(token).upos, Upos::Det | Upos::Adj | Upos::Propn | Upos::Noun)
                }) =>
        {
            and
        }
        _ => end,
    }
}

/// Whether tokens are one remark in brackets, such as an acronym: "the support (MSS) mission" goes on behind it.
fn is_bracketed(graph: &Graph<'_>, tokens: Range<usize>) -> bool {
    let inner = tokens.start + 1..tokens.end.saturating_sub(1);
    tokens.len() >= 3
        && tokens.len() <= LONGEST_REMARK
        && graph.lower(tokens.start) == "("
        && graph.lower(tokens.end - 1) == ")"
        && inner.into_iter().all(|token| !matches!(graph.lower(token), "(" | ")"))
}

/// Whether a token goes on with the letters of the one before.
fn one_word(graph: &Graph<'_>, token: usize) -> bool {
    let (before, own) = (graph.document.token(token - 1).span, graph.document.token(token).span);
    let ends = before.of(graph.text).ends_with(char::is_alphanumeric);
    before.end == own.start && ends && own.of(graph.text).starts_with(char::is_alphanumeric)
}

/// Whether the last token is a closing mark whose opening one lies before the phrase.
fn closes_nothing(graph: &Graph<'_>, tokens: Range<usize>) -> bool {
    let last = graph.lower(tokens.end - 1);
    let opening: &[&str] = match last {
        "\"" => &["\""],
        "”" => &["“", "„", "\""],
        ")" => &["("],
        _ => return false,
    };
    let opened = tokens.clone().filter(|token| opening.contains(&graph.lower(*token))).count();
    let closed = tokens.filter(|token| graph.lower(*token) == last).count();
    if last == "\"" { opened % 2 == 1 } else { opened < closed }
}

fn is_lead(graph: &Graph<'_>, token: usize, head: usize) -> bool {
    let view = graph.document.token(token);
    let on_head = view.head == head;
    match view.deprel.base() {
        "case" | "cc" | "mark" | "fixed" => true,
        "punct" => !matches!(graph.lower(token), "$" | "€" | "£"),
        "det" => on_head || graph.document.token(view.head).deprel.base() == "case",
        "advmod" => matches!(
            graph.lower(token),
            "also" | "once" | "again" | "only" | "both" | "especially" | "again,"
        ),
        _ => false,
    }
}

fn is_tail(graph: &Graph<'_>, token: usize) -> bool {
    let view = graph.document.token(token);
    matches!(view.upos, Upos::Punct) && !matches!(graph.lower(token), ")" | "\"" | "”" | "%")
        || matches!(graph.lower(token), "the" | "a" | "an")
        || matches!(view.deprel.base(), "cc" | "case")
            && graph.lower(token) != "'s"
            && graph.lower(token) != "’s"
}
