//! Words of files that are locked with a passphrase.

use super::{Advice, Language};

/// What is said where a file is locked or unlocked.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is named after the words it holds")]
pub struct LockMessages {
    pub title: &'static str,
    pub close: &'static str,
    pub about: &'static str,
    pub passphrase: &'static str,
    pub show: &'static str,
    pub forgotten: &'static str,
    pub unlock: &'static str,
    pub unlocking: &'static str,
    pub cancel: &'static str,
    pub empty: &'static str,
    pub wrong: &'static str,
    pub damaged: Advice,
    pub other_kind: Advice,
    pub too_much_work: Advice,
    pub too_large: Advice,
    pub no_worker: Advice,
    pub lock: &'static str,
    pub no_lock: &'static str,
    pub none: &'static str,
    pub short: &'static str,
    pub predictable: &'static str,
    pub copy: &'static str,
    pub copied: &'static str,
    pub not_copied: &'static str,
    pub another: &'static str,
    pub keep_it: &'static str,
}

/// The words in a language.
pub fn lock_text(language: Language) -> &'static LockMessages {
    match language {
        Language::English => &EN,
        Language::Bokmal => &NB,
    }
}

static EN: LockMessages = LockMessages {
    title: "Locked snapshot",
    close: "Close",
    about: "This snapshot is locked. Enter the passphrase that you were given for it.",
    passphrase: "Passphrase",
    show: "Show the passphrase",
    forgotten: "It is used on this page alone, and forgotten when the page is closed or reloaded.",
    unlock: "Unlock",
    unlocking: "Unlocking…",
    cancel: "Cancel",
    empty: "Enter the passphrase.",
    wrong: "This passphrase is wrong. Capitals and signs count; try again.",
    damaged: Advice {
        title: "This locked file is damaged.",
        remedy: "It was changed or cut off: ask for it once more.",
    },
    other_kind: Advice {
        title: "This file is not locked with a passphrase alone.",
        remedy: "It needs a key, or is in another form. Unlock it with the age tool, and open what comes out.",
    },
    too_much_work: Advice {
        title: "This file asks for more work and memory than a page takes on.",
        remedy: "Unlock it with the age tool (age -d), and open what comes out.",
    },
    too_large: Advice {
        title: "This file is larger than a page can show.",
        remedy: "Ask for one of fewer days or campaigns.",
    },
    no_worker: Advice {
        title: "The file could not be unlocked.",
        remedy: "The part of the page that does it could not be loaded, or had too little memory. Reload the page and try again.",
    },
    lock: "Lock with a passphrase",
    no_lock: "A page in one file that is open locks nothing.",
    none: "Enter a passphrase, or take one that is offered.",
    short: "Short: whoever has the file can guess it. Take at least 12 characters, best of all four or more words that have nothing to do with each other.",
    predictable: "Easily guessed: repeats, rows of keys, or too few words. Take four or more words that have nothing to do with each other.",
    copy: "Copy passphrase",
    copied: "Passphrase copied",
    not_copied: "The browser did not allow it. Mark the passphrase and copy it.",
    another: "Offer another",
    keep_it: "Keep it before you save: nobody opens the file without it, not even you. Send it another way than the file.",
};

static NB: LockMessages = LockMessages {
    title: "Låst øyeblikksbilde",
    close: "Lukk",
    about: "Dette øyeblikksbildet er låst. Skriv inn passordfrasen du har fått til det.",
    passphrase: "Passordfrase",
    show: "Vis passordfrasen",
    forgotten: "Den brukes bare på denne siden, og glemmes når siden lukkes eller lastes på nytt.",
    unlock: "Lås opp",
    unlocking: "Låser opp …",
    cancel: "Avbryt",
    empty: "Skriv inn passordfrasen.",
    wrong: "Passordfrasen er feil. Store bokstaver og tegn teller med; prøv igjen.",
    damaged: Advice {
        title: "Denne låste filen er skadet.",
        remedy: "Den er endret eller kuttet av: be om den én gang til.",
    },
    other_kind: Advice {
        title: "Denne filen er ikke låst med bare en passordfrase.",
        remedy: "Den trenger en nøkkel, eller har en annen form. Lås den opp med verktøyet age, og åpne det som kommer ut.",
    },
    too_much_work: Advice {
        title: "Denne filen krever mer arbeid og minne enn en side tar på seg.",
        remedy: "Lås den opp med verktøyet age (age -d), og åpne det som kommer ut.",
    },
    too_large: Advice {
        title: "Denne filen er større enn en side kan vise.",
        remedy: "Be om en med færre dager eller kampanjer.",
    },
    no_worker: Advice {
        title: "Filen lot seg ikke låse opp.",
        remedy: "Delen av siden som gjør det, lot seg ikke laste eller hadde for lite minne. Last siden på nytt og prøv igjen.",
    },
    lock: "Lås med en passordfrase",
    no_lock: "En side i én fil som er åpen, låser ingenting.",
    none: "Skriv inn en passordfrase, eller ta en av dem som foreslås.",
    short: "Kort: den som har filen, kan gjette den. Bruk minst 12 tegn, helst fire eller flere ord som ikke har noe med hverandre å gjøre.",
    predictable: "Lett å gjette: gjentakelser, tasterader eller for få ord. Bruk fire eller flere ord som ikke har noe med hverandre å gjøre.",
    copy: "Kopier passordfrasen",
    copied: "Passordfrasen er kopiert",
    not_copied: "Nettleseren tillot det ikke. Merk passordfrasen og kopier den.",
    another: "Foreslå en annen",
    keep_it: "Ta vare på den før du lagrer: ingen åpner filen uten den, heller ikke du. Send den en annen vei enn filen.",
};
