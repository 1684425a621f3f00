//! The smallest parts of a date: day, month and year as they are written.

use super::Grammar;
use crate::recognise::lexicon::TimeWord;
use crate::recognise::pieces::{Look, Shape};

impl Grammar<'_> {
    pub(super) fn word(&self, at: usize) -> Option<TimeWord> {
        if !self.within(at) || self.pieces.get(at).shape != Shape::Word {
            return None;
        }
        self.lexicon.times.get(self.pieces.lower(at)).copied()
    }

    /// Whether an expression may start here: not inside "G20", "COVID-19" or "$2014".
    pub(super) fn is_clean_start(&self, at: usize) -> bool {
        if at == self.start || !self.is_glued(at) {
            return true;
        }
        match self.lower(at - 1) {
            "(" | "[" | "\"" | "'" | "“" | "‘" | "," | "/" => true,
            _ if self.is_dash(at - 1) => !self.is_glued(at - 1),
            _ => false,
        }
    }

    /// Whether a number ends here: not "2014-based", "1990s", "5%" or "20.30".
    pub(super) fn is_clean_end(&self, at: usize) -> bool {
        !self.is_glued(at)
            || match self.lower(at) {
                "%" | ":" | "/" | "°" => false,
                _ => !self.is_word(at) && !self.is_number(at),
            }
    }

    pub(super) fn whole_number(&self, at: usize, digits: std::ops::RangeInclusive<usize>) -> Option<i32> {
        if !self.is_number(at) {
            return None;
        }
        let text = self.pieces.lower(at);
        (digits.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| text.parse().ok())
            .flatten()
    }

    /// A number of four digits that can be a year.
    pub(super) fn year_digits(&self, at: usize) -> Option<i32> {
        self.whole_number(at, 4..=4).filter(|year| (1800..2100).contains(year) && self.is_clean_end(at + 1))
    }

    /// A day of the month in digits with or without "th", and the piece after it.
    pub(super) fn day_digits(&self, at: usize) -> Option<(u32, usize)> {
        let number = self.whole_number(at, 1..=2).and_then(|number| u32::try_from(number).ok())?;
        let suffix = self.is_glued(at + 1) && matches!(self.lower(at + 1), "st" | "nd" | "rd" | "th");
        let next = at + 1 + usize::from(suffix);
        ((1..=31).contains(&number) && self.is_clean_end(next)).then_some((number, next))
    }

    /// A month in full or short, and the piece after it; a short one takes its point with it.
    pub(super) fn month(&self, at: usize) -> Option<(u32, usize)> {
        if !self.is_capitalised(at) {
            return None;
        }
        match self.word(at)? {
            TimeWord::Month(month) => Some((month, at + 1)),
            TimeWord::MonthShort(month) => {
                let point = self.lower(at + 1) == "." && self.is_glued(at + 1);
                Some((month, at + 1 + usize::from(point)))
            }
            _ => None,
        }
    }
}
