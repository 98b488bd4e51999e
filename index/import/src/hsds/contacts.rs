//! How to reach a place: by phone, and on its site. Names and e-mail addresses of contacts are never read.

use super::{Values, objects, text};
use crate::contact;
use crate::fields::line;
use crate::record::Record;
use guichet_core::text::normal::fold;

/// Most numbers of one place.
const MOST: usize = 12;

/// The numbers of a record, none of them of a fax.
pub(super) fn phones(record: &mut Record, values: &Values) {
    for phone in objects(values, "phones") {
        let kind = [text(phone, "type"), text(phone, "number_type")].concat();
        if matches!(fold(&kind).as_str(), "fax" | "pager" | "tty" | "text telephone") {
            continue;
        }
        let name = line(&text(phone, "description"));
        for number in contact::phones(&text(phone, "number")) {
            if record.phones.iter().all(|(known, _)| *known != number) && record.phones.len() < MOST {
                record.phones.push((number, name.clone()));
            }
        }
    }
}

/// The web site, where none is known yet.
pub(super) fn website(record: &mut Record, values: &Values) {
    if record.website.is_empty() {
        let written = [text(values, "url"), text(values, "website")];
        record.website = written.iter().find_map(|site| contact::website(site)).unwrap_or_default();
    }
}
