//! An update of Telegram, read as what a person did. What a message says stays in the event: nothing here logs it.

use crate::context::{Command, Context, DELETE, Inbound, POSITION};
use crate::send::Me;
use guichet_bots::Request;
use guichet_core::carry::parse_link;
use guichet_core::model::{Lang, Position};
use guichet_core::ports::conversations::Address;
use guichet_core::sheet::{Entry, parse_parameter};
use guichet_core::talk::{Event, MediaKind};
use serde_json::Value;
use teloxide::types::{CallbackQuery, Chat, MaybeInaccessibleMessage, Message, MessageKind, Update, UpdateKind};

/// Longest text that is read, in characters: Telegram's own messages hold 4,096.
const LONGEST: usize = 8_192;
/// Beginning of the key of a button that turns a page: its answer may take the place of the page before.
const PAGE: &str = "page ";

/// An update, read.
pub(crate) struct Item {
    /// Its number.
    pub id: u32,
    /// A button was pressed: the press to acknowledge, or its button goes on turning.
    pub callback: Option<String>,
    /// The chat, where it is a private one.
    pub chat: i64,
    /// How it came about.
    pub act: Act,
    /// What follows from it.
    pub what: What,
}

/// How an update came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Act {
    /// The person wrote this message.
    Wrote(i32),
    /// The person changed this message, so many seconds after it was written.
    Edited {
        /// Which.
        message: i32,
        /// Seconds.
        after: i64,
    },
    /// The person pressed a button of this message, with this in it.
    Pressed(i32, Option<String>),
    /// Anything else.
    Other,
}

/// What follows from an update.
pub(crate) enum What {
    /// A message for the hub.
    Said(Inbound),
    /// The person blocked the bot: nothing is kept of them.
    Left(Address),
    /// Nothing; what kind of update it was.
    Nothing(&'static str),
}

/// Reads an update as it came; `None` where it has no number.
pub(crate) fn read(raw: &str, me: &Me) -> Option<Item> {
    // From the text itself: teloxide reads its enums wrongly from a `Value`.
    let Ok(update) = serde_json::from_str::<Update>(raw) else { return unreadable(raw, me) };
    let id = update.id.0;
    let (mut callback, mut chat, mut act) = (None, 0, Act::Other);
    let what = match update.kind {
        UpdateKind::Message(message) if matches!(message.kind, MessageKind::Empty {}) => return unreadable(raw, me),
        UpdateKind::Message(message) => {
            (chat, act) = (message.chat.id.0, Act::Wrote(message.id.0));
            said(id, &message, raw, me, false)
        }
        UpdateKind::EditedMessage(message) => {
            let after = message.edit_date().map_or(0, |edited| (*edited - message.date).num_seconds());
            (chat, act) = (message.chat.id.0, Act::Edited { message: message.id.0, after });
            said(id, &message, raw, me, true)
        }
        UpdateKind::CallbackQuery(query) => {
            callback = Some(query.id.0.clone());
            if let Some(message) = &query.message {
                (chat, act) = (message.chat().id.0, Act::Pressed(message.id().0, query.data.clone()));
            }
            pressed(id, &query, me)
        }
        UpdateKind::MyChatMember(change) if change.chat.is_private() && change.new_chat_member.is_banned() => {
            What::Left(address(&change.chat))
        }
        // Somebody brought the bot into a group: it says at once where it speaks.
        UpdateKind::MyChatMember(change)
            if (change.chat.is_group() || change.chat.is_supergroup())
                && change.new_chat_member.is_present()
                && !change.old_chat_member.is_present() =>
        {
            to_adapter(id, &change.chat, Command::PrivateOnly)
        }
        UpdateKind::MyChatMember(_) => What::Nothing("my_chat_member"),
        UpdateKind::Error(_) => return unreadable(raw, me),
        _ => What::Nothing("not asked for"),
    };
    Some(Item { id, callback, chat, act, what })
}

/// An update that the library cannot read: of a newer kind, or without a field that it takes for certain. A message is
/// answered all the same, from its bare fields: nobody waits in silence.
fn unreadable(raw: &str, me: &Me) -> Option<Item> {
    let value: Value = serde_json::from_str(raw).ok()?;
    let id = u32::try_from(value.get("update_id")?.as_u64()?).ok()?;
    let message = value.get("message").filter(|message| message["chat"]["type"] == "private");
    let who = message.and_then(|message| message["chat"]["id"].as_i64());
    let what = match message.zip(who) {
        Some((message, who)) => {
            let written = message["message_id"].as_i64().and_then(|id| i32::try_from(id).ok());
            let context = Context { message: written, ..Context::default() };
            to_guide(id, Address(who.to_string()), bare(message, me), context)
        }
        None => What::Nothing("of an unknown kind"),
    };
    Some(Item { id, callback: None, chat: who.unwrap_or_default(), act: Act::Other, what })
}

/// What a message is, by the names of its fields.
fn bare(message: &Value, me: &Me) -> Event {
    let has = |names: &[&str]| names.iter().any(|name| message.get(name).is_some());
    if let Some(text) = message["text"].as_str() {
        return typed(text, me);
    }
    let kind = if has(&["voice", "audio", "video_note"]) {
        MediaKind::Voice
    } else if has(&["photo", "video", "animation"]) {
        MediaKind::Photo
    } else if has(&["sticker"]) {
        MediaKind::Sticker
    } else {
        MediaKind::Other
    };
    media(kind, words(message))
}

/// What cannot be read, with the words that came with it.
fn media(kind: MediaKind, words: Option<&str>) -> Event {
    match words.map(within) {
        Some(words) if !words.trim().is_empty() => Event::Captioned(kind, words),
        _ => Event::Media(kind),
    }
}

/// As much of a text as is read.
fn within(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}

fn said(id: u32, message: &Message, raw: &str, me: &Me, edited: bool) -> What {
    if !message.chat.is_private() {
        return if !edited && called(message, me) {
            to_adapter(id, &message.chat, Command::PrivateOnly)
        } else {
            What::Nothing("group")
        };
    }
    let event = match event(message, me).map(|event| captioned(event, raw)) {
        // Words may be corrected, below a photo too. A live position moves on its own.
        Some(said @ (Event::Text(_) | Event::Captioned(..))) => said,
        Some(_) if edited => return What::Nothing("edited"),
        Some(event) => event,
        None => return What::Nothing("service"),
    };
    let context = Context { message: Some(message.id.0), ..Context::default() };
    to_guide(id, address(&message.chat), event, context)
}

/// What a message is, whoever sent it; `None` for a notice of the service itself.
fn event(message: &Message, me: &Me) -> Option<Event> {
    if let Some(text) = message.text() {
        return Some(typed(text, me));
    }
    if let Some(at) = message.venue().map(|venue| &venue.location).or(message.location()) {
        let position = Position::new(at.latitude, at.longitude);
        return Some(position.map_or(Event::Media(MediaKind::Other), Event::Location));
    }
    let kind = if message.voice().is_some() || message.audio().is_some() || message.video_note().is_some() {
        MediaKind::Voice
    } else if message.photo().is_some() || message.video().is_some() || message.animation().is_some() {
        MediaKind::Photo
    } else if message.sticker().is_some() {
        MediaKind::Sticker
    } else {
        let sent = matches!(message.kind, MessageKind::Common(_) | MessageKind::Dice(_));
        return sent.then_some(Event::Media(MediaKind::Other));
    };
    Some(Event::Media(kind))
}

/// What cannot be read, with the words that came with it. They are taken from the update itself: where the library misses a
/// field that it takes for certain, it loses them.
fn captioned(event: Event, raw: &str) -> Event {
    let Event::Media(kind) = event else { return event };
    let Ok(update) = serde_json::from_str::<Value>(raw) else { return Event::Media(kind) };
    let message = ["message", "edited_message"].into_iter().find_map(|name| update.get(name));
    message.map_or(Event::Media(kind), |message| media(kind, words(message)))
}

/// The words of a message that is no text.
fn words(message: &Value) -> Option<&str> {
    message["caption"].as_str().or(message["poll"]["question"].as_str())
}

/// A text, possibly a command.
fn typed(text: &str, me: &Me) -> Event {
    let text = within(text);
    command(&text, me).unwrap_or(Event::Text(text))
}

/// A command: `/start` begins anew, or on the page of the link that somebody was handed; the others are words that the guide knows; the bot's name after `@` is dropped.
fn command(text: &str, me: &Me) -> Option<Event> {
    let first = text.split_whitespace().next().filter(|first| first.starts_with('/'))?;
    let (name, bot) = first.split_once('@').unwrap_or((first, ""));
    if name.eq_ignore_ascii_case("/start") {
        // A link that somebody was handed opens its page, in its language.
        let parameter = text.split_whitespace().nth(1);
        // A link that carries a basket is read by the guide, as it is where it is typed.
        if let Some(carried) = parameter.filter(|parameter| parse_link(parameter).is_some()) {
            return Some(Event::Text(carried.to_owned()));
        }
        let handed = parameter.and_then(parse_parameter);
        let open = |(lang, entry): (Lang, Entry)| Event::Open { lang, key: entry.opening_key() };
        return Some(handed.map_or(Event::Start { lang: None }, open));
    }
    let ours = !bot.is_empty() && bot.eq_ignore_ascii_case(&me.username);
    ours.then(|| Event::Text(text.replacen(first, name, 1)))
}

/// Whether a message in a group speaks to this bot.
fn called(message: &Message, me: &Me) -> bool {
    let text = message.text().or(message.caption()).unwrap_or_default().to_lowercase();
    let name = format!("@{}", me.username.to_lowercase());
    let command = text.split_whitespace().next().filter(|first| first.starts_with('/'));
    let mentioned = name.len() > 1 && text.contains(&name);
    let theirs = message.reply_to_message().and_then(|answered| answered.from.as_ref());
    let replied = theirs.is_some_and(|from| from.id.0 == me.id);
    mentioned || replied || command.is_some_and(|first| !first.contains('@'))
}

fn pressed(id: u32, query: &CallbackQuery, me: &Me) -> What {
    let Some(message) = &query.message else {
        // A message that another chat's inline query brought: the person is answered in private.
        return to_guide(id, Address(query.from.id.0.to_string()), Event::Press(String::new()), Context::default());
    };
    if !message.chat().is_private() {
        return to_adapter(id, message.chat(), Command::PrivateOnly);
    }
    // A message too old to be seen bears nobody's name; its keys still say all they need.
    let foreign = match message {
        MaybeInaccessibleMessage::Regular(message) => message.from.as_ref().is_some_and(|from| from.id.0 != me.id),
        MaybeInaccessibleMessage::Inaccessible(_) => false,
    };
    let key = query.data.as_deref().filter(|_| !foreign).unwrap_or_default();
    let bearer = message.id().0;
    if key == POSITION {
        return to_adapter(id, message.chat(), Command::AskPosition);
    }
    if let Some(theirs) = key.strip_prefix(DELETE).and_then(|rest| rest.parse().ok()) {
        let both = [theirs, bearer].into_iter().filter(|message| *message > 0);
        return to_adapter(id, message.chat(), Command::Delete(both.collect()));
    }
    let context = Context { edit: key.starts_with(PAGE).then_some(bearer), ..Context::default() };
    to_guide(id, address(message.chat()), Event::Press(key.to_owned()), context)
}

/// A message that the adapter answers by itself.
fn to_adapter(id: u32, chat: &Chat, command: Command) -> What {
    What::Said(Inbound { who: address(chat), id: id.to_string(), request: Request::Command(command) })
}

/// A message for the guide.
fn to_guide(id: u32, who: Address, event: Event, context: Context) -> What {
    What::Said(Inbound { who, id: id.to_string(), request: Request::Event { event, context } })
}

fn address(chat: &Chat) -> Address {
    Address(chat.id.0.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn me() -> Me {
        Me { id: 7, username: "guichet_bot".into() }
    }

    fn message(rest: &str) -> String {
        format!(
            r#"{{"update_id":5,"message":{{"message_id":31,"date":1764000000,
               "from":{{"id":1,"is_bot":false,"first_name":"A"}},"chat":{{"id":1,"type":"private","first_name":"A"}},{rest}}}}}"#
        )
    }

    fn press(from: u64, chat: &str, data: &str) -> String {
        format!(
            r#"{{"update_id":6,"callback_query":{{"id":"9","chat_instance":"1","data":"{data}",
               "from":{{"id":1,"is_bot":false,"first_name":"A"}},"message":{{"message_id":40,"date":1764000000,
               "from":{{"id":{from},"is_bot":true,"first_name":"B"}},"chat":{chat},"text":"x"}}}}}}"#
        )
    }

    const PRIVATE: &str = r#"{"id":1,"type":"private","first_name":"A"}"#;
    const GROUP: &str = r#"{"id":-5,"type":"group","title":"G"}"#;

    fn what(raw: &str) -> String {
        match read(raw, &me()).expect("an update").what {
            What::Left(_) => "left".into(),
            What::Nothing(kind) => format!("nothing: {kind}"),
            What::Said(inbound) => match inbound.request {
                Request::Command(command) => format!("command: {command:?}"),
                Request::Event { event: Event::Text(text), .. } => format!("text: {text}"),
                Request::Event { event: Event::Captioned(kind, text), .. } => format!("{}: {text}", kind.name()),
                Request::Event { event: Event::Press(key), context: Context { edit: Some(edit), .. } } => {
                    format!("press: {key}, edits {edit}")
                }
                Request::Event { event: Event::Press(key), .. } => format!("press: {key}"),
                Request::Event { event: Event::Media(kind), .. } => kind.name().to_owned(),
                Request::Event { event, .. } => format!("{event:?}"),
            },
        }
    }

    #[test]
    fn messages_are_read_as_what_people_do() {
        for (rest, expected) in [
            (r#""text":"mon loyer""#, "text: mon loyer"),
            (r#""text":"/start abc""#, "Start"),
            (r#""text":"/start en_card_apl""#, "Open"),
            (r#""text":"/start fr_situation_loyer-impaye__agir""#, "Open"),
            (r#""text":"/start xx_card_apl""#, "Start"),
            (r#""text":"/START@Guichet_Bot""#, "Start"),
            (r#""text":"/aide@guichet_bot""#, "text: /aide"),
            (r#""text":"/aide@other_bot""#, "text: /aide@other_bot"),
            (r#""location":{"latitude":44.3,"longitude":2.5}"#, "Location"),
            (r#""voice":{"file_id":"a","file_unique_id":"b","duration":1}"#, "voice"),
            (r#""photo":[],"caption":"je veux mourir""#, "photo: je veux mourir"),
            (r#""photo":[],"caption":" ""#, "photo"),
            (r#""document":{"file_id":"a","file_unique_id":"b"},"caption":"aide""#, "other: aide"),
            (r#""voice":{"file_id":"a","file_unique_id":"b","duration":1},"caption":"vite""#, "voice: vite"),
            (
                r#""video":{"file_id":"a","file_unique_id":"b","width":1,"height":1,"duration":1},"caption":"aide""#,
                "photo: aide",
            ),
            (r#""poll":{"id":"1","question":"on me frappe","options":"of next year"}"#, "other: on me frappe"),
            (r#""dice":{"emoji":"🎲","value":3}"#, "other"),
            (r#""something_of_next_year":{"a":1}"#, "other"),
            (r#""pinned_message":{"message_id":3,"date":0,"chat":{"id":1,"type":"private"}}"#, "nothing: service"),
        ] {
            assert_eq!(what(&message(rest)), expected, "{rest}");
        }
        let unknown = r#"{"update_id":8,"message":{"message_id":"?","chat":{"id":1,"type":"private"}}}"#;
        assert_eq!(what(unknown), "other");
        assert_eq!(what(&unknown.replace("\"message_id\"", "\"text\":\"aide\",\"message_id\"")), "text: aide");
        assert_eq!(what(r#"{"update_id":8,"of_next_year":{}}"#), "nothing: of an unknown kind");
        assert!(read("[]", &me()).is_none());
    }

    #[test]
    fn corrections_of_a_text_are_read_again_and_other_edits_are_not() {
        let edited = |rest: &str| message(rest).replacen("\"message\"", "\"edited_message\"", 1);
        assert_eq!(what(&edited(r#""text":"mon loyer""#)), "text: mon loyer");
        assert_eq!(what(&edited(r#""location":{"latitude":44.3,"longitude":2.5}"#)), "nothing: edited");
    }

    #[test]
    fn groups_are_told_to_come_in_private_only_when_they_call() {
        let group = |text: &str| message(&format!(r#""text":"{text}""#)).replace(PRIVATE, GROUP);
        let told = "command: PrivateOnly";
        assert_eq!(what(&group("/menu")), told);
        assert_eq!(what(&group("hello @Guichet_Bot")), told);
        assert_eq!(what(&group("/menu@other_bot")), "nothing: group");
        assert_eq!(what(&group("hello")), "nothing: group");
        let reply = |from: u64| {
            let answered = format!(
                r#""text":"2","reply_to_message":{{"message_id":30,"date":1764000000,"chat":{GROUP},"text":"x",
                   "from":{{"id":{from},"is_bot":true,"first_name":"B"}}}}"#
            );
            message(&answered).replacen(PRIVATE, GROUP, 1)
        };
        assert_eq!((what(&reply(7)).as_str(), what(&reply(8)).as_str()), (told, "nothing: group"));
        assert_eq!(what(&press(7, GROUP, "menu 0")), told);
    }

    #[test]
    fn presses_keep_their_key_unless_the_button_is_not_ours() {
        assert_eq!(what(&press(7, PRIVATE, "open card/apl")), "press: open card/apl");
        assert_eq!(what(&press(8, PRIVATE, "open card/apl")), "press: ");
        assert_eq!(what(&press(7, PRIVATE, "page 1")), "press: page 1, edits 40");
        assert_eq!(what(&press(7, PRIVATE, "del 31")), "command: Delete([31, 40])");
        assert_eq!(what(&press(7, PRIVATE, "del x")), "press: del x");
        let inline = r#"{"update_id":6,"callback_query":{"id":"9","chat_instance":"1","data":"menu 0",
            "inline_message_id":"z","from":{"id":1,"is_bot":false,"first_name":"A"}}}"#;
        assert_eq!(what(inline), "press: ");
    }

    #[test]
    fn coming_into_a_group_is_answered_once() {
        let member = |before: &str, now: &str| {
            let bot = r#""user":{"id":7,"is_bot":true,"first_name":"b"}"#;
            let of = |status: &str| match status {
                "kicked" => format!(r#"{{{bot},"status":"kicked","until_date":0}}"#),
                status => format!(r#"{{{bot},"status":"{status}"}}"#),
            };
            format!(
                r#"{{"update_id":9,"my_chat_member":{{"chat":{GROUP},"from":{{"id":1,"is_bot":false,"first_name":"A"}},
                   "date":1764000000,"old_chat_member":{},"new_chat_member":{}}}}}"#,
                of(before),
                of(now)
            )
        };
        assert_eq!(what(&member("left", "member")), "command: PrivateOnly");
        assert_eq!(what(&member("kicked", "member")), "command: PrivateOnly");
        assert_eq!(what(&member("member", "left")), "nothing: my_chat_member");
        assert_eq!(what(&member("member", "member")), "nothing: my_chat_member");
    }

    #[test]
    fn how_an_update_came_about_is_told() {
        let act = |raw: &str| {
            let item = read(raw, &me()).expect("an update");
            (item.chat, item.act)
        };
        let wrote = message(r#""text":"mon loyer""#);
        assert_eq!(act(&wrote), (1, Act::Wrote(31)));
        let edited = message(r#""edit_date":1764000090,"text":"mon loyer""#).replacen("message", "edited_message", 1);
        assert_eq!(act(&edited), (1, Act::Edited { message: 31, after: 90 }));
        assert_eq!(act(&press(7, PRIVATE, "menu 0")), (1, Act::Pressed(40, Some("menu 0".into()))));
    }

    #[test]
    fn blocking_the_bot_is_leaving() {
        let raw = r#"{"update_id":9,"my_chat_member":{"chat":{"id":1,"first_name":"A","type":"private"},
            "from":{"id":1,"is_bot":false,"first_name":"A"},"date":1764000000,
            "old_chat_member":{"user":{"id":7,"is_bot":true,"first_name":"b"},"status":"member"},
            "new_chat_member":{"user":{"id":7,"is_bot":true,"first_name":"b"},"status":"kicked","until_date":0}}}"#;
        assert_eq!(what(raw), "left");
    }
}
