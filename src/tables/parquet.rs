//! A table as Parquet: row groups of bounded size, so that memory does not grow with the table.

use crate::tables::row::Cell;
use crate::tables::schema::{Column, Kind};
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical, ZstdLevel};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type};
use parquet::errors::Result;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type;
use std::io::Write;
use std::sync::Arc;

/// A row group is written when its cells take so much memory.
const GROUP_BYTES: usize = 8 << 20;

/// What the writer must know of a column.
pub(super) struct Field {
    /// Its name.
    pub(super) name: String,
    /// What its cells hold.
    pub(super) kind: Kind,
    /// Whether each row has a value.
    pub(super) required: bool,
}

impl From<&Column> for Field {
    fn from(column: &Column) -> Self {
        Self { name: column.name.to_owned(), kind: column.kind, required: column.required }
    }
}

/// Writes one table.
pub(super) struct Writer<W: Write + Send> {
    fields: Vec<Field>,
    file: SerializedFileWriter<W>,
    rows: Vec<Vec<Cell>>,
    bytes: usize,
}

impl<W: Write + Send> Writer<W> {
    /// Begins a file with these columns; `about` is what whoever finds the file alone can read there.
    ///
    /// # Errors
    /// If `out` cannot be written.
    pub(super) fn start(
        out: W,
        name: &str,
        fields: Vec<Field>,
        about: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self> {
        let types: Result<Vec<_>> = fields.iter().map(|column| Ok(Arc::new(field(column)?))).collect();
        let schema = Type::group_type_builder(name).with_fields(types?).build()?;
        let metadata = about.into_iter().map(|(key, value)| KeyValue::new(key, value)).collect();
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::try_new(3)?))
            .set_created_by(concat!("rapporteur ", env!("CARGO_PKG_VERSION")).to_owned())
            .set_key_value_metadata(Some(metadata))
            .build();
        let file = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties))?;
        Ok(Self { fields, file, rows: Vec::new(), bytes: 0 })
    }

    /// Takes a row, with a cell for each column.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub(super) fn row(&mut self, row: Vec<Cell>) -> Result<()> {
        self.bytes += row.iter().map(Cell::bytes).sum::<usize>();
        self.rows.push(row);
        if self.bytes >= GROUP_BYTES { self.group() } else { Ok(()) }
    }

    fn group(&mut self) -> Result<()> {
        let mut rows = std::mem::take(&mut self.rows);
        self.bytes = 0;
        let mut group = self.file.next_row_group()?;
        for (index, column) in self.fields.iter().enumerate() {
            let cells = rows
                .iter_mut()
                .map(|row| row.get_mut(index).map_or(Cell::Null, |cell| std::mem::replace(cell, Cell::Null)));
            write(&mut group, column, cells)?;
        }
        group.close()?;
        Ok(())
    }

    /// Ends the file and gives back what it was written to.
    ///
    /// # Errors
    /// If the last bytes cannot be written.
    pub(super) fn finish(mut self) -> Result<W> {
        if !self.rows.is_empty() {
            self.group()?;
        }
        self.file.into_inner()
    }
}

fn field(column: &Field) -> Result<Type> {
    let repetition = if column.required { Repetition::REQUIRED } else { Repetition::OPTIONAL };
    let (physical, logical) = match column.kind {
        Kind::Text | Kind::List => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Kind::Integer => (Physical::INT64, None),
        Kind::Number => (Physical::DOUBLE, None),
        Kind::Boolean => (Physical::BOOLEAN, None),
        Kind::Date => (Physical::INT32, Some(LogicalType::Date)),
    };
    let primitive = |name: &str, repetition: Repetition| {
        Type::primitive_type_builder(name, physical)
            .with_repetition(repetition)
            .with_logical_type(logical.clone())
            .build()
    };
    if column.kind != Kind::List {
        return primitive(&column.name, repetition);
    }
    // https://github.com/apache/parquet-format/blob/master/LogicalTypes.md#lists: three levels with these names.
    let list = Type::group_type_builder("list")
        .with_repetition(Repetition::REPEATED)
        .with_fields(vec![Arc::new(primitive("element", Repetition::REQUIRED)?)])
        .build()?;
    Type::group_type_builder(&column.name)
        .with_repetition(repetition)
        .with_logical_type(Some(LogicalType::List))
        .with_fields(vec![Arc::new(list)])
        .build()
}

fn write<W: Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    column: &Field,
    cells: impl Iterator<Item = Cell>,
) -> Result<()> {
    let Some(mut writer) = group.next_column()? else { return Ok(()) };
    macro_rules! put {
        ($type:ty, $value:pat => $into:expr) => {{
            let (mut values, mut levels) = (Vec::new(), Vec::new());
            for cell in cells {
                match cell {
                    $value => {
                        values.push($into);
                        levels.push(1);
                    }
                    _ => levels.push(0),
                }
            }
            // A column without nulls has no levels.
            let levels = (!column.required).then_some(levels.as_slice());
            writer.typed::<$type>().write_batch(&values, levels, None)?;
        }};
    }
    match column.kind {
        Kind::Text => put!(ByteArrayType, Cell::Text(text) => ByteArray::from(text.into_bytes())),
        Kind::Integer => put!(Int64Type, Cell::Integer(number) => number),
        Kind::Number => put!(DoubleType, Cell::Number(number) => number),
        Kind::Boolean => put!(BoolType, Cell::Boolean(value) => value),
        Kind::Date => put!(Int32Type, Cell::Date(date) => date.to_epoch_days()),
        Kind::List => {
            let (mut values, mut present, mut repeated) = (Vec::new(), Vec::new(), Vec::new());
            for cell in cells {
                let items = match cell {
                    Cell::List(items) => items,
                    _ => Vec::new(),
                };
                if items.is_empty() {
                    present.push(0);
                    repeated.push(0);
                }
                for (index, item) in items.into_iter().enumerate() {
                    values.push(ByteArray::from(item.into_bytes()));
                    present.push(1);
                    repeated.push(i16::from(index > 0));
                }
            }
            writer.typed::<ByteArrayType>().write_batch(&values, Some(&present), Some(&repeated))?;
        }
    }
    writer.close()
}
