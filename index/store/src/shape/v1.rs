//! The first shape: a screen was named alone, and not yet by its flow.

use serde_json::{Map, Value};

/// Screens of the first shape: their name, the flow they are in now, and their name there.
pub(super) const SCREENS: [(&str, &str, &str); 33] = [
    ("Language", "Start", "Language"),
    ("Storage", "Start", "Storage"),
    ("Resume", "Start", "Resume"),
    ("Confirm", "Start", "Confirm"),
    ("Stopped", "Start", "Stopped"),
    ("Forgotten", "Start", "Forgotten"),
    ("Menu", "Find", "Menu"),
    ("Theme", "Find", "Theme"),
    ("Results", "Find", "Results"),
    ("NoneFits", "Find", "NoneFits"),
    ("Card", "Card", "Card"),
    ("Section", "Card", "Section"),
    ("Thanks", "Card", "Thanks"),
    ("Sorry", "Card", "Sorry"),
    ("Situation", "Situation", "Node"),
    ("Papers", "Situation", "Papers"),
    ("Rights", "Rights", "Intro"),
    ("Interview", "Rights", "Question"),
    ("ReadBack", "Rights", "ReadBack"),
    ("Review", "Rights", "Review"),
    ("Outcomes", "Rights", "Outcomes"),
    ("Right", "Rights", "Right"),
    ("Leaving", "Rights", "Leaving"),
    ("AskPlace", "Place", "Ask"),
    ("Communes", "Place", "Communes"),
    ("Places", "Place", "Places"),
    ("Place", "Place", "Place"),
    ("Emergency", "Emergency", "Kinds"),
    ("EmergencyCategory", "Emergency", "Category"),
    ("EmergencyCheck", "Emergency", "Check"),
    ("Help", "Help", "Help"),
    ("Human", "Help", "Human"),
    ("Privacy", "Help", "Privacy"),
];

/// Gives every screen of a session the name of its flow.
pub(super) fn name_flows(session: &mut Map<String, Value>) {
    if let Some(screen) = session.get_mut("screen") {
        name_flow(screen);
    }
    for list in ["trail", "waiting"] {
        let screens = session.get_mut(list).and_then(Value::as_array_mut);
        screens.into_iter().flatten().for_each(name_flow);
    }
}

/// A screen is its name, or an object with its name as the only key. One that is unknown stays as it is.
fn name_flow(screen: &mut Value) {
    let of = |name: &str| SCREENS.iter().find(|(old, ..)| *old == name);
    *screen = match screen.take() {
        Value::String(name) => match of(&name) {
            Some((_, flow, new)) => named(flow, Value::from(*new)),
            None => Value::String(name),
        },
        Value::Object(fields) if fields.len() == 1 => {
            let known = fields.iter().next().and_then(|(name, held)| Some((of(name)?, held.clone())));
            match known {
                Some(((_, flow, new), held)) => named(flow, named(new, held)),
                None => Value::Object(fields),
            }
        }
        other => other,
    };
}

fn named(name: &str, held: Value) -> Value {
    Value::Object(Map::from_iter([(name.to_owned(), held)]))
}
