//! What a typed sentence costs, whole: distress, global words, institutions, places, the search, the view; and the search
//! inside it alone.
//!
//! `cargo bench -p guichet-index --bench turn -- DATA` over a data folder (with the fiches of service-public.fr, for the
//! figure that is held to); without one, over the embedded content. One thread; milliseconds, after a first round that
//! warms what is read once.

#![allow(clippy::disallowed_methods, reason = "a tool of the project, run by hand, takes its arguments")]

use guichet_core::model::{Lang, Moment};
use guichet_core::ports::catalog::{Catalog, Query};
use guichet_core::talk::{Event, Session, turn};
use guichet_index::{DataFolder, Guide, timed};
use std::io::Write;
use std::path::Path;

/// Times that each sentence is said.
const ROUNDS: usize = 10;
/// Hits asked for, as the guide does.
const HITS: usize = 20;

/// Sentences of every day, some misspelt, some long, some of places and institutions, some in other languages.
const SENTENCES: [&str; 24] = [
    "je peux plus payer mon loyer",
    "caf lyon",
    "mon patron me paye pas depuis deux mois et j'ai trois enfants à la maison",
    "permis perdu",
    "où est la mdph à Bobigny",
    "je me sépare, comment faire pour la garde des enfants",
    "koi fer pr avoir le rsa",
    "mairie de Rodez",
    "j'habite à st etienne et on m'a coupé l'électricité",
    "aide pour payer la cantine",
    "demander la nationalité",
    "mon mari est mort la semaine dernière et je ne sais pas par où commencer, qui dois-je prévenir",
    "arrêt maladie",
    "renouveler titre de séjour",
    "j'ai reçu une amende que je ne peux pas payer",
    "licencié pendant la période d'essai",
    "carte grise voiture d'occasion",
    "I cannot pay my rent",
    "no puedo pagar el alquiler",
    "не можу заплатити за квартиру",
    "لا أستطيع دفع الإيجار",
    "kiramı ödeyemiyorum",
    "logemen social demmande",
    "75018",
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let temp = tempfile::tempdir()?;
    let given = std::env::args().skip(1).find(|arg| !arg.starts_with('-'));
    let folder = DataFolder::open(given.as_deref().map_or(temp.path(), Path::new))?;
    let guide = Guide::open(&folder)?;
    guide.ready()?;
    let now = Moment::parse("2026-11-30T10:00").ok_or("a moment")?;
    let begun = turn(&guide, &Session::new(1), Event::Start { lang: Some(Lang::FR) }, now).session;
    let mut turns = Vec::new();
    let mut searches = Vec::new();
    for round in 0..=ROUNDS {
        for text in SENTENCES {
            let (_, whole) = timed(|| turn(&guide, &begun, Event::Text(text.to_owned()), now));
            let query = Query { text: text.to_owned(), lang: Some(Lang::FR), limit: HITS, ..Query::default() };
            let (found, inside) = timed(|| guide.search(&query));
            found?;
            if round > 0 {
                turns.push(whole);
                searches.push(inside);
            }
        }
    }
    let mut out = std::io::stdout().lock();
    for (name, mut times) in [("turn", turns), ("search", searches)] {
        times.sort_unstable();
        let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e3;
        writeln!(out, "{name:8} p50 {:.2}  p95 {:.2}  p99 {:.2} ms", at(0.5), at(0.95), at(0.99))?;
    }
    Ok(())
}
