//! Rules tied to facts and parameters: names become places, and what cannot be tied is refused.

use super::expression::{Expression, Operator};
use super::facts::{Catalogue, Kind};
use std::collections::BTreeMap;

/// A function of rules: a pattern that is filled in where it is called.
#[derive(Debug, Clone, PartialEq)]
pub struct Pattern {
    /// Names of what it is given.
    pub given: Vec<String>,
    /// What it says.
    pub says: Expression,
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
    Fact(usize),
    ChildMonths,
    ChildWage,
    ChildHandicap,
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

/// Words that rules use for the child at hand.
pub const OF_CHILD: [&str; 3] = ["enfant_mois", "enfant_salaire", "enfant_handicap"];

/// All named rules.
#[derive(Debug, Clone, Default)]
pub struct Program {
    /// Each after those that it uses.
    pub named: Vec<Named>,
}

/// What names can mean while rules are tied.
pub struct Binder<'a> {
    catalogue: &'a Catalogue,
    parameters: &'a BTreeMap<String, f64>,
    patterns: &'a BTreeMap<String, Pattern>,
    rules: &'a BTreeMap<String, Expression>,
    program: Program,
    places: BTreeMap<String, usize>,
    /// Rules being tied now: one that is met again is a cycle.
    path: Vec<String>,
    faults: Vec<Fault>,
}

impl<'a> Binder<'a> {
    /// Ties every rule. What is wrong is in [`Binder::finish`].
    pub fn new(
        catalogue: &'a Catalogue,
        parameters: &'a BTreeMap<String, f64>,
        patterns: &'a BTreeMap<String, Pattern>,
        rules: &'a BTreeMap<String, Expression>,
    ) -> Self {
        let (program, places) = (Program::default(), BTreeMap::new());
        let mut binder =
            Self { catalogue, parameters, patterns, rules, program, places, path: Vec::new(), faults: Vec::new() };
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
        match name {
            "enfant_mois" => return Node::ChildMonths,
            "enfant_salaire" => return Node::ChildWage,
            "enfant_handicap" => return Node::ChildHandicap,
            _ => {}
        }
        if self.rules.contains_key(name) {
            return match self.rule(name) {
                Some(place) => Node::Named(place),
                None => Node::Number(0.0),
            };
        }
        let fact = self.catalogue.facts.iter().position(|fact| {
            fact.as_name == name
                && matches!(fact.kind, Kind::Flag | Kind::Number | Kind::Money | Kind::Choice | Kind::Birth)
        });
        match (fact, self.parameters.get(name)) {
            (Some(place), _) => Node::Fact(place),
            (None, Some(value)) => Node::Number(*value),
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
            Expression::Word(word) => match self.catalogue.word(word) {
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
            Node::ChildMonths | Node::ChildWage | Node::ChildHandicap => true,
            Node::Named(place) => self.program.named.get(*place).is_some_and(|named| named.of_child),
            Node::Number(_) | Node::Fact(_) | Node::Count(_) | Node::Total(_) | Node::Some(_) => false,
            Node::Binary(_, left, right) => self.of_child(left) || self.of_child(right),
            Node::Not(inner) | Node::Floor(inner) | Node::Ceil(inner) => self.of_child(inner),
            Node::If(a, b, c) => self.of_child(a) || self.of_child(b) || self.of_child(c),
            Node::Least(list) | Node::Most(list) => list.iter().any(|node| self.of_child(node)),
        }
    }
}
