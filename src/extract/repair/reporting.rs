//! Clauses that name the speaker of what stands before or around them.
//!
//! These repairs come before names are found, because who speaks tells whose minister it is.

use super::attachment::AttachmentLexicon;
use super::{is_past_or_finite, nominal, relation};
use crate::document::{Deprel, Document, Upos};

/// Mends the clauses that name a speaker; what they are cut off from is then read for itself.
pub fn mend(text: &str, document: &mut Document, lexicon: &AttachmentLexicon) {
    // Each pass mends the last such clause of a sentence; more than two hardly stand in one.
    for _ in 0..2 {
        let reporting = reporting_clauses(text, document, lexicon);
        if reporting.is_empty() {
            break;
        }
        document.reattach(&reporting);
    }
}

/// Clauses that name the speaker after what is said: "…, the minister said", "…, said the minister".
///
/// Where the words stand in quotation marks the parser finds such clauses; without the marks it often takes them for a
/// modifier of the last noun or a circumstance of the verb, and the speaker is lost.
fn reporting_clauses(
    text: &str,
    document: &Document,
    lexicon: &AttachmentLexicon,
) -> Vec<(usize, usize, Deprel)> {
    document
        .sentences()
        .iter()
        .flat_map(|sentence| {
            sentence
                .clone()
                .rev()
                .find_map(|verb| reporting_clause(text, document, lexicon, sentence, verb))
                .unwrap_or_default()
        })
        .collect()
}

fn reporting_clause(
    text: &str,
    document: &Document,
    lexicon: &AttachmentLexicon,
    sentence: &std::ops::Range<usize>,
    verb: usize,
) -> Option<Vec<(usize, usize, Deprel)>> {
    let tag = |at: usize| document.token(at).xpos.as_str();
    let word = |at: usize| document.token(at).span.of(text);
    let finite = |at: usize| document.token(at).xpos.is_finite() || tag(at) == "MD";
    let stop = |at: usize| matches!(word(at), "," | "." | ";" | "!" | "?");
    // "said" and "told" after their subject are tagged as participles now and then.
    if !is_past_or_finite(document, verb)
        || !lexicon.reporting.contains(&*document.token(verb).lemma)
        || document.children(verb).any(|child| relation(document, child) == "aux:pass")
    {
        return None;
    }
    let comma = (sentence.start..verb).rev().find(|at| stop(*at)).filter(|at| word(*at) == ",")?;
    let end = (verb + 1..sentence.end).find(|at| stop(*at)).unwrap_or(sentence.end);
    let part_of_name = |at: usize| {
        matches!(document.token(at).upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::Det)
            || matches!(tag(at), "PRP" | "PRP$" | "POS" | "HYPH")
            || matches!(word(at), "of" | "for" | "and" | "-" | "'s" | "’s")
    };
    let naming = |range: std::ops::Range<usize>| {
        !range.is_empty()
            && range.clone().all(part_of_name)
            && range.clone().any(|at| nominal(document, at) || tag(at) == "PRP")
            && !matches!(word(range.start), "and" | "of" | "for")
    };
    // Nothing may be told after the verb, else it is that which is said: "…, the minister said it would rain".
    if (verb + 1..end).any(|at| finite(at) || matches!(tag(at), "TO" | "WDT" | "WP") || word(at) == "that") {
        return None;
    }
    let before = |at: usize| (sentence.start..at).rev().find(|t| stop(*t)).filter(|t| word(*t) == ",");
    let subject = if comma + 1 == verb && verb + 1 == end {
        // "…, Zbigniew Rau, the foreign minister, said"
        let inner = before(comma)?;
        let outer = before(inner)?;
        if !naming(inner + 1..comma) {
            return None;
        }
        outer + 1..inner
    } else if comma + 1 == verb {
        // "…, said the minister"; "…, reaffirmed the alliance" goes on with the sentence.
        if !lexicon.inverted.contains(&*document.token(verb).lemma) {
            return None;
        }
        let last = (verb + 1..end).take_while(|at| part_of_name(*at)).last()?;
        verb + 1..last + 1
    } else if word(comma + 1) == "as" {
        // "…, as the minister stressed"
        comma + 2..verb
    } else {
        comma + 1..verb
    };
    if !naming(subject.clone()) {
        return None;
    }
    let head_of = |range: &std::ops::Range<usize>| {
        range
            .clone()
            .filter(|at| nominal(document, *at) || tag(*at) == "PRP")
            .find(|at| document.head(*at).is_none_or(|head| !range.contains(&head)))
    };
    let speaker = head_of(&subject)?;
    let root = sentence.clone().find(|at| document.head(*at).is_none())?;
    let relation_of_verb = relation(document, verb);
    if let Some(changes) = inserted_clause(document, comma, verb, end, root) {
        return Some(changes);
    }
    if root == verb
        && subject == (comma + 1..verb)
        && let Some((topic, predicate)) = parted_clause(document, comma, verb, end)
    {
        return Some(vec![
            (predicate, predicate, Deprel::parse("root")),
            (topic, predicate, Deprel::parse("nsubj")),
            (verb, predicate, Deprel::parse("parataxis")),
            (speaker, verb, Deprel::parse("nsubj")),
        ]);
    }
    // What is said must be a clause before the comma.
    let clause = sentence.start..subject.start.min(comma);
    if !clause.clone().any(finite) {
        return None;
    }
    if root == verb || relation_of_verb == "parataxis" && clause.contains(&root) {
        let known =
            document.children(verb).any(|child| matches!(relation(document, child), "nsubj" | "nsubj:pass"));
        return (!known).then(|| vec![(speaker, verb, Deprel::parse("nsubj"))]);
    }
    if !clause.contains(&root)
        || !matches!(
            relation_of_verb,
            "advcl"
                | "acl"
                | "acl:relcl"
                | "conj"
                | "appos"
                | "obl"
                | "ccomp"
                | "xcomp"
                | "parataxis"
                | "discourse"
                | "dep"
        )
    {
        return None;
    }
    let mut changes = vec![(verb, root, Deprel::parse("parataxis")), (speaker, verb, Deprel::parse("nsubj"))];
    // What the parser hung on the words before the comma, out of the clause, goes with the verb.
    for at in clause.end + 1..end {
        if at != verb && at != speaker && document.head(at).is_some_and(|head| head < clause.end) {
            let deprel = if subject.contains(&at) { Deprel::parse("dep") } else { document.token(at).deprel };
            let head = if subject.contains(&at) { speaker } else { verb };
            changes.push((at, head, deprel));
        }
    }
    // What was said may hang below the verb only if it stands behind it.
    changes.extend(
        document
            .children(verb)
            .filter(|child| *child < clause.end)
            .map(|child| (child, root, document.token(child).deprel)),
    );
    Some(changes)
}

/// "Chile, the minister said, supports peace", where the parser took "said" for the verb of "Chile": the subject before
/// the comma, and the verb without one behind the clause.
fn parted_clause(document: &Document, comma: usize, verb: usize, end: usize) -> Option<(usize, usize)> {
    let subject = |at: usize| matches!(relation(document, at), "nsubj" | "nsubj:pass");
    let topic = document.children(verb).find(|child| *child < comma && subject(*child))?;
    let predicate = document.children(verb).find(|child| {
        *child > end
            && relation(document, *child) == "ccomp"
            && document.token(*child).xpos.is_finite()
            && !document.children(*child).any(subject)
    })?;
    Some((topic, predicate))
}

/// "Chile, the minister said, is committed to peace": a clause that parts a subject from its verb.
fn inserted_clause(
    document: &Document,
    comma: usize,
    verb: usize,
    end: usize,
    root: usize,
) -> Option<Vec<(usize, usize, Deprel)>> {
    if root >= comma || !nominal(document, root) || document.head(verb) != Some(root) {
        return None;
    }
    let predicate = document.children(verb).find(|child| {
        *child > end
            && matches!(relation(document, *child), "ccomp" | "conj" | "xcomp" | "parataxis" | "advcl")
            && !document.children(*child).any(|c| matches!(relation(document, c), "nsubj" | "nsubj:pass"))
            && document
                .children(*child)
                .chain([*child])
                .map(|c| document.token(c).xpos)
                .any(|tag| tag.is_finite() || tag.as_str() == "MD")
    })?;
    let subject = if document.children(predicate).any(|c| relation(document, c) == "aux:pass") {
        "nsubj:pass"
    } else {
        "nsubj"
    };
    let mut changes = vec![
        (predicate, predicate, Deprel::parse("root")),
        (root, predicate, Deprel::parse(subject)),
        (verb, predicate, Deprel::parse("parataxis")),
    ];
    changes.extend(
        document
            .children(root)
            .filter(|child| *child > end && *child != predicate)
            .map(|child| (child, predicate, document.token(child).deprel)),
    );
    Some(changes)
}

#[cfg(test)]
mod tests {
    use super::super::attachment::lexicon;
    use super::super::read_tree as read;
    use super::*;

    #[test]
    fn what_a_clause_of_saying_parts_is_one_sentence() {
        let (text, mut document) = read(&[
            ("Norway", "Norway", "PROPN", "NNP", 4, "nsubj"),
            (",", ",", "PUNCT", ",", 3, "punct"),
            ("Lind", "Lind", "PROPN", "NNP", 1, "appos"),
            ("said", "say", "VERB", "VBD", 0, "root"),
            (",", ",", "PUNCT", ",", 6, "punct"),
            ("supports", "support", "VERB", "VBZ", 4, "ccomp"),
            ("peace", "peace", "NOUN", "NN", 6, "obj"),
        ]);
        mend(&text, &mut document, &lexicon());
        let heads: Vec<_> = [0, 2, 3, 5].map(|token| document.head(token)).into();
        assert_eq!(heads, [Some(5), Some(3), Some(5), None]);
    }

    #[test]
    fn a_clause_after_a_comma_names_the_speaker() {
        let (text, document) = read(&[
            ("Norway", "Norway", "PROPN", "NNP", 2, "nsubj"),
            ("backs", "back", "VERB", "VBZ", 0, "root"),
            ("Moldova", "Moldova", "PROPN", "NNP", 2, "obj"),
            (",", ",", "PUNCT", ",", 6, "punct"),
            ("Lund", "Lund", "PROPN", "NNP", 6, "nsubj"),
            ("said", "say", "VERB", "VBD", 3, "acl:relcl"),
            ("yesterday", "yesterday", "NOUN", "NN", 6, "obl:unmarked"),
        ]);
        assert_eq!(
            reporting_clauses(&text, &document, &lexicon()),
            [(5, 1, Deprel::parse("parataxis")), (4, 5, Deprel::parse("nsubj"))]
        );
    }

    #[test]
    fn a_clause_between_subject_and_verb_names_the_speaker() {
        let (text, document) = read(&[
            ("Norway", "Norway", "PROPN", "NNP", 0, "root"),
            (",", ",", "PUNCT", ",", 1, "punct"),
            ("Lund", "Lund", "PROPN", "NNP", 4, "nsubj"),
            ("said", "say", "VERB", "VBD", 1, "parataxis"),
            (",", ",", "PUNCT", ",", 6, "punct"),
            ("backs", "back", "VERB", "VBZ", 4, "ccomp"),
            ("Moldova", "Moldova", "PROPN", "NNP", 6, "obj"),
        ]);
        let found = reporting_clauses(&text, &document, &lexicon());
        assert_eq!(
            found,
            [
                (5, 5, Deprel::parse("root")),
                (0, 5, Deprel::parse("nsubj")),
                (3, 5, Deprel::parse("parataxis"))
            ]
        );
    }

    #[test]
    fn a_verb_that_goes_on_reporting_is_left_alone() {
        let (text, document) = read(&[
            ("Norway", "Norway", "PROPN", "NNP", 2, "nsubj"),
            ("agreed", "agree", "VERB", "VBD", 0, "root"),
            (",", ",", "PUNCT", ",", 5, "punct"),
            ("Lund", "Lund", "PROPN", "NNP", 5, "nsubj"),
            ("said", "say", "VERB", "VBD", 2, "conj"),
            ("it", "it", "PRON", "PRP", 7, "nsubj"),
            ("rained", "rain", "VERB", "VBD", 5, "ccomp"),
        ]);
        assert_eq!(reporting_clauses(&text, &document, &lexicon()), []);
    }
}
