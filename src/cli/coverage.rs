//! `coverage`: how much of some reports was read, why the rest was silent, and what a researcher may add.

use crate::cli::errors::told;
use crate::cli::exit::Exit;
use crate::cli::options::{OwnKnowledge, Work};
use crate::cli::pipeline::ordered;
use crate::cli::say::Say;
use anyhow::Context as _;
use clap::ValueEnum;
use rapporteur::extract::coverage::{Coverage, Gap, Reason};
use rapporteur::knowledge::Knowledge;
use rapporteur::read::reports::Reports;
use std::cmp::Reverse;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// Measure how much of some reports was read: sentences with claims, reasons of silence, and what is not known yet
#[derive(clap::Args)]
#[command(after_help = "\
The to-do file has a line for each verb and name that rules and tables lack, the most frequent first, with the
sentence in which it was met first: tab-separated, with the columns `kind`, `what`, `times`, `reports`, `report`,
`sentence` and `words`.

Example:
  rapporteur coverage data/reports
  rapporteur coverage wire.jsonl --todo todo.tsv --format md")]
pub(super) struct Args {
    /// Files and folders to read; standard input unless given
    #[arg(value_name = "PATH", default_value = "-")]
    paths: Vec<PathBuf>,

    /// Write what is not known yet to this file
    #[arg(long, value_name = "FILE")]
    todo: Option<PathBuf>,

    /// List so many of each kind
    #[arg(long, value_name = "N", default_value_t = 100)]
    limit: usize,

    /// The format of the output
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,

    #[command(flatten)]
    own: OwnKnowledge,

    #[command(flatten)]
    work: Work,
}

/// The formats of a coverage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading on a terminal
    Text,
    /// Markdown tables, for a page
    Md,
}

pub(super) fn run(args: &Args, say: &Say) -> anyhow::Result<Exit> {
    let knowledge = args.own.read()?;
    let (coverage, exit) = measure(args.paths.clone(), &args.work, &knowledge, say)?;
    if coverage.reports == 0 {
        return Err(told("there is no report to measure", "name files or folders of reports"));
    }
    if let Some(todo) = &args.todo {
        let context = || format!("`{}` cannot be written", todo.display());
        write_todo(&coverage, args.limit, todo).with_context(context)?;
        say.tell(&format!("what is not known yet is in {}", todo.display()));
    }
    let mut out = BufWriter::new(io::stdout().lock());
    tell(&coverage, &knowledge, args, &mut out)?;
    out.flush()?;
    Ok(exit)
}

/// The coverage of all reports of some paths; reports that cannot be read are told and left out.
pub(super) fn measure(
    paths: Vec<PathBuf>,
    work: &Work,
    knowledge: &Knowledge,
    say: &Say,
) -> anyhow::Result<(Coverage, Exit)> {
    let mut sum = Coverage::default();
    let mut exit = Exit::Done;
    say.begin("reports");
    ordered(
        work.threads(),
        Reports::new(paths),
        |report| match report {
            Ok(report) => {
                // A bug that one strange report brings to light must not cost the others.
                let read = catch_unwind(AssertUnwindSafe(|| Coverage::of(&report, knowledge)));
                read.map_err(|_| {
                    told(
                        format!("the report `{}` could not be read for a bug in rapporteur", report.id),
                        "it was left out; please report the bug with the report",
                    )
                })
            }
            Err(error) => Err(error.into()),
        },
        |found: anyhow::Result<Coverage>| {
            say.step();
            match found {
                Ok(found) => sum.add(found),
                Err(error) => {
                    say.error(&error);
                    exit = Exit::Data;
                }
            }
            Ok(())
        },
    )?;
    say.end();
    Ok((sum, exit))
}

fn tell(coverage: &Coverage, knowledge: &Knowledge, args: &Args, out: &mut impl Write) -> io::Result<()> {
    let mut page = Page { format: args.format, out };
    page.heading("Sentences")?;
    let share = |count: usize| format!("{} %", tenths(count, coverage.sentences));
    let mut rows = vec![
        vec!["sentences".to_owned(), coverage.sentences.to_string(), String::new()],
        vec!["with claims".to_owned(), coverage.told.to_string(), share(coverage.told)],
    ];
    for (reason, count) in Reason::ALL.into_iter().zip(coverage.silent) {
        rows.push(vec![reason.in_words().to_owned(), count.to_string(), share(count)]);
    }
    page.table(&["what", "number", "share"], &rows)?;
    page.heading("Claims")?;
    let each = |count: usize| hundredths(count, coverage.reports);
    let rows: Vec<Vec<String>> = coverage
        .claims
        .iter()
        .map(|(class, count)| vec![(*class).to_owned(), count.to_string(), each(*count)])
        .collect();
    page.table(&["class", "claims", "a report"], &rows)?;
    page.heading("Where rules stopped most often")?;
    let mut misses: Vec<(&(usize, String), &usize)> = coverage.misses.iter().collect();
    misses.sort_by_key(|(key, count)| (Reverse(**count), *key));
    let rows: Vec<Vec<String>> = misses
        .into_iter()
        .take(args.limit.min(15))
        .map(|((rule, role), count)| {
            vec![knowledge.rules().get(*rule).name.clone(), role.clone(), count.to_string()]
        })
        .collect();
    page.table(&["rule", "role that stayed empty", "times"], &rows)?;
    for gap in Gap::ALL {
        let found = coverage.gaps_of(gap);
        page.heading(match gap {
            Gap::Reporting => "Verbs that report and are in no lexicon",
            Gap::Verb => "Verbs of actors that trigger no rule",
            Gap::Organization => "Organisations that are in no table",
            Gap::State => "States that are in no table",
            Gap::Place => "Places that are in no table",
            Gap::Person => "Persons that are in no table",
        })?;
        let list: Vec<String> =
            found.iter().take(args.limit).map(|(what, met)| format!("{what} {}", met.times)).collect();
        page.list(&list, found.len())?;
    }
    Ok(())
}

/// A page of tables and lists.
struct Page<'w, W> {
    format: Format,
    out: &'w mut W,
}

impl<W: Write> Page<'_, W> {
    fn heading(&mut self, words: &str) -> io::Result<()> {
        match self.format {
            Format::Text => writeln!(self.out, "\n{words}"),
            Format::Md => writeln!(self.out, "\n### {words}\n"),
        }
    }

    /// A table whose columns behind the first hold words, then numbers.
    fn table(&mut self, names: &[&str], rows: &[Vec<String>]) -> io::Result<()> {
        if self.format == Format::Md {
            writeln!(self.out, "| {} |", names.join(" | "))?;
            writeln!(self.out, "|{}", " --- |".repeat(names.len()))?;
            for row in rows {
                writeln!(self.out, "| {} |", row.join(" | "))?;
            }
            return Ok(());
        }
        let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
        let widths: Vec<usize> = (0..names.len()).map(width).collect();
        for row in rows {
            let mut line = String::from("  ");
            for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
                let room = " ".repeat(width.saturating_sub(cell.chars().count()));
                let number = column > 0 && cell.starts_with(|c: char| c.is_ascii_digit());
                let (before, after) = if number { (room.as_str(), "") } else { ("", room.as_str()) };
                line.extend([before, cell.as_str(), after, "  "]);
            }
            writeln!(self.out, "{}", line.trim_end())?;
        }
        Ok(())
    }

    fn list(&mut self, words: &[String], all: usize) -> io::Result<()> {
        let indent = if self.format == Format::Md { "" } else { "  " };
        if words.is_empty() {
            return writeln!(self.out, "{indent}none");
        }
        let mut line = String::from(indent);
        for (number, word) in words.iter().enumerate() {
            let last = number + 1 == words.len();
            if line.chars().count() + word.chars().count() > 96 {
                writeln!(self.out, "{}", line.trim_end())?;
                line = String::from(indent);
            }
            line.push_str(word);
            line.push_str(if last { "" } else { ", " });
        }
        if all > words.len() {
            let _ = write!(line, " … and {} more", all - words.len());
        }
        writeln!(self.out, "{line}")
    }
}

/// A share in per cent with one decimal, in whole numbers all the way.
fn tenths(part: usize, whole: usize) -> String {
    let thousandths = (part * 2000 / whole.max(1)).div_ceil(2);
    format!("{}.{}", thousandths / 10, thousandths % 10)
}

fn hundredths(part: usize, whole: usize) -> String {
    let hundredths = (part * 200 / whole.max(1)).div_ceil(2);
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

fn write_todo(coverage: &Coverage, limit: usize, path: &Path) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    writeln!(out, "kind\twhat\ttimes\treports\treport\tsentence\twords")?;
    for gap in Gap::ALL {
        for (what, met) in coverage.gaps_of(gap).into_iter().take(limit) {
            let what = what.split_whitespace().collect::<Vec<_>>().join(" ");
            writeln!(
                out,
                "{}\t{what}\t{}\t{}\t{}\t{}\t{}",
                gap.as_str(),
                met.times,
                met.reports,
                met.report,
                met.sentence,
                met.words
            )?;
        }
    }
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded() {
        assert_eq!(tenths(1, 3), "33.3");
        assert_eq!(tenths(2, 3), "66.7");
        assert_eq!(tenths(0, 0), "0.0");
        assert_eq!(hundredths(5, 4), "1.25");
    }
}
