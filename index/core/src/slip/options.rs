//! The options of a slip, with the code that each has in a file.

use crate::activity::codes;

codes! {
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
