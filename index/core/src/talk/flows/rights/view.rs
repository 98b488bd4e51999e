//! The interview: its beginning, one question a screen, what was answered, the result.

use super::give::{CLEAR, DONE, asked};
use super::{Action, Found, State, words};
use crate::message::Message;
use crate::model;
use crate::rights::{self, Ask, Forecast, Given, Interview, Pace, Rulebook, Standing, Step, Why};
use crate::talk::context::Talk;
use crate::talk::flows::{find, help, place, situation};
use crate::talk::navigation;
use crate::talk::page::{OFFERED, Page, page_of};
use crate::text::amount::Cause;
use crate::view::{Block, Expects, View};
use std::borrow::Cow;

/// Answers offered for a change on one screen: one of the digits is for the result, one for the next page.
const ANSWERS: usize = OFFERED - 2;
/// Rights on one screen of the result.
const RIGHTS: usize = 4;
/// Figures below this are shown to the euro, others to ten euros: no false precision.
const SMALL: f64 = 100.0;

/// The view of a state.
pub(in crate::talk) fn view(talk: &Talk<'_>, state: &State) -> View {
    match state {
        State::Intro => start(talk),
        State::Question { step, .. } => question(talk, step),
        State::ReadBack { step, given, why, .. } => read_back(talk, step, given, *why),
        State::Review { page } => review(talk, *page),
        State::Outcomes { found, page, unlikely } => outcomes(talk, found, *page, *unlikely),
        State::Right { found } => one_right(talk, found),
        State::Leaving { .. } => leaving(talk),
    }
}

/// What may be typed besides a choice.
pub(in crate::talk) fn expects(talk: &Talk<'_>, state: &State) -> Expects {
    match state {
        State::Question { step, .. } => match asked(talk, step) {
            Some(Ask::Commune) => Expects::Place,
            Some(Ask::Choice | Ask::Several) | None => Expects::Choice,
            Some(_) => Expects::Number,
        },
        State::ReadBack { .. } | State::Leaving { .. } => Expects::Choice,
        _ => Expects::Need,
    }
}

fn start(talk: &Talk<'_>) -> View {
    let mut page = Page::new(talk, &Message::RightsTitle);
    page.text(&Message::RightsIntro);
    page.notice(&Message::RightsKept);
    let begun = answers(talk).answered().next().is_some();
    page.say_choice(if begun { &Message::RightsGoOn } else { &Message::RightsStart }, Action::Ask);
    page.say_choice(&Message::TalkToSomeone, help::Action::Human);
    page.done()
}

fn question(talk: &Talk<'_>, id: &str) -> View {
    let words = talk.catalog.rights_words(talk.lang());
    let book = talk.rulebook();
    let step = book.as_ref().and_then(|book| book.step(id));
    let (Some(book), Some(step), Some(said)) = (&book, step, words.step.get(id)) else { return start(talk) };
    let mut page = Page::titled(talk, said.text.clone());
    let interview = &answers(talk);
    // Said once, where the question begins.
    let begins = book.questionnaire().steps.iter().find(|other| other.question == step.question) == Some(step);
    let asked = book.questionnaire().questions.get(step.question).filter(|_| begins);
    let why = asked.and_then(|question| words.question.get(&question.id));
    if let Some(why) = why.filter(|words| !words.why.is_empty()) {
        page.block(Block::Notice { body: why.why.clone() });
    }
    if !said.example.is_empty() {
        page.block(model::Block::Text(said.example.clone()));
    }
    if let Some(given) = interview.given(id) {
        page.text(&Message::AnsweredBefore { answer: words::answer(talk, id, given) });
    } else if let Some(left) = interview.left() {
        page.block(progress(talk, interview.answered().count() + 1, left));
    }
    if step.ask == Ask::Several {
        return several(talk, page, book, step);
    }
    for option in rights::offered(book, talk.month(), interview, id).into_iter().take(OFFERED - 2) {
        page.choice(words::option(talk, id, &option.id), String::new(), Action::Say(id.into(), option.id.clone()));
    }
    for (skip, key) in [("unknown", "?"), ("silent", "-")] {
        let label = words.skip.get(skip).cloned().unwrap_or_default();
        page.choice(label, String::new(), Action::Say(id.into(), key.into()));
    }
    page.done()
}

/// As many answers as hold: each one taken leaves the list, and the last choice ends it.
fn several(talk: &Talk<'_>, mut page: Page<'_>, book: &Rulebook, step: &Step) -> View {
    let interview = &answers(talk);
    let taken: &[String] = match interview.given(&step.id) {
        Some(Given::Several(taken)) => taken,
        _ => &[],
    };
    let offered = rights::offered(book, talk.month(), interview, &step.id);
    let left = offered.into_iter().filter(|option| !taken.contains(&option.id)).take(OFFERED - 2);
    let say = |key: &str| Action::Say(step.id.clone(), key.into());
    for option in left {
        page.choice(words::option(talk, &step.id, &option.id), String::new(), say(&option.id));
    }
    if taken.is_empty() {
        page.say_choice(&Message::NoneOfThese, say(DONE));
        let words = talk.catalog.rights_words(talk.lang());
        page.choice(words.skip.get("silent").cloned().unwrap_or_default(), String::new(), say("-"));
    } else {
        page.say_choice(&Message::ThatIsAll, say(DONE));
        page.say_choice(&Message::EraseThese, say(CLEAR));
    }
    page.done()
}

/// How far the interview has come. The present question is one of those to come.
fn progress(talk: &Talk<'_>, number: usize, left: Forecast) -> Block {
    let shown = number as i64;
    let (before, after) = if number == 1 { (0, 0) } else { (shown, 1) };
    let (low, high) = (left.low as i64 - after, left.high as i64 - after);
    let count = if low < high { talk.say(&Message::FromTo { low: low.max(1), high }) } else { high.to_string() };
    let message = match (before, high) {
        (0, 2..) => Message::QuestionsInAll { count },
        (0, _) | (_, 0) => Message::LastQuestion { number: shown },
        _ => Message::QuestionsLeft { number: shown, count },
    };
    let total = number + usize::midpoint(left.low, left.high) - 1;
    Block::Gauge { done: number as u32, total: total as u32, body: talk.say(&message) }
}

fn review(talk: &Talk<'_>, number: u8) -> View {
    let words = talk.catalog.rights_words(talk.lang());
    let mut page = Page::new(talk, &Message::ReviewTitle);
    let interview = &answers(talk);
    let steps: Vec<(String, String, String)> = talk
        .rulebook()
        .iter()
        .flat_map(|book| {
            rights::counting(book, talk.month(), interview).into_iter().map(|step| step.id.clone()).collect::<Vec<_>>()
        })
        .filter_map(|id| {
            let answer = words::answer(talk, &id, interview.given(&id)?);
            Some((words.step.get(&id)?.label.clone(), answer, id))
        })
        .collect();
    page.text(&Message::ReviewIntro);
    page.say_choice(&Message::SeeResult, Action::Result);
    let (number, start) = page_of(number, steps.len(), ANSWERS);
    let shown = steps.iter().skip(start).take(ANSWERS);
    if steps.len() > ANSWERS {
        let last = start + shown.len();
        page.text(&Message::AnswersShown { first: start as i64 + 1, last: last as i64, count: steps.len() as i64 });
    }
    for (label, answer, id) in shown {
        let label = talk.say(&Message::LabelAnswer { label: label.clone(), answer: answer.clone() });
        page.choice(label, String::new(), Action::Edit(id.clone()));
    }
    if steps.len() > start + ANSWERS {
        page.say_choice(&Message::More, navigation::Action::Page(number + 1));
    } else if number > 0 {
        page.say_choice(&Message::FirstAnswers, navigation::Action::Page(0));
    }
    page.done()
}

/// How an answer was understood, before it counts.
fn read_back(talk: &Talk<'_>, id: &str, given: &Given, why: Cause) -> View {
    let mut page = Page::new(talk, &Message::ReadBackTitle);
    let words = talk.catalog.rights_words(talk.lang());
    if let Some(said) = words.step.get(id) {
        page.block(model::Block::Text(said.text.clone()));
    }
    page.block(model::Block::Text(words::read_back(talk, id, given, why)));
    page.say_choice(&Message::ReadBackYes, navigation::Action::Yes);
    page.say_choice(&Message::ReadBackNo, navigation::Action::No);
    for (skip, key) in [("unknown", "?"), ("silent", "-")] {
        let label = words.skip.get(skip).cloned().unwrap_or_default();
        page.choice(label, String::new(), Action::Say(id.into(), key.into()));
    }
    page.done()
}

/// A result is nowhere but here: who leaves it is asked.
fn leaving(talk: &Talk<'_>) -> View {
    let mut page = Page::new(talk, &Message::LeaveTitle);
    page.text(&Message::LeaveText);
    page.say_choice(&Message::LeaveStay, navigation::Action::No);
    page.say_choice(&Message::LeaveGo, navigation::Action::Yes);
    page.done()
}

/// One right of a result: where it stands, and why.
fn one_right(talk: &Talk<'_>, found: &Found) -> View {
    let mut page = Page::titled(talk, words::right(talk, &found.right));
    page.block(model::Block::Heading(talk.say(&heading(found))));
    page.block(unnamed(right_block(talk, found)));
    let card = talk.catalog.right_card(&found.right);
    match &card {
        Some(card) => page.say_choice(&Message::OpenCard, find::Action::Open(card.clone())),
        None => page.say_choice(&Message::TalkToSomeone, help::Action::Human),
    }
    if !talk.catalog.right_papers(&found.right).is_empty() {
        page.say_choice(
            &Message::PapersToBring,
            situation::Action::Papers(situation::papers_of_rights(&[&found.right])),
        );
    }
    page.say_choice(&Message::WhereDoIGo, place::Action::Where(card));
    page.done()
}

fn outcomes(talk: &Talk<'_>, found: &[Found], number: u8, unlikely: bool) -> View {
    // What is drawn already is shown, whatever the answers say of it; what nothing was asked about is folded away.
    let set_apart =
        |found: &Found| !found.received && (found.standing == Standing::Unlikely || found.why == Why::Unasked);
    let folded = |found: &&Found| set_apart(found) == unlikely;
    let shown: Vec<&Found> = found.iter().filter(folded).collect();
    let others = found.len() - shown.len();
    let book = talk.rulebook();
    let mut page = Page::new(talk, if unlikely { &Message::UnlikelyTitle } else { &Message::OutcomesTitle });
    let (number, start) = page_of(number, shown.len(), RIGHTS);
    if number == 0 {
        page.text(if unlikely { &Message::UnlikelyIntro } else { &Message::OutcomesIntro });
        let date = talk.say(&Message::MonthOfYear { month: talk.month() });
        page.notice(&Message::NotAPromiseOf { date });
        if shown.iter().any(|found| book.as_ref().is_some_and(|book| book.is_overdue(&found.right))) {
            page.notice(&Message::FigurePastReview);
        }
    }
    if shown.is_empty() {
        page.notice(&Message::NoRightFound);
    }
    let mut said = None;
    for found in shown.iter().skip(start).take(RIGHTS) {
        let heading = heading(found);
        if said.as_ref() != Some(&heading) {
            page.block(model::Block::Heading(talk.say(&heading)));
            said = Some(heading);
        }
        page.block(in_one_line(right_block(talk, found)));
        page.choice(words::right(talk, &found.right), String::new(), Action::Right(found.right.clone()));
    }
    if !unlikely {
        page.say_choice(&Message::PapersForAll, Action::PapersForAll);
    }
    let card = shown.first().and_then(|found| talk.catalog.right_card(&found.right));
    page.say_choice(&Message::WhereDoIGo, place::Action::Where(card));
    if shown.len() > start + RIGHTS {
        page.say_choice(&Message::More, navigation::Action::Page(number + 1));
    } else if number > 0 {
        page.say_choice(&Message::FirstResults, navigation::Action::Page(0));
    }
    if others > 0 {
        let message = if unlikely { Message::BackToResult } else { Message::OtherRights { count: others as i64 } };
        page.say_choice(&message, if unlikely { Action::Likely } else { Action::Unlikely });
    }
    page.done()
}

const fn heading(found: &Found) -> Message {
    match found.standing {
        _ if found.received => Message::ReceivedHeading,
        Standing::Likely => Message::LikelyHeading,
        Standing::Check => Message::CheckHeading,
        Standing::Unlikely => Message::UnlikelyHeading,
    }
}

/// A right without its reasons: they are read on opening it.
fn in_one_line(mut block: Block) -> Block {
    if let Block::Right { reasons, .. } = &mut block {
        reasons.clear();
    }
    block
}

/// A right whose name is the title of its page.
fn unnamed(mut block: Block) -> Block {
    if let Block::Right { name, .. } = &mut block {
        name.clear();
    }
    block
}

/// Where a right stands, and why.
pub(super) fn right_block(talk: &Talk<'_>, found: &Found) -> Block {
    let words = talk.catalog.rights_words(talk.lang());
    let worded = |id: &str| words.reason.get(id).cloned();
    let book = talk.rulebook();
    let mut reasons: Vec<String> = match found.standing {
        // What holds, all of it; else what does not, or cannot be told.
        Standing::Likely => book
            .iter()
            .flat_map(|book| book.reasons(&found.right).into_iter().filter_map(worded).collect::<Vec<_>>())
            .collect(),
        _ => found.reason.as_deref().and_then(worded).into_iter().collect(),
    };
    if found.standing == Standing::Check {
        let own = words.check.get(&found.right).filter(|_| matches!(found.why, Why::Office | Why::Unasked)).cloned();
        reasons.extend(own.or_else(|| why(found.why).map(|message| talk.say(&message))));
    }
    let doubtful = book.as_ref().is_some_and(|book| book.is_doubtful(&found.right));
    if doubtful && found.standing == Standing::Likely {
        let given = found.amount.is_some();
        reasons.push(talk.say(if given { &Message::FigureApproximate } else { &Message::FigureNotVerified }));
    }
    let pace = book.map_or(Pace::Month, |book| book.pace(&found.right));
    let rounded = |amount: f64| {
        let step = if amount < SMALL { 1.0 } else { 10.0 };
        (amount / step).round() * step
    };
    let amount = found.amount.map(|amount| match pace {
        Pace::Month => talk.say(&Message::AboutAMonth { amount: rounded(amount) }),
        Pace::Year => talk.say(&Message::AboutAYear { amount: rounded(amount * 12.0) }),
        Pace::Once => talk.say(&Message::AboutOnce { amount: rounded(amount * 12.0) }),
    });
    Block::Right {
        id: found.right.clone(),
        name: words::right(talk, &found.right),
        standing: found.standing,
        state: talk.say(&heading(found)),
        amount: amount.unwrap_or_default(),
        reasons,
    }
}

/// Why a right is to be checked, in one sentence.
const fn why(why: Why) -> Option<Message> {
    match why {
        Why::Settled => None,
        Why::Near => Some(Message::NearTheLimit),
        Why::Figure => Some(Message::FigureDecides),
        Why::Office => Some(Message::OfficeDecides),
        Why::Missing | Why::Unasked => Some(Message::AnswerMissing),
    }
}

/// What was answered so far.
fn answers<'a>(talk: &'a Talk<'_>) -> Cow<'a, Interview> {
    talk.session.interview.as_ref().map_or_else(Cow::default, Cow::Borrowed)
}
