//! Time expressions: `times` finds dates, months, years and intervals and works out what they mean.
//!
//! A date is as precise as its words: "in 2014" is a year, "last month" a month, "last week" seven days.
//! What depends on the day of the report ("on Monday", "December 14") has no value without that day.

mod calendar;
mod dates;
mod meaning;
mod parts;
mod relative;

use crate::document::{Document, Upos};
use crate::mention::{DateBasis, PartialDate, Time};
use crate::recognise::lexicon::{Lexicon, Period, TimeWord, lexicon};
use crate::recognise::pieces::{Look, Pieces, Shape};
use calendar::{day_of, first_day};
use chrono::NaiveDate;

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
        sentence: 0,
        year_before: None,
        recent: None,
        years: Vec::new(),
    };
    grammar.read_all(&mut found);
    if reference.is_none() {
        // Days without a year may take the year of a full date near them.
        let year = |time: &Time| Some((document.sentence_of(time.tokens.start), time.start.year));
        let stated = found.iter().filter(|time| time.basis == DateBasis::Stated);
        grammar.years = stated.filter_map(year).collect();
        if !grammar.years.is_empty() {
            found.clear();
            grammar.read_all(&mut found);
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
    /// The number of the sentence.
    sentence: usize,
    /// The years of the dates that the text gives in full, with their sentences; only if there is no reference.
    years: Vec<(usize, i32)>,
}

impl Look for Grammar<'_> {
    fn pieces(&self) -> &Pieces<'_> {
        self.pieces
    }

    fn bounds(&self) -> std::ops::Range<usize> {
        self.start..self.limit
    }
}

impl Grammar<'_> {
    fn read_all(&mut self, found: &mut Vec<Time>) {
        let pieces = self.pieces;
        (self.year_before, self.recent) = (None, None);
        for (number, sentence) in pieces.sentences().iter().enumerate() {
            (self.sentence, self.start, self.limit) = (number, sentence.start, sentence.end);
            let mut at = sentence.start;
            while at < sentence.end {
                at = self.read(at, found).unwrap_or(at + 1);
            }
        }
    }

    /// Reads an expression that starts here, adds what it means, and says where to go on.
    fn read(&mut self, at: usize, found: &mut Vec<Time>) -> Option<usize> {
        if !self.is_clean_start(at) {
            return None;
        }
        let (first, end) = self.point(at).or_else(|| self.bare_day(at))?;
        if let Some(next) = self.read_pair(at, (first, end), found) {
            return Some(next);
        }
        match first {
            Item::Raw(raw) if raw.is_bare_day() => return None,
            Item::Raw(raw) if raw.is_year() => self.year_before = Some(end),
            _ => {}
        }
        if let Some(value) = self.value(first, at) {
            self.add(at..end, value, found);
        }
        Some(end)
    }

    /// Reads what joins two dates and the second one.
    fn read_pair(&mut self, at: usize, (first, end): (Item, usize), found: &mut Vec<Time>) -> Option<usize> {
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
        let (second, end2) = self.second(first, then, self.is_dash(end), list)?;
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
            self.add(at..end2, value, found);
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
            self.add(at..end2, value, found);
        } else {
            self.add(at..end, start, found);
            self.add(then..end2, last, found);
        }
        Some(end2)
    }

    /// The second date of a pair, which may be as short as a day or two digits of a year.
    fn second(&self, first: Item, at: usize, dash: bool, list: bool) -> Read {
        let Item::Raw(raw) = first else { return self.point(at) };
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
        if let Some(read) = self.point(at).or_else(|| self.month_alone(at)) {
            return Some(read);
        }
        // "May 3-5, 2021": a day that ends the range and the year of both.
        if raw.month.is_some() && raw.day.is_some() {
            let (day, mut end) = self.day_digits(at)?;
            if list && self.is_word(end) && self.document.token(self.pieces.get(end).token).upos == Upos::Noun
            {
                return None;
            }
            let mut second = Raw { day: Some(day), ..Raw::default() };
            if raw.year.is_none()
                && let Some((year, after)) = self.year_after(end)
            {
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
    fn point(&self, at: usize) -> Read {
        if !self.within(at) {
            return None;
        }
        match self.pieces.get(at).shape {
            Shape::Mark => None,
            Shape::Number => self.number_first(at),
            Shape::Word => self.word_first(at),
        }
    }

    fn number_first(&self, at: usize) -> Read {
        self.iso(at)
            .or_else(|| self.slashed(at))
            .or_else(|| self.dotted(at))
            .or_else(|| self.day_month(at))
            .or_else(|| self.decade(at))
            .or_else(|| self.distance(at))
            .or_else(|| self.bare_year(at))
    }

    fn word_first(&self, at: usize) -> Read {
        if self.is_glued(at) && at > self.start && self.is_word(at - 1) {
            return None;
        }
        let lower = self.lower(at);
        if lower == "the" {
            return self.after_the(at);
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
            Some(TimeWord::Step(step)) => self.step(at, step, false),
            Some(TimeWord::Part) => self.part(at),
            Some(TimeWord::Shift) => self.shifted(at),
            Some(TimeWord::Edge) => self.edge(at),
            Some(TimeWord::Season) => self.season(at),
            Some(TimeWord::Ordinal(_)) => self.fraction_of_year(at),
            _ => self.distance(at),
        }
    }

    /// Expressions that start with "the".
    fn after_the(&self, at: usize) -> Read {
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
            TimeWord::Step(step) => self.step(next, step, true),
            TimeWord::Edge => self.edge(next),
            TimeWord::Part => self.part(next),
            TimeWord::Season => self.season(next),
            TimeWord::Ordinal(_) => self.fraction_of_year(next),
            TimeWord::Period(Period::Week) if self.lower(next + 1) == "of" => {
                // "the week of March 14": the seven days in which that day lies.
                let day = next + 2;
                let (item, end) =
                    self.day_month(day).or_else(|| self.month(day).and_then(|_| self.month_first(day)))?;
                let date = self.value(item, day).and_then(|value| day_of(value.start))?;
                Some((calendar::moved(date, Period::Week, 0), end))
            }
            TimeWord::Period(Period::Month | Period::Year) if self.lower(next + 1) == "of" => {
                self.month_first(next + 2)
            }
            _ => None,
        }
    }

    fn add(&mut self, pieces: std::ops::Range<usize>, value: Value, found: &mut Vec<Time>) {
        // Centuries of centuries ago is no date.
        let years = [value.start.year, value.end.map_or(1, |end| end.year)];
        if years.iter().any(|year| !(1..=9999).contains(year)) {
            return;
        }
        if let Some(date) = day_of(value.start) {
            self.recent = Some((self.sentence, date));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::{Model, annotate};
    use crate::report::Span;

    /// What was found, as the vocabulary writes it: the words, the date or interval, `~` if worked out.
    fn read(reference: &str, text: &str) -> String {
        let reference = NaiveDate::parse_from_str(reference, "%Y-%m-%d").ok();
        let found: Vec<String> =
            times(text, &annotate(text, Span::new(0, text.len()), Model::embedded()), reference)
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
