//! All reports of some files and folders, in a fixed order.

use crate::packed::{self, Packing};
use crate::read::error::ReadError;
use crate::read::jsonl::JsonLines;
use crate::read::text;
use crate::report::Report;
use rustc_hash::FxHashSet;
use std::ffi::OsStr;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, BufReader, Read as _};
use std::path::{Path, PathBuf};

/// The reports of the given paths, one after the other, each path in turn.
///
/// A folder is read with everything below it, its entries sorted by name.
/// Of a folder the files ending in `.txt`, `.md`, `.jsonl` and `.ndjson` are reports; hidden ones and
/// `README.md` are not.
/// Any of them may be packed with gzip or zstd.
/// The id of a text file is its path below the folder that was given, without its ending.
/// `-` is JSON Lines on standard input.
pub struct Reports {
    /// What is still to be read, the next one last; with the folder below which it was found.
    pending: Vec<(PathBuf, Option<PathBuf>)>,
    lines: Option<JsonLines>,
    /// Hashes of the ids that were read: eight bytes a report, and no more.
    seen: FxHashSet<u64>,
}

impl Reports {
    /// The reports of these paths.
    pub fn new(paths: impl IntoIterator<Item = PathBuf>) -> Self {
        let mut pending: Vec<_> = paths.into_iter().map(|path| (path, None)).collect();
        pending.reverse();
        Self { pending, lines: None, seen: FxHashSet::default() }
    }

    /// Refuses a report whose id was read before.
    fn once(&mut self, report: Report, path: &Path, line: u64) -> Result<Report, ReadError> {
        let mut hasher = DefaultHasher::new();
        report.id.hash(&mut hasher);
        if self.seen.insert(hasher.finish()) {
            Ok(report)
        } else {
            Err(ReadError::Duplicate { path: path.into(), line, id: report.id })
        }
    }

    fn open(&mut self, path: &Path, root: Option<&Path>) -> Option<Result<Report, ReadError>> {
        if path == Path::new("-") && root.is_none() {
            return match packed::unpacked(BufReader::new(io::stdin())) {
                Ok(lines) => {
                    self.lines = Some(JsonLines::new(lines, "<stdin>".into()));
                    None
                }
                Err(source) => Some(Err(ReadError::Io { path: "<stdin>".into(), source })),
            };
        }
        let failed = |source: io::Error| {
            if source.kind() == io::ErrorKind::NotFound {
                ReadError::Missing { path: path.into() }
            } else {
                ReadError::Io { path: path.into(), source }
            }
        };
        let is_folder = match fs::metadata(path) {
            Ok(metadata) => metadata.is_dir(),
            Err(source) => return Some(Err(failed(source))),
        };
        if is_folder {
            return match self.folder(path, root) {
                Ok(()) => None,
                Err(source) => Some(Err(failed(source))),
            };
        }
        match kind(path) {
            Kind::JsonLines => match packed::open(path) {
                Ok(lines) => {
                    self.lines = Some(JsonLines::new(lines, path.into()));
                    None
                }
                Err(source) => Some(Err(failed(source))),
            },
            Kind::Text => {
                let mut bytes = Vec::new();
                if let Err(source) = packed::open(path).and_then(|mut file| file.read_to_end(&mut bytes)) {
                    return Some(Err(failed(source)));
                }
                let report = text::read(id(path, root), path, bytes);
                Some(report.and_then(|report| self.once(report, path, 1)))
            }
            Kind::Unknown => Some(Err(ReadError::Kind { path: path.into() })),
        }
    }

    /// Puts the reports and folders of a folder on the list of what is still to be read.
    fn folder(&mut self, path: &Path, root: Option<&Path>) -> io::Result<()> {
        let mut entries = Vec::new();
        for entry in fs::read_dir(path)? {
            let entry = entry?;
            let name = entry.file_name();
            let hidden = name.as_encoded_bytes().starts_with(b".");
            let is_folder = fs::metadata(entry.path()).is_ok_and(|metadata| metadata.is_dir());
            let is_report = kind(&entry.path()) != Kind::Unknown
                && Path::new(&name).extension().is_some()
                && !name.eq_ignore_ascii_case("README.md");
            if !hidden && (is_folder || is_report) {
                entries.push(entry.path());
            }
        }
        entries.sort();
        let root = root.unwrap_or(path);
        self.pending.extend(entries.into_iter().rev().map(|entry| (entry, Some(root.to_owned()))));
        Ok(())
    }
}

impl Iterator for Reports {
    type Item = Result<Report, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(lines) = &mut self.lines {
                if let Some(report) = lines.next() {
                    let (path, line) = lines.place();
                    let path = path.to_owned();
                    return Some(report.and_then(|report| self.once(report, &path, line)));
                }
                self.lines = None;
            }
            let (path, root) = self.pending.pop()?;
            let is_given_folder = root.is_none() && path.is_dir();
            let before = self.pending.len();
            if let Some(report) = self.open(&path, root.as_deref()) {
                return Some(report);
            }
            if is_given_folder && self.pending.len() == before {
                return Some(Err(ReadError::NoReports { path }));
            }
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Text,
    JsonLines,
    Unknown,
}

/// What a file holds, by its ending; a file without one is text if it is named.
///
/// `.gz` and `.zst` behind the ending do not count.
fn kind(path: &Path) -> Kind {
    let (_, path) = Packing::of_path(path);
    match path.extension().map(OsStr::to_ascii_lowercase) {
        None => Kind::Text,
        Some(ending) if ending == "txt" || ending == "md" => Kind::Text,
        Some(ending) if ending == "jsonl" || ending == "ndjson" => Kind::JsonLines,
        Some(_) => Kind::Unknown,
    }
}

/// The id of a text file: its path below the folder that was given, without its ending.
fn id(path: &Path, root: Option<&Path>) -> String {
    let below = root
        .and_then(|root| path.strip_prefix(root).ok())
        .map_or_else(|| path.file_name().map(PathBuf::from).unwrap_or_default(), Path::to_path_buf);
    let (_, below) = Packing::of_path(&below);
    let parts: Vec<String> =
        below.with_extension("").iter().map(|part| part.to_string_lossy().into_owned()).collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_of_a_file_is_its_path_below_the_given_folder() {
        assert_eq!(id(Path::new("in/may/a.b.txt"), Some(Path::new("in"))), "may/a.b");
        assert_eq!(id(Path::new("in/may/a.txt"), None), "a");
        assert_eq!(id(Path::new("in/may/a.b.txt.gz"), Some(Path::new("in"))), "may/a.b");
    }

    #[test]
    fn a_missing_path_and_a_strange_ending_are_told() {
        let paths = ["no/such/folder".into(), "Cargo.toml".into()];
        let errors: Vec<String> = Reports::new(paths).map(|report| report.unwrap_err().to_string()).collect();
        assert_eq!(
            errors,
            [
                "there is no file or folder `no/such/folder`",
                "`Cargo.toml` has no ending by which reports are known"
            ]
        );
    }
}
