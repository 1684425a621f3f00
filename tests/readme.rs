//! The README's first page is true: its report gives its Turtle, and its question gives its answer.

use crate::support::{Folder, run_with};
use std::fs;
use std::path::Path;

/// The fenced blocks of a section of the README, each with its language, in order.
fn blocks(page: &str, section: usize) -> Vec<(String, String)> {
    let section = page.split("\n## ").nth(section).expect("the README has this section");
    let mut blocks = Vec::new();
    let mut open: Option<(String, String)> = None;
    for line in section.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(language)) => open = Some((language.to_owned(), String::new())),
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some((_, body)), None) => {
                body.push_str(line);
                body.push('\n');
            }
            (None, None) => {}
        }
    }
    blocks
}

/// What the program writes to standard output.
fn written(folder: &Folder, arguments: &[&str], input: &str) -> String {
    let ran = run_with(folder, arguments, input);
    assert_eq!(ran.code, Some(0), "rapporteur {} fails:\n{}", arguments.join(" "), ran.err);
    ran.out
}

#[test]
fn the_report_of_the_readme_gives_its_turtle_and_its_question_its_answer() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let blocks = blocks(&page, 1);
    let languages: Vec<&str> = blocks.iter().map(|(language, _)| language.as_str()).collect();
    assert_eq!(languages, ["text", "turtle", "sparql", "text"], "report, Turtle, question, answer");

    let folder = Folder::new();
    folder.write("fjord-press.txt", &blocks[0].1);
    written(&folder, &["build", "fjord-press.txt", "-o", "graph.nq"], "");

    // The run changes with every rule and table; the page leaves it out.
    let turtle: String = written(&folder, &["export", "--from", "graph.nq"], "")
        .split_inclusive('\n')
        .filter(|line| !line.trim_start().starts_with("prov:wasGeneratedBy "))
        .collect();
    let subjects: Vec<&str> = turtle.split("\n\n").map(str::trim).collect();
    for subject in blocks[1].1.split("\n\n").map(str::trim) {
        assert!(
            subjects.contains(&subject),
            "the program does not write this block of the README:\n{subject}\n\nIt writes:\n{turtle}"
        );
    }

    let answer = written(&folder, &["query", "-", "--from", "graph.nq"], &blocks[2].1);
    assert_eq!(blocks[3].1.trim(), answer.trim(), "the README's question has another answer");
}

/// The words of a command line; those between single quotes are one.
fn arguments(line: &str) -> Vec<&str> {
    let mut words = Vec::new();
    for (index, part) in line.split('\'').enumerate() {
        if index % 2 == 1 {
            words.push(part);
        } else {
            words.extend(part.split_whitespace());
        }
    }
    words
}

/// The hash of the rules and data changes with each of them; the page leaves it out.
fn without_hash(text: &str) -> String {
    let mark = "(rules and data ";
    match text.split_once(mark).and_then(|(before, rest)| Some((before, rest.split_once(')')?.1))) {
        Some((before, after)) => format!("{before}{mark}…){after}"),
        None => text.to_owned(),
    }
}

#[test]
fn the_tour_of_the_readme_prints_what_the_page_says() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let folder = Folder::new();
    folder.write("fjord-press.txt", &blocks(&page, 1)[0].1);
    let tour = blocks(&page, 2);
    assert!(tour.len() >= 4 && tour.iter().all(|(language, _)| language == "console"), "{tour:?}");
    for (_, block) in tour {
        let (command, expected) = block.split_once('\n').unwrap();
        let command =
            command.strip_prefix("$ rapporteur ").unwrap_or_else(|| panic!("`{command}` is no command"));
        // In a file, so that the tour is held without a store on disk too.
        let more: &[&str] =
            if command.starts_with("build ") { &["-o", "graph.nq"] } else { &["--from", "graph.nq"] };
        // CSV ends its lines as RFC 4180 has it.
        let written = written(&folder, &[&arguments(command), more].concat(), "").replace("\r\n", "\n");
        assert_eq!(without_hash(&written).trim(), expected.trim(), "rapporteur {command}");
    }
    // The pages that the tour names are there.
    let section = page.split("\n## ").nth(2).unwrap();
    let named = section.split('`').filter(|words| {
        words.starts_with("pages/") && Path::new(words).extension().is_some_and(|ending| ending == "html")
    });
    let mut count = 0;
    for name in named {
        assert!(folder.path().join(name).is_file(), "the tour names {name}, and there is none");
        count += 1;
    }
    assert!(count >= 2, "the tour names the pages that it makes");
}
