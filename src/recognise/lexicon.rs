//! The words of times and numbers: `Lexicon`, read once from the tables in `data/lexicon`.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A stretch of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Period {
    Day,
    Week,
    Weekend,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// The number of an ordinal in small letters: 3 for "third".
pub(crate) fn ordinal(word: &str) -> Option<u32> {
    match lexicon().times.get(word) {
        Some(TimeWord::Ordinal(number)) => Some(*number),
        _ => None,
    }
}

/// What a word does in a time expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TimeWord {
    /// "August"; months count from 1.
    Month(u32),
    /// "Aug", only beside a day or a year.
    MonthShort(u32),
    /// "Monday"; days of the week count from 0.
    Weekday(u32),
    /// "Mon", only before a date.
    WeekdayShort(u32),
    /// "yesterday", with the days to add.
    Day(i64),
    /// "morning".
    PartOfDay,
    /// "week".
    Period(Period),
    /// "spring".
    Season,
    /// "early", "mid".
    Part,
    /// "earlier" and "later".
    Shift,
    /// "beginning", "end".
    Edge,
    /// "first".
    Ordinal(u32),
    /// "last" is -1, "this" 0, "next" 1.
    Step(i32),
    /// A word before which a number of four digits can be a year: "since".
    YearCue,
    /// A word that makes the number before it a part of a name: "2030 Agenda".
    NotAYear,
    /// A word for what is counted in thousands: "2000 troops".
    Counted,
    /// A word before a weekday that makes it a name: "Good Friday".
    Holiday,
    /// "will".
    Future,
    /// A verb whose participle opens a stretch of time: "starting August 1".
    Onset,
    /// A verb whose complement lies ahead: "schedule".
    Planned,
}

/// What a word does in a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NumberWord {
    /// "seven".
    Unit(u128),
    /// "seventeen".
    Teen(u128),
    /// "seventy".
    Ten(u128),
    /// "hundred" and "dozen".
    Hundred(u128),
    /// "million".
    Scale(u128),
    /// "m", a million only beside a currency.
    MoneyScale(u128),
    /// "hundreds".
    Vague(u128),
    /// "half", in tenths and hundredths: the value times 100.
    Fraction(u128),
    /// "third": no decimal says it exactly.
    InexactFraction,
}

/// What a modifier does to its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// "more than".
    Min,
    /// "up to".
    Max,
    /// "about".
    About,
    /// "just over".
    AboutMin,
    /// "just under".
    AboutMax,
}

/// What the word beside a number says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Context {
    /// "Resolution 1701".
    Label,
    /// A thing that can stand between a unit and its rate: "bcm of gas a year".
    Commodity,
    /// "rose from 10 to 20": two numbers, not a range.
    Change,
    /// "Group 20", but not "a group 20 strong".
    LabelCapital,
    /// "5 p.m.", "19 U.S.C.".
    LabelAfter,
}

/// A unit of measurement or a currency.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Unit {
    /// The unit in plain words.
    pub(crate) name: &'static str,
    /// How many of it the written form stands for: 1000000000 cubic metres for "bcm".
    pub(crate) factor: u128,
    /// Its code in UCUM or ISO 4217.
    pub(crate) code: Option<&'static str>,
}

/// "a year": in words and as a UCUM unit.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rate {
    /// The rate in plain words.
    pub(crate) name: &'static str,
    /// The UCUM code of its period.
    pub(crate) code: &'static str,
}

/// All the words of times and numbers.
pub(crate) struct Lexicon {
    pub(crate) times: FxHashMap<&'static str, TimeWord>,
    pub(crate) numbers: FxHashMap<&'static str, NumberWord>,
    pub(crate) units: FxHashMap<&'static str, Unit>,
    pub(crate) currencies: FxHashMap<&'static str, Unit>,
    /// The dollars of the states that have some, by ISO 3166 code.
    pub(crate) dollars: FxHashMap<&'static str, Unit>,
    pub(crate) rates: FxHashMap<&'static str, Rate>,
    pub(crate) before: FxHashMap<&'static str, Effect>,
    pub(crate) after: FxHashMap<&'static str, Effect>,
    pub(crate) context: FxHashMap<&'static str, Context>,
}

const TIMES: &str = include_str!("../../data/lexicon/times.tsv");
const NUMBERS: &str = include_str!("../../data/lexicon/numbers.tsv");
const UNITS: &str = include_str!("../../data/lexicon/units.tsv");
const CURRENCIES: &str = include_str!("../../data/lexicon/currencies.tsv");
const DOLLARS: &str = include_str!("../../data/lexicon/dollars.tsv");
const RATES: &str = include_str!("../../data/lexicon/rates.tsv");
const MODIFIERS: &str = include_str!("../../data/lexicon/modifiers.tsv");
const CONTEXT: &str = include_str!("../../data/lexicon/number_context.tsv");

/// The embedded lexicon.
pub(crate) fn lexicon() -> &'static Lexicon {
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);
    &LEXICON
}

/// The rows of a table below its header.
fn rows(table: &'static str) -> impl Iterator<Item = [&'static str; 4]> {
    table.lines().skip(1).map(|line| {
        let mut fields = line.split('\t');
        std::array::from_fn(|_| fields.next().unwrap_or_default())
    })
}

impl Lexicon {
    /// Reads the tables; a row of an unknown kind is left out here and refused by the tests.
    fn read() -> Self {
        let (mut before, mut after) = (FxHashMap::default(), FxHashMap::default());
        for [form, place, effect, _] in rows(MODIFIERS) {
            if let Some(effect) = effect_of(effect) {
                if place == "after" { &mut after } else { &mut before }.insert(form, effect);
            }
        }
        Self {
            times: rows(TIMES)
                .filter_map(|[word, kind, value, _]| Some((word, time_word(kind, value)?)))
                .collect(),
            numbers: rows(NUMBERS)
                .filter_map(|[word, kind, value, _]| Some((word, number_word(kind, value)?)))
                .collect(),
            units: rows(UNITS)
                .filter_map(|[form, name, factor, code]| {
                    Some((form, Unit { name, factor: factor.parse().ok()?, code: filled(code) }))
                })
                .collect(),
            currencies: rows(CURRENCIES)
                .map(|[form, name, code, _]| (form, Unit { name, factor: 1, code: filled(code) }))
                .collect(),
            dollars: rows(DOLLARS)
                .map(|[state, name, code, _]| (state, Unit { name, factor: 1, code: filled(code) }))
                .collect(),
            rates: rows(RATES).map(|[form, name, code, _]| (form, Rate { name, code })).collect(),
            before,
            after,
            context: rows(CONTEXT).filter_map(|[word, kind, _, _]| Some((word, context_of(kind)?))).collect(),
        }
    }
}

fn filled(field: &'static str) -> Option<&'static str> {
    (!field.is_empty()).then_some(field)
}

fn time_word(kind: &str, value: &str) -> Option<TimeWord> {
    Some(match kind {
        "month" => TimeWord::Month(value.parse().ok()?),
        "month-short" => TimeWord::MonthShort(value.parse().ok()?),
        "weekday" => TimeWord::Weekday(value.parse().ok()?),
        "weekday-short" => TimeWord::WeekdayShort(value.parse().ok()?),
        "day" => TimeWord::Day(value.parse().ok()?),
        "part-of-day" => TimeWord::PartOfDay,
        "period" => TimeWord::Period(match value {
            "day" => Period::Day,
            "week" => Period::Week,
            "weekend" => Period::Weekend,
            "month" => Period::Month,
            "quarter" => Period::Quarter,
            "year" => Period::Year,
            "decade" => Period::Decade,
            "century" => Period::Century,
            _ => return None,
        }),
        "season" => TimeWord::Season,
        "part" => TimeWord::Part,
        "shift" => TimeWord::Shift,
        "edge" => TimeWord::Edge,
        "ordinal" => TimeWord::Ordinal(value.parse().ok()?),
        "step" => TimeWord::Step(value.parse().ok()?),
        "year-cue" => TimeWord::YearCue,
        "not-a-year" => TimeWord::NotAYear,
        "counted" => TimeWord::Counted,
        "holiday" => TimeWord::Holiday,
        "future" => TimeWord::Future,
        "onset" => TimeWord::Onset,
        "planned" => TimeWord::Planned,
        _ => return None,
    })
}

fn number_word(kind: &str, value: &str) -> Option<NumberWord> {
    Some(match kind {
        "unit" => NumberWord::Unit(value.parse().ok()?),
        "teen" => NumberWord::Teen(value.parse().ok()?),
        "ten" => NumberWord::Ten(value.parse().ok()?),
        "hundred" | "dozen" => NumberWord::Hundred(value.parse().ok()?),
        "scale" => NumberWord::Scale(value.parse().ok()?),
        "money-scale" => NumberWord::MoneyScale(value.parse().ok()?),
        "vague" => NumberWord::Vague(value.parse().ok()?),
        "fraction" => {
            let tenths = value.strip_prefix("0.")?;
            let number: u128 = tenths.parse().ok()?;
            NumberWord::Fraction(if tenths.len() == 1 { number * 10 } else { number })
        }
        "inexact-fraction" => NumberWord::InexactFraction,
        _ => return None,
    })
}

fn effect_of(effect: &str) -> Option<Effect> {
    Some(match effect {
        "min" => Effect::Min,
        "max" => Effect::Max,
        "about" => Effect::About,
        "about-min" => Effect::AboutMin,
        "about-max" => Effect::AboutMax,
        _ => return None,
    })
}

fn context_of(kind: &str) -> Option<Context> {
    Some(match kind {
        "label" => Context::Label,
        "commodity" => Context::Commodity,
        "change" => Context::Change,
        "label-capital" => Context::LabelCapital,
        "label-after" => Context::LabelAfter,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_every_table_is_read() {
        let lexicon = lexicon();
        let count = |table: &str| table.lines().count() - 1;
        assert_eq!(lexicon.times.len(), count(TIMES));
        assert_eq!(lexicon.numbers.len(), count(NUMBERS));
        assert_eq!(lexicon.units.len(), count(UNITS));
        assert_eq!(lexicon.currencies.len(), count(CURRENCIES));
        assert_eq!(lexicon.dollars.len(), count(DOLLARS));
        assert_eq!(lexicon.rates.len(), count(RATES));
        assert_eq!(lexicon.before.len() + lexicon.after.len(), count(MODIFIERS));
        assert_eq!(lexicon.context.len(), count(CONTEXT));
    }

    #[test]
    fn every_table_is_sorted_and_in_lower_case() {
        for table in [TIMES, NUMBERS, UNITS, CURRENCIES, RATES, MODIFIERS, CONTEXT] {
            let keys: Vec<&str> = table.lines().skip(1).collect();
            let firsts: Vec<_> = keys.iter().map(|line| line.split('\t').next().unwrap()).collect();
            assert!(firsts.is_sorted(), "{:?} is not in order", table.lines().next());
            assert!(firsts.iter().all(|key| !key.is_empty() && *key == key.to_ascii_lowercase()));
        }
    }

    #[test]
    fn bcm_stands_for_a_billion_cubic_metres() {
        let unit = lexicon().units["bcm"];
        assert_eq!((unit.name, unit.factor, unit.code), ("cubic metres", 1_000_000_000, Some("m3")));
    }
}
