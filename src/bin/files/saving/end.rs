//! What became of what the reader asked for: a file, a picture, something in the clipboard.

use cubeboard_files::lock::LockError;

/// What the reader can copy to the clipboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Copied {
    /// The command that writes what a browser cannot.
    Command,
    /// The page's address for somebody else.
    Link,
    /// The same, where it is longer than some will take.
    LongLink,
    /// The chart as a picture.
    Chart,
    /// The passphrase of a file that is saved next.
    Passphrase,
}

/// What became of what the reader asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// It is in the clipboard.
    Copied(Copied),
    /// The browser did not allow it into the clipboard.
    NotCopied(Copied),
    /// The file is saved, under this name.
    Saved(String),
    /// There was nothing to save.
    NoRows,
    /// There are more rows than a workbook may have here: how many, and the command that writes them.
    TooManyRows(usize, String),
    /// The reader did not want it any more.
    Cancelled,
    /// Its rows were replaced by others before it was done.
    OtherRows,
    /// It could not be written.
    NotWritten,
    /// There is more of it than can be locked.
    TooLarge,
    /// The browser makes noise of pictures.
    Altered,
}

impl From<LockError> for End {
    /// Why a file could not be locked. All but its size is of files that are unlocked.
    fn from(error: LockError) -> Self {
        match error {
            LockError::TooLarge => Self::TooLarge,
            LockError::WrongPassphrase
            | LockError::Damaged
            | LockError::OtherKind
            | LockError::TooMuchWork => Self::NotWritten,
        }
    }
}
