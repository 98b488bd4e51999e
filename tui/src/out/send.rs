//! A sheet sent to a phone or a mailbox, through a program that the configuration names. Whom it goes to is used once: it is
//! neither kept nor logged, and nothing that the program says is, since it may repeat it.

use super::child::{self, ChildFault};
use super::link::{self, Room};
use super::rows::Arrangement;
use super::text;
use guichet_core::sheet::{Basket, Sheet};
use guichet_core::text::normal;
use std::process::Command;
use std::time::Duration;

/// By what it is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Channel {
    Sms,
    Email,
}

/// Whom it goes to. No `Debug` and no copy.
pub(crate) struct Recipient(String);

/// What stands for the recipient in the arguments of a program.
const TO: &str = "{to}";
/// The environment variable of the program that holds the recipient.
const VARIABLE: &str = "GUICHET_SEND_TO";
/// Longest address of a mailbox (RFC 5321, 4.5.3.1.3).
const LONGEST: usize = 254;
/// Columns of an e-mail: read on any screen.
const COLUMNS: u16 = 72;
/// Digits of a number in France, and in any country (E.164).
const NATIONAL: usize = 10;
const INTERNATIONAL: std::ops::RangeInclusive<usize> = 8..=15;

impl Recipient {
    /// Reads a mobile number, or the address of a mailbox. `None` where it is none: nothing is guessed.
    pub(crate) fn read(channel: Channel, typed: &str) -> Option<Self> {
        match channel {
            Channel::Sms => mobile(typed),
            Channel::Email => mailbox(typed),
        }
        .map(Self)
    }
}

/// A mobile number of France, or any number with the sign of its country.
fn mobile(typed: &str) -> Option<String> {
    let ascii = |c: char| normal::digit(c).map_or(c, |digit| char::from(b'0' + digit));
    let kept: String = typed.chars().filter(|c| !c.is_whitespace() && !"-./()".contains(*c)).map(ascii).collect();
    let kept = kept.strip_prefix("00").map_or(kept.clone(), |rest| format!("+{rest}"));
    let number = kept.strip_prefix('+').unwrap_or(&kept);
    let whole = number.chars().all(|c| c.is_ascii_digit());
    let fits = match kept.strip_prefix('+') {
        Some(number) => INTERNATIONAL.contains(&number.len()) && !number.starts_with('0'),
        None => number.len() == NATIONAL && (number.starts_with("06") || number.starts_with("07")),
    };
    (whole && fits).then_some(kept)
}

/// The address of a mailbox, in letters, digits and the usual signs alone: it stands in a header and in arguments.
fn mailbox(typed: &str) -> Option<String> {
    let typed = typed.trim();
    let (name, domain) = typed.split_once('@')?;
    let named = |c: char| c.is_ascii_alphanumeric() || "._%+-".contains(c);
    let begins = name.starts_with(|c: char| c.is_ascii_alphanumeric());
    let part = |part: &str| {
        !part.is_empty()
            && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            && !part.starts_with('-')
            && !part.ends_with('-')
    };
    let domain_fits = domain.contains('.') && domain.split('.').all(part);
    (begins && name.chars().all(named) && domain_fits && typed.len() <= LONGEST).then(|| typed.to_owned())
}

/// The programs that send.
#[derive(Debug, Clone)]
pub(crate) struct Sender {
    /// The program of each channel and its arguments; none where there is none.
    pub(crate) sms: Vec<String>,
    pub(crate) email: Vec<String>,
    /// How long one may take.
    pub(crate) limit: Duration,
}

/// How long a program may take to accept a message.
const LIMIT: Duration = Duration::from_secs(20);

impl Sender {
    /// The programs of a configuration.
    pub(crate) fn of(sms: Vec<String>, email: Vec<String>) -> Self {
        Self { sms, email, limit: LIMIT }
    }

    /// Nothing can be sent.
    pub(crate) fn none() -> Self {
        Self::of(Vec::new(), Vec::new())
    }

    /// What can be sent here.
    pub(crate) fn channels(&self) -> Vec<Channel> {
        let there = [(Channel::Sms, &self.sms), (Channel::Email, &self.email)];
        there.into_iter().filter(|(_, command)| !command.is_empty()).map(|(channel, _)| channel).collect()
    }

    /// Sends a sheet, with the link that opens the bot at it.
    ///
    /// # Errors
    /// As [`child::run`]; a channel without a program is an absent one.
    pub(crate) fn send(
        &self,
        channel: Channel,
        to: Recipient,
        (basket, sheet): (&Basket, &Sheet),
        bot: Option<&str>,
    ) -> Result<(), ChildFault> {
        let (line, message) = match channel {
            Channel::Sms => (&self.sms, sms(basket, sheet, bot)),
            Channel::Email => (&self.email, email(&to.0, basket, sheet, bot)),
        };
        let (program, arguments) = line.split_first().map_or(("", [].as_slice()), |(first, rest)| (first, rest));
        let mut command = Command::new(program);
        command.args(arguments.iter().map(|argument| argument.replace(TO, &to.0))).env(VARIABLE, &to.0);
        child::run(command, message.into_bytes(), self.limit)
    }
}

/// The words of why nothing was sent.
pub(crate) const fn words(fault: &ChildFault) -> &'static str {
    match fault {
        ChildFault::Absent { .. } => "send-absent",
        ChildFault::Refused { .. } => "send-refused",
        ChildFault::Hangs { .. } => "send-hangs",
    }
}

/// A short message: names and numbers, and the link.
fn sms(basket: &Basket, sheet: &Sheet, bot: Option<&str>) -> String {
    let link = link::opened(bot, basket, sheet);
    let end = link.map(|link| format!("\n{link}")).unwrap_or_default();
    format!("{}{end}", link::short(sheet, Room::Sms(end.len())))
}

/// A whole message of RFC 5322, as `sendmail -t` reads it. Its subject says nothing of what is in it.
fn email(to: &str, basket: &Basket, sheet: &Sheet, bot: Option<&str>) -> String {
    let head = "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit";
    let link = link::opened(bot, basket, sheet).map(|link| format!("\n{link}\n")).unwrap_or_default();
    format!("To: {to}\nSubject: Guichet\n{head}\n\n{}{link}", text::text(sheet, COLUMNS, Arrangement::Below))
}

#[cfg(test)]
mod tests {
    //! - mobile numbers and mailboxes are read as people write them; what is neither is refused, and nothing that could be an
    //!   option, a header or a second address passes;
    //! - a program is handed the message on its input and the recipient where it asks; an absent, failing or hanging one is told,
    //!   in words that say nothing of the recipient;
    //! - a short message is short whatever the sheet, and ends in the link.

    use super::*;
    use crate::out::tests::made;
    use guichet_core::model::Lang;

    #[test]
    fn who_it_goes_to() {
        let sms = |typed| Recipient::read(Channel::Sms, typed).map(|to| to.0);
        let email = |typed| Recipient::read(Channel::Email, typed).map(|to| to.0);
        for (typed, read) in [
            ("06 39 98 00 01", Some("0639980001")),
            ("07.39.98.00.01", Some("0739980001")),
            ("+33 6 39 98 00 01", Some("+33639980001")),
            ("0033 639980001", Some("+33639980001")),
            ("٠٦ ٣٩ ٩٨ ٠٠ ٠١", Some("0639980001")),
            ("01 99 00 00 01", None),
            ("0899 12 34 56", None),
            ("06 39 98 00", None),
            ("06 39 98 00 01 06", None),
            ("+06 39 98 00 01", None),
            ("-t 0639980001", None),
            ("06 39 98 00 01; reboot", None),
            ("", None),
        ] {
            assert_eq!(sms(typed).as_deref(), read, "{typed}");
        }
        for (typed, read) in [
            (" a.b+c@exemple.fr ", Some("a.b+c@exemple.fr")),
            ("a@b", None),
            ("a@@exemple.fr", None),
            ("a@exemple.fr,b@exemple.fr", None),
            ("a@exemple.fr\nBcc: b@exemple.fr", None),
            ("-oQ@exemple.fr", None),
            ("a b@exemple.fr", None),
            ("a@-exemple.fr", None),
            ("a@exemple..fr", None),
        ] {
            assert_eq!(email(typed).as_deref(), read, "{typed}");
        }
        assert!(email(&format!("{}@exemple.fr", "a".repeat(250))).is_none());
    }

    #[test]
    fn a_short_message() {
        let (basket, sheet) = made(Lang::FR, false);
        let bot = Some("https://t.me/essai");
        let message = sms(&basket, &sheet, bot);
        assert!(message.chars().count() <= 459 && message.contains("3949"), "{message}");
        assert!(message.lines().last().is_some_and(|last| last.starts_with("https://t.me/essai?start=")), "{message}");
        let letter = email("a@exemple.fr", &basket, &sheet, None);
        let (head, body) = letter.split_once("\n\n").expect("a head and a body");
        assert!(head.starts_with("To: a@exemple.fr\nSubject: Guichet\n"), "{head}");
        assert_eq!(body, text::text(&sheet, COLUMNS, Arrangement::Below));
    }

    #[cfg(unix)]
    #[test]
    fn a_program_is_handed_it() {
        use crate::out::child::{script, started};
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        let said = path("said");
        let program = |name: &str, text: &str| {
            vec![script(folder.path(), name, text).display().to_string(), "--to".to_owned(), TO.to_owned()]
        };
        let written = format!("{{ echo \"$@\"; echo \"$GUICHET_SEND_TO\"; cat; }} > {}", said.display());
        let sender = |sms: Vec<String>, limit| Sender { sms, email: Vec::new(), limit: Duration::from_millis(limit) };
        let (basket, sheet) = made(Lang::FR, false);
        let sent = |sender: &Sender, channel, to| {
            let read = || Recipient::read(channel, to).expect("a recipient");
            started(|| sender.send(channel, read(), (&basket, &sheet), None))
        };
        let good = sender(program("good", &written), 20_000);
        assert_eq!(good.channels(), [Channel::Sms]);
        sent(&good, Channel::Sms, "0639980001").expect("sent");
        let said = std::fs::read_to_string(said).expect("said");
        assert!(said.starts_with("--to 0639980001\n0639980001\n"), "{said}");
        assert!(said.ends_with(&sms(&basket, &sheet, None)), "{said}");
        let told = |sender: &Sender, channel, to| sent(sender, channel, to).map_err(|fault| words(&fault)).err();
        assert_eq!(told(&good, Channel::Email, "a@exemple.fr"), Some("send-absent"));
        let failing = sender(program("failing", "echo no credit >&2; exit 2"), 20_000);
        assert_eq!(told(&failing, Channel::Sms, "0639980001"), Some("send-refused"));
        let hanging = sender(program("hanging", "sleep 3"), 100);
        assert_eq!(told(&hanging, Channel::Sms, "0639980001"), Some("send-hangs"));
    }
}
