//! What the facts of a card must be for it to be shown to anybody.

use super::place::Source;
use super::{CardFacts, Fact, Known, SourceFacts, Texts};
use crate::Batch;
use guichet_core::model::{Date, Lang, RouteKind};
use std::collections::{BTreeMap, BTreeSet};

/// A review is due within this many months.
const REVIEW_MONTHS: i32 = 13;

/// Refuses a card that is not sourced, dated, reachable and consistent.
pub(super) fn facts(card: &CardFacts, source: &Source<'_>, known: &Known, batch: &mut Batch) {
    named(card, source, known, batch);
    sources("card", &card.source, card.verified, source, known, batch);
    routes(card, source, known, batch);
    dates(card.verified, card.review_by, source, batch);
    amounts(&card.fact, card.verified, source, batch);
}

/// Themes, counters, fiches and numbers: known, and named once.
fn named(card: &CardFacts, source: &Source<'_>, known: &Known, batch: &mut Batch) {
    let mut refuse = |key: &str, message: String| batch.refuse(&source.key(key), "", key, message);
    if card.themes.is_empty() {
        refuse("themes", "a card has at least one theme".into());
    }
    if card.counters.is_empty() {
        refuse("counters", "a card leads to a place where somebody is: add one, such as \"mairie\"".into());
    }
    for theme in card.themes.iter().filter(|theme| !known.themes.contains(theme.as_str())) {
        refuse("themes", format!("'{theme}' is not a theme of themes.toml"));
    }
    for kind in card.counters.iter().filter(|kind| !known.vocabulary.knows_counter(kind)) {
        refuse("counters", format!("'{kind}' is not a kind of place of vocabulary.toml"));
    }
    for fiche in card.covers.iter().filter(|fiche| !is_fiche(fiche)) {
        refuse("covers", format!("'{fiche}' is not a fiche: write F and its number"));
    }
    for phone in card.phones.iter().filter(|phone| !known.phones.phone.contains_key(*phone)) {
        refuse("phones", format!("'{phone}' is not a number of phones.toml"));
    }
    twice(&card.themes).for_each(|message| refuse("themes", message));
    twice(&card.counters).for_each(|message| refuse("counters", message));
    twice(&card.covers).for_each(|message| refuse("covers", message));
    twice(&card.phones).for_each(|message| refuse("phones", message));
    if card.licence != "etalab-2.0" {
        refuse("licence", "authored content is under Licence Ouverte 2.0: write \"etalab-2.0\"".into());
    }
    if let Some(fault) = card.page.as_deref().and_then(|page| known.vocabulary.fault(page)) {
        refuse("page", fault);
    }
}

/// Says of each name that stands twice in a list that it does.
pub(super) fn twice<T: AsRef<str>>(names: &[T]) -> impl Iterator<Item = String> {
    let mut seen = BTreeSet::new();
    let again = names.iter().map(AsRef::as_ref).filter(move |name| !seen.insert(*name));
    again.map(|name| format!("'{name}' stands here twice"))
}

pub(super) fn is_fiche(id: &str) -> bool {
    id.strip_prefix('F').is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Refuses a card or a situation without sources, or with some that nobody could go back to.
pub(super) fn sources(
    what: &str,
    cited: &[SourceFacts],
    verified: Date,
    source: &Source<'_>,
    known: &Known,
    batch: &mut Batch,
) {
    if cited.is_empty() {
        let message = format!("a {what} says where its facts come from: add a [[source]]");
        batch.refuse(&source.file(), "", "source", message);
    }
    for (index, cited) in cited.iter().enumerate() {
        let mut refuse = |message: String| batch.refuse(&source.nth("source", index), "", "source", message);
        if cited.title.trim().is_empty() {
            refuse("a source has a title".into());
        }
        if let Some(fault) = cited.url.as_deref().and_then(|url| known.vocabulary.fault_of(url, cited.official)) {
            refuse(fault);
        }
        if cited.title.contains("lue le") {
            refuse("this date is that of our reading: cite a page with a date of its own".into());
        }
        if cited.date > verified {
            refuse(format!("the source is younger than `verified`: verify the {what} again"));
        }
    }
}

fn routes(card: &CardFacts, source: &Source<'_>, known: &Known, batch: &mut Batch) {
    if !card.route.iter().any(|route| route.kind != RouteKind::Online) {
        let message = "a card has a way without internet: add a route of kind phone, paper or counter";
        batch.refuse(&source.file(), "", "route", message);
    }
    if !card.route.iter().any(|route| matches!(route.kind, RouteKind::Phone | RouteKind::Counter)) {
        let message = "a card leads to somebody: add a route of kind phone or counter";
        batch.refuse(&source.file(), "", "route", message);
    }
    let mut seen = BTreeSet::new();
    for (index, route) in card.route.iter().enumerate() {
        let target = route.target.as_str();
        let twice = (!seen.insert((route.kind, target))).then(|| format!("'{target}' stands here twice"));
        let fault = match route.kind {
            RouteKind::Online => known.vocabulary.fault(target),
            RouteKind::Phone if !card.phones.iter().any(|phone| phone == target) => {
                Some(format!("'{target}' is not among the `phones` of this card"))
            }
            RouteKind::Counter if !card.counters.iter().any(|kind| kind == target) => {
                Some(format!("'{target}' is not among the `counters` of this card"))
            }
            RouteKind::Paper if target.trim().is_empty() => Some("name the form, such as \"cerfa 15481\"".into()),
            RouteKind::Phone | RouteKind::Counter | RouteKind::Paper => None,
        };
        if let Some(fault) = fault.or(twice) {
            batch.refuse(&source.nth("route", index), "", "route", fault);
        }
    }
}

pub(super) fn dates(verified: Date, review_by: Date, source: &Source<'_>, batch: &mut Batch) {
    if review_by <= verified || review_by.months_since(verified) > REVIEW_MONTHS {
        let message = format!("the review is due after `verified` and within {REVIEW_MONTHS} months");
        batch.refuse(&source.key("review_by"), "", "review_by", message);
    }
}

/// Refuses facts that cannot be put in words, or that nobody sets.
pub(super) fn amounts(facts: &BTreeMap<String, Fact>, verified: Date, source: &Source<'_>, batch: &mut Batch) {
    for (name, fact) in facts {
        let table = format!("fact.{name}");
        let mut refuse = |key: &str, message: String| batch.refuse(&source.within(&table, key), "", name, message);
        if !Fact::UNITS.contains(&fact.unit.as_str()) {
            refuse("unit", format!("unit '{}' is not one of {}", fact.unit, Fact::UNITS.join(", ")));
        }
        if !fact.value.is_finite() || fact.value <= 0.0 {
            refuse("value", "a fact is a number above zero".into());
        }
        if fact.since > verified {
            refuse("since", "the fact holds only after `verified`: it cannot be shown yet".into());
        }
        if fact.reference.trim().is_empty() {
            refuse("reference", "a fact cites the decree, article or page that sets it".into());
        }
    }
}

/// Words after a duration among which what it is counted by stands: "{days} jours", "{one} ou {two} mois".
const REACH: usize = 4;

/// Refuses a duration that the prose does not count by anything: a reader would see "you have 7".
pub(super) fn durations(facts: &BTreeMap<String, Fact>, text: &str, file: &str, lang: Lang, batch: &mut Batch) {
    for (name, fact) in facts {
        let words = lang.unit(&fact.unit);
        // An age is counted by nothing: "until 25".
        let Some(word) = words.first().filter(|_| fact.unit != "years") else { continue };
        let named = format!("{{{name}}}");
        for (index, line) in text.lines().enumerate() {
            let mut after = line.split(named.as_str()).skip(1);
            if after.any(|rest| {
                !rest.split_whitespace().take(REACH).any(|near| words.iter().any(|word| near.starts_with(word)))
            }) {
                let message = format!("what {named} is counted by does not follow it: write \"{named} {word}…\"");
                batch.refuse(&format!("{file}:{}", index + 1), "", name, message);
            }
        }
    }
}

/// Folders that hold one thing each: its facts, and a file a language.
pub(super) struct Folders {
    /// What a folder is.
    pub what: &'static str,
    /// Where they stand.
    pub top: &'static str,
    /// The file of facts.
    pub facts: &'static str,
    /// A file that may stand beside them.
    pub beside: Option<&'static str>,
}

/// The folders of the cards.
pub(super) const CARDS: Folders = Folders { what: "card", top: "cards/", facts: "card.toml", beside: None };

/// Files that no reader takes.
pub(super) fn strays(texts: &Texts, folders: &Folders, batch: &mut Batch) {
    let Folders { what, top, facts, beside } = folders;
    for path in texts.keys().filter(|path| path.starts_with(top) && Some(path.as_str()) != *beside) {
        let mut parts = path.splitn(3, '/').skip(1);
        let (folder, file) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let lang = file.strip_suffix(".md").and_then(Lang::from_code);
        if file != *facts && lang.is_none_or(|lang| file != format!("{}.md", lang.code())) {
            let message = format!("a {what}'s folder holds {facts} and <language>.md files only");
            batch.refuse(path, "", "", message);
        }
        if !texts.contains_key(&format!("{top}{folder}/{facts}")) {
            batch.refuse(path, "", "", format!("this {what} has no {facts}"));
        }
    }
}
