//! What a room's events mean to the guide. They are read as loosely as the network allows: what some client writes its
//! own way still reaches somebody.

use guichet_core::model::Position;
use guichet_core::talk::{Event, MediaKind};
use serde_json::Value;

/// Something a person said.
#[derive(Clone)]
pub struct Said {
    /// The event's identifier.
    pub id: String,
    /// What was said.
    pub event: Event,
    /// The first message of the thread it stands in.
    pub thread: Option<String>,
    /// The message that it corrects.
    pub corrects: Option<String>,
    /// The message that it is a reaction to.
    pub reacts_to: Option<String>,
}

impl Said {
    /// Something said by itself.
    pub fn plain(id: String, event: Event) -> Self {
        Self { id, event, thread: None, corrects: None, reacts_to: None }
    }
}

/// An event of a room, as far as a bot cares.
pub enum Read {
    /// A person said something.
    Said(Said),
    /// A person said something that cannot be decrypted, or not yet.
    Sealed(String),
    /// The bot itself was invited.
    Invited,
    /// The bot itself joined: the event's identifier.
    Joined(String),
    /// Nothing to answer.
    Other,
}

/// Reads an event; `own` is the bot's own identifier.
pub fn read(event: &Value, own: &str) -> Read {
    let text = |field: &str| event[field].as_str().unwrap_or_default();
    let content = &event["content"];
    let id = text("event_id").to_owned();
    if text("type") == "m.room.member" && text("state_key") == own {
        let before = event["unsigned"]["prev_content"]["membership"].as_str();
        return match content["membership"].as_str() {
            Some("invite") => Read::Invited,
            // Not a change of the bot's name or picture.
            Some("join") if before != Some("join") => Read::Joined(id),
            _ => Read::Other,
        };
    }
    if text("sender") == own || id.is_empty() {
        return Read::Other;
    }
    let relation = &content["m.relates_to"];
    let related = |kind: &str| {
        let target = relation["event_id"].as_str().filter(|_| relation["rel_type"] == kind);
        target.map(str::to_owned)
    };
    let say = |event: Event| {
        let (thread, corrects) = (related("m.thread"), related("m.replace"));
        Read::Said(Said { thread, corrects, ..Said::plain(id.clone(), event) })
    };
    match text("type") {
        "m.room.message" => said(content).map_or(Read::Other, say),
        "m.sticker" if content.get("body").is_some() => say(Event::Media(MediaKind::Sticker)),
        // A number pressed below an answer. Other reactions are no words.
        "m.reaction" => match (related("m.annotation"), relation["key"].as_str()) {
            (Some(target), Some(key)) if key.chars().any(char::is_numeric) => {
                let pressed = Event::Text(key.to_owned());
                Read::Said(Said { reacts_to: Some(target), ..Said::plain(id, pressed) })
            }
            _ => Read::Other,
        },
        // Once for each call: what follows is between the programs.
        "m.call.invite"
        | "m.call.notify"
        | "org.matrix.msc4075.call.notify"
        | "m.rtc.notification"
        | "org.matrix.msc4075.rtc.notification" => say(Event::Media(MediaKind::Call)),
        kind @ ("m.poll.start" | "org.matrix.msc3381.poll.start") => say(poll(&content[kind])),
        // Without ciphertext it was taken back.
        "m.room.encrypted" if content.get("ciphertext").is_some() => Read::Sealed(id),
        _ => Read::Other,
    }
}

/// What a message says; nothing where it was taken back, or where a bot says it.
fn said(content: &Value) -> Option<Event> {
    // A correction is the message that should have been.
    let content = match content.get("m.new_content") {
        Some(corrected) if content["m.relates_to"]["rel_type"] == "m.replace" => corrected,
        _ => content,
    };
    let body = content["body"].as_str().unwrap_or_default();
    Some(match content["msgtype"].as_str()? {
        // Bots answer no bots.
        "m.notice" | "m.server_notice" => return None,
        "m.location" => match content["geo_uri"].as_str().and_then(position) {
            Some(position) => Event::Location(position),
            None => Event::Media(MediaKind::Other),
        },
        "m.audio" => media(MediaKind::Voice, caption(content)),
        "m.image" | "m.video" => media(MediaKind::Photo, caption(content)),
        "m.file" => media(MediaKind::Other, caption(content)),
        "m.text" | "m.emote" => Event::Text(own_words(body, content["m.relates_to"].get("m.in_reply_to").is_some())),
        _ => Event::Media(MediaKind::Other),
    })
}

/// What cannot be read, with the words that came with it.
fn media(kind: MediaKind, words: Option<&str>) -> Event {
    match words.map(str::trim).filter(|words| !words.is_empty()) {
        Some(words) => Event::Captioned(kind, words.to_owned()),
        None => Event::Media(kind),
    }
}

/// What somebody wrote below a picture or a file. Where the name of the file does not stand by itself, the text may be
/// that name: then only what looks like words is taken for them.
fn caption(content: &Value) -> Option<&str> {
    let body = content["body"].as_str()?;
    // A recording is named by the program that made it.
    if content.get("m.voice").or(content.get("org.matrix.msc3245.voice")).is_some() {
        return None;
    }
    match content["filename"].as_str() {
        Some(name) => (name != body).then_some(body),
        None => (body.trim().contains(char::is_whitespace) && !names_a_file(body)).then_some(body),
    }
}

/// Whether a text ends as the names of files do.
fn names_a_file(text: &str) -> bool {
    let ending = text.trim().rsplit_once('.').map(|(_, ending)| ending);
    ending.is_some_and(|ending| (2..=5).contains(&ending.len()) && ending.chars().all(|c| c.is_ascii_alphanumeric()))
}

/// A poll: its question is words.
fn poll(content: &Value) -> Event {
    let question = &content["question"];
    let words = question["body"].as_str().or(question["org.matrix.msc1767.text"].as_str());
    media(MediaKind::Other, words.or(question["m.text"][0]["body"].as_str()))
}

/// A message without the quotation that clients put before a reply.
fn own_words(body: &str, reply: bool) -> String {
    let quoted = reply && body.starts_with("> ");
    let words: Vec<&str> = body.lines().skip_while(|line| quoted && line.starts_with('>')).collect();
    words.join("\n").trim().to_owned()
}

/// The position of a `geo:` address (RFC 5870): latitude, longitude, perhaps an altitude, then parameters.
fn position(address: &str) -> Option<Position> {
    let numbers = address.strip_prefix("geo:")?.split(';').next()?;
    let mut numbers = numbers.split(',').map(|number| number.trim().parse::<f64>().ok());
    Position::new(numbers.next()??, numbers.next()??)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const OWN: &str = "@guichet:localhost";

    fn message(content: Value) -> Option<Event> {
        let event =
            json!({ "type": "m.room.message", "event_id": "$1", "sender": "@ana:localhost", "content": content });
        match read(&event, OWN) {
            Read::Said(said) => {
                assert_eq!(said.id, "$1");
                Some(said.event)
            }
            _ => None,
        }
    }

    fn event(kind: &str, content: Value) -> Option<Said> {
        let event = json!({ "type": kind, "event_id": "$1", "sender": "@ana:localhost", "content": content });
        match read(&event, OWN) {
            Read::Said(said) => Some(said),
            _ => None,
        }
    }

    fn words(content: Value) -> Option<String> {
        match message(content) {
            Some(Event::Text(words)) => Some(words),
            _ => None,
        }
    }

    #[test]
    fn words_are_read_however_a_client_writes_them() {
        assert_eq!(words(json!({ "msgtype": "m.text", "body": "loyer" })).as_deref(), Some("loyer"));
        assert_eq!(words(json!({ "msgtype": "m.emote", "body": "a faim" })).as_deref(), Some("a faim"));
        let reply = json!({
            "msgtype": "m.text", "body": "> <@guichet:localhost> 1. Logement\n> 2. Santé\n\n2",
            "m.relates_to": { "m.in_reply_to": { "event_id": "$0" } },
        });
        assert_eq!(words(reply).as_deref(), Some("2"));
        let corrected = json!({
            "msgtype": "m.text", "body": "* loyer", "m.new_content": { "msgtype": "m.text", "body": "loyer" },
            "m.relates_to": { "rel_type": "m.replace", "event_id": "$0" },
        });
        assert_eq!(words(corrected).as_deref(), Some("loyer"));
        // Somebody may well begin with a quotation mark of mail.
        assert_eq!(words(json!({ "msgtype": "m.text", "body": "> loyer" })).as_deref(), Some("> loyer"));
    }

    #[test]
    fn what_is_no_text_keeps_its_kind() {
        let kind = |content| match message(content) {
            Some(Event::Media(kind)) => Some(kind),
            _ => None,
        };
        for (msgtype, expected) in [
            ("m.audio", MediaKind::Voice),
            ("m.image", MediaKind::Photo),
            ("m.video", MediaKind::Photo),
            ("m.file", MediaKind::Other),
            ("org.example.new", MediaKind::Other),
        ] {
            assert_eq!(kind(json!({ "msgtype": msgtype, "body": "x" })), Some(expected), "{msgtype}");
        }
        let caption = |content| match message(content) {
            Some(Event::Captioned(kind, words)) => Some(format!("{}: {words}", kind.name())),
            _ => None,
        };
        for (content, expected) in [
            (json!({ "msgtype": "m.image", "body": "je veux mourir" }), Some("photo: je veux mourir")),
            (json!({ "msgtype": "m.image", "body": "aide", "filename": "a.jpg" }), Some("photo: aide")),
            (json!({ "msgtype": "m.video", "body": "a.mp4", "filename": "a.mp4" }), None),
            (json!({ "msgtype": "m.image", "body": "Capture du 29 11.png" }), None),
            (json!({ "msgtype": "m.image", "body": "image" }), None),
            (json!({ "msgtype": "m.file", "body": "il me frappe", "filename": "a.pdf" }), Some("other: il me frappe")),
            (json!({ "msgtype": "m.audio", "body": "Voice message", "filename": "v.ogg", "m.voice": {} }), None),
        ] {
            assert_eq!(caption(content.clone()).as_deref(), expected, "{content}");
        }
        let place = message(json!({ "msgtype": "m.location", "body": "x", "geo_uri": "geo:44.35,2.57;u=35" }));
        assert!(matches!(place, Some(Event::Location(at)) if at.lat == 44.35 && at.lon == 2.57));
        assert_eq!(kind(json!({ "msgtype": "m.location", "geo_uri": "geo:x" })), Some(MediaKind::Other));
    }

    #[test]
    fn nobody_is_answered_who_said_nothing() {
        assert!(message(json!({})).is_none(), "taken back");
        assert!(message(json!({ "msgtype": "m.notice", "body": "a bot" })).is_none());
        let own = json!({ "type": "m.room.message", "event_id": "$1", "sender": OWN,
            "content": { "msgtype": "m.text", "body": "x" } });
        assert!(matches!(read(&own, OWN), Read::Other));
        let reaction = |key: &str| {
            let relation = json!({ "rel_type": "m.annotation", "event_id": "$0", "key": key });
            event("m.reaction", json!({ "m.relates_to": relation }))
        };
        assert!(event("m.reaction", json!({})).is_none(), "taken back");
        assert!(reaction("❤️").is_none(), "thanks need no answer");
        let said = reaction("2️⃣").expect("a choice");
        assert!(matches!(&said.event, Event::Text(key) if key == "2️⃣") && said.reacts_to.as_deref() == Some("$0"));
    }

    #[test]
    fn calls_polls_and_verifications_are_answered() {
        let kind = |name: &str, content: Value| match event(name, content).map(|said| said.event) {
            Some(Event::Media(kind)) => kind.name().to_owned(),
            Some(Event::Captioned(kind, words)) => format!("{}: {words}", kind.name()),
            _ => "nothing".to_owned(),
        };
        assert_eq!(kind("m.call.invite", json!({ "call_id": "1" })), "call");
        assert_eq!(kind("org.matrix.msc4075.rtc.notification", json!({})), "call");
        assert_eq!(kind("m.call.candidates", json!({ "call_id": "1" })), "nothing", "once for a call");
        assert_eq!(kind("m.room.message", json!({ "msgtype": "m.key.verification.request", "body": "x" })), "other");
        let old =
            json!({ "org.matrix.msc3381.poll.start": { "question": { "org.matrix.msc1767.text": "on me frappe" } } });
        assert_eq!(kind("org.matrix.msc3381.poll.start", old), "other: on me frappe");
        let new = json!({ "m.poll.start": { "question": { "m.text": [{ "body": "où aller" }] } } });
        assert_eq!(kind("m.poll.start", new), "other: où aller");
        assert_eq!(kind("m.poll.start", json!({})), "other");
    }

    #[test]
    fn threads_and_corrections_say_of_what() {
        let text = |relation: Value| {
            let content = json!({ "msgtype": "m.text", "body": "x", "m.relates_to": relation });
            let said = event("m.room.message", content).expect("said");
            (said.thread, said.corrects)
        };
        assert_eq!(text(json!({ "rel_type": "m.thread", "event_id": "$root" })), (Some("$root".into()), None));
        assert_eq!(text(json!({ "rel_type": "m.replace", "event_id": "$0" })), (None, Some("$0".into())));
        assert_eq!(text(json!({ "m.in_reply_to": { "event_id": "$0" } })), (None, None));
    }

    #[test]
    fn the_bots_own_comings_are_told_from_a_change_of_its_name() {
        let member = |membership: &str, before: &str| {
            json!({ "type": "m.room.member", "event_id": "$1", "sender": OWN, "state_key": OWN,
                "content": { "membership": membership }, "unsigned": { "prev_content": { "membership": before } } })
        };
        assert!(matches!(read(&member("join", "invite"), OWN), Read::Joined(id) if id == "$1"));
        assert!(matches!(read(&member("join", "join"), OWN), Read::Other));
        assert!(matches!(read(&member("invite", "leave"), OWN), Read::Invited));
        assert!(matches!(read(&member("leave", "join"), OWN), Read::Other));
    }
}
