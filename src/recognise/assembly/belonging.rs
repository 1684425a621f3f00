//! Whose an office is that the report states without its body, as far as a careful reader would say.

use super::Assembly;
use crate::knowledge::offices::OfficeBody;
use crate::mention::{EntityId, EntityKind};
use crate::recognise::names::within;
use crate::recognise::offices;
use crate::recognise::offices::Body;
use crate::recognise::words::NameWord;
use std::ops::Range;

impl Assembly<'_> {
    /// Finds the bodies of offices that the phrase leaves unsaid.
    pub(super) fn settle_bodies(&mut self) {
        let reading = self.reading;
        for index in 0..self.holdings.len() {
            if self.holdings[index].body.is_some() || self.holdings[index].opaque {
                continue;
            }
            let own = &self.holdings[index];
            // The same person's office elsewhere, or another one that names a state in the same words.
            let same = self.holdings.iter().find(|other| {
                other.person == own.person && other.stated && other.title.eq_ignore_ascii_case(&own.title)
            });
            let beside = self.holdings.iter().find(|other| {
                other.person == own.person
                    && other.stated
                    && other.tokens == own.tokens
                    && self.is_state(other.body)
                    && other.title != own.title
            });
            if let Some(other) = same.or(beside) {
                self.holdings[index].body = other.body;
                continue;
            }
            if self.knowledge.in_set("chairing", own.noun) {
                let at = own.tokens.start;
                let sentence = reading.sentence(at);
                let body = (0..self.bodies.len()).find(|i| {
                    let c = &self.bodies[*i];
                    c.kind == EntityKind::Organization
                        && c.tokens.end <= at
                        && sentence.contains(&c.tokens.start)
                });
                self.holdings[index].body = body.map(|i| self.body_entity[i]);
                self.holdings[index].found_by = "body:sentence";
            }
        }
        match self.publisher.filter(|id| self.entities[id.0].kind == EntityKind::State) {
            Some(home) => self.settle_in_own_press(home),
            None => self.settle_in_agency(),
        }
    }

    /// Whether nothing is to be found out of an office's body, and the finding where the same person tells it.
    pub(super) fn settled(&mut self, index: usize) -> bool {
        let own = &self.holdings[index];
        if own.body.is_some() || own.opaque || matches!(own.noun, "chair" | "co-chair") {
            return true;
        }
        // "appointed N as its special envoy": the office is that of whoever appoints.
        if (own.tokens.start.saturating_sub(1)..own.tokens.end)
            .any(|token| self.reading.lower(token) == "its")
        {
            if let Some(body) = self.subject_body(own.tokens.start) {
                self.holdings[index].body = Some(body);
                self.holdings[index].found_by = "body:possessive";
            }
            return true;
        }
        // "the commander of the mission": the title says of what, though nothing that is known.
        if own.title.contains(" of the ") {
            return true;
        }
        // The same person's body settled before, or stated with another office.
        let settled = self
            .holdings
            .iter()
            .enumerate()
            .find(|(other, o)| {
                o.person == own.person
                    && self.is_state(o.body)
                    && (*other < index || o.stated && self.publisher.is_some())
            })
            .and_then(|(_, o)| o.body);
        if settled.is_some() {
            self.holdings[index].body = settled;
        }
        settled.is_some()
    }

    /// Finds the bodies that the phrase leaves unsaid where no state publishes.
    fn settle_in_agency(&mut self) {
        let reading = self.reading;
        let chief = self.chief_title();
        for index in 0..self.holdings.len() {
            if self.settled(index) {
                continue;
            }
            let own = &self.holdings[index];
            let at = own.tokens.start;
            let key = own.title.to_lowercase();
            let near = self.state_before(at, None, 1);
            // "N and Minister M" after a person whose state was found nearby.
            let beside = index > 0
                && self.holdings[index - 1].tokens.end + 1 == at
                && reading.lower(at - 1) == "and"
                && !self.holdings[index - 1].title.eq_ignore_ascii_case(&key);
            let previous = if beside { self.holdings[index - 1].body } else { None };
            let own_office = self.may_publish(&key, own.noun);
            let foreign_chief =
                self.is_chief(&key) && (!own_office || chief.as_deref().is_some_and(|chief| chief != key));
            let (body, found_by) =
                if let Some(body) = previous.filter(|body| self.entities[body.0].kind == EntityKind::State) {
                    (Some(body), "body:coordination")
                } else if let Some(state) = self.unheld_role(&key) {
                    (Some(state), "body:role")
                } else if foreign_chief && self.foreign(at, near).is_some() {
                    (self.foreign(at, near), "body:nearest-state")
                } else {
                    (
                        self.peculiar(&key)
                            .or_else(|| self.same_royal(index))
                            .or_else(|| self.spoken_for(index))
                            .or_else(|| self.only_state(at))
                            .or_else(|| self.in_company(index))
                            .or_else(|| self.main_state(index)),
                        "body:only-state",
                    )
                };
            if body.is_some() {
                self.holdings[index].body = body;
                self.holdings[index].found_by = found_by;
            }
        }
    }

    /// The foreign state to which an office without a body most likely belongs: near before it, in its sentence, or the
    /// only one with an office.
    fn foreign(&self, at: usize, near: Option<EntityId>) -> Option<EntityId> {
        let sentence = self.reading.sentence(at);
        let mut inside: Vec<EntityId> = (0..self.bodies.len())
            .filter(|i| {
                sentence.contains(&self.bodies[*i].tokens.start) && self.bodies[*i].kind == EntityKind::State
            })
            .map(|i| self.body_entity[i])
            .collect();
        inside.sort_unstable();
        inside.dedup();
        let only = if let [only] = inside[..] { Some(only) } else { None };
        near.or_else(|| self.other_state()).or(only).or_else(|| self.state_before(at, None, 4))
    }

    /// The body that a role without a name states for this title, if nobody holds it: "the European Commission President".
    pub(super) fn unheld_role(&self, title: &str) -> Option<EntityId> {
        let publisher = self.publisher;
        let mut found = self.phrases.iter().filter(|p| p.names.is_empty() && !p.plural).filter_map(|p| {
            let part = &p.parts[0];
            let Body::Named(tokens) = &part.body else { return None };
            let body = self.body_at(tokens)?;
            let free =
                !self.holdings.iter().any(|h| h.body == Some(body) && h.title.eq_ignore_ascii_case(title));
            (Some(body) != publisher
                && free
                && offices::title_of(self.reading, part).eq_ignore_ascii_case(title))
            .then_some(body)
        });
        let first = found.next();
        let taken = publisher.is_none_or(|state| {
            self.holdings.iter().any(|h| h.body == Some(state) && h.title.eq_ignore_ascii_case(title))
        });
        first.filter(|_| taken)
    }

    /// The one state of which somebody else holds the same royal title.
    fn same_royal(&self, index: usize) -> Option<EntityId> {
        let own = &self.holdings[index];
        if !NameWord::Royal.has(own.noun) {
            return None;
        }
        self.holdings.iter().find(|h| h.noun == own.noun && h.stated).and_then(|h| h.body)
    }

    /// The state of the other officer of the sentence who is called by the office alone: "After Finance Minister N had
    /// resigned, the Prime Minister spoke" has both in the government of the prime minister whom the report named.
    fn in_company(&self, index: usize) -> Option<EntityId> {
        let own = &self.holdings[index];
        let sentence = self.reading.sentence(own.tokens.start);
        let mut states: Vec<EntityId> = self
            .phrases
            .iter()
            .filter(|phrase| {
                phrase.names.is_empty()
                    && !phrase.plural
                    && phrase.parts[0].body == Body::Unsaid
                    && sentence.contains(&phrase.tokens.start)
                    && phrase.determiner.is_some_and(|the| self.reading.lower(the) == "the")
            })
            .map(|phrase| offices::title_of(self.reading, &phrase.parts[0]))
            .filter(|title| self.is_chief(&title.to_lowercase()))
            .flat_map(|title| {
                self.holdings
                    .iter()
                    .filter(move |h| h.stated && h.title.eq_ignore_ascii_case(&title))
                    .filter_map(|h| h.body.filter(|body| self.is_state(Some(*body))))
            })
            .collect();
        states.sort_unstable();
        states.dedup();
        let [state] = states[..] else { return None };
        (NameWord::National.has(own.noun) && !self.is_chief(&own.title.to_lowercase())).then_some(state)
    }

    /// The state whose offices the report states first and more often than those of any other, if it states several of
    /// them or comes from there.
    fn main_state(&self, index: usize) -> Option<EntityId> {
        let own = &self.holdings[index];
        let national = self.knowledge.in_set("of-main-state", own.noun);
        let states: Vec<EntityId> = self
            .holdings
            .iter()
            .filter(|h| h.stated && self.is_state(h.body))
            .filter_map(|h| h.body)
            .collect();
        let first = *states.first()?;
        let times = |state: EntityId| states.iter().filter(|other| **other == state).count();
        let most = states.iter().all(|state| *state == first || times(*state) < times(first));
        // One office told is enough where the report comes from that state.
        let home = self.entities[first.0].known == self.dateline_state && self.dateline_state.is_some();
        let main = most && (times(first) > 1 || home);
        let gone = ["former", "ex-"].iter().any(|word| own.title.to_lowercase().starts_with(word));
        (national && main && !gone && !self.is_chief(&own.title.to_lowercase())).then_some(first)
    }

    /// Whether the publisher's state can have an office of this title, so that it needs no naming.
    pub(super) fn may_publish(&self, title: &str, noun: &str) -> bool {
        let state = self.publisher_key.as_deref().unwrap_or_default();
        let national = NameWord::National.has(noun) && !title.starts_with("chairman")
            || title.replace('-', " ") == "governor general";
        national && !self.elsewhere(title) && self.knowledge.offices.has(state, title)
    }

    /// Whether a title is one of organisations, companies and staffs rather than of states.
    fn elsewhere(&self, title: &str) -> bool {
        let title = title.replace('-', " ");
        let organisation =
            self.knowledge.offices.office(&title).is_some_and(|o| o.body == OfficeBody::Organisation);
        let company = title.ends_with(" vice president")
            && !title.contains(" to ")
            && !["former", "acting", "first"].iter().any(|rank| title.starts_with(rank));
        // "Foreign Secretary" in another state's press than the one that alone has this office; Britain has secretaries of
        // state, too.
        let home = self.publisher_key.as_deref();
        let abroad =
            self.knowledge.offices.office(&title).and_then(|office| office.state).is_some_and(|state| {
                home.is_some_and(|home| home.starts_with("state:") && home != state && home != "state:GB")
            });
        abroad
            || organisation && title != "commissioner"
            || company
            || matches!(title.as_str(), "vice chancellor" | "attorney")
            || title.starts_with("private ")
    }

    /// Whether the tables know that a state has another title for whom this one would mean.
    pub(super) fn calls_otherwise(&self, state: EntityId, title: &str) -> bool {
        let known = self.entities[state.0].known.as_deref();
        known.is_some_and(|key| self.knowledge.offices.calls_otherwise(key, title))
    }

    /// The title of the head of state or government that the report uses first without a body.
    fn chief_title(&self) -> Option<String> {
        let bare = self
            .phrases
            .iter()
            .filter(|p| p.names.is_empty() && !p.plural && p.parts[0].body == Body::Unsaid)
            .map(|p| (p.tokens.start, offices::title_of(self.reading, &p.parts[0]).to_lowercase()));
        let held = self
            .holdings
            .iter()
            .filter(|h| h.body.is_none())
            .map(|h| (h.tokens.start, h.title.to_lowercase()));
        bare.chain(held).filter(|(_, title)| self.is_chief(title)).min().map(|(_, title)| title)
    }

    /// The state last named before a token in its sentence or the one before, the publisher's left out.
    pub(super) fn state_before(
        &self,
        token: usize,
        publisher: Option<EntityId>,
        back: usize,
    ) -> Option<EntityId> {
        let reading = self.reading;
        let sentence = reading.document.sentence_of(token);
        (0..self.bodies.len())
            .rev()
            .filter(|i| {
                let c = &self.bodies[*i];
                c.tokens.end <= token
                    && c.kind == EntityKind::State
                    && Some(self.body_entity[*i]) != publisher
            })
            .take_while(|i| reading.document.sentence_of(self.bodies[*i].tokens.start) + back >= sentence)
            .map(|i| self.body_entity[i])
            .next()
    }

    /// Whether the sentence begins with this state as its subject: "The Israeli side was chaired by".
    pub(super) fn leads_sentence(&self, token: usize, state: EntityId) -> bool {
        let start = self.reading.line_start(token);
        let index = (0..self.bodies.len()).find(|i| self.bodies[*i].tokens.start >= start);
        index.is_some_and(|i| {
            self.body_entity[i] == state
                && !(i + 1..self.bodies.len()).any(|other| {
                    self.bodies[other].tokens.end <= token && Some(self.body_entity[other]) == self.publisher
                })
                && self.bodies[i].tokens.start <= start + 1
                && (0..2).any(|step| {
                    let noun = self.bodies[i].tokens.end + step;
                    self.knowledge.in_set("side-of-state", self.reading.lower(noun))
                })
        })
    }

    /// The only state of which the report tells offices.
    fn other_state(&self) -> Option<EntityId> {
        let mut states: Vec<EntityId> = self
            .holdings
            .iter()
            .filter_map(|h| h.body)
            .filter(|id| self.entities[id.0].kind == EntityKind::State)
            .collect();
        states.sort_unstable();
        states.dedup();
        if let [only] = states[..] {
            return Some(only);
        }
        None
    }

    /// Whether a name hangs by a preposition: what is done "in Fiji" or "with Fiji" may be done by anybody.
    fn below_preposition(&self, tokens: &Range<usize>) -> bool {
        let document = self.reading.document;
        tokens
            .clone()
            .flat_map(|token| document.children(token))
            .any(|child| document.token(child).deprel.as_str() == "case" && child < tokens.start)
    }

    /// Whether a name is the subject of "is": whoever says what a state is need not be its minister.
    fn judged(&self, tokens: &Range<usize>) -> bool {
        let document = self.reading.document;
        tokens.clone().filter(|token| document.token(*token).deprel.base() == "nsubj").any(|token| {
            document.head(token).is_some_and(|head| {
                document.children(head).any(|child| document.token(child).deprel.base() == "cop")
            })
        })
    }

    /// The candidate for a body at a token.
    fn body_holding(&self, token: usize) -> Option<EntityId> {
        (0..self.bodies.len()).find(|i| self.bodies[*i].tokens.contains(&token)).map(|i| self.body_entity[i])
    }

    /// The body that is the subject of the sentence of a token and stands before it.
    fn subject_body(&self, token: usize) -> Option<EntityId> {
        let document = self.reading.document;
        (self.reading.sentence(token).start..token)
            .filter(|at| document.token(*at).deprel.base() == "nsubj")
            .find_map(|at| self.body_holding(at))
    }

    /// The state for which a person speaks: "Ireland will send soldiers, Defence Minister N said" has the state as the
    /// subject of what the person says.
    fn spoken_for(&self, index: usize) -> Option<EntityId> {
        let document = self.reading.document;
        let subject = |clause: usize| {
            document.children(clause).find(|child| document.token(*child).deprel.base() == "nsubj")
        };
        let verb = self.holdings[index]
            .tokens
            .clone()
            .filter(|token| document.token(*token).deprel.as_str() == "nsubj")
            .find_map(|token| document.head(token))?;
        let clause = if document.token(verb).deprel.as_str() == "parataxis" {
            document.head(verb)
        } else {
            document.children(verb).find(|child| document.token(*child).deprel.as_str() == "ccomp")
        }?;
        // "Turkey is a key partner, N said": whoever judges a state is not its minister.
        if document.children(clause).any(|child| document.token(child).deprel.base() == "cop") {
            return None;
        }
        let state = self.body_holding(subject(clause)?)?;
        (self.entities[state.0].kind == EntityKind::State).then_some(state)
    }

    /// The state whose name is the only one in the sentence of a token.
    fn only_state(&self, token: usize) -> Option<EntityId> {
        let sentence = self.reading.sentence(token);
        let mut states: Vec<EntityId> = (0..self.bodies.len())
            .filter(|i| {
                sentence.contains(&self.bodies[*i].tokens.start)
                    && self.bodies[*i].kind == EntityKind::State
                    && !self.bodies[*i].adjective
            })
            // A state in somebody else's title, or of "his Turkish counterpart", is not the speaker's.
            .filter(|i| {
                let tokens = &self.bodies[*i].tokens;
                !self.phrases.iter().any(|p| within(tokens, &p.tokens))
                    && self.reading.lower(tokens.end) != "counterpart"
                    && !self.below_preposition(tokens)
                    && !self.judged(tokens)
            })
            .map(|i| self.body_entity[i])
            .collect();
        states.sort_unstable();
        states.dedup();
        if let [only] = states[..] { Some(only) } else { None }
    }

    /// The state that alone has an office of this title, if the report names it.
    fn peculiar(&mut self, title: &str) -> Option<EntityId> {
        let state = self.knowledge.offices.office(title)?.state?;
        self.known(state)
    }
}
