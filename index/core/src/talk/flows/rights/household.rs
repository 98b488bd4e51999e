//! The whole household on one form, for whoever sits beside the person: every answer can be given in any order, and where each
//! right stands is there at once, with the answers that decide it.

use super::give::{misfit, option_of};
use super::state::State;
use super::typed::{again, commune_zone, reading};
use super::view::right_block;
use super::words;
use crate::message::Message;
use crate::model::{Lang, Moment};
use crate::ports::catalog::Catalog;
use crate::rights::{self, Ask, Given, Interview, Receipt, Standing, Step};
use crate::talk::context::Talk;
use crate::talk::{Screen, Session};
use crate::text::amount::Reading;
use crate::view::Block;

/// A row of the form.
#[derive(Debug, Clone, PartialEq)]
pub struct FormRow {
    /// Its step.
    pub step: String,
    /// What the answer is called.
    pub label: String,
    /// What was answered, in words; empty where nothing was.
    pub answer: String,
    /// How to answer, where something is typed.
    pub example: String,
    /// Answers that need not be typed: identifier, label, and whether it is taken.
    pub options: Vec<(String, String, bool)>,
    /// It can still change a result.
    pub open: bool,
}

/// Where a right stands.
#[derive(Debug, Clone, PartialEq)]
pub struct FormRight {
    /// Its identifier.
    pub right: String,
    /// Its name.
    pub name: String,
    /// Likely, to check or unlikely.
    pub standing: Standing,
    /// Whether it is received already: it is not claimed again.
    pub received: bool,
    /// About how much, possibly empty.
    pub amount: String,
    /// Why, one reason an entry.
    pub reasons: Vec<String>,
    /// What the answers that decided are called.
    pub because: Vec<String>,
}

/// A household on one form.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct HouseholdForm {
    /// What was answered, and what can still change a result.
    pub rows: Vec<FormRow>,
    /// Where each right stands, the likeliest first.
    pub rights: Vec<FormRight>,
}

/// An answer given on the form. No `Debug`: it is somebody's own.
#[derive(Clone)]
pub enum FormAnswer {
    /// An option of the step; of several, it is taken or left.
    Option(String),
    /// Something typed.
    Text(String),
    /// It is not known.
    Unknown,
}

/// What a form is made with.
#[derive(Clone, Copy)]
pub struct FormOf<'a> {
    /// The catalogue.
    pub catalog: &'a dyn Catalog,
    /// The language of the form.
    pub lang: Lang,
    /// The moment: its month has the rules.
    pub now: Moment,
    /// INSEE code of the commune, where it is known.
    pub commune: Option<&'a str>,
}

impl<'a> FormOf<'a> {
    fn talk(&self, interview: &Interview, step: Option<&str>) -> Talk<'a> {
        let screen = step.map_or(Screen::MENU, |step| State::Question { step: step.to_owned(), edit: None }.into());
        let session = Session {
            lang: Some(self.lang),
            commune: self.commune.map(str::to_owned),
            interview: Some(interview.clone()),
            screen,
            ..Session::default()
        };
        Talk::new(self.catalog, &session, self.now)
    }

    /// The form of what was answered so far. Empty where there are no rules for the month.
    pub fn form(&self, interview: &Interview) -> HouseholdForm {
        let talk = self.talk(interview, None);
        let Some(book) = talk.rulebook() else { return HouseholdForm::default() };
        let month = talk.month();
        let counting = rights::counting(&book, month, interview);
        let coming = rights::coming(&book, month, interview);
        let steps = book.questionnaire().steps.iter().filter(|step| {
            let is = |known: &&Step| known.id == step.id;
            counting.iter().any(is) || coming.iter().any(is)
        });
        let rows = steps.map(|step| self.row(&talk, interview, step, coming.iter().any(|known| known.id == step.id)));
        let words = talk.catalog.rights_words(talk.lang());
        let label = |fact: &String| {
            let place = book.questionnaire().place(fact)?;
            let step = book.questionnaire().steps.iter().find(|step| step.facts.has(place))?;
            // What nobody answered decided nothing.
            interview.given(&step.id)?;
            words.step.get(&step.id).map(|said| said.label.clone())
        };
        let mut outcomes = rights::conclude(&book, month, interview);
        outcomes.sort_by_key(|outcome| match outcome.standing {
            Standing::Likely => 0,
            Standing::Check => 1,
            Standing::Unlikely => 2,
        });
        let right = |outcome: rights::Outcome| {
            let received = outcome.received;
            let mut because: Vec<String> = Vec::new();
            for label in outcome.because.iter().filter_map(label) {
                if !because.contains(&label) {
                    because.push(label);
                }
            }
            let Block::Right { id, name, standing, amount, reasons, .. } = right_block(&talk, &outcome.into()) else {
                return None;
            };
            Some(FormRight { right: id, name, standing, received, amount, reasons, because })
        };
        HouseholdForm { rows: rows.collect(), rights: outcomes.into_iter().filter_map(right).collect() }
    }

    fn row(&self, talk: &Talk<'_>, interview: &Interview, step: &Step, open: bool) -> FormRow {
        let said = talk.catalog.rights_words(talk.lang()).step.get(&step.id);
        let given = interview.given(&step.id);
        let taken = |id: &str| match given {
            Some(Given::Option(option)) => option == id,
            Some(Given::Several(options)) => options.iter().any(|option| option == id),
            _ => false,
        };
        let book = talk.rulebook();
        let offered = book.iter().flat_map(|book| {
            rights::offered(book, talk.month(), interview, &step.id).into_iter().cloned().collect::<Vec<_>>()
        });
        let options = offered.map(|option| {
            let label = words::option(talk, &step.id, &option.id);
            let is_taken = taken(&option.id);
            (option.id, label, is_taken)
        });
        FormRow {
            step: step.id.clone(),
            label: said.map(|said| said.label.clone()).unwrap_or_default(),
            answer: given.map(|given| words::answer(talk, &step.id, given)).unwrap_or_default(),
            example: said.map(|said| said.example.clone()).unwrap_or_default(),
            options: options.collect(),
            open,
        }
    }

    /// Takes an answer; all others stay.
    ///
    /// # Errors
    /// Why it cannot be taken, in words.
    pub fn answer(&self, interview: &Interview, step: &str, answer: &FormAnswer) -> Result<Interview, String> {
        let mut talk = self.talk(interview, Some(step));
        let refused = |talk: &Talk<'_>, message: &Message| Err(talk.say(message));
        let Some(book) = talk.rulebook() else { return refused(&talk, &Message::HowToAnswer) };
        let Some(asked) = book.step(step) else { return refused(&talk, &Message::HowToAnswer) };
        let given = match answer {
            FormAnswer::Unknown => Given::Unknown,
            FormAnswer::Option(id) if asked.ask == Ask::Several => several(interview, step, id),
            FormAnswer::Option(id) => Given::Option(id.clone()),
            FormAnswer::Text(text) => match reading(&talk, asked, text) {
                // What was read with a doubt is there to be read at once: nobody waits for a question.
                Reading::Sure(given) | Reading::Doubt(given, _) => given,
                Reading::Unknown => Given::Unknown,
                Reading::Silent => Given::Silent,
                Reading::Again(fault) => return refused(&talk, &again(fault)),
                Reading::Nothing if asked.ask == Ask::Commune => {
                    let option = commune_zone(&talk, text).and_then(|zone| option_of(asked, zone));
                    match option {
                        Some(option) => Given::Option(option),
                        None => return refused(&talk, &Message::NoSuchCommune),
                    }
                }
                Reading::Nothing => return refused(&talk, &Message::HowToGiveNumber),
            },
        };
        match misfit(&mut talk, step, &given) {
            Some(why) => refused(&talk, &why),
            None => {
                let mut next = interview.clone();
                next.give(step, given);
                Ok(next)
            }
        }
    }

    /// The answers that are known before anything is asked: the commune says the zone of housing aid.
    pub fn begin(&self) -> Interview {
        let mut talk = self.talk(&Interview::default(), None);
        super::give::commune_known(&mut talk);
        talk.session.interview.unwrap_or_default()
    }

    /// The receipt of what was answered: facts, results, and the dated values that they rest on.
    ///
    /// # Errors
    /// There are no rules for the month, or the answers contradict each other.
    pub fn receipt(&self, interview: &Interview) -> Result<Receipt, String> {
        let talk = self.talk(interview, None);
        let month = talk.month();
        let book = talk.rulebook().ok_or_else(|| format!("no rules for {month}"))?;
        let facts = rights::facts(&book, month, interview);
        Receipt::new(&book, month, facts, |right| self.catalog.right_figures(right, month))
    }
}

/// One more of several answers, or one less.
fn several(interview: &Interview, step: &str, id: &str) -> Given {
    let mut taken = match interview.given(step) {
        Some(Given::Several(taken)) => taken.clone(),
        _ => Vec::new(),
    };
    if taken.iter().any(|known| known == id) {
        taken.retain(|known| known != id);
    } else {
        taken.push(id.to_owned());
    }
    Given::Several(taken)
}

#[cfg(test)]
mod tests {
    //! Properties: answers are taken in any order and changed one by one; each result names the answers that decided it; what
    //! cannot be is refused in words, and changes nothing; a receipt gives the same results again.

    use super::*;
    use crate::fake::FakeCatalog;

    fn of(catalog: &FakeCatalog) -> FormOf<'_> {
        let now = Moment::parse("2026-11-23T10:00").expect("a moment");
        FormOf { catalog, lang: Lang::FR, now, commune: None }
    }

    #[test]
    fn a_household_on_one_form() {
        let catalog = FakeCatalog::default();
        let form = of(&catalog);
        let text = |text: &str| FormAnswer::Text(text.into());
        let begun = form.begin();
        let open: Vec<String> = form.form(&begun).rows.into_iter().map(|row| row.step).collect();
        assert!(open.iter().any(|step| step == "age") && open.len() > 1, "{open:?}");
        // The last question first.
        let told = form.answer(&begun, "salaire", &text("400")).expect("taken");
        let told = form.answer(&told, "age", &text("34")).expect("taken");
        let told = form.answer(&told, "couple", &FormAnswer::Option("non".into())).expect("taken");
        let shown = form.form(&told);
        let row = shown.rows.iter().find(|row| row.step == "couple").expect("answered");
        assert!(row.options.iter().any(|(id, _, taken)| id == "non" && *taken));
        let right = shown.rights.first().expect("a right");
        assert!(!right.because.is_empty() && right.standing == Standing::Likely, "{right:?}");
        // One answer changed, the others stay.
        let young = form.answer(&told, "age", &text("20")).expect("taken");
        assert!(form.form(&young).rights.iter().any(|right| right.standing == Standing::Unlikely));
        assert!(form.answer(&told, "age", &text("400")).is_err(), "nobody is that old");
        assert!(form.answer(&told, "age", &text("bonjour")).is_err());
        assert!(form.answer(&told, "nothing", &FormAnswer::Unknown).is_err());
    }

    #[test]
    fn a_receipt_gives_the_same_again() {
        let catalog = FakeCatalog::default();
        let form = of(&catalog);
        let told = form.answer(&form.begin(), "age", &FormAnswer::Text("34".into())).expect("taken");
        let told = form.answer(&told, "salaire", &FormAnswer::Text("400".into())).expect("taken");
        let told = form.answer(&told, "couple", &FormAnswer::Unknown).expect("taken");
        let receipt = form.receipt(&told).expect("made");
        assert!(receipt.is_whole() && receipt.facts.contains_key("couple"));
        let talk = form.talk(&told, None);
        let (book, month) = (talk.rulebook().expect("rules"), talk.month());
        assert_eq!(receipt.replay(&book, month), Ok(Vec::new()));
        let concluded = rights::conclude(&book, month, &told);
        for outcome in &concluded {
            assert_eq!(receipt.results[&outcome.right], outcome.into(), "what the form said");
        }
        let written = serde_json::to_string(&receipt).expect("JSON");
        let read: Receipt = serde_json::from_str(&written).expect("read");
        assert!(read.is_whole() && read == receipt);
        let changed: Receipt = serde_json::from_str(&written.replace("400", "500")).expect("read");
        assert!(!changed.is_whole());
        assert!(!format!("{receipt:?}").contains("400"));
    }
}
