//! `map`: reports in on standard input, a graph out on standard output, no store.

use crate::cli::exit::Exit;
use crate::cli::options::{GraphFormat, WriteOptions, format_of};
use crate::cli::reading::{Tally, read_all};
use crate::cli::say::Say;
use oxigraph::model::Quad;
use rapporteur::rdf::files::{Format, Sink};
use rapporteur::rdf::quads::{Writer, sort};
use rapporteur::rdf::register::Register;
use std::collections::BTreeSet;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

/// Turn reports into a graph as a stream: JSON Lines in, N-Quads out
#[derive(clap::Args)]
#[command(after_help = "\
Each line of the input is an object with `id` and `text`, and perhaps `title`, `date`, `source` and `agency`.
The output has one graph per report, in the order of the input; the same bytes on any number of threads.

Example:
  rapporteur map < wire.jsonl > wire.nq
  rapporteur map wire.jsonl --format ttl --no-ontology | less")]
pub(super) struct Args {
    /// Files and folders to read; standard input unless given
    #[arg(value_name = "PATH", default_value = "-")]
    paths: Vec<PathBuf>,

    /// The format of the output
    #[arg(long, value_name = "FORMAT")]
    format: Option<GraphFormat>,

    /// Leave the ontology out, which otherwise stands before the reports
    #[arg(long)]
    no_ontology: bool,

    #[command(flatten)]
    write: WriteOptions,
}

pub(super) fn run(args: Args, say: &Say) -> anyhow::Result<Exit> {
    let format = format_of(args.format, None, Format::NQuads)?;
    let out = BufWriter::new(io::stdout().lock());
    let tally = stream(args.paths, out, format, !args.no_ontology, &args.write, say)?;
    Ok(tally.tell(say, ""))
}

/// Writes the graph of the reports to `out`, report by report.
pub(super) fn stream(
    paths: Vec<PathBuf>,
    out: impl Write,
    format: Format,
    ontology: bool,
    write: &WriteOptions,
    say: &Say,
) -> anyhow::Result<Tally> {
    let knowledge = write.knowledge()?;
    let writer = Writer::new(&knowledge, write.quads(write.base()));
    let mut sink = Sink::start(out, format, write.base())?;
    if ontology {
        sink.graph(&writer.ontology_quads())?;
    }
    let (mut known, mut register) = (BTreeSet::new(), Register::default());
    let tally = read_all(
        paths,
        write.threads(),
        &knowledge,
        &writer,
        say,
        |_, _| false,
        |written, _| {
            sink.graph(&written.quads)?;
            known.extend(written.known);
            for entry in written.register {
                register.add(entry);
            }
            Ok(())
        },
    )?;
    let graph = writer.register_graph();
    let mut quads: Vec<Quad> = register.iter().flat_map(|entry| entry.quads(&graph)).collect();
    sort(&mut quads);
    sink.graph(&quads)?;
    sink.graph(&writer.gazetteer_quads(known.iter().map(String::as_str)))?;
    sink.graph(&writer.run_quads())?;
    sink.finish()?;
    Ok(tally)
}
