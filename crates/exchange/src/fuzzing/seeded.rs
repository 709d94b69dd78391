//! A short run of every target on the stable compiler: seeds, bent by a generator whose own seed is
//! told when something breaks. `LANTAI_FUZZ_SEED` and `LANTAI_FUZZ_ROUNDS` repeat or lengthen it;
//! `LANTAI_FUZZ_SECONDS` makes it last so long, which `cargo xtask fuzz` does without cargo-fuzz.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

use super::{cells, container, csv, sheet, templates};

const TEXTS: &[&str] = &[
    "合同编号,付款金额,付款日期,备注\nHT-1,\"1,000.50\",2024-03-05,\"第一行\n第二行\"\n,合计,1,\n",
    "合同编号\t结算价（元）\t2024年1月\t2024年上半年\nHT-1\t1\t2\t\nHT-2\t3\t\t0\n",
    "1,XH-1,90,80,1,2,3,4,5,6,7,8,9,备注\r\n2,XH-2,,80,,,,,,,,八十,,\r\n",
    "付款台账,,单位：万元\n供应商名称;统一社会信用代码\n甲;91110000100000001X\n",
];
const SHEETS: &[&str] = &[
    r#"<worksheet><cols><col min="2" max="3" hidden="1"/></cols><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row><row r="2" hidden="1"><c r="A2" t="inlineStr"><is><t>HT-1</t></is></c><c r="B2"><f>1+1</f><v>2</v></c><c r="C2" t="d"><v>2024-03-05</v></c></row><row r="4"><c r="B4" t="e"><v>#N/A</v></c></row></sheetData><mergeCells><mergeCell ref="A2:A4"/></mergeCells></worksheet>"#,
];
const CELLS: &[&str] = &[
    "￥1,234.56元",
    "12.5万",
    "(1,000)",
    "5%",
    "2024年3月5日",
    "2024/3/5",
    "20240305",
    "1.23E+17",
    "无",
    "N/A",
    "—",
    "是",
    "主合同",
    "'=1+1",
    "0.1",
    "91110000100000001X",
    "2024年3月",
];
const TEMPLATES: &[&str] = &[
    "kind: contract\nname: 某局\ncolumns:\n  - { field: amount, aliases: [造价], unit: ten_thousand }\n",
    "kind: evaluation\ncolumns:\n  - field: yearly_score\n    aliases: [\"{n}考核\", '{n}分']\n",
];
/// What breaks parsers.
const TOKENS: &[&str] = &[
    "\"",
    ",",
    "\n",
    "\r",
    "\0",
    "\u{feff}",
    "<",
    "</row>",
    "<!--",
    "]]>",
    "&#x0;",
    "&amp;",
    "{n}",
    "- ",
    ": ",
    "&a",
    "*a",
    "!!binary",
    "999999999999999999999",
    "-0",
    "1e308",
    "ＮＡＮ",
    "A1048577",
    "XFE1",
    "r=\"0\"",
    "：",
    "万元",
    "年",
    "PK",
];

#[test]
fn texts_end_in_rows_or_words() {
    run("csv", TEXTS, 150, csv);
}

#[test]
fn sheets_end_in_rows_or_words() {
    run("sheet", SHEETS, 150, sheet);
}

#[test]
fn cells_end_in_values_or_words() {
    run("cells", CELLS, 800, cells);
}

#[test]
fn templates_end_in_names_or_words() {
    run("templates", TEMPLATES, 2_000, templates);
}

/// .xlsx, .xls, .xlsb and .ods of many writers; `tests/it/hostile.rs` bends them for the child.
#[test]
fn sound_workbooks_hold_what_they_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let files = std::fs::read_dir(folder).expect("the fixtures").flatten();
    let workbooks = files.filter(|file| file.file_name().to_string_lossy() != "make.py");
    let read: Vec<Vec<u8>> = workbooks.map(|file| std::fs::read(file.path()).expect("a fixture")).collect();
    assert!(read.len() > 10);
    for bytes in &read {
        container(bytes);
    }
}

fn run(name: &str, seeds: &[&str], rounds: u64, target: fn(&[u8])) {
    let from_environment = |name: &str| std::env::var(name).ok()?.parse::<u64>().ok();
    let seed = from_environment("LANTAI_FUZZ_SEED").unwrap_or(0x9e37_79b9_7f4a_7c15);
    let rounds = from_environment("LANTAI_FUZZ_ROUNDS").unwrap_or(rounds);
    let mut dice = Dice(seed | 1);
    for seed in seeds {
        target(seed.as_bytes());
    }
    let seconds = from_environment("LANTAI_FUZZ_SECONDS").map(Duration::from_secs);
    let begun = Instant::now();
    let goes_on = |round: &u64| seconds.map_or(*round < rounds, |seconds| begun.elapsed() < seconds);
    for round in (0..).take_while(goes_on) {
        let bytes = bent(seeds, &mut dice);
        if let Err(panic) = catch_unwind(AssertUnwindSafe(|| target(&bytes))) {
            let shown = bytes.escape_ascii();
            std::fs::write(std::env::temp_dir().join(format!("lantai-fuzz-{name}")), &bytes)
                .expect("a note of it");
            let told = format!("{name}: seed {seed}, round {round}: {shown}");
            resume_unwind(
                panic
                    .downcast::<String>()
                    .map_or_else(|_| Box::new(told.clone()), |why| Box::new(format!("{told}\n{why}"))),
            );
        }
    }
}

/// Takes a seed and changes it in a few places.
fn bent(seeds: &[&str], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = seeds[dice.below(seeds.len())].as_bytes().to_vec();
    for _ in 0..=dice.below(4) {
        let at = dice.below(bytes.len() + 1);
        let to = (at + dice.below(12)).min(bytes.len());
        match dice.below(6) {
            0 => drop(bytes.drain(at..to)),
            1 => drop(bytes.splice(at..at, TOKENS[dice.below(TOKENS.len())].bytes())),
            2 => drop(bytes.splice(at..at, bytes.clone())),
            3 => bytes.truncate(at),
            4 => drop(bytes.splice(at..to, seeds[dice.below(seeds.len())].bytes())),
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << dice.below(8);
                }
            }
        }
        bytes.truncate(64 << 10);
    }
    bytes
}

/// A generator of numbers that are always the same.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap_or(0) % end.max(1)
    }
}
