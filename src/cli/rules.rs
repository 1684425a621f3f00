//! `rules`: lists and tests rule packs.

use crate::cli::exit::Exit;
use crate::cli::options::read_rules;
use crate::cli::say::Say;
use rapporteur::knowledge::Knowledge;
use rapporteur::rule::try_example;
use std::io::{self, Write as _};
use std::path::PathBuf;

/// List the rules, or test them on the examples that stand in their files
#[derive(clap::Args)]
#[command(after_help = "\
Example:
  rapporteur rules test
  rapporteur rules test --rules my-rules
  rapporteur rules list")]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// Read each example and compare what is found with what it says
    #[command(after_help = "Example:\n  rapporteur rules test --rules my-rules")]
    Test {
        /// A folder of rule files that add to the embedded ones, or replace those of the same name
        #[arg(long, value_name = "DIR")]
        rules: Option<PathBuf>,
    },
    /// List the rules with their classes and files
    #[command(after_help = "Example:\n  rapporteur rules list")]
    List {
        /// A folder of rule files that add to the embedded ones, or replace those of the same name
        #[arg(long, value_name = "DIR")]
        rules: Option<PathBuf>,
    },
}

pub(super) fn run(args: Args, say: &Say) -> anyhow::Result<Exit> {
    let mut out = io::stdout().lock();
    match args.what {
        What::List { rules } => {
            let knowledge = read_rules(rules.as_deref())?;
            for file in &knowledge.rules().files {
                writeln!(out, "{}  {}", file.class, file.gloss)?;
                for rule in &file.rules {
                    let roles: Vec<&str> = rule.roles.iter().map(|role| role.role.as_str()).collect();
                    writeln!(
                        out,
                        "    {:<28} {}  ({}:{})",
                        rule.name,
                        roles.join(", "),
                        rule.path,
                        rule.line
                    )?;
                }
            }
            Ok(Exit::Done)
        }
        What::Test { rules } => test(&read_rules(rules.as_deref())?, &mut out, say),
    }
}

fn test(knowledge: &Knowledge, out: &mut impl io::Write, say: &Say) -> anyhow::Result<Exit> {
    let (mut kept, mut broken) = (0, 0);
    for file in &knowledge.rules().files {
        for (number, example) in file.examples.iter().enumerate() {
            let outcome = try_example(file, example, knowledge);
            if outcome.is_kept() {
                kept += 1;
                continue;
            }
            broken += 1;
            writeln!(out, "{}:{}: example {} is not kept", file.path, example.line, number + 1)?;
            writeln!(out, "  {:?}", example.text)?;
            for line in &outcome.missing {
                writeln!(out, "  expected  {line}")?;
            }
            for line in &outcome.surplus {
                writeln!(out, "  found     {line}")?;
            }
            if outcome.found.is_empty() {
                writeln!(out, "  found     nothing")?;
            }
            for line in &outcome.cured {
                writeln!(out, "  cured     {line}  (move it from `misses` to `finds`)")?;
            }
        }
    }
    say.tell(&format!("{kept} examples are kept, {broken} are not"));
    if broken > 0 {
        say.tell("`rapporteur explain -` shows how a sentence is read.");
    }
    Ok(if broken > 0 { Exit::Data } else { Exit::Done })
}
