//! Parts of a graph: the reports that it holds, what one of them states, and what a thing is called.
//!
//! Everything here works on a store, on N-Quads and on Turtle alike: where a graph has lost its named graphs,
//! what a report states is gathered from the report outwards.

use crate::rdf::classes;
use crate::rdf::vocab::{class, nif, property, rdf, rdfs, schema};
use crate::store::{GraphStore, StoreError};
use chrono::NaiveDate;
use oxigraph::model::{NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

pub mod selection;
pub mod sequence;

/// The reports of a graph, sorted by IRI.
///
/// # Errors
/// If the store fails.
pub fn reports(graph: &GraphStore) -> Result<Vec<NamedNode>, StoreError> {
    subjects_of_class(graph, class::REPORT)
}

/// The things of a class, sorted by IRI, each once.
///
/// # Errors
/// If the store fails.
pub fn subjects_of_class(graph: &GraphStore, class: NamedNodeRef<'_>) -> Result<Vec<NamedNode>, StoreError> {
    let mut found = Vec::new();
    for quad in graph.matching(None, Some(rdf::TYPE), Some(class.into())) {
        if let NamedOrBlankNode::NamedNode(subject) = quad?.subject {
            found.push(subject);
        }
    }
    found.sort_unstable_by(|one, two| one.as_str().cmp(two.as_str()));
    found.dedup();
    Ok(found)
}

/// The entities, and the things of these other classes, that do not belong to one report.
///
/// # Errors
/// If the store fails.
pub fn shared(graph: &GraphStore, more: &[NamedNodeRef<'_>]) -> Result<BTreeSet<String>, StoreError> {
    let reports = reports(graph)?;
    let owners: BTreeSet<&str> = reports.iter().map(NamedNode::as_str).collect();
    let is_owned =
        |iri: &str| iri.match_indices('/').any(|(at, _)| owners.contains(iri.get(..at).unwrap_or_default()));
    let mut shared = BTreeSet::new();
    for class in classes::ENTITIES.iter().chain(more) {
        let things = subjects_of_class(graph, *class)?.into_iter().map(NamedNode::into_string);
        shared.extend(things.filter(|iri| !is_owned(iri)));
    }
    Ok(shared)
}

/// What one report states, by subject.
#[derive(Clone, Debug)]
pub struct Stated {
    report: NamedNode,
    subjects: BTreeMap<String, Vec<Quad>>,
}

impl Stated {
    /// What this report states.
    ///
    /// # Errors
    /// If the store fails.
    pub fn read(graph: &GraphStore, report: &NamedNode) -> Result<Self, StoreError> {
        let named = graph.quads_of(report.as_ref().into())?;
        let whole = named.iter().any(|quad| {
            quad.subject == NamedOrBlankNode::from(report.clone()) && quad.predicate == rdf::TYPE
        });
        let quads = if whole { named } else { gather(graph, report)? };
        Ok(Self::of(report.clone(), quads))
    }

    /// The same of quads that are at hand.
    pub fn of(report: NamedNode, quads: Vec<Quad>) -> Self {
        let mut subjects: BTreeMap<String, Vec<Quad>> = BTreeMap::new();
        for quad in quads {
            if let NamedOrBlankNode::NamedNode(subject) = &quad.subject {
                match subjects.get_mut(subject.as_str()) {
                    Some(block) => block.push(quad),
                    None => {
                        subjects.insert(subject.as_str().to_owned(), vec![quad]);
                    }
                }
            }
        }
        Self { report, subjects }
    }

    /// The report.
    pub fn report(&self) -> &NamedNode {
        &self.report
    }

    /// Whether a thing belongs to this report alone.
    pub fn owns(&self, iri: &str) -> bool {
        iri.strip_prefix(self.report.as_str()).is_some_and(|rest| rest.starts_with('/'))
    }

    /// The subjects, sorted by IRI, each with its statements.
    pub fn subjects(&self) -> impl Iterator<Item = (&str, &[Quad])> {
        self.subjects.iter().map(|(subject, quads)| (subject.as_str(), quads.as_slice()))
    }

    /// The statements about a subject.
    pub fn about(&self, subject: &str) -> &[Quad] {
        self.subjects.get(subject).map_or(&[], Vec::as_slice)
    }

    /// The values of a property, sorted, each once.
    pub fn values(&self, subject: &str, predicate: NamedNodeRef<'_>) -> Vec<&Term> {
        let quads = self.about(subject).iter().filter(|quad| quad.predicate == predicate);
        let mut values: Vec<&Term> = quads.map(|quad| &quad.object).collect();
        if values.len() > 1 {
            values.sort_by_cached_key(ToString::to_string);
            values.dedup();
        }
        values
    }

    /// The value of a property that has one; of several the first in their order.
    pub fn value(&self, subject: &str, predicate: NamedNodeRef<'_>) -> Option<&Term> {
        self.values(subject, predicate).into_iter().next()
    }

    /// The IRI that a property names.
    pub fn iri(&self, subject: &str, predicate: NamedNodeRef<'_>) -> Option<&str> {
        self.value(subject, predicate).and_then(term_iri)
    }

    /// The IRIs that a property names, sorted.
    pub fn iris(&self, subject: &str, predicate: NamedNodeRef<'_>) -> Vec<&str> {
        self.values(subject, predicate).into_iter().filter_map(term_iri).collect()
    }

    /// The text of a literal.
    pub fn text(&self, subject: &str, predicate: NamedNodeRef<'_>) -> Option<&str> {
        self.value(subject, predicate).and_then(term_text)
    }

    /// The texts of literals, sorted.
    pub fn texts(&self, subject: &str, predicate: NamedNodeRef<'_>) -> Vec<&str> {
        let mut texts: Vec<&str> =
            self.values(subject, predicate).into_iter().filter_map(term_text).collect();
        texts.sort_unstable();
        texts
    }

    /// A number of a literal.
    pub fn number<N: std::str::FromStr>(&self, subject: &str, predicate: NamedNodeRef<'_>) -> Option<N> {
        self.text(subject, predicate)?.parse().ok()
    }

    /// Whether a subject is of this class.
    pub fn is_a(&self, subject: &str, class: NamedNodeRef<'_>) -> bool {
        self.about(subject).iter().any(|quad| quad.predicate == rdf::TYPE && quad.object == Term::from(class))
    }

    /// The same with only some of its subjects.
    #[must_use]
    pub fn keeping(mut self, kept: &BTreeSet<String>) -> Self {
        self.subjects.retain(|subject, _| kept.contains(subject));
        self
    }

    /// All its quads, in the order of their subjects.
    pub fn into_quads(self) -> Vec<Quad> {
        self.subjects.into_values().flatten().collect()
    }
}

/// The IRI of a term that is one.
pub fn term_iri(term: &Term) -> Option<&str> {
    match term {
        Term::NamedNode(node) => Some(node.as_str()),
        _ => None,
    }
}

/// The text of a term that is a literal.
pub fn term_text(term: &Term) -> Option<&str> {
    match term {
        Term::Literal(literal) => Some(literal.value()),
        _ => None,
    }
}

/// The properties that lead from what a report states to nodes that belong to it.
const LEADS_ON: [NamedNodeRef<'static>; 5] =
    [property::EVENT, property::OPERATION, property::QUANTITY, property::CARDINALITY, property::EVIDENCE];

/// What a report states, in a graph that does not keep reports apart.
fn gather(graph: &GraphStore, report: &NamedNode) -> Result<Vec<Quad>, StoreError> {
    let below = format!("{}/", report.as_str());
    let mut pending = vec![report.clone()];
    for leads_back in [property::REPORT, nif::REFERENCE_CONTEXT] {
        for quad in graph.matching(None, Some(leads_back), Some(report.as_ref().into())) {
            if let NamedOrBlankNode::NamedNode(subject) = quad?.subject {
                pending.push(subject);
            }
        }
    }
    let mut found: BTreeMap<String, Vec<Quad>> = BTreeMap::new();
    while let Some(subject) = pending.pop() {
        if found.contains_key(subject.as_str()) {
            continue;
        }
        let mut block = Vec::new();
        for quad in graph.matching(Some(subject.as_ref()), None, None) {
            let quad = quad?;
            if let Term::NamedNode(object) = &quad.object
                && (object.as_str().starts_with(&below)
                    || LEADS_ON.iter().any(|predicate| quad.predicate == *predicate))
            {
                pending.push(object.clone());
            }
            block.push(quad);
        }
        found.insert(subject.into_string(), block);
    }
    Ok(found.into_values().flatten().collect())
}

/// The word for a class of entities.
pub fn entity_kind(class: &str) -> Option<&'static str> {
    classes::entity(class).and_then(classes::kind)
}

/// What a thing is and what it is called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Thing {
    /// The kind of an entity: `state`.
    pub kind: Option<&'static str>,
    /// Its name; of an office the title.
    pub label: Option<String>,
    /// The entity directly around it.
    pub located_in: Option<String>,
    /// The body to which an office belongs.
    pub office_of: Option<String>,
}

/// So many things are remembered; more would be looked up again, so that memory stays flat.
const REMEMBERED: usize = 50_000;

/// What things are called, looked up in the graph and remembered.
pub struct Things<'g> {
    graph: &'g GraphStore,
    known: FxHashMap<String, Rc<Thing>>,
}

impl<'g> Things<'g> {
    /// Nothing looked up yet.
    pub fn of(graph: &'g GraphStore) -> Self {
        Self { graph, known: FxHashMap::default() }
    }

    /// What this thing is called.
    ///
    /// # Errors
    /// If the store fails.
    pub fn get(&mut self, iri: &str) -> Result<Rc<Thing>, StoreError> {
        if let Some(known) = self.known.get(iri) {
            return Ok(Rc::clone(known));
        }
        let node = NamedNodeRef::new_unchecked(iri);
        let first = |predicate: NamedNodeRef<'_>| -> Result<Option<Term>, StoreError> {
            let mut values = Vec::new();
            for quad in self.graph.matching(Some(node), Some(predicate), None) {
                values.push(quad?.object);
            }
            values.sort_by_cached_key(ToString::to_string);
            Ok(values.into_iter().next())
        };
        let iri_of = |term: Option<Term>| term.as_ref().and_then(term_iri).map(str::to_owned);
        let mut kind = None;
        for quad in self.graph.matching(Some(node), Some(rdf::TYPE), None) {
            kind = kind.max(term_iri(&quad?.object).and_then(entity_kind));
        }
        let label = match first(rdfs::LABEL)? {
            Some(label) => Some(label),
            None => first(property::OFFICE_TITLE)?,
        };
        let thing = Rc::new(Thing {
            kind,
            label: label.as_ref().and_then(term_text).map(str::to_owned),
            located_in: iri_of(first(property::LOCATED_IN)?),
            office_of: iri_of(first(property::OFFICE_OF)?),
        });
        if self.known.len() >= REMEMBERED {
            self.known.clear();
        }
        self.known.insert(iri.to_owned(), Rc::clone(&thing));
        Ok(thing)
    }

    /// What people call this thing; of an office with the body to which it belongs: "President of Moldova".
    ///
    /// # Errors
    /// If the store fails.
    pub fn name(&mut self, iri: &str) -> Result<Option<String>, StoreError> {
        let thing = self.get(iri)?;
        let Some(label) = &thing.label else { return Ok(None) };
        let body = match &thing.office_of {
            Some(body) => self.get(body)?.label.clone(),
            None => None,
        };
        Ok(Some(body.map_or_else(|| label.clone(), |body| format!("{label} of {body}"))))
    }

    /// The state in which a place or body lies; a state's own IRI.
    ///
    /// # Errors
    /// If the store fails.
    pub fn state(&mut self, iri: &str) -> Result<Option<String>, StoreError> {
        let mut at = iri.to_owned();
        // A circle of places is a fault of the data, which the checks tell.
        for _ in 0..8 {
            let thing = self.get(&at)?;
            if thing.kind == Some("state") {
                return Ok(Some(at));
            }
            match &thing.located_in {
                Some(around) => at.clone_from(around),
                None => break,
            }
        }
        Ok(None)
    }
}

/// The day on which a report was published, if it is known.
///
/// # Errors
/// If the store fails.
pub fn published_on(graph: &GraphStore, report: &NamedNode) -> Result<Option<NaiveDate>, StoreError> {
    let dates = graph.objects(report.as_ref(), schema::DATE_PUBLISHED)?;
    Ok(dates.iter().find_map(day))
}

/// The day that a term names: `2021-12-14`.
pub fn day(term: &Term) -> Option<NaiveDate> {
    term_text(term)?.parse().ok()
}
