//! The command line: one file per command, and the only room that speaks to the user.
//!
//! Data goes to standard output, words to standard error.

use clap::{Parser, Subcommand};
use std::ffi::OsString;
use std::process::ExitCode;

mod annotate;
mod build;
mod check;
mod cite;
mod coverage;
mod diff;
mod errors;
mod evaluate;
mod exit;
mod explain;
mod export;
mod map;
mod options;
mod pipeline;
mod query;
mod reading;
mod review;
mod rules;
mod say;
mod site;
mod table;
mod tables;
mod train;
mod why_not;

use exit::Exit;
use say::Say;

const ABOUT: &str = "\
Reads diplomatic and news-agency reports and writes what they claim as an RDF graph, each triple tied to the exact words";

const AFTER: &str = "\
Example:
  rapporteur build data/reports --store graph.db
  rapporteur query attendance --store graph.db
  rapporteur export --store graph.db -o graph.ttl

Exit codes:
  0   done
  1   some reports could not be read, or the data are wrong
  2   the command line is wrong
  3   checks found violations
  70  a bug in rapporteur";

#[derive(Parser)]
#[command(version, about = ABOUT, after_help = AFTER, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,

    /// Say nothing but errors
    #[arg(long, short, global = true)]
    quiet: bool,
}

#[derive(Subcommand)]
enum Command {
    Build(build::Args),
    Map(map::Args),
    Query(query::Args),
    Cite(cite::Args),
    Review(review::Args),
    Diff(diff::Args),
    Export(export::Args),
    Tables(tables::Args),
    Site(site::Args),
    Check(check::Args),
    Explain(explain::Args),
    WhyNot(why_not::Args),
    Coverage(coverage::Args),
    Rules(rules::Args),
    Annotate(annotate::Args),
    #[command(hide = true)]
    Train(train::Args),
    #[command(hide = true)]
    Evaluate(evaluate::Args),
}

/// Runs the command that the arguments name.
pub(crate) fn main() -> ExitCode {
    errors::tell_bugs_apart();
    let arguments: Vec<OsString> = query::spell_out(std::env::args_os().collect());
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        // Help and version are no errors, and a reader that goes away while they are printed is none either.
        Err(error) => {
            let _ = error.print();
            return if error.use_stderr() { Exit::Usage } else { Exit::Done }.into();
        }
    };
    let say = Say::new(cli.quiet);
    let run = std::panic::AssertUnwindSafe(|| match cli.command {
        Command::Build(args) => build::run(args, &say),
        Command::Map(args) => map::run(args, &say),
        Command::Query(args) => query::run(&args, &say),
        Command::Cite(args) => cite::run(&args),
        Command::Review(args) => review::run(&args, &say),
        Command::Diff(args) => diff::run(&args, &say),
        Command::Export(args) => export::run(&args, &say),
        Command::Tables(args) => tables::run(&args, &say),
        Command::Site(args) => site::run(&args, &say),
        Command::Check(args) => check::run(&args, &say),
        Command::Explain(args) => explain::run(&args, &say),
        Command::WhyNot(args) => why_not::run(args),
        Command::Coverage(args) => coverage::run(&args, &say),
        Command::Rules(args) => rules::run(args, &say),
        Command::Annotate(args) => annotate::run(args, &say),
        Command::Train(args) => train::run(&args, &say),
        Command::Evaluate(args) => evaluate::run(&args, &say),
    });
    let exit = match std::panic::catch_unwind(run) {
        Ok(Ok(exit)) => exit,
        // Whoever reads our output may stop when it has seen enough: `| head`.
        Ok(Err(error)) if errors::is_broken_pipe(&error) => Exit::Done,
        Ok(Err(error)) => {
            say.error(&error);
            Exit::Data
        }
        Err(_) => Exit::Bug,
    };
    exit.into()
}
