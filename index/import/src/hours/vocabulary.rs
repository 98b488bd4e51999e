//! The words that hours in French are made of.

use super::names::{FRENCH_DAYS, FRENCH_MONTHS};

/// What a text is made of. A word that is not known here is refused, and with it the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token {
    /// Minutes since midnight.
    Time(u16),
    /// A figure alone: an hour, or the day of a month.
    Number(u16),
    /// 1st to 5th, -1 for the last.
    Ordinal(i8),
    /// Monday is 0.
    Day(u8),
    /// January is 1.
    Month(u8),
    Word(Word),
    /// One of `- / , ; : . | ( )`; a new line is `;`.
    Mark(char),
}

/// Words that mean something, or that mean nothing where they may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// de, du, des, le, la, les
    Of,
    /// à, au, aux
    To,
    /// jusqu'à
    Until,
    /// et, puis, ainsi que
    And,
    /// en, pendant, durant
    During,
    /// tous les, chaque
    Every,
    EveryDay,
    Weekend,
    Morning,
    Afternoon,
    /// 24 h/24
    AllDay,
    Closed,
    Except,
    Only,
    PublicHolidays,
    SchoolHolidays,
    SchoolTime,
    EvenWeeks,
    OddWeeks,
    OfMonth,
    Appointment,
    NoAppointment,
    /// le tout
    All,
    /// horaires, ouvert, accueil du public, …
    Neutral,
}

/// Phrases and what they mean, the longer first where one begins another. A hyphen may stand between two words.
pub(super) const PHRASES: &[(&[&str], Word)] = &[
    (&["de", "chaque", "mois"], Word::OfMonth),
    (&["chaque", "mois"], Word::OfMonth),
    (&["du", "mois"], Word::OfMonth),
    (&["dans", "le", "mois"], Word::OfMonth),
    (&["tous", "les", "jours"], Word::EveryDay),
    (&["tout", "les", "jours"], Word::EveryDay),
    (&["7", "jours", "sur", "7"], Word::EveryDay),
    (&["tous", "les"], Word::Every),
    (&["toutes", "les"], Word::Every),
    (&["chaque"], Word::Every),
    (&["jours", "feries"], Word::PublicHolidays),
    (&["jour", "ferie"], Word::PublicHolidays),
    (&["feries"], Word::PublicHolidays),
    (&["ferie"], Word::PublicHolidays),
    (&["hors", "periode", "scolaire"], Word::SchoolHolidays),
    (&["pendant", "les", "vacances", "scolaires"], Word::SchoolHolidays),
    (&["durant", "les", "vacances", "scolaires"], Word::SchoolHolidays),
    (&["vacances", "scolaires"], Word::SchoolHolidays),
    (&["periode", "de", "vacances", "scolaires"], Word::SchoolHolidays),
    (&["periode", "scolaire"], Word::SchoolTime),
    (&["periodes", "scolaires"], Word::SchoolTime),
    (&["temps", "scolaire"], Word::SchoolTime),
    (&["semaines", "paires"], Word::EvenWeeks),
    (&["semaine", "paire"], Word::EvenWeeks),
    (&["semaines", "impaires"], Word::OddWeeks),
    (&["semaine", "impaire"], Word::OddWeeks),
    (&["sur", "rendez", "vous", "uniquement"], Word::Appointment),
    (&["sur", "rdv", "uniquement"], Word::Appointment),
    (&["uniquement", "sur", "rendez", "vous"], Word::Appointment),
    (&["uniquement", "sur", "rdv"], Word::Appointment),
    (&["uniquement", "en", "rdv"], Word::Appointment),
    (&["sur", "rendez", "vous"], Word::Appointment),
    (&["sur", "rdv"], Word::Appointment),
    (&["avec", "rendez", "vous"], Word::Appointment),
    (&["avec", "rdv"], Word::Appointment),
    (&["avec", "ou", "sans", "rendez", "vous"], Word::NoAppointment),
    (&["avec", "ou", "sans", "rdv"], Word::NoAppointment),
    (&["sans", "rendez", "vous"], Word::NoAppointment),
    (&["sans", "rdv"], Word::NoAppointment),
    (&["apres", "midi"], Word::Afternoon),
    (&["apres", "midis"], Word::Afternoon),
    (&["apresmidi"], Word::Afternoon),
    (&["aprem"], Word::Afternoon),
    (&["pm"], Word::Afternoon),
    (&["am"], Word::Morning),
    (&["matin"], Word::Morning),
    (&["matins"], Word::Morning),
    (&["matinee"], Word::Morning),
    (&["week", "end"], Word::Weekend),
    (&["week", "ends"], Word::Weekend),
    (&["weekend"], Word::Weekend),
    (&["weekends"], Word::Weekend),
    (&["jusqu", "a"], Word::Until),
    (&["jusqu", "au"], Word::To),
    (&["le", "tout"], Word::All),
    (&["ainsi", "que"], Word::And),
    (&["puis"], Word::And),
    (&["et"], Word::And),
    (&["a"], Word::To),
    (&["au"], Word::To),
    (&["aux"], Word::To),
    (&["en"], Word::During),
    (&["pendant"], Word::During),
    (&["durant"], Word::During),
    (&["sauf"], Word::Except),
    (&["hors"], Word::Except),
    (&["excepte"], Word::Except),
    (&["hormis"], Word::Except),
    (&["uniquement"], Word::Only),
    (&["seulement"], Word::Only),
    (&["ferme"], Word::Closed),
    (&["fermee"], Word::Closed),
    (&["fermes"], Word::Closed),
    (&["fermees"], Word::Closed),
    (&["fermeture"], Word::Closed),
    (&["fermetures"], Word::Closed),
    (&["jour", "de", "fermeture"], Word::Closed),
    (&["jours", "de", "fermeture"], Word::Closed),
    (&["pour", "le", "mois", "d"], Word::During),
    (&["pour", "le", "mois", "de"], Word::During),
    (&["au", "mois", "d"], Word::During),
    (&["au", "mois", "de"], Word::During),
    (&["mois", "d"], Word::Of),
    (&["mois", "de"], Word::Of),
    (&["horaires", "d", "ouverture", "au", "public"], Word::Neutral),
    (&["horaires", "d", "ouverture"], Word::Neutral),
    (&["horaire", "d", "ouverture"], Word::Neutral),
    (&["horaires", "d", "accueil"], Word::Neutral),
    (&["heures", "d", "ouverture"], Word::Neutral),
    (&["horaires"], Word::Neutral),
    (&["horaire"], Word::Neutral),
    (&["ouverture", "au", "public"], Word::Neutral),
    (&["ouvert", "au", "public"], Word::Neutral),
    (&["ouverte", "au", "public"], Word::Neutral),
    (&["ouverture"], Word::Neutral),
    (&["ouvert"], Word::Neutral),
    (&["ouverte"], Word::Neutral),
    (&["ouverts"], Word::Neutral),
    (&["accueil", "du", "public"], Word::Neutral),
    (&["accueil", "public"], Word::Neutral),
    (&["au", "public"], Word::Neutral),
    (&["accueil"], Word::Neutral),
    (&["permanence"], Word::Neutral),
    (&["permanences"], Word::Neutral),
    (&["les", "bureaux", "sont", "ouverts"], Word::Neutral),
    (&["bureaux", "ouverts"], Word::Neutral),
    (&["est", "ouverte"], Word::Neutral),
    (&["est", "ouvert"], Word::Neutral),
    (&["nous", "sommes", "ouverts"], Word::Neutral),
    (&["mediatheque"], Word::Neutral),
    (&["bibliotheque"], Word::Neutral),
    (&["sans", "interruption"], Word::Neutral),
    (&["en", "continu"], Word::Neutral),
    (&["journee", "continue"], Word::Neutral),
    (&["non", "stop"], Word::Neutral),
    (&["de"], Word::Of),
    (&["du"], Word::Of),
    (&["des"], Word::Of),
    (&["d"], Word::Of),
    (&["le"], Word::Of),
    (&["la"], Word::Of),
    (&["les"], Word::Of),
    (&["l"], Word::Of),
];

const ORDINALS: [(&str, i8); 7] = [
    ("premier", 1),
    ("premiers", 1),
    ("deuxieme", 2),
    ("troisieme", 3),
    ("quatrieme", 4),
    ("dernier", -1),
    ("derniers", -1),
];

/// Days in two letters. Where they are other words, what stands around them is not known and refuses the text.
const SHORT_DAYS: [&str; 7] = ["lu", "ma", "me", "je", "ve", "sa", "di"];

const SHORT_MONTHS: [(&str, u8); 12] = [
    ("jan", 1),
    ("janv", 1),
    ("fev", 2),
    ("fevr", 2),
    ("avr", 4),
    ("juil", 7),
    ("sep", 9),
    ("sept", 9),
    ("oct", 10),
    ("nov", 11),
    ("dec", 12),
    ("aou", 8),
];

/// A day, a month or an ordinal by its name.
pub(super) fn named(word: &str) -> Option<Token> {
    if let Some(month) = FRENCH_MONTHS.iter().position(|month| *month == word) {
        return u8::try_from(month + 1).ok().map(Token::Month);
    }
    if let Some((_, nth)) = ORDINALS.iter().find(|(name, _)| *name == word) {
        return Some(Token::Ordinal(*nth));
    }
    if let Some(day) =
        SHORT_DAYS.iter().position(|day| *day == word).and_then(|day| u8::try_from(day).ok()).or_else(|| day(word))
    {
        return Some(Token::Day(day));
    }
    SHORT_MONTHS.iter().find(|(name, _)| *name == word).map(|(_, month)| Token::Month(*month))
}

/// A day by its name, also cut short, in the plural, or one slip away from one day and no other.
fn day(word: &str) -> Option<u8> {
    let whole = word.strip_suffix('s').filter(|word| word.len() > 4).unwrap_or(word);
    let found = if whole.len() >= 3 { FRENCH_DAYS.iter().position(|day| day.starts_with(whole)) } else { None };
    let found = found.or_else(|| {
        let mut near = (0..7).filter(|day| whole.len() >= 5 && one_slip(whole, FRENCH_DAYS[*day]));
        near.next().filter(|_| near.next().is_none())
    })?;
    u8::try_from(found).ok()
}

/// Whether two words differ by one letter that is other, missing or too many.
fn one_slip(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let before = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let after = |skip_a: usize, skip_b: usize| a.get(before + skip_a..) == b.get(before + skip_b..);
    match a.len().abs_diff(b.len()) {
        0 => after(1, 1),
        1 if a.len() > b.len() => after(1, 0),
        1 => after(0, 1),
        _ => false,
    }
}
