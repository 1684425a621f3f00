//! `evaluate`: measures the annotator's model on treebanks it has never seen; hidden, run by the checks.

use crate::cli::exit::Exit;
use crate::cli::say::Say;
use anyhow::Context as _;
use rapporteur::annotate::evaluate::{evaluate, speed};
use rapporteur::annotate::{Model, ModelError};
use std::io::{self, Write};
use std::path::PathBuf;

/// Measure the annotator's model; ends with 1 if a number is below its floor
#[derive(clap::Args)]
#[command(after_help = "\
Example:
  cargo run --release --no-default-features -- evaluate --shared ../shared")]
pub(super) struct Args {
    /// The folder with treebank/, ner/ and corpus/
    #[arg(long, value_name = "DIR")]
    shared: PathBuf,

    /// The part of the data that is measured: `test`, or `dev` while something is tuned
    #[arg(long, default_value = "test", value_parser = ["test", "dev"])]
    part: String,

    /// Another model than the embedded one
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,

    /// Measure the speed over the corpus as well
    #[arg(long)]
    speed: bool,
}

pub(super) fn run(args: &Args, say: &Say) -> anyhow::Result<Exit> {
    let read = |path: &PathBuf| -> anyhow::Result<Model> {
        let bytes = std::fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?;
        Model::from_bytes(&bytes)
            .map_err(|error: ModelError| anyhow::Error::from(error).context(path.display().to_string()))
    };
    let other = args.model.as_ref().map(read).transpose()?;
    let model = other.as_ref().unwrap_or_else(|| Model::embedded());
    let mut table = evaluate(&args.shared, model, &args.part)?;
    if args.speed {
        table.rows.push(speed(&args.shared, model)?);
    }
    write!(io::stdout().lock(), "{table}")?;
    if table.passes() {
        return Ok(Exit::Done);
    }
    say.notice("a number is below its floor");
    Ok(Exit::Data)
}
