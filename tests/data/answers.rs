//! Every question of `queries/` has, over our own reports, the answer that a careful reader gives.
//!
//! `tests/answers/NAME.tsv` holds the answer: a head of the question and of the parameters given, one line of
//! names, and a row a line. A row that begins with `!` is found, and is wrong; one that begins with `?` is right, and
//! is not found. Both are gaps that are known; when one is closed, the test asks for its mark to go.

use crate::files::{at, hold, list, text};
use crate::graph::GRAPH;
use libtest_mimic::{Failed, Trial};
use oxigraph::model::Term;
use oxigraph::sparql::QueryResults;
use rapporteur::ask::ask;
use rapporteur::ontology::NAMESPACES;
use rapporteur::queries::{Query, queries};
use rapporteur::rdf::identity::DEFAULT_BASE;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Columns whose values are made from hashes, from where the house stands or from its version.
const LEFT_OUT: [&str; 6] = ["claim", "event", "node", "entity", "source", "version"];

/// What is asked where the whole answer would be a list of the whole graph.
const GIVEN: [(&str, &str, &str); 4] = [
    ("entity", "entity", "Azerbaijan"),
    ("evidence", "report", "10-energy-memorandum"),
    ("said-by", "speaker", "unnamed"),
    ("unlinked", "type", "Organization"),
];

/// One test for each question, and one for each file that answers none.
pub(crate) fn trials() -> Vec<Trial> {
    let asked = queries();
    let mut trials = Vec::new();
    for path in list("tests/answers", ".tsv") {
        let name = path.trim_start_matches("tests/answers/").trim_end_matches(".tsv");
        if asked.iter().all(|query| query.name != name) {
            let message = format!("{path} answers no question of `queries/`; remove it");
            trials.push(Trial::test(path.clone(), move || Err(message.into())));
        }
    }
    trials.extend(asked.into_iter().map(|query| {
        let name = format!("queries/{}.rq: {}", query.name, query.question);
        Trial::test(name, move || is_answered(&query))
    }));
    trials
}

fn is_answered(query: &Query) -> Result<(), Failed> {
    let given: Vec<(&str, &str)> =
        GIVEN.iter().filter(|(name, ..)| *name == query.name).map(|(_, key, value)| (*key, *value)).collect();
    let (names, found) = answer(query, &given)?;
    let path = format!("tests/answers/{}.tsv", query.name);
    let old = if at(&path).is_file() { text(&path) } else { String::new() };
    let marked = |mark: &str| -> BTreeSet<String> {
        old.lines().filter_map(|line| line.strip_prefix(mark)).map(str::to_owned).collect()
    };
    let (wrong, missed) = (marked("! "), marked("? "));
    let mut is = format!("# {}\n", query.question);
    for (key, value) in &given {
        let _ = writeln!(is, "# {key} = {value}");
    }
    let _ = writeln!(is, "{names}");
    for row in &found {
        let _ = writeln!(is, "{}{row}", if wrong.contains(row) { "! " } else { "" });
    }
    // What is still missed is kept as it stands; what is found now stands above without its mark.
    for row in missed.iter().filter(|row| !found.contains(*row)) {
        let _ = writeln!(is, "? {row}");
    }
    hold(&path, &is)
}

fn answer(query: &Query, given: &[(&str, &str)]) -> Result<(String, BTreeSet<String>), Failed> {
    let asked = ask(&GRAPH.0, query, given).map_err(|error| error.to_string())?;
    let QueryResults::Solutions(rows) = GRAPH.0.query(&asked.text).map_err(|error| error.to_string())? else {
        return Err("a question is a SELECT whose rows are the answer".into());
    };
    let names: Vec<String> = rows.variables().iter().map(|name| name.as_str().to_owned()).collect();
    let kept = |name: &&String| !LEFT_OUT.contains(&name.as_str());
    let head = names.iter().filter(kept).map(String::as_str).collect::<Vec<_>>().join("\t");
    let mut found = BTreeSet::new();
    for row in rows {
        let row = row.map_err(|error| error.to_string())?;
        let cells: Vec<String> = names
            .iter()
            .zip(row.values())
            .filter(|(name, _)| kept(name))
            .map(|(_, term)| term.as_ref().map_or_else(String::new, short))
            .collect();
        found.insert(cells.join("\t"));
    }
    Ok((head, found))
}

/// A term as people read it; of an IRI made from content only what it is an IRI of, since any change makes it anew.
fn short(term: &Term) -> String {
    match term {
        Term::Literal(literal) => literal.value().replace(['\n', '\r', '\t'], " "),
        Term::NamedNode(node) => {
            let iri = node.as_str();
            if let Some(local) = iri.strip_prefix(DEFAULT_BASE) {
                let hashed =
                    |name: &str| name.len() >= 12 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
                return match local.rsplit_once(['/', '-']) {
                    Some((kind, name)) if hashed(name) => format!("{kind}/…"),
                    _ => local.to_owned(),
                };
            }
            let known = NAMESPACES
                .iter()
                .find_map(|(prefix, namespace)| Some(format!("{prefix}:{}", iri.strip_prefix(namespace)?)));
            known.unwrap_or_else(|| iri.to_owned())
        }
        Term::BlankNode(node) => node.to_string(),
    }
}
