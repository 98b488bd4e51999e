//! Places that a source no longer lists: they stay for a year, marked, so that whoever goes there is told to call first.

use super::{Form, Incoming, Pack};
use crate::data::cannot_write;
use crate::error::Error;
use guichet_content::Finding;
use guichet_content::authored::Texts;
use guichet_core::model::{Date, Item};
use guichet_import::Sink;

/// Days for which a place is kept after its source dropped it.
const KEPT_DAYS: i64 = 365;

/// Adds the places of the pack before that this source no longer lists, each with the day since which. None where this
/// is an earlier edition, or where most of the places are not in it: then it is another source.
///
/// # Errors
/// The disk cannot be written. A pack that cannot be read has nothing to keep.
pub(crate) fn fade(incoming: &mut Incoming<'_>, before: &Pack, today: Date) -> Result<(), Error> {
    let Form::Imported(manifest) = &before.form else { return Ok(()) };
    let edition = |newest: Option<Date>| newest.map_or(today, |newest| newest.min(today));
    let since = edition(incoming.newest());
    if !before.has_places() || edition(manifest.newest) > since {
        return Ok(());
    }
    let places = || {
        let items = before.items(&Texts::new()).ok().into_iter().flatten();
        items.filter(|item| item.place.is_some())
    };
    let listed = places().filter(|item| !is_gone(item)).map(|item| incoming.has(&item.id));
    let (mut still, mut dropped) = (0_usize, 0_usize);
    listed.for_each(|listed| *if listed { &mut still } else { &mut dropped } += 1);
    if dropped > still {
        return Ok(());
    }
    for mut item in places() {
        let Some(place) = item.place.as_mut().filter(|_| !incoming.has(&item.id)) else { continue };
        let gone = *place.gone.get_or_insert(since);
        if today.days() - gone.days() > KEPT_DAYS {
            continue;
        }
        let told = format!("no longer listed since {gone}: kept for a year, shown as such and after all others");
        let finding = Finding::warning(&item.source.name, &item.source.id, "", told);
        incoming
            .finding(finding)
            .and_then(|()| incoming.item(item))
            .map_err(|source| cannot_write(incoming.folder(), source))?;
    }
    Ok(())
}

fn is_gone(item: &Item) -> bool {
    item.place.as_ref().is_some_and(|place| place.gone.is_some())
}
