//! `rules`: lists, tests and lints rule packs, and begins new ones.

use crate::cli::coverage;
use crate::cli::errors::told;
use crate::cli::exit::Exit;
use crate::cli::options::{Work, read_rules};
use crate::cli::say::Say;
use anyhow::Context as _;
use rapporteur::knowledge::Knowledge;
use rapporteur::rule::lint::{self, Weight};
use rapporteur::rule::skeleton::skeleton;
use rapporteur::rule::{file, try_example};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// List the rules, test them on the examples in their files, look for odd ones, or begin a new one
#[derive(clap::Args)]
#[command(after_help = "\
Example:
  rapporteur rules test
  rapporteur rules test --rules my-rules
  rapporteur rules lint --corpus wire.jsonl
  rapporteur rules new open-embassy --frame OtherEvent -o my-rules/embassy.toml
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
    /// Look for rules that can never match or that others make needless, and for words and roles nobody knows
    #[command(after_help = "\
Ends with 3 if a rule is wrong: its trigger can never stand, another rule finds all that it finds, a word is no
dictionary form, or the ontology lacks its class or role.
With a corpus it also notes the rules and words that were never met there, and the rules that never went on.

Example:
  rapporteur rules lint --rules my-rules --corpus wire.jsonl")]
    Lint {
        /// A folder of rule files that add to the embedded ones, or replace those of the same name
        #[arg(long, value_name = "DIR")]
        rules: Option<PathBuf>,

        /// Reports on which the rules are tried; may be given several times
        #[arg(long, value_name = "PATH")]
        corpus: Vec<PathBuf>,

        /// Say only what is wrong, not what is worth a look
        #[arg(long)]
        no_notes: bool,

        #[command(flatten)]
        work: Work,
    },
    /// Begin a rule file: a commented skeleton, made from a sentence if one is given
    #[command(after_help = "\
The file is accepted by the program once your examples stand in it: one sentence that it must read, and one that a
careless rule would read too.

Example:
  rapporteur rules new open-embassy --frame OtherEvent -o my-rules/embassy.toml
  rapporteur rules new open-embassy --frame OtherEvent --sentence 'Norway opened an embassy in Windhoek.'")]
    New {
        /// The name of its first rule, in kebab-case: what it matches
        #[arg(value_name = "NAME")]
        name: String,

        /// The class of frames that it finds
        #[arg(long, value_name = "CLASS")]
        frame: String,

        /// A sentence that it must read
        #[arg(long, value_name = "SENTENCE")]
        sentence: Option<String>,

        /// Write this file, which must not exist, instead of standard output
        #[arg(long, short, value_name = "FILE")]
        output: Option<PathBuf>,
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
        What::Lint { rules, corpus, no_notes, work } => {
            let knowledge = read_rules(rules.as_deref())?;
            lint(&knowledge, corpus, no_notes, &work, &mut out, say)
        }
        What::New { name, frame, sentence, output } => {
            begin(&name, &frame, sentence.as_deref(), output.as_deref(), &mut out, say)
        }
        What::Test { rules } => test(&read_rules(rules.as_deref())?, &mut out, say),
    }
}

fn lint(
    knowledge: &Knowledge,
    corpus: Vec<PathBuf>,
    no_notes: bool,
    work: &Work,
    out: &mut impl io::Write,
    say: &Say,
) -> anyhow::Result<Exit> {
    let mut findings = lint::lint(knowledge);
    if !corpus.is_empty() {
        let (coverage, exit) = coverage::measure(corpus, work, knowledge, say)?;
        if coverage.reports == 0 {
            return Ok(exit);
        }
        findings.extend(lint::lint_on(&coverage, knowledge));
    }
    findings.retain(|finding| finding.weight == Weight::Wrong || !no_notes);
    let wrong = findings.iter().filter(|finding| finding.weight == Weight::Wrong).count();
    for finding in &findings {
        let word = if finding.weight == Weight::Wrong { "wrong" } else { "note" };
        writeln!(out, "{}:{}: {word}: `{}`: {}", finding.path, finding.line, finding.rule, finding.message)?;
        writeln!(out, "    {}", finding.hint)?;
    }
    let rules = knowledge.rules().rules().len();
    say.tell(&format!("{rules} rules: {wrong} wrong, {} worth a look", findings.len() - wrong));
    Ok(if wrong > 0 { Exit::Violations } else { Exit::Done })
}

fn begin(
    name: &str,
    frame: &str,
    sentence: Option<&str>,
    output: Option<&Path>,
    out: &mut impl io::Write,
    say: &Say,
) -> anyhow::Result<Exit> {
    let knowledge = Knowledge::embedded();
    let classes: Vec<&str> = file::classes().collect();
    if !classes.contains(&frame) {
        let hint = file::did_you_mean(frame, &classes);
        return Err(told(
            format!("`{frame}` is not a class of frames of the ontology"),
            hint.unwrap_or_else(|| format!("one of {}", classes.join(", "))),
        ));
    }
    if !file::is_rule_name(name) {
        return Err(told(
            format!("`{name}` is not a name in kebab-case"),
            "name what it matches, such as `open-embassy`",
        ));
    }
    if let Some(rule) = knowledge.rules().rules().iter().find(|rule| rule.name == name) {
        return Err(told(
            format!("the rule name `{name}` is taken: {}:{}", rule.path, rule.line),
            "give it another name, or copy that file and change it there",
        ));
    }
    let text = skeleton(name, frame, sentence, &knowledge);
    let Some(path) = output else {
        out.write_all(text.as_bytes())?;
        return Ok(Exit::Done);
    };
    let context = || format!("`{}` cannot be written", path.display());
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).with_context(context)?;
    }
    let mut file = std::fs::File::create_new(path).with_context(context)?;
    file.write_all(text.as_bytes()).with_context(context)?;
    say.tell(&format!("{} is written; it says what to put in", path.display()));
    Ok(Exit::Done)
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
