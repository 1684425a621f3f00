//! The tutorial is true: its files are written, its commands are run one after the other, and each gives what the
//! page says.
//!
//! `INSTA_UPDATE=always cargo test --test main tutorial` writes the page anew; read the difference.

use crate::support::{Folder, run};
use rapporteur::extract::lines::is_same;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// The words of a command, those in single quotes together.
fn words(command: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (number, part) in command.split('\'').enumerate() {
        if number % 2 == 1 {
            found.push(part.to_owned());
        } else {
            found.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    found
}

/// A line without the numbers that any change of another rule would change: where our own rules stand in their
/// files, and how many rules and examples there are.
fn settled(line: &str) -> String {
    let counts = [" examples are kept, ", " rules: ", " rules that came less far"];
    if !line.contains("data/rules/") && !counts.iter().any(|count| line.contains(count)) {
        return line.to_owned();
    }
    line.split(|c: char| c.is_ascii_digit()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("#")
}

/// What a command of the page prints: its output, then its words.
fn printed(folder: &Folder, command: &str) -> String {
    let words = words(command);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words[..] {
        ["cat", file] => folder.read(file),
        ["rapporteur", ref arguments @ ..] => {
            let ran = run(folder, arguments);
            assert!(matches!(ran.code, Some(0..=3)), "`{command}` ends with {:?}:\n{}", ran.code, ran.err);
            ran.out + &ran.err
        }
        _ => panic!("the tutorial has a command that is not run: {command}"),
    }
}

/// The page as it is true: prose and files as they are, commands with what they print.
fn true_page(page: &str) -> String {
    let folder = Folder::new();
    let mut made = String::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let _ = writeln!(made, "{line}");
        let Some(kind) = line.strip_prefix("```") else { continue };
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        match kind.split_once(' ') {
            Some((_, file)) => {
                folder.write(file, block.join("\n") + "\n");
                made.extend(block.iter().flat_map(|line| [*line, "\n"]));
            }
            None if kind == "console" => {
                for command in block.iter().filter_map(|line| line.strip_prefix("$ ")) {
                    let _ = write!(made, "$ {command}\n{}", printed(&folder, command));
                }
            }
            None => made.extend(block.iter().flat_map(|line| [*line, "\n"])),
        }
        made.push_str("```\n");
    }
    made
}

#[test]
fn the_tutorial_gives_what_it_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/tutorial.md");
    let page = fs::read_to_string(&path).unwrap();
    let made = true_page(&page);
    if made != page && std::env::var("INSTA_UPDATE").as_deref() == Ok("always") {
        fs::write(&path, made).unwrap();
        return;
    }
    for (number, (says, is)) in page.lines().zip(made.lines()).enumerate() {
        let (says, is) = (settled(says), settled(is));
        // The order of participants makes no difference.
        assert!(
            is_same(&says, &is),
            "docs/tutorial.md:{}: the page says something else than the program\n  page     {says}\n  program  {is}",
            number + 1
        );
    }
    assert_eq!(page.lines().count(), made.lines().count());
}
