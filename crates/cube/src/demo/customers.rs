//! Customers of the demo: ids and name are computed from a customer's number, so that none of them is kept.

use crate::demo::campaigns::Campaign;
use crate::demo::random::Random;

/// A customer of a campaign, as the service shows them.
#[derive(Debug)]
pub(super) struct Customer {
    pub crm_id: u64,
    /// The id they had where they were imported from; some have none.
    pub external_id: Option<u64>,
    pub name: String,
}

/// Given names that go together: the first of a person, and what may follow it.
type Given = (&'static [&'static str], &'static [&'static str]);

const WOMEN: Given = (
    &[
        "Amalie", "Anne", "Astrid", "Bente", "Berit", "Bjørg", "Åse", "Elin", "Ellen", "Emma",
        "Eva", "Fatima", "Gro", "Hanne", "Heidi", "Hilde", "Ida", "Inger", "Kjersti", "Laila",
        "Linn", "Malin", "Maria", "Marit", "Mona", "Nina", "Nora", "Ragnhild", "Sigrid", "Siri",
        "Sissel", "Solveig", "Thea", "Tone", "Turid", "Øydis",
    ],
    &["Kristin", "Marie", "Elise", "Karin", "Lise", "Margrethe", "Sofie", "Åshild"],
);

const MEN: Given = (
    &[
        "Aksel", "Anders", "Arne", "Bjørn", "Dag", "Eirik", "Espen", "Frode", "Geir", "Gunnar",
        "Harald", "Helge", "Håkon", "Håvard", "Ivar", "Jan", "Jørgen", "Kjell", "Knut", "Kåre",
        "Leif", "Magne", "Mohammed", "Morten", "Odd", "Olav", "Pål", "Rolf", "Rune", "Stian",
        "Sverre", "Terje", "Tor", "Trond", "Øystein", "Øyvind", "Ørjan",
    ],
    &["Erik", "Petter", "Henrik", "Olai", "Magnus", "Johan", "Andreas", "Bjørnar"],
);

const LAST_NAMES: [&str; 96] = [
    "Aas",
    "Aune",
    "Andersen",
    "Bakke",
    "Bakken",
    "Berg",
    "Berge",
    "Birkeland",
    "Bjørnstad",
    "Brekke",
    "Bråten",
    "Bø",
    "Christensen",
    "Dahl",
    "Dahle",
    "Danielsen",
    "Edvardsen",
    "Eide",
    "Ellingsen",
    "Engen",
    "Eriksen",
    "Evensen",
    "Fjeld",
    "Foss",
    "Fossum",
    "Gjerde",
    "Grønli",
    "Gundersen",
    "Hagen",
    "Halvorsen",
    "Hammer",
    "Hansen",
    "Haugen",
    "Haugland",
    "Helland",
    "Henriksen",
    "Holm",
    "Hovland",
    "Iversen",
    "Jacobsen",
    "Jensen",
    "Johannessen",
    "Johansen",
    "Johnsen",
    "Jørgensen",
    "Karlsen",
    "Knutsen",
    "Kristiansen",
    "Larsen",
    "Lie",
    "Lien",
    "Lunde",
    "Løken",
    "Løvås",
    "Martinsen",
    "Moe",
    "Moen",
    "Myhre",
    "Mæland",
    "Nguyen",
    "Nilsen",
    "Næss",
    "Nygård",
    "O'Brien",
    "Olsen",
    "Paulsen",
    "Pedersen",
    "Pettersen",
    "Rasmussen",
    "Rønning",
    "Ruud",
    "Røed",
    "Sandvik",
    "Simonsen",
    "Sivertsen",
    "Sjøberg",
    "Solheim",
    "Strøm",
    "Strømme",
    "Sunde",
    "Svendsen",
    "Sæther",
    "Sørensen",
    "Sørlie",
    "Tangen",
    "Thorsen",
    "Tveit",
    "Vik",
    "Vågen",
    "Wold",
    "Ærøe",
    "Ødegård",
    "Østby",
    "Øverland",
    "Ågren",
    "Åsheim",
];

impl Customer {
    /// The campaign's customer of that number.
    pub fn new(campaign: &Campaign, number: u32) -> Self {
        let mut random = Random::of(&[campaign.id.into(), -1, number.into()]);
        let is_imported = !random.chance(10);
        Self {
            crm_id: campaign.first_customer + u64::from(number),
            external_id: is_imported.then(|| 971_000 + u64::from(number) * 3),
            name: name(&mut random),
        }
    }
}

fn name(random: &mut Random) -> String {
    let (first, second) = random.pick(&[WOMEN, MEN]);
    let mut name = String::from(random.pick(first));
    if random.chance(22) {
        name.push(if random.chance(30) { '-' } else { ' ' });
        name.push_str(random.pick(second));
    }
    if random.chance(30) {
        name.push(' ');
        name.push_str(random.pick(&LAST_NAMES));
    }
    name.push(' ');
    name.push_str(random.pick(&LAST_NAMES));
    name
}
