//! `train`: makes the annotator's model from the treebanks; hidden, for those who work on the program itself.

use crate::cli::build::whole_file;
use crate::cli::exit::Exit;
use crate::cli::say::Say;
use rapporteur::annotate::train::train;
use std::io::Write as _;
use std::path::PathBuf;
use std::time::Instant;

/// Train the annotator's model; run it in the project's folder
#[derive(clap::Args)]
#[command(after_help = "\
Example:
  cargo run --release --no-default-features -- train --shared ../shared")]
pub(super) struct Args {
    /// The folder with treebank/, ner/ and corpus/
    #[arg(long, value_name = "DIR")]
    shared: PathBuf,

    /// Where the model is written
    #[arg(long, short, value_name = "FILE", default_value = "data/model/english.model")]
    output: PathBuf,
}

pub(super) fn run(args: &Args, say: &Say) -> anyhow::Result<Exit> {
    let start = Instant::now();
    let model = train(&args.shared, &mut |step| {
        say.notice(&format!("{:.0} s: {step}", start.elapsed().as_secs_f64()));
    })?;
    let bytes = model.to_bytes();
    whole_file(&args.output, |file| Ok(file.write_all(&bytes)?))?;
    say.notice(&format!("{} bytes written to {}", bytes.len(), args.output.display()));
    Ok(Exit::Done)
}
