//! Events of a journal at random, for tests and measures: every kind comes, with and without texts.

use crate::activity::options::Structure;
use crate::activity::{Code, DeskId, FreeText, TextUse};
use crate::dice::Dice;
use crate::journal::options::{Check, Field};
use crate::journal::{Event, Journal, Noted, Status};
use crate::model::Date;
use crate::sheet::Entry;
use crate::slip::options::Attempt;
use crate::slip::{Addressee, Slip, SlipCode};
use crate::talk::flows::obstacle::Blocked;

const TEXTS: [&str; 4] = ["fermé le lundi", "\"cité\" ; =1+1", "épicerie 🙂", "rdv à 10 h, 1 200 €"];
const ITEMS: [&str; 4] = ["card/apl", "place/mairie-18279", "vosdroits/F12006", "situation/loyer-impaye"];
const WHY: [&str; 3] = ["card/apl", "right/rsa", "situation/loyer-impaye#agir"];

/// An event of a desk, of a day of the year 2026. Some codes come again, so that slips get statuses.
pub fn event(desk: &DeskId, dice: &mut Dice) -> Event {
    let day = Date::from_days(20_454 + dice.below(365) as i64);
    let code = SlipCode::random(&mut Dice(dice.below(40) as u64));
    let item = dice.pick(&ITEMS).copied().unwrap_or("card/apl");
    let noted = match (dice.below(5), text(dice)) {
        (0, note) => slip(code, day, note, dice)
            .map_or(Noted::SlipStatus { code, status: Status::Done }, |slip| Noted::SlipMade { slip: Box::new(slip) }),
        (1, _) => {
            let all: Vec<Status> = Status::all().collect();
            Noted::SlipStatus { code, status: dice.pick(&all).copied().unwrap_or(Status::Done) }
        }
        (2, Some(note)) => Noted::PeerNote { item: item.into(), note },
        (3, _) => {
            let how = dice.pick(Check::ALL).copied().unwrap_or(Check::Visit);
            Noted::Verified { item: "place/mairie-18279".into(), how }
        }
        (_, note) => {
            Noted::Wrong { item: item.into(), field: dice.pick(Field::ALL).copied().unwrap_or(Field::Hours), note }
        }
    };
    Journal::next(dice, desk, day, noted)
}

fn slip(code: SlipCode, day: Date, note: Option<FreeText>, dice: &mut Dice) -> Option<Slip> {
    let to = match Entry::parse("institution/caf") {
        Some(entry) if dice.below(2) == 0 => Addressee::Entry(entry),
        _ => Addressee::Structure(dice.pick(Structure::ALL).copied().unwrap_or(Structure::Other)),
    };
    let from = FreeText::kept("Médiathèque", TextUse::Name).ok()??;
    Some(Slip {
        code,
        day,
        from,
        office: (dice.below(2) == 0).then(|| "place/mairie-18279".into()),
        to,
        why: WHY.iter().take(dice.below(4)).filter_map(|id| Entry::parse(id)).collect(),
        obstacles: Blocked::ALL.iter().filter(|_| dice.below(3) == 0).copied().collect(),
        tried: Attempt::ALL.iter().filter(|_| dice.below(3) == 0).copied().collect(),
        note,
    })
}

fn text(dice: &mut Dice) -> Option<FreeText> {
    let text = dice.pick(&TEXTS).filter(|_| dice.below(3) > 0)?;
    FreeText::kept(text, TextUse::Remark).ok()?
}
