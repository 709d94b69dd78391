use domain::{Money, Noun, date::Date};
use exchange::write::*;
use exchange::*;
use std::ops::ControlFlow;
use std::time::Instant;
fn rss() -> String {
    std::fs::read_to_string("/proc/self/status")
        .unwrap()
        .lines()
        .filter(|l| l.starts_with("VmHWM") || l.starts_with("VmPeak"))
        .map(|l| l.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect::<Vec<_>>()
        .join(", ")
}
fn main() {
    run_reader_if_asked();
    let n: i64 = std::env::args().nth(1).map_or(200_000, |a| a.parse().unwrap());
    let dir = std::env::temp_dir().join("speed");
    std::fs::create_dir_all(&dir).unwrap();
    let fields: Vec<Field> = template(Noun::Payment)
        .fields(&[], &[])
        .into_iter()
        .filter(|f| {
            ["row_number", "code", "contract", "amount", "paid_on", "purpose", "invoice", "remarks"]
                .contains(&f.name)
        })
        .collect();
    let row = |i: i64| ExportRow {
        id: i + 1,
        revision: 1,
        cells: fields
            .iter()
            .map(|f| match f.name {
                "code" => Some(Value::Text(format!("HT-{:05}-FK-{:03}", i / 10, i % 10))),
                "contract" => Some(Value::Text(format!("HT-{:05}", i / 10))),
                "amount" => Some(Value::Money(Money::from_fen(i * 1237 % 100_000_000 + 1))),
                "paid_on" => Some(Value::Date(
                    Date::new(2020 + (i % 5) as i16, (i % 12 + 1) as i8, (i % 28 + 1) as i8).unwrap(),
                )),
                "purpose" => Some(Value::Text("工程进度款支付".into())),
                "invoice" => Some(Value::Text(format!("{:08}", i))),
                _ => None,
            })
            .collect(),
    };
    for name in ["p.xlsx", "p.csv"] {
        let path = dir.join(name);
        let mut rows = (0..n).map(|i| Ok(row(i)));
        let sheet = Sheet {
            kind: Noun::Payment,
            heading: "x".into(),
            fields: fields.clone(),
            rows: &mut rows,
            total_rows: None,
        };
        let t = Instant::now();
        if name == "p.xlsx" {
            workbook(vec![sheet], &path, &|_| ControlFlow::Continue(())).unwrap();
        } else {
            csv(sheet, &path, Encoding::Utf8, &|_| ControlFlow::Continue(())).unwrap();
        }
        println!(
            "write {name}: {:?} {} kB; {}",
            t.elapsed(),
            std::fs::metadata(&path).unwrap().len() / 1024,
            rss()
        );
        if name == "p.xlsx" {
            use calamine::Reader;
            let t = Instant::now();
            let mut w: calamine::Xlsx<_> = calamine::open_workbook(&path).unwrap();
            let name = w.sheet_names()[0].clone();
            let mut r = w.worksheet_cells_reader(&name).unwrap();
            let mut c = 0;
            while let Some(_x) = r.next_cell().unwrap() {
                c += 1;
            }
            println!("floor calamine: {:?} {c} cells", t.elapsed());
        }
        let o = OpenOptions {
            reader: std::env::current_exe().unwrap(),
            scratch: std::env::temp_dir(),
            encoding: None,
            limits: Limits::default(),
        };
        let t = Instant::now();
        let s = SourceFile::open(&path, &o, &|_| ControlFlow::Continue(())).unwrap();
        let t1 = t.elapsed();
        let f = s.recognise(None, None).unwrap();
        let mut bad = 0;
        let mut c = 0;
        for r in s.rows(&f).unwrap() {
            let r = r.unwrap();
            c += 1;
            bad += r.cells.iter().filter(|c| c.value.is_err()).count();
        }
        println!("read {name}: open {t1:?}, all {:?}, {c} rows, {bad} bad; {}", t.elapsed(), rss());
        let t = Instant::now();
        let s2 = SourceFile::open_trusted(&path, &o, &|_| ControlFlow::Continue(())).unwrap();
        println!("in process: open {:?} {}", t.elapsed(), rss());
        drop(s2);
    }
}
