//! Everything that can be found: the items of the packs, then those of the embedded content.

use crate::embedded;
use crate::error::Error;
use crate::pack::Pack;
use guichet_core::model::{Item, ItemId, Lang};
use guichet_import::{authored, mairies};
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

/// Every town hall of the country, the first human of any place; read a département at a time.
fn town_halls() -> Result<impl Iterator<Item = Item>, Error> {
    let files = embedded::texts(|group| group == "mairies")?;
    Ok(files.into_values().flat_map(|text| mairies::items(&text).collect::<Vec<_>>()))
}
