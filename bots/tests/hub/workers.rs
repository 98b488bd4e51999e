//! Several workers on one store, and what is counted with a turn.

use super::{FAKE_CRY, NOW, Wire, begun, hub, tally, text};
use guichet_bots::SendError;
use guichet_core::fake::{FakeCatalog, MemoryStore};
use guichet_core::model::Moment;
use guichet_core::ports::conversations::{Address, Lease, Store, Task};
use guichet_core::talk::{self, Effect, Event};
use std::sync::Arc;
use std::time::Duration;

#[tokio::test(start_paused = true)]
async fn two_workers_on_one_store_send_each_answer_once_and_in_order() {
    let (wire, store) = (Wire::<false>::default(), Arc::new(MemoryStore::default()));
    let workers = [hub(&wire, &store), hub(&wire, &store)];
    begun(&workers[0]).await;
    for number in 1..=20 {
        // The first try does not get through: both workers have the conversation in hand meanwhile.
        wire.fail([(SendError::Later(None), false)]);
        let words = if number % 2 == 0 { "menu" } else { "aide" };
        let (first, second) = (&workers[number as usize % 2], &workers[(number as usize + 1) % 2]);
        // Both are given every message, as two webhooks may be: whoever comes first reads it.
        let (one, two) =
            tokio::join!(first.handle(vec![text(number, words)]), second.handle(vec![text(number, words)]));
        one.and(two).expect("kept");
        // One that starts now doubts nothing of what the others are sending.
        let third = hub(&wire, &store);
        third.resume().await.expect("read");
        for worker in workers.iter().chain([&third]) {
            assert!(worker.settle(Duration::from_secs(600)).await);
        }
    }
    let expected: Vec<&str> =
        (1..=20).map(|number| if number % 2 == 0 { "menu-title" } else { "help-title" }).collect();
    assert_eq!(wire.titles()[2..], expected);
    assert_eq!(tally(&store, "wire/possible-repeat"), 0);
}

#[tokio::test(start_paused = true)]
async fn a_worker_takes_over_from_one_that_is_gone() {
    let (wire, store) = (Wire::<true>::default(), Arc::new(MemoryStore::default()));
    begun(&hub(&wire, &store)).await;
    wire.fail((0..1000).map(|_| (SendError::Later(None), false)));
    let gone = hub(&wire, &store);
    gone.handle(vec![text(1, "aide")]).await.expect("kept");
    assert!(!gone.settle(Duration::from_secs(60)).await, "it never gets through");
    let who = Address("chat".into());
    let lease = |now: Moment| Lease { task: Task::Delivery(&who), worker: 7, now, until: now.plus_minutes(5) };
    assert!(!store.lease(&lease(NOW)).expect("answers"), "it has the conversation");
    assert!(store.lease(&lease(NOW.plus_minutes(5))).expect("answers"), "and has it no more once it is gone");
}

#[tokio::test(start_paused = true)]
async fn what_a_turn_observes_is_counted_with_it() {
    let (wire, store) = (Wire::<true>::default(), Arc::new(MemoryStore::default()));
    let hub = hub(&wire, &store);
    begun(&hub).await;
    let said = ["logement", "1", "oui", FAKE_CRY, "zzz"];
    let (catalog, mut session, mut expected) = (FakeCatalog::default(), None, Vec::new());
    for (number, words) in (1..).zip(said) {
        let at = session.unwrap_or_else(|| {
            let (_, kept) = store.load(&Address("chat".into())).expect("read").expect("begun");
            kept.session
        });
        let turn = talk::turn(&catalog, &at, Event::Text(words.into()), NOW);
        expected.extend(turn.effects.iter().filter_map(|effect| match effect {
            Effect::Observed(seen) => Some((seen.day, seen.to_string(), 1)),
            _ => None,
        }));
        session = Some(turn.session);
        hub.handle(vec![text(number, words)]).await.expect("kept");
    }
    expected.sort();
    assert!(expected.len() >= 4, "{expected:?}");
    assert_eq!(store.tallies().expect("read"), expected);
}
