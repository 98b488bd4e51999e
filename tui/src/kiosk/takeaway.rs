//! The sheet that somebody takes away from a kiosk: looked at, printed, or carried off as a code.

use super::layer::Layer;
use super::state::State;
use super::work::Work;
use crate::screens::takeaway::{Bring, TakeAwayWork, TakenAway, Wanted, page};
use crate::ui::list::scrolled;
use crate::ui::page::Page;
use guichet_core::sheet::Sheet;
use ratatui::layout::Rect;

/// The sheet being looked at.
pub(super) struct SheetView {
    /// Once it is made.
    pub(super) sheet: Option<Sheet>,
    /// First row in sight.
    pub(super) scroll: u16,
    /// What is private is on it too: they asked for it.
    pub(super) private: bool,
    /// The words bring their answers back too: they asked for it.
    pub(super) answers: bool,
    /// What became of it: the identifier of its words.
    pub(super) told: Option<&'static str>,
    /// It is on its way to the printer.
    pub(super) printing: bool,
}

impl SheetView {
    /// Whether something is left out of it because it is private.
    pub(super) fn leaves_out(&self) -> bool {
        self.sheet.as_ref().is_some_and(|sheet| !sheet.private.is_empty())
    }

    /// The sheet laid out.
    pub(super) fn page(&self, area: Rect) -> Page {
        self.sheet.as_ref().map(|sheet| page(sheet, area.width, area.height, true)).unwrap_or_default()
    }
}

/// Puts what is looked at onto the sheet, or takes it off. False where there is nothing.
pub(super) fn take(state: &mut State) -> bool {
    let Some(entry) = state.entry() else { return false };
    state.basket.toggle(entry);
    true
}

/// Opens the sheet. False where nothing is on it.
pub(super) fn open(state: &mut State) -> bool {
    if !state.has_sheet() {
        return false;
    }
    let view = SheetView { sheet: None, scroll: 0, private: false, answers: false, told: None, printing: false };
    state.layers.open(Layer::Sheet(Box::new(view)));
    make(state, TakeAwayWork::Sheet);
    true
}

/// Hands out work on the sheet that is open.
fn make(state: &mut State, work: impl FnOnce(Wanted) -> TakeAwayWork) {
    let Some((private, answers)) = view(state).map(|view| (view.private, view.answers)) else { return };
    let lang = state.words().lang();
    let session = state.dialogue.session();
    let answers = session.interview.clone().filter(|_| answers);
    let again = Some(Bring { commune: session.commune.clone(), answers });
    let starts = guichet_core::deadline::Starts::default();
    let wanted = Wanted { basket: state.basket.clone(), lang, said: Vec::new(), private, again, starts };
    state.work.push(Work::TakeAway(Box::new(work(wanted))));
}

fn view(state: &mut State) -> Option<&mut SheetView> {
    state.layers.top_down_mut().find_map(|layer| match layer {
        Layer::Sheet(view) => Some(&mut **view),
        _ => None,
    })
}

/// Prints it.
pub(super) fn print(state: &mut State) {
    let Some(open) = view(state).filter(|view| !view.printing) else { return };
    (open.printing, open.told) = (true, None);
    let (medium, bot) = (state.options.medium, state.options.bot.clone());
    make(state, |wanted| TakeAwayWork::Print(wanted, medium, bot));
}

/// Shows its code.
pub(super) fn scan(state: &mut State) {
    let bot = state.options.bot.clone();
    make(state, |wanted| TakeAwayWork::Code(wanted, bot));
}

/// What is private goes onto it, or off it again.
pub(super) fn turn_private(state: &mut State) {
    let Some(open) = view(state) else { return };
    open.private = !open.private;
    make(state, TakeAwayWork::Sheet);
}

/// The words bring the answers back too, or no longer. False where there are none.
pub(super) fn turn_answers(state: &mut State) -> bool {
    if !state.has_answers() {
        return false;
    }
    let Some(open) = view(state) else { return false };
    open.answers = !open.answers;
    make(state, TakeAwayWork::Sheet);
    true
}

/// Takes everything off it.
pub(super) fn empty(state: &mut State) {
    state.basket.clear();
    close(state);
}

/// Closes the code, or the sheet below it.
pub(super) fn close(state: &mut State) {
    if !state.layers.close(|layer| matches!(layer, Layer::Code(_))) {
        state.layers.close(|layer| matches!(layer, Layer::Sheet(_)));
    }
}

/// Moves on the sheet.
pub(super) fn roll(state: &mut State, area: Rect, rows: i32) {
    let Some(open) = view(state) else { return };
    let last = open.page(area).height.saturating_sub(area.height);
    open.scroll = scrolled(open.scroll, rows, last);
}

/// What came of the work.
pub(super) fn taken_away(state: &mut State, done: TakenAway) {
    match done {
        TakenAway::Sheet(sheet) => view(state).into_iter().for_each(|view| view.sheet = Some((*sheet).clone())),
        TakenAway::Code(Some(code)) if view(state).is_some() => state.layers.open(Layer::Code(code)),
        TakenAway::Code(_) => view(state).into_iter().for_each(|view| view.told = Some("kiosk-no-code")),
        // A kiosk sends nothing: a number would be typed where anybody may look on.
        TakenAway::Sent(_) => {}
        TakenAway::Printed(done) => {
            let told = match done {
                Ok(left_out) if !left_out.languages.is_empty() => "kiosk-printed-french",
                Ok(_) => "kiosk-printed",
                Err(id) => id,
            };
            view(state).into_iter().for_each(|view| (view.printing, view.told) = (false, Some(told)));
        }
    }
}
