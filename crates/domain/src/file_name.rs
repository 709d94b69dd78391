//! File names that Windows keeps as they are written.

/// Names of devices since the days of DOS, with any extension and in any case.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];
/// Devices that have a number behind their name; the raised digits are numbers to Windows, too.
const NUMBERED_DEVICES: [&str; 2] = ["com", "lpt"];
const NUMBERS: &str = "0123456789¹²³";

/// Whether Windows keeps a file or folder of this name under exactly this name.
///
/// It drops dots and blanks at the end, so that two names lead to one file, beside which each would have
/// a lock of its own; it reads a colon as the name of a hidden stream, and sends what is written to a
/// device nowhere.
pub fn is_kept_by_windows(name: &str) -> bool {
    let forbidden = |character: char| character.is_control() || r#"<>:"|?*\/"#.contains(character);
    !name.is_empty() && !name.ends_with(['.', ' ']) && !name.contains(forbidden) && !is_device(name)
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end_matches(' ').to_lowercase();
    let is_number = |text: &str| {
        let mut digits = text.chars();
        digits.next().is_some_and(|digit| NUMBERS.contains(digit)) && digits.next().is_none()
    };
    DEVICES.contains(&stem.as_str())
        || NUMBERED_DEVICES.iter().any(|device| stem.strip_prefix(device).is_some_and(is_number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_windows_would_read_otherwise_is_told_from_plain_names() {
        for name in [
            "CON",
            "nul",
            "Aux.xlsx",
            "NUL.tar.gz",
            "com1.xlsx",
            "LPT9",
            "COM¹",
            "con .txt",
            "CONOUT$",
            "台账.",
            "台账 ",
            "台账.sqlite3...",
            "台账.sqlite3:流",
            "a?b",
            "合同\t",
            "甲/乙",
            "",
        ] {
            assert!(!is_kept_by_windows(name), "{name:?}");
        }
        for name in
            ["台账.sqlite3", "CONTRACT.xlsx", "com.xlsx", "com10.csv", "auxiliary", ".lantai", " a", "a.con"]
        {
            assert!(is_kept_by_windows(name), "{name:?}");
        }
    }
}
