//! `review`: what people think of claims, in a graph of its own.

use crate::cli::errors::told;
use crate::cli::exit::Exit;
use crate::cli::options::{DEFAULT_STORE, day};
use crate::cli::say::Say;
use crate::cli::table::{self, Labels, Table};
use chrono::NaiveDate;
use clap::ValueEnum;
use rapporteur::ask::{Answer, ask, claims};
use rapporteur::queries::query;
use rapporteur::record::Record;
use rapporteur::review::{self, Review, Verdict};
use rapporteur::store::{GraphStore, Leave};
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

/// Say of a claim whether its words state it, list such verdicts, or count them by rule
#[derive(clap::Args)]
#[command(after_help = "\
Verdicts stand in a graph of their own: a claim stays as it was read, and a verdict stays when its report is read again.
Each reviewer has one verdict on a claim, the last.
No clock is read: the day is written only if --date gives it.
Questions about claims take --reviewed accepted, and `rapporteur query precision` is what --precision prints.

Example:
  rapporteur review 02eb4946 accept --by 'A. Reader'
  rapporteur review 02eb4946 correct --by 'A. Reader' --note 'the holder is the ministry' --date 2024-03-05
  rapporteur review --list
  rapporteur query positions --reviewed accepted")]
pub(super) struct Args {
    /// The claim: its IRI, short or whole, or the beginning of its hash
    #[arg(value_name = "CLAIM", required_unless_present_any = ["list", "precision"])]
    claim: Option<String>,

    /// What the reviewer found
    #[arg(value_name = "VERDICT", required_unless_present_any = ["list", "precision"])]
    verdict: Option<Word>,

    /// Who reviews
    #[arg(long, value_name = "NAME", required_unless_present_any = ["list", "precision"])]
    by: Option<String>,

    /// Why, or how the claim should read; `correct` needs one
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,

    /// The day of the review, as in 2024-03-05
    #[arg(long, value_name = "DATE", value_parser = day)]
    date: Option<NaiveDate>,

    /// List the verdicts, or those of one reviewer with --by
    #[arg(long, conflicts_with_all = ["claim", "note", "date", "precision"])]
    list: bool,

    /// Count the verdicts by rule
    #[arg(long, conflicts_with_all = ["claim", "by", "note", "date"])]
    precision: bool,

    /// The store
    #[arg(long, value_name = "DIR", default_value = DEFAULT_STORE)]
    store: PathBuf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Word {
    /// The words state what the claim says
    Accept,
    /// The words state nothing of the kind
    Reject,
    /// Something is wrong with the claim; the note says how it should read
    Correct,
    /// Take the verdict back
    Withdraw,
}

pub(super) fn run(args: &Args, say: &Say) -> anyhow::Result<Exit> {
    if args.list {
        return list(&GraphStore::open_read_only(&args.store)?, args.by.as_deref().map(str::trim));
    }
    if args.precision {
        return precision(&GraphStore::open_read_only(&args.store)?);
    }
    let (Some(claim), Some(word), Some(by)) = (&args.claim, args.verdict, &args.by) else {
        return Err(told("a claim, a verdict and a reviewer are needed", "see `rapporteur review --help`"));
    };
    let by = by.trim();
    if by.is_empty() {
        return Err(told("--by is empty", "give a name or a sign by which the reviewer is known"));
    }
    // Opening a store for writing would make one where there is none.
    drop(GraphStore::open_read_only(&args.store)?);
    let graph = GraphStore::open(&args.store, None)?;
    let verdict = match word {
        Word::Withdraw => return withdraw(&graph, claim, by, say),
        Word::Accept => Verdict::Accepted,
        Word::Reject => Verdict::Rejected,
        Word::Correct => Verdict::Corrected,
    };
    if verdict == Verdict::Corrected && args.note.as_deref().is_none_or(|note| note.trim().is_empty()) {
        return Err(told(
            "a correction needs a note",
            "say how the claim should read: --note 'the holder is the ministry'",
        ));
    }
    let iri = claims::find(&graph, claim)?;
    let short = claims::short(&iri, &graph.base()?);
    let Some(record) = Record::read(&graph, iri.as_ref())? else {
        return Err(told(
            format!("<{}> is no claim", iri.as_str()),
            "the column `claim` of the questions has the claims",
        ));
    };
    let mut review = Review::of(&record, verdict, by);
    review.note.clone_from(&args.note);
    review.date = args.date.map(|date| date.to_string());
    let again = review::write(&graph, &review)?;
    let before = if again { ", in the place of an earlier verdict" } else { "" };
    say.tell(&format!("{short} {} by {by}{before}: {}", verdict.as_str(), record.in_words()));
    Ok(Exit::Done)
}

/// Takes a verdict back.
fn withdraw(graph: &GraphStore, claim: &str, by: &str, say: &Say) -> anyhow::Result<Exit> {
    let base = graph.base()?;
    // A claim that the graph no longer holds has a verdict all the same, so the verdicts are looked at first.
    let Some(review) = review::find(graph, claim, by)? else {
        let short = claims::short(&claims::find(graph, claim)?, &base);
        return Err(told(
            format!("{by} has no verdict on {short}"),
            "`rapporteur review --list` shows all verdicts",
        ));
    };
    review::withdraw(graph, review.claim.as_ref(), &review.reviewer)?;
    let short = claims::short(&review.claim, &base);
    say.tell(&format!("the verdict of {by} on {short} is taken back: {}", review.reviewed_as));
    Ok(Exit::Done)
}

fn list(graph: &GraphStore, by: Option<&str>) -> anyhow::Result<Exit> {
    let base = graph.base()?;
    let names = ["claim", "verdict", "by", "date", "note", "reviewed as", "still read"];
    let mut out = BufWriter::new(io::stdout().lock());
    let mut table = Table::new(&mut out, names.map(str::to_owned).to_vec(), false);
    for review in review::all(graph)? {
        if by.is_some_and(|by| by != review.reviewer.trim()) {
            continue;
        }
        // A claim that the rules no longer make, or make otherwise, has another IRI or none.
        let read = graph.knows(review.claim.as_ref())?;
        table.row(vec![
            claims::short(&review.claim, &base),
            review.verdict.as_str().to_owned(),
            review.reviewer,
            review.date.unwrap_or_default(),
            review.note.unwrap_or_default().replace(['\n', '\r', '\t'], " "),
            review.reviewed_as,
            if read { "yes" } else { "no" }.to_owned(),
        ])?;
    }
    table.finish()?;
    out.flush()?;
    Ok(Exit::Done)
}

/// The answer of the question `precision`.
fn precision(graph: &GraphStore) -> anyhow::Result<Exit> {
    let mut out = BufWriter::new(io::stdout().lock());
    let Some(question) = query("precision") else { return Ok(Exit::Bug) };
    if let Answer::Rows(rows) = ask(graph, &question, &[])?.answer(graph, &Leave::default())? {
        let names = rows.variables().iter().map(|name| name.as_str().to_owned()).collect();
        let mut table = Table::new(&mut out, names, false);
        let base = graph.base()?;
        for row in rows {
            let cells = row?.iter().map(|term| table::cell(term.as_ref(), &base, &Labels::none())).collect();
            table.row(cells)?;
        }
        table.finish()?;
    }
    out.flush()?;
    Ok(Exit::Done)
}
