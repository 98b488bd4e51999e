//! Deadlines for tests, beside a card that a test brings itself: one to act in, an answer to expect, one before, one again and
//! again, one each year.

use crate::deadline::{Deadline, Deadlines, Length, Purpose, Start, Term, Unit};
use crate::model::{Date, ItemId, Lang};
use std::sync::LazyLock;

/// Those of `card/recours`, in French and in English, and one of `card/aspa`, which is private.
pub(super) fn deadlines() -> &'static Deadlines {
    static DEADLINES: LazyLock<Deadlines> = LazyLock::new(|| {
        let mut deadlines = Deadlines::default();
        let months = |count| Length { count, unit: Unit::Months };
        for (card, name, term, purpose) in [
            ("recours", "appeal", Term::After(months(2), Start::Decision), Purpose::Act),
            ("recours", "silence", Term::After(months(4), Start::Application), Purpose::Answer),
            ("recours", "renew", Term::Before(months(2), Start::Expiry), Purpose::Act),
            ("recours", "visit", Term::Every(months(3)), Purpose::Act),
            ("recours", "spring", Term::Yearly(3, 31), Purpose::Act),
            ("aspa", "refusal", Term::After(months(2), Start::Decision), Purpose::Act),
        ] {
            for lang in [Lang::FR, Lang::EN] {
                let late = if name == "appeal" { format!("late {}", lang.code()) } else { String::new() };
                deadlines.add(
                    lang,
                    Deadline {
                        id: format!("{card}/{name}"),
                        card: ItemId::card(card),
                        term,
                        purpose,
                        action: format!("{name} {}", lang.code()),
                        late,
                        since: Date { year: 2026, month: 1, day: 1 },
                        reference: "test".into(),
                    },
                );
            }
        }
        deadlines
    });
    &DEADLINES
}
