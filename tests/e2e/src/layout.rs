//! Whether all of the page has room: nothing hangs out of its place, nothing is too small to be hit.

use crate::failure::Outcome;
use crate::page::Page;

impl Page {
    /// What is wider than its place, or hangs out of the window, a line for each. What may be scrolled or is cut by
    /// three dots is not, nor what is set off by some pixels on purpose.
    ///
    /// # Errors
    ///
    /// When the browser does not answer.
    pub async fn overflows(&self) -> Outcome<Vec<String>> {
        self.read(OVERFLOWS, vec![]).await
    }

    /// What can be pressed, but is smaller than 24 pixels either way and nearer than that to the next such thing.
    ///
    /// # Errors
    ///
    /// When the browser does not answer.
    pub async fn small_targets(&self) -> Outcome<Vec<String>> {
        self.read(SMALL_TARGETS, vec![]).await
    }
}

const OVERFLOWS: &str = "
    const slack = 8;
    const style = it => getComputedStyle(it);
    const isScrolled = it => ['auto', 'scroll'].includes(style(it).overflowX);
    const isInside = it => it && (style(it).overflowX !== 'visible' || isInside(it.parentElement));
    const name = it => `${it.tagName} .${it.className} “${it.textContent.slice(0, 40)}”`;
    const width = document.documentElement.clientWidth;
    const found = [];
    if (document.documentElement.scrollWidth > width) found.push('the page scrolls sideways');
    for (const it of document.querySelectorAll('body *')) {
        const box = it.getBoundingClientRect();
        // What floats over the page has a place of its own.
        const floats = it.querySelector(':scope > [role=dialog], :scope > .menu > [role=dialog]');
        if (box.width === 0 || style(it).display === 'inline' || it.closest('select')) continue;
        const isCut = style(it).textOverflow === 'ellipsis' || isScrolled(it);
        if (!isCut && !floats && it.clientWidth > 0 && it.scrollWidth > it.clientWidth + slack) {
            found.push(`${it.scrollWidth} in ${it.clientWidth}: ${name(it)}`);
        }
        if (box.right > width + 1 && !isInside(it.parentElement)) found.push(`outside: ${name(it)}`);
    }
    return found";

const SMALL_TARGETS: &str = "
    const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
        .map(it => it.matches('[type=checkbox], [type=radio]') ? it.closest('label') ?? it : it)
        // A card of a narrow table is a single target.
        .map(it => it.closest('.grid-narrow [role=row]') ?? it)
        .map(it => [it, it.getBoundingClientRect()])
        .filter(([it, box]) => box.width > 0 && getComputedStyle(it).display !== 'inline');
    const middle = box => [box.left + box.width / 2, box.top + box.height / 2];
    const isNear = (box, other) => {
        const [[x, y], [otherX, otherY]] = [middle(box), middle(other)];
        return Math.hypot(x - otherX, y - otherY) < 24;
    };
    const isBeside = (it, other) => it.closest('section') === other.closest('section');
    return all
        .filter(([, box]) => Math.min(box.width, box.height) < 24)
        .filter(([it, box]) => all.some(([other, its]) => other !== it && isBeside(it, other) && isNear(box, its))
            || Math.max(box.width, box.height) < 24)
        .map(([it, box]) => `${box.width} by ${box.height}: ${it.outerHTML.slice(0, 120)}`)";
