//! Lists the rule files, so that a folder is the registry and adding a family of rules is one file.

use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let mut source = String::new();
    list(&root, &mut source, "RULE_FILES", "data/rules", "toml", "The rule files")?;
    // Hashed here and not at each start: the tables and the model are many megabytes.
    let mut hash = Sha256::new();
    for folder in ["data", "data/lexicon", "data/model", "ontology"] {
        println!("cargo::rerun-if-changed={folder}");
        for file in files(&root.join(folder))? {
            if file.is_file() && file.extension().is_none_or(|extension| extension != "md") {
                println!("cargo::rerun-if-changed={}", file.display());
                hash.update(file.file_name().unwrap_or_default().as_encoded_bytes());
                hash.update(fs::read(&file)?);
            }
        }
    }
    let digest = hash.finalize().iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    });
    let _ = writeln!(source, "/// The hash of the tables, lexicons, model and ontology that are embedded.");
    let _ = writeln!(source, "pub const DATA_HASH: &str = \"{digest}\";");
    fs::write(out.join("embedded.rs"), source)
}

/// The files of a folder, sorted; none if there is no such folder.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files: Vec<PathBuf> = match fs::read_dir(folder) {
        Ok(entries) => entries.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<_>>()?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(error),
    };
    files.sort();
    Ok(files)
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
    let mut files = files(&root.join(folder))?;
    files.retain(|file| file.extension().is_some_and(|found| found == extension));
    let _ = writeln!(source, "/// {what}, each with its path and its text, sorted by path.");
    let _ = writeln!(source, "pub static {name}: &[(&str, &str)] = &[");
    for file in files {
        let base = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        println!("cargo::rerun-if-changed={folder}/{base}");
        let _ =
            writeln!(source, "    (\"{folder}/{base}\", include_str!({:?})),", file.display().to_string());
    }
    let _ = writeln!(source, "];");
    Ok(())
}
