//! Properties of the hub, over a network in memory that fails as it is told to:
//! - what a turn observes is counted, in the same step as the answer;
//! - a message is answered once, however often it is handed over, and a conversation's answers keep their order;
//! - what was surely not accepted is sent until it is; what may have been is sent once more, counted, and then asked
//!   about; what is refused is given up, and the next answer goes;
//! - after a restart nothing pending is forgotten, and only what was on its way may come twice;
//! - forgetting leaves nothing but the receipt, and then nothing; the receipt can still be answered;
//! - with a full disk the person is told once whom to call, and is answered when there is room again; what had left by
//!   then does not leave twice;
//! - an answer that is pending since somebody asked to be forgotten is not erased with them;
//! - a command is answered by the adapter, once: the conversation stays as it is, and none is begun by it;
//! - what was answered in an interview is forgotten after a day of silence;
//! - with a full disk a cry for help is answered by its numbers, in the outage notice;
//! - whoever writes very much at once gets the answer to their last words, and is told why once; a cry for help among them
//!   is answered before all that waits, and words that forget are heard;
//! - of two workers on one store each answer is sent by one, in order, and another takes over from one that is gone;
//! - somebody who cannot be written to any more is erased, but not what is pending since they came back.

mod workers;

use guichet_bots::{AGAIN, Hub, Inbound, Locales, Network, Reply, Request, SendError, World, plain};
use guichet_core::fake::{FakeCatalog, MemoryStore};
use guichet_core::model::{Date, Lang, Moment};
use guichet_core::ports::catalog::Catalog;
use guichet_core::ports::conversations::{
    Address, Change, Conversation, Lease, Parcel, Saved, Store, StoreError, Task, Version,
};
use guichet_core::talk::Event;
use guichet_core::text::distress::Reading;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

const NOW: Moment = Moment { date: Date { year: 2026, month: 11, day: 24 }, minute: 600 };

/// A cry for help that the fake catalogue reads, and words that may be one.
const FAKE_CRY: &str = "il me frappe souvent";
const FAKE_DOUBT: &str = "il me frape souvant";

/// What happens to the next message sent: an error, and whether it arrives all the same.
type Fate = (SendError, bool);

/// A network that keeps what arrives.
#[derive(Clone, Default)]
struct Wire<const IDEMPOTENT: bool> {
    arrived: Arc<Mutex<Vec<(String, String)>>>,
    fates: Arc<Mutex<VecDeque<Fate>>>,
}

impl<const IDEMPOTENT: bool> Network for Wire<IDEMPOTENT> {
    type Context = ();
    /// The adapter says these words.
    type Command = &'static str;
    type Message = String;

    const NAME: &'static str = "wire";
    const IDEMPOTENT: bool = IDEMPOTENT;

    fn write(&self, reply: &Reply<'_, ()>) -> Vec<String> {
        let first = reply.first.then(|| "keeps".to_owned());
        first.into_iter().chain([plain::view(reply.view)]).collect()
    }

    fn obey(&self, _lang: Lang, words: &&'static str) -> Vec<String> {
        vec![(*words).to_owned()]
    }

    fn sentence(&self, _lang: Lang, text: &str, button: Option<(&str, &str)>) -> String {
        format!("{text} [{}]", button.map_or("", |(_, key)| key))
    }

    async fn send(&self, who: &Address, _id: &str, message: &String) -> Result<(), SendError> {
        let fate = self.fates.lock().expect("a lock").pop_front();
        if fate.as_ref().is_none_or(|(_, arrives)| *arrives) {
            self.arrived.lock().expect("a lock").push((who.0.clone(), message.clone()));
        }
        fate.map_or(Ok(()), |(error, _)| Err(error))
    }
}

impl<const IDEMPOTENT: bool> Wire<IDEMPOTENT> {
    fn fail(&self, fates: impl IntoIterator<Item = Fate>) {
        self.fates.lock().expect("a lock").extend(fates);
    }

    /// First lines of what arrived, in order.
    fn titles(&self) -> Vec<String> {
        let arrived = self.arrived.lock().expect("a lock");
        arrived.iter().map(|(_, body)| body.lines().next().unwrap_or_default().to_owned()).collect()
    }
}

/// A hub over a store; a second one over the same store is a restart.
fn hub<const IDEMPOTENT: bool>(wire: &Wire<IDEMPOTENT>, store: &Arc<MemoryStore>) -> Hub<Wire<IDEMPOTENT>> {
    hub_at(wire, store, NOW)
}

fn hub_at<const IDEMPOTENT: bool>(
    wire: &Wire<IDEMPOTENT>,
    store: &Arc<impl Store + 'static>,
    now: Moment,
) -> Hub<Wire<IDEMPOTENT>> {
    let catalog: Arc<dyn Catalog + Send + Sync> = Arc::new(FakeCatalog::default());
    let world = World {
        guide: Arc::new(move || catalog.clone()),
        locales: Arc::new(Locales::new()),
        now: Arc::new(move || now),
        store: store.clone(),
    };
    Hub::new(wire.clone(), world)
}

/// A message to the wire.
type Said = Inbound<(), &'static str>;

fn message(id: u32, event: Event) -> Said {
    Inbound { who: Address("chat".into()), id: id.to_string(), request: Request::Event { event, context: () } }
}

fn command(id: u32, words: &'static str) -> Said {
    Inbound { who: Address("chat".into()), id: id.to_string(), request: Request::Command(words) }
}

fn text(id: u32, text: &str) -> Said {
    message(id, Event::Text(text.into()))
}

/// A conversation past its first two screens.
async fn begun<const IDEMPOTENT: bool>(hub: &Hub<Wire<IDEMPOTENT>>) {
    let start = message(0, Event::Start { lang: Some(Lang::FR) });
    hub.handle(vec![start]).await.expect("kept");
    assert!(hub.settle(Duration::from_secs(600)).await);
}

fn tally(store: &MemoryStore, what: &str) -> u64 {
    store.tallies().expect("read").iter().filter(|(_, name, _)| name == what).map(|(_, _, count)| count).sum()
}

#[tokio::test(start_paused = true)]
async fn a_message_is_answered_once_and_in_order() {
    let (wire, store) = (Wire::<false>::default(), Arc::new(MemoryStore::default()));
    let hub = hub(&wire, &store);
    begun(&hub).await;
    let batch = || vec![text(1, "aide"), text(2, "menu"), text(3, "urgence")];
    hub.handle(batch()).await.expect("kept");
    hub.handle(batch()).await.expect("kept");
    assert!(hub.settle(Duration::from_secs(600)).await);
    assert_eq!(wire.titles(), ["keeps", "menu-title", "help-title", "menu-title", "emergency-title"]);
    hub.advance("3".into()).await.expect("noted");
    assert_eq!(hub.cursor().await.expect("read").as_deref(), Some("3"));
}

#[tokio::test(start_paused = true)]
async fn what_was_not_accepted_is_sent_until_it_is() {
    let (wire, store) = (Wire::<false>::default(), Arc::new(MemoryStore::default()));
    let hub = hub(&wire, &store);
    begun(&hub).await;
    wire.fail((0..9).map(|n| (SendError::Later((n % 2 == 0).then(|| Duration::from_secs(3))), false)));
    hub.handle(vec![text(1, "aide"), text(2, "menu")]).await.expect("kept");
    assert!(hub.settle(Duration::from_secs(600)).await);
    assert_eq!(wire.titles()[2..], ["help-title", "menu-title"]);
    assert_eq!(tally(&store, "wire/possible-repeat"), 0);
}

#[tokio::test(start_paused = true)]
async fn a_doubt_is_one_repeat_and_two_are_a_question() {
    let (wire, store) = (Wire::<false>::default(), Arc::new(MemoryStore::default()));
    let hub = hub(&wire, &store);
    begun(&hub).await;
    wire.fail([(SendError::Doubt, true), (SendError::Doubt, true)]);
    hub.handle(vec![text(1, "aide"), text(2, "menu")]).await.expect("kept");
    assert!(hub.settle(Duration::from_secs(600)).await);
    let titles = wire.titles();
    assert_eq!(titles[2..4], ["help-title", "help-title"]);
    assert!(titles[4].ends_with(&format!("[{AGAIN}]")), "{titles:?}");
    assert_eq!(titles[5..], ["menu-title"]);
    assert_eq!(tally(&store, "wire/possible-repeat"), 1);
    assert_eq!(tally(&store, "wire/answer-asked-about"), 1);
    // The button shows where the conversation stands, and changes nothing.
    hub.handle(vec![message(3, Event::Press(AGAIN.into()))]).await.expect("kept");
    assert!(hub.settle(Duration::from_secs(600)).await);
    assert_eq!(wire.titles()[6..], ["menu-title"]);
}

#[tokio::test(start_paused = true)]
async fn a_network_with_keys_is_never_doubted() {
    let (wire, store) = (Wire::<true>::default(), Arc::new(MemoryStore::default()));
    let hub = hub(&wire, &store);
    begun(&hub).await;
    wire.fail([(SendError::Doubt, false), (SendError::Doubt, false), (SendError::Doubt, false)]);
    hub.handle(vec![text(1, "aide")]).await.expect("kept");
    assert!(hub.settle(Duration::from_secs(600)).await);
    assert_eq!(wire.titles()[2..], ["help-title"]);
    assert!(store.tallies().expect("read").iter().all(|(_, what, _)| !what.starts_with("wire/")));
}

#[tokio::test(start_paused = true)]
async fn a_refused_answer_does_not_hold_the_next() {
    let (wire, store) = (Wire::<false>::default(), Arc::new(MemoryStore::default()));
    let hub = hub(&wire, &store);
    begun(&hub).await;
    wire.fail([(SendError::Refused("400".into()), false)]);
    hub.handle(vec![text(1, "aide"), text(2, "menu")]).await.expect("kept");
    assert!(hub.settle(Duration::from_secs(600)).await);
    assert_eq!(wire.titles()[2..], ["menu-title"]);
}

#[tokio::test(start_paused = true)]
async fn answers_of_an_interview_are_gone_after_a_day_of_silence() {
    let (wire, store) = (Wire::<false>::default(), Arc::new(MemoryStore::default()));
    let hub = hub(&wire, &store);
    begun(&hub).await;
    hub.handle(vec![message(1, Event::Press("ask".into())), text(2, "34")]).await.expect("kept");
    assert!(hub.settle(Duration::from_secs(600)).await);
    let answered = || {
        let (_, kept) = store.load(&Address("chat".into())).expect("read").expect("there");
        kept.session.interview.is_some()
    };
    let after = |minutes: i64| hub_at(&wire, &store, NOW.plus_minutes(minutes));
    after(24 * 60 - 1).forget_answers().await.expect("kept");
    assert!(answered(), "the day is not over");
    after(24 * 60 + 1).forget_answers().await.expect("kept");
    assert!(!answered());
}

/// A store to which somebody else writes once, just before a change is kept: before the first change that `when` chooses,
/// `then` of what was kept.
struct Meanwhile {
    store: MemoryStore,
    when: fn(&Change<'_>) -> bool,
    then: Mutex<Option<Written>>,
}

/// What somebody else makes of a conversation.
type Written = fn(Conversation) -> Conversation;

impl Meanwhile {
    fn new(when: fn(&Change<'_>) -> bool, then: Written) -> Arc<Self> {
        Arc::new(Self { store: MemoryStore::default(), when, then: Mutex::new(Some(then)) })
    }
}

impl Store for Meanwhile {
    fn save(&self, change: &Change<'_>) -> Result<Saved, StoreError> {
        let then = if (self.when)(change) { self.then.lock().expect("a lock").take() } else { None };
        if let (Some(then), Some((version, kept))) = (then, self.store.load(change.who)?) {
            let next = then(kept);
            let written = Change { expected: Some(version), next: Some(&next), event: None, ..*change };
            assert!(matches!(self.store.save(&written)?, Saved::Done(_)));
        }
        self.store.save(change)
    }

    fn load(&self, who: &Address) -> Result<Option<(Version, Conversation)>, StoreError> {
        self.store.load(who)
    }
    fn waiting(&self) -> Result<Vec<Address>, StoreError> {
        self.store.waiting()
    }
    fn silent_since(&self, moment: Moment) -> Result<Vec<Address>, StoreError> {
        self.store.silent_since(moment)
    }
    fn cursor(&self) -> Result<Option<String>, StoreError> {
        self.store.cursor()
    }
    fn advance(&self, cursor: &str) -> Result<(), StoreError> {
        self.store.advance(cursor)
    }
    fn lease(&self, lease: &Lease<'_>) -> Result<bool, StoreError> {
        self.store.lease(lease)
    }
    fn release(&self, task: Task<'_>, worker: u64) -> Result<(), StoreError> {
        self.store.release(task, worker)
    }
    fn forget_handled(&self, before: Moment) -> Result<(), StoreError> {
        self.store.forget_handled(before)
    }
    fn tallies(&self) -> Result<Vec<(Date, String, u64)>, StoreError> {
        self.store.tallies()
    }
    fn flush(&self) -> Result<(), StoreError> {
        self.store.flush()
    }
    fn export(&self) -> Result<(), StoreError> {
        self.store.export()
    }
}

#[tokio::test(start_paused = true)]
async fn what_is_pending_since_somebody_was_forgotten_is_not_erased_with_them() {
    let wire = Wire::<false>::default();
    let written = |kept| {
        let pending = Parcel { id: "ff".into(), body: "\"answer\"".into(), in_flight: false, doubts: 0 };
        Conversation { outbox: vec![pending], erase: false, ..kept }
    };
    let store = Meanwhile::new(|change| change.next.is_none(), written);
    let hub = hub_at(&wire, &store, NOW);
    hub.handle(vec![message(0, Event::Start { lang: Some(Lang::FR) }), text(1, "oublier")]).await.expect("kept");
    assert!(hub.settle(Duration::from_secs(600)).await);
    hub.handle(vec![text(2, "menu")]).await.expect("kept");
    assert!(hub.settle(Duration::from_secs(600)).await);
    assert!(wire.titles().contains(&"answer".to_owned()), "{:?}", wire.titles());
}

#[test]
fn a_restart_sends_what_was_pending() {
    let run =
        || tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().expect("a runtime");
    let (wire, store) = (Wire::<false>::default(), Arc::new(MemoryStore::default()));
    // The network never answers: both answers are still pending when the program ends, and the first may have arrived.
    run().block_on(async {
        let hub = hub(&wire, &store);
        begun(&hub).await;
        wire.fail((0..1000).map(|_| (SendError::Later(None), false)));
        hub.handle(vec![text(1, "aide"), text(2, "menu")]).await.expect("kept");
        let pending = store.load(&Address("chat".into())).expect("read").expect("a conversation").1;
        assert_eq!(pending.outbox.len(), 2);
    });
    wire.fates.lock().expect("a lock").clear();
    run().block_on(async {
        // What the program that ended had to itself is free again by then.
        let hub = hub_at(&wire, &store, NOW.plus_minutes(6));
        hub.resume().await.expect("read");
        hub.handle(vec![text(2, "menu")]).await.expect("kept");
        assert!(hub.settle(Duration::from_secs(600)).await);
    });
    assert_eq!(wire.titles()[2..], ["help-title", "menu-title"]);
    assert!(tally(&store, "wire/possible-repeat") <= 1);
}

#[tokio::test(start_paused = true)]
async fn forgetting_leaves_nothing_and_its_receipt_can_be_answered() {
    let (wire, store) = (Wire::<false>::default(), Arc::new(MemoryStore::default()));
    let hub = hub(&wire, &store);
    begun(&hub).await;
    hub.handle(vec![text(1, "oublier")]).await.expect("kept");
    assert!(hub.settle(Duration::from_secs(600)).await);
    assert_eq!(wire.titles()[2..], ["forgotten"]);
    assert_eq!(store.load(&Address("chat".into())).expect("read"), None);
    // "Start again", in the language of the receipt; without the notice for newcomers.
    hub.handle(vec![text(2, "1")]).await.expect("kept");
    assert!(hub.settle(Duration::from_secs(600)).await);
    assert_eq!(wire.titles()[3..], ["menu-title"]);
}

#[tokio::test(start_paused = true)]
async fn a_full_disk_is_said_once_and_nothing_is_lost() {
    let (wire, store) = (Wire::<false>::default(), Arc::new(MemoryStore::default()));
    let hub = hub(&wire, &store);
    begun(&hub).await;
    for _ in 0..3 {
        store.fail(1);
        hub.handle(vec![text(1, "aide")]).await.expect_err("the disk is full");
    }
    hub.handle(vec![text(1, "aide")]).await.expect("kept");
    assert!(hub.settle(Duration::from_secs(600)).await);
    let titles = wire.titles();
    assert_eq!(titles.len(), 4, "{titles:?}");
    let arrived = wire.arrived.lock().expect("a lock");
    assert!(arrived[2].1.contains("39 39") && arrived[2].1.contains("112"), "{:?}", arrived[2]);
    assert_eq!(titles[3], "help-title");
}

#[tokio::test(start_paused = true)]
async fn a_disk_that_is_full_once_an_answer_has_left_leaves_no_answer_twice() {
    for fates in [vec![], vec![(SendError::Doubt, false)]] {
        let (wire, store) = (Wire::<false>::default(), Arc::new(MemoryStore::default()));
        let hub = hub(&wire, &store);
        begun(&hub).await;
        wire.fail(fates.clone());
        hub.handle(vec![text(1, "aide")]).await.expect("kept");
        store.fail(3);
        assert!(hub.settle(Duration::from_secs(600)).await);
        assert_eq!(wire.titles()[2..], ["help-title"]);
        assert_eq!(tally(&store, "wire/possible-repeat"), fates.len() as u64);
    }
}

#[tokio::test(start_paused = true)]
async fn a_cry_for_help_is_read_on_a_full_disk() {
    let cry = |text: &str| (FakeCatalog::default().distress().read(text, None)).expect("distress");
    for (words, certain) in [(FAKE_CRY, true), (FAKE_DOUBT, false)] {
        assert_eq!(matches!(cry(words), Reading::Exact { .. }), certain, "{words}");
        let (wire, store) = (Wire::<false>::default(), Arc::new(MemoryStore::default()));
        let hub = hub(&wire, &store);
        begun(&hub).await;
        store.fail(1);
        hub.handle(vec![text(1, words), text(2, "allo ?")]).await.expect_err("the disk is full");
        let arrived = wire.arrived.lock().expect("a lock").last().cloned().expect("an outage notice").1;
        let category =
            FakeCatalog::default().emergency(Lang::FR).into_iter().find(|one| one.id == cry(words).category());
        let number = category.expect("a category").numbers[0].number.clone();
        assert!(arrived.starts_with(char::is_alphanumeric) && arrived.contains(&number), "{number}: {arrived}");
        assert!(arrived.find(&number) < arrived.find("39 39"), "{arrived}");
        assert!(!arrived.contains("allo"), "what was written is not repeated");
    }
}

#[tokio::test(start_paused = true)]
async fn a_flood_is_bounded_explained_and_overtaken() {
    let (wire, store) = (Wire::<false>::default(), Arc::new(MemoryStore::default()));
    let hub = hub(&wire, &store);
    begun(&hub).await;
    // Nothing leaves for now.
    wire.fail((0..3).map(|_| (SendError::Later(Some(Duration::from_secs(60))), false)));
    let flood = |from: u32, words: &str| (from..from + 100).map(|id| text(id, words)).collect::<Vec<_>>();
    let mut batch = flood(1, "loyer");
    batch.extend([text(101, FAKE_CRY)]);
    batch.extend(flood(102, "loyer"));
    hub.handle(batch).await.expect("kept");
    hub.handle(flood(300, "aide")).await.expect("kept");
    let pending = || store.load(&Address("chat".into())).expect("read").map_or(0, |(_, kept)| kept.outbox.len());
    assert!(pending() <= 10, "{}", pending());
    assert!(hub.settle(Duration::from_secs(600)).await);
    let titles = wire.titles();
    let at = |start: &str| titles.iter().position(|title| title.starts_with(start));
    let told = Locales::new().interface(Lang::FR, "bots-flood");
    let told: Vec<usize> = (0..titles.len()).filter(|at| titles[*at].starts_with(&told)).collect();
    assert_eq!(told.len(), 1, "{titles:?}");
    assert!(titles.len() <= 2 + 11, "{titles:?}");
    assert_eq!(at("emergency-title"), Some(3), "after the one that was leaving: {titles:?}");
    assert_eq!(titles.last().map(String::as_str), Some("help-title"), "the last words are answered");
}

/// The answer before it is noted as sent at the very moment when the flood is read.
#[tokio::test(start_paused = true)]
async fn a_flood_is_explained_where_its_first_answer_must_be_kept_again() {
    let wire = Wire::<false>::default();
    let explains = |change: &Change<'_>| {
        change.next.is_some_and(|next| next.outbox.iter().any(|parcel| parcel.id.starts_with("skipped-")))
    };
    let hub = hub_at(&wire, &Meanwhile::new(explains, |kept| kept), NOW);
    begun(&hub).await;
    hub.handle((1..60).map(|id| text(id, "loyer")).collect()).await.expect("kept");
    assert!(hub.settle(Duration::from_secs(600)).await);
    let told = Locales::new().interface(Lang::FR, "bots-flood");
    let titles = wire.titles();
    assert_eq!(titles.iter().filter(|title| title.starts_with(&told)).count(), 1, "{titles:?}");
}

#[tokio::test(start_paused = true)]
async fn a_flood_does_not_drown_the_wish_to_be_forgotten() {
    let (wire, store) = (Wire::<false>::default(), Arc::new(MemoryStore::default()));
    let hub = hub(&wire, &store);
    begun(&hub).await;
    let mut batch: Vec<_> = (1..60).map(|id| text(id, "loyer")).collect();
    batch.push(text(60, "oublier"));
    batch.extend((61..120).map(|id| text(id, "loyer")));
    hub.handle(batch).await.expect("kept");
    assert!(hub.settle(Duration::from_secs(600)).await);
    assert!(wire.titles().contains(&"forgotten".to_owned()), "{:?}", wire.titles());
}

#[tokio::test(start_paused = true)]
async fn whoever_came_back_is_answered_what_they_asked_since() {
    let (wire, store) = (Wire::<false>::default(), Arc::new(MemoryStore::default()));
    let hub = hub(&wire, &store);
    begun(&hub).await;
    hub.drop_conversation(Address("chat".into())).await.expect("erased");
    hub.handle(vec![message(5, Event::Start { lang: Some(Lang::FR) })]).await.expect("kept");
    assert!(hub.settle(Duration::from_secs(600)).await);
    assert_eq!(wire.titles().last().map(String::as_str), Some("menu-title"));
}

#[tokio::test(start_paused = true)]
async fn a_command_is_answered_by_the_adapter_and_changes_nothing() {
    let (wire, store) = (Wire::<false>::default(), Arc::new(MemoryStore::default()));
    let hub = hub(&wire, &store);
    let kept = || store.load(&Address("chat".into())).expect("read").map(|(_, kept)| kept);
    hub.handle(vec![command(0, "deleted")]).await.expect("kept");
    assert!(hub.settle(Duration::from_secs(600)).await);
    assert_eq!((wire.titles(), kept()), (vec!["deleted".to_owned()], None));
    begun(&hub).await;
    hub.handle(vec![text(1, "aide")]).await.expect("kept");
    assert!(hub.settle(Duration::from_secs(600)).await);
    let before = kept().expect("a conversation").session;
    hub.handle(vec![command(2, "deleted"), command(2, "deleted")]).await.expect("kept");
    assert!(hub.settle(Duration::from_secs(600)).await);
    assert_eq!(kept().expect("a conversation").session, before);
    assert_eq!(wire.titles().iter().filter(|title| *title == "deleted").count(), 2, "once each");
}

#[tokio::test(start_paused = true)]
async fn whoever_is_gone_is_erased() {
    let (wire, store) = (Wire::<false>::default(), Arc::new(MemoryStore::default()));
    let hub = hub(&wire, &store);
    begun(&hub).await;
    wire.fail([(SendError::Gone, false)]);
    hub.handle(vec![text(1, "aide")]).await.expect("kept");
    assert!(hub.settle(Duration::from_secs(600)).await);
    assert_eq!(store.load(&Address("chat".into())).expect("read"), None);
}
