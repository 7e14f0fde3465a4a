//! Numbers as people write them in a reckoning.

use hanliang_quantity::Number;

/// A number with so many digits after the point, the half rounded away from
/// zero.
pub(crate) fn rounded(number: Number, decimals: u32) -> String {
    let exact = || number.to_string();
    let decimals = decimals.min(12);
    let Some(scaled) = 10_i128
        .checked_pow(decimals)
        .and_then(|power| number.abs().numerator().checked_mul(power))
    else {
        return exact();
    };
    let denominator = number.denominator();
    let (whole, rest) = (scaled / denominator, scaled % denominator);
    let up = i128::from(rest >= denominator - rest);
    let Some(value) = Number::from_decimal(whole + up, decimals) else {
        return exact();
    };
    let sign = if number.is_negative() && !value.is_zero() {
        "-"
    } else {
        ""
    };
    format!("{sign}{value}")
}

/// A ratio in hundredths: `34.4 %`.
pub(crate) fn percent(ratio: Number, decimals: u32) -> String {
    match ratio.checked_mul(Number::from(100)) {
        Some(hundredths) => format!("{} %", rounded(hundredths, decimals)),
        None => ratio.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_half_up_and_drops_idle_zeros() {
        let of = |a: i128, b: i128| Number::new(a, b).unwrap();
        assert_eq!(percent(of(166, 482), 1), "34.4 %");
        assert_eq!(percent(of(1152, 1261), 1), "91.4 %");
        assert_eq!(rounded(of(-1, 8), 2), "-0.13");
        assert_eq!(rounded(of(1, 2), 0), "1");
        assert_eq!(rounded(of(2, 1), 3), "2");
    }
}
