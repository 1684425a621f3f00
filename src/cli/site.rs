//! `site`: the graph as pages for a browser.

use crate::cli::exit::Exit;
use crate::cli::options::{GraphOptions, OwnKnowledge, Work};
use crate::cli::say::Say;
use crate::cli::tables::size;
use rapporteur::site::{self, Options};
use rapporteur::words::counted;
use std::path::PathBuf;
use std::time::Instant;

/// Write the graph as pages for a browser: reports, entities, events, positions, energy flows, a search
#[derive(clap::Args)]
#[command(after_help = "\
Open index.html in the folder; the pages need no server and no network.
The page of a report or an entity has the path that follows the base in its IRI: a web server that
gives the folder under that base, and adds .html, answers every IRI with its page.
Give --rules and --gazetteer as they were given to `build`: by them the pages say why a sentence
gave no claim.
The same graph gives the same bytes; docs/site.md says what is on which page.

Example:
  rapporteur site pages --store graph.db
  rapporteur site pages --store graph.db --replace --title 'Baltic dispatches'")]
pub(super) struct Args {
    /// The folder to write into; made where there is none
    #[arg(value_name = "DIR")]
    folder: PathBuf,

    #[command(flatten)]
    graph: GraphOptions,

    /// What stands above the first page
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,

    /// Write a site that lies in the folder already anew
    #[arg(long)]
    replace: bool,

    #[command(flatten)]
    own: OwnKnowledge,

    #[command(flatten)]
    work: Work,
}

pub(super) fn run(args: &Args, say: &Say) -> anyhow::Result<Exit> {
    let begun = Instant::now();
    let graph = args.graph.open()?;
    let knowledge = args.own.read()?;
    let options = Options { title: args.title.clone(), replace: args.replace, threads: args.work.threads() };
    say.begin("pages");
    let written = site::write(&graph, &args.folder, &knowledge, &options, || say.step());
    say.end();
    let written = written?;
    if written.unexplained > 0 {
        say.notice(&format!(
            "the pages of {} of {} do not say why a sentence gave no claim: the text is not in the graph, or other \
             rules and data have read it",
            written.unexplained,
            counted(written.reports, "report")
        ));
    }
    say.tell(&format!(
        "{}, {}, {} and {} in {}, {} ({:.1} s); open {}",
        counted(written.reports, "report"),
        if written.entities == 1 { "1 entity".to_owned() } else { format!("{} entities", written.entities) },
        counted(written.events, "event"),
        counted(written.claims, "claim"),
        counted(written.files, "file"),
        size(written.bytes),
        begun.elapsed().as_secs_f64(),
        args.folder.join("index.html").display()
    ));
    Ok(Exit::Done)
}
