//! What hours in French mean, written as OpenStreetMap has it.

use super::names::month_name;
use super::week::{Week, days_written, written};

/// A month and a day of it, 0 for the whole month.
type MonthDay = (u8, u8);
/// From one to the other, both included.
pub(super) type Period = (MonthDay, MonthDay);

/// What is open on appointment only.
pub(super) const APPOINTMENT: &str = "sur rendez-vous";
const NOON: u16 = 720;

/// School time or school holidays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Season {
    School,
    Holidays,
}

/// Weeks of the year by their number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weeks {
    Even,
    Odd,
}

/// A time of a day, with what is said where it is not certain.
type Said = ((u16, u16), Option<&'static str>);

/// Days with the times that they share.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Group {
    pub days: [bool; 7],
    /// Those that are said by their names.
    pub named: [bool; 7],
    /// Which of a month: 1 the first, -1 the last; empty for all of them.
    pub nth: Vec<i8>,
    pub spans: Vec<(u16, u16)>,
    /// What is said where its times are not certain.
    pub remark: Option<&'static str>,
    pub season: Option<Season>,
    pub periods: Option<Vec<Period>>,
    pub weeks: Option<Weeks>,
}

/// All that a text says.
#[derive(Debug, Clone, Default)]
pub(super) struct Hours {
    pub groups: Vec<Group>,
    /// Of what follows.
    pub season: Option<Season>,
    pub periods: Option<Vec<Period>>,
    pub times_first: bool,
    pub all_by_appointment: bool,
    /// At other times, people are received on appointment.
    pub else_by_appointment: bool,
    pub public_off: bool,
    pub school_off: bool,
    pub closed_periods: Vec<Vec<Period>>,
    /// Days, and `Some(true)` for their morning alone, `Some(false)` for the afternoon.
    closed: Vec<([bool; 7], Option<bool>)>,
}

impl Hours {
    /// Days that are closed whatever was said of them, or half of them. `None` for a day that was said to be open by its
    /// name: "du mardi au samedi, fermé le samedi".
    pub fn close(&mut self, days: [bool; 7], morning: Option<bool>) -> Option<()> {
        let contradicts = |group: &Group| days.iter().zip(group.named).any(|(out, named)| *out && named);
        let certain = morning.is_some() || !self.groups.iter().any(contradicts);
        certain.then(|| self.closed.push((days, morning)))
    }

    /// The expression; `None` where two groups contradict each other, or nothing is left.
    pub fn into_osm(mut self) -> Option<String> {
        if self.groups.is_empty() {
            let bare = self.all_by_appointment && !self.public_off && !self.school_off && self.closed.is_empty();
            return bare.then(|| format!("unknown \"{APPOINTMENT}\""));
        }
        self.take_closed_out()?;
        let holidays: Vec<Group> = self.of_season(Some(Season::Holidays));
        let (base, holidays): (Vec<Group>, Vec<Group>) = self
            .groups
            .iter()
            .cloned()
            .partition(|group| group.season != Some(Season::Holidays) || holidays.is_empty());
        let mut rules = self.rules(&base, "")?;
        if rules == "Mo-Su 00:00-24:00" {
            rules = "24/7".to_owned();
        }
        let school_only = base.iter().any(|group| group.season == Some(Season::School));
        if self.school_off || school_only || !holidays.is_empty() {
            if base.is_empty() || (self.school_off && !holidays.is_empty()) {
                return None;
            }
            rules.push_str("; SH off");
        }
        if !holidays.is_empty() {
            rules.push_str(&format!("; {}", self.rules(&holidays, "SH ")?));
        }
        if self.public_off {
            rules.push_str("; PH off");
        }
        if self.else_by_appointment {
            rules.push_str(&format!(" || unknown \"{APPOINTMENT}\""));
        }
        Some(rules)
    }

    fn of_season(&self, season: Option<Season>) -> Vec<Group> {
        self.groups.iter().filter(|group| group.season == season).cloned().collect()
    }

    /// Groups without what was said to be closed; `None` where a half that is closed cuts through a span.
    fn take_closed_out(&mut self) -> Option<()> {
        for (days, morning) in std::mem::take(&mut self.closed) {
            let mut split = Vec::new();
            for group in &mut self.groups {
                let out: [bool; 7] = std::array::from_fn(|day| days[day] && group.days[day]);
                if !out.contains(&true) {
                    continue;
                }
                group.days.iter_mut().zip(out).filter(|(_, out)| *out).for_each(|(day, _)| *day = false);
                let Some(morning) = morning else { continue };
                let is_closed = |(from, to): &(u16, u16)| if morning { *to <= NOON + 60 } else { *from + 30 >= NOON };
                let clear = |span: &(u16, u16)| {
                    is_closed(span) || if morning { span.0 + 30 >= NOON } else { span.1 <= NOON + 60 }
                };
                group.spans.iter().all(clear).then_some(())?;
                let spans: Vec<(u16, u16)> = group.spans.iter().copied().filter(|span| !is_closed(span)).collect();
                if !spans.is_empty() {
                    split.push(Group { days: out, spans, ..group.clone() });
                }
            }
            self.groups.extend(split);
        }
        self.groups.retain(|group| group.days.contains(&true));
        (!self.groups.is_empty()).then_some(())
    }

    /// The rules of some groups, each behind a prefix: those of every week, then those of some months, weeks, or days of
    /// the month.
    fn rules(&self, groups: &[Group], prefix: &str) -> Option<String> {
        let mut out: Vec<(bool, String)> = Vec::new();
        let mut done: Vec<Option<&[Period]>> = Vec::new();
        for group in groups {
            let periods = group.periods.as_deref();
            if done.contains(&periods) {
                continue;
            }
            done.push(periods);
            // Periods that replace the rest of the year close it first.
            if let Some(these) = periods.filter(|these| self.closed_periods.iter().any(|closed| closed == these)) {
                out.push((false, format!("{} off", periods_written(these))));
            }
            let same: Vec<&Group> = groups.iter().filter(|other| other.periods.as_deref() == periods).collect();
            let periods = periods.map(|these| periods_written(these) + " ").unwrap_or_default();
            out.extend(self.week(&same, &format!("{periods}{prefix}"))?);
        }
        for closed in self.closed_periods.iter().filter(|closed| !done.contains(&Some(closed.as_slice()))) {
            if prefix.is_empty() {
                out.push((false, format!("{} off", periods_written(closed))));
            }
        }
        let mut text = String::new();
        for (adds, rule) in out {
            let between = match (text.is_empty(), adds) {
                (true, _) => "",
                (false, true) => ", ",
                (false, false) => "; ",
            };
            text.push_str(between);
            text.push_str(&rule);
        }
        Some(text)
    }

    fn week(&self, groups: &[&Group], prefix: &str) -> Option<Vec<(bool, String)>> {
        let mut days: [Vec<Said>; 7] = std::array::from_fn(|_| Vec::new());
        let mut rare = Vec::new();
        for group in groups {
            let remark = if self.all_by_appointment { Some(APPOINTMENT) } else { group.remark };
            if !group.nth.is_empty() || group.weeks.is_some() {
                rare.push((*group, remark));
                continue;
            }
            for (spans, _) in days.iter_mut().zip(group.days).filter(|(_, is)| *is) {
                let new: Vec<Said> = if group.spans.is_empty() && remark.is_some() {
                    vec![((0, 1_440), remark)]
                } else {
                    group.spans.iter().map(|span| (*span, remark)).collect()
                };
                merge(spans, new)?;
            }
        }
        let mut week = Week::default();
        for (day, spans) in days.iter().enumerate() {
            for ((from, to), remark) in spans {
                match remark {
                    Some(remark) => week.doubt(day, Some((*from, *to)).filter(|span| *span != (0, 1_440)), remark),
                    None => drop(week.open(day, *from, *to)),
                }
            }
        }
        let mut out: Vec<(bool, String)> =
            week.rules().into_iter().map(|(adds, rule)| (adds, format!("{prefix}{rule}"))).collect();
        for (group, remark) in rare {
            // A day of the month that is also one of every week: does it add, or replace?
            let both = group.days.iter().zip(&days).any(|(is, spans)| *is && !spans.is_empty());
            (!both && (group.nth.is_empty() || group.weeks.is_none())).then_some(())?;
            let spans: Vec<String> = group.spans.iter().copied().map(written).collect();
            let nth: Vec<String> = group.nth.iter().map(i8::to_string).collect();
            let nth = if nth.is_empty() { String::new() } else { format!("[{}]", nth.join(",")) };
            let weeks = match group.weeks {
                Some(Weeks::Even) => "week 02-52/2 ",
                Some(Weeks::Odd) => "week 01-53/2 ",
                None => "",
            };
            let which: Vec<usize> = (0..7).filter(|day| group.days[*day]).collect();
            let mut rule = format!("{prefix}{weeks}{}{nth}", days_written(&which));
            if !spans.is_empty() {
                rule.push_str(&format!(" {}", spans.join(",")));
            }
            if let Some(remark) = remark {
                rule.push_str(&format!(" unknown \"{remark}\""));
            }
            out.push((false, rule));
        }
        Some(out)
    }
}

/// Adds what a later group says of a day. It adds where it comes after all that is there, in the afternoon of a morning, and
/// replaces where it holds all of it; what overlaps otherwise, or comes before, may mean either.
fn merge(spans: &mut Vec<Said>, new: Vec<Said>) -> Option<()> {
    let held = |old: &Said| new.iter().any(|(span, _)| span.0 <= old.0.0 && old.0.1 <= span.1);
    if spans.iter().all(held) {
        *spans = new;
        return Some(());
    }
    let (end, start) = (spans.iter().map(|((_, to), _)| *to).max()?, new.iter().map(|((from, _), _)| *from).min()?);
    (end <= start).then(|| spans.extend(new))
}

/// "Jul-Aug,Dec 24-31".
fn periods_written(periods: &[Period]) -> String {
    let period = |(from, to): &Period| {
        let date = |(month, day): MonthDay| match day {
            0 => month_name(month).to_owned(),
            _ => format!("{} {day:02}", month_name(month)),
        };
        match (from == to, from.0 == to.0) {
            (true, _) => date(*from),
            (false, true) => format!("{}-{:02}", date(*from), to.1),
            (false, false) => format!("{}-{}", date(*from), date(*to)),
        }
    };
    periods.iter().map(period).collect::<Vec<_>>().join(",")
}
