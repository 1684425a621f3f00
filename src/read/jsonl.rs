//! Reports as JSON Lines: one object a line, with `id`, `text`, `title`, `date`, `source` and `agency`.

use crate::read::dateline;
use crate::read::error::ReadError;
use crate::read::text::decode;
use crate::report::Report;
use chrono::NaiveDate;
use serde_json::{Map, Value};
use std::io::BufRead;
use std::path::{Path, PathBuf};

/// The reports of one JSON Lines file, line after line; other fields than ours are ignored.
pub struct JsonLines {
    input: Box<dyn BufRead + Send>,
    path: PathBuf,
    line: u64,
    offset: u64,
    ended: bool,
}

impl JsonLines {
    /// The reports of `input`, which was opened from `path`.
    pub fn new(input: Box<dyn BufRead + Send>, path: PathBuf) -> Self {
        Self { input, path, line: 0, offset: 0, ended: false }
    }

    /// The path that was given, and the number of the last line that was read, from 1.
    pub fn place(&self) -> (&Path, u64) {
        (&self.path, self.line)
    }

    fn report(&self, line: &str) -> Result<Report, ReadError> {
        let fields: Map<String, Value> = serde_json::from_str(line).map_err(|error| ReadError::Json {
            path: self.path.clone(),
            line: self.line,
            column: error.column(),
            // The parser counts lines too, and would say that all is in line 1.
            reason: error.to_string().split(" at line ").next().unwrap_or_default().to_owned(),
        })?;
        let needed = |field| {
            self.string(&fields, field)?.ok_or_else(|| ReadError::Field {
                path: self.path.clone(),
                line: self.line,
                field,
                found: "absent",
            })
        };
        let (id, text) = (needed("id")?, needed("text")?);
        if text.trim().is_empty() {
            return Err(ReadError::Empty { path: self.path.clone(), line: self.line });
        }
        let given = match self.string(&fields, "date")? {
            None => None,
            Some(value) => Some(day(&value).ok_or_else(|| ReadError::Date {
                path: self.path.clone(),
                line: self.line,
                value: value.clone(),
            })?),
        };
        let dateline = dateline::find(&text, given);
        Ok(Report {
            id,
            title: self.string(&fields, "title")?,
            date: given.or(dateline.date),
            dateline,
            agency: self.string(&fields, "agency")?,
            source: self.string(&fields, "source")?,
            text,
        })
    }

    /// A field that is a string; an absent, empty or null one is nothing.
    fn string(&self, fields: &Map<String, Value>, field: &'static str) -> Result<Option<String>, ReadError> {
        let found = match fields.get(field) {
            None | Some(Value::Null) => return Ok(None),
            Some(Value::String(value)) => return Ok(Some(value.clone()).filter(|value| !value.is_empty())),
            Some(Value::Bool(_)) => "a truth value",
            Some(Value::Number(_)) => "a number",
            Some(Value::Array(_)) => "a list",
            Some(Value::Object(_)) => "an object",
        };
        Err(ReadError::Field { path: self.path.clone(), line: self.line, field, found })
    }
}

impl Iterator for JsonLines {
    type Item = Result<Report, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            let mut bytes = Vec::new();
            match self.input.read_until(b'\n', &mut bytes) {
                Ok(0) => self.ended = true,
                Ok(length) => {
                    self.line += 1;
                    let offset = self.offset;
                    self.offset += length as u64;
                    let line = match decode(&self.path, bytes, offset, self.line) {
                        Ok(line) => line,
                        Err(error) => return Some(Err(error)),
                    };
                    let line = line.strip_prefix('\u{feff}').unwrap_or(&line);
                    if !line.trim().is_empty() {
                        return Some(self.report(line));
                    }
                }
                // What follows a failed read cannot be trusted to begin at a line.
                Err(source) => {
                    self.ended = true;
                    return Some(Err(ReadError::Io { path: self.path.clone(), source }));
                }
            }
        }
        None
    }
}

/// The day of a date, with or without a time after it.
fn day(value: &str) -> Option<NaiveDate> {
    let (day, time) = (value.get(..10)?, value.get(10..)?);
    if time.is_empty() || time.starts_with(['T', ' ']) {
        NaiveDate::parse_from_str(day, "%Y-%m-%d").ok()
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &'static [u8]) -> Vec<Result<Report, ReadError>> {
        JsonLines::new(Box::new(text), "wire.jsonl".into()).collect()
    }

    fn error(text: &'static [u8]) -> (String, Option<String>) {
        let error = read(text).into_iter().find_map(Result::err).unwrap();
        (error.to_string(), error.place())
    }

    #[test]
    fn an_object_a_line_is_a_report_a_line() {
        let reports = read(
            b"{\"id\": \"a\", \"text\": \"They met.\", \"title\": null, \"date\": \"2031-05-02T10:00:00Z\", \"more\": 1}\n\n\
              {\"id\": \"b\", \"text\": \"TARNOW, May 3 (NP) \\u2014 They met again.\", \"agency\": \"NP\"}",
        );
        let reports: Vec<Report> = reports.into_iter().map(Result::unwrap).collect();
        assert_eq!(reports.len(), 2);
        assert_eq!(reports[0].date, NaiveDate::from_ymd_opt(2031, 5, 2));
        assert_eq!(reports[0].title, None);
        assert_eq!(reports[1].body().of(&reports[1].text), "They met again.");
        assert_eq!(reports[1].agency.as_deref(), Some("NP"));
    }

    #[test]
    fn a_bad_line_is_told_and_the_rest_is_read() {
        let reports = read(b"{\"id\": \"a\"}\n{\"id\" \"b\"}\n{\"id\": \"c\", \"text\": \"They met.\"}\n");
        assert_eq!(reports.iter().map(Result::is_ok).collect::<Vec<_>>(), [false, false, true]);
    }

    #[test]
    fn an_error_names_line_and_field() {
        let place = |line: &str| Some(format!("wire.jsonl:{line}"));
        assert_eq!(
            error(b"\n{\"id\": \"a\"}"),
            ("the field `text` is absent; a string was expected".into(), place("2"))
        );
        assert_eq!(
            error(b"{\"id\": 7, \"text\": \"x\"}"),
            ("the field `id` is a number; a string was expected".into(), place("1"))
        );
        assert_eq!(
            error(b"{\"id\": \"a\", \"text\": \"x\", \"date\": \"May 2\"}"),
            ("the date `May 2` is not of the form 2031-05-02".into(), place("1"))
        );
        assert_eq!(error(b"[1]").1, place("1:0"));
        assert_eq!(error(b"{\"id\" 1}").1, place("1:7"));
        assert_eq!(error(b"{\"id\": \"\xff\"}").1, place("1"));
    }
}
