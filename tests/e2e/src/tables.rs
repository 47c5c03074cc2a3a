//! What stands in the page's grid and in the numbers under its chart, row by row.

use http::Method;
use serde_json::json;

use crate::failure::{Failure, Outcome};
use crate::page::Page;
use crate::waiting::eventually;

impl Page {
    /// The cells of the grid's row, counted from 1 without the header; scrolls until it is there.
    ///
    /// # Errors
    ///
    /// When it cannot be reached.
    pub async fn grid_row(&self, number: usize) -> Outcome<Vec<String>> {
        let row = eventually(async || {
            let cells: Option<Vec<String>> = self.read(GRID_ROW, vec![json!(number)]).await?;
            cells.ok_or_else(|| Failure(format!("the grid never showed its row {number}")))
        });
        self.explain(row.await).await
    }

    /// Rows the grid says it has, without the header; fewer are in the document. A page that says that all is there may
    /// still be about to build its table.
    ///
    /// # Errors
    ///
    /// When there is never a grid.
    pub async fn grid_row_count(&self) -> Outcome<usize> {
        let script = "return document.querySelector('[role=grid]')?.ariaRowCount - 1";
        let count = eventually(async || {
            let count: Option<usize> = self.read(script, vec![]).await?;
            count.ok_or_else(|| Failure("there is no grid".to_owned()))
        });
        self.explain(count.await).await
    }

    /// Row elements that are really in the document.
    ///
    /// # Errors
    ///
    /// When the browser does not answer.
    pub async fn grid_rows_in_document(&self) -> Outcome<usize> {
        let rows =
            "return document.querySelectorAll('[role=grid] [role=row], [role=grid] tr').length";
        self.read(rows, vec![]).await
    }

    /// Waits until the grid says that it has so many rows.
    ///
    /// # Errors
    ///
    /// When it never has.
    pub async fn shows_rows(&self, count: usize) -> Outcome {
        let shown = eventually(async || match self.grid_row_count().await? {
            rows if rows == count => Ok(()),
            rows => Err(Failure(format!("the grid has {rows} rows, not {count}"))),
        });
        self.explain(shown.await).await
    }

    /// Waits until the grid has these columns, in this order.
    ///
    /// # Errors
    ///
    /// When it never has.
    pub async fn shows_columns(&self, names: &[&str]) -> Outcome {
        let shown = eventually(async || {
            let columns: Vec<String> = self.read(COLUMNS, vec![]).await?;
            if columns == names {
                Ok(())
            } else {
                Err(Failure(format!("the columns are {columns:?}")))
            }
        });
        self.explain(shown.await).await
    }

    /// Waits until the grid's first row is a certain one.
    ///
    /// # Errors
    ///
    /// When it never is.
    pub async fn row_where(&self, is_it: impl Fn(&[String]) -> bool) -> Outcome<Vec<String>> {
        let row = eventually(async || {
            let row = self.grid_row(1).await?;
            if is_it(&row) { Ok(row) } else { Err(Failure(format!("the first row is {row:?}"))) }
        });
        self.explain(row.await).await
    }

    /// Presses what can be pressed in a cell, given by its row and the name of its column.
    ///
    /// # Errors
    ///
    /// When there is no such cell, or nothing to press in it.
    pub async fn click_cell(&self, row: usize, column: &str) -> Outcome {
        let clicked = eventually(async || {
            let is_there: bool = self.read(CLICK_CELL, vec![json!(row), json!(column)]).await?;
            let missing = || Failure(format!("nothing can be pressed at {row}, {column}"));
            if is_there { Ok(()) } else { Err(missing()) }
        });
        self.explain(clicked.await).await
    }

    /// Chooses an entry of a list that opens, by the list's label.
    ///
    /// # Errors
    ///
    /// When there is no such list, or no such entry in it.
    pub async fn choose(&self, label: &str, entry: &str) -> Outcome {
        let chosen = eventually(async || {
            let is_there: bool = self.read(CHOOSE, vec![json!(label), json!(entry)]).await?;
            let missing = || Failure(format!("“{label}” has no “{entry}” to choose"));
            if is_there { Ok(()) } else { Err(missing()) }
        });
        self.explain(chosen.await).await
    }

    /// Gives the grid the focus and presses keys there, with `Shift+` or `Ctrl+` before one where that is held.
    ///
    /// # Errors
    ///
    /// When there is no grid.
    pub async fn keys_in_grid(&self, keys: &[&str]) -> Outcome {
        let pressed = eventually(async || self.read(KEYS, vec![json!(keys)]).await);
        self.explain(pressed.await).await
    }

    /// What stands in the cell that the grid tells assistive technology the reader is at.
    ///
    /// # Errors
    ///
    /// When it is at none.
    pub async fn active_cell(&self) -> Outcome<String> {
        let cell = eventually(async || {
            let text: Option<String> = self.read(ACTIVE_CELL, vec![]).await?;
            text.ok_or_else(|| Failure("the grid has no active cell".to_owned()))
        });
        self.explain(cell.await).await
    }

    /// What the grid hands over when the reader copies.
    ///
    /// # Errors
    ///
    /// When the browser does not answer.
    pub async fn copied_from_grid(&self) -> Outcome<String> {
        self.read(COPY, vec![]).await
    }

    /// What is in the browser's clipboard; Chromium only.
    ///
    /// # Errors
    ///
    /// When the browser does not let it be read.
    pub async fn clipboard(&self) -> Outcome<String> {
        let permission = json!({ "descriptor": { "name": "clipboard-read" }, "state": "granted" });
        self.browser().issue(Method::POST, "permissions", Some(permission)).await?;
        self.read("return navigator.clipboard.readText()", vec![]).await
    }

    /// The numbers under the chart of this name: the body's rows from the first period to the last.
    ///
    /// # Errors
    ///
    /// When there is no such table.
    pub async fn numbers(&self, name: &str) -> Outcome<Vec<Vec<String>>> {
        let rows = eventually(async || {
            let rows: Vec<Vec<String>> = self.read(NUMBERS, vec![json!(name)]).await?;
            if rows.is_empty() {
                return Err(Failure(format!("there are no numbers “{name}”")));
            }
            Ok(rows)
        });
        self.explain(rows.await).await
    }

    /// Waits until the chart's canvas shows more than one colour, as a blank one does not.
    ///
    /// # Errors
    ///
    /// When it stays blank, or there is none.
    pub async fn chart_is_drawn(&self) -> Outcome {
        let drawn = eventually(async || {
            let colours: usize = self.read(CANVAS_COLOURS, vec![]).await?;
            if colours < 3 {
                return Err(Failure(format!("the chart has only {colours} colours")));
            }
            Ok(())
        });
        self.explain(drawn.await).await
    }
}

/// The row's cells, or nothing yet after moving the grid's own scrolling area towards the row.
const GRID_ROW: &str = "
    const [number] = arguments;
    const grid = document.querySelector('[role=grid]');
    const row = grid?.querySelector(`[aria-rowindex='${number + 1}']`);
    if (row) {
        const cells = row.querySelectorAll('[role=gridcell], [role=rowheader], td, th');
        return [...cells].map(cell => cell.innerText.trim());
    }
    const scrolls = it => it.scrollHeight > it.clientHeight
        && ['auto', 'scroll'].includes(getComputedStyle(it).overflowY);
    const area = [grid, grid?.parentElement, ...(grid?.querySelectorAll('*') ?? [])]
        .find(it => it && scrolls(it));
    if (area) {
        const part = (number - 1) / Math.max(grid.ariaRowCount - 2, 1);
        area.scrollTop = part * (area.scrollHeight - area.clientHeight);
    }
    return null";

const COLUMNS: &str = "
    return [...document.querySelectorAll('[role=grid] [role=columnheader]')]
        .map(header => header.innerText.trim())";

const CLICK_CELL: &str = "
    const [row, column] = arguments;
    const headers = [...document.querySelectorAll('[role=columnheader]')];
    const place = headers.findIndex(it => it.innerText.trim() === column) + 1;
    const target = document.querySelector(
        `[role=grid] [aria-rowindex='${row + 1}'] [aria-colindex='${place}'] button`);
    target?.click();
    return Boolean(target)";

const CHOOSE: &str = "
    const [label, entry] = arguments;
    const list = [...document.querySelectorAll('select')].find(it =>
        it.ariaLabel === label && it.getClientRects().length > 0);
    const option = [...(list?.options ?? [])].find(it => it.text === entry);
    if (!option) return false;
    list.value = option.value;
    list.dispatchEvent(new Event('change', { bubbles: true }));
    return true";

const KEYS: &str = "
    const grid = document.querySelector('[role=grid]');
    grid.focus();
    for (const pressed of arguments[0]) {
        const key = pressed.replace(/^(Shift|Ctrl)\\+/, '');
        const [shiftKey, ctrlKey] = ['Shift+', 'Ctrl+'].map(it => pressed.startsWith(it));
        grid.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey, ctrlKey, bubbles: true }));
    }
    return null";

const ACTIVE_CELL: &str = "
    const grid = document.querySelector('[role=grid]');
    const cell = document.getElementById(grid.getAttribute('aria-activedescendant'));
    return cell?.innerText.trim() ?? null";

const COPY: &str = "
    const grid = document.querySelector('[role=grid]');
    const clipboardData = new DataTransfer();
    const event = new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true });
    grid.dispatchEvent(event);
    return clipboardData.getData('text/plain')";

/// By the table's accessible name as far as script can tell: its label or its caption.
const NUMBERS: &str = "
    const [name] = arguments;
    const labels = it => [it.caption, document.getElementById(it.getAttribute('aria-labelledby'))];
    const names = it => [it.ariaLabel, ...labels(it).map(label => label?.textContent.trim())];
    const named = it => names(it).includes(name);
    const table = [...document.querySelectorAll('figure table')].find(named);
    return [...(table?.tBodies ?? [])].flatMap(body => [...body.rows])
        .map(row => [...row.cells].map(cell => cell.textContent.trim()))";

const CANVAS_COLOURS: &str = "
    const canvas = document.querySelector('figure canvas');
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    return new Set(new Uint32Array(data.buffer)).size";
