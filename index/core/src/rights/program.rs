//! Rules tied to facts and parameters: names become places, and what cannot be tied is refused.

use super::expression::{Expression, Operator};
use super::facts::Kind;
use super::questionnaire::Questionnaire;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A function of rules: a pattern that is filled in where it is called.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pattern {
    /// Names of what it is given.
    pub given: Vec<String>,
    /// What it says.
    pub says: Expression,
}

/// A legal value.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Parameter {
    /// Its value.
    pub value: f64,
    /// How far from the truth it may lie, where no text in force was found: 0 for what has its source.
    pub doubt: f64,
}

impl From<f64> for Parameter {
    fn from(value: f64) -> Self {
        Self { value, doubt: 0.0 }
    }
}

/// Something wrong with a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The rule, right or parameter.
    pub name: String,
    /// What is wrong and what to do.
    pub message: String,
}

/// A rule, ready to be evaluated.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "the names are those of the language of expressions")]
pub enum Node {
    Number(f64),
    /// A value in doubt, by its place in [`Program::doubts`].
    Doubtful(usize),
    /// What nobody can know here.
    Maybe,
    Fact(usize),
    ChildMonths,
    ChildWage,
    ChildFlag,
    Named(usize),
    Binary(Operator, Box<Node>, Box<Node>),
    Not(Box<Node>),
    If(Box<Node>, Box<Node>, Box<Node>),
    Least(Vec<Node>),
    Most(Vec<Node>),
    Floor(Box<Node>),
    Ceil(Box<Node>),
    Count(Box<Node>),
    Total(Box<Node>),
    Some(Box<Node>),
}

/// A named rule.
#[derive(Debug, Clone)]
pub struct Named {
    /// What it says.
    pub node: Node,
    /// It speaks of one child, and differs from child to child.
    pub of_child: bool,
}

/// All named rules.
#[derive(Debug, Clone, Default)]
pub struct Program {
    /// Each after those that it uses.
    pub named: Vec<Named>,
    /// Values whose source was not found, as far as a rule uses them.
    pub doubts: Vec<Parameter>,
}

impl Program {
    /// The values in doubt that an expression rests on, by their places.
    pub fn doubts_of(&self, node: &Node) -> BTreeSet<usize> {
        let doubtful = |node: &Node| if let Node::Doubtful(place) = node { Some(*place) } else { None };
        self.parts_of(node).into_iter().filter_map(doubtful).collect()
    }

    /// The numbers that an expression rests on.
    pub fn numbers_of(&self, node: &Node) -> Vec<f64> {
        let number = |node: &Node| match node {
            Node::Number(number) => Some(*number),
            Node::Doubtful(place) => self.doubts.get(*place).map(|doubtful| doubtful.value),
            _ => None,
        };
        self.parts_of(node).into_iter().filter_map(number).collect()
    }

    /// All that an expression is made of, through the rules that it names.
    fn parts_of<'a>(&'a self, node: &'a Node) -> Vec<&'a Node> {
        let (mut found, mut seen, mut left) = (Vec::new(), BTreeSet::new(), vec![node]);
        while let Some(node) = left.pop() {
            found.push(node);
            match node {
                Node::Named(place) if !seen.insert(*place) => {}
                Node::Named(place) => left.extend(self.named.get(*place).map(|named| &named.node)),
                node => left.extend(node.parts()),
            }
        }
        found
    }
}

impl Node {
    /// What it is made of.
    fn parts(&self) -> Vec<&Self> {
        match self {
            Self::Number(_)
            | Self::Doubtful(_)
            | Self::Maybe
            | Self::Fact(_)
            | Self::ChildMonths
            | Self::ChildWage
            | Self::ChildFlag
            | Self::Named(_) => Vec::new(),
            Self::Binary(_, left, right) => vec![left, right],
            Self::Not(one)
            | Self::Floor(one)
            | Self::Ceil(one)
            | Self::Count(one)
            | Self::Total(one)
            | Self::Some(one) => vec![one],
            Self::If(a, b, c) => vec![a, b, c],
            Self::Least(list) | Self::Most(list) => list.iter().collect(),
        }
    }
}

/// What names can mean while rules are tied.
pub struct Binder<'a> {
    questionnaire: &'a Questionnaire,
    parameters: &'a BTreeMap<String, Parameter>,
    patterns: &'a BTreeMap<String, Pattern>,
    rules: &'a BTreeMap<String, Expression>,
    program: Program,
    places: BTreeMap<String, usize>,
    /// Places of the values in doubt that were met.
    doubts: BTreeMap<String, usize>,
    /// Rules being tied now: one that is met again is a cycle.
    path: Vec<String>,
    faults: Vec<Fault>,
}

impl<'a> Binder<'a> {
    /// Ties every rule. What is wrong is in [`Binder::finish`].
    pub fn new(
        questionnaire: &'a Questionnaire,
        parameters: &'a BTreeMap<String, Parameter>,
        patterns: &'a BTreeMap<String, Pattern>,
        rules: &'a BTreeMap<String, Expression>,
    ) -> Self {
        let (program, places) = (Program::default(), BTreeMap::new());
        let mut binder = Self {
            questionnaire,
            parameters,
            patterns,
            rules,
            program,
            places,
            doubts: BTreeMap::new(),
            path: Vec::new(),
            faults: Vec::new(),
        };
        for name in rules.keys() {
            binder.rule(name);
        }
        binder
    }

    /// Ties one more expression, said under a name.
    pub fn expression(&mut self, name: &str, says: &Expression) -> Node {
        self.path.push(name.to_owned());
        let node = self.node(says, &BTreeMap::new(), 0);
        self.path.pop();
        node
    }

    /// The rules and what is wrong with them.
    pub fn finish(self) -> (Program, Vec<Fault>) {
        (self.program, self.faults)
    }

    fn refuse(&mut self, message: String) -> Node {
        let fault = Fault { name: self.path.last().cloned().unwrap_or_default(), message };
        if !self.faults.contains(&fault) {
            self.faults.push(fault);
        }
        Node::Number(0.0)
    }

    fn rule(&mut self, name: &str) -> Option<usize> {
        if let Some(place) = self.places.get(name) {
            return Some(*place);
        }
        let says = self.rules.get(name)?;
        if let Some(at) = self.path.iter().position(|met| met == name) {
            let circle = self.path.get(at..).unwrap_or_default().join(" → ");
            self.refuse(format!("the rules go round in a circle: {circle} → {name}. Cut it where the law does"));
            return None;
        }
        self.path.push(name.to_owned());
        let node = self.node(says, &BTreeMap::new(), 0);
        self.path.pop();
        let of_child = self.of_child(&node);
        self.program.named.push(Named { node, of_child });
        let place = self.program.named.len() - 1;
        self.places.insert(name.to_owned(), place);
        Some(place)
    }

    fn name(&mut self, name: &str) -> Node {
        if name == "maybe" {
            return Node::Maybe;
        }
        if self.rules.contains_key(name) {
            return match self.rule(name) {
                Some(place) => Node::Named(place),
                None => Node::Number(0.0),
            };
        }
        let names = [name].into();
        let fact = self.questionnaire.facts.iter().enumerate().find(|(_, fact)| fact.is_named(&names));
        match (fact.map(|(place, fact)| (place, fact.kind)), self.parameters.get(name)) {
            (Some((_, Kind::Births)), _) => Node::ChildMonths,
            (Some((_, Kind::Wages)), _) => Node::ChildWage,
            (Some((_, Kind::Flags)), _) => Node::ChildFlag,
            (Some((place, _)), _) => Node::Fact(place),
            (None, Some(parameter)) if parameter.doubt > 0.0 => {
                let next = self.program.doubts.len();
                let place = *self.doubts.entry(name.to_owned()).or_insert(next);
                if place == next {
                    self.program.doubts.push(*parameter);
                }
                Node::Doubtful(place)
            }
            (None, Some(parameter)) => Node::Number(parameter.value),
            (None, None) => self.refuse(format!(
                "'{name}' is no fact, rule or parameter: correct it, or add the parameter with its reference"
            )),
        }
    }

    /// `given` holds what the parameters of a pattern stand for; `depth` stops patterns that call each other.
    fn node(&mut self, says: &Expression, given: &BTreeMap<String, Node>, depth: usize) -> Node {
        let boxed = |binder: &mut Self, says: &Expression| Box::new(binder.node(says, given, depth));
        match says {
            Expression::Number(number) => Node::Number(*number),
            Expression::Word(word) => match self.questionnaire.word(word) {
                Some(place) => Node::Number(place as f64),
                None => self.refuse(format!("'{word}' is not a word of any choice in facts.toml")),
            },
            Expression::Name(name) => match given.get(name) {
                Some(node) => node.clone(),
                None => self.name(name),
            },
            Expression::Binary(operator, left, right) => Node::Binary(*operator, boxed(self, left), boxed(self, right)),
            Expression::Not(inner) => Node::Not(boxed(self, inner)),
            Expression::If(condition, then, otherwise) => {
                Node::If(boxed(self, condition), boxed(self, then), boxed(self, otherwise))
            }
            Expression::Call(name, list) => {
                let mut list: Vec<Node> = list.iter().map(|says| self.node(says, given, depth)).collect();
                let one = (list.len() == 1).then(|| list.pop()).flatten();
                match (name.as_str(), one) {
                    ("min", None) => Node::Least(list),
                    ("max", None) => Node::Most(list),
                    ("floor", Some(inner)) => Node::Floor(Box::new(inner)),
                    ("ceil", Some(inner)) => Node::Ceil(Box::new(inner)),
                    ("count", Some(inner)) => Node::Count(Box::new(inner)),
                    ("total", Some(inner)) => Node::Total(Box::new(inner)),
                    ("some", Some(inner)) => Node::Some(Box::new(inner)),
                    (name, one) => {
                        list.extend(one);
                        self.pattern(name, list, depth)
                    }
                }
            }
        }
    }

    fn pattern(&mut self, name: &str, list: Vec<Node>, depth: usize) -> Node {
        let Some(pattern) = self.patterns.get(name) else {
            return self.refuse(format!(
                "'{name}' is no function: min, max, floor, ceil, count, total, some, or one of yours"
            ));
        };
        if depth > 8 {
            return self.refuse(format!("the function '{name}' calls itself"));
        }
        if pattern.given.len() != list.len() {
            return self.refuse(format!("'{name}' is given {} values and takes {}", list.len(), pattern.given.len()));
        }
        let given = pattern.given.iter().cloned().zip(list).collect();
        self.node(&pattern.says, &given, depth + 1)
    }

    fn of_child(&self, node: &Node) -> bool {
        match node {
            Node::ChildMonths | Node::ChildWage | Node::ChildFlag => true,
            Node::Named(place) => self.program.named.get(*place).is_some_and(|named| named.of_child),
            Node::Count(_) | Node::Total(_) | Node::Some(_) => false,
            node => node.parts().into_iter().any(|part| self.of_child(part)),
        }
    }
}
