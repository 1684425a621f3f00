//! Arithmetic of days, weeks, months and years.

use super::{Item, Value};
use crate::mention::{DateBasis, PartialDate};
use crate::recognise::lexicon::Period;
use chrono::{Datelike, Days, Months, NaiveDate};

pub(super) fn day(date: NaiveDate) -> PartialDate {
    PartialDate { year: date.year(), month: Some(date.month()), day: Some(date.day()) }
}

pub(super) fn of_month(year: i32, month: u32) -> PartialDate {
    PartialDate { year, month: Some(month), day: None }
}

pub(super) fn of_year(year: i32) -> PartialDate {
    PartialDate { year, month: None, day: None }
}

pub(super) fn day_of(date: PartialDate) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(date.year, date.month?, date.day?)
}

pub(super) fn first_day(date: PartialDate) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(date.year, date.month.unwrap_or(1), date.day.unwrap_or(1))
}

pub(super) fn stated(date: NaiveDate) -> Item {
    Item::Value(Value { start: day(date), end: None, basis: DateBasis::Stated })
}

pub(super) fn worked_out(start: PartialDate, end: Option<PartialDate>) -> Item {
    Item::Value(Value { start, end, basis: DateBasis::Resolved })
}

pub(super) fn worked_out_day(date: Option<NaiveDate>) -> Item {
    date.map_or(Item::Nothing, |date| worked_out(day(date), None))
}

pub(super) fn months(year: i32, first: u32, last: u32, basis: DateBasis) -> Item {
    Item::Value(Value { start: of_month(year, first), end: Some(of_month(year, last)), basis })
}

pub(super) fn add_days(date: NaiveDate, days: i64) -> Option<NaiveDate> {
    let count = Days::new(days.unsigned_abs());
    if days < 0 { date.checked_sub_days(count) } else { date.checked_add_days(count) }
}

pub(super) fn monday_of(date: NaiveDate) -> Option<NaiveDate> {
    add_days(date, -i64::from(date.weekday().num_days_from_monday()))
}

/// The day, week, month, quarter or year so many steps away.
pub(super) fn moved(date: NaiveDate, period: Period, step: i32) -> Item {
    let days = |first: Option<NaiveDate>, length: i64| {
        let last = first.and_then(|first| add_days(first, length - 1));
        match (first, last) {
            (Some(first), Some(last)) => worked_out(day(first), Some(day(last))),
            _ => Item::Nothing,
        }
    };
    let week = monday_of(date).and_then(|monday| add_days(monday, i64::from(step) * 7));
    match period {
        Period::Day => worked_out_day(add_days(date, step.into())),
        Period::Week => days(week, 7),
        Period::Weekend => days(week.and_then(|monday| add_days(monday, 5)), 2),
        Period::Month => {
            let count = Months::new(step.unsigned_abs());
            let moved =
                if step < 0 { date.checked_sub_months(count) } else { date.checked_add_months(count) };
            moved.map_or(Item::Nothing, |date| worked_out(of_month(date.year(), date.month()), None))
        }
        Period::Quarter => {
            let quarter = date.year() * 4 + i32::try_from(date.month0() / 3).unwrap_or(0) + step;
            let first = u32::try_from(quarter.rem_euclid(4)).unwrap_or(0) * 3 + 1;
            months(quarter.div_euclid(4), first, first + 2, DateBasis::Resolved)
        }
        Period::Year => worked_out(of_year(date.year() + step), None),
        Period::Decade | Period::Century => Item::Nothing,
    }
}
