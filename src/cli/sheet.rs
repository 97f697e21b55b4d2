//! Where rows go: a file or standard output. A file never ends in a part of a row, even when its disk is full.

use std::fs::{File, OpenOptions};
use std::io::{self, IsTerminal as _, Write};
use std::path::Path;

use crate::cli::Failure;
use crate::study::Sheet;

/// A place for whole lines.
pub struct Output {
    to: Target,
    /// As messages call it.
    name: String,
}

enum Target {
    /// A file, with the length of what is whole.
    File(File, u64),
    /// A pipe, a terminal, a device: what went out can't be taken back.
    Stream(Box<dyn Write + Send>),
}

impl Output {
    /// Standard output. If that is a file, it is treated as one.
    pub fn standard() -> Self {
        Self {
            to: standard_file().unwrap_or_else(|| Target::Stream(Box::new(io::stdout()))),
            name: "standard output".to_owned(),
        }
    }

    /// A new file; with `force` also in place of one that is there.
    ///
    /// # Errors
    /// If there is one, or the system refuses.
    pub fn file(path: &Path, force: bool) -> Result<Self, Failure> {
        let mut options = OpenOptions::new();
        options.write(true);
        if force {
            options.create(true).truncate(true);
        } else {
            options.create_new(true);
        }
        let name = path.display().to_string();
        let file = options.open(path).map_err(|error| {
            Failure::Unusable(match error.kind() {
                io::ErrorKind::AlreadyExists => {
                    format!("-o: {name} is there already; --force overwrites it")
                }
                _ => format!("-o: {name}: {error}"),
            })
        })?;
        let to = if file.metadata().is_ok_and(|it| it.is_file()) {
            Target::File(file, 0)
        } else {
            Target::Stream(Box::new(file))
        };
        Ok(Self { to, name })
    }

    /// Whether rows appear on a terminal.
    pub fn is_terminal(&self) -> bool {
        matches!(self.to, Target::Stream(_)) && io::stdout().is_terminal()
    }

    /// What to say about an error. A reader that has gone is no failure.
    pub fn failure(&self, error: &io::Error) -> Failure {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Failure::Closed;
        }
        let name = &self.name;
        Failure::Unusable(format!(
            "{name}: {error}; the rows written so far are whole"
        ))
    }
}

/// Standard output as a file, if it is one.
#[cfg(unix)]
fn standard_file() -> Option<Target> {
    use std::os::fd::AsFd as _;
    let file = File::from(io::stdout().as_fd().try_clone_to_owned().ok()?);
    let about = file.metadata().ok()?;
    let length = about.len();
    about.is_file().then_some(Target::File(file, length))
}

#[cfg(not(unix))]
fn standard_file() -> Option<Target> {
    None
}

impl Sheet for Output {
    fn add(&mut self, lines: &str) -> io::Result<()> {
        match &mut self.to {
            Target::File(file, whole) => append(file, whole, lines),
            Target::Stream(stream) => {
                stream.write_all(lines.as_bytes())?;
                stream.flush()
            }
        }
    }
}

/// Something that can be shortened.
trait Cut: Write {
    fn cut(&mut self, length: u64) -> io::Result<()>;
}

impl Cut for File {
    fn cut(&mut self, length: u64) -> io::Result<()> {
        self.set_len(length)
    }
}

/// Writes lines; where that stops in the middle of one, what is there of it is taken away.
fn append(file: &mut impl Cut, whole: &mut u64, lines: &str) -> io::Result<()> {
    let mut rest = lines.as_bytes();
    while !rest.is_empty() {
        let error = match file.write(rest) {
            Ok(0) => io::ErrorKind::WriteZero.into(),
            Ok(count) => {
                rest = rest.get(count..).unwrap_or(&[]);
                continue;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => error,
        };
        let there = lines.get(..lines.len() - rest.len());
        let there = there.and_then(|it| it.rfind('\n')).map_or(0, |at| at + 1);
        *whole += there as u64;
        file.cut(*whole)?;
        return Err(error);
    }
    *whole += lines.len() as u64;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A disk with room for so many bytes, which takes them in small portions.
    struct Disk(Vec<u8>, usize);

    impl Write for Disk {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let room = (self.1 - self.0.len()).min(5).min(bytes.len());
            if room == 0 {
                return Err(io::ErrorKind::StorageFull.into());
            }
            self.0.extend(&bytes[..room]);
            Ok(room)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl Cut for Disk {
        fn cut(&mut self, length: u64) -> io::Result<()> {
            self.0.truncate(usize::try_from(length).unwrap());
            Ok(())
        }
    }

    #[test]
    fn a_full_disk_is_left_with_whole_rows() {
        for room in 0..40 {
            let (mut disk, mut whole) = (Disk(Vec::new(), room), 0);
            let added = append(&mut disk, &mut whole, "a,b\n1,2\n")
                .and_then(|()| append(&mut disk, &mut whole, "31,412\n5,6\n77,88\n"));
            assert_eq!(added.is_ok(), room >= 25, "{room}");
            let text = String::from_utf8(disk.0).unwrap();
            assert!(text.is_empty() || text.ends_with('\n'), "{room}: {text:?}");
            assert!("a,b\n1,2\n31,412\n5,6\n77,88\n".starts_with(&text));
            assert_eq!(whole, text.len() as u64);
            let more = room - text.len().min(room);
            assert!(
                added.is_ok() || more < 7,
                "{room}: a row that had room is gone"
            );
        }
    }
}
