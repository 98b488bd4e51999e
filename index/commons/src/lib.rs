//! Packs, proposals, journal, masking: what cities share. Nothing of it is built yet.
