//! Moves through the grid as hands do, and watches every picture meanwhile for rows that are not there.

use http::Method;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::failure::{Failure, Outcome};
use crate::page::Page;
use crate::waiting::eventually;

/// What was seen of the grid while something moved it.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Watched {
    /// Pictures in which the grid had moved.
    pub moved: usize,
    /// Pictures with a blank stretch among the rows.
    pub blank: usize,
}

impl Page {
    /// Turns the wheel over the grid, so often and so far each time, in CSS pixels.
    ///
    /// # Errors
    ///
    /// When the browser refuses.
    pub async fn wheel_over_grid(&self, turns: usize, pixels: i64) -> Outcome {
        let (x, y) = self.middle_of_grid().await?;
        let turn = json!({
            "type": "scroll", "x": x, "y": y, "deltaX": 0, "deltaY": pixels, "duration": 0
        });
        let actions: Vec<_> = std::iter::repeat_n([turn, moment()], turns).flatten().collect();
        self.act(json!({ "type": "wheel", "id": "wheel", "actions": actions })).await
    }

    /// Drags the grid by a finger, so often, by a part of its height each time.
    ///
    /// # Errors
    ///
    /// When the browser refuses.
    pub async fn swipe_over_grid(&self, times: usize) -> Outcome {
        let (x, y) = self.middle_of_grid().await?;
        let to = |y: i64| json!({ "type": "pointerMove", "x": x, "y": y, "duration": 20 });
        let [down, up] = ["pointerDown", "pointerUp"].map(|it| json!({ "type": it, "button": 0 }));
        let way = (1..=12).map(|step| to(y + 120 - 20 * step));
        let swipe: Vec<_> = [to(y + 120), down].into_iter().chain(way).chain([up]).collect();
        let actions: Vec<_> = std::iter::repeat_n(swipe, times).flatten().collect();
        let finger = json!({ "pointerType": "touch" });
        let source =
            json!({ "type": "pointer", "id": "finger", "parameters": finger, "actions": actions });
        self.act(source).await
    }

    /// Presses a key where the focus is, so often, as a hand on the keyboard does.
    ///
    /// # Errors
    ///
    /// When the browser refuses.
    pub async fn press_key(&self, key: char, times: usize) -> Outcome {
        let [down, up] = ["keyDown", "keyUp"].map(|it| json!({ "type": it, "value": key }));
        let actions: Vec<_> = std::iter::repeat_n([down, up, moment()], times).flatten().collect();
        self.act(json!({ "type": "key", "id": "keyboard", "actions": actions })).await
    }

    /// Presses a key while another is held, as for a shortcut.
    ///
    /// # Errors
    ///
    /// When the browser refuses.
    pub async fn press_keys(&self, held: char, key: char) -> Outcome {
        let step = |kind: &str, key: char| json!({ "type": kind, "value": key });
        let actions =
            [step("keyDown", held), step("keyDown", key), step("keyUp", key), step("keyUp", held)];
        self.act(json!({ "type": "key", "id": "keyboard", "actions": actions })).await
    }

    /// Presses the name of a column as a hand does, while a key may be held.
    ///
    /// # Errors
    ///
    /// When there is no such column, or the browser refuses.
    pub async fn click_column(&self, column: &str, held: Option<char>) -> Outcome {
        let (x, y): (i64, i64) = self.read(COLUMN_NAME, vec![json!(column)]).await?;
        let key = |kind: &str| {
            let actions: Vec<_> =
                held.iter().map(|key| json!({ "type": kind, "value": key })).collect();
            json!({ "type": "key", "id": "keyboard", "actions": actions })
        };
        let [down, up] = ["pointerDown", "pointerUp"].map(|it| json!({ "type": it, "button": 0 }));
        let mouse = [json!({ "type": "pointerMove", "x": x, "y": y }), down, up];
        self.act(key("keyDown")).await?;
        self.act(json!({ "type": "pointer", "id": "mouse", "actions": mouse })).await?;
        self.act(key("keyUp")).await
    }

    /// Drags the right edge of a column so far, in several moves.
    ///
    /// # Errors
    ///
    /// When there is no such column, or the browser refuses.
    pub async fn drag_column_edge(&self, column: &str, pixels: i64) -> Outcome {
        let (x, y): (i64, i64) = self.read(COLUMN_EDGE, vec![json!(column)]).await?;
        let to = |x: i64| json!({ "type": "pointerMove", "x": x, "y": y, "duration": 20 });
        let [down, up] = ["pointerDown", "pointerUp"].map(|it| json!({ "type": it, "button": 0 }));
        let way = (1..=4).map(|step| to(x + pixels * step / 4));
        let actions: Vec<_> = [to(x), down].into_iter().chain(way).chain([up]).collect();
        self.act(json!({ "type": "pointer", "id": "mouse", "actions": actions })).await
    }

    /// Waits until a row, counted from 1 without the header, lies whole within the grid's box, over all else there.
    ///
    /// # Errors
    ///
    /// When it never does.
    pub async fn row_is_in_view(&self, number: usize) -> Outcome {
        let seen = eventually(async || {
            let is_seen: bool = self.read(IS_IN_VIEW, vec![json!(number)]).await?;
            let missing = || Failure(format!("row {number} is not in view"));
            if is_seen { Ok(()) } else { Err(missing()) }
        });
        self.explain(seen.await).await
    }

    /// Begins to look at the grid in every picture.
    ///
    /// # Errors
    ///
    /// When there is no grid.
    pub async fn watch_grid(&self) -> Outcome {
        self.read(WATCH, vec![]).await
    }

    /// What was seen since [`Self::watch_grid`].
    ///
    /// # Errors
    ///
    /// When nobody watched.
    pub async fn watched(&self) -> Outcome<Watched> {
        self.read("return window.watched", vec![]).await
    }

    /// How far the top of what is in view lies below the first row, in CSS pixels.
    ///
    /// # Errors
    ///
    /// When no row is in view.
    pub async fn grid_place(&self) -> Outcome<f64> {
        self.read(PLACE, vec![]).await
    }

    /// Waits until what is in view lies so far below the first row, within two pixels.
    ///
    /// # Errors
    ///
    /// When it never does.
    pub async fn grid_is_at(&self, place: f64) -> Outcome {
        let there = eventually(async || match self.grid_place().await? {
            at if (at - place).abs() < 2.0 => Ok(()),
            at => Err(Failure(format!("the grid is at {at}, not at {place}"))),
        });
        self.explain(there.await).await
    }

    async fn middle_of_grid(&self) -> Outcome<(i64, i64)> {
        self.read(MIDDLE, vec![]).await
    }

    /// Does what a hand does, as the browser's driver describes it.
    pub(crate) async fn act(&self, source: Value) -> Outcome {
        let actions = json!({ "actions": [source] });
        self.browser().issue(Method::POST, "actions", Some(actions)).await.map(drop)
    }
}

/// Between two moves, so that the browser makes a picture of each.
fn moment() -> Value {
    json!({ "type": "pause", "duration": 20 })
}

/// The grid in the middle of the screen, and a point of its rows.
const MIDDLE: &str = "
    const grid = document.querySelector('[role=grid]');
    grid.scrollIntoView({ block: 'center', behavior: 'instant' });
    const box = grid.getBoundingClientRect();
    return [Math.round(box.left + box.width / 2), Math.round(box.top + box.height / 2)]";

/// The middle of the button that sorts by a column.
const COLUMN_NAME: &str = "
    const heads = [...document.querySelectorAll('[role=columnheader]')];
    const head = heads.find(it => it.innerText.startsWith(arguments[0]));
    head.scrollIntoView({ block: 'center', behavior: 'instant' });
    const box = head.querySelector('button').getBoundingClientRect();
    return [Math.round(box.left + box.width / 2), Math.round(box.top + box.height / 2)]";

/// A point within a column, close to where it ends.
const COLUMN_EDGE: &str = "
    const heads = [...document.querySelectorAll('[role=columnheader]')];
    const head = heads.find(it => it.innerText.startsWith(arguments[0]));
    head.scrollIntoView({ block: 'center', behavior: 'instant' });
    const box = head.getBoundingClientRect();
    return [Math.round(box.right - 2), Math.round(box.top + box.height / 2)]";

const IS_IN_VIEW: &str = "
    const grid = document.querySelector('[role=grid]');
    grid.scrollIntoView({ block: 'center', behavior: 'instant' });
    const head = grid.querySelector('[role=columnheader]')?.offsetHeight ?? 0;
    const row = grid.querySelector(`[aria-rowindex='${arguments[0] + 1}']`);
    if (!row) return false;
    const [box, place] = [grid, row].map(it => it.getBoundingClientRect());
    const seen = document.elementFromPoint(box.left + 50, (place.top + place.bottom) / 2);
    return place.top >= box.top + head - 1
        && place.bottom <= box.top + grid.clientTop + grid.clientHeight + 1
        && row.contains(seen)";

const PLACE: &str = "
    const grid = document.querySelector('[role=grid]');
    const head = grid.querySelector('[role=columnheader]')?.offsetHeight ?? 0;
    const row = grid.querySelector('.grid-track [aria-rowindex]');
    const top = grid.getBoundingClientRect().top + head - row.getBoundingClientRect().top;
    return (row.getAttribute('aria-rowindex') - 2) * row.offsetHeight + top";

/// A message that is sent in a frame comes once its picture has been made.
const WATCH: &str = "
    const grid = document.querySelector('[role=grid]');
    const watched = window.watched = { moved: 0, blank: 0 };
    let before = grid.scrollTop;
    const head = grid.querySelector('[role=columnheader]')?.offsetHeight ?? 0;
    const look = () => {
        const box = grid.getBoundingClientRect();
        const [top, bottom] = [box.top + head, box.top + grid.clientHeight];
        const rows = [...grid.querySelectorAll('.grid-track [aria-rowindex]')];
        const boxes = rows.map(row => row.getBoundingClientRect());
        const seen = boxes.reduce((sum, row) =>
            sum + Math.max(0, Math.min(row.bottom, bottom) - Math.max(row.top, top)), 0);
        const written = rows.every(row => row.textContent !== '');
        if (grid.scrollTop !== before) watched.moved += 1;
        if (seen < bottom - top - 1 || !written) watched.blank += 1;
        before = grid.scrollTop;
    };
    const channel = new MessageChannel();
    channel.port1.onmessage = look;
    const frame = () => { channel.port2.postMessage(null); requestAnimationFrame(frame); };
    requestAnimationFrame(frame);
    return null";
