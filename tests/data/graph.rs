//! The graph of our own reports, read once.

use crate::files::{at, knowledge};
use rapporteur::extract::account;
use rapporteur::rdf::quads::{Options, Writer};
use rapporteur::read::reports::Reports;
use rapporteur::store::{GraphStore, Session};
use std::sync::LazyLock;

/// The graph of `data/reports`, with ontology, gazetteer, register and run, and the claims that were refused.
pub(crate) static GRAPH: LazyLock<(GraphStore, Vec<String>)> = LazyLock::new(|| {
    let graph = GraphStore::in_memory().unwrap();
    let writer = Writer::new(knowledge(), Options::default());
    let mut session = Session::start(&graph, &writer).unwrap();
    let mut refused = Vec::new();
    for report in Reports::new([at("data/reports")]) {
        let mut report = report.unwrap();
        // The answers are the same wherever the house stands.
        let house = format!("{}/", at("").display());
        report.source = report
            .source
            .map(|path| path.replace(house.trim_end_matches('/'), "").trim_start_matches('/').to_owned());
        let written = writer.report(&account(&report, knowledge()));
        for claim in &written.ungrounded {
            refused.push(format!("{}: {} by `{}`: {}", report.id, claim.class, claim.rule, claim.reason));
        }
        session.add(written, &writer.input_hash(&report)).unwrap();
    }
    session.finish().unwrap();
    (graph, refused)
});
