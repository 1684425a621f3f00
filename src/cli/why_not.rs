//! `why-not`: how far the rules came on a sentence, and where each stopped.

use crate::cli::errors::told;
use crate::cli::exit::Exit;
use crate::cli::explain::{claims_of, mentions, print_tree};
use crate::cli::options::{OwnKnowledge, rule_named};
use anyhow::Context as _;
use chrono::NaiveDate;
use rapporteur::extract::attempted;
use rapporteur::knowledge::Knowledge;
use rapporteur::report::Report;
use rapporteur::rule::why::{Attempt, Stop};
use rapporteur::words::counted;
use std::io::{self, Read as _, Write};

/// Ask why a sentence did not give what it should: how far each rule came, and where it stopped
#[derive(clap::Args)]
#[command(after_help = "\
The nearest rules come first. `--rule` asks about one rule, even if it has nothing to do with the sentence.

Example:
  rapporteur why-not 'The minister conferred in Geneva with his counterpart.'
  rapporteur why-not 'Norway exports to Germany.' --rule export-to --tree")]
pub(super) struct Args {
    /// The sentence, or several; `-` reads standard input
    #[arg(value_name = "SENTENCE")]
    text: String,

    /// Ask about this rule only
    #[arg(long, value_name = "NAME")]
    rule: Option<String>,

    /// The date of the report, to which "on Monday" refers
    #[arg(long, value_name = "DATE")]
    date: Option<NaiveDate>,

    /// Show so many rules for each sentence
    #[arg(long, value_name = "N", default_value_t = 5)]
    limit: usize,

    /// Show the dependency tree of each sentence as well
    #[arg(long)]
    tree: bool,

    #[command(flatten)]
    own: OwnKnowledge,
}

pub(super) fn run(args: Args) -> anyhow::Result<Exit> {
    let knowledge = args.own.read()?;
    let only = args.rule.as_deref().map(|name| rule_named(&knowledge, name)).transpose()?;
    let text = if args.text == "-" {
        let mut text = String::new();
        io::stdin().read_to_string(&mut text).context("standard input cannot be read")?;
        text
    } else {
        args.text
    };
    if text.trim().is_empty() {
        return Err(told("there is no sentence", "write it in quotation marks behind `why-not`"));
    }
    let report = Report { id: "sentence".to_owned(), text, date: args.date, ..Report::default() };
    let (account, trace, attempts) = attempted(&report, &knowledge, only);
    let mut out = io::BufWriter::new(io::stdout().lock());
    for (number, (sentence, attempts)) in trace.document.sentences().iter().zip(&attempts).enumerate() {
        if sentence.is_empty() {
            continue;
        }
        let span = trace.document.span(sentence.clone());
        let words: Vec<&str> = span.of(&report.text).split_whitespace().collect();
        writeln!(out, "{:>3}  {}", number + 1, words.join(" "))?;
        if args.tree {
            print_tree(&report, &trace.document, sentence.clone(), &mut out)?;
        }
        mentions(&account, &knowledge, sentence.clone(), &mut out)?;
        if !claims_of(&account, number + 1, &mut out)? {
            writeln!(out, "     claim     none")?;
        }
        let kept = |attempt: &Attempt| {
            let mut frames = trace.frames.iter().zip(&trace.kept);
            frames.any(|(frame, kept)| *kept && frame.rule == attempt.rule && frame.trigger == attempt.token)
        };
        if attempts.is_empty() {
            writeln!(out, "     no rule has a word of this sentence for its trigger")?;
        }
        for attempt in attempts.iter().take(args.limit) {
            let word = trace.document.token(attempt.token).span.of(&report.text);
            tell(attempt, word, kept(attempt), &knowledge, &mut out)?;
        }
        if let Some(more) = attempts.len().checked_sub(args.limit).filter(|more| *more > 0) {
            writeln!(out, "     … and {} that came less far; `--limit` shows more", counted(more, "rule"))?;
        }
    }
    out.flush()?;
    Ok(Exit::Done)
}

/// Tells one attempt.
pub(super) fn tell(
    attempt: &Attempt,
    word: &str,
    kept: bool,
    knowledge: &Knowledge,
    out: &mut impl Write,
) -> io::Result<()> {
    let rule = knowledge.rules().get(attempt.rule);
    let place = format!("{}, {}:{}", rule.class, rule.path, rule.line);
    match &attempt.stop {
        Stop::Nowhere if kept => writeln!(out, "     found     by `{}` at `{word}` ({place})", rule.name),
        Stop::Nowhere => {
            writeln!(out, "     near      `{}` at `{word}` ({place})", rule.name)?;
            writeln!(
                out,
                "               matched, and gave no claim: somebody or something it needs was not found, or another rule tells the same"
            )
        }
        Stop::Role { role, filled, of, tries } => {
            writeln!(out, "     near      `{}` at `{word}` ({place})", rule.name)?;
            writeln!(
                out,
                "               the trigger stands, {filled} of {of} roles are filled; `{role}` found nothing:"
            )?;
            for (written, reason) in tries {
                writeln!(out, "               {written}  {reason}")?;
            }
            Ok(())
        }
        Stop::Word { reason, .. } => {
            writeln!(out, "     near      `{}` at `{word}` ({place})", rule.name)?;
            writeln!(out, "               all fits but the word: {reason}")
        }
        Stop::Trigger { passed, of, reasons, .. } => {
            writeln!(out, "     near      `{}` at `{word}` ({place})", rule.name)?;
            writeln!(out, "               is no trigger, {passed} of {of} tests hold:")?;
            for reason in reasons {
                writeln!(out, "               {reason}")?;
            }
            Ok(())
        }
    }
}
