//! Definition of success: which types and subtypes count as one. Each campaign has words of its own, so the reader says
//! which of them do.

use crate::text::normal_form::is_same;

/// Class of a response: success, failure, or neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Class {
    /// What the campaign is for.
    Success,
    /// Decided, and not for it.
    #[default]
    Failure,
    /// Not decided: it counts in no rate.
    Neither,
}

impl Class {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Success, Self::Failure, Self::Neither];
}

/// Which words count as what, case aside: "sale" counts as "Sale" does. Types and subtypes are told by the same list: a
/// subtype's own entry goes before its type's. What is not listed is a failure, so that a rate never flatters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    words: Vec<(String, Class)>,
}

impl Default for Definition {
    /// "Sale" is a success.
    fn default() -> Self {
        Self { words: vec![("Sale".to_owned(), Class::Success)] }
    }
}

impl Definition {
    /// Counts these words as successes, and those as neither.
    pub fn new(success: &[String], neither: &[String]) -> Self {
        Self {
            words: [entries(success, Class::Success), entries(neither, Class::Neither)].concat(),
        }
    }

    /// The definition that somebody gives by lists, of which each may be left out; `None` where all are. Without a list of
    /// successes, "Sale" is one, unless another list has it; an empty list says that nothing is.
    pub fn of_lists(
        success: Option<&[String]>,
        neither: &[String],
        failure: &[String],
    ) -> Option<Self> {
        let others = [entries(neither, Class::Neither), entries(failure, Class::Failure)].concat();
        let is_usual = |word: &str| !others.iter().any(|(listed, _)| is_same(listed, word));
        let success = match success {
            Some(listed) => entries(listed, Class::Success),
            None if others.is_empty() => return None,
            None => Self::default().words.into_iter().filter(|(word, _)| is_usual(word)).collect(),
        };
        Some(Self { words: [success, others].concat() })
    }

    /// What a type and subtype come to.
    pub fn class(&self, kind: Option<&str>, subtype: Option<&str>) -> Class {
        let own = |word: Option<&str>| word.and_then(|it| self.entry(it));
        own(subtype).or_else(|| own(kind)).unwrap_or_default()
    }

    /// What a word counts as by itself, where it is listed.
    pub fn entry(&self, word: &str) -> Option<Class> {
        self.words.iter().find(|(listed, _)| is_same(listed, word)).map(|(_, class)| *class)
    }

    /// Counts a word as something, or, without a class, as its type.
    pub fn set(&mut self, word: &str, class: Option<Class>) {
        self.words.retain(|(listed, _)| !is_same(listed, word));
        self.words.extend(class.map(|it| (word.to_owned(), it)));
    }

    /// Whether all responses of a type are successes, whatever their subtypes: no other word is listed that one of these
    /// could be.
    pub fn counts_all_of(&self, kind: &str) -> bool {
        let is_of_no_other = self.words.iter().all(|(listed, _)| is_same(listed, kind));
        is_of_no_other && self.class(Some(kind), None) == Class::Success
    }

    /// The words of a class, in the order in which they were listed.
    pub fn words(&self, class: Class) -> impl Iterator<Item = &str> {
        let listed = self.words.iter().filter(move |(_, listed)| *listed == class);
        listed.map(|(word, _)| word.as_str())
    }

    /// Writes it as a text that [`Self::read`] reads: a line a word, after a sign for its class.
    pub fn write(&self) -> String {
        let line = |(word, class): &(String, Class)| [sign(*class), word].concat();
        self.words.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    /// Reads what [`Self::write`] wrote; lines that make no sense are left out.
    pub fn read(text: &str) -> Self {
        let entry = |line: &str| {
            let class = Class::ALL.into_iter().find(|it| line.starts_with(sign(*it)))?;
            Some((line.get(1..)?.to_owned(), class))
        };
        Self { words: text.lines().filter_map(entry).collect() }
    }
}

fn entries(words: &[String], class: Class) -> Vec<(String, Class)> {
    words.iter().map(|it| (it.clone(), class)).collect()
}

fn sign(class: Class) -> &'static str {
    match class {
        Class::Success => "+",
        Class::Failure => "-",
        Class::Neither => "=",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subtype_goes_before_its_type_and_what_is_not_listed_fails() {
        let mut definition = Definition::default();
        definition.set("Call back later", Some(Class::Neither));
        definition.set("Angret", Some(Class::Failure));
        let class = |kind, subtype| definition.class(kind, subtype);
        assert_eq!(class(Some("Sale"), Some("Avtalegiro")), Class::Success);
        assert_eq!(class(Some("Sale"), Some("Angret")), Class::Failure);
        assert_eq!(class(Some("Call back later"), None), Class::Neither);
        assert_eq!(class(Some("No sale"), Some("Avtalegiro")), Class::Failure);
        assert_eq!(class(None, None), Class::Failure);
    }

    #[test]
    fn a_type_counts_whole_only_where_no_other_word_is_listed() {
        let mut definition = Definition::default();
        assert!(definition.counts_all_of("sale"));
        assert!(!definition.counts_all_of("Offer"));
        definition.set("Angret", Some(Class::Failure));
        assert!(!definition.counts_all_of("Sale"), "a sale may be of this subtype");
        definition.set("Angret", None);
        assert!(definition.counts_all_of("Sale"));
        definition.set("Sale", Some(Class::Neither));
        assert!(!definition.counts_all_of("Sale"));
    }

    #[test]
    fn of_lists_that_are_left_out_only_that_of_successes_has_a_word() {
        let of = |success: Option<&[&str]>, neither: &[&str], failure: &[&str]| {
            let owned = |words: &[&str]| words.iter().map(ToString::to_string).collect::<Vec<_>>();
            let success = success.map(owned);
            let listed = Definition::of_lists(success.as_deref(), &owned(neither), &owned(failure));
            listed.map(|it| it.write())
        };
        assert_eq!(of(None, &[], &[]), None);
        assert_eq!(of(None, &["Later"], &[]).as_deref(), Some("+Sale\n=Later"));
        assert_eq!(of(None, &[], &["Angret"]).as_deref(), Some("+Sale\n-Angret"));
        assert_eq!(of(None, &["sale"], &[]).as_deref(), Some("=sale"));
        assert_eq!(of(Some(&[]), &[], &[]).as_deref(), Some(""));
        assert_eq!(of(Some(&["Offer"]), &[], &["No"]).as_deref(), Some("+Offer\n-No"));
    }

    // Report 10
    #[test]
    fn case_and_what_nobody_sees_decide_about_no_success() {
        let mut definition =
            Definition::new(&["Sale\u{a0}".to_owned()], &["RINGE  ÅSE".to_owned()]);
        for word in ["Sale", "sale", "SALE ", "\u{200b}Sale"] {
            assert_eq!(definition.entry(word), Some(Class::Success), "{word:?}");
            assert_eq!(definition.class(Some(word), None), Class::Success, "{word:?}");
        }
        assert_eq!(definition.entry("ringe a\u{30a}se"), Some(Class::Neither));
        assert_eq!(definition.entry("Sales"), None);
        definition.set("sale", Some(Class::Failure));
        assert_eq!(definition.entry("Sale"), Some(Class::Failure));
        assert_eq!(definition.words(Class::Success).count(), 0);
    }

    #[test]
    fn it_is_read_as_it_was_written() {
        let mut definition =
            Definition::new(&["Sale".to_owned(), "+1".to_owned()], &["=".to_owned()]);
        definition.set("No sale", Some(Class::Failure));
        assert_eq!(Definition::read(&definition.write()), definition);
        definition.set("Sale", None);
        assert_eq!(definition.words(Class::Success).collect::<Vec<_>>(), ["+1"]);
        assert_eq!(Definition::read("\n?\nå"), Definition::new(&[], &[]));
    }
}
