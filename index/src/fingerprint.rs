//! Fingerprints of files: stable over builds and platforms, which the standard hasher is not. They tell one version of
//! a file from another; they are no signature.

use std::io::{self, Write};

/// FNV-1a, 64 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fingerprint(u64);

impl Fingerprint {
    /// The fingerprint of nothing.
    pub(crate) const fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    /// The fingerprint of some bytes.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let mut fingerprint = Self::new();
        fingerprint.add(bytes);
        fingerprint
    }

    /// Adds bytes.
    pub(crate) fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    /// Adds a field: its length first, so that two fields never run into each other.
    pub(crate) fn field(&mut self, bytes: &[u8]) {
        self.add(&(bytes.len() as u64).to_le_bytes());
        self.add(bytes);
    }
}

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

impl std::fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}
