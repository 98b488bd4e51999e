//! The methods that a bot may call here, and what Telegram refuses of them.

use super::markup;
use super::state::{Button, Shown, State, What, bot, now, private};
use serde_json::{Value, json};
use std::time::Instant;

/// Longest text, in UTF-16 units, once its marks are read.
const LONGEST: usize = 4_096;
/// Most buttons of a message.
const BUTTONS: usize = 100;

/// A refusal.
#[derive(Debug, Clone)]
pub(super) struct Refusal {
    pub code: u16,
    pub words: String,
    pub retry_after: Option<u32>,
}

impl Refusal {
    pub fn new(code: u16, words: impl Into<String>) -> Self {
        Self { code, words: words.into(), retry_after: None }
    }

    fn bad(words: impl Into<String>) -> Self {
        Self::new(400, format!("Bad Request: {}", words.into()))
    }
}

/// A method: its name, what must be given, what may be.
type Method = (&'static str, &'static [&'static str], &'static [&'static str]);

/// What every message may carry.
const EXTRAS: [&str; 10] = [
    "business_connection_id",
    "message_thread_id",
    "disable_notification",
    "protect_content",
    "allow_paid_broadcast",
    "message_effect_id",
    "reply_parameters",
    "reply_markup",
    "parse_mode",
    "link_preview_options",
];

const METHODS: [Method; 10] = [
    ("getme", &[], &[]),
    ("getupdates", &[], &["offset", "limit", "timeout", "allowed_updates"]),
    ("deletewebhook", &[], &["drop_pending_updates"]),
    ("setmycommands", &["commands"], &["scope", "language_code"]),
    ("answercallbackquery", &["callback_query_id"], &["text", "show_alert", "url", "cache_time"]),
    ("deletemessage", &["chat_id", "message_id"], &[]),
    ("sendmessage", &["chat_id", "text"], &EXTRAS),
    ("editmessagetext", &["chat_id", "message_id", "text"], &["parse_mode", "link_preview_options", "reply_markup"]),
    ("sendvenue", &["chat_id", "latitude", "longitude", "title", "address"], &EXTRAS),
    ("sendlocation", &["chat_id", "latitude", "longitude"], &EXTRAS),
];

/// Refuses a method that is not known, and parameters that are missing or unknown.
pub(super) fn known(state: &mut State, method: &str, parameters: &Value) -> Result<(), Refusal> {
    let Some((_, must, may)) = METHODS.iter().find(|(name, ..)| *name == method) else {
        state.bad.push(format!("{method}: no such method here"));
        return Err(Refusal::new(404, "Not Found"));
    };
    let given: Vec<&str> = parameters.as_object().into_iter().flatten().map(|(key, _)| key.as_str()).collect();
    let missing = must.iter().find(|key| !given.contains(key)).map(|key| format!("'{key}' is missing"));
    let unknown = given.iter().find(|key| !must.contains(key) && !may.contains(key));
    match missing.or(unknown.map(|key| format!("'{key}' is unknown"))) {
        Some(why) => Err(wrong(state, method, &why)),
        None => Ok(()),
    }
}

/// A request that Telegram would refuse and that no bot should send.
fn wrong(state: &mut State, method: &str, why: &str) -> Refusal {
    state.bad.push(format!("{method}: {why}"));
    Refusal::bad(why)
}

/// Carries a call out.
pub(super) fn call(state: &mut State, method: &str, parameters: &Value) -> Result<Value, Refusal> {
    known(state, method, parameters)?;
    state.calls.push(method.to_owned());
    match method {
        "getme" => {
            let mut me = bot();
            for key in ["can_join_groups", "can_read_all_group_messages", "supports_inline_queries"] {
                me[key] = json!(false);
            }
            Ok(me)
        }
        "deletewebhook" => {
            state.webhook = false;
            Ok(json!(true))
        }
        "setmycommands" => commands(state, parameters),
        "answercallbackquery" => {
            let id = parameters["callback_query_id"].as_str().unwrap_or_default();
            match state.callbacks.get_mut(id) {
                Some(answered) if !*answered => {
                    *answered = true;
                    Ok(json!(true))
                }
                _ => Err(Refusal::bad("query is too old and response timeout expired or query ID is invalid")),
            }
        }
        "deletemessage" => delete(state, parameters),
        "editmessagetext" => edit(state, parameters),
        _ => send(state, method, parameters),
    }
}

fn commands(state: &mut State, parameters: &Value) -> Result<Value, Refusal> {
    let list = parameters["commands"].as_array().cloned().unwrap_or_default();
    let words = |value: &Value, key: &str| value[key].as_str().unwrap_or_default().to_owned();
    for command in &list {
        let (name, about) = (words(command, "command"), words(command, "description"));
        let sound = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        if !(1..=32).contains(&name.len()) || !name.chars().all(sound) {
            return Err(wrong(state, "setmycommands", &format!("'{name}' cannot be a command")));
        }
        if !(1..=256).contains(&about.chars().count()) {
            return Err(wrong(state, "setmycommands", "a description is empty or too long"));
        }
    }
    let key = (words(&parameters["scope"], "type"), words(parameters, "language_code"));
    state.commands.insert(key, list.iter().map(|command| words(command, "command")).collect());
    Ok(json!(true))
}

fn chat(state: &mut State, method: &str, parameters: &Value) -> Result<i64, Refusal> {
    let Some(chat) = parameters["chat_id"].as_i64() else { return Err(wrong(state, method, "chat_id is no number")) };
    if state.blocked.contains(&chat) {
        return Err(Refusal::new(403, "Forbidden: bot was blocked by the user"));
    }
    Ok(chat)
}

fn delete(state: &mut State, parameters: &Value) -> Result<Value, Refusal> {
    let chat = chat(state, "deletemessage", parameters)?;
    let id = parameters["message_id"].as_i64().and_then(|id| i32::try_from(id).ok()).unwrap_or(0);
    let there = state.theirs.get(&id) == Some(&chat) || state.shown(chat).any(|shown| shown.id == id);
    if !there || state.deleted.contains(&id) {
        return Err(Refusal::bad("message to delete not found"));
    }
    if state.old.contains(&id) {
        return Err(Refusal::bad("message can't be deleted for everyone"));
    }
    state.deleted.insert(id);
    Ok(json!(true))
}

fn edit(state: &mut State, parameters: &Value) -> Result<Value, Refusal> {
    let method = "editmessagetext";
    let chat = chat(state, method, parameters)?;
    let id = parameters["message_id"].as_i64().and_then(|id| i32::try_from(id).ok()).unwrap_or(0);
    let what = What::Text(text(state, method, parameters)?);
    let (keyboard, keys) = keyboard(state, method, parameters)?;
    let Some(present) = state.message(id).filter(|shown| shown.chat == chat) else {
        return Err(Refusal::bad("message to edit not found"));
    };
    if state.old.contains(&id) {
        return Err(Refusal::bad("message can't be edited"));
    }
    if present.what == what && present.keyboard == keyboard {
        return Err(Refusal::bad("message is not modified: specified new message content is exactly the same"));
    }
    let raw = parameters["text"].as_str().unwrap_or_default().to_owned();
    state.log.push(Shown { chat, id, edit: true, what, raw, keyboard, keys, at: Instant::now() });
    Ok(message(chat, id))
}

fn send(state: &mut State, method: &str, parameters: &Value) -> Result<Value, Refusal> {
    let chat = chat(state, method, parameters)?;
    let words = |key: &str| parameters[key].as_str().unwrap_or_default().to_owned();
    let what = if method == "sendmessage" {
        What::Text(text(state, method, parameters)?)
    } else {
        let within = |key: &str, most: f64| parameters[key].as_f64().is_some_and(|at| at.abs() <= most);
        if !within("latitude", 90.0) || !within("longitude", 180.0) {
            return Err(wrong(state, method, "no such point"));
        }
        if method == "sendlocation" {
            What::Location
        } else if words("title").is_empty() || words("address").is_empty() {
            return Err(wrong(state, method, "a venue has a title and an address"));
        } else {
            What::Venue(words("title"), words("address"))
        }
    };
    let (keyboard, keys) = keyboard(state, method, parameters)?;
    let id = state.next_message();
    state.log.push(Shown { chat, id, edit: false, what, raw: words("text"), keyboard, keys, at: Instant::now() });
    Ok(message(chat, id))
}

fn message(chat: i64, id: i32) -> Value {
    json!({ "message_id": id, "date": now(), "chat": private(chat), "from": bot() })
}

/// The text as people see it.
fn text(state: &mut State, method: &str, parameters: &Value) -> Result<String, Refusal> {
    let Some(raw) = parameters["text"].as_str() else { return Err(wrong(state, method, "text is no text")) };
    let visible = match parameters["parse_mode"].as_str() {
        None => raw.to_owned(),
        Some("HTML") => match markup::visible(raw) {
            Ok(text) => text,
            Err(why) => return Err(wrong(state, method, &format!("can't parse entities: {why}"))),
        },
        Some(other) => return Err(wrong(state, method, &format!("'{other}' is not expected"))),
    };
    if visible.trim().is_empty() {
        return Err(wrong(state, method, "message text is empty"));
    }
    if visible.encode_utf16().count() > LONGEST {
        return Err(wrong(state, method, "message is too long"));
    }
    Ok(visible)
}

type Keyboard = (Vec<Vec<Button>>, Vec<String>);

/// The buttons of a message, and the keys below the writing field.
fn keyboard(state: &mut State, method: &str, parameters: &Value) -> Result<Keyboard, Refusal> {
    let markup = &parameters["reply_markup"];
    let rows = |key: &str| markup[key].as_array().cloned().unwrap_or_default();
    let words = |value: &Value, key: &str| value[key].as_str().unwrap_or_default().to_owned();
    if markup.is_null() {
        return Ok((Vec::new(), Vec::new()));
    }
    let mut keyboard = Vec::new();
    for row in rows("inline_keyboard") {
        let cells = row.as_array().cloned().unwrap_or_default();
        if cells.is_empty() || cells.len() > 8 {
            return Err(wrong(state, method, "a row has 1 to 8 buttons"));
        }
        let button = |cell: &Value| Button { label: words(cell, "text"), key: words(cell, "callback_data") };
        keyboard.push(cells.iter().map(button).collect::<Vec<_>>());
    }
    let all: Vec<&Button> = keyboard.iter().flatten().collect();
    if all.len() > BUTTONS {
        return Err(wrong(state, method, "too many buttons"));
    }
    if let Some(button) = all.iter().find(|button| !(1..=64).contains(&button.key.len()) || button.label.is_empty()) {
        let why = format!("BUTTON_DATA_INVALID: {} bytes, '{}'", button.key.len(), button.label);
        return Err(wrong(state, method, &why));
    }
    let keys: Vec<String> = rows("keyboard")
        .iter()
        .flat_map(|row| row.as_array().cloned().unwrap_or_default())
        .map(|key| words(&key, "text"))
        .collect();
    if keyboard.is_empty() && keys.is_empty() && markup.get("inline_keyboard").is_none() {
        return Err(wrong(state, method, "reply_markup is none that is known"));
    }
    Ok((keyboard, keys))
}
