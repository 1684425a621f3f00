//! Whom one met, where names are known: what the parser hung elsewhere than at the verb.

use super::{lower, relation};
use crate::document::{Deprel, Document, Upos};
use crate::knowledge::Knowledge;
use crate::mention::{EntityKind, Mention, MentionKind, Recognition};

/// Within how many words before "with" its verb stands: "spoke by phone on 4 May 2022 with".
const REACH_OF_VERB: usize = 8;

/// Within how many words after "with" the words of a party begin: "with both".
const REACH_OF_PARTY: usize = 3;

/// Within how many words after "with" a name stands behind titles: "with the Chairman of the Council and Director N".
const REACH_OF_TITLES: usize = 16;

type Changes = Vec<(usize, usize, Deprel)>;

/// Hangs phrases that stand behind a day on the verb, and the party behind "with" on its verb of meeting.
pub fn mend(text: &str, document: &mut Document, recognition: &Recognition, knowledge: &Knowledge) {
    let changes = phrases_behind_days(text, document, recognition);
    document.reattach(&changes);
    let changes: Changes = recognition
        .mentions
        .iter()
        .flat_map(|party| party_after_with(text, document, recognition, party, knowledge))
        .collect();
    document.reattach(&changes);
}

/// "met on 14 December with President N", "flew this week to Lima": nothing is with or to a day, so the phrase is the
/// verb's.
fn phrases_behind_days(text: &str, document: &Document, recognition: &Recognition) -> Changes {
    let mut changes = Changes::new();
    for time in &recognition.times {
        let outward = time
            .tokens
            .clone()
            .find(|token| document.head(*token).is_some_and(|head| !time.tokens.contains(&head)));
        let Some(day) = outward else { continue };
        let Some(verb) = document.head(day).filter(|verb| *verb < day) else { continue };
        let circumstance = matches!(relation(document, day), "obl" | "obl:unmarked" | "obj");
        if document.token(verb).upos != Upos::Verb || !circumstance {
            continue;
        }
        let phrases: Vec<usize> = time
            .tokens
            .clone()
            .flat_map(|token| document.children(token))
            .filter(|child| *child >= time.tokens.end && relation(document, *child) == "nmod")
            .filter(|child| {
                let mut cases = document.children(*child).filter(|at| relation(document, *at) == "case");
                cases.any(|case| {
                    case >= time.tokens.end
                        && matches!(
                            &*lower(text, document, case),
                            "with" | "to" | "in" | "at" | "for" | "about"
                        )
                })
            })
            .collect();
        // "visited Chile on 4 May and Peru on 5 May": the second goes on with the first, not with its day.
        let named = |token: usize| {
            let mention = recognition.mentions.iter().find(|mention| mention.head == token)?;
            let kind = recognition.entity(*mention.entities.first()?).kind;
            Some(if kind == EntityKind::State { EntityKind::Place } else { kind })
        };
        let first = document.children(verb).find(|child| *child < day && relation(document, *child) == "obj");
        if let Some(first) = first
            && let Some(kind @ (EntityKind::Place | EntityKind::Person)) = named(first)
        {
            let seconds = time
                .tokens
                .clone()
                .flat_map(|token| document.children(token))
                .filter(|child| *child >= time.tokens.end && relation(document, *child) == "conj")
                .filter(|child| named(*child) == Some(kind));
            changes.extend(seconds.map(|second| (second, first, Deprel::parse("conj"))));
        }
        // "met 14 December with": nobody meets a day.
        if !phrases.is_empty() && relation(document, day) == "obj" {
            changes.push((day, verb, Deprel::parse("obl:unmarked")));
        }
        changes.extend(phrases.into_iter().map(|phrase| (phrase, verb, Deprel::parse("obl"))));
    }
    changes
}

/// "spoke today with Crown Prince and Prime Minister N", "met with His Holiness Pope N": whoever is named right behind
/// "with" is the one met, whatever the parser makes of the titles.
fn party_after_with(
    text: &str,
    document: &Document,
    recognition: &Recognition,
    party: &Mention,
    knowledge: &Knowledge,
) -> Changes {
    let kind = |mention: &Mention| mention.entities.first().map(|id| recognition.entity(*id).kind);
    let someone = matches!(party.kind, MentionKind::Name | MentionKind::Group)
        && matches!(kind(party), Some(EntityKind::Person | EntityKind::Group));
    let nested = recognition.mentions.iter().any(|other| {
        other.tokens.start <= party.tokens.start
            && other.tokens.end >= party.tokens.end
            && other.tokens.len() > party.tokens.len()
    });
    if !someone || nested {
        return Changes::new();
    }
    let start = party.tokens.start;
    let sentence = document.sentences()[document.sentence_of(start)].clone();
    let named = party.kind == MentionKind::Name && kind(party) == Some(EntityKind::Person);
    let reach = if named { REACH_OF_TITLES } else { REACH_OF_PARTY };
    let with = (sentence.start..start)
        .rev()
        .take(reach)
        .find(|at| lower(text, document, *at) == "with")
        .filter(|with| (with + 1..start).all(|at| is_title_word(text, document, at, knowledge)))
        .filter(|with| {
            // "with officials of the ministry and Minister N": the officials come first.
            !recognition.mentions.iter().any(|other| {
                (with + 1..start).contains(&other.tokens.start)
                    && matches!(kind(other), Some(EntityKind::Person | EntityKind::Group) | None)
            })
        });
    let Some(with) = with else { return Changes::new() };
    let is_time = |at: usize| recognition.times.iter().any(|time| time.tokens.contains(&at));
    let between = |at: usize| {
        is_time(at)
            || document.token(at).upos == Upos::Adv
            || matches!(&*lower(text, document, at), "by" | "via" | "over" | "on" | "the")
            || knowledge.in_set("means-of-talking", &document.token(at).lemma)
    };
    let verb = (sentence.start..with).rev().take(REACH_OF_VERB).find(|at| !between(*at)).filter(|at| {
        document.token(*at).upos == Upos::Verb && knowledge.in_set("conferring", &document.token(*at).lemma)
    });
    let Some(verb) = verb else { return Changes::new() };
    let head = party.head;
    // "with the Council and Minister N": the Council is met as well.
    let beside = recognition
        .mentions
        .iter()
        .any(|other| (with + 1..start).contains(&other.head) && document.head(other.head) == Some(verb));
    if beside && (with + 1..start).any(|at| document.token(at).upos == Upos::Cconj) {
        return Changes::new();
    }
    let prepositions = || (with + 1..start).filter(|at| document.token(*at).upos == Upos::Adp);
    let hung = document.head(head) == Some(verb)
        && prepositions().all(|at| document.head(at) != Some(head))
        && relation(document, head) == "obl"
        && document.head(with) == Some(head)
        && relation(document, with) == "case";
    if hung || !party.tokens.contains(&head) {
        return Changes::new();
    }
    let mut changes = vec![(head, verb, Deprel::parse("obl")), (with, head, Deprel::parse("case"))];
    for at in with + 1..start {
        let own = match document.token(at).upos {
            // "with the Chief of Staff of Minister N": with whom, not of whom.
            Upos::Adp if document.head(at) == Some(head) && at > with + 1 => {
                changes.push((at, at - 1, Deprel::parse("dep")));
                continue;
            }
            Upos::Adp | Upos::Punct => continue,
            Upos::Cconj => "cc",
            _ if document.token(at).xpos.as_str() == "PRP$" => "nmod:poss",
            _ => "nmod:desc",
        };
        if document.head(at).is_none_or(|above| above <= with || above >= start) {
            changes.push((at, head, Deprel::parse(own)));
        }
    }
    // What was done besides, or what it was done for, hangs at the verb: "…, conveying his wish", "… to reaffirm".
    let besides = (with..party.tokens.end)
        .flat_map(|at| document.children(at))
        .filter(|child| *child >= party.tokens.end && document.token(*child).upos == Upos::Verb)
        .filter(|child| {
            let infinitive =
                document.children(*child).any(|mark| lower(text, document, mark) == "to" && mark < *child);
            document.token(*child).xpos.as_str() == "VBG" && lower(text, document, child - 1) == ","
                || infinitive
        });
    changes.extend(besides.map(|child| (child, verb, Deprel::parse("advcl"))));
    changes
}

/// Whether a word may stand between "with" and a name: titles, and whose they are.
fn is_title_word(text: &str, document: &Document, at: usize, knowledge: &Knowledge) -> bool {
    let word = lower(text, document, at);
    matches!(document.token(at).upos, Upos::Propn | Upos::Adj | Upos::Det | Upos::Part)
        || document.token(at).upos == Upos::Noun
            && text[document.token(at).span.start..].starts_with(char::is_uppercase)
        || matches!(&*word, "of" | "for" | "and" | "to" | "both" | ",")
        || knowledge.in_set("form-of-address", &word)
        || is_honour(text, document, at, knowledge)
        || document.token(at).xpos.as_str() == "PRP$" && is_honour(text, document, at + 1, knowledge)
}

/// Whether a word belongs to a style of address: "His Royal Highness", "Her Majesty", "His Holiness".
fn is_honour(text: &str, document: &Document, at: usize, knowledge: &Knowledge) -> bool {
    at < document.tokens().len() && knowledge.in_set("word-of-honour", &lower(text, document, at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::{Model, annotate};
    use crate::recognise::recognise;
    use crate::report::Report;

    /// The words on which the party behind "with" and its preposition hang, after a parser that hung them on the day.
    #[test]
    fn a_party_behind_a_day_is_whom_one_met() {
        let text = "Minister Olav Brenna met on 4 May 2022 with President Ana Ruiz.";
        let report = Report { text: text.to_owned(), ..Report::default() };
        let mut document = annotate(text, report.body(), Model::embedded());
        let recognition = recognise(&report, &mut document, &Knowledge::embedded());
        let at = |document: &Document, word: &str| {
            (0..document.tokens().len()).find(|token| document.token(*token).span.of(text) == word)
        };
        let (met, may) = (at(&document, "met"), at(&document, "May"));
        let party = recognition.mentions.iter().find(|mention| mention.span.of(text) == "President Ana Ruiz");
        let head = party.map(|party| party.head);
        let (Some(head), Some(may), Some(met)) = (head, may, met) else { panic!("the sentence is read") };
        for (above, deprel) in [(may, "nmod"), (may, "appos"), (met, "obj")] {
            document.reattach(&[(head, above, Deprel::parse(deprel))]);
            mend(text, &mut document, &recognition, &Knowledge::embedded());
            assert_eq!((document.head(head), relation(&document, head)), (Some(met), "obl"));
        }
    }

    #[test]
    fn a_party_behind_a_noun_stays_with_the_noun() {
        let text = "Minister Olav Brenna met the friends of talks with President Ana Ruiz.";
        let report = Report { text: text.to_owned(), ..Report::default() };
        let mut document = annotate(text, report.body(), Model::embedded());
        let recognition = recognise(&report, &mut document, &Knowledge::embedded());
        let before = document.clone();
        mend(text, &mut document, &recognition, &Knowledge::embedded());
        assert_eq!(document, before);
    }
}
