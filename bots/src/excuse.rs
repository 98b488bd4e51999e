//! What is said while nothing can be kept: whom to call. To read a cry for help nothing need be kept: its numbers go first.

use crate::hub::{Core, Hub, lock, parcel};
use crate::network::{Inbound, Network, SendError};
use guichet_core::model::Lang;
use guichet_core::store::Address;
use guichet_core::talk::flows::emergency;
use guichet_core::talk::{self, Event, Screen, Session};
use guichet_core::view::Block;
use guichet_locales::plain;

/// Numbers shown at once.
const NUMBERS: usize = 3;
/// So many messages excused are remembered.
const REMEMBERED: usize = 10_000;

impl<N: Network> Hub<N> {
    /// Tells a person, once for each newest message, that nothing can be kept now, and whom to call. Straight to the
    /// network: no outbox.
    pub(crate) async fn excuse(&self, who: &Address, messages: &[Inbound]) {
        // Of each conversation its newest message: whoever writes again while nothing can be kept is told again.
        let id = messages.last().map(|inbound| inbound.id.clone()).unwrap_or_default();
        let fresh = {
            let mut excused = lock(&self.core.excused);
            if excused.len() > REMEMBERED {
                excused.clear();
            }
            excused.insert(id.clone())
        };
        if !fresh {
            return;
        }
        let events: Vec<Event> = messages.iter().map(|inbound| inbound.event.clone()).collect();
        let core = self.core.clone();
        let words = tokio::task::spawn_blocking(move || core.excuse(&events)).await;
        // A fault of ours in reading them leaves the fixed words.
        let words = words.unwrap_or_else(|_| self.core.excuse(&[]));
        if let Ok(parcel) = parcel(self.core.network.sentence(Lang::Fr, &words, None))
            && let Err(error) = self.core.network.send(who, &parcel).await
        {
            tracing::warn!(?error, "an excuse could not be sent");
            if matches!(error, SendError::Later(_)) {
                lock(&self.core.excused).remove(&id);
            }
        }
    }

    /// The words of an excuse to whoever did this, for an adapter that cannot use the store either.
    pub fn excuse_for(&self, events: &[Event]) -> String {
        self.core.excuse(events)
    }
}

impl<N: Network> Core<N> {
    fn excuse(&self, events: &[Event]) -> String {
        let help = events.iter().rev().find_map(|event| self.help(event));
        let fixed = [Lang::Fr, Lang::En].map(|lang| self.world.locales.interface(lang, "bots-out-of-order"));
        help.into_iter().chain(fixed).collect::<Vec<_>>().join("\n\n")
    }

    /// Advice and numbers, where somebody cries for help or asks for it.
    fn help(&self, event: &Event) -> Option<String> {
        let guide = (self.world.guide)();
        if matches!(event, Event::Text(_)) && talk::can_wait(&*guide, event) {
            return None;
        }
        let turn = self.turn(&Session::default(), event, (self.world.now)());
        turn.view.blocks.iter().find_map(|block| match block {
            Block::Emergency { .. } => Some(plain::block(block)),
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
                Some(plain::block(&Block::Emergency { category, advice, numbers }))
            }
            _ => None,
        })
    }
}
