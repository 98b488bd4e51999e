//! What no single crate can show, in one program: what each file proves stands at its head.

mod answers;
mod communes;
mod distress;
mod embedded;
mod languages;
mod layering;
mod lengths;
mod manual;
mod needs;
mod transcripts;
