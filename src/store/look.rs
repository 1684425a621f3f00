//! Looking single things up in a store, without SPARQL: each call is one or two seeks.

use crate::rdf::classes;
use crate::rdf::vocab::{property, rdf, rdfs, skos};
use crate::store::{GraphStore, QueryError, StoreError};
use oxigraph::model::{Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term, TermRef};
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use std::collections::BTreeSet;

/// The name of the function by which names are compared; it is known only to [`GraphStore::called`].
const FITS: &str = "https://w3id.org/rapporteur/store#fits";

impl GraphStore {
    /// Everything that is said of a thing, in any graph, sorted.
    ///
    /// # Errors
    /// If the store fails.
    pub fn about(&self, subject: NamedNodeRef<'_>) -> Result<Vec<Quad>, StoreError> {
        let quads: Result<Vec<Quad>, _> =
            self.store.quads_for_pattern(Some(subject.into()), None, None, None).collect();
        let mut quads = quads?;
        crate::rdf::quads::sort(&mut quads);
        Ok(quads)
    }

    /// The values of a property of a thing, sorted, each once.
    ///
    /// # Errors
    /// If the store fails.
    pub fn objects(
        &self,
        subject: NamedNodeRef<'_>,
        predicate: NamedNodeRef<'_>,
    ) -> Result<Vec<Term>, StoreError> {
        let mut objects = Vec::new();
        for quad in self.store.quads_for_pattern(Some(subject.into()), Some(predicate), None, None) {
            objects.push(quad?.object);
        }
        objects.sort_by_cached_key(ToString::to_string);
        objects.dedup();
        Ok(objects)
    }

    /// The things that have this value of a property, at most `limit`, sorted, each once.
    ///
    /// # Errors
    /// If the store fails.
    pub fn subjects<'t>(
        &self,
        predicate: NamedNodeRef<'_>,
        object: impl Into<TermRef<'t>>,
        limit: usize,
    ) -> Result<Vec<NamedNode>, StoreError> {
        let mut subjects = BTreeSet::new();
        for quad in self.store.quads_for_pattern(None, Some(predicate), Some(object.into()), None) {
            if let NamedOrBlankNode::NamedNode(subject) = quad?.subject {
                subjects.insert(subject);
                if subjects.len() >= limit {
                    break;
                }
            }
        }
        Ok(subjects.into_iter().collect())
    }

    /// Whether anything is said of a thing.
    ///
    /// # Errors
    /// If the store fails.
    pub fn knows(&self, subject: NamedNodeRef<'_>) -> Result<bool, StoreError> {
        let mut quads = self.store.quads_for_pattern(Some(subject.into()), None, None, None);
        Ok(quads.next().transpose()?.is_some())
    }

    /// Whether a word stands anywhere as a predicate.
    ///
    /// # Errors
    /// If the store fails.
    pub fn uses(&self, predicate: NamedNodeRef<'_>) -> Result<bool, StoreError> {
        let mut quads = self.store.quads_for_pattern(None, Some(predicate), None, None);
        Ok(quads.next().transpose()?.is_some())
    }

    /// The class of an entity; nothing for what is none.
    ///
    /// # Errors
    /// If the store fails.
    pub fn entity_class(
        &self,
        entity: NamedNodeRef<'_>,
    ) -> Result<Option<NamedNodeRef<'static>>, StoreError> {
        let types = self.objects(entity, rdf::TYPE)?;
        Ok(classes::ENTITIES
            .into_iter()
            .find(|class| types.iter().any(|found| found.as_ref() == TermRef::from(*class))))
    }

    /// The name of a thing; the first by letters where it has several.
    ///
    /// # Errors
    /// If the store fails.
    pub fn label(&self, thing: NamedNodeRef<'_>) -> Result<Option<String>, StoreError> {
        let labels = self.objects(thing, rdfs::LABEL)?;
        Ok(labels.into_iter().find_map(|label| match label {
            Term::Literal(label) => Some(label.destruct().0),
            _ => None,
        }))
    }

    /// The things that have exactly this name, by letter, as their label or as another name.
    ///
    /// # Errors
    /// If the store fails.
    pub fn exactly_called(&self, name: &str) -> Result<Vec<NamedNode>, StoreError> {
        let name = Literal::from(name);
        let mut found = self.subjects(rdfs::LABEL, &name, usize::MAX)?;
        found.extend(self.subjects(skos::ALT_LABEL, &name, usize::MAX)?);
        found.sort();
        found.dedup();
        Ok(found)
    }

    /// The things that have a name which passes a test, with that name, sorted.
    ///
    /// All names of the graph are read for this: it takes about two tenths of a second for some thousand reports.
    ///
    /// # Errors
    /// If the store fails.
    pub fn called(
        &self,
        fits: impl Fn(&str) -> bool + Send + Sync + Clone + 'static,
    ) -> Result<Vec<(NamedNode, String)>, QueryError> {
        let mut found = Vec::new();
        for predicate in [rdfs::LABEL, skos::ALT_LABEL] {
            let fits = fits.clone();
            let text =
                format!("SELECT ?thing ?name WHERE {{ ?thing {predicate} ?name FILTER <{FITS}>(?name) }}");
            let named =
                self.fitting(&text, move |term| matches!(term, Term::Literal(name) if fits(name.value())))?;
            for row in named {
                if let [Some(Term::NamedNode(thing)), Some(Term::Literal(name))] = &row[..] {
                    found.push((thing.clone(), name.value().to_owned()));
                }
            }
        }
        found.sort();
        found.dedup();
        Ok(found)
    }

    /// The claims whose IRI passes a test, sorted.
    ///
    /// # Errors
    /// If the store fails.
    pub fn claims(
        &self,
        fits: impl Fn(&str) -> bool + Send + Sync + 'static,
    ) -> Result<Vec<NamedNode>, QueryError> {
        let report = property::REPORT;
        let text = format!("SELECT ?claim WHERE {{ ?claim {report} ?report FILTER <{FITS}>(?claim) }}");
        let rows =
            self.fitting(&text, move |term| matches!(term, Term::NamedNode(claim) if fits(claim.as_str())))?;
        let mut found: Vec<NamedNode> = rows
            .into_iter()
            .filter_map(|row| match row.into_iter().next().flatten() {
                Some(Term::NamedNode(claim)) => Some(claim),
                _ => None,
            })
            .collect();
        found.sort();
        found.dedup();
        Ok(found)
    }

    /// The rows of a query that may call the test as a function: only the terms that it looks at are read.
    fn fitting(
        &self,
        text: &str,
        fits: impl Fn(&Term) -> bool + Send + Sync + 'static,
    ) -> Result<Vec<Vec<Option<Term>>>, QueryError> {
        let evaluator = SparqlEvaluator::new()
            .with_custom_function(NamedNode::new_unchecked(FITS), move |terms| {
                Some(Literal::from(fits(terms.first()?)).into())
            });
        let mut query = evaluator.parse_query(text)?;
        query.dataset_mut().set_default_graph_as_union();
        let QueryResults::Solutions(rows) = query.on_store(&self.store).execute()? else {
            return Ok(Vec::new());
        };
        let mut found = Vec::new();
        for row in rows {
            found.push(row?.values().to_vec());
        }
        Ok(found)
    }
}
