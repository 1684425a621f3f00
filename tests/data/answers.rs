//! Every question of `queries` has its expected answer over our own reports, in `tests/answers`.

use crate::files::{hold, list};
use crate::graph::GRAPH;
use libtest_mimic::{Failed, Trial};
use oxigraph::model::{Term, Variable};
use oxigraph::sparql::QueryResults;
use rapporteur::ontology::NAMESPACES;
use rapporteur::queries::{Query, queries};
use rapporteur::rdf::identity::DEFAULT_BASE;
use std::fmt::Write as _;

/// Of a longer answer only so many rows are held.
const ROWS: usize = 60;

/// One test for each question, and one for answers that belong to none.
pub(crate) fn trials() -> Vec<Trial> {
    let queries = queries();
    let known: Vec<String> = queries.iter().map(path_of).collect();
    let mut trials = vec![Trial::test("answers: every answer belongs to a question", move || {
        match list("tests/answers", "").into_iter().find(|path| !known.contains(path)) {
            Some(stray) => Err(format!("{stray} answers no question of queries").into()),
            None => Ok(()),
        }
    })];
    trials.extend(queries.into_iter().map(|query| {
        let name = format!("queries/{}.rq: {}", query.name, query.question);
        Trial::test(name, move || is_answered(&query))
    }));
    trials
}

fn path_of(query: &Query) -> String {
    format!("tests/answers/{}.tsv", query.name)
}

fn is_answered(query: &Query) -> Result<(), Failed> {
    let QueryResults::Solutions(rows) = GRAPH.0.query(&query.text).map_err(|error| error.to_string())? else {
        return Err("a question is a SELECT".into());
    };
    let names: Vec<&str> = rows.variables().iter().map(Variable::as_str).collect();
    let mut answer = format!("{}\n", names.join("\t"));
    let mut count = 0;
    for row in rows {
        let row = row.map_err(|error| error.to_string())?;
        count += 1;
        if count <= ROWS {
            let cells: Vec<String> =
                row.values().iter().map(|term| term.as_ref().map_or_else(String::new, short)).collect();
            let _ = writeln!(answer, "{}", cells.join("\t"));
        }
    }
    if count > ROWS {
        let _ = writeln!(answer, "and {} more", count - ROWS);
    }
    hold(&path_of(query), &answer)
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
