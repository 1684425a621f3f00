//! How errors read: one sentence, the place, the cause, and what to do.

use anyhow::Error;
use rapporteur::ask::AskError;
use rapporteur::ask::claims::NoClaim;
use rapporteur::diff::DiffError;
use rapporteur::parts::selection::SelectionError;
use rapporteur::parts::sequence::SequenceError;
use rapporteur::queries::UnknownKind;
use rapporteur::read::error::ReadError;
use rapporteur::site::SiteError;
use rapporteur::store::{QueryError, StoreError};
use rapporteur::tables::TableError;
use std::fmt::Write as _;
use std::io;
use std::path::Path;

/// An error that only the command line knows.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub(super) struct Told {
    message: String,
    hint: String,
    #[source]
    cause: Option<io::Error>,
}

/// An error with what to do about it.
pub(super) fn told(message: impl Into<String>, hint: impl Into<String>) -> Error {
    Told { message: message.into(), hint: hint.into(), cause: None }.into()
}

/// The error of a file that the system does not let us write.
pub(super) fn unwritable(path: &Path, cause: io::Error) -> Error {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let hint = match (cause.kind(), folder) {
        (io::ErrorKind::NotFound, Some(folder)) => {
            format!("there is no folder `{}`; make it, or name another file", folder.display())
        }
        (io::ErrorKind::NotADirectory, Some(folder)) => {
            format!("`{}` is no folder; name another file", folder.display())
        }
        (io::ErrorKind::PermissionDenied, _) => "you may not write there; name another file".to_owned(),
        _ => "check that you may write there and that the disk is not full".to_owned(),
    };
    Told { message: format!("`{}` cannot be written", path.display()), hint, cause: Some(cause) }.into()
}

/// The text of an error, without colour.
pub(super) fn text(error: &Error) -> String {
    let mut text = error.to_string();
    let place = error.chain().find_map(|cause| cause.downcast_ref::<ReadError>()).and_then(ReadError::place);
    if let Some(place) = place {
        let _ = write!(text, "\n  --> {place}");
    }
    let mut last = error.to_string();
    for cause in error.chain().skip(1) {
        let cause = cause.to_string();
        // A message that holds its cause already need not say it twice.
        if !last.contains(&cause) {
            let _ = write!(text, "\nCaused by: {cause}");
            last = cause;
        }
    }
    if let Some(hint) = hint(error) {
        let _ = write!(text, "\nHint: {hint}");
    }
    text
}

fn hint(error: &Error) -> Option<String> {
    error.chain().find_map(|cause| {
        if let Some(error) = cause.downcast_ref::<Told>() {
            return Some(error.hint.clone());
        }
        if let Some(error) = cause.downcast_ref::<ReadError>() {
            return Some(error.hint().to_owned());
        }
        if let Some(error) = cause.downcast_ref::<StoreError>() {
            return Some(error.hint());
        }
        if let Some(error) = cause.downcast_ref::<SequenceError>() {
            return Some(error.hint());
        }
        if let Some(error) = cause.downcast_ref::<SelectionError>() {
            return Some(error.hint());
        }
        if let Some(error) = cause.downcast_ref::<TableError>() {
            return Some(error.hint());
        }
        if let Some(error) = cause.downcast_ref::<SiteError>() {
            return Some(error.hint());
        }
        if let Some(error) = cause.downcast_ref::<QueryError>() {
            return Some(error.hint());
        }
        if let Some(error) = cause.downcast_ref::<AskError>() {
            return Some(error.hint());
        }
        if let Some(error) = cause.downcast_ref::<UnknownKind>() {
            return Some(error.hint());
        }
        if let Some(error) = cause.downcast_ref::<DiffError>() {
            return Some(error.hint());
        }
        cause.downcast_ref::<NoClaim>().map(NoClaim::hint)
    })
}

/// Whether the reader of our output went away.
pub(super) fn is_broken_pipe(error: &Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

/// Makes a panic read as what it is: a bug, with its place, to be reported.
pub(super) fn tell_bugs_apart() {
    std::panic::set_hook(Box::new(|panic| {
        let payload = panic.payload();
        let what = payload
            .downcast_ref::<&str>()
            .copied()
            .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
            .unwrap_or("something went wrong");
        let place = panic.location().map_or_else(String::new, |place| format!("\n  --> {place}"));
        super::say::print(&format!(
            "Internal error: {what}{place}\nHint: this is a bug in rapporteur; please report it with the report that was read\n"
        ));
    }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::Context as _;

    #[test]
    fn an_error_has_a_place_a_cause_and_a_hint() {
        let error: Error =
            ReadError::Date { path: "wire.jsonl".into(), line: 7, value: "May 2".into() }.into();
        assert_eq!(
            text(&error),
            "the date `May 2` is not of the form 2031-05-02\n  --> wire.jsonl:7\n\
             Hint: write year, month and day, or leave the date out"
        );
        let error: Error =
            ReadError::Io { path: "a.txt".into(), source: io::Error::other("permission denied") }.into();
        assert_eq!(
            text(&error),
            "`a.txt` cannot be read\nCaused by: permission denied\nHint: check that you may read it"
        );
    }

    #[test]
    fn a_broken_pipe_is_found_below_its_context() {
        let error = Err::<(), _>(io::Error::from(io::ErrorKind::BrokenPipe)).context("writing").unwrap_err();
        assert!(is_broken_pipe(&error));
        assert!(!is_broken_pipe(&told("a", "b")));
    }
}
