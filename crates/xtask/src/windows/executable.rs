//! What Windows reads of a program before it starts it.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use object::LittleEndian;
use object::pe::{
    IMAGE_SUBSYSTEM_WINDOWS_CUI, IMAGE_SUBSYSTEM_WINDOWS_GUI, RT_GROUP_ICON, RT_MANIFEST, RT_VERSION,
};
use object::read::pe::{PeFile64, ResourceDirectory, ResourceDirectoryTable};

/// What the manifest of each program says: long paths, sharp text on every screen, UTF-8, no administrator.
const IN_MANIFEST: &[&str] = &[
    "<longPathAware xmlns=\"http://schemas.microsoft.com/SMI/2016/WindowsSettings\">true<",
    ">PerMonitorV2<",
    "<activeCodePage xmlns=\"http://schemas.microsoft.com/SMI/2019/WindowsSettings\">UTF-8<",
    "level=\"asInvoker\"",
    // Windows 10 and 11.
    "{8e0f7a12-bfb3-4fe8-b9a5-48fd50a15a9a}",
    "Microsoft.Windows.Common-Controls",
];

/// What a program needs to reach another computer, and Lantai never loads.
const NETWORK: &[&str] = &[
    "ws2_32",
    "wsock32",
    "mswsock",
    "winhttp",
    "wininet",
    "urlmon",
    "dnsapi",
    "iphlpapi",
    "websocket",
    "httpapi",
];

/// Whether Windows opens a console for a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Subsystem {
    Window,
    Console,
}

/// A program file for Windows.
#[derive(Debug)]
pub(crate) struct Executable {
    path: PathBuf,
    bytes: Vec<u8>,
}

impl Executable {
    pub(crate) fn read(path: &Path) -> Result<Self> {
        let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        Ok(Self { path: path.to_owned(), bytes })
    }

    /// Refuses a program that Windows would start in another way than it is meant to.
    pub(crate) fn check(&self, subsystem: Subsystem) -> Result<()> {
        let name = self.path.display();
        let expected = match subsystem {
            Subsystem::Window => IMAGE_SUBSYSTEM_WINDOWS_GUI,
            Subsystem::Console => IMAGE_SUBSYSTEM_WINDOWS_CUI,
        };
        ensure!(self.subsystem()? == expected, "{name} is for another subsystem than {subsystem:?}");
        self.resource(RT_GROUP_ICON)?.with_context(|| format!("{name} has no icon"))?;
        let manifest = self.resource(RT_MANIFEST)?.with_context(|| format!("{name} has no manifest"))?;
        let manifest = std::str::from_utf8(manifest).context("the manifest is no UTF-8")?;
        for part in IN_MANIFEST {
            ensure!(manifest.contains(part), "the manifest of {name} lacks {part}");
        }
        let version = self.resource(RT_VERSION)?.with_context(|| format!("{name} has no version"))?;
        for (key, value) in [
            ("ProductName", "兰台"),
            ("ProductVersion", env!("CARGO_PKG_VERSION")),
            ("FileVersion", env!("CARGO_PKG_VERSION")),
        ] {
            ensure!(text_of(version, key).as_deref() == Some(value), "{key} of {name} is not {value}");
        }
        for key in ["FileDescription", "CompanyName", "LegalCopyright"] {
            ensure!(text_of(version, key).is_some_and(|text| !text.is_empty()), "{name} has no {key}");
        }
        let reaching: Vec<String> = self.imports()?.into_iter().filter(|name| is_network(name)).collect();
        ensure!(reaching.is_empty(), "{name} could reach a network by {reaching:?}");
        Ok(())
    }

    /// Returns the names of the libraries that Windows loads with the program.
    fn imports(&self) -> Result<Vec<String>> {
        let file = self.file()?;
        let table = file.import_table()?.with_context(|| format!("{} loads nothing", self.path.display()))?;
        let mut descriptors = table.descriptors()?;
        let mut names = Vec::new();
        while let Some(descriptor) = descriptors.next()? {
            let name = table.name(descriptor.name.get(LittleEndian))?;
            names.push(String::from_utf8_lossy(name).into_owned());
        }
        Ok(names)
    }

    fn file(&self) -> Result<PeFile64<'_>> {
        PeFile64::parse(&*self.bytes).with_context(|| format!("{} is no program", self.path.display()))
    }

    fn subsystem(&self) -> Result<object::pe::Subsystem> {
        Ok(self.file()?.nt_headers().optional_header.subsystem.get(LittleEndian))
    }

    /// Returns the first resource of a kind.
    fn resource(&self, kind: u16) -> Result<Option<&[u8]>> {
        let file = self.file()?;
        let sections = file.section_table();
        let Some(directory) = file.data_directories().resource_directory(&*self.bytes, &sections)? else {
            return Ok(None);
        };
        let kinds = directory.root()?;
        let Some(kind) = kinds.entries.iter().find(|entry| entry.name_or_id().id() == Some(kind)) else {
            return Ok(None);
        };
        let Some(names) = kind.data(directory)?.table() else { return Ok(None) };
        let Some(entry) = first_data(directory, names)? else { return Ok(None) };
        let start = sections.pe_data_at(&*self.bytes, entry.offset_to_data.get(LittleEndian));
        let size = usize::try_from(entry.size.get(LittleEndian))?;
        Ok(start.and_then(|bytes| bytes.get(..size)))
    }
}

fn is_network(library: &str) -> bool {
    let library = library.to_ascii_lowercase();
    NETWORK.iter().any(|name| library.strip_suffix(".dll").unwrap_or(&library) == *name)
}

/// Goes down the names and languages of a kind to the first one there is.
fn first_data<'data>(
    directory: ResourceDirectory<'data>,
    mut table: ResourceDirectoryTable<'data>,
) -> Result<Option<&'data object::pe::ImageResourceDataEntry>> {
    loop {
        let Some(entry) = table.entries.first() else { return Ok(None) };
        let below = entry.data(directory)?;
        match below.clone().table() {
            Some(next) => table = next,
            None => return Ok(below.data()),
        }
    }
}

/// Returns a text of a version resource: UTF-16 after its key, both ending with a zero.
fn text_of(version: &[u8], key: &str) -> Option<String> {
    let words: Vec<u16> =
        version.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    let key: Vec<u16> = key.encode_utf16().chain([0]).collect();
    let after = words.windows(key.len()).position(|part| part == key)? + key.len();
    let text = words[after..].iter().copied().skip_while(|word| *word == 0).take_while(|word| *word != 0);
    String::from_utf16(&text.collect::<Vec<_>>()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_of_a_version_is_found_behind_its_key_and_its_padding() {
        let words = "\u{1}ProductName\0\0兰台\0\0FileVersion\u{0}0.2.0\0".encode_utf16();
        let version: Vec<u8> = words.flat_map(u16::to_le_bytes).collect();
        assert_eq!(text_of(&version, "ProductName").as_deref(), Some("兰台"));
        assert_eq!(text_of(&version, "FileVersion").as_deref(), Some("0.2.0"));
        assert_eq!(text_of(&version, "CompanyName"), None);
    }

    #[test]
    fn libraries_of_the_network_are_known_however_they_are_written() {
        assert!(is_network("WS2_32.dll") && is_network("winhttp"));
        assert!(!is_network("ws2_32x.dll") && !is_network("KERNEL32.dll"));
    }

    #[test]
    fn what_is_no_program_is_refused() {
        let text = Executable { path: PathBuf::from("a.exe"), bytes: b"MZ and nothing else".to_vec() };
        assert!(text.check(Subsystem::Console).is_err());
    }
}
