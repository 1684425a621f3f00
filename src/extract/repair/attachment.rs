//! Phrases and clauses that the parser hangs on the wrong word.
//!
//! Weak relations (coordination by "as well as", the noun to which a prepositional phrase belongs) follow from the words
//! themselves more surely than from statistics. One file for each thought: the verbs, nouns, subjects and subordinate
//! clauses that the parser hangs on something else.

mod nouns;
mod subjects;
mod subordinate;
mod verbs;

use crate::document::{Deprel, Document};
use nouns::{
    coordinated, end_of_range, noun_of_phrase, participle_after_possessive, phrase_below_noun, role_after_as,
    title_alone,
};
use rustc_hash::{FxHashMap, FxHashSet};
use subjects::{finite_verb_below_its_subject, subject_taken_for_apposition, subject_taken_for_root};
use subordinate::{
    clause_of_called_for, clause_of_impersonal, clause_of_noun, clause_of_place, infinitive_of_object,
    subject_of_infinitive,
};
use verbs::{
    bare_verb_after_noun, participle_after_day, participle_apart, verb_after_noun, verb_taken_for_modifier,
};

/// The words that decide where a phrase or a clause belongs.
#[derive(Clone, Debug, Default)]
pub struct AttachmentLexicon {
    /// Nouns with the prepositions, and the "that", which belong to them: "role in", "support for", "hope that".
    pub noun_prepositions: FxHashMap<String, Vec<String>>,
    /// Verbs with which a sentence goes on after "and", and which hardly ever modify a noun there.
    pub going_on: FxHashSet<String>,
    /// Verbs of wanting something done: "called for the fighting to stop".
    pub calling: FxHashSet<String>,
    /// Verbs of asking somebody to do something: "urged the leaders to respect it".
    pub urging: FxHashSet<String>,
    /// Verbs of praise: "welcomed Peru serving as host".
    pub welcoming: FxHashSet<String>,
    /// Verbs whose subject is a speaker.
    pub reporting: FxHashSet<String>,
    /// Verbs of saying behind which the speaker stands: "…, said the minister".
    pub inverted: FxHashSet<String>,
    /// Verbs whose "with" tells whom one spoke with.
    pub conferring: FxHashSet<String>,
    /// What monarchs and ambassadors are called before their names: "His Majesty King N".
    pub honour: FxHashSet<String>,
}

/// Mends what the words themselves decide.
pub fn mend(text: &str, document: &mut Document, lexicon: &AttachmentLexicon) {
    let changes = changes(text, document, lexicon);
    document.reattach(&changes);
}

fn changes(text: &str, document: &Document, lexicon: &AttachmentLexicon) -> Vec<(usize, usize, Deprel)> {
    let mut found = Vec::new();
    for token in 0..document.tokens().len() {
        found.extend(
            coordinated(text, document, token)
                .or_else(|| noun_of_phrase(text, document, lexicon, token))
                .or_else(|| verb_after_noun(text, document, token)),
        );
    }
    for token in 0..document.tokens().len() {
        found.extend(bare_verb_after_noun(document, token));
        found.extend(verb_taken_for_modifier(document, lexicon, token));
        found.extend(role_after_as(text, document, token));
        found.extend(subject_of_infinitive(text, document, token));
        found.extend(clause_of_impersonal(text, document, token));
        found.extend(participle_after_possessive(document, token));
        found.extend(clause_of_noun(text, document, lexicon, token));
        found.extend(end_of_range(text, document, token));
        found.extend(participle_after_day(document, token));
        found.extend(clause_of_called_for(text, document, lexicon, token));
        found.extend(title_alone(document, token));
        found.extend(participle_apart(document, token));
        found.extend(subject_taken_for_apposition(text, document, token));
        found.extend(infinitive_of_object(document, lexicon, token));
        found.extend(clause_of_place(text, document, token));
    }
    for sentence in document.sentences() {
        let mended = subject_taken_for_root(document, sentence.clone());
        if mended.is_empty() {
            found.extend(finite_verb_below_its_subject(text, document, sentence.clone()));
        }
        found.extend(mended);
    }
    // What was attached elsewhere has its relation.
    let mended: FxHashSet<usize> = found.iter().map(|(token, ..)| *token).collect();
    found.extend(
        (0..document.tokens().len())
            .filter(|token| !mended.contains(token))
            .filter_map(|token| phrase_below_noun(document, token)),
    );
    found
}

/// The words by which the tests of these files mend.
#[cfg(test)]
pub(super) fn lexicon() -> AttachmentLexicon {
    crate::knowledge::Knowledge::embedded().attachment().clone()
}
