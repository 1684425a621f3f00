//! Every page of `tests/pages` is true.
//!
//! A ```` ```report 2024-05-08 ```` block is a report of that day; the day may be left out, and `from` names its source:
//! ```` ```report from Government of Norway ````.
//! The blocks after it say what is read in it: `facts` and `speech` its facts, a line each, the latter with the way
//! in which they are told, and the order of participants makes no difference; `offices` who holds which office of whom; `mentions` its names, times and quantities, under
//! the words.
//! A ```` ```gazetteer names.csv ```` block lays a user's names over the tables for the reports after it; an empty one
//! takes them away.

use crate::files::{hold, knowledge, list, text};
use libtest_mimic::{Failed, Trial};
use rapporteur::claim::{Account, SpeechMode};
use rapporteur::extract::{account, lines};
use rapporteur::knowledge::Knowledge;
use rapporteur::mention::MentionKind;
use rapporteur::read;
use rapporteur::report::{Report, Span};
use std::fmt::Write as _;
use std::path::Path;

/// One test for each page.
pub(crate) fn trials() -> Vec<Trial> {
    list("tests/pages", ".md")
        .into_iter()
        .map(|path| Trial::test(path.trim_start_matches("tests/").to_owned(), move || is_true(&path)))
        .collect()
}

fn is_true(path: &str) -> Result<(), Failed> {
    let page = text(path);
    let mut rewritten = String::new();
    let mut block: Option<(&str, String)> = None;
    let mut report = Report::default();
    let mut own: Option<Knowledge> = None;
    let mut answers = 0;
    for line in page.lines() {
        match (&mut block, line.strip_prefix("```")) {
            (None, Some(kind)) => block = Some((kind, String::new())),
            (Some((kind, body)), Some("")) => {
                let knowledge = own.as_ref().unwrap_or_else(|| knowledge());
                let answer = match kind.split_once(' ').unwrap_or((kind, "")) {
                    ("gazetteer", file) => {
                        own = match file {
                            "" => None,
                            file => Some(
                                Knowledge::embedded()
                                    .with_gazetteer(file, body)
                                    .map_err(|error| error.to_string())?,
                            ),
                        };
                        None
                    }
                    ("report", date) => {
                        report = read_report(body, date)?;
                        None
                    }
                    ("facts", _) => Some(facts(&account(&report, knowledge), false)),
                    ("speech", _) => Some(facts(&account(&report, knowledge), true)),
                    ("offices", _) => Some(offices(&account(&report, knowledge))),
                    ("mentions", _) => Some(mentions(&account(&report, knowledge))),
                    _ => None,
                };
                if let Some(answer) = answer {
                    *body = as_written(body, &answer);
                    answers += 1;
                }
                rewritten.push_str(body);
                block = None;
            }
            (Some((_, body)), _) => {
                body.push_str(line);
                body.push('\n');
                continue;
            }
            (None, None) => {}
        }
        rewritten.push_str(line);
        rewritten.push('\n');
    }
    if answers == 0 {
        return Err(format!(
            "{path} has no block that could be wrong: `facts`, `speech`, `offices` or `mentions`"
        )
        .into());
    }
    hold(path, &rewritten)
}

/// An answer with the lines that tell the same as those of the page written as they stand there.
fn as_written(page: &str, answer: &str) -> String {
    let mut written = page.lines();
    let lines = answer.lines().map(|line| {
        let there = written.next().filter(|there| lines::is_same(there, line));
        there.unwrap_or(line).to_owned() + "\n"
    });
    lines.collect()
}

fn read_report(text: &str, date: &str) -> Result<Report, Failed> {
    let text = text.trim_end().to_owned();
    let report = read::text::read("page".to_owned(), Path::new("page"), text.into_bytes());
    let mut report = report.map_err(|error| error.to_string())?;
    let (date, source) = date.split_once("from ").unwrap_or((date, ""));
    let date = date.trim_end();
    report.source = (!source.is_empty()).then(|| source.to_owned());
    if !date.is_empty() {
        report.date = Some(date.parse().map_err(|_| format!("`{date}` is not a day such as 2024-05-08"))?);
        report.dateline = read::dateline::find(&report.text, report.date);
    }
    Ok(report)
}

fn facts(account: &Account<'_>, with_speech: bool) -> String {
    let mut text = String::new();
    for line in lines::lines(account) {
        let speech = match line.statement.speech_mode {
            SpeechMode::Narration => "narration: ",
            SpeechMode::DirectSpeech => "direct speech: ",
            SpeechMode::IndirectSpeech => "indirect speech: ",
            SpeechMode::ImpersonalSpeech => "impersonal speech: ",
        };
        let _ = writeln!(text, "{}{}", if with_speech { speech } else { "" }, line.text);
    }
    text
}

/// The offices, a line each, in the order of the text.
fn offices(account: &Account<'_>) -> String {
    let mut text = String::new();
    for (office, _) in &account.offices {
        let name = |id| &account.recognition.entity(id).name;
        let body = office.body.map_or_else(String::new, |id| format!(", of: {}", name(id)));
        let _ =
            writeln!(text, "OfficeHolding(person: {}, office: {}{body})", name(office.person), office.title);
    }
    text
}

/// The text line by line; under each line its mentions, one a line, carets under their words.
fn mentions(account: &Account<'_>) -> String {
    let (recognition, text) = (&account.recognition, &account.report.text);
    let mut marks: Vec<(Span, String)> = Vec::new();
    for mention in &recognition.mentions {
        let kind = match mention.kind {
            MentionKind::Name => "",
            _ => "= ",
        };
        let entities: Vec<String> = mention
            .entities
            .iter()
            .map(|id| format!("{:?} {}", recognition.entity(*id).kind, recognition.entity(*id).name))
            .collect();
        let whom =
            if entities.is_empty() { "those who take part".to_owned() } else { entities.join(" and ") };
        marks.push((mention.span, format!("{kind}{whom}")));
    }
    for time in &recognition.times {
        let end = time.end.map_or_else(String::new, |end| format!(" to {end}"));
        marks.push((time.span, format!("{}{end} ({:?})", time.start, time.basis)));
    }
    for measure in &recognition.measures {
        marks.push((measure.span, amount(&measure.quantity)));
    }
    marks.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    let mut page = String::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        if !line.trim().is_empty() {
            let _ = writeln!(page, "{}", line.trim_end());
        }
        for (span, label) in marks.iter().filter(|(span, _)| (start..end).contains(&span.start)) {
            let before = text[start..span.start].chars().count();
            let width = text[span.start..span.end.min(end)].trim_end().chars().count();
            let _ = writeln!(page, "{}{} {label}", " ".repeat(before), "^".repeat(width));
        }
        start = end;
    }
    page
}

fn amount(quantity: &rapporteur::mention::Quantity) -> String {
    let mut text = String::new();
    if quantity.approximate {
        text += "about ";
    }
    let amount = match (&quantity.value, &quantity.min, &quantity.max) {
        (Some(value), _, _) => value.clone(),
        (None, Some(min), Some(max)) => format!("{min} to {max}"),
        (None, Some(min), None) => format!("at least {min}"),
        (None, None, Some(max)) => format!("at most {max}"),
        (None, None, None) => "some".to_owned(),
    };
    text += &amount;
    if let Some(unit) = &quantity.unit {
        let _ = write!(text, " {unit}");
    }
    text
}
