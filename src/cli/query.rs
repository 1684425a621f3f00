//! `query`: questions to the graph, in SPARQL.

use crate::cli::errors::told;
use crate::cli::exit::Exit;
use crate::cli::options::{GraphFormat, GraphOptions};
use crate::cli::table;
use anyhow::Context as _;
use clap::ValueEnum;
use oxigraph::model::GraphName;
use oxigraph::sparql::QueryResults;
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};
use rapporteur::queries::{Query, queries, query};
use rapporteur::rdf::files::Sink;
use rapporteur::rdf::quads::sort;
use std::ffi::OsString;
use std::io::{self, BufWriter, Read as _, Write};
use std::path::Path;

/// Ask the graph a question: one of the house's own, or any SPARQL
#[derive(clap::Args)]
#[command(after_help = "\
QUERY is the name of a question (`rapporteur query --list` shows all), a file with SPARQL, or `-` for standard input.
The prefixes rap:, nif:, prov:, skos:, schema:, dcterms: and the like need no declaration.
A query sees the union of all graphs; GRAPH ?report { … } tells what stands in which.

Example:
  rapporteur query attendance --who Lund
  rapporteur query positions --p holder=NATO --format csv
  echo 'SELECT ?label { ?e a rap:State ; rdfs:label ?label }' | rapporteur query -")]
pub(super) struct Args {
    /// A question's name, a file, or `-`
    #[arg(value_name = "QUERY", required_unless_present = "list")]
    query: Option<String>,

    /// A value for a parameter of the question; `--name value` says the same
    #[arg(long = "p", value_name = "NAME=VALUE", value_parser = name_and_value)]
    parameters: Vec<(String, String)>,

    /// How the answer is written; a table unless given, Turtle for CONSTRUCT and DESCRIBE
    #[arg(long, value_name = "FORMAT")]
    format: Option<AnswerFormat>,

    /// List the questions with their parameters
    #[arg(long)]
    list: bool,

    #[command(flatten)]
    graph: GraphOptions,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum AnswerFormat {
    /// A table for reading
    Table,
    /// Comma-separated values
    Csv,
    /// Tab-separated values
    Tsv,
    /// SPARQL results in JSON
    Json,
    /// SPARQL results in XML
    Xml,
    /// Turtle, for CONSTRUCT and DESCRIBE
    Ttl,
    /// N-Triples, for CONSTRUCT and DESCRIBE
    Nt,
    /// JSON-LD, for CONSTRUCT and DESCRIBE
    Jsonld,
    /// RDF/XML, for CONSTRUCT and DESCRIBE
    Rdf,
}

fn name_and_value(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("a parameter is written name=value")?;
    Ok((name.to_owned(), value.to_owned()))
}

/// Spells `query positions --holder NATO` out as `query positions --p holder=NATO`.
///
/// Only the parameters of the question that is named are taken so; everything else is left to the parser.
pub(super) fn spell_out(arguments: Vec<OsString>) -> Vec<OsString> {
    let text = |index: usize| arguments.get(index).and_then(|argument| argument.to_str()).unwrap_or_default();
    if text(1) != "query" {
        return arguments;
    }
    let Some(question) = (2..arguments.len()).find_map(|index| query(text(index))) else { return arguments };
    let mut spelled = Vec::with_capacity(arguments.len());
    let mut index = 0;
    while index < arguments.len() {
        let (name, value) = match text(index).strip_prefix("--").map(|name| name.split_once('=')) {
            Some(Some((name, value))) => (name, Some(value)),
            Some(None) => (text(index).trim_start_matches('-'), None),
            None => ("", None),
        };
        let is_parameter = question.parameters.iter().any(|parameter| parameter.name == name);
        match (is_parameter, value) {
            (true, Some(value)) => spelled.extend(["--p".into(), format!("{name}={value}").into()]),
            (true, None) if index + 1 < arguments.len() => {
                let mut pair = OsString::from(format!("{name}="));
                pair.push(&arguments[index + 1]);
                spelled.extend(["--p".into(), pair]);
                index += 1;
            }
            _ => spelled.push(arguments[index].clone()),
        }
        index += 1;
    }
    spelled
}

pub(super) fn run(args: &Args) -> anyhow::Result<Exit> {
    let mut out = BufWriter::new(io::stdout().lock());
    let Some(name) = args.query.as_deref().filter(|_| !args.list) else {
        list(&mut out)?;
        out.flush()?;
        return Ok(Exit::Done);
    };
    let question = find(name)?;
    let values: Vec<(&str, &str)> =
        args.parameters.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let text = question.bind(&values)?;
    let graph = args.graph.open()?;
    let base = graph.base()?;
    let format = args.format;
    match graph.query(&text)? {
        QueryResults::Solutions(rows) => {
            let variables = rows.variables().to_vec();
            match results_format(format)? {
                None => {
                    let names = variables.iter().map(|name| name.as_str().to_owned()).collect();
                    let mut table = table::Table::new(&mut out, names, &base);
                    for row in rows {
                        table.row(row.context("the query could not be evaluated")?.values())?;
                    }
                    table.finish()?;
                }
                Some(format) => {
                    let mut writer = QueryResultsSerializer::from_format(format)
                        .serialize_solutions_to_writer(&mut out, variables)?;
                    for row in rows {
                        writer.serialize(&row.context("the query could not be evaluated")?)?;
                    }
                    writer.finish()?;
                }
            }
        }
        QueryResults::Boolean(answer) => match results_format(format)? {
            None => writeln!(out, "{}", if answer { "yes" } else { "no" })?,
            Some(format) => {
                QueryResultsSerializer::from_format(format).serialize_boolean_to_writer(&mut out, answer)?;
            }
        },
        QueryResults::Graph(triples) => {
            let triples: Result<Vec<_>, _> = triples.collect();
            let triples = triples.context("the query could not be evaluated")?;
            let mut quads: Vec<_> =
                triples.into_iter().map(|triple| triple.in_graph(GraphName::DefaultGraph)).collect();
            sort(&mut quads);
            let mut sink = Sink::start(&mut out, graph_format(format)?.into(), &base)?;
            sink.graph(&quads)?;
            sink.finish()?;
        }
    }
    out.flush()?;
    Ok(Exit::Done)
}

/// The question of the house, the file, or standard input.
fn find(name: &str) -> anyhow::Result<Query> {
    if name == "-" {
        let mut text = String::new();
        io::stdin().read_to_string(&mut text).context("standard input cannot be read")?;
        return Ok(Query::read("-", &text));
    }
    if let Some(question) = query(name) {
        return Ok(question);
    }
    let path = Path::new(name);
    if path.is_file() {
        let text = std::fs::read_to_string(path).with_context(|| format!("`{name}` cannot be read"))?;
        return Ok(Query::read(name, &text));
    }
    let all = queries();
    let nearest = all.iter().map(|known| (distance(name, &known.name), known.name.as_str())).min();
    let mean = match nearest {
        Some((distance, known)) if distance <= name.len().max(4) / 2 => format!("did you mean `{known}`? "),
        _ => String::new(),
    };
    Err(told(
        format!("there is no question and no file `{name}`"),
        format!("{mean}`rapporteur query --list` shows all {} questions", all.len()),
    ))
}

/// How many letters must change to make one word of another.
fn distance(one: &str, two: &str) -> usize {
    let two: Vec<char> = two.chars().collect();
    let mut row: Vec<usize> = (0..=two.len()).collect();
    for (i, a) in one.chars().enumerate() {
        let mut before = row[0];
        row[0] = i + 1;
        for (j, b) in two.iter().enumerate() {
            let changed = before + usize::from(a != *b);
            before = row[j + 1];
            row[j + 1] = changed.min(before + 1).min(row[j] + 1);
        }
    }
    row[two.len()]
}

fn list(out: &mut impl Write) -> io::Result<()> {
    for question in queries() {
        writeln!(out, "{}\n  {}", question.name, question.question)?;
        for parameter in &question.parameters {
            writeln!(out, "    --{} {}", parameter.name, parameter.gloss)?;
        }
    }
    Ok(())
}

fn results_format(format: Option<AnswerFormat>) -> anyhow::Result<Option<QueryResultsFormat>> {
    Ok(match format {
        None | Some(AnswerFormat::Table) => None,
        Some(AnswerFormat::Csv) => Some(QueryResultsFormat::Csv),
        Some(AnswerFormat::Tsv) => Some(QueryResultsFormat::Tsv),
        Some(AnswerFormat::Json) => Some(QueryResultsFormat::Json),
        Some(AnswerFormat::Xml) => Some(QueryResultsFormat::Xml),
        Some(_) => {
            return Err(told(
                "the query answers with rows, which have no RDF format",
                "use table, csv, tsv, json or xml; RDF formats are for CONSTRUCT and DESCRIBE",
            ));
        }
    })
}

fn graph_format(format: Option<AnswerFormat>) -> anyhow::Result<GraphFormat> {
    Ok(match format {
        None | Some(AnswerFormat::Ttl) => GraphFormat::Ttl,
        Some(AnswerFormat::Nt) => GraphFormat::Nt,
        Some(AnswerFormat::Jsonld) => GraphFormat::Jsonld,
        Some(AnswerFormat::Rdf) => GraphFormat::Rdf,
        Some(_) => {
            return Err(told(
                "the query answers with a graph, which has no rows",
                "use ttl, nt, jsonld or rdf; rows come from SELECT",
            ));
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelled(text: &str) -> String {
        let arguments = text.split(' ').map(OsString::from).collect();
        let spelled: Vec<String> =
            spell_out(arguments).into_iter().map(|argument| argument.into_string().unwrap()).collect();
        spelled.join(" ")
    }

    #[test]
    fn a_parameter_may_be_written_as_an_option() {
        assert_eq!(
            spelled("rapporteur query positions --holder NATO --format csv"),
            "rapporteur query positions --p holder=NATO --format csv"
        );
        assert_eq!(
            spelled("rapporteur query --store x positions --holder=NATO"),
            "rapporteur query --store x positions --p holder=NATO"
        );
        assert_eq!(spelled("rapporteur query my.rq --holder NATO"), "rapporteur query my.rq --holder NATO");
        assert_eq!(spelled("rapporteur build --holder NATO"), "rapporteur build --holder NATO");
    }

    #[test]
    fn a_misspelt_question_is_guessed() {
        let error = find("postions").unwrap_err();
        let text = crate::cli::errors::text(&error);
        assert!(text.contains("did you mean `positions`?"), "{text}");
    }

    #[test]
    fn distance_counts_changed_letters() {
        assert_eq!(distance("postions", "positions"), 1);
        assert_eq!(distance("abc", "abc"), 0);
        assert_eq!(distance("", "abc"), 3);
    }
}
