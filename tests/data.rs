//! What is true file by file: each example of a rule, each refused rule file, each page, each promise, each
//! question with its answer, each of our own reports with its claims and each example of the ontology is one named test, found when the program runs.
//!
//! `INSTA_UPDATE=always cargo test --test data` writes the pages and the messages anew; read the difference.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

use libtest_mimic::Arguments;
use std::process::ExitCode;

#[path = "data/answers.rs"]
mod answers;
#[path = "data/dispatches.rs"]
mod dispatches;
#[path = "data/examples.rs"]
mod examples;
#[path = "data/files.rs"]
mod files;
#[path = "data/graph.rs"]
mod graph;
#[path = "data/pages.rs"]
mod pages;
#[path = "data/promises.rs"]
mod promises;
#[path = "data/refused.rs"]
mod refused;
#[path = "data/vocabulary.rs"]
mod vocabulary;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let trials = [
        examples::trials(),
        refused::trials(),
        pages::trials(),
        promises::trials(),
        answers::trials(),
        dispatches::trials(),
        vocabulary::trials(),
    ];
    libtest_mimic::run(&arguments, trials.into_iter().flatten().collect()).exit_code()
}
