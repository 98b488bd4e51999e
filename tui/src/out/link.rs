//! What a code on a sheet carries: a link that opens the bot at the same page and language, else a short text.

use super::code::LONGEST;
use guichet_core::layout::{Kind, Role, dashed};
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

/// Longest short text, in bytes: with more, the modules are small and a phone must come near.
const SHORT: usize = 120;

/// Names and the number of each, a line each, as many as fit.
fn short(sheet: &Sheet) -> String {
    let (mut text, mut name, mut told) = (String::new(), String::new(), Vec::new());
    // In one language: the person's.
    for line in sheet.sections.iter().filter_map(|section| section.columns.first()).flatten() {
        match line.kind {
            Kind::Heading | Kind::Place => name = line.text(),
            Kind::Phone | Kind::PlacePhone if !name.is_empty() => {
                let number = line.part(Role::Number);
                let said = dashed([std::mem::take(&mut name).as_str(), number]);
                let between = usize::from(!text.is_empty());
                if !told.contains(&number) && text.len() + between + said.len() <= SHORT {
                    text.push_str(if between == 1 { "\n" } else { "" });
                    text.push_str(&said);
                    told.push(number);
                }
            }
            _ => {}
        }
    }
    text
}
