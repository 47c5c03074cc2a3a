//! Responses that tests write to files, and random ones.
#![allow(dead_code, clippy::allow_attributes, reason = "each test takes what it needs")]

use cubeboard_responses::store::{Id, Response};
use proptest::prelude::*;

/// A response that owns its texts.
#[derive(Debug, Clone, Default)]
pub struct Owned {
    pub micros: Option<i64>,
    /// Agent, type, subtype, customer, comment.
    pub texts: [Option<String>; 5],
    /// Campaign, CRM id, external id.
    pub ids: [Option<String>; 3],
}

impl Owned {
    pub fn response(&self) -> Response<'_> {
        let [agent, kind, subtype, customer, comment] =
            self.texts.each_ref().map(|it| it.as_deref());
        let [campaign, crm_id, external_id] =
            self.ids.each_ref().map(|it| it.as_deref().map(Id::from_text));
        Response {
            submitted_micros: self.micros,
            agent,
            kind,
            subtype,
            campaign,
            customer,
            crm_id,
            external_id,
            comment: comment.filter(|it| !it.is_empty()),
        }
    }
}

/// An id as a cell has it.
pub fn id_text(id: Option<Id<'_>>) -> String {
    match id {
        Some(Id::Number(number)) => number.to_string(),
        Some(Id::Text(text)) => text.to_owned(),
        None => String::new(),
    }
}

/// Texts that could break out of a cell, a line or a string.
pub const HOSTILE: [&str; 22] = [
    "=cmd|' /C calc'!A0",
    "+47 22 00 00 00",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠1",
    "'=1",
    " =1",
    "\"=1\"",
    "\u{feff}=1",
    "quote \" comma , semicolon ; tab \t",
    "line\r\nbreak\nand\rreturn",
    "</script><b>Åse & Øyvind</b> \u{1f980} \u{202e}\u{0}",
    "]},{\"results\":[\\",
    "  spaces  ",
    "Ola;=1+1;,=1+1,",
    "first\n=1+1\nlast",
];

fn text() -> impl Strategy<Value = Option<String>> {
    let hostile = proptest::sample::select(&HOSTILE[..]).prop_map(str::to_owned);
    let marks = r#"[=+@\-'" \t\r\n,;\x00\\a-cåØ🦀＝]{0,8}"#;
    proptest::option::of(prop_oneof![any::<String>(), marks, hostile])
}

fn id() -> impl Strategy<Value = Option<String>> {
    let texts = any::<String>().prop_filter("an empty id is none", |it| !it.is_empty());
    proptest::option::of(prop_oneof![any::<u64>().prop_map(|it| it.to_string()), texts])
}

/// Any response that Cube could list.
pub fn row() -> impl Strategy<Value = Owned> {
    let micros = proptest::option::of(-62_167_219_200_000_000..253_402_300_800_000_000_i64);
    let texts = [(); 5].map(|()| text());
    let ids = [(); 3].map(|()| id());
    (micros, texts, ids).prop_map(|(micros, texts, ids)| Owned { micros, texts, ids })
}
