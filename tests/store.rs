//! The store on disk.

use crate::support::{Folder, run, run_with, wire};
use oxigraph::model::{Literal, QuadRef};
use oxigraph::store::Store;
use rapporteur::store::{BOOK, GraphStore};

/// Builds a store of these lines and gives back what was said.
fn build(folder: &Folder, store: &str, lines: &str, more: &[&str]) -> String {
    let ran = run_with(folder, &[&["build", "-", "--store", store], more].concat(), lines);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    ran.err
}

fn exported(folder: &Folder, store: &str) -> String {
    let ran = run(folder, &["export", "--store", store, "--format", "nq"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    ran.out
}

fn changed(lines: &str) -> String {
    lines.replace("They discussed energy security.", "They discussed migration with Paolo Rossi.")
}

#[test]
fn a_store_answers_questions_and_keeps_every_promise() {
    let folder = Folder::new();
    build(&folder, "graph.db", &wire(20), &[]);
    let ran = run(&folder, &["query", "reports", "--store", "graph.db", "--format", "csv"]);
    assert_eq!(ran.out.lines().count(), 21, "{}", ran.err);
    let ran = run(&folder, &["check", "--store", "graph.db"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""), "{}", ran.err);
}

#[test]
fn an_unchanged_report_is_skipped_and_a_changed_one_replaces_its_graph() {
    let folder = Folder::new();
    build(&folder, "graph.db", &wire(20), &[]);
    let before = exported(&folder, "graph.db");
    let said = build(&folder, "graph.db", &wire(20), &[]);
    assert!(said.contains("0 reports read") && said.contains("20 reports unchanged"), "{said}");
    assert!(exported(&folder, "graph.db") == before, "a rebuild changed the store");

    let said = build(&folder, "graph.db", &changed(&wire(2)), &[]);
    assert!(said.contains("2 reports read"), "{said}");
    let mixed: String = changed(&wire(2)) + wire(20).splitn(3, '\n').nth(2).unwrap();
    build(&folder, "fresh.db", &mixed, &[]);
    assert!(
        exported(&folder, "graph.db") == exported(&folder, "fresh.db"),
        "an old graph left something behind"
    );

    let said = build(&folder, "graph.db", &mixed, &["--force"]);
    assert!(said.contains("20 reports read"), "{said}");
    assert!(exported(&folder, "graph.db") == exported(&folder, "fresh.db"), "--force changed the store");
}

#[test]
fn a_build_goes_on_where_it_was_interrupted() {
    let folder = Folder::new();
    build(&folder, "graph.db", &wire(7), &[]);
    let said = build(&folder, "graph.db", &wire(20), &["--threads", "2"]);
    assert!(said.contains("13 reports read") && said.contains("7 reports unchanged"), "{said}");
    build(&folder, "fresh.db", &wire(20), &["--threads", "1"]);
    assert!(exported(&folder, "graph.db") == exported(&folder, "fresh.db"));
}

#[test]
fn a_store_and_a_file_hold_the_same_graph() {
    let folder = Folder::new();
    build(&folder, "graph.db", &wire(9), &[]);
    let ran = run_with(&folder, &["build", "-", "-o", "graph.nq"], wire(9));
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let sorted = |text: &str| {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    let (store, file) = (sorted(&exported(&folder, "graph.db")), sorted(&folder.read("graph.nq")));
    assert!(store == file, "{} quads in the store, {} in the file", store.len(), file.len());
}

#[test]
fn a_store_in_use_says_so() {
    let folder = Folder::new();
    build(&folder, "graph.db", &wire(1), &[]);
    let held = GraphStore::open(&folder.path().join("graph.db"), None).unwrap();
    let ran = run_with(&folder, &["build", "-", "--store", "graph.db"], wire(1));
    assert_eq!(ran.code, Some(1));
    assert_eq!(
        ran.err,
        "Error: the store at `graph.db` is in use by another process\n\
         Hint: wait until the other `rapporteur build` has ended, or use another --store\n"
    );
    drop(held);
    build(&folder, "graph.db", &wire(1), &[]);
}

#[test]
fn a_store_of_another_layout_is_refused_and_left_alone() {
    let folder = Folder::new();
    build(&folder, "graph.db", &wire(1), &[]);
    {
        let store = Store::open(folder.path().join("graph.db")).unwrap();
        let entries: Vec<_> =
            store.quads_for_pattern(None, None, None, Some(BOOK.into())).map(Result::unwrap).collect();
        let layout = entries.iter().find(|quad| quad.predicate.as_str().ends_with("#layout")).unwrap();
        store.remove(layout).unwrap();
        let other = Literal::from("0");
        store.insert(QuadRef::new(BOOK, &layout.predicate, other.as_ref(), BOOK)).unwrap();
    }
    for command in [&["build", "-"][..], &["query", "reports"], &["check"], &["export"]] {
        let ran = run_with(&folder, &[command, &["--store", "graph.db"]].concat(), wire(1));
        assert_eq!(ran.code, Some(1));
        let error =
            "Error: the store at `graph.db` has layout 0; this program reads layout 2\nHint: rebuild it";
        assert!(ran.err.starts_with(error), "{}", ran.err);
    }
}

#[test]
fn a_folder_that_is_no_store_of_ours_is_told() {
    let folder = Folder::new();
    let ran = run(&folder, &["query", "reports", "--store", "none.db"]);
    assert_eq!(ran.code, Some(1));
    assert_eq!(
        ran.err,
        "Error: there is no store at `none.db`\nHint: build it with `rapporteur build REPORTS --store none.db`\n"
    );
    {
        let store = Store::open(folder.path().join("other.db")).unwrap();
        store.insert(QuadRef::new(BOOK, BOOK, BOOK, oxigraph::model::GraphNameRef::DefaultGraph)).unwrap();
    }
    let ran = run(&folder, &["query", "reports", "--store", "other.db"]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.err.starts_with("Error: the store at `other.db` was not made by rapporteur\n"),
        "{}",
        ran.err
    );
}

#[test]
fn a_store_keeps_the_base_of_its_iris() {
    let folder = Folder::new();
    build(&folder, "graph.db", &wire(1), &["--base-iri", "https://example.org/"]);
    build(&folder, "graph.db", &wire(2), &[]);
    assert!(exported(&folder, "graph.db").contains("<https://example.org/report/wire-1>"));
    let ran = run_with(
        &folder,
        &["build", "-", "--store", "graph.db", "--base-iri", "https://other.example/"],
        wire(1),
    );
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.err.contains("begin with `https://example.org/`, not with `https://other.example/`"),
        "{}",
        ran.err
    );
}

#[test]
fn names_of_a_users_own_are_asked_for_and_let_the_reports_be_read_anew() {
    let folder = Folder::new();
    folder.write("names.csv", include_str!("../docs/gazetteer.csv"));
    let lines = "{\"id\": \"lumen\", \"text\": \"The President of Odlar Yurdu met the Prime Minister of Finland in \
                 Lumen Harbour on 4 May 2031. Finland supports the sovereignty of Odlar Yurdu.\"}\n";
    build(&folder, "graph.db", lines, &[]);
    let place = "PREFIX rap: <https://w3id.org/rapporteur/ns#> \
                 PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> \
                 SELECT DISTINCT ?label WHERE { GRAPH ?g { ?event rap:place ?place } GRAPH ?h { ?place rdfs:label ?label } }";
    let asked = |query: &str| run(&folder, &["query", query, "--store", "graph.db", "--format", "csv"]).out;
    folder.write("place.rq", place);
    assert!(!asked("place.rq").contains("Port Lumen"));
    assert!(!exported(&folder, "graph.db").contains("\"Azerbaijan\""));

    let said = build(&folder, "graph.db", lines, &["--gazetteer", "names.csv"]);
    assert!(said.starts_with("1 report read, "), "{said}");
    assert!(asked("place.rq").contains("Port Lumen"), "{}", exported(&folder, "graph.db"));
    let positions = asked("positions-regarding");
    assert!(positions.contains("Azerbaijan"), "{positions}");

    let said = build(&folder, "graph.db", lines, &["--gazetteer", "names.csv"]);
    assert!(said.contains("0 reports read"), "{said}");
}
