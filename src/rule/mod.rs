//! What a rule file says: reader, pattern, matcher, and what a rule lacked.

pub mod file;
pub mod lint;
pub mod matcher;
pub mod pattern;
pub mod skeleton;
pub mod why;

use crate::claim::Account;
use crate::extract::lines::is_same;
use crate::extract::{Trace, lines};
use crate::knowledge::Knowledge;
use crate::report::Report;
use file::{Example, Rule, RuleError, RuleFile};
use pattern::{LemmaSets, Test};
use rustc_hash::FxHashMap;

/// All rules of a program, with the lemmas that may trigger them.
#[derive(Clone, Debug, Default)]
pub struct RuleSet {
    /// The files, sorted by path.
    pub files: Vec<RuleFile>,
    rules: Vec<Rule>,
    by_lemma: FxHashMap<String, Vec<usize>>,
    by_any: Vec<usize>,
}

impl RuleSet {
    /// Reads rule files, each given by its path and text.
    ///
    /// A file whose path has the same file name as an earlier one replaces it: so a researcher's own pack overrides.
    ///
    /// # Errors
    /// If a file is refused, or if two files have a rule of the same name.
    pub fn read<'t>(
        sources: impl IntoIterator<Item = (&'t str, &'t str)>,
        sets: &LemmaSets,
    ) -> Result<Self, RuleError> {
        let mut files: Vec<RuleFile> = Vec::new();
        let base = |path: &str| path.rsplit('/').next().unwrap_or(path).to_owned();
        for (path, text) in sources {
            let file = file::read(path, text, sets)?;
            files.retain(|other| base(&other.path) != base(path));
            files.push(file);
        }
        let mut set = Self::default();
        for file in &files {
            for rule in &file.rules {
                if let Some(other) = set.rules.iter().find(|other| other.name == rule.name) {
                    return Err(RuleError {
                        message: format!("the rule name `{}` is used twice", rule.name),
                        path: file.path.clone(),
                        place: Some(Box::new((rule.line, 1, "[[rule]]".to_owned(), 8))),
                        note: None,
                        hint: Some(format!(
                            "the other one is in {}:{}; give each rule a name of its own",
                            other.path, other.line
                        )),
                    });
                }
                let number = set.rules.len();
                let mut lemmas: Vec<&String> = Vec::new();
                let mut any = false;
                for trigger in &rule.triggers {
                    match trigger.iter().find_map(|test| match test {
                        Test::Lemma(lemmas) => Some(lemmas),
                        _ => None,
                    }) {
                        Some(found) => lemmas.extend(found),
                        None => any = true,
                    }
                }
                if any {
                    set.by_any.push(number);
                } else {
                    lemmas.sort_unstable();
                    lemmas.dedup();
                    for lemma in lemmas {
                        set.by_lemma.entry(lemma.clone()).or_default().push(number);
                    }
                }
                set.rules.push(rule.clone());
            }
        }
        set.files = files;
        Ok(set)
    }

    /// The rules that a token with this lemma may trigger, each with its number.
    pub fn for_lemma(&self, lemma: &str) -> impl Iterator<Item = (usize, &Rule)> {
        let by_lemma = self.by_lemma.get(lemma).map_or(&[][..], Vec::as_slice);
        by_lemma.iter().chain(&self.by_any).map(|number| (*number, &self.rules[*number]))
    }

    /// The rule with this number.
    pub fn get(&self, number: usize) -> &Rule {
        &self.rules[number]
    }

    /// All rules, in the order of their files.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }
}

/// How an example came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The facts of the file's class that were found, as lines.
    pub found: Vec<String>,
    /// Facts that were expected and not found.
    pub missing: Vec<String>,
    /// Facts that were found and not expected.
    pub surplus: Vec<String>,
    /// Facts listed under `misses` that are found by now.
    pub cured: Vec<String>,
}

impl Outcome {
    /// Whether the example is kept.
    pub fn is_kept(&self) -> bool {
        self.missing.is_empty() && self.surplus.is_empty() && self.cured.is_empty()
    }
}

/// Reads the sentence of an example with all rules and hands what came of it to `look`.
pub(crate) fn read_example<T>(
    example: &Example,
    knowledge: &Knowledge,
    look: impl FnOnce(&Account<'_>, &Trace) -> T,
) -> T {
    let by_hand = example.conllu.as_deref().and_then(|conllu| crate::annotate::conllu::read(conllu).ok());
    let (text, document) = match by_hand {
        Some((text, document)) => (text, Some(document)),
        None => (example.text.clone(), None),
    };
    let report = Report {
        id: "example".to_owned(),
        text,
        date: example.date.as_deref().and_then(|date| date.parse().ok()),
        ..Report::default()
    };
    let (account, trace) = match document {
        Some(document) => crate::extract::of_document(&report, document, knowledge),
        None => crate::extract::traced(&report, knowledge),
    };
    look(&account, &trace)
}

/// Reads the sentence of an example with all rules and compares the facts of the file's class.
///
/// Participations and discussions show in the lines of their events, so a file of that class compares events. The order
/// of an event's participants makes no difference.
pub fn try_example(file: &RuleFile, example: &Example, knowledge: &Knowledge) -> Outcome {
    let found: Vec<String> = read_example(example, knowledge, |account, _| {
        let lines = lines::lines(account).into_iter();
        lines.filter(|line| file::shows_in(&file.class, &line.class)).map(|line| line.text).collect()
    });
    let tells = |list: &[String], line: &str| list.iter().any(|other| is_same(other, line));
    let without = |list: &[String], other: &[String]| -> Vec<String> {
        list.iter().filter(|line| !tells(other, line)).cloned().collect()
    };
    Outcome {
        missing: without(&example.finds, &found),
        surplus: without(&without(&found, &example.finds), &example.misses),
        cured: example.misses.iter().filter(|line| tells(&found, line)).cloned().collect(),
        found,
    }
}
