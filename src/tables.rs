//! The graph as tables for notebooks: one file per table, Parquet or CSV.
//!
//! [`schema`] declares the tables once; writers, documentation and tests come from it.
//! Reports are read one after the other and their rows written as they come: what is held in memory are the
//! IRIs of the reports and of the entities that they share, and one group of rows per table.

use crate::parts::{Stated, Things, reports, shared};
use crate::store::{GraphStore, StoreError};
use crate::tables::row::Row;
use crate::tables::rows::Maker;
use crate::tables::schema::{TABLES, Table};
use oxigraph::model::NamedNode;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};

pub mod answer;
pub mod page;
pub mod schema;

mod csv;
mod parquet;
mod row;
mod rows;

/// The formats of tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Apache Parquet, packed with zstd.
    Parquet,
    /// Comma-separated values, RFC 4180.
    Csv,
}

impl Format {
    /// The ending of its files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Format::Parquet => "parquet",
            Format::Csv => "csv",
        }
    }
}

/// Why the tables could not be written.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file or folder could not be written.
    #[error("`{}` cannot be written", .path.display())]
    Write {
        /// The path.
        path: PathBuf,
        /// What the system or the writer says.
        source: io::Error,
    },
    /// The folder is a file.
    #[error("`{}` is a file, and tables are written into a folder", .path.display())]
    NoFolder {
        /// The path.
        path: PathBuf,
    },
    /// The graph lacks what a row must have.
    #[error("the table `{table}` needs a `{column}` for {row}, and the graph has none")]
    Absent {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// The key of the row, as far as it is known.
        row: String,
    },
    /// A row is not as its table declares; this is a bug.
    #[error("the column `{column}` of the table `{table}` is not filled as it is declared")]
    Undeclared {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
    },
}

impl TableError {
    /// What to do about it.
    pub fn hint(&self) -> String {
        match self {
            Self::Store(error) => error.hint(),
            Self::Write { .. } => "check that you may write there and that the disk is not full".into(),
            Self::NoFolder { .. } => {
                "name a folder, which is made where there is none; the graph to read stands behind --store or --from".into()
            }
            Self::Absent { .. } => {
                "`rapporteur check` tells all that is wrong with a graph; build it again from the reports"
                    .into()
            }
            Self::Undeclared { .. } => "this is a bug in rapporteur; please report it".into(),
        }
    }
}

/// One table as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The table.
    pub table: &'static Table,
    /// Its file.
    pub path: PathBuf,
    /// How many rows it has.
    pub rows: usize,
    /// How many bytes its file has.
    pub bytes: u64,
}

/// Writes all tables of a graph into a folder, which is made where there is none.
///
/// `text` says whether the texts of the reports are written too; `step` is called after each report.
/// Files appear under their names only when all are complete.
///
/// # Errors
/// If the graph cannot be read or lacks what a row must have, or a file cannot be written.
pub fn write(
    graph: &GraphStore,
    folder: &Path,
    format: Format,
    text: bool,
    step: impl FnMut(),
) -> Result<Vec<Written>, TableError> {
    if folder.is_file() {
        return Err(TableError::NoFolder { path: folder.into() });
    }
    fs::create_dir_all(folder).map_err(|source| TableError::Write { path: folder.into(), source })?;
    let mut files = Vec::with_capacity(TABLES.len());
    let written = fill(graph, folder, format, text, step, &mut files);
    if written.is_err() {
        for file in &files {
            let _ = fs::remove_file(&file.part);
        }
    }
    written
}

fn fill(
    graph: &GraphStore,
    folder: &Path,
    format: Format,
    text: bool,
    mut step: impl FnMut(),
    files: &mut Vec<TableFile>,
) -> Result<Vec<Written>, TableError> {
    for table in &TABLES {
        files.push(TableFile::start(folder, table, format)?);
    }
    let reports = reports(graph)?;
    let mut things = Things::of(graph);

    for entity in shared(graph, &[])?.into_iter().map(NamedNode::new_unchecked) {
        // What reports call it stands in the graphs of all of them.
        let quads: Result<Vec<_>, StoreError> = graph.matching(Some(entity.as_ref()), None, None).collect();
        let stated = Stated::of(entity.clone(), quads?);
        let mut maker = Maker { stated: &stated, things: &mut things, text, rows: Vec::new() };
        maker.entity_row(entity.as_str())?;
        take(files, maker.rows)?;
    }
    for report in &reports {
        let stated = Stated::read(graph, report)?;
        let mut maker = Maker { stated: &stated, things: &mut things, text, rows: Vec::new() };
        maker.report()?;
        take(files, maker.rows)?;
        step();
    }
    for file in &mut *files {
        file.finish()?;
    }
    files.iter().map(TableFile::publish).collect()
}

fn take(files: &mut [TableFile], rows: Vec<Row>) -> Result<(), TableError> {
    for row in rows {
        if let Some(file) = files.iter_mut().find(|file| file.table.name == row.table.name) {
            file.row(row)?;
        }
    }
    Ok(())
}

enum Output {
    Parquet(Box<parquet::Writer<BufWriter<File>>>),
    Csv(BufWriter<File>),
    Finished,
}

/// A table that is being written, beside its place.
struct TableFile {
    table: &'static Table,
    path: PathBuf,
    part: PathBuf,
    rows: usize,
    output: Output,
}

impl TableFile {
    fn start(folder: &Path, table: &'static Table, format: Format) -> Result<Self, TableError> {
        let path = folder.join(format!("{}.{}", table.name, format.as_str()));
        let part = folder.join(format!("{}.{}.part", table.name, format.as_str()));
        let failed = |source| TableError::Write { path: part.clone(), source };
        let mut file = BufWriter::new(File::create(&part).map_err(failed)?);
        let output = match format {
            Format::Csv => {
                csv::head(&mut file, table).map_err(failed)?;
                Output::Csv(file)
            }
            Format::Parquet => {
                let fields = table.columns.iter().map(parquet::Field::from).collect();
                // Whoever finds the file alone can read there what its columns mean.
                let columns = table.columns.iter().map(|column| (column.name, column.what));
                let about = std::iter::once(("table", table.what)).chain(columns);
                let about = about.map(|(key, value)| (key.to_owned(), value.to_owned()));
                let writer = parquet::Writer::start(file, table.name, fields, about)
                    .map_err(io::Error::other)
                    .map_err(failed)?;
                Output::Parquet(Box::new(writer))
            }
        };
        Ok(Self { table, path, part, rows: 0, output })
    }

    fn row(&mut self, row: Row) -> Result<(), TableError> {
        self.rows += 1;
        let written = match &mut self.output {
            Output::Parquet(writer) => writer.row(row.cells).map_err(io::Error::other),
            Output::Csv(file) => csv::row(file, &row),
            Output::Finished => Ok(()),
        };
        written.map_err(|source| TableError::Write { path: self.part.clone(), source })
    }

    /// Ends the file beside its place.
    fn finish(&mut self) -> Result<(), TableError> {
        let ended = match std::mem::replace(&mut self.output, Output::Finished) {
            Output::Parquet(writer) => {
                writer.finish().map_err(io::Error::other).and_then(|mut file| file.flush())
            }
            Output::Csv(mut file) => file.flush(),
            Output::Finished => Ok(()),
        };
        ended.map_err(|source| TableError::Write { path: self.part.clone(), source })
    }

    /// Puts the finished file in its place.
    fn publish(&self) -> Result<Written, TableError> {
        let failed = |source| TableError::Write { path: self.path.clone(), source };
        fs::rename(&self.part, &self.path).map_err(failed)?;
        let bytes = fs::metadata(&self.path).map_err(failed)?.len();
        Ok(Written { table: self.table, path: self.path.clone(), rows: self.rows, bytes })
    }
}
