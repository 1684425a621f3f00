//! What programs of others find in our files: pandas, pyarrow, rdflib, pyoxigraph, pySHACL, and the notebooks.
//!
//! Their packages are installed when the first of these tests asks for them.

use crate::support::{Folder, run, without_python};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::Triple;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

fn house() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Runs a script of the house with these arguments, in a folder.
fn python(folder: &Folder, script: &str, arguments: &[&str]) -> String {
    // Installed once, before several tests ask for it at the same time.
    static INSTALLED: LazyLock<String> = LazyLock::new(|| run_python(house(), &["-c", "print('ready')"]));
    assert!(INSTALLED.contains("ready"));
    let script = house().join(script);
    run_python(folder.path(), &[&[script.to_str().unwrap()], arguments].concat())
}

fn run_python(folder: &Path, arguments: &[&str]) -> String {
    let python = house().join(".ci/python");
    let output = Command::new("bash").arg(python).args(arguments).current_dir(folder).output().unwrap();
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{arguments:?} fails:\n{out}\n{err}");
    out.into_owned()
}

/// The graph of our own reports.
fn graph(folder: &Folder) -> PathBuf {
    let reports = house().join("data/reports");
    let ran = run(folder, &["build", reports.to_str().unwrap(), "-o", "graph.nq"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    folder.path().join("graph.nq")
}

/// Exports our own reports into `graph.ttl`; with verdicts of people where there can be a store, and says how many.
fn reviewed(folder: &Folder) -> usize {
    if cfg!(not(feature = "rocksdb")) {
        graph(folder);
        written(folder, &["export", "--from", "graph.nq", "-o", "graph.ttl"]);
        return 0;
    }
    written(folder, &["build", house().join("data/reports").to_str().unwrap()]);
    let claims = run(folder, &["query", "evidence", "--format", "csv", "--limit", "3"]).out;
    let claims: Vec<&str> =
        claims.lines().skip(1).filter_map(|row| Some(row.rsplit_once("/claim/")?.1)).collect();
    let verdicts: [&[&str]; 3] =
        [&["accept", "--date", "2024-03-05"], &["reject"], &["correct", "--note", "It is the state."]];
    for (claim, verdict) in claims.iter().zip(verdicts) {
        written(folder, &[&["review", claim, verdict[0], "--by", "A. Reader"], &verdict[1..]].concat());
    }
    written(folder, &["export", "-o", "graph.ttl"]);
    claims.len()
}

fn written(folder: &Folder, arguments: &[&str]) {
    let ran = run(folder, arguments);
    assert_eq!(ran.code, Some(0), "{arguments:?}: {}", ran.err);
}

#[test]
fn the_tables_are_as_documented_for_pandas_too() {
    if without_python() {
        return;
    }
    let folder = Folder::new();
    graph(&folder);
    written(&folder, &["tables", "parquet", "--from", "graph.nq"]);
    written(&folder, &["tables", "csv", "--from", "graph.nq", "--format", "csv"]);
    let page = house().join("docs/tables.md");
    let said = python(&folder, ".ci/tables.py", &[page.to_str().unwrap(), "parquet", "csv"]);
    assert_eq!(said.lines().count(), 11, "{said}");
}

#[test]
fn answers_as_parquet_have_types_for_pandas() {
    if without_python() {
        return;
    }
    let folder = Folder::new();
    graph(&folder);
    folder.write(
        "types.rq",
        "SELECT ?claim ?published ?begin ?value ?ratio ?reiterated ?date ?nothing { \
           ?claim rap:report ?report ; rap:firstEvidence ?span . ?span nif:beginIndex ?begin \
           OPTIONAL { ?report schema:datePublished ?published } \
           OPTIONAL { ?claim rap:quantity/schema:value ?value } \
           OPTIONAL { ?claim rap:reiterated ?reiterated } \
           OPTIONAL { ?claim rap:event/rap:date ?date } \
           BIND (?begin / 2 AS ?ratio) } ORDER BY ?claim ?date ?value",
    );
    for (question, types) in [
        (
            "types.rq",
            "claim: string\npublished: date32[day]\nbegin: int64\nvalue: double\nratio: double\n\
             reiterated: bool\ndate: string\nnothing: string\n",
        ),
        (
            "reports",
            "report: string\ndate: date32[day]\ndateline: string\nagency: string\ntitle: string\n\
             events: int64\nclaims: int64\nsource: string\n",
        ),
    ] {
        let ask = ["query", question, "--from", "graph.nq"];
        written(&folder, &[&ask[..], &["-o", "answer.parquet"]].concat());
        written(&folder, &[&ask[..], &["-o", "answer.json"]].concat());
        let said = python(&folder, ".ci/answer.py", &["answer.parquet", "answer.json"]);
        assert_eq!(said, types, "{question}");
    }
}

/// The statements of a file, without their graphs.
fn triples(bytes: &[u8], format: RdfFormat) -> BTreeSet<String> {
    let quads = RdfParser::from_format(format).for_slice(bytes);
    quads.map(|quad| Triple::from(quad.unwrap()).to_string()).collect()
}

#[test]
fn every_export_is_the_same_graph_for_rdflib_and_pyoxigraph_too() {
    if without_python() {
        return;
    }
    let folder = Folder::new();
    let whole = triples(&std::fs::read(graph(&folder)).unwrap(), RdfFormat::NQuads);
    for file in ["graph.ttl", "graph.trig", "graph.nt", "graph.rdf.gz", "graph.jsonld"] {
        written(&folder, &["export", "--from", "graph.nq", "-o", file]);
    }
    let said = python(&folder, ".ci/round_trip.py", &["."]);
    assert_eq!(said.lines().count(), 12, "{said}");
    // And back again: what they write is the same graph for us.
    for (file, format) in [
        ("by-rdflib.ttl", RdfFormat::Turtle),
        ("by-rdflib.nt", RdfFormat::NTriples),
        ("by-pyoxigraph.ttl", RdfFormat::Turtle),
    ] {
        let again = triples(folder.read(file).as_bytes(), format);
        // rdflib writes the numbers of Turtle in its own way.
        let lost = whole.difference(&again).filter(|line| !line.contains("XMLSchema#decimal")).count();
        assert!(lost == 0 && again.len() == whole.len(), "{file}: {lost} of {} lost", whole.len());
    }
}

#[test]
fn the_shapes_hold_for_pyshacl_and_break_on_every_damage() {
    if without_python() {
        return;
    }
    let folder = Folder::new();
    let reviews = reviewed(&folder);
    folder.write("small.trig", include_str!("fixtures/contract.trig"));
    written(&folder, &["export", "--from", "small.trig", "--no-ontology", "-o", "small.ttl"]);
    let [shapes, ontology] = ["ontology/shapes.ttl", "ontology/rapporteur.ttl"]
        .map(|path| house().join(path).to_str().unwrap().to_owned());
    let said = python(&folder, ".ci/shapes.py", &[&shapes, &ontology, "graph.ttl", "small.ttl"]);
    assert!(said.starts_with(&format!("the whole export with {reviews} reviews conforms\n")), "{said}");
    assert!(said.contains("\nthe small graph with 4 reviews conforms\n"), "{said}");
    assert!(said.lines().filter(|line| line.starts_with("found: ")).count() >= 45, "{said}");
}

#[test]
fn the_notebooks_run_and_draw_their_figures() {
    if without_python() {
        return;
    }
    let folder = Folder::new();
    graph(&folder);
    written(&folder, &["tables", "tables", "--from", "graph.nq"]);
    written(&folder, &["export", "--from", "graph.nq", "-o", "graph.trig"]);
    let notebooks = ["notebooks/tables.ipynb", "notebooks/graph.ipynb"]
        .map(|path| house().join(path).to_str().unwrap().to_owned());
    let said = python(&folder, ".ci/notebooks.py", &["figures", &notebooks[0], &notebooks[1]]);
    assert_eq!(said.matches(".png").count(), 5, "{said}");
}

/// A report with markup, an emoji beyond the first plane, and the line ends of Windows, which a browser would rewrite.
fn nasty() -> String {
    let text = "Oslo & <b>Bonn</b> \u{1f1f3}\u{1f1f4}.\r\n\r\nNorway supplies gas to Germany.\r\n\
                \"Norway supports the sovereignty of Moldova,\" Foreign Minister Kari Lund said.\r\n";
    let nasty = serde_json::json!({
        "id": "nasty", "title": "</title><script>alert('x')</script>", "text": text, "date": "2031-03-28",
        "source": "javascript:alert(1)",
    });
    nasty.to_string()
}

#[test]
fn the_pages_of_the_reports_hold_their_text_and_every_claim_once() {
    if without_python() {
        return;
    }
    let folder = Folder::new();
    folder.write("nasty.jsonl", nasty());
    let reports = house().join("data/reports");
    let reports = reports.to_str().unwrap();
    written(&folder, &["build", reports, "nasty.jsonl", "-o", "graph.nq"]);
    let graph = folder.read("graph.nq");
    let identifier = " <http://purl.org/dc/terms/identifier> \"";
    let ids = graph.lines().filter_map(|line| line.split_once(identifier)?.1.split('"').next());
    let pages: Vec<String> = ids
        .map(|id| {
            let page = format!("{id}.html");
            written(&folder, &["explain", reports, "nasty.jsonl", "--id", id, "--html", &page]);
            page
        })
        .collect();
    let arguments: Vec<&str> = std::iter::once("graph.nq").chain(pages.iter().map(String::as_str)).collect();
    let said = python(&folder, ".ci/page.py", &arguments);
    assert_eq!(said.lines().count(), 20, "{said}");
    assert!(!folder.read("nasty.html").contains("<script>alert"));
}

/// The site of our own reports and of one with what they have not, beside its graph.
fn site(folder: &Folder) {
    folder.write("nasty.jsonl", nasty());
    let reports = house().join("data/reports");
    written(folder, &["build", reports.to_str().unwrap(), "nasty.jsonl", "-o", "graph.nq"]);
    written(folder, &["site", "site", "--from", "graph.nq"]);
}

#[test]
fn the_site_holds_the_graph_and_every_link_leads_somewhere() {
    if without_python() {
        return;
    }
    let folder = Folder::new();
    site(&folder);
    let said = python(&folder, ".ci/site.py", &["graph.nq", "site"]);
    assert!(said.contains(" 20 reports, "), "{said}");
    // Without texts it holds the same claims.
    written(&folder, &["build", "nasty.jsonl", "--no-text", "-o", "textless.nq"]);
    written(&folder, &["site", "textless", "--from", "textless.nq"]);
    let said = python(&folder, ".ci/site.py", &["textless.nq", "textless"]);
    assert!(said.contains(" 1 reports, "), "{said}");
}

/// Chromium, if this machine has it; `RAPPORTEUR_CHROMIUM` names another, or none.
#[expect(clippy::print_stdout, reason = "whoever skips a test should see it")]
fn chromium() -> Option<PathBuf> {
    let named = std::env::var("RAPPORTEUR_CHROMIUM").ok().filter(|named| !named.is_empty());
    let found = match named.as_deref() {
        Some("none") => None,
        Some(named) => Some(PathBuf::from(named)),
        None => {
            let folders = std::env::var_os("PATH").unwrap_or_default();
            let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
            let mut paths =
                std::env::split_paths(&folders).flat_map(|folder| names.map(|name| folder.join(name)));
            paths.find(|path| path.is_file())
        }
    };
    if found.is_none() {
        println!(
            "skipped: no Chromium on the path; install it (Debian: chromium) or name it in RAPPORTEUR_CHROMIUM"
        );
    }
    found
}

#[test]
fn the_pages_work_in_a_browser_for_everybody() {
    if without_python() {
        return;
    }
    let Some(chromium) = chromium() else { return };
    let folder = Folder::new();
    site(&folder);
    let report = house().join("data/reports/01-north-atlantic-council.txt");
    written(&folder, &["explain", report.to_str().unwrap(), "--html", "explained.html"]);
    let said = python(&folder, ".ci/browser.py", &[chromium.to_str().unwrap(), "site", "explained.html"]);
    assert!(said.contains("11 pages in chromium"), "{said}");
}
