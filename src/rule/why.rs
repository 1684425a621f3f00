//! How far rules came on the words of a sentence, and where they stopped, in plain words.

use super::file::Rule;
use super::matcher::Context;
use super::pattern::{Filling, Kind, Path, RolePattern, Step, Test, TokenPattern};
use crate::document::Deprel;
use crate::extract::graph::Rel;
use crate::words;
use std::cmp::Reverse;
use std::ops::Range;

/// How far one rule came from one token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// The rule, as an index into the rules.
    pub rule: usize,
    /// The token at which it was tried.
    pub token: usize,
    /// Where it stopped.
    pub stop: Stop,
}

/// Where a rule stopped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// Nowhere: its trigger stands and its roles are filled.
    Nowhere,
    /// The trigger stands, and a role that must be filled is empty.
    Role {
        /// The role.
        role: String,
        /// How many roles were filled before, of how many that must be.
        filled: usize,
        /// How many must be filled.
        of: usize,
        /// For each way to fill it, as written, why nothing was there.
        tries: Vec<(String, String)>,
    },
    /// Everything stands but the word itself, which is not among those of the rule.
    Word {
        /// What the word is, and what it would have to be.
        reason: String,
        /// How many tests it passed and roles it filled.
        fits: usize,
    },
    /// The token is no trigger.
    Trigger {
        /// How many tests it passed.
        passed: usize,
        /// How many there are.
        of: usize,
        /// Whether the word is one of the rule's.
        word: bool,
        /// Why each of the others failed.
        reasons: Vec<String>,
    },
}

impl Attempt {
    /// The nearer, the larger: a stage, and how much of it was done, of a thousand.
    fn nearness(&self) -> (u8, usize) {
        match &self.stop {
            Stop::Nowhere => (3, 1000),
            Stop::Role { filled, of, .. } => (2, filled * 1000 / of),
            // The right word with one thing amiss is nearer than another word.
            Stop::Word { fits, .. } => (1, 300 + 20 * (*fits).min(10)),
            // A rule that names no word is near to almost any.
            Stop::Trigger { passed, of, word, .. } => (1, passed * if *word { 1000 } else { 200 } / of),
        }
    }

    /// Whether the attempt is worth telling unasked: the rule began, or it stopped at one thing beside its word.
    pub fn is_near(&self) -> bool {
        match self.stop {
            Stop::Nowhere => false,
            Stop::Role { .. } => true,
            Stop::Word { fits, .. } => fits > 4,
            Stop::Trigger { passed, of, word, .. } => word && passed + 1 == of,
        }
    }
}

/// How far these rules came on the tokens of a sentence, the nearest first; of each rule its best attempt.
///
/// A rule none of whose words stands in the sentence is left out, unless all the rest of it fits or `all` asks for it.
pub fn attempts<'r>(
    context: &Context<'_>,
    rules: impl Iterator<Item = (usize, &'r Rule)>,
    sentence: &Range<usize>,
    all: bool,
) -> Vec<Attempt> {
    let mut found: Vec<Attempt> = Vec::new();
    for (number, rule) in rules {
        let tried = sentence.clone().filter_map(|token| {
            let stop = context.stop(rule, token, all)?;
            Some(Attempt { rule: number, token, stop })
        });
        // Of equally near ones the first in the text.
        found.extend(tried.min_by_key(|attempt| Reverse(attempt.nearness())));
    }
    found.sort_by_key(|attempt| (Reverse(attempt.nearness()), attempt.token, attempt.rule));
    found
}

impl Context<'_> {
    /// Where a rule stops at a token; nothing if it has nothing to do with it.
    fn stop(&self, rule: &Rule, token: usize, all: bool) -> Option<Stop> {
        if self.triggers(rule, token) {
            return Some(self.role_stop(rule, token));
        }
        let mut best: Option<(usize, usize, Vec<&Test>)> = None;
        for tests in &rule.triggers {
            let failed: Vec<&Test> = tests.iter().filter(|test| !self.test(token, test)).collect();
            let passed = tests.len() - failed.len();
            let nearer = best.as_ref().is_none_or(|(was, of, _)| passed * of > was * tests.len());
            if nearer {
                best = Some((passed, tests.len(), failed));
            }
        }
        let (passed, of, failed) = best?;
        let of_words = |test: &Test| matches!(test, Test::Lemma(_) | Test::Word(_));
        let word_fails = failed.iter().any(|test| of_words(test));
        if failed.len() == 1 && word_fails {
            // Rules with a role that must be filled only: the others fit on any word.
            let must = rule.roles.iter().any(|role| !role.optional);
            if let Some(roles) = self.roles(rule, token).ok().filter(|_| must) {
                return Some(Stop::Word {
                    reason: self.reason(token, failed[0]),
                    fits: passed + roles.len(),
                });
            }
        }
        let names_words = rule.triggers.iter().flatten().any(of_words);
        let near = if names_words { !word_fails } else { of > 1 && failed.len() == 1 };
        (near || all).then(|| Stop::Trigger {
            passed,
            of,
            word: names_words && !word_fails,
            reasons: failed.iter().map(|test| self.reason(token, test)).collect(),
        })
    }

    fn role_stop(&self, rule: &Rule, token: usize) -> Stop {
        let Err(miss) = self.roles(rule, token) else { return Stop::Nowhere };
        let role = rule.roles.iter().find(|role| role.role == miss.role);
        Stop::Role {
            tries: role.map(|role| self.tries(token, role)).unwrap_or_default(),
            role: miss.role,
            filled: miss.filled,
            of: rule.roles.iter().filter(|role| !role.optional).count(),
        }
    }

    fn tries(&self, token: usize, role: &RolePattern) -> Vec<(String, String)> {
        let fillings = role.choices.iter().flatten();
        fillings.map(|filling| (filling.written.clone(), self.unfilled(token, filling))).collect()
    }

    /// Why nothing was found by a filling.
    fn unfilled(&self, token: usize, filling: &Filling) -> String {
        if let Some(reason) = self.stuck(token, &filling.path) {
            return reason;
        }
        let ends = self.walk(token, &filling.path);
        let wanted = listed(filling.kinds.iter().map(|kind| name_of(*kind)));
        let reasons: Vec<String> = ends.iter().map(|end| self.is_not(*end, &wanted)).collect();
        reasons.join("; ")
    }

    /// The step of a path behind which nothing stands; nothing if the path leads somewhere.
    fn stuck(&self, from: usize, path: &Path) -> Option<String> {
        for length in 1..=path.len() {
            let part: Path = path[..length].to_vec();
            if !self.walk(from, &part).is_empty() {
                continue;
            }
            let before: Path = path[..length - 1].to_vec();
            let here = self.walk(from, &before);
            let reasons: Vec<String> = here.iter().map(|at| self.no_step(*at, &path[length - 1])).collect();
            return Some(reasons.join("; "));
        }
        None
    }

    /// Why a step leads nowhere from a token.
    fn no_step(&self, at: usize, step: &Step) -> String {
        let links = if step.down { self.graph.down(at) } else { self.graph.up(at) };
        let fitting: Vec<usize> =
            links.iter().filter(|(rel, _)| step.rels & rel.bit() != 0).map(|(_, to)| *to).collect();
        let rels = rels_of(step.rels);
        if fitting.is_empty() {
            let mut others: Vec<String> = Vec::new();
            for (rel, to) in links {
                let small =
                    matches!(rel.as_str(), "punct" | "det" | "case" | "cc" | "mark" | "subj" | "dobj");
                if !small && others.len() < 6 {
                    let case = self.graph.case(if step.down { *to } else { at });
                    let case = case.map_or(String::new(), |case| format!("({case})"));
                    others.push(format!("{}{case} `{}`", rel.as_str(), self.word(*to)));
                }
            }
            let side = if step.down { "below" } else { "above" };
            let others = if others.is_empty() {
                "nothing stands there".to_owned()
            } else {
                format!("there is {}", others.join(", "))
            };
            return format!("{side} `{}` is no {rels}: {others}", self.word(at));
        }
        let mut reasons = Vec::new();
        for to in fitting {
            let dependent = if step.down { to } else { at };
            let case = self.graph.case(dependent);
            if !step.case.is_empty() && case.is_none_or(|case| !step.case.iter().any(|word| word == case)) {
                reasons.push(self.other_case(to, case, &step.case));
            } else {
                let failed = step.token.iter().find(|test| !self.test(to, test));
                reasons.extend(failed.map(|test| self.reason(to, test)));
            }
        }
        reasons.join("; ")
    }

    fn other_case(&self, token: usize, found: Option<&str>, wanted: &[String]) -> String {
        let wanted = listed(wanted.iter().map(|word| format!("`{word}`")));
        match found {
            Some(found) => format!("`{}` hangs by `{found}`, not by {wanted}", self.word(token)),
            None => format!("`{}` hangs by no preposition, not by {wanted}", self.word(token)),
        }
    }

    /// Why a token fails a test.
    fn reason(&self, token: usize, test: &Test) -> String {
        let view = self.graph.document.token(token);
        let word = self.word(token);
        match test {
            Test::Upos(tags) => {
                let wanted = listed(tags.iter().map(|tag| tag.as_str().to_owned()));
                format!("`{word}` is {}, not {wanted}", view.upos.as_str())
            }
            Test::Lemma(lemmas) => {
                format!(
                    "the dictionary form of `{word}` is `{}`, not {}",
                    self.graph.lemma(token),
                    some(lemmas)
                )
            }
            Test::Word(words) => format!("the word is `{word}`, not {}", some(words)),
            Test::Tag(tags) => format!("the tag of `{word}` is {}, not {}", view.xpos.as_str(), some(tags)),
            Test::Case(words) => self.other_case(token, self.graph.case(token), words),
            Test::Rel(rels) => {
                let wanted = listed(rels.iter().map(|rel| rel.as_str().to_owned()));
                format!("`{word}` is the {} of its head, not {wanted}", view.deprel.as_str())
            }
            Test::Is(kinds) => self.is_not(token, &listed(kinds.iter().map(|kind| name_of(*kind)))),
            Test::Has(path) => {
                let why = self.stuck(token, path).unwrap_or_default();
                format!("`{word}` has no {}: {why}", spelt(path))
            }
            Test::Lacks(path) => {
                let there = self.walk(token, path);
                let there = listed(there.iter().map(|to| format!("`{}`", self.word(*to))));
                format!("`{word}` must not have {}, and has {there}", spelt(path))
            }
        }
    }

    /// What a token is, where something else was wanted.
    fn is_not(&self, token: usize, wanted: &str) -> String {
        let is: Vec<String> = Kind::ALL
            .iter()
            .filter(|(_, kind)| !matches!(kind, Kind::Text | Kind::Clause | Kind::Actor))
            .filter(|(_, kind)| self.fill(token, *kind).is_some())
            .map(|(name, _)| (*name).to_owned())
            .collect();
        let word = self.word(token);
        if is.is_empty() {
            format!(
                "`{word}` is no {wanted}: it is not the head of a name, group, time or number that is known"
            )
        } else {
            format!("`{word}` is no {wanted}: it is {}", listed(is.into_iter()))
        }
    }

    fn word(&self, token: usize) -> &str {
        self.graph.document.token(token).span.of(self.graph.text)
    }
}

fn name_of(kind: Kind) -> String {
    Kind::ALL.iter().find(|(_, known)| *known == kind).map_or("", |(name, _)| *name).to_owned()
}

/// "a", "a or b", "a, b or c".
fn listed(words: impl Iterator<Item = String>) -> String {
    words::listed(&words.collect::<Vec<_>>(), "or")
}

/// The first of a list of words, and how many there are if they are many.
fn some(words: &[String]) -> String {
    const SHOWN: usize = 5;
    let quoted = words.iter().take(SHOWN).map(|word| format!("`{word}`"));
    if words.len() > SHOWN {
        format!("{} … ({} words)", quoted.collect::<Vec<_>>().join(", "), words.len())
    } else {
        listed(quoted)
    }
}

fn rels_of(set: u64) -> String {
    let known = ["subj", "dobj"].into_iter().chain(Deprel::NAMES).filter_map(Rel::parse);
    let names = known.filter(|rel| set & rel.bit() != 0).map(|rel| rel.as_str().to_owned());
    listed(names)
}

/// A path as a rule file would write it, long lists of words cut short.
fn spelt(path: &Path) -> String {
    let step = |step: &Step| {
        let sign = if step.down { '>' } else { '<' };
        let rels = rels_of(step.rels).replace(" or ", "|").replace(", ", "|");
        let case = if step.case.is_empty() { String::new() } else { format!("({})", step.case.join("|")) };
        let token = if step.token.is_empty() { String::new() } else { format!("[{}]", tests(&step.token)) };
        format!("`{sign}{rels}{case}{token}`")
    };
    path.iter().map(step).collect::<Vec<_>>().join(" ").replace("` `", " ")
}

fn tests(tests: &TokenPattern) -> String {
    let cut = |words: &[String]| {
        let shown: Vec<&str> = words.iter().take(4).map(String::as_str).collect();
        shown.join("|") + if words.len() > 4 { "|…" } else { "" }
    };
    let test = |test: &Test| match test {
        Test::Upos(tags) => tags.iter().map(|tag| tag.as_str()).collect::<Vec<_>>().join("|"),
        Test::Lemma(words) => format!("lemma={}", cut(words)),
        Test::Word(words) => format!("word={}", cut(words)),
        Test::Tag(words) => format!("tag={}", cut(words)),
        Test::Case(words) => format!("case={}", cut(words)),
        Test::Rel(rels) => {
            format!("rel={}", rels.iter().map(|rel| rel.as_str()).collect::<Vec<_>>().join("|"))
        }
        Test::Is(kinds) => {
            format!("is={}", kinds.iter().map(|kind| name_of(*kind)).collect::<Vec<_>>().join("|"))
        }
        Test::Has(path) => format!("+{}", spelt(path).replace('`', "")),
        Test::Lacks(path) => format!("-{}", spelt(path).replace('`', "")),
    };
    tests.iter().map(test).collect::<Vec<_>>().join(" ")
}
