//! The rows of an answer as a Parquet file.
//!
//! A column has the type that all its values have: days, whole numbers, numbers or truth values; else it is text.
//! The types are known when all rows are there, so they are held in memory.

use crate::tables::parquet::{Field, Writer};
use crate::tables::row::Cell;
use crate::tables::schema::Kind;
use chrono::NaiveDate;
use oxigraph::model::vocab::xsd;
use oxigraph::model::{Literal, Term, Variable};
use std::io::{self, Write};

/// Writes rows as one Parquet file, packed with zstd; each row has a value, or nothing, for each of the variables.
///
/// The text of the query stands in the file's metadata as `query`.
///
/// # Errors
/// If `out` cannot be written.
pub fn write(
    mut out: impl Write + Send,
    query: &str,
    variables: &[Variable],
    rows: Vec<Vec<Option<Term>>>,
) -> io::Result<()> {
    let columns = 0..variables.len();
    let kinds: Vec<Kind> =
        columns.map(|column| kind(rows.iter().filter_map(|row| row.get(column)?.as_ref()))).collect();
    let fields = variables.iter().zip(&kinds);
    let fields =
        fields.map(|(name, kind)| Field { name: name.as_str().to_owned(), kind: *kind, required: false });
    let about = [("query".to_owned(), query.to_owned())];
    let mut writer = Writer::start(&mut out, "answer", fields.collect(), about).map_err(io::Error::other)?;
    for row in rows {
        let cells =
            row.into_iter().zip(&kinds).map(|(term, kind)| term.map_or(Cell::Null, |term| cell(term, *kind)));
        writer.row(cells.collect()).map_err(io::Error::other)?;
    }
    writer.finish().map_err(io::Error::other)?;
    out.flush()
}

/// The kind of a column with these values; text where there are none.
fn kind<'t>(values: impl Iterator<Item = &'t Term>) -> Kind {
    let together = |one: Kind, other: Kind| match (one, other) {
        (one, other) if one == other => one,
        (Kind::Integer, Kind::Number) | (Kind::Number, Kind::Integer) => Kind::Number,
        _ => Kind::Text,
    };
    values.map(kind_of).reduce(together).unwrap_or(Kind::Text)
}

fn kind_of(term: &Term) -> Kind {
    let Term::Literal(literal) = term else { return Kind::Text };
    let datatype = literal.datatype();
    let fits = |kind: Kind| if value(literal, kind).is_some() { kind } else { Kind::Text };
    if datatype == xsd::DATE {
        fits(Kind::Date)
    } else if datatype == xsd::INTEGER {
        fits(Kind::Integer)
    } else if [xsd::DECIMAL, xsd::DOUBLE, xsd::FLOAT].contains(&datatype) {
        fits(Kind::Number)
    } else if datatype == xsd::BOOLEAN {
        fits(Kind::Boolean)
    } else {
        Kind::Text
    }
}

/// The value of a literal as one of this kind.
fn value(literal: &Literal, kind: Kind) -> Option<Cell> {
    let text = literal.value();
    match kind {
        Kind::Date => text.parse().ok().map(|date: NaiveDate| Cell::Date(date)),
        Kind::Integer => text.parse().ok().map(Cell::Integer),
        Kind::Number => text.parse().ok().map(Cell::Number),
        Kind::Boolean => match text {
            "true" | "1" => Some(Cell::Boolean(true)),
            "false" | "0" => Some(Cell::Boolean(false)),
            _ => None,
        },
        Kind::Text | Kind::List => Some(Cell::Text(text.to_owned())),
    }
}

fn cell(term: Term, kind: Kind) -> Cell {
    match term {
        Term::NamedNode(node) => Cell::Text(node.into_string()),
        Term::BlankNode(node) => Cell::Text(node.to_string()),
        Term::Literal(literal) => value(&literal, kind).unwrap_or(Cell::Null),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::model::{NamedNode, NamedNodeRef};

    #[test]
    fn a_column_has_the_type_that_all_its_values_have() {
        let of = |values: &[(&str, NamedNodeRef<'_>)]| {
            let terms: Vec<Term> =
                values.iter().map(|(value, of)| Literal::new_typed_literal(*value, *of).into()).collect();
            kind(terms.iter())
        };
        assert_eq!(of(&[("2021-12-14", xsd::DATE), ("2021-12-15", xsd::DATE)]), Kind::Date);
        assert_eq!(of(&[("2021-12-14", xsd::DATE), ("2021", xsd::G_YEAR)]), Kind::Text);
        assert_eq!(of(&[("2021-02-30", xsd::DATE)]), Kind::Text);
        assert_eq!(of(&[("3", xsd::INTEGER), ("4", xsd::INTEGER)]), Kind::Integer);
        assert_eq!(of(&[("3", xsd::INTEGER), ("4.5", xsd::DECIMAL), ("INF", xsd::DOUBLE)]), Kind::Number);
        assert_eq!(of(&[("99999999999999999999", xsd::INTEGER)]), Kind::Text);
        assert_eq!(of(&[("3", xsd::INTEGER), ("3", xsd::STRING)]), Kind::Text);
        assert_eq!(of(&[("true", xsd::BOOLEAN)]), Kind::Boolean);
        assert_eq!(of(&[("2021-12-14", xsd::STRING)]), Kind::Text);
        assert_eq!(kind([&NamedNode::new_unchecked("https://a.org/").into()].into_iter()), Kind::Text);
        assert_eq!(kind(std::iter::empty()), Kind::Text);
    }
}
