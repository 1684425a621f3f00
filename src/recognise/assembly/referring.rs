//! What refers back: collectives, "the head of state", "the Alliance", "the country".

use super::headline::capitalised;
use super::{Assembly, Holding};
use crate::document::Upos;
use crate::knowledge::Knowledge;
use crate::knowledge::gazetteer::NameForm;
use crate::mention::{EntityId, EntityKind, Group, MentionKind, Resolution};
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
            let refers = self.refers(phrase);
            let definite = phrase
                .determiner
                .is_some_and(|d| self.reading.is_any(d, &["the", "his", "her", "its", "their", "our"]))
                || (phrase.determiner.is_none() && (self.reading.capital(part.head) || body.is_some()));
            // "Thank you, Mr. President": who is spoken to.
            let addressed = (1..=2).any(|back| {
                self.reading.is_any(phrase.tokens.start.wrapping_sub(back), &["mr", "mr.", "madam", "madame"])
            });
            if !definite || addressed {
                continue;
            }
            let noun = offices::noun_of(self.reading, part);
            let held = if refers { self.holder(&title, noun, body, phrase) } else { Held::Unknown };
            match held {
                Held::By(person, rule) => {
                    if rule == "coref:only-person" {
                        self.holdings.push(Holding {
                            person,
                            title: title.clone(),
                            noun,
                            body,
                            stated: true,
                            opaque: false,
                            tokens: phrase.tokens.clone(),
                            found_by: rule,
                        });
                    }
                    self.mention(phrase.tokens.clone(), MentionKind::Nominal, vec![person], rule);
                }
                Held::Doubtful => {}
                Held::Unknown => self.role_only(phrase, &title, body),
            }
        }
    }

    /// The person whom the text elsewhere names for a title.
    fn holder(&mut self, title: &str, noun: &'static str, body: Option<EntityId>, phrase: &Phrase) -> Held {
        let wanted = title.to_lowercase();
        let of_state = wanted.ends_with("head of state") || wanted == "leader";
        let of_government = wanted == "head of government";
        let chief_of_state = |h: &Holding| {
            self.knowledge.in_set("head-of-state", h.noun) && !h.title.to_lowercase().contains("vice")
        };
        let fits = |h: &Holding| -> u8 {
            let held = h.title.to_lowercase();
            if held == wanted {
                3
            } else if is_past(&held, self.knowledge) {
                // A former president is not the head of state.
                0
            } else if (of_state && chief_of_state(h))
                || (of_government && (held == "prime minister" || held == "chancellor"))
            {
                2
            } else {
                let ranked =
                    held.split([' ', '-']).any(|word| self.knowledge.in_set("rank-of-another", word));
                u8::from(h.noun == noun && (wanted == noun || held.ends_with(&wanted)) && !ranked)
            }
        };
        let at = phrase.tokens.start;
        let publisher = self.publisher;
        let document = self.reading.document;
        let sentence = document.sentence_of(at);
        let mut best: Option<((u8, u8, bool, usize), EntityId)> = None;
        // Whom else the words fit as well.
        let mut others: Vec<((u8, u8), usize, EntityId)> = Vec::new();
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
            others.push(((bodied, fit), last.unwrap_or(0), holding.person));
            if best.as_ref().is_none_or(|(other, _)| *other < rank) {
                best = Some((rank, holding.person));
            }
        }
        if let Some(((bodied, fit, _, last), person)) = best {
            let near = last > 0 && document.sentence_of(last) + 1 >= sentence;
            // "The Prime Minister" of a state whose own one is not named, after another state's was.
            let home = publisher.filter(|state| {
                body.is_none()
                    && bodied == 0
                    && self.is_state(Some(*state))
                    && self.is_chief(&wanted)
                    && !self.calls_otherwise(*state, title)
                    && !self.holdings.iter().any(|h| h.person == person && h.body == Some(*state))
            });
            if home.is_some() {
                return if near { Held::Doubtful } else { Held::Unknown };
            }
            if body.is_some() && bodied == 0 {
                return Held::Unknown;
            }
            if fit == 3 {
                return Held::By(person, "coref:title");
            }
            // "The minister": whom the sentences just before name, and nobody else whom the words fit. Within one sentence
            // a name is not taken up by a noun: in "N wrote for the Secretary" they are two.
            let rival = others.iter().any(|(rank, at, other)| {
                *other != person
                    && *rank == (bodied, fit)
                    && (last == 0 || document.sentence_of(*at) + 2 >= sentence)
            });
            let apart = last > 0 && document.sentence_of(last) < sentence;
            let bare = wanted == noun && document.sentence_of(last) + 2 >= sentence;
            let the = phrase.determiner.is_some_and(|d| self.reading.is_any(d, &["the"]));
            let sure = apart && (bare || of_state || of_government) && the && !rival;
            return if sure { Held::By(person, "coref:role") } else { Held::Doubtful };
        }
        let only = body.filter(|body| {
            publisher == Some(*body)
                && self.is_state(Some(*body))
                && self.has_office(*body, title)
                && phrase.determiner.is_some()
                // "the Prime Minister of Australia's neighbour"
                && !self.reading.possessive(phrase.tokens.end)
        });
        match only.and_then(|state| self.only_person(&wanted, state)) {
            Some(person) => Held::By(person, "coref:only-person"),
            None => Held::Unknown,
        }
    }

    /// The only person whom the text names and of whom it states no office, for the publisher's "President of Russia"
    /// that it does not give to anybody: in what the Kremlin publishes, "Vladimir Putin" needs no title.
    fn only_person(&self, title: &str, state: EntityId) -> Option<EntityId> {
        if !self.is_chief(title)
            || self.holdings.iter().any(|h| h.body == Some(state) && h.title.eq_ignore_ascii_case(title))
        {
            return None;
        }
        let mut free: Vec<EntityId> = self.person_at.iter().map(|(_, id)| *id).collect();
        free.sort_unstable();
        free.dedup();
        free.retain(|id| !self.holdings.iter().any(|h| h.person == *id));
        let [person] = free[..] else { return None };
        let name = &self.entities[person.0].name;
        let (given, _) = name.split_once(' ')?;
        self.knowledge.persons.given_name(given).map(|_| person)
    }

    /// Whether a title without a name can refer to somebody: it says neither what somebody is ("was President of …", "as
    /// Chairman", "nominee for Ambassador"), nor stands beside a name, nor goes on in words that were not understood.
    fn refers(&self, phrase: &Phrase) -> bool {
        let reading = self.reading;
        let document = reading.document;
        let head = phrase.parts[0].head;
        let relation = document.token(head).deprel.base();
        let predicate = document.children(head).any(|child| document.token(child).deprel.as_str() == "cop")
            || relation == "xcomp"
            || reading.is_any(
                phrase.tokens.start.wrapping_sub(1),
                &["as", "a", "an", "any", "every", "each", "first"],
            );
        let next = phrase.tokens.end;
        let longer = next < reading.len()
            && !reading.new_line(next)
            && (reading.name_word(next) && !reading.possessive(next)
                || reading.is_any(next, &["level", "levels", "-"])
                || reading.word(next) == "," && reading.name_word(next + 1) && !self.named_at(next + 1)
                || reading.is_any(next, &["of", "for", "to"])
                    && document.token(document.token(next).head).head == head
                    && document.token(document.token(next).head).upos != Upos::Verb);
        if predicate || longer {
            return false;
        }
        let stands = matches!(relation, "nsubj" | "obj" | "iobj" | "obl")
            || document.token(head).deprel.as_str() == "nmod:poss";
        let beside = self.phrases.iter().any(|other| {
            other.determiner.is_some()
                && other.tokens.end < phrase.tokens.start
                && other.tokens.end + 1 >= phrase.tokens.start
                && reading.is_any(phrase.tokens.start.wrapping_sub(1), &["and", "&"])
        });
        phrase.determiner.is_some() || stands || beside
    }

    /// A person whom the text knows only by role: "Prime Minister of Israel".
    fn role_only(&mut self, phrase: &Phrase, title: &str, body: Option<EntityId>) {
        let chief = self.is_chief(&title.to_lowercase())
            && self.may_publish(&title.to_lowercase(), offices::noun_of(self.reading, &phrase.parts[0]));
        // "The Foreign Secretary" in a text of the one state that has such an office.
        let own = self.knowledge.offices.office(title).and_then(|office| office.state);
        let of_home = own.is_some() && own == self.publisher_key.as_deref();
        let home = self.publisher.filter(|state| of_home || chief && !self.calls_otherwise(*state, title));
        let known = body.or(home);
        let stated = body.is_some();
        let Some(body) = known else { return };
        // News agencies write "the Peruvian foreign minister": a minister of a state that is told needs no capital.
        let small = stated && self.is_state(Some(body)) && is_office_of_one(title, self.knowledge);
        let capital = self.reading.capital(phrase.parts[0].head);
        if !capital && !small || self.reading.acronym(phrase.parts[0].head) {
            return;
        }
        let id = if capital {
            self.office_alone(title, body)
        } else {
            self.office_alone(&title_case(title), body)
        };
        let how = home.filter(|home| *home == body && !stated).map(|_| Resolution::OfficeOfPublisher);
        self.resolved(phrase.tokens.clone(), MentionKind::Nominal, vec![id], "role-only", how);
    }

    /// The person who is known by the office alone.
    pub(super) fn office_alone(&mut self, title: &str, body: EntityId) -> EntityId {
        // A heading in capitals names nobody else than the text below it.
        let shouted = !title.chars().any(char::is_lowercase);
        let title = if shouted { title_case(title) } else { title.to_owned() };
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
                    })
                    // "the Government in Saigon", "the Government" of another state than the publisher's.
                    .filter(|id| {
                        !words
                            .last()
                            .is_some_and(|word| matches!(word.as_str(), "government" | "administration"))
                            || (!reading.is_any(end, &["in", "of"])
                                && self.rules_here(&self.entities[id.0].name))
                    });
                if let Some(id) = found.filter(|id| self.entities[id.0].kind == EntityKind::Organization) {
                    self.mention(token..end, MentionKind::Nominal, vec![id], "coref:short-name");
                    token = end;
                    continue;
                }
            }
            let word = reading.lower(begin);
            if the && !reading.glued(begin + 1) && NameWord::Antecedent.has(word) {
                let state = self.knowledge.in_set("antecedent-state", word);
                let antecedent = if state { self.last_state(token) } else { self.body_before(word, token) };
                // "The government" is that of the publisher's state, or of one that it is not sure of.
                let antecedent = antecedent
                    .filter(|id| word != "government" || self.rules_here(&self.entities[id.0].name));
                let noun_follows = begin + 1 < limit
                    && reading.document.token(begin + 1).upos == Upos::Noun
                    && reading.document.token(begin).deprel.as_str() == "compound";
                // "Republic Day", "the country that influences it most": a name, and one of which more is said.
                let narrowed = reading.name_word(begin + 1)
                    || state
                        && (reading.is_any(begin + 1, &["in", "that", "which", "with"])
                            || reading
                                .document
                                .children(begin)
                                .any(|child| reading.document.token(child).deprel.as_str() == "acl:relcl"));
                if let Some(id) = antecedent.filter(|_| !narrowed).filter(|_| {
                    // "the government and people of Ukraine".
                    let joined = word == "government" && reading.is_any(begin + 1, &["and"]);
                    !(noun_follows || joined || reading.is_any(begin + 1, &["of"]))
                }) {
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
        let generic = self.knowledge.in_set("antecedent-body", noun);
        let document = self.reading.document;
        let sentence = document.sentence_of(token);
        let mut found: Vec<EntityId> = (0..self.bodies.len())
            .filter(|i| {
                let c = &self.bodies[*i];
                // Only what the sentences just before speak of.
                c.tokens.end <= token
                    && c.kind == EntityKind::Organization
                    && document.sentence_of(c.tokens.start) + 2 >= sentence
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
        found.last().copied()
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
}

impl Assembly<'_> {
    /// Whether a mention begins at a token.
    fn named_at(&self, token: usize) -> bool {
        self.mentions.iter().any(|m| m.tokens.start == token)
    }
}

/// Who holds a title that stands without a name.
enum Held {
    /// This person, by this rule.
    By(EntityId, &'static str),
    /// One of several, or one of whom that is not sure.
    Doubtful,
    /// Nobody whom the text names.
    Unknown,
}

/// Whether a title in small letters was held before: "former president", "ex-minister".
fn is_past(title: &str, knowledge: &Knowledge) -> bool {
    let first = title.split([' ', '-']).next().unwrap_or_default();
    knowledge.in_set("held-before", first)
}

/// Whether a state has one such office: "prime minister", "foreign minister", not "minister" or "deputy minister".
fn is_office_of_one(title: &str, knowledge: &Knowledge) -> bool {
    let title = title.to_lowercase();
    let mut words = title.split(' ').rev();
    let noun = words.next().unwrap_or_default();
    let ranked = title.split([' ', '-']).any(|word| knowledge.in_set("rank-beside-one", word));
    let ministry = words.next().is_some_and(|matter| knowledge.in_set("ministry-of-one", matter));
    !ranked && (knowledge.in_set("office-of-one", noun) || noun == "minister" && ministry)
}

/// "PRIME MINISTER" and "prime minister" as "Prime Minister".
fn title_case(title: &str) -> String {
    let words = title.split(' ').map(|word| {
        let small = word.to_lowercase();
        if matches!(small.as_str(), "of" | "for" | "and" | "the" | "to") {
            small
        } else {
            capitalised(&small)
        }
    });
    words.collect::<Vec<_>>().join(" ")
}
