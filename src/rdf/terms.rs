//! The terms of other vocabularies that the graph uses.

use oxigraph::model::{NamedNode, NamedNodeRef};

/// The namespace of the ontology, `rap:`.
pub const RAP: &str = "https://w3id.org/rapporteur/ns#";

/// The prefixes under which the files and queries of the house know their namespaces, sorted by prefix.
pub const PREFIXES: [(&str, &str); 12] = [
    ("dcterms", "http://purl.org/dc/terms/"),
    ("geo", "http://www.w3.org/2003/01/geo/wgs84_pos#"),
    ("nif", "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("rap", RAP),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("schema", "https://schema.org/"),
    ("sem", "http://semanticweb.cs.vu.nl/2009/11/sem/"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// The term of the ontology with this local name.
pub fn rap(local: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{RAP}{local}"))
}

macro_rules! terms {
    ($($name:ident = $iri:literal;)*) => {
        $(
            #[doc = concat!("`<", $iri, ">`")]
            pub const $name: NamedNodeRef<'static> = NamedNodeRef::new_unchecked($iri);
        )*
    };
}

terms! {
    DCTERMS_IDENTIFIER = "http://purl.org/dc/terms/identifier";
    DCTERMS_LANGUAGE = "http://purl.org/dc/terms/language";
    DCTERMS_SOURCE = "http://purl.org/dc/terms/source";
    DCTERMS_TITLE = "http://purl.org/dc/terms/title";
    NIF_ANCHOR_OF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#anchorOf";
    NIF_BEGIN_INDEX = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#beginIndex";
    NIF_END_INDEX = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#endIndex";
    NIF_IS_STRING = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#isString";
    NIF_REFERENCE_CONTEXT = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#referenceContext";
    PROV_WAS_GENERATED_BY = "http://www.w3.org/ns/prov#wasGeneratedBy";
    SCHEMA_DATE_PUBLISHED = "https://schema.org/datePublished";
    SCHEMA_MAX_VALUE = "https://schema.org/maxValue";
    SCHEMA_MIN_VALUE = "https://schema.org/minValue";
    SCHEMA_QUANTITATIVE_VALUE = "https://schema.org/QuantitativeValue";
    SCHEMA_UNIT_CODE = "https://schema.org/unitCode";
    SCHEMA_UNIT_TEXT = "https://schema.org/unitText";
    SCHEMA_VALUE = "https://schema.org/value";
    SKOS_ALT_LABEL = "http://www.w3.org/2004/02/skos/core#altLabel";
    SKOS_IN_SCHEME = "http://www.w3.org/2004/02/skos/core#inScheme";
    SKOS_NOTATION = "http://www.w3.org/2004/02/skos/core#notation";
}
