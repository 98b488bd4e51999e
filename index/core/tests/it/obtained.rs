//! What became of what somebody took away: whoever opens a basket may tell it of each card, once; nothing is asked of others.

use super::carry::{basket, catalog, now, say, words};
use guichet_core::carry::Carried;
use guichet_core::message::Message;
use guichet_core::model::Lang;
use guichet_core::ports::catalog::Catalog;
use guichet_core::talk::{Effect, Event, Session, Turn, turn};

#[test]
fn what_became_of_each_card_is_told_by_choice_and_counted_once() {
    let catalog = catalog();
    let carried =
        Carried { basket: basket(&["card/apl", "right/rsa", "card/css", "institution/caf"]), ..Carried::default() };
    let row = words(&catalog, &carried).join(" ");
    let opened = say(&catalog, &Session::default(), &row);
    let tell = catalog.say(Lang::FR, &Message::BecameTell);
    let pressed = |turned: &Turn, message: &Message| {
        let label = catalog.say(Lang::FR, message);
        let choice = turned.view.choices.iter().find(|choice| choice.label == label).expect("a choice");
        turn(&catalog, &turned.session, Event::Press(choice.key.clone()), now())
    };
    let observed = |turned: &Turn| -> Vec<String> {
        let seen = turned.effects.iter().filter_map(|effect| match effect {
            Effect::Observed(seen) => Some(seen.to_string()),
            _ => None,
        });
        seen.collect()
    };
    let became = |code: &str| Message::Became { code: code.into() };

    let which = pressed(&opened, &Message::BecameTell);
    // Of the right, its card is asked for; an institution is nothing that one obtains.
    let offered = which.view.choices.iter().filter(|choice| choice.number > 0 && choice.number < 9).count();
    assert_eq!(offered, 3, "{:?}", which.view.choices);
    let what = turn(&catalog, &which.session, Event::Choose(1), now());
    assert!(observed(&what).is_empty(), "nothing is counted before it is told");
    let noted = pressed(&what, &became("refused"));
    assert_eq!(observed(&noted), ["refused/card/apl"]);
    let human = catalog.say(Lang::FR, &Message::TalkToSomeone);
    assert!(noted.view.choices.iter().any(|choice| choice.label == human), "somebody helps against a refusal");

    // Those that were told of are not asked for again; an old button answers all the same.
    let which = pressed(&noted, &Message::BecameMore);
    let what = turn(&catalog, &which.session, Event::Choose(2), now());
    let noted = pressed(&what, &became("obtained"));
    assert_eq!(observed(&noted), ["obtained/card/css"]);
    let last = pressed(&noted, &Message::BecameMore);
    let again = turn(&catalog, &last.session, Event::Press("became".into()), now());
    assert!(observed(&again).is_empty());
    let done = pressed(&last, &became("waiting"));
    assert_eq!(observed(&done).len(), 1, "one alone is not asked for");
    let more = catalog.say(Lang::FR, &Message::BecameMore);
    assert!(done.view.choices.iter().all(|choice| choice.label != more));

    // Nothing is asked of whoever carries no card.
    let carried = Carried { commune: Some("12202".into()), basket: basket(&["institution/caf"]), ..Carried::default() };
    let row = words(&catalog, &carried).join(" ");
    let opened = say(&catalog, &Session::default(), &row);
    assert!(opened.view.choices.iter().all(|choice| choice.label != tell));
}
