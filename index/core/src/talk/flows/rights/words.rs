//! Answers, options and rights in words.

use crate::message::Message;
use crate::rights::{Ask, Counted, Given};
use crate::talk::context::Talk;
use crate::text::amount::{Cause, Span};

/// An answer in words, to be read again.
pub(super) fn answer(talk: &Talk<'_>, step: &str, given: &Given) -> String {
    let lang = talk.lang();
    let words = talk.catalog.rights_words(lang);
    let asked = talk.rulebook().and_then(|book| book.step(step).map(|step| (step.ask, step.counted)));
    let (ask, counted) = asked.map_or((None, Counted::Plain), |(ask, counted)| (Some(ask), counted));
    let years = |years: &f64| talk.say(&Message::YearsOld { years: years.floor() as i64 });
    match (given, ask) {
        (Given::Unknown, _) => words.skip.get("unknown").cloned().unwrap_or_default(),
        (Given::Silent, _) => words.skip.get("silent").cloned().unwrap_or_default(),
        (Given::Option(id), _) => option(talk, step, id),
        (Given::Several(ids), _) if ids.is_empty() => talk.say(&Message::NoneOfThese),
        (Given::Several(ids), _) => {
            talk.say(&Message::AllOf { entries: ids.iter().map(|id| option(talk, step, id)).collect() })
        }
        (Given::Born(text), _) => match text.split_once('-') {
            Some((year, month)) => format!("{month}/{year}"),
            None => text.clone(),
        },
        (Given::Ages(ages, expected), _) => {
            let expected = expected.then(|| talk.say(&Message::BirthExpected));
            talk.say(&Message::AllOf { entries: ages.iter().map(years).chain(expected).collect() })
        }
        (Given::Number(amount), Some(Ask::Money)) => talk.say(&Message::Euros { amount: *amount }),
        (Given::Number(months), Some(Ask::Months)) => talk.say(&Message::MonthsLong { months: *months as i64 }),
        (Given::Number(age), Some(Ask::Age)) => years(age),
        // A part of the first year is said in months.
        (Given::Number(part), _) if counted == Counted::Years && part.fract() > 0.0 => {
            talk.say(&Message::MonthsLong { months: (*part * 12.0).round() as i64 })
        }
        (Given::Number(years), _) if counted == Counted::Years => {
            talk.say(&Message::YearsLong { years: *years as i64 })
        }
        (Given::Number(number), _) => talk.say(&Message::JustNumber { number: *number }),
    }
}

/// The label of an option.
pub(super) fn option(talk: &Talk<'_>, step: &str, option: &str) -> String {
    let words = talk.catalog.rights_words(talk.lang());
    let own = words.step.get(step).and_then(|step| step.options.get(option)).cloned();
    own.unwrap_or_else(|| match option {
        "oui" => talk.say(&Message::Yes),
        "non" => talk.say(&Message::No),
        _ => String::new(),
    })
}

/// The question of a read-back, in words.
pub(super) fn read_back(talk: &Talk<'_>, step: &str, given: &Given, why: Cause) -> String {
    let words = answer(talk, step, given);
    let answer = match (given, talk.rulebook().and_then(|book| book.step(step).map(|step| (step.ask, step.counted)))) {
        (Given::Number(amount), Some((Ask::Money, counted))) if counted != Counted::Total => {
            let period = if counted == Counted::Yearly { Span::Year } else { Span::Month };
            talk.say(&Message::EurosPer { amount: *amount, period: period.name().into() })
        }
        _ => words,
    };
    let euros = |amount: f64| talk.say(&Message::Euros { amount });
    talk.say(&match why {
        Cause::Guess | Cause::Which => Message::ReadBackGuess { answer },
        Cause::Per(amount, period) => {
            Message::ReadBackPer { said: talk.say(&Message::EurosPer { amount, period: period.name().into() }), answer }
        }
        Cause::Between(low, high) => Message::ReadBackBetween { low: euros(low), high: euros(high), answer },
        Cause::Shared => Message::ReadBackShared { answer },
    })
}

/// The name of a right.
pub(super) fn right(talk: &Talk<'_>, right: &str) -> String {
    let words = talk.catalog.rights_words(talk.lang());
    words.right.get(right).cloned().unwrap_or_else(|| right.to_owned())
}
