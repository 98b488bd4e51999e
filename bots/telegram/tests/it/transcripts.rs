//! Properties of the program, over the conversations in `tests/transcripts/`, against an emulated Bot API:
//! - the messages of every answer are, up to markup and layout, the text that the file shows, whether choices are
//!   pressed as buttons or typed as digits; each is played both ways, waits included;
//! - the first message of a chat says in every language what Telegram keeps, once;
//! - where the file says that deleting is offered, a button offers it;
//! - nothing is sent that Telegram would refuse, and every press is acknowledged.

use crate::common::{Bot, PATIENCE, Start, WORLD, copy, since, words};
use guichet_bots::Locales;
use guichet_tests::telegram::{Emulator, Shown};
use guichet_tests::transcript::{self, Said, Transcript, flat};
use std::path::Path;

/// A person in front of the bot.
struct Person<'a> {
    api: &'a Emulator,
    bot: &'a Bot,
    chat: i64,
    /// Choices are pressed; else typed.
    presses: bool,
    /// How much was seen.
    seen: usize,
}

impl Person<'_> {
    /// Waits for what is new until its words are these.
    fn sees(&mut self, expected: &str) -> Result<Vec<Shown>, String> {
        let expected = flat(expected);
        let new = since(self.api, self.chat, self.seen, |shown| words(shown) == expected)
            .map_err(|shown| format!("expected:\n{expected}\ngot:\n{}\nlog: {}", words(&shown), self.bot.log()))?;
        self.seen += new.len();
        Ok(new)
    }

    fn chooses(&self, number: u8) {
        let label = format!("{number}. ");
        let newest = self.api.shown(self.chat).into_iter().rev().find(|shown| !shown.keyboard.is_empty());
        let there = newest.is_some_and(|shown| shown.buttons().any(|button| button.label.starts_with(&label)));
        if self.presses && there {
            self.api.press(self.chat, &label).expect("a button that is there");
        } else {
            self.api.text(self.chat, &number.to_string());
        }
    }

    fn does(&self, said: &Said) {
        match said {
            Said::Text(text) => self.api.text(self.chat, text),
            Said::Choose(number) => self.chooses(*number),
            Said::Press(key) => self.api.press_key(self.chat, None, key),
            Said::Location(at) => self.api.location(self.chat, at.lat, at.lon),
            Said::Media(kind) => self.api.media(self.chat, kind.name()),
            Said::Start(_) | Said::Wait(_) => {}
        }
    }
}

/// The texts of the words that come before the first answer, and of the two screens that a known language skips.
struct Opening {
    keeps: String,
    language: String,
}

fn play(person: &mut Person<'_>, one: &Transcript, clock: &Path, opening: &Opening) -> Result<(), String> {
    let mut now = one.now;
    let at = |why: String, line: &str| format!("{}.txt, after '> {line}': {why}", one.name);
    std::fs::write(clock, now.to_string()).map_err(|error| error.to_string())?;
    for step in &one.steps {
        let fail = |why| at(why, &step.line);
        let answer: Vec<&str> = step.answer.lines().filter(|line| !line.starts_with("* ")).collect();
        let answer = answer.join("\n");
        match &step.said {
            Said::Wait(minutes) => {
                now = now.plus_minutes(*minutes);
                std::fs::write(clock, now.to_string()).map_err(|error| error.to_string())?;
                continue;
            }
            Said::Start(lang) => {
                person.api.text(person.chat, "/start");
                let first = if lang.is_some() { &opening.language } else { &answer };
                person.sees(&format!("{}\n{first}", opening.keeps)).map_err(fail)?;
                let Some(lang) = lang else { continue };
                person.api.press_key(person.chat, None, &format!("speak {}", lang.code()));
                // What is stored, in that language: seen to the end by its first button.
                let stored = since(person.api, person.chat, person.seen, |shown| !shown.is_empty());
                person.seen += stored.map_err(|_| fail("no screen about what is stored".into()))?.len();
                person.chooses(1);
            }
            other => person.does(other),
        }
        let shown = person.sees(&answer).map_err(fail)?;
        if step.answer.contains("* deleting the message is offered") {
            let offered = shown.iter().flat_map(Shown::buttons).any(|button| button.key.starts_with("del "));
            assert!(offered, "{}", at("no button deletes".into(), &step.line));
        }
    }
    Ok(())
}

#[test]
fn a_transcript_tells_the_same_story_with_buttons_and_with_digits() {
    told("one-transcript", |one| one.name == "rent-rodez-fr");
}

#[test]
#[ignore = "full: every transcript, over a network"]
fn every_transcript_tells_the_same_story_with_buttons_and_with_digits() {
    told("every-transcript", |_| true);
}

/// Plays the transcripts that are wanted, at least one, against a program on a folder of this name.
fn told(folder: &str, wanted: impl Fn(&Transcript) -> bool) {
    let data = copy(&WORLD, folder);
    let clock = data.join("clock");
    std::fs::write(&clock, "2026-11-23T10:00").expect("a clock");
    let api = Emulator::start().expect("a Bot API");
    let bot = Start::new(&data, &api.url()).with(["--clock", &clock.display().to_string()]).go().ready();
    let transcripts = transcript::all().expect("the transcripts");
    let locales = Locales::new();
    let keeps: Vec<String> =
        locales.languages().iter().map(|lang| locales.interface(*lang, "bots-telegram-keeps")).collect();
    let language = transcripts.iter().find_map(|one| {
        let first = one.steps.first().filter(|step| step.said == Said::Start(None))?;
        Some(first.answer.clone())
    });
    let opening = Opening { keeps: keeps.join("\n"), language: language.expect("a first contact") };
    let mut faults = Vec::new();
    let mut chat = 1000;
    for one in transcripts.iter().filter(|one| wanted(one)) {
        for presses in [true, false] {
            chat += 1;
            let mut person = Person { api: &api, bot: &bot, chat, presses, seen: 0 };
            let way = if presses { "pressed" } else { "typed" };
            faults.extend(play(&mut person, one, &clock, &opening).err().map(|why| format!("({way}) {why}")));
        }
    }
    assert!(chat > 1000, "nothing was played");
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
    let acknowledged =
        |state: &guichet_tests::telegram::State| state.callbacks.values().all(|done| *done).then_some(());
    assert!(api.wait(PATIENCE, acknowledged).is_some(), "a press was not acknowledged");
    let offered = api.wait(PATIENCE, |state| (state.commands.len() > locales.languages().len()).then_some(()));
    assert!(offered.is_some(), "the commands are not offered");
    let (status, log) = bot.end();
    assert!(status.success(), "{status}: {log}");
    assert_eq!(api.bad(), Vec::<String>::new());
    assert_eq!(log, "", "nothing to tell the operator");
}
