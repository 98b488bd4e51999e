//! What a code on a sheet carries: a link that opens the bot at the same page and language, else a short text.

use super::code::LONGEST;
use guichet_core::layout::{Kind, dashed};
use guichet_core::sheet::{Basket, Sheet, parameter};

/// What the code of a sheet carries: with a bot (`https://t.me/NAME`), the link to the first page of the basket that is on
/// the sheet; without, the first titles on it and their numbers. Empty where nothing is on it.
pub(crate) fn carried(bot: Option<&str>, basket: &Basket, sheet: &Sheet) -> String {
    let left_out = |entry: &&_| !sheet.private.contains(*entry) && !sheet.gone.contains(*entry);
    let lang = sheet.languages.first().copied().unwrap_or_default();
    let opened = basket.entries().iter().filter(left_out).find_map(|entry| parameter(lang, entry));
    match bot.filter(|bot| is_link(bot)).zip(opened) {
        Some((bot, parameter)) => format!("{}?start={parameter}", bot.trim_end_matches('/')),
        None => short(sheet),
    }
}

/// Whether a configured address can bear a parameter.
fn is_link(bot: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || "-._/:".contains(c);
    bot.starts_with("https://") && bot.len() <= LONGEST / 2 && bot.chars().all(fits)
}

/// Names and numbers, a line each, as many as a code holds.
fn short(sheet: &Sheet) -> String {
    let mut text = String::new();
    let mut name = String::new();
    // In one language: the person's.
    for line in sheet.sections.iter().filter_map(|section| section.columns.first()).flatten() {
        let said = match line.kind {
            Kind::Heading | Kind::Place => {
                name = line.text();
                continue;
            }
            Kind::Phone | Kind::PlacePhone => dashed([std::mem::take(&mut name), line.spans[0].text.clone()]),
            _ => continue,
        };
        let between = usize::from(!text.is_empty());
        if text.len() + between + said.len() <= LONGEST {
            text.push_str(if between == 1 { "\n" } else { "" });
            text.push_str(&said);
        }
    }
    text
}
