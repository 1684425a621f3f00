//! A claim as the graph holds it, read back for people: its arguments by name, its words, who says so, and one
//! sentence that says what it claims.

use crate::ontology::NAMESPACE;
use crate::rdf::vocab::{concept, dcterms, nif, property, prov, rdf, rdfs, schema, skos};
use crate::store::{GraphStore, StoreError};
use oxigraph::model::{NamedNode, NamedNodeRef, Quad, Term};
use std::collections::BTreeMap;

/// Where claims are read: a graph, or a part of one that is at hand with the rest behind it.
pub trait Look {
    /// Everything that is said of a thing, in any graph, sorted.
    ///
    /// # Errors
    /// If the store fails.
    fn about(&self, subject: NamedNodeRef<'_>) -> Result<Vec<Quad>, StoreError>;

    /// The values of a property of a thing, sorted, each once.
    ///
    /// # Errors
    /// If the store fails.
    fn objects(
        &self,
        subject: NamedNodeRef<'_>,
        predicate: NamedNodeRef<'_>,
    ) -> Result<Vec<Term>, StoreError>;
}

impl Look for GraphStore {
    fn about(&self, subject: NamedNodeRef<'_>) -> Result<Vec<Quad>, StoreError> {
        GraphStore::about(self, subject)
    }

    fn objects(
        &self,
        subject: NamedNodeRef<'_>,
        predicate: NamedNodeRef<'_>,
    ) -> Result<Vec<Term>, StoreError> {
        GraphStore::objects(self, subject, predicate)
    }
}

/// A claim with everything that is needed to read and to cite it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its IRI.
    pub iri: NamedNode,
    /// Its class by local name: `Position`.
    pub class: String,
    /// Its arguments by the local names of their properties, as people read them: `holder` → `Norway`.
    pub arguments: BTreeMap<String, String>,
    /// The words on which it rests; the first holds the word by which it was found.
    pub evidence: Vec<Words>,
    /// Who says so.
    pub source: Source,
    /// `direct-speech`, `indirect-speech`, `impersonal-speech` or `narration`.
    pub speech_mode: String,
    /// `asserted`, `planned`, `possible` or `requested`.
    pub modality: String,
    /// `affirmed` or `negated`.
    pub polarity: String,
    /// The name of the rule that read it.
    pub rule: String,
    /// What made it.
    pub run: Option<Run>,
    /// The report that states it.
    pub report: Report,
}

/// A stretch of a report's text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Words {
    /// Where it begins, in code points from 0.
    pub begin: usize,
    /// Where it ends, in code points, end-exclusive.
    pub end: usize,
    /// The words.
    pub quote: String,
    /// The number of the sentence, from 1.
    pub sentence: Option<usize>,
}

/// Who says what a claim says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The report itself tells it.
    Narration,
    /// Somebody whom the report does not name.
    Unnamed,
    /// Somebody, by name.
    Speaker(String),
}

/// A version of the program with one state of its rules and data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The version of the program.
    pub version: String,
    /// The hash of rules, lexicons, model and ontology.
    pub knowledge: String,
}

/// What is needed to cite a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Its IRI.
    pub iri: NamedNode,
    /// Its identifier.
    pub id: String,
    /// Its title.
    pub title: Option<String>,
    /// The day on which it was published: `2021-12-14`.
    pub date: Option<String>,
    /// The agency that sent it.
    pub agency: Option<String>,
    /// The place from which it was sent.
    pub place: Option<String>,
    /// Its path or address.
    pub source: Option<String>,
    /// Its language: `en`.
    pub language: Option<String>,
}

/// The properties of every claim; all others are arguments.
const COMMON: [NamedNodeRef<'static>; 10] = [
    property::REPORT,
    property::EVIDENCE,
    property::FIRST_EVIDENCE,
    property::SAID_BY,
    property::REPORTED_BY,
    property::SPEECH_MODE,
    property::MODALITY,
    property::POLARITY,
    property::FOUND_BY,
    prov::WAS_GENERATED_BY,
];

impl Record {
    /// Reads a claim; nothing if the graph does not hold it.
    ///
    /// # Errors
    /// If the store fails.
    pub fn read(graph: &impl Look, claim: NamedNodeRef<'_>) -> Result<Option<Self>, StoreError> {
        let mut values: BTreeMap<String, Vec<Term>> = BTreeMap::new();
        for quad in graph.about(claim)? {
            let values = values.entry(quad.predicate.into_string()).or_default();
            if !values.contains(&quad.object) {
                values.push(quad.object);
            }
        }
        let one =
            |predicate: NamedNodeRef<'_>| values.get(predicate.as_str()).and_then(|terms| terms.first());
        let Some(report) = node(one(property::REPORT)) else { return Ok(None) };
        let class =
            values.get(rdf::TYPE.as_str()).into_iter().flatten().find_map(|class| local(node(Some(class))?));
        let mut evidence = Vec::new();
        let first = one(property::FIRST_EVIDENCE);
        for span in values.get(property::EVIDENCE.as_str()).into_iter().flatten() {
            if let Some(span) = node(Some(span)) {
                let is_first = first.is_some_and(|first| node(Some(first)) == Some(span));
                evidence.push((!is_first, words(graph, span.as_ref())?));
            }
        }
        evidence.sort();
        let source = match one(property::SAID_BY) {
            None => Source::Narration,
            Some(Term::NamedNode(source)) if source.as_ref() == concept::UNNAMED_SOURCE => Source::Unnamed,
            Some(speaker) => Source::Speaker(shown(graph, speaker)?),
        };
        let run = match node(one(prov::WAS_GENERATED_BY)) {
            Some(run) => Run::read(graph, run.as_ref())?,
            None => None,
        };
        let mut arguments = BTreeMap::new();
        for (predicate, terms) in &values {
            let Some(name) = predicate.strip_prefix(NAMESPACE) else { continue };
            if COMMON.iter().any(|common| common.as_str() == predicate) {
                continue;
            }
            let mut texts = Vec::new();
            for term in terms {
                texts.push(shown(graph, term)?);
            }
            arguments.insert(name.to_owned(), texts.join(", "));
            // What an event is told as is part of what is claimed of it.
            if let ("event" | "operation", Some(event)) = (name, node(terms.first())) {
                for (part, text) in event_parts(graph, event.as_ref())? {
                    arguments.insert(format!("{name} {part}"), text);
                }
            }
        }
        Ok(Some(Self {
            iri: claim.into_owned(),
            class: class.unwrap_or("Claim").to_owned(),
            arguments,
            evidence: evidence.into_iter().map(|(_, words)| words).collect(),
            source,
            speech_mode: kebab(one(property::SPEECH_MODE)),
            modality: kebab(one(property::MODALITY)),
            polarity: kebab(one(property::POLARITY)),
            rule: node(one(property::FOUND_BY))
                .and_then(|rule| rule.as_str().rsplit('/').next())
                .unwrap_or_default()
                .to_owned(),
            run,
            report: Report::read(graph, report.as_ref())?,
        }))
    }

    /// What it claims, as one sentence without a full stop.
    ///
    /// It says who does what in our words; the words of the report are in [`Record::evidence`].
    pub fn in_words(&self) -> String {
        let argument = |name: &str| self.arguments.get(name).map(String::as_str);
        let somebody = |name: &str| argument(name).unwrap_or("somebody").to_owned();
        let event = argument("event").or(argument("operation")).unwrap_or("an event").to_owned();
        let mut aside: Vec<String> = Vec::new();
        let mut told = match self.class.as_str() {
            "Occurrence" => {
                aside.extend(
                    argument("event status").filter(|status| *status != "occurred").map(str::to_owned),
                );
                event
            }
            "Participation" => {
                let role = argument("role").filter(|role| *role != "participant");
                let role = role.map_or_else(String::new, |role| format!(" as {role}"));
                aside.extend(argument("inCapacityOf").map(|office| format!("in the capacity of {office}")));
                format!("{} took part{role}: {event}", somebody("participant"))
            }
            "Discussion" => {
                aside.extend(argument("issue").map(|issue| format!("issue: {issue}")));
                format!("“{}” was discussed: {event}", argument("topic").unwrap_or_default())
            }
            "Position" => {
                let stance = match argument("stance").unwrap_or_default() {
                    "concerned" => "is concerned about",
                    "calls-for" => "calls for",
                    "commits" => "commits to",
                    stance => stance,
                };
                aside.extend(argument("issue").map(|issue| format!("issue: {issue}")));
                aside.extend(argument("regarding").map(|whose| format!("regarding {whose}")));
                if argument("reiterated") == Some("true") {
                    aside.push("once more".to_owned());
                }
                format!("{} {stance} “{}”", somebody("holder"), argument("issueText").unwrap_or_default())
            }
            "EnergySupply" => {
                aside.extend(argument("supplyStatus").map(str::to_owned));
                aside.extend(argument("quantity").map(str::to_owned));
                aside.extend(argument("route").map(|route| format!("through {route}")));
                let goods = argument("commodity").unwrap_or("energy");
                format!("{} supplies {} with {goods}", somebody("supplier"), somebody("recipient"))
            }
            "OfficeHolding" => format!("{} is {}", somebody("person"), somebody("office")),
            "Contribution" => {
                let dates: Vec<&str> = ["date", "endDate"].into_iter().filter_map(argument).collect();
                if !dates.is_empty() {
                    aside.push(dates.join(" to "));
                }
                aside.extend(argument("quantity").map(str::to_owned));
                format!("{} takes part in {event}", somebody("contributor"))
            }
            class => {
                let arguments: Vec<String> =
                    self.arguments.iter().map(|(name, value)| format!("{name}: {value}")).collect();
                format!("{class} ({})", arguments.join("; "))
            }
        };
        if self.modality != "asserted" && !aside.contains(&self.modality) {
            aside.push(self.modality.clone());
        }
        if self.polarity == "negated" {
            told = format!("not so: {told}");
        }
        if aside.is_empty() { told } else { format!("{told} ({})", aside.join("; ")) }
    }

    /// Who says so, in words: `said by Ana Rusu (indirect speech)`.
    pub fn attribution(&self) -> String {
        match &self.source {
            Source::Narration => "told by the report itself".to_owned(),
            Source::Unnamed => {
                format!("said by a source that is not named ({})", self.speech_mode.replace('-', " "))
            }
            Source::Speaker(name) => format!("said by {name} ({})", self.speech_mode.replace('-', " ")),
        }
    }

    /// The first of its words.
    pub fn words(&self) -> Option<&Words> {
        self.evidence.first()
    }

    /// Everything that it says, name by name, for comparing two readings; run and IRI are left out.
    pub fn facts(&self) -> BTreeMap<String, String> {
        let mut facts = self.arguments.clone();
        let source = match &self.source {
            Source::Narration => "narration".to_owned(),
            Source::Unnamed => "unnamed".to_owned(),
            Source::Speaker(name) => name.clone(),
        };
        let quotes: Vec<&str> = self.evidence.iter().map(|words| words.quote.as_str()).collect();
        for (name, value) in [
            ("said by", source),
            ("speech mode", self.speech_mode.clone()),
            ("modality", self.modality.clone()),
            ("polarity", self.polarity.clone()),
            ("rule", self.rule.clone()),
            ("words", quotes.join(" … ")),
        ] {
            facts.insert(name.to_owned(), value);
        }
        facts
    }
}

impl Run {
    /// Reads what made a claim; nothing if the graph does not describe it.
    ///
    /// # Errors
    /// If the store fails.
    pub fn read(graph: &impl Look, run: NamedNodeRef<'_>) -> Result<Option<Self>, StoreError> {
        let text = |predicate| Ok::<_, StoreError>(literal(&graph.objects(run, predicate)?));
        let (version, knowledge) = (text(property::PROGRAM_VERSION)?, text(property::KNOWLEDGE_HASH)?);
        Ok(version.map(|version| Self { version, knowledge: knowledge.unwrap_or_default() }))
    }
}

impl Report {
    /// Reads a report's data.
    ///
    /// # Errors
    /// If the store fails.
    pub fn read(graph: &impl Look, report: NamedNodeRef<'_>) -> Result<Self, StoreError> {
        let text = |predicate| Ok::<_, StoreError>(literal(&graph.objects(report, predicate)?));
        let name = |predicate| {
            let value = graph.objects(report, predicate)?.into_iter().next();
            value.map(|value| shown(graph, &value)).transpose()
        };
        let last = report.as_str().rsplit('/').next().unwrap_or_default();
        Ok(Self {
            iri: report.into_owned(),
            id: text(dcterms::IDENTIFIER)?.unwrap_or_else(|| last.to_owned()),
            title: text(dcterms::TITLE)?,
            date: text(schema::DATE_PUBLISHED)?,
            agency: name(property::AGENCY)?,
            place: name(property::DATELINE_PLACE)?,
            source: text(dcterms::SOURCE)?,
            language: text(dcterms::LANGUAGE)?,
        })
    }
}

/// What is told of an event, beside what it is called.
fn event_parts(
    graph: &impl Look,
    event: NamedNodeRef<'_>,
) -> Result<Vec<(&'static str, String)>, StoreError> {
    let mut parts = Vec::new();
    for (name, predicate) in [
        ("type", rdf::TYPE),
        ("status", property::STATUS),
        ("date", property::DATE),
        ("end date", property::END_DATE),
        ("place", property::PLACE),
    ] {
        let mut texts = Vec::new();
        for value in graph.objects(event, predicate)? {
            texts.push(shown(graph, &value)?);
        }
        if !texts.is_empty() {
            parts.push((name, texts.join(", ")));
        }
    }
    Ok(parts)
}

fn words(graph: &impl Look, span: NamedNodeRef<'_>) -> Result<Words, StoreError> {
    let text = |predicate| Ok::<_, StoreError>(literal(&graph.objects(span, predicate)?));
    let number = |text: Option<String>| text.and_then(|text| text.parse().ok());
    Ok(Words {
        begin: number(text(nif::BEGIN_INDEX)?).unwrap_or(0),
        end: number(text(nif::END_INDEX)?).unwrap_or(0),
        quote: text(nif::ANCHOR_OF)?.unwrap_or_default(),
        sentence: number(text(property::SENTENCE)?),
    })
}

/// A value as people read it: the name of a thing, the notation of a concept, the text of a literal.
pub(crate) fn shown(graph: &impl Look, term: &Term) -> Result<String, StoreError> {
    let thing = match term {
        Term::NamedNode(thing) => thing.as_ref(),
        Term::Literal(literal) => return Ok(literal.value().to_owned()),
        Term::BlankNode(node) => return Ok(node.to_string()),
    };
    if let Some(name) = thing.as_str().strip_prefix(NAMESPACE) {
        let notation = literal(&graph.objects(thing, skos::NOTATION)?);
        // A file without the ontology has no notations; the names say nearly the same.
        return Ok(notation.unwrap_or_else(|| notation_of(name)));
    }
    if let Some(label) = literal(&graph.objects(thing, rdfs::LABEL)?) {
        return Ok(label);
    }
    if let Some(title) = literal(&graph.objects(thing, property::OFFICE_TITLE)?) {
        let body = graph.objects(thing, property::OFFICE_OF)?.into_iter().next();
        let body = body.map(|body| shown(graph, &body)).transpose()?;
        return Ok(body.map_or_else(|| title.clone(), |body| format!("{title} of {body}")));
    }
    if let Some(verbatim) = literal(&graph.objects(thing, property::VERBATIM)?) {
        return Ok(verbatim);
    }
    Ok(thing.as_str().to_owned())
}

/// The notation of a concept by its local name: `stance-supports` is `supports`; a class keeps its name.
fn notation_of(name: &str) -> String {
    let schemes = ["stance-", "issue-", "commodity-", "supply-", "role-", "verdict-"];
    let within = schemes.iter().find_map(|scheme| name.strip_prefix(scheme));
    within.map_or_else(
        || {
            if ["Occurred", "Planned", "Possible", "Denied"].contains(&name) {
                name.to_lowercase()
            } else {
                name.to_owned()
            }
        },
        str::to_owned,
    )
}

/// `rap:DirectSpeech` as `direct-speech`.
fn kebab(term: Option<&Term>) -> String {
    let name = term.and_then(|term| local(node(Some(term))?)).unwrap_or_default();
    let mut kebab = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !kebab.is_empty() {
            kebab.push('-');
        }
        kebab.extend(c.to_lowercase());
    }
    kebab
}

fn node(term: Option<&Term>) -> Option<&NamedNode> {
    match term {
        Some(Term::NamedNode(node)) => Some(node),
        _ => None,
    }
}

fn local(node: &NamedNode) -> Option<&str> {
    node.as_str().strip_prefix(NAMESPACE)
}

fn literal(terms: &[Term]) -> Option<String> {
    terms.iter().find_map(|term| match term {
        Term::Literal(literal) => Some(literal.value().to_owned()),
        _ => None,
    })
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::queries::contract;

    /// A claim of the graph that the tests of the questions share, by the hash in its IRI.
    pub(crate) fn record(hash: &str) -> Record {
        let iri = NamedNode::new_unchecked(format!("https://w3id.org/rapporteur/id/claim/{hash}"));
        Record::read(&contract(), iri.as_ref()).unwrap().unwrap()
    }

    #[test]
    fn each_class_is_told_in_plain_words() {
        for (hash, words) in [
            ("m1", "Meeting: Kari Lund, Marek Novak, Oslo, 2023-03-03"),
            ("v1", "Visit: Marek Novak, Georgia, 2023-04 (planned)"),
            (
                "p2",
                "Marek Novak took part: Meeting: Kari Lund, Marek Novak, Oslo, 2023-03-03 (in the capacity of President of Slovenia)",
            ),
            (
                "d1",
                "“gas supplies” was discussed: Meeting: Kari Lund, Marek Novak, Oslo, 2023-03-03 (issue: energy)",
            ),
            (
                "s1",
                "Norway supports “territorial integrity of Georgia” (issue: territorial-integrity; regarding Georgia)",
            ),
            (
                "s2",
                "Marek Novak condemns “occupation of Georgia” (issue: military-action; regarding Georgia; once more)",
            ),
            ("e2", "Norway supplies Germany with gas (current)"),
            ("h1", "Marek Novak is President of Slovenia"),
            ("c1", "Norway takes part in Resolute Support Mission (2015 to 2021-08; 50 troops)"),
        ] {
            assert_eq!(record(hash).in_words(), words);
        }
    }

    #[test]
    fn who_says_so_is_kept_apart() {
        assert_eq!(record("s1").attribution(), "said by Kari Lund (direct speech)");
        assert_eq!(record("e2").attribution(), "said by a source that is not named (impersonal speech)");
        assert_eq!(record("m1").attribution(), "told by the report itself");
    }

    #[test]
    fn the_words_of_the_trigger_come_first() {
        let record = record("s1");
        let quotes: Vec<&str> = record.evidence.iter().map(|words| words.quote.as_str()).collect();
        assert_eq!(quotes, ["Norway supports the territorial integrity of Georgia", "Ms. Lund said"]);
        assert_eq!(record.words().unwrap().sentence, Some(3));
        assert_eq!((record.rule.as_str(), record.run.unwrap().version.as_str()), ("support-active", "0.1.0"));
    }

    #[test]
    fn what_is_no_claim_is_not_read() {
        let report = NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/id/report/talks");
        assert_eq!(Record::read(&contract(), report).unwrap(), None);
    }
}
