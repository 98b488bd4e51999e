//! The state of a desk, and what can be read off it. It is changed by [`super::app`] and [`super::acting`] alone.

use super::finder::{self, Finder};
use super::keys::Mode;
use super::layer::Layer;
use super::need::{self, Need};
use super::numbers::Numbers;
use super::options::Options;
use super::phrases::{Kept, PhrasePanel};
use super::record::Known;
use super::regions::{self, Regions};
use super::work::{self, Work};
use crate::out::job::Medium;
use crate::screens::pin::Tries;
use crate::screens::takeaway::{self, Bring, Wanted};
use crate::screens::words::Words;
use crate::ui::layers::Layers;
use crate::ui::line::Line;
use crate::ui::page::Page;
use crate::ui::theme::Theme;
use guichet_core::activity::Profile;
use guichet_core::deadline::Starts;
use guichet_core::layout::{self, Kind, Line as Laid};
use guichet_core::model::{Date, Lang};
use guichet_core::rights::Interview;
use guichet_core::sheet::{Basket, Entry, Sheet};
use guichet_core::talk::Session;
use guichet_core::text::emphasis::Asked;
use guichet_core::text::lexicon::Lexicon;
use guichet_core::view::View;
use guichet_locales::Locales;
use ratatui::layout::Rect;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

/// The person who is there.
pub(super) struct Person {
    /// What they read.
    pub(super) lang: Lang,
    /// Where they live: INSEE code and name.
    pub(super) commune: Option<(String, String)>,
    /// What they take along, and how each of it is called.
    pub(super) basket: Basket,
    pub(super) names: Vec<(Entry, String)>,
    /// What was said in ready sentences, for the sheet.
    pub(super) said: Vec<Kept>,
    /// Days that deadlines are counted from, as they were said.
    pub(super) starts: Starts,
    /// What sheets are printed on.
    pub(super) medium: Medium,
    /// What was read, for the record.
    pub(super) seen: Vec<work::Seen>,
    /// When they came: the first need, since the start of the program.
    pub(super) came: Option<Duration>,
    /// What they answered of their household.
    pub(super) interview: Interview,
    /// Their activity was recorded: how much had been done by then.
    pub(super) recorded: Option<usize>,
}

impl Person {
    pub(super) fn new(lang: Lang, medium: Medium) -> Self {
        Self {
            lang,
            commune: None,
            basket: Basket::default(),
            names: Vec::new(),
            said: Vec::new(),
            starts: Starts::default(),
            medium,
            seen: Vec::new(),
            came: None,
            interview: Interview::default(),
            recorded: None,
        }
    }

    /// How much was done with them: what was read, and the household.
    pub(super) fn done(&self) -> usize {
        self.seen.len() + usize::from(self.has_answers())
    }

    fn has_answers(&self) -> bool {
        self.interview.answered().next().is_some()
    }
}

/// The screen turned to the person.
#[derive(Default)]
pub(super) struct Shown {
    pub(super) sheet: Option<Sheet>,
    /// A page of the guide instead of a sheet, such as emergency numbers, once it is worked out.
    pub(super) view: Option<View>,
    /// The person was asked, and wants to see what is private.
    pub(super) private: bool,
    /// French beside their language.
    pub(super) beside: bool,
    /// First row in sight.
    pub(super) scroll: u16,
    /// The panel that a ready sentence was shown from, to go back to.
    pub(super) phrase: Option<Box<PhrasePanel>>,
}

/// The state of a desk.
pub(super) struct State {
    pub(super) options: Options,
    locales: Arc<Locales>,
    pub(super) person: Person,
    pub(super) needs: Vec<Need>,
    /// The pane that has the keys.
    pub(super) focus: usize,
    /// The number of the next pane.
    pub(super) next_need: u32,
    pub(super) line: Line,
    pub(super) finder: Finder,
    /// What the selected suggestion opens, by its key.
    pub(super) looked: Option<(String, Option<View>)>,
    /// The screen is turned to the person.
    pub(super) shown: Option<Shown>,
    pub(super) layers: Layers<Layer>,
    pub(super) known: Known,
    /// Who works here, where several share the desk, and how often a PIN was wrong.
    pub(super) profile: Option<Profile>,
    pub(super) tries: Tries,
    /// Phone numbers that were typed.
    pub(super) numbers: Numbers,
    /// The day, once it is known.
    pub(super) today: Option<Date>,
    /// Something to be told until the next key.
    pub(super) told: String,
    /// Columns and rows of the window.
    pub(super) size: (u16, u16),
    pub(super) theme: Theme,
    pub(super) work: Vec<Work>,
    /// The search last asked for; older answers are dropped.
    pub(super) serial: u64,
    /// Words that were written with others, with commas between: each waits to be read for itself.
    pub(super) queue: Vec<String>,
    /// The guide could not be opened, or a fault of ours ended the desk before.
    pub(super) trouble: Option<&'static str>,
}

impl State {
    pub(super) fn new(options: Options, locales: Arc<Locales>, size: (u16, u16)) -> Self {
        Self {
            person: Person::new(options.home, options.medium),
            needs: Vec::new(),
            focus: 0,
            next_need: 0,
            line: Line::default(),
            finder: Finder::new(),
            looked: None,
            shown: None,
            layers: Layers::new(),
            known: Known::default(),
            profile: None,
            tries: Tries::new(),
            numbers: Numbers::default(),
            today: None,
            told: String::new(),
            size,
            theme: options.theme,
            work: Vec::new(),
            serial: 0,
            queue: Vec::new(),
            trouble: None,
            locales,
            options,
        }
    }

    /// The words of whoever works at the desk.
    pub(super) fn words(&self) -> Words<'_> {
        Words::new(&self.locales, self.options.home)
    }

    /// The words that whoever works at the desk answers with.
    pub(super) fn lexicon(&self) -> &Lexicon {
        self.locales.lexicon(self.options.home)
    }

    /// The words of the person.
    pub(super) fn their_words(&self) -> Words<'_> {
        Words::new(&self.locales, self.person.lang)
    }

    /// The languages that a person may read: in some, only ready sentences are said.
    pub(super) fn languages(&self) -> &'static [Lang] {
        static ALL: LazyLock<Vec<Lang>> = LazyLock::new(|| Lang::all().collect());
        &ALL
    }

    /// Whether all of the guide can be read in a language.
    pub(super) fn is_offered(&self, lang: Lang) -> bool {
        self.locales.languages().contains(&lang)
    }

    /// The language in which the person can read all of the guide.
    pub(super) fn guide_lang(&self) -> Lang {
        if self.is_offered(self.person.lang) { self.person.lang } else { Lang::FR }
    }

    /// How many things go onto the sheet.
    pub(super) fn taken(&self) -> usize {
        self.person.said.len() + self.person.basket.entries().len()
    }

    pub(super) fn is_too_small(&self) -> bool {
        self.size.0 < regions::NARROWEST || self.size.1 < regions::LOWEST
    }

    /// What the keys act on.
    pub(super) fn mode(&self) -> Mode {
        if self.is_too_small() {
            Mode::TooSmall
        } else if self.layers.top_down().next().is_some() {
            Mode::Panel
        } else if self.shown.is_some() {
            Mode::Person
        } else if !self.line.is_empty() {
            Mode::Writing
        } else if self.need().is_some_and(Need::takes_digits) {
            Mode::Answering
        } else {
            Mode::Reading
        }
    }

    /// The need that has the keys.
    pub(super) fn need(&self) -> Option<&Need> {
        self.needs.get(self.focus)
    }

    pub(super) fn need_mut(&mut self) -> Option<&mut Need> {
        self.needs.get_mut(self.focus)
    }

    /// Whether what is written answers the question of the pane, unless a suggestion is chosen.
    pub(super) fn answers(&self) -> bool {
        self.need().is_some_and(Need::takes_digits)
    }

    /// The window divided.
    pub(super) fn regions(&self) -> Regions {
        Regions::of(self.size, self.needs.len(), self.focus)
    }

    /// The area of the pane that has the keys.
    pub(super) fn pane(&self) -> (u16, u16) {
        let regions = self.regions();
        let pane = regions.panes.iter().find(|(index, _)| *index == self.focus);
        pane.map_or((0, 0), |(_, area)| (area.width, area.height.saturating_sub(2)))
    }

    /// The INSEE code of the commune where the person lives.
    pub(super) fn commune_code(&self) -> Option<&str> {
        self.person.commune.as_ref().map(|(code, _)| code.as_str())
    }

    /// A conversation of this desk that is not begun yet.
    pub(super) fn session(&self) -> Session {
        need::session(self.options.seed, self.options.home, self.commune_code())
    }

    /// What the line may mean, in an area.
    pub(super) fn seen(&self, area: Rect) -> finder::Seen {
        self.finder.seen(self.words(), &Asked::of(self.line.text()), (area.width, area.height))
    }

    /// What can be taken along of what is looked at.
    pub(super) fn entry(&self) -> Option<Entry> {
        self.need().and_then(Need::entry)
    }

    /// The sheet that the person is shown: of what is looked at, else of the basket.
    pub(super) fn wanted_to_show(&self) -> Option<Wanted> {
        let private = self.shown.as_ref().is_some_and(|shown| shown.private);
        if let Some(entry) = self.entry() {
            let basket = Basket::from_iter([entry]);
            return Some(Wanted {
                basket,
                lang: self.person.lang,
                said: Vec::new(),
                private,
                again: None,
                starts: self.person.starts.clone(),
            });
        }
        (self.taken() > 0).then(|| self.wanted(private, false))
    }

    /// The page of the guide that the person is shown where it is nothing to take along: emergency numbers, where to go. In their
    /// language, or in that of what they said.
    pub(super) fn page_to_show(&self) -> Option<Session> {
        let need = self.need().filter(|need| need.entry().is_none())?;
        need.content.view().filter(|view| !view.blocks.is_empty())?;
        let mut session = need.dialogue.session().clone();
        if self.person.lang != self.options.home {
            session.lang = Some(self.person.lang);
        }
        Some(session)
    }

    /// The sheet of the basket in the person's language. `answers`: its words bring those of the household back too.
    pub(super) fn wanted(&self, private: bool, answers: bool) -> Wanted {
        let answers = answers.then(|| self.person.interview.clone());
        let said = self.person.said.iter().map(|kept| kept.filled.clone()).collect();
        let again = Some(Bring { commune: self.commune_code().map(str::to_owned), answers });
        Wanted {
            basket: self.person.basket.clone(),
            lang: self.person.lang,
            said,
            private,
            again,
            starts: self.person.starts.clone(),
        }
    }

    /// Whether something was done with this person that is in no record.
    pub(super) fn is_unrecorded(&self) -> bool {
        self.person.done() > 0 && self.person.recorded.is_none()
    }

    /// Whether something was answered of the household.
    pub(super) fn has_answers(&self) -> bool {
        self.person.has_answers()
    }

    /// The page that the person is shown, so many columns wide.
    pub(super) fn shown_page(&self, width: u16, height: u16) -> Page {
        let Some(shown) = &self.shown else { return Page::default() };
        if let Some(view) = &shown.view {
            let lines = layout::view(view);
            let read: Vec<&Laid> = lines.iter().filter(|line| !matches!(line.kind, Kind::Choice { .. })).collect();
            return Page::of_lines(&read, width, height, true);
        }
        shown.sheet.as_ref().map(|sheet| takeaway::page(sheet, width, height, shown.beside)).unwrap_or_default()
    }

    /// Minutes since the person came.
    pub(super) fn minutes(&self, at: Duration) -> u16 {
        let passed = self.person.came.map_or(Duration::ZERO, |came| at.saturating_sub(came));
        u16::try_from(passed.as_secs().div_ceil(60)).unwrap_or(u16::MAX)
    }
}
