//! The suite of every store of conversations, on the twin in memory and on sled.

mod memory {
    guichet_core::conversations_suite!(Box::new(guichet_core::fake::MemoryStore::default()));
}

mod sled {
    guichet_core::conversations_suite!({
        let desk = crate::common::Desk::new();
        let store = desk.store();
        Held { store, _desk: desk }
    });

    /// A store, and the folder that goes with it.
    struct Held {
        store: std::sync::Arc<dyn guichet_core::ports::conversations::Store>,
        _desk: crate::common::Desk,
    }

    impl std::ops::Deref for Held {
        type Target = dyn guichet_core::ports::conversations::Store;

        fn deref(&self) -> &Self::Target {
            &*self.store
        }
    }
}
