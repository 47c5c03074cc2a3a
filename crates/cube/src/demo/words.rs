//! Vocabulary of the demo: agents, outcomes and comments from which responses are drawn, with their weights.

/// An agent, who calls customers, and how often and how well.
#[derive(Debug)]
pub(super) struct Agent {
    pub address: &'static str,
    /// Share of the calls while at work.
    pub diligence: u32,
    /// How likely a call ends in a sale, in percent of the usual.
    pub luck: u32,
    /// How many of a hundred days at work.
    pub presence: u32,
}

/// An outcome of a call, and how often it is drawn.
#[derive(Debug)]
pub(super) struct Outcome {
    pub kind: &'static str,
    pub subtype: &'static str,
    /// How often, among the outcomes that are sales or among those that are not.
    pub weight: u32,
    /// After how many hours the customer is called again, at the earliest and at the latest.
    pub calls_again: Option<(u32, u32)>,
    /// What is noted, when something is.
    pub notes: &'static [&'static str],
}

const fn agent(address: &'static str, diligence: u32, luck: u32, presence: u32) -> Agent {
    Agent { address, diligence, luck, presence }
}

pub(super) static AGENTS: [Agent; 12] = [
    agent("kari.nordmann@callcenter.no", 130, 135, 92),
    agent("ola.hansen@callcenter.no", 110, 95, 90),
    agent("ingrid.berg@callcenter.no", 120, 120, 85),
    agent("lars.dahl@callcenter.no", 90, 70, 88),
    agent("sunniva.aasen@callcenter.no", 105, 150, 80),
    agent("per.lie@callcenter.no", 60, 55, 75),
    agent("marte.solberg@callcenter.no", 100, 105, 90),
    agent("jonas.haugen@callcenter.no", 95, 85, 82),
    agent("silje.moen@callcenter.no", 75, 110, 70),
    agent("erik.strand@callcenter.no", 115, 100, 94),
    agent("amina.yusuf@callcenter.no", 85, 125, 78),
    agent("henrik.boe@callcenter.no", 40, 45, 60),
];

const SALE: &[&str] = &[
    "Ønsker faktura på e-post",
    "Starter fra neste måned",
    "Takket ja med en gang",
    "Vil ha bekreftelse på SMS",
];
const OFFER: &[&str] =
    &["Vil lese vilkårene først", "Skal snakke med samboer", "Sender tilbud til jobbadressen"];
const AGAIN: &[&str] = &["Ring etter kl. 17", "På møte", "Ring over helgen", "Opptatt i dag"];
const NO_SALE: &[&str] =
    &["Fornøyd med dagens avtale", "For dyrt", "Flyttet utenlands", "Vil ikke bli oppringt"];

pub(super) static SALES: [Outcome; 3] = [
    Outcome {
        kind: "Sale",
        subtype: "Betaler tilsendt faktura",
        weight: 55,
        calls_again: None,
        notes: SALE,
    },
    Outcome { kind: "Sale", subtype: "Avtalegiro", weight: 27, calls_again: None, notes: SALE },
    Outcome { kind: "Sale", subtype: "eFaktura", weight: 18, calls_again: None, notes: SALE },
];

pub(super) static OTHERS: [Outcome; 8] = [
    Outcome {
        kind: "Offer",
        subtype: "Tilbud sendt e-post",
        weight: 47,
        calls_again: Some((44, 250)),
        notes: OFFER,
    },
    Outcome {
        kind: "Offer",
        subtype: "Tilbud sendt SMS",
        weight: 28,
        calls_again: Some((20, 120)),
        notes: OFFER,
    },
    Outcome {
        kind: "Call back later",
        subtype: "Opptatt",
        weight: 40,
        calls_again: Some((1, 30)),
        notes: AGAIN,
    },
    Outcome {
        kind: "Call back later",
        subtype: "Ring igjen senere",
        weight: 55,
        calls_again: Some((20, 170)),
        notes: AGAIN,
    },
    Outcome {
        kind: "No sale",
        subtype: "Ikke interessert",
        weight: 128,
        calls_again: None,
        notes: NO_SALE,
    },
    Outcome {
        kind: "No sale",
        subtype: "Har allerede avtale",
        weight: 71,
        calls_again: None,
        notes: NO_SALE,
    },
    Outcome {
        kind: "No sale",
        subtype: "Feil nummer",
        weight: 32,
        calls_again: None,
        notes: &[""],
    },
    Outcome {
        kind: "No sale",
        subtype: "Reservert",
        weight: 26,
        calls_again: None,
        notes: NO_SALE,
    },
];

/// Notes of someone who writes everything down.
pub(super) static LONG_NOTES: [&str; 3] = [
    "Kunden har hatt avtale hos oss tidligere og var fornøyd den gangen, men byttet fordi naboen \
     fikk bedre pris. Ønsker å vite om det fortsatt er bindingstid, om fakturagebyret er borte, og \
     om rabatten gjelder hele året. Ba om at vi ringer tilbake når nytt tilbud er klart, helst på \
     ettermiddagen, aldri i helgen.",
    "Lang samtale. Gikk gjennom alle vilkårene punkt for punkt. Kunden lurer særlig på oppsigelse \
     ved flytting, på hva som skjer dersom Avtalegiro stoppes, og på hvorfor brevet i høst hadde \
     feil navn. Har lovet skriftlig svar innen fredag. Ektefellen på Røros bestemmer også, så \
     tilbudet skal sendes til begge to. Veldig hyggelig kunde!",
    "Snakket først med sønnen i huset, deretter med moren. Hun har tre abonnementer, et på hytta, \
     et hjemme og et som ingen bruker, og vil samle alt på én faktura. Måleren leses av i morgen. \
     Ny adresse fra 1. februar: Øvre Ålesundveien 17 B. Gammel adresse må ikke slettes før \
     avlesningen er godkjent.",
];

/// Notes that a careless reader of the data trips over: quotes, separators, line breaks, markup,
/// formulas.
pub(super) static HOSTILE_NOTES: [&str; 9] = [
    "Sa: \"ring meg aldri igjen\"",
    "Pris; rabatt, gebyr\tog moms",
    "Første linje\nandre linje",
    "Linje fra Windows\r\nog en til",
    "<b>VIKTIG</b> <script>alert(1)</script>",
    "=1+1",
    "@SUM(A1:A9)",
    "-",
    "Mormor 👵🏽 svarte; c:\\temp\\ny 'liste' & 100 % sikker",
];
