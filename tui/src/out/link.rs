//! What a code on a sheet carries: a link that opens the bot at the same page and language, else a short text.

use super::code::LONGEST;
use guichet_core::layout::{Kind, Role, dashed};
use guichet_core::sheet::{Basket, Sheet, parameter};
use guichet_core::text::dated::clean;

/// What the code of a sheet carries: with a bot (`https://t.me/NAME`), the link that opens all of it by the parameter `whole`, or
/// the first page of the basket that is on the sheet; without, the first titles on it and their numbers. Empty where nothing is on it.
pub(crate) fn carried(bot: Option<&str>, whole: Option<String>, basket: &Basket, sheet: &Sheet) -> String {
    let whole = whole.and_then(|parameter| Some(format!("{}?start={parameter}", address(bot)?)));
    whole.or_else(|| opened(bot, basket, sheet)).unwrap_or_else(|| short(sheet, Room::Code))
}

/// The link that opens a bot at the first page of the basket that is on the sheet. `None` where there is no bot, or where no page
/// fits into a link.
pub(crate) fn opened(bot: Option<&str>, basket: &Basket, sheet: &Sheet) -> Option<String> {
    let kept = |entry: &&_| !sheet.private.contains(*entry) && !sheet.gone.contains(*entry);
    let lang = sheet.languages.first().copied().unwrap_or_default();
    let bot = address(bot)?;
    let parameter = basket.entries().iter().filter(kept).find_map(|entry| parameter(lang, entry))?;
    Some(format!("{bot}?start={parameter}"))
}

/// The address of a bot that can bear a parameter.
fn address(bot: Option<&str>) -> Option<&str> {
    bot.filter(|bot| is_link(bot)).map(|bot| bot.trim_end_matches('/'))
}

/// Whether a configured address can bear a parameter.
fn is_link(bot: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || "-._/:".contains(c);
    bot.starts_with("https://") && bot.len() <= LONGEST / 2 && bot.chars().all(fits)
}

/// Where a short text must fit.
#[derive(Debug, Clone, Copy)]
pub(super) enum Room {
    /// In a code: with more, the modules are small and a phone must come near.
    Code,
    /// In an SMS, beside so many letters of a link.
    Sms(usize),
}

/// Longest text of a code, in bytes.
const SHORT: usize = 120;
/// Letters of three joined SMS, in the alphabet of GSM and in any other (3GPP TS 23.038 and 23.040).
const GSM: usize = 3 * 153;
const ANY: usize = 3 * 67;
/// The letters beyond ASCII that the alphabet of GSM has and French uses.
const GSM_LETTERS: &str = "éèùìòÇÅåÆæßÉÄÖÑÜäöñüà§";

impl Room {
    fn holds(self, text: &str) -> bool {
        match self {
            Self::Code => text.len() <= SHORT,
            Self::Sms(taken) => {
                let plain = |c: char| (c.is_ascii() && !"`[]{}\\^~|".contains(c)) || GSM_LETTERS.contains(c);
                let most = if text.chars().all(plain) { GSM } else { ANY };
                text.encode_utf16().count() + taken <= most
            }
        }
    }
}

/// Names and the number of each, a line each, as many as fit.
pub(super) fn short(sheet: &Sheet, room: Room) -> String {
    let (mut text, mut name, mut told) = (String::new(), String::new(), Vec::new());
    // In one language: the person's.
    for line in sheet.sections.iter().flat_map(|section| section.first().1) {
        match line.kind {
            Kind::Heading | Kind::Place => name = line.text(),
            Kind::Phone | Kind::PlacePhone if !name.is_empty() => {
                let number = line.part(Role::Number);
                let said = clean(&dashed([std::mem::take(&mut name).as_str(), number]), LONGEST);
                let longer = if text.is_empty() { said } else { format!("{text}\n{said}") };
                if !told.contains(&number) && room.holds(&longer) {
                    text = longer;
                    told.push(number);
                }
            }
            _ => {}
        }
    }
    text
}
