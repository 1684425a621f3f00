//! Clauses whose first words the parser takes for something else.
//!
//! These repairs come before names are found, because they decide what belongs to a name.

use super::attachment::AttachmentLexicon;
use super::{lower, relation};
use crate::document::{Deprel, Document, Upos};
use std::ops::Range;

/// Within how many words before "with" its verb stands: "spoke by phone today with".
const REACH_OF_VERB: usize = 5;

/// Within how many words after "with" a name stands behind its titles.
const REACH_OF_NAME: usize = 9;

type Changes = Vec<(usize, usize, Deprel)>;

/// Mends the clauses of a document.
pub fn mend(text: &str, document: &mut Document, lexicon: &AttachmentLexicon) {
    for mend in [conjunction_taken_for_name, preposition_taken_for_noun, phrase_of_a_place] {
        let changes: Changes =
            (0..document.tokens().len()).flat_map(|token| mend(text, document, token)).collect();
        document.reattach(&changes);
    }
    let changes: Changes = (0..document.tokens().len())
        .flat_map(|token| name_after_with(text, document, lexicon, token))
        .collect();
    document.reattach(&changes);
    for mend in [phrase_taken_for_root, subject_behind_its_verb] {
        let changes: Changes = document
            .sentences()
            .iter()
            .filter(|sentence| !sentence.is_empty())
            .flat_map(|sentence| mend(text, document, sentence.clone()))
            .collect();
        document.reattach(&changes);
    }
}

/// Gives verbs the objects that the parser takes for second subjects; to be called when it is known which clauses are
/// said by whom, because those take subjects from one another.
pub fn mend_objects(document: &mut Document) {
    let changes: Changes =
        (0..document.tokens().len()).flat_map(|token| object_taken_for_subject(document, token)).collect();
    document.reattach(&changes);
}

/// "told reporters that President Orlov would come": the parser takes "that" for the first word of the name.
fn conjunction_taken_for_name(text: &str, document: &Document, token: usize) -> Changes {
    if document.token(token).xpos.as_str() != "IN" || lower(text, document, token) != "that" {
        return Changes::new();
    }
    let Some(verb) = document.head(token).filter(|verb| *verb > token) else { return Changes::new() };
    let parts: Vec<usize> = document
        .children(token)
        .filter(|child| *child > token && *child < verb && relation(document, *child) == "flat")
        .collect();
    let has_subject = document.children(verb).any(|child| relation(document, child).starts_with("nsubj"));
    let Some((&name, rest)) = parts.split_first().filter(|_| !has_subject) else { return Changes::new() };
    let passive = document.children(verb).any(|child| relation(document, child) == "aux:pass");
    let mut changes = vec![
        (token, verb, Deprel::parse("mark")),
        (name, verb, Deprel::parse(if passive { "nsubj:pass" } else { "nsubj" })),
    ];
    changes.extend(rest.iter().map(|part| (*part, name, Deprel::parse("flat"))));
    changes
}

/// "Oslo condemns the attack in Kabul": a verb in the active has one subject, and the noun phrase right behind it is its
/// object.
fn object_taken_for_subject(document: &Document, token: usize) -> Changes {
    let Some(verb) = document.head(token).filter(|verb| *verb < token) else { return Changes::new() };
    let nominal = |at: usize| matches!(document.token(at).upos, Upos::Noun | Upos::Propn);
    if relation(document, token) != "nsubj" || !nominal(token) || document.token(verb).upos != Upos::Verb {
        return Changes::new();
    }
    let has =
        |wanted: &[&str]| document.children(verb).any(|child| wanted.contains(&relation(document, child)));
    let before = document
        .children(verb)
        .any(|child| child < verb && relation(document, child) == "nsubj" && nominal(child));
    let Some(first) = document.subtree(token).into_iter().min() else { return Changes::new() };
    if !before || first != verb + 1 || has(&["obj", "iobj", "aux:pass", "ccomp", "xcomp", "cop"]) {
        return Changes::new();
    }
    vec![(token, verb, Deprel::parse("obj"))]
}

/// "was attended by Prime Minister Novak, Speaker Soler, …": before a long list the parser takes the preposition for the
/// noun that it stands before.
fn preposition_taken_for_noun(_text: &str, document: &Document, token: usize) -> Changes {
    if document.token(token).upos != Upos::Adp
        || !matches!(relation(document, token), "obl" | "obl:agent" | "nmod")
    {
        return Changes::new();
    }
    let Some(head) = document.head(token) else { return Changes::new() };
    let noun = document
        .children(token)
        .find(|child| *child > token && matches!(document.token(*child).upos, Upos::Noun | Upos::Propn));
    let Some(noun) = noun else { return Changes::new() };
    let mut changes = vec![(noun, head, document.token(token).deprel), (token, noun, Deprel::parse("case"))];
    let rest = document.children(token).filter(|child| *child != noun);
    changes.extend(rest.map(|child| (child, noun, document.token(child).deprel)));
    changes
}

/// "spoke today with Prime Minister N of Chile to congratulate him", "met with His Majesty King N.": a name after "with"
/// is whom one spoke with, where the parser makes it the subject of what comes next, or hangs it on the full stop.
fn name_after_with(text: &str, document: &Document, lexicon: &AttachmentLexicon, token: usize) -> Changes {
    if document.token(token).xpos.as_str() != "IN" || lower(text, document, token) != "with" {
        return Changes::new();
    }
    let sentence = document.sentences()[document.sentence_of(token)].clone();
    let verb = (sentence.start..token)
        .rev()
        .take(REACH_OF_VERB)
        .take_while(|at| document.token(*at).upos != Upos::Punct)
        .find(|at| document.token(*at).upos == Upos::Verb)
        .filter(|verb| lexicon.conferring.contains(&*document.token(*verb).lemma));
    let (Some(verb), Some(head)) = (verb, document.head(token)) else { return Changes::new() };
    let nominal = |at: usize| matches!(document.token(at).upos, Upos::Noun | Upos::Propn);
    let behind = |at: usize| at > token && sentence.contains(&at);
    let named_beside = |at: usize| {
        document.children(at).find(|child| {
            *child > at && document.token(*child).upos == Upos::Propn && relation(document, *child) == "appos"
        })
    };
    let honour = |at: usize| lexicon.honour.contains(&lower(text, document, at));
    let next_clause = document.token(head).upos == Upos::Verb && relation(document, token) == "mark";
    let name = if next_clause && behind(head) {
        document.children(head).find(|child| {
            behind(*child)
                && *child < head
                && nominal(*child)
                && matches!(relation(document, *child), "nsubj" | "obl" | "obj")
        })
    } else if nominal(head) && behind(head) {
        // "with His Highness Sheikh N": the name is whom one met, "Highness" what he is called.
        let name = named_beside(head).filter(|_| honour(head));
        name.or(Some(head).filter(|_| relation(document, head) == "obj" && document.head(head) == Some(verb)))
    } else if document.token(head).upos == Upos::Punct || !behind(head) {
        named_beside(token).or_else(|| {
            (token + 1..sentence.end.min(token + REACH_OF_NAME)).find(|at| {
                document.token(*at).upos == Upos::Propn
                    && relation(document, *at) == "appos"
                    && document.head(*at).is_some_and(|above| above > token && honour(above))
            })
        })
    } else {
        None
    };
    let below = |above: usize| {
        let mut at = Some(verb);
        std::iter::from_fn(|| {
            at = document.head(at?);
            at
        })
        .take(sentence.len())
        .any(|at| at == above)
    };
    // Nothing but titles stands between the two: "with Prime Minister N", "with His Majesty King N".
    let beside = |name: usize| {
        (token + 1..name).all(|at| {
            matches!(
                document.token(at).upos,
                Upos::Noun | Upos::Propn | Upos::Adj | Upos::Det | Upos::Pron | Upos::Punct | Upos::Part
            ) || lower(text, document, at) == "of"
        }) && (token + 1..name).all(|at| document.token(at).deprel.as_str() != "obl:unmarked")
    };
    let fits =
        |name: &usize| beside(*name) && behind(*name) && !below(*name) && !(next_clause && below(head));
    let Some(name) = name.filter(fits) else { return Changes::new() };
    let mut changes = vec![(name, verb, Deprel::parse("obl")), (token, name, Deprel::parse("case"))];
    // What stands in front of the name is its title.
    changes.extend((token + 1..name).filter_map(|at| {
        let above = document.head(at)?;
        let outside = above <= token || above > name || document.token(above).upos == Upos::Punct;
        let own = if document.token(at).xpos.as_str() == "PRP$" { "nmod:poss" } else { "nmod:desc" };
        (outside || above == name && honour(at)).then(|| (at, name, Deprel::parse(own)))
    }));
    let honoured = (token + 1..name).find(|at| honour(*at) && document.head(name) == Some(*at));
    if let Some(honoured) = honoured.filter(|at| changes.iter().all(|(changed, ..)| changed != at)) {
        changes.push((honoured, name, Deprel::parse("nmod:desc")));
    }
    // "in New Delhi, India to reinforce": nor is the land of a town the subject.
    if next_clause {
        let others = document.children(head).filter(|child| *child > name + 2 && *child < head);
        changes.extend(
            others
                .filter(|child| relation(document, *child) == "nsubj")
                .filter(|child| lower(text, document, child - 1) == "," && nominal(child - 2))
                .map(|child| (child, child - 2, Deprel::parse("appos"))),
        );
    }
    // "…, and affirmed": what was done besides.
    let besides = next_clause
        && document.token(head).xpos.as_str() == "VBD"
        && document.children(head).any(|child| relation(document, child) == "cc");
    if besides {
        changes.push((head, verb, Deprel::parse("conj")));
    }
    changes
}

/// "will go to Lima, Peru for a meeting": a phrase that the parser makes the object of the name before it belongs to the
/// verb.
fn phrase_of_a_place(_text: &str, document: &Document, token: usize) -> Changes {
    let nominal = |at: usize| matches!(document.token(at).upos, Upos::Noun | Upos::Propn);
    let has_case = document.children(token).any(|child| relation(document, child) == "case" && child < token);
    if !matches!(relation(document, token), "obj" | "obl") || !has_case || !nominal(token) {
        return Changes::new();
    }
    let name = |head: &usize| {
        document.token(*head).upos == Upos::Propn
            && !document.children(*head).any(|child| matches!(relation(document, child), "cop" | "nsubj"))
    };
    let Some(mut at) = document.head(token).filter(name) else { return Changes::new() };
    while let Some(head) = document.head(at) {
        at = head;
        if document.token(at).upos == Upos::Verb {
            return vec![(token, at, Deprel::parse("obl"))];
        }
    }
    Changes::new()
}

/// "In a call on Monday, the ministers discussed fisheries": the parser takes the phrase in front for the whole sentence
/// and its verb for a modifier.
fn phrase_taken_for_root(text: &str, document: &Document, sentence: Range<usize>) -> Changes {
    let Some(root) = sentence.clone().find(|token| document.head(*token).is_none()) else {
        return Changes::new();
    };
    let nominal = |at: usize| matches!(document.token(at).upos, Upos::Noun | Upos::Propn);
    let opens =
        document.children(root).any(|child| child == sentence.start && relation(document, child) == "case");
    let clausal = document
        .children(root)
        .any(|child| matches!(relation(document, child), "cop" | "nsubj" | "nsubj:pass" | "aux"));
    if !opens || clausal || !nominal(root) {
        return Changes::new();
    }
    let Some(comma) = (root + 1..sentence.end).find(|at| lower(text, document, *at) == ",") else {
        return Changes::new();
    };
    // The only finite verb behind the comma, which the tree has as a modifier of a noun after it.
    let mut finite = (comma + 1..sentence.end)
        .filter(|at| document.token(*at).upos == Upos::Verb && document.token(*at).xpos.is_finite());
    let (Some(verb), None) = (finite.next(), finite.next()) else { return Changes::new() };
    if relation(document, verb) != "amod" {
        return Changes::new();
    }
    let Some(object) = document.head(verb).filter(|noun| *noun > verb) else { return Changes::new() };
    // Whoever stands between the comma and the verb acts.
    let Some(subject) = (comma + 1..verb)
        .find(|at| nominal(*at) && document.head(*at).is_none_or(|head| head <= comma || head >= verb))
    else {
        return Changes::new();
    };
    vec![
        (verb, verb, Deprel::parse("root")),
        (root, verb, Deprel::parse("obl")),
        (subject, verb, Deprel::parse("nsubj")),
        (object, verb, Deprel::parse("obj")),
        (comma, verb, Deprel::parse("punct")),
    ]
}

/// How many words may stand between the participle and its auxiliary: "Attending the second round of the talks were".
const INVERTED_SPAN: usize = 14;

/// "Attending the talks were the ministers of Chile and Peru", "Also present was Ambassador Ruiz": a sentence that begins
/// with its participle has its subject behind the auxiliary.
fn subject_behind_its_verb(text: &str, document: &Document, sentence: Range<usize>) -> Changes {
    let opens = |at: usize| !matches!(document.token(at).upos, Upos::Adv | Upos::Punct);
    let Some(verb) = sentence.clone().find(|at| opens(*at)) else { return Changes::new() };
    if document.token(verb).xpos.as_str() != "VBG" && lower(text, document, verb) != "present" {
        return Changes::new();
    }
    let end = sentence.end.min(verb + INVERTED_SPAN);
    let finite = |at: usize| document.token(at).xpos.is_finite() || document.token(at).xpos.as_str() == "MD";
    let Some(first) = (verb + 1..end).find(|at| finite(*at)) else { return Changes::new() };
    let is_be = |at: &usize| *at < sentence.end && &*document.token(*at).lemma == "be";
    // "will be": the modal stands before it.
    let Some(be) = [first, first + 1].into_iter().find(is_be) else { return Changes::new() };
    // "Attending the talks was a mistake": what is attended is told, and a party comes behind.
    let Some(subject) = (be + 1..sentence.end)
        .find(|at| {
            document.head(*at).is_none_or(|head| head <= be) && document.token(*at).upos != Upos::Punct
        })
        .filter(|subject| {
            let token = document.token(*subject);
            token.upos == Upos::Propn || token.xpos.as_str() == "NNS"
        })
    else {
        return Changes::new();
    };
    let root = sentence.clone().find(|token| document.head(*token).is_none());
    if !root.is_some_and(|root| [verb, first, be, subject].contains(&root)) {
        return Changes::new();
    }
    let mut changes = vec![
        (verb, verb, Deprel::parse("root")),
        (subject, verb, Deprel::parse("nsubj")),
        (be, verb, Deprel::parse("aux")),
    ];
    if first != be {
        changes.push((first, verb, Deprel::parse("aux")));
    }
    // What the parser hung on the name, taking it for the predicate.
    let auxiliary = |child: &usize| *child != verb && *child != be && *child != first;
    let before = document.children(subject).filter(|child| *child < be).filter(auxiliary);
    changes.extend(before.map(|child| (child, verb, document.token(child).deprel)));
    changes
}

#[cfg(test)]
mod tests {
    use super::super::read_tree;
    use super::*;
    use crate::knowledge::Knowledge;

    fn relations(lines: &[(&str, &str, &str, &str, usize, &str)]) -> Vec<String> {
        let (text, mut document) = read_tree(lines);
        mend(&text, &mut document, Knowledge::embedded().attachment());
        let word = |token: usize| document.token(token).span.of(&text);
        (0..document.tokens().len())
            .map(|token| {
                let head = document.head(token).map_or("root", word);
                format!("{} {} {head}", word(token), relation(&document, token))
            })
            .collect()
    }

    #[test]
    fn that_before_a_name_is_a_conjunction() {
        let found = relations(&[
            ("She", "she", "PRON", "PRP", 2, "nsubj"),
            ("said", "say", "VERB", "VBD", 0, "root"),
            ("that", "that", "SCONJ", "IN", 7, "mark"),
            ("Ana", "Ana", "PROPN", "NNP", 3, "flat"),
            ("Ruiz", "Ruiz", "PROPN", "NNP", 4, "flat"),
            ("would", "would", "AUX", "MD", 7, "aux"),
            ("come", "come", "VERB", "VB", 2, "ccomp"),
        ]);
        assert!(found.contains(&"Ana nsubj come".to_owned()), "{found:?}");
        assert!(found.contains(&"Ruiz flat Ana".to_owned()), "{found:?}");
    }

    #[test]
    fn a_noun_behind_a_verb_that_has_its_subject_is_the_object() {
        let tree = [
            ("Oslo", "Oslo", "PROPN", "NNP", 2, "nsubj"),
            ("condemns", "condemn", "VERB", "VBZ", 0, "root"),
            ("the", "the", "DET", "DT", 4, "det"),
            ("attack", "attack", "NOUN", "NN", 2, "nsubj"),
        ];
        let (_, mut document) = read_tree(&tree);
        mend_objects(&mut document);
        assert_eq!(relation(&document, 3), "obj");
        assert_eq!(relation(&document, 0), "nsubj");
        // The only subject stays one, wherever it stands.
        let (_, mut document) = read_tree(
            &tree[1..].iter().map(|l| (l.0, l.1, l.2, l.3, l.4.saturating_sub(1), l.5)).collect::<Vec<_>>(),
        );
        mend_objects(&mut document);
        assert_eq!(relation(&document, 2), "nsubj");
    }

    #[test]
    fn a_preposition_stands_below_its_noun() {
        let found = relations(&[
            ("It", "it", "PRON", "PRP", 3, "nsubj:pass"),
            ("was", "be", "AUX", "VBD", 3, "aux:pass"),
            ("attended", "attend", "VERB", "VBN", 0, "root"),
            ("by", "by", "ADP", "IN", 3, "obl"),
            ("Ruiz", "Ruiz", "PROPN", "NNP", 4, "appos"),
        ]);
        assert!(found.contains(&"Ruiz obl attended".to_owned()), "{found:?}");
        assert!(found.contains(&"by case Ruiz".to_owned()), "{found:?}");
    }

    #[test]
    fn a_phrase_in_front_is_not_the_sentence() {
        let found = relations(&[
            ("In", "in", "ADP", "IN", 3, "case"),
            ("a", "a", "DET", "DT", 3, "det"),
            ("call", "call", "NOUN", "NN", 0, "root"),
            (",", ",", "PUNCT", ",", 5, "punct"),
            ("Ruiz", "Ruiz", "PROPN", "NNP", 3, "appos"),
            ("discussed", "discuss", "VERB", "VBD", 8, "amod"),
            ("joint", "joint", "ADJ", "JJ", 8, "amod"),
            ("plans", "plan", "NOUN", "NNS", 5, "nmod"),
        ]);
        assert!(found.contains(&"discussed root root".to_owned()), "{found:?}");
        assert!(found.contains(&"Ruiz nsubj discussed".to_owned()), "{found:?}");
        assert!(found.contains(&"plans obj discussed".to_owned()), "{found:?}");
        assert!(found.contains(&"call obl discussed".to_owned()), "{found:?}");
    }

    #[test]
    fn who_stands_behind_attending_attends() {
        let found = relations(&[
            ("Attending", "attend", "VERB", "VBG", 0, "root"),
            ("the", "the", "DET", "DT", 3, "det"),
            ("talks", "talk", "NOUN", "NNS", 1, "obj"),
            ("will", "will", "AUX", "MD", 6, "aux"),
            ("be", "be", "AUX", "VB", 6, "cop"),
            ("Ruiz", "Ruiz", "PROPN", "NNP", 1, "parataxis"),
        ]);
        assert!(found.contains(&"Ruiz nsubj Attending".to_owned()), "{found:?}");
        assert!(found.contains(&"will aux Attending".to_owned()), "{found:?}");
    }

    #[test]
    fn what_attending_was_is_nobody() {
        let found = relations(&[
            ("Attending", "attend", "VERB", "VBG", 6, "csubj"),
            ("the", "the", "DET", "DT", 3, "det"),
            ("talks", "talk", "NOUN", "NNS", 1, "obj"),
            ("was", "be", "AUX", "VBD", 6, "cop"),
            ("a", "a", "DET", "DT", 6, "det"),
            ("mistake", "mistake", "NOUN", "NN", 0, "root"),
        ]);
        assert!(found.contains(&"mistake root root".to_owned()), "{found:?}");
    }
}
