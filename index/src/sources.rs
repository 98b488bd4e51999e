//! Everything that can be found: the items of the packs, then those of the embedded content.

use crate::embedded;
use crate::error::Error;
use crate::pack::Pack;
use guichet_core::model::{Item, ItemId, Lang};
use guichet_import::{authored, mairies};
use guichet_search::Gazetteer;
use std::collections::HashSet;

/// The items of some packs and of the embedded content. An item that comes twice is the first one's: a pack's stands
/// before the embedded one, so that a city can say it better.
pub(crate) fn items(packs: &[Pack]) -> Result<impl Iterator<Item = Item>, Error> {
    let texts = embedded::authored()?;
    let mut readers: Vec<Box<dyn Iterator<Item = Item>>> = Vec::new();
    for pack in packs {
        match pack.items(&texts) {
            Ok(items) => readers.push(items),
            // The others still serve; `doctor` and `check` say what to do about this one.
            Err(error) => tracing::error!(%error, "a pack is left out of the index"),
        }
    }
    readers.push(Box::new(authored::read(&texts).batch.items.into_iter()));
    readers.push(Box::new(town_halls()?));
    let mut seen: HashSet<(ItemId, Lang)> = HashSet::new();
    Ok(readers.into_iter().flatten().filter(move |item| seen.insert((item.id.clone(), item.lang))))
}

/// The communes of the country; a pack's stand over the embedded ones of the same code.
pub(crate) fn gazetteer(packs: &[Pack]) -> Result<Gazetteer, Error> {
    let mut lines = String::new();
    let mut known: HashSet<String> = HashSet::new();
    let packs = packs
        .iter()
        .filter_map(|pack| pack.communes().inspect_err(|error| tracing::error!(%error, "communes are left out")).ok());
    for text in packs.chain([embedded::communes()?]) {
        for (index, line) in text.lines().enumerate() {
            let code = line.split('\t').next().unwrap_or_default();
            // The first line names the columns, once.
            if (index == 0 && lines.is_empty()) || (index > 0 && known.insert(code.to_owned())) {
                lines.push_str(line);
                lines.push('\n');
            }
        }
    }
    Ok(Gazetteer::read(&lines)?)
}

/// Every town hall of the country, the first human of any place; read a département at a time.
fn town_halls() -> Result<impl Iterator<Item = Item>, Error> {
    let files = embedded::texts(|group| group == "mairies")?;
    Ok(files.into_values().flat_map(|text| mairies::items(&text).collect::<Vec<_>>()))
}
