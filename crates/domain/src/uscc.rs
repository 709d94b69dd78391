//! 统一社会信用代码: the 18-character code of a company (GB 32100-2015).

use crate::{Code, Problem};

const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
const WEIGHTS: [usize; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/// Checks length, characters and check digit of a unified social credit code.
pub fn check(text: &str) -> Result<(), Problem> {
    let problem = || Problem::new(Code::SupplierUsccInvalid).param("value", text);
    let values: Option<Vec<usize>> =
        text.bytes().map(|byte| ALPHABET.iter().position(|known| *known == byte)).collect();
    let values = values.filter(|values| values.len() == 18).ok_or_else(problem)?;
    let sum: usize = values.iter().zip(WEIGHTS).map(|(value, weight)| value * weight).sum();
    let check_digit = (31 - sum % 31) % 31;
    if values[17] == check_digit { Ok(()) } else { Err(problem()) }
}
