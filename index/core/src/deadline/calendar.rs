//! Last days as iCalendar (RFC 5545), for the calendar of a phone: lines that end in CR LF, at most 75 octets long and never
//! cut inside a character, texts escaped.

use crate::fingerprint::Fingerprint;
use crate::model::{Date, Moment};
use std::fmt::Write;

/// A day to keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarEvent {
    /// What tells it from others, such as the identifier of a deadline. It is written as a fingerprint.
    pub id: String,
    /// The day.
    pub day: Date,
    /// Its title, one line.
    pub title: String,
    /// What stands below, possibly empty.
    pub notes: String,
    /// It comes again each year.
    pub yearly: bool,
}

/// Days before an event on which the phone says so.
const ALARMS: [u32; 2] = [14, 3];
/// Longest line, in octets.
const LINE: usize = 75;
/// Who writes it.
const PRODUCT: &str = "-//Guichet//Guichet//FR";

/// Events as one calendar, written at a moment of UTC.
pub fn calendar(events: &[CalendarEvent], written: Moment) -> String {
    let mut out = String::new();
    let mut line = |name: &str, value: &str| fold(&mut out, name, value);
    line("BEGIN", "VCALENDAR");
    line("VERSION", "2.0");
    line("PRODID", PRODUCT);
    for event in events {
        line("BEGIN", "VEVENT");
        line("UID", &uid(event));
        line("DTSTAMP", &format!("{}T{:02}{:02}00Z", basic(written.date), written.minute / 60, written.minute % 60));
        line("DTSTART;VALUE=DATE", &basic(event.day));
        line("DTEND;VALUE=DATE", &basic(Date::from_days(event.day.days() + 1)));
        if event.yearly {
            line("RRULE", "FREQ=YEARLY");
        }
        line("SUMMARY", &escaped(&event.title));
        if !event.notes.is_empty() {
            line("DESCRIPTION", &escaped(&event.notes));
        }
        line("TRANSP", "TRANSPARENT");
        // One that is past would ring at once, or never.
        for days in ALARMS.into_iter().filter(|days| event.day.days() - i64::from(*days) >= written.date.days()) {
            line("BEGIN", "VALARM");
            line("ACTION", "DISPLAY");
            line("DESCRIPTION", &escaped(&event.title));
            line("TRIGGER", &format!("-P{days}D"));
            line("END", "VALARM");
        }
        line("END", "VEVENT");
    }
    line("END", "VCALENDAR");
    out
}

/// One event for a code to scan, in at most so many octets: the little that a phone needs, its title cut where it must be.
/// Nothing is folded: what reads a code reads lines as they are. `None` where not even the day fits.
pub fn code(event: &CalendarEvent, longest: usize) -> Option<String> {
    let head = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:{}\r\n", basic(event.day));
    let tail = "\r\nEND:VEVENT\r\nEND:VCALENDAR";
    let left = longest.checked_sub(head.len() + "SUMMARY:".len() + tail.len())?;
    let whole = escaped(&event.title);
    let title = if whole.len() <= left { whole } else { cut(&event.title, left)? };
    Some(format!("{head}SUMMARY:{title}{tail}"))
}

/// The title cut at a word, escaped, in at most so many octets. `None` where no word fits.
fn cut(title: &str, left: usize) -> Option<String> {
    let ends = title.char_indices().filter(|(_, c)| *c == ' ').map(|(at, _)| at);
    let short = |at: usize| format!("{}…", escaped(title[..at].trim_end_matches([',', ';', ':', ' '])));
    ends.map(short).take_while(|short| short.len() <= left).last()
}

/// An identifier that says nothing of its subject: the same event has the same one each time, one that comes again each year too.
fn uid(event: &CalendarEvent) -> String {
    let mut print = Fingerprint::new();
    print.field(event.id.as_bytes());
    if !event.yearly {
        print.field(event.day.to_string().as_bytes());
    }
    format!("{print}@guichet.invalid")
}

fn basic(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year, day.month, day.day)
}

/// A text as a value: what parts values is escaped, and so is the end of a line. Other control characters are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Adds a line, cut where it is too long: what goes on begins with a space.
fn fold(out: &mut String, name: &str, value: &str) {
    let (mut room, mut line) = (LINE, String::new());
    let _ = write!(line, "{name}:{value}");
    for c in line.chars() {
        if c.len_utf8() > room {
            out.push_str("\r\n ");
            room = LINE - 1;
        }
        room -= c.len_utf8();
        out.push(c);
    }
    out.push_str("\r\n");
}
