//! The commands on files and in memory.

use crate::support::{Folder, commands, program, run, run_with, wire};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{Graph, Triple};
use std::collections::BTreeSet;
use std::process::Stdio;

const CONTRACT: &str = include_str!("fixtures/contract.trig");

/// The graph by hand, with its decimals as the store writes them.
fn contract() -> String {
    let normal = CONTRACT.replace(" 50.0", " \"50\"^^xsd:decimal").replace(" 10.0", " \"10\"^^xsd:decimal");
    assert_ne!(normal, CONTRACT);
    normal
}

fn triples(text: &str, format: RdfFormat) -> BTreeSet<String> {
    let quads = RdfParser::from_format(format).for_slice(text.as_bytes());
    quads.map(|quad| Triple::from(quad.unwrap()).to_string()).collect()
}

#[test]
fn the_same_reports_give_the_same_bytes_on_any_number_of_threads() {
    let folder = Folder::new();
    let one = run_with(&folder, &["map", "--threads", "1"], wire(60));
    assert_eq!(one.code, Some(0), "{}", one.err);
    assert!(one.out.lines().filter(|line| line.contains("#Report>")).count() >= 60);
    for threads in ["2", "5"] {
        let many = run_with(&folder, &["map", "--threads", threads], wire(60));
        assert!(many.out == one.out, "{threads} threads write other bytes than one");
    }
}

#[test]
fn every_report_has_one_graph_and_no_node_is_blank() {
    let folder = Folder::new();
    let ran = run_with(&folder, &["map", "--no-ontology"], wire(5));
    let quads: Vec<_> =
        RdfParser::from_format(RdfFormat::NQuads).for_slice(ran.out.as_bytes()).map(Result::unwrap).collect();
    let graphs: BTreeSet<String> = quads.iter().map(|quad| quad.graph_name.to_string()).collect();
    for number in 0..5 {
        assert!(graphs.contains(&format!("<https://w3id.org/rapporteur/id/report/wire-{number}>")));
    }
    assert!(!ran.out.contains("_:"));
}

#[test]
fn a_graph_without_a_store_keeps_every_promise() {
    let folder = Folder::new();
    folder.write("wire.jsonl", wire(12));
    let built = run(&folder, &["build", "wire.jsonl", "-o", "wire.nq"]);
    assert_eq!(built.code, Some(0), "{}", built.err);
    assert!(
        built.err.contains("12 reports read") && built.err.contains("0 claims ungrounded"),
        "{}",
        built.err
    );
    let checked = run(&folder, &["check", "wire.nq"]);
    assert_eq!((checked.code, checked.out.as_str()), (Some(0), ""), "{}", checked.err);
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_read() {
    let folder = Folder::new();
    folder.write("in/a.txt", "OSLO, 3 March 2031 (Nordpress) — Kari Lund met Marek Novak in Oslo.");
    folder.write("in/b.txt", b"OSLO\nKari Lund\x92s visit ended.");
    folder.write("in/c.jsonl", "{\"id\": \"c\"}\n{\"id\": \"d\", \"text\": \"Kari Lund visited Oslo.\"}\n");
    folder.write("in/e.pdf", "no report");
    folder.write("in/.hidden.txt", "no report");
    folder.write("in/README.md", "no report");
    let ran = run(&folder, &["build", "in", "-o", "out.nq"]);
    assert_eq!(ran.code, Some(1));
    let errors = "\
Error: `in/b.txt` is not UTF-8: byte 0x92 at offset 14
  --> in/b.txt:2
Hint: it looks like Windows-1252 or UTF-16; convert it, for example with `iconv -f WINDOWS-1252 -t UTF-8`
Error: the field `text` is absent; a string was expected
  --> in/c.jsonl:1
Hint: `id` and `text` are needed; `title`, `date`, `source` and `agency` may be left out
";
    assert!(ran.err.starts_with(errors), "{}", ran.err);
    assert!(
        ran.err.contains("2 reports read") && ran.err.contains("2 reports could not be read"),
        "{}",
        ran.err
    );
    let graph = folder.read("out.nq");
    assert!(graph.contains("/report/a>") && graph.contains("/report/d>") && !graph.contains("no report"));
}

#[test]
fn a_second_report_of_one_id_is_told_and_skipped() {
    let folder = Folder::new();
    let ran = run_with(&folder, &["map"], wire(2) + &wire(1));
    assert_eq!(ran.code, Some(1));
    let error =
        "Error: a report with the id `wire-0` was read before; this one is skipped\n  --> <stdin>:3\n";
    assert!(ran.err.contains(error), "{}", ran.err);
}

#[test]
fn a_failed_build_leaves_the_old_file() {
    let folder = Folder::new();
    folder.write("out.nq", "old");
    let ran = run(&folder, &["build", "none", "-o", "out.xyz"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("names no RDF format"), "{}", ran.err);
    let ran = run(&folder, &["export", "--from", "none.nq", "-o", "out.nq"]);
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    assert_eq!(folder.read("out.nq"), "old");
}

#[test]
fn a_query_answers_in_every_format() {
    let folder = Folder::new();
    folder.write("graph.trig", CONTRACT);
    let ask = |more: &[&str]| {
        let ran = run(&folder, &[&["query", "offices", "--from", "graph.trig"], more].concat());
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        ran.out
    };
    assert!(ask(&["--of", "Slovenia"]).contains("Marek Novak"));
    assert_eq!(ask(&["--of=Slovenia"]), ask(&["--p", "of=Slovenia"]));
    assert_eq!(ask(&["--of", "Slovenia", "--format", "csv"]).lines().count(), 2);
    assert!(ask(&["--format", "json"]).starts_with("{\"head\""));
    assert!(ask(&["--format", "xml"]).starts_with("<?xml"));
    assert!(ask(&["--format", "tsv"]).starts_with('?'));
    let construct = "CONSTRUCT { ?r a rap:Report } WHERE { ?r a rap:Report }";
    let ran = run_with(&folder, &["query", "-", "--from", "graph.trig"], construct);
    assert!(ran.out.contains("report:talks a rap:Report."), "{}", ran.out);
    let ran = run_with(&folder, &["query", "-", "--from", "graph.trig"], "ASK { ?r a rap:Report }");
    assert_eq!(ran.out, "yes\n");
}

#[test]
fn a_wrong_query_says_what_to_do() {
    let folder = Folder::new();
    folder.write("graph.trig", CONTRACT);
    let told = |arguments: &[&str], input: &str, code: i32, words: &[&str]| {
        let from: &[&str] = if arguments[0] == "query" { &["--from", "graph.trig"] } else { &[] };
        let ran = run_with(&folder, &[arguments, from].concat(), input);
        assert_eq!(ran.code, Some(code), "{}", ran.err);
        for words in words {
            assert!(ran.err.contains(words), "{words:?} is not in\n{}", ran.err);
        }
    };
    told(&["query", "attendence"], "", 1, &["Error: there is no question", "did you mean `attendance`?"]);
    told(
        &["query", "-"],
        "SELECT * { ?s foo:bar ?o }",
        1,
        &["not valid SPARQL", "Hint: declare it before SELECT"],
    );
    told(&["query", "offices", "--p", "holder=x"], "", 1, &["has no parameter `holder`", "Hint: "]);
    told(&["query", "-", "--format", "csv"], "DESCRIBE rap:x", 1, &["answers with a graph"]);
    told(&["query"], "", 2, &["a question is needed", "Hint: `rapporteur query --list`"]);
    told(&["map", "--base-iri", "https://example.org/x"], "", 2, &["must end with / or #"]);
}

#[test]
fn a_broken_promise_ends_the_program_with_three() {
    let folder = Folder::new();
    folder.write("whole.trig", CONTRACT);
    folder.write("broken.trig", CONTRACT.replace("rap:reiterated true", "rap:repeated true"));
    folder.write("rubbish.trig", "<a> <b> .");
    let whole = run(&folder, &["check", "whole.trig"]);
    assert_eq!(whole.code, Some(0), "{}{}", whole.out, whole.err);
    let broken = run(&folder, &["check", "broken.trig"]);
    assert_eq!(broken.code, Some(3), "{}", broken.err);
    assert!(
        broken.out.contains("term_is_defined: ") && broken.out.contains("term = rap:repeated"),
        "{}",
        broken.out
    );
    let rubbish = run(&folder, &["check", "rubbish.trig"]);
    assert_eq!(rubbish.code, Some(1), "{}", rubbish.err);
    assert!(rubbish.err.contains("line 1"), "{}", rubbish.err);
}

#[test]
fn every_export_is_the_same_graph() {
    let folder = Folder::new();
    folder.write("graph.trig", CONTRACT);
    let whole = triples(&contract(), RdfFormat::TriG);
    for (ending, format) in [
        ("ttl", RdfFormat::Turtle),
        ("trig", RdfFormat::TriG),
        ("nt", RdfFormat::NTriples),
        ("nq", RdfFormat::NQuads),
        ("rdf", RdfFormat::RdfXml),
        ("jsonld", RdfFormat::JsonLd { profile: oxigraph::io::JsonLdProfileSet::empty() }),
    ] {
        let out = format!("out.{ending}");
        let ran = run(&folder, &["export", "--from", "graph.trig", "-o", &out]);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        assert!(triples(&folder.read(&out), format) == whole, "{ending} is another graph");
        // A graph that went out and came in again goes out in the same bytes.
        let again = run(&folder, &["export", "--from", &out, "--format", "nt"]);
        let lines: BTreeSet<String> = again.out.lines().map(str::to_owned).collect();
        assert_eq!(lines.len(), whole.len(), "{ending}");
    }
}

#[test]
fn turtle_is_isomorphic_for_sophia_too() {
    use rapporteur::rdf::turtle::OxQuads;
    let folder = Folder::new();
    folder.write("graph.trig", CONTRACT);
    let ran = run(&folder, &["export", "--from", "graph.trig"]);
    let read = |text: &str, format| -> Vec<_> {
        let quads = RdfParser::from_format(format).for_slice(text.as_bytes());
        quads.map(Result::unwrap).collect()
    };
    let (one, two) = (read(&contract(), RdfFormat::TriG), read(&ran.out, RdfFormat::Turtle));
    let distinct = |quads: &[oxigraph::model::Quad]| -> Graph {
        quads.iter().map(|quad| Triple::from(quad.clone())).collect()
    };
    assert_eq!(distinct(&one).len(), distinct(&two).len());
    let graph = |graph: &Graph| -> Vec<oxigraph::model::Quad> {
        graph
            .iter()
            .map(|triple| triple.into_owned().in_graph(oxigraph::model::GraphName::DefaultGraph))
            .collect()
    };
    let (one, two) = (graph(&distinct(&one)), graph(&distinct(&two)));
    let (one, two): (Vec<_>, Vec<_>) = (one.iter().collect(), two.iter().collect());
    assert!(sophia::isomorphism::isomorphic_graphs(&OxQuads(&one), &OxQuads(&two)).unwrap());
}

#[test]
fn one_report_can_be_exported_with_the_names_of_those_it_speaks_of() {
    let folder = Folder::new();
    folder.write("wire.jsonl", wire(3));
    run(&folder, &["build", "wire.jsonl", "-o", "wire.nq"]);
    let ran = run(&folder, &["export", "--from", "wire.nq", "--report", "wire-1"]);
    assert!(
        ran.out.contains("report:wire-1 a rap:Report") && !ran.out.contains("report:wire-2 "),
        "{}",
        ran.out
    );
    let ran = run(&folder, &["export", "--from", "wire.nq", "--report", "wire-9"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("there is no report `wire-9`"), "{}", ran.err);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let folder = Folder::new();
    folder.write("wire.jsonl", wire(400));
    let mut child = program(&folder, &["map", "wire.jsonl"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[test]
fn every_command_shows_an_example() {
    let folder = Folder::new();
    let help = run(&folder, &["--help"]);
    assert_eq!(help.code, Some(0));
    let commands = commands(&help.out);
    assert!(commands.len() >= 5, "{commands:?}");
    for command in commands {
        let help = run(&folder, &[command.as_str(), "--help"]);
        assert!(help.out.contains("Example:\n  rapporteur "), "{command} --help has no example");
    }
}

#[test]
fn quiet_says_nothing_but_errors() {
    let folder = Folder::new();
    let ran = run_with(&folder, &["map", "--quiet"], wire(2));
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
}

#[test]
fn a_page_is_of_one_report_and_the_same_every_time() {
    let folder = Folder::new();
    folder.write("two.jsonl", wire(2));
    let ran = run(&folder, &["explain", "two.jsonl", "--html", "page.html"]);
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    assert!(ran.err.contains("a page holds one report, and there are `wire-0`, `wire-1`"), "{}", ran.err);
    assert!(ran.err.contains("Hint: choose one: --id wire-0"), "{}", ran.err);
    assert!(!folder.path().join("page.html").exists());
    let ran = run(&folder, &["explain", "two.jsonl", "--id", "wire-9", "--html", "-"]);
    assert!(ran.err.contains("there is no report `wire-9`"), "{}", ran.err);
    let page = || run(&folder, &["explain", "two.jsonl", "--id", "wire-1", "--html", "-"]);
    let (one, two) = (page(), page());
    assert_eq!((one.code, one.err.as_str()), (Some(0), ""));
    assert!(one.out.starts_with("<!DOCTYPE html>") && one.out == two.out);
}

#[test]
fn a_page_that_cannot_be_made_is_told_once() {
    let folder = Folder::new();
    folder.write("page.html", "old");
    let missing = run(&folder, &["explain", "nofile.txt", "--html", "page.html"]);
    let empty = run_with(&folder, &["explain", "--html", "page.html"], "");
    for ran in [missing, empty] {
        assert_eq!(ran.code, Some(1), "{}", ran.err);
        assert_eq!(ran.err.matches("Error: ").count(), 1, "{}", ran.err);
        assert_eq!(ran.err.matches("Hint: ").count(), 1, "{}", ran.err);
    }
    assert_eq!(folder.read("page.html"), "old");
    folder.write("two.jsonl", wire(2));
    for (page, told) in [
        ("none/page.html", "Hint: there is no folder `none`"),
        ("page.html/page.html", "Hint: `page.html` is no folder"),
        (".", "`.` is no name of a file"),
        ("..", "`..` is no name of a file"),
    ] {
        let ran = run(&folder, &["explain", "two.jsonl", "--id", "wire-1", "--html", page]);
        assert_eq!(ran.code, Some(1), "{page}");
        assert!(ran.err.contains(told), "{page}: {}", ran.err);
    }
}

#[test]
fn a_packed_report_on_standard_input_is_explained_like_others() {
    let folder = Folder::new();
    let plain = run_with(&folder, &["explain"], "Norway supplies gas to Germany.");
    assert!(plain.out.contains("EnergySupply"), "{}", plain.out);
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut packer, b"Norway supplies gas to Germany.").unwrap();
    let packed = run_with(&folder, &["explain"], packer.finish().unwrap());
    assert_eq!((packed.code, packed.out), (Some(0), plain.out), "{}", packed.err);
}
