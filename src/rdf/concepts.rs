//! The words of the ontology's schemes: which concept a notation stands for.

use crate::rdf::terms::{RAP, SKOS_IN_SCHEME, SKOS_NOTATION, rap};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::vocab::rdfs;
use oxigraph::model::{NamedNode, NamedOrBlankNode, Term, Triple};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// The ontology as it is embedded in the program.
pub const ONTOLOGY: &str = include_str!("../../ontology/rapporteur.ttl");

/// The schemes from which the arguments of claims come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scheme {
    /// What a position is about: `territorial-integrity`.
    Issue,
    /// How a party stands: `supports`.
    Stance,
    /// What is supplied: `gas`.
    Commodity,
    /// Whether it flows: `current`.
    SupplyStatus,
    /// The part played in an event: `host`.
    Role,
}

impl Scheme {
    /// The local name of the scheme in the ontology.
    pub const fn as_str(self) -> &'static str {
        match self {
            Scheme::Issue => "issues",
            Scheme::Stance => "stances",
            Scheme::Commodity => "commodities",
            Scheme::SupplyStatus => "supply-statuses",
            Scheme::Role => "roles",
        }
    }

    const ALL: [Scheme; 5] =
        [Scheme::Issue, Scheme::Stance, Scheme::Commodity, Scheme::SupplyStatus, Scheme::Role];
}

/// The ontology as triples, with its schemes by notation.
#[derive(Clone, Debug, Default)]
pub struct Concepts {
    triples: Vec<Triple>,
    by_notation: FxHashMap<(Scheme, String), NamedNode>,
    event_classes: FxHashSet<String>,
}

impl Concepts {
    /// The schemes of the embedded ontology.
    pub fn embedded() -> &'static Self {
        static EMBEDDED: LazyLock<Concepts> = LazyLock::new(|| Concepts::read(ONTOLOGY));
        &EMBEDDED
    }

    /// Reads an ontology in Turtle; what cannot be read is left out, and a test says that nothing is.
    fn read(turtle: &str) -> Self {
        let triples: Vec<Triple> = RdfParser::from_format(RdfFormat::Turtle)
            .for_slice(turtle.as_bytes())
            .map_while(Result::ok)
            .map(Triple::from)
            .collect();
        let mut notations: FxHashMap<&str, &str> = FxHashMap::default();
        for triple in &triples {
            if let (NamedOrBlankNode::NamedNode(concept), Term::Literal(notation)) =
                (&triple.subject, &triple.object)
                && triple.predicate == SKOS_NOTATION
            {
                notations.insert(concept.as_str(), notation.value());
            }
        }
        let mut by_notation = FxHashMap::default();
        let mut event_classes = FxHashSet::from_iter(["Event".to_owned()]);
        for scheme in Scheme::ALL {
            let in_this = Term::from(rap(scheme.as_str()));
            for triple in
                triples.iter().filter(|triple| triple.predicate == SKOS_IN_SCHEME && triple.object == in_this)
            {
                if let NamedOrBlankNode::NamedNode(concept) = &triple.subject
                    && let Some(notation) = notations.get(concept.as_str())
                {
                    by_notation.insert((scheme, (*notation).to_owned()), concept.clone());
                }
            }
        }
        // Classes of events may be narrowed several times; each round finds one more level.
        loop {
            let before = event_classes.len();
            for triple in triples.iter().filter(|triple| triple.predicate == rdfs::SUB_CLASS_OF) {
                if let (NamedOrBlankNode::NamedNode(class), Term::NamedNode(parent)) =
                    (&triple.subject, &triple.object)
                    && let (Some(class), Some(parent)) =
                        (class.as_str().strip_prefix(RAP), parent.as_str().strip_prefix(RAP))
                    && event_classes.contains(parent)
                {
                    event_classes.insert(class.to_owned());
                }
            }
            if event_classes.len() == before {
                break;
            }
        }
        Self { triples, by_notation, event_classes }
    }

    /// The triples of the ontology, in the order of its file.
    pub fn triples(&self) -> &[Triple] {
        &self.triples
    }

    /// The concept with this notation.
    pub fn find(&self, scheme: Scheme, notation: &str) -> Option<&NamedNode> {
        self.by_notation.get(&(scheme, notation.to_owned()))
    }

    /// Whether this is the local name of a class of events.
    pub fn is_event_class(&self, local: &str) -> bool {
        self.event_classes.contains(local)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_embedded_ontology_is_read() {
        let read: Result<Vec<_>, _> =
            RdfParser::from_format(RdfFormat::Turtle).for_slice(ONTOLOGY.as_bytes()).collect();
        assert_eq!(read.unwrap().len(), Concepts::embedded().triples().len());
    }

    #[test]
    fn each_scheme_knows_its_words() {
        let concepts = Concepts::embedded();
        for (scheme, notation) in [
            (Scheme::Issue, "territorial-integrity"),
            (Scheme::Issue, "energy"),
            (Scheme::Stance, "calls-for"),
            (Scheme::Commodity, "energy"),
            (Scheme::SupplyStatus, "current"),
            (Scheme::Role, "convener"),
        ] {
            assert!(concepts.find(scheme, notation).is_some(), "{scheme:?} {notation}");
        }
        assert_ne!(concepts.find(Scheme::Issue, "energy"), concepts.find(Scheme::Commodity, "energy"));
        assert_eq!(concepts.find(Scheme::Stance, "energy"), None);
        assert!(concepts.is_event_class("Meeting") && !concepts.is_event_class("Person"));
    }
}
