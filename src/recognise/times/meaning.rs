//! What the parts of a date mean on the day of the report.

use super::calendar::{add_days, day, day_of, moved, of_month, of_year, worked_out_day};
use super::{Grammar, Item, Raw, Value};
use crate::mention::{DateBasis, PartialDate};
use crate::recognise::lexicon::{Period, TimeWord};
use chrono::{Datelike, Months, NaiveDate};

/// Whether what a verb says lies before or after the report's day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outlook {
    /// "met", "has met".
    Back,
    /// "will meet", "is to meet", "is meeting", "is scheduled for".
    Ahead,
    /// "would meet", "meets": whichever is nearer.
    Open,
    /// No verb governs the date: "the talks of 20 January".
    Unknown,
}

impl Grammar<'_> {
    pub(super) fn moved_days(&self, shift: i64) -> Item {
        self.reference.map_or(Item::Nothing, |date| worked_out_day(add_days(date, shift)))
    }

    pub(super) fn moved(&self, period: Period, step: i32) -> Item {
        self.reference.map_or(Item::Nothing, |date| moved(date, period, step))
    }

    pub(super) fn stepped_weekday(&self, weekday: u32, step: i32) -> Item {
        let Some(reference) = self.reference else { return Item::Nothing };
        let today = reference.weekday().num_days_from_monday();
        let forward = i64::from((weekday + 7 - today) % 7);
        let shift = match step {
            -1 => {
                if forward == 0 {
                    -7
                } else {
                    forward - 7
                }
            }
            1 => {
                if forward == 0 {
                    7
                } else {
                    forward
                }
            }
            _ => i64::from(weekday) - i64::from(today),
        };
        worked_out_day(add_days(reference, shift))
    }

    /// Works out two dates of which each may lack what the other has.
    pub(super) fn join(&self, first: Item, second: Item, at: usize) -> Option<(Value, Value)> {
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

    pub(super) fn value(&self, item: Item, at: usize) -> Option<Value> {
        match item {
            Item::Raw(raw) => self.resolve(raw, at),
            Item::Value(value) => Some(value),
            Item::Nothing => None,
        }
    }

    pub(super) fn resolve(&self, raw: Raw, at: usize) -> Option<Value> {
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
                let ahead = match self.outlook(at) {
                    Outlook::Back | Outlook::Unknown => forward == 0,
                    Outlook::Ahead => true,
                    Outlook::Open => forward <= 3,
                };
                let shift = if ahead { forward } else { forward - 7 };
                let date = add_days(reference, shift)?;
                Some(Value { start: day(date), end: None, basis: DateBasis::Resolved })
            }
            _ => None,
        }
    }

    /// The year of "December 14": the one of a stated weekday, else the last one unless it is far or lies ahead.
    pub(super) fn nearest_day(
        &self,
        weekday: Option<u32>,
        month: u32,
        number: u32,
        at: usize,
    ) -> Option<NaiveDate> {
        let Some(reference) = self.reference else {
            return NaiveDate::from_ymd_opt(self.year_nearby(1)?, month, number);
        };
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
        let past = dates(-4..=0).rev().find(|date| *date <= reference);
        let next = dates(0..=4).find(|date| *date >= reference);
        self.past_or_next(past, next, at)
    }

    /// The year of the nearest full date of the text, at most so many sentences away.
    fn year_nearby(&self, most: usize) -> Option<i32> {
        // They stand in the order of the text, so the nearest is on one side or the other.
        let next = self.years.partition_point(|(sentence, _)| *sentence < self.sentence);
        let sides = [self.years.get(next), next.checked_sub(1).and_then(|last| self.years.get(last))];
        let distance = |(sentence, _): &&(usize, i32)| sentence.abs_diff(self.sentence);
        sides
            .into_iter()
            .flatten()
            .filter(|year| distance(year) <= most)
            .min_by_key(distance)
            .map(|(_, year)| *year)
    }

    pub(super) fn past_or_next(
        &self,
        past: Option<NaiveDate>,
        next: Option<NaiveDate>,
        at: usize,
    ) -> Option<NaiveDate> {
        let (reference, past, next) = (self.reference?, past?, next?);
        let (since, until) = ((reference - past).num_days(), (next - reference).num_days());
        // Half a year is the border; a future verb moves it, but not so far that next year's yesterday is meant.
        let chosen = match self.outlook(at) {
            Outlook::Back => false,
            Outlook::Unknown => since > 183,
            Outlook::Ahead => until <= 330 || since > 183,
            Outlook::Open => until < since,
        };
        Some(if chosen { next } else { past })
    }

    /// The day of a month nearest to the reference, by the same rule, over months instead of years.
    pub(super) fn nearest(
        &self,
        at: usize,
        date: impl Fn(i32, u32) -> Option<NaiveDate>,
    ) -> Option<NaiveDate> {
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

    pub(super) fn nearest_month(&self, month: u32, at: usize) -> Option<PartialDate> {
        let Some(reference) = self.reference else {
            return Some(of_month(self.year_nearby(0)?, month));
        };
        let back = (reference.month() + 12 - month) % 12;
        let ahead = match self.outlook(at) {
            Outlook::Back => false,
            Outlook::Ahead => true,
            Outlook::Open | Outlook::Unknown => back > 6,
        };
        let year = match (back, ahead) {
            (0, _) => reference.year(),
            (_, true) => reference.year() + i32::from(month < reference.month()),
            (_, false) => reference.year() - i32::from(month > reference.month()),
        };
        Some(of_month(year, month))
    }

    pub(super) fn is_future(&self, at: usize) -> bool {
        self.outlook(at) == Outlook::Ahead
    }

    /// Where the verb that governs this piece looks.
    fn outlook(&self, at: usize) -> Outlook {
        let document = self.document;
        let mut token = self.pieces.get(at.min(self.limit - 1)).token;
        if document.head(token).is_none() && document.children(token).next().is_none() {
            // Without a tree the sentence's words must do.
            let ahead = (self.start..self.limit).any(|at| self.word(at) == Some(TimeWord::Future));
            return if ahead { Outlook::Ahead } else { Outlook::Unknown };
        }
        let (mut for_it, mut in_noun, mut in_infinitive) = (false, false, false);
        for _ in 0..12 {
            let verb = self.verb(token);
            let word = self.lexicon.times.get(&*document.token(token).lemma);
            // "said that, starting August 1, prices rise".
            if matches!(word, Some(TimeWord::Onset | TimeWord::Edge))
                && document.token(token).xpos.as_str() == "VBG"
            {
                return Outlook::Unknown;
            }
            let planned = word == Some(&TimeWord::Planned);
            if planned && (for_it || in_infinitive || verb.is_passive) || verb.outlook == Outlook::Ahead {
                return Outlook::Ahead;
            }
            if verb.outlook != Outlook::Unknown {
                // What stands inside a noun phrase, or in "decided to meet", is not when the verb happens.
                return if in_noun || in_infinitive { Outlook::Unknown } else { verb.outlook };
            }
            let Some(head) = document.head(token) else { break };
            if verb.is_infinitive && &*document.token(head).lemma == "be" {
                return Outlook::Ahead;
            }
            for_it |= document.children(token).any(|child| {
                let child = document.token(child);
                child.deprel.base() == "case" && matches!(&*child.lemma, "for" | "until")
            });
            in_infinitive |= verb.is_infinitive;
            in_noun |= matches!(document.token(token).deprel.base(), "nmod" | "compound" | "appos" | "acl");
            token = head;
        }
        Outlook::Unknown
    }

    /// How the verb at a token looks at its time, by its tag and its auxiliaries.
    fn verb(&self, token: usize) -> Verb {
        let (mut will, mut would, mut have) = (false, false, false);
        let (mut is, mut was, mut is_infinitive, mut is_passive) = (false, false, false, false);
        for child in self.document.children(token) {
            let child = self.document.token(child);
            match (child.deprel.base(), &*child.lemma) {
                ("aux", "will" | "shall" | "'ll") => will = true,
                ("aux", "would" | "'d") => would = true,
                ("aux", "have") => have = true,
                ("aux" | "cop", "be") => {
                    is_passive |= child.deprel.as_str() == "aux:pass";
                    was |= child.xpos.as_str() == "VBD";
                    is |= matches!(child.xpos.as_str(), "VBZ" | "VBP");
                }
                ("aux", "do") => was |= child.xpos.as_str() == "VBD",
                ("mark", "to") => is_infinitive = true,
                _ => {}
            }
        }
        let xpos = self.document.token(token).xpos.as_str();
        let outlook = if will || is_infinitive && (is || was) || is && xpos == "VBG" {
            Outlook::Ahead
        } else if have || was || xpos == "VBD" {
            Outlook::Back
        } else if would || is || matches!(xpos, "VBZ" | "VBP") {
            Outlook::Open
        } else {
            Outlook::Unknown
        };
        Verb { outlook, is_infinitive, is_passive }
    }
}

/// What the auxiliaries of a verb say.
#[derive(Clone, Copy, Debug)]
struct Verb {
    outlook: Outlook,
    is_infinitive: bool,
    is_passive: bool,
}
