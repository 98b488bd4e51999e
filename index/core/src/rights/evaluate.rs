//! What rules give for a household of which some facts are known.

use super::expression::Operator;
use super::facts::Kind;
use super::household::{Child, Household};
use super::program::{Node, Program};
use super::questionnaire::Questionnaire;
use super::value::{FactSet, Value};

/// Most children that are reckoned with while nothing is known.
const MOST_CHILDREN: f64 = 12.0;
/// Oldest a child of the household is, in months.
const OLDEST_CHILD: f64 = 300.0;
/// Most that a child earns.
const MOST_WAGE: f64 = 10_000.0;

/// Places of the lists of children in the questionnaire.
#[derive(Debug, Clone, Copy, Default)]
pub struct ChildFacts {
    births: FactSet,
    wages: FactSet,
    flags: FactSet,
}

impl ChildFacts {
    /// Finds them.
    pub fn of(questionnaire: &Questionnaire) -> Self {
        let set = |kind| questionnaire.of_kind(kind).map_or(FactSet::NONE, FactSet::one);
        Self { births: set(Kind::Births), wages: set(Kind::Wages), flags: set(Kind::Flags) }
    }
}

/// One way to look at a household: what is visible of it, and how far the truth lies from what was said.
pub struct View<'a> {
    /// What was said.
    pub household: &'a Household,
    /// Facts that have been asked about; the others count as unknown.
    pub visible: FactSet,
    /// -1, 0 or 1: every amount is less than said, as said, or more, by its tolerance.
    pub lean: f64,
    /// A value in doubt, by its place, and -1 or 1: taken at its least or at its most.
    pub shift: Option<(usize, f64)>,
}

/// Evaluates rules in one view. Each named rule is worked out once.
pub struct Evaluator<'a> {
    program: &'a Program,
    questionnaire: &'a Questionnaire,
    ranges: &'a [(f64, f64)],
    child_facts: ChildFacts,
    view: View<'a>,
    memory: Vec<Option<Value>>,
}

#[derive(Clone, Copy)]
enum At<'a> {
    Nowhere,
    Child(&'a Child),
    Unknown,
}

impl<'a> Evaluator<'a> {
    /// `ranges`: bounds of each fact of which nothing is known.
    pub fn new(
        program: &'a Program,
        questionnaire: &'a Questionnaire,
        ranges: &'a [(f64, f64)],
        child_facts: ChildFacts,
        view: View<'a>,
    ) -> Self {
        Self { program, questionnaire, ranges, child_facts, view, memory: vec![None; program.named.len()] }
    }

    /// What an expression gives.
    pub fn value(&mut self, node: &Node) -> Value {
        self.at(node, At::Nowhere)
    }

    fn fact(&self, place: usize) -> Value {
        let known = self.view.household.known.get(place).copied().flatten();
        match known.filter(|_| self.view.visible.has(place)) {
            Some((low, high)) => {
                let tolerance = self.questionnaire.facts.get(place).map_or(0.0, |fact| fact.tolerance);
                let scale = 1.0 + tolerance * self.view.lean;
                Value::bounds(low * scale, high * scale, FactSet::one(place), FactSet::NONE)
            }
            None => {
                let unsaid = self.questionnaire.facts.get(place).and_then(|fact| fact.unsaid);
                if let Some(unsaid) = unsaid.filter(|_| self.view.visible.has(place)) {
                    return Value::bounds(unsaid, unsaid, FactSet::one(place), FactSet::NONE);
                }
                let (low, high) = self.ranges.get(place).copied().unwrap_or_default();
                Value::bounds(low, high, FactSet::NONE, FactSet::one(place))
            }
        }
    }

    fn doubtful(&self, place: usize) -> Value {
        let parameter = self.program.doubts.get(place).copied().unwrap_or_default();
        let shift = self.view.shift.filter(|(shifted, _)| *shifted == place).map_or(0.0, |(_, end)| end);
        Value::number(parameter.value + shift * parameter.doubt)
    }

    fn child(&self, at: At<'_>, set: FactSet, most: f64, known: impl Fn(&Child) -> Option<(f64, f64)>) -> Value {
        let seen = set.without(self.view.visible).is_empty();
        let found = match at {
            At::Child(child) if seen => known(child),
            _ => None,
        };
        match found {
            Some((low, high)) => Value::bounds(low, high, set, FactSet::NONE),
            None => Value::bounds(0.0, most, FactSet::NONE, set),
        }
    }

    fn at(&mut self, node: &Node, at: At<'_>) -> Value {
        match node {
            Node::Number(number) => Value::number(*number),
            Node::Doubtful(place) => self.doubtful(*place),
            Node::Maybe => Value::truth(None, FactSet::NONE, FactSet::NONE),
            Node::Fact(place) => self.fact(*place),
            Node::ChildMonths => self.child(at, self.child_facts.births, OLDEST_CHILD, |child| Some(child.months)),
            Node::ChildWage => {
                self.child(at, self.child_facts.wages, MOST_WAGE, |child| child.wage.map(|wage| (wage, wage)))
            }
            Node::ChildFlag => self.child(at, self.child_facts.flags, 1.0, |child| child.flag.map(|flag| (flag, flag))),
            Node::Named(place) => self.named(*place, at),
            Node::Binary(operator, left, right) => self.binary(*operator, left, right, at),
            Node::Not(inner) => self.at(inner, at).not(),
            Node::If(condition, then, otherwise) => {
                let condition = self.at(condition, at);
                match condition.as_truth() {
                    Some(truth) => {
                        let value = self.at(if truth { then } else { otherwise }, at);
                        Value { used: value.used.and(condition.used), ..value }
                    }
                    None => {
                        let then = self.at(then, at);
                        then.either(self.at(otherwise, at), condition)
                    }
                }
            }
            Node::Least(list) => self.fold(list, at, Value::least),
            Node::Most(list) => self.fold(list, at, Value::most),
            Node::Floor(inner) => self.at(inner, at).rising(f64::floor),
            Node::Ceil(inner) => self.at(inner, at).rising(f64::ceil),
            Node::Count(inner) => {
                let truth = |value: Value| match value.as_truth() {
                    Some(truth) => Value { used: value.used, ..Value::truth(Some(truth), value.used, FactSet::NONE) },
                    None => Value::truth(None, value.used, value.open),
                };
                self.over_children(inner, |sum, value| sum.plus(truth(value)))
            }
            Node::Total(inner) => self.over_children(inner, Value::plus),
            Node::Some(inner) => self.over_children(inner, or),
        }
    }

    fn named(&mut self, place: usize, at: At<'_>) -> Value {
        let Some(named) = self.program.named.get(place) else { return Value::number(0.0) };
        if named.of_child {
            return self.at(&named.node, at);
        }
        if let Some(Some(value)) = self.memory.get(place) {
            return *value;
        }
        let value = self.at(&named.node, At::Nowhere);
        if let Some(slot) = self.memory.get_mut(place) {
            *slot = Some(value);
        }
        value
    }

    fn fold(&mut self, list: &[Node], at: At<'_>, function: impl Fn(Value, Value) -> Value) -> Value {
        let mut values = list.iter().map(|node| self.at(node, at));
        let first = values.next().unwrap_or(Value::number(0.0));
        values.fold(first, function)
    }

    fn binary(&mut self, operator: Operator, left: &Node, right: &Node, at: At<'_>) -> Value {
        let left = self.at(left, at);
        // What the left side decides alone is not looked for on the right.
        match (operator, left.as_truth()) {
            (Operator::And, Some(false)) | (Operator::Or, Some(true)) => return left,
            _ => {}
        }
        let right = self.at(right, at);
        match operator {
            Operator::Plus => left.plus(right),
            Operator::Minus => left.minus(right),
            Operator::Times => left.times(right),
            Operator::Over => left.over(right),
            Operator::And => or(left.not(), right.not()).not(),
            Operator::Or => or(left, right),
            Operator::Less => left.less(right),
            Operator::More => right.less(left),
            Operator::LessOrSame => right.less(left).not(),
            Operator::MoreOrSame => left.less(right).not(),
            Operator::Same => left.same(right),
            Operator::Other => left.same(right).not(),
        }
    }

    fn over_children(&mut self, inner: &Node, function: impl Fn(Value, Value) -> Value) -> Value {
        let births = self.child_facts.births;
        let household = self.view.household;
        match household.children.as_ref().filter(|_| births.without(self.view.visible).is_empty()) {
            Some(children) => {
                let none = Value { used: births, ..Value::number(0.0) };
                children.iter().fold(none, |sum, child| function(sum, self.at(inner, At::Child(child))))
            }
            None => {
                let one = function(Value::number(0.0), self.at(inner, At::Unknown));
                let (low, high) = (one.low.min(0.0) * MOST_CHILDREN, one.high.max(0.0) * MOST_CHILDREN);
                Value::bounds(low, high, one.used, one.open.and(births))
            }
        }
    }
}

/// Kleene's or: what is surely true alone decides.
fn or(left: Value, right: Value) -> Value {
    match (left.as_truth(), right.as_truth()) {
        (Some(true), _) => left,
        (_, Some(true)) => right,
        (Some(false), Some(false)) => Value::truth(Some(false), left.used.and(right.used), FactSet::NONE),
        _ => Value::truth(None, left.used.and(right.used), left.open.and(right.open)),
    }
}
