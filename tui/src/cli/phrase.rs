//! `guichet phrase`: a ready sentence in the person's language, from the shell.

use super::{Context, Failure};
use guichet_core::model::Lang;
use guichet_core::phrase::{Filled, PhraseBook, Slot, SlotKind, SlotRefusal, Unsaid, Value};
use guichet_core::ports::catalog::Catalog;
use guichet_index::Guide;
use serde_json::json;
use std::io::Write;

/// A ready sentence in the person's language, such as to paste it into a chat.
///
/// Without an identifier, the groups and the sentences that are there, in the language of --lang: any of ar, en, es, fr, pt, ro, ru, tr,
/// uk. With one, the sentence, French below it, and whether a human has read the translation. Dates, times, amounts and lists are
/// written as the language does. What is filled in is printed once and kept nowhere; but a shell may keep the line that was typed.
#[derive(clap::Args)]
pub(super) struct Args {
    /// The sentence, by the identifier that the list shows, such as appointment.
    #[arg(value_name = "ID")]
    id: Option<String>,
    /// Fills in a slot, such as date="12 mars" or papers="rib, bail"; several times for several. Every slot is filled in.
    #[arg(long, value_name = "SLOT=VALUE", requires = "id")]
    set: Vec<String>,
    /// The sentence alone, without the French and without a word on its translation.
    #[arg(long, requires = "id", conflicts_with = "json")]
    alone: bool,
    /// Prints JSON, one object a line.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(context: &Context, args: &Args) -> Result<(), Failure> {
    // No phrase needs the index.
    let guide = Guide::open(&context.folder()?)?;
    let lang = context.lang.unwrap_or(Lang::FR);
    let mut out = std::io::stdout().lock();
    let Some(id) = &args.id else { return list(guide.phrase_book(), lang, args.json, &mut out) };
    let phrase = filled(&guide, id, &args.set, lang, context)?;
    let text = phrase.text(&guide, lang).map_err(|why| unsaid(&guide, id, why))?;
    let french = phrase.text(&guide, Lang::FR).map_err(|why| unsaid(&guide, id, why))?;
    let note = guide.phrase_book().texts.get(&lang).map(|text| text.sheet.unreviewed.as_str()).unwrap_or_default();
    if args.json {
        let said = json!({ "id": id, "lang": lang, "text": text, "fr": french, "reviewed": note.is_empty() });
        return Ok(writeln!(out, "{said}")?);
    }
    writeln!(out, "{text}")?;
    if !args.alone && lang != Lang::FR {
        writeln!(out, "{french}")?;
        if !note.is_empty() {
            writeln!(out, "({note})")?;
        }
    }
    Ok(())
}

/// The groups, and the sentences of each.
fn list(phrases: &PhraseBook, lang: Lang, as_json: bool, out: &mut impl Write) -> Result<(), Failure> {
    let longest = phrases.all().map(|(_, id)| id.len()).max().unwrap_or_default();
    let mut last = None;
    for (group, id) in phrases.all() {
        let text = phrases.pattern(id, lang);
        if as_json {
            let slots = phrases.slots_of(id);
            let slots: Vec<_> = slots.iter().map(|(name, slot)| slot_json(name, slot, lang)).collect();
            writeln!(out, "{}", json!({ "group": group.id, "id": id, "lang": lang, "text": text, "slots": slots }))?;
            continue;
        }
        if last.replace(&group.id) != Some(&group.id) {
            let gap = if group.id == phrases.groups[0].id { "" } else { "\n" };
            writeln!(out, "{gap}{}", group.title(lang))?;
        }
        writeln!(out, "  {id:longest$}  {text}")?;
    }
    Ok(())
}

fn slot_json(name: &str, slot: &Slot, lang: Lang) -> serde_json::Value {
    json!({ "name": name, "kind": slot.kind, "asks": slot.asks(lang) })
}

/// The phrase with what is filled in. A message never says what was typed.
fn filled(guide: &Guide, id: &str, set: &[String], lang: Lang, context: &Context) -> Result<Filled, Failure> {
    let mut phrase = Filled::new(id);
    let slots = guide.phrase_book().slots_of(id);
    // Who types writes one of the languages that the guide is in.
    let typing = if guide.languages().contains(&lang) { lang } else { Lang::FR };
    for (number, given) in (1..).zip(set) {
        let (name, typed) = given
            .split_once('=')
            .ok_or_else(|| Failure::user_error(format!("--set number {number} has no '=': write SLOT=VALUE")))?;
        let (name, slot) = slots.iter().find(|(known, _)| *known == name.trim()).ok_or_else(|| {
            let names: Vec<&str> = slots.iter().map(|(name, _)| *name).collect();
            Failure::user_error(match names.as_slice() {
                [] => format!("--set number {number}: '{id}' has no slot to fill in"),
                names => format!("--set number {number}: no such slot in '{id}': it has {}", names.join(", ")),
            })
        })?;
        let value = Value::read(guide, slot.kind, typed, typing, context.now());
        let value = value.map_err(|why| Failure::user_error(format!("--set {name}: {}", refused(&why, slot.kind))))?;
        phrase.set(name, value);
    }
    Ok(phrase)
}

/// What to write instead.
fn refused(why: &SlotRefusal, kind: SlotKind) -> String {
    match why {
        SlotRefusal::Empty => "write something after '='".into(),
        SlotRefusal::Personal(_) => "it holds personal data, which no sentence needs: leave it out".into(),
        SlotRefusal::TooLong(most) if kind == SlotKind::Papers => format!("{most} papers at most"),
        SlotRefusal::TooLong(most) => format!("{most} characters at most"),
        SlotRefusal::NotADay => "write a day, such as 12/03, \"12 mars\", demain or vendredi".into(),
        SlotRefusal::Past => "this day is over: write one to come".into(),
        SlotRefusal::NotATime => "write a time, such as 14h30 or 14:30".into(),
        SlotRefusal::NotAnAmount => "write an amount in euros, such as 12,50".into(),
        SlotRefusal::NotACount => "write a whole number below a thousand".into(),
        SlotRefusal::NotAPhone => "write a phone number, digits alone".into(),
    }
}

fn unsaid(guide: &Guide, id: &str, why: Unsaid) -> Failure {
    Failure::user_error(match why {
        Unsaid::Unknown => format!("'{id}' is no phrase: `guichet phrase` lists those that are there"),
        Unsaid::Wordless => {
            let codes: Vec<&str> = guide.phrase_book().languages().map(Lang::code).collect();
            format!("there are no phrases in this language: write one of {}", codes.join(", "))
        }
        Unsaid::Missing(slot) => format!("'{slot}' is not filled in: add --set {slot}=…"),
    })
}
