//! `diff`: what two readings of the same reports claim differently.

use crate::cli::errors::told;
use crate::cli::exit::Exit;
use crate::cli::say::Say;
use clap::ValueEnum;
use rapporteur::diff::{Change, Difference, Standing, diff};
use rapporteur::record::Record;
use rapporteur::store::GraphStore;
use rapporteur::words::counted;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Tell which claims came, went or changed between two runs
#[derive(clap::Args)]
#[command(after_help = "\
A and B are stores or RDF files; what B has and A has not came, the other way round it went.
A claim changed if both have one of its report and class by the same words, with another argument or attribute.
The code at the end is 0 whether or not anything differs; with --exit-code it is 3 if anything does.

Example:
  rapporteur diff old.db graph.db
  rapporteur diff old.nq new.nq --format json --exit-code")]
pub(super) struct Args {
    /// The store or RDF file of the first run
    #[arg(value_name = "A")]
    before: PathBuf,

    /// The store or RDF file of the second run
    #[arg(value_name = "B")]
    after: PathBuf,

    /// How differences are written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: DiffFormat,

    /// Compare only the report with this identifier
    #[arg(long, value_name = "ID")]
    report: Option<String>,

    /// End with code 3 if anything differs
    #[arg(long)]
    exit_code: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum DiffFormat {
    /// Plain words, report by report
    Text,
    /// A line of JSON for each claim
    Json,
    /// Comma-separated values, a row for each claim, and for each fact of a changed one
    Csv,
}

pub(super) fn run(args: &Args, say: &Say) -> anyhow::Result<Exit> {
    let (before, after) = (open(&args.before)?, open(&args.after)?);
    let mut out = BufWriter::new(io::stdout().lock());
    if args.format == DiffFormat::Csv {
        out.write_all(
            row(&["report", "what", "class", "claim", "fact", "before", "after", "quote"]).as_bytes(),
        )?;
    }
    let sum = diff(&before, &after, args.report.as_deref(), |difference| -> anyhow::Result<()> {
        let text = match args.format {
            DiffFormat::Text => text(&difference),
            DiffFormat::Json => lines(&difference),
            DiffFormat::Csv => rows(&difference),
        };
        Ok(out.write_all(text.as_bytes())?)
    })?;
    out.flush()?;
    say.tell(&format!(
        "{} came, {} went, {} changed in {}; {} the same",
        sum.came,
        sum.went,
        sum.changed,
        counted(sum.reports, "report"),
        if sum.same == 1 { "1 claim is".to_owned() } else { format!("{} claims are", sum.same) }
    ));
    Ok(if args.exit_code && sum.reports > 0 { Exit::Violations } else { Exit::Done })
}

/// A folder is a store, anything else a file.
fn open(path: &Path) -> anyhow::Result<GraphStore> {
    if path.is_dir() {
        return Ok(GraphStore::open_read_only(path)?);
    }
    if !path.exists() {
        return Err(told(
            format!("there is neither a store nor a file at `{}`", path.display()),
            "give the folder of a store, or a file that ends in .ttl, .trig, .nt, .nq, .jsonld or .rdf",
        ));
    }
    Ok(GraphStore::from_file(path)?)
}

fn quote(record: &Record) -> String {
    record
        .words()
        .map_or_else(String::new, |words| words.quote.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn sentence(record: &Record) -> String {
    let number = record.words().and_then(|words| words.sentence);
    number.map_or_else(String::new, |number| format!("sentence {number}: "))
}

fn text(difference: &Difference) -> String {
    let mut text = format!("Report {}", difference.report);
    text.push_str(match difference.standing {
        Standing::Both => "\n",
        Standing::New => " is new\n",
        Standing::Gone => " is gone\n",
    });
    let line = |sign: &str, record: &Record| {
        format!(
            "  {sign} {}; {}\n      {}“{}”  <- {}\n",
            record.in_words(),
            record.attribution(),
            sentence(record),
            quote(record),
            record.rule
        )
    };
    for record in &difference.went {
        text.push_str(&line("-", record));
    }
    for record in &difference.came {
        text.push_str(&line("+", record));
    }
    for Change { after, facts, .. } in &difference.changed {
        text.push_str(&line("~", after));
        for (name, before, after) in facts {
            let told = |value: &Option<String>| value.as_deref().unwrap_or("nothing").to_owned();
            let _ = writeln!(text, "      {name}: {} → {}", told(before), told(after));
        }
    }
    text.push('\n');
    text
}

/// A line of JSON for each claim.
fn lines(difference: &Difference) -> String {
    let claim = |record: &Record| {
        json!({
            "claim": record.iri.as_str(),
            "class": record.class,
            "words": record.in_words(),
            "attribution": record.attribution(),
            "quote": quote(record),
            "sentence": record.words().and_then(|words| words.sentence),
            "rule": record.rule,
        })
    };
    let mut text = String::new();
    let mut add = |what: &str, mut value: Value| {
        value["report"] = difference.report.as_str().into();
        value["what"] = what.into();
        text.push_str(&value.to_string());
        text.push('\n');
    };
    for record in &difference.went {
        add("went", claim(record));
    }
    for record in &difference.came {
        add("came", claim(record));
    }
    for Change { before, after, facts } in &difference.changed {
        let mut value = claim(after);
        value["claim before"] = before.iri.as_str().into();
        let facts =
            facts.iter().map(|(name, before, after)| json!({"fact": name, "before": before, "after": after}));
        value["facts"] = facts.collect();
        add("changed", value);
    }
    text
}

fn rows(difference: &Difference) -> String {
    let mut text = String::new();
    for (what, records) in [("went", &difference.went), ("came", &difference.came)] {
        for record in records {
            let words = record.in_words();
            let (before, after) = if what == "went" { (words.as_str(), "") } else { ("", words.as_str()) };
            let (claim, quote) = (record.iri.as_str(), quote(record));
            text.push_str(&row(&[&difference.report, what, &record.class, claim, "", before, after, &quote]));
        }
    }
    for Change { after: record, facts, .. } in &difference.changed {
        for (name, before, after) in facts {
            let (before, after) =
                (before.as_deref().unwrap_or_default(), after.as_deref().unwrap_or_default());
            let (claim, quote) = (record.iri.as_str(), quote(record));
            text.push_str(&row(&[
                &difference.report,
                "changed",
                &record.class,
                claim,
                name,
                before,
                after,
                &quote,
            ]));
        }
    }
    text
}

/// A row of RFC 4180.
fn row(cells: &[&str]) -> String {
    let cells: Vec<String> = cells
        .iter()
        .map(|cell| {
            if cell.contains([',', '"', '\n', '\r']) {
                format!("\"{}\"", cell.replace('"', "\"\""))
            } else {
                (*cell).to_owned()
            }
        })
        .collect();
    cells.join(",") + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_with_commas_or_quotes_is_quoted() {
        assert_eq!(row(&["a", "b, c", "say \"d\"", ""]), "a,\"b, c\",\"say \"\"d\"\"\",\r\n");
    }
}
