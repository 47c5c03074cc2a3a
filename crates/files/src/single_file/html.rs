//! HTML of the built page as Trunk writes it, taken apart: names of tags in lower case, values of attributes in double
//! quotes, no `>` within them. Of what it names, only what the page cannot do without is kept.

/// A piece of the HTML of a page that is one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// As it stands in index.html.
    Text(String),
    /// The same, in a page that is locked.
    OfLocked(String),
    /// Where policy and scripts go: behind the element that tells the encoding, before anything that is loaded.
    Start,
    /// The icon, the file of this name.
    Icon(String),
    /// The style sheet, the file of this name.
    Style(String),
    /// Where the parts go: at the end of the body.
    Parts,
}

/// What index.html is made of.
#[derive(Debug, Default)]
pub struct Index {
    /// What becomes of its text.
    pub pieces: Vec<Piece>,
    /// The script that starts the page's own program.
    pub starter: String,
    /// The names of the files that load programs on demand.
    pub loaders: Vec<String>,
}

/// Programs that a page from a file does without: a snapshot answers by itself and grows no more, so that no room looks at
/// it, and what writes workbooks would make a file of ten thousand responses a quarter larger.
const NOT_NEEDED: [&str; 3] = ["demo-worker", "wallboard", "workbook"];

/// The program that locks and unlocks, of which a page from a file that is open has no need.
pub const LOCK_PROGRAM: &str = "lock-worker";

/// An element's first tag.
struct Tag<'a> {
    name: &'a str,
    attributes: &'a str,
    /// What follows it.
    rest: &'a str,
}

impl Index {
    /// Takes index.html apart.
    pub fn parse(html: &str) -> Self {
        let mut index = Self::default();
        let mut rest = html;
        while let Some(at) = rest.find('<') {
            index.keep(&rest[..at]);
            rest = index.take(&rest[at..]);
        }
        index.keep(rest);
        index
    }

    /// Takes what begins with `<`; returns what follows it.
    fn take<'a>(&mut self, html: &'a str) -> &'a str {
        if let Some(comment) = html.strip_prefix("<!--") {
            return comment.split_once("-->").map_or("", |(_, rest)| rest);
        }
        let Some(Tag { name, attributes, rest }) = tag(html) else {
            self.keep(html);
            return "";
        };
        let whole = &html[..html.len() - rest.len()];
        match name {
            "script" => {
                let (script, rest) = rest.split_once("</script>").unwrap_or((rest, ""));
                if attributes.contains("type=\"module\"") {
                    script.clone_into(&mut self.starter);
                }
                return rest;
            }
            "link" => self.take_link(attributes),
            "meta" => self.take_meta(attributes, whole),
            "/body" => {
                self.pieces.push(Piece::Parts);
                self.keep(whole);
            }
            _ => self.keep(whole),
        }
        rest
    }

    /// Of what is loaded, the style and the icon stay, inside of the page.
    fn take_link(&mut self, attributes: &str) {
        let Some(name) = attribute(attributes, "href").map(beside) else { return };
        match attribute(attributes, "rel") {
            Some("stylesheet") => self.pieces.push(Piece::Style(name)),
            Some("icon") if has_extension(&name, "svg") => self.pieces.push(Piece::Icon(name)),
            _ => {}
        }
    }

    fn take_meta(&mut self, attributes: &str, whole: &str) {
        // A page that was published has a policy of its own.
        let is_policy = attribute(attributes, "http-equiv").is_some()
            || attribute(attributes, "name") == Some("referrer");
        let (name, content) = (attribute(attributes, "name"), attribute(attributes, "content"));
        let loader =
            content.filter(|it| it.contains("_loader") && has_extension(it, "js")).map(beside);
        let is_needed = name.is_none_or(|it| !NOT_NEEDED.contains(&it));
        if is_policy || !is_needed {
            return;
        }
        if name == Some(LOCK_PROGRAM) {
            self.pieces.push(Piece::OfLocked(whole.to_owned()));
        } else {
            self.keep(whole);
        }
        self.loaders.extend(loader);
        if attributes.contains("charset=") {
            self.pieces.push(Piece::Start);
        }
    }

    fn keep(&mut self, text: &str) {
        match self.pieces.last_mut() {
            Some(Piece::Text(before)) => before.push_str(text),
            _ => self.pieces.push(Piece::Text(text.to_owned())),
        }
    }
}

fn tag(html: &str) -> Option<Tag<'_>> {
    let (inside, rest) = html.strip_prefix('<')?.split_once('>')?;
    let (name, attributes) =
        inside.split_once(|it: char| it.is_ascii_whitespace()).unwrap_or((inside, ""));
    Some(Tag { name: name.trim_end_matches('/'), attributes, rest })
}

/// The value of an attribute.
fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = attributes;
    loop {
        let at = rest.find(name)?;
        let (before, after) = (&rest[..at], &rest[at + name.len()..]);
        let begins = before.is_empty() || before.ends_with(|it: char| it.is_ascii_whitespace());
        match after.strip_prefix("=\"") {
            Some(value) if begins => return value.split('"').next(),
            _ => rest = after,
        }
    }
}

/// The name of a file beside the page, without the `./` before it.
pub fn beside(address: &str) -> String {
    address.trim_start_matches("./").to_owned()
}

fn has_extension(name: &str, extension: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, it)| it == extension)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(index: &Index) -> String {
        let text = index.pieces.iter().map(|piece| match piece {
            Piece::Text(text) => text.clone(),
            other => format!("[{other:?}]"),
        });
        text.collect()
    }

    #[test]
    fn what_is_loaded_is_named_and_nothing_else_of_it_stays() {
        let index = Index::parse(
            "<!doctype html><head><meta charset=\"utf-8\"><title>A < B</title>\
             <!-- <script>no</script> --><script>boot()</script>\
             <link rel=\"icon\" href=\"./icon-1.svg\"/><link rel=\"manifest\" href=\"m.webmanifest\">\
             <link rel=\"stylesheet\" href=\"./page-1.css\"/>\
             <script type=\"module\">import init from './app-1.js';</script>\
             <meta name=\"demo-worker\" content=\"demo-worker_loader-1.js\">\
             <meta name=\"workbook\" content=\"workbook_loader-1.js\">\
             <meta name=\"files\" content=\"files_loader-1.js\">\
             <link rel=\"modulepreload\" href=\"./app-1.js\"></head><body><p hidden>a</p></body>",
        );
        assert_eq!(
            text(&index),
            "<!doctype html><head><meta charset=\"utf-8\">[Start]<title>A < B</title>\
             [Icon(\"icon-1.svg\")][Style(\"page-1.css\")]\
             <meta name=\"files\" content=\"files_loader-1.js\"></head><body><p hidden>a</p>[Parts]</body>"
        );
        assert_eq!(index.starter, "import init from './app-1.js';");
        assert_eq!(index.loaders, ["files_loader-1.js"]);
    }

    #[test]
    fn the_policy_of_a_published_page_does_not_stay() {
        let index = Index::parse(
            "<meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" content=\"a\">\
             <meta name=\"referrer\" content=\"same-origin\"><meta name=\"theme\" content=\"b\">",
        );
        let kept = "<meta charset=\"utf-8\">[Start]<meta name=\"theme\" content=\"b\">";
        assert_eq!(text(&index), kept);
    }

    #[test]
    fn an_attribute_is_not_found_within_another_ones_name_or_value() {
        let attributes = "data-href=\"a\" title=\"href\" href=\"b\"";
        assert_eq!(attribute(attributes, "href"), Some("b"));
        assert_eq!(attribute(attributes, "rel"), None);
    }
}
