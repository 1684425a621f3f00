//! Subjects that the parser takes for something else: for an apposition, or for the whole sentence.

use crate::document::{Deprel, Document, Upos};
use crate::extract::repair::{case, lower, nominal, relation};

/// "In a message to President Ruiz, President Novak recalled": a name behind a comma and before a finite verb that has
/// no subject is that subject, and no apposition.
pub(super) fn subject_taken_for_apposition(
    text: &str,
    document: &Document,
    token: usize,
) -> Option<(usize, usize, Deprel)> {
    if relation(document, token) != "appos" || document.token(token).upos != Upos::Propn {
        return None;
    }
    let subtree = document.subtree(token);
    let (first, last) = (*subtree.first()?, *subtree.last()?);
    let comma = document.children(token).any(|child| child == first && lower(text, document, child) == ",")
        || first > 0 && lower(text, document, first - 1) == ",";
    let verb = last + 1;
    let finite = verb < document.tokens().len()
        && document.token(verb).upos == Upos::Verb
        && document.token(verb).xpos.is_finite();
    let mut above = document.head(token);
    while let Some(at) = above.filter(|at| *at != verb) {
        above = document.head(at);
    }
    let subject =
        |child: usize| matches!(relation(document, child), "nsubj" | "nsubj:pass" | "csubj" | "expl");
    // The phrase in front of the comma belongs to the verb, so the verb stands behind it.
    (comma && finite && above.is_some() && !document.children(verb).any(subject))
        .then(|| (token, verb, Deprel::parse("nsubj")))
}

/// "The part of Chile in the mission and its being there was noted": a noun that the parser took for the whole
/// sentence is the subject of the only finite verb after it that has none.
pub(super) fn subject_taken_for_root(
    document: &Document,
    sentence: std::ops::Range<usize>,
) -> Vec<(usize, usize, Deprel)> {
    let Some(root) = sentence.clone().find(|token| document.head(*token).is_none()) else {
        return Vec::new();
    };
    let has = |at: usize, wanted: &[&str]| {
        document.children(at).any(|child| wanted.contains(&relation(document, child)))
    };
    if !nominal(document, root) || has(root, &["cop", "nsubj", "nsubj:pass", "aux", "parataxis"]) {
        return Vec::new();
    }
    let finite = sentence.clone().find(|token| {
        *token > root
            && document.token(*token).upos == Upos::Verb
            && !has(*token, &["nsubj", "nsubj:pass", "expl", "csubj", "mark"])
            && matches!(relation(document, *token), "xcomp" | "ccomp" | "acl" | "advcl" | "conj")
            && document.children(*token).any(|child| {
                relation(document, child) == "aux:pass" && document.token(child).xpos.is_finite()
            })
    });
    let Some(verb) = finite else { return Vec::new() };
    let mut found = vec![(verb, verb, Deprel::parse("root")), (root, verb, Deprel::parse("nsubj:pass"))];
    found.extend(
        document
            .children(root)
            .filter(|child| *child > verb && relation(document, *child) == "punct")
            .map(|child| (child, verb, Deprel::parse("punct"))),
    );
    found
}

/// "President N invited them": a name that the parser took for the whole sentence is the subject of the finite verb
/// that hangs on it; "a delegation headed by N arrived": so is a noun with a participle, whose agent is no subject.
pub(super) fn finite_verb_below_its_subject(
    text: &str,
    document: &Document,
    sentence: std::ops::Range<usize>,
) -> Vec<(usize, usize, Deprel)> {
    let Some(root) = sentence.clone().find(|token| document.head(*token).is_none()) else {
        return Vec::new();
    };
    let has = |at: usize, wanted: &[&str]| {
        document.children(at).any(|child| wanted.contains(&relation(document, child)))
    };
    if !nominal(document, root) || has(root, &["cop", "nsubj", "nsubj:pass", "aux", "parataxis"]) {
        return Vec::new();
    }
    let finite = |at: usize| document.token(at).upos == Upos::Verb && document.token(at).xpos.is_finite();
    let to_root = |verb: usize| {
        let mut changes = vec![(verb, verb, Deprel::parse("root")), (root, verb, Deprel::parse("nsubj"))];
        changes.extend(
            document
                .children(root)
                .filter(|child| *child > verb && relation(document, *child) == "punct")
                .map(|child| (child, verb, Deprel::parse("punct"))),
        );
        changes
    };
    // "The participants discussed cooperation": a finite verb before a noun is no part of it.
    for thing in document.children(root).filter(|child| *child > root && nominal(document, *child)) {
        let taken = document.children(thing).find(|child| {
            finite(*child)
                && matches!(relation(document, *child), "compound" | "amod")
                && (root + 1..*child).all(|between| document.subtree(root).contains(&between))
                && document.subtree(thing).first() == Some(child)
        });
        if let Some(verb) = taken {
            let mut changes = to_root(verb);
            changes.push((thing, verb, Deprel::parse("obj")));
            return changes;
        }
    }
    for verb in document.children(root).filter(|child| *child > root && relation(document, *child) == "acl") {
        let named = document.token(root).upos == Upos::Propn || has(root, &["flat"]);
        if finite(verb)
            && !has(verb, &["nsubj", "nsubj:pass", "mark", "expl"])
            && (named || has(verb, &["obj"]))
        {
            return to_root(verb);
        }
        // "The leaders focused on trade.": a whole sentence has a finite verb; what looks like a participle is it.
        let past = document.token(verb).xpos.as_str() == "VBN"
            && verb == root + 1
            && lower(text, document, verb).ends_with("ed")
            && has(root, &["det"])
            && lower(text, document, sentence.end - 1) == "."
            && !document.children(verb).any(|child| case(text, document, child).as_deref() == Some("by"))
            && !sentence.clone().any(finite);
        if past {
            return to_root(verb);
        }
        // The participle's agent, which the parser gave to the finite verb after it.
        let agent = document.children(verb).filter(|next| *next > verb && finite(*next)).find_map(|next| {
            document
                .children(next)
                .find(|child| {
                    *child < next && relation(document, *child) == "nsubj" && has(*child, &["case"])
                })
                .map(|agent| (next, agent))
        });
        if let Some((next, agent)) = agent {
            let mut changes = to_root(next);
            changes.push((agent, verb, Deprel::parse("obl")));
            return changes;
        }
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::super::{changes, lexicon};
    use crate::document::Deprel;
    use crate::extract::repair::read_tree as read;

    #[test]
    fn a_name_behind_a_comma_is_the_subject_that_the_verb_lacks() {
        let lines = [
            ("In", "in", "ADP", "IN", 3, "case"),
            ("a", "a", "DET", "DT", 3, "det"),
            ("message", "message", "NOUN", "NN", 8, "obl"),
            ("to", "to", "ADP", "IN", 5, "case"),
            ("Ruiz", "Ruiz", "PROPN", "NNP", 3, "nmod"),
            (",", ",", "PUNCT", ",", 7, "punct"),
            ("Novak", "Novak", "PROPN", "NNP", 5, "appos"),
            ("recalled", "recall", "VERB", "VBD", 0, "root"),
            ("it", "it", "PRON", "PRP", 8, "obj"),
        ];
        let (text, document) = read(&lines);
        assert_eq!(changes(&text, &document, &lexicon()), [(6, 7, Deprel::parse("nsubj"))]);
        let mut with_subject = lines;
        with_subject[8] = ("they", "they", "PRON", "PRP", 8, "nsubj");
        let (text, document) = read(&with_subject);
        assert_eq!(changes(&text, &document, &lexicon()), []);
    }

    #[test]
    fn a_finite_verb_before_a_noun_is_no_part_of_it() {
        let lines = |tag| {
            [
                ("The", "the", "DET", "DT", 2, "det"),
                ("participants", "participant", "NOUN", "NNS", 0, "root"),
                ("discussed", "discuss", "VERB", tag, 4, "compound"),
                ("trade", "trade", "NOUN", "NN", 2, "appos"),
            ]
        };
        let (text, document) = read(&lines("VBD"));
        assert_eq!(
            changes(&text, &document, &lexicon()),
            [(2, 2, Deprel::parse("root")), (1, 2, Deprel::parse("nsubj")), (3, 2, Deprel::parse("obj")),]
        );
        let (text, document) = read(&lines("VBN"));
        assert_eq!(changes(&text, &document, &lexicon()), []);
    }

    #[test]
    fn a_noun_before_a_finite_passive_without_subject_is_its_subject() {
        let (text, document) = read(&[
            ("Part", "part", "NOUN", "NN", 0, "root"),
            ("to", "to", "PART", "TO", 3, "mark"),
            ("leave", "leave", "VERB", "VB", 1, "acl"),
            ("was", "be", "AUX", "VBD", 5, "aux:pass"),
            ("noted", "note", "VERB", "VBN", 3, "xcomp"),
        ]);
        assert_eq!(
            changes(&text, &document, &lexicon()),
            [(4, 4, Deprel::parse("root")), (0, 4, Deprel::parse("nsubj:pass"))]
        );
    }

    #[test]
    fn a_name_is_the_subject_of_the_finite_verb_below_it() {
        let (text, document) = read(&[
            ("Ruiz", "Ruiz", "PROPN", "NNP", 0, "root"),
            ("invited", "invite", "VERB", "VBD", 1, "acl"),
            ("Novak", "Novak", "PROPN", "NNP", 2, "obj"),
        ]);
        assert_eq!(
            changes(&text, &document, &lexicon()),
            [(1, 1, Deprel::parse("root")), (0, 1, Deprel::parse("nsubj"))]
        );
    }

    #[test]
    fn the_agent_of_a_participle_is_no_subject_of_the_verb_after_it() {
        let (text, document) = read(&[
            ("delegation", "delegation", "NOUN", "NN", 0, "root"),
            ("headed", "head", "VERB", "VBN", 1, "acl"),
            ("by", "by", "ADP", "IN", 4, "case"),
            ("Novak", "Novak", "PROPN", "NNP", 5, "nsubj"),
            ("arrived", "arrive", "VERB", "VBD", 2, "advcl"),
        ]);
        assert_eq!(
            changes(&text, &document, &lexicon()),
            [(4, 4, Deprel::parse("root")), (0, 4, Deprel::parse("nsubj")), (3, 1, Deprel::parse("obl"))]
        );
    }
}
