//! `export`: a store, or a file, as a file of another format; all of it or a part.

use crate::cli::build::whole_file;
use crate::cli::errors::told;
use crate::cli::exit::Exit;
use crate::cli::options::{GraphFormat, GraphOptions, day, format_of};
use crate::cli::say::Say;
use chrono::NaiveDate;
use oxigraph::model::NamedNode;
use rapporteur::ask::entities_meant;
use rapporteur::packed::{Packer, Packing};
use rapporteur::parts::selection::{Selection, SelectionError, classes_named};
use rapporteur::parts::sequence::Sequence;
use rapporteur::rdf::dataset::{About, Census};
use rapporteur::rdf::files::{Format, Sink};
use rapporteur::store::GraphStore;
use rapporteur::words::counted;
use std::collections::BTreeSet;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

/// Write the graph, or a part of it, as Turtle or in another format
#[derive(clap::Args)]
#[command(after_help = "\
Turtle, TriG and JSON-LD are written for reading: the reports, each with its events and claims as
its words stand, then the entities that reports share, then the runs and the ontology.
Turtle, N-Triples and RDF/XML have no graphs; all that is needed to cite a claim stands on it.
The same graph gives the same bytes.

A part holds whole claims with their reports, words and events and with the names of all whom
they name, but without the ontology and the verdicts of `review`; it keeps the promises that `check` asks.
A file whose name ends in .gz or .zst is packed.

Example:
  rapporteur export --store graph.db -o graph.ttl
  rapporteur export --class Position --entity Norway --since 2024-01-01 -o norway.ttl
  rapporteur export --report azertac-2021-12-14 --format trig
  rapporteur export -o graph.nq.zst
  rapporteur export --describe --licence https://creativecommons.org/licenses/by/4.0/")]
pub(super) struct Args {
    #[command(flatten)]
    graph: GraphOptions,

    /// The file to write; standard output unless given
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

    /// The format; by the ending of the file, else Turtle
    #[arg(long, value_name = "FORMAT")]
    format: Option<GraphFormat>,

    /// Only what this report states; may be given several times
    #[arg(long, value_name = "ID")]
    report: Vec<String>,

    /// Only what reports published on this day or later state
    #[arg(long, value_name = "DATE", value_parser = day)]
    since: Option<NaiveDate>,

    /// Only what reports published on this day or earlier state
    #[arg(long, value_name = "DATE", value_parser = day)]
    until: Option<NaiveDate>,

    /// Only claims and words about this entity, by name or IRI; may be given several times for any of several
    #[arg(long, value_name = "NAME")]
    entity: Vec<String>,

    /// Only claims, events or entities of this class: `Position`, `Meeting`, `Person`, `Event`; may be given several
    /// times
    #[arg(long, value_name = "CLASS")]
    class: Vec<String>,

    /// Leave the ontology out
    #[arg(long)]
    no_ontology: bool,

    /// Write a description for catalogues (VoID and DCAT) instead of the graph itself
    #[arg(long)]
    describe: bool,

    /// The licence under which you give the data on, for the description
    #[arg(long, value_name = "IRI", requires = "describe", value_parser = iri)]
    licence: Option<NamedNode>,

    /// The title of the data, for the description
    #[arg(long, value_name = "TEXT", requires = "describe")]
    title: Option<String>,

    /// Who gives the data on, for the description
    #[arg(long, value_name = "NAME", requires = "describe")]
    publisher: Option<String>,
}

fn iri(text: &str) -> Result<NamedNode, String> {
    NamedNode::new(text).map_err(|error| error.to_string())
}

pub(super) fn run(args: &Args, say: &Say) -> anyhow::Result<Exit> {
    let format = format_of(args.format, args.output.as_deref(), Format::Turtle)?;
    let graph = args.graph.open()?;
    let selection = selection(args, &graph, say)?;
    // Whoever asks for what is not there gets no half file.
    if selection.reports(&graph)?.is_empty() && !selection.is_everything() {
        return Err(told(
            "no report of the graph was published in that time",
            "`rapporteur query reports` shows the days of all reports",
        ));
    }
    match &args.output {
        Some(path) => {
            let (packing, _) = Packing::of_path(path);
            let (count, path) = whole_file(path, |file| {
                let mut packer = Packer::start(file, packing)?;
                let count = write(&graph, &selection, &mut packer, format, args)?;
                packer.finish()?;
                Ok(count)
            })?;
            say.tell(&format!("{} written to {}", counted(count, "statement"), path.display()));
        }
        None => {
            write(&graph, &selection, BufWriter::new(io::stdout().lock()), format, args)?;
        }
    }
    Ok(Exit::Done)
}

fn selection(args: &Args, graph: &GraphStore, say: &Say) -> anyhow::Result<Selection> {
    let mut entities = BTreeSet::new();
    for name in &args.entity {
        let (meant, notices) = entities_meant(graph, "entity", name)?;
        for notice in &notices {
            say.notice(notice);
        }
        entities.extend(meant.into_iter().map(NamedNode::into_string));
    }
    let classes: Result<Vec<Vec<String>>, SelectionError> =
        args.class.iter().map(|name| classes_named(name)).collect();
    let classes: BTreeSet<String> = classes?.into_iter().flatten().collect();
    Ok(Selection { reports: args.report.clone(), since: args.since, until: args.until, entities, classes })
}

fn write(
    graph: &GraphStore,
    selection: &Selection,
    out: impl Write,
    format: Format,
    args: &Args,
) -> anyhow::Result<usize> {
    let base = graph.base()?;
    let mut sequence = Sequence::of(graph, selection, !args.no_ontology);
    let mut sink = Sink::start(out, format, &base)?;
    let mut count = 0;
    if args.describe {
        let mut census = Census::default();
        let mut counted = 0;
        sequence.by_subject(&mut |quads, _| {
            counted += quads.len();
            census.count(quads);
            Ok(())
        })?;
        some_of(selection, counted)?;
        let about = About {
            title: args.title.clone(),
            licence: args.licence.clone(),
            publisher: args.publisher.clone(),
        };
        let quads = census.describe(&base, &about);
        count += quads.len();
        sink.graph(&quads)?;
    } else {
        let mut take = |quads: &[oxigraph::model::Quad], labels: &mut rapporteur::rdf::turtle::Labels<'_>| {
            count += quads.len();
            sink.graph_with(quads, labels)
        };
        match format {
            // Without graphs a statement of two graphs is one, and is written once.
            Format::Turtle | Format::NTriples | Format::RdfXml => sequence.by_subject(&mut take)?,
            Format::TriG | Format::JsonLd => sequence.by_graph(&mut take)?,
            Format::NQuads => sequence.by_name(&mut take)?,
        }
        some_of(selection, count)?;
    }
    sink.finish()?;
    Ok(count)
}

/// An error where a part was asked for and nothing is in it, before an older file is replaced.
fn some_of(selection: &Selection, count: usize) -> anyhow::Result<()> {
    if count == 0 && !selection.is_everything() {
        return Err(told(
            "nothing in the graph is all that was asked for at once",
            "ask for less: leave out one of --report, --since, --until, --entity and --class",
        ));
    }
    Ok(())
}
