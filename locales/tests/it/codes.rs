//! Property: every code of a slip and of a journal has its words in each language that is offered.

use guichet_core::activity::Code;
use guichet_core::activity::options::Structure;
use guichet_core::journal::Status;
use guichet_core::journal::options::{Check, Field, Reason};
use guichet_core::message::{Arg, Message};
use guichet_core::slip::options::Attempt;
use guichet_core::talk::flows::obstacle::Blocked;
use guichet_core::talk::flows::obtained::Became;
use guichet_locales::Locales;

fn each<T: Code>(message: impl Fn(String) -> Message) -> Vec<Message> {
    T::ALL.iter().map(|one| message(one.code().to_owned())).collect()
}

#[test]
fn every_code_has_its_words() {
    let locales = Locales::new();
    let messages = [
        each::<Structure>(|code| Message::SlipStructure { code }),
        each::<Blocked>(|code| Message::Blocked { code }),
        each::<Became>(|code| Message::Became { code }),
        each::<Became>(|code| Message::BecameNext { code }),
        each::<Attempt>(|code| Message::SlipAttempt { code }),
        each::<Reason>(|code| Message::JournalReason { code }),
        each::<Field>(|code| Message::JournalField { code }),
        each::<Check>(|code| Message::JournalCheck { code }),
        Status::all().map(|status| Message::JournalStatus { code: status.code().to_owned() }).collect(),
    ];
    for lang in locales.languages() {
        for message in messages.iter().flatten() {
            let said = locales.say(*lang, message);
            let bare = message.args().iter().any(|(_, code)| matches!(code, Arg::Text(code) if *code == said));
            assert!(!bare, "{}: {} has no words for {said}", lang.code(), message.id());
        }
    }
}
