//! Ready sentences for tests, one a kind of slot; and what every catalogue holds of its own.

use crate::message::Arg;
use crate::model::{Date, Lang, Moment, Plural};
use crate::phrase::{Filled, Group, PaperName, PhraseBook, PhraseText, SheetText, Slot, SlotKind, Value, Wording};
use crate::ports::catalog::Catalog;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;
use strum::VariantArray;

/// The phrases `free`, `appointment`, `bring`, `cost`, `queue`, `call` and `show`, in French, English, Arabic and Ukrainian.
pub(super) fn phrase_book() -> &'static PhraseBook {
    static PHRASES: LazyLock<PhraseBook> = LazyLock::new(made);
    &PHRASES
}

fn named(name: &str) -> BTreeMap<Lang, String> {
    [(Lang::FR, name.to_owned())].into()
}

fn made() -> PhraseBook {
    let slot = |(name, kind): (&str, SlotKind)| (name.to_owned(), Slot { kind, name: named(name) });
    let group = |id: &str, phrases: &[&str]| Group {
        id: id.into(),
        name: named(id),
        phrases: phrases.iter().map(|id| (*id).to_owned()).collect(),
    };
    let slots = [
        ("date", SlotKind::Date),
        ("time", SlotKind::Time),
        ("place", SlotKind::Name),
        ("papers", SlotKind::Papers),
        ("amount", SlotKind::Amount),
        ("people", SlotKind::Count),
        ("phone", SlotKind::Phone),
        ("text", SlotKind::Text),
    ];
    PhraseBook {
        groups: vec![
            group("papers", &["bring", "free", "cost"]),
            group("appointment", &["appointment", "queue", "call", "show"]),
        ],
        slots: slots.map(slot).into(),
        texts: [Lang::FR, Lang::EN, Lang::AR, Lang::UK].map(|lang| (lang, text(lang))).into(),
    }
}

fn text(lang: Lang) -> PhraseText {
    let code = lang.code();
    let always = [
        ("free", String::new()),
        ("appointment", "{date}, {time}, {place}".to_owned()),
        ("bring", "{papers}".into()),
        ("cost", "{amount}".into()),
        ("call", "{phone}".into()),
        ("show", "{text}".into()),
    ];
    let always = always.map(|(id, slots)| (id.to_owned(), Wording::Always(format!("{code} {id} {slots}"))));
    let form = |plural: &Plural| {
        let count = if lang.is_single(*plural) { "" } else { " {people}" };
        (*plural, format!("{code} queue {}{count}", plural.name()))
    };
    let queue = Wording::Counted(lang.plurals().iter().map(form).collect());
    let said = |words: &str| if lang == Lang::FR { String::new() } else { format!("{code} {words}") };
    PhraseText {
        phrases: always.into_iter().chain([("queue".to_owned(), queue)]).collect(),
        papers: [("rib".into(), format!("RIB {code} (même vieux)"))].into(),
        sheet: SheetText {
            title: format!("{code} said"),
            french: said("rest in French"),
            unreviewed: said("not reviewed"),
        },
    }
}

/// A value, marked with the language that writes it.
pub(super) fn written(lang: Lang, value: Arg<'_>) -> String {
    let value = match value {
        Arg::Text(text) => text.to_owned(),
        Arg::Number(number) => number.to_string(),
        Arg::Year(year) => year.to_string(),
        Arg::Month(month) => format!("{}-{:02}", month.year, month.month),
        Arg::Date(date) => date.to_string(),
        Arg::Weekday(date) => format!("day {}", date.weekday()),
        Arg::Time(minute) => format!("{:02}:{:02}", minute / 60, minute % 60),
        Arg::List(entries) => entries.join(" + "),
    };
    format!("{}:{value}", lang.code())
}

/// One, then the last category that the language has.
pub(super) fn plural(lang: Lang, count: u32) -> Plural {
    let all = lang.plurals();
    if count == 1 { Plural::One } else { all.last().copied().unwrap_or(Plural::Other) }
}

/// A value of a kind: what is written of it stands nowhere in a phrase.
fn sample(kind: SlotKind, count: u32) -> Value {
    match kind {
        SlotKind::Date => Value::Date(Date { year: 2027, month: 3, day: 1 }),
        SlotKind::Time => Value::Time(14 * 60 + 5),
        SlotKind::Amount => Value::Amount(1_234.5),
        SlotKind::Count => Value::Count(count),
        SlotKind::Papers => Value::Papers(vec![PaperName::Known("rib".into()), PaperName::Given("Zyx {date}".into())]),
        SlotKind::Phone => Value::Text("32\u{a0}30".into()),
        SlotKind::Name | SlotKind::Text => Value::Text("Qwx, 3e étage".into()),
    }
}

/// Every phrase of a catalogue can be said in every language it has: no slot is left over, what was filled in stands in it as the
/// language writes it, and each plural category of a language is written.
///
/// # Panics
/// Where one cannot.
pub fn each_phrase_can_be_said(catalog: &dyn Catalog) {
    let phrases = catalog.phrase_book();
    let ids: BTreeSet<&str> = phrases.all().map(|(_, id)| id).collect();
    assert!(!ids.is_empty() && ids.len() == phrases.all().count(), "each phrase stands in one group");
    let mut kinds = BTreeSet::new();
    for lang in phrases.languages() {
        let mut forms = BTreeSet::new();
        for (id, count) in ids.iter().flat_map(|id| [0, 1, 2, 3, 5, 11, 21, 22, 25, 100, 111].map(|count| (*id, count)))
        {
            let mut filled = Filled::new(id);
            while let Some((slot, known)) = filled.next(catalog) {
                assert!(filled.text(catalog, lang).is_err(), "{id}: said with a slot that is not filled in");
                kinds.insert(known.kind);
                filled.set(slot, sample(known.kind, count));
            }
            let said = filled.text(catalog, lang);
            assert!(said.is_ok(), "{id} in {lang:?}: {said:?}");
            let text = said.unwrap_or_default();
            assert!(!text.trim().is_empty() && !text.replace("Zyx {date}", "").contains(['{', '}']), "{text}");
            for (_, slot) in phrases.slots_of(id) {
                let value = sample(slot.kind, count);
                let single = slot.kind == SlotKind::Count && lang.is_single(catalog.plural(lang, count));
                let written = value.written(catalog, lang);
                assert!(single || text.contains(&written), "{id} in {lang:?}: {text:?} does not say {written:?}");
                if slot.kind == SlotKind::Count {
                    forms.insert(catalog.plural(lang, count));
                }
            }
            if phrases.slots_of(id).is_empty() {
                assert_eq!(text, phrases.pattern(id, lang), "without slots, it is said as it stands");
            }
        }
        assert!(forms.iter().all(|form| lang.plurals().contains(form)), "{lang:?}: {forms:?}");
    }
    assert_eq!(kinds.len(), SlotKind::VARIANTS.len(), "a phrase for each kind of slot");
}

/// What is typed into the slots of a phrase, in French, at a moment: it must be taken.
///
/// # Panics
/// Where it is not.
pub fn filled(catalog: &dyn Catalog, id: &str, typed: &[&str], now: Moment) -> Filled {
    let mut filled = Filled::new(id);
    for typed in typed {
        let next = filled.next(catalog);
        assert!(next.is_some(), "{id} has no slot left for {typed}");
        let Some((slot, known)) = next else { break };
        let value = Value::read(catalog, known.kind, typed, Lang::FR, now);
        assert!(value.is_ok(), "{id}: {typed} is not taken");
        value.into_iter().for_each(|value| filled.set(slot, value));
    }
    assert!(filled.next(catalog).is_none(), "{id} has more slots");
    filled
}
