//! What is written from the ontology: the constants of `src/rdf/vocab.rs` and the glossary `docs/ontology.md`.

use crate::ontology::{NAMESPACE, Ontology, local};
use std::fmt::Write as _;

/// The prefixes of everything the program writes and of the queries it ships, sorted by prefix.
pub const NAMESPACES: [(&str, &str); 16] = [
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("geo", "http://www.w3.org/2003/01/geo/wgs84_pos#"),
    ("nif", "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"),
    ("oa", "http://www.w3.org/ns/oa#"),
    ("org", "http://www.w3.org/ns/org#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("rap", NAMESPACE),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("schema", "https://schema.org/"),
    ("sem", "http://semanticweb.cs.vu.nl/2009/11/sem/"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("void", "http://rdfs.org/ns/void#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// The terms of other vocabularies that the graph uses, by prefix; what each module says of itself, then its names.
const BORROWED: [(&str, &str, &[&str]); 7] = [
    (
        "dcterms",
        "Dublin Core terms: what a report or a data set is called and where it comes from.",
        &[
            "PeriodOfTime",
            "conformsTo",
            "description",
            "identifier",
            "language",
            "license",
            "publisher",
            "rights",
            "source",
            "temporal",
            "title",
        ],
    ),
    ("geo", "WGS84: where a place lies, in degrees.", &["lat", "long"]),
    (
        "nif",
        "NLP Interchange Format 2: the text and the stretches of it.",
        &[
            "Context",
            "OffsetBasedString",
            "anchorOf",
            "beginIndex",
            "endIndex",
            "isString",
            "referenceContext",
        ],
    ),
    (
        "owl",
        "OWL 2: the classes of the ontology's own terms.",
        &["AnnotationProperty", "Class", "DatatypeProperty", "ObjectProperty", "Ontology", "versionInfo"],
    ),
    (
        "prov",
        "PROV-O: what made a claim.",
        &[
            "Activity",
            "Entity",
            "SoftwareAgent",
            "used",
            "wasAssociatedWith",
            "wasDerivedFrom",
            "wasGeneratedBy",
        ],
    ),
    (
        "schema",
        "schema.org: reports and quantities.",
        &[
            "NewsArticle",
            "QuantitativeValue",
            "datePublished",
            "latitude",
            "longitude",
            "maxValue",
            "minValue",
            "softwareVersion",
            "unitCode",
            "unitText",
            "value",
        ],
    ),
    (
        "skos",
        "SKOS: names, matches and concepts.",
        &[
            "Concept",
            "ConceptScheme",
            "altLabel",
            "broader",
            "closeMatch",
            "definition",
            "exactMatch",
            "example",
            "hiddenLabel",
            "inScheme",
            "notation",
            "prefLabel",
            "topConceptOf",
        ],
    ),
];

/// The Rust source of `src/rdf/vocab.rs`: one constant for each class, property, concept and borrowed term.
pub fn vocab_source(ontology: &Ontology) -> String {
    let mut out = String::from(
        "//! The IRIs of the graph as constants, with their definitions.\n\
         //!\n\
         //! Written from `ontology/rapporteur.ttl` by `ontology::vocab_source`; do not edit.\n\
         //! `INSTA_UPDATE=always cargo test vocabulary` writes it anew.\n\n\
         use oxigraph::model::NamedNodeRef;\n\
         pub use oxigraph::model::vocab::{rdf, rdfs, xsd};\n\n\
         /// The namespace of the ontology.\n",
    );
    let _ = writeln!(out, "pub const NAMESPACE: &str = {NAMESPACE:?};");
    out.push_str("\n/// The classes.\npub mod class {\n    use super::NamedNodeRef;\n\n");
    for class in &ontology.classes {
        constant(&mut out, &class.name, &class.iri, &class.definition);
    }
    out.push_str("}\n\n/// The properties.\npub mod property {\n    use super::NamedNodeRef;\n\n");
    for property in &ontology.properties {
        constant(&mut out, &property.name, &property.iri, &property.definition);
    }
    out.push_str("}\n\n/// The concept schemes.\npub mod scheme {\n    use super::NamedNodeRef;\n\n");
    for scheme in &ontology.schemes {
        constant(&mut out, &scheme.name, &scheme.iri, &scheme.definition);
    }
    out.push_str(
        "}\n\n/// The concepts of the schemes.\npub mod concept {\n    use super::NamedNodeRef;\n\n",
    );
    let mut written: Vec<&str> = Vec::new();
    for concept in ontology.schemes.iter().flat_map(|scheme| &scheme.concepts) {
        // `Planned` and `Possible` stand in two schemes.
        if !written.contains(&concept.name.as_str()) {
            constant(&mut out, &concept.name, &concept.iri, &concept.definition);
            written.push(&concept.name);
        }
    }
    out.push_str("}\n");
    for (prefix, gloss, names) in BORROWED {
        let namespace = NAMESPACES.iter().find(|(known, _)| *known == prefix).map_or("", |(_, iri)| iri);
        let _ = write!(out, "\n/// {gloss}\npub mod {prefix} {{\n    use super::NamedNodeRef;\n\n");
        for name in names {
            constant(&mut out, name, &format!("{namespace}{name}"), &format!("`{prefix}:{name}`."));
        }
        out.push_str("}\n");
    }
    // Modules end without an empty line, as rustfmt has it.
    out.replace("\n\n}\n", "\n}\n")
}

/// Writes one constant with its doc comment, broken where rustfmt breaks it.
fn constant(out: &mut String, name: &str, iri: &str, definition: &str) {
    let name = screaming(name);
    let _ = writeln!(out, "    /// {definition}");
    let line = format!("    pub const {name}: NamedNodeRef<'static> = NamedNodeRef::new_unchecked({iri:?});");
    if line.len() <= 110 {
        let _ = writeln!(out, "{line}\n");
    } else {
        let (left, right) = line.split_once(" = ").unwrap_or((&line, ""));
        if right.len() + 8 <= 110 {
            let _ = writeln!(out, "{left} =\n        {right}\n");
        } else {
            let _ = writeln!(out, "{left} = NamedNodeRef::new_unchecked(\n        {iri:?},\n    );\n");
        }
    }
}

/// `OtherEvent`, `endDate` and `role-host` as `OTHER_EVENT`, `END_DATE` and `ROLE_HOST`.
fn screaming(name: &str) -> String {
    let mut out = String::new();
    let mut after_small = false;
    for c in name.chars() {
        if c == '-' {
            out.push('_');
        } else {
            if c.is_uppercase() && after_small {
                out.push('_');
            }
            out.extend(c.to_uppercase());
        }
        after_small = c.is_lowercase() || c.is_ascii_digit();
    }
    out
}

/// The glossary in Markdown, `docs/ontology.md`: every class, property and concept with what it means and a sentence.
pub fn glossary(ontology: &Ontology) -> String {
    let mut out = String::from(
        "# The words of the graph\n\n\
         This page is written from `ontology/rapporteur.ttl`; change the words there and run \
         `INSTA_UPDATE=always cargo test glossary`.\n\
         The prefix `rap:` stands for `https://w3id.org/rapporteur/ns#`.\n\
         Each example is a sentence that the program reads as that class or concept.\n\
         How the alignments were checked stands in `ontology/README.md`.\n\n",
    );
    let _ = writeln!(out, "Version {}.\n\n## Classes\n", ontology.version);
    for class in &ontology.classes {
        let _ = writeln!(out, "### `rap:{}`\n\n{}", class.name, class.definition);
        if !class.parents.is_empty() {
            let _ = writeln!(out, "Below {}.", names(&class.parents));
        }
        let own: Vec<String> = ontology
            .properties
            .iter()
            .filter(|property| property.domain.contains(&class.name))
            .map(|property| property.name.clone())
            .collect();
        if !own.is_empty() {
            let _ = writeln!(out, "Properties: {}.", names(&own));
        }
        let _ = writeln!(out, "\n> {}\n", class.example);
    }
    out.push_str("## Properties\n\n| property | of | value | meaning |\n| --- | --- | --- | --- |\n");
    for property in &ontology.properties {
        let _ = writeln!(
            out,
            "| `rap:{}` | {} | {} | {} |",
            property.name,
            names(&property.domain),
            names(&property.range),
            property.definition,
        );
    }
    out.push_str("\n## Schemes\n");
    for scheme in &ontology.schemes {
        let _ = writeln!(out, "\n### `rap:{}`\n\n{}\n", scheme.name, scheme.definition);
        out.push_str("| notation | concept | meaning | example |\n| --- | --- | --- | --- |\n");
        for concept in &scheme.concepts {
            let _ = writeln!(
                out,
                "| `{}` | `rap:{}` | {} | {} |",
                concept.notation, concept.name, concept.definition, concept.example,
            );
        }
    }
    out
}

/// IRIs and local names as they are written with prefixes.
fn names(names: &[String]) -> String {
    let short = |name: &String| match NAMESPACES.iter().find(|(_, iri)| name.starts_with(iri)) {
        Some((prefix, iri)) => format!("`{prefix}:{}`", &name[iri.len()..]),
        None if name.contains("://") => format!("<{}>", local(name)),
        None => format!("`rap:{name}`"),
    };
    names.iter().map(short).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Compares a written file with what would be written now; `INSTA_UPDATE=always` writes it.
    #[track_caller]
    fn is_fresh(path: &str, now: &str) {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        if std::env::var("INSTA_UPDATE").as_deref() == Ok("always") {
            std::fs::write(&path, now).unwrap();
        }
        let held = std::fs::read_to_string(&path).unwrap_or_default();
        let differs = held.lines().zip(now.lines()).enumerate().find(|(_, (held, now))| held != now);
        let (line, (held_line, now_line)) = differs.unwrap_or((held.lines().count(), ("", "")));
        assert!(
            held == now,
            "{} is stale at line {}: it has {held_line:?}, the ontology says {now_line:?}; run \
             `INSTA_UPDATE=always cargo test`",
            path.display(),
            line + 1,
        );
    }

    #[test]
    fn the_vocabulary_constants_are_fresh() {
        is_fresh("src/rdf/vocab.rs", &vocab_source(&Ontology::embedded().unwrap()));
    }

    #[test]
    fn the_glossary_is_fresh() {
        is_fresh("docs/ontology.md", &glossary(&Ontology::embedded().unwrap()));
    }

    #[test]
    fn names_are_written_as_rust_constants() {
        assert_eq!(screaming("OtherEvent"), "OTHER_EVENT");
        assert_eq!(screaming("textSha256"), "TEXT_SHA256");
        assert_eq!(screaming("issue-trade-economy"), "ISSUE_TRADE_ECONOMY");
    }

    #[test]
    fn the_prefixes_are_sorted() {
        assert!(NAMESPACES.is_sorted());
    }
}
