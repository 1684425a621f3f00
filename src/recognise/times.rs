//! Time expressions: `times` finds dates, months, years and intervals and works out what they mean.
//!
//! A date is as precise as its words: "in 2014" is a year, "last month" a month, "last week" seven days.
//! What depends on the day of the report ("on Monday", "December 14") has no value without that day.

use crate::document::{Document, NameLabel, Upos};
use crate::mention::{DateBasis, PartialDate, Time};
use crate::recognise::lexicon::{Lexicon, NumberWord, Period, TimeWord, lexicon};
use crate::recognise::pieces::{Pieces, Shape};
use chrono::{Datelike, Days, Months, NaiveDate};

/// The time expressions of a report, in the order of the text, none overlapping another.
///
/// `reference` is the day to which "today" refers; without it, expressions that need it yield nothing.
/// A span holds the expression without its preposition; an interval spans from its first date to its last.
pub fn times(text: &str, document: &Document, reference: Option<NaiveDate>) -> Vec<Time> {
    let pieces = Pieces::new(text, document);
    let mut found = Vec::new();
    let mut grammar = Grammar {
        pieces: &pieces,
        lexicon: lexicon(),
        document,
        reference,
        start: 0,
        limit: 0,
        year_before: None,
        recent: None,
    };
    for (number, sentence) in pieces.sentences().iter().enumerate() {
        grammar.start = sentence.start;
        grammar.limit = sentence.end;
        let mut at = sentence.start;
        while at < sentence.end {
            at = grammar.read(at, number, &mut found).unwrap_or(at + 1);
        }
    }
    found
}

/// The parts of a date that its words give.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Raw {
    year: Option<i32>,
    month: Option<u32>,
    day: Option<u32>,
    weekday: Option<u32>,
    /// Whether the year was worked out, as in "August last year".
    worked_out: bool,
}

impl Raw {
    fn is_bare_day(self) -> bool {
        self.day.is_some() && self.month.is_none()
    }

    fn is_year(self) -> bool {
        self.year.is_some() && self.month.is_none()
    }
}

/// What an expression means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Value {
    start: PartialDate,
    end: Option<PartialDate>,
    basis: DateBasis,
}

/// One date of an expression: still parts, already worked out, or a time expression that has no value.
#[derive(Clone, Copy, Debug)]
enum Item {
    Raw(Raw),
    Value(Value),
    Nothing,
}

/// An item and the piece after it.
type Read = Option<(Item, usize)>;

struct Grammar<'a> {
    pieces: &'a Pieces<'a>,
    lexicon: &'static Lexicon,
    document: &'a Document,
    reference: Option<NaiveDate>,
    /// The first piece of the sentence.
    start: usize,
    /// The piece after the sentence.
    limit: usize,
    /// The piece after the last bare year, for lists: "in 2014, 2015 and 2016".
    year_before: Option<usize>,
    /// The last day that the text gave and the number of its sentence, for "the following day".
    recent: Option<(usize, NaiveDate)>,
}

impl Grammar<'_> {
    // ---- looking at pieces -------------------------------------------------------------------------

    fn within(&self, at: usize) -> bool {
        self.start <= at && at < self.limit
    }

    /// The piece in lower case; nothing outside the sentence.
    fn lower(&self, at: usize) -> &str {
        if self.within(at) { self.pieces.lower(at) } else { "" }
    }

    /// The piece before in lower case; nothing at the start of the sentence.
    fn before(&self, at: usize) -> &str {
        if at > self.start { self.lower(at - 1) } else { "" }
    }

    fn word(&self, at: usize) -> Option<TimeWord> {
        if !self.within(at) || self.pieces.get(at).shape != Shape::Word {
            return None;
        }
        self.lexicon.times.get(self.pieces.lower(at)).copied()
    }

    fn is_number(&self, at: usize) -> bool {
        self.within(at) && self.pieces.get(at).shape == Shape::Number
    }

    fn is_word(&self, at: usize) -> bool {
        self.within(at) && self.pieces.get(at).shape == Shape::Word
    }

    fn is_glued(&self, at: usize) -> bool {
        self.within(at) && self.pieces.get(at).glued
    }

    fn is_capitalised(&self, at: usize) -> bool {
        self.within(at) && self.pieces.raw(at).starts_with(char::is_uppercase)
    }

    fn is_dash(&self, at: usize) -> bool {
        matches!(self.lower(at), "-" | "–" | "—" | "‑")
    }

    /// Whether an expression may start here: not inside "G20", "COVID-19" or "$2014".
    fn is_clean_start(&self, at: usize) -> bool {
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
    fn is_clean_end(&self, at: usize) -> bool {
        !self.is_glued(at)
            || match self.lower(at) {
                "%" | ":" | "/" | "°" => false,
                _ => !self.is_word(at) && !self.is_number(at),
            }
    }

    fn whole_number(&self, at: usize, digits: std::ops::RangeInclusive<usize>) -> Option<i32> {
        if !self.is_number(at) {
            return None;
        }
        let text = self.pieces.lower(at);
        (digits.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| text.parse().ok())
            .flatten()
    }

    /// A number of four digits that can be a year.
    fn year_digits(&self, at: usize) -> Option<i32> {
        self.whole_number(at, 4..=4).filter(|year| (1800..2100).contains(year) && self.is_clean_end(at + 1))
    }

    /// A day of the month in digits with or without "th", and the piece after it.
    fn day_digits(&self, at: usize) -> Option<(u32, usize)> {
        let number = self.whole_number(at, 1..=2).and_then(|number| u32::try_from(number).ok())?;
        let suffix = self.is_glued(at + 1) && matches!(self.lower(at + 1), "st" | "nd" | "rd" | "th");
        let next = at + 1 + usize::from(suffix);
        ((1..=31).contains(&number) && self.is_clean_end(next)).then_some((number, next))
    }

    /// A month in full or short, and the piece after it; a short one takes its point with it.
    fn month(&self, at: usize) -> Option<(u32, usize)> {
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

    // ---- the grammar -------------------------------------------------------------------------------

    /// Reads an expression that starts here, adds what it means, and says where to go on.
    fn read(&mut self, at: usize, sentence: usize, found: &mut Vec<Time>) -> Option<usize> {
        if !self.is_clean_start(at) {
            return None;
        }
        let (first, end) = self.point(at, sentence).or_else(|| self.bare_day(at))?;
        if let Some(next) = self.read_pair(at, (first, end), sentence, found) {
            return Some(next);
        }
        match first {
            Item::Raw(raw) if raw.is_bare_day() => return None,
            Item::Raw(raw) if raw.is_year() => self.year_before = Some(end),
            _ => {}
        }
        if let Some(value) = self.value(first, at) {
            self.add(at..end, value, sentence, found);
        }
        Some(end)
    }

    /// Reads what joins two dates and the second one.
    fn read_pair(
        &mut self,
        at: usize,
        (first, end): (Item, usize),
        sentence: usize,
        found: &mut Vec<Time>,
    ) -> Option<usize> {
        let before = self.before(at);
        let from = before == "from" || (self.before(at.saturating_sub(1)) == "from" && before == "the");
        let between = before == "between";
        let joint = self.lower(end);
        let dated = matches!(first, Item::Raw(raw) if raw.month.is_some() || raw.weekday.is_some() || raw.year.is_some());
        let is_bare_day = matches!(first, Item::Raw(raw) if raw.is_bare_day());
        let interval = match joint {
            "to" | "until" | "till" | "through" => from || dated || is_bare_day,
            "and" => between,
            _ => self.is_dash(end) && (dated || is_bare_day),
        };
        let list = matches!(joint, "and" | "or" | "," | "&") && !between;
        if !interval && !list {
            return None;
        }
        let then = end + 1;
        let then = then + usize::from(self.lower(then) == "the" && self.is_number(then + 1));
        let (second, end2) = self.second(first, then, sentence, self.is_dash(end), list)?;
        if interval {
            let (start, last) = self.join(first, second, at)?;
            let later = last.end.unwrap_or(last.start);
            if first_day(start.start)? > first_day(later)? {
                return None;
            }
            let basis = if start.basis == DateBasis::Stated && last.basis == DateBasis::Stated {
                DateBasis::Stated
            } else {
                DateBasis::Resolved
            };
            let value = Value { start: start.start, end: Some(later), basis };
            self.add(at..end2, value, sentence, found);
            return Some(end2);
        }
        // "3 and 7 May", "in June and July 2021": the first takes what it lacks from the second.
        let (Item::Raw(a), Item::Raw(b)) = (first, second) else { return None };
        let lends = (a.is_bare_day() && b.month.is_some() && b.day.is_some())
            || (a.year.is_none()
                && a.month.is_some()
                && b.month.is_some()
                && b.year.is_some()
                && a.day.is_some() == b.day.is_some());
        let takes = a.month.is_some() && a.day.is_some() && b.is_bare_day() && joint != ",";
        if !lends && !takes {
            return None;
        }
        let (start, last) = self.join(first, second, at)?;
        let next_day = |value: Value| day_of(value.start).and_then(|date| date.succ_opt());
        if joint == "and" && (a.is_bare_day() || takes) && next_day(start) == day_of(last.start) {
            let value = Value { start: start.start, end: Some(last.start), basis: start.basis };
            self.add(at..end2, value, sentence, found);
        } else {
            self.add(at..end, start, sentence, found);
            self.add(then..end2, last, sentence, found);
        }
        Some(end2)
    }

    /// The second date of a pair, which may be as short as a day or two digits of a year.
    fn second(&self, first: Item, at: usize, sentence: usize, dash: bool, list: bool) -> Read {
        let Item::Raw(raw) = first else { return self.point(at, sentence) };
        if raw.is_year() && raw.day.is_none() {
            if let Some(year) = self.year_digits(at) {
                return Some((Item::Raw(Raw { year: Some(year), ..Raw::default() }), at + 1));
            }
            let short = self.whole_number(at, 2..=2).filter(|_| dash && self.is_glued(at));
            if let (Some(short), Some(year)) = (short, raw.year)
                && short > year % 100
                && self.is_clean_end(at + 1)
            {
                let year = year - year % 100 + short;
                return Some((Item::Raw(Raw { year: Some(year), ..Raw::default() }), at + 1));
            }
        }
        if let Some(read) = self.point(at, sentence).or_else(|| self.month_alone(at)) {
            return Some(read);
        }
        // "May 3-5, 2021": a day that ends the range and the year of both.
        if raw.month.is_some() && raw.day.is_some() {
            let (day, mut end) = self.day_digits(at)?;
            if list && self.is_word(end) && self.document.token(self.pieces.get(end).token).upos == Upos::Noun {
                return None;
            }
            let mut second = Raw { day: Some(day), ..Raw::default() };
            if raw.year.is_none() && let Some((year, after)) = self.year_after(end) {
                (second.year, end) = (Some(year), after);
            }
            return Some((Item::Raw(second), end));
        }
        None
    }

    /// A day that waits for its month: "20" in "from 20 to 23 April".
    fn bare_day(&self, at: usize) -> Read {
        let (day, end) = self.day_digits(at)?;
        Some((Item::Raw(Raw { day: Some(day), ..Raw::default() }), end))
    }

    /// A month as the end of a range: "from March to May".
    fn month_alone(&self, at: usize) -> Read {
        let (month, end) = self.month(at)?;
        matches!(self.word(at)?, TimeWord::Month(_))
            .then_some((Item::Raw(Raw { month: Some(month), ..Raw::default() }), end))
    }

    /// One date or other time expression that starts here.
    fn point(&self, at: usize, sentence: usize) -> Read {
        if !self.within(at) {
            return None;
        }
        match self.pieces.get(at).shape {
            Shape::Mark => None,
            Shape::Number => self.number_first(at, sentence),
            Shape::Word => self.word_first(at, sentence),
        }
    }

    fn number_first(&self, at: usize, sentence: usize) -> Read {
        self.iso(at)
            .or_else(|| self.slashed(at))
            .or_else(|| self.dotted(at))
            .or_else(|| self.day_month(at))
            .or_else(|| self.decade(at))
            .or_else(|| self.distance(at, sentence))
            .or_else(|| self.bare_year(at))
    }

    fn word_first(&self, at: usize, sentence: usize) -> Read {
        if self.is_glued(at) && at > self.start && self.is_word(at - 1) {
            return None;
        }
        let lower = self.lower(at);
        if lower == "the" {
            return self.after_the(at, sentence);
        }
        if lower == "q" && self.is_glued(at + 1) {
            return self.quarter(at);
        }
        match self.word(at) {
            Some(TimeWord::Month(_) | TimeWord::MonthShort(_)) => self.month_first(at),
            Some(TimeWord::Weekday(_) | TimeWord::WeekdayShort(_)) => self.weekday_first(at),
            Some(TimeWord::Day(shift)) => {
                let end = at + 1 + usize::from(shift != 0 && self.word(at + 1) == Some(TimeWord::PartOfDay));
                Some((self.moved_days(shift), end))
            }
            Some(TimeWord::Step(step)) => self.step(at, step, false, sentence),
            Some(TimeWord::Part) => self.part(at, sentence),
            Some(TimeWord::Shift) => self.shifted(at, sentence),
            Some(TimeWord::Edge) => self.edge(at, sentence),
            Some(TimeWord::Season) => self.season(at),
            Some(TimeWord::Ordinal(_)) => self.fraction_of_year(at, sentence),
            _ => self.distance(at, sentence),
        }
    }

    /// "2021-08-27".
    fn iso(&self, at: usize) -> Read {
        let year = self.whole_number(at, 4..=4)?;
        let dash = |at: usize| self.lower(at) == "-" && self.is_glued(at);
        let (month, day) = (self.whole_number(at + 2, 2..=2)?, self.whole_number(at + 4, 2..=2)?);
        let joined = dash(at + 1) && self.is_glued(at + 2) && dash(at + 3) && self.is_glued(at + 4);
        // "2021-08-27T10:00" has its time glued on.
        let date = NaiveDate::from_ymd_opt(year, month.try_into().ok()?, day.try_into().ok()?)?;
        joined.then(|| (stated(date), at + 5))
    }

    /// "27/08/2021"; which number is the day must be plain, or only the year is read.
    fn slashed(&self, at: usize) -> Read {
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
    fn dotted(&self, at: usize) -> Read {
        let mut parts = self.lower(at).split('.');
        let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() || year.len() != 4 {
            return None;
        }
        let date =
            NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
        Some((stated(date), at + 1))
    }

    /// "27 August 2021", "27th of August".
    fn day_month(&self, at: usize) -> Read {
        let (day, mut next) = self.day_digits(at)?;
        if self.lower(next) == "of" {
            next += 1;
        }
        let (month, end) = self.month(next)?;
        let raw = Raw { day: Some(day), month: Some(month), ..Raw::default() };
        Some(self.with_year(raw, end))
    }

    /// "August 27, 2021", "August 2021", "in August".
    fn month_first(&self, at: usize) -> Read {
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
    fn is_cue_for_month(&self, at: usize) -> bool {
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

    fn is_in_person_name(&self, at: usize) -> bool {
        let token = self.pieces.get(at).token;
        // Names come in the order of the text.
        let names = self.document.names();
        let next = names.partition_point(|name| name.tokens.end <= token);
        names.get(next).is_some_and(|name| name.tokens.contains(&token) && name.label == NameLabel::Person)
    }

    /// Whether the word here is one of which there are so many: "people", "troops".
    fn counts_next(&self, at: usize) -> bool {
        self.is_word(at)
            && !self.is_glued(at)
            && (self.word(at) == Some(TimeWord::NotAYear) || self.lexicon.units.contains_key(self.lower(at)))
    }

    /// Adds the year that follows a month: ", 2021", "of 2021", "2021", "last year".
    fn with_year(&self, raw: Raw, end: usize) -> (Item, usize) {
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

    fn year_after(&self, end: usize) -> Option<(i32, usize)> {
        let comma = matches!(self.lower(end), "," | "of");
        let at = end + usize::from(comma);
        let year = self.year_digits(at)?;
        if self.counts_next(at + 1) {
            return None;
        }
        Some((year, at + 1))
    }

    /// "Monday", "Monday, December 14", "Monday morning", "Monday last week".
    fn weekday_first(&self, at: usize) -> Read {
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
                worked_out_day(monday_of(reference).and_then(|monday| {
                    add_days(monday, i64::from(step) * 7 + i64::from(weekday))
                }))
            });
            return Some((item, step_at + 2));
        }
        Some((Item::Raw(Raw { weekday: Some(weekday), ..Raw::default() }), next))
    }

    /// Expressions that start with "the".
    fn after_the(&self, at: usize, sentence: usize) -> Read {
        let next = at + 1;
        if self.is_number(next) {
            if let Some(read) = self.decade(next) {
                return Some(read);
            }
            // "the 27 August accord" has the article of the accord.
            let (_, end) = self.day_digits(next)?;
            let ordinal = end > next + 1;
            return self
                .day_month(next)
                .or_else(|| self.bare_day(next).filter(|_| self.is_day_of_pair(end)))
                .or_else(|| self.ordinal_day(next))
                .filter(|_| ordinal);
        }
        if self.lower(next) == "day" && matches!(self.lower(next + 1), "before" | "after") {
            let shift = match (self.lower(next + 1), self.lower(next + 2)) {
                ("before", "yesterday") => -2,
                ("after", "tomorrow") => 2,
                _ => return None,
            };
            return Some((self.moved_days(shift), next + 3));
        }
        match self.word(next)? {
            TimeWord::Step(step) => self.step(next, step, true, sentence),
            TimeWord::Edge => self.edge(next, sentence),
            TimeWord::Part => self.part(next, sentence),
            TimeWord::Season => self.season(next),
            TimeWord::Ordinal(_) => self.fraction_of_year(next, sentence),
            TimeWord::Period(Period::Month | Period::Year) if self.lower(next + 1) == "of" => {
                self.month_first(next + 2)
            }
            _ => None,
        }
    }

    /// Whether another day follows: "the 5th and 6th of May".
    fn is_day_of_pair(&self, end: usize) -> bool {
        let joined = matches!(self.lower(end), "and" | "or" | "to") || self.is_dash(end);
        let next = end + 1 + usize::from(self.lower(end + 1) == "the");
        joined && self.day_digits(next).is_some_and(|(_, end)| self.lower(end) == "of" || self.month(end).is_some())
    }

    /// "on the 27th", where no noun follows.
    fn ordinal_day(&self, at: usize) -> Read {
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
    fn decade(&self, at: usize) -> Read {
        let year = self.whole_number(at, 4..=4).filter(|year| year % 10 == 0 && (1800..2100).contains(year))?;
        if self.lower(at + 1) != "s" || !self.is_glued(at + 1) {
            return None;
        }
        let value = Value { start: of_year(year), end: Some(of_year(year + 9)), basis: DateBasis::Stated };
        Some((Item::Value(value), at + 2))
    }

    /// A year without month: only where words or brackets around it say so.
    fn bare_year(&self, at: usize) -> Read {
        let year = self.year_digits(at)?;
        let read = Some((Item::Raw(Raw { year: Some(year), ..Raw::default() }), at + 1));
        if self.counts_next(at + 1) {
            return None;
        }
        if self.year_before.is_some_and(|end| at == end + 1 && matches!(self.lower(end), "," | "and" | "or")) {
            return read;
        }
        let next_token = self.is_word(at + 1).then(|| self.document.token(self.pieces.get(at + 1).token));
        let plural_next = next_token.is_some_and(|token| token.xpos.as_str() == "NNS");
        let before = self.before(at);
        match before {
            "in" | "since" | "until" | "till" | "during" | "throughout" | "circa" | "ending" | "year" => read,
            "(" => read.filter(|_| matches!(self.lower(at + 1), ")" | "," | "-" | "–" | ";")),
            "the" | "its" | "their" | "this" | "s" | "of" | "for" | "a" => {
                // "the 2014 elections", "of 2014."; not "the 2030 Agenda", not "of 2000 soldiers".
                let counted = plural_next && matches!(before, "of" | "for" | "a");
                let noun = !matches!(before, "the" | "its" | "their" | "this" | "s" | "a") || self.is_word(at + 1);
                read.filter(|_| !counted && noun)
            }
            "and" | "or" => None,
            _ => read.filter(|_| {
                self.lexicon.times.get(before) == Some(&TimeWord::YearCue) && !plural_next
            }),
        }
    }

    /// "early 2022", "mid-August", "late last year": as precise as what follows.
    fn part(&self, at: usize, sentence: usize) -> Read {
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
            .or_else(|| self.month(next).and_then(|_| self.month_first(next).or_else(|| self.month_alone(next))))
            .or_else(|| self.stepped(next, sentence))
            .or_else(|| match self.word(next) {
                Some(TimeWord::Day(_) | TimeWord::Weekday(_)) => self.word_first(next, sentence),
                _ => None,
            })?;
        (next > at).then_some(read)
    }

    fn stepped(&self, at: usize, sentence: usize) -> Read {
        match self.word(at)? {
            TimeWord::Step(step) => self.step(at, step, false, sentence),
            _ => None,
        }
    }

    /// "earlier today", "later this month".
    fn shifted(&self, at: usize, sentence: usize) -> Read {
        let mut next = at + 1;
        next += usize::from(self.lower(next) == "in");
        match self.word(next)? {
            TimeWord::Step(step) => self.step(next, step, false, sentence),
            TimeWord::Day(shift) => Some((self.moved_days(shift), next + 1)),
            TimeWord::Month(_) => self.month_first(next),
            _ if self.is_number(next) => self.bare_year(next),
            _ => None,
        }
    }

    /// "the end of 2021", "the beginning of next month", "the end of the year".
    fn edge(&self, at: usize, sentence: usize) -> Read {
        if self.lower(at + 1) != "of" {
            let next = at + 1 + usize::from(self.is_dash(at + 1));
            let year = self.year_digits(next).filter(|_| !self.counts_next(next + 1))?;
            return Some((Item::Raw(Raw { year: Some(year), ..Raw::default() }), next + 1));
        }
        self.whole(at + 2, sentence)
    }

    /// The year, month or week of which an expression names a part.
    fn whole(&self, at: usize, sentence: usize) -> Read {
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
                TimeWord::Step(step) => self.step(at + 1, step, true, sentence),
                _ => None,
            };
        }
        self.stepped(at, sentence)
            .or_else(|| self.month_first(at))
            .or_else(|| self.month_alone(at))
    }

    /// "spring 2020", "the spring of 2020": no more precise than the year.
    fn season(&self, at: usize) -> Read {
        let next = at + 1 + usize::from(matches!(self.lower(at + 1), "of" | ","));
        let year = self.year_digits(next).filter(|_| !self.counts_next(next + 1))?;
        Some((Item::Raw(Raw { year: Some(year), ..Raw::default() }), next + 1))
    }

    /// "Q3", "Q3 2021", "Q3 of 2021".
    fn quarter(&self, at: usize) -> Read {
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
    fn fraction_of_year(&self, at: usize, sentence: usize) -> Read {
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
            self.whole(end + 1, sentence)?
        } else {
            let year = self.year_digits(end)?;
            (Item::Raw(Raw { year: Some(year), ..Raw::default() }), end + 1)
        };
        let Some(value) = self.value(item, at) else { return Some((Item::Nothing, after)) };
        // Only a year has halves and quarters here.
        let whole_year = value.end.is_none() && value.start.month.is_none();
        Some((if whole_year { months(value.start.year, first, last, value.basis) } else { Item::Nothing }, after))
    }

    /// "last week", "this morning", "next Monday", "the following day"; `at` is the step, after any "the".
    fn step(&self, at: usize, step: i32, the: bool, sentence: usize) -> Read {
        let lower = self.lower(at);
        let plain = matches!(lower, "last" | "this" | "next") && !the || lower == "current";
        let next = at + 1;
        match self.word(next)? {
            TimeWord::Period(Period::Day) => {
                if !the || self.lower(next) == "days" {
                    return None;
                }
                let recent = self.recent.filter(|(number, _)| sentence <= number + 1).map(|(_, date)| date);
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
            TimeWord::Step(second) if lower == "this" && matches!(self.word(at + 2), Some(TimeWord::Weekday(_))) => {
                self.step(next, second, the, sentence)
            }
            TimeWord::PartOfDay if !the && matches!(lower, "this" | "last") => {
                Some((self.moved_days(step.into()), next + 1))
            }
            TimeWord::Season if lower == "this" => Some((self.moved(Period::Year, 0), next + 1)),
            _ => None,
        }
    }

    /// A small number in digits or words, and the piece after it.
    fn count(&self, at: usize) -> Option<(i64, usize)> {
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
    fn distance(&self, at: usize, sentence: usize) -> Read {
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
            _ if self.before(at) == "in" && self.is_future(at) => (next + 1, 1, false),
            _ => return None,
        };
        if bounded {
            return Some((Item::Nothing, after));
        }
        let base = if anaphoric {
            self.recent.filter(|(number, _)| sentence <= number + 1).map(|(_, date)| date)
        } else {
            self.reference
        };
        let shift = i32::try_from(sign * count).ok()?;
        Some((base.map_or(Item::Nothing, |base| moved(base, period, shift)), after))
    }

    // ---- what it means -----------------------------------------------------------------------------

    fn moved_days(&self, shift: i64) -> Item {
        self.reference.map_or(Item::Nothing, |date| worked_out_day(add_days(date, shift)))
    }

    fn moved(&self, period: Period, step: i32) -> Item {
        self.reference.map_or(Item::Nothing, |date| moved(date, period, step))
    }

    fn stepped_weekday(&self, weekday: u32, step: i32) -> Item {
        let Some(reference) = self.reference else { return Item::Nothing };
        let today = reference.weekday().num_days_from_monday();
        let forward = i64::from((weekday + 7 - today) % 7);
        let shift = match step {
            -1 => if forward == 0 { -7 } else { forward - 7 },
            1 => if forward == 0 { 7 } else { forward },
            _ => i64::from(weekday) - i64::from(today),
        };
        worked_out_day(add_days(reference, shift))
    }

    /// Works out two dates of which each may lack what the other has.
    fn join(&self, first: Item, second: Item, at: usize) -> Option<(Value, Value)> {
        let (Item::Raw(mut a), Item::Raw(mut b)) = (first, second) else {
            return Some((self.value(first, at)?, self.value(second, at)?));
        };
        if b.is_bare_day() {
            b.month = a.month;
            (a.year, b.year) = (a.year.or(b.year), b.year.or(a.year));
        }
        if a.is_bare_day() {
            (a.month, a.year, a.worked_out) = (b.month, b.year, b.worked_out);
        }
        if a.month.is_some() && b.month.is_some() {
            let order = |raw: Raw| (raw.month, raw.day);
            let turns = order(a) > order(b);
            match (a.year, b.year) {
                (None, Some(year)) => a.year = Some(year - i32::from(turns)),
                (Some(year), None) => b.year = Some(year + i32::from(turns)),
                (None, None) => {
                    let last = self.resolve(b, at)?;
                    let year = Some(last.start.year - i32::from(turns));
                    let first = self.resolve(Raw { year, worked_out: true, ..a }, at)?;
                    return Some((first, last));
                }
                _ => {}
            }
            (a.worked_out, b.worked_out) = (a.worked_out || b.worked_out, a.worked_out || b.worked_out);
        }
        let first = self.resolve(a, at)?;
        if let (Some(weekday), None) = (b.weekday, b.month) {
            // "from Monday to Wednesday": the first Wednesday after that Monday.
            let start = day_of(first.start)?;
            let shift = (weekday + 7 - start.weekday().num_days_from_monday()) % 7;
            let last = add_days(start, shift.into())?;
            return Some((first, Value { start: day(last), end: None, basis: DateBasis::Resolved }));
        }
        Some((first, self.resolve(b, at)?))
    }

    fn value(&self, item: Item, at: usize) -> Option<Value> {
        match item {
            Item::Raw(raw) => self.resolve(raw, at),
            Item::Value(value) => Some(value),
            Item::Nothing => None,
        }
    }

    fn resolve(&self, raw: Raw, at: usize) -> Option<Value> {
        let basis = if raw.worked_out { DateBasis::Resolved } else { DateBasis::Stated };
        match (raw.year, raw.month, raw.day) {
            (Some(year), Some(month), Some(number)) => {
                let date = NaiveDate::from_ymd_opt(year, month, number)?;
                Some(Value { start: day(date), end: None, basis })
            }
            (Some(year), Some(month), None) => Some(Value { start: of_month(year, month), end: None, basis }),
            (Some(year), None, None) => Some(Value { start: of_year(year), end: None, basis }),
            (None, Some(month), Some(number)) => {
                let date = self.nearest_day(raw.weekday, month, number, at)?;
                Some(Value { start: day(date), end: None, basis: DateBasis::Resolved })
            }
            (None, Some(month), None) => {
                let start = self.nearest_month(month, at)?;
                Some(Value { start, end: None, basis: DateBasis::Resolved })
            }
            (None, None, None) => {
                let (weekday, reference) = (raw.weekday?, self.reference?);
                let today = reference.weekday().num_days_from_monday();
                let forward = i64::from((weekday + 7 - today) % 7);
                let shift = if forward == 0 || self.is_future(at) { forward } else { forward - 7 };
                let date = add_days(reference, shift)?;
                Some(Value { start: day(date), end: None, basis: DateBasis::Resolved })
            }
            _ => None,
        }
    }

    /// The year of "December 14": the one of a stated weekday, else the last one unless it is far or lies ahead.
    fn nearest_day(&self, weekday: Option<u32>, month: u32, number: u32, at: usize) -> Option<NaiveDate> {
        let reference = self.reference?;
        let dates = |years: std::ops::RangeInclusive<i32>| {
            years.filter_map(move |year| NaiveDate::from_ymd_opt(reference.year() + year, month, number))
        };
        if let Some(weekday) = weekday {
            let fits = |date: &NaiveDate| date.weekday().num_days_from_monday() == weekday;
            let distance = |date: &NaiveDate| (*date - reference).num_days().abs();
            if let Some(date) = dates(-1..=1).filter(fits).min_by_key(distance) {
                return Some(date);
            }
        }
        let past = dates(-4..=0).filter(|date| *date <= reference).last();
        let next = dates(0..=4).find(|date| *date >= reference);
        self.past_or_next(past, next, at)
    }

    fn past_or_next(&self, past: Option<NaiveDate>, next: Option<NaiveDate>, at: usize) -> Option<NaiveDate> {
        let (reference, past, next) = (self.reference?, past?, next?);
        let (since, until) = ((reference - past).num_days(), (next - reference).num_days());
        let ahead = self.is_future(at);
        // Half a year is the border; a future verb moves it, but not so far that next year's yesterday is meant.
        let chosen = if ahead { until <= 330 || since > 183 } else { since > 183 };
        Some(if chosen { next } else { past })
    }

    /// The day of a month nearest to the reference, by the same rule, over months instead of years.
    fn nearest(&self, at: usize, date: impl Fn(i32, u32) -> Option<NaiveDate>) -> Option<NaiveDate> {
        let reference = self.reference?;
        let first = reference.with_day(1)?;
        let in_month = |first: NaiveDate| date(first.year(), first.month());
        let (this, before) = (in_month(first), in_month(first.checked_sub_months(Months::new(1))?));
        let after = in_month(first.checked_add_months(Months::new(1))?);
        if self.is_future(at) {
            this.filter(|date| *date >= reference).or(after)
        } else {
            this.filter(|date| *date <= reference).or(before)
        }
    }

    fn nearest_month(&self, month: u32, at: usize) -> Option<PartialDate> {
        let reference = self.reference?;
        let back = (reference.month() + 12 - month) % 12;
        let ahead = self.is_future(at);
        let year = if back == 0 {
            reference.year()
        } else if ahead || back > 6 {
            reference.year() + i32::from(month < reference.month())
        } else {
            reference.year() - i32::from(month > reference.month())
        };
        Some(of_month(year, month))
    }

    /// Whether the verb that governs this piece looks ahead: "will meet", "is to visit", "is scheduled for".
    fn is_future(&self, at: usize) -> bool {
        let document = self.document;
        let mut token = self.pieces.get(at.min(self.limit - 1)).token;
        if document.head(token).is_none() && document.children(token).next().is_none() {
            // Without a tree the sentence's words must do.
            return (self.start..self.limit).any(|at| self.word(at) == Some(TimeWord::Future));
        }
        for _ in 0..12 {
            let lemma = &*document.token(token).lemma;
            if self.lexicon.times.get(lemma) == Some(&TimeWord::Planned) {
                return true;
            }
            let mut infinitive = false;
            for child in document.children(token) {
                let child = document.token(child);
                match child.deprel.base() {
                    "aux" if matches!(&*child.lemma, "will" | "shall" | "'ll") => return true,
                    "mark" if &*child.lemma == "to" => infinitive = true,
                    _ => {}
                }
            }
            let Some(head) = document.head(token) else { return false };
            // "is to visit": an infinitive under a bare "be".
            if infinitive && &*document.token(head).lemma == "be" {
                return true;
            }
            if matches!(document.token(token).xpos.as_str(), "VBD" | "VBZ" | "VBP") {
                return false;
            }
            token = head;
        }
        false
    }

    fn add(&mut self, pieces: std::ops::Range<usize>, value: Value, sentence: usize, found: &mut Vec<Time>) {
        if let Some(date) = day_of(value.start) {
            self.recent = Some((sentence, date));
        }
        found.push(Time {
            span: self.pieces.span(pieces.clone()),
            tokens: self.pieces.tokens(pieces),
            start: value.start,
            end: value.end,
            basis: value.basis,
        });
    }
}

fn day(date: NaiveDate) -> PartialDate {
    PartialDate { year: date.year(), month: Some(date.month()), day: Some(date.day()) }
}

fn of_month(year: i32, month: u32) -> PartialDate {
    PartialDate { year, month: Some(month), day: None }
}

fn of_year(year: i32) -> PartialDate {
    PartialDate { year, month: None, day: None }
}

fn day_of(date: PartialDate) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(date.year, date.month?, date.day?)
}

fn first_day(date: PartialDate) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(date.year, date.month.unwrap_or(1), date.day.unwrap_or(1))
}

fn stated(date: NaiveDate) -> Item {
    Item::Value(Value { start: day(date), end: None, basis: DateBasis::Stated })
}

fn worked_out(start: PartialDate, end: Option<PartialDate>) -> Item {
    Item::Value(Value { start, end, basis: DateBasis::Resolved })
}

fn worked_out_day(date: Option<NaiveDate>) -> Item {
    date.map_or(Item::Nothing, |date| worked_out(day(date), None))
}

fn months(year: i32, first: u32, last: u32, basis: DateBasis) -> Item {
    Item::Value(Value { start: of_month(year, first), end: Some(of_month(year, last)), basis })
}

fn add_days(date: NaiveDate, days: i64) -> Option<NaiveDate> {
    let count = Days::new(days.unsigned_abs());
    if days < 0 { date.checked_sub_days(count) } else { date.checked_add_days(count) }
}

fn monday_of(date: NaiveDate) -> Option<NaiveDate> {
    add_days(date, -i64::from(date.weekday().num_days_from_monday()))
}

/// The day, week, month, quarter or year so many steps away.
fn moved(date: NaiveDate, period: Period, step: i32) -> Item {
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
            let moved = if step < 0 { date.checked_sub_months(count) } else { date.checked_add_months(count) };
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognise::pieces::tests::flat_document;

    /// What was found, as the vocabulary writes it: the words, the date or interval, `~` if worked out.
    fn read(reference: &str, text: &str) -> String {
        let reference = NaiveDate::parse_from_str(reference, "%Y-%m-%d").ok();
        let found: Vec<String> = times(text, &flat_document(text), reference)
            .iter()
            .map(|time| {
                let sign = if time.basis == DateBasis::Resolved { "~" } else { "" };
                let end = time.end.map(|end| format!("/{end}")).unwrap_or_default();
                format!("{} = {sign}{}{end}", time.span.of(text), time.start)
            })
            .collect();
        if found.is_empty() { "none".to_owned() } else { found.join("; ") }
    }

    #[test]
    fn the_vocabulary_of_dates_is_read_as_expected() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vocabulary/dates.tsv");
        let table = std::fs::read_to_string(path).unwrap();
        let mut wrong = Vec::new();
        let mut count = 0;
        for line in table.lines().skip(1) {
            let fields: Vec<&str> = line.split('\t').collect();
            let [reference, text, expected] = fields[..] else { panic!("not three columns: {line}") };
            count += 1;
            let found = read(reference, text);
            if found != expected {
                wrong.push(format!("{reference}\t{text}\n  expected {expected}\n  found    {found}"));
            }
        }
        assert!(count >= 200, "only {count} rows");
        assert!(wrong.is_empty(), "{} of {count} are read otherwise:\n{}", wrong.len(), wrong.join("\n"));
    }
}
