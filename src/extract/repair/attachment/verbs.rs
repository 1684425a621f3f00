//! Verbs that go on with a verb before them, where the parser hangs them on a noun between.

use super::AttachmentLexicon;
use crate::document::{Deprel, Document, Upos};
use crate::extract::repair::{is_past_or_finite, lower, nominal, relation};

/// "congratulated them on the chairmanship and expressed support": a finite verb goes on with a verb, not with a noun;
/// "committed to work and to promote": an infinitive goes on with an infinitive.
pub(super) fn verb_after_noun(
    text: &str,
    document: &Document,
    token: usize,
) -> Option<(usize, usize, Deprel)> {
    if relation(document, token) != "conj" || document.token(token).upos != Upos::Verb {
        return None;
    }
    let head = document.head(token)?;
    let with = |at: usize, wanted: &[&str]| {
        document.children(at).find(|child| wanted.contains(&relation(document, *child)))
    };
    let finite = |at: usize| document.token(at).xpos.is_finite();
    let infinitive = |at: usize| {
        document.token(at).xpos.as_str() == "VB"
            && with(at, &["mark"]).is_some_and(|mark| lower(text, document, mark) == "to")
    };
    if with(token, &["nsubj", "nsubj:pass"]).is_some() {
        return None;
    }
    if finite(token) && nominal(document, head) && with(head, &["cop", "nsubj"]).is_none() {
        let mut at = head;
        while let Some(up) = document.head(at) {
            if finite(up) && document.token(up).upos == Upos::Verb {
                return Some((token, up, Deprel::parse("conj")));
            }
            at = up;
        }
    }
    if infinitive(token) && finite(head) {
        return document
            .children(head)
            .find(|child| relation(document, *child) == "xcomp" && *child < token && infinitive(*child))
            .map(|first| (token, first, Deprel::parse("conj")));
    }
    None
}

/// "will see the King and meet the minister": a bare infinitive goes on with the verb that has the modal or the "to",
/// not with the noun before "and"; what the parser hung behind that noun as on a verb is the second verb's.
pub(super) fn bare_verb_after_noun(document: &Document, token: usize) -> Vec<(usize, usize, Deprel)> {
    let bare = |at: usize| document.token(at).xpos.as_str() == "VB" && document.token(at).upos == Upos::Verb;
    let has = |at: usize, wanted: &[&str]| {
        document.children(at).any(|child| wanted.contains(&relation(document, child)))
    };
    if relation(document, token) != "conj"
        || !bare(token)
        || has(token, &["aux", "mark", "nsubj", "nsubj:pass"])
    {
        return Vec::new();
    }
    let Some(noun) = document.head(token).filter(|noun| nominal(document, *noun)) else { return Vec::new() };
    let opens = document
        .children(token)
        .any(|child| child < token && matches!(relation(document, child), "cc" | "punct"));
    let first = std::iter::successors(document.head(noun), |at| document.head(*at))
        .take_while(|at| *at < token)
        .find(|at| bare(*at) && has(*at, &["aux", "mark"]));
    let (Some(first), true, false) = (first, opens, has(noun, &["cop", "nsubj"])) else { return Vec::new() };
    let mut changes = vec![(token, first, Deprel::parse("conj"))];
    let behind = document.children(noun).filter(|child| *child > token);
    changes.extend(
        behind
            .filter(|child| matches!(document.token(*child).deprel.base(), "obj" | "obl" | "xcomp" | "advcl"))
            .map(|child| (child, token, document.token(child).deprel)),
    );
    changes
}

/// "congratulated Chile on its success, and expressed support": the participle before the noun is a second verb.
pub(super) fn verb_taken_for_modifier(
    document: &Document,
    lexicon: &AttachmentLexicon,
    token: usize,
) -> Vec<(usize, usize, Deprel)> {
    let verb = document.token(token);
    if verb.upos != Upos::Verb
        || relation(document, token) != "amod"
        || !lexicon.going_on.contains(&*verb.lemma)
    {
        return Vec::new();
    }
    let Some(noun) = document.head(token).filter(|noun| *noun > token) else { return Vec::new() };
    let before: Vec<usize> = document.children(noun).filter(|child| *child < token).collect();
    let opens = before.last().is_some_and(|last| last + 1 == token && relation(document, *last) == "cc")
        && before.iter().all(|child| matches!(relation(document, *child), "cc" | "punct"));
    let mut at = document.head(noun);
    while let Some(up) = at {
        if document.token(up).upos == Upos::Verb && is_past_or_finite(document, up) && up < token {
            break;
        }
        at = document.head(up);
    }
    let (true, Some(first)) = (opens, at) else { return Vec::new() };
    let mut found = vec![(token, first, Deprel::parse("conj")), (noun, token, Deprel::parse("obj"))];
    found.extend(before.into_iter().map(|child| (child, token, document.token(child).deprel)));
    found
}

/// "attended the summit, meeting the minister": a participle behind a comma goes with the verb; a sentence of its own
/// would have a subject.
pub(super) fn participle_apart(document: &Document, token: usize) -> Option<(usize, usize, Deprel)> {
    let apart = relation(document, token) == "parataxis" && document.token(token).xpos.as_str() == "VBG";
    let head = document.head(token).filter(|head| apart && *head < token)?;
    let whole = |child: usize| matches!(relation(document, child), "nsubj" | "nsubj:pass" | "aux" | "expl");
    (!document.children(token).any(whole)).then(|| (token, head, Deprel::parse("advcl")))
}

/// "met on 2 May, convened by the chair", "came on 2 May, meeting the minister": nobody convenes a day, and a day meets
/// nobody; the participle goes with the verb.
pub(super) fn participle_after_day(document: &Document, token: usize) -> Option<(usize, usize, Deprel)> {
    if document.token(token).upos != Upos::Verb || relation(document, token) != "acl" {
        return None;
    }
    let led = match document.token(token).xpos.as_str() {
        "VBN" => document.children(token).any(|child| relation(document, child) == "obl:agent"),
        "VBG" => document.children(token).any(|child| relation(document, child) == "obj"),
        _ => false,
    };
    // The tree may even have it below the comma.
    let mut above = document.head(token).filter(|above| led && *above < token)?;
    if document.token(above).upos == Upos::Punct {
        above = document.head(above)?;
    } else if !is_day(document, above) {
        return None;
    }
    std::iter::successors(Some(above), |at| document.head(*at))
        .take_while(|at| *at < token)
        .find(|at| document.token(*at).upos == Upos::Verb)
        .map(|verb| (token, verb, Deprel::parse("advcl")))
}

/// Whether a number or a month stands for a day: "on June 22", "on 22 June".
fn is_day(document: &Document, token: usize) -> bool {
    let number = |at: usize| document.token(at).upos == Upos::Num;
    let month = |at: usize| document.token(at).upos == Upos::Propn;
    let part = |of: fn(&Document, usize) -> bool| document.children(token).any(|child| of(document, child));
    (number(token) && part(|document, at| document.token(at).upos == Upos::Propn)
        || month(token) && part(|document, at| document.token(at).upos == Upos::Num))
        && document.children(token).any(|child| relation(document, child) == "case")
}

#[cfg(test)]
mod tests {
    use super::super::{changes, lexicon};
    use crate::document::Deprel;
    use crate::extract::repair::read_tree as read;

    #[test]
    fn a_participle_behind_a_comma_goes_with_the_verb() {
        let mut lines = [
            ("Ruiz", "Ruiz", "PROPN", "NNP", 2, "nsubj"),
            ("left", "leave", "VERB", "VBD", 0, "root"),
            (",", ",", "PUNCT", ",", 4, "punct"),
            ("meeting", "meet", "VERB", "VBG", 2, "parataxis"),
            ("Novak", "Novak", "PROPN", "NNP", 4, "obj"),
        ];
        let (text, document) = read(&lines);
        assert_eq!(changes(&text, &document, &lexicon()), [(3, 1, Deprel::parse("advcl"))]);
        // With a subject it is a sentence of its own.
        lines[4] = ("Novak", "Novak", "PROPN", "NNP", 4, "nsubj");
        let (text, document) = read(&lines);
        assert_eq!(changes(&text, &document, &lexicon()), []);
    }

    #[test]
    fn a_second_verb_is_no_modifier_of_its_object() {
        let (text, document) = read(&[
            ("thanked", "thank", "VERB", "VBD", 0, "root"),
            ("Chile", "Chile", "PROPN", "NNP", 1, "obj"),
            ("and", "and", "CCONJ", "CC", 5, "cc"),
            ("expressed", "express", "VERB", "VBN", 5, "amod"),
            ("support", "support", "NOUN", "NN", 1, "obj"),
        ]);
        assert_eq!(
            changes(&text, &document, &lexicon()),
            [(3, 0, Deprel::parse("conj")), (4, 3, Deprel::parse("obj")), (2, 3, Deprel::parse("cc")),]
        );
    }

    #[test]
    fn a_bare_infinitive_goes_on_with_the_verb_of_the_modal() {
        let (text, document) = read(&[
            ("Ruiz", "Ruiz", "PROPN", "NNP", 3, "nsubj"),
            ("will", "will", "AUX", "MD", 3, "aux"),
            ("see", "see", "VERB", "VB", 0, "root"),
            ("the", "the", "DET", "DT", 5, "det"),
            ("King", "king", "PROPN", "NNP", 3, "obj"),
            ("and", "and", "CCONJ", "CC", 7, "cc"),
            ("meet", "meet", "VERB", "VB", 5, "conj"),
            ("Novak", "Novak", "PROPN", "NNP", 7, "obj"),
        ]);
        assert_eq!(changes(&text, &document, &lexicon()), [(6, 2, Deprel::parse("conj"))]);
    }

    #[test]
    fn a_day_convenes_nobody() {
        let (text, document) = read(&[
            ("They", "they", "PRON", "PRP", 2, "nsubj"),
            ("met", "meet", "VERB", "VBD", 0, "root"),
            ("on", "on", "ADP", "IN", 4, "case"),
            ("2", "2", "NUM", "CD", 2, "obl"),
            ("May", "May", "PROPN", "NNP", 4, "nmod:unmarked"),
            (",", ",", "PUNCT", ",", 4, "punct"),
            ("convened", "convene", "VERB", "VBN", 4, "acl"),
            ("by", "by", "ADP", "IN", 9, "case"),
            ("Ruiz", "Ruiz", "PROPN", "NNP", 7, "obl:agent"),
        ]);
        assert_eq!(changes(&text, &document, &lexicon()), [(6, 1, Deprel::parse("advcl"))]);
    }
}
