//! `rights/questions.toml`: the questions, the screens that ask them, and that every language has words for them.

use super::place::Source;
use super::{Texts, toml};
use crate::Batch;
use guichet_core::rights::{
    Ask, Counted, Expression, Fact, FactSet, FactValue, Question, Questionnaire, RightSource, RightsWords, Step,
    StepOption, StepWords,
};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

const QUESTIONS: &str = "rights/questions.toml";
/// Most options of a step: two of the eight digits are for "I don't know" and "I would rather not say".
const OPTIONS: usize = 6;
/// Longest identifier of a step or an option, in bytes: a button holds one of each.
const ID: usize = 26;

/// `rights/questions.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionsFile {
    /// The questions, in the order of the interview.
    #[serde(default)]
    pub question: Vec<QuestionEntry>,
}

/// `[[question]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionEntry {
    /// Identifier, by which each language names its words.
    pub id: String,
    /// Facts that the answer fills.
    pub facts: Vec<String>,
    /// People are told why it is asked.
    #[serde(default)]
    pub sensitive: bool,
    /// The screens that ask it, in their order.
    #[serde(default)]
    pub step: Vec<StepEntry>,
}

/// `[[question.step]]`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepEntry {
    /// Identifier, by which each language names its words.
    pub id: String,
    /// `choice`, `flag`, `money`, `number`, `months`, `age`, `ages`, `several`, `commune`.
    pub kind: StepKind,
    /// What the number counts, where it is not euros a month: `yearly`, `total`, `years`, `kilometres`, `people`.
    #[serde(default)]
    pub counted: Counted,
    /// Facts that the answer fills.
    pub facts: Vec<String>,
    /// Answers of a choice; those that need not be typed elsewhere.
    #[serde(default)]
    pub option: Vec<OptionEntry>,
    /// It is asked only where this rule holds.
    #[serde(default)]
    pub when: Option<String>,
    /// What is known where it surely does not.
    #[serde(default)]
    pub otherwise: BTreeMap<String, FactValue>,
}

impl std::fmt::Debug for StepEntry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("StepEntry").field("id", &self.id).finish_non_exhaustive()
    }
}

/// What a step asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepKind {
    /// One of a few answers.
    Choice,
    /// Yes or no.
    Flag,
    /// Euros.
    Money,
    /// A whole number.
    Number,
    /// A time in months.
    Months,
    /// An age, a year or a month of birth.
    Age,
    /// The age of each child.
    Ages,
    /// As many of its answers as hold.
    Several,
    /// A commune; its answers stand for those who name none.
    Commune,
}

/// `[[question.step.option]]`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OptionEntry {
    /// Identifier.
    pub id: String,
    /// What it says of the household.
    #[serde(default)]
    pub set: BTreeMap<String, FactValue>,
    /// It is offered only where this rule may hold.
    #[serde(default)]
    pub when: Option<String>,
}

/// Questions and steps over the facts.
pub(super) fn read(texts: &Texts, known: &[Fact], batch: &mut Batch) -> (Vec<Question>, Vec<Step>) {
    let source = super::source(texts, QUESTIONS);
    let file: QuestionsFile = toml::read(texts, QUESTIONS, batch).unwrap_or_default();
    let (mut questions, mut steps) = (Vec::new(), Vec::<Step>::new());
    let mut seen = BTreeSet::new();
    for (at, entry) in file.question.into_iter().enumerate() {
        let place = source.nth("question", at);
        let mut set = FactSet::NONE;
        for name in &entry.facts {
            match known.iter().position(|fact| fact.name == *name) {
                Some(fact) if seen.insert(name.clone()) => set = set.and(FactSet::one(fact)),
                Some(_) => batch.refuse(&place, &entry.id, "facts", format!("'{name}' is asked twice")),
                None => batch.refuse(&place, &entry.id, "facts", format!("'{name}' is not a fact of facts.toml")),
            }
        }
        let mut asked = FactSet::NONE;
        for step in entry.step {
            let place = source.value(&step.id);
            if steps.iter().any(|known| known.id == step.id) {
                batch.refuse(&place, &step.id, "id", "two steps have this identifier");
            }
            let read = self::step(step, questions.len(), known, &place, batch);
            if !read.facts.without(set).is_empty() {
                batch.refuse(&place, &read.id, "facts", format!("a step fills facts of its question '{}'", entry.id));
            }
            asked = asked.and(read.facts);
            steps.push(read);
        }
        for fact in known.iter().enumerate().filter(|(at, _)| set.without(asked).has(*at)).map(|(_, fact)| fact) {
            batch.refuse(&place, &entry.id, "step", format!("no step asks for '{}'", fact.name));
        }
        questions.push(Question { id: entry.id, facts: set, sensitive: entry.sensitive });
    }
    (questions, steps)
}

fn step(entry: StepEntry, question: usize, known: &[Fact], place: &str, batch: &mut Batch) -> Step {
    let mut set = FactSet::NONE;
    let options: Vec<OptionEntry> = match (entry.kind, entry.facts.first()) {
        (StepKind::Flag, Some(fact)) => [("oui", true), ("non", false)]
            .map(|(id, flag)| OptionEntry {
                id: id.into(),
                set: [(fact.clone(), FactValue::Flag(flag))].into(),
                when: None,
            })
            .into(),
        _ => entry.option,
    };
    for name in &entry.facts {
        match known.iter().position(|fact| fact.name == *name) {
            Some(fact) => set = set.and(FactSet::one(fact)),
            None => batch.refuse(place, &entry.id, "facts", format!("'{name}' is not a fact of facts.toml")),
        }
    }
    let sets = options.iter().map(|option| &option.set).chain([&entry.otherwise]);
    for name in sets.flat_map(BTreeMap::keys).filter(|name| !entry.facts.contains(name)).collect::<BTreeSet<_>>() {
        batch.refuse(place, &entry.id, "set", format!("'{name}' is not among the facts of this step"));
    }
    if let Some(long) = options.iter().map(|option| &option.id).chain([&entry.id]).find(|id| id.len() > ID) {
        batch.refuse(place, &entry.id, "id", format!("'{long}': at most {ID} letters, for a button holds it"));
    }
    let optional =
        |set: BTreeMap<String, FactValue>| set.into_iter().map(|(name, answer)| (name, Some(answer))).collect();
    let ask = match entry.kind {
        StepKind::Choice | StepKind::Flag => Ask::Choice,
        StepKind::Money => Ask::Money,
        StepKind::Number => Ask::Number,
        StepKind::Months => Ask::Months,
        StepKind::Age => Ask::Age,
        StepKind::Ages => Ask::Ages,
        StepKind::Several => Ask::Several,
        StepKind::Commune => Ask::Commune,
    };
    if ask != Ask::Several && options.len() > OPTIONS || ask == Ask::Choice && options.len() < 2 {
        batch.refuse(place, &entry.id, "option", format!("a choice has 2 to {OPTIONS} options"));
    }
    let mut rule = |says: &String| match Expression::read(says) {
        Ok(read) => Some(read),
        Err(error) => {
            batch.refuse(place, &entry.id, "when", format!("cannot be read: {error}"));
            None
        }
    };
    let when = entry.when.as_ref().and_then(&mut rule);
    let options = options.into_iter().map(|OptionEntry { id, set, when }| {
        let when = when.as_ref().and_then(&mut rule);
        StepOption { id, set: optional(set), when }
    });
    let options = options.collect();
    let otherwise =
        (!entry.otherwise.is_empty()).then(|| StepOption { set: optional(entry.otherwise), ..StepOption::default() });
    Step { id: entry.id, question, facts: set, ask, counted: entry.counted, options, when, otherwise }
}

/// Every question, step, reason and right has its words.
pub(super) fn words(
    catalogue: &Questionnaire,
    rights: &[RightSource],
    words: &RightsWords,
    source: &Source<'_>,
    batch: &mut Batch,
) {
    if catalogue.questions.is_empty() && rights.is_empty() {
        return;
    }
    for question in &catalogue.questions {
        match words.question.get(&question.id) {
            None => batch.refuse(&source.file(), &question.id, "question", "this question has no words"),
            Some(said) if question.sensitive && said.why.trim().is_empty() => {
                let place = source.table(&format!("question.{}", question.id));
                batch.refuse(&place, &question.id, "why", "a delicate question says why it is asked");
            }
            Some(_) => {}
        }
    }
    for step in &catalogue.steps {
        match words.step.get(&step.id) {
            None => batch.refuse(&source.file(), &step.id, "step", "this step has no words"),
            Some(said) => step_words(step, said, &source.table(&format!("step.{}", step.id)), batch),
        }
    }
    for id in words.step.keys().filter(|id| !catalogue.steps.iter().any(|step| step.id == **id)) {
        batch.refuse(&source.table(&format!("step.{id}")), id, "", "no such step in questions.toml");
    }
    for skip in ["unknown", "silent"].into_iter().filter(|skip| !words.skip.contains_key(*skip)) {
        batch.refuse(&source.file(), skip, "skip", "every question can be left: these words are missing");
    }
    for right in rights {
        if !words.right.contains_key(&right.id) {
            batch.refuse(&source.file(), &right.id, "right", "this right has no name");
        }
        if right.only_check && !words.check.contains_key(&right.id) {
            batch.refuse(&source.file(), &right.id, "check", "say why this right cannot be decided here");
        }
        for gate in right.gates.iter().filter(|gate| !words.reason.contains_key(&gate.reason)) {
            batch.refuse(&source.file(), &gate.reason, "reason", "this condition has no words");
        }
    }
}

/// Letters of a question, at most: two lines of forty columns.
const LONGEST: usize = 75;

fn step_words(step: &Step, said: &StepWords, place: &str, batch: &mut Batch) {
    // "Yes" and "no" are said by the interface.
    let worded = |option: &&StepOption| !matches!(option.id.as_str(), "oui" | "non");
    for option in step.options.iter().filter(worded).filter(|option| !said.options.contains_key(&option.id)) {
        batch.refuse(place, &step.id, "options", format!("'{}' has no label", option.id));
    }
    if said.text.chars().count() > LONGEST {
        batch.refuse(
            place,
            &step.id,
            "text",
            format!("over {LONGEST} letters, it is cut in a small window: shorten it"),
        );
    }
    if !matches!(step.ask, Ask::Choice | Ask::Several) && said.example.trim().is_empty() {
        batch.refuse(place, &step.id, "example", "say how to answer, with an example");
    }
}
