//! Numbers of documents that are added up, and the best of them.

/// A number a document, and which documents have one.
#[derive(Default)]
pub(crate) struct Tally {
    pub numbers: Vec<f32>,
    pub touched: Vec<u32>,
}

impl Tally {
    /// Of so many documents, none of which has a number yet.
    pub fn of(documents: usize) -> Self {
        Self { numbers: vec![0.0; documents], touched: Vec::new() }
    }

    /// Adds to the number of a document.
    pub fn add(&mut self, doc: u32, number: f32) {
        *self.slot(doc) += number;
    }

    /// Raises the number of a document to this one, where it is less.
    pub fn raise(&mut self, doc: u32, number: f32) {
        let slot = self.slot(doc);
        *slot = slot.max(number);
    }

    fn slot(&mut self, doc: u32) -> &mut f32 {
        let slot = &mut self.numbers[doc as usize];
        if *slot == 0.0 {
            self.touched.push(doc);
        }
        slot
    }

    /// Takes the number of one document; it stays among those touched.
    pub fn take(&mut self, doc: u32) -> f32 {
        std::mem::take(&mut self.numbers[doc as usize])
    }

    /// Gives every document and its number, and forgets them.
    pub fn drain(&mut self) -> impl Iterator<Item = (u32, f32)> {
        self.touched.drain(..).map(|doc| (doc, std::mem::take(&mut self.numbers[doc as usize])))
    }
}

/// Keeps the `count` best scores, in order; equal scores in the order of the index.
pub(crate) fn best(scored: &mut Vec<(f32, u32)>, count: usize) {
    let order = |a: &(f32, u32), b: &(f32, u32)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
    if scored.len() > count {
        scored.select_nth_unstable_by(count, order);
        scored.truncate(count);
    }
    scored.sort_unstable_by(order);
}
