//! What the line may mean while it is being written: answers of the search, communes, languages, and what can be done.

use super::command::{COMMANDS, Command};
use crate::screens::suggest::{Does as Suggested, Suggestion};
use crate::screens::words::Words;
use crate::ui::list::{Focus, List};
use crate::ui::page::{Page, Tile};
use guichet_core::model::Lang;
use guichet_core::talk::Action;
use guichet_core::talk::flows::place;
use guichet_core::text::emphasis::Asked;
use guichet_core::text::normal;
use guichet_core::view::Tag;

/// Commands shown at once beside what the search finds.
const COMMANDS_SHOWN: usize = 4;
/// What is written before a command, so that nothing else is meant.
pub(super) const ORDER: char = '>';

/// Something that the line may mean.
#[derive(Clone)]
pub(super) struct Found {
    pub(super) label: String,
    pub(super) detail: String,
    tag: Option<Tag>,
    pub(super) does: Does,
}

/// What choosing it does.
#[derive(Clone)]
pub(super) enum Does {
    /// Opens what this key of the guide leads to, in a pane.
    Open(String),
    /// Notes where the person lives: INSEE code, and how it is called.
    Commune(String, String),
    /// Asks the guide in these words, in a pane.
    Ask(String),
    /// The person reads this language.
    Speak(Lang),
    /// Does what has a name.
    Do(Command),
}

/// What the line may mean, and what of it is selected.
pub(super) struct Finder {
    /// What the search found.
    items: Vec<Found>,
    /// What can be done, and languages.
    orders: Vec<Found>,
    /// The text that the search answered last.
    answered: String,
    pub(super) list: List,
}

impl Finder {
    pub(super) const fn new() -> Self {
        Self { items: Vec::new(), orders: Vec::new(), answered: String::new(), list: List::new() }
    }

    /// Everything found, in the order in which it is shown: a name that was written to its end comes first.
    pub(super) fn found(&self) -> impl Iterator<Item = &Found> {
        self.items.iter().chain(&self.orders)
    }

    /// What is selected: the first where nothing was chosen yet.
    pub(super) fn selected(&self) -> Option<&Found> {
        let index = match self.list.focus {
            Focus::Tile(index) => index,
            Focus::Line => 0,
        };
        self.found().nth(index)
    }

    /// Whether somebody chose what is selected.
    pub(super) fn is_chosen(&self) -> bool {
        matches!(self.list.focus, Focus::Tile(_))
    }

    /// Whether what is shown is what a text may mean: the search may be behind, and an order needs none.
    pub(super) fn is_of(&self, text: &str) -> bool {
        text.starts_with(ORDER) || self.answered == text
    }

    /// Moves on by one.
    pub(super) fn step(&mut self, down: bool) {
        let count = self.items.len() + self.orders.len();
        let at = match self.list.focus {
            Focus::Tile(index) => index,
            Focus::Line => 0,
        };
        if count > 0 {
            let next = if down { (at + 1) % count } else { (at + count - 1) % count };
            self.list.focus = Focus::Tile(next);
        }
    }

    /// The line changed: what can be done is known at once, what the search finds comes later.
    pub(super) fn changed(&mut self, text: &str, orders: Vec<Found>) {
        self.list = List::new();
        self.orders = orders;
        if text.starts_with(ORDER) {
            self.items.clear();
        }
    }

    /// What the search found for a text: a commune that is named to its end comes first, then what can be opened, then words
    /// to search for.
    pub(super) fn searched(&mut self, found: Vec<Suggestion>, text: &str) {
        self.items = found.into_iter().map(|suggestion| of_suggestion(suggestion, text)).collect();
        let named = |found: &Found| matches!(&found.does, Does::Commune(_, name) if is_same(name, text));
        self.items.sort_by_key(|found| (!named(found), matches!(found.does, Does::Ask(_))));
        text.clone_into(&mut self.answered);
        let count = self.items.len() + self.orders.len();
        if matches!(self.list.focus, Focus::Tile(index) if index >= count) {
            self.list = List::new();
        }
    }

    /// Nothing is written any more.
    pub(super) fn clear(&mut self) {
        *self = Self::new();
    }

    /// All that was found, in a window: the selected one stays in sight.
    pub(super) fn seen(&self, words: Words<'_>, asked: &Asked, (width, height): (u16, u16)) -> Seen {
        let intro = words.get(if self.found().next().is_none() { "desk-found-nothing" } else { "desk-found" });
        let page = self.page(&intro, asked, width, height);
        let selected = match self.list.focus {
            Focus::Tile(index) => index,
            Focus::Line => 0,
        };
        let tile = page.tiles.get(selected);
        let scroll = tile.map_or(0, |tile| tile.end().saturating_sub(height));
        Seen { page, selected, scroll }
    }

    fn page(&self, intro: &str, asked: &Asked, width: u16, height: u16) -> Page {
        let tile = |found: &'_ Found| (found.label.clone(), found.detail.clone(), found.tag.clone());
        let all: Vec<_> = self.found().map(tile).collect();
        let tiles: Vec<Tile<'_>> =
            all.iter().map(|(label, detail, tag)| Tile::unnumbered(label, detail, tag.clone(), asked)).collect();
        Page::of_tiles(intro, &tiles, width, height)
    }
}

/// What was found, laid out in a window.
pub(super) struct Seen {
    pub(super) page: Page,
    pub(super) selected: usize,
    /// First row in sight.
    pub(super) scroll: u16,
}

impl Found {
    /// The key of the guide that it opens.
    pub(super) fn opens(&self) -> Option<&str> {
        match &self.does {
            Does::Open(key) => Some(key),
            Does::Commune(..) | Does::Ask(_) | Does::Speak(_) | Does::Do(_) => None,
        }
    }
}

fn of_suggestion(suggestion: Suggestion, text: &str) -> Found {
    let Suggestion { label, detail, tag, does } = suggestion;
    let does = match does {
        Suggested::Open(key) | Suggested::Choose(key) => match Action::parse(&key) {
            Some(Action::Place(place::Action::Near(code, None))) => {
                // Its postal code begins with its département's.
                Does::Commune(code, label.clone())
            }
            _ => Does::Open(key),
        },
        Suggested::Search(words) => Does::Ask(words),
        Suggested::Send | Suggested::Distress => Does::Ask(text.to_owned()),
    };
    Found { label, detail, tag, does }
}

/// The commands and languages that a text may mean.
pub(super) fn orders(text: &str, words: Words<'_>, languages: &[Lang]) -> Vec<Found> {
    let ordered = text.strip_prefix(ORDER);
    let typed = normal::words(ordered.unwrap_or(text));
    if typed.is_empty() && ordered.is_none() {
        return Vec::new();
    }
    let means = |label: &str| {
        let known = normal::words(label);
        typed.iter().all(|word| known.iter().any(|known| known.starts_with(word.as_str())))
    };
    let found = |label: String, detail: String, does| Found { label, detail, tag: None, does };
    let spoken = languages.iter().filter_map(|lang| {
        let native = lang.native_name().to_owned();
        let meant = means(&native);
        meant.then(|| found(native, words.get("desk-do-language"), Does::Speak(*lang)))
    });
    let done = COMMANDS.iter().filter_map(|listed| {
        let label = words.get(&listed.command.words());
        means(&label).then(|| found(label, words.get("desk-order"), Does::Do(listed.command)))
    });
    // A letter or two could mean anything.
    let least = if ordered.is_some() { 0 } else { 3 };
    let long = typed.iter().map(|word| word.chars().count()).sum::<usize>() >= least;
    let most = if ordered.is_some() { usize::MAX } else { COMMANDS_SHOWN };
    if !long {
        return Vec::new();
    }
    // Where nothing is written yet, what can be done comes before the languages.
    let (spoken, done): (Vec<Found>, Vec<Found>) = (spoken.collect(), done.collect());
    let (first, then) = if typed.is_empty() { (done, spoken) } else { (spoken, done) };
    first.into_iter().chain(then).take(most).collect()
}

/// Whether two names are one, however they are written.
fn is_same(one: &str, other: &str) -> bool {
    normal::words(one) == normal::words(other)
}
