//! Rules over the graph: where a trigger stands, which roles its paths fill, and where a rule stopped.

use super::file::Rule;
use super::pattern::{Filling, Kind, Path, Test, TokenPattern};
use crate::document::Upos;
use crate::extract::graph::{Graph, Rel};
use crate::mention::{EntityKind, Mention, Recognition};

/// What a role is filled with.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Filler {
    /// A mention, as an index into the recognition's mentions.
    Mention(usize),
    /// A noun phrase or clause, by its head token.
    Phrase(usize),
    /// A word that tells of an event, by its token.
    Event(usize),
    /// A time expression, as an index into the recognition's times.
    Time(usize),
    /// A quantity, as an index into the recognition's measures.
    Measure(usize),
    /// A kind of energy by its notation, with its token.
    Commodity(String, usize),
}

/// What the matcher may ask beside the graph.
#[derive(Debug)]
pub struct Context<'a> {
    /// The graph.
    pub graph: &'a Graph<'a>,
    /// The mentions, times and quantities.
    pub recognition: &'a Recognition,
    /// For each token the time expression that holds it.
    pub time_at: &'a [Option<usize>],
    /// For each token the quantity that holds it.
    pub measure_at: &'a [Option<usize>],
    /// For each token the kind of energy it names, by its notation.
    pub commodity_at: &'a [Option<String>],
    /// For each token whether it tells of an event.
    pub event_at: &'a [bool],
}

/// How far a rule came on a trigger before it stopped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Miss {
    /// The role that nothing filled.
    pub role: String,
    /// The fillings tried, as written.
    pub tried: String,
    /// How many roles were filled before.
    pub filled: usize,
}

/// A rule's roles with what fills them.
pub type Roles = Vec<(String, Vec<Filler>)>;

impl Context<'_> {
    /// Whether a token passes all tests.
    pub fn passes(&self, token: usize, tests: &TokenPattern) -> bool {
        tests.iter().all(|test| self.test(token, test))
    }

    /// Whether a token passes a test.
    pub(super) fn test(&self, token: usize, test: &Test) -> bool {
        let view = self.graph.document.token(token);
        match test {
            Test::Upos(tags) => tags.contains(&view.upos),
            Test::Lemma(lemmas) => lemmas.iter().any(|lemma| lemma == self.graph.lemma(token)),
            Test::Word(words) => words.iter().any(|word| word == self.graph.lower(token)),
            Test::Tag(tags) => tags.iter().any(|tag| tag == view.xpos.as_str()),
            Test::Case(words) => {
                self.graph.case(token).is_some_and(|case| words.iter().any(|word| word == case))
            }
            Test::Rel(rels) => rels.contains(&view.deprel.into()),
            Test::Is(kinds) => kinds.iter().any(|kind| self.fill(token, *kind).is_some()),
            Test::Has(path) => !self.walk(token, path).is_empty(),
            Test::Lacks(path) => self.walk(token, path).is_empty(),
        }
    }

    /// The tokens at the end of a path; those coordinated with them are not yet added.
    pub fn walk(&self, from: usize, path: &Path) -> Vec<usize> {
        let mut here = vec![from];
        for step in path {
            let mut next = Vec::new();
            for &token in &here {
                let mut push = |rel: Rel, to: usize, dependent: usize| {
                    // The preposition stands with the dependent, whichever way the step goes.
                    if step.rels & rel.bit() != 0
                        && (step.case.is_empty()
                            || self
                                .graph
                                .case(dependent)
                                .is_some_and(|case| step.case.iter().any(|word| word == case)))
                        && self.passes(to, &step.token)
                        && !next.contains(&to)
                    {
                        next.push(to);
                    }
                };
                if step.down {
                    for &(rel, to) in self.graph.down(token) {
                        push(rel, to, to);
                    }
                } else {
                    // What governs the first of a coordination governs the others.
                    for at in [token, self.graph.first_conjunct(token)] {
                        for &(rel, to) in self.graph.up(at) {
                            push(rel, to, at);
                        }
                        if at == self.graph.first_conjunct(token) {
                            break;
                        }
                    }
                }
            }
            here = next;
        }
        here
    }

    /// What a token is, if it is of this kind.
    pub fn fill(&self, token: usize, kind: Kind) -> Option<Filler> {
        let mention = || -> Option<(usize, &Mention)> {
            let index = self.recognition.mention_at.get(token).copied().flatten()?;
            Some((index, &self.recognition.mentions[index]))
        };
        let of = |wanted: &[EntityKind], anaphor: bool| {
            let (index, mention) = mention()?;
            let fits = mention.entities.iter().any(|id| wanted.contains(&self.recognition.entity(*id).kind));
            // "the sides" and "they" are resolved later, to those who take part in the event.
            (fits || (anaphor && mention.entities.is_empty())).then_some(Filler::Mention(index))
        };
        match kind {
            Kind::Actor => of(
                &[EntityKind::Person, EntityKind::State, EntityKind::Organization, EntityKind::Group],
                true,
            ),
            Kind::Person => of(&[EntityKind::Person], true),
            Kind::State => of(&[EntityKind::State], false),
            Kind::Organization => of(&[EntityKind::Organization], false),
            Kind::Group => of(&[EntityKind::Group], false),
            Kind::Place => of(&[EntityKind::Place, EntityKind::State], false),
            Kind::Event => self.event_at[token].then_some(Filler::Event(token)),
            Kind::Time => self.time_at[token].map(Filler::Time),
            Kind::Measure => self.measure_at[token]
                .or_else(|| self.graph.document.children(token).find_map(|child| self.measure_at[child]))
                .map(Filler::Measure),
            Kind::Commodity => {
                self.commodity_at[token].clone().map(|notation| Filler::Commodity(notation, token))
            }
            Kind::Text => matches!(
                self.graph.document.token(token).upos,
                Upos::Noun | Upos::Propn | Upos::Num | Upos::Verb | Upos::Adj | Upos::Sym | Upos::X
            )
            .then_some(Filler::Phrase(token)),
            Kind::Clause => self.graph.is_predicate(token).then_some(Filler::Phrase(token)),
        }
    }

    fn filling(&self, trigger: usize, filling: &Filling) -> Vec<Filler> {
        let mut found = Vec::new();
        for end in self.walk(trigger, &filling.path) {
            // A coordination fills the role with each of its parts.
            let parts = if filling.path.is_empty() { vec![end] } else { self.graph.conjuncts(end) };
            for token in parts {
                if let Some(filler) = filling.kinds.iter().find_map(|kind| self.fill(token, *kind))
                    && !found.contains(&filler)
                {
                    found.push(filler);
                }
            }
        }
        found
    }

    /// Fills the roles of a rule from a trigger, or says where it stopped.
    ///
    /// # Errors
    /// If a role that must be there found nothing.
    pub fn roles(&self, rule: &Rule, trigger: usize) -> Result<Roles, Miss> {
        let mut roles = Roles::new();
        for role in &rule.roles {
            let mut found = Vec::new();
            for choice in &role.choices {
                let fillers =
                    choice.iter().map(|filling| self.filling(trigger, filling)).find(|f| !f.is_empty());
                for filler in fillers.into_iter().flatten() {
                    if !found.contains(&filler) {
                        found.push(filler);
                    }
                }
            }
            if found.is_empty() && !role.optional {
                let tried: Vec<&str> =
                    role.choices.iter().flatten().map(|filling| filling.written.as_str()).collect();
                return Err(Miss { role: role.role.clone(), tried: tried.join(" / "), filled: roles.len() });
            }
            if !found.is_empty() {
                roles.push((role.role.clone(), found));
            }
        }
        Ok(roles)
    }

    /// Whether a token is a trigger of the rule.
    pub fn triggers(&self, rule: &Rule, token: usize) -> bool {
        rule.triggers.iter().any(|tests| self.passes(token, tests))
    }
}
