//! The files of the house, and those that a machine holds: what they say is what is.

use libtest_mimic::Failed;
use rapporteur::knowledge::Knowledge;
use rapporteur::rule::pattern::LemmaSets;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// A path below the house.
pub(crate) fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The text of a file of the house.
pub(crate) fn text(path: &str) -> String {
    match fs::read_to_string(at(path)) {
        Ok(text) => text,
        Err(error) => panic!("{path} cannot be read: {error}"),
    }
}

/// The files and folders of a folder with this ending, by their paths below the house, sorted.
pub(crate) fn list(folder: &str, ending: &str) -> Vec<String> {
    let entries = fs::read_dir(at(folder)).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut paths: Vec<String> =
        names.filter(|name| name.ends_with(ending)).map(|name| format!("{folder}/{name}")).collect();
    paths.sort();
    paths
}

/// Compares what a file says with what is; `INSTA_UPDATE=always` writes it anew instead.
pub(crate) fn hold(path: &str, is: &str) -> Result<(), Failed> {
    let says = fs::read_to_string(at(path)).unwrap_or_default();
    if says == is {
        return Ok(());
    }
    if std::env::var("INSTA_UPDATE").as_deref() == Ok("always") {
        fs::write(at(path), is).unwrap();
        return Ok(());
    }
    let (mut says, mut is) = (says.lines(), is.lines());
    let mut number = 0;
    loop {
        number += 1;
        let (left, right) = (says.next(), is.next());
        if left != right || left.is_none() {
            let line = |line: Option<&str>| line.map_or("nothing".to_owned(), |line| format!("  {line}"));
            return Err(format!(
                "{path}:{number} is not what is\nthe file says\n{}\nthe house says\n{}\n\
                 Hint: if the house is right, `INSTA_UPDATE=always cargo test` writes the file anew.",
                line(left),
                line(right)
            )
            .into());
        }
    }
}

/// The sets of lemmas that rules name.
pub(crate) static SETS: LazyLock<LemmaSets> =
    LazyLock::new(|| toml::from_str(&text("data/lexicon/lemma-sets.toml")).unwrap());

/// The rule files that are read, and the message of the first that is refused.
pub(crate) type Rules = (Knowledge, Option<String>);

/// What the program knows, read once.
///
/// A rule file that is refused is left out, so that its error does not hide all others.
pub(crate) static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let mut files: Vec<(String, String)> =
        list("data/rules", ".toml").into_iter().map(|path| (text(&path), path)).collect();
    let mut refused = None;
    loop {
        match Knowledge::with_rules(files.iter().map(|(text, path)| (path.as_str(), text.as_str()))) {
            Ok(knowledge) => return (knowledge, refused),
            Err(error) => {
                files.retain(|(_, path)| *path != error.path);
                refused.get_or_insert_with(|| error.to_string());
            }
        }
    }
});

/// What the program knows.
pub(crate) fn knowledge() -> &'static Knowledge {
    &RULES.0
}
