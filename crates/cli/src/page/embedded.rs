//! The built page inside the command. `build.rs` lists its files; without the feature `embedded-page` there are none.

#[cfg(feature = "embedded-page")]
include!(concat!(env!("OUT_DIR"), "/page.rs"));

#[cfg(not(feature = "embedded-page"))]
static FILES: &[(&str, &[u8])] = &[];

/// Each file's name, such as `index.html`, and what it holds.
pub(super) fn files() -> &'static [(&'static str, &'static [u8])] {
    FILES
}
