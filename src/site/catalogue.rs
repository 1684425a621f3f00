//! What has a page: the reports and the entities of a graph, with their names.

use crate::page::content::kind_word;
use crate::parts::{reports, subjects_of_class};
use crate::rdf::classes;
use crate::site::SiteError;
use crate::site::address::Addresses;
use crate::site::side_by_side::side_by_side;
use crate::store::GraphStore;
use oxigraph::model::NamedNode;
use std::num::NonZeroUsize;

/// The kinds of entities, as pages call one and several of them.
pub(super) const KINDS: [(&str, &str); 5] = [
    ("state", "States"),
    ("person", "Persons"),
    ("organisation", "Organisations"),
    ("place", "Places"),
    ("group", "Groups"),
];

/// An entity.
pub(super) struct Entity {
    pub(super) iri: NamedNode,
    /// `person`, `state`, `organisation`, `place` or `group`.
    pub(super) kind: &'static str,
    pub(super) label: String,
}

/// Everything that has a page.
pub(super) struct Catalogue {
    /// Where the IRIs of the data begin.
    pub(super) base: String,
    pub(super) addresses: Addresses,
    /// Sorted by IRI.
    pub(super) reports: Vec<NamedNode>,
    /// Sorted by IRI.
    pub(super) entities: Vec<Entity>,
}

impl Catalogue {
    pub(super) fn read(graph: &GraphStore, threads: NonZeroUsize) -> Result<Self, SiteError> {
        let base = graph.base()?;
        let mut iris = Vec::new();
        for class in classes::ENTITIES {
            iris.extend(subjects_of_class(graph, class)?);
        }
        iris.sort_unstable_by(|one, two| one.as_str().cmp(two.as_str()));
        iris.dedup();
        let mut entities = Vec::with_capacity(iris.len());
        let work = |iri: &NamedNode| {
            let kind = kind_word(graph.entity_class(iri.as_ref())?);
            let label = graph.label(iri.as_ref())?.unwrap_or_else(|| iri.as_str().to_owned());
            Ok::<_, SiteError>(Entity { iri: iri.clone(), kind, label })
        };
        side_by_side(threads, &iris, work, |entity| {
            entities.push(entity);
            Ok(())
        })?;
        Ok(Self { addresses: Addresses::new(base.clone()), base, reports: reports(graph)?, entities })
    }

    /// The number of an entity by its IRI.
    pub(super) fn entity(&self, iri: &str) -> Option<usize> {
        self.entities.binary_search_by(|entity| entity.iri.as_str().cmp(iri)).ok()
    }

    /// The number of a report by its IRI.
    pub(super) fn report(&self, iri: &str) -> Option<usize> {
        self.reports.binary_search_by(|report| report.as_str().cmp(iri)).ok()
    }

    /// The page of an entity, from the folder of the site.
    pub(super) fn entity_page(&self, entity: usize, number: usize) -> String {
        self.entities
            .get(entity)
            .map_or_else(String::new, |entity| self.addresses.page(entity.iri.as_str(), number))
    }

    /// The page of a report, from the folder of the site.
    pub(super) fn report_page(&self, report: usize) -> String {
        self.reports.get(report).map_or_else(String::new, |report| self.addresses.page(report.as_str(), 1))
    }
}
