//! Rows of a table, a bit each.

/// Some rows of a table of known length.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Rows {
    words: Vec<u64>,
    count: usize,
}

impl Rows {
    /// Every row of a table.
    pub fn all(count: usize) -> Self {
        let mut words = vec![u64::MAX; count.div_ceil(64)];
        if let (Some(last), rest @ 1..) = (words.last_mut(), count % 64) {
            *last = (1 << rest) - 1;
        }
        Self { words, count }
    }

    /// No row.
    pub fn none(count: usize) -> Self {
        Self { words: vec![0; count.div_ceil(64)], count }
    }

    /// Bytes that the bits of a table of so many rows take.
    pub const fn bytes(count: usize) -> usize {
        count.div_ceil(64) * 8
    }

    /// Adds a row.
    pub fn add(&mut self, row: u32) {
        if let Some(word) = self.words.get_mut(row as usize / 64) {
            *word |= 1 << (row % 64);
        }
    }

    /// Whether a row is among them.
    pub fn holds(&self, row: u32) -> bool {
        self.words.get(row as usize / 64).is_some_and(|word| word >> (row % 64) & 1 == 1)
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Keeps what stands in any of some columns of bits too.
    pub fn keep_any<'a>(&mut self, columns: impl Iterator<Item = &'a [u8]>) {
        let mut any = Self::none(self.count);
        for column in columns {
            any.words.iter_mut().zip(numbers(column)).for_each(|(word, other)| *word |= other);
        }
        self.words.iter_mut().zip(any.words).for_each(|(word, other)| *word &= other);
    }

    /// Leaves out what stands in a column of bits.
    pub fn leave_out(&mut self, column: &[u8]) {
        self.words.iter_mut().zip(numbers(column)).for_each(|(word, other)| *word &= !other);
    }

    /// Each row, in order.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.words.iter().enumerate().flat_map(|(at, word)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                let bit = (left != 0).then(|| left.trailing_zeros())?;
                left &= left - 1;
                Some(at as u32 * 64 + bit)
            })
        })
    }

    /// As a column of bits.
    pub fn column(&self) -> impl Iterator<Item = u8> + '_ {
        self.words.iter().flat_map(|word| word.to_le_bytes())
    }
}

fn numbers(column: &[u8]) -> impl Iterator<Item = u64> + '_ {
    column.as_chunks::<8>().0.iter().map(|bytes| u64::from_le_bytes(*bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_kept_left_out_and_counted() {
        for count in [0, 1, 63, 64, 65, 130] {
            let mut rows = Rows::all(count);
            assert_eq!((rows.len(), rows.iter().count()), (count, count));
            assert_eq!(rows.column().count(), Rows::bytes(count));
            let mut odd = Rows::none(count);
            (0..count as u32).filter(|row| row % 2 == 1).for_each(|row| odd.add(row));
            let column: Vec<u8> = odd.column().collect();
            rows.keep_any([column.as_slice()].into_iter());
            assert_eq!(rows, odd);
            assert!(rows.iter().all(|row| row % 2 == 1 && rows.holds(row)));
            rows.leave_out(&column);
            assert_eq!((rows.len(), rows.holds(count as u32)), (0, false));
        }
    }
}
