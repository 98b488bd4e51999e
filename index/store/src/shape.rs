//! The shapes in which conversations are stored. A shape that was ever written stays readable: a new one is a new variant,
//! and the fixtures of the old ones stay in the tests.

mod v1;

use guichet_core::model::{Lang, Moment};
use guichet_core::ports::conversations::{Address, Conversation, Parcel};
use guichet_core::talk::Session;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Everything that was ever written.
#[derive(Serialize, Deserialize)]
#[serde(tag = "version")]
enum Stored {
    /// Screens without the name of their flow.
    #[serde(rename = "1")]
    V1(Record),
    #[serde(rename = "2")]
    V2(Record),
}

/// What every version has written of a conversation.
#[derive(Serialize, Deserialize)]
struct Record {
    address: String,
    /// As the core writes it; read field by field, so that the core may change it.
    session: Map<String, Value>,
    #[serde(default)]
    outbox: Vec<StoredParcel>,
    #[serde(default)]
    erase: bool,
}

#[derive(Serialize, Deserialize)]
struct StoredParcel {
    id: String,
    body: String,
    #[serde(default)]
    in_flight: bool,
    #[serde(default)]
    doubts: u8,
}

/// A conversation as it is stored now; `Err` only where the core gives something that JSON cannot say.
pub(crate) fn write(who: &Address, conversation: &Conversation) -> Result<Vec<u8>, serde_json::Error> {
    let parcel = |parcel: &Parcel| StoredParcel {
        id: parcel.id.clone(),
        body: parcel.body.clone(),
        in_flight: parcel.in_flight,
        doubts: parcel.doubts,
    };
    serde_json::to_vec(&Stored::V2(Record {
        address: who.0.clone(),
        session: fields(&conversation.session)?,
        outbox: conversation.outbox.iter().map(parcel).collect(),
        erase: conversation.erase,
    }))
}

/// Reads what any version of this program wrote. A session that cannot be read is a fresh one: the person starts again
/// from the beginning, and still gets the pending answers.
pub(crate) fn read(bytes: &[u8]) -> Result<(Address, Conversation), serde_json::Error> {
    let stored = match serde_json::from_slice(bytes)? {
        Stored::V1(mut stored) => {
            v1::name_flows(&mut stored.session);
            stored
        }
        Stored::V2(stored) => stored,
    };
    let parcel = |StoredParcel { id, body, in_flight, doubts }| Parcel { id, body, in_flight, doubts };
    let conversation = Conversation {
        session: session(&stored.session)?,
        outbox: stored.outbox.into_iter().map(parcel).collect(),
        erase: stored.erase,
    };
    Ok((Address(stored.address), conversation))
}

fn fields(session: &Session) -> Result<Map<String, Value>, serde_json::Error> {
    serde_json::from_value(serde_json::to_value(session)?)
}

fn session(stored: &Map<String, Value>) -> Result<Session, serde_json::Error> {
    // Fields that the core learnt since then have the value they have in a new session.
    let mut all = fields(&Session::default())?;
    all.extend(stored.iter().map(|(name, value)| (name.clone(), value.clone())));
    Ok(serde_json::from_value(Value::Object(all)).unwrap_or_else(|_| fresh(stored)))
}

/// A new session in the same language. It keeps its last moment: without it, it would be erased as long silent.
fn fresh(stored: &Map<String, Value>) -> Session {
    fn field<T: serde::de::DeserializeOwned>(stored: &Map<String, Value>, name: &str) -> Option<T> {
        serde_json::from_value(stored.get(name)?.clone()).ok()
    }
    Session {
        lang: field::<Lang>(stored, "lang"),
        last: field::<Moment>(stored, "last"),
        seed: field(stored, "seed").unwrap_or_default(),
        ..Session::default()
    }
}

#[cfg(test)]
mod tests {
    //! Properties: the fixture of each past version reads to the conversation it was written from; the present version
    //! still writes its fixture; fields may come and go; a screen that is unknown loses no parcel.

    use super::*;
    use crate::seal::{Keys, RecordKind};
    use guichet_core::model::Wishes;
    use guichet_core::talk::Screen;
    use guichet_core::talk::flows::{find, help, start};

    const V1: &str = include_str!("../tests/fixtures/conversation-v1.json");
    const SEALED_V1: &str = include_str!("../tests/fixtures/conversation-v1.sealed.hex");
    const SCREENS_V1: &str = include_str!("../tests/fixtures/screens-v1.json");
    const V2: &str = include_str!("../tests/fixtures/conversation-v2.json");
    const SEALED_V2: &str = include_str!("../tests/fixtures/conversation-v2.sealed.hex");

    /// The key of the fixture, and of nothing else.
    const KEY: [u8; 32] = [0x47; 32];

    fn conversation() -> (Address, Conversation) {
        let parcel =
            |id: &str, body: &str, in_flight, doubts| Parcel { id: id.into(), body: body.into(), in_flight, doubts };
        let session = Session {
            lang: Some(Lang::EN),
            screen: Screen::Find(find::State::Menu { page: 1 }),
            trail: vec![Screen::Start(start::State::Language), Screen::Help(help::State::Help)],
            misses: 2,
            commune: Some("35238".into()),
            wishes: Wishes::default(),
            last: Moment::parse("2026-11-23T10:00"),
            seed: u64::MAX,
            denied: Vec::new(),
            interview: None,
            matter: None,
            waiting: None,
        };
        let outbox = vec![parcel("00ff", "Première réponse", true, 1), parcel("01ff", "{\"text\":\"2\"}", false, 0)];
        (Address("chat-1".into()), Conversation { session, outbox, erase: true })
    }

    #[test]
    fn the_fixtures_still_read() {
        let expected = conversation();
        let keys = Keys::new(&KEY);
        let name = keys.name(RecordKind::Conversation, "chat-1");
        for (version, plain, sealed) in [("1", V1, SEALED_V1), ("2", V2, SEALED_V2)] {
            let read_back = read(plain.trim().as_bytes()).expect("the plain fixture");
            assert!(read_back == expected, "the plain fixture of version {version} reads to something else");
            let opened = keys.open(RecordKind::Conversation, &name, &unhex(sealed.trim())).expect("opens");
            let read_back = read(&opened).expect("the sealed fixture");
            assert!(read_back == expected, "the sealed fixture of version {version} reads to something else");
        }
    }

    #[test]
    fn every_screen_of_the_first_shape_still_reads() {
        let screens: Vec<Value> = serde_json::from_str(SCREENS_V1).expect("JSON");
        let names: std::collections::BTreeSet<String> = screens
            .iter()
            .map(|screen| {
                screen.as_str().map_or_else(
                    || screen.as_object().expect("one name").keys().next().expect("a name").clone(),
                    str::to_owned,
                )
            })
            .collect();
        assert_eq!(names.len(), v1::SCREENS.len(), "each once");
        for screen in screens {
            let mut stored: Value = serde_json::from_str(V1).expect("JSON");
            stored["session"]["screen"] = screen.clone();
            stored["session"]["trail"] = Value::from(vec![screen.clone()]);
            stored["session"]["waiting"] = Value::from(vec![screen.clone()]);
            let (_, read) = read(stored.to_string().as_bytes()).expect("reads");
            let now = read.session.screen;
            assert_eq!(read.session.misses, 2, "{screen}: the session is a fresh one");
            assert_eq!((read.session.trail, read.session.waiting), (vec![now.clone()], Some(vec![now])), "{screen}");
        }
    }

    #[test]
    fn the_present_shape_is_written_as_its_fixture() {
        let (who, conversation) = conversation();
        let written: Value = serde_json::from_slice(&write(&who, &conversation).expect("written")).expect("JSON");
        let fixture: Value = serde_json::from_str(V2).expect("JSON");
        assert_eq!(written, fixture, "a changed shape is a new version, with a fixture of its own");
    }

    #[test]
    fn fields_of_the_session_may_come_and_go() {
        let mut stored: Value = serde_json::from_str(V2).expect("JSON");
        let session = stored["session"].as_object_mut().expect("an object");
        session.remove("misses").expect("a field");
        session.insert("of_a_later_version".into(), Value::from(1));
        let (_, read) = read(stored.to_string().as_bytes()).expect("reads");
        let expected = Session { misses: 0, ..conversation().1.session };
        assert_eq!(read.session, expected);
    }

    #[test]
    fn an_unknown_screen_is_a_fresh_session_and_loses_no_parcel() {
        let mut stored: Value = serde_json::from_str(V2).expect("JSON");
        stored["session"]["screen"] = Value::from("OfALaterVersion");
        let (who, read) = read(stored.to_string().as_bytes()).expect("reads");
        let (address, expected) = conversation();
        assert!(who == address && read.outbox == expected.outbox && read.erase);
        let Session { lang, last, seed, .. } = expected.session;
        assert_eq!(read.session, Session { lang, last, seed, ..Session::default() });
    }

    /// As it was written before answers were read back and changed from a list.
    #[test]
    fn an_earlier_interview_and_an_earlier_result_still_read() {
        let found = serde_json::json!([{ "right": "rsa", "standing": "likely", "amount": 480.5, "reason": null }]);
        let screens = [
            serde_json::json!({ "Interview": { "step": "age" } }),
            serde_json::json!({ "Review": { "page": 1 } }),
            serde_json::json!({ "Outcomes": { "found": found, "page": 0, "unlikely": false } }),
        ];
        for screen in screens {
            let mut stored: Value = serde_json::from_str(V1).expect("JSON");
            stored["session"]["screen"] = screen.clone();
            stored["session"]["interview"] = serde_json::json!({ "given": [["age", { "number": 34.0 }]] });
            let (_, read) = read(stored.to_string().as_bytes()).expect("reads");
            assert_ne!(read.session.screen, Screen::default(), "{screen}");
            assert!(read.session.interview.is_some_and(|interview| interview.given("age").is_some()), "{screen}");
        }
    }

    #[test]
    fn what_is_no_conversation_is_refused() {
        for bytes in ["", "null", "{\"version\":\"9\"}", "{\"version\":\"2\",\"address\":\"a\"}"] {
            assert!(read(bytes.as_bytes()).is_err(), "{bytes}");
        }
    }

    fn unhex(text: &str) -> Vec<u8> {
        let digits: Vec<u8> = text.chars().filter_map(|digit| digit.to_digit(16)).map(|digit| digit as u8).collect();
        digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect()
    }

    /// Writes the sealed fixture of a new version: `cargo test -p guichet-store -- --ignored --nocapture`.
    #[test]
    #[ignore = "writes a fixture: run once for a new version"]
    fn write_a_sealed_fixture() {
        let keys = Keys::new(&KEY);
        let (who, conversation) = conversation();
        let plain = write(&who, &conversation).expect("written");
        let name = keys.name(RecordKind::Conversation, &who.0);
        let sealed = keys.seal(RecordKind::Conversation, &name, &plain).expect("sealed");
        println!("{}", String::from_utf8(plain).expect("text"));
        println!("{}", sealed.iter().map(|byte| format!("{byte:02x}")).collect::<String>());
    }
}
