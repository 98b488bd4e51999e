//! Telegram as a network of the hub: how an answer is written, and how one message is sent.

use crate::context::{Command, Context};
use crate::send::{Api, CallError, Reason};
use crate::write::{self, Button, Outgoing, Text, without_marks};
use guichet_bots::{Locales, Network, Reply, SendError};
use guichet_core::model::Lang;
use guichet_core::ports::conversations::Address;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use teloxide::payloads::{DeleteMessage, EditMessageText, SendLocation, SendMessage, SendVenue};
use teloxide::payloads::{EditMessageTextSetters, SendMessageSetters};
use teloxide::types::{
    ButtonRequest, ChatId, InlineKeyboardButton, InlineKeyboardMarkup, KeyboardButton, KeyboardMarkup,
    LinkPreviewOptions, MessageId, ParseMode, ReplyMarkup,
};

/// Chats of which the newest message is remembered.
const CHATS: usize = 10_000;
/// A point is not sent again while fewer messages than this have come since.
const FRESH: u8 = 6;

/// The Telegram network.
pub(crate) struct Telegram {
    api: Api,
    locales: Arc<Locales>,
    /// What was sent last, by chat; in memory only. Without it nothing is edited, and points come twice.
    last_sent: Mutex<HashMap<i64, LastSent>>,
}

/// What was sent last in a chat.
#[derive(Default, Clone, Copy)]
struct LastSent {
    /// The newest message of ours.
    newest: Option<i32>,
    /// The last point, and how many messages came since.
    point: Option<([u64; 2], u8)>,
}

impl Telegram {
    /// The name of its store in the data folder.
    pub const STORE: &'static str = <Self as Network>::NAME;

    /// The network behind an API.
    pub fn new(api: Api, locales: Arc<Locales>) -> Self {
        Self { api, locales, last_sent: Mutex::default() }
    }

    /// The API.
    pub fn api(&self) -> &Api {
        &self.api
    }

    fn last_sent(&self) -> MutexGuard<'_, HashMap<i64, LastSent>> {
        self.last_sent.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn last(&self, chat: i64) -> LastSent {
        self.last_sent().get(&chat).copied().unwrap_or_default()
    }

    /// Remembers what was just sent.
    fn note(&self, chat: i64, message: Option<i32>, point: Option<[u64; 2]>) {
        let mut last_sent = self.last_sent();
        if last_sent.len() >= CHATS {
            last_sent.clear();
        }
        let entry = last_sent.entry(chat).or_default();
        entry.newest = message;
        entry.point = match point {
            Some(point) => Some((point, 0)),
            None => entry.point.map(|(point, since)| (point, since.saturating_add(1))),
        };
    }

    async fn text(&self, chat: i64, text: &Text) -> Result<(), SendError> {
        if let Some(message) = text.edit.filter(|message| self.last(chat).newest == Some(*message)) {
            let edit = EditMessageText::new(ChatId(chat), MessageId(message), &text.html)
                .parse_mode(ParseMode::Html)
                .link_preview_options(no_preview())
                .reply_markup(inline(&text.keyboard));
            match self.api.call(&edit).await {
                Ok(_) | Err(CallError::Bad(Reason::NotModified)) => return Ok(()),
                // Sent as a new one, below.
                Err(CallError::Bad(_)) => {}
                Err(failure) => return Err(failure.of_repeatable()),
            }
        }
        let new =
            SendMessage::new(ChatId(chat), &text.html).parse_mode(ParseMode::Html).link_preview_options(no_preview());
        let new = if text.keyboard.is_empty() { new } else { new.reply_markup(inline(&text.keyboard)) };
        self.message(chat, new).await
    }

    /// Sends a message; where the service refuses its marks or its buttons, the words go without: never silent.
    async fn message(&self, chat: i64, full: SendMessage) -> Result<(), SendError> {
        let mut bare = full.clone();
        bare.text = without_marks(&full.text);
        bare.parse_mode = None;
        let words = SendMessage { reply_markup: None, ..bare.clone() };
        let mut sent = Err(CallError::Bad(Reason::Other(0)));
        for (what, message) in [("as it is", full), ("without its marks", bare), ("without its buttons", words)] {
            sent = self.api.message(&message).await;
            let Err(CallError::Bad(reason)) = sent else { break };
            tracing::error!(?reason, "Telegram refuses a message {what}");
        }
        let id = sent.map_err(CallError::of_message)?;
        self.note(chat, id, None);
        Ok(())
    }

    async fn venue(&self, chat: i64, title: &str, address: &str, at: [f64; 2]) -> Result<(), SendError> {
        let point = at.map(f64::to_bits);
        if self.last(chat).point.is_some_and(|(last, since)| last == point && since < FRESH) {
            return Ok(());
        }
        let sent = if title.is_empty() || address.is_empty() {
            self.api.message(&SendLocation::new(ChatId(chat), at[0], at[1])).await
        } else {
            self.api.message(&SendVenue::new(ChatId(chat), at[0], at[1], title, address)).await
        };
        self.note(chat, sent.map_err(CallError::of_message)?, Some(point));
        Ok(())
    }

    async fn delete(&self, chat: i64, messages: &[i32], done: &str, failed: &str) -> Result<(), SendError> {
        let mut gone = true;
        for message in messages {
            match self.api.call(&DeleteMessage::new(ChatId(chat), MessageId(*message))).await {
                Ok(_) | Err(CallError::Bad(Reason::NothingToDelete)) => {}
                Err(CallError::Bad(_)) => gone = false,
                Err(failure) => return Err(failure.of_repeatable()),
            }
        }
        self.message(chat, SendMessage::new(ChatId(chat), if gone { done } else { failed })).await
    }

    async fn position(&self, chat: i64, text: &str, key: &str) -> Result<(), SendError> {
        let button = KeyboardButton::new(key).request(ButtonRequest::Location);
        let keyboard = KeyboardMarkup::new([[button]]).resize_keyboard().one_time_keyboard();
        self.message(chat, SendMessage::new(ChatId(chat), text).reply_markup(ReplyMarkup::Keyboard(keyboard))).await
    }
}

impl Network for Telegram {
    type Context = Context;
    type Command = Command;
    type Message = Outgoing;

    const NAME: &'static str = "telegram";
    const IDEMPOTENT: bool = false;

    fn write(&self, reply: &Reply<'_, Context>) -> Vec<Outgoing> {
        write::reply(&self.locales, reply)
    }

    fn obey(&self, lang: Lang, command: &Command) -> Vec<Outgoing> {
        vec![write::obey(&self.locales, lang, command)]
    }

    fn sentence(&self, _lang: Lang, text: &str, button: Option<(&str, &str)>) -> Outgoing {
        write::sentence(text, button)
    }

    async fn send(&self, who: &Address, _id: &str, message: &Outgoing) -> Result<(), SendError> {
        let chat: i64 = who.0.parse().map_err(|_| SendError::Refused("its address is no chat".into()))?;
        match message {
            Outgoing::Text(text) => self.text(chat, text).await,
            Outgoing::Venue { title, address, lat, lon } => self.venue(chat, title, address, [*lat, *lon]).await,
            Outgoing::Delete { messages, done, failed } => self.delete(chat, messages, done, failed).await,
            Outgoing::Position { text, key } => self.position(chat, text, key).await,
        }
    }
}

fn no_preview() -> LinkPreviewOptions {
    LinkPreviewOptions {
        is_disabled: true,
        url: None,
        prefer_small_media: false,
        prefer_large_media: false,
        show_above_text: false,
    }
}

fn inline(rows: &[Vec<Button>]) -> InlineKeyboardMarkup {
    let button = |button: &Button| InlineKeyboardButton::callback(&button.label, &button.key);
    InlineKeyboardMarkup::new(rows.iter().map(|row| row.iter().map(button).collect::<Vec<_>>()))
}
