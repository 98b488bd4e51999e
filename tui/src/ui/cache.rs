//! Something worked out once, and again only when what it was made from has changed.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// The value made last, and what it was made from.
pub(crate) struct Cache<K, V> {
    kept: RefCell<Option<(K, Rc<V>)>>,
    /// How often a value was made.
    made: Cell<u32>,
}

impl<K: PartialEq, V> Cache<K, V> {
    pub(crate) const fn new() -> Self {
        Self { kept: RefCell::new(None), made: Cell::new(0) }
    }

    /// The value for a key: the one kept, if the key is the same.
    pub(crate) fn get(&self, key: K, make: impl FnOnce() -> V) -> Rc<V> {
        if let Some((of, value)) = &*self.kept.borrow()
            && *of == key
        {
            return value.clone();
        }
        let value = Rc::new(make());
        self.made.set(self.made.get() + 1);
        self.kept.replace(Some((key, value.clone())));
        value
    }
}

#[cfg(test)]
impl<K, V> Cache<K, V> {
    /// How often a value was made.
    pub(crate) fn made(&self) -> u32 {
        self.made.get()
    }
}

#[cfg(test)]
mod tests {
    //! - a value is made once for a key, and anew for another one.

    use super::*;

    #[test]
    fn made_once_for_a_key() {
        let cache = Cache::new();
        let values = [1, 1, 2, 2, 1].map(|key: u8| *cache.get(key, || key * 2));
        assert_eq!((values, cache.made()), ([2, 2, 4, 4, 2], 3));
    }
}
