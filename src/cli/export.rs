//! `export`: a store, or a file, as a file of another format.

use crate::cli::build::whole_file;
use crate::cli::errors::told;
use crate::cli::exit::Exit;
use crate::cli::options::{GraphFormat, GraphOptions, format_of};
use crate::cli::say::Say;
use oxigraph::model::{GraphName, Literal, Quad};
use rapporteur::rdf::files::{Format, Sink};
use rapporteur::rdf::vocab::{dcterms, owl, rdf};
use rapporteur::store::GraphStore;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

/// Write the graph as Turtle or in another format
#[derive(clap::Args)]
#[command(after_help = "\
Turtle and TriG are written for reading: one block per subject, in the order of each report.
The output is sorted: the same graph gives the same bytes.
Turtle, N-Triples and RDF/XML have no graphs; everything needed to cite a claim stands on the claim itself.

Example:
  rapporteur export --store graph.db -o graph.ttl
  rapporteur export --store graph.db --format trig --report azertac-2021-12-14")]
pub(super) struct Args {
    #[command(flatten)]
    graph: GraphOptions,

    /// The file to write; standard output unless given
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

    /// The format; by the ending of the file, else Turtle
    #[arg(long, value_name = "FORMAT")]
    format: Option<GraphFormat>,

    /// Only what this report states, with the names of those it speaks of
    #[arg(long, value_name = "ID")]
    report: Option<String>,

    /// Leave the ontology out
    #[arg(long)]
    no_ontology: bool,
}

pub(super) fn run(args: &Args, say: &Say) -> anyhow::Result<Exit> {
    let format = format_of(args.format, args.output.as_deref(), Format::Turtle)?;
    let graph = args.graph.open()?;
    match &args.output {
        Some(path) => {
            let (count, path) = whole_file(path, |file| write(&graph, file, format, args))?;
            say.tell(&format!("{count} statements written to {}", path.display()));
        }
        None => {
            write(&graph, BufWriter::new(io::stdout().lock()), format, args)?;
        }
    }
    Ok(Exit::Done)
}

fn write(graph: &GraphStore, out: impl Write, format: Format, args: &Args) -> anyhow::Result<usize> {
    // Whoever asks for a report that is not there gets no half file.
    let report = args.report.as_ref().map(|id| report(graph, id)).transpose()?;
    let mut sink = Sink::start(out, format, &graph.base()?)?;
    let mut count = 0;
    let mut write = |quads: &[Quad]| {
        count += quads.len();
        sink.graph(quads)
    };
    if let Some(report) = report {
        let quads = graph.graph(report.as_ref())?;
        write(&quads)?;
        let described = graph.descriptions(&quads)?;
        for quads in described.chunk_by(|one, two| one.graph_name == two.graph_name) {
            write(quads)?;
        }
    } else {
        for name in graph.graphs()? {
            let quads = graph.graph(name.as_ref())?;
            if !(args.no_ontology && is_ontology(&quads)) {
                write(&quads)?;
            }
        }
    }
    sink.finish()?;
    Ok(count)
}

fn is_ontology(quads: &[Quad]) -> bool {
    quads.iter().any(|quad| quad.predicate == rdf::TYPE && quad.object == owl::ONTOLOGY.into())
}

/// The graph of a report.
fn report(graph: &GraphStore, id: &str) -> anyhow::Result<GraphName> {
    let found = graph.subjects_with(dcterms::IDENTIFIER, &Literal::from(id).into())?;
    found.into_iter().next().ok_or_else(|| {
        told(
            format!("there is no report `{id}` in the graph"),
            "`rapporteur query reports` lists all reports",
        )
    })
}
