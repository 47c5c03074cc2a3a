//! Fields, found by their labels.

use fantoccini::elements::Element;
use serde_json::json;

use crate::failure::{Failure, Outcome};
use crate::page::Page;
use crate::waiting::eventually;

impl Page {
    /// Types at the end of what stands in the field with this label.
    ///
    /// # Errors
    ///
    /// When there is no such field.
    pub async fn type_into(&self, label: &str, text: &str) -> Outcome {
        let typed = eventually(async || Ok(self.field(label).await?.send_keys(text).await?)).await;
        self.explain(typed).await
    }

    /// Replaces what stands in a field with this label; days are written `2017-01-31`.
    ///
    /// # Errors
    ///
    /// When there is no such field.
    pub async fn fill(&self, label: &str, value: &str) -> Outcome {
        let filled = eventually(async || {
            let field = self.field(label).await?;
            field.clear().await?;
            if field.prop("type").await?.as_deref() == Some("date") {
                // How a day is typed depends on the browser's language; its value does not.
                return self
                    .read(SET_VALUE, vec![serde_json::to_value(&field)?, json!(value)])
                    .await;
            }
            Ok(field.send_keys(value).await?)
        });
        self.explain(filled.await).await
    }

    /// Walks by keyboard to the field with this label.
    ///
    /// # Errors
    ///
    /// When there is no such field, or the way there cannot be seen.
    pub async fn focus_field(&self, label: &str) -> Outcome {
        let field = eventually(async || self.field(label).await).await?;
        let role = self.computed(&field, "role").await?;
        self.walk_to(&role, label).await
    }

    /// Chooses an option of the list with this label.
    ///
    /// # Errors
    ///
    /// When there is no such list or option.
    pub async fn choose_option(&self, label: &str, option: &str) -> Outcome {
        let chosen =
            eventually(async || Ok(self.field(label).await?.select_by_label(option).await?));
        self.explain(chosen.await).await
    }

    /// What stands in the field with this label.
    ///
    /// # Errors
    ///
    /// When there is no such field.
    pub async fn value_of(&self, label: &str) -> Outcome<String> {
        let value = eventually(async || {
            Ok(self.field(label).await?.prop("value").await?.unwrap_or_default())
        });
        self.explain(value.await).await
    }

    async fn field(&self, label: &str) -> Outcome<Element> {
        for field in self.all("input:not([type=radio]), select, textarea").await? {
            if self.computed(&field, "label").await? == label && field.is_displayed().await? {
                return Ok(field);
            }
        }
        Err(Failure(format!("there is no field “{label}”")))
    }
}

const SET_VALUE: &str = "
    const [field, value] = arguments;
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new Event('change', { bubbles: true }));
    return null";
