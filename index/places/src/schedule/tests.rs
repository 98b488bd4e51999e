//! - open, closed and unknown, with the next change, over midnight, weeks, years, dates, Easter and the sun;
//! - holidays by commune: public ones of its place, school ones of its zone, unknown outside the calendar;
//! - a public holiday of which the rules say nothing says to call first, and is not surely open;
//! - what cannot be read is unknown; any text is read without a panic;
//! - the quarters of a week are those in which the hours are open, minute by minute.

use super::*;

fn at(text: &str) -> Moment {
    Moment::parse(text).expect("a moment")
}

/// The state and the next change, in Paris.
fn told(hours: &str, now: &str) -> String {
    told_in("75056", hours, now)
}

fn told_in(commune: &str, hours: &str, now: &str) -> String {
    let Opening { state: is, next_change, .. } = state(hours, &Site::of(commune), at(now));
    format!("{} {}", is.name(), next_change.map_or_else(|| "-".to_owned(), |next| next.to_string()))
}

#[test]
fn open_closed_and_unknown() {
    let hours = "Mo-Fr 09:00-12:00,14:00-17:00";
    let open = opening(hours, "12202", at("2026-11-23T10:00"));
    assert_eq!((open.state, open.next_change), (OpeningState::Open, Some(at("2026-11-23T12:00"))));
    let closed = opening(hours, "12202", at("2026-11-21T10:00"));
    assert_eq!((closed.state, closed.next_change), (OpeningState::Closed, Some(at("2026-11-23T09:00"))));
    assert_eq!(opening("sur rendez-vous", "12202", at("2026-11-23T10:00")), Opening::UNKNOWN);
    assert_eq!(told("Mo-Fr 09:00-12:00 \"sur rendez-vous\"", "2026-11-23T10:00"), "unknown 2026-11-23T12:00");
    assert_eq!(told("unknown \"sur rendez-vous\"", "2026-11-23T10:00"), "unknown -");
    assert_eq!(told("24/7", "2026-11-23T10:00"), "open -");
    assert_eq!(told("Mo 10:00-12:00 || \"sonner\"", "2026-11-24T10:30"), "unknown 2026-11-30T10:00");
}

#[test]
fn rules_that_replace_add_and_close() {
    assert_eq!(told("Mo-Fr 09:00-17:00; We 10:00-12:00", "2026-11-25T09:30"), "closed 2026-11-25T10:00");
    assert_eq!(told("Mo-Fr 09:00-12:00, We 14:00-17:00", "2026-11-25T09:30"), "open 2026-11-25T12:00");
    assert_eq!(told("Mo-Fr 09:00-17:00; We 12:00-14:00 off", "2026-11-25T09:30"), "open 2026-11-25T12:00");
    assert_eq!(told("Mo-Fr 09:30-12:00; 14:00-16:30", "2026-11-22T10:00"), "closed 2026-11-22T14:00");
    assert_eq!(told("14:00-16:30; 10:00-12:00", "2026-11-22T15:00"), "closed 2026-11-23T10:00");
}

#[test]
fn over_midnight() {
    assert_eq!(told("Mo-Fr 20:00-02:00", "2026-11-24T01:00"), "open 2026-11-24T02:00");
    assert_eq!(told("Fr 22:00-03:00; Sa 10:00-12:00", "2026-11-21T01:00"), "closed 2026-11-21T10:00");
    assert_eq!(told("Fr-Sa 22:00-03:00, Sa 10:00-12:00", "2026-11-21T01:00"), "open 2026-11-21T03:00");
    assert_eq!(told("Mo 11:00-11:00", "2026-11-24T10:00"), "open 2026-11-24T11:00");
    assert_eq!(told("Mo-Fr 08:00-25:00", "2026-11-23T10:00"), "open 2026-11-24T01:00");
    assert_eq!(told("Mo-Fr 20:00-02:00; PH off", "2026-11-12T01:00"), "open 2026-11-12T02:00");
    assert_eq!(told("Mo-Fr 00:00-24:00", "2026-11-25T10:00"), "open 2026-11-28T00:00");
    assert_eq!(told("Mo-Fr 18:00+", "2026-11-24T19:00"), "unknown 2026-11-25T04:00");
}

#[test]
fn weeks_months_dates_and_years() {
    let weeks = "week 02-52/2 We 09:00-12:00; week 01-53/2 We 14:00-17:00";
    assert_eq!(told(weeks, "2026-12-23T13:00"), "closed 2026-12-30T14:00", "week 52, then 53");
    assert_eq!(told(weeks, "2026-12-30T18:00"), "closed 2027-01-06T14:00", "week 53, then 1");
    assert_eq!(told("Nov-Feb Mo 10:00-12:00", "2026-10-30T10:00"), "closed 2026-11-02T10:00");
    assert_eq!(told("Mo-Fr 09:00-12:00; Dec 24-Jan 02 off", "2026-12-23T13:00"), "closed 2027-01-04T09:00");
    assert_eq!(told("2026 Jul 14-2026 Aug 20 Mo-Fr 09:00-12:00", "2026-08-20T13:00"), "closed -");
    assert_eq!(told("2026-2027 Mo 09:00-12:00", "2027-12-31T10:00"), "closed -");
    assert_eq!(told("Sa[1,3] 10:00-12:00", "2026-11-20T12:00"), "closed 2026-11-21T10:00");
    assert_eq!(told("Sa[-1] -1 day 09:00-12:00", "2026-11-11T10:00"), "closed 2026-11-27T09:00");
    assert_eq!(told("easter -2 days 10:00-12:00", "2027-03-20T10:30"), "closed 2027-03-26T10:00");
    assert_eq!(told("Oct Su[-1]-Mar Su[-1] 10:00-12:00", "2026-10-22T13:00"), "closed 2026-10-25T10:00");
    assert_eq!(told("Feb 29 10:00-12:00", "2026-11-22T13:00"), "closed 2028-02-29T10:00");
    assert_eq!(told("Jan,Mar 10:00-12:00", "2026-10-30T13:00"), "closed 2027-01-01T10:00");
}

#[test]
fn the_sun_needs_a_place() {
    let hours = "sunrise-sunset";
    assert_eq!(opening(hours, "75056", at("2026-11-20T12:00")), Opening::UNKNOWN);
    let paris = Site { position: Some(Position { lat: 48.8566, lon: 2.3522 }), ..Site::of("75056") };
    let dusk = state(hours, &paris, at("2026-11-20T12:00")).next_change.expect("a sunset");
    assert!((1_020..1_030).contains(&dusk.minute), "{dusk}");
}

#[test]
fn a_public_holiday_says_to_call_first() {
    let holiday = |hours, commune, now| opening(hours, commune, at(now)).holiday;
    let hours = "Mo-Fr 09:00-12:00";
    assert!(holiday(hours, "12202", "2027-07-14T10:00"), "open by its rules, on the national day");
    assert!(holiday(hours, "12202", "2026-11-10T13:00"), "it opens next on Armistice Day");
    assert!(!holiday(hours, "12202", "2026-11-12T10:00"));
    assert!(!holiday("Mo-Fr 09:00-12:00; PH off", "12202", "2026-11-10T13:00"), "it opens the day after");
    assert!(!holiday("PH,Mo-Fr 09:00-12:00", "12202", "2026-11-11T10:00"), "its rules say that it is open");
    assert_eq!(told("Mo-Fr 09:00-12:00; PH off", "2026-11-11T10:00"), "closed 2026-11-12T09:00");
    // Good Friday is a holiday in Strasbourg, not in Rodez.
    assert!(holiday(hours, "67482", "2027-03-26T10:00") && !holiday(hours, "12202", "2027-03-26T10:00"));
    assert!(surely_open(hours, "12202", at("2026-11-11T10:00")).is_none());
    assert!(surely_open(hours, "12202", at("2026-11-12T10:00")).is_some());
    assert!(surely_open("PH,Mo-Fr 09:00-12:00", "12202", at("2026-11-11T10:00")).is_some());
}

#[test]
fn school_holidays_by_zone_and_beyond_the_calendar() {
    let hours = "Mo-Fr 09:00-17:00; SH Mo-Fr 10:00-12:00";
    assert_eq!(told_in("75056", hours, "2027-02-08T09:30"), "closed 2027-02-08T10:00", "zone C has holidays");
    assert_eq!(told_in("69123", hours, "2027-02-08T09:30"), "open 2027-02-08T17:00", "zone A has none");
    assert_eq!(told_in("97209", hours, "2027-02-08T09:30"), "unknown 2027-02-08T10:00", "nobody told us");
    assert_eq!(told_in("97209", hours, "2027-02-08T10:30"), "open 2027-02-08T12:00", "open both ways");
    assert_eq!(told_in("97209", hours, "2027-02-08T20:00"), "closed 2027-02-09T09:00", "closed both ways");
    assert_eq!(told("Mo-Fr 09:00-12:00; SH off", "2028-11-14T10:00").split(' ').next(), Some("unknown"));
    assert_eq!(told("SH,PH off", "2026-11-11T10:00").split(' ').next(), Some("closed"));
}

#[test]
fn overseas_holidays() {
    let hours = "Mo-Fr 09:00-12:00; PH off";
    assert_eq!(told_in("97209", hours, "2026-05-22T10:00"), "closed 2026-05-26T09:00");
    assert_eq!(told_in("97105", hours, "2026-05-22T10:00"), "open 2026-05-22T12:00");
}

#[test]
fn hours_that_differ() {
    assert!(!differ("Mo-Tu 09:00-12:00", "Mo,Tu 09:00-12:00; PH off"), "holidays apart");
    assert!(differ("Mo-Tu 09:00-12:00", "Mo-Tu 09:00-12:30") && differ("Mo 09:00-12:00", "Mo 09:00-12:00; Aug off"));
    assert!(!differ("Mo 09:00-12:00", "We 08:00"), "one of them cannot be read");
}

#[test]
fn the_clock_of_a_commune() {
    assert_eq!(local("75056", at("2026-11-23T10:00")), at("2026-11-23T10:00"));
    assert_eq!(local("97411", at("2026-11-23T10:00")), at("2026-11-23T13:00"));
    assert_eq!(local("97411", at("2026-07-23T23:00")), at("2026-07-24T01:00"));
    assert_eq!(local("97209", at("2026-11-23T02:00")), at("2026-11-22T21:00"));
}

#[test]
fn the_quarters_of_a_week() {
    let open = |hours: &str| {
        let quarters = open_quarters(hours)?;
        Some((0..672).filter(|bit| quarters[bit / 64] >> (bit % 64) & 1 == 1).collect::<Vec<usize>>())
    };
    assert_eq!(open("Mo 00:00-00:30; PH off"), Some(vec![0, 1]));
    assert_eq!(open("Su 23:40-24:00"), Some(vec![671]), "only whole quarters");
    assert_eq!(open("Su 23:30-00:30"), Some(vec![0, 1, 670, 671]), "a week like any other goes before it");
    assert_eq!(open("Mo 00:00-00:30 unknown \"x\""), Some(vec![]));
    for hours in [
        "Sa[1] 10:00-12:00",
        "Jul Mo 10:00-12:00",
        "week 01-53/2 Mo 10:00-12:00",
        "SH off",
        "sunrise-sunset",
        "x",
        "PH,Mo 10:00-12:00",
    ] {
        assert!(open(hours).is_none(), "{hours}");
    }
    let all = open("24/7").expect("quarters");
    assert_eq!(all.len(), 672);
    // Against the state, minute by minute.
    let hours = "Mo-Fr 08:50-12:10,13:30-17:00; We off; Sa 22:00-01:00, Su 10:00-10:10";
    let quarters = open(hours).expect("quarters");
    let monday = at("2026-11-23T00:00");
    for quarter in 0..672 {
        let is = |minute: i64| state(hours, &Site::of(""), monday.plus_minutes(quarter * 15 + minute)).state;
        let whole = (0..15).all(|minute| is(minute) == OpeningState::Open);
        assert_eq!(quarters.contains(&(quarter as usize)), whole, "{quarter}");
    }
}

#[test]
fn any_text_is_read_without_a_panic() {
    let pieces = [
        "Mo", "-", "Fr", "Tu[1]", "PH", "SH", " ", ",", ";", "||", "09:00", "24:00", "48:00", "+", "week", "53", "/2",
        "Jan", "Feb 29", "2026", "easter", "-2 days", "off", "\"", "é", "sunset", "(", ")", "[-1]", "unknown", "24/7",
        "9999", "\u{202e}",
    ];
    let mut dice = guichet_core::dice::Dice(7);
    let place = Site { position: Some(Position { lat: 89.9, lon: 179.0 }), ..Site::of("67482") };
    for _ in 0..4_000 {
        let text: String = (0..dice.below(9)).map(|_| pieces[dice.below(pieces.len())]).collect();
        for now in ["0001-01-01T00:00", "2026-12-31T23:59", "9999-12-31T23:59"] {
            let opening = state(&text, &place, at(now));
            assert!(opening.next_change.is_none_or(|next| next > at(now)), "{text} {now}");
        }
        open_quarters(&text);
    }
}
