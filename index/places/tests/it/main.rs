//! The tests of places, in one program: what each file proves stands at its head.

mod gazetteer;
mod index;
