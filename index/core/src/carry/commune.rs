//! A commune as a number below 100,000: its INSEE code, Corsica in the places of 20 and 96, which no département has.

use super::coder::{Reader, Writer};

/// More than any.
const END: u32 = 100_000;
/// Communes of a département, by the last three figures of their codes.
pub(super) const OF_DEPARTEMENT: u32 = 1000;
/// The two halves of Corsica, and the numbers in whose places they stand.
const CORSICA: [(&str, &str); 2] = [("2A", "20"), ("2B", "96")];

/// The number of an INSEE code; `None` for what is none.
pub(super) fn number(code: &str) -> Option<u32> {
    let (departement, rest) = code.split_at_checked(2).filter(|_| code.len() == 5)?;
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let half = CORSICA.iter().find(|(written, _)| *written == departement);
    let is_taken = CORSICA.iter().any(|(_, number)| *number == departement);
    let departement = half.map_or(departement, |(_, number)| number);
    let fits = is_digits(departement) && is_digits(rest) && !is_taken;
    fits.then(|| format!("{departement}{rest}").parse().ok()).flatten()
}

/// The INSEE code of a number.
pub(super) fn code(number: u32) -> String {
    let digits = format!("{number:05}");
    let half = CORSICA.iter().find_map(|(written, number)| Some((written, digits.strip_prefix(number)?)));
    half.map_or_else(|| digits.clone(), |(written, rest)| format!("{written}{rest}"))
}

pub(super) fn write(writer: &mut Writer, number: u32) {
    writer.below(END, number);
}

pub(super) fn read(reader: &mut Reader) -> u32 {
    reader.below(END)
}

#[cfg(test)]
mod tests {
    //! - every code comes back, of Corsica and overseas too; what is no code has no number.

    use super::*;

    #[test]
    fn codes_come_back() {
        for known in ["01001", "12202", "2A004", "2B033", "62193", "75056", "95690", "97105", "97617", "98735", "69381"]
        {
            assert_eq!(number(known).map(code).as_deref(), Some(known));
        }
        for none in ["", "1220", "122020", "2C001", "20004", "96001", "ABCDE", "2A0é", "12 02", "+1234"] {
            assert_eq!(number(none), None, "{none}");
        }
        let mut all: Vec<String> = (0..END).map(code).collect();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), END as usize);
    }
}
