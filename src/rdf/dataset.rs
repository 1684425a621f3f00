//! What a graph holds, for catalogues: a description by VoID and DCAT, with counts, licence and provenance.
//!
//! It has no clock: its dates are those of the reports, and what made it are the runs.

use crate::ontology::{NAMESPACE, NAMESPACES};
use crate::rdf::classes;
use crate::rdf::identity::GEONAMES;
use crate::rdf::turtle::subject_iri;
use crate::rdf::vocab::{class, dcterms, owl, property, prov, rdf, rdfs, schema, xsd};
use oxigraph::model::{GraphName, Literal, NamedNode, NamedNodeRef, Quad, Term};
use std::collections::{BTreeMap, BTreeSet};

/// Terms of VoID (<https://www.w3.org/TR/void/>).
mod void {
    use oxigraph::model::NamedNodeRef;

    pub(super) const NAMESPACE: &str = "http://rdfs.org/ns/void#";
    pub(super) const DATASET: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("http://rdfs.org/ns/void#Dataset");
}

/// Terms of DCAT 3 (<https://www.w3.org/TR/vocab-dcat-3/>).
mod dcat {
    use oxigraph::model::NamedNodeRef;

    pub(super) const DATASET: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("http://www.w3.org/ns/dcat#Dataset");
    pub(super) const KEYWORD: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("http://www.w3.org/ns/dcat#keyword");
    pub(super) const START_DATE: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("http://www.w3.org/ns/dcat#startDate");
    pub(super) const END_DATE: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("http://www.w3.org/ns/dcat#endDate");
}

/// The licence of the data of GeoNames, which the gazetteer passes on.
const CC_BY: &str = "https://creativecommons.org/licenses/by/4.0/";

/// What the user says of the data set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// Its title.
    pub title: Option<String>,
    /// The licence under which the user gives it on, by its IRI.
    pub licence: Option<NamedNode>,
    /// Who gives it on.
    pub publisher: Option<String>,
}

/// Counts what a graph holds, piece by piece.
#[derive(Clone, Debug, Default)]
pub struct Census {
    triples: u64,
    subjects: u64,
    classes: BTreeMap<String, u64>,
    properties: BTreeMap<String, u64>,
    first_day: Option<String>,
    last_day: Option<String>,
    first_report: Option<String>,
    first_claim: Option<String>,
    runs: BTreeMap<String, BTreeSet<(String, String)>>,
    runs_named: BTreeSet<String>,
    languages: BTreeSet<String>,
    ontology_licence: Option<String>,
    from_geonames: bool,
}

impl Census {
    /// Counts a piece; each subject must stand in one piece as a whole, with each statement once.
    pub fn count(&mut self, quads: &[Quad]) {
        let mut last = None;
        for quad in quads {
            let subject = subject_iri(&quad.subject);
            if last != Some(subject) {
                self.subjects += 1;
                last = Some(subject);
            }
            self.triples += 1;
            let predicate = quad.predicate.as_ref();
            *self.properties.entry(predicate.as_str().to_owned()).or_default() += 1;
            match &quad.object {
                Term::NamedNode(object) if predicate == rdf::TYPE => {
                    *self.classes.entry(object.as_str().to_owned()).or_default() += 1;
                    if *object == class::REPORT {
                        self.first_report.get_or_insert_with(|| subject.to_owned());
                    }
                    if *object == class::RUN {
                        self.runs.entry(subject.to_owned()).or_default();
                    }
                }
                Term::NamedNode(object) if predicate == prov::WAS_GENERATED_BY => {
                    self.first_claim.get_or_insert_with(|| subject.to_owned());
                    self.runs_named.insert(object.as_str().to_owned());
                }
                Term::NamedNode(object) if predicate == dcterms::LICENSE && subject == ontology_iri() => {
                    self.ontology_licence = Some(object.as_str().to_owned());
                }
                Term::NamedNode(object) => {
                    self.from_geonames |= object.as_str().starts_with(GEONAMES);
                }
                Term::Literal(literal) => {
                    if predicate == schema::DATE_PUBLISHED {
                        let day = literal.value();
                        if self.first_day.as_deref().is_none_or(|first| day < first) {
                            self.first_day = Some(day.to_owned());
                        }
                        if self.last_day.as_deref().is_none_or(|last| day > last) {
                            self.last_day = Some(day.to_owned());
                        }
                    }
                    if predicate == dcterms::LANGUAGE {
                        self.languages.insert(literal.value().to_owned());
                    }
                    if predicate == property::PROGRAM_VERSION || predicate == property::KNOWLEDGE_HASH {
                        let run = self.runs.entry(subject.to_owned()).or_default();
                        run.insert((predicate.as_str().to_owned(), literal.value().to_owned()));
                    }
                }
                Term::BlankNode(_) => {}
            }
        }
    }

    fn of_class(&self, class: NamedNodeRef<'_>) -> u64 {
        self.classes.get(class.as_str()).copied().unwrap_or(0)
    }

    /// How many claims there are.
    fn claims(&self) -> u64 {
        classes::CLAIMS.iter().map(|class| self.of_class(*class)).sum()
    }

    /// The description, in no graph; `base` is where the data's IRIs begin.
    pub fn describe(&self, base: &str, about: &About) -> Vec<Quad> {
        let dataset = NamedNode::new_unchecked(format!("{base}dataset"));
        let below = |path: &str| NamedNode::new_unchecked(format!("{}/{path}", dataset.as_str()));
        let mut out = Description(Vec::new());
        let (reports, claims) = (self.of_class(class::REPORT), self.claims());
        out.add(&dataset, rdf::TYPE, void::DATASET);
        out.add(&dataset, rdf::TYPE, dcat::DATASET);
        let title = about.title.clone().unwrap_or_else(|| format!("What {reports} news reports state"));
        out.add(&dataset, dcterms::TITLE, Literal::new_language_tagged_literal_unchecked(title, "en"));
        let summary = format!(
            "{claims} claims of {reports} diplomatic and news-agency reports: who met whom, which positions were \
             taken, who supplies whom with energy; each with who says so and the exact words. A claim says what a \
             report states, not what is so."
        );
        out.add(
            &dataset,
            dcterms::DESCRIPTION,
            Literal::new_language_tagged_literal_unchecked(summary, "en"),
        );
        for keyword in
            ["diplomacy", "energy supply", "international relations", "news", "political positions"]
        {
            out.add(&dataset, dcat::KEYWORD, Literal::new_language_tagged_literal_unchecked(keyword, "en"));
        }
        if let Some(licence) = &about.licence {
            out.add(&dataset, dcterms::LICENSE, licence.clone());
        }
        if let Some(publisher) = &about.publisher {
            out.add(&dataset, dcterms::PUBLISHER, Literal::from(publisher.as_str()));
        }
        let rights = "The texts of the reports and the quotations from them belong to their publishers.";
        out.add(&dataset, dcterms::RIGHTS, Literal::new_language_tagged_literal_unchecked(rights, "en"));
        for language in &self.languages {
            out.add(&dataset, dcterms::LANGUAGE, Literal::from(language.as_str()));
        }
        if let (Some(first), Some(last)) = (&self.first_day, &self.last_day) {
            let period = below("period");
            let day = |day: &str| Literal::new_typed_literal(day, xsd::DATE);
            out.add(&dataset, dcterms::TEMPORAL, period.clone());
            out.add(&period, rdf::TYPE, dcterms::PERIOD_OF_TIME);
            out.add(&period, dcat::START_DATE, day(first));
            out.add(&period, dcat::END_DATE, day(last));
        }
        out.counts(&dataset, self, base);
        out.parts(&dataset, self, &below);
        for run in &self.runs_named {
            let run_node = NamedNode::new_unchecked(run.as_str());
            out.add(&dataset, prov::WAS_GENERATED_BY, run_node.clone());
            out.add(&run_node, rdf::TYPE, prov::ACTIVITY);
            out.add(&run_node, rdf::TYPE, class::RUN);
            for (predicate, value) in self.runs.get(run).into_iter().flatten() {
                let predicate = NamedNode::new_unchecked(predicate.as_str());
                out.add(&run_node, predicate.as_ref(), Literal::from(value.as_str()));
            }
        }
        let mut quads = out.0;
        crate::rdf::quads::sort(&mut quads);
        quads
    }
}

/// The IRI of the ontology itself.
fn ontology_iri() -> &'static str {
    NAMESPACE.trim_end_matches('#')
}

struct Description(Vec<Quad>);

impl Description {
    fn add(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'_>, object: impl Into<Term>) {
        self.0.push(Quad::new(subject.clone(), predicate, object, GraphName::DefaultGraph));
    }

    /// Adds a statement with a term of VoID.
    fn void(&mut self, subject: &NamedNode, term: &str, object: impl Into<Term>) {
        let predicate = NamedNode::new_unchecked(format!("{}{term}", void::NAMESPACE));
        self.add(subject, predicate.as_ref(), object);
    }

    fn counts(&mut self, dataset: &NamedNode, census: &Census, base: &str) {
        let number = |number: u64| Literal::from(number);
        let count = |map: &BTreeMap<String, u64>| number(map.len() as u64);
        self.void(dataset, "triples", number(census.triples));
        self.void(dataset, "distinctSubjects", number(census.subjects));
        self.void(dataset, "classes", count(&census.classes));
        self.void(dataset, "properties", count(&census.properties));
        self.void(dataset, "uriSpace", Literal::from(base));
        for example in [&census.first_report, &census.first_claim].into_iter().flatten() {
            self.void(dataset, "exampleResource", NamedNode::new_unchecked(example.as_str()));
        }
        for (_, namespace) in NAMESPACES {
            let used =
                census.properties.keys().chain(census.classes.keys()).any(|iri| iri.starts_with(namespace));
            if used {
                self.void(dataset, "vocabulary", NamedNode::new_unchecked(namespace));
            }
        }
        self.add(dataset, dcterms::CONFORMS_TO, NamedNode::new_unchecked(ontology_iri()));
    }

    /// The parts by class and by property, and those that have a licence of their own.
    fn parts(&mut self, dataset: &NamedNode, census: &Census, below: &dyn Fn(&str) -> NamedNode) {
        let number = |number: u64| Literal::from(number);
        for (kind, partition, names, count, counts) in [
            ("class", "classPartition", "class", "entities", &census.classes),
            ("property", "propertyPartition", "property", "triples", &census.properties),
        ] {
            for (iri, of) in counts {
                let part = below(&format!("{kind}/{}", short(iri)));
                self.void(dataset, partition, part.clone());
                self.void(&part, names, NamedNode::new_unchecked(iri.as_str()));
                self.void(&part, count, number(*of));
            }
        }
        if census.from_geonames {
            let part = below("gazetteer");
            let words =
                "Places, coordinates and GeoNames ids are data of GeoNames (https://www.geonames.org).";
            self.void(dataset, "subset", part.clone());
            self.add(&part, rdf::TYPE, void::DATASET);
            self.add(
                &part,
                rdfs::LABEL,
                Literal::new_language_tagged_literal_unchecked("The gazetteer's places", "en"),
            );
            self.add(&part, dcterms::LICENSE, NamedNode::new_unchecked(CC_BY));
            self.add(&part, dcterms::RIGHTS, Literal::new_language_tagged_literal_unchecked(words, "en"));
        }
        if let Some(licence) = &census.ontology_licence {
            let ontology = NamedNode::new_unchecked(ontology_iri());
            self.void(dataset, "subset", ontology.clone());
            self.add(&ontology, rdf::TYPE, owl::ONTOLOGY);
            self.add(&ontology, dcterms::LICENSE, NamedNode::new_unchecked(licence.as_str()));
        }
    }
}

/// An IRI as the end of another: `rap-Meeting`.
fn short(iri: &str) -> String {
    let known = NAMESPACES
        .iter()
        .find_map(|(prefix, namespace)| iri.strip_prefix(namespace).map(|local| format!("{prefix}-{local}")));
    known.unwrap_or_else(|| crate::rdf::identity::short_hash([iri]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Knowledge;
    use crate::rdf::by_hand;
    use crate::rdf::identity::DEFAULT_BASE;
    use crate::rdf::quads::{Options, Writer};

    fn described(about: &About) -> String {
        let (report, knowledge) = (by_hand::report(), Knowledge::embedded());
        let writer = Writer::new(&knowledge, Options::default());
        let mut census = Census::default();
        census.count(&writer.report(&by_hand::account(&report)).quads);
        census.count(&writer.run_quads());
        census.count(&writer.ontology_quads());
        let quads = census.describe(DEFAULT_BASE, about);
        quads.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_description_counts_and_has_no_clock() {
        let text = described(&About::default());
        for words in [
            "dataset> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/dcat#Dataset>",
            "\"What 1 news reports state\"@en",
            "\"9 claims of 1 diplomatic",
            "<http://www.w3.org/ns/dcat#startDate> \"2031-03-03\"",
            "class/rap-Meeting> <http://rdfs.org/ns/void#entities> \"1\"",
            "void#subset> <https://w3id.org/rapporteur/ns>",
            "programVersion>",
        ] {
            assert!(text.contains(words), "{words} is not in\n{text}");
        }
        assert_eq!(text, described(&About::default()));
        assert!(!text.contains("_:") && !text.contains("license> <https://creativecommons.org/publicdomain"));
    }

    #[test]
    fn the_licence_is_the_users() {
        let licence = NamedNode::new_unchecked("https://creativecommons.org/publicdomain/zero/1.0/");
        let text = described(&About { licence: Some(licence), ..About::default() });
        assert!(text.contains("id/dataset> <http://purl.org/dc/terms/license> <https://creativecommons.org/publicdomain/zero/1.0/>"));
    }
}
