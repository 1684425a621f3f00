//! A report that is at hand, before the store that holds it and all the names.
//!
//! A page asks some hundred times for what its report states, and for the names of the same few states over and over;
//! the store takes longer to answer than the page to be written.

use crate::parts::Stated;
use crate::rdf::classes;
use crate::rdf::vocab::{class, rdf};
use crate::record::Look;
use crate::store::{GraphStore, StoreError};
use oxigraph::model::{NamedNodeRef, Quad, Term, TermRef};
use rustc_hash::FxHashMap;
use std::sync::{Mutex, PoisonError};

/// So many answers are remembered; then they are forgotten, so that memory stays flat.
const REMEMBERED: usize = 50_000;

/// What the store answered, for all reports.
#[derive(Default)]
pub(super) struct Answers(Mutex<FxHashMap<String, Vec<Term>>>);

/// A report at hand.
pub(super) struct AtHand<'a> {
    pub(super) graph: &'a GraphStore,
    pub(super) stated: &'a Stated,
    pub(super) answers: &'a Answers,
}

impl AtHand<'_> {
    /// Whether all that is said of a thing is said by this report: of its claims, words, events and quantities.
    fn is_whole(&self, subject: NamedNodeRef<'_>) -> bool {
        let is_shared = |kind: &Term| {
            let kind = kind.as_ref();
            kind == TermRef::from(class::OFFICE)
                || classes::ENTITIES.iter().any(|class| kind == TermRef::from(*class))
        };
        let mut kinds =
            self.stated.about(subject.as_str()).iter().filter(|quad| quad.predicate == rdf::TYPE).peekable();
        kinds.peek().is_some() && !kinds.any(|quad| is_shared(&quad.object))
    }
}

impl Look for AtHand<'_> {
    fn about(&self, subject: NamedNodeRef<'_>) -> Result<Vec<Quad>, StoreError> {
        if !self.is_whole(subject) {
            return self.graph.about(subject);
        }
        let mut quads = self.stated.about(subject.as_str()).to_vec();
        crate::rdf::quads::sort(&mut quads);
        Ok(quads)
    }

    fn objects(
        &self,
        subject: NamedNodeRef<'_>,
        predicate: NamedNodeRef<'_>,
    ) -> Result<Vec<Term>, StoreError> {
        if self.is_whole(subject) {
            return Ok(self.stated.values(subject.as_str(), predicate).into_iter().cloned().collect());
        }
        let question = format!("{subject} {predicate}");
        if let Some(answer) = self.answers.0.lock().unwrap_or_else(PoisonError::into_inner).get(&question) {
            return Ok(answer.clone());
        }
        let answer = self.graph.objects(subject, predicate)?;
        let mut answers = self.answers.0.lock().unwrap_or_else(PoisonError::into_inner);
        if answers.len() >= REMEMBERED {
            answers.clear();
        }
        answers.insert(question, answer.clone());
        Ok(answer)
    }
}
