//! Every promise of `queries/checks` is kept by the graph of our own reports.

use crate::graph::GRAPH;
use libtest_mimic::{Failed, Trial};
use oxigraph::sparql::QueryResults;
use rapporteur::queries::{Check, checks};
use std::fmt::Write as _;

/// How many places are told of a broken promise.
const TOLD: usize = 12;

/// One test for each promise, and one that no claim was refused.
pub(crate) fn trials() -> Vec<Trial> {
    let mut trials: Vec<Trial> = checks()
        .into_iter()
        .map(|check| {
            Trial::test(format!("queries/checks/{}.rq: {}", check.name, check.promise), move || {
                is_kept(check)
            })
        })
        .collect();
    trials.push(Trial::test("data/reports: no claim is ungrounded", || match &GRAPH.1[..] {
        [] => Ok(()),
        refused => Err(refused.join("\n").into()),
    }));
    trials
}

fn is_kept(check: Check) -> Result<(), Failed> {
    let QueryResults::Solutions(rows) = GRAPH.0.query(check.text).map_err(|error| error.to_string())? else {
        return Err("a check is a SELECT whose rows are the violations".into());
    };
    let names: Vec<String> = rows.variables().iter().map(|name| name.as_str().to_owned()).collect();
    let mut broken = Vec::new();
    for row in rows {
        let row = row.map_err(|error| error.to_string())?;
        let cells: Vec<String> = names
            .iter()
            .zip(row.values())
            .filter_map(|(name, term)| Some(format!("{name} = {}", term.as_ref()?)))
            .collect();
        broken.push(cells.join(", "));
    }
    if broken.is_empty() {
        return Ok(());
    }
    let mut text = format!("queries/checks/{}.rq: {}", check.name, check.promise);
    for place in broken.iter().take(TOLD) {
        let _ = write!(text, "\n  {place}");
    }
    if broken.len() > TOLD {
        let _ = write!(text, "\n  and {} more", broken.len() - TOLD);
    }
    Err(text.into())
}
