//! Tables, made readable row by row: merged cells repeated downwards, two heads made one.

use super::body::{blocks, flat};
use super::gathered::Gathered;
use super::text::{children, of_child};
use guichet_core::model::Block;
use roxmltree::Node;

/// Most columns and rows of a table; what is wider or longer is cut with a warning.
const COLUMNS: usize = 24;
const ROWS: usize = 400;

/// Reads a `Tableau` and adds it to `out`: its title as a heading, then a table, or a list where it has one column.
pub(super) fn read(node: Node<'_, '_>, with: &mut Gathered, out: &mut Vec<Block>) {
    let title = super::text::heading(&of_child(node, "Titre", &mut with.notes));
    let mut rows = grid(node, with);
    rows.retain(|(_, row)| row.iter().any(|cell| !cell.is_empty()));
    let width = rows.iter().map(|(_, row)| row.len()).max().unwrap_or(0);
    rows.iter_mut().for_each(|(_, row)| row.resize(width, String::new()));
    let heads = rows.iter().take_while(|(head, _)| *head).count();
    let mut rows: Vec<Vec<String>> = rows.into_iter().map(|(_, row)| row).collect();
    let below = rows.split_off(heads.max(1).min(rows.len()));
    let head = rows.into_iter().reduce(merged);
    let mut rows: Vec<Vec<String>> = head.into_iter().chain(below).collect();
    drop_empty_columns(&mut rows);
    if rows.is_empty() {
        return;
    }
    if !title.is_empty() {
        out.push(Block::Heading(super::facts::mark(&title)));
    }
    out.push(match rows.as_slice() {
        [row] => Block::Text(row.iter().filter(|cell| !cell.is_empty()).cloned().collect::<Vec<_>>().join(" : ")),
        rows if rows[0].len() == 1 => Block::List(rows.iter().flatten().cloned().collect()),
        _ => Block::Table(rows),
    });
}

/// Rows as (is a head, cells), merged cells spread out.
fn grid(node: Node<'_, '_>, with: &mut Gathered) -> Vec<(bool, Vec<String>)> {
    let mut rows: Vec<(bool, Vec<String>)> = Vec::new();
    // What still hangs down from rows above: (text, rows left), by column.
    let mut hanging: Vec<(String, usize)> = Vec::new();
    for line in children(node, "Rangée") {
        if rows.len() == ROWS {
            with.notes.warn(line, format!("a table of more than {ROWS} rows: cut here"));
            break;
        }
        let head = line.attribute("type") == Some("header");
        let mut row: Vec<String> = Vec::new();
        for cell in children(line, "Cellule") {
            carry(&mut hanging, &mut row);
            let text = flat(&blocks(cell, with));
            let span = |name| cell.attribute(name).and_then(|span| span.parse::<usize>().ok()).unwrap_or(1).max(1);
            let (down, across) = (span("fusionVerticale").min(ROWS), span("fusionHorizontale").min(COLUMNS));
            for column in 0..across {
                if row.len() == COLUMNS {
                    break;
                }
                // A wide cell of the head names every column below it; in a row it is said once.
                let text = if column == 0 || head { text.clone() } else { String::new() };
                if down > 1 {
                    hanging.resize(hanging.len().max(row.len() + 1), (String::new(), 0));
                    hanging[row.len()] = (text.clone(), down - 1);
                }
                row.push(text);
            }
        }
        carry(&mut hanging, &mut row);
        rows.push((head, row));
    }
    rows
}

/// Adds what hangs down at the next columns of the row.
fn carry(hanging: &mut [(String, usize)], row: &mut Vec<String>) {
    while let Some((text, left)) = hanging.get_mut(row.len()).filter(|(_, left)| *left > 0) {
        *left -= 1;
        row.push(text.clone());
    }
}

/// Two rows of a head as one: "Plafond / PLAI".
fn merged(above: Vec<String>, below: Vec<String>) -> Vec<String> {
    let cells = above.into_iter().zip(below).map(|(above, below)| match (above.is_empty(), below.is_empty()) {
        (true, _) => below,
        (_, true) => above,
        _ if above == below => above,
        _ => format!("{above} / {below}"),
    });
    cells.collect()
}

fn drop_empty_columns(rows: &mut [Vec<String>]) {
    let width = rows.first().map_or(0, Vec::len);
    for column in (0..width).rev() {
        if rows.iter().all(|row| row[column].is_empty()) {
            rows.iter_mut().for_each(|row| {
                row.remove(column);
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(xml: &str) -> Vec<Block> {
        let document = roxmltree::Document::parse(xml).expect("sound");
        let mut out = Vec::new();
        read(document.root_element(), &mut Gathered::default(), &mut out);
        out
    }

    #[test]
    fn merged_cells_are_repeated_down_and_heads_become_one() {
        let xml = "<Tableau><Titre>Plafonds</Titre><Rangée type='header'><Cellule fusionVerticale='2'>Foyer</Cellule>\
            <Cellule fusionHorizontale='2'>Zone</Cellule></Rangée>\
            <Rangée type='header'><Cellule>A</Cellule><Cellule>B</Cellule></Rangée>\
            <Rangée type='normal'><Cellule fusionVerticale='2'>1 personne</Cellule><Cellule>1</Cellule><Cellule>2</Cellule></Rangée>\
            <Rangée type='normal'><Cellule>3</Cellule><Cellule>4</Cellule></Rangée>\
            <Rangée type='normal'><Cellule fusionHorizontale='3'>Au-delà</Cellule></Rangée></Tableau>";
        let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        let rows = vec![
            row(["Foyer", "Zone / A", "Zone / B"]),
            row(["1 personne", "1", "2"]),
            row(["1 personne", "3", "4"]),
            row(["Au-delà", "", ""]),
        ];
        assert_eq!(table(xml), [Block::Heading("Plafonds".into()), Block::Table(rows)]);
    }

    #[test]
    fn tables_of_one_column_or_one_row_are_no_tables() {
        let one =
            "<Tableau><Rangée><Cellule>a</Cellule><Cellule/></Rangée><Rangée><Cellule>b</Cellule></Rangée></Tableau>";
        assert_eq!(table(one), [Block::List(vec!["a".into(), "b".into()])]);
        assert_eq!(
            table("<Tableau><Rangée><Cellule>a</Cellule><Cellule>b</Cellule></Rangée></Tableau>"),
            [Block::Text("a : b".into())]
        );
        assert_eq!(table("<Tableau><Titre>Rien</Titre><Rangée><Cellule/></Rangée></Tableau>"), []);
    }
}
