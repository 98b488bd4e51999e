//! Figures of a period as a page of the line model: whatever prints a sheet prints it.

use super::statistics::{Counted, bands, label, named, ranked, sent, topics, totals};
use crate::screens::words::Words;
use guichet_core::activity::Period;
use guichet_core::layout::{self, Kind, Line, Role, Span, Start};
use guichet_core::message::Arg;
use guichet_core::model::{Block as Prose, Date};
use guichet_core::sheet::{Part, Section, Sheet};
use guichet_core::view::Block;
use std::collections::BTreeMap;

/// Most tags on the page.
const TAGS: usize = 20;
/// Entries of a list where paper is short.
const SHORT: usize = 5;

/// What stands below the title: whose figures they are, and when they were counted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Heading<'a> {
    /// What the desk is called in its office; empty where it has no name.
    pub(crate) name: &'a str,
    pub(crate) today: Date,
}

/// The page; `short`: for the narrow paper of a ticket, the longest lists alone and the first of each.
pub(crate) fn page(counted: &Counted, heading: Heading<'_>, short: bool, words: Words<'_>) -> Sheet {
    let statistics = &counted.statistics;
    let profile = counted.of.as_ref().map(|of| of.as_str()).unwrap_or_default();
    let title = words.with("desk-figures-title", &[("period", Arg::Text(&named(counted.period, words)))]);
    let date = words.with("desk-on", &[("date", Arg::Date(heading.today))]);
    let mut head = layout::title(&title, words.lang());
    let about: Vec<&str> = [heading.name, profile].into_iter().filter(|one| !one.is_empty()).collect();
    if !about.is_empty() {
        head.extend(text(&about.join(" · "), words));
    }
    head.extend(text(&words.with("desk-figures-counted", &[("date", Arg::Text(&date))]), words));
    let mut sections = vec![section(Part::Title, head)];
    let mut told = text(&totals(statistics, words), words);
    told.extend(layout::block(&Block::Notice { body: words.get("desk-figures-inside") }, words.lang()));
    sections.push(section(Part::Matter, told));
    let mut list = |heading: &str, counts: Vec<(String, u64)>| {
        let shown = counts.len().min(if short { SHORT } else { usize::MAX });
        let counts = counts.into_iter().take(shown).map(|(id, count)| (label(&id, words), count)).collect();
        sections.extend(bars(&words.get(heading), counts, words));
    };
    list("record-procedures", ranked("procedure", &statistics.procedures));
    list("record-topics", ranked("topic", &topics(statistics)));
    list("desk-figures-blocked", counted.blocked.clone());
    list("desk-figures-became", counted.became.clone());
    if !short {
        list("record-minutes", bands(statistics));
        list("record-place", ranked("place-type", &statistics.places));
        list("record-people", ranked("kind", &statistics.kinds));
        list("record-equipment", ranked("equipment", &statistics.equipment));
        list("record-autonomy", ranked("autonomy", &statistics.autonomy));
        list("record-orientation", sent(statistics));
        list("record-structures", ranked("structure", &statistics.structures));
        list("record-age", ranked("age", &statistics.ages));
        list("record-status", ranked("status", &statistics.statuses));
        list("record-gender", ranked("gender", &statistics.genders));
        let mut tags: Vec<_> = statistics.tags.iter().map(|(tag, count)| (tag.as_str().to_owned(), *count)).collect();
        tags.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        tags.truncate(TAGS);
        sections.extend(bars(&words.get("record-tags"), tags, words));
        sections.extend(bars(&words.get("desk-figures-months"), months(&statistics.days, words), words));
    }
    Sheet { languages: vec![words.lang()], sections, private: Vec::new(), gone: Vec::new(), unread: false }
}

fn section(part: Part, mut lines: Vec<Line>) -> Section {
    for (at, line) in lines.iter_mut().enumerate() {
        line.start = match at {
            0 => Start::Part,
            _ if matches!(line.kind, Kind::Notice) => Start::Block,
            _ => Start::Nothing,
        };
    }
    Section { part, columns: vec![lines] }
}

fn text(text: &str, words: Words<'_>) -> Vec<Line> {
    layout::block(&Prose::Text(text.to_owned()).into(), words.lang())
}

/// A heading, and below it a bar for each count; nothing where nothing was counted.
fn bars(heading: &str, counts: Vec<(String, u64)>, words: Words<'_>) -> Option<Section> {
    let most = counts.iter().map(|(_, count)| *count).max().filter(|most| *most > 0)?;
    let mut lines = layout::block(&Prose::Heading(heading.to_owned()).into(), words.lang());
    let number = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
    lines.extend(counts.into_iter().map(|(label, count)| {
        let span = |text: String, role| Span { text, role, lang: words.lang() };
        Line {
            kind: Kind::Gauge { done: number(count), total: number(most) },
            start: Start::Nothing,
            depth: 0,
            key: None,
            spans: vec![span(label, Role::Plain), span(count.to_string(), Role::Amount)],
        }
    }));
    Some(section(Part::Matter, lines))
}

/// Activities a month, where there is more than one.
fn months(days: &BTreeMap<Date, u64>, words: Words<'_>) -> Vec<(String, u64)> {
    let mut months: BTreeMap<Date, u64> = BTreeMap::new();
    for (day, count) in days {
        *months.entry(Period::month_of(*day).first).or_default() += count;
    }
    if months.len() < 2 {
        return Vec::new();
    }
    months.into_iter().map(|(first, count)| (named(Period::month_of(first), words), count)).collect()
}
