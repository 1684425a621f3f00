//! Reviews: what a person says of a claim after reading its words.
//!
//! Reviews stand in a graph of their own and name the claim by its IRI, so they never touch what the program read and
//! stay where they are when a report is read again.
//! A reviewer has one verdict on a claim: the last that was given takes the place of those before.
//! No clock is read; the day of a review is the one that the reviewer gives.

use crate::ask::claims::{self, NoClaim};
use crate::rdf::identity::{self, Graph};
use crate::rdf::vocab::{class, concept, property, rdf, xsd};
use crate::record::Record;
use crate::store::{GraphStore, StoreError};
use oxigraph::model::{Literal, NamedNode, NamedNodeRef, Quad, Term};

/// What a reviewer finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// The words state what the claim says.
    Accepted,
    /// The words state nothing of the kind.
    Rejected,
    /// The words state something of the kind; the note says how the claim should read.
    Corrected,
}

impl Verdict {
    /// All verdicts.
    pub const ALL: [Verdict; 3] = [Verdict::Accepted, Verdict::Rejected, Verdict::Corrected];

    /// Its notation: `accepted`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Verdict::Accepted => "accepted",
            Verdict::Rejected => "rejected",
            Verdict::Corrected => "corrected",
        }
    }

    /// Its concept.
    pub const fn concept(self) -> NamedNodeRef<'static> {
        match self {
            Verdict::Accepted => concept::VERDICT_ACCEPTED,
            Verdict::Rejected => concept::VERDICT_REJECTED,
            Verdict::Corrected => concept::VERDICT_CORRECTED,
        }
    }
}

/// A verdict of one person on one claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// The claim.
    pub claim: NamedNode,
    /// What the reviewer found.
    pub verdict: Verdict,
    /// Who reviewed it.
    pub reviewer: String,
    /// Why, or how the claim should read.
    pub note: Option<String>,
    /// The day, as given: `2024-03-05`.
    pub date: Option<String>,
    /// The claim in plain words, as it was reviewed.
    pub reviewed_as: String,
}

impl Review {
    /// A review of a claim of the graph.
    pub fn of(claim: &Record, verdict: Verdict, reviewer: &str) -> Self {
        Self {
            claim: claim.iri.clone(),
            verdict,
            reviewer: reviewer.to_owned(),
            note: None,
            date: None,
            reviewed_as: claim.in_words(),
        }
    }

    /// Its IRI: made from the claim and the reviewer, who has one verdict on it.
    pub fn iri(&self, base: &str) -> NamedNode {
        identity::review(base, self.claim.as_str(), &self.reviewer)
    }

    /// Its quads, sorted.
    pub fn quads(&self, base: &str) -> Vec<Quad> {
        let (iri, graph) = (self.iri(base), Graph::Reviews.name(base));
        let mut quads = Vec::new();
        let mut add = |predicate: NamedNodeRef<'_>, object: Term| {
            quads.push(Quad::new(iri.clone(), predicate, object, graph.clone()));
        };
        add(rdf::TYPE, class::REVIEW.into_owned().into());
        add(property::REVIEWS, self.claim.clone().into());
        add(property::VERDICT, self.verdict.concept().into_owned().into());
        add(property::REVIEWER, Literal::from(self.reviewer.as_str()).into());
        add(property::REVIEWED_AS, Literal::from(self.reviewed_as.as_str()).into());
        if let Some(note) = &self.note {
            add(property::NOTE, Literal::from(note.as_str()).into());
        }
        if let Some(date) = &self.date {
            add(property::REVIEWED_ON, Literal::new_typed_literal(date.as_str(), xsd::DATE).into());
        }
        crate::rdf::quads::sort(&mut quads);
        quads
    }

    fn read(graph: &GraphStore, iri: NamedNodeRef<'_>) -> Result<Option<Self>, StoreError> {
        let first = |predicate| Ok::<_, StoreError>(graph.objects(iri, predicate)?.into_iter().next());
        let text = |predicate| {
            Ok::<_, StoreError>(match first(predicate)? {
                Some(Term::Literal(literal)) => Some(literal.value().to_owned()),
                _ => None,
            })
        };
        let (Some(Term::NamedNode(claim)), Some(Term::NamedNode(verdict))) =
            (first(property::REVIEWS)?, first(property::VERDICT)?)
        else {
            return Ok(None);
        };
        let Some(verdict) = Verdict::ALL.into_iter().find(|known| known.concept() == verdict.as_ref()) else {
            return Ok(None);
        };
        Ok(Some(Self {
            claim,
            verdict,
            reviewer: text(property::REVIEWER)?.unwrap_or_default(),
            note: text(property::NOTE)?,
            date: text(property::REVIEWED_ON)?,
            reviewed_as: text(property::REVIEWED_AS)?.unwrap_or_default(),
        }))
    }
}

/// Writes a review in the place of the one that its reviewer gave before; says whether there was one.
///
/// # Errors
/// If the store was opened for reading, or fails.
pub fn write(graph: &GraphStore, review: &Review) -> Result<bool, StoreError> {
    let base = graph.base()?;
    let old = graph.about(review.iri(&base).as_ref())?;
    graph.exchange(&old, &review.quads(&base))?;
    Ok(!old.is_empty())
}

/// Takes a reviewer's verdict on a claim back; says whether there was one.
///
/// # Errors
/// If the store was opened for reading, or fails.
pub fn withdraw(graph: &GraphStore, claim: NamedNodeRef<'_>, reviewer: &str) -> Result<bool, StoreError> {
    let old = graph.about(identity::review(&graph.base()?, claim.as_str(), reviewer).as_ref())?;
    graph.exchange(&old, &[])?;
    Ok(!old.is_empty())
}

/// The review of one reviewer of the claim that is meant, whether or not the graph still holds the claim.
///
/// # Errors
/// If the reviewer has verdicts on several such claims, or the store fails.
pub fn find(graph: &GraphStore, claim: &str, reviewer: &str) -> Result<Option<Review>, NoClaim> {
    let mut reviews = all(graph)?;
    reviews.retain(|review| review.reviewer.trim() == reviewer);
    let reviewed: Vec<NamedNode> = reviews.iter().map(|review| review.claim.clone()).collect();
    let found = claims::among(&reviewed, claim, &graph.base()?);
    match &found[..] {
        [] => Ok(None),
        [iri] => Ok(reviews.into_iter().find(|review| review.claim == *iri)),
        _ => Err(NoClaim::Several { value: claim.to_owned(), found }),
    }
}

/// All reviews, sorted by claim and reviewer.
///
/// # Errors
/// If the store fails.
pub fn all(graph: &GraphStore) -> Result<Vec<Review>, StoreError> {
    let mut reviews = Vec::new();
    for iri in graph.subjects(rdf::TYPE, class::REVIEW, usize::MAX)? {
        reviews.extend(Review::read(graph, iri.as_ref())?);
    }
    reviews.sort_by(|one, other| {
        (one.claim.as_str(), &one.reviewer).cmp(&(other.claim.as_str(), &other.reviewer))
    });
    Ok(reviews)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ask::ask;
    use crate::queries::{contract, query};
    use oxigraph::sparql::QueryResults;

    fn record(graph: &GraphStore, hash: &str) -> Record {
        let iri = NamedNode::new_unchecked(format!("https://w3id.org/rapporteur/id/claim/{hash}"));
        Record::read(graph, iri.as_ref()).unwrap().unwrap()
    }

    fn count(graph: &GraphStore, question: &str, values: &[(&str, &str)]) -> usize {
        let asked = ask(graph, &query(question).unwrap(), values).unwrap();
        let QueryResults::Solutions(rows) = graph.query(&asked.text).unwrap() else { panic!("rows") };
        rows.map(Result::unwrap).count()
    }

    #[test]
    fn a_reviewer_has_one_verdict_on_a_claim_and_may_take_it_back() {
        let graph = contract();
        let before = all(&graph).unwrap().len();
        let claim = record(&graph, "e1");
        let mut review = Review::of(&claim, Verdict::Rejected, "B. Reader");
        review.note = Some("only planned".to_owned());
        assert!(!write(&graph, &review).unwrap());
        review.verdict = Verdict::Accepted;
        review.note = None;
        review.date = Some("2024-03-05".to_owned());
        assert!(write(&graph, &review).unwrap());
        let found = all(&graph).unwrap();
        assert_eq!(found.len(), before + 1);
        assert!(found.contains(&review));
        assert!(withdraw(&graph, claim.iri.as_ref(), "B. Reader").unwrap());
        assert!(!withdraw(&graph, claim.iri.as_ref(), "B. Reader").unwrap());
        assert_eq!(all(&graph).unwrap().len(), before);
    }

    #[test]
    fn the_claim_is_left_as_it_is() {
        let graph = contract();
        let claim = record(&graph, "e1");
        write(&graph, &Review::of(&claim, Verdict::Rejected, "B. Reader")).unwrap();
        assert_eq!(record(&graph, "e1"), claim);
    }

    #[test]
    fn questions_can_ask_for_reviewed_claims_only() {
        let graph = contract();
        // By the fixture, s1 is accepted, e2 is rejected, and of s2 two reviewers think differently.
        assert_eq!(count(&graph, "positions", &[("reviewed", "accepted")]), 1);
        assert_eq!(count(&graph, "positions", &[("reviewed", "rejected")]), 0);
        assert_eq!(count(&graph, "supplies", &[("reviewed", "rejected")]), 1);
        assert_eq!(count(&graph, "supplies", &[("reviewed", "corrected")]), 0);
        write(&graph, &Review::of(&record(&graph, "s1"), Verdict::Corrected, "B. Reader")).unwrap();
        assert_eq!(count(&graph, "positions", &[("reviewed", "accepted")]), 0);
    }

    #[test]
    fn a_review_of_a_claim_that_has_gone_can_still_be_read() {
        let graph = contract();
        let claim = record(&graph, "e1");
        write(&graph, &Review::of(&claim, Verdict::Accepted, "B. Reader")).unwrap();
        graph.exchange(&graph.about(claim.iri.as_ref()).unwrap(), &[]).unwrap();
        let review = all(&graph).unwrap().into_iter().find(|review| review.claim == claim.iri).unwrap();
        assert_eq!(review.reviewed_as, "Norway supplies about 10 European countries with gas (current)");
        assert_eq!(Record::read(&graph, review.claim.as_ref()).unwrap(), None);
        assert_eq!(find(&graph, "claim:e1", "B. Reader").unwrap(), Some(review));
        assert_eq!(find(&graph, "claim:e1", "C. Reader").unwrap(), None);
        assert_eq!(find(&graph, "claim:e2", "B. Reader").unwrap(), None);
    }
}
