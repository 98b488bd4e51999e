//! What stands over a page, one thing over the other: the top one has the keys.

/// Layers over a page, the top one last. None: the page has the keys.
pub(crate) struct Layers<L>(Vec<L>);

impl<L> Layers<L> {
    pub(crate) const fn new() -> Self {
        Self(Vec::new())
    }

    /// Puts a layer on top.
    pub(crate) fn open(&mut self, layer: L) {
        self.0.push(layer);
    }

    /// Takes away every layer of a kind, wherever it stands. Gives whether there was one.
    pub(crate) fn close(&mut self, kind: impl Fn(&L) -> bool) -> bool {
        let before = self.0.len();
        self.0.retain(|layer| !kind(layer));
        self.0.len() < before
    }

    /// The top one, to be changed.
    pub(crate) fn top_mut(&mut self) -> Option<&mut L> {
        self.0.last_mut()
    }

    /// Takes the top one away.
    pub(crate) fn take_top(&mut self) -> Option<L> {
        self.0.pop()
    }

    /// Takes all of them away.
    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    /// From the top one down.
    pub(crate) fn top_down(&self) -> impl Iterator<Item = &L> {
        self.0.iter().rev()
    }

    /// The same, to be changed.
    pub(crate) fn top_down_mut(&mut self) -> impl Iterator<Item = &mut L> {
        self.0.iter_mut().rev()
    }

    /// From the lowest one up: the order in which they are drawn.
    pub(crate) fn bottom_up(&self) -> impl Iterator<Item = &L> {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    //! - the last one opened is on top, and what is closed under it leaves it there.

    use super::*;

    #[test]
    fn the_last_one_is_on_top() {
        let mut layers = Layers::new();
        assert!(layers.top_down().next().is_none());
        ["wait", "menu", "warning"].into_iter().for_each(|layer| layers.open(layer));
        assert!(layers.close(|layer| *layer == "menu") && !layers.close(|layer| *layer == "menu"));
        assert!(layers.top_down().eq(&["warning", "wait"]) && layers.bottom_up().eq(&["wait", "warning"]));
        layers.clear();
        assert!(layers.bottom_up().next().is_none());
    }
}
