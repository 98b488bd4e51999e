//! What a room's events mean to the guide. They are read as loosely as the network allows: what some client writes its
//! own way still reaches somebody.

use guichet_core::model::Position;
use guichet_core::talk::{Event, MediaKind};
use serde_json::Value;

/// An event of a room, as far as a bot cares.
pub enum Read {
    /// A person said something: the event's identifier, and what was said.
    Said(String, Event),
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
    match text("type") {
        "m.room.message" => said(content).map_or(Read::Other, |said| Read::Said(id, said)),
        "m.sticker" if content.get("body").is_some() => Read::Said(id, Event::Media(MediaKind::Sticker)),
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
        // Bots answer no bots; and a verification is between programs.
        "m.notice" | "m.server_notice" | "m.key.verification.request" => return None,
        "m.location" => match content["geo_uri"].as_str().and_then(position) {
            Some(position) => Event::Location(position),
            None => Event::Media(MediaKind::Other),
        },
        "m.audio" => Event::Media(MediaKind::Voice),
        "m.image" | "m.video" => Event::Media(MediaKind::Photo),
        "m.text" | "m.emote" => Event::Text(own_words(body, content["m.relates_to"].get("m.in_reply_to").is_some())),
        _ => Event::Media(MediaKind::Other),
    })
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
            Read::Said(id, event) => {
                assert_eq!(id, "$1");
                Some(event)
            }
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
        let reaction = json!({ "type": "m.reaction", "event_id": "$1", "sender": "@ana:localhost", "content": {} });
        assert!(matches!(read(&reaction, OWN), Read::Other));
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
