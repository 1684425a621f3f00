//! Coordinations, and names joined by a hyphen, where the parser is weak.
//!
//! A parser trained on all kinds of English leaves coordinations to the nearest word.
//! Each repair here is one of grammar: conjuncts are of one kind, a full noun phrase does not stand beside a bare
//! noun, and what follows "it was noted that" is noted too.

use super::{lower, relation};
use crate::document::{Deprel, Document, Upos};

/// Mends coordinations, each kind over the tree that the one before it left.
pub fn mend(text: &str, document: &mut Document) {
    for mend in [
        joined_names,
        clause_beside_noun,
        participle_beside_agent,
        full_phrase_beside_bare_noun,
        of_the_nearest,
        also_noted,
    ] {
        let changes = mend(text, document);
        document.reattach(&changes);
    }
}

type Changes = Vec<(usize, usize, Deprel)>;

/// "the Azerbaijan-NATO cooperation": two names joined by a hyphen describe the noun after them.
fn joined_names(text: &str, document: &Document) -> Changes {
    let mut changes = Changes::new();
    let tokens = document.tokens();
    for first in 0..tokens.len().saturating_sub(3) {
        let (hyphen, second, noun) = (first + 1, first + 2, first + 3);
        let touch = tokens[first].span.end == tokens[hyphen].span.start
            && tokens[hyphen].span.end == tokens[second].span.start;
        if !touch
            || !matches!(tokens[hyphen].span.of(text), "-" | "–")
            || tokens[first].upos != Upos::Propn
            || tokens[second].upos != Upos::Propn
            || !matches!(tokens[noun].upos, Upos::Noun)
        {
            continue;
        }
        if tokens[first].head == noun {
            // The determiner is the noun's, not the first name's.
            let determiners = document.children(first).filter(|child| *child < first);
            changes.extend(determiners.map(|child| (child, noun, tokens[child].deprel)));
            continue;
        }
        // The noun takes the place in the sentence that the first name had.
        let head = tokens[first].head;
        let inside = |token: usize| token == second || token == hyphen || token == noun;
        if inside(head) {
            continue;
        }
        // The noun may have stood above the name; then its own place is the better one.
        let mut above = head;
        let mut circular = false;
        for _ in 0..tokens.len() {
            if above == noun {
                circular = true;
                break;
            }
            match document.head(above) {
                Some(next) => above = next,
                None => break,
            }
        }
        if !circular {
            let place = if head == first { noun } else { head };
            changes.push((noun, place, tokens[first].deprel));
        }
        let compound = Deprel::parse("compound");
        changes.push((first, noun, compound));
        changes.push((second, noun, compound));
        changes.push((hyphen, second, Deprel::parse("punct")));
        for child in document.children(first) {
            if !inside(child) {
                changes.push((child, noun, tokens[child].deprel));
            }
        }
    }
    changes
}

/// "to start talks, as well as preparations": a noun is no second verb, it stands beside the verb's own noun.
fn clause_beside_noun(text: &str, document: &Document) -> Changes {
    let mut changes = Changes::new();
    for token in 0..document.tokens().len() {
        if relation(document, token) != "conj" || document.token(token).upos != Upos::Noun {
            continue;
        }
        let is_clause = document.children(token).any(|child| {
            matches!(document.token(child).deprel.base(), "cop" | "nsubj" | "aux" | "csubj" | "expl")
        });
        let Some(verb) = document.head(token) else { continue };
        if is_clause || document.token(verb).upos != Upos::Verb {
            continue;
        }
        // A gerund is as good as a noun: "supporting peace and the return of refugees".
        if document.token(verb).xpos.as_str() == "VBG" && relation(document, verb) != "acl" {
            continue;
        }
        let object = document
            .children(verb)
            .filter(|child| *child > verb && *child < token)
            .rfind(|child| relation(document, *child) == "obj");
        if let Some(object) = object
            && lower(text, document, object) != lower(text, document, token)
        {
            changes.push((token, object, Deprel::parse("conj")));
        }
    }
    changes
}

/// "was hosted by A and chaired by B": a participle with an agent of its own stands beside the first participle, not
/// beside that one's agent.
fn participle_beside_agent(text: &str, document: &Document) -> Changes {
    let by = |token: usize| {
        document
            .children(token)
            .any(|word| relation(document, word) == "case" && lower(text, document, word) == "by")
    };
    // The preposition may hang on the title in front of the name.
    let is_agent = |token: usize| {
        matches!(relation(document, token), "obl" | "obl:agent")
            && (by(token) || document.children(token).any(|child| child < token && by(child)))
    };
    let mut changes = Changes::new();
    for token in 0..document.tokens().len() {
        let view = document.token(token);
        let participle = view.upos == Upos::Verb && matches!(view.xpos.as_str(), "VBN" | "VBD");
        let own = |child: usize| {
            relation(document, child).starts_with("nsubj") || relation(document, child).starts_with("aux")
        };
        if relation(document, token) != "conj"
            || !participle
            || document.children(token).any(own)
            || !document.children(token).any(|child| child > token && is_agent(child))
        {
            continue;
        }
        let mut beside = document.head(token);
        for _ in 0..3 {
            beside = beside.filter(|at| !is_agent(*at)).map_or(beside, |at| {
                document.head(at).filter(|_| {
                    matches!(document.token(at).deprel.base(), "nmod" | "appos" | "flat" | "conj")
                })
            });
        }
        let verb = beside.filter(|at| is_agent(*at)).and_then(|at| document.head(at));
        if let Some(verb) = verb.filter(|verb| document.token(*verb).xpos.as_str() == "VBN") {
            changes.push((token, verb, Deprel::parse("conj")));
        }
    }
    changes
}

/// "cooperation and development of trade, Peru's contribution, the role of …": phrases with a determiner of their own
/// stand beside the phrase at the head of the list, not beside the bare noun at its end.
fn full_phrase_beside_bare_noun(text: &str, document: &Document) -> Changes {
    let is_full = |token: usize| {
        document
            .children(token)
            .any(|child| child < token && matches!(relation(document, child), "det" | "nmod:poss"))
    };
    let mut changes = Changes::new();
    for bare in 0..document.tokens().len() {
        if document.token(bare).upos != Upos::Noun || relation(document, bare) != "nmod" || is_full(bare) {
            continue;
        }
        let beside: Vec<usize> = document
            .children(bare)
            .filter(|child| *child > bare && relation(document, *child) == "conj")
            .collect();
        let full = beside.iter().filter(|token| is_full(**token)).count();
        let commas = beside
            .iter()
            .filter(|token| document.children(**token).any(|child| lower(text, document, child) == ","))
            .count();
        if full < 2 || commas < 2 {
            continue;
        }
        // Up to the noun that begins the list, past the "of" phrases in between.
        let mut top = bare;
        while let Some(head) = document.head(top) {
            let through = matches!(relation(document, top), "nmod" | "conj")
                && matches!(document.token(head).upos, Upos::Noun)
                && document.children(top).all(|child| {
                    relation(document, child) != "case"
                        || matches!(lower(text, document, child).as_str(), "of")
                });
            if !through {
                break;
            }
            top = head;
        }
        if top != bare {
            for token in beside {
                changes.push((token, top, Deprel::parse("conj")));
            }
        }
    }
    changes
}

/// "cooperation and development of trade": what follows "of" belongs to the noun just before it.
fn of_the_nearest(text: &str, document: &Document) -> Changes {
    let mut changes = Changes::new();
    for token in 0..document.tokens().len() {
        if relation(document, token) != "nmod" {
            continue;
        }
        let Some(of) = document.children(token).find(|child| lower(text, document, *child) == "of") else {
            continue;
        };
        let (Some(head), Some(nearest)) = (document.head(token), of.checked_sub(1)) else { continue };
        if nearest > head
            && nearest < token
            && document.head(nearest) == Some(head)
            && relation(document, nearest) == "conj"
            && document.token(nearest).upos == Upos::Noun
        {
            changes.push((token, nearest, document.token(token).deprel));
        }
    }
    changes
}

/// "It was noted that A, and there were B": the second clause is noted too.
fn also_noted(text: &str, document: &Document) -> Changes {
    let mut changes = Changes::new();
    for token in 0..document.tokens().len() {
        if relation(document, token) != "conj"
            || !matches!(document.token(token).upos, Upos::Verb | Upos::Aux)
        {
            continue;
        }
        let Some(verb) = document.head(token) else { continue };
        let impersonal = document.children(verb).any(|child| {
            child < verb && lower(text, document, child) == "it" && document.token(child).upos == Upos::Pron
        }) && document.children(verb).any(|child| relation(document, child) == "aux:pass");
        let clause = document
            .children(verb)
            .filter(|child| *child > verb && *child < token)
            .rfind(|child| matches!(relation(document, *child), "ccomp" | "csubj" | "csubj:pass"));
        let own_impersonal =
            document.children(token).any(|child| child < token && lower(text, document, child) == "it");
        if let Some(clause) = clause
            && impersonal
            && !own_impersonal
        {
            changes.push((token, clause, Deprel::parse("conj")));
        }
    }
    changes
}

#[cfg(test)]
mod tests {
    use crate::extract::lines::lines;
    use crate::knowledge::Knowledge;
    use crate::report::Report;

    fn read(text: &str) -> Vec<String> {
        let report = Report { id: "r".into(), text: text.into(), ..Report::default() };
        let account = crate::extract::account(&report, &Knowledge::embedded());
        lines(&account).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn an_active_verb_does_not_share_the_subject_of_an_impersonal_passive() {
        let (text, document) = super::super::read_tree(&[
            ("It", "it", "PRON", "PRP", 3, "expl"),
            ("was", "be", "AUX", "VBD", 3, "aux:pass"),
            ("noted", "note", "VERB", "VBN", 0, "root"),
            ("Chile", "Chile", "PROPN", "NNP", 6, "nsubj"),
            ("was", "be", "AUX", "VBD", 6, "cop"),
            ("partner", "partner", "NOUN", "NN", 3, "ccomp"),
            ("and", "and", "CCONJ", "CC", 8, "cc"),
            ("contributed", "contribute", "VERB", "VBD", 3, "conj"),
        ]);
        assert_eq!(super::also_noted(&text, &document), [(7, 5, crate::document::Deprel::parse("conj"))]);
    }

    #[test]
    fn names_joined_by_a_hyphen_describe_the_noun_after_them() {
        let found = read(
            "President Ana Ruiz met Prime Minister Pavel Novak in Vienna. \
             They discussed the Peru-NATO cooperation.",
        );
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].ends_with("topic: Peru-NATO cooperation)"), "{found:?}");
    }
}
