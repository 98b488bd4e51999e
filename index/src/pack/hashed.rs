//! A writer that takes the fingerprint of what passes through it.

use guichet_core::fingerprint::Fingerprint;
use std::io::{self, Write};

/// A writer that takes the fingerprint of what passes through it.
pub(crate) struct Hashed<W> {
    pub(crate) out: W,
    pub(crate) fingerprint: Fingerprint,
}

impl<W> Hashed<W> {
    pub(crate) const fn new(out: W) -> Self {
        Self { out, fingerprint: Fingerprint::new() }
    }
}

impl<W: Write> Write for Hashed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.fingerprint.add(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
