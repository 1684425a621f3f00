//! How fast each stage is, on one thread: annotate, recognise, extract, and all of it with the quads.
//!
//! Measured over our own dispatches in `data/reports`, read twenty times over, after one round to warm up.
//! `cargo bench --no-default-features` prints a row per stage; give a file of JSON Lines to measure over it instead:
//! `cargo bench --no-default-features -- reports.jsonl`.

use rapporteur::knowledge::Knowledge;
use rapporteur::rdf::quads::{Options, Writer};
use rapporteur::read::reports::Reports;
use rapporteur::report::Report;
use rapporteur::{annotate, extract, recognise};
use std::hint::black_box;
use std::path::PathBuf;
use std::time::{Duration, Instant};

const ROUNDS: usize = 20;

#[expect(
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a bench prints its table; its counts are small"
)]
fn main() {
    // Cargo passes `--bench`; what is left is the user's file.
    let given: Vec<PathBuf> = std::env::args_os()
        .skip(1)
        .filter(|argument| !argument.to_string_lossy().starts_with("--"))
        .map(PathBuf::from)
        .collect();
    let (paths, rounds) = if given.is_empty() {
        (vec![PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/data/reports"))], ROUNDS)
    } else {
        (given, 1)
    };
    let reports: Vec<Report> = Reports::new(paths).filter_map(Result::ok).collect();
    let begun = Instant::now();
    let knowledge = Knowledge::embedded();
    let loading = begun.elapsed();
    let writer = Writer::new(&knowledge, Options::default());
    let (mut annotating, mut recognising, mut whole) = (Duration::ZERO, Duration::ZERO, Duration::ZERO);
    let mut extracting = Duration::ZERO;
    let (mut tokens, mut bytes, mut quads) = (0, 0, 0);
    for round in 0..=rounds {
        for report in &reports {
            let begun = Instant::now();
            let mut document = annotate::annotate(&report.text, report.body(), knowledge.model());
            let annotated = begun.elapsed();
            let read = document.clone();
            let begun = Instant::now();
            black_box(recognise::recognise(report, &mut document, &knowledge));
            let recognised = begun.elapsed();
            let begun = Instant::now();
            let (account, _) = extract::of_document(report, read, &knowledge);
            let extracted = begun.elapsed();
            let begun = Instant::now();
            let written = writer.report(&account);
            let wrote = begun.elapsed();
            if round > 0 || rounds == 1 {
                tokens += document.tokens().len();
                bytes += report.text.len();
                quads += written.quads.len();
                annotating += annotated;
                recognising += recognised;
                // Extraction recognises once more; its own share is what is left.
                extracting += extracted.saturating_sub(recognised);
                whole += annotated + extracted + wrote;
            }
        }
        if rounds == 1 {
            break;
        }
    }
    let count = reports.len() * rounds;
    let row = |name: &str, time: Duration| {
        let seconds = time.as_secs_f64().max(1e-9);
        println!(
            "{name:<12} {:>10.3} ms a report {:>12.0} tokens/s {:>8.2} MB/s",
            seconds * 1000.0 / count as f64,
            tokens as f64 / seconds,
            bytes as f64 / seconds / 1e6,
        );
    };
    println!(
        "{count} reports, {tokens} tokens, {bytes} bytes, {quads} quads; knowledge loaded in {loading:.1?}"
    );
    row("annotate", annotating);
    row("recognise", recognising);
    row("extract", extracting);
    row("write", whole.saturating_sub(annotating + recognising + extracting));
    row("all", whole);
    println!("{:<12} {:>10.0} reports a second on one thread", "", count as f64 / whole.as_secs_f64());
}
