//! The options of a slip, with the code that each has in a file.

use crate::activity::codes;

codes! {
    /// What stood in the way of the person.
    pub enum SlipObstacle {
        /// The site does not work.
        SiteDown = "site-down",
        /// The account or its password is lost.
        AccountLost = "account-lost",
        /// No appointment is to be had.
        NoSlot = "no-slot",
        /// Nobody answers.
        NoAnswer = "no-answer",
        /// The person has no device, or no network.
        NoDevice = "no-device",
        /// The procedure was not understood.
        NotUnderstood = "not-understood",
        /// A refusal that gives no reason.
        RefusedWithoutReason = "refused-without-reason",
    }

    /// What was tried before.
    pub enum Attempt {
        /// A call.
        Call = "call",
        /// A visit at the counter.
        Visit = "visit",
        /// A procedure on line.
        Online = "online",
        /// A letter.
        Letter = "letter",
        /// An e-mail, or a message on the site.
        Email = "email",
        /// A form on paper.
        Form = "form",
        /// An appeal.
        Appeal = "appeal",
        /// Another professional was asked.
        Colleague = "colleague",
    }
}
