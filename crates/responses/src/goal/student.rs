//! Student's t distribution: the value that leaves 2.5 % above it, by degrees of freedom.

/// Of one degree of freedom and so on, as tables print it.
const FEW: [f64; 10] =
    [12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281];

/// The standard normal distribution leaves 2.5 % above this.
const Z: f64 = 1.959_963_984_540_054;

/// Half the width, in standard errors, of an interval with 95 % confidence; nothing without a degree of freedom. Past the
/// table it is the expansion of Abramowitz and Stegun, Handbook of Mathematical Functions (1964), 26.7.5, which is right to
/// four digits there.
pub(super) fn quantile(freedom: usize) -> Option<f64> {
    if let Some(tabulated) = FEW.get(freedom.checked_sub(1)?) {
        return Some(*tabulated);
    }
    let n = f64::from(u32::try_from(freedom).unwrap_or(u32::MAX));
    let first = (Z.powi(3) + Z) / 4.0;
    let second = (5.0 * Z.powi(5) + 16.0 * Z.powi(3) + 3.0 * Z) / 96.0;
    let third = (3.0 * Z.powi(7) + 19.0 * Z.powi(5) + 17.0 * Z.powi(3) - 15.0 * Z) / 384.0;
    Some(Z + first / n + second / n.powi(2) + third / n.powi(3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_the_tabulated_ones() {
        assert_eq!(quantile(0), None);
        let table = [(1, 12.706), (3, 3.182), (10, 2.228), (11, 2.201), (12, 2.179), (20, 2.086)];
        for (freedom, expected) in table.into_iter().chain([(30, 2.042), (60, 2.0), (120, 1.980)]) {
            let value = quantile(freedom).unwrap();
            assert!((value - expected).abs() < 6e-4, "{freedom}: {value}");
        }
    }
}
