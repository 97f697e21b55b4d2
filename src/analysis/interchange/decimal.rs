//! Decimals as files write them, kept exactly. No floats.

/// A decimal: digits and how many of them stand after the point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Decimal {
    /// All digits as a whole number; no zero at the end unless the number is whole.
    pub digits: i128,
    /// How many digits stand after the point.
    pub places: u32,
}

/// The most digits that are read of a number, zeros at either end aside; and the most places after the point.
pub const MOST_DIGITS: u32 = 30;

impl Decimal {
    /// So many parts of ten to the power of `places`.
    #[must_use]
    pub fn new(digits: i128, places: u32) -> Self {
        Self { digits, places }.trimmed()
    }

    fn trimmed(mut self) -> Self {
        while self.places > 0 && self.digits % 10 == 0 {
            self.digits /= 10;
            self.places -= 1;
        }
        self
    }

    /// Reads `12`, `-0.25`, `1e-3`, exactly.
    ///
    /// # Errors
    /// If it is no decimal, or needs more than 30 digits or places.
    pub fn read(text: &str) -> Result<Self, &'static str> {
        const NONE: &str = "is not a number";
        const LONG: &str = "has more than 30 digits; round it";
        let text = text.trim();
        let (negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (number, exponent) = match text.split_once(['e', 'E']) {
            Some((number, exponent)) => (number, exponent.parse::<i32>().map_err(|_| NONE)?),
            None => (text, 0),
        };
        let (whole, part) = number.split_once('.').unwrap_or((number, ""));
        let all_digits = |part: &str| part.bytes().all(|it| it.is_ascii_digit());
        if whole.len() + part.len() == 0 || !all_digits(whole) || !all_digits(part) {
            return Err(NONE);
        }
        let digits = format!("{whole}{part}");
        let kept = digits.trim_end_matches('0');
        let dropped = digits.len() - kept.len();
        let kept = kept.trim_start_matches('0');
        if kept.is_empty() {
            return Ok(Self::default());
        }
        let places = i64::try_from(part.len()).map_err(|_| LONG)?;
        let dropped = i64::try_from(dropped).map_err(|_| LONG)?;
        Self::assemble(kept, places - dropped - i64::from(exponent), negative).ok_or(LONG)
    }

    fn assemble(kept: &str, places: i64, negative: bool) -> Option<Self> {
        if kept.len() > MOST_DIGITS as usize {
            return None;
        }
        let mut digits: i128 = kept.parse().ok()?;
        let raised = u32::try_from((-places).max(0)).ok()?;
        let places = u32::try_from(places.max(0)).ok()?;
        if places > MOST_DIGITS || raised > MOST_DIGITS {
            return None;
        }
        digits = digits.checked_mul(10_i128.checked_pow(raised)?)?;
        let digits = if negative { -digits } else { digits };
        Some(Self::new(digits, places))
    }

    /// Whether it is below zero.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.digits < 0
    }

    /// Whether it is larger than one.
    #[must_use]
    pub fn exceeds_one(self) -> bool {
        self.digits > 10_i128.pow(self.places)
    }
}

impl std::fmt::Display for Decimal {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.digits < 0 { "-" } else { "" };
        let size = self.digits.unsigned_abs();
        let unit = 10_u128.pow(self.places.min(38));
        match self.places {
            0 => write!(out, "{sign}{size}"),
            places => write!(
                out,
                "{sign}{}.{:0width$}",
                size / unit,
                size % unit,
                width = places as usize
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_read_and_written_exactly() {
        for (text, written) in [
            ("0.30", "0.3"),
            ("1", "1"),
            ("-0.005", "-0.005"),
            ("1e-3", "0.001"),
            ("1.5E2", "150"),
            (".5", "0.5"),
            ("0.16666666666666666", "0.16666666666666666"),
            ("0.00019762845849802372", "0.00019762845849802372"),
            ("000", "0"),
            ("0e999999", "0"),
        ] {
            assert_eq!(
                Decimal::read(text).map(|it| it.to_string()),
                Ok(written.to_owned()),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_decimal_or_too_long_is_refused() {
        for text in [
            "",
            ".",
            "-",
            "nan",
            "inf",
            "1e",
            "0x1",
            "1_0",
            "1e99",
            "1e-99",
            "1e99999999999",
            "1.2.3",
            "٣",
        ] {
            assert!(Decimal::read(text).is_err(), "{text}");
        }
        assert!(Decimal::read(&"9".repeat(31)).is_err());
        assert!(Decimal::read(&"9".repeat(100_000)).is_err());
    }
}
