//! Exact decimals: the text's digits, never a rounded one.

use std::cmp::Ordering;

/// A decimal number: `digits` divided by ten to the power of `places`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Decimal {
    pub(super) digits: u128,
    pub(super) places: u32,
}

impl Decimal {
    pub(super) const fn whole(digits: u128) -> Self {
        Self { digits, places: 0 }
    }

    /// Reads "1,234.5".
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        if part.contains(['.', ',']) {
            return None;
        }
        let mut digits = 0_u128;
        for byte in whole.bytes().chain(part.bytes()).filter(|byte| *byte != b',') {
            digits = digits.checked_mul(10)?.checked_add(u128::from(byte.checked_sub(b'0')?))?;
        }
        Some(Self { digits, places: u32::try_from(part.len()).ok()? })
    }

    pub(super) fn times(self, factor: u128) -> Option<Self> {
        Some(Self { digits: self.digits.checked_mul(factor)?, places: self.places })
    }

    pub(super) fn plus(self, other: Self) -> Option<Self> {
        let places = self.places.max(other.places);
        Some(Self { digits: self.at(places)?.checked_add(other.at(places)?)?, places })
    }

    /// The digits for so many places.
    pub(super) fn at(self, places: u32) -> Option<u128> {
        self.digits.checked_mul(10_u128.checked_pow(places.checked_sub(self.places)?)?)
    }

    pub(super) fn order(self, other: Self) -> Option<Ordering> {
        let places = self.places.max(other.places);
        Some(self.at(places)?.cmp(&other.at(places)?))
    }
}

impl std::fmt::Display for Decimal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (mut digits, mut places) = (self.digits, self.places);
        while places > 0 && digits.is_multiple_of(10) {
            (digits, places) = (digits / 10, places - 1);
        }
        if places == 0 {
            return write!(f, "{digits}");
        }
        let text = format!("{digits:0width$}", width = places as usize + 1);
        let (whole, part) = text.split_at(text.len() - places as usize);
        write!(f, "{whole}.{part}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_written_without_trailing_zeros() {
        let write = |text: &str| Decimal::parse(text).unwrap().to_string();
        assert_eq!(write("120,000"), "120000");
        assert_eq!(write("0.250"), "0.25");
        assert_eq!(write("2.0"), "2");
        assert_eq!(write("0.05"), "0.05");
    }
}
