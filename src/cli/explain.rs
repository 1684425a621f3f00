//! `explain`: a report with its mentions, its claims, the rules that found them, and its silences.

use crate::cli::build::whole_file;
use crate::cli::errors::told;
use crate::cli::exit::Exit;
use crate::cli::options::OwnKnowledge;
use crate::cli::say::Say;
use crate::cli::why_not;
use rapporteur::claim::Account;
use rapporteur::document::Document;
use rapporteur::extract::coverage::silence;
use rapporteur::extract::{attempted, lines, traced};
use rapporteur::knowledge::Knowledge;
use rapporteur::packed;
use rapporteur::page::page;
use rapporteur::rdf::quads::Options;
use rapporteur::read::error::ReadError;
use rapporteur::read::jsonl::JsonLines;
use rapporteur::read::reports::Reports;
use rapporteur::read::text;
use rapporteur::report::Report;
use std::io::{self, BufReader, Read as _, Write};
use std::path::{Path, PathBuf};

/// So many rules that came near are shown for a sentence.
const NEAR: usize = 2;

/// Show how a report was read: mentions, claims, the rules that fired, and why a sentence gave nothing
#[derive(clap::Args)]
#[command(after_help = "\
Example:
  rapporteur explain data/reports/01-north-atlantic-council.txt
  echo 'Norway supplies gas to Germany.' | rapporteur explain --tree
  rapporteur explain data/reports/07-sanctions.txt --html sanctions.html")]
pub(super) struct Args {
    /// Files and folders to read; standard input unless given
    #[arg(value_name = "PATH", default_value = "-")]
    paths: Vec<PathBuf>,

    /// Show the dependency tree of each sentence as well
    #[arg(long)]
    tree: bool,

    /// Show the rules that came near in sentences with claims too
    #[arg(long)]
    near: bool,

    /// Write one report as a page for the browser; `-` writes it to standard output
    #[arg(long, value_name = "FILE", conflicts_with_all = ["tree", "near"])]
    html: Option<PathBuf>,

    /// Explain only the report with this identifier
    #[arg(long, value_name = "ID")]
    id: Option<String>,

    #[command(flatten)]
    own: OwnKnowledge,
}

pub(super) fn run(args: &Args, say: &Say) -> anyhow::Result<Exit> {
    let knowledge = args.own.read()?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut exit = Exit::Done;
    // Whether a report could be read at all.
    let mut any = false;
    let mut reports = reports(args)?.filter_map(|report| match report {
        Ok(report) => {
            any = true;
            Some(report).filter(|report| args.id.as_ref().is_none_or(|id| *id == report.id))
        }
        Err(error) => {
            say.error(&error.into());
            exit = Exit::Data;
            None
        }
    });
    if let Some(file) = &args.html {
        let only = only_one(&mut reports)?;
        drop(reports);
        match only {
            Some(report) => write_page(&report, file, &knowledge, &mut out, say)?,
            // Why there is none was told.
            None if exit == Exit::Data && !any => {}
            None => return Err(no_report(args)),
        }
    } else {
        for report in &mut reports {
            explain(&report, &knowledge, args.tree, args.near, &mut out)?;
        }
        drop(reports);
    }
    out.flush()?;
    Ok(exit)
}

/// The reports that were given, or the one text on standard input.
fn reports(args: &Args) -> anyhow::Result<Box<dyn Iterator<Item = Result<Report, ReadError>>>> {
    if args.paths != [PathBuf::from("-")] {
        return Ok(Box::new(Reports::new(args.paths.clone())));
    }
    let place = Path::new("standard input");
    let mut bytes = Vec::new();
    packed::unpacked(BufReader::new(io::stdin()))
        .and_then(|mut input| input.read_to_end(&mut bytes))
        .map_err(|source| ReadError::Io { path: place.to_owned(), source })?;
    // A single text given by hand is a report, not JSON Lines.
    Ok(if bytes.trim_ascii_start().starts_with(b"{") {
        Box::new(JsonLines::new(Box::new(io::Cursor::new(bytes)), place.to_owned()))
    } else {
        Box::new(std::iter::once(text::read("standard-input".to_owned(), place, bytes)))
    })
}

/// The only report, or none.
fn only_one(reports: &mut impl Iterator<Item = Report>) -> anyhow::Result<Option<Report>> {
    let only = reports.next();
    if let (Some(report), Some(other)) = (&only, reports.next()) {
        return Err(told(
            format!(
                "a page holds one report, and there are `{}`, `{}` and perhaps more",
                report.id, other.id
            ),
            format!("choose one: --id {}", report.id),
        ));
    }
    Ok(only)
}

fn no_report(args: &Args) -> anyhow::Error {
    match &args.id {
        Some(id) => told(
            format!("there is no report `{id}`"),
            "`rapporteur explain` without --id and --html shows all, each with its identifier",
        ),
        None => told("there is no report to make a page of", "name a file that holds one"),
    }
}

/// Writes the page of a report into a file, or to standard output where the file is `-`.
fn write_page(
    report: &Report,
    file: &Path,
    knowledge: &Knowledge,
    out: &mut impl Write,
    say: &Say,
) -> anyhow::Result<()> {
    let (account, trace) = traced(report, knowledge);
    let page = page(&account, &trace, knowledge, Options::default())?;
    if file == Path::new("-") {
        out.write_all(page.as_bytes())?;
    } else {
        let ((), path) = whole_file(file, |file| Ok(file.write_all(page.as_bytes())?))?;
        say.tell(&format!("the page is {}", path.display()));
    }
    Ok(())
}

fn explain(
    report: &Report,
    knowledge: &Knowledge,
    tree: bool,
    near: bool,
    out: &mut impl Write,
) -> io::Result<()> {
    let (account, trace, attempts) = attempted(report, knowledge, None);
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
        let any = claims_of(&account, number + 1, out)?;
        if !any {
            let why = silence(&trace, sentence).in_words(report, &trace, knowledge);
            writeln!(out, "     nothing   {why}")?;
        }
        if !any || near {
            let nearest = attempts[number].iter().filter(|attempt| attempt.is_near());
            for attempt in nearest.take(NEAR) {
                let word = trace.document.token(attempt.token).span.of(&report.text);
                why_not::tell(attempt, word, false, knowledge, out)?;
            }
        }
    }
    writeln!(out)
}

/// The claims that rest on a sentence, by its number from 1; says whether there is one.
pub(super) fn claims_of(account: &Account<'_>, sentence: usize, out: &mut impl Write) -> io::Result<bool> {
    let facts = lines::lines(account);
    let mut any = false;
    for (office, statement) in &account.offices {
        if statement.evidence[0].sentence == sentence {
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
        if fact.statement.evidence.iter().any(|evidence| evidence.sentence == sentence) {
            writeln!(out, "     claim     {}  <- {}", fact.text, fact.statement.rule)?;
            any = true;
        }
    }
    for event in &account.events {
        for participant in &event.participants {
            if participant.evidence[0].sentence == sentence
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
        for topic in event.topics.iter().filter(|topic| topic.discussed) {
            if topic.evidence[0].sentence == sentence {
                let issue = topic.issue.as_deref().map_or(String::new(), |issue| format!(", issue: {issue}"));
                writeln!(
                    out,
                    "     claim     Discussion(event: {}, topic: {}{issue})  <- {}",
                    event.class, topic.text, topic.rule
                )?;
                any = true;
            }
        }
    }
    Ok(any)
}

pub(super) fn mentions(
    account: &Account<'_>,
    sentence: std::ops::Range<usize>,
    out: &mut impl Write,
) -> io::Result<()> {
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

pub(super) fn print_tree(
    report: &Report,
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
