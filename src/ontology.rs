//! The words of the graph: classes, properties and concept schemes, read from `ontology/rapporteur.ttl`.
//!
//! The rule loader asks it which classes and roles exist; the recogniser asks it which issue a phrase speaks of;
//! `rdf::vocab` is written from it.

use crate::ontology::lexicon::Lexicon;
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{NamedOrBlankNode, Term};
use rustc_hash::FxHashMap;

mod lexicon;
mod vocabulary;

pub use lexicon::IssueMatch;
pub use vocabulary::{NAMESPACES, glossary, vocab_source};

/// The namespace of the ontology; every class, property and concept of ours starts with it.
pub const NAMESPACE: &str = "https://w3id.org/rapporteur/ns#";

/// The ontology that is embedded in the program, as Turtle.
pub const TURTLE: &str = include_str!("../ontology/rapporteur.ttl");

/// What is wrong with an ontology file.
#[derive(Debug, thiserror::Error)]
pub enum OntologyError {
    /// It is not Turtle.
    #[error("the ontology is not valid Turtle: {message}")]
    Syntax {
        /// What the parser says, with line and column.
        message: String,
    },
    /// It has a blank node, which could not be cited and would change its name at every reading.
    #[error("the ontology has a blank node as {role} of {predicate}; give it an IRI")]
    BlankNode {
        /// Subject or object.
        role: &'static str,
        /// The predicate of the statement.
        predicate: String,
    },
    /// A class, property or concept lacks what every one must have.
    #[error("`{name}` has no {what}; add it in ontology/rapporteur.ttl")]
    Missing {
        /// The local name.
        name: String,
        /// What is missing.
        what: &'static str,
    },
}

/// A class: `Meeting`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Class {
    /// The local name: `Meeting`.
    pub name: String,
    /// The whole IRI.
    pub iri: String,
    /// The label in English.
    pub label: String,
    /// What it means.
    pub definition: String,
    /// A sentence that the program must read as this class.
    pub example: String,
    /// The classes directly above it: local names of ours, IRIs of others.
    pub parents: Vec<String>,
}

/// A property: `participant`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Property {
    /// The local name: `participant`.
    pub name: String,
    /// The whole IRI.
    pub iri: String,
    /// The label in English.
    pub label: String,
    /// What it means.
    pub definition: String,
    /// The classes that have it: local names of ours, IRIs of others.
    pub domain: Vec<String>,
    /// The classes or datatypes of its values: local names of ours, IRIs of others.
    pub range: Vec<String>,
    /// The properties directly above it: local names of ours, IRIs of others.
    pub parents: Vec<String>,
}

/// A list of concepts: `roles`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scheme {
    /// The local name: `roles`.
    pub name: String,
    /// The whole IRI.
    pub iri: String,
    /// The label in English.
    pub label: String,
    /// What it lists.
    pub definition: String,
    /// Its concepts, in the order of the file.
    pub concepts: Vec<Concept>,
}

/// One entry of a scheme: `host`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concept {
    /// The local name: `role-host`.
    pub name: String,
    /// The whole IRI.
    pub iri: String,
    /// The fixed word by which queries and rules know it: `host`.
    pub notation: String,
    /// The label in English.
    pub label: String,
    /// What it means.
    pub definition: String,
    /// A sentence that the program must read as this concept.
    pub example: String,
    /// Phrases that speak of it by themselves (`skos:altLabel`).
    pub strong: Vec<String>,
    /// Phrases that speak of it where nothing stronger stands beside them (`skos:hiddenLabel`).
    pub weak: Vec<String>,
    /// The concept above it, by its local name.
    pub broader: Option<String>,
}

/// The classes, properties and schemes, each in the order of the file.
#[derive(Clone, Debug)]
pub struct Ontology {
    /// The classes.
    pub classes: Vec<Class>,
    /// The properties.
    pub properties: Vec<Property>,
    /// The concept schemes.
    pub schemes: Vec<Scheme>,
    /// The version that the file gives itself.
    pub version: String,
    lexicon: Lexicon,
}

impl Ontology {
    /// Reads the ontology that is embedded in the program.
    ///
    /// # Errors
    /// Never for a program that passed its tests; a changed file may fail as [`Ontology::parse`] does.
    pub fn embedded() -> Result<Self, OntologyError> {
        Self::parse(TURTLE)
    }

    /// Reads an ontology from Turtle.
    ///
    /// # Errors
    /// If it is not Turtle, has a blank node, or if a class, property or concept of ours lacks label, definition,
    /// example, domain, range or notation.
    pub fn parse(turtle: &str) -> Result<Self, OntologyError> {
        let nodes = Nodes::read(turtle)?;
        let mut classes = Vec::new();
        let mut properties = Vec::new();
        let mut schemes: Vec<Scheme> = Vec::new();
        let mut version = String::new();
        for node in &nodes.in_order {
            let Some(name) = node.iri.strip_prefix(NAMESPACE) else {
                if node.is_a("http://www.w3.org/2002/07/owl#Ontology") {
                    node.first("http://www.w3.org/2002/07/owl#versionInfo")
                        .unwrap_or_default()
                        .clone_into(&mut version);
                }
                continue;
            };
            if node.is_a("http://www.w3.org/2002/07/owl#Class") {
                classes.push(Class {
                    name: name.to_owned(),
                    iri: node.iri.clone(),
                    label: node.demand(LABEL, "label")?,
                    definition: node.demand(DEFINITION, "definition")?,
                    example: node.demand(EXAMPLE, "example")?,
                    parents: node.names("http://www.w3.org/2000/01/rdf-schema#subClassOf"),
                });
            } else if PROPERTY_CLASSES.iter().any(|class| node.is_a(class)) {
                node.demand("http://www.w3.org/2000/01/rdf-schema#domain", "domain")?;
                node.demand("http://www.w3.org/2000/01/rdf-schema#range", "range")?;
                // A property of several classes names them by the `…Includes` of schema.org: a union in OWL
                // would need a blank node.
                let either = |narrow: &str, wide: &str| {
                    let narrow = node.names(narrow);
                    if narrow.is_empty() { node.names(wide) } else { narrow }
                };
                properties.push(Property {
                    name: name.to_owned(),
                    iri: node.iri.clone(),
                    label: node.demand(LABEL, "label")?,
                    definition: node.demand(DEFINITION, "definition")?,
                    domain: either(
                        "https://schema.org/domainIncludes",
                        "http://www.w3.org/2000/01/rdf-schema#domain",
                    ),
                    range: either(
                        "https://schema.org/rangeIncludes",
                        "http://www.w3.org/2000/01/rdf-schema#range",
                    ),
                    parents: node.names("http://www.w3.org/2000/01/rdf-schema#subPropertyOf"),
                });
            } else if node.is_a("http://www.w3.org/2004/02/skos/core#ConceptScheme") {
                schemes.push(Scheme {
                    name: name.to_owned(),
                    iri: node.iri.clone(),
                    label: node.demand(LABEL, "label")?,
                    definition: node.demand(DEFINITION, "definition")?,
                    concepts: Vec::new(),
                });
            }
        }
        for node in &nodes.in_order {
            if !node.is_a("http://www.w3.org/2004/02/skos/core#Concept") || !node.iri.starts_with(NAMESPACE) {
                continue;
            }
            let concept = Concept {
                name: local(&node.iri).to_owned(),
                iri: node.iri.clone(),
                notation: node.demand("http://www.w3.org/2004/02/skos/core#notation", "notation")?,
                label: node.demand("http://www.w3.org/2004/02/skos/core#prefLabel", "label")?,
                definition: node.demand(DEFINITION, "definition")?,
                example: node.demand(EXAMPLE, "example")?,
                strong: node.values("http://www.w3.org/2004/02/skos/core#altLabel"),
                weak: node.values("http://www.w3.org/2004/02/skos/core#hiddenLabel"),
                broader: node.names("http://www.w3.org/2004/02/skos/core#broader").into_iter().next(),
            };
            let holders = node.names("http://www.w3.org/2004/02/skos/core#inScheme");
            if holders.is_empty() {
                return Err(OntologyError::Missing { name: concept.name, what: "scheme (skos:inScheme)" });
            }
            for scheme in schemes.iter_mut().filter(|scheme| holders.contains(&scheme.name)) {
                scheme.concepts.push(concept.clone());
            }
        }
        let issues = schemes.iter().find(|scheme| scheme.name == "issues");
        let lexicon = Lexicon::new(issues.map_or(&[][..], |scheme| &scheme.concepts));
        Ok(Self { classes, properties, schemes, version, lexicon })
    }

    /// The class with this local name.
    pub fn class(&self, name: &str) -> Option<&Class> {
        self.classes.iter().find(|class| class.name == name)
    }

    /// The property with this local name.
    pub fn property(&self, name: &str) -> Option<&Property> {
        self.properties.iter().find(|property| property.name == name)
    }

    /// The scheme with this local name: `roles`, `stances`, `issues`, `commodities`, `supply-statuses`,
    /// `event-statuses`, `date-bases`, `speech-modes`, `modalities`, `polarities`, `sources`.
    pub fn scheme(&self, name: &str) -> Option<&Scheme> {
        self.schemes.iter().find(|scheme| scheme.name == name)
    }

    /// The concept of a scheme with this notation: `host` of `roles`.
    pub fn concept(&self, scheme: &str, notation: &str) -> Option<&Concept> {
        self.scheme(scheme)?.concepts.iter().find(|concept| concept.notation == notation)
    }

    /// Whether the class called `name` is `above` or stands below it.
    pub fn is_a(&self, name: &str, above: &str) -> bool {
        // The depth bound ends the walk if a file says that two classes are each above the other.
        fn climb(ontology: &Ontology, name: &str, above: &str, depth: usize) -> bool {
            name == above
                || (depth > 0
                    && ontology.class(name).is_some_and(|class| {
                        class.parents.iter().any(|parent| climb(ontology, parent, above, depth - 1))
                    }))
        }
        climb(self, name, above, 16)
    }

    /// The classes that stand below `above`, itself left out: the thirteen kinds of `Event`.
    pub fn below<'o>(&'o self, above: &'o str) -> impl Iterator<Item = &'o Class> {
        self.classes.iter().filter(move |class| class.name != above && self.is_a(&class.name, above))
    }

    /// The properties that a class has, those of the classes above it included.
    pub fn properties_of<'o>(&'o self, class: &'o str) -> impl Iterator<Item = &'o Property> {
        self.properties
            .iter()
            .filter(move |property| property.domain.iter().any(|domain| self.is_a(class, domain)))
    }

    /// Each class and concept by its IRI with the sentence that the program must read as it.
    pub fn examples(&self) -> impl Iterator<Item = (&str, &str)> {
        let classes = self.classes.iter().map(|class| (class.iri.as_str(), class.example.as_str()));
        let concepts = self.schemes.iter().flat_map(|scheme| &scheme.concepts);
        classes.chain(concepts.map(|concept| (concept.iri.as_str(), concept.example.as_str())))
    }

    /// The issue of which a phrase speaks: the strongest and longest phrase of the vocabulary in it, on ties the one
    /// that holds the head of the phrase, then the first; `other` if there is none.
    ///
    /// The words may be lemmas or forms, with or without capitals; function words are welcome.
    pub fn classify(&self, phrase_lemmas: &[&str]) -> IssueMatch<'_> {
        self.lexicon.classify(phrase_lemmas)
    }
}

const LABEL: &str = "http://www.w3.org/2000/01/rdf-schema#label";
const DEFINITION: &str = "http://www.w3.org/2004/02/skos/core#definition";
const EXAMPLE: &str = "http://www.w3.org/2004/02/skos/core#example";
const PROPERTY_CLASSES: [&str; 3] = [
    "http://www.w3.org/2002/07/owl#ObjectProperty",
    "http://www.w3.org/2002/07/owl#DatatypeProperty",
    "http://www.w3.org/2002/07/owl#AnnotationProperty",
];

/// The local name of one of our IRIs, any other IRI unchanged.
fn local(iri: &str) -> &str {
    iri.strip_prefix(NAMESPACE).unwrap_or(iri)
}

/// A subject with what is said of it.
struct Node {
    iri: String,
    statements: Vec<(String, String)>,
}

impl Node {
    fn values(&self, predicate: &str) -> Vec<String> {
        self.statements.iter().filter(|(p, _)| p == predicate).map(|(_, value)| value.clone()).collect()
    }

    fn names(&self, predicate: &str) -> Vec<String> {
        self.values(predicate).iter().map(|value| local(value).to_owned()).collect()
    }

    fn first(&self, predicate: &str) -> Option<&str> {
        self.statements.iter().find(|(p, _)| p == predicate).map(|(_, value)| value.as_str())
    }

    fn is_a(&self, class: &str) -> bool {
        let rdf_type = oxigraph::model::vocab::rdf::TYPE.as_str();
        self.statements.iter().any(|(p, value)| p == rdf_type && value == class)
    }

    fn demand(&self, predicate: &str, what: &'static str) -> Result<String, OntologyError> {
        self.first(predicate)
            .map(str::to_owned)
            .ok_or_else(|| OntologyError::Missing { name: local(&self.iri).to_owned(), what })
    }
}

/// All subjects of a file, in its order.
struct Nodes {
    in_order: Vec<Node>,
}

impl Nodes {
    fn read(turtle: &str) -> Result<Self, OntologyError> {
        let mut in_order: Vec<Node> = Vec::new();
        let mut places: FxHashMap<String, usize> = FxHashMap::default();
        for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(turtle) {
            let quad = quad.map_err(|error| OntologyError::Syntax { message: error.to_string() })?;
            let predicate = quad.predicate.into_string();
            let NamedOrBlankNode::NamedNode(subject) = quad.subject else {
                return Err(OntologyError::BlankNode { role: "subject", predicate });
            };
            let value = match quad.object {
                Term::NamedNode(node) => node.into_string(),
                Term::Literal(literal) => literal.value().to_owned(),
                Term::BlankNode(_) => return Err(OntologyError::BlankNode { role: "object", predicate }),
            };
            let subject = subject.into_string();
            let place = *places.entry(subject.clone()).or_insert_with(|| {
                in_order.push(Node { iri: subject, statements: Vec::new() });
                in_order.len() - 1
            });
            in_order[place].statements.push((predicate, value));
        }
        Ok(Self { in_order })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notations(scheme: &str) -> String {
        let ontology = Ontology::embedded().unwrap();
        let scheme = ontology.scheme(scheme).unwrap();
        scheme.concepts.iter().map(|concept| concept.notation.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_schemes_have_the_fixed_words() {
        assert_eq!(
            notations("roles"),
            "participant host chair convener visitor caller signatory sender recipient appointee target delegate"
        );
        assert_eq!(
            notations("stances"),
            "supports opposes condemns welcomes concerned calls-for commits rejects"
        );
        assert_eq!(
            notations("commodities"),
            "gas lng oil oil-products electricity coal nuclear-fuel renewables energy"
        );
        assert_eq!(notations("supply-statuses"), "current planned possible suspended ended refused");
        assert_eq!(notations("event-statuses"), "occurred denied planned possible");
        assert_eq!(notations("modalities"), "planned possible asserted requested");
        assert_eq!(notations("polarities"), "affirmed negated");
        assert_eq!(notations("date-bases"), "stated resolved from-dateline");
        assert_eq!(notations("speech-modes"), "narration direct-speech indirect-speech impersonal-speech");
        assert_eq!(
            notations("issues"),
            "territorial-integrity sovereignty borders peace-process ceasefire military-action security-cooperation \
             arms-control terrorism energy trade-economy sanctions humanitarian human-rights-democracy migration \
             climate health transport-connectivity membership bilateral-relations reform-governance other"
        );
    }

    #[test]
    fn there_are_thirteen_kinds_of_event_and_seven_of_claim() {
        let ontology = Ontology::embedded().unwrap();
        assert_eq!(ontology.below("Event").count(), 13);
        assert_eq!(ontology.below("Claim").count(), 7);
        assert!(ontology.is_a("PhoneCall", "Event") && !ontology.is_a("PhoneCall", "Claim"));
        assert!(ontology.is_a("Event", "http://semanticweb.cs.vu.nl/2009/11/sem/Event"));
    }

    #[test]
    fn a_class_has_its_own_properties_and_those_above_it() {
        let ontology = Ontology::embedded().unwrap();
        let of_position: Vec<&str> =
            ontology.properties_of("Position").map(|property| property.name.as_str()).collect();
        assert!(of_position.contains(&"holder") && of_position.contains(&"evidence"), "{of_position:?}");
        assert!(!of_position.contains(&"supplier"), "{of_position:?}");
    }

    #[test]
    fn every_example_is_one_sentence() {
        let ontology = Ontology::embedded().unwrap();
        for (iri, sentence) in ontology.examples() {
            assert!(sentence.ends_with('.') && !sentence.contains('\n'), "{iri}: {sentence}");
        }
    }

    #[track_caller]
    fn refused(turtle: &str) -> String {
        let prefixes = "@prefix rap: <https://w3id.org/rapporteur/ns#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n\
                        @prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n";
        Ontology::parse(&format!("{prefixes}{turtle}")).unwrap_err().to_string()
    }

    #[test]
    fn err_names_the_place_or_the_term_and_what_it_lacks() {
        assert_eq!(
            refused("rap:Meeting a owl:Class"),
            "the ontology is not valid Turtle: Parser error at line 3 column 24: Unexpected end"
        );
        assert_eq!(
            refused("rap:Meeting a owl:Class ; rdfs:label \"meeting\" ; skos:definition \"People meet.\" ."),
            "`Meeting` has no example; add it in ontology/rapporteur.ttl"
        );
        assert_eq!(
            refused(
                "rap:host a skos:Concept ; skos:notation \"host\" ; skos:prefLabel \"host\" ; \
                     skos:definition \"d\" ; skos:example \"e\" ."
            ),
            "`host` has no scheme (skos:inScheme); add it in ontology/rapporteur.ttl"
        );
        assert_eq!(
            refused("rap:Meeting rdfs:seeAlso [] ."),
            "the ontology has a blank node as object of http://www.w3.org/2000/01/rdf-schema#seeAlso; give it an IRI"
        );
    }
}
