//! Lines of a view, of a block, of the choices.

use super::{Kind, Line, Role, Span, Start};
use crate::model::{self, Lang};
use crate::talk::Action;
use crate::talk::flows::{card, find, rights};
use crate::view::{Block, Choice, Expects, Tag, View};

/// The lines of a view: title, blocks, choices.
pub fn view(view: &View) -> Vec<Line> {
    let mut lines = Lines { item_lang: view.item_lang, ..Lines::of(view.lang) };
    lines.strong(Kind::Title, &view.title);
    for block in &view.blocks {
        lines.start = Start::Part;
        lines.block(block);
    }
    lines.start = Start::Part;
    lines.choices(view);
    lines.done
}

/// The lines of one block, in a language.
pub fn block(block: &Block, lang: Lang) -> Vec<Line> {
    let mut lines = Lines::of(lang);
    lines.block(block);
    lines.done
}

/// The lines of one block that shows an item, whose language may be another than that of the reader.
pub fn item_block(block: &Block, lang: Lang, item_lang: Lang) -> Vec<Line> {
    let mut lines = Lines { item_lang, ..Lines::of(lang) };
    lines.block(block);
    lines.done
}

/// The line of a title that stands over no view; none where it is empty.
pub fn title(text: &str, lang: Lang) -> Vec<Line> {
    let mut lines = Lines::of(lang);
    lines.strong(Kind::Title, text);
    lines.done
}

/// The lines of a list of boxes, each ticked or not.
pub fn boxes<'a>(entries: impl IntoIterator<Item = (&'a str, bool)>, lang: Lang) -> Vec<Line> {
    let mut lines = Lines::of(lang);
    for (entry, ticked) in entries {
        lines.plain(Kind::Box { ticked }, entry);
    }
    lines.done
}

/// The lines of the choices of a view, one each.
pub fn choices(view: &View) -> Vec<Line> {
    let mut lines = Lines { item_lang: view.item_lang, ..Lines::of(view.lang) };
    lines.choices(view);
    lines.done
}

/// Lines in the making.
struct Lines {
    done: Vec<Line>,
    lang: Lang,
    item_lang: Lang,
    /// What begins with the next line.
    start: Start,
    depth: u8,
    /// The key that the next lines bear.
    key: Option<String>,
}

impl Lines {
    fn of(lang: Lang) -> Self {
        Self { done: Vec::new(), lang, item_lang: lang, start: Start::Part, depth: 0, key: None }
    }

    /// Adds a line of the spans that say something; without any there is no line.
    fn push<'a>(&mut self, kind: Kind, spans: impl IntoIterator<Item = (&'a str, Role)>) {
        let says = |(text, role): &(&str, Role)| !text.is_empty() || *role == Role::Cell;
        let lang = if self.is_of_item(kind) { self.item_lang } else { self.lang };
        let span = |(text, role): (&str, Role)| Span { text: text.to_owned(), role, lang };
        let spans: Vec<Span> = spans.into_iter().filter(says).map(span).collect();
        if !spans.is_empty() {
            let start = std::mem::replace(&mut self.start, Start::Nothing);
            self.done.push(Line { kind, start, depth: self.depth, key: self.key.clone(), spans });
        }
    }

    /// Whether a line of this kind, which is made now, is in the words of the item.
    fn is_of_item(&self, kind: Kind) -> bool {
        match kind {
            Kind::Title | Kind::Heading | Kind::Text | Kind::Entry | Kind::Row { .. } | Kind::Case | Kind::Phone => {
                true
            }
            // The headings of an item lead to its sections.
            Kind::Choice { .. } => {
                let action = self.key.as_deref().and_then(Action::parse);
                matches!(action, Some(Action::Card(card::Action::Section(..))))
            }
            _ => false,
        }
    }

    fn plain(&mut self, kind: Kind, text: &str) {
        self.push(kind, [(text, Role::Plain)]);
    }

    fn strong(&mut self, kind: Kind, text: &str) {
        self.push(kind, [(text, Role::Strong)]);
    }

    fn choices(&mut self, view: &View) {
        for Choice { number, label, detail, tag, key } in &view.choices {
            let kind = Kind::Choice { number: *number, by_digit: view.expects != Expects::Number };
            self.key = Some(key.clone());
            let tag = match tag {
                Some(Tag::Year(year)) => (year.as_str(), Role::Year),
                Some(Tag::Checked(checked)) => (checked.as_str(), Role::Checked),
                None => ("", Role::Muted),
            };
            self.push(kind, [(label.as_str(), Role::Plain), tag, (detail.as_str(), Role::Muted)]);
        }
        self.key = None;
    }

    /// Blocks that hold in a case, under its name.
    fn case(&mut self, title: &str, blocks: &[model::Block]) {
        self.strong(Kind::Case, title);
        let depth = self.depth;
        self.depth = depth.saturating_add(u8::from(!title.is_empty()));
        for (index, block) in blocks.iter().enumerate() {
            if index > 0 {
                self.start = self.start.max(Start::Block);
            }
            self.prose(block);
        }
        self.depth = depth;
    }

    fn prose(&mut self, block: &model::Block) {
        match block {
            model::Block::Text(text) => self.plain(Kind::Text, text),
            model::Block::Heading(text) => self.strong(Kind::Heading, text),
            model::Block::List(entries) => entries.iter().for_each(|entry| self.plain(Kind::Entry, entry)),
            model::Block::Table(rows) => {
                for (index, row) in rows.iter().enumerate() {
                    self.push(Kind::Row { head: index == 0 }, row.iter().map(|cell| (cell.as_str(), Role::Cell)));
                }
            }
            model::Block::Case { title, blocks } | model::Block::Note { title, blocks } => self.case(title, blocks),
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Prose(prose) => self.prose(prose),
            Block::Notice { body } => self.plain(Kind::Notice, body),
            Block::Hint { body } => self.plain(Kind::Hint, body),
            Block::Card { id: _, title: _, summary, covers: _ } => self.plain(Kind::Text, summary),
            Block::Place { id, name, address, phone, distance, open, opening, position: _ } => {
                self.key = Some(find::Action::Open(id.clone()).to_string());
                self.strong(Kind::Place, name);
                self.plain(Kind::Address, address);
                self.push(Kind::PlacePhone, [(phone.as_str(), Role::Number)]);
                self.plain(Kind::Distance, distance);
                self.plain(Kind::Opening(*open), opening);
                self.key = None;
            }
            Block::Right { id, name, standing, state, amount, reasons } => {
                self.key = Some(rights::Action::Right(id.clone()).to_string());
                let parts = [(name, Role::Strong), (amount, Role::Amount), (state, Role::Standing)];
                self.push(Kind::Right(*standing), parts.map(|(text, role)| (text.as_str(), role)));
                self.key = None;
                let depth = self.depth;
                self.depth = depth.saturating_add(1);
                reasons.iter().for_each(|reason| self.plain(Kind::Entry, reason));
                self.depth = depth;
            }
            Block::Gauge { done, total, body } => self.plain(Kind::Gauge { done: *done, total: *total }, body),
            Block::Phone { number, name, terms } => self.number(Kind::Phone, [number, name, terms]),
            Block::Emergency { category: _, advice, numbers } => {
                self.plain(Kind::Advice, advice);
                for one in numbers {
                    self.number(Kind::Emergency, [&one.number, &one.name, &one.terms]);
                }
            }
            Block::EmergencyCheck { category: _, question } => self.plain(Kind::Text, question),
            Block::Source { body, url } => {
                let url = url.as_deref().unwrap_or_default();
                self.push(Kind::Source, [(body.as_str(), Role::Muted), (url, Role::Link)]);
            }
        }
    }

    /// A number to call, whose it is, and on what terms.
    fn number(&mut self, kind: Kind, [number, name, terms]: [&String; 3]) {
        self.push(kind, [(number.as_str(), Role::Number), (name.as_str(), Role::Plain), (terms.as_str(), Role::Terms)]);
    }
}
