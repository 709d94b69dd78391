//! A display without a screen: Xvfb, and pictures of what it shows.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};
use tempfile::TempDir;

/// A running Xvfb; it ends with this value.
#[derive(Debug)]
pub(crate) struct VirtualDisplay {
    server: Child,
    name: String,
    /// Xvfb keeps what it shows in a file here, so that no other program is needed to see it.
    frame: TempDir,
}

impl VirtualDisplay {
    /// Starts Xvfb on a display that is free and waits until it answers.
    pub(crate) fn start(width: u32, height: u32) -> Result<Self> {
        let frame = tempfile::tempdir().context("cannot make a folder for the virtual display")?;
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-nolisten", "tcp", "-screen", "0", &format!("{width}x{height}x24")])
            .arg("-fbdir")
            .arg(frame.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("cannot start Xvfb")?;
        // It writes the number of its display once it is ready, and nothing where it fails.
        let mut number = String::new();
        if let Some(stdout) = server.stdout.as_mut() {
            BufReader::new(stdout).read_line(&mut number)?;
        }
        let number = number.trim();
        if number.is_empty() {
            let status = server.wait()?;
            bail!("Xvfb did not start: {status}");
        }
        Ok(Self { name: format!(":{number}"), server, frame })
    }

    /// Returns the name for `DISPLAY`.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Saves what the display shows as a PNG.
    pub(crate) fn screenshot(&self, path: &Path) -> Result<Picture> {
        let dump = std::fs::read(self.frame.path().join("Xvfb_screen0"))?;
        let picture = Picture::of_dump(&dump).context("the virtual display has an unknown format")?;
        picture.save(path)?;
        Ok(picture)
    }
}

impl Drop for VirtualDisplay {
    fn drop(&mut self) {
        if self.server.kill().is_ok() {
            self.server.wait().ok();
        }
    }
}

/// Pixels as red, green and blue bytes.
#[derive(Debug)]
pub(crate) struct Picture {
    width: u32,
    height: u32,
    pixels: Vec<u8>,
}

impl Picture {
    /// Reads an X window dump (XWD version 7) with 32 bits per pixel, blue first.
    fn of_dump(dump: &[u8]) -> Option<Self> {
        let word = |index: usize| {
            let bytes = dump.get(index * 4..index * 4 + 4)?;
            Some(u32::from_be_bytes(bytes.try_into().ok()?))
        };
        let (width, height, bits_per_pixel) = (word(4)?, word(5)?, word(11)?);
        let (header_size, bytes_per_line, colours) = (word(0)?, word(12)?, word(19)?);
        if word(1)? != 7 || bits_per_pixel != 32 {
            return None;
        }
        let size = |number: u32| usize::try_from(number).ok();
        let start = size(header_size)? + 12 * size(colours)?;
        let mut pixels = Vec::with_capacity(size(width)? * size(height)? * 3);
        for line in dump.get(start..)?.chunks(size(bytes_per_line)?).take(size(height)?) {
            for pixel in line.get(..size(width)? * 4)?.chunks_exact(4) {
                pixels.extend([pixel[2], pixel[1], pixel[0]]);
            }
        }
        Some(Self { width, height, pixels })
    }

    fn save(&self, path: &Path) -> Result<()> {
        let file = std::fs::File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
        let mut encoder = png::Encoder::new(std::io::BufWriter::new(file), self.width, self.height);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.write_header()?.write_image_data(&self.pixels)?;
        Ok(())
    }

    /// Whether nearly everything has one colour: a page that was never painted.
    pub(crate) fn is_blank(&self) -> bool {
        let mut counts = std::collections::HashMap::new();
        for pixel in self.pixels.chunks_exact(3) {
            *counts.entry(pixel).or_insert(0_usize) += 1;
        }
        let common = counts.values().max().copied().unwrap_or_default();
        common * 3 * 1000 >= self.pixels.len() * 999
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A dump of two pixels in one line, padded to 12 bytes, with one colour map entry.
    fn dump() -> Vec<u8> {
        let mut words = [0_u32; 25];
        (words[0], words[1], words[4], words[5]) = (100, 7, 2, 1);
        (words[11], words[12], words[19]) = (32, 12, 1);
        let mut dump: Vec<u8> = words.iter().flat_map(|word| word.to_be_bytes()).collect();
        dump.extend([0; 12]);
        dump.extend([1, 2, 3, 0, 4, 5, 6, 0, 9, 9, 9, 9]);
        dump
    }

    #[test]
    fn a_dump_becomes_red_green_blue_without_the_padding() {
        let picture = Picture::of_dump(&dump()).expect("a well-formed dump");
        assert_eq!((picture.width, picture.height), (2, 1));
        assert_eq!(picture.pixels, [3, 2, 1, 6, 5, 4]);
    }

    #[test]
    fn a_cut_dump_is_no_picture() {
        let dump = dump();
        assert!(Picture::of_dump(&dump[..dump.len() - 8]).is_none());
        assert!(Picture::of_dump(&dump[..40]).is_none());
    }

    #[test]
    fn one_colour_is_blank() {
        let mut picture = Picture { width: 100, height: 100, pixels: vec![255; 30_000] };
        assert!(picture.is_blank());
        picture.pixels[..3_000].fill(0);
        assert!(!picture.is_blank());
    }
}
