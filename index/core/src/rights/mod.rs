//! Screening of rights: what a household can ask for, with what it has said so far.
//!
//! Rules are data: named expressions over facts and dated parameters, read from `content/rights/` and tied here. Facts
//! are known, unknown, or true within a tolerance; a result is *likely* where it holds for the amounts as said and for
//! all of them a little less and a little more, *unlikely* where it holds in none of the three, else *check*. Nothing
//! here knows the law, a file or a clock.

mod evaluate;
mod expression;
mod facts;
mod forecast;
mod household;
mod interview;
mod program;
mod rulebook;
mod screening;
mod steps;
mod value;
mod words;

pub use expression::Expression;
pub use facts::{Catalogue, Fact, Kind, Question};
pub use forecast::Forecast;
pub use household::{Answer, Answers, Child, Household, Month};
pub use interview::{Interview, Next};
pub use program::{Fault, OF_CHILD, Parameter, Pattern};
pub use rulebook::{Gate, Pace, RightSource, RuleSource, Rulebook};
pub use screening::{Outcome, Screening, Standing, Why};
pub use steps::{Ask, Counted, Given, Step, StepOption};
pub use value::FactSet;
pub use words::{QuestionWords, RightsWords, StepWords};
