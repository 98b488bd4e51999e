//! What a choice does, as a key of at most 64 bytes. A key says all it needs, so that a button of any earlier message
//! still does what it said.

use super::mark;
use crate::model::{ItemId, Lang, NodeId, ThemeId};
use std::fmt;

/// What a choice does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Speak this language.
    Speak(Lang),
    /// The main menu, or its second page.
    Menu(u8),
    /// One step back.
    Back,
    /// Back to the list that was chosen from.
    List,
    /// Choose a language.
    Language,
    /// Help.
    Help,
    /// A human.
    Human,
    /// What is stored.
    Privacy,
    /// Delete everything.
    Forget,
    /// End the conversation.
    Stop,
    /// Start again.
    Restart,
    /// Go on where the conversation stopped.
    Resume,
    /// Emergency: which kind?
    Emergency,
    /// Numbers of a category, in the language of the phrase where it is not the reader's.
    Category(String, Option<Lang>),
    /// Not an emergency: go on. Said to a question, it names the category that was asked about.
    NotUrgent(Option<String>),
    /// A theme, from a page.
    Theme(ThemeId, u8),
    /// A page of the current list.
    Page(u8),
    /// Open an item: a card or a place.
    Open(ItemId),
    /// A choice of a question: situation, question, choice.
    Case(ItemId, NodeId, String),
    /// The papers to bring, for a node of a situation (`situation/<id>#<node>`) or for a right (`right/<id>`).
    Papers(ItemId),
    /// Which rights there may be.
    Rights,
    /// The next question of the interview.
    Ask,
    /// An answer to a step: an option, `?` unknown, `-` silent.
    Say(String, String),
    /// Answer a step anew.
    Edit(String),
    /// The result of the interview.
    Result,
    /// The unlikely rights of a result, or the others.
    Unlikely(bool),
    /// The papers for all rights of a result.
    PapersForAll,
    /// One right of a result.
    Right(String),
    /// A section of a card.
    Section(ItemId, u16),
    /// Where do I go, for this card or node of a situation; for anything where empty.
    Where(Option<ItemId>),
    /// Ask for another place.
    Elsewhere(Option<ItemId>),
    /// The places near a commune.
    Near(String, Option<ItemId>),
    /// This commune is meant; back to the results that wait.
    Here(String),
    /// Did the card help?
    Helped(ItemId, bool),
    /// None of the results of a search helps.
    NoneFits,
    /// The words of a search were read as they were meant.
    ReadRight,
    /// Yes to a guess.
    Yes,
    /// No to a guess.
    No,
}

impl Action {
    /// Whether a key opens a card, a situation or a place.
    pub fn opens(key: &str) -> bool {
        matches!(Self::parse(key), Some(Self::Open(_)))
    }

    /// Reads a key, with the mark of its screen or without; `None` for anything that is not one of ours.
    pub fn parse(key: &str) -> Option<Self> {
        let (key, _) = mark::split(key);
        let (verb, rest) = key.split_once(' ').unwrap_or((key, ""));
        Some(match verb {
            "speak" => Self::Speak(Lang::from_code(rest)?),
            "menu" => Self::Menu(rest.parse().unwrap_or(0)),
            "back" => Self::Back,
            "list" => Self::List,
            "language" => Self::Language,
            "help" => Self::Help,
            "human" => Self::Human,
            "privacy" => Self::Privacy,
            "forget" => Self::Forget,
            "stop" => Self::Stop,
            "restart" => Self::Restart,
            "resume" => Self::Resume,
            "sos" => match rest.split_once(' ') {
                Some((id, lang)) => Self::Category(some(id)?, Some(Lang::from_code(lang)?)),
                None => some(rest).map_or(Self::Emergency, |id| Self::Category(id, None)),
            },
            "fine" => Self::NotUrgent(some(rest)),
            "theme" => {
                let (page, id) = rest.split_once(' ')?;
                Self::Theme(some(id)?, page.parse().ok()?)
            }
            "page" => Self::Page(rest.parse().ok()?),
            "open" => Self::Open(some(rest)?),
            "case" => {
                let mut parts = rest.splitn(3, ' ');
                // The name alone: a button needs the room for the rest.
                let id = ItemId::situation(parts.next().filter(|name| !name.is_empty())?);
                let (node, choice) = (some(parts.next()?)?, some(parts.next()?)?);
                Self::Case(id, node, choice)
            }
            "papers" => Self::Papers(some(rest)?),
            "rights" => Self::Rights,
            "ask" => Self::Ask,
            "say" => {
                let (step, option) = rest.split_once(' ')?;
                Self::Say(some(step)?, some(option)?)
            }
            "edit" => Self::Edit(some(rest)?),
            "result" => Self::Result,
            "unlikely" => Self::Unlikely(true),
            "likely" => Self::Unlikely(false),
            "all-papers" => Self::PapersForAll,
            "right" => Self::Right(some(rest)?),
            "part" => {
                let (index, id) = rest.split_once(' ')?;
                Self::Section(some(id)?, index.parse().ok()?)
            }
            "where" => Self::Where(some(rest)),
            "else" => Self::Elsewhere(some(rest)),
            "near" => {
                let (code, card) = rest.split_once(' ').unwrap_or((rest, ""));
                Self::Near(some(code)?, some(card))
            }
            "here" => Self::Here(some(rest)?),
            "good" => Self::Helped(some(rest)?, true),
            "bad" => Self::Helped(some(rest)?, false),
            "none" => Self::NoneFits,
            "read-right" => Self::ReadRight,
            "yes" => Self::Yes,
            "no" => Self::No,
            _ => return None,
        })
    }
}

/// An identifier out of a key; an empty one is none.
fn some<T: for<'a> From<&'a str>>(text: &str) -> Option<T> {
    (!text.is_empty()).then(|| text.into())
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let optional = |id: &Option<ItemId>| id.clone().unwrap_or_default();
        let key = match self {
            Self::Speak(lang) => format!("speak {}", lang.code()),
            Self::Menu(page) => format!("menu {page}"),
            Self::Back => "back".into(),
            Self::List => "list".into(),
            Self::Language => "language".into(),
            Self::Help => "help".into(),
            Self::Human => "human".into(),
            Self::Privacy => "privacy".into(),
            Self::Forget => "forget".into(),
            Self::Stop => "stop".into(),
            Self::Restart => "restart".into(),
            Self::Resume => "resume".into(),
            Self::Emergency => "sos".into(),
            Self::Category(id, lang) => format!("sos {id} {}", lang.map_or("", Lang::code)),
            Self::NotUrgent(id) => format!("fine {}", id.as_deref().unwrap_or_default()),
            Self::Theme(id, page) => format!("theme {page} {id}"),
            Self::Page(page) => format!("page {page}"),
            Self::Open(id) => format!("open {id}"),
            Self::Case(id, node, choice) => {
                format!("case {} {node} {choice}", id.situation_name().unwrap_or(id))
            }
            Self::Papers(of) => format!("papers {of}"),
            Self::Rights => "rights".into(),
            Self::Ask => "ask".into(),
            Self::Say(step, option) => format!("say {step} {option}"),
            Self::Edit(step) => format!("edit {step}"),
            Self::Result => "result".into(),
            Self::Unlikely(true) => "unlikely".into(),
            Self::Unlikely(false) => "likely".into(),
            Self::PapersForAll => "all-papers".into(),
            Self::Right(id) => format!("right {id}"),
            Self::Section(id, index) => format!("part {index} {id}"),
            Self::Where(card) => format!("where {}", optional(card)),
            Self::Elsewhere(card) => format!("else {}", optional(card)),
            Self::Near(code, card) => format!("near {code} {}", optional(card)),
            Self::Here(code) => format!("here {code}"),
            Self::Helped(id, true) => format!("good {id}"),
            Self::Helped(id, false) => format!("bad {id}"),
            Self::NoneFits => "none".into(),
            Self::ReadRight => "read-right".into(),
            Self::Yes => "yes".into(),
            Self::No => "no".into(),
        };
        f.write_str(key.trim_end())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Situation;
    use crate::model::situation::reference;

    #[test]
    fn keys_round_trip_within_64_bytes() {
        let id = || ItemId::fiche("F12006");
        let longest_id = || ItemId::situation(&"s".repeat(Situation::ID));
        let node = || NodeId::from("n".repeat(Situation::NODE));
        let actions = [
            Action::Speak(Lang::Ar),
            Action::Menu(1),
            Action::Emergency,
            Action::Category("violence".into(), None),
            Action::Category("sexual-violence".into(), Some(Lang::Es)),
            Action::NotUrgent(None),
            Action::NotUrgent(Some("sexual-violence".into())),
            Action::Theme("logement".into(), 2),
            Action::Page(3),
            Action::Open(id()),
            Action::Section(id(), 12),
            Action::Case(longest_id(), node(), "n".repeat(Situation::NODE)),
            Action::Papers(reference(&longest_id(), &node())),
            Action::Papers("right/aide_juridictionnelle".into()),
            Action::Rights,
            Action::Ask,
            Action::Say("conjoint-invalidite".into(), "?".into()),
            Action::Say("aides".into(), super::super::aids::CLEAR.into()),
            Action::Edit("conjoint-invalidite".into()),
            Action::Result,
            Action::Unlikely(true),
            Action::Unlikely(false),
            Action::PapersForAll,
            Action::Right("aide_juridictionnelle".into()),
            Action::Near("12202".into(), Some(reference(&longest_id(), &node()))),
            Action::Helped(reference(&longest_id(), &node()), false),
            Action::Where(None),
            Action::Where(Some(id())),
            Action::Elsewhere(Some(id())),
            Action::Near("12202".into(), Some(id())),
            Action::Near("2A004".into(), None),
            Action::Here("2A004".into()),
            Action::List,
            Action::NoneFits,
            Action::Helped(id(), false),
        ];
        for action in actions {
            let key = action.to_string();
            assert!(key.len() <= 64, "{key}");
            assert_eq!(Action::parse(&key), Some(action), "{key}");
        }
        for foreign in ["", "nothing of ours", "theme", "speak ", "part x y", "case", "case x y", "case x y ", "papers"]
        {
            assert_eq!(Action::parse(foreign), None, "{foreign}");
        }
    }
}
