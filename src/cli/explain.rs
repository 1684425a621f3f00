//! `explain`: a report with its mentions, its claims, the rules that found them, and its silences.

use crate::cli::build::whole_file;
use crate::cli::errors::told;
use crate::cli::exit::Exit;
use crate::cli::options::OwnKnowledge;
use crate::cli::say::Say;
use crate::cli::why_not;
use clap::ValueEnum;
use rapporteur::claim::Account;
use rapporteur::document::Document;
use rapporteur::extract::coverage::silence;
use rapporteur::extract::{attempted, lines, traced};
use rapporteur::knowledge::Knowledge;
use rapporteur::mention::{EntityId, Resolution, Time};
use rapporteur::packed;
use rapporteur::page::page;
use rapporteur::rdf::quads::Options;
use rapporteur::read::error::ReadError;
use rapporteur::read::jsonl::JsonLines;
use rapporteur::read::reports::Reports;
use rapporteur::read::text;
use rapporteur::report::Report;
use serde_json::json;
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
  rapporteur explain data/reports/07-sanctions.txt --html sanctions.html
  rapporteur explain data/reports --format json | jq '.sentences[].mentions[]'")]
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

    /// The format of the output
    #[arg(long, value_name = "FORMAT", default_value = "text", conflicts_with = "html")]
    format: Format,

    /// Explain only the report with this identifier
    #[arg(long, value_name = "ID")]
    id: Option<String>,

    #[command(flatten)]
    own: OwnKnowledge,
}

/// The formats of an explanation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading on a terminal
    Text,
    /// JSON Lines, one report a line, with each mention and how it was resolved
    Json,
}

pub(super) fn run(args: &Args, say: &Say) -> anyhow::Result<Exit> {
    if args.format == Format::Json && (args.tree || args.near) {
        let error = told(
            "JSON has no trees and no rules that came near",
            "leave out --tree and --near, or --format json",
        );
        say.error(&error);
        return Ok(Exit::Usage);
    }
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
            match args.format {
                Format::Text => explain(&report, &knowledge, args.tree, args.near, &mut out)?,
                Format::Json => explain_json(&report, &knowledge, &mut out)?,
            }
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
        mentions(&account, knowledge, sentence.clone(), out)?;
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

/// Writes the claims that rest on a sentence, by its number from 1; says whether there is one.
pub(super) fn claims_of(account: &Account<'_>, sentence: usize, out: &mut impl Write) -> io::Result<bool> {
    let claims = claims(account, sentence);
    for (claim, rule) in &claims {
        writeln!(out, "     claim     {claim}  <- {rule}")?;
    }
    Ok(!claims.is_empty())
}

/// The claims that rest on a sentence, by its number from 1, each with the rule that found it.
fn claims(account: &Account<'_>, sentence: usize) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (office, statement) in &account.offices {
        if statement.evidence[0].sentence == sentence {
            let body = office
                .body
                .map_or(String::new(), |id| format!(", of: {}", account.recognition.entity(id).name));
            let person = &account.recognition.entity(office.person).name;
            let claim = format!("OfficeHolding(person: {person}, office: {}{body})", office.title);
            found.push((claim, statement.rule.clone()));
        }
    }
    for fact in lines::lines(account) {
        if fact.statement.evidence.iter().any(|evidence| evidence.sentence == sentence) {
            found.push((fact.text, fact.statement.rule.clone()));
        }
    }
    for event in &account.events {
        for participant in &event.participants {
            if participant.evidence[0].sentence == sentence
                && participant.evidence[0] != event.occurrence.evidence[0]
            {
                let claim = format!(
                    "Participation(event: {}, {}: {})",
                    event.class,
                    lines::role_name(participant.role),
                    account.recognition.entity(participant.entity).name
                );
                found.push((claim, participant.rule.clone()));
            }
        }
        for topic in event.topics.iter().filter(|topic| topic.discussed) {
            if topic.evidence[0].sentence == sentence {
                let issue = topic.issue.as_deref().map_or(String::new(), |issue| format!(", issue: {issue}"));
                let claim = format!("Discussion(event: {}, topic: {}{issue})", event.class, topic.text);
                found.push((claim, topic.rule.clone()));
            }
        }
    }
    found
}

pub(super) fn mentions(
    account: &Account<'_>,
    knowledge: &Knowledge,
    sentence: std::ops::Range<usize>,
    out: &mut impl Write,
) -> io::Result<()> {
    let recognition = &account.recognition;
    for (index, mention) in recognition.mentions.iter().enumerate() {
        if !sentence.contains(&mention.tokens.start) {
            continue;
        }
        let (entities, how) = account.referred(index);
        let whom: Vec<String> = entities
            .iter()
            .map(|id| {
                let entity = recognition.entity(*id);
                let known = entity.known.as_ref().map_or(String::new(), |key| format!(" {key}"));
                format!("{} ({:?}{known})", entity.name, entity.kind)
            })
            .collect();
        let whom = match mention.resolution {
            _ if !whom.is_empty() => whom.join(" and "),
            Some(Resolution::Speaker) => "who speaks".to_owned(),
            _ => "those who take part".to_owned(),
        };
        let how = how.map_or(String::new(), |how| format!(" ({})", knowledge.resolutions.of(how)));
        writeln!(
            out,
            "     mention   {} = {whom}  <- {}{how}",
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

/// Writes a report as one line of JSON; offsets are in code points of its text, as in the graph.
fn explain_json(report: &Report, knowledge: &Knowledge, out: &mut impl Write) -> io::Result<()> {
    let (account, trace) = traced(report, knowledge);
    let offset = |byte: usize| report.text[..byte].chars().count();
    let name = |id: &EntityId| {
        let entity = account.recognition.entity(*id);
        json!({"name": entity.name, "kind": format!("{:?}", entity.kind).to_lowercase(), "known": entity.known})
    };
    let mention = |index: usize| {
        let mention = &account.recognition.mentions[index];
        let (entities, how) = account.referred(index);
        let resolution = how.map(|how| {
            let verdict = knowledge.resolutions.of(how);
            json!({"kind": how.name(), "gloss": how.gloss(), "read": verdict.read, "right": verdict.right})
        });
        json!({
            "words": mention.span.of(&report.text),
            "begin": offset(mention.span.start),
            "end": offset(mention.span.end),
            "kind": format!("{:?}", mention.kind).to_lowercase(),
            "entities": entities.iter().map(name).collect::<Vec<_>>(),
            "found_by": mention.found_by,
            "resolution": resolution,
        })
    };
    let time = |time: &Time| {
        json!({
            "words": time.span.of(&report.text),
            "begin": offset(time.span.start),
            "end": offset(time.span.end),
            "from": time.start.to_string(),
            "to": time.end.map(|end| end.to_string()),
            "basis": format!("{:?}", time.basis),
        })
    };
    let recognition = &account.recognition;
    let sentences: Vec<serde_json::Value> = trace
        .document
        .sentences()
        .iter()
        .enumerate()
        .filter(|(_, sentence)| !sentence.is_empty())
        .map(|(number, sentence)| {
            let within = |tokens: &std::ops::Range<usize>| sentence.contains(&tokens.start);
            let claims = claims(&account, number + 1);
            let why =
                claims.is_empty().then(|| silence(&trace, sentence).in_words(report, &trace, knowledge));
            json!({
                "number": number + 1,
                "begin": offset(trace.document.span(sentence.clone()).start),
                "text": trace.document.span(sentence.clone()).of(&report.text),
                "mentions": (0..recognition.mentions.len())
                    .filter(|index| within(&recognition.mentions[*index].tokens))
                    .map(mention)
                    .collect::<Vec<_>>(),
                "times": recognition.times.iter().filter(|t| within(&t.tokens)).map(time).collect::<Vec<_>>(),
                "claims": claims
                    .iter()
                    .map(|(claim, rule)| json!({"claim": claim, "found_by": rule}))
                    .collect::<Vec<_>>(),
                "nothing": why,
            })
        })
        .collect();
    let entity = |id: Option<EntityId>| id.map(|id| recognition.entity(id).name.as_str());
    let line = json!({
        "id": report.id,
        "title": report.title,
        "date": report.date.map(|date| date.to_string()),
        "agency": entity(recognition.agency),
        "publisher": entity(recognition.publisher),
        "place": entity(recognition.dateline_place),
        "sentences": sentences,
    });
    writeln!(out, "{line}")
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
