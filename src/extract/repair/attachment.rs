//! Phrases and clauses that the parser hangs on the wrong word.
//!
//! Weak relations (coordination by "as well as", the noun to which a prepositional phrase belongs) follow from the words themselves more surely than from statistics.

use super::{lower, relation};
use crate::document::{Deprel, Document, Upos};
use rustc_hash::{FxHashMap, FxHashSet};

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

/// Mends the clauses that name a speaker; what they are cut off from is then read for itself.
pub fn mend_reporting(text: &str, document: &mut Document, lexicon: &AttachmentLexicon) {
    // Each pass mends the last such clause of a sentence; more than two hardly stand in one.
    for _ in 0..2 {
        let reporting = reporting_clauses(text, document, lexicon);
        if reporting.is_empty() {
            break;
        }
        document.reattach(&reporting);
    }
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

fn case(text: &str, document: &Document, token: usize) -> Option<String> {
    document
        .children(token)
        .find(|child| relation(document, *child) == "case")
        .map(|child| lower(text, document, child))
}

/// Whether a verb is finite, or a past participle, for which the tagger takes a past tense now and then.
fn is_past_or_finite(document: &Document, token: usize) -> bool {
    let tag = document.token(token).xpos;
    tag.is_finite() || tag.as_str() == "VBN"
}

fn nominal(document: &Document, token: usize) -> bool {
    matches!(document.token(token).upos, Upos::Noun | Upos::Propn | Upos::Num)
}

/// "start talks with Chile, as well as preparations": a coordinator in front makes the phrase a conjunct.
fn coordinated(text: &str, document: &Document, token: usize) -> Option<(usize, usize, Deprel)> {
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
fn noun_of_phrase(
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

/// "congratulated them on the chairmanship and expressed support": a finite verb goes on with a verb, not with a noun;
/// "committed to work and to promote": an infinitive goes on with an infinitive.
fn verb_after_noun(text: &str, document: &Document, token: usize) -> Option<(usize, usize, Deprel)> {
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
fn bare_verb_after_noun(document: &Document, token: usize) -> Vec<(usize, usize, Deprel)> {
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

/// "attended the summit, meeting the minister": a participle behind a comma goes with the verb; a sentence of its own
/// would have a subject.
fn participle_apart(document: &Document, token: usize) -> Option<(usize, usize, Deprel)> {
    let apart = relation(document, token) == "parataxis" && document.token(token).xpos.as_str() == "VBG";
    let head = document.head(token).filter(|head| apart && *head < token)?;
    let whole = |child: usize| matches!(relation(document, child), "nsubj" | "nsubj:pass" | "aux" | "expl");
    (!document.children(token).any(whole)).then(|| (token, head, Deprel::parse("advcl")))
}

/// "will travel to Oslo, where a meeting will take place": a clause with "where" right behind a noun modifies the noun.
fn clause_of_place(text: &str, document: &Document, token: usize) -> Option<(usize, usize, Deprel)> {
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

/// "In a message to President Ruiz, President Novak recalled": a name behind a comma and before a finite verb that has
/// no subject is that subject, and no apposition.
fn subject_taken_for_apposition(
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

/// "urged the leaders to respect it": an infinitive right behind the object is what the object is to do.
fn infinitive_of_object(
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

/// "exports of coal": a phrase below a noun that states nothing modifies the noun; it is no circumstance.
fn phrase_below_noun(document: &Document, token: usize) -> Option<(usize, usize, Deprel)> {
    let head = document.head(token).filter(|_| relation(document, token) == "obl")?;
    let is_noun = matches!(document.token(head).upos, Upos::Noun | Upos::Propn);
    let states =
        |child: usize| relation(document, child) == "cop" || relation(document, child).starts_with("nsubj");
    (is_noun && head < token && !document.children(head).any(states))
        .then(|| (token, head, Deprel::parse("nmod")))
}

/// "The Vice President and President Ruiz": what has an article and stands before "and" is no title of the name
/// behind it, but the first of two.
fn title_alone(document: &Document, token: usize) -> Vec<(usize, usize, Deprel)> {
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

/// "congratulated Chile on its success, and expressed support": the participle before the noun is a second verb.
fn verb_taken_for_modifier(
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

/// "The part of Chile in the mission and its being there was noted": a noun that the parser took for the whole
/// sentence is the subject of the only finite verb after it that has none.
fn subject_taken_for_root(
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

/// "not to yield and his determination that Chile will go on": a clause belongs to the noun of thought right before it.
fn clause_of_noun(
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

/// "Chile's internationally recognised borders": a participle between an owner and a noun modifies the noun.
fn participle_after_possessive(document: &Document, token: usize) -> Vec<(usize, usize, Deprel)> {
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

/// "called for the dispute to be resolved", "welcomed Peru serving as host": what follows the noun at once tells what
/// of it is called for or welcomed.
fn clause_of_called_for(
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

/// "met on 2 May, convened by the chair", "came on 2 May, meeting the minister": nobody convenes a day, and a day meets
/// nobody; the participle goes with the verb.
fn participle_after_day(document: &Document, token: usize) -> Option<(usize, usize, Deprel)> {
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

/// "a tour from 3 to 9 June": the end of a span of time hangs where its beginning does.
fn end_of_range(text: &str, document: &Document, token: usize) -> Option<(usize, usize, Deprel)> {
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

/// "It was noted in the document that troops would leave": what "it" stands for is a clause of the passive verb, not of
/// the noun before "that".
fn clause_of_impersonal(text: &str, document: &Document, token: usize) -> Vec<(usize, usize, Deprel)> {
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
fn subject_of_infinitive(text: &str, document: &Document, token: usize) -> Vec<(usize, usize, Deprel)> {
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

/// "confirmed N as ambassador": what stands behind "as", up to the next preposition, is what somebody becomes.
fn role_after_as(text: &str, document: &Document, token: usize) -> Vec<(usize, usize, Deprel)> {
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

/// "President N invited them": a name that the parser took for the whole sentence is the subject of the finite verb
/// that hangs on it; "a delegation headed by N arrived": so is a noun with a participle, whose agent is no subject.
fn finite_verb_below_its_subject(
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
    use super::super::read_tree as read;
    use super::*;

    fn lexicon() -> AttachmentLexicon {
        crate::knowledge::Knowledge::embedded().attachment().clone()
    }

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
        mend_reporting(&text, &mut document, &lexicon());
        let heads: Vec<_> = [0, 2, 3, 5].map(|token| document.head(token)).into();
        assert_eq!(heads, [Some(5), Some(3), Some(5), None]);
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
