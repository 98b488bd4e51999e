//! Sealing. One key gives three: one that seals what is kept, one that names it, and one from which, with a secret of its
//! own, the key of each conversation follows. They go with the program; none is in the store.

use crate::secrets::ConversationSecret;
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit as _, XChaCha20Poly1305, XNonce};
use guichet_core::ports::conversations::StoreError;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use std::fmt;

/// Bytes of a nonce, before what is sealed.
const NONCE: usize = 24;
/// Bytes of a block of SHA-256, and so of a key of HMAC.
const BLOCK: usize = 64;

/// What stands for an address, an event or a count in the store.
pub(crate) type Name = [u8; 32];

/// What a record is. The same text has another name as another kind, and a record moved elsewhere does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RecordKind {
    /// A conversation, named by its address.
    Conversation,
    /// A message handled, named by its identifier.
    Event,
    /// A count, named by its day and what is counted.
    Tally,
    /// How far the network's stream was read.
    Cursor,
    /// A known value: it opens with the right key alone.
    Check,
    /// What a program seals for another place than this store.
    Account,
    /// A revision of an activity record, named by it.
    Revision,
    /// What a desk noted, named by it.
    Noted,
    /// A part of the copy of a desk's records, named by its number.
    Copy,
}

impl RecordKind {
    const fn label(self) -> &'static [u8] {
        match self {
            Self::Conversation => b"conversation",
            Self::Event => b"event",
            Self::Tally => b"tally",
            Self::Cursor => b"cursor",
            Self::Check => b"check",
            Self::Account => b"account",
            Self::Revision => b"revision",
            Self::Noted => b"noted",
            Self::Copy => b"copy",
        }
    }
}

/// The keys of a store.
#[derive(Clone)]
pub(crate) struct Keys {
    seal: XChaCha20Poly1305,
    names: Hmac<Sha256>,
    secrets: Hmac<Sha256>,
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keys(hidden)")
    }
}

impl Keys {
    /// The keys that follow from a master key.
    pub(crate) fn new(master: &[u8; 32]) -> Self {
        let master = keyed(master);
        let seal = XChaCha20Poly1305::new(&tag(&master, &[b"guichet-store 1 seal"]).into());
        let names = keyed(&tag(&master, &[b"guichet-store 1 names"]));
        let secrets = keyed(&tag(&master, &[b"guichet-store 2 secrets"]));
        Self { seal, names, secrets }
    }

    /// The keys of the conversation with this secret: without it, nobody opens what they seal.
    pub(crate) fn with(&self, secret: &ConversationSecret) -> Self {
        Self { seal: XChaCha20Poly1305::new(&tag(&self.secrets, &[secret]).into()), ..self.clone() }
    }

    /// The name of something.
    pub(crate) fn name(&self, kind: RecordKind, text: &str) -> Name {
        tag(&self.names, &[kind.label(), b"\0", text.as_bytes()])
    }

    /// Seals what is kept under a key of the database.
    pub(crate) fn seal(&self, kind: RecordKind, key: &[u8], plain: &[u8]) -> Result<Vec<u8>, StoreError> {
        let mut nonce = [0; NONCE];
        let no_chance =
            |error| StoreError { message: format!("the system gives no random numbers: {error}"), user_error: true };
        getrandom::fill(&mut nonce).map_err(no_chance)?;
        let bound = bound(kind, key);
        let payload = Payload { msg: plain, aad: &bound };
        let too_long = |_| StoreError { message: "a record is too long to be sealed".into(), user_error: false };
        let sealed = self.seal.encrypt(&XNonce::from(nonce), payload).map_err(too_long)?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// Opens it again; `None` where it was altered, stood under another key, or was sealed with other keys.
    pub(crate) fn open(&self, kind: RecordKind, key: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE>()?;
        let bound = bound(kind, key);
        self.seal.decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad: &bound }).ok()
    }
}

fn bound(kind: RecordKind, key: &[u8]) -> Vec<u8> {
    [kind.label(), b"\0", key].concat()
}

fn keyed(key: &[u8; 32]) -> Hmac<Sha256> {
    let mut block = [0; BLOCK];
    block[..key.len()].copy_from_slice(key);
    Hmac::new(&block.into())
}

fn tag(key: &Hmac<Sha256>, parts: &[&[u8]]) -> [u8; 32] {
    let mut hmac = key.clone();
    parts.iter().for_each(|part| hmac.update(part));
    hmac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    //! Properties: what is sealed opens with the same keys under the same name only, and not once altered anywhere; the
    //! same text is never sealed twice alike; a name tells nothing and depends on key and kind; HMAC is the standard one.

    use super::*;

    fn keys(byte: u8) -> Keys {
        Keys::new(&[byte; 32])
    }

    #[test]
    fn a_seal_opens_with_its_keys_and_its_name_alone() {
        let sealed = keys(1).seal(RecordKind::Conversation, b"one", b"plain").expect("sealed");
        assert_eq!(keys(1).open(RecordKind::Conversation, b"one", &sealed).as_deref(), Some(b"plain".as_slice()));
        assert_eq!(keys(2).open(RecordKind::Conversation, b"one", &sealed), None, "other keys");
        assert_eq!(keys(1).open(RecordKind::Conversation, b"two", &sealed), None, "another name");
        assert_eq!(keys(1).open(RecordKind::Tally, b"one", &sealed), None, "another kind");
        for at in 0..sealed.len() {
            let mut altered = sealed.clone();
            altered[at] ^= 1;
            assert_eq!(keys(1).open(RecordKind::Conversation, b"one", &altered), None, "altered at {at}");
            assert_eq!(keys(1).open(RecordKind::Conversation, b"one", &sealed[..at]), None, "cut at {at}");
        }
        assert_ne!(
            sealed,
            keys(1).seal(RecordKind::Conversation, b"one", b"plain").expect("sealed"),
            "a nonce of its own"
        );
    }

    #[test]
    fn a_seal_with_a_secret_opens_with_it_alone() {
        let sealed = keys(1).with(&[5; 32]).seal(RecordKind::Conversation, b"one", b"plain").expect("sealed");
        let opens = |keys: &Keys| keys.open(RecordKind::Conversation, b"one", &sealed).is_some();
        assert!(opens(&keys(1).with(&[5; 32])));
        assert!(!opens(&keys(1)) && !opens(&keys(1).with(&[6; 32])) && !opens(&keys(2).with(&[5; 32])));
    }

    #[test]
    fn a_name_depends_on_key_kind_and_text() {
        let name = keys(1).name(RecordKind::Conversation, "chat");
        assert_eq!(name, keys(1).name(RecordKind::Conversation, "chat"));
        assert_ne!(name, keys(2).name(RecordKind::Conversation, "chat"));
        assert_ne!(name, keys(1).name(RecordKind::Event, "chat"));
        assert_ne!(name, keys(1).name(RecordKind::Conversation, "chat "));
    }

    #[test]
    fn debug_shows_nothing() {
        assert_eq!(format!("{:?}", keys(7)), "Keys(hidden)");
    }

    #[test]
    fn the_tag_is_that_of_rfc_4231() {
        let mut key = [0; 32];
        key[..4].copy_from_slice(b"Jefe");
        let tag = tag(&keyed(&key), &[b"what do ya want ", b"for nothing?"]);
        assert_eq!(&tag[..4], &[0x5b, 0xdc, 0xc1, 0x46], "test case 2");
    }
}
