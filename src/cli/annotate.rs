//! `annotate`: sentences, tokens, parts of speech, lemmas and trees of reports, as CoNLL-U.

use crate::cli::exit::Exit;
use crate::cli::say::Say;
use anyhow::Context as _;
use rapporteur::annotate::{Model, annotate, conllu};
use rapporteur::read::reports::Reports;
use rapporteur::read::text;
use rapporteur::report::Report;
use std::io::{self, Read as _, Write};
use std::path::{Path, PathBuf};

/// Write the sentences, tokens, tags, lemmas and trees of reports as CoNLL-U
#[derive(clap::Args)]
#[command(after_help = "\
Example:
  rapporteur annotate data/reports/01-north-atlantic-council.txt
  echo 'Norway supplies gas to Germany.' | rapporteur annotate")]
pub(super) struct Args {
    /// Files and folders to read; standard input, as plain text, unless given
    #[arg(value_name = "PATH", default_value = "-")]
    paths: Vec<PathBuf>,
}

pub(super) fn run(args: Args, say: &Say) -> anyhow::Result<Exit> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut exit = Exit::Done;
    let reports: Box<dyn Iterator<Item = _>> = if args.paths == [PathBuf::from("-")] {
        let mut bytes = Vec::new();
        io::stdin().read_to_end(&mut bytes).context("standard input cannot be read")?;
        Box::new(std::iter::once(text::read("standard-input".to_owned(), Path::new("standard input"), bytes)))
    } else {
        Box::new(Reports::new(args.paths))
    };
    for report in reports {
        match report {
            Ok(report) => write(&report, &mut out)?,
            Err(error) => {
                say.error(&error.into());
                exit = Exit::Data;
            }
        }
    }
    out.flush()?;
    Ok(exit)
}

fn write(report: &Report, out: &mut impl Write) -> io::Result<()> {
    let document = annotate(&report.text, report.body(), Model::embedded());
    writeln!(out, "# newdoc id = {}", report.id)?;
    out.write_all(conllu::write(&report.text, &document).as_bytes())
}
