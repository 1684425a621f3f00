//! Which part of a graph is wanted: some reports, some days, some entities, some classes.
//!
//! A part is made of whole claims: with a claim come its report, its words, its event with everything that is
//! stated of that event, and the words by which the report refers to those who are named.
//! So a part keeps the promises of `queries/checks` like the whole.

use crate::parts::{Stated, Things, published_on, reports, term_iri};
use crate::rdf::classes;
use crate::rdf::concepts::Concepts;
use crate::rdf::vocab::{NAMESPACE, class, dcterms, property, rdf};
use crate::store::{GraphStore, StoreError};
use chrono::NaiveDate;
use oxigraph::model::{NamedNode, NamedOrBlankNode, Term};
use std::collections::{BTreeMap, BTreeSet};

/// What of a graph is wanted; by default all.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// The ids of the reports; all reports where it is empty.
    pub reports: Vec<String>,
    /// The first day of publication.
    pub since: Option<NaiveDate>,
    /// The last day of publication.
    pub until: Option<NaiveDate>,
    /// The entities of which a claim must name one, by their IRIs; any where it is empty.
    pub entities: BTreeSet<String>,
    /// The classes of claims, events or entities; any where it is empty.
    pub classes: BTreeSet<String>,
}

/// Why a selection cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum SelectionError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no such report.
    #[error("there is no report `{id}` in the graph")]
    NoReport {
        /// The id.
        id: String,
    },
    /// The ontology has no such class, or no claim is of it.
    #[error("`{name}` is no class of claims, events or entities")]
    NoClass {
        /// The name.
        name: String,
    },
}

impl SelectionError {
    /// What to do about it.
    pub fn hint(&self) -> String {
        match self {
            Self::Store(error) => error.hint(),
            Self::NoReport { .. } => "`rapporteur query reports` lists all reports".into(),
            Self::NoClass { .. } => {
                let kinds = class_names().map(|(whole, classes)| format!("{whole} ({})", classes.join(", ")));
                format!("there are {}", kinds.join("; "))
            }
        }
    }
}

/// The classes that can be asked for, by their local names: claims, events and entities, and each of these as a whole.
fn class_names() -> [(&'static str, Vec<&'static str>); 3] {
    [
        ("Claim", classes::CLAIMS.map(classes::local).to_vec()),
        ("Event", Concepts::embedded().event_class_names().filter(|name| *name != "Event").collect()),
        ("Entity", classes::ENTITIES.map(classes::local).to_vec()),
    ]
}

/// The IRIs of a class of claims, events or entities, whatever its case; of `Claim`, `Event` and `Entity` those of
/// all classes below.
///
/// # Errors
/// If there is no such class.
pub fn classes_named(name: &str) -> Result<Vec<String>, SelectionError> {
    for (whole, classes) in class_names() {
        let found: Vec<String> = classes
            .iter()
            .filter(|class| whole.eq_ignore_ascii_case(name) || class.eq_ignore_ascii_case(name))
            .map(|class| format!("{NAMESPACE}{class}"))
            .collect();
        if !found.is_empty() {
            return Ok(found);
        }
    }
    Err(SelectionError::NoClass { name: name.to_owned() })
}

impl Selection {
    /// Whether all is wanted.
    pub fn is_everything(&self) -> bool {
        self.reports.is_empty()
            && self.since.is_none()
            && self.until.is_none()
            && self.entities.is_empty()
            && self.classes.is_empty()
    }

    /// The reports from which something may be wanted, sorted by IRI.
    ///
    /// # Errors
    /// If a report that is asked for is not there, or the store fails.
    pub fn reports(&self, graph: &GraphStore) -> Result<Vec<NamedNode>, SelectionError> {
        let mut found = if self.reports.is_empty() {
            reports(graph)?
        } else {
            let mut found = Vec::new();
            for id in &self.reports {
                let literal: Term = oxigraph::model::Literal::from(id.as_str()).into();
                let before = found.len();
                for quad in graph.matching(None, Some(dcterms::IDENTIFIER), Some(literal.as_ref())) {
                    if let NamedOrBlankNode::NamedNode(subject) = quad?.subject {
                        found.push(subject);
                    }
                }
                if found.len() == before {
                    return Err(SelectionError::NoReport { id: id.clone() });
                }
            }
            found.sort_unstable_by(|one, two| one.as_str().cmp(two.as_str()));
            found.dedup();
            found
        };
        if self.since.is_some() || self.until.is_some() {
            let mut in_time = Vec::new();
            for report in found {
                if published_on(graph, &report)?.is_some_and(|date| self.is_in_time(date)) {
                    in_time.push(report);
                }
            }
            found = in_time;
        }
        Ok(found)
    }

    fn is_in_time(&self, date: NaiveDate) -> bool {
        self.since.is_none_or(|since| since <= date) && self.until.is_none_or(|until| date <= until)
    }

    /// What of a report is wanted; nothing where it states nothing of the kind.
    ///
    /// # Errors
    /// If the store fails.
    pub fn part(&self, stated: Stated, things: &mut Things<'_>) -> Result<Option<Stated>, StoreError> {
        if self.entities.is_empty() && self.classes.is_empty() {
            return Ok(Some(stated));
        }
        let kept = self.kept(&stated, things)?;
        Ok((!kept.is_empty()).then(|| stated.keeping(&kept)))
    }

    /// The subjects that are wanted, with all that belongs to them.
    fn kept(&self, stated: &Stated, things: &mut Things<'_>) -> Result<BTreeSet<String>, StoreError> {
        let links = Links::of(stated);
        let mut pending: Vec<&str> = Vec::new();
        for (subject, _) in stated.subjects() {
            let wanted = if links.claims.contains(subject) {
                self.wants_claim(stated, subject)
            } else {
                // Words that refer to an entity that is asked for, or to one of a class that is.
                let mut wanted = false;
                for entity in stated.iris(subject, property::DENOTES) {
                    wanted |= self.wants_entity(entity, things)?;
                }
                wanted
            };
            if wanted {
                pending.push(subject);
            }
        }
        if pending.is_empty() {
            return Ok(BTreeSet::new());
        }
        let mut kept: BTreeSet<String> = BTreeSet::new();
        pending.push(stated.report().as_str());
        while let Some(subject) = pending.pop() {
            if !kept.insert(subject.to_owned()) {
                continue;
            }
            for quad in stated.about(subject) {
                let Some(object) = term_iri(&quad.object) else { continue };
                let is_report = object == stated.report().as_str() || subject == stated.report().as_str();
                if !is_report {
                    // The words by which the report refers to whom the claim names.
                    pending.extend(links.mentions.get(object).into_iter().flatten());
                }
                if !stated.about(object).is_empty() {
                    pending.push(object);
                }
                // An event stands for all that is stated of it.
                pending.extend(links.about_event.get(object).into_iter().flatten());
            }
        }
        Ok(kept)
    }

    fn wants_claim(&self, stated: &Stated, claim: &str) -> bool {
        let events: Vec<&str> = [property::EVENT, property::OPERATION]
            .into_iter()
            .flat_map(|predicate| stated.iris(claim, predicate))
            .collect();
        let of_class =
            |subject: &str| stated.iris(subject, rdf::TYPE).iter().any(|class| self.classes.contains(*class));
        let names = |subject: &str| {
            stated.about(subject).iter().any(|quad| {
                quad.predicate != property::REPORTED_BY
                    && term_iri(&quad.object).is_some_and(|object| self.entities.contains(object))
            })
        };
        let class_fits =
            self.classes.is_empty() || of_class(claim) || events.iter().any(|event| of_class(event));
        let entity_fits = self.entities.is_empty() || names(claim) || events.iter().any(|event| names(event));
        class_fits && entity_fits
    }

    fn wants_entity(&self, entity: &str, things: &mut Things<'_>) -> Result<bool, StoreError> {
        if !self.entities.is_empty() && !self.entities.contains(entity) {
            return Ok(false);
        }
        if self.classes.is_empty() {
            return Ok(true);
        }
        let kind = things.get(entity)?.kind;
        let class =
            classes::ENTITIES.into_iter().find(|class| kind.is_some() && classes::kind(*class) == kind);
        Ok(class.is_some_and(|class| self.classes.contains(class.as_str())))
    }
}

/// How the subjects of a report hang together, against the direction of its statements.
struct Links<'s> {
    claims: BTreeSet<&'s str>,
    /// For each entity the spans that refer to it.
    mentions: BTreeMap<&'s str, Vec<&'s str>>,
    /// For each event the claims about it that make it complete.
    about_event: BTreeMap<&'s str, Vec<&'s str>>,
}

impl<'s> Links<'s> {
    fn of(stated: &'s Stated) -> Self {
        let (mut claims, mut mentions, mut about_event) = (BTreeSet::new(), BTreeMap::new(), BTreeMap::new());
        for (subject, _) in stated.subjects() {
            let is_claim = classes::CLAIMS.iter().any(|class| stated.is_a(subject, *class));
            if is_claim {
                claims.insert(subject);
            }
            for entity in stated.iris(subject, property::DENOTES) {
                mentions.entry(entity).or_insert_with(Vec::new).push(subject);
            }
            let is_of_event = [class::OCCURRENCE, class::PARTICIPATION, class::DISCUSSION]
                .iter()
                .any(|class| stated.is_a(subject, *class));
            if is_of_event {
                for event in stated.iris(subject, property::EVENT) {
                    about_event.entry(event).or_insert_with(Vec::new).push(subject);
                }
            }
        }
        Self { claims, mentions, about_event }
    }
}
