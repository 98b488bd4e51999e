//! What is said while nothing can be kept: whom to call. To read a cry for help nothing need be kept: its numbers go first.

use crate::conversations::lock;
use crate::network::{Network, SendError};
use crate::outbox::fresh_id;
use crate::turns::Turns;
use crate::words::in_every_language;
use guichet_core::model::Lang;
use guichet_core::ports::conversations::Address;
use guichet_core::talk::flows::emergency;
use guichet_core::talk::{self, Event, Screen, Session};
use guichet_core::view::Block;
use guichet_locales::plain;
use std::collections::HashSet;
use std::sync::{Arc, Mutex};

/// Numbers shown at once.
const NUMBERS: usize = 3;
/// So many messages are remembered.
const REMEMBERED: usize = 10_000;

/// The outage notices that were given.
#[derive(Default)]
pub(crate) struct Outage {
    /// The messages that were answered with one, by their identifiers.
    given: Mutex<HashSet<String>>,
}

impl Outage {
    /// Tells a person that nothing can be kept now, and whom to call, once for each newest message: `id` is its identifier,
    /// `events` what was asked since. Straight to the network: no outbox.
    pub async fn tell<N: Network>(
        &self,
        network: &N,
        turns: &Arc<Turns<N>>,
        who: &Address,
        id: String,
        events: Vec<Event>,
    ) {
        let fresh = {
            let mut given = lock(&self.given);
            if given.len() > REMEMBERED {
                given.clear();
            }
            given.insert(id.clone())
        };
        if !fresh {
            return;
        }
        let reader = turns.clone();
        let words = tokio::task::spawn_blocking(move || words(&reader, &events)).await;
        // A fault of ours in reading them leaves the fixed words.
        let words = words.unwrap_or_else(|_| self::words(turns, &[]));
        if let Ok(key) = fresh_id()
            && let Err(error) = network.send(who, &key, &network.sentence(Lang::FR, &words, None)).await
        {
            tracing::warn!(?error, "an outage notice could not be sent");
            if matches!(error, SendError::Later(_)) {
                lock(&self.given).remove(&id);
            }
        }
    }
}

/// The words of an outage notice to whoever did this.
pub(crate) fn words<N: Network>(turns: &Turns<N>, events: &[Event]) -> String {
    let help = events.iter().rev().find_map(|event| help(turns, event));
    let fixed = in_every_language(&turns.world().locales, Lang::FR, &["bots-out-of-order"]);
    help.into_iter().chain([fixed]).collect::<Vec<_>>().join("\n\n")
}

/// Advice and numbers, where somebody cries for help or asks for it.
fn help<N: Network>(turns: &Turns<N>, event: &Event) -> Option<String> {
    let world = turns.world();
    let guide = (world.guide)();
    if matches!(event, Event::Text(_)) && talk::can_wait(&*guide, event) {
        return None;
    }
    let turn = turns.turn(&Session::default(), event, (world.now)());
    turn.view.blocks.iter().find_map(|block| match block {
        Block::Emergency { .. } => Some(plain::block(block, turn.view.lang)),
        // There is no way to ask first: who did not mean it reads some numbers too many.
        Block::EmergencyCheck { category, .. } => {
            let lang = match &turn.session.screen {
                Screen::Emergency(emergency::State::Check { lang: Some(lang), .. }) => *lang,
                _ => turn.view.lang,
            };
            let categories = guide.emergency(lang);
            let found = categories.iter().find(|one| one.id == *category).or(categories.first())?;
            let numbers = found.numbers.iter().take(NUMBERS).cloned().collect();
            let (category, advice) = (found.id.clone(), found.advice.clone());
            Some(plain::block(&Block::Emergency { category, advice, numbers }, lang))
        }
        _ => None,
    })
}
