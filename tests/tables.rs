//! The tables: their page, their bytes, and what is told when they cannot be written.

use crate::support::{Folder, run, wire};
use rapporteur::tables::page::page;
use rapporteur::tables::schema::TABLES;
use std::fs;
use std::path::Path;

#[test]
fn the_page_of_the_tables_is_what_is_declared() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/tables.md");
    let says = fs::read_to_string(&path).unwrap_or_default();
    let is = page();
    if says != is && std::env::var("INSTA_UPDATE").as_deref() == Ok("always") {
        fs::write(path, is).unwrap();
        return;
    }
    let line =
        says.lines().zip(is.lines()).position(|(says, is)| says != is).unwrap_or(says.lines().count()) + 1;
    assert!(says == is, "docs/tables.md:{line} is stale; `INSTA_UPDATE=always cargo test` writes it anew");
}

fn with_graph(count: usize) -> Folder {
    let folder = Folder::new();
    folder.write("wire.jsonl", wire(count));
    let ran = run(&folder, &["build", "wire.jsonl", "-o", "graph.nq"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let ran = run(&folder, &["export", "--from", "graph.nq", "-o", "graph.ttl"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    folder
}

fn written(folder: &Folder, arguments: &[&str]) -> String {
    let ran = run(folder, &[&["tables"], arguments].concat());
    assert_eq!(ran.code, Some(0), "{arguments:?}: {}", ran.err);
    ran.err
}

#[test]
fn the_same_graph_gives_the_same_bytes_with_graphs_and_without() {
    let folder = with_graph(9);
    for format in ["parquet", "csv"] {
        for (to, from) in [("one", "graph.nq"), ("two", "graph.nq"), ("flat", "graph.ttl")] {
            written(&folder, &[to, "--from", from, "--format", format]);
        }
        for table in &TABLES {
            let bytes =
                |to: &str| fs::read(folder.path().join(format!("{to}/{}.{format}", table.name))).unwrap();
            assert!(bytes("one") == bytes("two"), "{} differs from run to run", table.name);
            assert!(bytes("one") == bytes("flat"), "{} of Turtle differs from that of N-Quads", table.name);
        }
    }
}

#[test]
fn a_csv_has_a_head_and_a_row_for_each_report() {
    let folder = with_graph(3);
    let said = written(&folder, &["out", "--from", "graph.nq", "--format", "csv", "--no-text"]);
    assert!(said.contains("3 rows") && said.contains("11 tables"), "{said}");
    let reports = folder.read("out/reports.csv");
    assert_eq!(reports.lines().count(), 4, "{reports}");
    assert!(reports.starts_with("report,report_id,title,published,"), "{reports}");
    assert!(reports.contains("/report/wire-1,wire-1,,2031-03-28,"), "{reports}");
    assert!(!reports.contains("They discussed"), "--no-text leaves the text out");
    let events = folder.read("out/events.csv");
    assert!(events.contains(",Meeting,") && events.contains(",day,"), "{events}");
}

#[test]
fn a_graph_that_lacks_something_is_told_and_old_tables_stay() {
    let folder = Folder::new();
    folder.write("graph.trig", include_str!("fixtures/contract.trig"));
    written(&folder, &["out", "--from", "graph.trig"]);
    let old = fs::read(folder.path().join("out/claims.parquet")).unwrap();
    let broken = include_str!("fixtures/contract.trig").replace("rap:modality rap:Asserted ;", "");
    folder.write("broken.trig", broken);
    let ran = run(&folder, &["tables", "out", "--from", "broken.trig"]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.err.contains("Error: the table `claims` needs a `modality` for https://")
            && ran.err.contains("rapporteur check"),
        "{}",
        ran.err
    );
    assert!(fs::read(folder.path().join("out/claims.parquet")).unwrap() == old);
    let left: Vec<_> =
        fs::read_dir(folder.path().join("out")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), TABLES.len(), "{left:?}");
}

#[test]
fn a_folder_that_cannot_be_made_is_told() {
    let folder = with_graph(1);
    folder.write("file", "no folder");
    let ran = run(&folder, &["tables", "file", "--from", "graph.nq"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("`file` is a file") && ran.err.contains("Hint: name a folder"), "{}", ran.err);
    assert_eq!(folder.read("file"), "no folder");
    let ran = run(&folder, &["tables", "file/below", "--from", "graph.nq"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("`file/below` cannot be written") && ran.err.contains("Hint: "), "{}", ran.err);
}
