//! The interview about rights.

mod give;
mod household;
mod state;
mod turn;
mod typed;
mod view;
mod words;

pub use household::{FormAnswer, FormOf, FormRight, FormRow, HouseholdForm};
pub use state::{Action, Found, State};
pub use turn::ANSWERS_MINUTES;
pub(in crate::talk) use turn::{act, back, forget_old_answers, keeps_result, no, yes};
pub(in crate::talk) use typed::{is_answer, typed};
pub(in crate::talk) use view::{expects, view};
