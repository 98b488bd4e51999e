//! Everything that can be done at the desk, each once: a key, a letter of the menu and a name on the line lead to it.

/// Something that can be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Command {
    /// Emergency numbers, in the pane.
    Emergency,
    /// Which keys there are.
    Help,
    /// What can be done, by its letter.
    Menu,
    /// The person's language.
    Language,
    /// Which rights there may be, question by question.
    Rights,
    /// The whole household on one form.
    Household,
    /// What a professional wants to know of what is looked at.
    Brief,
    /// What stood in the person's way.
    Obstacle,
    /// A slip for the next professional.
    Slip,
    /// A letter from a template.
    Letters,
    /// Ready sentences for somebody who reads another language.
    Phrases,
    /// What became of slips.
    FollowUp,
    /// Something is wrong, was verified, or is to be told to colleagues.
    Report,
    /// Where to go, from what is looked at.
    Places,
    /// Puts what is looked at into the basket, or takes it out.
    Take,
    /// Puts what every pane shows into the basket.
    TakeAll,
    /// The sheet of the basket, to be printed.
    Sheet,
    /// Turns the screen to the person, and back.
    Show,
    /// The activity record.
    Record,
    /// The last record once more.
    Again,
    /// What was done, in figures.
    Statistics,
    /// The newest records, to be corrected.
    Correct,
    /// Who works here.
    Profile,
    /// The next pane, and the one before.
    NextNeed,
    PreviousNeed,
    /// Closes the pane.
    CloseNeed,
    /// The next person: nothing of this one stays.
    NextPerson,
    /// Other colours.
    Colours,
    /// Leaves the program.
    Leave,
}

/// A command in the table.
pub(super) struct Listed {
    pub(super) command: Command,
    /// Its name in the configuration, and in the identifier of its words: `desk-do-<name>`.
    pub(super) name: &'static str,
    /// Its letter in the menu.
    pub(super) letter: Option<char>,
}

const fn listed(command: Command, name: &'static str, letter: char) -> Listed {
    Listed { command, name, letter: Some(letter) }
}

const fn unlettered(command: Command, name: &'static str) -> Listed {
    Listed { command, name, letter: None }
}

/// Every command, in the order of the menu.
pub(super) const COMMANDS: [Listed; 29] = [
    listed(Command::Take, "take", 'p'),
    listed(Command::TakeAll, "take-all", 't'),
    listed(Command::Sheet, "sheet", 'f'),
    listed(Command::Show, "show", 'm'),
    listed(Command::Record, "record", 'c'),
    listed(Command::Again, "again", 'r'),
    listed(Command::Correct, "correct", 'n'),
    listed(Command::Household, "household", 'h'),
    listed(Command::Rights, "rights", 'd'),
    listed(Command::Brief, "brief", 'i'),
    listed(Command::Obstacle, "obstacle", 'b'),
    listed(Command::Slip, "slip", 'e'),
    listed(Command::Letters, "letters", 'y'),
    listed(Command::FollowUp, "follow-up", 'v'),
    listed(Command::Report, "report", 'g'),
    listed(Command::Places, "places", 'o'),
    listed(Command::Phrases, "phrases", 'j'),
    listed(Command::Language, "language", 'l'),
    listed(Command::Statistics, "statistics", 's'),
    unlettered(Command::NextNeed, "next-need"),
    unlettered(Command::PreviousNeed, "previous-need"),
    listed(Command::CloseNeed, "close-need", 'x'),
    listed(Command::NextPerson, "next-person", 'z'),
    listed(Command::Emergency, "emergency", 'u'),
    listed(Command::Colours, "colours", 'k'),
    listed(Command::Profile, "profile", 'w'),
    listed(Command::Help, "help", 'a'),
    unlettered(Command::Menu, "menu"),
    listed(Command::Leave, "leave", 'q'),
];

impl Command {
    /// The command of a name in the configuration.
    pub(super) fn named(name: &str) -> Option<Self> {
        COMMANDS.iter().find(|listed| listed.name == name).map(|listed| listed.command)
    }

    /// Its name in the configuration.
    pub(super) fn name(self) -> &'static str {
        COMMANDS.iter().find(|listed| listed.command == self).map_or("", |listed| listed.name)
    }

    /// The identifier of its words.
    pub(super) fn words(self) -> String {
        format!("desk-do-{}", self.name())
    }
}

#[cfg(test)]
mod tests {
    //! - every command has a name and, in the menu, a letter of its own.

    use super::*;

    #[test]
    fn names_and_letters_are_each_ones_own() {
        for (at, one) in COMMANDS.iter().enumerate() {
            assert_eq!(Command::named(one.name), Some(one.command));
            for other in &COMMANDS[at + 1..] {
                assert!(one.name != other.name && one.command != other.command);
                assert!(one.letter.is_none() || one.letter != other.letter, "{} {}", one.name, other.name);
            }
        }
    }
}
