//! What is new in a pack: what came, what is gone, what says something else than before.

use crate::error::Error;
use crate::pack::{Form, Pack};
use guichet_content::authored::Texts;
use guichet_core::fingerprint::Fingerprint;
use guichet_core::model::{Date, Item};
use serde::Serialize;
use std::collections::HashMap;

/// How many things came, are gone, or say something else.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Changes {
    /// Not there before.
    pub added: usize,
    /// Not there any more.
    pub gone: usize,
    /// There before and now, and not the same.
    pub changed: usize,
}

/// The fingerprint of what each thing says, by the fingerprint of its name: two numbers a thing, whatever its length.
type Said = HashMap<u64, u64>;

/// What is new in a pack that comes after another.
pub(super) fn between(before: &Pack, after: &Pack) -> Result<Changes, Error> {
    // What cannot be read has nothing that could be gone.
    let mut before = said(before).unwrap_or_default();
    let mut changes = Changes::default();
    for (name, says) in said(after)? {
        match before.remove(&name) {
            None => changes.added += 1,
            Some(said) if said != says => changes.changed += 1,
            Some(_) => {}
        }
    }
    changes.gone = before.len();
    Ok(changes)
}

fn said(pack: &Pack) -> Result<Said, Error> {
    let mut said = Said::new();
    if !matches!(pack.form, Form::Imported(_)) {
        return Ok(said);
    }
    // What the source no longer lists is kept for a while, and is gone all the same.
    let is_listed = |item: &Item| item.place.as_ref().is_none_or(|place| place.gone.is_none());
    for item in pack.items(&Texts::new())?.filter(is_listed) {
        let (name, says) = of(item);
        said.insert(name, says);
    }
    for line in pack.communes()?.lines().skip(1) {
        let code = line.split('\t').next().unwrap_or_default();
        said.insert(named("commune", code), Fingerprint::of(line.as_bytes()).value());
    }
    for concept in pack.thesaurus(&Texts::new())?.0 {
        let says = Fingerprint::of(&serde_json::to_vec(&concept).unwrap_or_default()).value();
        said.insert(named("concept", &concept.id), says);
    }
    Ok(said)
}

/// A row that has no date of its own bears that of its file, and says nothing new by it.
fn of(mut item: Item) -> (u64, u64) {
    let name = named(item.lang.code(), item.id.as_ref());
    item.source.date = Date::from_days(0);
    (name, Fingerprint::of(&serde_json::to_vec(&item).unwrap_or_default()).value())
}

fn named(kind: &str, id: &str) -> u64 {
    let mut name = Fingerprint::new();
    name.field(kind.as_bytes());
    name.field(id.as_bytes());
    name.value()
}
