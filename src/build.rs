//! Lists the rule files, queries and checks, so that a folder is the registry and adding a thing is one file.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let mut source = String::new();
    for (name, folder, extension, what) in [
        ("RULE_FILES", "data/rules", "toml", "The rule files"),
        ("QUERIES", "queries", "rq", "The named queries"),
        ("CHECKS", "queries/checks", "rq", "The checks"),
    ] {
        list(&root, &mut source, name, folder, extension, what)?;
    }
    fs::write(out.join("embedded.rs"), source)
}

fn list(
    root: &Path,
    source: &mut String,
    name: &str,
    folder: &str,
    extension: &str,
    what: &str,
) -> io::Result<()> {
    println!("cargo::rerun-if-changed={folder}");
    let mut files: Vec<PathBuf> = match fs::read_dir(root.join(folder)) {
        Ok(entries) => entries.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<_>>()?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(error),
    };
    files.retain(|file| file.extension().is_some_and(|found| found == extension));
    files.sort();
    let _ = writeln!(source, "/// {what}, each with its path and its text, sorted by path.");
    let _ = writeln!(source, "pub static {name}: &[(&str, &str)] = &[");
    for file in files {
        let base = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        println!("cargo::rerun-if-changed={folder}/{base}");
        let _ = writeln!(source, "    (\"{folder}/{base}\", include_str!({:?})),", file.display().to_string());
    }
    let _ = writeln!(source, "];");
    Ok(())
}
