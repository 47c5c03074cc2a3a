//! Whether a choice is picked: a button says it by `aria-pressed`, and what is not picked is pale beside what is.

/// Whether a choice is among those picked; `None` where nothing is picked, which shows all.
pub fn is_picked<T: PartialEq>(picked: &[T], choice: &T) -> Option<bool> {
    (!picked.is_empty()).then(|| picked.contains(choice))
}
