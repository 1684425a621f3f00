//! One report in a plain text file.

use crate::read::dateline;
use crate::read::error::ReadError;
use crate::report::Report;
use std::path::Path;

/// Reads the bytes of a text file as one report.
///
/// The text stays as it is, apart from a byte order mark; headline and dateline are marked, not cut out.
///
/// # Errors
/// Exactly if the bytes are not UTF-8 or hold nothing but white space.
pub fn read(id: String, path: &Path, bytes: Vec<u8>) -> Result<Report, ReadError> {
    let text = decode(path, bytes, 0, 1)?;
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    if text.trim().is_empty() {
        return Err(ReadError::Empty { path: path.into(), line: 1 });
    }
    let dateline = dateline::find(&text, None);
    // A dateline is no headline; a line before the dateline, or before the text, may be one.
    let title = dateline::headline(&text)
        .filter(|line| dateline.span.is_none_or(|span| !span.overlaps(*line)))
        .map(|line| line.of(&text).to_owned());
    let source = Some(path.display().to_string());
    Ok(Report { id, title, date: dateline.date, dateline, agency: None, source, text })
}

/// Bytes that begin at `offset` of a file, in line `line`, as text.
pub(super) fn decode(path: &Path, bytes: Vec<u8>, offset: u64, line: u64) -> Result<String, ReadError> {
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let before = &error.as_bytes()[..valid];
        let lines = before.split(|byte| *byte == b'\n').count() - 1;
        ReadError::NotUtf8 {
            path: path.into(),
            byte: error.as_bytes()[valid],
            offset: offset + valid as u64,
            line: line + lines as u64,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_is_unchanged_and_the_headline_is_marked() {
        let text = "\u{feff}Ministers meet in Tarnow\n\nTARNOW, 2 May 2031 (NP) — The ministers met.\n";
        let report = read("a".into(), Path::new("a.txt"), text.into()).unwrap();
        assert_eq!(report.text, text.trim_start_matches('\u{feff}'));
        assert_eq!(report.title.as_deref(), Some("Ministers meet in Tarnow"));
        assert_eq!(report.date.map(|date| date.to_string()).as_deref(), Some("2031-05-02"));
        assert_eq!(report.body().of(&report.text), "The ministers met.\n");
    }

    #[test]
    fn a_dateline_is_no_headline() {
        let report =
            read("a".into(), Path::new("a.txt"), " date 2031-05-02 Tarnow, May 2, NP\n\nThey met.".into());
        assert_eq!(report.unwrap().title, None);
    }

    #[test]
    fn a_wrong_byte_is_told_with_its_line() {
        let error = read("a".into(), Path::new("a.txt"), b"one\ntwo\nthe mi\x92nister".to_vec()).unwrap_err();
        assert!(matches!(error, ReadError::NotUtf8 { byte: 0x92, offset: 14, line: 3, .. }), "{error:?}");
    }

    #[test]
    fn an_empty_file_is_no_report() {
        assert!(matches!(
            read("a".into(), Path::new("a.txt"), b" \n".to_vec()),
            Err(ReadError::Empty { .. })
        ));
    }
}
