//! Measures the ledger beside a bare program that does the same work: `cargo xtask bench`.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a benchmark prints what it measured")]

mod backups;
mod clock;
mod data;
mod dice;
mod exports;
mod filled;
mod floor;
mod imports;
mod kind;
mod lists;
mod memory;
mod migrations;
mod million;
mod python;
mod sheets;
mod sweep;
mod table;
mod tenfold;
mod views;

use anyhow::{Context, Result, bail};
use ledger::Ledger;

use data::{Data, Size};
use imports::{Imported, Place, Undone};
use kind::{Form, Kind};
use table::Table;

const SEED: u64 = 20_261_121;

/// What the command line asks for.
struct Options {
    quick: bool,
    /// How often long work is repeated; the least time counts.
    rounds: usize,
    what: What,
    /// Only one part of the rest.
    only: Option<String>,
}

/// What is to be done.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    /// Imports, exports and so on are measured.
    Work,
    /// The lists, in every order and by every filter, and what else screens ask.
    Lists,
    /// The same at ten times the ledger.
    Tenfold,
    /// Backups, restores and the archive of large ledgers.
    Backups,
    /// Upgrades and rollbacks of large ledgers.
    Migrations,
    /// A ledger with every noun in it is made, and its path is printed.
    Fill,
}

/// The parts that can be measured alone.
const PARTS: [&str; 6] = ["imports", "exports", "lists", "memory", "million", "python"];

fn main() -> Result<()> {
    ledger::run_reader_if_asked();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.first().map(String::as_str) {
        Some(memory::OF_IMPORT) => {
            let peak = memory::run(&arguments[1..])?;
            println!("{} {}", peak.program, peak.reader);
            return Ok(());
        }
        Some(memory::OF_MIGRATION) => {
            println!("{}", memory::run_migration(&arguments[1..])?);
            return Ok(());
        }
        Some(_) | None => {}
    }
    let options = Options::read(&arguments)?;
    let place = Place::new(&tests::program::target()?.join("bench"))?;
    let size = if options.quick { Size::QUICK } else { Size::FULL };
    if options.what == What::Fill {
        // For whoever measures the window on it.
        println!("{}", filled::open(&place, size, SEED)?.path().display());
        return Ok(());
    }
    if matches!(options.what, What::Backups | What::Migrations) {
        println!("{}", of_files(&place, size, options.what)?);
        return Ok(());
    }
    if options.what != What::Work {
        println!("{}", lists(&place, &options)?);
        return Ok(());
    }
    eprintln!("writing the files into {}", place.folder().display());
    let data = Data::new(size, SEED);
    sheets::write_all(&data, place.folder())?;
    drop(data);
    println!("{}", measure(&place, &options, size)?);
    println!(
        "Repeat with: `cargo xtask bench{} --rounds {}`",
        if options.quick { " --quick" } else { "" },
        options.rounds
    );
    Ok(())
}

impl Options {
    fn measures(&self, part: &str) -> bool {
        self.only.as_deref().is_none_or(|only| only == part)
    }

    fn read(arguments: &[String]) -> Result<Self> {
        let mut options = Self { quick: false, rounds: 3, what: What::Work, only: None };
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--quick" => options.quick = true,
                "--rounds" => {
                    let rounds = arguments.next().and_then(|rounds| rounds.parse().ok());
                    options.rounds =
                        rounds.filter(|rounds| *rounds > 0).context("--rounds needs a number")?;
                }
                "--lists" => options.what = What::Lists,
                "--tenfold" => options.what = What::Tenfold,
                "--backups" => options.what = What::Backups,
                "--migrations" => options.what = What::Migrations,
                "--fill" => options.what = What::Fill,
                "--only" => {
                    let part = arguments.next().filter(|part| PARTS.contains(&part.as_str()));
                    let part = part.with_context(|| format!("--only needs one of {PARTS:?}"))?;
                    options.only = Some(part.clone());
                }
                // Cargo says so to every benchmark.
                "--bench" => {}
                other => {
                    bail!(
                        "{other} is not known; there are --quick, --lists, --tenfold, --backups, --migrations, --fill, --only PART and --rounds NUMBER"
                    )
                }
            }
        }
        Ok(options)
    }
}

/// Measures what screens ask of a ledger with every noun in it.
fn lists(place: &Place, options: &Options) -> Result<String> {
    let size = if options.quick { Size::QUICK } else { Size::FULL };
    let tenfold = options.what == What::Tenfold;
    let aim = if tenfold { "p99 ≤ 60 ms" } else { "p99 ≤ 20 ms" };
    let mut table = Table::new();
    let open = if tenfold { filled::open_tenfold } else { filled::open };
    let ledger = open(place, size, SEED)?;
    let bare = beside(ledger.path())?;
    let ((), took) = clock::time(|| {
        ledger.keep_at_hand();
        ledger.wait_until_at_hand();
        Ok(())
    })?;
    table.part("reading the columns that lists ask by, beside the first screens", took);
    views::measure(&ledger, &bare, &mut table, aim)?;
    sweep::measure(&ledger, &bare, &mut table, aim)?;
    Ok(table.into_text())
}

/// Measures what is done to whole files: to that of the ledger with every noun in it, and to one ten
/// times as large.
fn of_files(place: &Place, size: Size, what: What) -> Result<String> {
    let mut table = Table::new();
    // Closed again at once, so that all of it stands in the one file.
    let usual = filled::open(place, size, SEED)?.path().to_owned();
    let large = filled::open_tenfold(place, size, SEED)?.path().to_owned();
    let measure = if what == What::Migrations { migrations::measure } else { backups::measure };
    measure(place, &usual, &large, &mut table)?;
    Ok(table.into_text())
}

fn measure(place: &Place, options: &Options, size: Size) -> Result<String> {
    let mut table = Table::new();
    // Whatever is measured alone finds the ledger of the last run that made it.
    if options.measures("imports") || !place.ledger("straight").exists() {
        let (imported, undone) = imports(place, options)?;
        for imported in imported.iter().filter(|imported| imported.kind != Kind::Project) {
            add_import(&mut table, *imported);
        }
        for undone in undone {
            add_undo(&mut table, undone, size);
        }
    }
    if options.measures("exports") {
        add_exports(&mut table, place, options)?;
    }
    if options.measures("lists") {
        add_lists(&mut table, place)?;
    }
    if options.measures("memory") {
        add_memory(&mut table, place, size)?;
    }
    if options.measures("million") {
        million::measure(place, size, &mut table)?;
    }
    if options.measures("python") {
        python::measure(place, &mut table)?;
    }
    Ok(table.into_text())
}

fn add_lists(table: &mut Table, place: &Place) -> Result<()> {
    eprintln!("lists");
    let ledger = Ledger::open(&place.ledger("straight"))?;
    let mut bare = floor::open(&place.ledger("bare"))?;
    // The floor of a list is the SQL alone, on the ledger's own file: it has the derived rows.
    let beside = beside(&place.ledger("straight"))?;
    for answered in lists::measure(&ledger, &beside)? {
        table.query(answered.what, &answered.ours, &answered.floor, "p99 ≤ 10 ms");
    }
    let edits = lists::edits(&ledger, &mut bare)?;
    table.query(edits.what, &edits.ours, &edits.floor, "p99 ≤ 10 ms");
    Ok(())
}

/// Opens the ledger's own file beside it.
fn beside(ledger: &std::path::Path) -> Result<rusqlite::Connection> {
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY;
    let beside = rusqlite::Connection::open_with_flags(ledger, flags)?;
    beside.pragma_update(None, "cache_size", -16_000)?;
    Ok(beside)
}

/// Imports in every form as often as asked, and keeps the least of each figure.
fn imports(place: &Place, options: &Options) -> Result<(Vec<Imported>, Vec<Undone>)> {
    let (mut imported, mut undone) = (Vec::new(), Vec::new());
    for form in Form::ALL {
        let mut best: Option<(Vec<Imported>, Undone)> = None;
        for round in 1..=options.rounds {
            eprintln!("imports from {}, round {round} of {}", form.ending(), options.rounds);
            let now = imports::measure(place, form)?;
            best = Some(match best {
                None => now,
                Some(best) => (
                    best.0.into_iter().zip(now.0).map(|(best, now)| best.least(now)).collect(),
                    best.1.least(now.1),
                ),
            });
        }
        let (some, one) = best.context("no round")?;
        imported.extend(some);
        undone.push(one);
    }
    Ok((imported, undone))
}

impl Imported {
    fn least(self, other: Self) -> Self {
        Self {
            open: self.open.least(other.open),
            rehearse: self.rehearse.least(other.rehearse),
            commit: self.commit.least(other.commit),
            backup: self.backup.least(other.backup),
            straight: self.straight.least(other.straight),
            floor: self.floor.least(other.floor),
            ..self
        }
    }
}

impl Undone {
    fn least(self, other: Self) -> Self {
        Self {
            undo: self.undo.least(other.undo),
            import: self.import.least(other.import),
            floor: self.floor.least(other.floor),
            ..self
        }
    }
}

fn add_import(table: &mut Table, imported: Imported) {
    let Imported { kind, form, rows, open, rehearse, commit, backup, straight, floor } = imported;
    let aim = if kind == Kind::Contract { "≤ 3" } else { "≤ 2.5" };
    let what = format!("{rows} rows of {} from {}", kind.noun(), form.ending());
    table.work(&format!("{what}: with preview"), open.plus(rehearse).plus(commit), floor, aim);
    table.part("— of it opening (copy, child process, header)", open);
    table.part("— of it the rehearsal", rehearse);
    table.part("— of it the commit", commit);
    table.part("— beside it the backup that goes before", backup);
    table.work(&format!("{what}: straight, as the command line"), straight, floor, "");
}

fn add_undo(table: &mut Table, undone: Undone, size: Size) {
    let what = format!("undo of {} payments from {}", size.payments, undone.form.ending());
    table.work(&format!("{what}; floor: its import"), undone.undo, undone.import, "≤ 3");
    table.work(&format!("{what}; floor: bare DELETE"), undone.undo, undone.floor, "");
}

fn add_exports(table: &mut Table, place: &Place, options: &Options) -> Result<()> {
    eprintln!("exports");
    let ledger = Ledger::open(&place.ledger("straight"))?;
    let bare = floor::open(&place.ledger("bare"))?;
    let mut best: Option<Vec<exports::Exported>> = None;
    for _ in 0..options.rounds {
        let now = exports::measure(&ledger, &bare, place.folder())?;
        let least = |(best, now): (exports::Exported, exports::Exported)| exports::Exported {
            ours: best.ours.least(now.ours),
            floor: best.floor.least(now.floor),
            ..best
        };
        best = Some(best.map_or(now.clone(), |best| best.into_iter().zip(now).map(least).collect()));
    }
    for exported in best.unwrap_or_default() {
        let what = format!("export of {} {}s to {}", exported.rows, exported.noun, exported.form.ending());
        let aim = if exported.form == Form::Workbook { "≤ 1.5" } else { "" };
        table.work(&what, exported.ours, exported.floor, aim);
    }
    Ok(())
}

fn add_memory(table: &mut Table, place: &Place, size: Size) -> Result<()> {
    eprintln!("memory");
    for form in Form::ALL {
        let ledger = imports::without_payments(place, "memory", form)?;
        let file = sheets::path(place.folder(), Kind::Payment, form);
        let Some(peak) = memory::measure(&ledger, &file, size.payments as u64)? else { continue };
        let megabytes = |kilobytes: u64| format!("{} MB", kilobytes / 1024);
        let what = format!("peak memory, {} payments from {}, with preview", size.payments, form.ending());
        let ours = format!("{} + reader {}", megabytes(peak.program), megabytes(peak.reader));
        table.line(&what, [&ours, "", "", ""], "≤ 120 MB");
    }
    Ok(())
}
