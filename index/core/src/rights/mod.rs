//! Screening of rights: what a household can ask for, with what it has said so far.
//!
//! Rules are data: named expressions over facts and dated parameters, read from `content/rights/` and tied here. Facts
//! are known, unknown, or true within a tolerance; a result is *likely* where it holds for the amounts as said and for
//! all of them a little less and a little more, *unlikely* where it holds in none of the three, else *check*. What a
//! household cannot be at once is data too. Nothing here knows the law, a file or a clock.

mod answers;
mod contradiction;
mod course;
mod evaluate;
mod expression;
mod facts;
mod fill;
mod forecast;
mod household;
mod interview;
mod program;
mod questionnaire;
mod receipt;
mod rulebook;
mod screening;
mod steps;
mod value;
mod words;

pub use answers::{Answers, FactValue, Month};
pub use contradiction::ContradictionSource;
pub use course::{Next, coming, conclude, conclude_from, counting, facts, fits, next_step, offered};
pub use expression::Expression;
pub use facts::{Fact, Kind};
pub use forecast::forecast;
pub use household::{Child, Household};
pub use interview::{Forecast, Interview};
pub use program::{Fault, Parameter, Pattern};
pub use questionnaire::{Question, Questionnaire};
pub use receipt::{Difference, Receipt, Stood};
pub use rulebook::{Gate, Pace, RightSource, RuleSource, Rulebook};
pub use screening::{Outcome, Screening, Standing, Why, screen, screen_by_asking};
pub use steps::{Ask, Counted, Given, Step, StepOption};
pub use value::FactSet;
pub use words::{QuestionWords, RightsWords, StepWords};
