//! Times counted from the report's day, and parts of years: "last week", "two days ago", "the end of 2021".

use super::calendar::{add_days, months, moved, of_month, worked_out, worked_out_day};
use super::{Grammar, Item, Raw, Read};
use crate::mention::DateBasis;
use crate::recognise::lexicon::{NumberWord, Period, TimeWord};
use crate::recognise::pieces::Look;
use chrono::Datelike;

impl Grammar<'_> {
    /// "early 2022", "mid-August", "late last year": as precise as what follows.
    pub(super) fn part(&self, at: usize) -> Read {
        let mut next = at + 1;
        next += usize::from(self.is_dash(next));
        next += usize::from(self.lower(next) == "in");
        if let Some(year) = self.year_digits(next)
            && !self.counts_next(next + 1)
        {
            return Some((Item::Raw(Raw { year: Some(year), ..Raw::default() }), next + 1));
        }
        let read = self
            .decade(next)
            .or_else(|| {
                self.month(next).and_then(|_| self.month_first(next).or_else(|| self.month_alone(next)))
            })
            .or_else(|| self.stepped(next))
            .or_else(|| match self.word(next) {
                Some(TimeWord::Day(_) | TimeWord::Weekday(_)) => self.word_first(next),
                _ => None,
            })?;
        (next > at).then_some(read)
    }

    pub(super) fn stepped(&self, at: usize) -> Read {
        match self.word(at)? {
            TimeWord::Step(step) => self.step(at, step, false),
            _ => None,
        }
    }

    /// "earlier today", "later this month".
    pub(super) fn shifted(&self, at: usize) -> Read {
        let mut next = at + 1;
        next += usize::from(self.lower(next) == "in");
        match self.word(next)? {
            TimeWord::Step(step) => self.step(next, step, false),
            TimeWord::Day(shift) => Some((self.moved_days(shift), next + 1)),
            TimeWord::Month(_) => self.month_first(next),
            _ if self.is_number(next) => self.bare_year(next),
            _ => None,
        }
    }

    /// "the end of 2021", "the beginning of next month", "the end of the year".
    pub(super) fn edge(&self, at: usize) -> Read {
        if self.lower(at + 1) != "of" {
            let next = at + 1 + usize::from(self.is_dash(at + 1));
            let year = self.year_digits(next).filter(|_| !self.counts_next(next + 1))?;
            return Some((Item::Raw(Raw { year: Some(year), ..Raw::default() }), next + 1));
        }
        self.whole(at + 2)
    }

    /// The year, month or week of which an expression names a part.
    pub(super) fn whole(&self, at: usize) -> Read {
        if let Some(year) = self.year_digits(at) {
            return Some((Item::Raw(Raw { year: Some(year), ..Raw::default() }), at + 1));
        }
        if self.lower(at) == "the" {
            if let Some(read) = self.decade(at + 1) {
                return Some(read);
            }
            return match self.word(at + 1)? {
                TimeWord::Period(period @ (Period::Week | Period::Month | Period::Year))
                    if !self.lower(at + 1).ends_with('s') && self.lower(at + 2) != "of" =>
                {
                    Some((self.moved(period, 0), at + 2))
                }
                TimeWord::Step(step) => self.step(at + 1, step, true),
                _ => None,
            };
        }
        self.stepped(at).or_else(|| self.month_first(at)).or_else(|| self.month_alone(at))
    }

    /// "spring 2020", "the spring of 2020": no more precise than the year.
    pub(super) fn season(&self, at: usize) -> Read {
        let next = at + 1 + usize::from(matches!(self.lower(at + 1), "of" | ","));
        let year = self.year_digits(next).filter(|_| !self.counts_next(next + 1))?;
        Some((Item::Raw(Raw { year: Some(year), ..Raw::default() }), next + 1))
    }

    /// "Q3", "Q3 2021", "Q3 of 2021".
    pub(super) fn quarter(&self, at: usize) -> Read {
        let quarter = self.whole_number(at + 1, 1..=1).filter(|quarter| (1..=4).contains(quarter))?;
        let first = u32::try_from(quarter).ok()? * 3 - 2;
        if let Some((year, end)) = self.year_after(at + 2) {
            return Some((months(year, first, first + 2, DateBasis::Stated), end));
        }
        let item = self
            .reference
            .map_or(Item::Nothing, |date| months(date.year(), first, first + 2, DateBasis::Resolved));
        Some((item, at + 2))
    }

    /// "the second half of 2021", "third quarter of the year", "the first nine months of 2021".
    pub(super) fn fraction_of_year(&self, at: usize) -> Read {
        let TimeWord::Ordinal(ordinal) = self.word(at)? else { return None };
        let (first, last, end) = match self.lower(at + 1) {
            "half" if ordinal <= 2 => (ordinal * 6 - 5, ordinal * 6, at + 2),
            "quarter" => (ordinal * 3 - 2, ordinal * 3, at + 2),
            _ => {
                let (count, end) = self.count(at + 1)?;
                let last = u32::try_from(count).ok().filter(|count| (2..12).contains(count))?;
                if ordinal != 1 || self.lower(end) != "months" {
                    return None;
                }
                (1, last, end + 1)
            }
        };
        let of = usize::from(self.lower(end) == "of");
        let (item, after) = if of == 1 {
            self.whole(end + 1)?
        } else {
            let year = self.year_digits(end)?;
            (Item::Raw(Raw { year: Some(year), ..Raw::default() }), end + 1)
        };
        let Some(value) = self.value(item, at) else { return Some((Item::Nothing, after)) };
        // Only a year has halves and quarters here.
        let whole_year = value.end.is_none() && value.start.month.is_none();
        Some((
            if whole_year { months(value.start.year, first, last, value.basis) } else { Item::Nothing },
            after,
        ))
    }

    /// "last week", "this morning", "next Monday", "the following day"; `at` is the step, after any "the".
    pub(super) fn step(&self, at: usize, step: i32, the: bool) -> Read {
        let lower = self.lower(at);
        let plain = matches!(lower, "last" | "this" | "next") && !the || lower == "current";
        let next = at + 1;
        match self.word(next)? {
            TimeWord::Period(Period::Day) => {
                if !the || self.lower(next) == "days" {
                    return None;
                }
                let recent =
                    self.recent.filter(|(number, _)| self.sentence <= number + 1).map(|(_, date)| date);
                let shift = match lower {
                    "next" | "following" => 1,
                    "previous" => -1,
                    "same" => 0,
                    _ => return None,
                };
                let item = recent.map_or(Item::Nothing, |date| worked_out_day(add_days(date, shift)));
                Some((item, next + 1))
            }
            TimeWord::Period(Period::Weekend) => {
                let plain = plain || matches!(lower, "coming" | "past");
                plain.then(|| (self.moved(Period::Weekend, step), next + 1))
            }
            TimeWord::Period(period @ (Period::Week | Period::Month | Period::Quarter | Period::Year)) => {
                // "the last year" and "the coming weeks" are stretches without firm borders.
                if !plain || self.lower(next).ends_with('s') {
                    return None;
                }
                Some((self.moved(period, step), next + 1))
            }
            TimeWord::Weekday(weekday) if self.is_capitalised(next) => {
                if the && !matches!(lower, "coming" | "past" | "upcoming") || lower == "same" {
                    return None;
                }
                let end = next + 1 + usize::from(self.word(next + 1) == Some(TimeWord::PartOfDay));
                Some((self.stepped_weekday(weekday, step), end))
            }
            TimeWord::Month(month) if plain && self.is_capitalised(next) => {
                let item = self.reference.map_or(Item::Nothing, |reference| {
                    let year = match step {
                        -1 if reference.month() <= month => reference.year() - 1,
                        1 if reference.month() >= month => reference.year() + 1,
                        _ => reference.year(),
                    };
                    worked_out(of_month(year, month), None)
                });
                Some((item, next + 1))
            }
            TimeWord::Step(second)
                if lower == "this" && matches!(self.word(at + 2), Some(TimeWord::Weekday(_))) =>
            {
                self.step(next, second, the)
            }
            TimeWord::PartOfDay if !the && matches!(lower, "this" | "last") => {
                Some((self.moved_days(step.into()), next + 1))
            }
            TimeWord::Season if lower == "this" => Some((self.moved(Period::Year, 0), next + 1)),
            _ => None,
        }
    }

    /// A small number in digits or words, and the piece after it.
    pub(super) fn count(&self, at: usize) -> Option<(i64, usize)> {
        if let Some(number) = self.whole_number(at, 1..=3) {
            return Some((number.into(), at + 1));
        }
        if !self.is_word(at) {
            return None;
        }
        let lower = self.lower(at);
        if matches!(lower, "a" | "an") {
            if self.lower(at + 1) == "couple" && self.lower(at + 2) == "of" {
                return Some((2, at + 3));
            }
            return Some((1, at + 1));
        }
        let small = |number: u128| i64::try_from(number).ok();
        match *self.lexicon.numbers.get(lower)? {
            NumberWord::Unit(number) | NumberWord::Teen(number) => Some((small(number)?, at + 1)),
            NumberWord::Ten(number) => {
                let dash = usize::from(self.is_dash(at + 1));
                match self.lexicon.numbers.get(self.lower(at + 1 + dash)) {
                    Some(NumberWord::Unit(unit)) => Some((small(number + unit)?, at + 2 + dash)),
                    _ => Some((small(number)?, at + 1)),
                }
            }
            _ => None,
        }
    }

    /// "two days ago", "a week later", "in two weeks".
    pub(super) fn distance(&self, at: usize) -> Read {
        let (count, next) = self.count(at)?;
        let TimeWord::Period(period) = self.word(next)? else { return None };
        if matches!(period, Period::Quarter | Period::Weekend) {
            return None;
        }
        let (period, count) = match period {
            Period::Decade => (Period::Year, count * 10),
            Period::Century => (Period::Year, count * 100),
            other => (other, count),
        };
        let bounded = matches!(self.before(at), "than" | "over" | "least" | "most" | "under");
        let (after, sign, anaphoric) = match (self.lower(next + 1), self.lower(next + 2)) {
            ("ago", _) => (next + 2, -1, false),
            ("from", "now" | "today") => (next + 3, 1, false),
            ("earlier" | "previously", _) => (next + 2, -1, true),
            ("later", _) => (next + 2, 1, true),
            _ if self.before(at) == "in" && self.lower(next + 1) != "or" && self.is_future(at) => {
                (next + 1, 1, false)
            }
            _ => return None,
        };
        if bounded {
            return Some((Item::Nothing, after));
        }
        let base = if anaphoric {
            self.recent.filter(|(number, _)| self.sentence <= number + 1).map(|(_, date)| date)
        } else {
            self.reference
        };
        let shift = i32::try_from(sign * count).ok()?;
        Some((base.map_or(Item::Nothing, |base| moved(base, period, shift)), after))
    }
}
