//! Files packed with gzip or zstd, read and written as if they were not.

use flate2::Compression;
use flate2::bufread::MultiGzDecoder;
use flate2::write::GzEncoder;
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};

/// How a file is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Packing {
    /// Not at all.
    Plain,
    /// gzip, `.gz`.
    Gzip,
    /// Zstandard, `.zst`.
    Zstd,
}

impl Packing {
    /// How a file of this name is packed, and the name that it has unpacked: `graph.ttl` for `graph.ttl.gz`.
    pub fn of_path(path: &Path) -> (Self, PathBuf) {
        let packing = match path.extension().map(OsStr::to_ascii_lowercase) {
            Some(ending) if ending == "gz" => Self::Gzip,
            Some(ending) if ending == "zst" => Self::Zstd,
            _ => return (Self::Plain, path.to_owned()),
        };
        (packing, path.with_extension(""))
    }
}

/// Opens a file for reading, unpacked.
///
/// Its first bytes say how it is packed, not its name.
///
/// # Errors
/// If it cannot be opened or read.
pub fn open(path: &Path) -> io::Result<Box<dyn BufRead + Send>> {
    unpacked(BufReader::with_capacity(1 << 16, File::open(path)?))
}

/// Unpacks what its first bytes say is packed.
///
/// # Errors
/// If `input` cannot be read.
pub fn unpacked(mut input: impl BufRead + Send + 'static) -> io::Result<Box<dyn BufRead + Send>> {
    let mut begin = Vec::with_capacity(4);
    // A pipe may give its first bytes one by one.
    input.by_ref().take(4).read_to_end(&mut begin)?;
    let packing = match begin.as_slice() {
        [0x1f, 0x8b, ..] => Packing::Gzip,
        [0x28, 0xb5, 0x2f, 0xfd] => Packing::Zstd,
        _ => Packing::Plain,
    };
    let whole = io::Cursor::new(begin).chain(input);
    Ok(match packing {
        Packing::Plain => Box::new(whole),
        Packing::Gzip => Box::new(BufReader::with_capacity(1 << 16, MultiGzDecoder::new(whole))),
        Packing::Zstd => {
            Box::new(BufReader::with_capacity(1 << 16, zstd::stream::read::Decoder::with_buffer(whole)?))
        }
    })
}

/// Packs what is written to it; [`Packer::finish`] ends the packing.
pub enum Packer<W: Write> {
    /// Writes it as it is.
    Plain(W),
    /// Packs it with gzip, without name or time.
    Gzip(GzEncoder<W>),
    /// Packs it with Zstandard, with a checksum.
    Zstd(zstd::stream::write::Encoder<'static, W>),
}

impl<W: Write> Packer<W> {
    /// Begins to pack.
    ///
    /// # Errors
    /// If the packer cannot be made.
    pub fn start(out: W, packing: Packing) -> io::Result<Self> {
        Ok(match packing {
            Packing::Plain => Self::Plain(out),
            Packing::Gzip => Self::Gzip(GzEncoder::new(out, Compression::default())),
            Packing::Zstd => {
                let mut encoder = zstd::stream::write::Encoder::new(out, 0)?;
                encoder.include_checksum(true)?;
                Self::Zstd(encoder)
            }
        })
    }

    /// Writes what is left and gives back what it was written to.
    ///
    /// # Errors
    /// If the last bytes cannot be written.
    pub fn finish(self) -> io::Result<W> {
        match self {
            Self::Plain(out) => Ok(out),
            Self::Gzip(encoder) => encoder.finish(),
            Self::Zstd(encoder) => encoder.finish(),
        }
    }
}

impl<W: Write> Write for Packer<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Plain(out) => out.write(bytes),
            Self::Gzip(encoder) => encoder.write(bytes),
            Self::Zstd(encoder) => encoder.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Plain(out) => out.flush(),
            Self::Gzip(encoder) => encoder.flush(),
            Self::Zstd(encoder) => encoder.flush(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_packed_is_unpacked_and_packs_alike() {
        let text = "Norway supports the sovereignty of Moldova.\n".repeat(5000);
        for packing in [Packing::Plain, Packing::Gzip, Packing::Zstd] {
            let packed = || {
                let mut packer = Packer::start(Vec::new(), packing).unwrap();
                packer.write_all(text.as_bytes()).unwrap();
                packer.finish().unwrap()
            };
            let bytes = packed();
            assert_eq!(bytes, packed(), "{packing:?} packs otherwise the second time");
            assert!(packing == Packing::Plain || bytes.len() < text.len() / 10);
            let mut again = String::new();
            unpacked(io::Cursor::new(bytes)).unwrap().read_to_string(&mut again).unwrap();
            assert!(again == text, "{packing:?}");
        }
    }

    #[test]
    fn two_packed_files_one_after_the_other_are_one() {
        let one = |text: &str| {
            let mut packer = Packer::start(Vec::new(), Packing::Gzip).unwrap();
            packer.write_all(text.as_bytes()).unwrap();
            packer.finish().unwrap()
        };
        let mut again = String::new();
        let both = [one("a\n"), one("b\n")].concat();
        unpacked(io::Cursor::new(both)).unwrap().read_to_string(&mut again).unwrap();
        assert_eq!(again, "a\nb\n");
    }

    #[test]
    fn err_a_packed_file_that_was_cut_off() {
        let mut packer = Packer::start(Vec::new(), Packing::Gzip).unwrap();
        packer.write_all("x".repeat(9000).as_bytes()).unwrap();
        let bytes = packer.finish().unwrap();
        let cut = bytes[..bytes.len() - 6].to_vec();
        assert!(unpacked(io::Cursor::new(cut)).unwrap().read_to_string(&mut String::new()).is_err());
    }

    #[test]
    fn the_name_says_how_to_pack() {
        let of = |path: &str| Packing::of_path(Path::new(path));
        assert_eq!(of("a/graph.ttl.gz"), (Packing::Gzip, "a/graph.ttl".into()));
        assert_eq!(of("graph.nq.ZST"), (Packing::Zstd, "graph.nq".into()));
        assert_eq!(of("graph.nq"), (Packing::Plain, "graph.nq".into()));
    }
}
