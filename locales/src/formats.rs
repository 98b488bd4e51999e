//! Numbers, lists and dates as a language writes them, by ICU. A formatter is made where it is used: its data is part of the
//! program, and making one looks up a few tables.

use fixed_decimal::Decimal;
use fluent_bundle::FluentValue;
use fluent_bundle::memoizer::MemoizerKind;
use guichet_core::message::Arg;
use guichet_core::model::{Date, Lang};
use guichet_core::rights::Month;
use icu_datetime::fieldsets::{E, T, YM, YMD};
use icu_datetime::input;
use icu_datetime::{FixedCalendarDateTimeFormatter, NoCalendarFormatter};
use icu_decimal::DecimalFormatter;
use icu_decimal::options::DecimalFormatterOptions;
use icu_list::ListFormatter;
use icu_list::options::{ListFormatterOptions, ListLength};
use icu_locale_core::Locale;
use intl_memoizer::Memoizable;
use unic_langid::LanguageIdentifier;

/// How one language writes numbers, lists and dates.
pub(crate) struct Formats(Locale);

impl Formats {
    pub(crate) fn of(lang: Lang) -> Self {
        Self::named(lang.formats())
    }

    fn named(tag: &str) -> Self {
        Self(tag.parse().unwrap_or(Locale::UNKNOWN))
    }

    /// An argument of any kind. `None` where there is no such number, date or time.
    pub(crate) fn value(&self, arg: Arg<'_>) -> Option<String> {
        match arg {
            Arg::Number(number) => self.number(&number.to_string()),
            Arg::Text(text) => Some(text.to_owned()),
            Arg::Year(year) => Some(year.to_string()),
            Arg::Month(month) => self.month(month),
            Arg::Date(date) => self.date(date),
            Arg::Weekday(date) => self.weekday(date),
            Arg::Time(minute) => self.time(minute),
            Arg::List(entries) => self.list(entries),
        }
    }

    /// A number, given with a point and without groups.
    pub(crate) fn number(&self, plain: &str) -> Option<String> {
        let number = Decimal::try_from_str(plain).ok()?;
        let formatter = DecimalFormatter::try_new((&self.0).into(), DecimalFormatterOptions::default()).ok()?;
        Some(formatter.format(&number).to_string())
    }

    /// "One, two and three".
    pub(crate) fn list(&self, entries: &[String]) -> Option<String> {
        let options = ListFormatterOptions::default().with_length(ListLength::Wide);
        let formatter = ListFormatter::try_new_and((&self.0).into(), options).ok()?;
        Some(formatter.format(entries.iter().map(String::as_str)).to_string())
    }

    /// A day, its month in words.
    pub(crate) fn date(&self, date: Date) -> Option<String> {
        let formatter = FixedCalendarDateTimeFormatter::try_new((&self.0).into(), YMD::long()).ok()?;
        Some(formatter.format(&civil(date)?).to_string())
    }

    /// A month in words, and its year.
    pub(crate) fn month(&self, month: Month) -> Option<String> {
        let first = Date::new(month.year, u8::try_from(month.month).ok()?, 1)?;
        let formatter = FixedCalendarDateTimeFormatter::try_new((&self.0).into(), YM::long()).ok()?;
        Some(formatter.format(&civil(first)?).to_string())
    }

    /// A time of the clock, from minutes since midnight.
    pub(crate) fn time(&self, minute: u16) -> Option<String> {
        let (hour, minute) = (u8::try_from(minute / 60).ok()?, u8::try_from(minute % 60).ok()?);
        let time = input::Time::try_new(hour, minute, 0, 0).ok()?;
        let formatter = NoCalendarFormatter::try_new((&self.0).into(), T::hm()).ok()?;
        Some(formatter.format(&time).to_string())
    }

    /// The day of the week of a date.
    pub(crate) fn weekday(&self, date: Date) -> Option<String> {
        let formatter = FixedCalendarDateTimeFormatter::try_new((&self.0).into(), E::long()).ok()?;
        Some(formatter.format(&civil(date)?).to_string())
    }
}

fn civil(date: Date) -> Option<input::Date<icu_calendar::Gregorian>> {
    input::Date::try_new_gregorian(date.year, date.month, date.day).ok()
}

/// Known to a bundle of Fluent by the language of the bundle.
impl Memoizable for Formats {
    type Args = ();
    type Error = ();

    fn construct(lang: LanguageIdentifier, (): ()) -> Result<Self, ()> {
        Ok(Self::named(&lang.to_string()))
    }
}

/// Writes the numbers of a bundle as its language does.
pub(crate) fn numbers<M: MemoizerKind>(value: &FluentValue<'_>, known: &M) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    known.with_try_get_threadsafe::<Formats, _, _>((), |formats| formats.number(&number.as_string())).ok()?
}

#[cfg(test)]
mod tests {
    //! - numbers, lists and dates are those of the language;
    //! - what the registry says of amounts is what CLDR says, in every language.

    use super::*;
    use guichet_core::text::number;

    #[test]
    fn languages_write_as_they_do() {
        let (french, english) = (Formats::of(Lang::FR), Formats::of(Lang::EN));
        let date = Date { year: 2026, month: 8, day: 1 };
        let entries = ["un".to_owned(), "deux".to_owned(), "trois".to_owned()];
        assert_eq!(french.number("-1451.5").as_deref(), Some("-1\u{202f}451,5"));
        assert_eq!(english.number("1451.5").as_deref(), Some("1,451.5"));
        assert_eq!(french.number("many"), None);
        assert_eq!(french.list(&entries).as_deref(), Some("un, deux et trois"));
        assert_eq!(english.list(&entries[..2]).as_deref(), Some("un and deux"));
        assert_eq!(french.date(date).as_deref(), Some("1 août 2026"));
        assert_eq!(english.date(date).as_deref(), Some("1 August 2026"));
        assert_eq!(french.month(Month { year: 2026, month: 2 }).as_deref(), Some("février 2026"));
        assert_eq!(english.weekday(date).as_deref(), Some("Saturday"));
        assert_eq!(english.month(Month { year: 2026, month: 13 }), None);
    }

    #[test]
    fn the_registry_says_of_amounts_what_cldr_says() {
        for lang in Lang::all() {
            let formats = Formats::of(lang);
            assert_ne!(formats.0, Locale::UNKNOWN, "{lang:?}: '{}' is no locale", lang.formats());
            for (value, decimals) in [(651.69, 2), (1_451.0, 0), (10_339.5, 1), (1_234_567.0, 0)] {
                let cldr = formats.number(&format!("{value:.decimals$}"));
                assert_eq!(Some(number::text(value, decimals, lang)), cldr, "{lang:?}");
            }
        }
    }
}
