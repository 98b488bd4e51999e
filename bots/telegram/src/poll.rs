//! Long polling: who we are, then message after message. A batch is confirmed once the disk has what follows from it.
//!
//! teloxide's dispatcher is not used: it gives up where the service is down at the start, and confirms a message before
//! anything was kept of it.

use crate::inbound::{self, Item, What};
use crate::network::Telegram;
use crate::recent::Recent;
use crate::send::{Api, CallError, Me};
use guichet_bots::{Hub, Locales, Patience};
use guichet_core::model::Lang;
use guichet_core::ports::conversations::StoreError;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;
use teloxide::payloads::{AnswerCallbackQuery, SetMyCommands, SetMyCommandsSetters};
use teloxide::types::{BotCommand, BotCommandScope, CallbackQueryId};

/// The first pause after a failure.
const PAUSE: Duration = Duration::from_millis(500);
/// How long answers on their way are waited for at the end.
const SETTLE: Duration = Duration::from_secs(5);
/// The commands that are offered, by the words of the bots.
const COMMANDS: [&str; 7] = ["menu", "back", "help", "language", "emergency", "forget", "stop"];

/// Why the bot ends by itself.
#[derive(Debug)]
pub(crate) enum Fatal {
    /// Telegram refuses the token.
    Token,
    /// The store cannot be read at the start.
    Store(StoreError),
}

/// Where the bot is told to end.
type Stopped<'a> = Pin<&'a mut (dyn Future<Output = ()> + Send)>;

/// Failures in a row: those of one kind are logged once.
struct Failures {
    patience: Patience,
    last: Option<CallError>,
}

impl Failures {
    fn new() -> Self {
        Self { patience: Patience::from(PAUSE), last: None }
    }

    fn over(&mut self) {
        if self.last.take().is_some() {
            tracing::warn!("Telegram answers again");
        }
        self.patience.reset();
    }

    /// How long to wait after a failure.
    fn after(&mut self, failure: CallError) -> Duration {
        if self.last != Some(failure) {
            match failure {
                CallError::Conflict { webhook: false } => tracing::error!(
                    "another program reads this bot's messages: stop it, or give one of the two another token"
                ),
                other => tracing::warn!(failure = ?other, "Telegram gives no messages; trying again"),
            }
        }
        self.last = Some(failure);
        let pause = self.patience.pause();
        if let CallError::TooMany(wait) = failure { wait } else { pause }
    }
}

/// Runs the bot until `stop`; `ready` is called once it answers.
///
/// # Errors
/// What no waiting mends.
pub(crate) async fn run(
    hub: &Hub<Telegram>,
    locales: &Locales,
    wait: Duration,
    ready: impl FnOnce(),
    mut stop: Stopped<'_>,
) -> Result<(), Fatal> {
    let api = hub.network().api();
    let mut offset = hub.cursor().await.map_err(Fatal::Store)?.and_then(|cursor| cursor.parse().ok()).map(next);
    hub.resume().await.map_err(Fatal::Store)?;
    let chores = tokio::spawn({
        let hub = hub.clone();
        async move { hub.chores().await }
    });
    let Some(me) = unless(&mut stop, known(api)).await.transpose()? else { return Ok(()) };
    let commands = tokio::spawn(offer(api.clone(), commands(locales)));
    ready();
    let (mut failures, mut unkept) = (Failures::new(), Patience::from(PAUSE));
    let (mut acknowledged, mut recent) = (None, Recent::default());
    while let Some(polled) = unless(&mut stop, api.updates(offset, wait)).await {
        let batch = match polled {
            Ok(batch) => batch,
            Err(CallError::Token) => return Err(Fatal::Token),
            Err(failure) => {
                let pause = failures.after(failure);
                if failure == (CallError::Conflict { webhook: true }) && api.no_webhook().await.is_ok() {
                    tracing::warn!("a webhook was set for this bot: it is taken away, this program polls");
                    continue;
                }
                if unless(&mut stop, tokio::time::sleep(pause)).await.is_none() {
                    break;
                }
                continue;
            }
        };
        failures.over();
        let mut items: Vec<Item> = batch.iter().filter_map(|raw| inbound::read(raw.get(), &me)).collect();
        let Some(last) = items.iter().map(|item| item.id).max() else { continue };
        for item in items.iter().filter(|item| acknowledged < Some(item.id)) {
            acknowledge(api, item);
        }
        acknowledged = acknowledged.max(Some(last));
        let notes = recent.sift(&mut items);
        // Not interrupted: a turn in hand is finished.
        match take(hub, items, last).await {
            Ok(()) => {
                recent.note(notes);
                offset = Some(next(last));
                unkept.reset();
            }
            // Asked for once more, with what came meanwhile: whoever writes now is told of it as well.
            Err(error) => {
                tracing::error!(%error, "messages cannot be kept; they stay with Telegram and are tried again");
                if unless(&mut stop, tokio::time::sleep(unkept.pause())).await.is_none() {
                    break;
                }
            }
        }
    }
    chores.abort();
    commands.abort();
    if !hub.settle(SETTLE).await {
        tracing::warn!("some answers are still pending: the next start sends them");
    }
    Ok(())
}

/// The number asked for after this one.
fn next(last: u32) -> i32 {
    i32::try_from(last).map_or(i32::MAX, |last| last.saturating_add(1))
}

/// What a future gives, unless the bot is told to end before.
async fn unless<T>(stop: &mut Stopped<'_>, work: impl Future<Output = T>) -> Option<T> {
    tokio::select! {
        biased;
        () = stop.as_mut() => None,
        done = work => Some(done),
    }
}

/// Asks who we are until the service answers.
async fn known(api: &Api) -> Result<Me, Fatal> {
    let mut failures = Failures::new();
    loop {
        match api.me().await {
            Ok(me) => {
                failures.over();
                return Ok(me);
            }
            Err(CallError::Token) => return Err(Fatal::Token),
            Err(failure) => tokio::time::sleep(failures.after(failure)).await,
        }
    }
}

/// Has a batch read and kept, in its order: who blocked the bot and came back is answered what they wrote since.
async fn take(hub: &Hub<Telegram>, items: Vec<Item>, last: u32) -> Result<(), StoreError> {
    let mut said = Vec::new();
    for item in items {
        match item.what {
            What::Said(inbound) => said.push(inbound),
            What::Left(who) => {
                hub.handle(std::mem::take(&mut said)).await?;
                hub.leave(who, item.id.to_string()).await?;
            }
            What::Nothing(kind) => tracing::debug!(kind, "an update needs no answer"),
        }
    }
    hub.handle(said).await?;
    hub.advance(last.to_string()).await
}

/// Stops the turning of a pressed button. Nothing depends on it.
fn acknowledge(api: &Api, item: &Item) {
    let (api, Some(callback)) = (api.clone(), item.callback.clone()) else { return };
    tokio::spawn(async move {
        if let Err(failure) = api.call(&AnswerCallbackQuery::new(CallbackQueryId(callback))).await {
            tracing::debug!(?failure, "a press was not acknowledged");
        }
    });
}

/// The commands of each language, and those of whoever has another one: French.
fn commands(locales: &Locales) -> Vec<SetMyCommands> {
    let of = |lang: Lang| {
        let say = |id: String| locales.interface(lang, &id);
        let command = |name: &&str| {
            BotCommand::new(say(format!("bots-command-{name}")), say(format!("bots-command-{name}-about")))
        };
        SetMyCommands::new(COMMANDS.iter().map(command)).scope(BotCommandScope::AllPrivateChats)
    };
    let each = locales.languages().iter().map(|lang| of(*lang).language_code(lang.code()));
    std::iter::once(of(Lang::FR)).chain(each).collect()
}

/// Offers the commands, until Telegram has taken them.
async fn offer(api: Api, commands: Vec<SetMyCommands>) {
    let mut patience = Patience::from(PAUSE);
    for payload in commands {
        while let Err(failure) = api.call(&payload).await {
            if let CallError::Bad(reason) = failure {
                tracing::error!(?reason, "Telegram refuses the list of commands");
                break;
            }
            let pause = if let CallError::TooMany(wait) = failure { wait } else { patience.pause() };
            tokio::time::sleep(pause).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_words_that_telegram_takes() {
        let all = commands(&Locales::new());
        assert_eq!(all.len(), 1 + Locales::new().languages().len());
        for command in all.iter().flat_map(|payload| &payload.commands) {
            let sound = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
            assert!(command.command.chars().all(sound) && (1..=32).contains(&command.command.len()), "{command:?}");
            assert!((3..=256).contains(&command.description.chars().count()), "{command:?}");
        }
    }

    #[test]
    fn numbers_stay_within_what_telegram_takes() {
        assert_eq!((next(4), next(u32::MAX)), (5, i32::MAX));
    }
}
