//! Rows as a table: a column for each field, codes of a list between strokes.

use super::row::{Row, RowFault};
use super::table::{TableFault, TableReader, write_cell};
use super::{Activity, RecordId};
use std::borrow::Cow;

const LIST: char = '|';

/// A column: its name, how it is written, how it is read; `None` where the text cannot be of it.
struct Column {
    name: &'static str,
    write: fn(&Row, &mut String),
    read: fn(&mut Row, String) -> Option<()>,
}

/// The columns, in their order.
macro_rules! columns {
    ($($name:literal: $field:ident,)+) => {
        const COLUMNS: &[Column] = &[$(Column {
            name: $name,
            write: |row, out| row.$field.write(out),
            read: |row, text| Some(row.$field = Field::read(text)?),
        }),+];
    };
}

columns! {
    "id": id,
    "type": kind,
    "date": date,
    "duree": duree,
    "accompagnements": accompagnements,
    "type_lieu": type_lieu,
    "structure_id": structure_id,
    "lieu_code_insee": lieu_code_insee,
    "thematiques": thematiques,
    "precisions_demarche": precisions_demarche,
    "materiel": materiel,
    "autonomie": autonomie,
    "oriente_vers_structure": oriente_vers_structure,
    "structure_de_redirection": structure_de_redirection,
    "titre_atelier": titre_atelier,
    "niveau_atelier": niveau_atelier,
    "genre": genre,
    "tranche_age": tranche_age,
    "statut": statut,
    "commune_code_insee": commune_code_insee,
    "deja_accompagne": deja_accompagne,
    "tags": tags,
    "note": note,
    "profil": profil,
}

/// The columns of every table: the last is there only where profiles are used.
fn written(with_profile: bool) -> &'static [Column] {
    let count = COLUMNS.len() - usize::from(!with_profile);
    COLUMNS.get(..count).unwrap_or(COLUMNS)
}

/// How a field stands in a cell.
trait Field: Sized {
    fn write(&self, out: &mut String);
    /// `None` where the text cannot be of it.
    fn read(text: String) -> Option<Self>;
}

impl Field for Cow<'static, str> {
    fn write(&self, out: &mut String) {
        write_cell(out, self);
    }

    fn read(text: String) -> Option<Self> {
        Some(Cow::Owned(text))
    }
}

impl Field for Option<Cow<'static, str>> {
    fn write(&self, out: &mut String) {
        write_cell(out, self.as_deref().unwrap_or_default());
    }

    fn read(text: String) -> Option<Self> {
        Some((!text.is_empty()).then_some(Cow::Owned(text)))
    }
}

impl Field for Vec<Cow<'static, str>> {
    fn write(&self, out: &mut String) {
        write_cell(out, &self.join(LIST.encode_utf8(&mut [0; 4])));
    }

    fn read(text: String) -> Option<Self> {
        Some(text.split(LIST).filter(|one| !one.is_empty()).map(|one| Cow::Owned(one.to_owned())).collect())
    }
}

impl Field for u16 {
    fn write(&self, out: &mut String) {
        out.push_str(&self.to_string());
    }

    fn read(text: String) -> Option<Self> {
        text.trim().parse().ok()
    }
}

impl Field for Option<bool> {
    fn write(&self, out: &mut String) {
        out.push_str(self.map_or("", |yes| if yes { "true" } else { "false" }));
    }

    fn read(text: String) -> Option<Self> {
        match text.as_str() {
            "" => Some(None),
            "true" => Some(Some(true)),
            "false" => Some(Some(false)),
            _ => None,
        }
    }
}

/// Adds the heading of a table, with a column of profiles where they are used.
pub fn write_heading(with_profile: bool, out: &mut String) {
    let names: Vec<_> = written(with_profile).iter().map(|column| column.name).collect();
    out.push_str(&names.join(","));
    out.push_str("\r\n");
}

/// Adds a row, under a heading of the same columns.
pub fn write_row(row: &Row, with_profile: bool, out: &mut String) {
    for (at, column) in written(with_profile).iter().enumerate() {
        out.extend((at > 0).then_some(','));
        (column.write)(row, out);
    }
    out.push_str("\r\n");
}

/// Why a line of a table gives no record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineFault {
    /// The table is broken there.
    Table(TableFault),
    /// It has more or fewer cells than the heading.
    Cells,
    /// The row is no record.
    Row(RowFault),
}

/// The records of a table that comes from elsewhere, each with the number of its line; its texts are judged as if they were typed.
/// Columns are known by their names, in any order; others are passed over. A table without a heading of ours gives nothing but faults.
pub fn read_table<'a>(
    text: &'a str,
    is_public: impl Fn(&str) -> bool + 'a,
) -> impl Iterator<Item = (usize, Result<(Option<RecordId>, Activity), LineFault>)> + 'a {
    let mut table = TableReader::new(text);
    let heading = table.next().and_then(|(_, row)| row.ok()).unwrap_or_default();
    let columns: Vec<Option<&Column>> =
        heading.iter().map(|name| COLUMNS.iter().find(|column| column.name == name.trim())).collect();
    table.map(move |(line, cells)| {
        let record = || {
            let cells = cells.map_err(LineFault::Table)?;
            if cells.len() != columns.len() {
                return Err(LineFault::Cells);
            }
            let mut row = Row::default();
            for (column, cell) in columns.iter().zip(cells) {
                let Some(column) = column else { continue };
                (column.read)(&mut row, cell).ok_or(LineFault::Row(RowFault::Value(column.name)))?;
            }
            let id = row.record_id().map_err(LineFault::Row)?;
            Ok((id, row.judged(&is_public).map_err(LineFault::Row)?))
        };
        (line, record())
    })
}
