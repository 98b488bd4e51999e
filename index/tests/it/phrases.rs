//! The ready sentences that the program carries, over its own words:
//! - each can be said in every language of the registry, its slots filled in as people type them, none left over;
//! - dates, times, amounts, lists and plurals are written as each language does.

use crate::common::Desk;
use guichet_core::fake::phrases::{each_phrase_can_be_said, filled};
use guichet_core::model::{Lang, Moment};
use guichet_core::ports::catalog::Catalog;
use guichet_index::Guide;

fn guide() -> Guide {
    Guide::open(&Desk::new().folder).expect("a guide")
}

#[test]
fn each_phrase_is_said_in_each_language() {
    let guide = guide();
    each_phrase_can_be_said(&guide);
    assert!(guide.phrase_book().languages().eq(Lang::all()));
}

#[test]
fn each_language_writes_as_it_does() {
    let guide = guide();
    let now = Moment::parse("2026-11-30T10:00").expect("a moment");
    let said = |id, typed: &[&str], lang| filled(&guide, id, typed, now).text(&guide, lang).expect("said");
    let appointment = ["vendredi 4 décembre", "à 14 h 30", "Préfecture, guichet 3"];
    for (lang, text) in [
        (Lang::FR, "Votre rendez-vous est le 4 décembre 2026 (vendredi) à 14:30. Lieu\u{a0}: Préfecture, guichet 3."),
        (Lang::EN, "Your appointment is on 4 December 2026 (Friday) at 14:30. Place: Préfecture, guichet 3."),
        (
            Lang::UK,
            "Дата вашого прийому: 4 грудня 2026\u{202f}р. (пʼятниця). Час: 14:30. Місце: Préfecture, guichet 3.",
        ),
        (Lang::TR, "Randevunuz: 4 Aralık 2026 (Cuma), saat 14:30. Yer: Préfecture, guichet 3."),
    ] {
        assert_eq!(said("appointment", &appointment, lang), text);
    }
    assert_eq!(said("cost", &["12,50"], Lang::PT), "Custa 12,50\u{a0}€.");
    assert_eq!(said("before-you", &["3"], Lang::AR), "يوجد 3 أشخاص قبلكم.");
    assert_eq!(said("before-you", &["2"], Lang::AR), "يوجد شخصان قبلكم.");
    assert_eq!(said("come-in-days", &["21"], Lang::RU), "Приходите снова через 21 день.");
    assert_eq!(said("come-in-days", &["20"], Lang::RO), "Veniți din nou peste 20 de zile.");
    let bring = said("bring", &["rib, pièce d'identité, lettre du juge"], Lang::ES);
    assert!(
        bring.ends_with(
            "datos de su cuenta bancaria (RIB), documento de identidad o permiso de residencia y lettre du juge."
        ),
        "{bring}"
    );
}
