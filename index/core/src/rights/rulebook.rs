//! Everything that a screening follows: facts, questions, rules tied to the parameters of one month, rights.

use super::answers::{Answers, Month};
use super::contradiction::{Contradiction, ContradictionSource, Rules};
use super::evaluate::ChildFacts;
use super::expression::Expression;
use super::household::Household;
use super::program::{Binder, Fault, Node, Parameter, Pattern, Program};
use super::questionnaire::Questionnaire;
use super::steps::Step;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A condition that people are told about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Gate<T> {
    /// What must hold.
    pub when: T,
    /// Identifier of the words that say so.
    pub reason: String,
}

/// How often a right is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pace {
    /// Every month.
    #[default]
    Month,
    /// Once a year.
    Year,
    /// Once.
    Once,
}

/// A right, as it is written.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct RightSource {
    /// Identifier, such as `rsa`.
    pub id: String,
    /// Conditions in the order in which they are told.
    pub gates: Vec<Gate<Expression>>,
    /// Euros a month, 0 where there is no right.
    pub amount: Option<Expression>,
    /// Whether there is a right, where no amount says so.
    pub when: Option<Expression>,
    /// Never more than *check*: what decides it is not asked here.
    pub only_check: bool,
    /// No question is put for its sake: what is asked for others decides, or does not.
    pub quiet: bool,
    /// How often it is paid; the amount is said a month all the same.
    pub pace: Pace,
    /// Whether the household draws it already.
    pub received: Option<Expression>,
    /// The right that it takes the place of where it is likely: one of both is shown.
    pub instead_of: Option<String>,
}

/// Rules as they are written.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct RuleSource {
    /// Functions by name.
    pub patterns: BTreeMap<String, Pattern>,
    /// Named rules.
    pub rules: BTreeMap<String, Expression>,
    /// Rights in the order in which they are shown.
    pub rights: Vec<RightSource>,
    /// What cannot be true at once, in the order in which it is looked for.
    pub contradictions: Vec<ContradictionSource>,
}

/// A right, ready to be evaluated.
#[derive(Debug, Clone)]
pub(super) struct Right {
    pub id: String,
    pub gates: Vec<Gate<Node>>,
    pub amount: Option<Node>,
    /// Amount or condition: above 0 is a right.
    pub truth: Node,
    pub only_check: bool,
    pub quiet: bool,
    pub pace: Pace,
    pub received: Option<Node>,
    pub instead_of: Option<String>,
    /// Places of the values in doubt that it rests on.
    pub doubts: BTreeSet<usize>,
}

/// Rules tied to facts and to the parameters of one month.
#[derive(Debug, Clone)]
pub struct Rulebook {
    pub(super) questionnaire: Questionnaire,
    pub(super) program: Program,
    pub(super) rights: Vec<Right>,
    contradictions: Vec<Contradiction>,
    pub(super) child_facts: ChildFacts,
    pub(super) ranges: Vec<(f64, f64)>,
    /// When each step is asked; `None`: always.
    pub(super) conditions: Vec<Option<Node>>,
    /// When each option of each step is offered; `None`: always.
    pub(super) offers: Vec<Vec<Option<Node>>>,
    /// Rights that rest on a value past its review.
    overdue: BTreeSet<String>,
}

impl RuleSource {
    /// Every name that an expression leads to, through rules and functions.
    pub fn names<'a>(&'a self, from: impl IntoIterator<Item = &'a Expression>) -> BTreeSet<&'a str> {
        let mut names = BTreeSet::new();
        let mut left: Vec<&Expression> = from.into_iter().collect();
        while let Some(expression) = left.pop() {
            for name in expression.names() {
                if names.insert(name) {
                    left.extend(self.rules.get(name));
                    left.extend(self.patterns.get(name).map(|pattern| &pattern.says));
                }
            }
        }
        names
    }
}

impl Rulebook {
    /// Ties rules to facts and parameters.
    ///
    /// # Errors
    /// Every name that means nothing, every circle, every function given too little.
    pub fn new(
        questionnaire: Questionnaire,
        source: &RuleSource,
        parameters: &BTreeMap<String, Parameter>,
    ) -> Result<Self, Vec<Fault>> {
        let mut binder = Binder::new(&questionnaire, parameters, &source.patterns, &source.rules);
        let mut rights = Vec::new();
        for right in &source.rights {
            let gates: Vec<Gate<Node>> = right
                .gates
                .iter()
                .map(|gate| Gate { when: binder.expression(&right.id, &gate.when), reason: gate.reason.clone() })
                .collect();
            let amount = right.amount.as_ref().map(|amount| binder.expression(&right.id, amount));
            let when = right.when.as_ref().map(|when| binder.expression(&right.id, when));
            let truth = when.or_else(|| amount.clone()).unwrap_or(Node::Number(1.0));
            let received = right.received.as_ref().map(|received| binder.expression(&right.id, received));
            rights.push(Right {
                id: right.id.clone(),
                gates,
                amount,
                truth,
                only_check: right.only_check,
                quiet: right.quiet || right.only_check,
                pace: right.pace,
                received,
                instead_of: right.instead_of.clone(),
                doubts: BTreeSet::new(),
            });
        }
        let (mut conditions, mut offers) = (Vec::new(), Vec::new());
        for step in &questionnaire.steps {
            let offered = step.options.iter().map(|option| option.when.as_ref());
            offers.push(offered.map(|when| when.map(|when| binder.expression(&step.id, when))).collect());
            conditions.push(step.when.as_ref().map(|when| binder.expression(&step.id, when)));
        }
        let mut contradictions = Vec::new();
        let mut untied = Vec::new();
        for one in &source.contradictions {
            let when = binder.expression(&one.id, &one.when);
            match Contradiction::new(one, when, &source.names([&one.when]), &questionnaire) {
                Ok(one) => contradictions.push(one),
                Err(message) => untied.push(Fault { name: one.id.clone(), message }),
            }
        }
        let (program, mut faults) = binder.finish();
        faults.extend(untied);
        if !faults.is_empty() {
            return Err(faults);
        }
        for right in &mut rights {
            let doubts = [Some(&right.truth), right.amount.as_ref()].into_iter().flatten();
            right.doubts = doubts.flat_map(|node| program.doubts_of(node)).collect();
        }
        let child_facts = ChildFacts::of(&questionnaire);
        let ranges = questionnaire.facts.iter().map(|fact| questionnaire.bounds(fact)).collect();
        let overdue = BTreeSet::new();
        Ok(Self { questionnaire, program, rights, contradictions, child_facts, ranges, conditions, offers, overdue })
    }

    /// The facts and questions.
    pub const fn questionnaire(&self) -> &Questionnaire {
        &self.questionnaire
    }

    /// Reads answers; impossible ones and contradictions are refused in plain words.
    ///
    /// # Errors
    /// What is wrong with which answer.
    pub fn household(&self, month: Month, answers: &Answers) -> Result<Household, String> {
        let household = Household::read(&self.questionnaire, month, answers)?;
        let found = self.contradictions.iter().find_map(|one| one.found(self.rules(), &household));
        found.map_or(Ok(household), Err)
    }

    /// Identifiers of the contradictions that no household can fall into.
    pub fn idle_contradictions(&self) -> impl Iterator<Item = &str> {
        let idle = self.contradictions.iter().filter(|one| !one.can_hold(self.rules()));
        idle.map(|one| one.id.as_str())
    }

    const fn rules(&self) -> Rules<'_> {
        let Self { program, questionnaire, ranges, child_facts, .. } = self;
        Rules { program, questionnaire, ranges: ranges.as_slice(), child_facts: *child_facts }
    }

    /// The same, with the rights that rest on a value past its review: the result says so.
    #[must_use]
    pub fn overdue(self, overdue: BTreeSet<String>) -> Self {
        Self { overdue, ..self }
    }

    /// Whether a right rests on a value past its review.
    pub fn is_overdue(&self, right: &str) -> bool {
        self.overdue.contains(right)
    }

    /// Whether the amount of a right rests on a value whose source was not found.
    pub fn is_doubtful(&self, right: &str) -> bool {
        self.right(right).is_some_and(|right| right.amount.is_some() && !right.doubts.is_empty())
    }

    /// How often a right is paid.
    pub fn pace(&self, right: &str) -> Pace {
        self.right(right).map_or(Pace::Month, |right| right.pace)
    }

    /// The right in whose place this one is shown.
    pub fn instead_of(&self, right: &str) -> Option<&str> {
        self.right(right)?.instead_of.as_deref()
    }

    /// A step of the interview, by its identifier.
    pub fn step(&self, id: &str) -> Option<&Step> {
        self.questionnaire.steps.iter().find(|step| step.id == id)
    }

    fn right(&self, id: &str) -> Option<&Right> {
        self.rights.iter().find(|right| right.id == id)
    }

    /// Identifiers of the words that say on which conditions a right rests, in the order in which they are told.
    pub fn reasons(&self, right: &str) -> Vec<&str> {
        self.right(right).into_iter().flat_map(|right| right.gates.iter().map(|gate| gate.reason.as_str())).collect()
    }

    /// Identifiers of the rights, in the order in which they are shown.
    pub fn rights(&self) -> impl Iterator<Item = &str> {
        self.rights.iter().map(|right| right.id.as_str())
    }
}
