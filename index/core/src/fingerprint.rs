//! Fingerprints: stable over builds and platforms, which the standard hasher is not. They tell one version of something from
//! another; they are no signature.

use std::fmt;

/// FNV-1a, 64 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fingerprint(u64);

impl Fingerprint {
    /// The fingerprint of nothing.
    pub const fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    /// As a number.
    pub const fn value(self) -> u64 {
        self.0
    }

    /// The fingerprint of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let mut fingerprint = Self::new();
        fingerprint.add(bytes);
        fingerprint
    }

    /// Adds bytes.
    pub fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    /// Adds a field: its length first, so that two fields never run into each other.
    pub fn field(&mut self, bytes: &[u8]) {
        self.add(&(bytes.len() as u64).to_le_bytes());
        self.add(bytes);
    }
}

impl Default for Fingerprint {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_fnv_1a() {
        // From the specification's own table.
        assert_eq!(Fingerprint::of(b"").value(), 0xcbf2_9ce4_8422_2325);
        assert_eq!(Fingerprint::of(b"foobar").to_string(), "85944171f73967e8");
        let fields = |parts: [&[u8]; 2]| {
            let mut fingerprint = Fingerprint::default();
            parts.iter().for_each(|part| fingerprint.field(part));
            fingerprint
        };
        assert_ne!(fields([b"ab", b"c"]), fields([b"a", b"bc"]));
    }
}
