//! Every file of `tests/rules-bad` is refused, with the words that its author is to read.

use crate::files::{SETS, at, hold, list, text};
use libtest_mimic::{Failed, Trial};
use rapporteur::rule::RuleSet;

/// One test for each refused file, for each folder of files that do not go together, and one for stray messages.
pub(crate) fn trials() -> Vec<Trial> {
    let cases: Vec<String> =
        list("tests/rules-bad", "").into_iter().filter(|path| !path.ends_with(".txt")).collect();
    let messages: Vec<String> = cases.iter().map(|case| message_of(case)).collect();
    let mut trials = vec![Trial::test("rules-bad: every message belongs to a refused file", move || {
        match list("tests/rules-bad", ".txt").into_iter().find(|path| !messages.contains(path)) {
            Some(stray) => Err(format!("{stray} belongs to no rule file").into()),
            None => Ok(()),
        }
    })];
    for case in cases {
        let name = case.trim_start_matches("tests/").to_owned();
        trials.push(Trial::test(format!("{name}: is refused"), move || is_refused(&case)));
    }
    trials
}

fn message_of(case: &str) -> String {
    format!("{}.txt", case.trim_end_matches(".toml"))
}

fn is_refused(case: &str) -> Result<(), Failed> {
    let paths = if at(case).is_dir() { list(case, ".toml") } else { vec![case.to_owned()] };
    let files: Vec<(String, String)> = paths.into_iter().map(|path| (text(&path), path)).collect();
    match RuleSet::read(files.iter().map(|(text, path)| (path.as_str(), text.as_str())), &SETS) {
        Ok(_) => Err(format!("{case} is not refused").into()),
        Err(error) => hold(&message_of(case), &format!("Error: {error}\n")),
    }
}
