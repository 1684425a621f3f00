//! Whose an office is that a state's own press tells without its body: the publisher's, that of a foreign state of which
//! words tell, or nobody's who is known.
//!
//! A press office calls its own officers by their titles alone, and foreign ones too where the words around tell whose
//! they are. Each kind of such words is a method here; where none of them tells, the office has no body.

use super::Assembly;
use crate::document::Upos;
use crate::knowledge::offices::OfficeClass;
use crate::mention::{EntityId, EntityKind};
use crate::recognise::offices::{self, Body};
use crate::recognise::words::NameWord;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A body, and the kind of words that told it.
type Told = (EntityId, &'static str);

impl Assembly<'_> {
    /// Finds the bodies of offices that the phrase leaves unsaid in what a state publishes.
    pub(super) fn settle_in_own_press(&mut self, home: EntityId) {
        let holders = self.home_holders(home);
        for index in 0..self.holdings.len() {
            if self.settled(index) {
                continue;
            }
            if let Some((body, found_by)) = self.whose(index, home, &holders) {
                self.holdings[index].body = Some(body);
                self.holdings[index].found_by = found_by;
            }
        }
    }

    /// The body of an office, as far as words tell.
    fn whose(&mut self, index: usize, home: EntityId, holders: &FxHashMap<String, EntityId>) -> Option<Told> {
        let own = &self.holdings[index];
        let (at, noun, person) = (own.tokens.start, own.noun, own.person);
        let key = own.title.to_lowercase();
        // "President N of Brazil" in the title of a report that says "President N".
        if let Some(state) = self.told_by_headline(person, home)
            && self.may_hold(state, index)
        {
            return Some((state, "body:headline"));
        }
        if let Some(state) = self.told_in_brackets(person).filter(|state| self.may_hold(*state, index)) {
            return Some((state, "body:brackets"));
        }
        let national = self.may_publish(&key, noun) && !self.calls_otherwise(home, &key);
        if national && self.is_chief(&key) && self.named_in_headline(&key, home) == Some(person) {
            return Some((home, "body:publisher"));
        }
        if let Some(state) = self.listed(index, home) {
            return Some((state, "body:coordination"));
        }
        let known = |body: &EntityId| self.entities[body.0].known.is_some();
        if let Some(body) = self.unheld_role(&key).filter(known)
            && holders.get(&key) != Some(&person)
        {
            return Some((body, "body:role"));
        }
        if let Some(state) = self.state_before(at, Some(home), 1)
            && self.leads_sentence(at, state)
        {
            return Some((state, "body:side"));
        }
        if let Some(state) = self.side_above(at).filter(|state| self.has_office(*state, &key))
            && NameWord::National.has(noun)
        {
            return Some((state, "body:side"));
        }
        let chief = self.is_chief(key.trim_end_matches("-elect"));
        if chief && self.loosely_titled(index) {
            return None;
        }
        if !chief && let Some(party) = self.company(at, home) {
            return match party {
                Party::Of(state) => Some((state, "body:company")),
                Party::Unknown => None,
            };
        }
        let taken = holders.get(&key).is_some_and(|holder| *holder != person);
        let class = self.knowledge.offices.office(&key).map(|office| office.class);
        let envoy = matches!(class, Some(OfficeClass::Envoy | OfficeClass::HeadOfState));
        let excellency = !envoy && self.is_excellency(person);
        let met = excellency || self.is_met(index, home);
        if national && !taken && !met {
            return Some((home, "body:publisher"));
        }
        // Of two queens in a realm's press, the one at home has many realms.
        let realm = NameWord::Sovereign.has(&key) && self.has_office(home, &key) && noun == "queen";
        let minister = class == Some(OfficeClass::Minister) && (noun != "secretary" || !national);
        let sought = chief || minister || (taken || met) && self.may_publish(&key, noun);
        if sought && !realm { self.foreign_body(index, home) } else { None }
    }

    /// Who holds each of the publisher's offices of which there is one at a time.
    fn home_holders(&mut self, home: EntityId) -> FxHashMap<String, EntityId> {
        let mut holders: FxHashMap<String, EntityId> = FxHashMap::default();
        for index in 0..self.holdings.len() {
            let key = self.holdings[index].title.to_lowercase();
            if self.knowledge.offices.is_single(&key)
                && self.holdings[index].stated
                && self.holdings[index].body == Some(home)
            {
                holders.entry(key).or_insert(self.holdings[index].person);
            }
        }
        for index in 0..self.holdings.len() {
            let own = &self.holdings[index];
            let (person, key) = (own.person, own.title.to_lowercase());
            if own.body.is_some()
                || own.opaque
                || holders.contains_key(&key)
                || !self.knowledge.offices.is_single(&key)
                || !self.may_publish(&key, own.noun)
                || self.calls_otherwise(home, &key)
            {
                continue;
            }
            let first = self.named_in_headline(&key, home).unwrap_or(person);
            if first != person {
                holders.insert(key, first);
                continue;
            }
            let abroad = self.told_by_headline(person, home).is_some()
                || self
                    .holdings
                    .iter()
                    .any(|h| h.person == person && h.stated && h.body != Some(home) && self.is_state(h.body));
            let chief = self.is_chief(&key);
            if !(abroad
                || self.is_met(index, home)
                || self.listed(index, home).is_some()
                || chief && self.loosely_titled(index))
            {
                holders.insert(key, person);
            }
        }
        holders
    }

    /// The last word of a person's name in small letters, "Jr." left out.
    fn surname(&self, person: EntityId) -> Option<String> {
        let words = self.entities[person.0].name.to_lowercase();
        let mut words = words.split(' ').map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
        words.rfind(|word| word.chars().count() > 2 && !matches!(*word, "iii")).map(str::to_owned)
    }

    /// The person to whom the report's title gives one of the publisher's offices.
    fn named_in_headline(&self, title: &str, home: EntityId) -> Option<EntityId> {
        let home = self.entities[home.0].known.as_deref().unwrap_or_default();
        let names = self.headline.holder(title, home, self.knowledge)?;
        self.holdings.iter().filter(|h| h.title.eq_ignore_ascii_case(title)).map(|h| h.person).find(
            |person| {
                self.surname(*person)
                    .is_some_and(|surname| names.iter().any(|word| word.to_lowercase() == surname))
            },
        )
    }

    /// The foreign state that the report's title joins to a person's name.
    fn told_by_headline(&mut self, person: EntityId, home: EntityId) -> Option<EntityId> {
        let surname = self.surname(person)?;
        let key = self.headline.state_of(&surname, self.knowledge)?.to_owned();
        self.known(&key).filter(|state| *state != home)
    }

    /// The state that stands in brackets behind a person's name: "N (Kenya)".
    fn told_in_brackets(&self, person: EntityId) -> Option<EntityId> {
        let reading = self.reading;
        self.person_at.iter().filter(|(_, id)| *id == person).find_map(|(range, _)| {
            let at = range.end + 1;
            let index =
                self.bodies.iter().position(|c| c.tokens.start == at && c.kind == EntityKind::State)?;
            let closed = reading.word(range.end) == "(" && reading.word(self.bodies[index].tokens.end) == ")";
            closed.then(|| self.body_entity[index])
        })
    }

    /// Whether a person is called "His Excellency", as a state's press calls the ministers and envoys of others.
    fn is_excellency(&self, person: EntityId) -> bool {
        self.person_at.iter().filter(|(_, id)| *id == person).any(|(range, _)| {
            (range.start.saturating_sub(4)..range.start).any(|at| {
                self.reading.lower(at) == "excellency"
                    && self.reading.is_any(at.wrapping_sub(1), &["his", "her"])
            })
        })
    }

    /// The state of the officer before this one in a list: "with Israeli Prime Minister N, President M and Minister K".
    fn listed(&self, index: usize, home: EntityId) -> Option<EntityId> {
        let own = &self.holdings[index];
        let before = &self.holdings[index.checked_sub(1)?];
        let gap = before.tokens.end..own.tokens.start;
        let body = before.body.filter(|body| *body != home && self.is_state(Some(*body)))?;
        let and = gap.clone().any(|token| self.reading.lower(token) == "and");
        // Of "Prime Minister N and President M" one may be at home, unless both are met.
        let key = own.title.to_lowercase();
        let own_chief = self.is_chief(&key) && self.may_publish(&key, own.noun);
        if own_chief && !(and && before.stated && self.state_leads(index - 1)) && !self.met_together(index) {
            return None;
        }
        let joined = self.joins(gap);
        // "President N of Brazil and Secretary M" tells only of N.
        let distributes = !before.stated || self.state_leads(index - 1);
        let plain = matches!(own.title.as_str(), "Secretary" | "Senator" | "Representative");
        (joined
            && (distributes || and && self.is_chief(&own.title.to_lowercase()))
            && !plain
            && !before.title.eq_ignore_ascii_case(&own.title)
            && self.may_hold(body, index))
        .then_some(body)
    }

    /// Whether the list of which this officer is a member follows "with" or "met".
    fn met_together(&self, index: usize) -> bool {
        let range = |i: usize| self.holdings[i].tokens.clone();
        let first = (1..=index)
            .rev()
            .take_while(|i| self.joins(range(*i - 1).end..range(*i).start))
            .last()
            .map_or(index, |second| second - 1);
        let before = range(first).start.saturating_sub(1);
        self.reading.is_any(before, &["with", "including"])
            || self.knowledge.in_set("met", &self.reading.document.token(before).lemma)
    }

    /// Whether only what joins the members of a list stands at these tokens.
    fn joins(&self, gap: Range<usize>) -> bool {
        let reading = self.reading;
        !gap.is_empty()
            && gap.len() < 5
            && gap.clone().any(|t| reading.is_any(t, &[",", "and", ";"]))
            && gap.clone().all(|t| {
                reading.is_any(t, &[",", "and", ";", "the", ".", "his", "her"])
                    || reading.is_a(t, NameWord::Honorific)
            })
            && !gap.clone().any(|t| t > gap.start && reading.new_line(t))
    }

    /// Whether the phrase of an office begins with the name of its state.
    fn state_leads(&self, index: usize) -> bool {
        let start = self.holdings[index].tokens.start;
        self.bodies
            .iter()
            .any(|c| c.kind == EntityKind::State && (start..start + 2).contains(&c.tokens.start))
    }

    /// Whether a chief's title stands as those of companies and associations do: "N, President and CEO, Society of X",
    /// "President N (Association of X)".
    fn loosely_titled(&self, index: usize) -> bool {
        let own = &self.holdings[index];
        let reading = self.reading;
        let behind = reading.word(own.tokens.end) == "(" && !reading.new_line(own.tokens.end);
        let article = own.tokens.clone().any(|token| reading.lower(token) == "the");
        let signature = reading.line_start(own.tokens.start) == own.tokens.start
            && reading.line_end(own.tokens.start) <= own.tokens.end + 1;
        let elsewhere = self.holdings.iter().any(|h| {
            h.person == own.person
                && h.found_by == "title-before-name"
                && h.title.eq_ignore_ascii_case(&own.title)
        });
        let after = own.found_by == "title-after-name" && !article && !signature;
        !elsewhere && after || behind
    }

    /// Whose the persons are that a list names as somebody's company: of the state of whoever is accompanied, of nobody
    /// known; nothing where there is no such list.
    fn company(&self, at: usize, home: EntityId) -> Option<Party> {
        let reading = self.reading;
        let sentence = reading.sentence(at);
        let verb = (sentence.start..at).find(|token| {
            let list = self.knowledge.in_set("company", reading.lower(*token))
                && (*token + 1..*token + 5).any(|t| self.knowledge.in_set("includes", reading.lower(t)));
            list || reading.is_any(*token, &["accompanied", "accompanying"])
        })?;
        // "The President of Malta will visit Oslo. He will be accompanied by N".
        let pronoun = (sentence.start..verb).any(|t| reading.is_any(t, &["he", "she"]));
        let from = if pronoun && sentence.start > 0 {
            reading.sentence(sentence.start - 1).start
        } else {
            sentence.start
        };
        let held = self
            .holdings
            .iter()
            .filter(|h| from <= h.tokens.start && h.tokens.end <= verb)
            .map(|h| (h.tokens.start, h.body));
        let roles = self
            .phrases
            .iter()
            .filter(|p| p.names.is_empty() && !p.plural && from <= p.tokens.start && p.tokens.end <= verb)
            .map(|p| {
                let part = &p.parts[0];
                let title = offices::title_of(reading, part).to_lowercase();
                let body = match &part.body {
                    Body::Named(tokens) => self.body_at(tokens),
                    _ => self
                        .holdings
                        .iter()
                        .find(|h| h.body.is_some() && h.title.eq_ignore_ascii_case(&title))
                        .and_then(|h| h.body)
                        .or_else(|| Some(home).filter(|own| self.has_office(*own, &title))),
                };
                (p.tokens.start, body)
            });
        // Of the sentence before, its subject.
        let officers: Vec<(usize, Option<EntityId>)> = held.chain(roles).collect();
        let inside =
            officers.iter().filter(|(start, _)| *start >= sentence.start).max_by_key(|(start, _)| *start);
        let (_, body) = *inside.or_else(|| officers.iter().min_by_key(|(start, _)| *start))?;
        if body == Some(home) {
            return None;
        }
        Some(match body.filter(|body| self.is_state(Some(*body))) {
            Some(state) => Party::Of(state),
            None => Party::Unknown,
        })
    }

    /// The state of the heading over a list of persons: "On the Korean side:", "For Australia:".
    fn side_above(&self, at: usize) -> Option<EntityId> {
        let reading = self.reading;
        let mut start = reading.line_start(at);
        if at > start + 4 {
            return None;
        }
        for _ in 0..30 {
            let end = start.checked_sub(1)?;
            start = reading.line_start(end);
            let colon = (end.saturating_sub(1)..=end).any(|t| reading.lower(t).starts_with(':'));
            if !colon {
                continue;
            }
            let mut states: Vec<EntityId> = self
                .bodies
                .iter()
                .zip(&self.body_entity)
                .filter(|(c, _)| c.kind == EntityKind::State && (start..end).contains(&c.tokens.start))
                .map(|(_, id)| *id)
                .collect();
            states.dedup();
            let side = (start..end).any(|t| self.knowledge.in_set("side", reading.lower(t)))
                || reading.lower(start) == "for" && end - start < 6;
            return if let [state] = states[..] { side.then_some(state) } else { None };
        }
        None
    }

    /// Whether a state has an office of this title, as far as the tables tell.
    pub(super) fn has_office(&self, state: EntityId, title: &str) -> bool {
        let known = self.entities[state.0].known.as_deref().unwrap_or_default();
        self.knowledge.offices.has(known, title) && !self.knowledge.offices.calls_otherwise(known, title)
    }

    /// Whether the report allows that an office is one of this state: the state has such an office, and nobody else
    /// holds it.
    fn may_hold(&self, state: EntityId, index: usize) -> bool {
        let own = &self.holdings[index];
        let held = self.knowledge.offices.is_single(&own.title)
            && self.holdings.iter().any(|other| {
                other.body == Some(state)
                    && other.person != own.person
                    && other.title.eq_ignore_ascii_case(&own.title)
            });
        // Several states call the first official of their foreign ministry "Foreign Secretary".
        let alone = self.knowledge.offices.office(&own.title).and_then(|office| office.state);
        let elsewhere = alone.is_some_and(|alone| self.entities[state.0].known.as_deref() != Some(alone))
            && !own.title.eq_ignore_ascii_case("foreign secretary");
        !held && !elsewhere && self.has_office(state, &own.title)
    }

    /// Whether a person is first named as the one whom somebody of the publisher's meets: "I met with President N".
    fn is_met(&self, index: usize, home: EntityId) -> bool {
        let reading = self.reading;
        let person = self.holdings[index].person;
        if self.visits(person, home) {
            return true;
        }
        let own = self.holdings.iter().find(|h| h.person == person).unwrap_or(&self.holdings[index]);
        let sentence = reading.sentence(own.tokens.start);
        let before = own.tokens.start.saturating_sub(1);
        let encounter = |range: Range<usize>| {
            range.clone().any(|t| NameWord::Encounter.has(&reading.document.token(t).lemma))
        };
        let verb = &*reading.document.token(before).lemma;
        // "Our close relationship with Prime Minister N".
        let mine = (sentence.start..before).any(|t| reading.is_any(t, &["i", "we", "me", "my", "our"]));
        let related =
            before > 0 && self.knowledge.in_set("relation-with", &reading.document.token(before - 1).lemma);
        let met = before > sentence.start
            && (reading.lower(before) == "with" && (mine && related || encounter(sentence.start..before))
                || self.knowledge.in_set("meeting-somebody", verb));
        let guest = reading.is_any(before, &["by", "of", "from"])
            && before > sentence.start
            && matches!(&*reading.document.token(before - 1).lemma, "visit" | "arrival");
        if !met && !guest {
            return false;
        }
        // "The visit by President N to Australia".
        if guest {
            return self.goes_home(own.tokens.end, home);
        }
        let foreign = self.foreign_states(sentence.clone(), home);
        let states = foreign.iter().any(|(_, key)| {
            self.knowledge.offices.has(key, &own.title)
                && !self.knowledge.offices.calls_otherwise(key, &own.title)
        });
        let head = self.entities[home.0].known.as_deref().unwrap_or_default();
        if !states && self.headline.states(head).is_empty() {
            return false;
        }
        // Whoever meets: "I", an officer of the publisher's, or the office alone.
        let inside = sentence.start..before;
        let officers = |h: &&super::Holding| inside.contains(&h.tokens.start) && h.person != person;
        let stranger = self.holdings.iter().filter(officers).any(|h| {
            let title = h.title.to_lowercase();
            h.body.is_some_and(|body| body != home) || !self.may_publish(&title, h.noun) || h.opaque
        });
        let roles = self.phrases.iter().filter(|p| p.names.is_empty() && inside.contains(&p.tokens.start));
        let mut host = mine;
        host |= self.holdings.iter().filter(officers).any(|h| h.body.is_none_or(|body| body == home));
        for role in roles {
            let title = offices::title_of(reading, &role.parts[0]).to_lowercase();
            if role.parts[0].body != Body::Unsaid || !self.has_office(home, &title) {
                return false;
            }
            host = true;
        }
        host |= self.person_at.iter().any(|(range, id)| {
            inside.contains(&range.start)
                && *id != person
                && self.holdings.iter().any(|h| {
                    h.person == *id
                        && h.body.is_none_or(|body| body == home)
                        && self.may_publish(&h.title.to_lowercase(), h.noun)
                })
        });
        met && host && !stranger
    }

    /// Whether a person is said to visit the state or its capital: "Prime Minister N has visited Australia".
    fn visits(&self, person: EntityId, home: EntityId) -> bool {
        let reading = self.reading;
        let key = self.entities[home.0].known.as_deref().unwrap_or_default();
        let home_at = |start: usize| {
            self.bodies.iter().any(|c| {
                let known = c.known.as_deref().filter(|_| c.tokens.start == start && !c.adjective);
                known.is_some_and(|known| {
                    let capital = self.knowledge.gazetteer.known(known).and_then(|place| place.capital_of);
                    known == key || capital == Some(key)
                })
            })
        };
        self.person_at.iter().filter(|(_, id)| *id == person).any(|(range, _)| {
            let document = reading.document;
            let start = self.phrases.iter().find(|phrase| phrase.names.contains(range));
            let whole = start.map_or(range.start, |phrase| phrase.tokens.start)..range.end;
            let subject_of = |verb: usize| {
                whole.clone().any(|t| {
                    matches!(document.token(t).deprel.base(), "nsubj" | "nmod")
                        && document.head(t) == Some(verb)
                })
            };
            (range.end..reading.sentence(range.start).end).any(|verb| {
                let joined = document.token(verb).deprel.base() == "conj";
                let first = if joined { document.head(verb).unwrap_or(verb) } else { verb };
                let next = !(range.end..verb).any(|t| {
                    document.token(t).upos == Upos::Verb
                        || reading.lower(t) == "to"
                        || self.person_at.iter().any(|(other, _)| other.start == t)
                });
                let goes = self.knowledge.in_set("going", &document.token(verb).lemma)
                    && (next || subject_of(verb) || subject_of(first));
                let to =
                    (verb + 1..verb + 3).find(|t| !reading.is_any(*t, &["to", "in"])).unwrap_or(verb + 3);
                let to = to + usize::from(reading.lower(to) == "the");
                goes && home_at(to) && !reading.possessive(self.after(to))
            })
        })
    }

    /// The token behind the name of a body that begins at a token.
    fn after(&self, start: usize) -> usize {
        self.bodies.iter().find(|c| c.tokens.start == start).map_or(start, |c| c.tokens.end)
    }

    /// Whether "to Australia" or "to Canberra" stands at a token in what Australia publishes.
    fn goes_home(&self, at: usize, home: EntityId) -> bool {
        let home = self.entities[home.0].known.as_deref().unwrap_or_default();
        let start = at + 1 + usize::from(self.reading.lower(at + 1) == "the");
        self.reading.lower(at) == "to"
            && self.bodies.iter().any(|c| {
                let known = c.known.as_deref().filter(|_| c.tokens.start == start);
                known.is_some_and(|key| {
                    let place = self.knowledge.gazetteer.known(key).and_then(|known| known.located_in);
                    key == home || place == Some(home)
                })
            })
    }

    /// The foreign states that words of these tokens name, themselves or by a place, and where.
    fn foreign_states(&self, tokens: Range<usize>, home: EntityId) -> Vec<(usize, String)> {
        let home = self.entities[home.0].known.as_deref().unwrap_or_default();
        self.bodies
            .iter()
            .filter(|c| tokens.contains(&c.tokens.start))
            .filter_map(|c| {
                let known = c.known.as_deref()?;
                let key = match c.kind {
                    EntityKind::State => known,
                    EntityKind::Place => self.knowledge.gazetteer.known(known)?.located_in?,
                    _ => return None,
                };
                (key.starts_with("state:") && key != home).then(|| (c.tokens.start, key.to_owned()))
            })
            .collect()
    }

    /// Of the foreign states that are named at these tokens, the only one that may have this office.
    fn only_one(&mut self, tokens: Range<usize>, index: usize, home: EntityId) -> Only {
        let found = self.foreign_states(tokens, home);
        let mut keys: Vec<String> = found.into_iter().map(|(_, key)| key).collect();
        keys.sort_unstable();
        keys.dedup();
        let mut states: Vec<EntityId> = keys.iter().filter_map(|key| self.known(key)).collect();
        states.retain(|state| self.may_hold(*state, index));
        match states[..] {
            [] => Only::None,
            [state] => Only::One(state),
            _ => Only::Several,
        }
    }

    /// The foreign state to whose office words point: those behind the name, the place of a meeting, the passage, or the
    /// whole report if it speaks of no other.
    fn foreign_body(&mut self, index: usize, home: EntityId) -> Option<Told> {
        let own = &self.holdings[index];
        let (person, title) = (own.person, own.title.clone());
        let same: Vec<usize> = (0..self.holdings.len())
            .filter(|i| {
                let other = &self.holdings[*i];
                other.person == person && other.title == title && other.body.is_none()
            })
            .collect();
        // States of a federation have premiers, too.
        let premier = title.eq_ignore_ascii_case("premier");
        for way in [Self::told_behind, Self::told_by_place, Self::told_by_passage] {
            for index in &same {
                if let Some(told) = way(self, *index, home) {
                    return Some(told).filter(|(_, found_by)| !premier || *found_by != "body:nearest-state");
                }
            }
        }
        if premier {
            return None;
        }
        // The only one of which the report speaks, whoever else holds the office there.
        let mut keys: Vec<String> =
            self.foreign_states(0..self.reading.len(), home).into_iter().map(|(_, key)| key).collect();
        keys.sort_unstable();
        keys.dedup();
        let mut states: Vec<EntityId> = keys.iter().filter_map(|key| self.known(key)).collect();
        states.retain(|state| self.has_office(*state, &title));
        let [state] = states[..] else { return None };
        self.may_hold(state, index).then_some((state, "body:nearest-state"))
    }

    /// "President N and Prime Minister M of Korea", "Minister N and other Indian leaders".
    fn told_behind(&mut self, index: usize, home: EntityId) -> Option<Told> {
        let reading = self.reading;
        let end = self.holdings[index].tokens.end;
        let named = |at: usize| {
            let found = self.bodies.iter().position(|c| c.tokens.start == at && c.kind == EntityKind::State);
            found.map(|i| self.body_entity[i])
        };
        let leaders = reading.lower(end) == "and"
            && reading.is_any(end + 1, &["other", "senior", "key", "members", "his", "her"]);
        let behind = if leaders { (end + 2..end + 5).find_map(named) } else { None };
        let shared = self.holdings.get(index + 1).and_then(|next| {
            let body = next.body.filter(|body| next.stated && self.is_state(Some(*body)))?;
            let last = self
                .bodies
                .iter()
                .zip(&self.body_entity)
                .any(|(c, id)| *id == body && c.tokens.end == next.tokens.end && !c.adjective);
            let other = !next.title.eq_ignore_ascii_case(&self.holdings[index].title);
            (last && other && self.joins(end..next.tokens.start)).then_some(body)
        });
        let state = behind.or(shared).filter(|state| *state != home && self.may_hold(*state, index))?;
        Some((state, "body:coordination"))
    }

    /// "In Tokyo I shall meet Prime Minister N", "met Prime Minister N in Tokyo": of the state in which they meet, unless
    /// many states meet there.
    fn told_by_place(&mut self, index: usize, home: EntityId) -> Option<Told> {
        let reading = self.reading;
        let own = self.holdings[index].tokens.clone();
        let sentence = reading.sentence(own.start);
        let lemma = |t: usize| reading.document.token(t).lemma.to_lowercase();
        if !sentence.clone().any(|t| NameWord::Encounter.has(&lemma(t))) {
            return None;
        }
        let gathering = |mut range: Range<usize>| range.any(|t| NameWord::Gathering.has(&lemma(t)));
        let hosted = own.start > 1 && reading.lower(own.start - 1) == "by" && lemma(own.start - 2) == "host";
        let many = !hosted && gathering(sentence.clone());
        let placed: Vec<(usize, String)> = self
            .foreign_states(sentence, home)
            .into_iter()
            .filter(|(at, _)| {
                let article = usize::from(reading.lower(at.wrapping_sub(1)) == "the");
                reading.is_any(at.wrapping_sub(1 + article), &["in", "to", "at"]) && self.is_adjunct(*at)
            })
            .collect();
        let before = placed
            .iter()
            .rev()
            .find(|(at, _)| *at < own.start && !gathering(at.saturating_sub(4)..own.start));
        let behind = placed.iter().find(|(at, _)| *at <= own.end + 2 && *at >= own.end && !many);
        let key = behind.or(before).map(|(_, key)| key.clone())?;
        // Whoever meets an officer of the state in the title may meet in a third one.
        let head = self.entities[home.0].known.as_deref().unwrap_or_default();
        let told = self.headline.states(head);
        if !told.is_empty() && !told.contains(&key.as_str()) && !self.headline.tells_journey(self.knowledge) {
            return None;
        }
        let state = self.known(&key).filter(|state| self.may_hold(*state, index))?;
        Some((state, "body:host"))
    }

    /// Whether a chief is named together with another one: "President N and Prime Minister M have agreed".
    fn beside_chief(&self, index: usize) -> bool {
        let chief =
            |other: usize| self.holdings.get(other).is_some_and(|h| self.is_chief(&h.title.to_lowercase()));
        let range = |i: usize| self.holdings[i].tokens.clone();
        let after = chief(index + 1) && self.joins(range(index).end..range(index + 1).start);
        let before = index > 0 && chief(index - 1) && self.joins(range(index - 1).end..range(index).start);
        chief(index) && (before || after)
    }

    /// Whether a place tells where something is done: "met in Oslo", "a visit to Oslo", but not "the situation in Oslo".
    fn is_adjunct(&self, place: usize) -> bool {
        let document = self.reading.document;
        let head = (0..4).try_fold(place, |token, _| {
            let inner = matches!(document.token(token).deprel.base(), "compound" | "flat" | "appos" | "conj");
            if inner || token == place { document.head(token).ok_or(token) } else { Err(token) }
        });
        let (Ok(head) | Err(head)) = head;
        let token = document.token(head);
        head == place
            || token.upos == Upos::Verb
            || NameWord::Encounter.has(&token.lemma.to_lowercase())
            || document.token(place).deprel.base() == "obl"
    }

    /// The state of which the passage before speaks, where somebody meets: that of the sentence, else of the one before,
    /// else of the report's title.
    fn told_by_passage(&mut self, index: usize, home: EntityId) -> Option<Told> {
        let reading = self.reading;
        let at = self.holdings[index].tokens.start;
        let sentence = reading.sentence(at);
        let encounter = |range: &Range<usize>| {
            range.clone().any(|t| NameWord::Encounter.has(&reading.document.token(t).lemma.to_lowercase()))
        };
        if !encounter(&sentence) && !self.beside_chief(index) {
            return None;
        }
        let in_title = self.states_of_headline(index, home);
        let gathering = |range: &Range<usize>| {
            range.clone().any(|t| NameWord::Gathering.has(&reading.document.token(t).lemma.to_lowercase()))
        };
        let mut range = sentence;
        for _ in 0..4 {
            if gathering(&range) {
                break;
            }
            match self.only_one(range.clone(), index, home) {
                Only::One(state) => {
                    return (in_title.is_empty() || in_title.contains(&state))
                        .then_some((state, "body:nearest-state"));
                }
                Only::Several => return None,
                Only::None => {}
            }
            // A state that has no such office is what the sentence speaks of.
            if range.start == 0 || !self.foreign_states(range.clone(), home).is_empty() {
                break;
            }
            range = reading.sentence(range.start - 1);
        }
        let own = self.foreign_states(reading.sentence(at), home);
        let [state] = in_title[..] else { return None };
        if !self.may_hold(state, index) {
            return None;
        }
        let other = |key: &str| self.entities[state.0].known.as_deref() != Some(key);
        (own.is_empty() || own.iter().any(|(_, key)| !other(key))).then_some((state, "body:headline"))
    }

    /// The states of the report's title that may have an office.
    fn states_of_headline(&mut self, index: usize, home: EntityId) -> Vec<EntityId> {
        let head = self.entities[home.0].known.clone().unwrap_or_default();
        let keys: Vec<String> = self.headline.states(&head).into_iter().map(str::to_owned).collect();
        let mut states: Vec<EntityId> = keys.iter().filter_map(|key| self.known(key)).collect();
        let title = &self.holdings[index].title;
        states.retain(|state| self.has_office(*state, title));
        states
    }
}

/// Whose company somebody is.
enum Party {
    Of(EntityId),
    Unknown,
}

/// How many states come into question.
enum Only {
    None,
    One(EntityId),
    Several,
}
