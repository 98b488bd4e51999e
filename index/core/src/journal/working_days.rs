//! Working days as offices count them in France: Monday to Friday, without public holidays (*jours ouvrés*). Which days are holidays
//! is told by the caller: they depend on the commune.

use crate::model::Date;

/// Saturday and Sunday.
const WEEKEND: u8 = 5;
/// Most days that are looked at: about eleven years. What is older has the age of that many.
const LONGEST: i64 = 4_000;

fn works(day: Date, is_holiday: &dyn Fn(Date) -> bool) -> bool {
    day.weekday() < WEEKEND && !is_holiday(day)
}

/// Working days after one day, up to another, which counts where it is one: from a Monday to the Thursday after it there are three.
/// None where the other is not later.
pub fn working_days(after: Date, until: Date, is_holiday: &dyn Fn(Date) -> bool) -> u32 {
    let last = until.days().min(after.days().saturating_add(LONGEST));
    let count = (after.days() + 1..=last).filter(|day| works(Date::from_days(*day), is_holiday)).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The day on which so many working days have gone by.
pub fn after_working_days(after: Date, count: u32, is_holiday: &dyn Fn(Date) -> bool) -> Date {
    let mut left = count;
    let mut day = after.days();
    let last = day.saturating_add(LONGEST);
    while left > 0 && day < last {
        day += 1;
        left -= u32::from(works(Date::from_days(day), is_holiday));
    }
    Date::from_days(day)
}

#[cfg(test)]
mod tests {
    //! Properties:
    //! - week-ends and holidays do not count, the day itself neither; a day that is not later gives none;
    //! - both functions say the same of any day, any count and any holidays, and a naive count agrees;
    //! - a calendar of holidays alone, and dates far apart, end.

    use super::*;
    use crate::dice::Dice;

    fn day(text: &str) -> Date {
        Date::parse(text).expect("a day")
    }

    /// Some days of the French calendar of 2026 and 2027.
    fn holidays(date: Date) -> bool {
        ["2026-05-01", "2026-05-08", "2026-05-14", "2026-05-25", "2026-11-11", "2026-12-25", "2027-01-01"]
            .iter()
            .any(|holiday| date == day(holiday))
    }

    #[test]
    fn week_ends_and_holidays_do_not_count() {
        for (after, until, count) in [
            ("2026-11-30", "2026-12-03", 3),
            ("2026-12-04", "2026-12-07", 1),
            ("2026-12-05", "2026-12-06", 0),
            ("2026-11-10", "2026-11-12", 1),
            ("2026-12-24", "2026-12-28", 1),
            ("2026-12-24", "2027-01-04", 5),
            ("2026-04-30", "2026-05-26", 14),
            ("2026-12-03", "2026-12-03", 0),
            ("2026-12-03", "2026-12-01", 0),
        ] {
            assert_eq!(working_days(day(after), day(until), &holidays), count, "{after} {until}");
        }
        assert_eq!(after_working_days(day("2026-12-24"), 3, &holidays), day("2026-12-30"));
        assert_eq!(after_working_days(day("2026-05-13"), 1, &holidays), day("2026-05-15"));
        assert_eq!(after_working_days(day("2026-12-05"), 0, &holidays), day("2026-12-05"));
    }

    #[test]
    fn both_say_the_same_of_any_calendar() {
        let mut dice = Dice(5);
        for _ in 0..500 {
            let (start, every) = (20_000 + dice.below(3_000) as i64, 2 + dice.below(20) as i64);
            let calendar = |date: Date| date.days() % every == 0;
            let (after, count) = (Date::from_days(start), dice.below(40) as u32);
            let due = after_working_days(after, count, &calendar);
            assert_eq!(working_days(after, due, &calendar), count);
            if count > 0 {
                let before = Date::from_days(due.days() - 1);
                assert_eq!(working_days(after, before, &calendar), count - 1, "not a day earlier");
            }
            let until = start + dice.below(60) as i64;
            let naive = (start + 1..=until).filter(|day| {
                let date = Date::from_days(*day);
                date.weekday() != 5 && date.weekday() != 6 && day % every != 0
            });
            assert_eq!(working_days(after, Date::from_days(until), &calendar), naive.count() as u32);
        }
    }

    #[test]
    fn it_ends_whatever_the_calendar_says() {
        assert_eq!(working_days(day("2026-12-01"), day("9999-12-31"), &|_| false), 2_858);
        assert_eq!(working_days(day("2026-12-01"), day("9999-12-31"), &|_| true), 0);
        let far = after_working_days(day("2026-12-01"), u32::MAX, &|_| true);
        assert_eq!(far.days(), day("2026-12-01").days() + LONGEST);
    }
}
