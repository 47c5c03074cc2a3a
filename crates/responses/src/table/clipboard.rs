//! Clipboard text of cells: tab-separated values, as spreadsheets paste them.

/// Adds one row of cells. A cell that holds a tab, a line break or a quotation mark is quoted, as Excel and Sheets do.
pub fn push_row<'a>(text: &mut String, cells: impl IntoIterator<Item = &'a str>) {
    if !text.is_empty() {
        text.push_str("\r\n");
    }
    for (place, cell) in cells.into_iter().enumerate() {
        if place > 0 {
            text.push('\t');
        }
        if cell.contains(['\t', '\n', '\r', '"']) {
            text.push('"');
            text.push_str(&cell.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(cell);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_stays_one_cell_whatever_it_holds() {
        let mut text = String::new();
        push_row(&mut text, ["Sale", "say \"yes\"\nor\tno", ""]);
        push_row(&mut text, ["Offer", "å"]);
        assert_eq!(text, "Sale\t\"say \"\"yes\"\"\nor\tno\"\t\r\nOffer\tå");
    }
}
