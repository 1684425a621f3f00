//! Why a report could not be read: where, what was found, what to do.

use std::io;
use std::path::PathBuf;

/// A report, or a whole file, that could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// There is no such file or folder.
    #[error("there is no file or folder `{}`", .path.display())]
    Missing {
        /// The path as it was given.
        path: PathBuf,
    },
    /// The file or folder is there and cannot be read.
    #[error("`{}` cannot be read", .path.display())]
    Io {
        /// The path.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The bytes are not UTF-8.
    #[error("`{}` is not UTF-8: byte 0x{byte:02X} at offset {offset}", .path.display())]
    NotUtf8 {
        /// The path.
        path: PathBuf,
        /// The first byte that does not fit.
        byte: u8,
        /// Where it stands in the file, in bytes, from 0.
        offset: u64,
        /// The line in which it stands, from 1.
        line: u64,
    },
    /// There is nothing but white space.
    #[error("the report has no text")]
    Empty {
        /// The path.
        path: PathBuf,
        /// The line of a JSON Lines file, from 1; 1 for a text file.
        line: u64,
    },
    /// A line of a JSON Lines file is no JSON object.
    #[error("the line is not a JSON object: {reason}")]
    Json {
        /// The path.
        path: PathBuf,
        /// The line, from 1.
        line: u64,
        /// The column, from 1.
        column: usize,
        /// What the parser says.
        reason: String,
    },
    /// A field of a JSON Lines report is absent or of another type.
    #[error("the field `{field}` is {found}; a string was expected")]
    Field {
        /// The path.
        path: PathBuf,
        /// The line, from 1.
        line: u64,
        /// The field's name.
        field: &'static str,
        /// What stands there.
        found: &'static str,
    },
    /// A date is not written as a date.
    #[error("the date `{value}` is not of the form 2031-05-02")]
    Date {
        /// The path.
        path: PathBuf,
        /// The line, from 1.
        line: u64,
        /// What stands there.
        value: String,
    },
    /// Two reports have one name.
    #[error("a report with the id `{id}` was read before; this one is skipped")]
    Duplicate {
        /// The path.
        path: PathBuf,
        /// The line, from 1.
        line: u64,
        /// The id.
        id: String,
    },
    /// A file was named whose ending says that it is no report.
    #[error("`{}` has no ending by which reports are known", .path.display())]
    Kind {
        /// The path.
        path: PathBuf,
    },
    /// A folder was named in which there is no report.
    #[error("the folder `{}` holds no reports", .path.display())]
    NoReports {
        /// The path.
        path: PathBuf,
    },
}

impl ReadError {
    /// Where the error stands, as `path:line`; nothing where the message names the whole path.
    pub fn place(&self) -> Option<String> {
        match self {
            Self::Missing { .. } | Self::Io { .. } | Self::Kind { .. } | Self::NoReports { .. } => None,
            Self::Json { path, line, column, .. } => Some(format!("{}:{line}:{column}", path.display())),
            Self::NotUtf8 { path, line, .. }
            | Self::Empty { path, line }
            | Self::Field { path, line, .. }
            | Self::Date { path, line, .. }
            | Self::Duplicate { path, line, .. } => Some(format!("{}:{line}", path.display())),
        }
    }

    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Missing { .. } => {
                "check the path; reports are read from files, folders, or `-` for standard input"
            }
            Self::Io { .. } => "check that you may read it",
            Self::NotUtf8 { .. } => {
                "it looks like Windows-1252 or UTF-16; convert it, for example with `iconv -f WINDOWS-1252 -t UTF-8`"
            }
            Self::Empty { .. } => "leave the report out, or give it a text",
            Self::Json { .. } => {
                "each line is one object, such as {\"id\": \"a-1\", \"text\": \"The ministers met.\"}"
            }
            Self::Field { .. } => {
                "`id` and `text` are needed; `title`, `date`, `source` and `agency` may be left out"
            }
            Self::Date { .. } => "write year, month and day, or leave the date out",
            Self::Duplicate { .. } => "ids name reports in the graph; give each report its own",
            Self::Kind { .. } | Self::NoReports { .. } => {
                "reports are files ending in .txt, .md, .jsonl or .ndjson"
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_says_where_and_what_to_do() {
        let error = ReadError::NotUtf8 { path: "wire/b.txt".into(), byte: 0x92, offset: 1204, line: 17 };
        assert_eq!(error.to_string(), "`wire/b.txt` is not UTF-8: byte 0x92 at offset 1204");
        assert_eq!(error.place().as_deref(), Some("wire/b.txt:17"));
        assert!(error.hint().contains("Windows-1252"));
    }
}
