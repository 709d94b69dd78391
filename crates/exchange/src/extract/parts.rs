//! Which part of the archive holds which sheet.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek};
use std::path::Path;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::archive::Archive;
use super::layout::Layout;
use super::{Refusal, records};

/// The parts of the sheets of one archive.
pub(super) struct SheetParts<'a> {
    zip: ZipArchive<BufReader<File>>,
    by_sheet: HashMap<String, String>,
    archive: &'a Archive,
}

impl<'a> SheetParts<'a> {
    pub(super) fn find(input: &Path, archive: &'a Archive) -> Result<Self, Refusal> {
        let mut zip = zipped(input)?;
        let is_needed = !archive.laid_out.is_empty();
        let by_sheet = if is_needed { of_sheets(&mut zip, &archive.workbook)? } else { HashMap::new() };
        Ok(Self { zip, by_sheet, archive })
    }

    /// Reads the layout of a sheet, where its part may have one to tell of.
    pub(super) fn layout(
        &mut self,
        sheet: &str,
        read: impl FnOnce(&mut dyn BufRead) -> Result<Layout, Refusal>,
    ) -> Result<Layout, Refusal> {
        match self.by_sheet.get(sheet) {
            Some(name) if self.archive.laid_out.contains(&name.to_ascii_lowercase()) => {
                read(&mut part(&mut self.zip, name)?)
            }
            Some(_) | None => Ok(Layout::default()),
        }
    }
}

pub(super) fn zipped(input: &Path) -> Result<ZipArchive<BufReader<File>>, Refusal> {
    let file = BufReader::new(File::open(input)?);
    ZipArchive::new(file).map_err(|error| Refusal::Rejected(error.to_string()))
}

/// A part that only names others is no longer than this.
const LONGEST: u64 = 16 << 20;

/// Returns the part of each sheet of an .xlsx or .xlsb by the name of the sheet.
fn of_sheets<R: Read + Seek>(
    archive: &mut ZipArchive<R>,
    workbook: &str,
) -> Result<HashMap<String, String>, Refusal> {
    let (folder, file) = workbook.rsplit_once('/').unwrap_or(("", workbook));
    let targets = relations(archive, &format!("{folder}/_rels/{file}.rels"))?;
    let sheets = if file.to_ascii_lowercase().ends_with(".bin") {
        records::sheets(&mut part(archive, workbook)?.take(LONGEST))?
    } else {
        sheets(part(archive, workbook)?)?
    };
    let place = |target: &str| match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("{folder}/{target}"),
    };
    let found = sheets.into_iter().filter_map(|(name, id)| Some((name, place(targets.get(&id)?))));
    Ok(found.collect())
}

/// Opens a part, whatever the case of its name.
pub(super) fn part<'a, R: Read + Seek>(
    archive: &'a mut ZipArchive<R>,
    name: &str,
) -> Result<BufReader<impl Read + use<'a, R>>, Refusal> {
    let exact = archive.index_for_name(name);
    let any_case = || {
        let mut names = (0..archive.len()).map(|index| archive.name_for_index(index));
        let is_same = |known: &str| known.eq_ignore_ascii_case(name);
        names.position(|known| known.and_then(Result::ok).is_some_and(|known| is_same(&known)))
    };
    let missing = || Refusal::Rejected(format!("the part {name} is missing"));
    let index = exact.or_else(any_case).ok_or_else(missing)?;
    let opened = archive.by_index(index).map_err(|error| Refusal::Rejected(error.to_string()))?;
    Ok(BufReader::new(opened))
}

/// Reads the elements of a part one after the other, as `visit` asks for them.
pub(super) fn elements(
    part: impl BufRead,
    mut visit: impl FnMut(Element<'_>) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    let mut reader = Reader::from_reader(part);
    reader.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(start)) => visit(Element::Start(&start))?,
            Ok(Event::Empty(start)) => {
                visit(Element::Start(&start))?;
                visit(Element::End(start.local_name().as_ref()))?;
            }
            Ok(Event::End(end)) => visit(Element::End(end.local_name().as_ref()))?,
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(error) => return Err(Refusal::Rejected(error.to_string())),
        }
        buffer.clear();
    }
}

/// The beginning or the end of an element; names without their prefix.
pub(super) enum Element<'a> {
    Start(&'a BytesStart<'a>),
    End(&'a str),
}

/// Returns the value of an attribute by its name without prefix.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let mut unchecked = attributes.with_checks(false).flatten();
    let found = unchecked.find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(found.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
}

fn relations<R: Read + Seek>(
    archive: &mut ZipArchive<R>,
    name: &str,
) -> Result<HashMap<String, String>, Refusal> {
    let mut targets = HashMap::new();
    elements(part(archive, name)?, |element| {
        if let Element::Start(start) = element
            && start.local_name().as_ref() == "Relationship"
            && let (Some(id), Some(target)) = (attribute(start, "Id"), attribute(start, "Target"))
        {
            targets.insert(id, target);
        }
        Ok(())
    })?;
    Ok(targets)
}

/// Returns name and relation of each sheet of an .xlsx.
fn sheets(part: impl BufRead) -> Result<Vec<(String, String)>, Refusal> {
    let mut sheets = Vec::new();
    elements(part, |element| {
        if let Element::Start(start) = element
            && start.local_name().as_ref() == "sheet"
            && let (Some(name), Some(id)) = (attribute(start, "name"), attribute(start, "id"))
        {
            sheets.push((name, id));
        }
        Ok(())
    })?;
    Ok(sheets)
}
