//! Pictures of the screen made small: a palette of at most 256 colours instead of three bytes for each dot.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufReader, BufWriter};
use std::path::Path;

use anyhow::{Context, Result, ensure};

type Colour = [u8; 3];

/// What an indexed PNG can name.
const MOST: usize = 256;

/// Reads a PNG of 8 bits with or without transparency and writes it as a PNG with a palette.
pub(crate) fn shrink(from: &Path, to: &Path) -> Result<()> {
    let (width, height, dots) = read(from).with_context(|| format!("cannot read {}", from.display()))?;
    let palette = Palette::of(&dots);
    let indexes: Vec<u8> = dots.iter().map(|dot| palette.places[dot]).collect();
    let file = File::create(to).with_context(|| format!("cannot write {}", to.display()))?;
    let mut encoder = png::Encoder::new(BufWriter::new(file), width, height);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(palette.colours.concat());
    encoder.set_compression(png::Compression::High);
    // Neighbouring indexes say nothing about each other.
    encoder.set_filter(png::Filter::NoFilter);
    Ok(encoder.write_header()?.write_image_data(&indexes)?)
}

fn read(path: &Path) -> Result<(u32, u32, Vec<Colour>)> {
    let mut reader = png::Decoder::new(BufReader::new(File::open(path)?)).read_info()?;
    let mut bytes = vec![0; reader.output_buffer_size().context("the picture is too large")?];
    let frame = reader.next_frame(&mut bytes)?;
    ensure!(frame.bit_depth == png::BitDepth::Eight, "the picture has not 8 bits");
    let dots = bytes.get(..frame.buffer_size()).unwrap_or_default().chunks_exact(frame.color_type.samples());
    let colour = |dot: &[u8]| match dot {
        [red, green, blue, ..] => Some([*red, *green, *blue]),
        _ => None,
    };
    let dots = dots.map(colour).collect::<Option<_>>().context("the picture is grey")?;
    Ok((frame.width, frame.height, dots))
}

/// Few colours, and for each colour of a picture the place of the one that stands for it.
struct Palette {
    colours: Vec<Colour>,
    places: HashMap<Colour, u8>,
}

impl Palette {
    /// Returns the palette that is nearest to a picture: no colour is further off than it has to be.
    fn of(dots: &[Colour]) -> Self {
        let mut counts = HashMap::new();
        for dot in dots {
            *counts.entry(*dot).or_insert(0_usize) += 1;
        }
        let mut common: Vec<(Colour, usize)> = counts.into_iter().collect();
        common.sort_by_key(|&(colour, count)| (std::cmp::Reverse(count), colour));
        let mut tolerance = 0;
        loop {
            // Within the whole range one colour stands for all: it ends.
            if let Some(palette) = Self::within(tolerance, &common) {
                return palette;
            }
            tolerance += 1;
        }
    }

    /// Lets the commonest colours stand for those that differ from them by at most `tolerance` in red, green
    /// and blue; none where that takes too many.
    fn within(tolerance: u8, common: &[(Colour, usize)]) -> Option<Self> {
        let mut colours: Vec<Colour> = Vec::new();
        for (colour, _) in common {
            if !colours.iter().any(|chosen| distance(*chosen, *colour) <= tolerance) {
                if colours.len() == MOST {
                    return None;
                }
                colours.push(*colour);
            }
        }
        let nearest = |colour: Colour| {
            (0..=u8::MAX).zip(&colours).min_by_key(|(_, chosen)| distance(**chosen, colour)).map(|(at, _)| at)
        };
        let places = common.iter().filter_map(|(colour, _)| Some((*colour, nearest(*colour)?))).collect();
        Some(Self { colours, places })
    }
}

/// By how much two colours differ where they differ most.
fn distance(one: Colour, other: Colour) -> u8 {
    one.iter().zip(other).map(|(a, b)| a.abs_diff(b)).max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(palette: &Palette, dot: Colour) -> Colour {
        palette.colours[usize::from(palette.places[&dot])]
    }

    #[test]
    fn few_colours_stay_what_they_are() {
        let dots: Vec<Colour> = (0..=255).map(|red| [red, 7, 255 - red]).collect();
        let palette = Palette::of(&dots);
        assert!(dots.iter().all(|dot| shown(&palette, *dot) == *dot));
    }

    #[test]
    fn of_many_colours_the_common_ones_stay_and_none_is_far_off() {
        let mut dots: Vec<Colour> = (0..4_096_u16)
            .map(u16::to_be_bytes)
            .map(|[high, low]| [high * 17, low & 0xF0, (low & 0x0F) * 17])
            .collect();
        dots.extend([[3, 133, 201]; 50]);
        let palette = Palette::of(&dots);
        assert!(palette.colours.len() <= MOST);
        assert_eq!(shown(&palette, [3, 133, 201]), [3, 133, 201]);
        assert!(dots.iter().all(|dot| distance(shown(&palette, *dot), *dot) <= 51), "three steps of sixteen");
    }

    #[test]
    fn a_picture_is_written_with_a_palette_and_reads_the_same() {
        let folder = tempfile::tempdir().expect("a folder");
        let (from, to) = (folder.path().join("a.png"), folder.path().join("b.png"));
        let mut encoder = png::Encoder::new(File::create(&from).expect("a file"), 2, 1);
        encoder.set_color(png::ColorType::Rgba);
        encoder.set_depth(png::BitDepth::Eight);
        let mut writer = encoder.write_header().expect("a header");
        writer.write_image_data(&[1, 2, 3, 255, 9, 8, 7, 255]).expect("two dots");
        writer.finish().expect("a picture");
        shrink(&from, &to).expect("a smaller picture");
        let info = png::Decoder::new(BufReader::new(File::open(&to).expect("a file")));
        let info = info.read_info().expect("a picture");
        assert_eq!(info.info().color_type, png::ColorType::Indexed);
        assert_eq!(info.info().palette.as_deref(), Some(&[1, 2, 3, 9, 8, 7][..]));
    }
}
