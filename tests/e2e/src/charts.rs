//! What a reader does to the chart: point at it, press, drag, and walk it by keys.

use serde_json::json;

use crate::failure::{Failure, Outcome};
use crate::page::Page;
use crate::waiting::eventually;

/// What pointing at a bar tells: its days, and the numbers by their names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tip {
    /// Its days.
    pub title: String,
    /// Names and numbers, from the top to the sum.
    pub lines: Vec<(String, String)>,
}

impl Tip {
    /// The number of this name.
    pub fn number(&self, name: &str) -> Option<&str> {
        self.lines.iter().find(|it| it.0 == name).map(|it| it.1.as_str())
    }
}

impl Page {
    /// Points at the chart, at a part of its width from the left, and waits until it tells something.
    ///
    /// # Errors
    ///
    /// When there is no bar at that place.
    pub async fn point_at_chart(&self, part: f64) -> Outcome<Tip> {
        let (x, y) = self.place_in_chart(part).await?;
        self.mouse(json!([{ "type": "pointerMove", "x": x, "y": y, "duration": 0 }])).await?;
        self.tip().await
    }

    /// Presses the chart at a part of its width from the left.
    ///
    /// # Errors
    ///
    /// When the browser refuses.
    pub async fn press_chart(&self, part: f64) -> Outcome {
        let (x, y) = self.place_in_chart(part).await?;
        self.mouse(json!([
            { "type": "pointerMove", "x": x, "y": y, "duration": 0 },
            { "type": "pointerDown", "button": 0 },
            { "type": "pointerUp", "button": 0 },
        ]))
        .await
    }

    /// Drags over the chart from one part of its width to another.
    ///
    /// # Errors
    ///
    /// When the browser refuses.
    pub async fn drag_over_chart(&self, from: f64, to: f64) -> Outcome {
        let [(from_x, y), (to_x, _)] =
            [self.place_in_chart(from).await?, self.place_in_chart(to).await?];
        self.mouse(json!([
            { "type": "pointerMove", "x": from_x, "y": y, "duration": 0 },
            { "type": "pointerDown", "button": 0 },
            { "type": "pointerMove", "x": i64::midpoint(from_x, to_x), "y": y, "duration": 20 },
            { "type": "pointerMove", "x": to_x, "y": y, "duration": 20 },
            { "type": "pointerUp", "button": 0 },
        ]))
        .await
    }

    /// Gives the chart the focus.
    ///
    /// # Errors
    ///
    /// When there is none.
    pub async fn focus_chart(&self) -> Outcome {
        self.read("document.querySelector('canvas').focus(); return null", vec![]).await
    }

    /// What the chart tells of the bar that the reader is at.
    ///
    /// # Errors
    ///
    /// When the reader is at none.
    pub async fn tip(&self) -> Outcome<Tip> {
        let told = eventually(async || {
            let told: Option<(String, Vec<(String, String)>)> = self.read(TIP, vec![]).await?;
            let (title, lines) = told.ok_or_else(|| Failure("the chart tells nothing".into()))?;
            Ok(Tip { title, lines })
        });
        self.explain(told.await).await
    }

    /// Waits until the chart tells of a bar with this title.
    ///
    /// # Errors
    ///
    /// When it does not.
    pub async fn tip_is_of(&self, title: &str) -> Outcome {
        let told = eventually(async || match self.tip().await? {
            tip if tip.title == title => Ok(()),
            tip => Err(Failure(format!("the chart tells of {}, not of {title}", tip.title))),
        });
        self.explain(told.await).await
    }

    /// How often the chart was drawn since the first call of this.
    ///
    /// # Errors
    ///
    /// When the browser does not answer.
    pub async fn drawings(&self) -> Outcome<u32> {
        self.read(DRAWINGS, vec![]).await
    }

    /// The colours of the chart's picture that are not of its background, lines or texts.
    ///
    /// # Errors
    ///
    /// When there is no chart.
    pub async fn chart_picture(&self) -> Outcome<String> {
        self.read("return document.querySelector('canvas').toDataURL()", vec![]).await
    }

    async fn place_in_chart(&self, part: f64) -> Outcome<(i64, i64)> {
        self.read(PLACE, vec![json!(part)]).await
    }

    async fn mouse(&self, actions: serde_json::Value) -> Outcome {
        let parameters = json!({ "pointerType": "mouse" });
        self.act(json!({
            "type": "pointer", "id": "mouse", "parameters": parameters, "actions": actions
        }))
        .await
    }
}

const PLACE: &str = "
    const canvas = document.querySelector('canvas');
    canvas.scrollIntoView({ block: 'center', behavior: 'instant' });
    const box = canvas.getBoundingClientRect();
    const x = box.left + arguments[0] * box.width;
    return [Math.round(x), Math.round(box.top + box.height / 2)]";

const TIP: &str = "
    const tip = document.querySelector('.chart [aria-live]')?.firstElementChild;
    if (!tip) return null;
    const lines = [...tip.querySelectorAll('li')].map(it => {
        const number = it.querySelector('b').innerText;
        return [it.innerText.slice(0, -number.length).trim(), number];
    });
    return [tip.querySelector('strong').innerText, lines]";

/// Each drawing begins with a new size, which empties the canvas.
const DRAWINGS: &str = "
    const canvas = document.querySelector('canvas');
    if (canvas.drawings === undefined) {
        canvas.drawings = 0;
        new MutationObserver(() => { canvas.drawings += 1; })
            .observe(canvas, { attributeFilter: ['width'] });
    }
    return canvas.drawings";
