//! What stands on a page: the report's words, its claims read back from its graph, and what is named in it.

use crate::claim::Account;
use crate::extract::Trace;
use crate::extract::coverage::silence;
use crate::knowledge::Knowledge;
use crate::mention::{DateBasis, EntityKind};
use crate::ontology::NAMESPACE;
use crate::rdf::quads::{Options, Writer};
use crate::rdf::vocab::{property, rdf};
use crate::record::{Record, Report, Run};
use crate::report::Span;
use crate::store::{GraphStore, StoreError};
use oxigraph::model::{NamedNodeRef, Term};
use std::collections::BTreeMap;

/// Everything that a page shows.
pub(super) struct Content<'t> {
    pub(super) report: Report,
    /// The text, unchanged.
    pub(super) text: &'t str,
    pub(super) sentences: Vec<Sentence>,
    /// In the order of their words.
    pub(super) claims: Vec<Claim>,
    /// In the order in which the text names them first.
    pub(super) names: Vec<Name>,
    pub(super) run: Option<Run>,
}

pub(super) struct Sentence {
    /// In bytes of the text.
    pub(super) span: Span,
    /// The claims whose first words stand in it, by number.
    pub(super) claims: Vec<usize>,
    /// The claims that are told elsewhere and rest on words of it too.
    pub(super) supports: Vec<usize>,
    /// Why it gave nothing, where it gave nothing.
    pub(super) silence: Option<String>,
}

pub(super) struct Claim {
    pub(super) record: Record,
    /// Its words, in bytes of the text.
    pub(super) words: Vec<Span>,
    /// Its arguments: what the property is called, and what stands there.
    pub(super) arguments: Vec<(String, Vec<Value>)>,
}

pub(super) struct Value {
    pub(super) shown: String,
    pub(super) iri: Option<String>,
}

/// Something that the report names or dates.
pub(super) struct Name {
    pub(super) label: String,
    pub(super) kind: &'static str,
    /// Its IRI; nothing for a date, and for what no claim uses.
    pub(super) iri: Option<String>,
    /// In bytes of the text.
    pub(super) words: Vec<Span>,
    /// What may be said of it beside its name.
    pub(super) note: Option<&'static str>,
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
        let mut bytes: Vec<usize> = text.char_indices().map(|(byte, _)| byte).collect();
        bytes.push(text.len());
        let mut claims = Vec::new();
        for claim in graph.subjects(property::REPORT, iri.as_ref(), usize::MAX)? {
            let Some(record) = Record::read(&graph, claim.as_ref())? else { continue };
            let words = record
                .evidence
                .iter()
                .filter_map(|words| Some(Span::new(*bytes.get(words.begin)?, *bytes.get(words.end)?)));
            let words = words.collect();
            let arguments = arguments(&graph, claim.as_ref(), &record)?;
            claims.push(Claim { record, words, arguments });
        }
        claims.sort_by_cached_key(place_of);

        let mut names = names(account);
        for (name, entity) in &mut names {
            if let Some(entity) = entity.and_then(|entity| written.entities.get(entity)) {
                if graph.knows(entity.as_ref())? {
                    name.iri = Some(entity.as_str().to_owned());
                } else {
                    name.note = Some("in no claim");
                }
            }
        }

        let grammar = trace.document.sentences().iter().filter(|tokens| !tokens.is_empty());
        let mut sentences = Vec::new();
        for (index, (span, tokens)) in account.sentences.iter().zip(grammar).enumerate() {
            let (mut own, mut supports) = (Vec::new(), Vec::new());
            for (number, claim) in claims.iter().enumerate() {
                let mut words = claim.words.iter().map(|words| sentence_at(account, words.start));
                if words.next() == Some(index) {
                    own.push(number);
                } else if words.any(|sentence| sentence == index) {
                    supports.push(number);
                }
            }
            let silence = (own.is_empty() && supports.is_empty())
                .then(|| silence(trace, tokens).in_words(account.report, trace, knowledge));
            sentences.push(Sentence { span: *span, claims: own, supports, silence });
        }
        Ok(Self {
            report: Report::read(&graph, iri.as_ref())?,
            text,
            sentences,
            run: Run::read(&graph, writer.run().as_ref())?,
            claims,
            names: names.into_iter().map(|(name, _)| name).collect(),
        })
    }
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
    graph: &GraphStore,
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
            let label = graph.label(quad.predicate.as_ref())?.unwrap_or_else(|| name.to_owned());
            arguments.insert(name.to_owned(), (label, Vec::new()));
        }
        if let Some((_, values)) = arguments.get_mut(name) {
            values.push(Value { shown, iri });
        }
    }
    Ok(arguments.into_values().collect())
}

/// What the text names and dates, with the numbers of the entities, in the order of the text.
fn names(account: &Account<'_>) -> Vec<(Name, Option<usize>)> {
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
            let name =
                Name { label: entity.name.clone(), kind, iri: None, words: vec![mention.span], note: None };
            names.push((name, Some(id.0)));
        }
    }
    for time in &recognition.times {
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
            names.push((Name { label, kind: "date", iri: None, words: vec![time.span], note }, None));
        }
    }
    names.sort_by_key(|(name, _)| name.words.iter().map(|span| span.start).min());
    names
}
