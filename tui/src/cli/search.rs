//! `guichet search`: numbered results for people, JSON lines for programs.

use super::{Context, Failure, lines};
use guichet_core::model::{ItemKind, Lang, Moment, Position};
use guichet_core::ports::catalog::{Answer, Catalog, Hit, Query, Unavailable};
use guichet_core::text::dated;
use guichet_index::Guide;
use serde::Deserialize;
use serde_json::{Value, json};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Hits of an answer unless the question says otherwise.
const HITS: usize = 10;

/// Search from the shell.
#[derive(clap::Args)]
pub(super) struct Args {
    /// What is looked for, in everyday words; there is no query syntax.
    #[arg(required_unless_present = "batch", conflicts_with = "batch")]
    query: Vec<String>,
    /// Reads one JSON question a line from FILE (`-`: standard input). Keys: qid, query, lang, near, open_at, kind,
    /// source, limit; only qid and query are required.
    #[arg(long, value_name = "FILE")]
    batch: Option<PathBuf>,
    /// Prints JSON, one object a line.
    #[arg(long)]
    json: bool,
    /// Prints how the words were read, which concepts they name, and the parts of each score, texts only.
    #[arg(long)]
    explain: bool,
    /// Near this place: a commune, a postal code, or `latitude,longitude`.
    #[arg(long, value_name = "PLACE", conflicts_with = "batch")]
    near: Option<String>,
    /// Only places known to be open then, such as 2026-11-23T10:00.
    #[arg(long, value_name = "TIME", value_parser = guichet_index::program::moment, conflicts_with = "batch")]
    open_at: Option<Moment>,
    /// Only this kind: card, place, service, situation or emergency.
    #[arg(long, value_name = "KIND", value_parser = kind, conflicts_with = "batch")]
    kind: Option<ItemKind>,
    /// Only this source, by its name.
    #[arg(long, value_name = "NAME", conflicts_with = "batch")]
    source: Option<String>,
    /// At most this many results.
    #[arg(long, value_name = "N", default_value_t = HITS, conflicts_with = "batch")]
    limit: usize,
}

/// A question of a batch.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Question {
    qid: Value,
    query: String,
    lang: Option<String>,
    near: Option<Near>,
    open_at: Option<String>,
    kind: Option<String>,
    source: Option<String>,
    limit: Option<usize>,
}

/// Where the reader is: `[latitude, longitude]`, or the name or postal code of a commune.
#[derive(Deserialize)]
#[serde(untagged)]
enum Near {
    Point([f64; 2]),
    Name(String),
}

pub(super) fn run(context: &Context, args: &Args) -> Result<(), Failure> {
    let guide = context.guide()?;
    match &args.batch {
        Some(path) => batch(&guide, context, path, args.explain),
        None => one(&guide, context, args),
    }
}

fn one(guide: &Guide, context: &Context, args: &Args) -> Result<(), Failure> {
    let near = args.near.clone().map(|name| match name.split_once(',').map(|(lat, lon)| (lat.parse(), lon.parse())) {
        Some((Ok(lat), Ok(lon))) => Near::Point([lat, lon]),
        _ => Near::Name(name),
    });
    let query = Query {
        text: args.query.join(" "),
        lang: context.lang,
        near: near.map(|near| position(guide, &near)).transpose().map_err(Failure::user_error)?,
        open_at: args.open_at,
        kind: args.kind,
        source: args.source.clone(),
        limit: args.limit,
    };
    let mut out = std::io::stdout().lock();
    if args.explain {
        let explanation = guide.explain(&query)?;
        let text = if args.json {
            super::explain::json(&Value::Null, &explanation).to_string()
        } else {
            super::explain::plain(&explanation)
        };
        writeln!(out, "{text}")?;
        return Ok(());
    }
    if args.json {
        writeln!(out, "{}", answer(guide, context, &Value::Null, &query)?)?;
        return Ok(());
    }
    let found = guide.search(&query)?;
    if found.hits.is_empty() {
        writeln!(out, "Nothing was found. Try other words, fewer words, or no filter.")?;
    } else if found.hits.iter().all(|hit| hit.fallback) {
        writeln!(out, "No text holds these words. What may help all the same:")?;
    }
    for (number, hit) in found.hits.iter().enumerate() {
        writeln!(out, "{}", plain(guide, context, number + 1, hit))?;
    }
    if let Some(km) = found.open_within_km {
        writeln!(out, "Not every place farther than {km:.0} km was asked whether it is open: name one, or a commune.")?;
    }
    Ok(())
}

/// A hit for people: title, where, and whose it is since when.
fn plain(guide: &Guide, context: &Context, number: usize, hit: &Hit) -> String {
    let item = &hit.item;
    let mut text = format!("{number}. {}", dated::plain(&item.title));
    if let Some(place) = &item.place {
        let mut facts: Vec<String> = place.address.lines().map(str::to_owned).collect();
        facts.push(place.phone.clone());
        facts.extend(hit.distance_km.map(|km| format!("{km:.1} km")));
        facts.extend(open(guide, context, hit).map(|state| format!("now: {state}")));
        facts.retain(|fact| !fact.is_empty());
        text.push_str(&format!("\n   {}", facts.join(" · ")));
    }
    let source = &item.source;
    text.push_str(&format!("\n   {} · {} · {}", source.publisher, source.date, item.id));
    text
}

fn batch(guide: &Guide, context: &Context, path: &Path, explain: bool) -> Result<(), Failure> {
    lines::answer(path, |line| {
        let (qid, query) = question(guide, line)?;
        if explain {
            let explanation = guide.explain(&query).map_err(|error| error.to_string())?;
            return Ok(super::explain::json(&qid, &explanation));
        }
        answer(guide, context, &qid, &query).map_err(|unavailable| unavailable.to_string())
    })
}

fn question(guide: &Guide, line: &[u8]) -> Result<(Value, Query), String> {
    let asked: Question = serde_json::from_slice(line).map_err(|error| error.to_string())?;
    let query = Query {
        text: asked.query,
        // A language that we do not speak is detected like a missing one.
        lang: asked.lang.as_deref().and_then(Lang::from_code),
        near: asked.near.map(|near| position(guide, &near)).transpose()?,
        open_at: asked
            .open_at
            .as_deref()
            .map(guichet_index::program::moment)
            .transpose()
            .map_err(|error| format!("open_at: {error}"))?,
        kind: asked.kind.as_deref().map(kind).transpose()?,
        source: asked.source,
        limit: asked.limit.unwrap_or(HITS),
    };
    Ok((asked.qid, query))
}

fn position(guide: &Guide, near: &Near) -> Result<Position, String> {
    match near {
        Near::Point([lat, lon]) => Position::new(*lat, *lon).ok_or_else(|| "near is not a point on Earth".to_owned()),
        Near::Name(name) => {
            let Some(found) = guide.communes(name).into_iter().next() else {
                return Err(format!("near: no commune or postal code '{}' is known", dated::clean(name, 80)));
            };
            let commune = found.commune;
            commune.position.ok_or_else(|| format!("near: where {} ({}) lies is not known", commune.name, commune.code))
        }
    }
}

fn kind(name: &str) -> Result<ItemKind, String> {
    let names = || ItemKind::all().map(ItemKind::name).collect::<Vec<_>>().join(", ");
    ItemKind::from_name(name).ok_or_else(|| format!("kind is one of {}", names()))
}

/// Asks, and says how long the engine took.
fn answer(guide: &Guide, context: &Context, qid: &Value, query: &Query) -> Result<Value, Unavailable> {
    let (found, time) = guichet_index::timed(|| guide.search(query));
    let Answer { lang, understood, hits, sure, open_within_km, .. } = found?;
    let ms = time.as_secs_f64() * 1_000.0;
    let hits: Vec<Value> = hits.iter().map(|hit| json(guide, context, hit)).collect();
    let ms = (ms * 1_000.0).round() / 1_000.0;
    let mut answer = json!({ "qid": qid, "lang": lang.code(), "understood": understood, "confidence": sure.name(), "hits": hits, "ms": ms });
    if let Some(km) = open_within_km {
        answer["open_within_km"] = json!((km * 100.0).round() / 100.0);
    }
    Ok(answer)
}

fn json(guide: &Guide, context: &Context, hit: &Hit) -> Value {
    let item = &hit.item;
    let mut value = json!({
        "id": item.id,
        "kind": item.kind.name(),
        "title": dated::plain(&item.title),
        "score": (f64::from(hit.score) * 1_000.0).round() / 1_000.0,
        "distance_km": hit.distance_km.map(|km| (km * 100.0).round() / 100.0),
        "open": open(guide, context, hit),
        "source": { "name": item.source.name, "id": item.source.id },
    });
    if let Some(place) = &item.place {
        value["commune"] = json!(place.commune);
        value["address"] = json!(place.address);
        value["phone"] = json!(place.phone);
    }
    if !item.covers.is_empty() {
        value["covers"] = json!(item.covers);
    }
    if let Some(concept) = &hit.through {
        value["concept"] = json!(concept);
    }
    if let (true, [phone, ..]) = (item.place.is_none(), item.phones.as_slice()) {
        value["phone"] = json!(phone.number);
    }
    if hit.fallback {
        value["fallback"] = json!(true);
    }
    value
}

/// Whether a place is open: at the moment asked about, else now.
fn open(guide: &Guide, context: &Context, hit: &Hit) -> Option<&'static str> {
    let place = hit.item.place.as_ref()?;
    Some(hit.open.unwrap_or_else(|| guide.opening(place, guide.local(place, context.now()))).state.name())
}
