//! Reports through the whole way, on all cores: what `map` and `build` have in common.

use crate::cli::errors::told;
use crate::cli::exit::Exit;
use crate::cli::pipeline::ordered;
use crate::cli::say::Say;
use rapporteur::extract;
use rapporteur::knowledge::Knowledge;
use rapporteur::rdf::quads::{Writer, Written};
use rapporteur::read::error::ReadError;
use rapporteur::read::reports::Reports;
use rapporteur::report::Report;
use rapporteur::words::counted;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::time::Instant;

/// How many refused claims are told one by one.
const TOLD_REFUSALS: usize = 10;

/// What became of one report.
enum Outcome {
    Written(Box<Written>, String),
    Unchanged,
    Unreadable(ReadError),
    Bug(String),
}

/// How a reading went.
#[derive(Debug)]
pub(super) struct Tally {
    begun: Instant,
    pub(super) reports: usize,
    pub(super) unchanged: usize,
    failed: usize,
    bugs: usize,
    quads: usize,
    claims: BTreeMap<&'static str, usize>,
    ungrounded: usize,
}

impl Tally {
    /// Tells how it went, and how the program is to end.
    pub(super) fn tell(&self, say: &Say, where_to: &str) -> Exit {
        let claims: usize = self.claims.values().sum();
        let each: Vec<String> = self.claims.iter().map(|(class, count)| format!("{count} {class}")).collect();
        let seconds = self.begun.elapsed().as_secs_f64();
        let mut text = format!(
            "{} read, {} in {}{}{where_to} ({seconds:.1} s)",
            counted(self.reports, "report"),
            counted(self.quads, "quad"),
            counted(claims, "claim"),
            if each.is_empty() { String::new() } else { format!(" ({})", each.join(", ")) },
        );
        for (count, what) in [
            (self.unchanged, "unchanged and left as they were"),
            (self.failed, "could not be read"),
            (self.bugs, "met a bug"),
        ] {
            if count > 0 {
                let _ = write!(text, "; {} {what}", counted(count, "report"));
            }
        }
        let _ = write!(text, "; {} ungrounded", counted(self.ungrounded, "claim"));
        say.tell(&text);
        if self.bugs > 0 {
            Exit::Bug
        } else if self.failed > 0 || self.ungrounded > 0 {
            Exit::Data
        } else {
            Exit::Done
        }
    }
}

/// Reads all reports of the paths and gives each, written, to `sink`, in order.
///
/// `unchanged` says whether a report need not be read again; it is given the report's input hash, and so is `sink`.
pub(super) fn read_all(
    paths: Vec<PathBuf>,
    threads: NonZeroUsize,
    knowledge: &Knowledge,
    writer: &Writer<'_>,
    say: &Say,
    unchanged: impl Fn(&Report, &str) -> bool + Sync,
    mut sink: impl FnMut(Written, &str) -> anyhow::Result<()>,
) -> anyhow::Result<Tally> {
    let mut tally = Tally {
        begun: Instant::now(),
        reports: 0,
        unchanged: 0,
        failed: 0,
        bugs: 0,
        quads: 0,
        claims: BTreeMap::new(),
        ungrounded: 0,
    };
    let work = |report: Result<Report, ReadError>| {
        let report = match report {
            Ok(report) => report,
            Err(error) => return Outcome::Unreadable(error),
        };
        let hash = writer.input_hash(&report);
        if unchanged(&report, &hash) {
            return Outcome::Unchanged;
        }
        // A bug that one strange report brings to light must not cost the others.
        let written = catch_unwind(AssertUnwindSafe(|| writer.report(&extract::account(&report, knowledge))));
        match written {
            Ok(written) => Outcome::Written(Box::new(written), hash),
            Err(_) => Outcome::Bug(report.id),
        }
    };
    say.begin("reports");
    ordered(threads, Reports::new(paths), work, |outcome| {
        say.step();
        match outcome {
            Outcome::Written(written, hash) => {
                tally.reports += 1;
                tally.quads += written.quads.len();
                for (class, count) in &written.claims {
                    *tally.claims.entry(class).or_default() += count;
                }
                for refused in &written.ungrounded {
                    tally.ungrounded += 1;
                    if tally.ungrounded <= TOLD_REFUSALS {
                        say.notice(&format!(
                            "refused a claim of class {} by rule `{}` in {}: {}",
                            refused.class,
                            refused.rule,
                            written.report.as_str(),
                            refused.reason
                        ));
                    }
                }
                sink(*written, &hash)?;
            }
            Outcome::Unchanged => tally.unchanged += 1,
            Outcome::Unreadable(error) => {
                tally.failed += 1;
                say.error(&error.into());
            }
            Outcome::Bug(id) => {
                tally.bugs += 1;
                say.error(&told(
                    format!("the report `{id}` could not be read for a bug in rapporteur"),
                    "it was left out; please report the bug with the report",
                ));
            }
        }
        Ok(())
    })?;
    say.end();
    Ok(tally)
}
