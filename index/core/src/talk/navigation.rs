//! Moving from screen to screen: choices that mean something on whatever screen they stand.

use super::key::keys;

keys! {
    /// What a choice does on any screen.
    pub enum Action {
        /// One step back.
        "back" => Back,
        /// Back to the list that was chosen from.
        "list" => List,
        /// A page of the current list.
        "page" => Page(page: u8),
        /// Yes to what is asked.
        "yes" => Yes,
        /// No to what is asked.
        "no" => No,
    }
}
