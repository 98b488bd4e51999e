//! Names of days and months, as OpenStreetMap and as French have them.

/// Days as OpenStreetMap names them, Monday first.
pub(crate) const DAYS: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
/// The same in French, folded.
pub(crate) const FRENCH_DAYS: [&str; 7] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
/// Months as OpenStreetMap names them.
pub(crate) const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
/// The same in French, folded.
pub(crate) const FRENCH_MONTHS: [&str; 12] = [
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
];

/// The name of a month by its number, from 1.
pub(crate) fn month_name(number: u8) -> &'static str {
    MONTHS.get(usize::from(number).saturating_sub(1)).copied().unwrap_or("Jan")
}
