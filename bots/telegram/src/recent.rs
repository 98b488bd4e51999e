//! What each chat did last, in memory alone, so that what is no new turn is none: an edit that changes no word, an edit of
//! an older message, the second half of a double tap. Words are kept as a number that only this run of the program could
//! make.

use crate::inbound::{Act, Item, What};
use guichet_bots::Alarm;
use guichet_core::talk::Event;
use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::time::Duration;

/// Chats that are remembered.
const CHATS: usize = 10_000;
/// An edit that comes later than this after its message corrects nothing that is still being talked about.
pub(crate) const OLD: i64 = 10 * 60;
/// Two presses of one button within this time are one.
const DOUBLE: Duration = Duration::from_secs(3);

/// What all chats did last.
#[derive(Default)]
pub(crate) struct Recent {
    chats: HashMap<i64, Chat>,
    numbers: RandomState,
}

/// What a chat did last.
#[derive(Default)]
struct Chat {
    /// The newest message that the person wrote, and the number of its words.
    written: Option<(i32, u64)>,
    /// The button pressed since then, and how long a second press is the same.
    pressed: Option<(u64, Alarm)>,
}

/// Of a chat: the newest message and a number that stands for its words; a number for the button pressed last.
type Last = (Option<(i32, u64)>, Option<u64>);

/// What a batch changes, to be noted once it is kept: a batch that comes again is judged in the same way.
#[derive(Default)]
pub(crate) struct Notes(HashMap<i64, Last>);

impl Recent {
    /// Takes out of a batch what is no turn.
    pub fn sift(&self, items: &mut [Item]) -> Notes {
        let mut notes = Notes::default();
        for item in items {
            let What::Said(inbound) = &item.what else { continue };
            let chat = item.chat;
            let number = || match inbound.event() {
                Some(Event::Text(text) | Event::Captioned(_, text)) => self.numbers.hash_one(text),
                _ => 0,
            };
            let before = notes.0.get(&chat).copied().unwrap_or_else(|| self.before(chat));
            match &item.act {
                Act::Wrote(message) => drop(notes.0.insert(chat, (Some((*message, number())), None))),
                Act::Edited { message, after } => {
                    let now = number();
                    let same = before.0.is_some_and(|(newest, words)| newest != *message || words == now);
                    if same || *after > OLD {
                        item.what = What::Nothing("an edit that is no turn");
                    } else {
                        notes.0.insert(chat, (Some((*message, now)), None));
                    }
                }
                Act::Pressed(bearer, data) => {
                    let now = self.numbers.hash_one((bearer, data));
                    if before.1 == Some(now) {
                        item.what = What::Nothing("the second half of a double tap");
                    } else {
                        notes.0.insert(chat, (before.0, Some(now)));
                    }
                }
                Act::Other => {}
            }
        }
        notes
    }

    /// Notes what a batch changed, now that it is kept.
    pub fn note(&mut self, notes: Notes) {
        if self.chats.len() + notes.0.len() > CHATS {
            self.chats.clear();
        }
        for (chat, (written, pressed)) in notes.0 {
            let pressed = pressed.map(|number| (number, Alarm::after(DOUBLE)));
            self.chats.insert(chat, Chat { written, pressed });
        }
    }

    fn before(&self, chat: i64) -> Last {
        self.chats.get(&chat).map_or((None, None), |chat| {
            let pressed = chat.pressed.as_ref().filter(|(_, alarm)| !alarm.rang());
            (chat.written, pressed.map(|(number, _)| *number))
        })
    }
}

#[cfg(test)]
mod tests {
    //! Properties: an edit is a turn where it changes the words of the newest message, and not long after; one button pressed
    //! twice at once is pressed once, and again later; a batch that comes again is read as the first time.

    use super::*;
    use crate::context::{Context, Inbound};
    use guichet_bots::Request;
    use guichet_core::ports::conversations::Address;

    fn item(act: Act, event: Event) -> Item {
        let request = Request::Event { event, context: Context::default() };
        let inbound = Inbound { who: Address("1".into()), id: "1".into(), request };
        Item { id: 1, callback: None, chat: 1, act, what: What::Said(inbound) }
    }

    fn wrote(message: i32, text: &str) -> Item {
        item(Act::Wrote(message), Event::Text(text.into()))
    }

    fn edited(message: i32, text: &str, after: i64) -> Item {
        item(Act::Edited { message, after }, Event::Text(text.into()))
    }

    fn pressed(bearer: i32, key: &str) -> Item {
        item(Act::Pressed(bearer, Some(key.into())), Event::Press(key.into()))
    }

    /// Which items of a batch are turns; the batch is kept.
    fn turns(recent: &mut Recent, mut items: Vec<Item>) -> Vec<bool> {
        let notes = recent.sift(&mut items);
        recent.note(notes);
        items.iter().map(|item| matches!(item.what, What::Said(_))).collect()
    }

    #[tokio::test]
    async fn an_edit_is_a_turn_where_it_changes_what_was_said_last() {
        let mut recent = Recent::default();
        assert_eq!(turns(&mut recent, vec![wrote(5, "loyer"), edited(5, "loyer", 2)]), [true, false]);
        assert_eq!(turns(&mut recent, vec![edited(5, "loyer", 3)]), [false], "nothing changed");
        assert_eq!(turns(&mut recent, vec![edited(5, "loyer impayé", 5)]), [true]);
        assert_eq!(turns(&mut recent, vec![edited(5, "loyer impayé", 6)]), [false]);
        assert_eq!(turns(&mut recent, vec![edited(5, "loyer", 8)]), [true], "back again is a change");
        assert_eq!(turns(&mut recent, vec![wrote(7, "oublier"), edited(5, "travail", 9)]), [true, false], "an old one");
        assert_eq!(turns(&mut recent, vec![edited(7, "je veux mourir", OLD + 1)]), [false], "long after");
        let mut anew = Recent::default();
        assert_eq!(turns(&mut anew, vec![edited(3, "2", 40 * 86_400)]), [false], "of a month ago");
        assert_eq!(turns(&mut anew, vec![edited(9, "2", 30)]), [true], "written just before a restart");
    }

    #[tokio::test(start_paused = true)]
    async fn a_double_tap_is_one() {
        let mut recent = Recent::default();
        assert_eq!(turns(&mut recent, vec![pressed(4, "menu 0"), pressed(4, "menu 0")]), [true, false]);
        assert_eq!(turns(&mut recent, vec![pressed(4, "menu 0")]), [false]);
        assert_eq!(turns(&mut recent, vec![pressed(4, "page 1"), pressed(4, "menu 0")]), [true, true]);
        assert_eq!(turns(&mut recent, vec![pressed(6, "menu 0")]), [true], "of another message");
        assert_eq!(turns(&mut recent, vec![wrote(8, "x"), pressed(6, "menu 0")]), [true, true]);
        tokio::time::sleep(DOUBLE * 2).await;
        assert_eq!(turns(&mut recent, vec![pressed(6, "menu 0")]), [true], "later it is meant");
    }

    #[tokio::test]
    async fn a_batch_that_comes_again_is_read_as_before() {
        let recent = Recent::default();
        for _ in 0..2 {
            let mut items = vec![wrote(5, "loyer"), edited(5, "travail", 2), pressed(4, "a"), pressed(4, "a")];
            let _not_kept = recent.sift(&mut items);
            let said: Vec<bool> = items.iter().map(|item| matches!(item.what, What::Said(_))).collect();
            assert_eq!(said, [true, true, true, false]);
        }
    }
}
