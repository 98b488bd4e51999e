//! What somebody takes away, as any program of screens makes it: the sheet on the screen, its code to scan, the sheet on paper.

use crate::out::child::ChildFault;
use crate::out::code::Code;
use crate::out::job::{self, LeftOut, Medium};
use crate::out::link;
use crate::out::printer::{self, Printer};
use crate::out::send::{self, Channel, Recipient, Sender};
use crate::ui::page::Page;
use guichet_core::carry::{self, Answered, Carried};
use guichet_core::deadline::Starts;
use guichet_core::layout::Line;
use guichet_core::model::{Lang, Moment};
use guichet_core::phrase::Filled;
use guichet_core::ports::catalog::Catalog;
use guichet_core::rights::Interview;
use guichet_core::sheet::{Again, Basket, Part, Request, Sheet, sheet};

/// Space between two languages that stand side by side.
const BETWEEN: u16 = 4;
/// The widest text that somebody reads easily, and the narrowest of two side by side.
const READABLE: u16 = 64;
const NARROWEST: u16 = 34;

/// A sheet that is wanted.
#[derive(Clone)]
pub(crate) struct Wanted {
    pub(crate) basket: Basket,
    pub(crate) lang: Lang,
    /// What was said to the person in ready sentences.
    pub(crate) said: Vec<Filled>,
    /// The person wants what is private too.
    pub(crate) private: bool,
    /// What brings it all back elsewhere; none for what is only looked at.
    pub(crate) again: Option<Bring>,
    /// Days that deadlines are counted from.
    pub(crate) starts: Starts,
}

impl Wanted {
    /// It, as the core is asked for it.
    pub(crate) fn request(&self) -> Request<'_> {
        let Self { basket, lang, said, private, starts, .. } = self;
        Request { basket, said, lang: *lang, private: *private, numbers: None, starts }
    }
}

/// What words and the code bring back besides the basket.
#[derive(Clone, Default)]
pub(crate) struct Bring {
    /// INSEE code of the commune.
    pub(crate) commune: Option<String>,
    /// The answers of the household, where the person asked for them too.
    pub(crate) answers: Option<Interview>,
}

/// What is to be made of it.
pub(crate) enum TakeAwayWork {
    /// The sheet, on the screen.
    Sheet(Wanted),
    /// Its code, with what the bot is reached by.
    Code(Wanted, Option<String>),
    /// The sheet on paper, with its code.
    Print(Wanted, Medium, Option<String>),
    /// The sheet sent to somebody, with what the bot is reached by.
    Send(Wanted, Channel, Recipient, Option<String>),
}

/// What comes of it.
pub(crate) enum TakenAway {
    Sheet(Box<Sheet>),
    /// None where it would be too long.
    Code(Option<Code>),
    /// The printer took it, or why it did not: the identifier of its words.
    Printed(Result<LeftOut, &'static str>),
    /// It was sent, or why it was not.
    Sent(Result<(), &'static str>),
}

/// What takes a sheet out of the program.
pub(crate) struct Outlets {
    pub(crate) printer: Printer,
    pub(crate) sender: Sender,
    /// Whoever reads what becomes of it can look at the printer.
    pub(crate) staff: bool,
}

impl Outlets {
    /// Prints a sheet; or gives the identifier of the words of why not.
    pub(crate) fn print(&self, sheet: &Sheet, medium: Medium, code: Option<&Code>) -> Result<LeftOut, &'static str> {
        job::print(&self.printer, sheet, medium, code).map_err(|error| self.unprinted(&error))
    }

    /// The words of why nothing was printed.
    pub(crate) fn unprinted(&self, error: &ChildFault) -> &'static str {
        tracing::warn!(%error, "nothing was printed");
        printer::words(error, self.staff)
    }
}

/// Makes it.
pub(crate) fn take_away(catalog: &dyn Catalog, outlets: &Outlets, work: TakeAwayWork, now: Moment) -> TakenAway {
    match work {
        TakeAwayWork::Sheet(wanted) => TakenAway::Sheet(Box::new(made(catalog, &wanted, now).0)),
        TakeAwayWork::Code(wanted, bot) => {
            let (made, carried) = made(catalog, &wanted, now);
            TakenAway::Code(code(catalog, &wanted.basket, bot.as_deref(), &made, carried))
        }
        TakeAwayWork::Print(wanted, medium, bot) => {
            let (made, carried) = made(catalog, &wanted, now);
            let code = code(catalog, &wanted.basket, bot.as_deref(), &made, carried);
            TakenAway::Printed(outlets.print(&made, medium, code.as_ref()))
        }
        TakeAwayWork::Send(wanted, channel, to, bot) => {
            let (made, _) = made(catalog, &wanted, now);
            let done = outlets.sender.send(channel, to, (&wanted.basket, &made), bot.as_deref());
            TakenAway::Sent(done.map_err(|fault| {
                // What the program says may repeat whom it goes to.
                let words = send::words(&fault);
                tracing::warn!(words, "nothing was sent");
                words
            }))
        }
    }
}

/// The sheet, and what somebody carries of it.
fn made(catalog: &dyn Catalog, wanted: &Wanted, now: Moment) -> (Sheet, Option<Carried>) {
    let mut made = sheet(catalog, wanted.request(), now);
    let carried = carried(catalog, wanted, now);
    let again = carried.as_ref().map(|carried| Again::of(catalog, carried));
    // Where the index cannot be read the sheet says so already.
    if let Some(Ok(Some(again))) = again {
        again.add_to(&mut made, catalog, now);
    }
    (made, carried)
}

/// What somebody carries of it.
fn carried(catalog: &dyn Catalog, wanted: &Wanted, now: Moment) -> Option<Carried> {
    let Bring { commune, answers } = wanted.again.clone()?;
    let answers = answers.map(|interview| Answered { month: now.date.into(), interview });
    Some(Carried { commune, answers, ..Carried::of(catalog, wanted.lang, &wanted.basket, wanted.private) })
}

/// The code to scan: it opens all of it where it fits, else the first page of it.
fn code(
    catalog: &dyn Catalog,
    basket: &Basket,
    bot: Option<&str>,
    made: &Sheet,
    carried: Option<Carried>,
) -> Option<Code> {
    let whole = carried.and_then(|carried| carry::link(catalog, &carried).ok().flatten());
    let whole = whole.filter(|link| !link.left_out.answers && link.left_out.entries.is_empty()).map(|link| link.made);
    Code::of(&link::carried(bot, whole, basket, made))
}

/// A sheet on the screen, so many columns wide. `beside`: its languages side by side, aligned by section, where there is room.
pub(crate) fn page(sheet: &Sheet, width: u16, height: u16, beside: bool) -> Page {
    let count = sheet.languages.len().max(1) as u16;
    let each = (width.saturating_sub(BETWEEN * (count - 1)) / count).min(READABLE);
    let beside = beside && count > 1 && each >= NARROWEST;
    let mut page = Page::default();
    for section in &sheet.sections {
        if matches!(section.part, Part::Sources) && !beside {
            continue;
        }
        let shown = |lines: &[Line], width| {
            let lines: Vec<&Line> = lines.iter().collect();
            Page::of_lines(&lines, width, height, true)
        };
        let part = if beside && !section.is_alone() {
            Page::beside(section.columns.iter().map(|lines| shown(lines, each)).collect(), each, BETWEEN)
        } else {
            shown(section.first().1, width.min(READABLE))
        };
        if part.height > 0 {
            page = page.then(part, 2);
        }
    }
    page
}
