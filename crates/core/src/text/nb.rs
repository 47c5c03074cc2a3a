//! Norwegian Bokmål.

use super::{
    Advice, ChartText, ConnectionText, FailureText, FieldErrorText, PeriodText, RowErrorText,
    StateText, TableText, Text, ThemeText,
};

pub(super) const TEXT: Text = Text {
    tagline: "Kampanjesalg",
    switch_language: "English",
    theme: ThemeText { label: "Utseende", auto: "Automatisk", light: "Lyst", dark: "Mørkt" },
    demo_note: "Oppdiktede data",

    query: "Spørring",
    campaign: "Kampanje",
    from: "Fra",
    to: "Til",
    response_type: "Responstype",
    all_types: "Alle typer",
    load: "Hent",
    stop: "Stopp",
    period: PeriodText {
        label: "Periode",
        today: "I dag",
        yesterday: "I går",
        last_7_days: "Siste 7 dager",
        last_30_days: "Siste 30 dager",
        this_month: "Denne måneden",
        last_month: "Forrige måned",
        this_year: "I år",
        previous: "Forrige periode",
        next: "Neste periode",
    },
    field_error: FieldErrorText {
        campaign_missing: "Skriv inn nummeret på en kampanje.",
        day_missing: "Velg en dag.",
        not_a_number: "En kampanje er et tall, for eksempel 926; skill flere med komma.",
        no_such_day: "Denne dagen finnes ikke.",
        ends_before_it_begins: "Denne dagen kommer før den første.",
        too_long: "Det går an å vise høyst ti år om gangen.",
    },

    loading_responses: "Henter responser",
    state: StateText {
        of: |here, expected| format!("{here} av {expected} responser"),
        without_count: |here| format!("{here} responser"),
        waiting_for_first: "Spør Cube …",
        loading: "Henter responser",
        nothing: "Ingenting er hentet",
        pages: |read, planned| format!("side {read} av {planned}"),
        asked_to_wait: "Cube ber om en pause",
        no_answer: "Ikke noe svar ennå",
        on_again_in: |seconds| format!("prøver igjen om {seconds} s"),
        complete: "komplett: Cube teller like mange",
        complete_so_far: "komplett hittil: perioden er ikke over",
        unproven: "alt Cube listet opp; det ga ikke noe antall å sammenligne med",
        missing: |missing| format!("ufullstendig: {missing} mangler"),
        stopped: "stoppet før slutten",
        page_failed: "en side kunne ikke hentes",
        unreadable: |rows| format!("{rows} kunne ikke leses"),
        count_differs: "Cube teller flere enn det lister opp",
        keeps_changing: "listen endret seg hele tiden",
        bad_pages: "sidene fra Cube fører ingen vei",
        ambiguous_times: |times| {
            format!("{times} tidspunkter i timen som gjentas om høsten, regnet som den første")
        },
        read_at: |time| format!("lest {time}"),
        stale: "fra forrige spørring",
        zone_oslo: "norsk tid",
        zone_utc: "UTC",
        zone_local: "nettleserens tid",
    },
    row_error: RowErrorText {
        title: "Det som ikke kunne leses",
        place: |page, row| format!("Side {page}, rad {row}"),
        not_an_object: "ikke en post",
        no_known_field: "ingen av feltene til en respons",
        wrong_kind: |field| format!("«{field}» er verken tekst eller heltall"),
        not_a_time: "tidspunktet kan ikke leses",
    },
    failure: FailureText {
        offline: Advice {
            title: "Enheten er frakoblet.",
            remedy: "Koble den til et nettverk, og prøv igjen.",
        },
        insecure: Advice {
            title: "Denne siden får ikke bruke et endepunkt uten kryptering.",
            remedy: "Den ble åpnet over https, og da nekter nettlesere den å spørre en http-adresse. Gi endepunktet en https-adresse.",
        },
        forbidden: Advice {
            title: "Denne siden får bare spørre der den kommer fra.",
            remedy: "Den som leverer den, forbyr andre endepunkter. La endepunktet stå tomt, eller åpne en side som har lov til å bruke det.",
        },
        unreachable: Advice {
            title: "Tjenesten svarer ikke.",
            remedy: "Sjekk at reléet kjører og at denne siden får bruke det (listen over tillatte opphav), og prøv igjen.",
        },
        timed_out: Advice {
            title: "Tjenesten svarte ikke i tide.",
            remedy: "Prøv igjen, eller velg en kortere periode.",
        },
        too_large: Advice {
            title: "Et svar var større enn siden godtar.",
            remedy: "Be Headshed om en mindre sidestørrelse, eller velg en kortere periode.",
        },
        not_signed_in: Advice {
            title: "Cube kjenner ikke denne påloggingen.",
            remedy: "Sjekk nøkkelen, eller bruker og passord, som tilkoblingen bruker.",
        },
        not_allowed: Advice {
            title: "Denne påloggingen har ikke tilgang til kampanjen.",
            remedy: "Be den som administrerer Cube om tilgang.",
        },
        no_such_campaign: Advice {
            title: "Cube har ingen slik kampanje.",
            remedy: "Sjekk kampanjens nummer.",
        },
        refused: Advice {
            title: "Cube godtok ikke spørringen.",
            remedy: "Sjekk kampanje, dager og type. Cube sier:",
        },
        throttled: Advice {
            title: "Cube ber om en pause.",
            remedy: "Det er sendt for mange forespørsler med denne påloggingen. Prøv igjen om et minutt.",
        },
        service_failing: Advice {
            title: "Cube kan ikke svare akkurat nå.",
            remedy: "Prøv igjen om et minutt; hvis det vedvarer, oppgi statusen til Headsheds brukerstøtte:",
        },
        web_page: Advice {
            title: "Det kom en nettside i stedet for responser.",
            remedy: "Endepunktet kan være en påloggingsside; sjekk adressen.",
        },
        cut_off: Advice {
            title: "Et svar ble avbrutt.",
            remedy: "Nettverket kan være ustabilt. Prøv igjen.",
        },
        unknown_shape: Advice {
            title: "Svaret er ikke en liste over responser.",
            remedy: "Sjekk at endepunktet er Cube eller reléet. Dette kom:",
        },
        keeps_changing: Advice {
            title: "Listen endrer seg raskere enn den kan leses.",
            remedy: "Det som vises, kan mangle noen responser eller ha noen to ganger. Velg dager som er over, eller prøv igjen.",
        },
        bad_pages: Advice {
            title: "Sidene fra Cube fører ingen vei.",
            remedy: "Det kom den samme siden om igjen, eller sider uten ende. Velg en kortere periode, og si fra til Headsheds brukerstøtte.",
        },
        bad_config: Advice {
            title: "Det er en feil i config.json.",
            remedy: "Siden bruker standardverdier så lenge. Feilen:",
        },
        chart_not_drawn: Advice {
            title: "Diagrammet kunne ikke tegnes.",
            remedy: "Tallene står i tabellen under.",
        },
    },
    try_again: "Prøv igjen",

    connection: ConnectionText {
        title: "Tilkobling",
        endpoint: "Endepunkt",
        own_address: "Der denne siden kommer fra",
        sign_in: "Pålogging",
        no_sign_in: "Ingen pålogging",
        with_token: "Nøkkel",
        with_password: "Bruker og passord",
        token: "Nøkkel",
        user: "Bruker",
        password: "Passord",
        note: "Påloggingen blir i minnet til siden lukkes, og sendes bare til dette endepunktet. Et relé som logger på selv, trenger ingen.",
        use_it: "Bruk denne tilkoblingen",
        test: "Test tilkoblingen",
        testing: "Spør …",
        forget: "Glem påloggingen",
        close: "Lukk",
        bad_endpoint: "Oppgi en nettadresse uten pålogging, for eksempel https://relay.example.org.",
        works: Advice { title: "Tilkoblingen virker.", remedy: "Cube svarer med kampanjene sine." },
        no_list: Advice {
            title: "Cube er der, men viser ingen liste over kampanjer.",
            remedy: "Påloggingen kan likevel få lese responser: hent en kampanje med nummeret.",
        },
        no_cors: Advice {
            title: "Endepunktet er der, men lar ikke denne siden lese svarene.",
            remedy: "Cube selv sender ingen CORS-hoder. Spør gjennom reléet, og få denne sidens adresse inn i listen over tillatte opphav.",
        },
        for_support: "Til brukerstøtten, uten pålogging:",
    },

    welcome: Advice {
        title: "Hvordan går salget?",
        remedy: "Velg en kampanje og en periode. Hver eneste respons hentes og telles, så tallene er kampanjens egne.",
    },
    try_the_demo: "Prøv demoen",
    empty: Advice {
        title: "Ingen responser i perioden.",
        remedy: "Prøv en lengre periode, en annen kampanje eller alle typer: Cube skiller mellom store og små bokstaver, så «sale» finner ikke «Sale».",
    },

    chart: ChartText {
        responses_per_day: "Responser per dag",
        numbers: "Vis tallene",
        day: "Dag",
        total: "Totalt",
        other: "Andre",
        no_type: "Uten type",
        help: "Piltastene går fra dag til dag.",
        outside: |rows| format!("{rows} ligger på en dag utenfor perioden i denne tidssonen."),
        undated: |rows| format!("{rows} har ikke noe tidspunkt og er ikke med i diagrammet."),
    },
    table: TableText {
        responses: "Responser",
        submitted: "Registrert",
        kind: "Type",
        subtype: "Undertype",
        agent: "Agent",
        customer: "Kunde",
        crm_id: "CRM-id",
        external_id: "Ekstern id",
        comment: "Kommentar",
    },
};
