//! - what is in the syntax is kept, whatever it uses of it;
//! - slips are mended, and written as the syntax has them;
//! - what may mean two things is refused.

use super::*;

#[test]
fn what_is_in_the_syntax_is_kept() {
    for text in [
        "Mo-Fr 09:00-12:00,14:00-17:00; Sa 09:00-12:00; PH off",
        "Mo-Fr 08:00-25:00",
        "24/7",
        "Tu 15:00-19:00, We 10:00-12:00",
        "PH,Mo-Fr 09:00-12:00",
        "SH Mo-Fr 10:00-12:00",
        "Sa[1,3] 10:00-12:00",
        "Su[-1] 10:00-12:00",
        "week 02-52/2 We 09:00-12:00",
        "Jul-Aug Mo-Fr 09:00-12:00; Sep-Jun Mo 14:00-16:00",
        "Mo-Fr 09:00-12:00; Dec 24-Jan 02 off",
        "2026 Jul 14-2026 Aug 20 Mo-Fr 09:00-12:00",
        "2026-2027 Mo 09:00-12:00",
        "easter -2 days-easter +1 day off",
        "Oct Su[-1]-Mar Su[-1] 10:00-12:00",
        "Mo-Fr 09:00-12:00 || \"sur rendez-vous\"",
        "Mo-Fr 09:00-12:00 unknown \"sonner\"",
        "Mo-Fr 18:00+",
        "sunrise-(sunset-01:00)",
        "PH +1 day off",
        "Sa[-1] -1 day 09:00-12:00",
        "Jan 01,May 01 off",
        "unknown \"sur rendez-vous\"",
        "off",
        "20:00-02:00",
        "08:00-12:00,13:00-18:00",
    ] {
        assert_eq!(read(text).as_deref(), Some(text));
    }
}

#[test]
fn slips_are_mended() {
    for (text, osm) in [
        ("mo-fr 9:00-12:00", "Mo-Fr 09:00-12:00"),
        ("Mo-Fr 09h00–12h30", "Mo-Fr 09:00-12:30"),
        ("Mo-Fr 09:00-12:00, 14:00-17:00;", "Mo-Fr 09:00-12:00,14:00-17:00"),
        ("Mo 09:00-12:00 Tu 10:00-12:00,", "Mo 09:00-12:00; Tu 10:00-12:00"),
        ("Tu, We, Fr 09:00-18:00 ; Th 14:00-18:00", "Tu,We,Fr 09:00-18:00; Th 14:00-18:00"),
        ("Mo-Tu-Th 9-12", "Mo,Tu,Th 09:00-12:00"),
        ("Mo 14:00-19:00 ;Sa 14 :00-18h00", "Mo 14:00-19:00; Sa 14:00-18:00"),
        ("24/24", "24/7"),
        ("Mo,PH,Tu 10:00-12:00", "PH,Mo,Tu 10:00-12:00"),
        ("Mo-Fr PH 10:00-12:00", "PH Mo-Fr 10:00-12:00"),
        ("Monday-Friday: 9:00-12:00", "Mo-Fr 09:00-12:00"),
    ] {
        assert_eq!(read(text).as_deref(), Some(osm), "{text}");
    }
}

#[test]
fn what_is_not_certain_is_refused() {
    for text in [
        "We 08:00",
        "Tu 08:00-13:45-16:30",
        "Mo 09:12",
        "9-12",
        "9:00-12:00",
        "08:00 - 12:00",
        "Mo 25:00-26:00",
        "lundi",
        "Mo \"x",
        "",
        "Mo ||",
        "Mo-Fr 10:00-16:00/90",
    ] {
        assert_eq!(read(text), None, "{text}");
    }
}
