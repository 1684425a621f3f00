//! Every example of every rule file is kept.

use crate::files::{RULES, SETS, knowledge, list, text};
use libtest_mimic::{Failed, Trial};
use rapporteur::extract::traced;
use rapporteur::report::Report;
use rapporteur::rule::file::{self, Example, RuleFile};
use rapporteur::rule::{Outcome, try_example};
use std::fmt::Write as _;
use std::sync::Arc;

/// One test for each example, and one for all files together; a file that is refused is one test that fails.
pub(crate) fn trials() -> Vec<Trial> {
    let mut trials = vec![Trial::test("rules: the rule files go together", || match &RULES.1 {
        Some(refused) => Err(refused.as_str().into()),
        None => Ok(()),
    })];
    for path in list("data/rules", ".toml") {
        let name = path.trim_start_matches("data/").to_owned();
        match file::read(&path, &text(&path), &SETS) {
            Err(error) => {
                let message = error.to_string();
                trials.push(Trial::test(format!("{name}: is a rule file"), move || Err(message.into())));
            }
            Ok(file) => {
                let file = Arc::new(file);
                for (index, example) in file.examples.iter().enumerate() {
                    let words: String = example.text.chars().take(70).collect();
                    let words = if words.is_empty() { "read by hand" } else { words.trim() };
                    let test = format!("{name}/example {}: {words}", index + 1);
                    let file = Arc::clone(&file);
                    trials.push(Trial::test(test, move || is_kept(&file, index)));
                }
            }
        }
    }
    trials
}

fn is_kept(file: &RuleFile, index: usize) -> Result<(), Failed> {
    let example = &file.examples[index];
    let outcome = try_example(file, example, knowledge());
    if outcome.is_kept() { Ok(()) } else { Err(message(file, index, &outcome).into()) }
}

fn message(file: &RuleFile, index: usize, outcome: &Outcome) -> String {
    let example = &file.examples[index];
    let mut text = format!("example {} of {} is not kept\n", index + 1, file.path);
    let _ = writeln!(text, "  --> {}:{}", file.path, example.line);
    let _ = writeln!(text, "  {:?}", example.text);
    for line in &outcome.missing {
        let _ = writeln!(text, "  expected  {line}");
    }
    for line in &outcome.surplus {
        let _ = writeln!(text, "  found     {line}");
    }
    if outcome.found.is_empty() {
        let _ = writeln!(text, "  found     nothing{}", nearest(file, example));
    }
    for line in &outcome.cured {
        let _ = writeln!(text, "  cured     {line}");
    }
    text += "Hint: ";
    text += if !outcome.cured.is_empty() {
        "what was missed is found by now; move it from `misses` to `finds`."
    } else if outcome.missing.is_empty() {
        "forbid in the rule what a careless one would match, or write the fact under `finds` if a reader finds it too."
    } else {
        "`rapporteur explain` on the sentence shows its tree, and where each rule stopped."
    };
    text
}

/// The rule of the file's class that came furthest on the sentence.
fn nearest(file: &RuleFile, example: &Example) -> String {
    let report = Report { id: "example".to_owned(), text: example.text.clone(), ..Report::default() };
    let (_, trace) = traced(&report, knowledge());
    let rules = knowledge().rules();
    trace
        .near_misses
        .iter()
        .filter(|near| rules.get(near.rule).class == file.class)
        .max_by_key(|near| near.miss.filled)
        .map_or_else(String::new, |near| {
            let rule = &rules.get(near.rule).name;
            format!("; nearest rule `{rule}` found no {} at `{}`", near.miss.role, near.miss.tried)
        })
}
