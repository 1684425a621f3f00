//! Parts of a graph, packed files, the order of Turtle, and the description for catalogues.

use crate::support::{Folder, run, run_with, wire};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{Quad, Term, Triple};
use sophia::api::prelude::*;
use sophia::api::term::SimpleTerm;
use sophia::turtle::parser::{nq, nt, trig, turtle};
use std::collections::{BTreeMap, BTreeSet, HashSet};

const CONTRACT: &str = include_str!("fixtures/contract.trig");

fn quads(text: &str, format: RdfFormat) -> Vec<Quad> {
    RdfParser::from_format(format).for_slice(text.as_bytes()).map(Result::unwrap).collect()
}

fn triples(text: &str, format: RdfFormat) -> BTreeSet<String> {
    quads(text, format).into_iter().map(|quad| Triple::from(quad).to_string()).collect()
}

fn exported(folder: &Folder, arguments: &[&str]) -> String {
    let ran = run(folder, &[&["export"], arguments].concat());
    assert_eq!(ran.code, Some(0), "{arguments:?}: {}", ran.err);
    ran.out
}

/// A folder with the graph of these reports, as N-Quads and as Turtle, which has no graphs.
fn with_graph(lines: &str) -> Folder {
    let folder = Folder::new();
    folder.write("wire.jsonl", lines);
    let ran = run(&folder, &["build", "wire.jsonl", "-o", "graph.nq"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    exported(&folder, &["--from", "graph.nq", "-o", "graph.ttl"]);
    folder
}

/// Reports of three years with all that can be selected.
fn lines() -> String {
    let reports = [
        (
            "a",
            "2029-05-06",
            "OSLO, May 6 (Nordpress) — Prime Minister Kari Lund met President of Slovenia Marek Novak in Oslo. They discussed energy security. Norway once again supported the territorial integrity of Georgia.",
        ),
        (
            "b",
            "2030-07-01",
            "LISBON, July 1 (Nordpress) — Foreign Minister Paolo Rossi visited Lisbon. Germany imports gas from Norway. “We condemn the attack,” Mr. Rossi said.",
        ),
        (
            "c",
            "2031-03-28",
            "GENEVA, March 28 (Nordpress) — Foreign Minister Ayşe Demir met Foreign Minister Paolo Rossi in Geneva. Portugal supports the sovereignty of Moldova. It was noted that Slovenia imports oil from Norway.",
        ),
    ];
    let line = |(id, date, text): &(&str, &str, &str)| {
        serde_json::json!({"id": id, "date": date, "text": text}).to_string() + "\n"
    };
    reports.iter().map(line).collect()
}

#[test]
fn every_part_keeps_the_promises_whichever_way_the_graph_is_held() {
    let folder = with_graph(&lines());
    for (part, there, absent) in [
        (vec!["--report", "b"], "report/b>", "report/a>"),
        (vec!["--since", "2030-01-01"], "report/c>", "report/a>"),
        (vec!["--until", "2030-07-01"], "report/b>", "report/c>"),
        (vec!["--since", "2030-07-01", "--until", "2030-07-01"], "report/b>", "report/c>"),
        (vec!["--class", "Position"], "#Position>", "#EnergySupply>"),
        (vec!["--class", "energysupply"], "#EnergySupply>", "#Position>"),
        (vec!["--class", "Visit"], "#Visit>", "report/a>"),
        (vec!["--entity", "paolo rossi"], "report/b>", "report/a>"),
        (vec!["--entity", "Georgia", "--class", "Position"], "report/a>", "report/c>"),
        (vec!["--class", "Position", "--since", "2031-01-01"], "report/c>", "report/a>"),
        (vec!["--class", "Person"], "#Person>", "#EnergySupply>"),
        (vec!["--class", "event"], "#Visit>", "#EnergySupply>"),
        (
            vec!["--class", "Meeting", "--class", "Position", "--until", "2029-12-31"],
            "#Position>",
            "report/b>",
        ),
    ] {
        let mut found = Vec::new();
        for (from, out) in [
            ("graph.nq", "part.trig"),
            ("graph.nq", "part.ttl"),
            ("graph.ttl", "part.nt"),
            ("graph.ttl", "flat.ttl"),
        ] {
            exported(&folder, &[&["--from", from, "-o", out], part.as_slice()].concat());
            let checked = run(&folder, &["check", out]);
            assert_eq!((checked.code, checked.out.as_str()), (Some(0), ""), "{part:?} of {from} as {out}");
            let format = if out.ends_with("trig") { RdfFormat::TriG } else { RdfFormat::Turtle };
            found.push(triples(&folder.read(out), format));
        }
        let [trig, ttl, nt, flat] = found.as_slice() else { panic!("four files") };
        assert_eq!(trig, ttl, "{part:?}: TriG and Turtle differ");
        assert_eq!(nt, flat, "{part:?}: N-Triples and Turtle of a graph without graphs differ");
        // Turtle has forgotten which report calls somebody what; all else is the same.
        let lost: Vec<_> = ttl.difference(nt).collect();
        assert!(lost.is_empty(), "{part:?}: {lost:?}");
        assert!(nt.difference(ttl).all(|triple| triple.contains("altLabel")), "{part:?}");
        let text: String = ttl.iter().map(String::as_str).collect::<Vec<_>>().join("\n");
        assert!(
            text.contains(there) && !text.contains(absent),
            "{part:?} has not what was asked for:\n{text}"
        );
        let whole = triples(&folder.read("graph.ttl"), RdfFormat::Turtle);
        assert!(ttl.is_subset(&whole), "{part:?} says more than the whole");
    }
}

#[test]
fn what_is_not_there_is_told_before_anything_is_written() {
    let folder = with_graph(&lines());
    folder.write("out.ttl", "old");
    for (part, error, hint) in [
        (["--report", "z"], "there is no report `z`", "query reports"),
        (
            ["--entity", "Nobody Atall"],
            "nothing in the graph is called `Nobody Atall`",
            "a part of one will do",
        ),
        (
            ["--entity", "Paolo Rosi"],
            "nothing in the graph is called `Paolo Rosi`",
            "did you mean `Paolo Rossi`",
        ),
        (["--class", "Stance"], "`Stance` is no class of claims, events or entities", "Position, "),
        (["--since", "2050-01-01"], "no report of the graph was published in that time", "query reports"),
    ] {
        let ran =
            run(&folder, &[["export", "--from", "graph.nq", "-o", "out.ttl"].as_slice(), &part].concat());
        assert_eq!(ran.code, Some(1), "{part:?}");
        assert!(ran.err.contains(error) && ran.err.contains(hint), "{part:?}: {}", ran.err);
        assert_eq!(folder.read("out.ttl"), "old");
    }
    // Norway is there and so are persons, but no person is Norway.
    for more in [[].as_slice(), &["--describe"]] {
        let part =
            ["export", "--from", "graph.nq", "-o", "out.ttl", "--entity", "Norway", "--class", "Person"];
        let ran = run(&folder, &[part.as_slice(), more].concat());
        assert_eq!(ran.code, Some(1), "{more:?}");
        let told = "nothing in the graph is all that was asked for at once";
        assert!(ran.err.contains(told) && ran.err.contains("Hint: "), "{more:?}: {}", ran.err);
        assert_eq!(folder.read("out.ttl"), "old");
    }
    let left = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
    assert!(left.into_iter().all(|name| !name.to_string_lossy().ends_with(".part")));
    let ran = run(&folder, &["export", "--from", "graph.nq", "--since", "May"]);
    assert_eq!(ran.code, Some(2), "{}", ran.err);
}

#[test]
fn a_name_of_two_asks_which() {
    let folder = Folder::new();
    folder.write("graph.trig", CONTRACT.replace("rdfs:label \"Marek Novak\"", "rdfs:label \"Slovenia\""));
    let ran = run(&folder, &["export", "--from", "graph.trig", "--entity", "slovenia"]);
    assert_eq!(ran.code, Some(1));
    for words in
        ["`slovenia`, given for --entity, may be any of 2", "/state/SI>", "/person/marek-novak>", "Hint: "]
    {
        assert!(ran.err.contains(words), "{words} is not in\n{}", ran.err);
    }
    let iri = "https://w3id.org/rapporteur/id/person/marek-novak";
    let part = |name: &str| {
        exported(&folder, &["--from", "graph.trig", "--entity", name, "--class", "OfficeHolding"])
    };
    assert!(part(iri).contains("rap:person person:marek-novak"), "{}", part(iri));
    assert!(!part(iri).contains("rap:person person:kari-lund"), "{}", part(iri));
    assert_eq!(part("person:marek-novak"), part(iri));
}

#[test]
fn an_entity_is_found_as_query_finds_it() {
    let folder = Folder::new();
    folder.write("graph.trig", CONTRACT);
    let part = |name: &str| run(&folder, &["export", "--from", "graph.trig", "--entity", name]);
    let whole = part("Kari Lund");
    assert_eq!((whole.code, whole.err.as_str()), (Some(0), ""));
    for name in ["kari lünd", "Lund", "person:kari-lund", "'*lund*'".trim_matches('\'')] {
        let ran = part(name);
        assert_eq!((ran.code, ran.out == whole.out), (Some(0), true), "{name}: {}", ran.err);
    }
    assert_eq!(part("Lund").err, "Notice: `Lund` is read as Kari Lund (Person)\n");
    let ran = part("claim:m1");
    assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""), "{}", ran.err);
    // Two of one name and kind, whom nothing joins, are both asked for, and it is told.
    folder.write("graph.trig", CONTRACT.replace("rdfs:label \"Marek Novak\"", "rdfs:label \"Kari Lund\""));
    let ran = part("Kari Lund");
    assert!(
        ran.out.contains("person:marek-novak a rap:Person")
            && ran.out.contains("person:kari-lund a rap:Person")
    );
    assert!(ran.err.contains("2 reports name a Person `Kari Lund`"), "{}", ran.err);
}

#[test]
fn packed_files_are_written_and_read_like_others() {
    let folder = with_graph(&wire(5));
    let whole = exported(&folder, &["--from", "graph.nq", "--format", "nq"]);
    for name in ["graph.nq.gz", "graph.nq.zst", "graph.trig.zst", "graph.jsonld.gz"] {
        exported(&folder, &["--from", "graph.nq", "-o", name]);
        let bytes = std::fs::read(folder.path().join(name)).unwrap();
        assert!(bytes.starts_with(&[0x1f, 0x8b]) || bytes.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]), "{name}");
        assert!(bytes.len() < whole.len() / 4, "{name}");
        assert!(exported(&folder, &["--from", name, "--format", "nq"]) == whole, "{name}");
    }
    exported(&folder, &["--from", "graph.nq", "-o", "again.nq.gz"]);
    let bytes = |name: &str| std::fs::read(folder.path().join(name)).unwrap();
    assert!(bytes("again.nq.gz") == bytes("graph.nq.gz"), "gzip tells the time");

    // Reports may be packed as well, by ending in a folder and by their first bytes on standard input.
    let ran = run(&folder, &["export", "--from", "graph.nq", "--format", "nq"]);
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut packer, wire(5).as_bytes()).unwrap();
    folder.write("in/wire.jsonl.gz", packer.finish().unwrap());
    let built = run(&folder, &["build", "in", "-o", "packed.nq"]);
    assert_eq!(built.code, Some(0), "{}", built.err);
    assert!(exported(&folder, &["--from", "packed.nq", "--format", "nq"]) == ran.out);
}

/// The subjects of printed Turtle, in their order.
fn subjects(turtle: &str) -> Vec<&str> {
    let starts = |line: &&str| {
        line.starts_with(|c: char| c.is_alphanumeric() || c == '<') && !line.starts_with("PREFIX ")
    };
    turtle.lines().filter(starts).filter_map(|line| line.split(' ').next()).collect()
}

#[test]
fn turtle_tells_each_subject_once_reports_first_and_the_ontology_last() {
    let folder = with_graph(&wire(6));
    for from in ["graph.nq", "graph.ttl"] {
        let turtle = exported(&folder, &["--from", from, "--no-ontology"]);
        let all = subjects(&turtle);
        let once: BTreeSet<&str> = all.iter().copied().collect();
        assert_eq!(all.len(), once.len(), "a subject is told twice");
        let first = |start: &str| all.iter().position(|subject| subject.starts_with(start)).unwrap();
        let last = |start: &str| all.iter().rposition(|subject| subject.starts_with(start)).unwrap();
        assert_eq!(first("report:wire-0"), 0);
        assert!(first("event:") < first("claim:"));
        assert!(last("claim:") < first("person:") && last("report:") < first("person:"));
        assert!(last("person:") < first("run:") && last("state:") < first("run:"));
    }
    let whole = exported(&folder, &["--from", "graph.nq"]);
    assert!(whole.find("rap:Meeting a owl:Class") > whole.find("run:"));
    // A graph that came out of Turtle goes into the same Turtle.
    assert!(exported(&folder, &["--from", "graph.ttl"]) == whole, "Turtle is not stable");
}

#[test]
fn turtle_names_what_its_iris_do_not() {
    let folder = with_graph(&lines());
    let turtle = exported(&folder, &["--from", "graph.nq", "--report", "b"]);
    for line in ["rap:supplier state:NO; # Norway\n", "#char=", "rap:place place:2267057; # Lisbon\n"] {
        assert!(turtle.contains(line), "{line} is not in\n{turtle}");
    }
}

#[test]
fn without_graphs_each_statement_is_written_once() {
    let folder = with_graph(&(lines() + &wire(6)));
    for from in ["graph.nq", "graph.ttl"] {
        let told = ["lines.nt", "text.ttl"].map(|out| {
            let ran = run(&folder, &["export", "--from", from, "-o", out]);
            assert_eq!(ran.code, Some(0), "{}", ran.err);
            ran.err.split(" statements").next().unwrap().rsplit(' ').next().unwrap().to_owned()
        });
        let text = folder.read("lines.nt");
        let once: BTreeSet<&str> = text.lines().collect();
        assert_eq!(text.lines().count(), once.len(), "{from}: a line stands twice");
        assert_eq!(told, [once.len().to_string(), once.len().to_string()], "{from}");
        assert_eq!(
            triples(&text, RdfFormat::NTriples),
            triples(&folder.read("text.ttl"), RdfFormat::Turtle),
            "{from}"
        );
    }
}

#[test]
fn verdicts_stand_under_a_heading_of_their_own() {
    let folder = Folder::new();
    folder.write("wire.jsonl", lines());
    let built = run(&folder, &["build", "wire.jsonl", "--store", "graph.db"]);
    assert_eq!(built.code, Some(0), "{}", built.err);
    let whole = exported(&folder, &["--store", "graph.db"]);
    let claim = subjects(&whole).into_iter().find(|subject| subject.starts_with("claim:")).unwrap();
    let review =
        ["review", claim, "accept", "--by", "A. Reader", "--date", "2031-04-01", "--store", "graph.db"];
    let ran = run(&folder, &review);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    for format in ["ttl", "trig"] {
        let text = exported(&folder, &["--store", "graph.db", "--format", format]);
        assert!(text.contains("\n# Reviews\n\nreview:"), "{format}:\n{text}");
    }
    let json = exported(&folder, &["--store", "graph.db", "--format", "jsonld"]);
    for words in ["\"verdict\": \"verdict-accepted\"", "\"reviewedOn\": \"2031-04-01\""] {
        assert!(json.contains(words), "{words} is not in the JSON-LD");
    }
    let part = exported(&folder, &["--store", "graph.db", "--class", "Claim"]);
    assert!(part.contains(claim) && !part.contains("rap:Review"), "a part holds verdicts");
}

/// What sophia reads, as a set of its terms.
fn by_sophia<S: sophia::api::source::TripleSource>(source: S) -> HashSet<[SimpleTerm<'static>; 3]> {
    source.collect_triples().unwrap_or_else(|_| panic!("sophia cannot read it"))
}

#[test]
fn sophia_reads_the_same_statements() {
    let folder = Folder::new();
    folder.write("graph.trig", CONTRACT);
    let text = |format: &str| exported(&folder, &["--from", "graph.trig", "--format", format]);
    let plain = by_sophia(nt::parse_str(&text("nt")));
    assert!(plain.len() > 400, "{} statements", plain.len());
    assert!(by_sophia(turtle::parse_str(&text("ttl"))) == plain, "Turtle");
    assert!(by_sophia(trig::parse_str(&text("trig")).to_triples()) == plain, "TriG");
    assert!(by_sophia(nq::parse_str(&text("nq")).to_triples()) == plain, "N-Quads");
}

#[test]
fn a_description_counts_what_is_there() {
    let folder = with_graph(&lines());
    for part in [vec![], vec!["--class", "Position"], vec!["--no-ontology"]] {
        let of =
            |more: &[&str]| exported(&folder, &[&["--from", "graph.nq"], part.as_slice(), more].concat());
        let described = of(&["--describe", "--licence", "https://creativecommons.org/licenses/by/4.0/"]);
        let mut numbers: BTreeMap<String, String> = BTreeMap::new();
        for quad in quads(&described, RdfFormat::Turtle) {
            if let Term::Literal(literal) = &quad.object {
                numbers.insert(format!("{} {}", quad.subject, quad.predicate), literal.value().to_owned());
            }
        }
        let statements = triples(&of(&["--format", "ttl"]), RdfFormat::Turtle);
        let of_class = |class: &str| {
            let ending = format!("#type> <https://w3id.org/rapporteur/ns#{class}>");
            statements.iter().filter(|triple| triple.ends_with(&ending)).count().to_string()
        };
        let id = "https://w3id.org/rapporteur/id/dataset";
        let void = "http://rdfs.org/ns/void#";
        assert_eq!(numbers[&format!("<{id}> <{void}triples>")], statements.len().to_string(), "{part:?}");
        for class in ["Report", "Position", "Span"] {
            assert_eq!(
                numbers[&format!("<{id}/class/rap-{class}> <{void}entities>")],
                of_class(class),
                "{class}"
            );
        }
        assert!(described.contains("dcterms:license <https://creativecommons.org/licenses/by/4.0/>"));
        assert!(described.contains("prov:wasGeneratedBy run:"), "{described}");
    }
    let ran = run(&folder, &["export", "--from", "graph.nq", "--licence", "https://example.org/l"]);
    assert_eq!(ran.code, Some(2), "a licence without --describe: {}", ran.err);
}

#[test]
fn the_base_of_a_file_is_read_from_its_reports() {
    let folder = Folder::new();
    let ran = run_with(&folder, &["map", "--base-iri", "https://example.org/data/"], wire(2));
    folder.write("graph.nq", ran.out);
    let turtle = exported(&folder, &["--from", "graph.nq", "--report", "wire-1"]);
    assert!(
        turtle.contains("PREFIX report: <https://example.org/data/report/>")
            || turtle.contains("@prefix report: <https://example.org/data/report/>"),
        "{turtle}"
    );
    assert!(
        turtle.contains("rdfs:label \"Oslo\"")
            || turtle.contains("rdfs:label \"Lisbon\"")
            || turtle.contains("rdfs:label \"Geneva\"")
    );
}
