//! The words of the ontology's schemes: which concept a notation stands for.

use crate::ontology::{NAMESPACE, TURTLE};
use crate::rdf::vocab::{class, rdfs, skos};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{NamedNode, NamedOrBlankNode, Term, Triple};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

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
    notations: FxHashMap<String, String>,
    broader: FxHashMap<String, String>,
    event_classes: FxHashMap<String, NamedNode>,
}

impl Concepts {
    /// The schemes of the embedded ontology.
    pub fn embedded() -> &'static Self {
        static EMBEDDED: LazyLock<Concepts> = LazyLock::new(|| Concepts::read(TURTLE));
        &EMBEDDED
    }

    /// Reads an ontology in Turtle; what cannot be read is left out, and a test says that nothing is.
    fn read(turtle: &str) -> Self {
        let triples: Vec<Triple> = RdfParser::from_format(RdfFormat::Turtle)
            .for_slice(turtle.as_bytes())
            .map_while(Result::ok)
            .map(Triple::from)
            .collect();
        let mut concepts = Self::default();
        let mut notations: FxHashMap<&str, &str> = FxHashMap::default();
        for triple in &triples {
            if let (NamedOrBlankNode::NamedNode(concept), Term::Literal(notation)) =
                (&triple.subject, &triple.object)
                && triple.predicate == skos::NOTATION
            {
                notations.insert(concept.as_str(), notation.value());
            }
        }
        for (scheme, name) in Scheme::ALL.map(|scheme| (scheme, format!("{NAMESPACE}{}", scheme.as_str()))) {
            for (concept, in_scheme) in links(&triples, skos::IN_SCHEME.as_str()) {
                if let Some(notation) = notations.get(concept.as_str()).filter(|_| in_scheme.as_str() == name)
                {
                    concepts.by_notation.insert((scheme, (*notation).to_owned()), concept.clone());
                }
            }
        }
        concepts.notations =
            notations.iter().map(|(iri, notation)| ((*iri).to_owned(), (*notation).to_owned())).collect();
        for (concept, above) in links(&triples, skos::BROADER.as_str()) {
            concepts.broader.insert(concept.as_str().to_owned(), above.as_str().to_owned());
        }
        concepts.event_classes.insert("Event".to_owned(), class::EVENT.into_owned());
        // Classes of events may be narrowed several times; each round finds one more level.
        loop {
            let before = concepts.event_classes.len();
            for (class, parent) in links(&triples, rdfs::SUB_CLASS_OF.as_str()) {
                let names = (class.as_str().strip_prefix(NAMESPACE), parent.as_str().strip_prefix(NAMESPACE));
                if let (Some(name), Some(parent)) = names
                    && concepts.event_classes.contains_key(parent)
                {
                    concepts.event_classes.insert(name.to_owned(), class.clone());
                }
            }
            if concepts.event_classes.len() == before {
                break;
            }
        }
        concepts.triples = triples;
        concepts
    }

    /// The triples of the ontology, in the order of its file.
    pub fn triples(&self) -> &[Triple] {
        &self.triples
    }

    /// The concept with this notation.
    pub fn find(&self, scheme: Scheme, notation: &str) -> Option<&NamedNode> {
        self.by_notation.get(&(scheme, notation.to_owned()))
    }

    /// The notation of the concept with this IRI: `supports`.
    pub fn notation(&self, iri: &str) -> Option<&str> {
        self.notations.get(iri).map(String::as_str)
    }

    /// The notation of the widest concept above this one; its own where there is none.
    pub fn widest_notation(&self, iri: &str) -> Option<&str> {
        let mut widest = iri;
        // The checks refuse a circle; the count keeps a foreign ontology from holding us in one.
        for _ in 0..16 {
            match self.broader.get(widest) {
                Some(above) => widest = above,
                None => break,
            }
        }
        self.notation(widest)
    }

    /// The local names of the classes of events, sorted.
    pub fn event_class_names(&self) -> impl Iterator<Item = &str> {
        let mut names: Vec<&str> = self.event_classes.keys().map(String::as_str).collect();
        names.sort_unstable();
        names.into_iter()
    }

    /// The class of events with this local name.
    pub fn event_class(&self, local: &str) -> Option<&NamedNode> {
        self.event_classes.get(local)
    }
}

/// Subject and object of the statements with this predicate.
fn links<'t>(
    triples: &'t [Triple],
    predicate: &'t str,
) -> impl Iterator<Item = (&'t NamedNode, &'t NamedNode)> + 't {
    triples.iter().filter_map(move |triple| match (&triple.subject, &triple.object) {
        (NamedOrBlankNode::NamedNode(subject), Term::NamedNode(object))
            if triple.predicate.as_str() == predicate =>
        {
            Some((subject, object))
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_embedded_ontology_is_read() {
        let read: Result<Vec<_>, _> =
            RdfParser::from_format(RdfFormat::Turtle).for_slice(TURTLE.as_bytes()).collect();
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
        let iri = concepts.find(Scheme::Commodity, "lng").unwrap().as_str();
        assert_eq!((concepts.notation(iri), concepts.widest_notation(iri)), (Some("lng"), Some("gas")));
        assert_eq!(concepts.notation("https://example.org/x"), None);
        assert_ne!(concepts.find(Scheme::Issue, "energy"), concepts.find(Scheme::Commodity, "energy"));
        assert_eq!(concepts.find(Scheme::Stance, "energy"), None);
        assert!(concepts.event_class("Meeting").is_some() && concepts.event_class("Person").is_none());
    }
}
