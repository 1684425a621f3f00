//! Units, currencies and rates: "MW", "US$", "bcm of gas a year".

use super::{Grammar, Measured};
use crate::recognise::lexicon::{Context, Unit};
use crate::recognise::pieces::{Look, Shape};

impl Grammar<'_> {
    /// A written form of a currency; dollars of no named country are those of the publisher's state.
    fn currency(&self, form: &str) -> Option<Unit> {
        let bare = matches!(form, "$" | "dollar" | "dollars");
        self.dollar.filter(|_| bare).or_else(|| self.lexicon.currencies.get(form).copied())
    }

    /// A currency before its number: "$", "US$", "EUR".
    pub(super) fn currency_sign(&self, at: usize) -> Option<(Unit, usize)> {
        if !self.within(at) || self.is_shape(at, Shape::Number) {
            return None;
        }
        let (unit, end) = self.longest(at, 3, |form| self.currency(form))?;
        let sign = self.is_shape(end - 1, Shape::Mark);
        (sign || self.is_code(at, end)).then_some((unit, end))
    }

    /// Whether these pieces are a currency's code in capitals: "ALL" is one, "all" is not.
    pub(super) fn is_code(&self, at: usize, end: usize) -> bool {
        let raw = self.pieces.raw(at);
        end == at + 1 && raw.len() == 3 && raw.bytes().all(|byte| byte.is_ascii_uppercase())
    }

    /// A currency after its number: "euros", "US dollars", "AZN", "€".
    pub(super) fn currency_name(&self, at: usize) -> Option<(Unit, usize)> {
        let (unit, end) = self.longest(at, 4, |form| self.currency(form))?;
        let short = end == at + 1 && self.pieces.lower(at).len() == 3 && self.is_shape(at, Shape::Word);
        let code = short && unit.code.is_some_and(|code| code.eq_ignore_ascii_case(self.pieces.lower(at)));
        (!code || self.is_code(at, end)).then_some((unit, end))
    }

    /// The unit that follows a number, with its rate, and the piece after it.
    pub(super) fn unit(&self, end: usize) -> Option<(Measured, usize)> {
        let at = self.after_hyphen(end);
        let tied = at > end;
        let money = self.currency_name(at);
        let found = money.or_else(|| self.longest(at, 5, |form| self.lexicon.units.get(form).copied()));
        let (unit, after) = found?;
        if self.is_glued(after) && self.is_shape(after, Shape::Word) {
            return None;
        }
        if tied && self.is_dash(after) && self.lower(after + 1) == "old" {
            return None;
        }
        Some(self.with_rate(unit, after, money.is_some()))
    }

    /// Adds "a year" and the like, also after the thing that flows: "bcm of gas a year".
    pub(super) fn with_rate(&self, unit: Unit, after: usize, money: bool) -> (Measured, usize) {
        let plain = Measured {
            name: unit.name.to_owned(),
            factor: unit.factor,
            code: unit.code.map(ToOwned::to_owned),
        };
        // Three days a week and degrees a year are no flows.
        let has_no_rate = matches!(unit.code, Some("d" | "wk" | "mo" | "a" | "h" | "min" | "s" | "Cel"));
        if has_no_rate || unit.name.contains(" a ") {
            return (plain, after);
        }
        let mut at = after;
        if self.lower(at) == "of" {
            at += 1;
            let first = at;
            while at < first + 3 && self.context(at) == Some(Context::Commodity) {
                at += 1;
            }
            if at == first {
                return (plain, after);
            }
        }
        let rate = self.longest(at, 3, |form| self.lexicon.rates.get(form).copied());
        let Some((rate, end)) = rate else { return (plain, after) };
        // No code says "euros a year".
        let code = unit.code.filter(|_| !money).map(|code| format!("{code}/{}", rate.code));
        (Measured { name: format!("{} {}", unit.name, rate.name), factor: unit.factor, code }, end)
    }
}
