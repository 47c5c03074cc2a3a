//! One file on its way: rows come in slices.

use std::io::{self, Write as _};

use cubeboard_files::json::{Json, Layout};
use cubeboard_files::privacy::Anonymiser;
use cubeboard_files::snapshot::writer::Writer;
use cubeboard_i18n::Language;
use cubeboard_responses::address::Address;
use cubeboard_responses::store::packed::unpack;
use js_sys::Array;
use wasm_bindgen::JsValue;

use crate::head::{head, privacy};
use crate::parts::Parts;
use crate::table::Table;

/// A file that is being written.
pub struct Writing {
    name: String,
    parts: Parts,
    kind: Kind,
}

enum Kind {
    Csv(Table),
    Json(Json<Parts>),
    Snapshot(Writer<Parts>, Box<Anonymiser>),
}

impl Writing {
    /// Begins what an order asks for; nothing where that is unknown here.
    pub fn begin(order: &Address) -> Option<Self> {
        let parts = Parts::default();
        let kind = match order.get("as") {
            "csv" => Kind::Csv(Table::new(order)),
            "json" => Kind::Json(Json::new(parts.clone(), Layout::Array)),
            "cubeboard" => {
                let writer = Writer::new(parts.clone(), &head(order)).ok()?;
                let language = Language::from_tag(order.get("lang")).unwrap_or_default();
                Kind::Snapshot(writer, Box::new(Anonymiser::new(privacy(order), language)))
            }
            _ => return None,
        };
        Some(Self { name: name(order), parts, kind })
    }

    /// Adds packed rows.
    pub fn add(&mut self, packed: &[u8]) -> io::Result<()> {
        match &mut self.kind {
            Kind::Csv(table) => self.parts.write_all(&table.rows(unpack(packed))?),
            Kind::Json(json) => unpack(packed).try_for_each(|it| json.push(&it)),
            Kind::Snapshot(writer, anonymiser) => {
                unpack(packed).try_for_each(|it| writer.push(&anonymiser.apply(&it)))
            }
        }
    }

    /// The file and its name.
    pub fn finish(self) -> io::Result<JsValue> {
        let (head, media_type) = match self.kind {
            Kind::Csv(table) => (table.head()?, "text/csv;charset=utf-8"),
            Kind::Json(json) => json.finish().map(|_| (Vec::new(), "application/json"))?,
            Kind::Snapshot(writer, _) => {
                writer.finish().map(|_| (Vec::new(), "application/gzip"))?
            }
        };
        let file = self.parts.into_file(&head, media_type)?;
        Ok(Array::of2(&file, &self.name.into()).into())
    }
}

/// `cubeboard-926-2017-01-01-2017-01-31.json`: what was asked, and nothing of what came.
pub fn name(order: &Address) -> String {
    let campaigns = order.get("campaign").replace(',', "-");
    ["cubeboard", &campaigns, order.get("from"), order.get("to")].join("-") + "." + order.get("as")
}
