//! What is odd in rules that the loader accepts: triggers that nothing can pass, rules that others make needless,
//! words and roles that nothing answers to.

use super::file::{PARTICIPANT_ROLES, Rule};
use super::pattern::{Kind, Test, TokenPattern};
use super::{RuleSet, read_example};
use crate::document::Upos;
use crate::extract::coverage::Coverage;
use crate::knowledge::Knowledge;
use std::collections::BTreeSet;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// The rule cannot do what it says.
    Wrong,
    /// It is worth a look.
    Note,
}

/// Something odd in a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How bad it is.
    pub weight: Weight,
    /// The file of the rule.
    pub path: String,
    /// The line on which the rule begins, from 1.
    pub line: usize,
    /// The rule's name.
    pub rule: String,
    /// What is odd.
    pub message: String,
    /// What to do about it.
    pub hint: String,
}

impl Finding {
    fn new(weight: Weight, rule: &Rule, message: String, hint: impl Into<String>) -> Self {
        let (path, line, rule) = (rule.path.clone(), rule.line, rule.name.clone());
        Self { weight, path, line, rule, message, hint: hint.into() }
    }
}

/// What can be seen in the rules themselves, and in their examples.
pub fn lint(knowledge: &Knowledge) -> Vec<Finding> {
    let rules = knowledge.rules();
    let mut found = Vec::new();
    for (number, rule) in rules.rules().iter().enumerate() {
        unreachable(rule, &mut found);
        inflected(rule, knowledge, &mut found);
        unknown_to_ontology(rule, knowledge, &mut found);
        for (other_number, other) in rules.rules().iter().enumerate() {
            // Of two equal rules the later one is needless.
            let equal_and_later = covers(rule, other) && number < other_number;
            if number != other_number && covers(other, rule) && !equal_and_later {
                found.push(Finding::new(
                    Weight::Wrong,
                    rule,
                    format!("it is shadowed by `{}` ({}:{})", other.name, other.path, other.line),
                    "whatever it finds the other finds too: leave it out, or make it find more",
                ));
            }
        }
    }
    found.extend(unexemplified(rules, knowledge));
    sort(&mut found);
    found
}

/// What a corpus tells of the rules.
pub fn lint_on(coverage: &Coverage, knowledge: &Knowledge) -> Vec<Finding> {
    let mut found = Vec::new();
    for (number, rule) in knowledge.rules().rules().iter().enumerate() {
        let [triggered, filled, kept] = coverage.rules.get(&number).copied().unwrap_or_default();
        let stop = coverage
            .misses
            .iter()
            .filter(|((of, _), _)| *of == number)
            .max_by_key(|(_, count)| **count)
            .map_or(String::new(), |((_, role), count)| format!(", {count} times for want of `{role}`"));
        if triggered == 0 {
            found.push(Finding::new(
                Weight::Note,
                rule,
                format!("no word of {} reports is its trigger", coverage.reports),
                "read some reports for how they put it, or leave the rule out",
            ));
        } else if filled == 0 {
            found.push(Finding::new(
                Weight::Note,
                rule,
                format!("it began {triggered} times and never went on{stop}"),
                "`rapporteur why-not` shows where it stops on a sentence",
            ));
        } else if kept == 0 {
            found.push(Finding::new(
                Weight::Note,
                rule,
                format!("it matched {filled} times and nothing of it became a claim"),
                "another rule may tell the same, or nobody could be found for it",
            ));
        }
        if triggered > 0 {
            let met = coverage.triggers.get(&number);
            let unmet: Vec<String> = words(rule)
                .into_iter()
                .filter(|lemma| met.is_none_or(|met| !met.contains_key(*lemma)))
                .map(|lemma| format!("`{lemma}`"))
                .collect();
            if !unmet.is_empty() {
                found.push(Finding::new(
                    Weight::Note,
                    rule,
                    format!("words of its trigger that were never met: {}", unmet.join(", ")),
                    "no harm if they are right",
                ));
            }
        }
    }
    sort(&mut found);
    found
}

fn sort(found: &mut Vec<Finding>) {
    found.sort_by(|a, b| {
        (a.weight, &a.path, a.line, &a.message).cmp(&(b.weight, &b.path, b.line, &b.message))
    });
    found.dedup();
}

/// The words that are named in the triggers of a rule itself; those of long sets are not its own.
fn words(rule: &Rule) -> BTreeSet<&str> {
    const OWN: usize = 12;
    let lists = rule.triggers.iter().flatten().filter_map(|test| match test {
        Test::Lemma(lemmas) if lemmas.len() <= OWN => Some(lemmas),
        _ => None,
    });
    lists.flatten().map(String::as_str).collect()
}

/// Triggers no word can pass, since two of their tests exclude each other.
fn unreachable(rule: &Rule, found: &mut Vec<Finding>) {
    for tests in &rule.triggers {
        let excluded = tests.iter().enumerate().any(|(index, one)| {
            tests[..index].iter().any(|other| match (one, other) {
                (Test::Upos(a), Test::Upos(b)) => !a.iter().any(|tag| b.contains(tag)),
                (Test::Lemma(a), Test::Lemma(b))
                | (Test::Word(a), Test::Word(b))
                | (Test::Tag(a), Test::Tag(b)) => !a.iter().any(|word| b.contains(word)),
                (Test::Case(a), Test::Case(b)) => !a.iter().any(|word| b.contains(word)),
                (Test::Rel(a), Test::Rel(b)) => !a.iter().any(|rel| b.contains(rel)),
                (Test::Has(a), Test::Lacks(b)) | (Test::Lacks(a), Test::Has(b)) => a == b,
                _ => false,
            })
        });
        if excluded {
            found.push(Finding::new(
                Weight::Wrong,
                rule,
                "its trigger can never stand: two of its tests exclude each other".to_owned(),
                "leave one of them out, or write two triggers: `trigger = [\"…\", \"…\"]`",
            ));
        }
    }
    for role in &rule.roles {
        for choice in &role.choices {
            for (index, filling) in choice.iter().enumerate() {
                let earlier = choice[..index].iter().find(|earlier| {
                    earlier.path == filling.path
                        && filling
                            .kinds
                            .iter()
                            .all(|kind| earlier.kinds.iter().any(|wider| includes(*wider, *kind)))
                });
                if let Some(earlier) = earlier {
                    found.push(Finding::new(
                        Weight::Wrong,
                        rule,
                        format!(
                            "`{}` of `{}` is never asked: `{}` before it finds as much",
                            filling.written, role.role, earlier.written
                        ),
                        "leave it out, or put it first",
                    ));
                }
            }
        }
    }
}

/// Words of a trigger that the annotator never gives as a dictionary form.
fn inflected(rule: &Rule, knowledge: &Knowledge, found: &mut Vec<Finding>) {
    for tests in &rule.triggers {
        let tags = tests.iter().find_map(|test| match test {
            Test::Upos(tags) => Some(tags.as_slice()),
            _ => None,
        });
        for test in tests {
            let Test::Lemma(lemmas) = test else { continue };
            for lemma in lemmas {
                let Some(base) = dictionary_form(lemma, tags, knowledge) else { continue };
                found.push(Finding::new(
                    Weight::Wrong,
                    rule,
                    format!("`lemma={lemma}` never stands: the dictionary form of `{lemma}` is `{base}`"),
                    format!("write `lemma={base}`, or `word={lemma}` for this form alone"),
                ));
            }
        }
    }
}

fn dictionary_form(word: &str, tags: Option<&[Upos]>, knowledge: &Knowledge) -> Option<String> {
    let tags = tags.unwrap_or(&[]);
    let model = knowledge.model();
    match tags {
        [Upos::Verb] => model.form_of(word, &["VB"], &["VBD", "VBG", "VBZ"]),
        [Upos::Noun] => model.form_of(word, &["NN"], &["NNS"]),
        _ => None,
    }
}

/// Classes and roles that the ontology does not have; values are refused by the loader.
fn unknown_to_ontology(rule: &Rule, knowledge: &Knowledge, found: &mut Vec<Finding>) {
    let ontology = knowledge.ontology();
    if ontology.class(&rule.class).is_none() {
        found.push(Finding::new(
            Weight::Wrong,
            rule,
            format!("the ontology has no class `{}`", rule.class),
            "add it to `ontology/rapporteur.ttl`, with a definition and an example",
        ));
    }
    for role in &rule.roles {
        let of_participant = PARTICIPANT_ROLES.contains(&role.role.as_str());
        let is_known = if of_participant {
            ontology.concept("roles", &role.role).is_some()
        } else {
            ontology.property(&role.role).is_some()
        };
        if !is_known {
            found.push(Finding::new(
                Weight::Wrong,
                rule,
                format!("the ontology has no role `{}`", role.role),
                "add it to `ontology/rapporteur.ttl`, with a definition and an example",
            ));
        }
    }
}

/// Whether whatever `rule` finds `other` finds too.
fn covers(other: &Rule, rule: &Rule) -> bool {
    other.class == rule.class
        && other.set == rule.set
        && rule.triggers.iter().all(|tests| other.triggers.iter().any(|wider| all_implied(wider, tests)))
        // A role that must be filled and that the rule does not fill could stop the other one.
        && other.roles.iter().all(|role| role.optional || rule.roles.contains(role))
        && rule.roles.iter().all(|role| {
            other.roles.iter().any(|wider| {
                wider.role == role.role && role.choices.iter().all(|choice| wider.choices.contains(choice))
            })
        })
}

/// Whether a word that passes `tests` passes all of `wider`.
fn all_implied(wider: &TokenPattern, tests: &TokenPattern) -> bool {
    wider.iter().all(|wide| tests.iter().any(|test| implies(test, wide)))
}

/// Whether whatever is of a kind is of another too.
fn includes(wider: Kind, kind: Kind) -> bool {
    let actors = [Kind::Person, Kind::State, Kind::Organization, Kind::Group];
    wider == kind
        || (wider == Kind::Actor && actors.contains(&kind))
        || (wider == Kind::Place && kind == Kind::State)
}

fn implies(test: &Test, wide: &Test) -> bool {
    match (test, wide) {
        (Test::Upos(a), Test::Upos(b)) => a.iter().all(|tag| b.contains(tag)),
        (Test::Lemma(a), Test::Lemma(b))
        | (Test::Word(a), Test::Word(b))
        | (Test::Tag(a), Test::Tag(b))
        | (Test::Case(a), Test::Case(b)) => a.iter().all(|word| b.contains(word)),
        (Test::Rel(a), Test::Rel(b)) => a.iter().all(|rel| b.contains(rel)),
        (Test::Is(a), Test::Is(b)) => a.iter().all(|kind| b.iter().any(|wider| includes(*wider, *kind))),
        (test, wide) => test == wide,
    }
}

/// Rules that no example of their file makes use of.
fn unexemplified(rules: &RuleSet, knowledge: &Knowledge) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in &rules.files {
        let mut used = BTreeSet::new();
        for example in &file.examples {
            let frames = read_example(example, knowledge, |_, trace| trace.frames.clone());
            used.extend(frames.iter().map(|frame| rules.get(frame.rule).name.clone()));
        }
        for rule in file.rules.iter().filter(|rule| !used.contains(&rule.name)) {
            found.push(Finding::new(
                Weight::Note,
                rule,
                "no example of its file makes use of it".to_owned(),
                "add an [[example]] whose sentence only this rule reads",
            ));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Report;

    const EXAMPLES: &str = r#"
[[example]]
text = "Norway met Chile in Oslo."
finds = ["Meeting(participant: Norway, participant: Chile, place: Oslo)"]

[[example]]
text = "Norway met its targets."
finds = []
why = "Nobody comes together."
"#;

    fn findings(rules: &str) -> Vec<Finding> {
        let head = "frame = \"Meeting\"\ngloss = \"A.\"\nsource = \"Own.\"\nsince = \"0.1.0\"\n";
        let text = format!("{head}{rules}{EXAMPLES}");
        lint(&Knowledge::with_rules([("meeting.toml", text.as_str())]).unwrap())
    }

    #[track_caller]
    fn wrong(rules: &str) -> Vec<String> {
        let found = findings(rules).into_iter().filter(|finding| finding.weight == Weight::Wrong);
        found.map(|finding| format!("{}: {}", finding.rule, finding.message)).collect()
    }

    const MEET: &str = r#"
[[rule]]
name = "meet-somebody"
trigger = "VERB lemma=meet|see"
participant = [">subj: Actor", ">dobj: Actor"]
"#;

    #[test]
    fn a_good_rule_has_no_finding() {
        assert_eq!(findings(MEET), []);
    }

    #[test]
    fn a_rule_that_another_covers_is_told() {
        let narrow = MEET.replace("meet-somebody", "meet-only").replace("meet|see", "meet");
        assert_eq!(
            wrong(&format!("{MEET}{narrow}")),
            ["meet-only: it is shadowed by `meet-somebody` (meeting.toml:6)"]
        );
        let equal = MEET.replace("meet-somebody", "meet-again");
        assert_eq!(wrong(&format!("{MEET}{equal}")).len(), 1);
        let more =
            MEET.replace("meet-somebody", "meet-at").replace("\n\"#", "") + "place = \">obl(at): Place\"\n";
        assert_eq!(wrong(&format!("{MEET}{more}")), [] as [&str; 0]);
    }

    #[test]
    fn a_trigger_that_nothing_passes_is_told() {
        let never = MEET.replace("meet|see", "meet|see lemma=receive").replace("meet-somebody", "never");
        assert!(wrong(&format!("{MEET}{never}")).iter().any(|line| line.contains("can never stand")));
    }

    #[test]
    fn an_inflected_word_is_no_dictionary_form() {
        let held = MEET.replace("meet-somebody", "met-somebody").replace("meet|see", "met");
        assert_eq!(
            wrong(&format!("{MEET}{held}")),
            ["met-somebody: `lemma=met` never stands: the dictionary form of `met` is `meet`"]
        );
    }

    #[test]
    fn a_filling_behind_its_equal_is_never_asked() {
        let twice = MEET.replace(">dobj: Actor", ">dobj: Actor / >dobj: Person");
        assert!(wrong(&twice)[0].contains("is never asked"));
    }

    #[test]
    fn a_corpus_tells_what_was_never_met() {
        let knowledge = Knowledge::embedded();
        let report = Report {
            id: "note".to_owned(),
            text: "Norway met Chile in Oslo.".to_owned(),
            ..Report::default()
        };
        let found = lint_on(&Coverage::of(&report, &knowledge), &knowledge);
        assert!(found.iter().any(|finding| finding.message == "no word of 1 reports is its trigger"));
        assert!(
            !found
                .iter()
                .any(|finding| finding.rule == "meet-somebody" && finding.message.contains("no word"))
        );
    }
}
