//! What stands on a page: the report's words, its claims read back from its graph, and what is named in it.

use crate::claim::Account;
use crate::extract::Trace;
use crate::extract::coverage::silence;
use crate::knowledge::Knowledge;
use crate::mention::{DateBasis, EntityKind};
use crate::ontology::NAMESPACE;
use crate::parts::{Stated, term_text};
use crate::rdf::classes;
use crate::rdf::quads::{Options, Writer};
use crate::rdf::vocab::{class, nif, property, rdf, rdfs};
use crate::record::{Look, Record, Report, Run};
use crate::report::Span;
use crate::store::{GraphStore, StoreError};
use crate::words::one_line;
use oxigraph::model::{NamedNode, NamedNodeRef, Term};
use std::collections::BTreeMap;

/// Everything that a page shows.
pub(crate) struct Content<'t> {
    pub(crate) report: Report,
    /// The text, unchanged; empty where the graph does not hold it.
    pub(crate) text: &'t str,
    pub(crate) sentences: Vec<Sentence>,
    /// Whether these are all the sentences of the text, and not only those that the graph knows of.
    pub(crate) whole: bool,
    /// In the order of their words.
    pub(crate) claims: Vec<Claim>,
    /// In the order in which the text names them first.
    pub(crate) names: Vec<Name>,
    pub(crate) run: Option<Run>,
}

pub(crate) struct Sentence {
    /// Its number, from 1.
    pub(crate) number: usize,
    /// In bytes of the text.
    pub(crate) span: Span,
    /// The claims whose first words stand in it, by number.
    pub(crate) claims: Vec<usize>,
    /// The claims that are told elsewhere and rest on words of it too.
    pub(crate) supports: Vec<usize>,
    /// Whether it gave nothing.
    pub(crate) silence: Option<Silence>,
}

/// Why a sentence gave nothing.
pub(crate) enum Silence {
    /// The reason, with code in backticks.
    Why(String),
    /// Other rules than ours read the report.
    Unexplained,
}

pub(crate) struct Claim {
    pub(crate) record: Record,
    /// Its words, in bytes of the text.
    pub(crate) words: Vec<Span>,
    /// Its arguments: what the property is called, and what stands there.
    pub(crate) arguments: Vec<(String, Vec<Value>)>,
}

pub(crate) struct Value {
    pub(crate) shown: String,
    pub(crate) iri: Option<String>,
}

/// Something that the report names or dates.
pub(crate) struct Name {
    pub(crate) label: String,
    pub(crate) kind: &'static str,
    /// Its IRI; nothing for a date, and for what no claim uses.
    pub(crate) iri: Option<String>,
    /// In bytes of the text.
    pub(crate) words: Vec<Span>,
    /// What may be said of it beside its name.
    pub(crate) note: Option<&'static str>,
    /// The words that were resolved to it, by how, each once, with how often a reader found that right.
    pub(crate) resolved: Vec<(Vec<String>, String)>,
}

/// A report as it is read now, beside what a graph says of it.
#[derive(Clone, Copy)]
pub(crate) struct Reading<'a, 'r> {
    pub(crate) account: &'a Account<'r>,
    pub(crate) trace: &'a Trace,
    pub(crate) knowledge: &'a Knowledge,
}

impl<'t> Content<'t> {
    pub(super) fn of(
        account: &Account<'t>,
        trace: &Trace,
        knowledge: &Knowledge,
        options: Options,
    ) -> Result<Self, StoreError> {
        let writer = Writer::new(knowledge, options);
        let written = writer.report(account);
        let graph = GraphStore::in_memory()?;
        let iri = written.report.clone();
        let register = writer.register_graph();
        graph.extend(written.register.iter().flat_map(|entry| entry.quads(&register)).collect())?;
        graph.extend(writer.gazetteer_quads(written.known.iter().map(String::as_str)))?;
        graph.extend(writer.run_quads())?;
        graph.extend(writer.ontology_quads())?;
        graph.extend(written.quads)?;

        let text: &'t str = &account.report.text;
        let bytes = Bytes::of(text);
        let claims = graph.subjects(property::REPORT, iri.as_ref(), usize::MAX)?;
        let claims = claims_read(&graph, claims, &bytes)?;
        let mut names = names(account, knowledge);
        for (name, entity) in &mut names {
            if let Some(entity) = entity.and_then(|entity| written.entities.get(entity)) {
                if graph.knows(entity.as_ref())? {
                    name.iri = Some(entity.as_str().to_owned());
                } else {
                    name.note = Some("in no claim");
                }
            }
        }
        let reading = Reading { account, trace, knowledge };
        Ok(Self {
            report: Report::read(&graph, iri.as_ref())?,
            text,
            sentences: sentences_read(reading, &claims),
            whole: true,
            run: Run::read(&graph, writer.run().as_ref())?,
            claims,
            names: names.into_iter().map(|(name, _)| name).collect(),
        })
    }

    /// What a graph holds of a report.
    ///
    /// A `reading` of the same text adds what no graph holds: where sentences begin that gave nothing and why they
    /// did, and which words are dates.
    /// It is left aside where its sentences are not those of the graph.
    pub(crate) fn stored(
        graph: &impl Look,
        stated: &'t Stated,
        reading: Option<Reading<'_, '_>>,
    ) -> Result<Self, StoreError> {
        let report = stated.report();
        let text = stated.text(report.as_str(), nif::IS_STRING).unwrap_or_default();
        let bytes = Bytes::of(text);
        let iris = stated
            .subjects()
            .filter(|(iri, _)| stated.value(iri, property::REPORT).is_some())
            .map(|(iri, _)| NamedNode::new_unchecked(iri))
            .collect();
        let claims = claims_read(graph, iris, &bytes)?;
        let reading = reading.filter(|reading| agrees(reading.account, &claims));
        let mut names = names_stored(graph, stated, &bytes)?;
        if let Some(reading) = reading {
            dates(reading.account, &mut names);
        }
        let mut names: Vec<Name> = names.into_iter().map(|(name, _)| name).collect();
        names.sort_by_key(first_words);
        Ok(Self {
            report: Report::read(graph, report.as_ref())?,
            text,
            sentences: match reading {
                Some(reading) => sentences_read(reading, &claims),
                None => sentences_stored(stated, &bytes, &claims),
            },
            whole: reading.is_some(),
            run: claims.iter().find_map(|claim| claim.record.run.clone()),
            claims,
            names,
        })
    }
}

/// The name of a thing; the first by letters where it has several.
fn label(graph: &impl Look, thing: NamedNodeRef<'_>) -> Result<Option<String>, StoreError> {
    let labels = graph.objects(thing, rdfs::LABEL)?;
    Ok(labels.iter().find_map(term_text).map(str::to_owned))
}

/// Where the code points of a text stand, which the graph counts, in bytes.
struct Bytes(Vec<usize>);

impl Bytes {
    fn of(text: &str) -> Self {
        let mut bytes: Vec<usize> = text.char_indices().map(|(byte, _)| byte).collect();
        bytes.push(text.len());
        Self(bytes)
    }

    /// A stretch in bytes; nothing where the text does not reach so far.
    fn span(&self, begin: usize, end: usize) -> Option<Span> {
        Some(Span::new(*self.0.get(begin)?, *self.0.get(end)?))
    }
}

/// The claims, in the order of their words.
fn claims_read(graph: &impl Look, iris: Vec<NamedNode>, bytes: &Bytes) -> Result<Vec<Claim>, StoreError> {
    let mut claims = Vec::new();
    for claim in iris {
        let Some(record) = Record::read(graph, claim.as_ref())? else { continue };
        let words = record.evidence.iter().filter_map(|words| bytes.span(words.begin, words.end)).collect();
        let arguments = arguments(graph, claim.as_ref(), &record)?;
        claims.push(Claim { record, words, arguments });
    }
    claims.sort_by_cached_key(place_of);
    Ok(claims)
}

/// Whether the sentences of an account are those that were counted when the claims were made.
fn agrees(account: &Account<'_>, claims: &[Claim]) -> bool {
    claims.iter().all(|claim| {
        claim.words.len() == claim.record.evidence.len()
            && claim.words.iter().zip(&claim.record.evidence).all(|(span, words)| {
                words.sentence.is_none_or(|number| sentence_at(account, span.start) + 1 == number)
            })
    })
}

/// The sentences of a reading, each with its claims.
fn sentences_read(reading: Reading<'_, '_>, claims: &[Claim]) -> Vec<Sentence> {
    let Reading { account, trace, knowledge } = reading;
    let grammar = trace.document.sentences().iter().filter(|tokens| !tokens.is_empty());
    let places: Vec<Vec<usize>> = claims
        .iter()
        .map(|claim| claim.words.iter().map(|words| sentence_at(account, words.start)).collect())
        .collect();
    let mut sentences = Vec::new();
    for (index, (span, tokens)) in account.sentences.iter().zip(grammar).enumerate() {
        let (own, supports) = claims_at(&places, index);
        let silence = (own.is_empty() && supports.is_empty())
            .then(|| Silence::Why(silence(trace, tokens).in_words(account.report, trace, knowledge)));
        sentences.push(Sentence { number: index + 1, span: *span, claims: own, supports, silence });
    }
    sentences
}

/// The claims whose first words stand in a sentence, and those that also rest on it; `places` has for each claim the
/// sentences of its words.
fn claims_at(places: &[Vec<usize>], sentence: usize) -> (Vec<usize>, Vec<usize>) {
    let (mut own, mut supports) = (Vec::new(), Vec::new());
    for (number, words) in places.iter().enumerate() {
        match words.iter().position(|place| *place == sentence) {
            Some(0) => own.push(number),
            Some(_) => supports.push(number),
            None => {}
        }
    }
    (own, supports)
}

/// The sentences that a graph knows of, each from the first words in it to those of the next.
fn sentences_stored(stated: &Stated, bytes: &Bytes, claims: &[Claim]) -> Vec<Sentence> {
    let mut begins: BTreeMap<usize, usize> = BTreeMap::new();
    for (span, _) in stated.subjects() {
        let number = stated.number::<usize>(span, property::SENTENCE);
        let begin = stated.number::<usize>(span, nif::BEGIN_INDEX);
        if let (Some(number), Some(begin)) = (number, begin) {
            let first = begins.entry(number).or_insert(begin);
            *first = begin.min(*first);
        }
    }
    let ends = begins.values().skip(1).copied().chain([bytes.0.len() - 1]);
    let places: Vec<Vec<usize>> = claims
        .iter()
        .map(|claim| claim.record.evidence.iter().filter_map(|words| words.sentence).collect())
        .collect();
    let mut sentences = Vec::new();
    for ((&number, &begin), end) in begins.iter().zip(ends) {
        let (own, supports) = claims_at(&places, number);
        let silence = (own.is_empty() && supports.is_empty()).then_some(Silence::Unexplained);
        let span = bytes.span(begin, end.max(begin)).unwrap_or(Span::new(0, 0));
        sentences.push(Sentence { number, span, claims: own, supports, silence });
    }
    sentences
}

/// The number of the sentence, from 0, in which a byte of the text stands.
fn sentence_at(account: &Account<'_>, byte: usize) -> usize {
    account.sentences.iter().rposition(|sentence| sentence.start <= byte).unwrap_or(0)
}

/// Where a claim stands among the others: by its words, then events before what is told of them.
fn place_of(claim: &Claim) -> (usize, usize, String) {
    const ORDER: [&str; 7] = [
        "Occurrence",
        "Participation",
        "Discussion",
        "Position",
        "EnergySupply",
        "Contribution",
        "OfficeHolding",
    ];
    let record = &claim.record;
    (
        claim.words.first().map_or(usize::MAX, |words| words.start),
        ORDER.iter().position(|class| *class == record.class).unwrap_or(ORDER.len()),
        record.iri.as_str().to_owned(),
    )
}

/// The arguments of a claim by the labels of their properties, with the IRIs of what is no mere value.
fn arguments(
    graph: &impl Look,
    claim: NamedNodeRef<'_>,
    record: &Record,
) -> Result<Vec<(String, Vec<Value>)>, StoreError> {
    let mut arguments: BTreeMap<String, (String, Vec<Value>)> = BTreeMap::new();
    for quad in graph.about(claim)? {
        let Some(name) = quad.predicate.as_str().strip_prefix(NAMESPACE) else { continue };
        // The record has sorted out what every claim has; who speaks is told by itself.
        if !record.arguments.contains_key(name) || quad.predicate.as_ref() == rdf::TYPE {
            continue;
        }
        let iri = match &quad.object {
            // Concepts are words of ours, whose notation is all that a reader needs.
            Term::NamedNode(node) if !node.as_str().starts_with(NAMESPACE) => Some(node.as_str().to_owned()),
            _ => None,
        };
        let shown = crate::record::shown(graph, &quad.object)?;
        if !arguments.contains_key(name) {
            let label = label(graph, quad.predicate.as_ref())?.unwrap_or_else(|| name.to_owned());
            arguments.insert(name.to_owned(), (label, Vec::new()));
        }
        if let Some((_, values)) = arguments.get_mut(name) {
            values.push(Value { shown, iri });
        }
    }
    Ok(arguments.into_values().collect())
}

/// What the text names and dates, with the numbers of the entities, in the order of the text.
fn names(account: &Account<'_>, knowledge: &Knowledge) -> Vec<(Name, Option<usize>)> {
    let recognition = &account.recognition;
    let mut names: Vec<(Name, Option<usize>)> = Vec::new();
    for mention in &recognition.mentions {
        for id in &mention.entities {
            if let Some((name, _)) = names.iter_mut().find(|(_, entity)| *entity == Some(id.0)) {
                name.words.push(mention.span);
                continue;
            }
            let entity = recognition.entity(*id);
            let kind = match entity.kind {
                EntityKind::Person => "person",
                EntityKind::State => "state",
                EntityKind::Organization => "organisation",
                EntityKind::Place => "place",
                EntityKind::Group => "group",
            };
            let name = Name {
                label: entity.name.clone(),
                kind,
                iri: None,
                words: vec![mention.span],
                note: None,
                resolved: Vec::new(),
            };
            names.push((name, Some(id.0)));
        }
    }
    for (index, mention) in recognition.mentions.iter().enumerate() {
        let (entities, how) = account.referred(index);
        let Some(how) = how else { continue };
        let how = knowledge.resolutions.of(how).to_string();
        let words = one_line(mention.span.of(&account.report.text));
        for id in entities {
            let Some((name, _)) = names.iter_mut().find(|(_, entity)| *entity == Some(id.0)) else {
                continue;
            };
            match name.resolved.iter_mut().find(|(_, other)| *other == how) {
                Some((all, _)) if all.contains(&words) => {}
                Some((all, _)) => all.push(words.clone()),
                None => name.resolved.push((vec![words.clone()], how.clone())),
            }
        }
    }
    dates(account, &mut names);
    names.sort_by_key(|(name, _)| first_words(name));
    names
}

/// Adds what the text dates to what it names.
fn dates<K>(account: &Account<'_>, names: &mut Vec<(Name, Option<K>)>) {
    for time in &account.recognition.times {
        let end = time.end.map_or(String::new(), |end| format!(" to {end}"));
        let label = format!("{}{end}", time.start);
        let note = match time.basis {
            DateBasis::Stated => None,
            DateBasis::Resolved => Some("worked out from the report’s date"),
            DateBasis::FromDateline => Some("the dateline’s date"),
        };
        if let Some((name, _)) =
            names.iter_mut().find(|(name, _)| name.kind == "date" && name.label == label && name.note == note)
        {
            name.words.push(time.span);
        } else {
            names.push((
                Name { label, kind: "date", iri: None, words: vec![time.span], note, resolved: Vec::new() },
                None,
            ));
        }
    }
}

/// What the graph says that the text names.
fn names_stored(
    graph: &impl Look,
    stated: &Stated,
    bytes: &Bytes,
) -> Result<Vec<(Name, Option<()>)>, StoreError> {
    let mut found: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    for (span, _) in stated.subjects() {
        for entity in stated.iris(span, property::DENOTES) {
            let begin = stated.number::<usize>(span, nif::BEGIN_INDEX);
            let end = stated.number::<usize>(span, nif::END_INDEX);
            if let (Some(begin), Some(end)) = (begin, end) {
                found
                    .entry(entity)
                    .or_default()
                    .push(bytes.span(begin, end).unwrap_or(Span::new(begin, end)));
            }
        }
    }
    let mut names = Vec::new();
    for (iri, mut words) in found {
        words.sort_unstable();
        let entity = NamedNodeRef::new_unchecked(iri);
        let types = graph.objects(entity, rdf::TYPE)?;
        let class = classes::ENTITIES.into_iter().find(|class| types.contains(&Term::from(*class)));
        let kind = kind_word(class);
        let label = label(graph, entity)?.unwrap_or_else(|| iri.to_owned());
        names.push((
            Name { label, kind, iri: Some(iri.to_owned()), words, note: None, resolved: Vec::new() },
            None,
        ));
    }
    Ok(names)
}

/// What a class of entities is called on a page.
pub(crate) fn kind_word(class: Option<NamedNodeRef<'_>>) -> &'static str {
    match class {
        Some(class::PERSON) => "person",
        Some(class::STATE) => "state",
        Some(class::ORGANIZATION) => "organisation",
        Some(class::GROUP) => "group",
        _ => "place",
    }
}

fn first_words(name: &Name) -> Option<usize> {
    name.words.iter().map(|span| span.start).min()
}
