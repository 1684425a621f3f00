//! Dates of the calendar: "27 August 2021", "Monday, December 14", "2014", "the 1990s".

use super::calendar::{add_days, monday_of, of_year, stated, worked_out_day};
use super::{Grammar, Item, Raw, Read, Value};
use crate::document::NameLabel;
use crate::mention::DateBasis;
use crate::recognise::lexicon::TimeWord;
use crate::recognise::pieces::Look;
use chrono::{Datelike, NaiveDate};

impl Grammar<'_> {
    /// "2021-08-27".
    pub(super) fn iso(&self, at: usize) -> Read {
        let year = self.whole_number(at, 4..=4)?;
        let dash = |at: usize| self.lower(at) == "-" && self.is_glued(at);
        let (month, day) = (self.whole_number(at + 2, 2..=2)?, self.whole_number(at + 4, 2..=2)?);
        let joined = dash(at + 1) && self.is_glued(at + 2) && dash(at + 3) && self.is_glued(at + 4);
        // "2021-08-27T10:00" has its time glued on.
        let date = NaiveDate::from_ymd_opt(year, month.try_into().ok()?, day.try_into().ok()?)?;
        joined.then(|| (stated(date), at + 5))
    }

    /// "27/08/2021"; which number is the day must be plain, or only the year is read.
    pub(super) fn slashed(&self, at: usize) -> Read {
        let slash = |at: usize| self.lower(at) == "/" && self.is_glued(at) && self.is_glued(at + 1);
        let (a, b) = (self.whole_number(at, 1..=2)?, self.whole_number(at + 2, 1..=2)?);
        if !slash(at + 1) || !slash(at + 3) {
            return None;
        }
        let year = self.year_digits(at + 4)?;
        let date = |day: i32, month: i32| {
            NaiveDate::from_ymd_opt(year, month.try_into().ok()?, day.try_into().ok()?)
        };
        let item = match (date(a, b), date(b, a)) {
            (Some(first), Some(second)) if first == second => stated(first),
            (Some(_), Some(_)) => Item::Raw(Raw { year: Some(year), ..Raw::default() }),
            (Some(only), None) | (None, Some(only)) => stated(only),
            (None, None) => return None,
        };
        Some((item, at + 5))
    }

    /// "27.08.2021": with points the day is always first.
    pub(super) fn dotted(&self, at: usize) -> Read {
        let mut parts = self.lower(at).split('.');
        let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() || year.len() != 4 {
            return None;
        }
        let date = NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
        Some((stated(date), at + 1))
    }

    /// "27 August 2021", "27th of August".
    pub(super) fn day_month(&self, at: usize) -> Read {
        let (day, mut next) = self.day_digits(at)?;
        if self.lower(next) == "of" {
            next += 1;
        }
        let (month, end) = self.month(next)?;
        let raw = Raw { day: Some(day), month: Some(month), ..Raw::default() };
        Some(self.with_year(raw, end))
    }

    /// "August 27, 2021", "August 2021", "in August".
    pub(super) fn month_first(&self, at: usize) -> Read {
        let (month, end) = self.month(at)?;
        if self.is_in_person_name(at) {
            return None;
        }
        let raw = Raw { month: Some(month), ..Raw::default() };
        let at_day = end + usize::from(self.lower(end) == "the");
        if let Some((day, next)) = self.day_digits(at_day) {
            // "August 30 people" counts people; a day is followed by something else.
            if !self.counts_next(next) {
                return Some(self.with_year(Raw { day: Some(day), ..raw }, next));
            }
        }
        let (item, after) = self.with_year(raw, end);
        if after > end {
            return Some((item, after));
        }
        let alone = matches!(self.word(at), Some(TimeWord::Month(_))) && self.is_cue_for_month(at);
        alone.then_some((item, end))
    }

    /// Whether a month without day and year is one: the verb "may" and names such as "April" are not.
    pub(super) fn is_cue_for_month(&self, at: usize) -> bool {
        let before = self.before(at);
        let listed = matches!(before, "and" | "or") && at >= self.start + 2 && self.month(at - 2).is_some();
        listed
            || (!matches!(before, "and" | "or" | "to" | "by" | "for")
                && matches!(
                    self.lexicon.times.get(before),
                    Some(TimeWord::YearCue | TimeWord::Part | TimeWord::Step(_))
                ))
            || (matches!(before, "by" | "for" | "to") && !matches!(self.lower(at), "april" | "may" | "june"))
    }

    pub(super) fn is_in_person_name(&self, at: usize) -> bool {
        let token = self.pieces.get(at).token;
        // Names come in the order of the text.
        let names = self.document.names();
        let next = names.partition_point(|name| name.tokens.end <= token);
        names.get(next).is_some_and(|name| name.tokens.contains(&token) && name.label == NameLabel::Person)
    }

    /// Whether the word here is one of which there are so many: "people", "troops".
    pub(super) fn counts_next(&self, at: usize) -> bool {
        self.is_word(at)
            && !self.is_glued(at)
            && (matches!(self.word(at), Some(TimeWord::NotAYear | TimeWord::Counted))
                || self.lexicon.units.contains_key(self.lower(at)))
    }

    /// Adds the year that follows a month: ", 2021", "of 2021", "2021", "last year".
    pub(super) fn with_year(&self, raw: Raw, end: usize) -> (Item, usize) {
        if let Some((year, after)) = self.year_after(end) {
            return (Item::Raw(Raw { year: Some(year), ..raw }), after);
        }
        let step_at = end + usize::from(self.lower(end) == "of");
        if let Some(TimeWord::Step(step)) = self.word(step_at)
            && self.lower(step_at + 1) == "year"
            && matches!(self.lower(step_at), "last" | "this" | "next")
        {
            return match self.reference {
                Some(reference) => {
                    let year = Some(reference.year() + step);
                    (Item::Raw(Raw { year, worked_out: true, ..raw }), step_at + 2)
                }
                None => (Item::Nothing, step_at + 2),
            };
        }
        (Item::Raw(raw), end)
    }

    pub(super) fn year_after(&self, end: usize) -> Option<(i32, usize)> {
        let comma = matches!(self.lower(end), "," | "of");
        let at = end + usize::from(comma);
        let year = self.year_digits(at)?;
        if self.counts_next(at + 1) {
            return None;
        }
        Some((year, at + 1))
    }

    /// "Monday", "Monday, December 14", "Monday morning", "Monday last week".
    pub(super) fn weekday_first(&self, at: usize) -> Read {
        let (weekday, short) = match self.word(at)? {
            TimeWord::Weekday(weekday) => (weekday, false),
            TimeWord::WeekdayShort(weekday) => (weekday, true),
            _ => return None,
        };
        if !self.is_capitalised(at)
            || self.lexicon.times.get(self.before(at)) == Some(&TimeWord::Holiday)
            || self.is_in_person_name(at)
        {
            return None;
        }
        let mut next = at + 1;
        next += usize::from(short && self.lower(next) == "." && self.is_glued(next));
        let date_at = next + usize::from(self.lower(next) == ",");
        let date_at = date_at + usize::from(self.lower(date_at) == "the");
        let dated = self.day_month(date_at).or_else(|| self.month(date_at).and(self.month_first(date_at)));
        if let Some((Item::Raw(raw), end)) = dated
            && raw.day.is_some()
        {
            return Some((Item::Raw(Raw { weekday: Some(weekday), ..raw }), end));
        }
        // "Monday 27 and Tuesday 28 August": the first waits for the month of the second.
        if let Some((Item::Raw(day), end)) = self.bare_day(date_at)
            && (matches!(self.lower(end), "and" | "to") || self.is_dash(end))
            && matches!(self.word(end + 1), Some(TimeWord::Weekday(_) | TimeWord::WeekdayShort(_)))
            && self.day_month(end + 2).is_some()
        {
            return Some((Item::Raw(Raw { weekday: Some(weekday), ..day }), end));
        }
        if short {
            return None;
        }
        if self.word(next) == Some(TimeWord::PartOfDay) {
            next += 1;
        }
        let step_at = next + usize::from(self.lower(next) == "of");
        if let Some(TimeWord::Step(step)) = self.word(step_at)
            && self.lower(step_at + 1) == "week"
        {
            let item = self.reference.map_or(Item::Nothing, |reference| {
                worked_out_day(
                    monday_of(reference)
                        .and_then(|monday| add_days(monday, i64::from(step) * 7 + i64::from(weekday))),
                )
            });
            return Some((item, step_at + 2));
        }
        Some((Item::Raw(Raw { weekday: Some(weekday), ..Raw::default() }), next))
    }

    /// Whether another day follows: "the 5th and 6th of May".
    pub(super) fn is_day_of_pair(&self, end: usize) -> bool {
        let joined = matches!(self.lower(end), "and" | "or" | "to") || self.is_dash(end);
        let next = end + 1 + usize::from(self.lower(end + 1) == "the");
        joined
            && self
                .day_digits(next)
                .is_some_and(|(_, end)| self.lower(end) == "of" || self.month(end).is_some())
    }

    /// "on the 27th", where no noun follows.
    pub(super) fn ordinal_day(&self, at: usize) -> Read {
        let (day, end) = self.day_digits(at)?;
        let closed = !self.is_word(end)
            || matches!(
                self.lower(end),
                "and" | "in" | "at" | "with" | "to" | "by" | "for" | "after" | "before" | "when"
            );
        let on = at >= self.start + 2 && matches!(self.lower(at - 2), "on" | "until" | "since" | "by");
        if end == at + 1 || !closed || !on || self.lower(end) == "-" {
            return None;
        }
        let date = self.nearest(at, |year, month| NaiveDate::from_ymd_opt(year, month, day));
        Some((worked_out_day(date), end))
    }

    /// "1990s" and "the 1990s".
    pub(super) fn decade(&self, at: usize) -> Read {
        let year =
            self.whole_number(at, 4..=4).filter(|year| year % 10 == 0 && (1800..2100).contains(year))?;
        if self.lower(at + 1) != "s" || !self.is_glued(at + 1) {
            return None;
        }
        let value = Value { start: of_year(year), end: Some(of_year(year + 9)), basis: DateBasis::Stated };
        Some((Item::Value(value), at + 2))
    }

    /// A year without month: only where words or brackets around it say so.
    pub(super) fn bare_year(&self, at: usize) -> Read {
        let year = self.year_digits(at)?;
        let read = Some((Item::Raw(Raw { year: Some(year), ..Raw::default() }), at + 1));
        if self.counts_next(at + 1) {
            return None;
        }
        if self.year_before.is_some_and(|end| at == end + 1 && matches!(self.lower(end), "," | "and" | "or"))
        {
            return read;
        }
        let next_token = self.is_word(at + 1).then(|| self.document.token(self.pieces.get(at + 1).token));
        let plural_next = next_token.is_some_and(|token| token.xpos.as_str() == "NNS");
        let before = self.before(at);
        match before {
            "in" | "since" | "until" | "till" | "during" | "throughout" | "circa" | "ending" | "year" => read,
            // "Resolution 2593 (2021)" is a name.
            "(" if at >= self.start + 2 && self.is_number(at - 2) => None,
            "(" => read.filter(|_| matches!(self.lower(at + 1), ")" | "," | "-" | "–" | ";")),
            "the" | "its" | "their" | "this" | "s" | "of" | "for" | "a" => {
                // "the 2014 elections", "of 2014."; not "the 2030 Agenda", not "of 2000 soldiers".
                let counted = plural_next && matches!(before, "of" | "for" | "a");
                let noun =
                    !matches!(before, "the" | "its" | "their" | "this" | "s" | "a") || self.is_word(at + 1);
                read.filter(|_| !counted && noun)
            }
            "and" | "or" => None,
            _ => read.filter(|_| self.lexicon.times.get(before) == Some(&TimeWord::YearCue) && !plural_next),
        }
    }
}
