//! What would be in the way of somebody with assistive technology, as axe-core finds it. It is of the tests alone: the
//! page never holds it.

use serde::Deserialize;
use serde_json::json;

use crate::failure::Outcome;
use crate::folders;
use crate::page::Page;

/// Which of axe-core's rules are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rules {
    /// WCAG 2.2 to level AA, and what axe-core calls best practice.
    All,
    /// Those that the other theme can change: in both, the elements are the same.
    Colours,
}

#[derive(Debug, Deserialize)]
struct Found {
    rule: String,
    places: Vec<String>,
}

impl Page {
    /// What axe-core finds on the page as it is now, a line for each place.
    ///
    /// # Errors
    ///
    /// When axe-core is not installed, or stumbles itself.
    pub async fn obstacles(&self, rules: Rules) -> Outcome<Vec<String>> {
        if !self.read::<bool>("return 'axe' in window", vec![]).await? {
            let axe = std::fs::read_to_string(folders::axe()?)?;
            self.read::<()>(&format!("{axe}; return null"), vec![]).await?;
        }
        let only = match rules {
            Rules::All => json!({ "type": "tag", "values": TAGS }),
            Rules::Colours => json!({ "type": "rule", "values": ["color-contrast"] }),
        };
        self.comes_to_rest().await?;
        let found = self.browser().client().execute_async(LOOK, vec![only]).await?;
        let found: Vec<Found> = serde_json::from_value(found)?;
        let line = |it: &Found, place: &String| format!("{}: {place}", it.rule);
        Ok(found.iter().flat_map(|it| it.places.iter().map(|place| line(it, place))).collect())
    }
}

const TAGS: [&str; 6] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/// What an open panel lies over is no target until the panel is closed again, however much of it is still to be seen.
const LOOK: &str = "
    const [runOnly, done] = arguments;
    const isCovered = it => {
        const [panel] = document.getElementsByClassName('menu-panel');
        if (!panel || panel.contains(it)) return false;
        const [over, under] = [panel, it].map(it => it.getBoundingClientRect());
        return over.left < under.right && under.left < over.right
            && over.top < under.bottom && under.top < over.bottom;
    };
    axe.run(document, { runOnly, resultTypes: ['violations'], preload: false })
        .then(found => done(found.violations.map(({ id, nodes }) => ({
            rule: id,
            places: nodes
                .filter(it => id !== 'target-size' || !isCovered(document.querySelector(it.target)))
                .map(it => `${it.target.join(' ')}: ${it.failureSummary}`),
        }))))
        .catch(error => done([{ rule: 'axe-core itself', places: [String(error)] }]))";
