//! Every file of `tests/rules-bad` is refused, with the words that its author is to read.

use crate::files::{at, hold, list, text};
use libtest_mimic::{Failed, Trial};
use rapporteur::rule::RuleSet;
use rapporteur::rule::pattern::LemmaSets;

/// One test for each refused file, for each folder of files that do not go together, and one for stray messages.
pub(crate) fn trials() -> Vec<Trial> {
    let messages = list("tests/rules-bad", ".txt");
    let mut cases = list("tests/rules-bad", "");
    cases.retain(|path| !messages.contains(path));
    let expected: Vec<String> = cases.iter().map(|case| message_of(case)).collect();
    let mut trials = vec![Trial::test("rules-bad: every message belongs to a refused file", move || {
        match messages.iter().find(|path| !expected.contains(path)) {
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

/// Two sets of lemmas: a message that lists the sets stays as it is when the house gets another.
fn sets() -> LemmaSets {
    [("light", "hold"), ("planning", "plan")]
        .map(|(name, lemma)| (name.to_owned(), vec![lemma.to_owned()]))
        .into()
}

fn is_refused(case: &str) -> Result<(), Failed> {
    let paths = if at(case).is_dir() { list(case, ".toml") } else { vec![case.to_owned()] };
    let files: Vec<(String, String)> = paths.into_iter().map(|path| (text(&path), path)).collect();
    match RuleSet::read(files.iter().map(|(text, path)| (path.as_str(), text.as_str())), &sets()) {
        Ok(_) => Err(format!("{case} is not refused").into()),
        Err(error) => hold(&message_of(case), &format!("Error: {error}\n")),
    }
}
