//! Which texts of a folder are prose, by file and language, with their lines.

use super::super::{CardProse, Texts};
use super::sentence::Piece;
use crate::markdown;
use guichet_core::model::Lang;
use toml::de::{DeTable, DeValue};

/// What somebody reads of one file in one language.
pub(super) struct Prose {
    pub path: String,
    pub lang: Lang,
    pub pieces: Vec<Piece>,
}

/// Tables of `rights/<language>.toml`, `emergency/<language>.toml` and `phrases/<language>.toml` that are no prose: official names,
/// words to type.
const NAMES: [&str; 9] = ["right", "acts", "asks", "idioms", "filler", "negations", "spelling", "group", "translation"];
/// Keys whose values say the same in each language.
const TOLD: [&str; 4] = ["where", "terms", "hint", "gloss"];

/// The prose of a folder: what cannot be read is left to the reader, which refuses it.
pub(super) fn of(texts: &Texts) -> Vec<Prose> {
    let mut found = Vec::new();
    for (path, text) in texts {
        let parts: Vec<&str> = path.split('/').collect();
        match parts[..] {
            [group @ ("cards" | "situations" | "letters"), _, file] => {
                let Some(lang) = file.strip_suffix(".md").and_then(Lang::from_code) else { continue };
                found.extend(page(text, group == "situations").map(|pieces| Prose {
                    path: path.clone(),
                    lang,
                    pieces,
                }));
            }
            ["rights" | "emergency" | "phrases", file] => {
                let Some(lang) = file.strip_suffix(".toml").and_then(Lang::from_code) else {
                    continue;
                };
                let said = |keys: &[&str]| !keys.iter().any(|key| NAMES.contains(key));
                let pieces = values(text, &said);
                found.push(Prose { path: path.clone(), lang, pieces });
            }
            ["papers.toml" | "phones.toml" | "themes.toml" | "plain.toml"] | ["letters", "blanks.toml"] => {
                for lang in Lang::all() {
                    let told = |keys: &[&str]| match keys {
                        [.., key, code] => {
                            let asked =
                                ["papers.toml", "letters/blanks.toml"].contains(&path.as_str()) && *key == "name";
                            *code == lang.code() && (asked || TOLD.contains(key))
                        }
                        _ => false,
                    };
                    let pieces = values(text, &told);
                    if !pieces.is_empty() {
                        found.push(Prose { path: path.clone(), lang, pieces });
                    }
                }
            }
            _ => {}
        }
    }
    found
}

/// A card or a situation: title, summary, then its body.
fn page(text: &str, situation: bool) -> Option<Vec<Piece>> {
    let (front, first_line, body) = markdown::split(text)?;
    let prose: CardProse = ::toml::from_str(front).ok()?;
    let line = |key: &str| front.lines().position(|line| line.starts_with(key)).map_or(1, |index| index + 2);
    let mut pieces = vec![Piece::of(line("title"), &prose.title), Piece::of(line("summary"), &prose.summary)];
    // The front matter starts on the second line.
    pieces.extend(values(&format!("\n{front}"), &|keys| matches!(keys, ["deadline", ..])));
    let mut current = Piece::default();
    for (index, line) in body.lines().enumerate() {
        let (number, line) = (first_line + index, line.trim());
        let entry = line.strip_prefix(['-', '*']);
        let why = line.strip_prefix("why:").filter(|_| situation);
        if line.is_empty() || line.starts_with('#') || entry.is_some() || why.is_some() {
            pieces.push(std::mem::take(&mut current));
        }
        if let Some(heading) = line.strip_prefix("##") {
            // A heading of a situation is an identifier.
            let words = if situation { "" } else { heading.split("{#").next().unwrap_or_default() };
            pieces.push(Piece::of(number, words));
            continue;
        }
        let said = entry.map(|entry| if situation { label(entry) } else { entry }).or(why).unwrap_or(line);
        current.add(number, said);
    }
    pieces.push(current);
    Some(pieces)
}

/// The label of a choice, without its identifier; any other entry as it stands.
fn label(entry: &str) -> &str {
    let plain = |id: &str| id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    match entry.trim().split_once(':') {
        Some((id, label)) if plain(id) => label,
        _ => entry,
    }
}

/// The texts of a TOML file whose keys are prose.
fn values(text: &str, said: &dyn Fn(&[&str]) -> bool) -> Vec<Piece> {
    let mut pieces = Vec::new();
    if let Ok(table) = DeTable::parse(text) {
        walk(table.get_ref(), text, &mut Vec::new(), said, &mut pieces);
    }
    pieces.sort_by_key(|piece| piece.tokens.first().map(|(line, _)| *line));
    pieces
}

fn walk<'a>(
    table: &'a DeTable<'_>,
    text: &str,
    keys: &mut Vec<&'a str>,
    said: &dyn Fn(&[&str]) -> bool,
    pieces: &mut Vec<Piece>,
) {
    for (key, value) in table.iter() {
        keys.push(key.get_ref());
        match value.get_ref() {
            DeValue::String(words) if said(keys) => {
                let start = value.span().start.min(text.len());
                let line = 1 + text.as_bytes()[..start].iter().filter(|byte| **byte == b'\n').count();
                pieces.push(Piece::of(line, words));
            }
            DeValue::Table(inner) => walk(inner, text, keys, said, pieces),
            DeValue::Array(entries) => {
                for inner in entries.iter() {
                    if let DeValue::Table(inner) = inner.get_ref() {
                        walk(inner, text, keys, said, pieces);
                    }
                }
            }
            _ => {}
        }
        keys.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(path: &str, text: &str) -> Vec<(usize, String)> {
        let texts = Texts::from([(path.to_owned(), text.to_owned())]);
        let prose = of(&texts).into_iter().find(|prose| prose.lang == Lang::FR).expect("prose");
        let sentences = prose.pieces.iter().flat_map(|piece| piece.sentences(""));
        sentences.map(|sentence| (sentence.line, sentence.tokens.join(" "))).collect()
    }

    #[test]
    fn a_card_is_read_with_its_lines() {
        let text = "+++\ntitle = \"Un\"\nsummary = \"Deux. Trois.\"\nkeywords = [\"x\"]\n+++\n\n## Qui ? {#who}\n\nSix\nsept.\n- Huit\n";
        let found = lines("cards/x/fr.md", text);
        let lines: Vec<usize> = found.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [2, 3, 3, 7, 9, 11]);
        assert_eq!(found[4].1, "Six sept.");
    }

    #[test]
    fn identifiers_of_a_situation_are_no_words() {
        let text = "+++\ntitle = \"Un\"\nsummary = \"Deux.\"\nkeywords = [\"x\"]\n+++\n\n## quand\nTrois ?\nwhy: Quatre.\n\n- loin: Cinq\n- Six : sept\n";
        let said: Vec<String> = lines("situations/x/fr.md", text).into_iter().map(|(_, said)| said).collect();
        assert_eq!(said, ["Un", "Deux.", "Trois ?", "Quatre.", "Cinq", "Six : sept"]);
    }

    #[test]
    fn words_of_the_screening_and_of_papers_are_read_names_are_not() {
        let text = "[step.a]\ntext = \"Un ?\"\n\n[step.a.options]\nb = \"Deux\"\n\n[right]\nrsa = \"Nom\"\n";
        assert_eq!(lines("rights/fr.toml", text), [(2, "Un ?".to_owned()), (5, "Deux".to_owned())]);
        let text = "[paper.x]\nname = { fr = \"Un\", en = \"One\" }\nwhere = { fr = \"Deux.\", en = \"Two.\" }\n";
        assert_eq!(lines("papers.toml", text), [(2, "Un".to_owned()), (3, "Deux.".to_owned())]);
        let text = "[phone.x]\nname = { fr = \"Nom\", en = \"Name\" }\nterms = { fr = \"gratuit\", en = \"free\" }\n";
        assert_eq!(lines("phones.toml", text), [(3, "gratuit".to_owned())]);
    }
}
