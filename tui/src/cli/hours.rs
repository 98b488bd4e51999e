//! `guichet hours`: opening hours read from the shell, as JSON lines or in a sentence.

use super::{Context, Failure, lines};
use guichet_core::model::{Moment, OpeningState, Position};
use guichet_index::{HoursSite, HoursTold};
use serde::Deserialize;
use serde_json::{Value, json};
use std::io::Write;
use std::path::PathBuf;

/// Opening hours from the shell: open, closed or unknown at a moment, and until when.
///
/// Hours are in OpenStreetMap syntax, or French as people write it where it is certain. What cannot be read is unknown, never closed.
/// Rules that say nothing of public holidays are open on them, as OpenStreetMap has it.
#[derive(clap::Args)]
pub(super) struct Args {
    /// The hours, such as "Mo-Fr 09:00-12:00; PH off" or "du lundi au vendredi 9h-12h".
    #[arg(required_unless_present = "batch", conflicts_with = "batch")]
    hours: Option<String>,
    /// Reads one JSON question a line from FILE (`-`: standard input). Keys: id, hours, at, lat, lon, tz, commune; only id,
    /// hours and at are required.
    #[arg(long, value_name = "FILE")]
    batch: Option<PathBuf>,
    /// Prints JSON, one object a line. A batch is always answered so.
    #[arg(long)]
    json: bool,
    /// At this local time, such as 2026-11-23T10:00. [default: now]
    #[arg(long, value_name = "TIME", value_parser = guichet_index::program::moment, conflicts_with = "batch")]
    at: Option<Moment>,
    /// In the commune of this INSEE code: its public and school holidays.
    #[arg(long, value_name = "CODE", conflicts_with = "batch")]
    commune: Option<String>,
}

/// A question of a batch.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Question {
    id: Value,
    hours: String,
    at: String,
    lat: Option<f64>,
    lon: Option<f64>,
    tz: Option<String>,
    commune: Option<String>,
}

pub(super) fn run(context: &Context, args: &Args) -> Result<(), Failure> {
    let Some(hours) = args.hours.as_ref().filter(|_| args.batch.is_none()) else {
        let path = args.batch.clone().unwrap_or_default();
        return lines::answer(&path, one);
    };
    let site = HoursSite::new(None, args.commune.as_deref(), None).map_err(Failure::user_error)?;
    let told = site.told(hours, args.at.unwrap_or_else(|| context.now()));
    let mut out = std::io::stdout().lock();
    let text = if args.json { json(&Value::Null, &told).to_string() } else { plain(&told) };
    writeln!(out, "{text}")?;
    Ok(())
}

fn one(line: &[u8]) -> Result<Value, String> {
    let asked: Question = serde_json::from_slice(line).map_err(|error| error.to_string())?;
    let at = guichet_index::program::moment(&asked.at).map_err(|error| format!("at: {error}"))?;
    let position = match (asked.lat, asked.lon) {
        (Some(lat), Some(lon)) => {
            let on_earth = (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon);
            Some(on_earth.then_some(Position { lat, lon }).ok_or("lat, lon: not a point on Earth")?)
        }
        (None, None) => None,
        _ => return Err("lat, lon: write both, or neither".to_owned()),
    };
    let site = HoursSite::new(position, asked.commune.as_deref(), asked.tz.as_deref())?;
    Ok(json(&asked.id, &site.told(&asked.hours, at)))
}

fn json(id: &Value, told: &HoursTold) -> Value {
    json!({
        "id": id,
        "state": told.opening.state.name(),
        "next_change": told.opening.next_change.map(|next| next.to_string()),
        "normal": told.normal,
    })
}

fn plain(told: &HoursTold) -> String {
    let Some(normal) = &told.normal else {
        return "Unknown: these hours cannot be read for certain.".to_owned();
    };
    let state = match told.opening.state {
        OpeningState::Open => "Open",
        OpeningState::Closed => "Closed",
        OpeningState::Unknown => "Unknown",
    };
    let until = told.opening.next_change.map(|next| format!(" until {}", next.to_string().replace('T', " ")));
    format!("{state}{}.\nRead as: {normal}", until.unwrap_or_default())
}
