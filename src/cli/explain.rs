//! `explain`: a report with its mentions, its claims, the rules that found them, and its silences.

use crate::cli::exit::Exit;
use crate::cli::options::read_rules;
use crate::cli::say::Say;
use anyhow::Context as _;
use rapporteur::claim::Account;
use rapporteur::document::Document;
use rapporteur::extract::{Trace, lines, traced};
use rapporteur::knowledge::Knowledge;
use rapporteur::read::jsonl::JsonLines;
use rapporteur::read::reports::Reports;
use rapporteur::read::text;
use std::io::{self, Read as _, Write};
use std::path::{Path, PathBuf};

/// Show how a report was read: mentions, claims, the rules that fired, and why a sentence gave nothing
#[derive(clap::Args)]
#[command(after_help = "\
Example:
  rapporteur explain data/reports/01-north-atlantic-council.txt
  echo 'Norway supplies gas to Germany.' | rapporteur explain --tree")]
pub(super) struct Args {
    /// Files and folders to read; standard input unless given
    #[arg(value_name = "PATH", default_value = "-")]
    paths: Vec<PathBuf>,

    /// Show the dependency tree of each sentence as well
    #[arg(long)]
    tree: bool,

    /// Explain only the report with this identifier
    #[arg(long, value_name = "ID")]
    id: Option<String>,

    /// A folder of rule files that add to the embedded ones, or replace those of the same name
    #[arg(long, value_name = "DIR")]
    rules: Option<PathBuf>,
}

pub(super) fn run(args: &Args, say: &Say) -> anyhow::Result<Exit> {
    let knowledge = read_rules(args.rules.as_deref())?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    // A single text given by hand is a report, not JSON Lines.
    let by_hand = args.paths == [PathBuf::from("-")];
    let mut exit = Exit::Done;
    if by_hand {
        let mut bytes = Vec::new();
        io::stdin().read_to_end(&mut bytes).context("standard input cannot be read")?;
        let place = Path::new("standard input");
        if bytes.trim_ascii_start().starts_with(b"{") {
            for report in JsonLines::new(Box::new(io::Cursor::new(bytes)), place.to_owned()) {
                tell(report, args, &knowledge, &mut out, say, &mut exit)?;
            }
        } else {
            let report = text::read("standard-input".to_owned(), place, bytes);
            tell(report, args, &knowledge, &mut out, say, &mut exit)?;
        }
    } else {
        for report in Reports::new(args.paths.clone()) {
            tell(report, args, &knowledge, &mut out, say, &mut exit)?;
        }
    }
    out.flush()?;
    Ok(exit)
}

fn tell(
    report: Result<rapporteur::report::Report, rapporteur::read::error::ReadError>,
    args: &Args,
    knowledge: &Knowledge,
    out: &mut impl Write,
    say: &Say,
    exit: &mut Exit,
) -> anyhow::Result<()> {
    match report {
        Ok(report) => {
            if args.id.as_ref().is_none_or(|id| *id == report.id) {
                explain(&report, knowledge, args.tree, out)?;
            }
        }
        Err(error) => {
            say.error(&error.into());
            *exit = Exit::Data;
        }
    }
    Ok(())
}

fn explain(
    report: &rapporteur::report::Report,
    knowledge: &Knowledge,
    tree: bool,
    out: &mut impl Write,
) -> io::Result<()> {
    let (account, trace) = traced(report, knowledge);
    writeln!(out, "Report {}", report.id)?;
    if let Some(title) = &report.title {
        writeln!(out, "  title     {title}")?;
    }
    if let Some(date) = report.date {
        writeln!(out, "  date      {date}")?;
    }
    if let Some(span) = report.dateline.span {
        writeln!(out, "  dateline  {}", span.of(&report.text).trim())?;
    }
    for (what, id) in [
        ("agency", account.recognition.agency),
        ("publisher", account.recognition.publisher),
        ("place", account.recognition.dateline_place),
    ] {
        if let Some(id) = id {
            writeln!(out, "  {what:<9} {}", account.recognition.entity(id).name)?;
        }
    }
    let facts = lines::lines(&account);
    for (number, sentence) in trace.document.sentences().iter().enumerate() {
        if sentence.is_empty() {
            continue;
        }
        let span = trace.document.span(sentence.clone());
        let words: Vec<&str> = span.of(&report.text).split_whitespace().collect();
        writeln!(out, "\n{:>3}  {}", number + 1, words.join(" "))?;
        if tree {
            print_tree(report, &trace.document, sentence.clone(), out)?;
        }
        mentions(&account, sentence.clone(), out)?;
        let mut any = false;
        for (office, statement) in &account.offices {
            if statement.evidence[0].sentence == number + 1 {
                let body = office
                    .body
                    .map_or(String::new(), |id| format!(", of: {}", account.recognition.entity(id).name));
                let person = &account.recognition.entity(office.person).name;
                writeln!(
                    out,
                    "     claim     OfficeHolding(person: {person}, office: {}{body})  <- {}",
                    office.title, statement.rule
                )?;
                any = true;
            }
        }
        for fact in &facts {
            if fact.statement.evidence.iter().any(|evidence| evidence.sentence == number + 1) {
                writeln!(out, "     claim     {}  <- {}", fact.text, fact.statement.rule)?;
                any = true;
            }
        }
        for event in &account.events {
            for participant in &event.participants {
                if participant.evidence[0].sentence == number + 1
                    && participant.evidence[0] != event.occurrence.evidence[0]
                {
                    writeln!(
                        out,
                        "     claim     Participation(event: {}, {}: {})  <- {}",
                        event.class,
                        lines::role_name(participant.role),
                        account.recognition.entity(participant.entity).name,
                        participant.rule
                    )?;
                    any = true;
                }
            }
            for topic in &event.topics {
                if topic.evidence[0].sentence == number + 1 {
                    let issue =
                        topic.issue.as_deref().map_or(String::new(), |issue| format!(", issue: {issue}"));
                    writeln!(
                        out,
                        "     claim     Discussion(event: {}, topic: {}{issue})  <- {}",
                        event.class, topic.text, topic.rule
                    )?;
                    any = true;
                }
            }
        }
        if !any {
            silence(report, &trace, knowledge, sentence.clone(), out)?;
        }
    }
    writeln!(out)
}

fn mentions(account: &Account<'_>, sentence: std::ops::Range<usize>, out: &mut impl Write) -> io::Result<()> {
    let recognition = &account.recognition;
    for mention in &recognition.mentions {
        if !sentence.contains(&mention.tokens.start) {
            continue;
        }
        let whom: Vec<String> = mention
            .entities
            .iter()
            .map(|id| {
                let entity = recognition.entity(*id);
                let known = entity.known.as_ref().map_or(String::new(), |key| format!(" {key}"));
                format!("{} ({:?}{known})", entity.name, entity.kind)
            })
            .collect();
        let whom = if whom.is_empty() { "those who take part".to_owned() } else { whom.join(" and ") };
        writeln!(
            out,
            "     mention   {} = {whom}  <- {}",
            mention.span.of(&account.report.text),
            mention.found_by
        )?;
    }
    for time in recognition.times.iter().filter(|time| sentence.contains(&time.tokens.start)) {
        let end = time.end.map_or(String::new(), |end| format!(" to {end}"));
        writeln!(
            out,
            "     time      {} = {}{end} ({:?})",
            time.span.of(&account.report.text),
            time.start,
            time.basis
        )?;
    }
    Ok(())
}

/// Why a sentence gave nothing: the rule that came nearest, or that no word of it triggers one.
fn silence(
    report: &rapporteur::report::Report,
    trace: &Trace,
    knowledge: &Knowledge,
    sentence: std::ops::Range<usize>,
    out: &mut impl Write,
) -> io::Result<()> {
    let word = |token: usize| trace.document.token(token).span.of(&report.text);
    let dropped = trace
        .frames
        .iter()
        .zip(&trace.kept)
        .find(|(frame, kept)| !**kept && sentence.contains(&frame.trigger));
    if let Some((frame, _)) = dropped {
        let rule = knowledge.rules().get(frame.rule);
        return writeln!(
            out,
            "     nothing   rule `{}` matched at `{}`, but nobody could be found for it",
            rule.name,
            word(frame.trigger)
        );
    }
    let nearest = trace
        .near_misses
        .iter()
        .filter(|near| sentence.contains(&near.trigger))
        .max_by_key(|near| near.miss.filled);
    if let Some(near) = nearest {
        let rule = knowledge.rules().get(near.rule);
        return writeln!(
            out,
            "     nothing   rule `{}` began at `{}` and found no {} ({})",
            rule.name,
            word(near.trigger),
            near.miss.role,
            near.miss.tried
        );
    }
    let taken = trace.frames.iter().any(|frame| sentence.contains(&frame.trigger));
    if taken {
        return writeln!(out, "     nothing   of its own: what it tells joins an event told elsewhere");
    }
    writeln!(out, "     nothing   no word of it triggers a rule")
}

fn print_tree(
    report: &rapporteur::report::Report,
    document: &Document,
    sentence: std::ops::Range<usize>,
    out: &mut impl Write,
) -> io::Result<()> {
    for token in sentence.clone() {
        let view = document.token(token);
        let head = document.head(token).map_or("-".to_owned(), |head| {
            format!("{} {}", head - sentence.start + 1, document.token(head).span.of(&report.text))
        });
        writeln!(
            out,
            "     {:>3} {:<20} {:<18} {:<6} {:<5} {:<12} {head}",
            token - sentence.start + 1,
            view.span.of(&report.text),
            view.lemma,
            view.upos.as_str(),
            view.xpos.as_str(),
            view.deprel.as_str(),
        )?;
    }
    Ok(())
}
