//! The README's first page is true: its report gives its Turtle, and its question gives its answer.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The fenced blocks of the README's first section, each with its language, in order.
fn blocks(page: &str) -> Vec<(String, String)> {
    let section = page.split("\n## ").nth(1).expect("the README has a first section");
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

/// Runs the program in `room` and returns what it writes to standard output.
fn rapporteur(room: &Path, arguments: &[&str], input: &str) -> String {
    let mut child = Command::new(env!("CARGO_BIN_EXE_rapporteur"))
        .args(arguments)
        .current_dir(room)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    child.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("the program reads");
    let output = child.wait_with_output().expect("the program ends");
    let words = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "rapporteur {} fails:\n{words}", arguments.join(" "));
    String::from_utf8(output.stdout).expect("output is UTF-8")
}

#[test]
fn the_report_of_the_readme_gives_its_turtle_and_its_question_its_answer() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).expect("a README");
    let blocks = blocks(&page);
    let languages: Vec<&str> = blocks.iter().map(|(language, _)| language.as_str()).collect();
    assert_eq!(languages, ["text", "turtle", "sparql", "text"], "report, Turtle, question, answer");

    let room = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("readme");
    fs::create_dir_all(&room).expect("a folder for the test");
    fs::write(room.join("fjord-press.txt"), &blocks[0].1).expect("the report is written");
    rapporteur(&room, &["build", "fjord-press.txt", "-o", "graph.nq"], "");

    let turtle = rapporteur(&room, &["export", "--from", "graph.nq"], "");
    let written: Vec<&str> = turtle.split("\n\n").map(str::trim).collect();
    for subject in blocks[1].1.split("\n\n").map(str::trim) {
        assert!(
            written.contains(&subject),
            "the program does not write this block of the README:\n{subject}\n\nIt writes:\n{turtle}"
        );
    }

    let answer = rapporteur(&room, &["query", "-", "--from", "graph.nq"], &blocks[2].1);
    assert_eq!(blocks[3].1.trim(), answer.trim(), "the README's question has another answer");
}
