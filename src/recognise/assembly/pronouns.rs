//! Pronouns: he and she, his and her, it and its; "they" is left to the event.

use super::Assembly;
use crate::document::Upos;
use crate::knowledge::persons::Gender;
use crate::mention::{EntityId, EntityKind, MentionKind};
use std::ops::Range;

/// Where something is named, what it is, and whether it is a subject.
type Seen = (Range<usize>, EntityId, bool);

impl Assembly<'_> {
    /// Resolves "he" and "she" to the most salient person before, "it" to the state or organisation that is the subject.
    pub(super) fn refer_by_pronoun(&mut self) {
        let reading = self.reading;
        let document = reading.document;
        // Persons and bodies in the order of the text, with whether they are subjects.
        let mut seen: Vec<Seen> = self
            .mentions
            .iter()
            .filter(|m| m.entities.len() == 1 && matches!(m.kind, MentionKind::Name | MentionKind::Nominal))
            .map(|m| {
                let subject = m.tokens.clone().any(|t| {
                    let token = document.token(t);
                    // What a sentence without a verb names is what it speaks of.
                    let topic = document.head(t).is_none();
                    topic || matches!(token.deprel.base(), "nsubj") && !m.tokens.contains(&token.head)
                });
                (m.tokens.clone(), m.entities[0], subject)
            })
            .collect();
        seen.sort_by_key(|(tokens, ..)| tokens.start);
        for token in 0..reading.len() {
            let word = reading.lower(token);
            let subject = document.token(token).deprel.base() == "nsubj";
            if subject
                && matches!(word, "two" | "both")
                && (word == "both" || token > 0 && reading.lower(token - 1) == "the")
            {
                // "The two condemned": the parties of the event.
                self.mention(token..token + 1, MentionKind::Nominal, Vec::new(), "plural-anaphor");
                continue;
            }
            if document.token(token).upos != Upos::Pron && !matches!(word, "his" | "her" | "its" | "my") {
                continue;
            }
            match word {
                // Whoever speaks; who that is, the attribution tells.
                "i" | "we" if subject => {
                    self.mention(token..token + 1, MentionKind::Pronoun, Vec::new(), "first-person");
                }
                // "my visit", "talks with myself": where the report is one person's statement.
                "my" | "me" | "myself" if self.author.is_some() => {
                    self.mention(token..token + 1, MentionKind::Pronoun, Vec::new(), "first-person");
                }
                "they" if subject => {
                    self.mention(token..token + 1, MentionKind::Pronoun, Vec::new(), "they");
                }
                "it" if subject => {
                    if let Some(body) = self.it(token, &seen) {
                        self.mention(token..token + 1, MentionKind::Pronoun, vec![body], "coref:it");
                    }
                }
                "its" => {
                    if let Some(body) = self.its(token, &seen) {
                        self.mention(token..token + 1, MentionKind::Pronoun, vec![body], "coref:its");
                    }
                }
                "he" | "him" | "his" | "she" | "her" | "hers" => {
                    let gender = if word.starts_with('s') || word.starts_with("her") {
                        Gender::Female
                    } else {
                        Gender::Male
                    };
                    // "His Majesty", "Her Royal Highness" are no pronouns.
                    if matches!(word, "his" | "her") && reading.capital(token) && reading.name_word(token + 1)
                    {
                        continue;
                    }
                    if let Some(id) = self.he_or_she(token, gender, &seen) {
                        let owner = document.token(token).deprel.as_str() == "nmod:poss";
                        let rule = if owner { "coref:possessive" } else { "coref:pronoun" };
                        self.mention(token..token + 1, MentionKind::Pronoun, vec![id], rule);
                        seen.push((token..token + 1, id, subject));
                        seen.sort_by_key(|(tokens, ..)| tokens.start);
                    }
                }
                _ => {}
            }
        }
    }

    fn he_or_she(&self, token: usize, gender: Gender, seen: &[Seen]) -> Option<EntityId> {
        let document = self.reading.document;
        let sentence = document.sentence_of(token);
        let person = |id: &EntityId| self.entities[id.0].kind == EntityKind::Person;
        let agrees = |id: &EntityId| self.genders.get(id).is_none_or(|known| *known == gender);
        // "A called B to congratulate him": whoever does it is not "him".
        let doer = self.doer(token, seen);
        let near: Vec<&Seen> = seen
            .iter()
            .filter(|(tokens, id, _)| {
                tokens.end <= token
                    && document.sentence_of(tokens.start) + 2 >= sentence
                    && person(id)
                    && agrees(id)
                    && Some(*id) != doer
            })
            .collect();
        if let Some(id) = self.judged_owner(token, seen).filter(|id| person(id) && agrees(id)) {
            return Some(id);
        }
        if document.token(token).deprel.as_str() == "nmod:poss"
            && let Some(id) = self.owner_beside(token, seen).filter(|id| person(id) && agrees(id))
        {
            return Some(id);
        }
        let subject_of = |back: usize| {
            near.iter()
                .rev()
                .find(|(tokens, _, subject)| {
                    *subject && document.sentence_of(tokens.start) + back == sentence
                })
                .map(|(_, id, _)| *id)
        };
        let mut distinct: Vec<EntityId> = near.iter().map(|(_, id, _)| *id).collect();
        distinct.sort_unstable();
        distinct.dedup();
        let only = if let [only] = distinct[..] { Some(only) } else { None };
        subject_of(0).or_else(|| subject_of(1)).or(only).or_else(|| subject_of(2))
    }

    /// What a token names by a mention that holds it, and whether it stands beside another: "A and B".
    fn seen_at(&self, token: usize, seen: &[Seen]) -> Option<(EntityId, bool)> {
        let document = self.reading.document;
        let found = seen.iter().filter(|(tokens, ..)| tokens.contains(&token));
        let (tokens, id, _) = found.max_by_key(|(tokens, ..)| tokens.len())?;
        let beside = tokens
            .clone()
            .flat_map(|t| document.children(t))
            .any(|child| document.token(child).deprel.base() == "conj" && !tokens.contains(&child));
        Some((*id, beside))
    }

    fn subject_of(&self, verb: usize) -> Option<usize> {
        let document = self.reading.document;
        let subject =
            |of: usize| document.children(of).find(|child| document.token(*child).deprel.base() == "nsubj");
        // "Peru has once again expressed": the subject may hang at the auxiliary.
        subject(verb).or_else(|| {
            let mut auxiliaries =
                document.children(verb).filter(|child| document.token(*child).deprel.base() == "aux");
            auxiliaries.find_map(subject)
        })
    }

    /// The subject of the verb whose object "him" or "her" is, or of the verb that governs an infinitive.
    fn doer(&self, token: usize, seen: &[Seen]) -> Option<EntityId> {
        let document = self.reading.document;
        if !matches!(document.token(token).deprel.base(), "obj" | "iobj" | "obl") {
            return None;
        }
        let mut verb = document.head(token)?;
        loop {
            if let Some(subject) = self.subject_of(verb) {
                return self.seen_at(subject, seen).map(|(id, _)| id);
            }
            if !matches!(document.token(verb).deprel.base(), "xcomp" | "advcl" | "conj") {
                return None;
            }
            verb = document.head(verb)?;
        }
    }

    /// Whose "his" is in "thanked B for his support": B's.
    fn judged_owner(&self, token: usize, seen: &[Seen]) -> Option<EntityId> {
        let document = self.reading.document;
        if document.token(token).deprel.as_str() != "nmod:poss" {
            return None;
        }
        let noun = document.head(token)?;
        let above = document.head(noun)?;
        // The phrase may hang at the object: "[thanked] B for his support".
        let verb = if document.token(above).deprel.base() == "obj" { document.head(above)? } else { above };
        let cased = document.children(noun).any(|child| {
            document.token(child).deprel.as_str() == "case"
                && self.reading.is_any(child, &["for", "on", "upon", "over"])
        });
        if !cased || !self.knowledge.in_set("judging", document.token(verb).lemma.as_ref()) {
            return None;
        }
        let object = document
            .children(verb)
            .find(|child| document.token(*child).deprel.base() == "obj" && *child < token)?;
        self.seen_at(object, seen).filter(|(_, beside)| !beside).map(|(id, _)| id)
    }

    /// Whose "his" is where the words beside tell: in "B and his ministers" B's, in "B's visit is his first" B's, in
    /// "Before taking up his post, B served" B's.
    fn owner_beside(&self, token: usize, seen: &[Seen]) -> Option<EntityId> {
        let document = self.reading.document;
        if token > 1 && self.reading.lower(token - 1) == "and" {
            let beside = seen.iter().find(|(tokens, ..)| tokens.end == token - 1);
            if let Some((_, id, _)) = beside {
                return Some(*id);
            }
        }
        let mut below = token;
        while let Some(head) = document.head(below) {
            if let Some(subject) = self.subject_of(head).filter(|subject| *subject != below) {
                let owner = document
                    .children(subject)
                    .find(|child| document.token(*child).deprel.as_str() == "nmod:poss" && *child < token);
                if subject < token {
                    return owner.and_then(|owner| self.seen_at(owner, seen)).map(|(id, _)| id);
                }
                let (id, beside) = self.seen_at(subject, seen)?;
                return (!beside).then_some(id);
            }
            below = head;
        }
        None
    }

    fn is_body(&self, id: EntityId) -> bool {
        matches!(self.entities[id.0].kind, EntityKind::State | EntityKind::Organization)
    }

    /// The body that is the subject of the clause in which "its" stands, or of the one that governs it. Nothing where
    /// another body could own it as well: an object, or a subject that is no body.
    fn its(&self, token: usize, seen: &[Seen]) -> Option<EntityId> {
        let document = self.reading.document;
        if let Some(id) = self.judged_owner(token, seen) {
            return Some(id).filter(|id| self.is_body(*id));
        }
        let mut below = token;
        let mut rivals: Vec<EntityId> = Vec::new();
        while let Some(head) = document.head(below) {
            for child in document.children(head) {
                let object = matches!(document.token(child).deprel.base(), "obj" | "iobj" | "obl" | "nmod")
                    && child < token
                    && child != below;
                if object && let Some((id, _)) = self.seen_at(child, seen) {
                    rivals.push(id);
                } else if object && document.token(child).deprel.base() == "obj" {
                    // "keep the deal in its sixth day": a thing owns, too.
                    return None;
                }
            }
            if document.token(below).deprel.as_str() == "acl:relcl" {
                return None;
            }
            if let Some(subject) =
                self.subject_of(head).filter(|subject| *subject != below && *subject < token)
            {
                let (id, beside) = self.seen_at(subject, seen)?;
                let sure = !beside
                    && self.is_body(id)
                    && !rivals.iter().any(|rival| self.is_body(*rival) && *rival != id);
                return sure.then_some(id);
            }
            below = head;
        }
        None
    }

    /// The body that "it" takes up: the subject of the clause before, where no other subject stands between and "it" is
    /// not the empty subject of "it is expected that".
    fn it(&self, token: usize, seen: &[Seen]) -> Option<EntityId> {
        let document = self.reading.document;
        let verb = document.head(token)?;
        let relation = |child: usize| document.token(child).deprel.as_str();
        let empty = document.token(verb).upos != Upos::Verb
            || (document.children(verb).any(|child| relation(child) == "aux:pass")
                && document
                    .children(verb)
                    .any(|child| matches!(relation(child), "xcomp" | "ccomp" | "csubj")))
            || (&*document.token(verb).lemma == "take"
                && !document.children(verb).any(|child| relation(child) == "obj"));
        let sentence = document.sentence_of(token);
        // "It was emphasised to me that": what is said stands behind.
        let said = document.token(token).deprel.as_str() == "nsubj:pass"
            && (verb..document.sentences()[sentence].end).any(|t| self.reading.lower(t) == "that");
        if empty || said {
            return None;
        }
        let start = document.sentences()[sentence].start;
        let before = (start..token).rev().find(|t| document.token(*t).deprel.base() == "nsubj")?;
        let (id, beside) = self.seen_at(before, seen)?;
        // An object between the two may be what is meant.
        let rival = seen.iter().any(|(tokens, other, _)| {
            tokens.start > before && tokens.end <= token && *other != id && self.is_body(*other)
        });
        (self.is_body(id) && !beside && !rival).then_some(id)
    }
}
