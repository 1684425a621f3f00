//! What refers back: collectives, "the head of state", "the Alliance", "the country", he and she.

use super::{Assembly, Holding};
use crate::document::Upos;
use crate::knowledge::gazetteer::NameForm;
use crate::knowledge::persons::Gender;
use crate::mention::{EntityId, EntityKind, Group, MentionKind};
use crate::recognise::names::{Candidate, overlap};
use crate::recognise::offices::Phrase;
use crate::recognise::words::NameWord;
use crate::recognise::{coreference, groups, offices};
use std::ops::Range;

impl Assembly<'_> {
    /// Finds collectives and makes them entities.
    pub(super) fn find_groups(&mut self, measures: &[crate::mention::Measure]) {
        let taken: Vec<Range<usize>> = self
            .person_at
            .iter()
            .map(|(range, _)| range.clone())
            .chain(self.phrases.iter().filter(|p| !p.plural || !p.names.is_empty()).map(Phrase::whole))
            .collect();
        // "four countries of the Alliance": what refers to a body can be the source of members, too.
        let mut sources = self.bodies.clone();
        let mut source_entity = self.body_entity.clone();
        for mention in
            self.mentions.iter().filter(|m| m.kind == MentionKind::Nominal && m.found_by.starts_with("coref"))
        {
            let [id] = mention.entities[..] else { continue };
            let start = mention.tokens.start
                + usize::from(self.reading.is_any(mention.tokens.start, &["the", "this"]));
            sources.push(Candidate {
                tokens: start..mention.tokens.end,
                kind: self.entities[id.0].kind,
                known: None,
                adjective: false,
                state: None,
                partner: None,
                found_by: mention.found_by,
            });
            source_entity.push(id);
        }
        let entity_at = |tokens: &Range<usize>| {
            sources.iter().position(|c| c.tokens == *tokens).map(|i| source_entity[i])
        };
        let found = groups::groups(self.reading, &sources, &taken, measures);
        for group in &found {
            if group.anaphor {
                self.mention(group.tokens.clone(), MentionKind::Nominal, Vec::new(), "plural-anaphor");
                continue;
            }
            let name = self.reading.words_of(group.tokens.clone());
            let key = format!("Group:{}", name.to_lowercase());
            let id = self.unknown(EntityKind::Group, key, &name);
            let source = group.source.as_ref().and_then(&entity_at);
            let members: Vec<EntityId> = group.members.iter().filter_map(&entity_at).collect();
            let cardinality = group.measure.map(|index| measures[index].quantity.clone());
            let entry = self.entities[id.0].group.get_or_insert_with(Group::default);
            entry.member_of = entry.member_of.or(source);
            entry.cardinality = entry.cardinality.take().or(cardinality);
            for member in members {
                if !entry.members.contains(&member) {
                    entry.members.push(member);
                }
            }
            self.mention(group.tokens.clone(), MentionKind::Group, vec![id], "group-pattern");
        }
    }

    /// Resolves titles without a name: "the Prime Minister", "the head of state".
    pub(super) fn refer_by_role(&mut self) {
        let phrases = self.phrases.clone();
        let held: Vec<Range<usize>> = self.mentions.iter().map(|m| m.tokens.clone()).collect();
        for phrase in phrases.iter().filter(|p| p.names.is_empty() && !p.plural) {
            if held.contains(&phrase.tokens)
                || self
                    .mentions
                    .iter()
                    .any(|m| m.kind == MentionKind::Group && overlap(&m.tokens, &phrase.tokens))
            {
                continue;
            }
            // "the Prime Minister's Office" and "Foreign Minister level" name no person, a compound noun neither.
            let next = phrase.tokens.end;
            let compound = next < self.reading.len()
                && self.reading.document.token(next).upos == Upos::Noun
                && self.reading.document.token(phrase.parts[0].head).head == next
                && self.reading.document.token(phrase.parts[0].head).deprel.as_str() == "compound";
            if compound {
                continue;
            }
            let part = &phrase.parts[0];
            let title = offices::title_of(self.reading, part);
            let body = self.body_of(part);
            let definite = phrase
                .determiner
                .is_some_and(|d| self.reading.is_any(d, &["the", "his", "her", "its", "their", "our"]))
                || (phrase.determiner.is_none() && (self.reading.capital(part.head) || body.is_some()));
            if !definite {
                continue;
            }
            match self.holder(&title, offices::noun_of(self.reading, part), body, phrase) {
                Some((person, rule)) => {
                    self.mention(phrase.tokens.clone(), MentionKind::Nominal, vec![person], rule);
                }
                None => self.role_only(phrase, &title, body),
            }
        }
    }

    /// The person whom the text elsewhere names for a title.
    fn holder(
        &mut self,
        title: &str,
        noun: &'static str,
        body: Option<EntityId>,
        phrase: &Phrase,
    ) -> Option<(EntityId, &'static str)> {
        let wanted = title.to_lowercase();
        let of_state = wanted.ends_with("head of state") || wanted == "leader";
        let of_government = wanted == "head of government" || wanted == "premier";
        let chief_of_state = |h: &Holding| {
            matches!(h.noun, "president" | "king" | "queen" | "emir" | "sultan" | "emperor")
                && !h.title.to_lowercase().contains("vice")
        };
        let fits = |h: &Holding| -> u8 {
            let held = h.title.to_lowercase();
            if held == wanted {
                3
            } else if is_past(&held) {
                // A former president is not the head of state.
                0
            } else if (of_state && chief_of_state(h))
                || (of_government && (held == "prime minister" || held == "chancellor"))
            {
                2
            } else {
                let ranked = ["vice", "deputy", "prime"].iter().any(|rank| held.starts_with(rank));
                u8::from(h.noun == noun && (wanted == noun || held.ends_with(&wanted)) && !ranked)
            }
        };
        let at = phrase.tokens.start;
        let publisher = self.publisher;
        let mut best: Option<((u8, u8, bool, usize), EntityId)> = None;
        for holding in &self.holdings {
            let fit = fits(holding);
            if fit == 0 || (body.is_some() && holding.body.is_some() && holding.body != body) {
                continue;
            }
            let bodied = if body.is_some() {
                2 * u8::from(holding.body == body)
            } else {
                u8::from(publisher.is_some() && holding.body == publisher)
            };
            let last = self
                .person_at
                .iter()
                .filter(|(range, id)| *id == holding.person && range.start < at)
                .map(|(range, _)| range.start)
                .max();
            let rank = (bodied, fit, last.is_some(), last.unwrap_or(0));
            if best.as_ref().is_none_or(|(other, _)| *other < rank) {
                best = Some((rank, holding.person));
            }
        }
        if let Some((_, person)) = best {
            return Some((person, "coref:role"));
        }
        // "The President of Russia noted": the only person of whom no office is stated.
        phrase.determiner?;
        let national = body.or(publisher).filter(|_| self.is_chief(&wanted) || of_state)?;
        if !self.is_state(Some(national))
            || !self.has_office(national, title)
            || publisher.is_some_and(|own| own != national)
        {
            return None;
        }
        if self.holdings.iter().any(|h| h.body == Some(national) && h.title.eq_ignore_ascii_case(&wanted)) {
            return None;
        }
        let mut free: Vec<EntityId> = self.person_at.iter().map(|(_, id)| *id).collect();
        free.sort_unstable();
        free.dedup();
        free.retain(|id| !self.holdings.iter().any(|h| h.person == *id));
        let [person] = free[..] else { return None };
        // "The Prime Minister announced that N will head the board": who is named after the bare office is another one.
        let named =
            self.person_at.iter().filter(|(_, id)| *id == person).map(|(range, _)| range.start).min()?;
        let spoken_of = self
            .phrases
            .iter()
            .filter(|p| p.names.is_empty() && !p.plural)
            .filter(|p| offices::title_of(self.reading, &p.parts[0]).eq_ignore_ascii_case(title));
        if spoken_of.map(|p| p.tokens.start).min().is_some_and(|first| body.is_none() && first < named) {
            return None;
        }
        if !of_state {
            self.holdings.push(Holding {
                person,
                title: title.to_owned(),
                noun,
                body: Some(national),
                stated: body.is_some(),
                opaque: false,
                tokens: phrase.tokens.clone(),
                found_by: "coref:role",
            });
        }
        Some((person, "coref:only-person"))
    }

    /// A person whom the text knows only by role: "Prime Minister of Israel".
    fn role_only(&mut self, phrase: &Phrase, title: &str, body: Option<EntityId>) {
        let chief = self.is_chief(&title.to_lowercase())
            && self.may_publish(&title.to_lowercase(), offices::noun_of(self.reading, &phrase.parts[0]));
        let home = self.publisher.filter(|state| chief && !self.calls_otherwise(*state, title));
        let known = body.or(home);
        let Some(body) = known else { return };
        if !self.reading.capital(phrase.parts[0].head) || self.reading.acronym(phrase.parts[0].head) {
            return;
        }
        let id = self.office_alone(title, body);
        self.mention(phrase.tokens.clone(), MentionKind::Nominal, vec![id], "role-only");
    }

    /// The person who is known by the office alone.
    pub(super) fn office_alone(&mut self, title: &str, body: EntityId) -> EntityId {
        // A heading in capitals names nobody else than the text below it.
        let shouted = !title.chars().any(char::is_lowercase);
        let title = if shouted { capitalised(title) } else { title.to_owned() };
        let name = format!("{title} of {}", self.entities[body.0].name);
        self.unknown(EntityKind::Person, format!("role:{}", name.to_lowercase()), &name)
    }

    /// Resolves "the Alliance", "the Task Force", "the Ministry", "the country".
    pub(super) fn refer_to_bodies(&mut self) {
        let reading = self.reading;
        let covered: Vec<Range<usize>> = self
            .mentions
            .iter()
            .filter(|m| m.kind != MentionKind::Group)
            .map(|m| m.tokens.clone())
            .chain(self.phrases.iter().map(|p| p.tokens.clone()))
            .collect();
        let folded: Vec<Vec<String>> =
            self.entities.iter().map(|e| coreference::name_words(&self.folder, &e.name)).collect();
        let mut token = 0;
        while token < reading.len() {
            let the = reading.is_any(token, &["the", "this"]);
            let begin = token + usize::from(the);
            let limit = reading.line_end(token);
            if begin >= limit || covered.iter().any(|range| range.contains(&begin)) {
                token += 1;
                continue;
            }
            if the && let Some((end, id)) = self.nominal_form(token, limit) {
                self.mention(token..end, MentionKind::Nominal, vec![id], "coref:nominal");
                token = end;
                continue;
            }
            // Capitals that end the name of something named before.
            let mut end = begin;
            while end < limit && reading.name_word(end) && !covered.iter().any(|range| range.contains(&end)) {
                end += 1;
            }
            if end > begin && (the || end > begin + 1) && (the || !reading.initial(begin)) {
                let words: Vec<String> = (begin..end).map(|t| reading.lower(t).to_owned()).collect();
                let found = (0..self.bodies.len())
                    .rev()
                    .filter(|i| {
                        self.bodies[*i].tokens.end <= token && coreference::is_party(&self.bodies[*i])
                    })
                    .map(|i| self.body_entity[i])
                    .find(|id| {
                        folded.get(id.0).is_some_and(|name| coreference::ends_with_words(name, &words))
                    });
                if let Some(id) = found.filter(|id| self.entities[id.0].kind == EntityKind::Organization) {
                    self.mention(token..end, MentionKind::Nominal, vec![id], "coref:head-noun");
                    token = end;
                    continue;
                }
            }
            let word = reading.lower(begin);
            if the && !reading.glued(begin + 1) && NameWord::Antecedent.has(word) {
                let state = matches!(word, "country" | "nation" | "kingdom" | "republic");
                let antecedent = if state { self.last_state(token) } else { self.body_before(word, token) };
                let noun_follows = begin + 1 < limit
                    && reading.document.token(begin + 1).upos == Upos::Noun
                    && reading.document.token(begin).deprel.as_str() == "compound";
                if let Some(id) = antecedent.filter(|_| !noun_follows && !reading.is_any(begin + 1, &["of"]))
                {
                    let rule = if state { "coref:country" } else { "coref:head-noun" };
                    self.mention(token..begin + 1, MentionKind::Nominal, vec![id], rule);
                    token = begin + 1;
                    continue;
                }
            }
            token += 1;
        }
    }

    /// A nominal form of the gazetteer whose organisation the text names.
    fn nominal_form(&self, token: usize, limit: usize) -> Option<(usize, EntityId)> {
        let words: Vec<String> = (token..limit.min(token + 6))
            .map(|t| if t == token { "the".to_owned() } else { self.reading.word(t).to_owned() })
            .collect();
        let borrowed: Vec<&str> = words.iter().map(String::as_str).collect();
        self.knowledge.gazetteer.lookup(&borrowed).into_iter().find_map(|found| {
            let id = *self.by_key.get(found.key)?;
            let named = self.bodies.iter().zip(&self.body_entity).any(|(_, other)| *other == id);
            (found.form == NameForm::Nominal && named && !self.reading.name_word(token + found.words))
                .then_some((token + found.words, id))
        })
    }

    /// The organisation last named before a token whose name has the noun, if there is one alone.
    fn body_before(&self, noun: &str, token: usize) -> Option<EntityId> {
        let generic =
            matches!(noun, "organization" | "organisation" | "bloc" | "alliance" | "company" | "group");
        let mut found: Vec<EntityId> = (0..self.bodies.len())
            .filter(|i| {
                self.bodies[*i].tokens.end <= token && self.bodies[*i].kind == EntityKind::Organization
            })
            .filter(|i| {
                let entity = &self.entities[self.body_entity[*i].0];
                let class = entity
                    .known
                    .as_deref()
                    .and_then(|key| self.knowledge.gazetteer.known(key))
                    .map_or("", |k| k.class);
                entity.name.to_lowercase().split(' ').any(|w| w == noun)
                    || (generic
                        && noun.starts_with("organi")
                        && matches!(class, "organisation" | "alliance" | "igo" | "intergovernmental"))
                    || (matches!(noun, "bloc" | "alliance") && class == "alliance")
            })
            .map(|i| self.body_entity[i])
            .collect();
        found.dedup();
        let last = found.last().copied()?;
        Some(last)
    }

    /// The only state named in the sentence before a token, or in the sentence before that.
    fn last_state(&self, token: usize) -> Option<EntityId> {
        let document = self.reading.document;
        let sentence = document.sentence_of(token);
        for back in 0..2 {
            let mut states: Vec<EntityId> = (0..self.bodies.len())
                .filter(|i| {
                    let c = &self.bodies[*i];
                    c.kind == EntityKind::State
                        && c.tokens.end <= token
                        && document.sentence_of(c.tokens.start) + back == sentence
                })
                .map(|i| self.body_entity[i])
                .collect();
            states.sort_unstable();
            states.dedup();
            match states[..] {
                [only] => return Some(only),
                [] => {}
                _ => {
                    let foreign: Vec<EntityId> =
                        states.iter().copied().filter(|id| Some(*id) != self.publisher).collect();
                    return if let [only] = foreign[..] { Some(only) } else { None };
                }
            }
        }
        None
    }

    /// Resolves "he" and "she" to the most salient person before, "they" to the parties of the event.
    pub(super) fn refer_by_pronoun(&mut self) {
        let reading = self.reading;
        let document = reading.document;
        // Persons and bodies in the order of the text, with whether they are subjects.
        let mut seen: Vec<(Range<usize>, EntityId, bool)> = self
            .mentions
            .iter()
            .filter(|m| m.entities.len() == 1 && matches!(m.kind, MentionKind::Name | MentionKind::Nominal))
            .map(|m| {
                let subject = m.tokens.clone().any(|t| {
                    let token = document.token(t);
                    matches!(token.deprel.base(), "nsubj") && !m.tokens.contains(&token.head)
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
            if document.token(token).upos != Upos::Pron && !matches!(word, "his" | "her" | "its") {
                continue;
            }
            if matches!(word, "i" | "we") && subject {
                // Whoever speaks; who that is, the attribution tells.
                self.mention(token..token + 1, MentionKind::Pronoun, Vec::new(), "first-person");
                continue;
            }
            let sentence = document.sentence_of(token);
            let gender = match word {
                "he" | "him" | "his" => Gender::Male,
                "she" | "her" | "hers" => Gender::Female,
                "they" if reading.document.token(token).deprel.base() == "nsubj" => {
                    self.mention(token..token + 1, MentionKind::Pronoun, Vec::new(), "plural-anaphor");
                    continue;
                }
                "it" | "its" => {
                    let mut bodies: Vec<EntityId> = seen
                        .iter()
                        .filter(|(tokens, id, subject)| {
                            *subject
                                && tokens.end <= token
                                && document.sentence_of(tokens.start) == sentence
                                && matches!(
                                    self.entities[id.0].kind,
                                    EntityKind::State | EntityKind::Organization
                                )
                        })
                        .map(|(_, id, _)| *id)
                        .collect();
                    bodies.dedup();
                    if let [only] = bodies[..] {
                        self.mention(token..token + 1, MentionKind::Pronoun, vec![only], "coref:subject");
                    }
                    continue;
                }
                _ => continue,
            };
            let person = |id: &EntityId| self.entities[id.0].kind == EntityKind::Person;
            let agrees = |id: &EntityId| self.genders.get(id).is_none_or(|known| *known == gender);
            let near: Vec<&(Range<usize>, EntityId, bool)> = seen
                .iter()
                .filter(|(tokens, id, _)| {
                    tokens.end <= token
                        && document.sentence_of(tokens.start) + 2 >= sentence
                        && person(id)
                        && agrees(id)
                })
                .collect();
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
            let antecedent = subject_of(0).or_else(|| subject_of(1)).or(only).or_else(|| subject_of(2));
            if let Some(id) = antecedent {
                self.mention(token..token + 1, MentionKind::Pronoun, vec![id], "coref:pronoun");
                seen.push((token..token + 1, id, document.token(token).deprel.base() == "nsubj"));
                seen.sort_by_key(|(tokens, ..)| tokens.start);
            }
        }
    }
}

/// Whether a title in small letters was held before: "former president", "ex-minister".
fn is_past(title: &str) -> bool {
    let first = title.split([' ', '-']).next().unwrap_or_default();
    matches!(
        first,
        "former" | "ex" | "then" | "late" | "deposed" | "ousted" | "exiled" | "retired" | "onetime"
    )
}

/// "PRIME MINISTER" as "Prime Minister".
fn capitalised(title: &str) -> String {
    let words = title.split(' ').map(|word| {
        let small = word.to_lowercase();
        let mut letters = small.chars();
        let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
        if matches!(small.as_str(), "of" | "for" | "and" | "the" | "to") {
            small
        } else {
            first + letters.as_str()
        }
    });
    words.collect::<Vec<_>>().join(" ")
}
