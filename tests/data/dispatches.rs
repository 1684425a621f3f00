//! What is claimed of each report in `data/reports`, sentence by sentence, as a page for people.
//!
//! Under each sentence of `tests/dispatches/NAME.md` stand the claims that rest on it. A claim that begins with `!` is
//! found, and is wrong; one that begins with `?` is right, and is not found. When such a gap is closed, the test asks
//! for its mark to go.

use crate::files::{at, hold, knowledge, list, text};
use libtest_mimic::{Failed, Trial};
use rapporteur::claim::Statement;
use rapporteur::extract::{account, lines};
use rapporteur::read::reports::Reports;
use rapporteur::report::Report;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// One test for each report, and one for each page without a report.
pub(crate) fn trials() -> Vec<Trial> {
    let reports: Vec<Report> = Reports::new([at("data/reports")]).map(Result::unwrap).collect();
    let known: BTreeSet<String> = reports.iter().map(|report| page_of(&report.id)).collect();
    let mut trials = Vec::new();
    for path in list("tests/dispatches", ".md").into_iter().filter(|path| !known.contains(path)) {
        let message = format!("{path} is of no report in `data/reports`; remove it");
        trials.push(Trial::test(path, move || Err(message.into())));
    }
    trials.extend(reports.into_iter().map(|report| {
        let name = page_of(&report.id).trim_start_matches("tests/").to_owned();
        Trial::test(name, move || is_claimed(&report))
    }));
    trials
}

fn page_of(id: &str) -> String {
    format!("tests/dispatches/{id}.md")
}

fn is_claimed(report: &Report) -> Result<(), Failed> {
    let path = page_of(&report.id);
    let old = if at(&path).is_file() { text(&path) } else { String::new() };
    let account = account(report, knowledge());
    let mut claims: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    let mut add = |statement: &Statement, text: String| {
        claims.entry(statement.evidence[0].sentence).or_default().push(text);
    };
    for (office, statement) in &account.offices {
        let name = |id| &account.recognition.entity(id).name;
        let body = office.body.map_or_else(String::new, |id| format!(", of: {}", name(id)));
        add(
            statement,
            format!("OfficeHolding(person: {}, office: {}{body})", name(office.person), office.title),
        );
    }
    for line in lines::lines(&account) {
        add(&line.statement, line.text);
    }
    let told: Vec<&str> = old.lines().filter_map(|line| line.strip_prefix("- ")).collect();
    let missed = missed(&old);

    let mut is = format!("# {}\n\n", report.id);
    let date = report.date.map_or_else(|| "not told".to_owned(), |date| date.to_string());
    let _ = writeln!(is, "Published: {date}");
    for (number, sentence) in (1..).zip(&account.sentences) {
        let words = sentence.of(&report.text);
        let _ = writeln!(is, "\n> {}", words.split_whitespace().collect::<Vec<_>>().join(" "));
        let found = claims.remove(&number).unwrap_or_default();
        let missed = missed.get(&number).map_or(&[][..], Vec::as_slice);
        if !(found.is_empty() && missed.is_empty()) {
            is.push('\n');
        }
        for claim in &found {
            // As the page has it, with its mark, whatever the order of participants.
            let there = told
                .iter()
                .find(|there| lines::is_same(there.strip_prefix("! ").unwrap_or(there), claim))
                .filter(|there| !there.starts_with("? "));
            let _ = writeln!(is, "- {}", there.unwrap_or(&claim.as_str()));
        }
        for claim in missed.iter().filter(|claim| !found.iter().any(|found| lines::is_same(found, claim))) {
            let _ = writeln!(is, "- ? {claim}");
        }
    }
    hold(&path, &is)
}

/// The claims that a page misses, by the number of the sentence under which they stand.
fn missed(page: &str) -> BTreeMap<usize, Vec<String>> {
    let mut missed: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    let mut sentence = 0;
    for line in page.lines() {
        if line.starts_with("> ") {
            sentence += 1;
        } else if let Some(claim) = line.strip_prefix("- ? ") {
            missed.entry(sentence).or_default().push(claim.to_owned());
        }
    }
    missed
}
