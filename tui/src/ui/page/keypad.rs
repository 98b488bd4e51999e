//! What of a view is chosen on its page, and the keys of a numeric keypad that choose where digits are the answer.

use guichet_core::talk::Action;
use guichet_core::talk::flows::rights;
use guichet_core::view::{Choice, View};

/// The keys of a numeric keypad that choose where digits are the answer.
const KEYPAD: [char; 3] = ['+', '-', '.'];

/// The choices that have a key of a numeric keypad where digits are the answer. "I don't know" is `.` on every such
/// screen; what does not fit is chosen with the arrows.
pub(super) fn keypad(view: &View) -> Vec<(char, u8)> {
    let said = |choice: &Choice, answer: &str| matches!(Action::parse(&choice.key), Some(Action::Rights(rights::Action::Say(_, key))) if key == answer);
    let mut keys = KEYPAD.to_vec();
    let mut given = Vec::new();
    if let Some(unknown) = offered(view).find(|choice| said(choice, "?")) {
        given.extend(keys.pop().map(|key| (key, unknown.number)));
    }
    let others = offered(view).filter(|choice| !said(choice, "?"));
    let alone = others.clone().count() == 1;
    for choice in others {
        // Nothing but "I prefer not to say": the key that it has beside another choice.
        let at = usize::from(alone && said(choice, "-") && keys.len() > 1);
        if at < keys.len() {
            given.push((keys.remove(at), choice.number));
        }
    }
    given
}

/// The choice of a sign typed where digits are the answer; a comma is a point there.
pub(crate) fn chosen_by(view: &View, sign: char) -> Option<u8> {
    let sign = if sign == ',' { '.' } else { sign };
    keypad(view).into_iter().find(|(key, _)| *key == sign).map(|(_, number)| number)
}

/// What is chosen on the page; emergency and back have their constant places in the frame.
pub(crate) fn offered(view: &View) -> impl Iterator<Item = &Choice> + Clone {
    view.choices.iter().filter(|choice| is_offered(choice.number))
}

/// Whether a choice of this number is chosen on the page.
pub(super) fn is_offered(number: u8) -> bool {
    !matches!(number, 0 | 9)
}
