//! JSON-LD that people and plain JSON programs can read: short names, one node per subject, graph after graph.
//!
//! The context is made from the ontology, so that a key is the property's own name and a word of a small list is
//! its short name: `"stance": "stance-supports"`.
//! Oxigraph writes JSON-LD only expanded.

use crate::ontology::{NAMESPACE, NAMESPACES};
use crate::rdf::concepts::Concepts;
use crate::rdf::turtle::{blocks, subject_iri};
use crate::rdf::vocab::{dcterms, geo, nif, prov, rdf, rdfs, schema, skos, xsd};
use oxigraph::model::{GraphName, Literal, NamedNodeRef, Quad, Term};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

/// The properties of other vocabularies that have a short name, with the type of their values.
const BORROWED: [(NamedNodeRef<'static>, Coercion); 22] = [
    (dcterms::IDENTIFIER, Coercion::None),
    (dcterms::LANGUAGE, Coercion::None),
    (dcterms::SOURCE, Coercion::None),
    (dcterms::TITLE, Coercion::None),
    (geo::LAT, Coercion::Typed(xsd::DECIMAL)),
    (geo::LONG, Coercion::Typed(xsd::DECIMAL)),
    (nif::ANCHOR_OF, Coercion::None),
    (nif::BEGIN_INDEX, Coercion::None),
    (nif::END_INDEX, Coercion::None),
    (nif::IS_STRING, Coercion::None),
    (nif::REFERENCE_CONTEXT, Coercion::Iri),
    (prov::WAS_GENERATED_BY, Coercion::Iri),
    (rdfs::LABEL, Coercion::None),
    (schema::DATE_PUBLISHED, Coercion::Typed(xsd::DATE)),
    (schema::MAX_VALUE, Coercion::Typed(xsd::DECIMAL)),
    (schema::MIN_VALUE, Coercion::Typed(xsd::DECIMAL)),
    (schema::UNIT_CODE, Coercion::None),
    (schema::UNIT_TEXT, Coercion::None),
    (schema::VALUE, Coercion::Typed(xsd::DECIMAL)),
    (skos::ALT_LABEL, Coercion::None),
    (skos::EXACT_MATCH, Coercion::Iri),
    (skos::NOTATION, Coercion::None),
];

/// How the plain values of a key are to be understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Coercion {
    /// As JSON has them: text, number, truth value.
    None,
    /// As literals of this datatype.
    Typed(NamedNodeRef<'static>),
    /// As IRIs, below the base or with a prefix.
    Iri,
    /// As words of the ontology.
    Word,
}

/// The short names of properties.
#[derive(Clone, Debug)]
struct Keys(BTreeMap<String, (String, Coercion)>);

impl Keys {
    fn new() -> Self {
        const OBJECT_PROPERTY: &str = "http://www.w3.org/2002/07/owl#ObjectProperty";
        const DATATYPE_PROPERTY: &str = "http://www.w3.org/2002/07/owl#DatatypeProperty";
        const RANGE: NamedNodeRef<'static> =
            NamedNodeRef::new_unchecked("http://www.w3.org/2000/01/rdf-schema#range");
        const LITERAL: &str = "http://www.w3.org/2000/01/rdf-schema#Literal";
        let ontology = Concepts::embedded().triples();
        // The values of a property whose range is a kind of concept are words of the ontology's lists.
        let kinds_of_concept: BTreeSet<&str> = ontology
            .iter()
            .filter(|triple| {
                triple.predicate == rdfs::SUB_CLASS_OF && triple.object == Term::from(skos::CONCEPT)
            })
            .map(|triple| subject_iri(&triple.subject))
            .collect();
        let ranges: BTreeMap<&str, &str> = ontology
            .iter()
            .filter(|triple| triple.predicate == RANGE)
            .filter_map(|triple| match &triple.object {
                Term::NamedNode(range) => Some((subject_iri(&triple.subject), range.as_str())),
                _ => None,
            })
            .collect();
        let mut keys = BTreeMap::new();
        for triple in ontology {
            let iri = subject_iri(&triple.subject);
            let (Some(name), Term::NamedNode(kind)) = (iri.strip_prefix(NAMESPACE), &triple.object) else {
                continue;
            };
            if triple.predicate != rdf::TYPE {
                continue;
            }
            let range = ranges.get(iri).copied().unwrap_or_default();
            let coercion = match kind.as_str() {
                OBJECT_PROPERTY if kinds_of_concept.contains(range) => Coercion::Word,
                OBJECT_PROPERTY => Coercion::Iri,
                // What may be a day, a month or a year is a literal to the ontology, and a day as a rule.
                DATATYPE_PROPERTY if [xsd::DATE.as_str(), LITERAL].contains(&range) => {
                    Coercion::Typed(xsd::DATE)
                }
                DATATYPE_PROPERTY if range == xsd::DECIMAL.as_str() => Coercion::Typed(xsd::DECIMAL),
                DATATYPE_PROPERTY => Coercion::None,
                _ => continue,
            };
            keys.insert(iri.to_owned(), (name.to_owned(), coercion));
        }
        for (property, coercion) in BORROWED {
            let name = property.as_str().rsplit(['#', '/']).next().unwrap_or_default().to_owned();
            if !keys.values().any(|(known, _)| *known == name) {
                keys.insert(property.as_str().to_owned(), (name, coercion));
            }
        }
        Self(keys)
    }

    fn context(&self, base: &str) -> Value {
        let mut context = serde_json::Map::new();
        if base.ends_with('/') {
            context.insert("@base".into(), base.into());
        }
        context.insert("@vocab".into(), NAMESPACE.into());
        context.insert("id".into(), "@id".into());
        context.insert("type".into(), "@type".into());
        for (prefix, namespace) in NAMESPACES {
            context.insert(prefix.into(), namespace.into());
        }
        for (iri, (name, coercion)) in &self.0 {
            let short = with_prefix(iri).unwrap_or_else(|| iri.clone());
            let term = match coercion {
                Coercion::None => Value::String(short),
                Coercion::Typed(datatype) => json!({"@id": short, "@type": datatype_name(*datatype)}),
                Coercion::Iri => json!({"@id": short, "@type": "@id"}),
                Coercion::Word => json!({"@id": short, "@type": "@vocab"}),
            };
            context.insert(name.clone(), term);
        }
        Value::Object(context)
    }
}

fn with_prefix(iri: &str) -> Option<String> {
    let (prefix, namespace) = NAMESPACES.iter().find(|(_, namespace)| iri.starts_with(namespace))?;
    Some(format!("{prefix}:{}", &iri[namespace.len()..]))
}

fn datatype_name(datatype: NamedNodeRef<'_>) -> String {
    with_prefix(datatype.as_str()).unwrap_or_else(|| datatype.as_str().to_owned())
}

/// Writes graph after graph as one JSON-LD document.
pub struct JsonLd<W: Write> {
    out: W,
    keys: Keys,
    base: String,
    begun: bool,
}

impl<W: Write> JsonLd<W> {
    /// Begins a document; `base` is where the data's IRIs begin.
    ///
    /// # Errors
    /// Exactly if `out` cannot be written.
    pub fn start(mut out: W, base: &str) -> io::Result<Self> {
        let keys = Keys::new();
        let context = serde_json::to_string_pretty(&keys.context(base))?.replace('\n', "\n  ");
        write!(out, "{{\n  \"@context\": {context},\n  \"@graph\": [")?;
        Ok(Self { out, keys, base: base.to_owned(), begun: false })
    }

    /// Writes the quads of one graph: the report, its events, its claims, its entities.
    ///
    /// # Errors
    /// Exactly if the document cannot be written.
    pub fn graph(&mut self, quads: &[Quad]) -> io::Result<()> {
        let Some(first) = quads.first() else { return Ok(()) };
        let name = match &first.graph_name {
            GraphName::NamedNode(name) => Some(name.as_str()),
            GraphName::BlankNode(name) => Some(name.as_str()),
            GraphName::DefaultGraph => None,
        };
        let indent = if name.is_some() { "      " } else { "    " };
        if let Some(name) = name {
            let comma = if self.begun { "," } else { "" };
            write!(
                self.out,
                "{comma}\n    {{\n      \"id\": {},\n      \"@graph\": [",
                json!(self.id(name))
            )?;
        }
        let mut begun = self.begun && name.is_none();
        for (_, block) in blocks(quads) {
            let comma = if begun { "," } else { "" };
            write!(self.out, "{comma}\n{indent}  {}", self.node(&block, indent)?)?;
            begun = true;
        }
        if name.is_some() {
            write!(self.out, "\n      ]\n    }}")?;
        }
        self.begun = true;
        Ok(())
    }

    fn node(&self, block: &[&Quad], indent: &str) -> io::Result<String> {
        let mut lines = Vec::new();
        if let Some(first) = block.first() {
            let subject = &first.subject;
            let id =
                if subject.is_blank_node() { subject.to_string() } else { self.id(subject_iri(subject)) };
            lines.push(format!("\"id\": {}", json!(id)));
        }
        let mut types = Vec::new();
        let mut values: BTreeMap<String, Vec<Value>> = BTreeMap::new();
        for quad in block {
            match &quad.object {
                Term::NamedNode(class) if quad.predicate == rdf::TYPE => {
                    types.push(json!(word(class.as_str())));
                }
                object => {
                    let iri = quad.predicate.as_str();
                    let (key, coercion) = match self.keys.0.get(iri) {
                        Some((name, coercion)) => (name.clone(), *coercion),
                        None => (with_prefix(iri).unwrap_or_else(|| iri.to_owned()), Coercion::None),
                    };
                    values.entry(key).or_default().push(self.value(object, coercion));
                }
            }
        }
        if !types.is_empty() {
            lines.push(format!("\"type\": {}", serde_json::to_string(&one_or_all(types))?));
        }
        for (key, values) in values {
            let value = serde_json::to_string(&one_or_all(values))?;
            lines.push(format!("{}: {value}", json!(key)));
        }
        Ok(format!("  {{\n{indent}      {}\n{indent}    }}", lines.join(&format!(",\n{indent}      "))))
    }

    /// An IRI below the base without it, others with their prefix.
    fn id(&self, iri: &str) -> String {
        match iri.strip_prefix(&self.base) {
            // What begins with a scheme or is empty would be read as something else.
            Some(path)
                if self.base.ends_with('/')
                    && path.starts_with(|c: char| c.is_ascii_alphanumeric())
                    && !path.split('/').next().unwrap_or_default().contains(':')
                    && !path.contains("/../")
                    && !path.contains("/./") =>
            {
                path.to_owned()
            }
            _ => with_prefix(iri).unwrap_or_else(|| iri.to_owned()),
        }
    }

    fn value(&self, object: &Term, coercion: Coercion) -> Value {
        match object {
            Term::NamedNode(node) => match coercion {
                Coercion::Word => json!(word(node.as_str())),
                Coercion::Iri => json!(self.id(node.as_str())),
                Coercion::None | Coercion::Typed(_) => json!({"id": self.id(node.as_str())}),
            },
            Term::BlankNode(node) => match coercion {
                Coercion::Iri | Coercion::Word => json!(node.to_string()),
                Coercion::None | Coercion::Typed(_) => json!({"id": node.to_string()}),
            },
            Term::Literal(literal) => literal_value(literal, coercion),
        }
    }

    /// Ends the document and gives back what it was written to.
    ///
    /// # Errors
    /// Exactly if the last bytes cannot be written.
    pub fn finish(mut self) -> io::Result<W> {
        writeln!(self.out, "\n  ]\n}}")?;
        self.out.flush()?;
        Ok(self.out)
    }
}

/// A class or concept of the ontology by its short name.
fn word(iri: &str) -> String {
    match iri.strip_prefix(NAMESPACE) {
        Some(name) => name.to_owned(),
        None => with_prefix(iri).unwrap_or_else(|| iri.to_owned()),
    }
}

fn literal_value(literal: &Literal, coercion: Coercion) -> Value {
    let (text, datatype) = (literal.value(), literal.datatype());
    if let Some(language) = literal.language() {
        return json!({"@value": text, "@language": language});
    }
    match coercion {
        Coercion::Typed(expected) if expected == datatype => return json!(text),
        // A key with a type would give its type to plain text.
        Coercion::None if datatype == xsd::STRING => return json!(text),
        Coercion::None if datatype == xsd::BOOLEAN && text == "true" => return json!(true),
        Coercion::None if datatype == xsd::BOOLEAN && text == "false" => return json!(false),
        Coercion::None if datatype == xsd::INTEGER => {
            // JSON's readers keep whole numbers exactly up to 2^53; other forms than this would not come back.
            if let Ok(number) = text.parse::<i64>()
                && number.unsigned_abs() < 1 << 53
                && number.to_string() == text
            {
                return json!(number);
            }
        }
        _ => {}
    }
    json!({"@value": text, "@type": datatype_name(datatype)})
}

fn one_or_all(mut values: Vec<Value>) -> Value {
    if values.len() == 1 { values.swap_remove(0) } else { Value::Array(values) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Knowledge;
    use crate::rdf::by_hand;
    use crate::rdf::identity::DEFAULT_BASE;
    use crate::rdf::quads::{Options, Writer, sort};
    use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfParser};

    fn written(quads: &[Quad], base: &str) -> String {
        let mut document = JsonLd::start(Vec::new(), base).unwrap();
        for quads in quads.chunk_by(|one, two| one.graph_name == two.graph_name) {
            document.graph(quads).unwrap();
        }
        String::from_utf8(document.finish().unwrap()).unwrap()
    }

    fn read(text: &str) -> Vec<Quad> {
        let parser = RdfParser::from_format(RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() });
        let mut quads: Vec<Quad> = parser.for_slice(text.as_bytes()).map(Result::unwrap).collect();
        sort(&mut quads);
        quads
    }

    #[test]
    fn a_report_and_the_ontology_come_back_as_they_went_out() {
        let (report, knowledge) = (by_hand::report(), Knowledge::embedded());
        for base in [DEFAULT_BASE, "https://example.org/data/"] {
            let writer = Writer::new(&knowledge, Options { base: base.to_owned(), text: true });
            let mut quads = writer.report(&by_hand::account(&report)).quads;
            quads.extend(writer.ontology_quads());
            quads.extend(writer.run_quads());
            sort(&mut quads);
            let text = written(&quads, base);
            let again = read(&text);
            let lost: Vec<_> = quads.iter().filter(|quad| !again.contains(quad)).take(3).collect();
            assert!(again == quads, "{} of {} came back; lost {lost:?}", again.len(), quads.len());
        }
    }

    #[test]
    fn names_are_short() {
        let (report, knowledge) = (by_hand::report(), Knowledge::embedded());
        let writer = Writer::new(&knowledge, Options::default());
        let text = written(&writer.report(&by_hand::account(&report)).quads, DEFAULT_BASE);
        for words in ["\"stance\": \"stance-supports\"", "\"type\": \"Position\"", "\"date\": \"2031-03-03\""]
        {
            assert!(text.contains(words), "{words} is not in\n{text}");
        }
    }

    #[test]
    fn a_graph_without_a_name_comes_back_too() {
        let quads = read(
            "{\"@id\": \"https://example.org/a\", \"https://example.org/b\": [1, 2.5, true, {\"@value\": \"x\", \"@language\": \"en\"}]}",
        );
        assert_eq!(read(&written(&quads, DEFAULT_BASE)), quads);
    }
}
