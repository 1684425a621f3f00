//! Subordinate clauses and infinitives: which noun or verb they belong to.

use super::AttachmentLexicon;
use crate::document::{Deprel, Document, Upos};
use crate::extract::repair::{case, lower, nominal, relation};

/// "will travel to Oslo, where a meeting will take place": a clause with "where" right behind a noun modifies the noun.
pub(super) fn clause_of_place(
    text: &str,
    document: &Document,
    token: usize,
) -> Option<(usize, usize, Deprel)> {
    if relation(document, token) != "advcl:relcl" {
        return None;
    }
    let subtree = document.subtree(token);
    let start = *subtree.iter().find(|at| document.token(**at).upos != Upos::Punct)?;
    let before = start.checked_sub(1)?;
    let noun = if lower(text, document, before) == "," { before.checked_sub(1)? } else { before };
    let outside = noun < *subtree.first()? || !subtree.contains(&noun);
    // The head of a name stands before its other words.
    let head = if relation(document, noun) == "flat" { document.head(noun)? } else { noun };
    (lower(text, document, start) == "where" && outside && nominal(document, head))
        .then(|| (token, head, Deprel::parse("acl:relcl")))
}

/// "urged the leaders to respect it": an infinitive right behind the object is what the object is to do.
pub(super) fn infinitive_of_object(
    document: &Document,
    lexicon: &AttachmentLexicon,
    token: usize,
) -> Option<(usize, usize, Deprel)> {
    if relation(document, token) != "advcl" || document.token(token).xpos.as_str() != "VB" {
        return None;
    }
    let verb = document.head(token)?;
    let first = *document.subtree(token).first()?;
    let asked = document.children(verb).any(|child| {
        relation(document, child) == "obj"
            && document.subtree(child).last().is_some_and(|last| last + 1 == first)
    });
    (asked && lexicon.urging.contains(&*document.token(verb).lemma))
        .then(|| (token, verb, Deprel::parse("xcomp")))
}

/// "not to yield and his determination that Chile will go on": a clause belongs to the noun of thought right before it.
pub(super) fn clause_of_noun(
    text: &str,
    document: &Document,
    lexicon: &AttachmentLexicon,
    token: usize,
) -> Option<(usize, usize, Deprel)> {
    if relation(document, token) != "ccomp" {
        return None;
    }
    let that = document
        .children(token)
        .find(|child| relation(document, *child) == "mark" && lower(text, document, *child) == "that")?;
    let noun = that.checked_sub(1).filter(|noun| nominal(document, *noun))?;
    let takes = lexicon.noun_prepositions.get(&*document.token(noun).lemma)?;
    (takes.iter().any(|word| word == "that") && document.head(token) != Some(noun) && noun < token)
        .then(|| (token, noun, Deprel::parse("acl")))
}

/// "called for the dispute to be resolved", "welcomed Peru serving as host": what follows the noun at once tells what
/// of it is called for or welcomed.
pub(super) fn clause_of_called_for(
    text: &str,
    document: &Document,
    lexicon: &AttachmentLexicon,
    token: usize,
) -> Option<(usize, usize, Deprel)> {
    if document.token(token).upos != Upos::Verb || !matches!(relation(document, token), "advcl" | "xcomp") {
        return None;
    }
    let verb = document.head(token).filter(|verb| *verb < token)?;
    let gerund = document.token(token).xpos.as_str() == "VBG";
    let mark = document
        .children(token)
        .find(|child| relation(document, *child) == "mark" && lower(text, document, *child) == "to");
    let lemma = &*document.token(verb).lemma;
    let start = match mark {
        Some(mark) if lexicon.calling.contains(lemma) => mark,
        None if gerund && lexicon.welcoming.contains(lemma) => token,
        _ => return None,
    };
    document
        .children(verb)
        .filter(|child| *child > verb && *child < start && nominal(document, *child))
        .find(|child| {
            let fits = if gerund {
                relation(document, *child) == "obj"
            } else {
                case(text, document, *child).as_deref() == Some("for")
            };
            fits && document.subtree(*child).last().is_some_and(|last| last + 1 == start)
        })
        .map(|noun| (token, noun, Deprel::parse("acl")))
}

/// "It was noted in the document that troops would leave": what "it" stands for is a clause of the passive verb, not of
/// the noun before "that".
pub(super) fn clause_of_impersonal(
    text: &str,
    document: &Document,
    token: usize,
) -> Vec<(usize, usize, Deprel)> {
    if !matches!(relation(document, token), "acl" | "acl:relcl") {
        return Vec::new();
    }
    let has =
        |at: usize, wanted: &str| document.children(at).find(|child| relation(document, *child) == wanted);
    let that = has(token, "mark").filter(|mark| lower(text, document, *mark) == "that");
    let (Some(_), Some(_), Some(noun)) = (that, has(token, "nsubj"), document.head(token)) else {
        return Vec::new();
    };
    let Some(verb) = document.head(noun).filter(|_| matches!(relation(document, noun), "obl" | "nmod"))
    else {
        return Vec::new();
    };
    let impersonal = has(verb, "aux:pass").is_some()
        && document.children(verb).any(|child| {
            matches!(relation(document, child), "nsubj:pass" | "nsubj" | "expl")
                && lower(text, document, child) == "it"
        });
    if impersonal { vec![(token, verb, Deprel::parse("ccomp"))] } else { Vec::new() }
}

/// "invited N to visit Peru": what stands before "to" is the object of the verb, for an infinitive has no subject.
pub(super) fn subject_of_infinitive(
    text: &str,
    document: &Document,
    token: usize,
) -> Vec<(usize, usize, Deprel)> {
    let child = |wanted: &str| document.children(token).find(|child| relation(document, *child) == wanted);
    if document.token(token).xpos.as_str() != "VB" || !matches!(relation(document, token), "advcl" | "ccomp")
    {
        return Vec::new();
    }
    let (Some(mark), Some(subject), Some(verb)) = (child("mark"), child("nsubj"), document.head(token))
    else {
        return Vec::new();
    };
    let infinitive = lower(text, document, mark) == "to" && subject < mark && verb < subject;
    let free = document.token(verb).upos == Upos::Verb
        && document.children(verb).all(|other| relation(document, other) != "obj")
        && document.children(subject).all(|other| relation(document, other) != "case");
    if !(infinitive && free) || document.children(token).any(|other| lower(text, document, other) == "for") {
        return Vec::new();
    }
    vec![(subject, verb, Deprel::parse("obj")), (token, verb, Deprel::parse("xcomp"))]
}

#[cfg(test)]
mod tests {
    use super::super::{changes, lexicon};
    use crate::document::Deprel;
    use crate::extract::repair::read_tree as read;

    #[test]
    fn a_clause_with_where_modifies_the_noun_before_it() {
        let lines = |word| {
            [
                ("travel", "travel", "VERB", "VB", 0, "root"),
                ("to", "to", "ADP", "IN", 3, "case"),
                ("Oslo", "Oslo", "PROPN", "NNP", 1, "obl"),
                (",", ",", "PUNCT", ",", 7, "punct"),
                (word, word, "ADV", "WRB", 7, "advmod"),
                ("talks", "talk", "NOUN", "NNS", 7, "nsubj"),
                ("resume", "resume", "VERB", "VBP", 1, "advcl:relcl"),
            ]
        };
        let (text, document) = read(&lines("where"));
        assert_eq!(changes(&text, &document, &lexicon()), [(6, 2, Deprel::parse("acl:relcl"))]);
        let (text, document) = read(&lines("when"));
        assert_eq!(changes(&text, &document, &lexicon()), []);
    }

    #[test]
    fn an_infinitive_behind_the_object_is_what_somebody_is_asked_to_do() {
        let lines = |verb| {
            [
                ("Norway", "Norway", "PROPN", "NNP", 2, "nsubj"),
                (verb, verb, "VERB", "VBD", 0, "root"),
                ("Libya", "Libya", "PROPN", "NNP", 2, "obj"),
                ("to", "to", "PART", "TO", 5, "mark"),
                ("respect", "respect", "VERB", "VB", 2, "advcl"),
            ]
        };
        let (text, document) = read(&lines("urge"));
        assert_eq!(changes(&text, &document, &lexicon()), [(4, 1, Deprel::parse("xcomp"))]);
        let (text, document) = read(&lines("help"));
        assert_eq!(changes(&text, &document, &lexicon()), []);
    }

    #[test]
    fn what_it_stands_for_is_a_clause_of_the_passive() {
        let (text, document) = read(&[
            ("It", "it", "PRON", "PRP", 3, "nsubj:pass"),
            ("was", "be", "AUX", "VBD", 3, "aux:pass"),
            ("noted", "note", "VERB", "VBN", 0, "root"),
            ("in", "in", "ADP", "IN", 5, "case"),
            ("papers", "paper", "NOUN", "NNS", 3, "obl"),
            ("that", "that", "SCONJ", "IN", 8, "mark"),
            ("troops", "troop", "NOUN", "NNS", 8, "nsubj"),
            ("left", "leave", "VERB", "VBD", 5, "acl"),
        ]);
        assert_eq!(changes(&text, &document, &lexicon()), [(7, 2, Deprel::parse("ccomp"))]);
    }
}
