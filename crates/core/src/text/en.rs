//! English.

use super::{
    Advice, ChartText, ConnectionText, FailureText, FieldErrorText, PeriodText, RowErrorText,
    StateText, TableText, Text, ThemeText,
};

pub(super) const TEXT: Text = Text {
    tagline: "Campaign sales",
    switch_language: "Norsk",
    theme: ThemeText { label: "Appearance", auto: "Automatic", light: "Light", dark: "Dark" },
    demo_note: "Invented data",

    query: "Query",
    campaign: "Campaign",
    from: "From",
    to: "To",
    response_type: "Response type",
    all_types: "All types",
    load: "Load",
    stop: "Stop",
    period: PeriodText {
        label: "Period",
        today: "Today",
        yesterday: "Yesterday",
        last_7_days: "Last 7 days",
        last_30_days: "Last 30 days",
        this_month: "This month",
        last_month: "Last month",
        this_year: "This year",
        previous: "Previous period",
        next: "Next period",
    },
    field_error: FieldErrorText {
        campaign_missing: "Enter the number of a campaign.",
        day_missing: "Choose a day.",
        not_a_number: "A campaign is a number, 926 for example; several are separated by commas.",
        no_such_day: "There is no such day.",
        ends_before_it_begins: "This day comes before the first one.",
        too_long: "Ten years at most can be shown at once.",
    },

    loading_responses: "Loading responses",
    state: StateText {
        of: |here, expected| format!("{here} of {expected} responses"),
        without_count: |here| format!("{here} responses"),
        waiting_for_first: "Asking Cube …",
        loading: "Loading responses",
        nothing: "Nothing loaded",
        pages: |read, planned| format!("page {read} of {planned}"),
        asked_to_wait: "Cube asks to wait",
        no_answer: "No answer yet",
        on_again_in: |seconds| format!("trying again in {seconds} s"),
        complete: "complete: Cube counts as many",
        complete_so_far: "complete so far: the period has not ended",
        unproven: "all that Cube listed; it gave no count to compare with",
        missing: |missing| format!("incomplete: {missing} missing"),
        stopped: "stopped before the end",
        page_failed: "a page could not be loaded",
        unreadable: |rows| format!("{rows} could not be read"),
        count_differs: "Cube counts more than it lists",
        keeps_changing: "the list kept changing",
        bad_pages: "Cube's pages lead nowhere",
        ambiguous_times: |times| {
            format!("{times} times in the hour that autumn repeats, taken as the first")
        },
        read_at: |time| format!("read {time}"),
        stale: "from the earlier query",
        zone_oslo: "Oslo time",
        zone_utc: "UTC",
        zone_local: "this browser's time",
    },
    row_error: RowErrorText {
        title: "What could not be read",
        place: |page, row| format!("Page {page}, row {row}"),
        not_an_object: "not a record",
        no_known_field: "no field of a response",
        wrong_kind: |field| format!("“{field}” holds neither text nor whole number"),
        not_a_time: "its time cannot be read",
    },
    failure: FailureText {
        offline: Advice {
            title: "This device is offline.",
            remedy: "Connect it to a network, then try again.",
        },
        insecure: Advice {
            title: "This page may not use an endpoint without encryption.",
            remedy: "It was opened over https, so browsers forbid it to ask an http address. Give the endpoint an https address.",
        },
        forbidden: Advice {
            title: "This page may ask only where it comes from.",
            remedy: "Whoever serves it forbids other endpoints by a security policy. Leave the endpoint empty, or open a page whose policy names it.",
        },
        unreachable: Advice {
            title: "The service cannot be reached.",
            remedy: "Check that the relay is running and that this page may use it (its list of allowed origins), then try again.",
        },
        timed_out: Advice {
            title: "The service did not answer in time.",
            remedy: "Try again, or ask for a shorter period.",
        },
        too_large: Advice {
            title: "A reply was larger than the page accepts.",
            remedy: "Ask Headshed for a smaller page size, or for a shorter period.",
        },
        not_signed_in: Advice {
            title: "Cube does not know these credentials.",
            remedy: "Check the token, or the user and password, that the connection uses.",
        },
        not_allowed: Advice {
            title: "These credentials may not read this campaign.",
            remedy: "Ask whoever administers Cube for access to it.",
        },
        no_such_campaign: Advice {
            title: "Cube has no such campaign.",
            remedy: "Check the campaign's number.",
        },
        refused: Advice {
            title: "Cube did not accept the query.",
            remedy: "Check campaign, days and type. Cube says:",
        },
        throttled: Advice {
            title: "Cube asks to wait.",
            remedy: "Too many requests were sent with these credentials. Try again in a minute.",
        },
        service_failing: Advice {
            title: "Cube cannot answer at the moment.",
            remedy: "Try again in a minute; if it stays so, tell Headshed's support the status:",
        },
        web_page: Advice {
            title: "A web page came instead of responses.",
            remedy: "The endpoint may be a sign-in page; check its address.",
        },
        cut_off: Advice {
            title: "A reply broke off.",
            remedy: "The network may be unsteady. Try again.",
        },
        unknown_shape: Advice {
            title: "The reply is not a list of responses.",
            remedy: "Check that the endpoint is Cube or the relay. What came:",
        },
        keeps_changing: Advice {
            title: "The list changes faster than it can be read.",
            remedy: "What is shown may lack some responses or hold some twice. Ask for days that have ended, or try again.",
        },
        bad_pages: Advice {
            title: "Cube's pages lead nowhere.",
            remedy: "It gave the same page again and again, or pages without end. Ask for a shorter period, and tell Headshed's support.",
        },
        bad_config: Advice {
            title: "config.json has a mistake.",
            remedy: "The page works with defaults meanwhile. The mistake:",
        },
        chart_not_drawn: Advice {
            title: "The chart could not be drawn.",
            remedy: "Its numbers stand below as a table.",
        },
    },
    try_again: "Try again",

    connection: ConnectionText {
        title: "Connection",
        endpoint: "Endpoint",
        own_address: "Where this page comes from",
        sign_in: "Sign-in",
        no_sign_in: "No sign-in",
        with_token: "Token",
        with_password: "User and password",
        token: "Token",
        user: "User",
        password: "Password",
        note: "Credentials stay in this page's memory until it is closed, and go to this endpoint only. A relay that signs in by itself needs none.",
        use_it: "Use this connection",
        test: "Test connection",
        testing: "Asking …",
        forget: "Forget credentials",
        close: "Close",
        bad_endpoint: "Enter a web address without credentials, such as https://relay.example.org.",
        works: Advice {
            title: "The connection works.",
            remedy: "Cube answers with its campaigns.",
        },
        no_list: Advice {
            title: "Cube is there, but shows no list of campaigns.",
            remedy: "These credentials may still read responses: load a campaign by its number.",
        },
        no_cors: Advice {
            title: "The endpoint is there, but does not let this page read its replies.",
            remedy: "Cube itself sends no CORS headers. Ask through the relay, and have this page's address in its list of allowed origins.",
        },
        for_support: "For support, without credentials:",
    },

    welcome: Advice {
        title: "How are sales going?",
        remedy: "Pick a campaign and a period. Every response is fetched and counted, so the numbers are the campaign's own.",
    },
    try_the_demo: "Try the demo",
    empty: Advice {
        title: "No responses in this period.",
        remedy: "Try a longer period, another campaign, or all types: Cube tells capital letters apart, so “sale” finds no “Sale”.",
    },

    chart: ChartText {
        responses_per_day: "Responses per day",
        numbers: "Show the numbers",
        day: "Day",
        total: "Total",
        other: "Other",
        no_type: "No type",
        help: "Arrow keys walk the days.",
        outside: |rows| format!("{rows} lie on a day outside the period in this time zone."),
        undated: |rows| format!("{rows} have no time and are not in the chart."),
    },
    table: TableText {
        responses: "Responses",
        submitted: "Submitted",
        kind: "Type",
        subtype: "Subtype",
        agent: "Agent",
        customer: "Customer",
        crm_id: "CRM id",
        external_id: "External id",
        comment: "Comment",
    },
};
