//! Real and strange texts: no panic, no claim without its words, the same bytes each time.

use crate::support::{Folder, run, run_with};
use oxigraph::model::Quad;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use rapporteur::extract::account;
use rapporteur::knowledge::Knowledge;
use rapporteur::rdf::quads::{Options, Writer, Written};
use rapporteur::read::dateline;
use rapporteur::read::reports::Reports;
use rapporteur::report::Report;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(Knowledge::embedded);

/// Of the corpus every so many reports one is read.
const EVERY: usize = 40;

fn shared(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(path)
}

/// The corpus as JSON Lines; nothing where it is not there.
fn corpus() -> Option<String> {
    let file = fs::File::open(shared("corpus/reports.jsonl.xz")).ok()?;
    let mut bytes = Vec::new();
    lzma_rs::xz_decompress(&mut std::io::BufReader::new(file), &mut bytes).unwrap();
    Some(String::from_utf8(bytes).unwrap())
}

/// The texts of the scoring data, each with its id; none where they are not there.
pub(crate) fn scoring_texts() -> Vec<(String, String)> {
    texts(&fs::read_to_string(shared("gold/dev.texts.jsonl")).unwrap_or_default())
}

/// The texts of the scoring data and of the corpus, each with its id; none where they are not there.
pub(crate) fn shared_texts() -> Vec<(String, String)> {
    let mut found = scoring_texts();
    found.extend(texts(&corpus().unwrap_or_default()));
    found
}

fn texts(lines: &str) -> Vec<(String, String)> {
    let reports = lines.lines().map(|line| -> serde_json::Value { serde_json::from_str(line).unwrap() });
    let field = |report: &serde_json::Value, name: &str| report[name].as_str().unwrap_or_default().to_owned();
    reports.map(|report| (field(&report, "id"), field(&report, "text"))).collect()
}

fn written(report: &Report) -> Written {
    let writer = Writer::new(&KNOWLEDGE, Options::default());
    writer.report(&account(report, &KNOWLEDGE))
}

/// What is wrong with what was written of a report: claims whose words do not stand in it.
fn ungrounded(report: &Report, written: &Written) -> String {
    written.ungrounded.iter().fold(String::new(), |mut text, claim| {
        let _ = writeln!(text, "{}: {} by `{}`: {}", report.id, claim.class, claim.rule, claim.reason);
        text
    })
}

#[test]
fn no_claim_of_the_scoring_texts_is_ungrounded_and_reading_twice_gives_the_same_quads() {
    let path = shared("gold/dev.texts.jsonl");
    if !path.is_file() {
        println!("skipped: {} is not there", path.display());
        return;
    }
    let read = || -> Vec<(Report, Written)> {
        let reports = Reports::new([path.clone()]).map(Result::unwrap);
        reports
            .map(|report| {
                let written = written(&report);
                (report, written)
            })
            .collect()
    };
    let (once, again) = (read(), read());
    assert!(once.len() >= 20, "only {} reports were read", once.len());
    let wrong: String = once.iter().map(|(report, written)| ungrounded(report, written)).collect();
    assert!(wrong.is_empty(), "{wrong}");
    let quads = |all: &[(Report, Written)]| -> Vec<Quad> {
        all.iter().flat_map(|(_, written)| written.quads.clone()).collect()
    };
    assert!(quads(&once) == quads(&again), "two readings give other quads");
}

#[test]
fn the_scoring_texts_give_the_same_bytes_on_one_thread_and_on_two() {
    let path = shared("gold/dev.texts.jsonl");
    let Ok(texts) = fs::read_to_string(&path) else {
        println!("skipped: {} is not there", path.display());
        return;
    };
    let folder = Folder::new();
    let one = run_with(&folder, &["map", "--threads", "1"], &texts);
    assert_eq!(one.code, Some(0), "{}", one.err);
    let two = run_with(&folder, &["map", "--threads", "2"], &texts);
    assert!(one.out == two.out, "two threads write other bytes than one");
}

#[test]
fn a_sample_of_the_corpus_is_read_without_a_bug() {
    let Some(corpus) = corpus() else {
        println!("skipped: the corpus is not there");
        return;
    };
    let folder = Folder::new();
    let sample: Vec<&str> = corpus.lines().step_by(EVERY).collect();
    assert!(sample.len() >= 100, "only {} reports", sample.len());
    folder.write("sample.jsonl", sample.join("\n"));
    // The program counts a panic as a bug and ends with 70, and a claim without its words with 1.
    let ran = run(&folder, &["map", "sample.jsonl"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.err.contains("; 0 claims ungrounded"), "{}", ran.err);
}

/// Runs a property on so many cases, always the same ones.
fn holds<S: Strategy>(cases: u32, strategy: &S, property: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    // Before the first case: what is wrong with the knowledge is then told once.
    LazyLock::force(&KNOWLEDGE);
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let random = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    TestRunner::new_with_rng(config, random).run(strategy, property).unwrap();
}

fn is_read(text: String) -> Result<(), TestCaseError> {
    let day = "2031-05-08".parse().ok();
    let dateline = dateline::find(&text, day);
    let report = Report { id: "strange".to_owned(), text, date: day, dateline, ..Report::default() };
    let wrong = ungrounded(&report, &written(&report));
    prop_assert!(wrong.is_empty(), "{wrong}");
    Ok(())
}

#[test]
fn any_text_is_read() {
    holds(60, &".{0,200}", is_read);
    holds(
        60,
        &"(\\PC|[ \n\t.,\"“”'’()—0-9]|Mr. |President |U\\.S\\. |met |said |that |of |Norway|on Monday){0,60}",
        is_read,
    );
}

/// What may happen to a text on its way: at a place, so many characters go, and something comes.
fn changes() -> impl Strategy<Value = Vec<(prop::sample::Index, usize, &'static str)>> {
    let comes = prop::sample::select(vec![
        "",
        " ",
        "\n\n",
        "\"",
        "”",
        "(",
        ". ",
        ", ",
        " said that ",
        "\u{200b}",
        "é",
        "’s ",
        " and ",
        "—",
    ]);
    prop::collection::vec((any::<prop::sample::Index>(), 0_usize..12, comes), 1..12)
}

#[test]
fn a_damaged_report_is_read() {
    let reports: Vec<String> = Reports::new([Path::new(env!("CARGO_MANIFEST_DIR")).join("data/reports")])
        .map(|report| report.unwrap().text)
        .collect();
    holds(50, &(prop::sample::select(reports), changes()), |(text, changes)| {
        let mut characters: Vec<char> = text.chars().collect();
        for (place, gone, comes) in changes {
            let start = place.index(characters.len() + 1);
            let end = (start + gone).min(characters.len());
            characters.splice(start..end, comes.chars());
        }
        is_read(characters.into_iter().collect())
    });
}
