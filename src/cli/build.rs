//! `build`: reports into a store, or into a file.

use crate::cli::errors::{told, unwritable};
use crate::cli::exit::Exit;
use crate::cli::map;
use crate::cli::options::{DEFAULT_STORE, WriteOptions, format_of};
use crate::cli::reading::read_all;
use crate::cli::say::Say;
use rapporteur::rdf::files::Format;
use rapporteur::rdf::quads::Writer;
use rapporteur::store::{GraphStore, Session};
use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

/// Read reports and build their graph in a store
#[derive(clap::Args)]
#[command(after_help = "\
Reports are files ending in .txt, .md, .jsonl or .ndjson, folders of such files, or `-` for JSON Lines on
standard input.
A report that was read before and has not changed is skipped; a changed one replaces exactly its own graph.
An interrupted build leaves a valid store; run it again and it goes on.

Example:
  rapporteur build data/reports --store graph.db
  rapporteur build data/reports -o graph.nq")]
pub(super) struct Args {
    /// Files and folders to read
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,

    /// The store to write; made where there is none
    #[arg(long, value_name = "DIR", default_value = DEFAULT_STORE, conflicts_with = "output")]
    store: PathBuf,

    /// Write an RDF file instead of a store (.nq, .nt, .ttl, .trig, .jsonld, .rdf)
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Read all reports again, changed or not
    #[arg(long)]
    force: bool,

    #[command(flatten)]
    write: WriteOptions,
}

pub(super) fn run(args: Args, say: &Say) -> anyhow::Result<Exit> {
    match &args.output {
        Some(output) => to_file(args.paths, output, &args.write, say),
        None => to_store(args, say),
    }
}

fn to_store(args: Args, say: &Say) -> anyhow::Result<Exit> {
    let graph = GraphStore::open(&args.store, args.write.base_iri.as_deref())?;
    let base = graph.base()?;
    let knowledge = args.write.knowledge()?;
    let writer = Writer::new(&knowledge, args.write.quads(&base));
    let mut session = Session::start(&graph, &writer)?;
    let unchanged = |report: &rapporteur::report::Report, hash: &str| {
        !args.force && graph.is_unchanged(&writer.report_iri(&report.id), hash).unwrap_or(false)
    };
    let threads = args.write.threads();
    let tally = read_all(args.paths, threads, &knowledge, &writer, say, unchanged, |written, hash| {
        Ok(session.add(written, hash)?)
    })?;
    session.finish()?;
    Ok(tally.tell(say, &format!(", into {}", args.store.display())))
}

/// Writes a file beside the one that was named and puts it in its place when it is whole.
fn to_file(paths: Vec<PathBuf>, output: &Path, write: &WriteOptions, say: &Say) -> anyhow::Result<Exit> {
    let format = format_of(None, Some(output), Format::NQuads)?;
    let (tally, path) = whole_file(output, |file| map::stream(paths, file, format, true, write, say))?;
    Ok(tally.tell(say, &format!(", into {}", path.display())))
}

/// Lets `fill` write a file that only appears under its name when it is complete.
pub(super) fn whole_file<T>(
    path: &Path,
    fill: impl FnOnce(&mut BufWriter<File>) -> anyhow::Result<T>,
) -> anyhow::Result<(T, PathBuf)> {
    let Some(name) = path.file_name() else {
        return Err(told(
            format!("`{}` is no name of a file", path.display()),
            "name a file such as graph.nq",
        ));
    };
    if path.is_dir() {
        return Err(told(
            format!("`{}` is a folder, not a file", path.display()),
            "name a file in it, or another",
        ));
    }
    let mut part = name.to_owned();
    part.push(".part");
    let part = path.with_file_name(part);
    let failed = |error| unwritable(path, error);
    let mut file = BufWriter::new(File::create(&part).map_err(failed)?);
    let filled = fill(&mut file).and_then(|value| {
        file.flush().map_err(failed)?;
        Ok(value)
    });
    drop(file);
    match filled {
        Ok(value) => {
            fs::rename(&part, path).map_err(failed)?;
            Ok((value, path.to_owned()))
        }
        Err(error) => {
            let _ = fs::remove_file(&part);
            Err(error)
        }
    }
}
