//! `query`: questions to the graph, in SPARQL.

use crate::cli::build::whole_file;
use crate::cli::errors::told;
use crate::cli::exit::Exit;
use crate::cli::options::{GraphFormat, GraphOptions};
use crate::cli::say::Say;
use crate::cli::table::{self, Labels, Table};
use anyhow::Context as _;
use clap::ValueEnum;
use oxigraph::model::GraphName;
use oxigraph::sparql::CancellationToken;
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};
use rapporteur::ask::{Answer, Asked, Row, Rows, ask, nearest, sparql};
use rapporteur::queries::{Query, queries, query};
use rapporteur::rdf::files::Sink;
use rapporteur::rdf::quads::sort;
use rapporteur::store::{CAN_ASK_ELSEWHERE, GraphStore, Leave, QueryError};
use rapporteur::tables;
use rapporteur::words::counted;
use std::ffi::OsString;
use std::io::{self, BufWriter, IsTerminal as _, Read as _, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

/// Ask the graph a question: one of the house's own, or any SPARQL
#[derive(clap::Args, Clone)]
#[command(after_help = "\
QUERY is the name of a question (`rapporteur query --list` shows all), a file with SPARQL, or `-` for standard input.
The prefixes rap:, nif:, prov:, skos:, schema:, dcterms: and the like need no declaration.
A query sees the union of all graphs; GRAPH ?report { … } tells what stands in which.

A name may be written in full, in another form that a report uses, or in part; where it fits several, they are listed.
'*lund*' asks for all whose name has these letters, and an option that is given twice asks for either.
Dates are days, months or years: --since 2021-12 --until 2022.

Example:
  rapporteur query attendance --who Lund
  rapporteur query positions --issue territorial-integrity --holder NATO --since 2021-01 --format csv
  rapporteur query positions --holder NATO --explain > my.rq
  echo 'SELECT ?label { ?e a rap:State ; rdfs:label ?label }' | rapporteur query -")]
pub(super) struct Args {
    /// A question's name, a file, or `-`
    #[arg(value_name = "QUERY")]
    query: Option<String>,

    /// A value for a parameter of the question; `--name value` says the same
    #[arg(long = "p", value_name = "NAME=VALUE", value_parser = name_and_value)]
    parameters: Vec<(String, String)>,

    /// How the answer is written; by the ending of the file, else a table, and Turtle for CONSTRUCT and DESCRIBE
    #[arg(long, value_name = "FORMAT")]
    format: Option<AnswerFormat>,

    /// The file to write; standard output unless given
    #[arg(long, short, value_name = "FILE", conflicts_with = "explain")]
    output: Option<PathBuf>,

    /// Give no more rows than this
    #[arg(long, value_name = "N")]
    limit: Option<usize>,

    /// Print the SPARQL as it is sent, and ask nothing
    #[arg(long)]
    explain: bool,

    /// Give up after so many seconds
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    timeout: Option<Duration>,

    /// Let SERVICE ask other endpoints over the network, which nothing does otherwise
    #[arg(long)]
    federated: bool,

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
    /// A table in Markdown
    Markdown,
    /// Comma-separated values
    Csv,
    /// Tab-separated values
    Tsv,
    /// SPARQL results in JSON
    Json,
    /// SPARQL results in XML
    Xml,
    /// A Parquet file with typed columns, for notebooks
    Parquet,
    /// Turtle, for CONSTRUCT and DESCRIBE
    Ttl,
    /// N-Triples, for CONSTRUCT and DESCRIBE
    Nt,
    /// JSON-LD, for CONSTRUCT and DESCRIBE
    Jsonld,
    /// RDF/XML, for CONSTRUCT and DESCRIBE
    Rdf,
}

impl AnswerFormat {
    /// The format that was asked for, else that of the file's ending.
    fn of(args: &Args) -> anyhow::Result<Option<Self>> {
        let (None, Some(path)) = (args.format, &args.output) else { return Ok(args.format) };
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        let known = match ending.to_lowercase().as_str() {
            "md" => Self::Markdown,
            "csv" => Self::Csv,
            "tsv" => Self::Tsv,
            "json" | "srj" => Self::Json,
            "xml" | "srx" => Self::Xml,
            "parquet" => Self::Parquet,
            "ttl" => Self::Ttl,
            "nt" => Self::Nt,
            "jsonld" => Self::Jsonld,
            "rdf" => Self::Rdf,
            _ => {
                return Err(told(
                    format!("the ending of `{}` names no format of an answer", path.display()),
                    "end it in .csv, .tsv, .json, .xml, .md or .parquet, for CONSTRUCT in .ttl, .nt, .jsonld or .rdf, or give --format",
                ));
            }
        };
        Ok(Some(known))
    }
}

/// The options of the command itself; any other `--name` beside a question of the house is a parameter of it.
const OPTIONS: [&str; 15] = [
    "p",
    "format",
    "output",
    "limit",
    "explain",
    "timeout",
    "federated",
    "list",
    "store",
    "from",
    "quiet",
    "help",
    "version",
    "",
    "base-iri",
];

fn name_and_value(text: &str) -> Result<(String, String), String> {
    let missing = || format!("--{text} has no value; write `--{text} VALUE` or `--p {text}=VALUE`");
    let (name, value) = text.split_once('=').ok_or_else(missing)?;
    Ok((name.to_owned(), value.to_owned()))
}

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text.parse().map_err(|_| "a number of seconds is needed, as in 30".to_owned())?;
    Duration::try_from_secs_f64(seconds).map_err(|_| "a time cannot be negative".to_owned())
}

/// Spells `query positions --holder NATO` out as `query positions --p holder=NATO`.
///
/// Only what follows the name of a question of the house is taken so; everything else is left to the parser.
pub(super) fn spell_out(arguments: Vec<OsString>) -> Vec<OsString> {
    let text = |index: usize| arguments.get(index).and_then(|argument| argument.to_str()).unwrap_or_default();
    // Options of the whole program, as --quiet, may stand before the command.
    let command = (1..arguments.len()).find(|index| !text(*index).starts_with('-')).unwrap_or(0);
    if text(command) != "query" {
        return arguments;
    }
    let Some(question) = (command + 1..arguments.len()).find_map(|index| query(text(index))) else {
        return arguments;
    };
    let mut spelled = Vec::with_capacity(arguments.len());
    let mut index = 0;
    while index < arguments.len() {
        let (name, value) = match text(index).strip_prefix("--").map(|name| name.split_once('=')) {
            Some(Some((name, value))) => (name, Some(value)),
            Some(None) => (text(index).trim_start_matches('-'), None),
            None => ("", None),
        };
        match (OPTIONS.contains(&name), value) {
            (false, Some(value)) => spelled.extend(["--p".into(), format!("{name}={value}").into()]),
            (false, None) if index + 1 < arguments.len() && !text(index + 1).starts_with("--") => {
                let mut pair = OsString::from(format!("{name}="));
                pair.push(&arguments[index + 1]);
                spelled.extend(["--p".into(), pair]);
                index += 1;
            }
            // The parser says what is missing.
            (false, None) if question.parameter(name).is_ok() => spelled.extend(["--p".into(), name.into()]),
            _ => spelled.push(arguments[index].clone()),
        }
        index += 1;
    }
    spelled
}

/// So long a query that was told to stop may take to do so; then the program ends all the same.
const GRACE: Duration = Duration::from_millis(500);

pub(super) fn run(args: &Args, say: &Say) -> anyhow::Result<Exit> {
    if args.list {
        let mut out = BufWriter::new(io::stdout().lock());
        list(&mut out)?;
        out.flush()?;
        return Ok(Exit::Done);
    }
    if args.query.is_none() {
        say.error(&told(
            "a question is needed",
            "`rapporteur query --list` shows all questions; a file with SPARQL will do, and `-` for standard input",
        ));
        return Ok(Exit::Usage);
    }
    let Some(timeout) = args.timeout else { return answer(args, say, None) };
    // Oxigraph looks at the token only where it reads the store, so some queries do not stop when they are told to.
    // Then this thread ends the program, which takes the other with it.
    let (sender, receiver) = mpsc::channel();
    let token = CancellationToken::new();
    let (owned, say, watched) = (args.clone(), say.clone(), token.clone());
    let worker = std::thread::spawn(move || {
        let _ = sender.send(answer(&owned, &say, Some(watched)));
    });
    let late = || {
        told(
            format!("the query took longer than {} s", timeout.as_secs_f64()),
            "ask for less, with --since, --holder or LIMIT, or give a longer --timeout",
        )
    };
    match receiver.recv_timeout(timeout) {
        Ok(answered) => answered,
        Err(mpsc::RecvTimeoutError::Timeout) => {
            token.cancel();
            let _ = receiver.recv_timeout(GRACE);
            Err(late())
        }
        Err(mpsc::RecvTimeoutError::Disconnected) => match worker.join() {
            Err(bug) => std::panic::resume_unwind(bug),
            Ok(()) => Err(late()),
        },
    }
}

fn answer(args: &Args, say: &Say, token: Option<CancellationToken>) -> anyhow::Result<Exit> {
    let name = args.query.as_deref().unwrap_or_default();
    let question = find(name)?;
    let ours = query(name).is_some();
    let values: Vec<(&str, &str)> =
        args.parameters.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    // Whoever writes the question need not have a store to see what it looks like.
    if args.explain && values.is_empty() {
        let asked =
            if ours { ask(&GraphStore::in_memory()?, &question, &[])? } else { Asked::plain(&question.text) };
        io::stdout().write_all(asked.explained().as_bytes())?;
        return Ok(Exit::Done);
    }
    let format = AnswerFormat::of(args)?;
    if format == Some(AnswerFormat::Parquet) {
        is_no_screen(args.output.is_none() && io::stdout().is_terminal())?;
    }
    let graph = args.graph.open()?;
    let asked = if ours || !values.is_empty() {
        ask(&graph, &question, &values)?
    } else {
        Asked::plain(&question.text)
    };
    for notice in &asked.notices {
        say.notice(notice);
    }
    if !ours {
        look_over(&graph, &asked.text, args.federated, say)?;
    }
    if args.explain {
        io::stdout().write_all(asked.explained().as_bytes())?;
        return Ok(Exit::Done);
    }
    let base = graph.base()?;
    let leave = Leave { until: token, federated: args.federated };
    let results = match asked.answer(&graph, &leave) {
        Err(QueryError::Syntax(error)) => return Err(not_sparql(name, &asked.text, &error.to_string())),
        results => results?,
    };
    // The questions of the house name the things in columns of their own.
    let labels = if ours { Labels::none() } else { Labels::of(&graph) };
    let writing = Writing { args, format, base: &base, labels: &labels, sparql: &asked.text };
    let rows = if let Some(path) = &args.output {
        let (rows, path) = whole_file(path, |file| writing.answer(results, file))?;
        say.tell(&rows.map_or_else(
            || format!("the answer is {}", path.display()),
            |rows| format!("{} written to {}", counted(rows, "row"), path.display()),
        ));
        rows
    } else {
        let mut out = BufWriter::new(io::stdout());
        let rows = writing.answer(results, &mut out)?;
        out.flush()?;
        rows
    };
    if rows == Some(0) && !values.is_empty() && args.limit != Some(0) {
        say.notice("no rows: nothing in the graph fits all that was given");
    }
    Ok(Exit::Done)
}

/// An error where a file of bytes would be written to a screen.
fn is_no_screen(terminal: bool) -> anyhow::Result<()> {
    if terminal {
        return Err(told("Parquet is no text for a terminal", "name a file: -o answer.parquet"));
    }
    Ok(())
}

/// How an answer is written.
struct Writing<'w> {
    args: &'w Args,
    format: Option<AnswerFormat>,
    base: &'w str,
    labels: &'w Labels<'w>,
    /// The query, which a Parquet file holds with its answer.
    sparql: &'w str,
}

impl Writing<'_> {
    /// Writes an answer; gives back how many rows it has, if it has rows.
    fn answer(&self, answer: Answer, out: &mut (impl Write + Send)) -> anyhow::Result<Option<usize>> {
        match answer {
            Answer::Rows(rows) => return self.rows(rows, out).map(Some),
            Answer::Boolean(answer) => match rows_format(self.format)? {
                RowsFormat::Results(format) => {
                    QueryResultsSerializer::from_format(format).serialize_boolean_to_writer(out, answer)?;
                }
                RowsFormat::Table { .. } => writeln!(out, "{}", if answer { "yes" } else { "no" })?,
                RowsFormat::Parquet => {
                    return Err(told(
                        "the query answers yes or no, which is no table",
                        "use table, json or xml",
                    ));
                }
            },
            Answer::Graph(triples) => {
                let format = graph_format(self.format)?;
                let triples: Result<Vec<_>, _> =
                    triples.take(self.args.limit.unwrap_or(usize::MAX)).collect();
                let triples = triples.map_err(QueryError::from)?;
                let mut quads: Vec<_> =
                    triples.into_iter().map(|triple| triple.in_graph(GraphName::DefaultGraph)).collect();
                sort(&mut quads);
                let mut sink = Sink::start(out, format.into(), self.base)?;
                sink.graph(&quads)?;
                sink.finish()?;
            }
        }
        Ok(None)
    }

    fn rows(&self, rows: Rows, out: &mut (impl Write + Send)) -> anyhow::Result<usize> {
        let variables = rows.variables().to_vec();
        let mut count = 0;
        let rows = rows.take(self.args.limit.unwrap_or(usize::MAX)).inspect(|_| count += 1);
        match rows_format(self.format)? {
            RowsFormat::Table { markdown } => {
                let names = variables.iter().map(|name| name.as_str().to_owned()).collect();
                let mut table = Table::new(out, names, markdown);
                if self.args.output.is_some() {
                    table = table.uncut();
                }
                for row in rows {
                    let cells =
                        row?.iter().map(|term| table::cell(term.as_ref(), self.base, self.labels)).collect();
                    table.row(cells)?;
                }
                table.finish()?;
            }
            RowsFormat::Results(format) => {
                let mut writer = QueryResultsSerializer::from_format(format)
                    .serialize_solutions_to_writer(out, variables.clone())?;
                for row in rows {
                    let row = row?;
                    let bound =
                        variables.iter().zip(&row).filter_map(|(name, term)| Some((name, term.as_ref()?)));
                    writer.serialize(bound)?;
                }
                writer.finish()?;
            }
            RowsFormat::Parquet if variables.is_empty() => {
                return Err(told("the query has no columns", "name variables behind SELECT"));
            }
            RowsFormat::Parquet => {
                let rows: Result<Vec<Row>, QueryError> = rows.collect();
                tables::answer::write(out, self.sparql, &variables, rows?)?;
            }
        }
        Ok(count)
    }
}

/// Says what a query that somebody wrote will not do: ask elsewhere, or find words that nobody uses.
fn look_over(graph: &GraphStore, text: &str, federated: bool, say: &Say) -> anyhow::Result<()> {
    if let Some(place) = sparql::service(text) {
        if !federated {
            return Err(told(
                format!("SERVICE ({place}) would ask another endpoint"),
                "queries run offline unless --federated is given; what is known of an endpoint can also be read with --from",
            ));
        }
        if !CAN_ASK_ELSEWHERE {
            return Err(told(
                format!(
                    "this program was built without an HTTP client: SERVICE ({place}) cannot ask another endpoint"
                ),
                "build it with `--features federated`, or fetch the data first and read them with --from",
            ));
        }
    }
    let known = |iri: &str| {
        let Ok(node) = oxigraph::model::NamedNode::new(iri) else { return false };
        graph.knows(node.as_ref()).unwrap_or(false) || graph.uses(node.as_ref()).unwrap_or(false)
    };
    for term in sparql::unknown_terms(text, known) {
        let mean = term.nearest.map_or_else(String::new, |near| format!("; did you mean {near}?"));
        say.notice(&format!("{} ({}) is no word of the ontology{mean}", term.written, term.place));
    }
    Ok(())
}

/// A query that is no SPARQL, with the line where it goes wrong.
fn not_sparql(name: &str, text: &str, told_by_parser: &str) -> anyhow::Error {
    let fault = sparql::fault(text, told_by_parser);
    let file = if name == "-" { "<stdin>" } else { name };
    let place = fault.place.map_or_else(String::new, |place| format!(":{}:{}", place.line, place.column));
    told(
        format!("the query is not valid SPARQL: {}\n  --> {file}{place}\n{}", fault.message, fault.excerpt),
        fault.hint,
    )
}

/// The question of the house, the file, or standard input.
fn find(name: &str) -> anyhow::Result<Query> {
    if name == "-" {
        let mut text = String::new();
        io::stdin().read_to_string(&mut text).context("standard input cannot be read")?;
        return Ok(Query::read("-", &text)?);
    }
    if let Some(question) = query(name) {
        return Ok(question);
    }
    let path = Path::new(name);
    // A pipe will do: `/dev/stdin`.
    if path.exists() && !path.is_dir() {
        let text = std::fs::read_to_string(path).with_context(|| format!("`{name}` cannot be read"))?;
        return Ok(Query::read(name, &text)?);
    }
    let all = queries();
    let mean = nearest(name, all.iter().map(|known| known.name.as_str()))
        .map_or_else(String::new, |known| format!("did you mean `{known}`? "));
    Err(told(
        format!("there is no question and no file `{name}`"),
        format!("{mean}`rapporteur query --list` shows all {} questions", all.len()),
    ))
}

fn list(out: &mut impl Write) -> io::Result<()> {
    let all = queries();
    let option = |parameter: &rapporteur::queries::Parameter| {
        format!("--{} {}", parameter.name, parameter.kind.placeholder())
    };
    let width =
        all.iter().flat_map(|question| &question.parameters).map(|parameter| option(parameter).len()).max();
    for question in &all {
        writeln!(out, "{}\n  {}", question.name, question.question)?;
        for note in &question.notes {
            writeln!(out, "  {note}")?;
        }
        for parameter in &question.parameters {
            writeln!(
                out,
                "    {:<width$}  {}",
                option(parameter),
                parameter.gloss,
                width = width.unwrap_or(0)
            )?;
        }
    }
    Ok(())
}

/// The formats of rows.
enum RowsFormat {
    Table { markdown: bool },
    Results(QueryResultsFormat),
    Parquet,
}

fn rows_format(format: Option<AnswerFormat>) -> anyhow::Result<RowsFormat> {
    Ok(match format {
        None | Some(AnswerFormat::Table) => RowsFormat::Table { markdown: false },
        Some(AnswerFormat::Markdown) => RowsFormat::Table { markdown: true },
        Some(AnswerFormat::Csv) => RowsFormat::Results(QueryResultsFormat::Csv),
        Some(AnswerFormat::Tsv) => RowsFormat::Results(QueryResultsFormat::Tsv),
        Some(AnswerFormat::Json) => RowsFormat::Results(QueryResultsFormat::Json),
        Some(AnswerFormat::Xml) => RowsFormat::Results(QueryResultsFormat::Xml),
        Some(AnswerFormat::Parquet) => RowsFormat::Parquet,
        Some(_) => {
            return Err(told(
                "the query answers with rows, which have no RDF format",
                "use table, markdown, csv, tsv, json, xml or parquet; RDF formats are for CONSTRUCT and DESCRIBE",
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
    fn bytes_are_not_written_to_a_terminal() {
        let error = is_no_screen(true).unwrap_err();
        assert_eq!(error.to_string(), "Parquet is no text for a terminal");
        assert!(is_no_screen(false).is_ok());
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
        assert_eq!(
            spelled("rapporteur -q --quiet query positions --holder NATO"),
            "rapporteur -q --quiet query positions --p holder=NATO"
        );
        assert_eq!(
            spelled("rapporteur query positions --holder --since 2021 --stance"),
            "rapporteur query positions --p holder --p since=2021 --p stance"
        );
        assert_eq!(spelled("rapporteur query positions --explian"), "rapporteur query positions --explian");
        assert_eq!(spelled("rapporteur query my.rq --holder NATO"), "rapporteur query my.rq --holder NATO");
        assert_eq!(spelled("rapporteur build --holder NATO"), "rapporteur build --holder NATO");
    }

    #[test]
    fn a_misspelt_question_is_guessed() {
        let error = find("postions").unwrap_err();
        let text = crate::cli::errors::text(&error);
        assert!(text.contains("did you mean `positions`?"), "{text}");
    }
}
