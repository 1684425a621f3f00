//! A table as CSV: RFC 4180, with lists parted as the page of the tables says.

use crate::tables::row::{Cell, Row};
use crate::tables::schema::{LIST_SEPARATOR, Table};
use std::io::{self, Write};

/// Writes the line of the columns' names.
///
/// # Errors
/// If `out` cannot be written.
pub(super) fn head(out: &mut impl Write, table: &Table) -> io::Result<()> {
    let names: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
    writeln!(out, "{}", names.join(","))
}

/// Writes one row.
///
/// # Errors
/// If `out` cannot be written.
pub(super) fn row(out: &mut impl Write, row: &Row) -> io::Result<()> {
    for (index, cell) in row.cells.iter().enumerate() {
        if index > 0 {
            out.write_all(b",")?;
        }
        match cell {
            Cell::Null => {}
            Cell::Text(text) => quoted(out, text)?,
            Cell::Integer(number) => write!(out, "{number}")?,
            Cell::Number(number) => write!(out, "{number}")?,
            Cell::Boolean(value) => write!(out, "{value}")?,
            Cell::Date(date) => write!(out, "{date}")?,
            Cell::List(items) => quoted(out, &joined(items))?,
        }
    }
    writeln!(out)
}

fn joined(items: &[String]) -> String {
    let mut joined = String::new();
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            joined.push(LIST_SEPARATOR);
        }
        for c in item.chars() {
            if c == LIST_SEPARATOR || c == '\\' {
                joined.push('\\');
            }
            joined.push(c);
        }
    }
    joined
}

fn quoted(out: &mut impl Write, text: &str) -> io::Result<()> {
    if text.contains([',', '"', '\n', '\r']) {
        write!(out, "\"{}\"", text.replace('"', "\"\""))
    } else {
        out.write_all(text.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_only_where_they_must_be() {
        let written = |text: &str| {
            let mut out = Vec::new();
            quoted(&mut out, text).unwrap();
            String::from_utf8(out).unwrap()
        };
        assert_eq!(written("gas"), "gas");
        assert_eq!(written("oil, \"crude\""), "\"oil, \"\"crude\"\"\"");
        assert_eq!(written("two\nlines"), "\"two\nlines\"");
    }

    #[test]
    fn an_item_may_hold_the_separator() {
        let items = ["a|b".to_owned(), "c\\".to_owned(), "d".to_owned()];
        assert_eq!(joined(&items), r"a\|b|c\\|d");
    }
}
