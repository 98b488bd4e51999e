//! What no single crate can show, in one program: what each file proves stands at its head.

mod answers;
mod distress;
mod languages;
mod layering;
mod lengths;
mod manual;
mod transcripts;
