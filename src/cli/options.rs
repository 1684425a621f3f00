//! What several commands may be told.

use crate::cli::errors::told;
use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use rapporteur::knowledge::{Knowledge, RULE_FILES};
use rapporteur::rdf::files::Format;
use rapporteur::rdf::identity::DEFAULT_BASE;
use rapporteur::rdf::quads;
use rapporteur::rule::file::did_you_mean;
use rapporteur::store::GraphStore;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

/// Where the store is unless the user says otherwise.
pub(super) const DEFAULT_STORE: &str = "graph.db";

/// How reports are read and written.
#[derive(Args)]
pub(super) struct WriteOptions {
    /// Where the IRIs of reports, events and entities begin; ends with / or #
    #[arg(long, value_name = "IRI", value_parser = base_iri)]
    pub(super) base_iri: Option<String>,

    /// Leave the texts of the reports out of the graph
    #[arg(long)]
    pub(super) no_text: bool,

    #[command(flatten)]
    own: OwnKnowledge,

    #[command(flatten)]
    work: Work,
}

/// What the user knows besides the program: own rules and own names.
#[derive(Args)]
pub(super) struct OwnKnowledge {
    /// A folder of rule files that add to the embedded ones, or replace those of the same name
    #[arg(long, value_name = "DIR")]
    rules: Option<PathBuf>,

    /// A file of names (.csv or .ttl) that add to the embedded ones, or override them; may be given several times
    #[arg(long, value_name = "FILE")]
    gazetteer: Vec<PathBuf>,
}

impl OwnKnowledge {
    /// The knowledge with which reports are read; of two files of names the later one overrides.
    pub(super) fn read(&self) -> anyhow::Result<Knowledge> {
        let mut knowledge = read_rules(self.rules.as_deref())?;
        for path in &self.gazetteer {
            let unreadable = |error: std::io::Error| {
                told(
                    format!("the names in {} cannot be read: {error}", path.display()),
                    "give a file of names in UTF-8 that ends in .csv or .ttl",
                )
            };
            let text = std::fs::read_to_string(path).map_err(unreadable)?;
            knowledge = knowledge.with_gazetteer(&path.display().to_string(), &text)?;
        }
        Ok(knowledge)
    }
}

/// On how many threads the work is done.
#[derive(Args)]
pub(super) struct Work {
    /// How many threads read; all cores unless given
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
}

impl Work {
    pub(super) fn threads(&self) -> NonZeroUsize {
        let cores = || std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        self.threads.unwrap_or_else(cores)
    }
}

impl WriteOptions {
    /// The knowledge with which reports are read.
    pub(super) fn knowledge(&self) -> anyhow::Result<Knowledge> {
        self.own.read()
    }

    pub(super) fn base(&self) -> &str {
        self.base_iri.as_deref().unwrap_or(DEFAULT_BASE)
    }

    pub(super) fn quads(&self, base: &str) -> quads::Options {
        quads::Options { base: base.to_owned(), text: !self.no_text }
    }

    pub(super) fn threads(&self) -> NonZeroUsize {
        self.work.threads()
    }
}

fn base_iri(text: &str) -> Result<String, String> {
    match oxigraph::model::NamedNode::new(text) {
        Err(error) => Err(error.to_string()),
        Ok(_) if !text.ends_with(['/', '#']) => Err("it must end with / or #".to_owned()),
        Ok(_) => Ok(text.to_owned()),
    }
}

/// A day that is given for an option.
pub(super) fn day(text: &str) -> Result<NaiveDate, String> {
    text.parse().map_err(|_| "write a day as in 2024-05-06".to_owned())
}

/// Which graph is read.
#[derive(Args, Clone)]
pub(super) struct GraphOptions {
    /// The store to read
    #[arg(long, value_name = "DIR", conflicts_with = "from", default_value = DEFAULT_STORE)]
    store: PathBuf,

    /// Read this RDF file in memory instead of a store (.ttl, .trig, .nt, .nq, .jsonld, .rdf)
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
}

impl GraphOptions {
    /// The graph, for reading.
    pub(super) fn open(&self) -> anyhow::Result<GraphStore> {
        Ok(match &self.from {
            Some(file) => GraphStore::from_file(file)?,
            None => GraphStore::open_read_only(&self.store)?,
        })
    }
}

/// The formats of a graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum GraphFormat {
    /// Turtle, for reading
    Ttl,
    /// TriG: Turtle with graphs
    Trig,
    /// N-Triples
    Nt,
    /// N-Quads
    Nq,
    /// JSON-LD
    Jsonld,
    /// RDF/XML
    Rdf,
}

impl From<GraphFormat> for Format {
    fn from(format: GraphFormat) -> Self {
        match format {
            GraphFormat::Ttl => Format::Turtle,
            GraphFormat::Trig => Format::TriG,
            GraphFormat::Nt => Format::NTriples,
            GraphFormat::Nq => Format::NQuads,
            GraphFormat::Jsonld => Format::JsonLd,
            GraphFormat::Rdf => Format::RdfXml,
        }
    }
}

/// The format that was asked for, else that of the file's ending, else `otherwise`.
pub(super) fn format_of(
    asked: Option<GraphFormat>,
    output: Option<&Path>,
    otherwise: Format,
) -> anyhow::Result<Format> {
    match (asked, output) {
        (Some(format), _) => Ok(format.into()),
        (None, Some(path)) => Format::of_path(path).ok_or_else(|| {
            told(
                format!("the ending of `{}` names no RDF format", path.display()),
                "end it in .ttl, .trig, .nt, .nq, .jsonld or .rdf, or give --format",
            )
        }),
        (None, None) => Ok(otherwise),
    }
}

/// The knowledge with the rule files of a folder, which add to the embedded ones or replace those of the same name.
pub(super) fn read_rules(folder: Option<&Path>) -> anyhow::Result<Knowledge> {
    let Some(folder) = folder else { return Ok(Knowledge::embedded()) };
    let unreadable = |error: std::io::Error| {
        told(
            format!("the rules in {} cannot be read: {error}", folder.display()),
            "give a folder that holds .toml files",
        )
    };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            files.push((path.display().to_string(), std::fs::read_to_string(&path).map_err(unreadable)?));
        }
    }
    if files.is_empty() {
        return Err(told(
            format!("there is no rule file in {}", folder.display()),
            "a rule file ends in .toml; `data/rules/_template.toml` shows one",
        ));
    }
    files.sort();
    let own = files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    Ok(Knowledge::with_rules(RULE_FILES.iter().copied().chain(own))?)
}

/// The number of the rule of this name.
pub(super) fn rule_named(knowledge: &Knowledge, name: &str) -> anyhow::Result<usize> {
    let rules = knowledge.rules().rules();
    rules.iter().position(|rule| rule.name == name).ok_or_else(|| {
        let known: Vec<&str> = rules.iter().map(|rule| rule.name.as_str()).collect();
        let hint = did_you_mean(name, &known);
        told(
            format!("there is no rule `{name}`"),
            hint.unwrap_or_else(|| "`rapporteur rules list` shows all".to_owned()),
        )
    })
}
