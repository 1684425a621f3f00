//! `check`: does the graph keep its promises?

use crate::cli::exit::Exit;
use crate::cli::options::DEFAULT_STORE;
use crate::cli::say::Say;
use crate::cli::table;
use anyhow::Context as _;
use oxigraph::sparql::QueryResults;
use rapporteur::knowledge::Knowledge;
use rapporteur::queries::checks;
use rapporteur::rdf::quads::{Options, Writer};
use rapporteur::store::GraphStore;
use rapporteur::words::counted;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

/// Check that a graph keeps its promises
#[derive(clap::Args)]
#[command(after_help = "\
Each promise is a query in queries/checks; each row of its answer is a place that breaks it.
Violations end the program with code 3.

Example:
  rapporteur check --store graph.db
  rapporteur check graph.ttl")]
pub(super) struct Args {
    /// The RDF file to check; the store unless given
    #[arg(value_name = "FILE", conflicts_with = "store")]
    file: Option<PathBuf>,

    /// The store to check
    #[arg(long, value_name = "DIR", default_value = DEFAULT_STORE)]
    store: PathBuf,

    /// Show at most so many places per promise
    #[arg(long, value_name = "N", default_value_t = 10)]
    limit: usize,

    /// List the promises and check nothing
    #[arg(long)]
    list: bool,
}

pub(super) fn run(args: &Args, say: &Say) -> anyhow::Result<Exit> {
    let mut out = BufWriter::new(io::stdout().lock());
    if args.list {
        for check in checks() {
            writeln!(out, "{}\n  {}", check.name, check.promise)?;
        }
        out.flush()?;
        return Ok(Exit::Done);
    }
    let graph = match &args.file {
        Some(file) => with_ontology(GraphStore::from_file(file)?)?,
        None => GraphStore::open_read_only(&args.store)?,
    };
    let base = graph.base()?;
    let (mut broken, mut places) = (0, 0);
    let checks = checks();
    say.begin("promises checked");
    for check in &checks {
        let context = || format!("the check `{}` failed", check.name);
        let QueryResults::Solutions(rows) = graph.query(check.text).with_context(context)? else { continue };
        let names: Vec<String> = rows.variables().iter().map(|name| name.as_str().to_owned()).collect();
        let mut count = 0;
        for row in rows {
            let row = row.with_context(context)?;
            if count == 0 {
                writeln!(out, "{}: {}", check.name, check.promise)?;
            }
            count += 1;
            if count <= args.limit {
                let cells: Vec<String> = names
                    .iter()
                    .zip(row.values())
                    .filter_map(|(name, term)| {
                        Some(format!("{name} = {}", table::short(term.as_ref()?, &base)))
                    })
                    .collect();
                writeln!(out, "  {}", cells.join(", "))?;
            }
        }
        if count > args.limit {
            writeln!(out, "  and {} more", count - args.limit)?;
        }
        broken += usize::from(count > 0);
        places += count;
        say.step();
    }
    say.end();
    out.flush()?;
    if broken == 0 {
        say.tell(&format!("all {} promises are kept", checks.len()));
        return Ok(Exit::Done);
    }
    say.tell(&format!("{broken} of {} promises are broken, in {}", checks.len(), counted(places, "place")));
    Ok(Exit::Violations)
}

/// Puts the ontology beside a graph that came without it, since some promises are about its words.
fn with_ontology(graph: GraphStore) -> anyhow::Result<GraphStore> {
    let ask = "ASK { rap:Claim a owl:Class }";
    if let QueryResults::Boolean(false) = graph.query(ask)? {
        let knowledge = Knowledge::embedded();
        graph.extend(Writer::new(&knowledge, Options::default()).ontology_quads())?;
    }
    Ok(graph)
}
