//! Claims to quads: what one report states, as one named graph.

use crate::claim::{
    Account, Contribution, EnergySupply, Event, EventId, Evidence, Modality, Participant, Polarity, Position,
    Role, Source, SpeechMode, Statement, Status, Topic,
};
use crate::knowledge::Knowledge;
use crate::mention::{
    DateBasis, Entity, EntityId, EntityKind, MentionKind, OfficeHolding, PartialDate, Quantity,
};
use crate::rdf::classes::local;
use crate::rdf::concepts::{Concepts, Scheme};
use crate::rdf::identity::{
    self, DEFAULT_BASE, GEONAMES, Graph, Place, WIKIDATA, entity_place, iri_path, key_of_path, report_slug,
    sha256, short_hash, title_slug,
};
use crate::rdf::register::Entry;
use crate::rdf::vocab::{class, concept, dcterms, geo, nif, property, prov, rdf, rdfs, schema, skos, xsd};
use crate::report::{Report, Span};
use oxigraph::model::{Literal, NamedNode, NamedNodeRef, Quad, Term};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, BTreeSet};

/// How the graph is to be written.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where the IRIs of data begin; ends with `/` or `#`.
    pub base: String,
    /// Whether the report's text is written too.
    pub text: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { base: DEFAULT_BASE.to_owned(), text: true }
    }
}

/// A claim that was refused because its words or arguments do not stand in the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ungrounded {
    /// The class of the claim by its local name in the ontology.
    pub class: &'static str,
    /// The rule that made it.
    pub rule: String,
    /// What is wrong with it.
    pub reason: String,
}

/// One report, written.
#[derive(Clone, Debug)]
pub struct Written {
    /// The report's IRI, which is also the name of its graph.
    pub report: NamedNode,
    /// Its quads, sorted, each once.
    pub quads: Vec<Quad>,
    /// The IRI of each entity of the account, whether or not a claim uses it.
    pub entities: Vec<NamedNode>,
    /// The gazetteer keys of the known entities that it uses.
    pub known: BTreeSet<String>,
    /// The unknown entities and the offices that have one IRI over all reports; they are described in the register.
    pub register: Vec<Entry>,
    /// How many claims of each class it states, by the class's local name.
    pub claims: BTreeMap<&'static str, usize>,
    /// The claims that were refused.
    pub ungrounded: Vec<Ungrounded>,
}

/// Writes reports by the ontology.
#[derive(Clone, Debug)]
pub struct Writer<'k> {
    options: Options,
    knowledge: &'k Knowledge,
    concepts: &'k Concepts,
    run: NamedNode,
}

impl<'k> Writer<'k> {
    /// A writer for everything that is read with this knowledge.
    pub fn new(knowledge: &'k Knowledge, options: Options) -> Self {
        let run = format!("{}run/{}-{}", options.base, env!("CARGO_PKG_VERSION"), knowledge.fingerprint());
        Self { options, knowledge, concepts: Concepts::embedded(), run: NamedNode::new_unchecked(run) }
    }

    /// The IRI of a report, which is also the name of its graph.
    pub fn report_iri(&self, id: &str) -> NamedNode {
        NamedNode::new_unchecked(identity::reports(&self.options.base) + &report_slug(id))
    }

    /// The name of the graph of the gazetteer's entities.
    pub fn gazetteer_graph(&self) -> NamedNode {
        Graph::Gazetteer.name(&self.options.base)
    }

    /// The name of the graph of the register: unknown entities and offices that have one IRI over all reports.
    pub fn register_graph(&self) -> NamedNode {
        Graph::Register.name(&self.options.base)
    }

    /// The name of the graph of the ontology and its schemes.
    pub fn ontology_graph(&self) -> NamedNode {
        Graph::Ontology.name(&self.options.base)
    }

    /// The name of the graph of the runs.
    pub fn run_graph(&self) -> NamedNode {
        Graph::Runs.name(&self.options.base)
    }

    /// The run: which version of the program read the reports, with which rules and data.
    pub fn run(&self) -> &NamedNode {
        &self.run
    }

    /// The quads that describe the run; no clock, so that the same reports give the same bytes.
    pub fn run_quads(&self) -> Vec<Quad> {
        let graph = self.run_graph();
        let mut quads = vec![
            Quad::new(self.run.clone(), rdf::TYPE, class::RUN, graph.clone()),
            Quad::new(
                self.run.clone(),
                property::PROGRAM_VERSION,
                Literal::from(env!("CARGO_PKG_VERSION")),
                graph.clone(),
            ),
            Quad::new(
                self.run.clone(),
                property::KNOWLEDGE_HASH,
                Literal::from(self.knowledge.fingerprint()),
                graph,
            ),
        ];
        sort(&mut quads);
        quads
    }

    /// The quads of the ontology and its schemes.
    pub fn ontology_quads(&self) -> Vec<Quad> {
        let graph = self.ontology_graph();
        let mut quads: Vec<Quad> =
            self.concepts.triples().iter().map(|triple| triple.clone().in_graph(graph.clone())).collect();
        sort(&mut quads);
        quads
    }

    /// The IRI of the gazetteer's entity with this key.
    pub fn known_iri(&self, key: &str) -> NamedNode {
        self.iri(&format!("entity/{}", iri_path(key)))
    }

    /// The gazetteer key of a known entity's IRI.
    pub fn known_key(&self, iri: &str) -> Option<String> {
        key_of_path(iri.strip_prefix(&self.options.base)?.strip_prefix("entity/")?)
    }

    /// The quads of the gazetteer's entities with these keys, and of the places in which they lie, sorted.
    pub fn gazetteer_quads<'s>(&self, keys: impl IntoIterator<Item = &'s str>) -> Vec<Quad> {
        let (graph, gazetteer) = (self.gazetteer_graph(), &self.knowledge.gazetteer);
        let mut pending: Vec<String> = keys.into_iter().map(str::to_owned).collect();
        let mut done: BTreeSet<String> = BTreeSet::new();
        let mut quads = Vec::new();
        while let Some(key) = pending.pop() {
            let Some(known) = gazetteer.known(&key).filter(|_| !done.contains(&key)) else { continue };
            let iri = self.known_iri(&key);
            let mut add = |predicate: NamedNodeRef<'_>, object: Term| {
                quads.push(Quad::new(iri.clone(), predicate, object, graph.clone()));
            };
            add(rdf::TYPE, entity_class(known.kind).into());
            add(rdfs::LABEL, Literal::from(known.label).into());
            for name in known.alt_labels.iter().filter(|name| **name != known.label) {
                add(skos::ALT_LABEL, Literal::from(*name).into());
            }
            let links = [(WIKIDATA, known.wikidata, ""), (GEONAMES, known.geonames, "/")];
            for (before, id, after) in links {
                if let Some(id) = id {
                    add(skos::EXACT_MATCH, NamedNode::new_unchecked(format!("{before}{id}{after}")).into());
                }
            }
            for (predicate, code) in [(property::ISO_ALPHA2, known.iso2), (property::ISO_ALPHA3, known.iso3)]
            {
                if let Some(code) = code {
                    add(predicate, Literal::from(code).into());
                }
            }
            for (predicate, degrees) in [(geo::LAT, known.latitude), (geo::LONG, known.longitude)] {
                if let Some(degrees) = degrees.and_then(|degrees| decimal(&degrees.to_string())) {
                    add(predicate, degrees.into());
                }
            }
            // An organisation lies where it has its seat; where that is not known, in the state to which it belongs.
            if let Some(place) = known.seat.or(known.located_in) {
                add(property::LOCATED_IN, self.known_iri(place).into());
                pending.push(place.to_owned());
            }
            done.insert(key);
        }
        sort(&mut quads);
        quads
    }

    /// A hash of everything that a report gives: a report with the same hash is written the same.
    pub fn input_hash(&self, report: &Report) -> String {
        let Report { id, title, text, date, dateline, agency, source } = report;
        let or_none =
            |value: &Option<String>| value.as_ref().map_or("-".to_owned(), |value| format!("+{value}"));
        sha256(
            format!(
                "{id}\0{}\0{}\0{}\0{date:?}\0{dateline:?}\0{}\0{}\0{}",
                or_none(title),
                or_none(agency),
                or_none(source),
                self.run.as_str(),
                self.options.text,
                text
            )
            .as_bytes(),
        )
    }

    /// Writes what a report states.
    ///
    /// A claim whose words or arguments do not stand in the report is refused and listed, never written.
    pub fn report(&self, account: &Account<'_>) -> Written {
        let report = account.report;
        let mut graph = ReportGraph {
            writer: self,
            account,
            iri: self.report_iri(&report.id),
            text_hash: sha256(report.text.as_bytes()),
            code_points: CodePoints::of(&report.text),
            sentences: &account.sentences,
            words: words(&report.text).collect(),
            entities: Vec::new(),
            referred: referred(account),
            used: BTreeSet::new(),
            known: BTreeSet::new(),
            register: Vec::new(),
            agency: None,
            events: Vec::new(),
            claim_ids: FxHashSet::default(),
            quads: Vec::new(),
            claims: BTreeMap::new(),
            ungrounded: Vec::new(),
        };
        graph.name_entities();
        graph.write();
        let ReportGraph { iri, mut quads, entities, known, register, claims, ungrounded, .. } = graph;
        sort(&mut quads);
        Written { report: iri, quads, entities, known, register, claims, ungrounded }
    }

    fn iri(&self, path: &str) -> NamedNode {
        NamedNode::new_unchecked(format!("{}{path}", self.options.base))
    }
}

/// Sorts quads by graph, subject, predicate and object, and leaves each once.
///
/// The order is that of the written terms, so that it can be checked with `sort` and does not
/// depend on how terms are held in memory.
pub fn sort(quads: &mut Vec<Quad>) {
    quads.sort_by_cached_key(|quad| {
        (
            quad.graph_name.to_string(),
            quad.subject.to_string(),
            quad.predicate.to_string(),
            quad.object.to_string(),
        )
    });
    quads.dedup();
}

/// Code points of a text by bytes.
struct CodePoints {
    /// For each byte the number of code points before it; empty where the text is ASCII.
    before: Vec<u32>,
}

impl CodePoints {
    fn of(text: &str) -> Self {
        if text.is_ascii() {
            return Self { before: Vec::new() };
        }
        let mut before = Vec::with_capacity(text.len() + 1);
        let mut count = 0;
        for c in text.chars() {
            before.extend(std::iter::repeat_n(count, c.len_utf8()));
            count += 1;
        }
        before.push(count);
        Self { before }
    }

    /// How many code points stand before this byte.
    fn at(&self, byte: usize) -> usize {
        self.before.get(byte).map_or(byte, |count| *count as usize)
    }
}

/// The words of a text in lower case, for asking whether an argument was read from it.
///
/// Apostrophes and full stops part words, so that `women` is a word of "women's".
fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// For each entity whether a span of the report refers to it, by itself or through the dateline or publisher.
fn referred(account: &Account<'_>) -> Vec<bool> {
    let recognition = &account.recognition;
    let mut referred = vec![false; recognition.entities.len()];
    let mentioned = recognition.mentions.iter().flat_map(|mention| mention.entities.iter().copied());
    let stated = [recognition.publisher, recognition.author, recognition.agency, recognition.dateline_place];
    for id in mentioned.chain(stated.into_iter().flatten()) {
        if let Some(known) = referred.get_mut(id.0) {
            *known = true;
        }
    }
    referred
}

/// What is wrong with a claim.
type Refusal = String;

struct ReportGraph<'a, 'k> {
    writer: &'a Writer<'k>,
    account: &'a Account<'a>,
    iri: NamedNode,
    text_hash: String,
    code_points: CodePoints,
    sentences: &'a [Span],
    words: BTreeSet<String>,
    /// The IRI of each entity of the recognition.
    entities: Vec<NamedNode>,
    /// For each entity whether a span of the report refers to it.
    referred: Vec<bool>,
    /// The entities to be described.
    used: BTreeSet<EntityId>,
    known: BTreeSet<String>,
    register: Vec<Entry>,
    /// The agency that reports, where it is known.
    agency: Option<NamedNode>,
    /// The IRI of each event; nothing for one whose occurrence was refused.
    events: Vec<Option<NamedNode>>,
    /// The claims written so far: a claim that two rules made alike is written once.
    claim_ids: FxHashSet<String>,
    quads: Vec<Quad>,
    claims: BTreeMap<&'static str, usize>,
    ungrounded: Vec<Ungrounded>,
}

impl ReportGraph<'_, '_> {
    fn add(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'_>, object: impl Into<Term>) {
        self.quads.push(Quad::new(subject.clone(), predicate, object, self.iri.clone()));
    }

    fn below(&self, path: &str) -> NamedNode {
        NamedNode::new_unchecked(format!("{}/{path}", self.iri.as_str()))
    }

    /// Gives each entity its IRI; two entities that are alike in words but belong to the report are numbered.
    fn name_entities(&mut self) {
        let recognition = &self.account.recognition;
        let mut named = vec![false; recognition.entities.len()];
        for mention in &recognition.mentions {
            if mention.kind == MentionKind::Name {
                for id in &mention.entities {
                    if let Some(named) = named.get_mut(id.0) {
                        *named = true;
                    }
                }
            }
        }
        let mut taken: FxHashMap<String, usize> = FxHashMap::default();
        for (entity, named) in recognition.entities.iter().zip(named) {
            let iri = match entity_place(entity, named) {
                Place::Shared(path) => self.writer.iri(&path),
                Place::InReport(path) => {
                    let count = taken.entry(path.clone()).or_default();
                    *count += 1;
                    if *count == 1 { self.below(&path) } else { self.below(&format!("{path}-{count}")) }
                }
            };
            self.entities.push(iri);
        }
    }

    fn write(&mut self) {
        let account = self.account;
        self.write_report();
        for event in &account.events {
            let written = self.write_occurrence(event);
            self.events.push(written);
        }
        for (index, event) in account.events.iter().enumerate() {
            if let Some(iri) = self.events[index].clone() {
                self.write_event(&iri, event);
            }
        }
        for position in &account.positions {
            self.claim(class::POSITION, &position.statement, |graph| graph.position(position));
        }
        for supply in &account.supplies {
            self.claim(class::ENERGY_SUPPLY, &supply.statement, |graph| graph.supply(supply));
        }
        for contribution in &account.contributions {
            self.claim(class::CONTRIBUTION, &contribution.statement, |graph| {
                graph.contribution(contribution)
            });
        }
        for (holding, statement) in &account.offices {
            self.claim(class::OFFICE_HOLDING, statement, |graph| graph.office_holding(holding));
        }
        self.write_entities();
        self.write_mentions();
    }

    fn write_report(&mut self) {
        let (account, iri) = (self.account, self.iri.clone());
        let report = account.report;
        self.add(&iri, rdf::TYPE, class::REPORT);
        self.add(&iri, dcterms::IDENTIFIER, Literal::from(report.id.as_str()));
        self.add(&iri, dcterms::LANGUAGE, Literal::from("en"));
        self.add(&iri, property::TEXT_SHA256, Literal::from(self.text_hash.as_str()));
        if let Some(title) = &report.title {
            self.add(&iri, dcterms::TITLE, Literal::from(title.as_str()));
        }
        if let Some(date) = report.date.or(report.dateline.date) {
            self.add(&iri, schema::DATE_PUBLISHED, Literal::new_typed_literal(date.to_string(), xsd::DATE));
        }
        if let Some(source) = &report.source {
            self.add(&iri, dcterms::SOURCE, Literal::from(source.as_str()));
        }
        if let Some(words) = report.dateline.span.and_then(|span| report.text.get(span.start..span.end)) {
            self.add(&iri, property::DATELINE_TEXT, Literal::from(words.trim()));
        }
        if let Some(place) = self.entity_if_there(account.recognition.dateline_place) {
            self.add(&iri, property::DATELINE_PLACE, place);
        }
        if self.writer.options.text {
            self.add(&iri, nif::IS_STRING, Literal::from(report.text.as_str()));
        }
        self.agency = self.entity_if_there(account.recognition.agency).or_else(|| self.agency_of_metadata());
        if let Some(agency) = self.agency.clone() {
            self.add(&iri, property::AGENCY, agency);
        }
    }

    /// The agency that only the metadata names, which is no entity of the text.
    fn agency_of_metadata(&mut self) -> Option<NamedNode> {
        let name = self.account.report.agency.as_deref().map(str::trim).filter(|name| !name.is_empty())?;
        let entity = Entity {
            kind: EntityKind::Organization,
            name: name.to_owned(),
            also: Vec::new(),
            known: None,
            group: None,
        };
        let iri = match entity_place(&entity, true) {
            Place::Shared(path) => self.writer.iri(&path),
            Place::InReport(path) => self.below(&path),
        };
        self.describe(&iri, class::ORGANIZATION, name, None);
        Some(iri)
    }

    /// Says what a thing is and what it is called: in the report's graph where it belongs to the report, else in
    /// the register.
    fn describe(
        &mut self,
        iri: &NamedNode,
        class: NamedNodeRef<'static>,
        label: &str,
        of: Option<NamedNode>,
    ) {
        let entry = Entry { iri: iri.clone(), class: class.into_owned(), label: label.to_owned(), of };
        let belongs_to_report =
            iri.as_str().strip_prefix(self.iri.as_str()).is_some_and(|rest| rest.starts_with('/'));
        if belongs_to_report {
            self.quads.extend(entry.quads(&self.iri));
        } else {
            self.register.push(entry);
        }
    }

    fn entity_if_there(&mut self, id: Option<EntityId>) -> Option<NamedNode> {
        let id = id?;
        let iri = self.entities.get(id.0)?.clone();
        self.used.insert(id);
        Some(iri)
    }

    // What a claim needs: each argument is looked up and refused where nothing in the report stands for it.

    fn entity(&mut self, role: &str, id: EntityId) -> Result<NamedNode, Refusal> {
        let Some(iri) = self.entities.get(id.0).cloned() else {
            return Err(format!("its {role} is entity {} of {}", id.0, self.entities.len()));
        };
        if !self.referred[id.0] {
            let name = &self.account.recognition.entities[id.0].name;
            return Err(format!("no words of the report refer to its {role}, `{name}`"));
        }
        self.use_entity(id);
        Ok(iri)
    }

    /// Marks an entity as used, with the entities by which a group is described.
    fn use_entity(&mut self, id: EntityId) {
        if id.0 >= self.entities.len() || !self.used.insert(id) {
            return;
        }
        let account = self.account;
        if let Some(group) = &account.recognition.entities[id.0].group {
            for id in group.member_of.iter().chain(&group.members) {
                self.use_entity(*id);
            }
        }
    }

    fn said(&self, role: &str, text: &str) -> Result<Literal, Refusal> {
        let missing = words(text).find(|word| !self.words.contains(word));
        match missing {
            _ if text.trim().is_empty() => Err(format!("its {role} is empty")),
            Some(word) => Err(format!("`{word}` of its {role} `{text}` is not a word of the report")),
            None => Ok(Literal::from(text)),
        }
    }

    fn concept(&self, scheme: Scheme, notation: &str) -> Result<NamedNode, Refusal> {
        self.writer
            .concepts
            .find(scheme, notation)
            .cloned()
            .ok_or_else(|| format!("`{notation}` is not in the scheme of {}", scheme.as_str()))
    }

    fn event(&self, id: EventId) -> Result<NamedNode, Refusal> {
        self.events.get(id.0).cloned().flatten().ok_or_else(|| format!("its event {} was not written", id.0))
    }

    fn office(&mut self, holding: &OfficeHolding) -> Result<NamedNode, Refusal> {
        if holding.title.trim().is_empty() {
            return Err("its office has no title".into());
        }
        let title = title_slug(&holding.title);
        let body = holding.body.map(|body| self.entity("office's body", body)).transpose()?;
        // An office whose body is not stated may be any President's: it belongs to the report.
        let iri = match &body {
            Some(body) => match body.as_str().strip_prefix(&self.writer.options.base) {
                Some(path) if !path.starts_with("report/") => {
                    self.writer.iri(&format!("office/{}/{title}", path.trim_start_matches("entity/")))
                }
                _ => NamedNode::new_unchecked(format!("{}/office/{title}", body.as_str())),
            },
            None => self.below(&format!("office/{title}")),
        };
        self.describe(&iri, class::OFFICE, &holding.title, body);
        Ok(iri)
    }

    /// The node of a quantity that belongs to `owner`.
    fn quantity(&mut self, owner: &str, name: &str, quantity: &Quantity) -> Result<NamedNode, Refusal> {
        self.said("quantity", &quantity.verbatim)?;
        let Quantity { value, min, max, unit, unit_code, approximate, verbatim } = quantity;
        let or = |text: &Option<String>| text.clone().unwrap_or_default();
        let hash = short_hash([
            owner,
            name,
            &or(value),
            &or(min),
            &or(max),
            &or(unit),
            verbatim,
            &approximate.to_string(),
        ]);
        let iri = self.writer.iri(&format!("quantity/{hash}"));
        self.add(&iri, rdf::TYPE, schema::QUANTITATIVE_VALUE);
        self.add(&iri, property::VERBATIM, Literal::from(verbatim.as_str()));
        self.add(&iri, property::APPROXIMATE, Literal::from(*approximate));
        let numbers = [(schema::VALUE, value), (schema::MIN_VALUE, min), (schema::MAX_VALUE, max)];
        for (predicate, number) in numbers {
            if let Some(number) = number {
                let number =
                    decimal(number).ok_or_else(|| format!("`{number}` of its quantity is not a decimal"))?;
                self.add(&iri, predicate, number);
            }
        }
        if let Some(unit) = unit {
            self.add(&iri, schema::UNIT_TEXT, Literal::from(unit.as_str()));
        }
        if let Some(code) = unit_code {
            self.add(&iri, schema::UNIT_CODE, Literal::from(code.as_str()));
        }
        Ok(iri)
    }

    /// The node of a stretch of text, described.
    fn span(&mut self, span: Span, sentence: usize) -> Result<NamedNode, Refusal> {
        let text = &self.account.report.text;
        let Some(quote) = text.get(span.start..span.end).filter(|quote| !quote.is_empty()) else {
            return Err(format!("its words, bytes {} to {}, are not in the text", span.start, span.end));
        };
        let (begin, end) = (self.code_points.at(span.start), self.code_points.at(span.end));
        if end - begin != quote.chars().count() {
            return Err(format!("its words `{quote}` are not {} code points long", end - begin));
        }
        let iri = NamedNode::new_unchecked(format!("{}#char={begin},{end}", self.iri.as_str()));
        let (report, quote) = (self.iri.clone(), Literal::from(quote));
        self.add(&iri, rdf::TYPE, class::SPAN);
        self.add(&iri, nif::REFERENCE_CONTEXT, report);
        self.add(&iri, nif::BEGIN_INDEX, integer(begin));
        self.add(&iri, nif::END_INDEX, integer(end));
        self.add(&iri, nif::ANCHOR_OF, quote);
        if sentence > 0 {
            self.add(&iri, property::SENTENCE, integer(sentence));
        }
        Ok(iri)
    }

    fn evidence(&mut self, evidence: &[Evidence]) -> Result<Vec<NamedNode>, Refusal> {
        if evidence.is_empty() {
            return Err("it has no evidence".into());
        }
        let mut spans = Vec::with_capacity(evidence.len());
        for &Evidence { span, sentence } in evidence {
            match sentence.checked_sub(1).and_then(|index| self.sentences.get(index)) {
                Some(whole) if whole.overlaps(span) => spans.push(self.span(span, sentence)?),
                _ => {
                    return Err(format!(
                        "bytes {} to {} are not in sentence {sentence}",
                        span.start, span.end
                    ));
                }
            }
        }
        Ok(spans)
    }

    /// Writes a claim, or refuses it and takes back everything that was written for it.
    fn claim(
        &mut self,
        class: NamedNodeRef<'static>,
        statement: &Statement,
        arguments: impl FnOnce(&mut Self) -> Result<Arguments, Refusal>,
    ) -> Option<NamedNode> {
        let before = (self.quads.len(), self.register.len());
        let used = self.used.clone();
        let written = self.evidence(&statement.evidence).and_then(|evidence| {
            let arguments = arguments(self)?;
            let says = match statement.source {
                Source::Narration => None,
                Source::Speaker(id) => Some(self.entity("speaker", id)?),
                Source::Unnamed => Some(concept::UNNAMED_SOURCE.into_owned()),
            };
            Ok((evidence, arguments, says))
        });
        let (evidence, mut arguments, says) = match written {
            Ok(written) => written,
            Err(reason) => {
                self.quads.truncate(before.0);
                self.register.truncate(before.1);
                self.used = used;
                self.ungrounded.push(Ungrounded {
                    class: local(class),
                    rule: statement.rule.clone(),
                    reason,
                });
                return None;
            }
        };
        arguments.0.extend([
            (property::SPEECH_MODE, speech_mode(statement.speech_mode).into()),
            (property::MODALITY, modality(statement.modality).into()),
            (property::POLARITY, polarity(statement.polarity).into()),
        ]);
        let iri = self.claim_iri(local(class), statement, &arguments, says.as_ref());
        if !self.claim_ids.insert(iri.as_str().to_owned()) {
            return Some(iri);
        }
        self.add(&iri, rdf::TYPE, class);
        let report = self.iri.clone();
        self.add(&iri, property::REPORT, report);
        for (predicate, object) in arguments.0 {
            self.add(&iri, predicate, object);
        }
        // A question for one quotation would otherwise have to compare all spans of a claim.
        if let Some(first) = evidence.first().cloned() {
            self.add(&iri, property::FIRST_EVIDENCE, first);
        }
        for span in evidence {
            self.add(&iri, property::EVIDENCE, span);
        }
        if let Some(says) = says {
            self.add(&iri, property::SAID_BY, says);
        }
        if let Some(agency) = self.agency.clone() {
            self.add(&iri, property::REPORTED_BY, agency);
        }
        let rule = self.writer.iri(&format!("rule/{}", iri_path(&statement.rule)));
        self.add(&iri, property::FOUND_BY, rule);
        self.add(&iri, prov::WAS_GENERATED_BY, self.writer.run.clone());
        *self.claims.entry(local(class)).or_default() += 1;
        Some(iri)
    }

    /// The IRI of a claim: a hash of the report, the class, the trigger's place and the arguments.
    fn claim_iri(
        &self,
        class: &str,
        statement: &Statement,
        arguments: &Arguments,
        says: Option<&NamedNode>,
    ) -> NamedNode {
        let trigger = statement.evidence[0].span;
        // The base is left out, so that a claim has the same name under any base.
        let base = &self.writer.options.base;
        let mut words: Vec<String> = arguments
            .0
            .iter()
            .map(|(predicate, object)| format!("{predicate} {object}").replace(base, ""))
            .collect();
        words.extend(says.map(|says| format!("saidBy {says}").replace(base, "")));
        words.sort();
        let place = format!("{} {}", self.code_points.at(trigger.start), self.code_points.at(trigger.end));
        let fixed = [self.account.report.id.as_str(), self.text_hash.as_str(), class, place.as_str()];
        let hash = short_hash(fixed.into_iter().chain(words.iter().map(String::as_str)));
        NamedNode::new_unchecked(identity::claims(base) + &hash)
    }

    fn write_occurrence(&mut self, event: &Event) -> Option<NamedNode> {
        let trigger = event.trigger;
        let place = format!("{} {}", self.code_points.at(trigger.start), self.code_points.at(trigger.end));
        let first =
            [self.account.report.id.as_str(), self.text_hash.as_str(), event.class.as_str(), place.as_str()];
        // Two events of one class may hang on one word: "telephone conversations with A and B", "visits to C and D".
        let who: Vec<String> = event
            .participants
            .iter()
            .map(|participant| participant.entity)
            .chain(event.place)
            .filter_map(|entity| self.entities.get(entity.0))
            .map(|iri| iri.as_str().replace(&self.writer.options.base, ""))
            .collect();
        let hash = short_hash(first.into_iter().chain(who.iter().map(String::as_str)));
        let iri = self.writer.iri(&format!("event/{hash}"));
        let report_length = self.account.report.text.len();
        self.claim(class::OCCURRENCE, &event.occurrence, |graph| {
            if trigger.is_empty() || trigger.end > report_length {
                return Err(format!(
                    "its trigger, bytes {} to {}, is not in the text",
                    trigger.start, trigger.end
                ));
            }
            let Some(class) = graph.writer.concepts.event_class(&event.class) else {
                return Err(format!("`{}` is no class of events", event.class));
            };
            graph.add(&iri, rdf::TYPE, class.clone());
            graph.add(&iri, property::STATUS, status(event.status));
            if let Some(date) = event.date {
                graph.add(&iri, property::DATE, date_literal(date));
                if let Some(basis) = event.date_basis {
                    graph.add(&iri, property::DATE_BASIS, date_basis(basis));
                }
            }
            if let Some(date) = event.end_date {
                graph.add(&iri, property::END_DATE, date_literal(date));
            }
            if let Some(place) = event.place {
                let place = graph.entity("place", place)?;
                graph.add(&iri, property::PLACE, place);
            }
            // What was spoken about has a claim of its own; what was given or signed is part of what happened.
            for topic in event.topics.iter().filter(|topic| !topic.discussed) {
                let words = graph.said("topic", &topic.text)?;
                graph.add(&iri, property::TOPIC, words);
                if let Some(issue) = &topic.issue {
                    let issue = graph.concept(Scheme::Issue, issue)?;
                    graph.add(&iri, property::ISSUE, issue);
                }
            }
            Ok(Arguments(vec![(property::EVENT, iri.clone().into())]))
        })?;
        Some(iri)
    }

    fn write_event(&mut self, iri: &NamedNode, event: &Event) {
        let occurrence = &event.occurrence;
        for participant in &event.participants {
            let statement = Statement {
                evidence: participant.evidence.clone(),
                rule: participant.rule.clone(),
                ..occurrence.clone()
            };
            self.claim(class::PARTICIPATION, &statement, |graph| graph.participation(iri, participant));
        }
        for topic in event.topics.iter().filter(|topic| topic.discussed) {
            let statement = Statement {
                evidence: topic.evidence.clone(),
                rule: topic.rule.clone(),
                ..occurrence.clone()
            };
            self.claim(class::DISCUSSION, &statement, |graph| graph.discussion(iri, topic));
        }
        let label = self.event_label(event);
        self.add(iri, rdfs::LABEL, Literal::from(label));
    }

    /// One line by which people know an event: its class, those who took part, its place and its date.
    fn event_label(&self, event: &Event) -> String {
        let name = |id: EntityId| {
            self.account.recognition.entities.get(id.0).map_or("", |entity| entity.name.as_str())
        };
        let mut label = event.class.clone();
        let who: Vec<&str> = event.participants.iter().map(|participant| name(participant.entity)).collect();
        if !who.is_empty() {
            label.push_str(": ");
            label.push_str(&who[..who.len().min(3)].join(", "));
            if who.len() > 3 {
                label.push_str(" and others");
            }
        }
        if let Some(place) = event.place {
            label.push_str(", ");
            label.push_str(name(place));
        }
        if let Some(date) = event.date {
            label.push_str(", ");
            label.push_str(&date.to_string());
        }
        label
    }

    fn participation(&mut self, event: &NamedNode, participant: &Participant) -> Result<Arguments, Refusal> {
        let who = self.entity("participant", participant.entity)?;
        let mut arguments = Arguments(vec![
            (property::EVENT, event.clone().into()),
            (property::PARTICIPANT, who.clone().into()),
            (property::ROLE, role(participant.role).into()),
        ]);
        if let Some(index) = participant.office {
            let account = self.account;
            let Some(holding) = account.recognition.offices.get(index) else {
                return Err(format!("its office {index} is not among the report's offices"));
            };
            let office = self.office(holding)?;
            arguments.0.push((property::IN_CAPACITY_OF, office.into()));
        }
        self.add(event, property::PARTICIPANT, who);
        Ok(arguments)
    }

    fn discussion(&mut self, event: &NamedNode, topic: &Topic) -> Result<Arguments, Refusal> {
        let words = self.said("topic", &topic.text)?;
        let mut arguments =
            Arguments(vec![(property::EVENT, event.clone().into()), (property::TOPIC, words.clone().into())]);
        if let Some(issue) = &topic.issue {
            let issue = self.concept(Scheme::Issue, issue)?;
            arguments.0.push((property::ISSUE, issue.clone().into()));
            self.add(event, property::ISSUE, issue);
        }
        self.add(event, property::TOPIC, words);
        Ok(arguments)
    }

    fn position(&mut self, position: &Position) -> Result<Arguments, Refusal> {
        let mut arguments = Arguments(vec![
            (property::STANCE, self.concept(Scheme::Stance, &position.stance)?.into()),
            (property::ISSUE, self.concept(Scheme::Issue, &position.issue)?.into()),
            (property::ISSUE_TEXT, self.said("issue", &position.issue_text)?.into()),
            (property::REITERATED, Literal::from(position.reiterated).into()),
        ]);
        if let Some(holder) = position.holder {
            arguments.0.push((property::HOLDER, self.entity("holder", holder)?.into()));
        }
        if let Some(regarding) = position.regarding {
            arguments.0.push((property::REGARDING, self.entity("regarding", regarding)?.into()));
        }
        if let Some(event) = position.event {
            arguments.0.push((property::EVENT, self.event(event)?.into()));
        }
        Ok(arguments)
    }

    fn supply(&mut self, supply: &EnergySupply) -> Result<Arguments, Refusal> {
        let mut arguments = Arguments(vec![
            (property::COMMODITY, self.concept(Scheme::Commodity, &supply.commodity)?.into()),
            (property::SUPPLY_STATUS, self.concept(Scheme::SupplyStatus, &supply.status)?.into()),
        ]);
        if let Some(supplier) = supply.supplier {
            arguments.0.push((property::SUPPLIER, self.entity("supplier", supplier)?.into()));
        }
        if let Some(recipient) = supply.recipient {
            arguments.0.push((property::RECIPIENT, self.entity("recipient", recipient)?.into()));
        }
        if supply.supplier.is_none() && supply.recipient.is_none() {
            return Err("it has neither supplier nor recipient".into());
        }
        if let Some(quantity) = &supply.quantity {
            let owner = self.iri.as_str().to_owned();
            let quantity = self.quantity(&owner, &supply.commodity, quantity)?;
            arguments.0.push((property::QUANTITY, quantity.into()));
        }
        if let Some(route) = &supply.route {
            arguments.0.push((property::ROUTE, self.said("route", route)?.into()));
        }
        Ok(arguments)
    }

    fn contribution(&mut self, contribution: &Contribution) -> Result<Arguments, Refusal> {
        let mut arguments = Arguments(vec![
            (property::CONTRIBUTOR, self.entity("contributor", contribution.contributor)?.into()),
            (property::OPERATION, self.event(contribution.operation)?.into()),
        ]);
        if let Some(date) = contribution.date {
            arguments.0.push((property::DATE, date_literal(date).into()));
        }
        if let Some(date) = contribution.end_date {
            arguments.0.push((property::END_DATE, date_literal(date).into()));
        }
        if let Some(quantity) = &contribution.quantity {
            let owner = self.iri.as_str().to_owned();
            let quantity = self.quantity(&owner, "contribution", quantity)?;
            arguments.0.push((property::QUANTITY, quantity.into()));
        }
        Ok(arguments)
    }

    fn office_holding(&mut self, holding: &OfficeHolding) -> Result<Arguments, Refusal> {
        let person = self.entity("person", holding.person)?;
        let office = self.office(holding)?;
        Ok(Arguments(vec![(property::PERSON, person.into()), (property::OFFICE, office.into())]))
    }

    /// Describes the entities: all that the report names, and the groups and roles that a claim uses.
    fn write_entities(&mut self) {
        let (account, gazetteer) = (self.account, &self.writer.knowledge.gazetteer);
        for (index, entity) in account.recognition.entities.iter().enumerate() {
            if entity.kind != EntityKind::Group && self.referred[index] {
                self.use_entity(EntityId(index));
            }
        }
        for id in self.used.clone() {
            let (entity, iri) = (&account.recognition.entities[id.0], self.entities[id.0].clone());
            let in_gazetteer = entity.known.as_ref().and_then(|key| gazetteer.known(key));
            match &in_gazetteer {
                Some(known) => {
                    self.known.insert(known.key.to_owned());
                    if known.label != entity.name {
                        self.add(&iri, skos::ALT_LABEL, Literal::from(entity.name.as_str()));
                    }
                }
                None => self.describe(&iri, entity_class(entity.kind), &entity.name, None),
            }
            for name in entity.also.iter().filter(|name| **name != entity.name) {
                self.add(&iri, skos::ALT_LABEL, Literal::from(name.as_str()));
            }
            if let Some(group) = &entity.group {
                self.add(&iri, property::VERBATIM, Literal::from(entity.name.as_str()));
                if let Some(whole) = group.member_of.and_then(|id| self.entities.get(id.0).cloned()) {
                    self.add(&iri, property::MEMBER_OF, whole);
                }
                for member in &group.members {
                    if let Some(member) = self.entities.get(member.0).cloned() {
                        self.add(&iri, property::MEMBER, member);
                    }
                }
                if let Some(quantity) = &group.cardinality
                    && let Ok(quantity) = self.quantity(iri.as_str(), "cardinality", quantity)
                {
                    self.add(&iri, property::CARDINALITY, quantity);
                }
            }
        }
    }

    /// Marks where each described entity stands in the text.
    fn write_mentions(&mut self) {
        let account = self.account;
        for mention in &account.recognition.mentions {
            let denoted: Vec<NamedNode> = mention
                .entities
                .iter()
                .filter(|id| self.used.contains(id))
                .map(|id| self.entities[id.0].clone())
                .collect();
            if denoted.is_empty() {
                continue;
            }
            let sentence = self
                .sentences
                .iter()
                .position(|sentence| sentence.overlaps(mention.span))
                .map_or(0, |index| index + 1);
            if let Ok(span) = self.span(mention.span, sentence) {
                for entity in denoted {
                    self.add(&span, property::DENOTES, entity);
                }
            }
        }
    }
}

/// The arguments of a claim.
struct Arguments(Vec<(NamedNodeRef<'static>, Term)>);

fn integer(number: usize) -> Literal {
    Literal::from(u64::try_from(number).unwrap_or(u64::MAX))
}

/// A decimal in its canonical form, which the store would give it anyway.
fn decimal(number: &str) -> Option<Literal> {
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = whole.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit());
    if !all_digits || (whole.is_empty() && fraction.is_empty()) {
        return None;
    }
    let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
    let whole = if whole.is_empty() { "0" } else { whole };
    let sign = if whole == "0" && fraction.is_empty() { "" } else { sign };
    let lexical =
        if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") };
    Some(Literal::new_typed_literal(lexical, xsd::DECIMAL))
}

/// A date as precise as the text gives it.
fn date_literal(date: PartialDate) -> Literal {
    let datatype: NamedNodeRef<'_> = match (date.month, date.day) {
        (Some(_), Some(_)) => xsd::DATE,
        (Some(_), None) => xsd::G_YEAR_MONTH,
        _ => xsd::G_YEAR,
    };
    Literal::new_typed_literal(date.to_string(), datatype)
}

const fn entity_class(kind: EntityKind) -> NamedNodeRef<'static> {
    match kind {
        EntityKind::Person => class::PERSON,
        EntityKind::State => class::STATE,
        EntityKind::Organization => class::ORGANIZATION,
        EntityKind::Place => class::PLACE,
        EntityKind::Group => class::GROUP,
    }
}

const fn status(status: Status) -> NamedNodeRef<'static> {
    match status {
        Status::Occurred => concept::OCCURRED,
        Status::Planned => concept::PLANNED,
        Status::Possible => concept::POSSIBLE,
        Status::Denied => concept::DENIED,
    }
}

const fn date_basis(basis: DateBasis) -> NamedNodeRef<'static> {
    match basis {
        DateBasis::Stated => concept::STATED,
        DateBasis::Resolved => concept::RESOLVED,
        DateBasis::FromDateline => concept::FROM_DATELINE,
    }
}

const fn speech_mode(mode: SpeechMode) -> NamedNodeRef<'static> {
    match mode {
        SpeechMode::Narration => concept::NARRATION,
        SpeechMode::DirectSpeech => concept::DIRECT_SPEECH,
        SpeechMode::IndirectSpeech => concept::INDIRECT_SPEECH,
        SpeechMode::ImpersonalSpeech => concept::IMPERSONAL_SPEECH,
    }
}

const fn modality(modality: Modality) -> NamedNodeRef<'static> {
    match modality {
        Modality::Asserted => concept::ASSERTED,
        Modality::Planned => concept::PLANNED,
        Modality::Possible => concept::POSSIBLE,
        Modality::Requested => concept::REQUESTED,
    }
}

const fn polarity(polarity: Polarity) -> NamedNodeRef<'static> {
    match polarity {
        Polarity::Affirmed => concept::AFFIRMED,
        Polarity::Negated => concept::NEGATED,
    }
}

const fn role(role: Role) -> NamedNodeRef<'static> {
    match role {
        Role::Participant => concept::ROLE_PARTICIPANT,
        Role::Host => concept::ROLE_HOST,
        Role::Chair => concept::ROLE_CHAIR,
        Role::Convener => concept::ROLE_CONVENER,
        Role::Visitor => concept::ROLE_VISITOR,
        Role::Caller => concept::ROLE_CALLER,
        Role::Signatory => concept::ROLE_SIGNATORY,
        Role::Sender => concept::ROLE_SENDER,
        Role::Recipient => concept::ROLE_RECIPIENT,
        Role::Appointee => concept::ROLE_APPOINTEE,
        Role::Target => concept::ROLE_TARGET,
        Role::Delegate => concept::ROLE_DELEGATE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rdf::by_hand;

    fn written(change: impl FnOnce(&mut Account<'_>)) -> Written {
        let (report, knowledge) = (by_hand::report(), Knowledge::embedded());
        let mut account = by_hand::account(&report);
        change(&mut account);
        Writer::new(&knowledge, Options::default()).report(&account)
    }

    fn lines(written: &Written) -> Vec<String> {
        written.quads.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn what_a_shared_thing_is_called_stands_in_the_register_and_not_in_the_report() {
        let written = written(|_| ());
        let mut labels: Vec<&str> = written.register.iter().map(|entry| entry.label.as_str()).collect();
        labels.sort_unstable();
        labels.dedup();
        assert_eq!(
            labels,
            ["Alliance", "Kari Lund", "Marek Novák", "Nordpress", "Norland", "Prime Minister"]
        );
        let text = lines(&written).join("\n");
        assert!(!text.contains("rdf-schema#label> \"Kari Lund\"") && text.contains("altLabel> \"Novák\""));
    }

    /// How many quads have this term of the ontology as predicate.
    fn count(written: &Written, predicate: NamedNodeRef<'_>) -> usize {
        written.quads.iter().filter(|quad| quad.predicate == predicate).count()
    }

    #[test]
    fn every_kind_of_claim_is_written_and_none_is_refused() {
        let written = written(|_| ());
        assert_eq!(written.ungrounded, []);
        let claims: Vec<(&str, usize)> =
            written.claims.iter().map(|(class, count)| (*class, *count)).collect();
        let expected = [
            ("Contribution", 1),
            ("Discussion", 1),
            ("EnergySupply", 1),
            ("Occurrence", 2),
            ("OfficeHolding", 1),
            ("Participation", 2),
            ("Position", 1),
        ];
        assert_eq!(claims, expected);
        assert_eq!(written.known, BTreeSet::from(["place:3161732".to_owned()]));
    }

    #[test]
    fn a_quote_stands_in_the_text_at_its_code_points() {
        let written = written(|_| ());
        let letters: Vec<char> = by_hand::TEXT.chars().collect();
        let value = |subject: &str, predicate: NamedNodeRef<'_>| {
            written
                .quads
                .iter()
                .find(|quad| quad.subject.to_string() == subject && quad.predicate == predicate)
                .and_then(|quad| match &quad.object {
                    Term::Literal(literal) => Some(literal.value().to_owned()),
                    _ => None,
                })
                .unwrap()
        };
        let spans: Vec<String> = written
            .quads
            .iter()
            .filter(|quad| quad.object == class::SPAN.into())
            .map(|quad| quad.subject.to_string())
            .collect();
        assert!(spans.len() >= 12, "{spans:?}");
        for span in spans {
            let number = |predicate| value(&span, predicate).parse::<usize>().unwrap();
            let (begin, end) = (number(nif::BEGIN_INDEX), number(nif::END_INDEX));
            assert_eq!(letters[begin..end].iter().collect::<String>(), value(&span, nif::ANCHOR_OF));
        }
    }

    #[test]
    fn there_are_no_blank_nodes_and_every_term_is_in_the_ontology() {
        let written = written(|_| ());
        let declared: FxHashSet<String> =
            Concepts::embedded().triples().iter().map(|triple| triple.subject.to_string()).collect();
        for line in lines(&written) {
            assert!(!line.contains("_:"), "{line}");
        }
        for quad in &written.quads {
            for term in [quad.predicate.to_string(), quad.object.to_string()] {
                if term.starts_with(&format!("<{}", crate::ontology::NAMESPACE)) {
                    assert!(declared.contains(&term), "{term} is not in the ontology");
                }
            }
        }
    }

    #[test]
    fn two_writings_are_the_same_and_sorted() {
        let (one, two) = (lines(&written(|_| ())), lines(&written(|_| ())));
        assert_eq!(one, two);
        assert!(one.is_sorted());
    }

    #[test]
    fn a_claim_keeps_its_name_when_another_is_added() {
        let of = |written: &Written| -> BTreeSet<String> {
            let class = Term::from(class::POSITION);
            written
                .quads
                .iter()
                .filter(|quad| quad.object == class)
                .map(|quad| quad.subject.to_string())
                .collect()
        };
        let before = of(&written(|_| ()));
        let after = of(&written(|account| {
            let mut other = account.positions[0].clone();
            other.stance = "welcomes".into();
            account.positions.insert(0, other);
        }));
        assert_eq!(after.len(), 2);
        assert!(before.is_subset(&after));
    }

    #[test]
    fn a_claim_that_two_rules_made_alike_is_written_once() {
        let written = written(|account| account.positions.push(account.positions[0].clone()));
        assert_eq!(written.claims["Position"], 1);
        assert_eq!(written.ungrounded, []);
    }

    #[test]
    fn words_that_are_not_in_the_text_are_refused() {
        let written = written(|account| {
            account.positions[0].issue_text = "independence".into();
            account.supplies[0].statement.evidence[0].span.end += 4000;
            account.contributions[0].statement.evidence[0].sentence = 2;
        });
        let refused: Vec<(&str, &str)> =
            written.ungrounded.iter().map(|refused| (refused.class, refused.reason.as_str())).collect();
        assert_eq!(refused.len(), 3, "{refused:?}");
        assert_eq!(
            refused[0],
            ("Position", "`independence` of its issue `independence` is not a word of the report")
        );
        assert_eq!(refused[1].0, "EnergySupply");
        assert_eq!(refused[2].0, "Contribution");
        assert_eq!(
            count(&written, property::STANCE)
                + count(&written, property::COMMODITY)
                + count(&written, property::CONTRIBUTOR),
            0
        );
    }

    #[test]
    fn a_word_of_the_text_may_have_an_apostrophe_in_it() {
        let of = |text: &str| words(text).collect::<Vec<_>>();
        assert_eq!(of("Women’s rights, U.S. aid"), ["women", "s", "rights", "u", "s", "aid"]);
    }

    #[test]
    fn an_argument_that_no_words_refer_to_is_refused() {
        let written = written(|account| account.recognition.mentions.retain(|m| m.entities != [EntityId(2)]));
        assert_eq!(written.ungrounded[0].reason, "no words of the report refer to its place, `Bergen`");
        // Without its occurrence the meeting has no other claims either.
        assert_eq!(count(&written, property::PARTICIPANT), 0);
    }

    #[test]
    fn a_word_outside_a_scheme_is_refused() {
        let written = written(|account| account.positions[0].stance = "likes".into());
        assert_eq!(written.ungrounded[0].reason, "`likes` is not in the scheme of stances");
    }

    #[test]
    fn a_group_is_described_only_where_a_claim_uses_it() {
        let text = lines(&written(|_| ())).join("\n");
        assert!(text.contains("\"about 20 Alliance countries\"") && !text.contains("unused group"));
        let unused = lines(&written(|account| account.supplies.clear())).join("\n");
        assert!(!unused.contains("<https://w3id.org/rapporteur/ns#Group>"));
    }

    #[test]
    fn a_pronoun_is_a_span_but_never_a_label() {
        let text = lines(&written(|_| ())).join("\n");
        assert!(text.contains("nif-core#anchorOf> \"They\""));
        assert!(!text.contains("altLabel> \"They\""));
    }

    #[test]
    fn decimals_are_written_as_the_store_would_write_them() {
        let of = |number| decimal(number).map(|literal| literal.value().to_owned());
        assert_eq!(of("007.50").as_deref(), Some("7.5"));
        assert_eq!(of("-0.0").as_deref(), Some("0"));
        assert_eq!(of("120000").as_deref(), Some("120000"));
        assert_eq!(of(".5").as_deref(), Some("0.5"));
        assert_eq!(of("1,000"), None);
        assert_eq!(of("."), None);
    }

    #[test]
    fn dates_are_as_precise_as_the_text() {
        let of = |year, month, day| date_literal(PartialDate { year, month, day }).to_string();
        assert_eq!(of(2021, None, None), "\"2021\"^^<http://www.w3.org/2001/XMLSchema#gYear>");
        assert_eq!(of(2021, Some(8), None), "\"2021-08\"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>");
        assert_eq!(of(2021, Some(8), Some(7)), "\"2021-08-07\"^^<http://www.w3.org/2001/XMLSchema#date>");
    }
}
