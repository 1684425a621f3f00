//! The house is tidy: what its files promise of each other is so.

use crate::support::{Folder, commands, run};
use rapporteur::ontology::Ontology;
use rapporteur::rule::file::{EVENT_CLASSES, PARTICIPANT_ROLES, constants_of, roles_of};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn house() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files below a folder of the house, sorted, by their paths below the house.
fn files(folder: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut pending = vec![PathBuf::from(folder)];
    while let Some(path) = pending.pop() {
        if house().join(&path).is_dir() {
            let entries = fs::read_dir(house().join(&path)).unwrap();
            pending.extend(entries.map(|entry| path.join(entry.unwrap().file_name())));
        } else {
            found.push(path.to_str().unwrap().to_owned());
        }
    }
    found.sort();
    found
}

fn ending(path: &str) -> &str {
    Path::new(path).extension().and_then(|ending| ending.to_str()).unwrap_or_default()
}

fn text(path: &str) -> String {
    fs::read_to_string(house().join(path)).unwrap()
}

fn rust_files() -> Vec<String> {
    let mut found = files("src");
    found.extend(files("tests"));
    found.retain(|path| ending(path) == "rs");
    found
}

#[test]
fn every_module_says_what_it_is_for() {
    let silent: Vec<String> =
        rust_files().into_iter().filter(|path| !text(path).starts_with("//! ")).collect();
    assert!(silent.is_empty(), "these begin without `//!`: {silent:?}");
}

#[test]
fn every_dependency_has_its_reason() {
    let manifest = text("Cargo.toml");
    let mut in_dependencies = false;
    // How many dependencies stand below the comment that was read last; two that belong together may share one.
    let mut below = usize::MAX;
    for line in manifest.lines() {
        if line.starts_with('[') {
            in_dependencies = line.ends_with("dependencies]");
            below = usize::MAX;
        } else if line.starts_with('#') {
            below = 0;
        } else if in_dependencies && line.contains('=') {
            below = below.saturating_add(1);
            assert!(below <= 2, "`{line}` has no reason in the line above it");
        }
    }
}

#[test]
fn no_test_is_left_out() {
    let programs = text("tests/main.rs") + &text("tests/data.rs");
    for path in files("tests").into_iter().filter(|path| ending(path) == "rs") {
        let name = Path::new(&path).file_stem().unwrap().to_str().unwrap();
        let known = ["main", "data"].contains(&name) || programs.contains(&format!("mod {name};"));
        assert!(known, "{path} belongs to no test program");
    }
}

#[test]
fn no_fixture_lies_unread() {
    let code: String = rust_files().iter().map(|path| text(path)).collect();
    for path in ["tests/fixtures", "tests/vocabulary"].into_iter().flat_map(files) {
        let name = path.rsplit('/').next().unwrap();
        assert!(code.contains(&format!("/{name}\"")), "no test reads {path}");
    }
    for path in files("tests/pages") {
        assert_eq!(ending(&path), "md", "{path} is no page");
    }
    for path in files("tests/rules-bad") {
        assert!(["toml", "txt"].contains(&ending(&path)), "{path} is neither a rule file nor a message");
    }
}

#[test]
fn the_catalogue_lists_every_table_and_model() {
    let catalogue = text("data/README.md");
    for path in files("data").into_iter().filter(|path| ["tsv", "model"].contains(&ending(path))) {
        let name = path.strip_prefix("data/").unwrap();
        let row = catalogue.lines().find(|line| line.starts_with(&format!("| `{name}` |")));
        let row = row.unwrap_or_else(|| panic!("data/README.md does not list `{name}`"));
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").map(str::trim).collect();
        assert_eq!(cells.len(), 9, "{row}");
        assert!(cells.iter().all(|cell| !cell.is_empty()), "`{name}` has an empty cell in data/README.md");
    }
}

/// The local names of the ontology's classes directly or indirectly below one of them.
#[test]
fn every_set_of_lemmas_is_used_and_every_set_that_is_asked_for_is_there() {
    let sets: BTreeMap<String, Vec<String>> = toml::from_str(&text("data/lexicon/lemma-sets.toml")).unwrap();
    let code: String = files("src").iter().map(|path| text(path)).collect();
    let asked: BTreeSet<&str> =
        code.split("in_set(\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let absent: Vec<&&str> = asked.iter().filter(|name| !sets.contains_key(**name)).collect();
    assert!(
        absent.is_empty(),
        "the code asks for sets that are not in data/lexicon/lemma-sets.toml: {absent:?}"
    );
    let rules: String = files("data/rules").iter().map(|path| text(path)).collect();
    let named: BTreeSet<&str> = rules
        .split('@')
        .skip(1)
        .filter_map(|rest| rest.split(|c: char| !c.is_ascii_lowercase() && c != '-').next())
        .collect();
    for (name, lemmas) in &sets {
        assert!(
            named.contains(name.as_str()) || code.contains(&format!("\"{name}\"")),
            "no rule and no code names the set `{name}`"
        );
        let different: BTreeSet<&String> = lemmas.iter().collect();
        assert!(
            !lemmas.is_empty() && different.len() == lemmas.len(),
            "`{name}` is empty or has a word twice"
        );
        assert!(lemmas.iter().all(|lemma| *lemma == lemma.to_lowercase()), "`{name}` has a capital letter");
    }
}

fn below(ontology: &Ontology, class: &str) -> BTreeSet<String> {
    ontology.below(class).map(|class| class.name.clone()).collect()
}

fn notations(ontology: &Ontology, scheme: &str) -> BTreeSet<String> {
    let scheme = ontology.scheme(scheme).unwrap_or_else(|| panic!("the ontology has no scheme `{scheme}`"));
    scheme.concepts.iter().map(|concept| concept.notation.clone()).collect()
}

fn set(words: &[&str]) -> BTreeSet<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

#[test]
fn rules_and_ontology_have_the_same_classes_roles_and_values() {
    let ontology = Ontology::embedded().unwrap();
    assert_eq!(set(&EVENT_CLASSES), below(&ontology, "Event"));
    assert_eq!(set(&PARTICIPANT_ROLES), notations(&ontology, "roles"));
    let claims = below(&ontology, "Claim");
    for class in ["Participation", "Discussion", "Position", "EnergySupply", "Contribution"] {
        assert!(claims.contains(class), "{class} is no class of claims");
        assert!(roles_of(class).is_some(), "no rule can be written for {class}");
    }
    for (class, constant, scheme) in [
        ("Position", "stance", "stances"),
        ("EnergySupply", "status", "supply-statuses"),
        ("Meeting", "status", "event-statuses"),
        ("Position", "modality", "modalities"),
        ("Position", "polarity", "polarities"),
    ] {
        let constants = constants_of(class).iter().find(|(name, _)| *name == constant);
        // Two words of the rules name no concept: a stand told before, and the contrary of what the words say.
        let own = ["as-before", "contrary"];
        let values: Vec<&str> = constants.unwrap().1.iter().copied().filter(|v| !own.contains(v)).collect();
        assert_eq!(set(&values), notations(&ontology, scheme), "{constant} of {class}");
    }
}

#[test]
fn every_role_of_a_rule_is_a_property_or_a_role_of_the_ontology() {
    let ontology = Ontology::embedded().unwrap();
    let properties: BTreeSet<&str> =
        ontology.properties.iter().map(|property| property.name.as_str()).collect();
    for class in EVENT_CLASSES.iter().chain(&[
        "Participation",
        "Discussion",
        "Position",
        "EnergySupply",
        "Contribution",
    ]) {
        for role in roles_of(class).unwrap() {
            assert!(
                PARTICIPANT_ROLES.contains(&role) || properties.contains(role),
                "`{role}` of {class} is neither a property nor a role of the ontology"
            );
        }
    }
}

/// The files that git keeps; nothing where this is no clone.
fn tracked() -> Option<Vec<String>> {
    let output = Command::new("git").args(["ls-files", "-z"]).current_dir(house()).output().ok()?;
    let paths = String::from_utf8(output.stdout).ok()?;
    let paths: Vec<String> = paths.split('\0').filter(|path| !path.is_empty()).map(str::to_owned).collect();
    (output.status.success() && !paths.is_empty()).then_some(paths)
}

#[test]
fn no_file_names_a_path_of_one_machine() {
    let Some(paths) = tracked() else {
        println!("skipped: this is no clone, or git is not installed");
        return;
    };
    let outside = house().parent().and_then(Path::to_str).unwrap_or_default();
    // Written in two parts, so that this file does not name them.
    let mut roots =
        vec![concat!("/ho", "me/"), concat!("/ro", "ot/"), concat!("/Us", "ers/"), concat!("/wo", "rk/")];
    if outside.len() > 1 {
        roots.push(outside);
    }
    for path in paths {
        // The tables have no paths, and the model is no text.
        if ["tsv", "model"].contains(&ending(&path)) {
            continue;
        }
        let Ok(content) = fs::read_to_string(house().join(&path)) else { continue };
        for (number, line) in content.lines().enumerate() {
            let found = roots.iter().find(|root| {
                line.match_indices(*root).any(|(at, _)| {
                    let before = line[..at].chars().next_back();
                    !before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '}' | '$'))
                })
            });
            assert!(found.is_none(), "{path}:{} names a path of one machine: {line}", number + 1);
        }
    }
}

/// Small letters, and one space for any white space.
fn normal(text: &str) -> String {
    let mut normal = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        normal.push_str(&word.to_lowercase());
        normal.push(' ');
    }
    normal
}

/// So long a sentence is not written twice by chance.
const LONG: usize = 60;

/// A hash of each window of [`LONG`] bytes, by Rabin and Karp.
fn windows(text: &[u8]) -> impl Iterator<Item = u64> {
    const BASE: u64 = 1_099_511_628_211;
    let lead = (1..LONG).fold(1_u64, |power, _| power.wrapping_mul(BASE));
    let mut hash = 0_u64;
    (0..text.len()).filter_map(move |at| {
        if at >= LONG {
            hash = hash.wrapping_sub(u64::from(text[at - LONG]).wrapping_mul(lead));
        }
        hash = hash.wrapping_mul(BASE).wrapping_add(u64::from(text[at]));
        (at + 1 >= LONG).then_some(hash)
    })
}

#[test]
fn no_sentence_of_the_scoring_data_or_the_corpus_stands_in_the_house() {
    let texts = crate::gold::shared_texts();
    if texts.is_empty() {
        println!("skipped: ../shared is not there");
        return;
    }
    let mut paths: Vec<String> =
        ["data", "docs", "ontology", "queries", "src", "tests"].into_iter().flat_map(files).collect();
    paths.push("README.md".to_owned());
    paths.retain(|path| !["tsv", "model"].contains(&ending(path)) || path.starts_with("data/lexicon"));
    let ours: Vec<(String, String)> = paths.into_iter().map(|path| (normal(&text(&path)), path)).collect();
    let mut known: HashSet<u64> = HashSet::new();
    for (text, _) in &ours {
        known.extend(windows(text.as_bytes()));
    }
    for (id, theirs) in &texts {
        for sentence in theirs.split_inclusive(['.', '!', '?', '\n']) {
            let sentence = normal(sentence);
            let sentence = sentence.trim();
            if sentence.len() < LONG
                || !known.contains(&windows(&sentence.as_bytes()[..LONG]).next().unwrap())
            {
                continue;
            }
            let place = ours.iter().find(|(text, _)| text.contains(sentence));
            assert!(place.is_none(), "{} holds a sentence of {id}: {sentence}", place.unwrap().1);
        }
    }
}

/// The sentences that the house gives as examples, each with its file: of rules, pages, dispatches and the ontology.
fn example_sentences() -> Vec<(String, String)> {
    let paths = ["data/rules", "data/reports", "tests/pages", "ontology"].into_iter().flat_map(files);
    paths
        .flat_map(|path| text(&path).lines().map(|line| (path.clone(), line.to_owned())).collect::<Vec<_>>())
        .collect()
}

/// So many words in a row are no chance.
const RUN: usize = 7;

/// Runs that stand in many texts of the field, because they are names.
const NAMES: [&str; 2] =
    ["a meeting of the north atlantic council", "european commission president ursula von der leyen"];

#[test]
fn no_example_repeats_the_words_of_the_scoring_data() {
    let gold = crate::gold::scoring_texts();
    if gold.is_empty() {
        println!("skipped: ../shared/gold is not there");
        return;
    }
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let mut known: HashSet<String> = HashSet::new();
    for (_, text) in &gold {
        known.extend(words(text).windows(RUN).map(|run| run.join(" ")));
    }
    for (path, line) in example_sentences() {
        for run in words(&line).windows(RUN).map(|run| run.join(" ")) {
            assert!(
                !known.contains(&run) || NAMES.contains(&run.as_str()),
                "{path} repeats words of the scoring data, say it in your own: {run}"
            );
        }
    }
}

#[test]
fn every_rule_file_has_examples_enough() {
    for path in files("data/rules") {
        if path.ends_with("_template.toml") {
            continue;
        }
        let file: toml::Table = text(&path).parse().unwrap();
        let examples = file["example"].as_array().unwrap();
        let list = |example: &toml::Value, key: &str| {
            example.get(key).and_then(toml::Value::as_array).is_some_and(|list| !list.is_empty())
        };
        let (found, refused): (Vec<&toml::Value>, Vec<&toml::Value>) =
            examples.iter().partition(|example| list(example, "finds"));
        assert!(found.len() >= 6, "{path} has {} examples that find something, expected 6", found.len());
        let refused = refused.into_iter().filter(|example| !list(example, "misses")).collect::<Vec<_>>();
        assert!(refused.len() >= 3, "{path} has {} examples of what is not meant, expected 3", refused.len());
        for example in refused {
            assert!(example.get("why").is_some(), "{path} does not say why of {}", example["text"]);
        }
    }
}

fn help_of(folder: &Folder, path: &[&str], page: &mut String) {
    let ran = run(folder, &[path, &["--help"]].concat());
    assert_eq!(ran.code, Some(0), "{path:?}: {}", ran.err);
    let name = ["rapporteur"].iter().chain(path).copied().collect::<Vec<_>>().join(" ");
    let _ = write!(page, "\n## {name}\n\n```text\n{}\n```\n", ran.out.trim_end());
    for command in commands(&ran.out) {
        help_of(folder, &[path, &[command.as_str()]].concat(), page);
    }
}

#[test]
fn the_page_of_the_command_line_is_what_help_says() {
    let mut page = "# The command line\n\nWritten by `INSTA_UPDATE=always cargo test` from what `--help` says; a test says when it is stale.\n".to_owned();
    help_of(&Folder::new(), &[], &mut page);
    let path = house().join("docs/cli.md");
    let says = fs::read_to_string(&path).unwrap_or_default();
    if says != page && std::env::var("INSTA_UPDATE").as_deref() == Ok("always") {
        fs::write(path, page).unwrap();
        return;
    }
    let differs = says.lines().zip(page.lines()).position(|(says, is)| says != is);
    let line = differs.unwrap_or(says.lines().count().min(page.lines().count())) + 1;
    assert!(says == page, "docs/cli.md:{line} is stale; `INSTA_UPDATE=always cargo test` writes it anew");
}
