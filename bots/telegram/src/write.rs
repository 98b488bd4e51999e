//! A reply written as messages of Telegram: the text in HTML with every numbered choice, buttons below it, the place
//! as a point on a map.
//!
//! The text alone says everything: a button may be too short for its label, and a digit works on any phone.

use crate::context::{Command, Context, DELETE, POSITION};
use guichet_bots::html::{self, Line};
use guichet_bots::{Locales, Reply, in_every_language};
use guichet_core::model::Lang;
use guichet_core::talk::{Action, Effect};
use guichet_core::view::{Block, Choice, Expects, View};
use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;

/// Longest text of a message, in UTF-16 units. Telegram counts without the marks; counting with them is on the safe
/// side.
const LONGEST: usize = 4_096;
/// Longest key of a button, in bytes.
const KEY: usize = 64;
/// Longest label of a button, in characters: a phone shows no more in a line.
const LABEL: usize = 28;
/// From so many cards on, choices are a list.
const LIST: usize = 3;
/// Two buttons no longer than this share a row.
const SHORT: usize = 18;

/// A message on its way, as it waits in the outbox.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) enum Outgoing {
    /// A text and its buttons.
    Text(Text),
    /// A point on the map.
    Venue {
        /// The place's name.
        title: String,
        /// Its address; where it is empty, the point goes alone.
        address: String,
        /// Latitude.
        lat: f64,
        /// Longitude.
        lon: f64,
    },
    /// Messages to delete, and what is said then.
    Delete {
        /// Which.
        messages: Vec<i32>,
        /// Once they are gone.
        done: String,
        /// Where one could not be deleted.
        failed: String,
    },
    /// A text with the key of the phone that sends one's position.
    Position {
        /// What it says.
        text: String,
        /// The key's label.
        key: String,
    },
}

/// A text and its buttons.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Text {
    /// HTML.
    pub html: String,
    /// Rows of buttons.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keyboard: Vec<Vec<Button>>,
    /// The message whose place it takes, where that one is still the newest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edit: Option<i32>,
}

/// A button.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Button {
    /// What it shows.
    pub label: String,
    /// What comes back when it is pressed.
    pub key: String,
}

impl Button {
    fn new(label: &str, key: &str) -> Self {
        // No key is longer by construction; were one, its button would be answered as an old one, and its number works.
        let key = if (1..=KEY).contains(&key.len()) { key } else { "?" };
        Self { label: shortened(label), key: key.to_owned() }
    }
}

/// The messages of a reply, in order.
pub(crate) fn reply(locales: &Locales, reply: &Reply<'_, Context>) -> Vec<Outgoing> {
    let view = reply.view;
    let mut messages = Vec::new();
    if reply.first {
        messages.push(plain(&everybody(locales, "bots-telegram-keeps")));
    }
    let mut texts = split(&html::lines(view));
    let last = texts.pop().unwrap_or_default();
    let edit = reply.context.edit.filter(|_| texts.is_empty() && messages.is_empty());
    messages.extend(texts.into_iter().map(|html| Outgoing::Text(Text { html, ..Text::default() })));
    messages.push(Outgoing::Text(Text { html: last, keyboard: keyboard(locales, reply), edit }));
    messages.extend(venue(view));
    messages
}

/// A sentence, with at most one button.
pub(crate) fn sentence(text: &str, button: Option<(&str, &str)>) -> Outgoing {
    let keyboard = button.map(|(label, key)| vec![Button::new(label, key)]).into_iter().collect();
    Outgoing::Text(Text { html: html::escape(text), keyboard, edit: None })
}

/// What answers a command.
pub(crate) fn obey(locales: &Locales, lang: Lang, command: &Command) -> Outgoing {
    let say = |id: &str| locales.interface(lang, id);
    match command {
        Command::PrivateOnly => plain(&everybody(locales, "bots-private-only")),
        Command::AskPosition => Outgoing::Position { text: say("bots-position-how"), key: say("bots-send-position") },
        Command::Delete(messages) => {
            Outgoing::Delete { messages: messages.clone(), done: say("bots-deleted"), failed: say("bots-not-deleted") }
        }
    }
}

fn plain(text: &str) -> Outgoing {
    sentence(text, None)
}

/// Words in every language offered: before one is chosen, or where nobody knows who reads.
fn everybody(locales: &Locales, id: &str) -> String {
    in_every_language(locales, Lang::FR, &[id])
}

/// The place as a point, where the answer is about one place: a list would be drowned in maps.
fn venue(view: &View) -> Option<Outgoing> {
    let mut places = view.blocks.iter().filter(|block| matches!(block, Block::Place { .. }));
    let (Some(Block::Place { name, address, position: Some([lat, lon]), .. }), None) = (places.next(), places.next())
    else {
        return None;
    };
    Some(Outgoing::Venue { title: name.clone(), address: address.clone(), lat: *lat, lon: *lon })
}

/// Buttons: choices, two in a row where they are short; what Telegram alone can do; the constant ones in the last row.
fn keyboard(locales: &Locales, reply: &Reply<'_, Context>) -> Vec<Vec<Button>> {
    let (view, context) = (reply.view, reply.context);
    let say = |id: &str| locales.interface(view.lang, id);
    let constant = |choice: &&Choice| matches!(choice.number, 0 | 9);
    let button = |choice: &Choice| Button::new(&format!("{}. {}", choice.number, choice.label), &choice.key);
    let (listed, others): (Vec<&Choice>, Vec<&Choice>) =
        view.choices.iter().filter(|choice| !constant(choice)).partition(|choice| Action::opens(&choice.key));
    // The text has a list's titles: its buttons are its numbers, in one row.
    let mut rows = if listed.len() < LIST { Vec::new() } else { vec![listed.iter().map(|one| number(one)).collect()] };
    let labelled =
        if rows.is_empty() { view.choices.iter().filter(|choice| !constant(choice)).collect() } else { others };
    rows.extend(paired(labelled.into_iter().map(button).collect()));
    if view.expects == Expects::Place {
        rows.insert(0, vec![Button::new(&say("bots-send-position"), POSITION)]);
    }
    let deletable = context.message.map(|id| format!("{DELETE}{id}"));
    if let Some(key) = deletable.filter(|_| reply.effects.contains(&Effect::OfferDeletion)) {
        rows.push(vec![Button::new(&say("bots-delete-message"), &key)]);
    } else if view.discreet {
        // After a press there is no message of theirs: the one that bears the button goes.
        let theirs = context.message.unwrap_or_default();
        rows.push(vec![Button::new(&say("bots-delete-messages"), &format!("{DELETE}{theirs}"))]);
    }
    rows.extend(paired(view.choices.iter().filter(constant).map(button).collect()));
    rows
}

/// A button that is the number of its choice.
fn number(choice: &Choice) -> Button {
    Button::new(&choice.number.to_string(), &choice.key)
}

fn paired(buttons: Vec<Button>) -> Vec<Vec<Button>> {
    let short = |button: &Button| button.label.chars().count() <= SHORT;
    let mut rows: Vec<Vec<Button>> = Vec::new();
    for button in buttons {
        match rows.last_mut() {
            Some(row) if row.len() == 1 && short(&row[0]) && short(&button) => row.push(button),
            _ => rows.push(vec![button]),
        }
    }
    rows
}

/// A label that a phone shows whole, cut at a word where there is one: neither inside brackets nor after "de".
fn shortened(label: &str) -> String {
    let letters: Vec<&str> = label.graphemes(true).collect();
    if letters.len() <= LABEL {
        return if label.trim().is_empty() { "…".into() } else { label.to_owned() };
    }
    let whole = letters[..LABEL - 1].concat();
    let far = |at: &usize| *at > whole.len() / 2;
    let mut kept = whole.rfind(' ').filter(far).map_or(whole.as_str(), |at| &whole[..at]);
    if let Some(bracket) = kept.rfind('(').filter(|at| far(at) && !kept[*at..].contains(')')) {
        kept = &kept[..bracket];
    }
    while let Some(at) = kept.rfind(' ').filter(|at| far(at) && kept[at + 1..].chars().count() <= 2) {
        kept = &kept[..at];
    }
    format!("{}…", kept.trim_end_matches([' ', '\u{a0}', ',', ':', '?']))
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// Lines as texts that each fit a message: cut where a part ends if that leaves half a message, else between two lines.
fn split(lines: &[Line]) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    let mut taken: Vec<&str> = Vec::new();
    let mut length = 0;
    let pieces: Vec<Line> = lines.iter().flat_map(fitting).collect();
    for line in &pieces {
        let long = units(&line.html) + 1;
        if length + long > LONGEST {
            let gap = taken.iter().rposition(|line| line.is_empty()).filter(|at| *at > taken.len() / 2);
            let rest = taken.split_off(gap.unwrap_or(taken.len()));
            texts.push(taken.join("\n"));
            taken = rest;
            length = taken.iter().map(|line| units(line) + 1).sum();
        }
        taken.push(&line.html);
        length += long;
    }
    texts.push(taken.join("\n"));
    let mut texts: Vec<String> = texts.iter().map(|text| text.trim_matches('\n').to_owned()).collect();
    texts.retain(|text| !text.trim().is_empty());
    if texts.is_empty() {
        // Telegram refuses an empty message, and silence is worse.
        texts.push("…".into());
    }
    texts
}

/// A line in pieces that fit: at words, or between letters where a word is as long as a message.
fn fitting(line: &Line) -> Vec<Line> {
    if units(&line.html) < LONGEST {
        return vec![line.clone()];
    }
    let mut pieces: Vec<String> = vec![String::new()];
    let mut length = 0;
    for word in line.plain.split_word_bounds() {
        // A letter escaped is at most five units, so half of the room is left for marks.
        for part in if units(word) > 200 { word.graphemes(true).collect() } else { vec![word] } {
            let long = units(&html::escape(part));
            if length + long >= LONGEST {
                pieces.push(String::new());
                length = 0;
            }
            if let Some(piece) = pieces.last_mut() {
                piece.push_str(part);
            }
            length += long;
        }
    }
    pieces.iter().map(|piece| Line::new(piece)).collect()
}

/// The text of our HTML without its marks: for a service that refuses the marks.
pub(crate) fn without_marks(html: &str) -> String {
    let text = html.replace("<b>", "").replace("</b>", "");
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;
    use guichet_core::model::{self, OpeningState};

    fn choice(number: u8, label: &str, key: &str) -> Choice {
        Choice { number, label: label.into(), detail: String::new(), tag: None, key: key.into() }
    }

    fn view(blocks: Vec<Block>, choices: Vec<Choice>) -> View {
        View {
            lang: Lang::FR,
            item_lang: Lang::FR,
            title: "Titre".into(),
            blocks,
            choices,
            expects: Expects::Need,
            discreet: false,
        }
    }

    const NONE: Context = Context { message: None, edit: None };
    const SAID: Context = Context { message: Some(31), edit: None };

    fn written(view: &View, effects: &[Effect], first: bool, context: &Context) -> Vec<Outgoing> {
        reply(&Locales::new(), &Reply { view, effects, first, context })
    }

    fn texts(messages: &[Outgoing]) -> Vec<Text> {
        let text = |message: &Outgoing| if let Outgoing::Text(text) = message { Some(text.clone()) } else { None };
        messages.iter().filter_map(text).collect()
    }

    fn labels(text: &Text) -> Vec<Vec<&str>> {
        text.keyboard.iter().map(|row| row.iter().map(|button| button.label.as_str()).collect()).collect()
    }

    fn place(position: Option<[f64; 2]>) -> Block {
        Block::Place {
            id: "place/a".into(),
            name: "Mairie".into(),
            address: "1 rue".into(),
            phone: String::new(),
            distance: String::new(),
            open: OpeningState::Unknown,
            opening: String::new(),
            position,
        }
    }

    #[test]
    fn buttons_are_short_and_the_constant_ones_share_the_last_row() {
        let long = "Que faire en cas de difficultés pour payer son loyer ?";
        let choices = vec![choice(1, long, "a"), choice(2, "Oui", "b"), choice(3, "Non", "c"), choice(4, "Menu", "d")];
        let constant = vec![choice(9, "Urgence", "sos"), choice(0, "Retour", "back")];
        let one = written(&view(vec![], [choices, constant].concat()), &[], false, &NONE);
        let expected: [&[&str]; 4] =
            [&["1. Que faire en cas…"], &["2. Oui", "3. Non"], &["4. Menu"], &["9. Urgence", "0. Retour"]];
        assert_eq!(labels(&texts(&one)[0]), expected);
        assert!(texts(&one)[0].html.contains(&format!("<b>1.</b> {long}")));
        let cut = [
            ("2. Aide au logement (APL, ALF, ALS)", "2. Aide au logement…"),
            ("4. Trop de dettes : le dossier de surendettement", "4. Trop de dettes…"),
            ("8. Trouver un lieu près de moi", "8. Trouver un lieu près…"),
            ("1. Anticonstitutionnellement-long", "1. Anticonstitutionnellemen…"),
        ];
        cut.iter().for_each(|(label, short)| assert_eq!(shortened(label), *short));
        let odd = Button::new(" ", &"x".repeat(65));
        assert_eq!((odd.label.as_str(), odd.key.as_str()), ("…", "?"));
    }

    #[test]
    fn the_buttons_of_a_list_are_its_numbers_in_one_row() {
        let card = |n: u8| choice(n, "Demander un logement social (HLM)", &format!("open card/{n}"));
        let rest = [choice(6, "Voir la suite", "page 1"), choice(9, "Urgence", "sos")];
        let list: Vec<Choice> = (1..=5).map(card).chain(rest.clone()).collect();
        let one = written(&view(vec![], list), &[], false, &NONE);
        let expected: [&[&str]; 3] = [&["1", "2", "3", "4", "5"], &["6. Voir la suite"], &["9. Urgence"]];
        assert_eq!(labels(&texts(&one)[0]), expected);
        let two = written(&view(vec![], (1..=2).map(card).chain(rest).collect()), &[], false, &NONE);
        assert_eq!(labels(&texts(&two)[0])[0], ["1. Demander un logement…"]);
    }

    #[test]
    fn a_long_answer_is_cut_between_lines_and_loses_nothing() {
        let body = |n: usize| Block::Prose(model::Block::Text(format!("{n} {}", "mot & <signe> 🏠 ".repeat(60))));
        let long = view((0..30).map(body).collect(), vec![choice(9, "Urgence", "sos")]);
        let messages = texts(&written(&long, &[], false, &NONE));
        assert!(messages.len() > 3);
        assert!(messages.iter().all(|text| units(&text.html) <= LONGEST && !text.html.trim().is_empty()));
        let (last, before) = messages.split_last().expect("messages");
        assert!(before.iter().all(|text| text.keyboard.is_empty()) && last.keyboard.len() == 1);
        let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let all: Vec<&str> = messages.iter().map(|text| text.html.as_str()).collect();
        assert_eq!(flat(&without_marks(&all.join(" "))), flat(&guichet_bots::plain::view(&long)));
    }

    #[test]
    fn a_line_longer_than_a_message_is_cut_too() {
        for line in ["mot ".repeat(3_000), "🏠".repeat(4_096), "<".repeat(5_000)] {
            let pieces = split(&[Line::new(line.trim())]);
            assert!(pieces.len() > 1 && pieces.iter().all(|piece| units(piece) <= LONGEST));
            assert_eq!(without_marks(&pieces.concat()).replace(' ', ""), line.replace(' ', ""));
        }
        assert_eq!(split(&[]), ["…"]);
    }

    #[test]
    fn one_place_is_a_point_and_a_list_is_not() {
        let here = place(Some([44.3, 2.5]));
        let venues = |blocks: Vec<Block>| {
            let messages = written(&view(blocks, vec![]), &[], false, &NONE);
            messages.iter().filter(|message| matches!(message, Outgoing::Venue { .. })).count()
        };
        assert_eq!(
            (venues(vec![here.clone()]), venues(vec![place(None)]), venues(vec![here.clone(), here])),
            (1, 0, 0)
        );
    }

    #[test]
    fn the_first_message_says_in_every_language_what_telegram_keeps() {
        let messages = texts(&written(&view(vec![], vec![]), &[], true, &NONE));
        assert!(messages[0].html.contains("Telegram garde") && messages[0].html.contains("Telegram keeps"));
        assert!(messages[0].keyboard.is_empty() && messages.len() == 2);
    }

    #[test]
    fn deleting_is_offered_where_it_matters() {
        let offered = |view: &View, effects: &[Effect], context: &Context| {
            let messages = texts(&written(view, effects, false, context));
            messages[0].keyboard.iter().flatten().find(|button| button.key.starts_with(DELETE)).cloned()
        };
        let mut one = view(vec![], vec![choice(1, "Oui", "a")]);
        assert_eq!(offered(&one, &[], &SAID), None);
        assert_eq!(offered(&one, &[Effect::OfferDeletion], &SAID).map(|button| button.key), Some("del 31".into()));
        one.discreet = true;
        assert_eq!(offered(&one, &[], &SAID).map(|button| button.key), Some("del 31".into()));
        assert_eq!(offered(&one, &[], &NONE).map(|button| button.key), Some("del 0".into()));
    }

    #[test]
    fn a_page_takes_the_place_of_the_page_before() {
        let one = view(vec![], vec![]);
        let turned = Context { edit: Some(40), ..NONE };
        assert_eq!(texts(&written(&one, &[], false, &turned))[0].edit, Some(40));
        assert_eq!(texts(&written(&one, &[], false, &SAID))[0].edit, None);
    }
}
