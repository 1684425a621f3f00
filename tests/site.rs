//! The site: its bytes, its folder, and what is told when it cannot be written.

use crate::support::{Folder, run, wire};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

fn with_graph(more: &[&str]) -> Folder {
    let folder = Folder::new();
    folder.write("wire.jsonl", wire(40));
    let ran = run(&folder, &[&["build", "wire.jsonl", "-o", "graph.nq"], more].concat());
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    folder
}

fn written(folder: &Folder, arguments: &[&str]) -> String {
    let ran = run(folder, &[&["site"], arguments, &["--from", "graph.nq"]].concat());
    assert_eq!(ran.code, Some(0), "{arguments:?}: {}", ran.err);
    assert_eq!(ran.out, "", "words go to standard error");
    ran.err
}

fn refused(folder: &Folder, arguments: &[&str]) -> String {
    let ran = run(folder, &[&["site"], arguments].concat());
    assert_eq!(ran.code, Some(1), "{arguments:?}: {}", ran.err);
    assert!(ran.err.contains("\nHint: "), "{}", ran.err);
    ran.err
}

/// The files below a folder with their bytes.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut pending = vec![folder.to_owned()];
    while let Some(path) = pending.pop() {
        if path.is_dir() {
            pending.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else {
            let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            found.insert(name, fs::read(path).unwrap());
        }
    }
    found
}

#[test]
fn the_same_graph_gives_the_same_site_on_any_number_of_threads() {
    let folder = with_graph(&[]);
    let said = written(&folder, &["one", "--threads", "1"]);
    assert!(said.starts_with("40 reports, ") && !said.contains("Notice"), "{said}");
    written(&folder, &["three", "--threads", "3"]);
    let (one, three) = (files(&folder.path().join("one")), files(&folder.path().join("three")));
    assert_eq!(one.keys().collect::<Vec<_>>(), three.keys().collect::<Vec<_>>());
    assert!(one == three, "bytes differ");
    for page in ["index.html", "report/wire-0.html", "entity/state/NO.html", "person/kari-lund.html"] {
        assert!(one.contains_key(page), "{page} is missing of {:?}", one.keys());
    }
}

#[test]
fn a_folder_that_holds_something_is_left_alone() {
    let folder = with_graph(&[]);
    folder.write("notes/thesis.txt", "years of work");
    let said = refused(&folder, &["notes", "--replace", "--from", "graph.nq"]);
    assert!(said.starts_with("Error: `notes` is not empty\nHint: name a new folder"), "{said}");
    assert_eq!(folder.read("notes/thesis.txt"), "years of work");

    written(&folder, &["pages"]);
    let said = refused(&folder, &["pages", "--from", "graph.nq"]);
    assert!(said.contains("`--replace` writes it anew"), "{said}");
    folder.write("pages/report/gone.html", "a page of a report that is gone");
    written(&folder, &["pages", "--replace", "--title", "Mine & <yours>"]);
    assert!(!folder.path().join("pages/report/gone.html").exists());
    assert!(folder.read("pages/index.html").contains("<h1>Mine &amp; &lt;yours&gt;</h1>"));
    let beside: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(beside.iter().all(|name| !name.to_str().unwrap().contains("pages.")), "{beside:?}");
}

#[test]
fn a_graph_without_reports_makes_no_site() {
    let folder = Folder::new();
    folder.write("empty.nq", "");
    let said = refused(&folder, &["pages", "--from", "empty.nq"]);
    assert!(said.starts_with("Error: the graph holds no report\n"), "{said}");
    assert!(!folder.path().join("pages").exists() && !folder.path().join("pages.part").exists());
}

#[test]
fn a_graph_without_texts_shows_the_words_of_its_claims() {
    let folder = with_graph(&["--no-text"]);
    let said = written(&folder, &["pages"]);
    assert!(
        said.contains("Notice: the pages of 40 of 40 reports do not say why a sentence gave no claim"),
        "{said}"
    );
    let page = folder.read("pages/report/wire-0.html");
    assert!(page.contains("does not hold the text") && page.contains("<blockquote>"), "{page}");
    assert!(!page.contains("They discussed energy security. Norway"), "{page}");
}

#[test]
fn what_other_rules_have_read_is_shown_without_reasons() {
    let folder = with_graph(&[]);
    let graph = folder.read("graph.nq");
    let run = graph.split("/run/").nth(1).unwrap().split('>').next().unwrap().to_owned();
    folder.write("graph.nq", graph.replace(&run, "0.0.1-0123456789abcdef"));
    let said = written(&folder, &["pages"]);
    assert!(said.contains("Notice: the pages of 40 of 40 reports"), "{said}");
    let page = folder.read("pages/report/wire-0.html");
    assert!(
        page.contains("Norway supports the sovereignty of Moldova") && page.contains("id=\"text\""),
        "{page}"
    );
}

#[test]
fn base_iris_of_your_own_are_the_addresses_of_the_pages() {
    let folder = with_graph(&["--base-iri", "https://dispatches.example/kg/"]);
    written(&folder, &["pages"]);
    let page = folder.read("pages/entity/state/NO.html");
    assert!(
        page.contains("<link rel=\"canonical\" href=\"https://dispatches.example/kg/entity/state/NO\">"),
        "{page}"
    );
}
