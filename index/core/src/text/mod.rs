//! Reading what people type, and marking what ages in what they read.

pub mod amount;
pub mod answer;
pub mod clock;
pub mod dated;
pub mod day;
pub mod distress;
pub mod emphasis;
pub mod lexicon;
pub mod normal;
pub mod number;
pub mod phonetic;
pub mod private;
pub mod reader;
pub mod sign;
pub mod spacing;
pub mod when;
pub mod wishes;
