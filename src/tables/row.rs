//! Cells and rows, checked against the declaration while they are filled.

use crate::tables::TableError;
use crate::tables::schema::{Kind, Table};
use chrono::NaiveDate;

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell {
    /// The report does not say.
    Null,
    /// Of a column of text.
    Text(String),
    /// Of a column of whole numbers.
    Integer(i64),
    /// Of a column of numbers.
    Number(f64),
    /// Of a column of truth values.
    Boolean(bool),
    /// Of a column of days.
    Date(NaiveDate),
    /// Of a column of lists.
    List(Vec<String>),
}

impl Cell {
    fn fits(&self, kind: Kind) -> bool {
        matches!(
            (self, kind),
            (Cell::Null, _)
                | (Cell::Text(_), Kind::Text)
                | (Cell::Integer(_), Kind::Integer)
                | (Cell::Number(_), Kind::Number)
                | (Cell::Boolean(_), Kind::Boolean)
                | (Cell::Date(_), Kind::Date)
                | (Cell::List(_), Kind::List)
        )
    }

    /// About how many bytes of memory it takes.
    pub(crate) fn bytes(&self) -> usize {
        size_of::<Self>()
            + match self {
                Cell::Text(text) => text.len(),
                Cell::List(items) => items.iter().map(|item| item.len() + size_of::<String>()).sum(),
                _ => 0,
            }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<bool> for Cell {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<NaiveDate> for Cell {
    fn from(date: NaiveDate) -> Self {
        Self::Date(date)
    }
}

impl From<Vec<String>> for Cell {
    fn from(items: Vec<String>) -> Self {
        Self::List(items)
    }
}

impl From<Vec<&str>> for Cell {
    fn from(items: Vec<&str>) -> Self {
        Self::List(items.into_iter().map(str::to_owned).collect())
    }
}

impl<C: Into<Cell>> From<Option<C>> for Cell {
    fn from(cell: Option<C>) -> Self {
        cell.map_or(Self::Null, Into::into)
    }
}

/// One row of a table, filled from left to right.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// The table.
    pub(crate) table: &'static Table,
    /// Its cells; as many as the table has columns once it is [`Row::whole`].
    pub(crate) cells: Vec<Cell>,
    /// The first column that was filled out of turn or with another kind of cell.
    wrong: Option<&'static str>,
}

impl Row {
    /// An empty row.
    pub(crate) fn of(table: &'static Table) -> Self {
        Self { table, cells: Vec::with_capacity(table.columns.len()), wrong: None }
    }

    /// Fills the next column, which must be the one of this name.
    pub(crate) fn put(mut self, name: &'static str, cell: impl Into<Cell>) -> Self {
        let cell = cell.into();
        let fits = self
            .table
            .columns
            .get(self.cells.len())
            .is_some_and(|column| column.name == name && cell.fits(column.kind));
        if !fits {
            self.wrong.get_or_insert(name);
        }
        self.cells.push(cell);
        self
    }

    /// The row, if it is as its table declares.
    ///
    /// # Errors
    /// If a cell that must be there is absent, which the graph is to blame for, or a column is not the declared
    /// one, which is a bug.
    pub(crate) fn whole(self) -> Result<Self, TableError> {
        let table = self.table.name;
        if let Some(column) = self.wrong {
            return Err(TableError::Undeclared { table, column });
        }
        if let Some(left) = self.table.columns.get(self.cells.len()) {
            return Err(TableError::Undeclared { table, column: left.name });
        }
        let absent = self
            .table
            .columns
            .iter()
            .zip(&self.cells)
            .find(|(column, cell)| column.required && **cell == Cell::Null);
        if let Some((column, _)) = absent {
            let row = match self.cells.first() {
                Some(Cell::Text(text)) => text.clone(),
                _ => String::new(),
            };
            return Err(TableError::Absent { table, column: column.name, row });
        }
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn err_a_column_out_of_turn_of_another_kind_or_left_out() {
        let table = Table::named("discussions").unwrap();
        let row = || Row::of(table).put("claim", "c").put("report", "r").put("event", "e");
        assert!(row().put("topic", "t").put("issue", Cell::Null).whole().is_ok());
        let wrong = |row: Row| row.whole().unwrap_err().to_string();
        assert!(wrong(row().put("issue", "i").put("topic", "t")).contains("issue"));
        assert!(wrong(row().put("topic", 3.5).put("issue", Cell::Null)).contains("topic"));
        assert!(wrong(row().put("topic", "t")).contains("issue"));
        assert_eq!(
            wrong(row().put("topic", Cell::Null).put("issue", Cell::Null)),
            "the table `discussions` needs a `topic` for c, and the graph has none"
        );
    }
}
