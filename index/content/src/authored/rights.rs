//! `rights/`: facts, questions, rules and parameters of the screening, read into the core's structs.
//!
//! ```text
//! rights/facts.toml            what can be known of a household
//! rights/questions.toml        the questions, in their order
//! rights/rules/*.toml          named rules, functions, rights
//! rights/contradictions.toml   what cannot be true of a household at once
//! rights/parameters.toml       dated values, the newest that could be verified
//! rights/oracle.toml           the values of the engine that the tests agree with
//! rights/zones.toml            the zone of housing aid of each commune
//! rights/<lang>.toml           words of questions, reasons and rights
//! ```

use super::contradictions::{self, CONTRADICTIONS};
use super::place::Source;
use super::zones::Zones;
use super::{Texts, toml};
use crate::Batch;
use guichet_core::model::{Date, Lang};
use guichet_core::rights::{
    Expression, Fact, FactSet, Gate, Kind, Month, Pace, Parameter, Pattern, Questionnaire, RightSource, RightsWords,
    RuleSource, Rulebook,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// `rights/facts.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactsFile {
    /// Facts by name; their order in the file does not matter.
    #[serde(default)]
    pub fact: BTreeMap<String, FactEntry>,
}

/// `[fact.<name>]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactEntry {
    /// `flag`, `number`, `money`, `choice`, `birth`, `years`, `births`, `ages`, `wages`, `flags`, `derived`.
    pub kind: Kind,
    /// Name by which the rules speak of it; its own where none is given.
    #[serde(default, rename = "as")]
    pub as_name: Option<String>,
    /// The least it can be.
    #[serde(default)]
    pub least: f64,
    /// The most it can be.
    #[serde(default)]
    pub most: f64,
    /// How far from the truth an answer may be, as a part of it.
    #[serde(default)]
    pub tolerance: f64,
    /// Words of a choice.
    #[serde(default)]
    pub words: Vec<String>,
    /// What holds of a yes or no that was asked about and not said; left out, it stays unknown.
    #[serde(default)]
    pub unsaid: Option<bool>,
}

/// `rights/parameters.toml`, `rights/oracle.toml`.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ParametersFile {
    /// Dated values; an identifier stands once for each date.
    #[serde(default)]
    pub parameter: Vec<ParameterEntry>,
}

/// `[[parameter]]`
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ParameterEntry {
    /// Identifier, by which the rules name it.
    pub id: String,
    /// Its value.
    pub value: f64,
    /// Since when it holds.
    pub since: Date,
    /// The law, decree or circular that sets it.
    pub reference: String,
    /// When somebody last held it against its source, where that is known.
    #[serde(default)]
    pub checked: Option<Date>,
    /// After this date it is to be checked again: the result says so until it is.
    pub review_by: Date,
    /// How far from the truth the value may lie, where its reference says "(à vérifier)".
    #[serde(default)]
    pub doubt: f64,
}

/// `rights/rules/*.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RulesFile {
    /// Functions, as `"name(a, b)" = "expression"`.
    #[serde(default)]
    pub function: BTreeMap<String, String>,
    /// Named rules, as `name = "expression"`.
    #[serde(default, rename = "let")]
    pub rules: BTreeMap<String, String>,
    /// Rights by identifier.
    #[serde(default)]
    pub right: BTreeMap<String, RightEntry>,
}

/// `[right.<id>]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RightEntry {
    /// Euros a month, 0 where there is no right.
    #[serde(default)]
    pub amount: Option<String>,
    /// Whether there is a right, where its amount does not say so.
    #[serde(default)]
    pub when: Option<String>,
    /// Never more than "to check": what decides it is not asked here.
    #[serde(default)]
    pub only_check: bool,
    /// No question is put for its sake.
    #[serde(default)]
    pub quiet: bool,
    /// How often it is paid: `month`, `year`, `once`. The amount is said a month all the same: a twelfth of what is paid.
    #[serde(default)]
    pub every: Pace,
    /// Whether the household draws it already.
    #[serde(default)]
    pub received: Option<String>,
    /// The right in whose place it is shown where it is likely.
    #[serde(default)]
    pub instead_of: Option<String>,
    /// The folder of the card that explains it.
    pub card: String,
    /// Conditions that people are told, as `[[expression, identifier of the words]]`.
    #[serde(default)]
    pub gates: Vec<(String, String)>,
}

/// Which values the rules are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ParameterSet {
    /// The newest verified ones.
    Published,
    /// Those of the engine that the tests agree with.
    Oracle,
}

impl ParameterSet {
    const fn path(self) -> &'static str {
        match self {
            Self::Published => "rights/parameters.toml",
            Self::Oracle => "rights/oracle.toml",
        }
    }
}

const FACTS: &str = "rights/facts.toml";
const RULES: &str = "rights/rules/";
/// What a reference says where no text in force was found.
const UNSURE: &str = "(à vérifier)";

/// All of `rights/`, read once; a rulebook is made from it for a month and a set of parameters.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Rights {
    catalogue: Questionnaire,
    source: RuleSource,
    /// Rules, functions and rights by name, with the file that holds them.
    places: BTreeMap<String, String>,
    parameters: BTreeMap<ParameterSet, ParametersFile>,
    /// The folder of the card of each right.
    pub cards: BTreeMap<String, String>,
    /// Zones of housing aid.
    pub zones: Zones,
    /// Words of each language.
    pub words: BTreeMap<Lang, RightsWords>,
}

impl Rights {
    /// Reads the folder; what is wrong is refused in the batch.
    pub fn read(texts: &Texts, batch: &mut Batch) -> Self {
        let zones = Zones::read(texts, batch);
        let mut rights = Self { catalogue: catalogue(texts, batch), zones, ..Self::default() };
        for path in texts.keys().filter(|path| path.starts_with(RULES) && path.ends_with(".toml")) {
            rights.rules(texts, path, batch);
        }
        let contradictions = contradictions::read(texts, |name| rights.places.contains_key(name), batch);
        rights.source.contradictions = contradictions;
        for set in [ParameterSet::Published, ParameterSet::Oracle] {
            let file: ParametersFile = toml::read(texts, set.path(), batch).unwrap_or_default();
            dates(&file, set, &super::source(texts, set.path()), batch);
            rights.parameters.insert(set, file);
        }
        let path = |lang: Lang| format!("rights/{}.toml", lang.code());
        let required: Vec<Lang> = Lang::required().collect();
        for lang in Lang::all().filter(|lang| required.contains(lang) || texts.contains_key(&path(*lang))) {
            let path = path(lang);
            if let Some(words) = toml::read(texts, &path, batch) {
                rights.words.insert(lang, words);
            }
            let none = RightsWords::default();
            let words = rights.words.get(&lang).unwrap_or(&none);
            let (catalogue, named) = (&rights.catalogue, &rights.source.rights);
            super::questions::words(catalogue, named, words, &super::source(texts, &path), batch);
        }
        rights
    }

    /// Rules tied to the parameters of a month.
    ///
    /// # Errors
    /// One sentence a fault, with the file and the line.
    pub fn rulebook(&self, texts: &Texts, set: ParameterSet, month: Month) -> Result<Rulebook, Vec<String>> {
        let mut batch = Batch::default();
        // The engine knows fewer rights: what it has no value for is as published.
        let own = self.entries(set, month);
        let published = self.entries(ParameterSet::Published, month);
        let mut values: BTreeMap<String, Parameter> = BTreeMap::new();
        for (_, entry) in published.into_iter().chain(own) {
            let doubt = if set == ParameterSet::Published { entry.doubt } else { 0.0 };
            values.insert(entry.id.clone(), Parameter { value: entry.value, doubt });
        }
        // All that rules know of the calendar: the month asked about, counted from the year 0.
        values.insert("mois_absolu".to_owned(), f64::from(month.year * 12 + month.month).into());
        let made = Rulebook::new(self.catalogue.clone(), &self.source, &values);
        let faults = made.as_ref().err().into_iter().flatten();
        for fault in faults {
            batch.refuse(&self.place(texts, &fault.name), &fault.name, "", fault.message.clone());
        }
        match made {
            Ok(made) if batch.findings.is_empty() => Ok(made.overdue(self.overdue(set, month))),
            _ => Err(batch.findings.iter().map(ToString::to_string).collect()),
        }
    }

    /// The published values that the rules of a right rest on in a month.
    pub fn basis(&self, right: &str, month: Month) -> Vec<&ParameterEntry> {
        let right = self.source.rights.iter().find(|known| known.id == right);
        let gates = right.into_iter().flat_map(|right| right.gates.iter().map(|gate| &gate.when));
        let own = right.into_iter().flat_map(|right| right.amount.iter().chain(&right.when));
        let names = self.source.names(own.chain(gates));
        let entries = self.entries(ParameterSet::Published, month);
        entries.into_iter().map(|(_, entry)| entry).filter(|entry| names.contains(entry.id.as_str())).collect()
    }

    /// Where a rule, a right or a contradiction is written.
    fn place(&self, texts: &Texts, name: &str) -> String {
        if self.source.contradictions.iter().any(|one| one.id == name) {
            return super::source(texts, CONTRADICTIONS).value(name);
        }
        let source = super::source(texts, self.places.get(name).map_or(RULES, String::as_str));
        if self.source.rules.contains_key(name) { source.key(name) } else { source.table(&format!("right.{name}")) }
    }

    /// Rights that rest on a value past its review.
    fn overdue(&self, set: ParameterSet, month: Month) -> BTreeSet<String> {
        let first = month.first();
        let late = self.entries(set, month).into_iter().filter(|(_, entry)| entry.review_by < first);
        let late: BTreeSet<&str> = late.map(|(_, entry)| entry.id.as_str()).collect();
        let rights = self.source.rights.iter().filter(|right| {
            !late.is_empty() && !self.source.names(right.amount.iter().chain(&right.when)).is_disjoint(&late)
        });
        rights.map(|right| right.id.clone()).collect()
    }

    /// Refuses what only shows once rules, facts and parameters meet.
    pub fn lint(&self, texts: &Texts, month: Month, batch: &mut Batch) {
        if self.catalogue.facts.is_empty() && self.source.rules.is_empty() {
            return;
        }
        for (right, card) in &self.cards {
            if !texts.contains_key(&format!("cards/{card}/card.toml")) {
                let path = self.places.get(right).map_or(RULES, String::as_str);
                let place = super::source(texts, path).table(&format!("right.{right}"));
                batch.refuse(&place, right, "card", format!("'{card}' is not a card"));
            }
        }
        let source = super::source(texts, ParameterSet::Published.path());
        let first = month.first();
        for (at, entry) in self.entries(ParameterSet::Published, month) {
            if entry.review_by < first {
                let message = format!(
                    "'{}' was to be reviewed by {}: hold it against its source, then write the new `checked` and `review_by`",
                    entry.id, entry.review_by
                );
                batch.refuse(&source.nth("parameter", at), &entry.id, "review_by", message);
            }
        }
        for set in [ParameterSet::Published, ParameterSet::Oracle] {
            let book = self.rulebook(texts, set, month);
            if let (ParameterSet::Published, Ok(book)) = (set, &book) {
                contradictions::lint(texts, book, batch);
            }
            for fault in book.err().into_iter().flatten() {
                let (place, message) = fault.split_once(": ").unwrap_or(("rights", fault.as_str()));
                if !batch.findings.iter().any(|known| known.source == place && known.message == message) {
                    batch.refuse(place, "", "", message);
                }
            }
        }
    }

    /// The values in force in a month, with their places in the file.
    fn entries(&self, set: ParameterSet, month: Month) -> Vec<(usize, &ParameterEntry)> {
        let first = month.first();
        let mut values: BTreeMap<&str, (usize, &ParameterEntry)> = BTreeMap::new();
        for (at, entry) in self.parameters.get(&set).into_iter().flat_map(|file| file.parameter.iter().enumerate()) {
            let newer = values.get(entry.id.as_str()).is_none_or(|(_, known)| known.since < entry.since);
            if entry.since <= first && newer {
                values.insert(&entry.id, (at, entry));
            }
        }
        values.into_values().collect()
    }

    fn rules(&mut self, texts: &Texts, path: &str, batch: &mut Batch) {
        let Some(file) = toml::read::<RulesFile>(texts, path, batch) else { return };
        let source = super::source(texts, path);
        let read = |name: &str, place: String, says: &str, batch: &mut Batch| match Expression::read(says) {
            Ok(read) => Some(read),
            Err(error) => {
                batch.refuse(&place, name, "", format!("cannot be read: {error}"));
                None
            }
        };
        for (head, says) in &file.function {
            let (name, given) = head.trim_end_matches(')').split_once('(').unwrap_or((head, ""));
            let given = given.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
            if let Some(says) = read(name, source.value(head), says, batch) {
                let twice = self.source.patterns.insert(name.to_owned(), Pattern { given, says }).is_some();
                self.once(twice, name, path, &source.value(head), batch);
            }
        }
        for (name, says) in &file.rules {
            if let Some(says) = read(name, source.key(name), says, batch) {
                let twice = self.source.rules.insert(name.clone(), says).is_some();
                self.once(twice, name, path, &source.key(name), batch);
            }
        }
        for (id, entry) in &file.right {
            let place = source.table(&format!("right.{id}"));
            let gates = entry.gates.iter().filter_map(|(when, reason)| {
                read(id, place.clone(), when, batch).map(|when| Gate { when, reason: reason.clone() })
            });
            let gates: Vec<_> = gates.collect();
            let amount = entry.amount.as_ref().and_then(|says| read(id, place.clone(), says, batch));
            let when = entry.when.as_ref().and_then(|says| read(id, place.clone(), says, batch));
            if entry.amount.is_none() && entry.when.is_none() {
                batch.refuse(&place, id, "when", "a right says its `amount`, or `when` it is there");
            }
            let twice = self.source.rights.iter().any(|right| right.id == *id);
            self.cards.insert(id.clone(), entry.card.clone());
            let received = entry.received.as_ref().and_then(|says| read(id, place.clone(), says, batch));
            self.source.rights.push(RightSource {
                id: id.clone(),
                gates,
                amount,
                when,
                only_check: entry.only_check,
                quiet: entry.quiet,
                pace: entry.every,
                received,
                instead_of: entry.instead_of.clone(),
            });
            if twice {
                batch.refuse(&place, id, "", "this right stands twice");
            }
            self.places.entry(id.clone()).or_insert_with(|| path.to_owned());
        }
    }

    fn once(&mut self, twice: bool, name: &str, path: &str, place: &str, batch: &mut Batch) {
        if twice {
            let other = self.places.get(name).cloned().unwrap_or_default();
            batch.refuse(place, name, "", format!("this name stands twice: it is in {other} as well"));
        }
        self.places.insert(name.to_owned(), path.to_owned());
    }
}

/// Facts of the screening by name; none where there is no screening.
pub(super) fn facts(texts: &Texts, batch: &mut Batch) -> BTreeMap<String, FactEntry> {
    toml::read::<FactsFile>(texts, FACTS, batch).unwrap_or_default().fact
}

/// Identifiers of the rights, read without their rules.
pub(super) fn identifiers(texts: &Texts) -> BTreeSet<String> {
    let mut unsaid = Batch::default();
    let rules = texts.keys().filter(|path| path.starts_with(RULES) && path.ends_with(".toml"));
    let files = rules.filter_map(|path| toml::read::<RulesFile>(texts, path, &mut unsaid));
    files.flat_map(|file| file.right.into_keys()).collect()
}

fn catalogue(texts: &Texts, batch: &mut Batch) -> Questionnaire {
    let source = super::source(texts, FACTS);
    let file: FactsFile = toml::read(texts, FACTS, batch).unwrap_or_default();
    if file.fact.len() > FactSet::MOST {
        batch.refuse(&source.file(), "", "fact", format!("at most {} facts can be told apart", FactSet::MOST));
    }
    let facts = file.fact.into_iter().take(FactSet::MOST).map(|(name, entry)| {
        let as_name = entry.as_name.unwrap_or_else(|| name.clone());
        let FactEntry { kind, least, most, tolerance, words, unsaid, .. } = entry;
        let unsaid = unsaid.map(|unsaid| f64::from(u8::from(unsaid)));
        Fact { name, kind, as_name, least, most, tolerance, words, unsaid }
    });
    let facts: Vec<Fact> = facts.collect();
    for fact in &facts {
        let place = source.table(&format!("fact.{}", fact.name));
        if fact.kind == Kind::Choice && fact.words.is_empty() {
            batch.refuse(&place, &fact.name, "words", "a choice has words");
        }
        if fact.kind != Kind::Flag && fact.unsaid.is_some() {
            batch.refuse(&place, &fact.name, "unsaid", "only a yes or no holds or not where nothing is said");
        }
        if matches!(fact.kind, Kind::Number | Kind::Money | Kind::Years | Kind::Birth) && fact.most <= fact.least {
            batch.refuse(&place, &fact.name, "most", "a number has bounds: `most` above `least`");
        }
    }
    let (questions, steps) = super::questions::read(texts, &facts, batch);
    Questionnaire::new(facts, questions, steps)
}

/// Values stand once for each month, with a reference.
fn dates(file: &ParametersFile, set: ParameterSet, source: &Source<'_>, batch: &mut Batch) {
    let mut seen: BTreeSet<(&str, Month)> = BTreeSet::new();
    for (at, entry) in file.parameter.iter().enumerate() {
        let place = source.nth("parameter", at);
        let month = Month::from(entry.since);
        if !seen.insert((&entry.id, month)) {
            let message = format!("'{}' has two values for {month}: keep the one that its source confirms", entry.id);
            batch.refuse(&place, &entry.id, "since", message);
        }
        if entry.reference.trim().is_empty() {
            batch.refuse(&place, &entry.id, "reference", "a value cites the law, decree or circular that sets it");
        }
        if set == ParameterSet::Published && entry.reference.contains(UNSURE) != (entry.doubt > 0.0) {
            let message = "a value that is '(à vérifier)' says in `doubt` how far off it may be, and only such a value";
            batch.refuse(&place, &entry.id, "doubt", message);
        }
        if !entry.value.is_finite() {
            batch.refuse(&place, &entry.id, "value", "a value is a number");
        }
    }
}
