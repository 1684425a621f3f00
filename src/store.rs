//! The store: the only room that knows how Oxigraph keeps a graph on disk.
//!
//! A store is a folder.
//! One graph of it, [`BOOK`], is the store's own book: the version of its layout, where its IRIs begin, and for
//! each report a hash of what was read, by which an unchanged report is known again.
//! Each batch of reports is written together with its lines in the book, so an interrupted build leaves a store
//! that is valid and a rebuild that goes on where it stopped.

use crate::ontology::NAMESPACES;
use crate::packed;
use crate::rdf::files::Format;
use crate::rdf::identity::{self, Graph};
use crate::rdf::quads::{Writer, Written, sort};
use crate::rdf::register::{Entry, Register};
use crate::rdf::vocab::{class, property, prov, rdf};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{
    GraphName, GraphNameRef, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, QuadRef, Term, TermRef,
};
use oxigraph::sparql::{
    CancellationToken, QueryEvaluationError, QueryResults, SparqlEvaluator, SparqlSyntaxError,
};
use oxigraph::store::{LoaderError, StorageError, Store};
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

mod change;
mod look;

/// The version of the layout of stores; it changes when a store of an older program can no longer be read.
pub const LAYOUT: &str = "2";

/// The graph in which a store keeps its own book; it is no part of what the reports state.
pub const BOOK: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/store");

const LAYOUT_OF: NamedNodeRef<'static> =
    NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/store#layout");
const BASE_OF: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/store#base");
const INPUT_OF: NamedNodeRef<'static> =
    NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/store#input");

/// How many quads are held before they are written: in one transaction, and by the bulk loader.
const BATCH: usize = 50_000;
const BULK_BATCH: usize = 400_000;
/// More memory than this makes the bulk loader no faster.
const BULK_MEGABYTES: usize = 256;

/// Why a store could not be opened, read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no store at this path.
    #[error("there is no store at `{}`", .path.display())]
    Missing {
        /// The path.
        path: PathBuf,
    },
    /// Another process has opened it for writing.
    #[error("the store at `{}` is in use by another process", .path.display())]
    Locked {
        /// The path.
        path: PathBuf,
    },
    /// The folder holds an Oxigraph store that is not ours.
    #[error("the store at `{}` was not made by rapporteur", .path.display())]
    NotOurs {
        /// The path.
        path: PathBuf,
    },
    /// A program with another layout of stores made it.
    #[error("the store at `{}` has layout {found}; this program reads layout {LAYOUT}", .path.display())]
    Layout {
        /// The path.
        path: PathBuf,
        /// The layout that was found.
        found: String,
    },
    /// Its IRIs begin elsewhere.
    #[error("the IRIs of the store at `{}` begin with `{found}`, not with `{given}`", .path.display())]
    Base {
        /// The path.
        path: PathBuf,
        /// Where they begin.
        found: String,
        /// Where they were to begin.
        given: String,
    },
    /// The program was built without the store on disk.
    #[error("this program was built without the store on disk")]
    NoDisk,
    /// A file could not be opened.
    #[error("`{}` cannot be read", .path.display())]
    File {
        /// The path.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A file is not in the format that its name promises.
    #[error("`{}` is not valid: {reason}", .path.display())]
    Syntax {
        /// The path.
        path: PathBuf,
        /// What the parser says, with line and column where the format has them.
        reason: String,
    },
    /// A file's name does not say its format.
    #[error("the ending of `{}` names no RDF format", .path.display())]
    Format {
        /// The path.
        path: PathBuf,
    },
    /// Oxigraph or the system below it failed.
    #[error("the store failed")]
    Storage(#[source] StorageError),
}

impl StoreError {
    /// What to do about it.
    pub fn hint(&self) -> String {
        match self {
            Self::Missing { path } => {
                format!("build it with `rapporteur build REPORTS --store {}`", path.display())
            }
            Self::Locked { .. } => "wait until the other `rapporteur build` has ended, or use another --store".into(),
            Self::NotOurs { .. } => "name another folder with --store; this one is left as it is".into(),
            Self::Layout { path, .. } => format!(
                "rebuild it: move `{}` away and run `rapporteur build` again, or use the program that made it",
                path.display()
            ),
            Self::Base { found, .. } => format!("leave --base-iri out, or give `{found}`"),
            Self::NoDisk => {
                "write a file with `rapporteur build -o FILE.nq` and ask it with `rapporteur query --from FILE.nq`, \
                 or build the program with its default features"
                    .into()
            }
            Self::File { .. } => "check the path, and that you may read it".into(),
            Self::Syntax { .. } => "the file must hold what its ending says; write it anew with `rapporteur export`".into(),
            Self::Format { .. } => "RDF files end in .ttl, .trig, .nt, .nq, .jsonld or .rdf, with .gz or .zst behind it where they are packed".into(),
            Self::Storage(_) => "check that the disk is not full and the store's files are yours to write".into(),
        }
    }
}

impl From<StorageError> for StoreError {
    fn from(error: StorageError) -> Self {
        Self::Storage(error)
    }
}

/// Why a query could not be answered.
#[derive(Debug, thiserror::Error)]
pub enum QueryError {
    /// It is not SPARQL.
    #[error("the query is not valid SPARQL: {0}")]
    Syntax(#[from] SparqlSyntaxError),
    /// It could not be evaluated.
    #[error("the query could not be evaluated")]
    Evaluation(#[from] QueryEvaluationError),
}

impl QueryError {
    /// What to do about it.
    pub fn hint(&self) -> String {
        match self {
            Self::Syntax(error) if error.to_string().contains("Prefix not found") => format!(
                "declare the prefix with `PREFIX name: <…>`; known without that are {}",
                NAMESPACES.map(|(prefix, _)| prefix).join(", ")
            ),
            Self::Syntax(_) => "the files in queries/ are examples that work".into(),
            Self::Evaluation(QueryEvaluationError::Service(_)) => {
                "check the address of SERVICE and that this machine is online; SERVICE SILENT goes on without an answer"
                    .into()
            }
            Self::Evaluation(_) => {
                "queries run offline: SERVICE and LOAD of other addresses do not work".into()
            }
        }
    }
}

/// A graph of many reports, on disk or in memory.
#[derive(Clone)]
pub struct GraphStore {
    store: Store,
    path: PathBuf,
}

impl GraphStore {
    /// An empty graph in memory.
    ///
    /// # Errors
    /// If Oxigraph fails.
    pub fn in_memory() -> Result<Self, StoreError> {
        Ok(Self { store: Store::new()?, path: PathBuf::new() })
    }

    /// The graph of an RDF file, in memory.
    ///
    /// # Errors
    /// If the file cannot be read, or is not in the format that its ending names.
    pub fn from_file(path: &Path) -> Result<Self, StoreError> {
        let graph = Self::in_memory()?;
        graph.load_file(path)?;
        Ok(graph)
    }

    /// Adds the graph of an RDF file.
    ///
    /// # Errors
    /// If the file cannot be read, or is not in the format that its ending names.
    pub fn load_file(&self, path: &Path) -> Result<(), StoreError> {
        let format = match Format::of_path(path) {
            Some(Format::Turtle) => RdfFormat::Turtle,
            Some(Format::TriG) => RdfFormat::TriG,
            Some(Format::NTriples) => RdfFormat::NTriples,
            Some(Format::NQuads) => RdfFormat::NQuads,
            Some(Format::JsonLd) => RdfFormat::JsonLd { profile: oxigraph::io::JsonLdProfileSet::empty() },
            Some(Format::RdfXml) => RdfFormat::RdfXml,
            None => return Err(StoreError::Format { path: path.into() }),
        };
        let file = packed::open(path).map_err(|source| StoreError::File { path: path.into(), source })?;
        let mut loader = self.store.bulk_loader().with_max_memory_size_in_megabytes(BULK_MEGABYTES);
        let loaded = loader.load_from_reader(RdfParser::from_format(format), file);
        loaded.map_err(|error| match error {
            LoaderError::Storage(error) => StoreError::Storage(error),
            error => StoreError::Syntax { path: path.into(), reason: error.to_string() },
        })?;
        loader.commit()?;
        Ok(())
    }

    /// Opens the store in a folder for writing; an absent one is made, with IRIs that begin with `base`.
    ///
    /// # Errors
    /// If another process writes to it, it is none of ours, or its layout or base is another.
    #[cfg(feature = "rocksdb")]
    pub fn open(path: &Path, base: Option<&str>) -> Result<Self, StoreError> {
        use oxigraph::store::StoreOptions;
        let store = Store::open_with_options(path, StoreOptions::default().with_max_open_files(512))
            .map_err(|error| Self::opening(path, error))?;
        let graph = Self { store, path: path.to_owned() };
        if graph.store.is_empty()? {
            graph.store.insert(QuadRef::new(BOOK, LAYOUT_OF, Literal::from(LAYOUT).as_ref(), BOOK))?;
            let base = base.unwrap_or(crate::rdf::identity::DEFAULT_BASE);
            graph.store.insert(QuadRef::new(BOOK, BASE_OF, Literal::from(base).as_ref(), BOOK))?;
        }
        graph.checked(base)
    }

    /// Opens the store in a folder for reading.
    ///
    /// # Errors
    /// If there is none, it is none of ours, or its layout is another.
    #[cfg(feature = "rocksdb")]
    pub fn open_read_only(path: &Path) -> Result<Self, StoreError> {
        // RocksDB would tell of a file `CURRENT` that nobody has heard of.
        if !path.join("CURRENT").is_file() {
            return Err(StoreError::Missing { path: path.into() });
        }
        let store = Store::open_read_only(path).map_err(|error| Self::opening(path, error))?;
        Self { store, path: path.to_owned() }.checked(None)
    }

    #[cfg(feature = "rocksdb")]
    fn opening(path: &Path, error: StorageError) -> StoreError {
        if error.to_string().contains("lock") {
            StoreError::Locked { path: path.into() }
        } else {
            StoreError::Storage(error)
        }
    }

    /// This program has no store on disk.
    ///
    /// # Errors
    /// Always.
    #[cfg(not(feature = "rocksdb"))]
    pub fn open(_: &Path, _: Option<&str>) -> Result<Self, StoreError> {
        Err(StoreError::NoDisk)
    }

    /// This program has no store on disk.
    ///
    /// # Errors
    /// Always.
    #[cfg(not(feature = "rocksdb"))]
    pub fn open_read_only(_: &Path) -> Result<Self, StoreError> {
        Err(StoreError::NoDisk)
    }

    #[cfg_attr(not(feature = "rocksdb"), expect(dead_code, reason = "only a store on disk has a past"))]
    fn checked(self, base: Option<&str>) -> Result<Self, StoreError> {
        let path = self.path.clone();
        match self.book(BOOK, LAYOUT_OF)? {
            None => return Err(StoreError::NotOurs { path }),
            Some(found) if found != LAYOUT => return Err(StoreError::Layout { path, found }),
            Some(_) => {}
        }
        let found = self.base()?;
        match base {
            Some(given) if given != found => Err(StoreError::Base { path, found, given: given.into() }),
            _ => Ok(self),
        }
    }

    /// One entry of the store's book.
    fn book(&self, subject: NamedNodeRef<'_>, what: NamedNodeRef<'_>) -> Result<Option<String>, StoreError> {
        let mut found =
            self.store.quads_for_pattern(Some(subject.into()), Some(what), None, Some(BOOK.into()));
        match found.next().transpose()? {
            Some(Quad { object: Term::Literal(value), .. }) => Ok(Some(value.value().to_owned())),
            _ => Ok(None),
        }
    }

    /// Where the IRIs of its data begin.
    ///
    /// # Errors
    /// If the store fails.
    pub fn base(&self) -> Result<String, StoreError> {
        if let Some(base) = self.book(BOOK, BASE_OF)? {
            return Ok(base);
        }
        // A file has no book, but the IRIs of its reports tell.
        let report = self.matching(None, Some(rdf::TYPE), Some(class::REPORT.into())).next().transpose()?;
        let base = report.as_ref().and_then(|quad| match &quad.subject {
            NamedOrBlankNode::NamedNode(report) => report.as_str().rsplit_once("report/"),
            NamedOrBlankNode::BlankNode(_) => None,
        });
        Ok(base.map_or_else(|| crate::rdf::identity::DEFAULT_BASE.to_owned(), |(base, _)| base.to_owned()))
    }

    /// Whether a report was read before exactly as it is now; `input` is its [`Writer::input_hash`].
    ///
    /// # Errors
    /// If the store fails.
    pub fn is_unchanged(&self, report: &NamedNode, input: &str) -> Result<bool, StoreError> {
        let input = Literal::from(input);
        Ok(self.store.contains(QuadRef::new(report, INPUT_OF, input.as_ref(), BOOK))?)
    }

    /// Whether nothing was ever read into it.
    ///
    /// # Errors
    /// If the store fails.
    pub fn holds_no_reports(&self) -> Result<bool, StoreError> {
        let mut inputs = self.store.quads_for_pattern(None, Some(INPUT_OF), None, Some(BOOK.into()));
        Ok(inputs.next().transpose()?.is_none())
    }

    /// The names of its graphs, sorted, without its own book; nothing stands for the default graph.
    ///
    /// # Errors
    /// If the store fails.
    pub fn graphs(&self) -> Result<Vec<GraphName>, StoreError> {
        let mut names = Vec::new();
        for name in self.store.named_graphs() {
            let name = GraphName::from(name?);
            if name.as_ref() != GraphNameRef::NamedNode(BOOK) {
                names.push(name);
            }
        }
        names.sort_by_cached_key(ToString::to_string);
        if self.store.quads_for_pattern(None, None, None, Some(GraphNameRef::DefaultGraph)).next().is_some() {
            names.insert(0, GraphName::DefaultGraph);
        }
        Ok(names)
    }

    /// The quads of one graph, sorted.
    ///
    /// # Errors
    /// If the store fails.
    pub fn graph(&self, name: GraphNameRef<'_>) -> Result<Vec<Quad>, StoreError> {
        let quads: Result<Vec<Quad>, StorageError> =
            self.store.quads_for_pattern(None, None, None, Some(name)).collect();
        let mut quads = quads?;
        sort(&mut quads);
        Ok(quads)
    }

    /// The quads of one graph, in no order.
    ///
    /// # Errors
    /// If the store fails.
    pub fn quads_of(&self, name: GraphNameRef<'_>) -> Result<Vec<Quad>, StoreError> {
        let quads: Result<Vec<Quad>, StorageError> =
            self.store.quads_for_pattern(None, None, None, Some(name)).collect();
        Ok(quads?)
    }

    /// The statements that match, of all graphs but the store's own book, in no order.
    ///
    /// Each fails if the store does.
    pub fn matching<'s>(
        &'s self,
        subject: Option<NamedNodeRef<'_>>,
        predicate: Option<NamedNodeRef<'_>>,
        object: Option<TermRef<'_>>,
    ) -> impl Iterator<Item = Result<Quad, StoreError>> + use<'s> {
        let quads = self.store.quads_for_pattern(subject.map(Into::into), predicate, object, None);
        quads.map(|quad| quad.map_err(StoreError::from)).filter(|quad| {
            !quad.as_ref().is_ok_and(|quad| quad.graph_name.as_ref() == GraphNameRef::NamedNode(BOOK))
        })
    }

    /// The subjects of statements with this predicate and object, as names of graphs, sorted.
    ///
    /// # Errors
    /// If the store fails.
    pub fn subjects_with(
        &self,
        predicate: NamedNodeRef<'_>,
        object: &Term,
    ) -> Result<Vec<GraphName>, StoreError> {
        let mut subjects = Vec::new();
        for quad in self.store.quads_for_pattern(None, Some(predicate), Some(object.as_ref()), None) {
            subjects.push(GraphName::from(quad?.subject));
        }
        subjects.sort_by_cached_key(ToString::to_string);
        subjects.dedup();
        Ok(subjects)
    }

    /// What the register, the gazetteer and the list of runs say of the things that these quads name, sorted by
    /// graph.
    ///
    /// # Errors
    /// If the store fails.
    pub fn descriptions(&self, quads: &[Quad]) -> Result<Vec<Quad>, StoreError> {
        let objects = quads.iter().filter_map(|quad| match &quad.object {
            Term::NamedNode(node) => Some(node.as_str().to_owned()),
            _ => None,
        });
        self.descriptions_of(objects.collect())
    }

    /// The same of things by their IRIs, and of those by which they are described in turn.
    ///
    /// # Errors
    /// If the store fails.
    pub fn descriptions_of(&self, iris: BTreeSet<String>) -> Result<Vec<Quad>, StoreError> {
        let base = self.base()?;
        let lists =
            [Graph::Gazetteer, Graph::Register, Graph::Runs].map(|graph| GraphName::from(graph.name(&base)));
        // A file without graphs has its lists among the rest.
        let lists = lists.into_iter().chain([GraphName::DefaultGraph]).collect::<Vec<_>>();
        let reports = identity::reports(&base);
        let is_listed = |iri: &str| iri.starts_with(&base) && !iri.starts_with(&reports);
        let (mut found, mut done, mut next) = (Vec::new(), BTreeSet::new(), iris);
        next.retain(|iri| is_listed(iri));
        while !next.is_empty() {
            let before = found.len();
            for iri in std::mem::take(&mut next) {
                let node = NamedNode::new_unchecked(iri.as_str());
                for list in &lists {
                    let subject = Some(node.as_ref().into());
                    for quad in self.store.quads_for_pattern(subject, None, None, Some(list.as_ref())) {
                        found.push(quad?);
                    }
                }
                done.insert(iri);
            }
            // An office names its body, a place the state in which it lies.
            for quad in &found[before..] {
                if let Term::NamedNode(node) = &quad.object
                    && is_listed(node.as_str())
                    && !done.contains(node.as_str())
                {
                    next.insert(node.as_str().to_owned());
                }
            }
        }
        sort(&mut found);
        Ok(found)
    }

    /// Adds quads.
    ///
    /// # Errors
    /// If the store fails.
    pub fn extend(&self, quads: Vec<Quad>) -> Result<(), StoreError> {
        Ok(self.store.extend(quads)?)
    }

    /// How many quads it holds, its own book included.
    ///
    /// # Errors
    /// If the store fails.
    pub fn len(&self) -> Result<usize, StoreError> {
        Ok(self.store.len()?)
    }

    /// Whether it holds nothing at all.
    ///
    /// # Errors
    /// If the store fails.
    pub fn is_empty(&self) -> Result<bool, StoreError> {
        Ok(self.store.is_empty()?)
    }

    /// Answers a SPARQL query over the union of all graphs.
    ///
    /// The prefixes of the house need no declaration.
    ///
    /// # Errors
    /// If the query is not SPARQL or cannot be evaluated.
    pub fn query(&self, text: &str) -> Result<QueryResults<'static>, QueryError> {
        self.query_until(text, &Leave::default())
    }

    /// Answers a SPARQL query as [`GraphStore::query`] does, with what it is allowed to do.
    ///
    /// # Errors
    /// If the query is not SPARQL or cannot be evaluated.
    pub fn query_until(&self, text: &str, leave: &Leave) -> Result<QueryResults<'static>, QueryError> {
        let mut evaluator = SparqlEvaluator::new();
        if let Some(token) = &leave.until {
            evaluator = evaluator.with_cancellation_token(token.clone());
        }
        #[cfg(feature = "federated")]
        {
            evaluator = if leave.federated {
                evaluator.with_http_timeout(PATIENCE).with_http_redirection_limit(REDIRECTIONS)
            } else {
                evaluator.without_default_http_service_handler()
            };
        }
        for (prefix, namespace) in NAMESPACES {
            evaluator = match evaluator.clone().with_prefix(prefix, namespace) {
                Ok(with) => with,
                Err(_) => evaluator,
            };
        }
        let mut query = evaluator.parse_query(&padded(text))?;
        query.dataset_mut().set_default_graph_as_union();
        Ok(query.on_store(&self.store).execute()?)
    }
}

/// What a query may do.
#[derive(Clone, Default)]
pub struct Leave {
    /// It goes on until somebody cancels it with this token.
    pub until: Option<CancellationToken>,
    /// SERVICE may ask other endpoints, if the program has an HTTP client ([`CAN_ASK_ELSEWHERE`]).
    pub federated: bool,
}

/// Whether the program can ask other endpoints at all.
pub const CAN_ASK_ELSEWHERE: bool = cfg!(feature = "federated");

/// So long an endpoint may take for its answer.
#[cfg(feature = "federated")]
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(60);
/// So often an endpoint may send on to another address.
#[cfg(feature = "federated")]
const REDIRECTIONS: usize = 5;

/// The query with white space behind it.
///
/// Oxigraph's parser reads as many letters as a keyword has before it compares them; at the end of a query it would
/// find too few and say that it stopped there.
pub(crate) fn padded(text: &str) -> String {
    format!("{text}\n{}", " ".repeat(64))
}

/// A build: reports go into a store, batch by batch.
pub struct Session<'s> {
    graph: &'s GraphStore,
    writer: &'s Writer<'s>,
    /// Whether the store was empty when the build began, so that nothing need be replaced.
    bulk: bool,
    pending: Vec<Quad>,
    replaced: Vec<NamedNode>,
    /// The gazetteer keys that were written in this build, and those that are about to be.
    known: BTreeSet<String>,
    new_known: BTreeSet<String>,
    /// The entries of the register that were met in this build, and those that are not yet written.
    register: Register,
    new_register: Register,
}

impl<'s> Session<'s> {
    /// Begins a build.
    ///
    /// # Errors
    /// If the store fails.
    pub fn start(graph: &'s GraphStore, writer: &'s Writer<'s>) -> Result<Self, StoreError> {
        let bulk = graph.holds_no_reports()?;
        let session = Self {
            graph,
            writer,
            bulk,
            pending: Vec::new(),
            replaced: Vec::new(),
            known: BTreeSet::new(),
            new_known: BTreeSet::new(),
            register: Register::default(),
            new_register: Register::default(),
        };
        session.replace(&writer.ontology_graph(), &writer.ontology_quads())?;
        Ok(session)
    }

    /// Takes a report, with the hash of what was read; its graph replaces the one that the store has.
    ///
    /// # Errors
    /// If the store fails.
    pub fn add(&mut self, written: Written, input: &str) -> Result<(), StoreError> {
        self.pending.extend(written.quads);
        self.pending.push(Quad::new(written.report.clone(), INPUT_OF, Literal::from(input), BOOK));
        self.new_known.extend(written.known.into_iter().filter(|key| !self.known.contains(key)));
        for entry in written.register {
            if self.register.get(entry.iri.as_str()).is_none_or(|known| entry.is_better_than(known)) {
                self.new_register.add(entry);
            }
        }
        if !self.bulk {
            self.replaced.push(written.report);
        }
        if self.pending.len() >= if self.bulk { BULK_BATCH } else { BATCH } { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<(), StoreError> {
        let mut quads = std::mem::take(&mut self.pending);
        let keys = std::mem::take(&mut self.new_known);
        quads.extend(self.writer.gazetteer_quads(keys.iter().map(String::as_str)));
        self.known.extend(keys);
        quads.extend(self.writer.run_quads());
        let outdated = self.registered(&mut quads)?;
        let store = &self.graph.store;
        if self.bulk {
            let mut loader = store.bulk_loader().with_max_memory_size_in_megabytes(BULK_MEGABYTES);
            loader.load_quads(quads)?;
            loader.commit()?;
            for quad in &outdated {
                store.remove(quad)?;
            }
            return Ok(());
        }
        let mut transaction = store.start_transaction()?;
        for quad in &outdated {
            transaction.remove(quad.as_ref());
        }
        for report in self.replaced.drain(..) {
            transaction.remove_named_graph(report.as_ref())?;
            let entries: Vec<Quad> = transaction
                .quads_for_pattern(Some(report.as_ref().into()), None, None, Some(BOOK.into()))
                .collect::<Result<_, _>>()?;
            for entry in &entries {
                transaction.remove(entry.as_ref());
            }
        }
        transaction.extend(quads.iter().map(Quad::as_ref));
        transaction.commit()?;
        Ok(())
    }

    /// Adds the entries of the register that are new to `quads`, and gives back what they make out of date.
    fn registered(&mut self, quads: &mut Vec<Quad>) -> Result<Vec<Quad>, StoreError> {
        let graph = self.writer.register_graph();
        let mut outdated = Vec::new();
        for entry in std::mem::take(&mut self.new_register).iter() {
            let subject = entry.iri.as_ref().into();
            let found =
                self.graph.store.quads_for_pattern(Some(subject), None, None, Some(graph.as_ref().into()));
            let found: Vec<Quad> = found.collect::<Result<_, _>>()?;
            match Entry::read(&found) {
                Some(known) if !entry.is_better_than(&known) => {
                    self.register.add(known);
                }
                _ => {
                    let written = entry.quads(&graph);
                    outdated.extend(found.into_iter().filter(|quad| !written.contains(quad)));
                    quads.extend(written);
                    self.register.add(entry.clone());
                }
            }
        }
        Ok(outdated)
    }

    /// Ends the build: what no report uses any more leaves the graphs of the gazetteer and of the runs.
    ///
    /// # Errors
    /// If the store fails.
    pub fn finish(mut self) -> Result<(), StoreError> {
        if !self.pending.is_empty() {
            self.flush()?;
        }
        let (gazetteer, register) = (self.writer.gazetteer_graph(), self.writer.register_graph());
        let registered = self.graph.graph(register.as_ref().into())?;
        let mut used = BTreeSet::new();
        for thing in subjects(&registered).into_iter().chain(self.subjects(&gazetteer)?) {
            let mut in_report = false;
            for quad in self.graph.store.quads_for_pattern(None, None, Some(thing.as_ref().into()), None) {
                let graph = quad?.graph_name;
                in_report =
                    [&gazetteer, &register].iter().all(|list| graph != GraphName::from((*list).clone()));
                if in_report {
                    break;
                }
            }
            if in_report {
                used.insert(thing.into_string());
            }
        }
        // An office that is used needs the body to which it belongs.
        for quad in registered.iter().filter(|quad| quad.predicate == property::OFFICE_OF) {
            if let (NamedOrBlankNode::NamedNode(office), Term::NamedNode(body)) =
                (&quad.subject, &quad.object)
                && used.contains(office.as_str())
            {
                used.insert(body.as_str().to_owned());
            }
        }
        let kept = registered.into_iter().filter(|quad| match &quad.subject {
            NamedOrBlankNode::NamedNode(subject) => used.contains(subject.as_str()),
            NamedOrBlankNode::BlankNode(_) => false,
        });
        self.replace(&register, &kept.collect::<Vec<_>>())?;
        let keys: BTreeSet<String> = used.iter().filter_map(|iri| self.writer.known_key(iri)).collect();
        let quads = self.writer.gazetteer_quads(keys.iter().map(String::as_str));
        self.replace(&gazetteer, &quads)?;
        let runs = self.writer.run_graph();
        let mut kept = self.graph.graph(runs.as_ref().into())?;
        for run in self.subjects(&runs)? {
            let claims = Some(prov::WAS_GENERATED_BY);
            let mut made = self.graph.store.quads_for_pattern(None, claims, Some(run.as_ref().into()), None);
            if made.next().transpose()?.is_none() && run != *self.writer.run() {
                kept.retain(|quad| quad.subject != NamedOrBlankNode::from(run.clone()));
            }
        }
        self.replace(&runs, &kept)?;
        // What is only in the log is read again at each opening, which takes seconds after a large build.
        #[cfg(feature = "rocksdb")]
        self.graph.store.flush()?;
        Ok(())
    }

    /// The subjects of a graph, each once.
    fn subjects(&self, graph: &NamedNode) -> Result<Vec<NamedNode>, StoreError> {
        Ok(subjects(&self.graph.graph(graph.as_ref().into())?))
    }

    /// Gives a graph these sorted quads, where it has others.
    fn replace(&self, graph: &NamedNode, quads: &[Quad]) -> Result<(), StoreError> {
        if self.graph.graph(graph.as_ref().into())? == quads {
            return Ok(());
        }
        let mut transaction = self.graph.store.start_transaction()?;
        transaction.remove_named_graph(graph.as_ref())?;
        transaction.extend(quads.iter().map(Quad::as_ref));
        transaction.commit()?;
        Ok(())
    }
}

/// The subjects of sorted quads, each once.
fn subjects(quads: &[Quad]) -> Vec<NamedNode> {
    let mut subjects: Vec<NamedNode> = Vec::new();
    for quad in quads {
        if let NamedOrBlankNode::NamedNode(subject) = &quad.subject
            && subjects.last() != Some(subject)
        {
            subjects.push(subject.clone());
        }
    }
    subjects
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Knowledge;
    use crate::rdf::by_hand;
    use crate::rdf::quads::Options;

    fn lines(graph: &GraphStore) -> Vec<String> {
        let mut lines = Vec::new();
        for name in graph.graphs().unwrap() {
            lines.extend(graph.graph(name.as_ref()).unwrap().iter().map(ToString::to_string));
        }
        lines
    }

    /// Builds a store of the report by hand under several ids and with changes.
    fn build(graph: &GraphStore, reports: &[(&str, bool)]) {
        let knowledge = Knowledge::embedded();
        let writer = Writer::new(&knowledge, Options::default());
        let mut session = Session::start(graph, &writer).unwrap();
        for (id, with_supplies) in reports {
            let mut report = by_hand::report();
            report.id = (*id).into();
            let mut account = by_hand::account(&report);
            if !with_supplies {
                account.supplies.clear();
            }
            session.add(writer.report(&account), &format!("{id} {with_supplies}")).unwrap();
        }
        session.finish().unwrap();
    }

    fn count(graph: &GraphStore, query: &str) -> String {
        match graph.query(query).unwrap() {
            QueryResults::Solutions(mut rows) => rows.next().unwrap().unwrap().get(0).unwrap().to_string(),
            _ => panic!("a SELECT was expected"),
        }
    }

    #[test]
    fn a_changed_report_replaces_exactly_its_graph() {
        let (one, two) = (GraphStore::in_memory().unwrap(), GraphStore::in_memory().unwrap());
        build(&one, &[("a", true), ("b", true)]);
        build(&one, &[("b", false)]);
        build(&two, &[("a", true), ("b", false)]);
        assert_eq!(lines(&one), lines(&two));
        assert_eq!(one.len().unwrap(), two.len().unwrap());
    }

    #[test]
    fn an_unchanged_report_is_known_again() {
        let graph = GraphStore::in_memory().unwrap();
        build(&graph, &[("a", true)]);
        let report = NamedNode::new("https://w3id.org/rapporteur/id/report/a").unwrap();
        assert!(graph.is_unchanged(&report, "a true").unwrap());
        assert!(!graph.is_unchanged(&report, "a false").unwrap());
    }

    #[test]
    fn an_entity_that_no_report_uses_any_more_leaves_the_gazetteer() {
        let graph = GraphStore::in_memory().unwrap();
        let knowledge = Knowledge::embedded();
        let writer = Writer::new(&knowledge, Options::default());
        for key in ["state:NO", "state:GE"] {
            let report = by_hand::report();
            let mut account = by_hand::account(&report);
            account.recognition.entities[3].known = Some(key.into());
            let mut session = Session::start(&graph, &writer).unwrap();
            session.add(writer.report(&account), key).unwrap();
            session.finish().unwrap();
        }
        let gazetteer = graph.graph(writer.gazetteer_graph().as_ref().into()).unwrap();
        let text: String = gazetteer.iter().map(ToString::to_string).collect();
        assert!(text.contains("\"Georgia\""), "{text}");
        // Bergen is in Norway, which stays for its sake; without it Norway would have left.
        assert!(text.contains("entity/place/3161732"), "{text}");
    }

    #[test]
    fn a_query_sees_all_graphs_and_the_default_graph() {
        let graph = GraphStore::in_memory().unwrap();
        build(&graph, &[("a", true), ("b", true)]);
        let claims = "SELECT (COUNT(DISTINCT ?c) AS ?n) { ?c a rap:Position }";
        assert!(count(&graph, claims).starts_with("\"2\""));
        let triple = oxigraph::model::Triple::new(
            NamedNode::new_unchecked("https://example.org/c"),
            crate::rdf::vocab::rdf::TYPE,
            crate::rdf::vocab::class::POSITION,
        );
        graph.extend(vec![triple.in_graph(GraphName::DefaultGraph)]).unwrap();
        assert!(count(&graph, claims).starts_with("\"3\""));
    }

    #[test]
    fn the_graph_of_a_report_keeps_every_promise() {
        let graph = GraphStore::in_memory().unwrap();
        build(&graph, &[("a", true), ("b", true)]);
        for check in crate::queries::checks() {
            let QueryResults::Solutions(rows) = graph.query(check.text).unwrap() else {
                panic!("{} is no SELECT", check.name);
            };
            let rows: Vec<String> = rows.map(|row| format!("{:?}", row.unwrap())).collect();
            assert_eq!(rows, Vec::<String>::new(), "{}", check.promise);
        }
    }

    #[test]
    fn a_report_can_be_described_by_itself() {
        let graph = GraphStore::in_memory().unwrap();
        build(&graph, &[("a", true), ("b", true)]);
        let report = NamedNode::new_unchecked("https://w3id.org/rapporteur/id/report/a");
        let described = graph.descriptions(&graph.graph(report.as_ref().into()).unwrap()).unwrap();
        let text: String = described.iter().map(ToString::to_string).collect();
        // Norway is named by nobody but by the place that lies in it.
        for name in ["\"Kari Lund\"", "\"Bergen\"", "\"Norway\"", "\"Prime Minister\""] {
            assert!(text.contains(name), "{name} is missing");
        }
    }

    #[test]
    fn a_label_is_found_once_however_many_reports_use_it() {
        let graph = GraphStore::in_memory().unwrap();
        build(&graph, &[("a", true), ("b", true), ("c", true)]);
        for (name, label) in
            [("Kari Lund", "rdfs:label"), ("Prime Minister", "rap:officeTitle"), ("Bergen", "rdfs:label")]
        {
            let labels = count(&graph, &format!("SELECT (COUNT(*) AS ?n) {{ ?thing {label} \"{name}\" }}"));
            assert!(labels.starts_with("\"1\""), "{name}: {labels}");
        }
    }

    #[test]
    fn an_undeclared_prefix_has_a_hint() {
        let graph = GraphStore::in_memory().unwrap();
        let Err(error) = graph.query("SELECT * { ?s foo:bar ?o }") else { panic!("foo: is not declared") };
        assert!(error.hint().contains("declare the prefix"), "{error} / {}", error.hint());
    }
}
