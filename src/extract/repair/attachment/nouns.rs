//! Phrases, titles and participles: which noun they belong to, and where a noun stands for itself.

use super::AttachmentLexicon;
use crate::document::{Deprel, Document, Upos};
use crate::extract::repair::{case, lower, nominal, relation};

/// "start talks with Chile, as well as preparations": a coordinator in front makes the phrase a conjunct.
pub(super) fn coordinated(text: &str, document: &Document, token: usize) -> Option<(usize, usize, Deprel)> {
    if !matches!(relation(document, token), "obl" | "nmod" | "advcl" | "acl" | "appos")
        || !nominal(document, token)
    {
        return None;
    }
    let first = *document.subtree(token).first()?;
    document.children(token).find(|child| {
        relation(document, *child) == "cc" && (*child == first || *child == first + 1) && *child < token
    })?;
    let head = document.head(token)?;
    let own = case(text, document, token);
    let before: Vec<usize> =
        document.children(head).filter(|child| *child < token && nominal(document, *child)).collect();
    let proper = |at: usize| document.token(at).upos == Upos::Propn;
    let alike = |at: &&usize| proper(**at) == proper(token) && case(text, document, **at) == own;
    let partner = before
        .iter()
        .rev()
        .find(|at| relation(document, **at) == "obj" && own.is_none() && alike(at))
        .or_else(|| {
            before.iter().rev().find(|at| {
                matches!(relation(document, **at), "obl" | "nmod" | "obj")
                    && case(text, document, **at) == own
            })
        })
        .copied()
        .or_else(|| nominal(document, head).then_some(head).filter(|head| *head < token))?;
    Some((token, partner, Deprel::parse("conj")))
}

/// "stressed the role of Chile in the mission": the phrase belongs to the noun that asks for its preposition.
pub(super) fn noun_of_phrase(
    text: &str,
    document: &Document,
    lexicon: &AttachmentLexicon,
    token: usize,
) -> Option<(usize, usize, Deprel)> {
    // "their commitment to supporting": a gerund can stand for the noun.
    let gerund = relation(document, token) == "advcl" && document.token(token).xpos.as_str() == "VBG";
    if relation(document, token) != "obl" && !gerund {
        return None;
    }
    let verb = document.head(token)?;
    let own = if gerund {
        document
            .children(token)
            .find(|child| relation(document, *child) == "mark")
            .map(|mark| lower(text, document, mark))?
    } else {
        case(text, document, token)?
    };
    let first = *document.subtree(token).first()?;
    let noun = document.children(verb).find(|child| {
        (matches!(relation(document, *child), "obj" | "nsubj:pass")
            || relation(document, *child) == "obl" && !gerund)
            && *child < token
            && document.subtree(*child).last().is_some_and(|last| last + 1 == first)
    })?;
    // The nouns coordinated with it stand nearer to the phrase.
    let noun = document
        .children(noun)
        .rfind(|child| relation(document, *child) == "conj" && *child < token)
        .unwrap_or(noun);
    // "the naming of a delegation to Chile": the noun right before the phrase, if it asks for the preposition.
    let takes = |at: usize| {
        lexicon.noun_prepositions.get(&*document.token(at).lemma).is_some_and(|cases| cases.contains(&own))
    };
    // "the integrity of Moldova within its borders": else the nearest above it that does.
    let mut near = first.checked_sub(1);
    while let Some(at) = near.filter(|at| *at != noun && !(nominal(document, *at) && takes(*at))) {
        near = document.head(at).filter(|head| *head >= noun);
    }
    let noun = near.unwrap_or(noun);
    lexicon
        .noun_prepositions
        .get(&*document.token(noun).lemma)
        .is_some_and(|cases| cases.contains(&own))
        .then(|| (token, noun, Deprel::parse(if gerund { "acl" } else { "nmod" })))
}

/// "exports of coal": a phrase below a noun that states nothing modifies the noun; it is no circumstance.
pub(super) fn phrase_below_noun(document: &Document, token: usize) -> Option<(usize, usize, Deprel)> {
    let head = document.head(token).filter(|_| relation(document, token) == "obl")?;
    let is_noun = matches!(document.token(head).upos, Upos::Noun | Upos::Propn);
    let states =
        |child: usize| relation(document, child) == "cop" || relation(document, child).starts_with("nsubj");
    (is_noun && head < token && !document.children(head).any(states))
        .then(|| (token, head, Deprel::parse("nmod")))
}

/// "The Vice President and President Ruiz": what has an article and stands before "and" is no title of the name
/// behind it, but the first of two.
pub(super) fn title_alone(document: &Document, token: usize) -> Vec<(usize, usize, Deprel)> {
    if !matches!(relation(document, token), "nmod:desc" | "compound") || !nominal(document, token) {
        return Vec::new();
    }
    let Some(name) = document.head(token).filter(|name| *name > token + 1) else { return Vec::new() };
    let article = document.children(token).any(|child| relation(document, child) == "det" && child < token);
    // "the President of Kenya and President Ruiz": what tells whose title it is stands between.
    let next = document.subtree(token).last().map_or(token + 1, |last| last + 1);
    let coordinator = relation(document, next) == "cc" && document.head(next) == Some(name);
    let first = document.children(name).all(|child| child >= token);
    if !(article && coordinator && first) {
        return Vec::new();
    }
    let deprel = document.token(name).deprel;
    let head = document.head(name).unwrap_or(token);
    vec![(token, head, deprel), (name, token, Deprel::parse("conj"))]
}

/// "Chile's internationally recognised borders": a participle between an owner and a noun modifies the noun.
pub(super) fn participle_after_possessive(document: &Document, token: usize) -> Vec<(usize, usize, Deprel)> {
    if document.token(token).upos != Upos::Verb
        || !matches!(document.token(token).xpos.as_str(), "VBN" | "VBG")
    {
        return Vec::new();
    }
    let owner = document.children(token).find(|child| {
        *child < token
            && relation(document, *child).starts_with("nsubj")
            && document.children(*child).any(|mark| {
                document.token(mark).xpos.as_str() == "POS"
                    && (mark + 1..token).all(|at| matches!(document.token(at).upos, Upos::Adv | Upos::Adj))
            })
    });
    let noun = document.children(token).find(|child| {
        *child > token
            && relation(document, *child) == "obj"
            && nominal(document, *child)
            && (token + 1..*child).all(|at| document.head(at) == Some(*child))
    });
    let (Some(owner), Some(noun), Some(head)) = (owner, noun, document.head(token)) else {
        return Vec::new();
    };
    let mark = document.children(token).find(|child| {
        *child < owner && relation(document, *child) == "mark" && document.token(*child).upos == Upos::Adp
    });
    // With a preposition the phrase belongs to the noun before it.
    let (above, deprel) = match mark {
        Some(mark) if mark > 0 && nominal(document, mark - 1) => (mark - 1, Deprel::parse("nmod")),
        Some(_) => (head, Deprel::parse("nmod")),
        None => (head, document.token(token).deprel),
    };
    let mut changes = vec![
        (noun, above, deprel),
        (token, noun, Deprel::parse("amod")),
        (owner, noun, Deprel::parse("nmod:poss")),
    ];
    changes.extend(mark.map(|mark| (mark, noun, Deprel::parse("case"))));
    changes
}

/// "a tour from 3 to 9 June": the end of a span of time hangs where its beginning does.
pub(super) fn end_of_range(text: &str, document: &Document, token: usize) -> Option<(usize, usize, Deprel)> {
    if document.token(token).upos != Upos::Num
        || !matches!(relation(document, token), "nmod" | "obl")
        || !matches!(case(text, document, token).as_deref(), Some("to" | "until" | "till"))
    {
        return None;
    }
    let first = *document.subtree(token).first()?;
    let begin = (0..first).rev().take(6).find(|at| {
        document.token(*at).upos == Upos::Num && case(text, document, *at).as_deref() == Some("from")
    })?;
    let ends = document.subtree(begin).last().is_some_and(|last| last + 1 == first);
    let head = document.head(begin)?;
    (ends && Some(head) != document.head(token)).then(|| (token, head, document.token(begin).deprel))
}

/// "confirmed N as ambassador": what stands behind "as", up to the next preposition, is what somebody becomes.
pub(super) fn role_after_as(text: &str, document: &Document, token: usize) -> Vec<(usize, usize, Deprel)> {
    if document.token(token).upos != Upos::Adp
        || lower(text, document, token) != "as"
        || !matches!(relation(document, token), "mark" | "acl" | "advmod" | "obl" | "advcl")
    {
        return Vec::new();
    }
    let sentence = document.sentences()[document.sentence_of(token)].clone();
    let tag = |at: usize| document.token(at).xpos.as_str();
    let run: Vec<usize> = (token + 1..sentence.end)
        .take_while(|at| matches!(tag(*at), "DT" | "PRP$" | "JJ" | "NN" | "NNP" | "NNS" | "HYPH"))
        .collect();
    let Some(noun) = run.iter().rev().copied().find(|at| matches!(tag(*at), "NN" | "NNS")) else {
        return Vec::new();
    };
    // "as ministers arrived" is a clause.
    let ends = run.last().map_or(sentence.end, |last| last + 1);
    let closed =
        ends >= sentence.end || matches!(document.token(ends).upos, Upos::Adp | Upos::Punct | Upos::Cconj);
    let verb = (sentence.start..token).rev().find(|at| {
        document.token(*at).upos == Upos::Verb
            && document.children(*at).any(|child| {
                child > *at && child < token && matches!(relation(document, child), "obj" | "nsubj:pass")
            })
    });
    let (true, Some(verb)) = (closed, verb) else { return Vec::new() };
    let mut changes = vec![(noun, verb, Deprel::parse("obl")), (token, noun, Deprel::parse("case"))];
    changes.extend(
        document
            .children(token)
            .filter(|child| *child != noun)
            .map(|child| (child, noun, document.token(child).deprel)),
    );
    changes
}

#[cfg(test)]
mod tests {
    use super::super::{changes, lexicon};
    use crate::document::Deprel;
    use crate::extract::repair::read_tree as read;

    #[test]
    fn as_well_as_coordinates_two_objects() {
        let (text, document) = read(&[
            ("start", "start", "VERB", "VB", 0, "root"),
            ("talks", "talk", "NOUN", "NNS", 1, "obj"),
            ("with", "with", "ADP", "IN", 4, "case"),
            ("Chile", "Chile", "PROPN", "NNP", 1, "obl"),
            ("as", "as", "ADV", "RB", 8, "cc"),
            ("well", "well", "ADV", "RB", 5, "fixed"),
            ("as", "as", "ADP", "IN", 5, "fixed"),
            ("preparations", "preparation", "NOUN", "NNS", 1, "obl"),
        ]);
        assert_eq!(changes(&text, &document, &lexicon()), [(7, 1, Deprel::parse("conj"))]);
    }

    #[test]
    fn a_phrase_below_a_noun_is_a_modifier_unless_the_noun_states_something() {
        let exports = [
            ("Exports", "export", "NOUN", "NNS", 4, "nsubj"),
            ("of", "of", "ADP", "IN", 3, "case"),
            ("coal", "coal", "NOUN", "NN", 1, "obl"),
            ("rose", "rise", "VERB", "VBD", 0, "root"),
        ];
        let (text, document) = read(&exports);
        assert_eq!(changes(&text, &document, &lexicon()), [(2, 0, Deprel::parse("nmod"))]);
        let (text, document) = read(&[
            ("Ruiz", "Ruiz", "PROPN", "NNP", 3, "nsubj"),
            ("was", "be", "AUX", "VBD", 3, "cop"),
            ("president", "president", "NOUN", "NN", 0, "root"),
            ("in", "in", "ADP", "IN", 5, "case"),
            ("May", "May", "PROPN", "NNP", 3, "obl"),
        ]);
        assert_eq!(changes(&text, &document, &lexicon()), []);
    }

    #[test]
    fn a_title_with_an_article_before_and_is_a_person_of_its_own() {
        let (text, document) = read(&[
            ("The", "the", "DET", "DT", 2, "det"),
            ("President", "President", "PROPN", "NNP", 5, "nmod:desc"),
            ("and", "and", "CCONJ", "CC", 5, "cc"),
            ("Chancellor", "Chancellor", "PROPN", "NNP", 5, "nmod:desc"),
            ("Lund", "Lund", "PROPN", "NNP", 6, "nsubj"),
            ("agreed", "agree", "VERB", "VBD", 0, "root"),
        ]);
        assert_eq!(
            changes(&text, &document, &lexicon()),
            [(1, 5, Deprel::parse("nsubj")), (4, 1, Deprel::parse("conj"))]
        );
    }

    #[test]
    fn a_role_is_a_role_in_something() {
        let (text, document) = read(&[
            ("stressed", "stress", "VERB", "VBD", 0, "root"),
            ("the", "the", "DET", "DT", 3, "det"),
            ("role", "role", "NOUN", "NN", 1, "obj"),
            ("in", "in", "ADP", "IN", 6, "case"),
            ("the", "the", "DET", "DT", 6, "det"),
            ("mission", "mission", "NOUN", "NN", 1, "obl"),
        ]);
        assert_eq!(changes(&text, &document, &lexicon()), [(5, 2, Deprel::parse("nmod"))]);
    }

    #[test]
    fn what_stands_behind_as_is_what_somebody_becomes() {
        let (text, document) = read(&[
            ("confirmed", "confirm", "VERB", "VBD", 0, "root"),
            ("Soler", "Soler", "PROPN", "NNP", 1, "obj"),
            ("as", "as", "ADP", "IN", 2, "acl"),
            ("ambassador", "ambassador", "NOUN", "NN", 3, "obj"),
        ]);
        assert_eq!(
            changes(&text, &document, &lexicon()),
            [(3, 0, Deprel::parse("obl")), (2, 3, Deprel::parse("case"))]
        );
    }

    #[test]
    fn a_participle_between_owner_and_noun_modifies_the_noun() {
        let (text, document) = read(&[
            ("inviolability", "inviolability", "NOUN", "NN", 0, "root"),
            ("of", "of", "ADP", "IN", 5, "mark"),
            ("Chile", "Chile", "PROPN", "NNP", 5, "nsubj"),
            ("'s", "'s", "PART", "POS", 3, "case"),
            ("recognised", "recognise", "VERB", "VBN", 1, "acl"),
            ("borders", "border", "NOUN", "NNS", 5, "obj"),
        ]);
        assert_eq!(
            changes(&text, &document, &lexicon()),
            [
                (5, 0, Deprel::parse("nmod")),
                (4, 5, Deprel::parse("amod")),
                (2, 5, Deprel::parse("nmod:poss")),
                (1, 5, Deprel::parse("case"))
            ]
        );
    }

    #[test]
    fn the_end_of_a_span_of_time_hangs_where_its_beginning_does() {
        let (text, document) = read(&[
            ("part", "part", "NOUN", "NN", 0, "root"),
            ("in", "in", "ADP", "IN", 3, "case"),
            ("missions", "mission", "NOUN", "NNS", 1, "nmod"),
            ("from", "from", "ADP", "IN", 5, "case"),
            ("2002", "2002", "NUM", "CD", 3, "nmod"),
            ("to", "to", "ADP", "IN", 7, "case"),
            ("2021", "2021", "NUM", "CD", 1, "nmod"),
        ]);
        assert_eq!(changes(&text, &document, &lexicon()), [(6, 2, Deprel::parse("nmod"))]);
    }
}
