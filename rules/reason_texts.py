"""Tables 11-13 of the guide, word for word: slug (ours), label, group, help text."""

# ruff: noqa: E501  (one row per line, as in the guide; a wrapped row is harder to compare)

ReasonTexts = tuple[str, str, str, str]

_WORK = "Arbeid"
_BOTH = "Arbeid og utdanning"
_HIGHER = "Utdanning – høy/fagskole"
_UPPER = "Utdanning - Vgo"
_OTHER = "Annet"
_OUTSIDE = "Inngår ikke i tallgrunnlaget for måloppnåelse"

_MOVED: ReasonTexts = (
    "flyttet",
    "Flyttet",
    _OTHER,
    "Deltaker har flyttet til annen kommune. Dette kan registreres av kommunen, men vil også beregnes av regelmotor basert på data fra Folkeregisteret",
)
_EMIGRATED: ReasonTexts = (
    "utvandret",
    "Utvandret",
    _OUTSIDE,
    "Deltaker har flyttet ut av landet. Dette kan registreres av kommunen, men vil også beregnes av regelmotor basert på data fra Folkeregisteret",
)
_DIED: ReasonTexts = (
    "dod",
    "Død",
    _OUTSIDE,
    "Deltakeren er død. Dette kan registreres av kommunen, men vil også beregnes av regelmotor basert på data fra Folkeregisteret",
)

# Guide sections 11 and 12: what a municipality may register.
MUNICIPALITY_TABLE: tuple[ReasonTexts, ...] = (
    (
        "arbeid",
        "Arbeid",
        _WORK,
        "Fast eller midlertidig arbeid. Registrer antall timer pr. uke for arbeidsforholdet/ene",
    ),
    (
        "arbeid-lonnstilskudd",
        "Arbeid med lønnstilskudd fra NAV",
        _WORK,
        "Overgang til NAVs ordning med midlertidig eller varig lønnstilskudd",
    ),
    (
        "arbeid-grunnskole",
        "Arbeid og grunnskole",
        _BOTH,
        "Kombinasjon av arbeid og opplæring på grunnskole nivå",
    ),
    (
        "arbeid-vgo",
        "Arbeid og utdanning - videregående opplæring",
        _BOTH,
        "Kombinasjon av arbeid og opplæring på videregående nivå",
    ),
    (
        "arbeid-fagskole",
        "Arbeid og utdanning - fagskole",
        _BOTH,
        "Kombinasjon av arbeid og utdanning ved fagskole",
    ),
    (
        "arbeid-hoyere",
        "Arbeid og utdanning - høyere utdanning",
        _BOTH,
        "Kombinasjon av arbeid og utdanning på høyskole/universitetsnivå",
    ),
    ("hoyere-utdanning", "Høyere utdanning", _HIGHER, "Høyskole eller universitet"),
    (
        "fagskole",
        "Fagskole",
        _HIGHER,
        "Fagskole - offentlig godkjent utdanning på nivå over videregående opplæring. Et fullverdig alternativ til universitets- og høyskoleutdanning",
    ),
    (
        "vgo-yrkesfag",
        "Videregående opplæring - fag og yrkesopplæring",
        _UPPER,
        "Videregående opplæring for voksne i yrkesfaglig utdanningsprogram",
    ),
    (
        "vgo-studiespesialisering",
        "Videregående opplæring - studiespesialisering",
        _UPPER,
        "Videregående opplæring for voksne i studieforberedende utdanningsprogram",
    ),
    ("grunnskole", "Grunnskole", _OTHER, "Grunnskoleopplæring for voksne"),
    (
        "arbeidsmarkedstiltak",
        "Arbeidsmarkedstiltak i regi av NAV",
        _OTHER,
        "Arbeidsmarkedstiltak i henhold til Forskrift om arbeidsmarkedstiltak (tiltakforskriften) i Arbeids- og velferdsetaten, for eksempel tiltakene arbeidstrening, arbeidsmarkedsopplæring, mv.",
    ),
    (
        "kvalifiserende-tiltak",
        "Kvalifiserende tiltak i regi av kommunen eller andre aktører",
        _OTHER,
        "Deltakere som ved avslutning av program deltar på kvalifiserende tiltak i regi av enten kommunen, private eller frivillige tilbydere. Dette kan omfatte deltakelse i Kvalifiseringsprogram (KVP), enkeltstående kurs/tilbud inkludert nettbaserte tilbud mm. Deltakelse på statlige arbeidsmarkedstiltak i henhold til Forskrift om arbeidsmarkedstiltak (tiltaksforskriften) i Arbeids- og velferdsetaten dekkes av annen kategori Arbeidsmarkedstiltak i regi av NAV",
    ),
    (
        "hjemme-barn-under-1",
        "Hjemmeværende med omsorg for barn under 1 år",
        _OTHER,
        "Deltager som ikke går til annen aktivitet grunnet omsorg for barn under 1 år",
    ),
    (
        "hjemme-barn-over-1",
        "Hjemmeværende med omsorg for barn over 1 år",
        _OTHER,
        "Deltager som ikke går til annen aktivitet grunnet omsorg for barn over 1 år",
    ),
    (
        "ikke-arbeidssoker",
        "Ikke arbeidssøker",
        _OTHER,
        "Benyttes når deltaker ikke er registrert som arbeidssøker hos NAV etter avsluttet program. Merk at det er andre kategorier for hjemmeværende med barn",
    ),
    (
        "helse",
        "Helsemessige utfordringer",
        _OTHER,
        "Deltager som avsluttes grunnet helsemessige årsaker i løpet av programmet, eller deltakere som av helsemessige årsaker ikke er i aktivitet etter endt program, feks personer som går over på trygdeytelser",
    ),
    (
        "mistet-rett",
        "Ikke lenger i kategori, mistet rett",
        _OUTSIDE,
        "Oppholdsgrunnlaget til deltaker har endret seg slik at deltaker ikke lenger har rett til introduksjonsprogram",
    ),
    _MOVED,
    _EMIGRATED,
    _DIED,
    ("ukjent", "Ukjent", _OTHER, "Kommunen er ikke kjent med deltakers aktivitet"),
    ("annet", "Annet", _OTHER, "Avslutningsårsak som ikke dekkes av de andre avslutningsårsakene"),
)

# Guide section 13: what the rule engine computes.
ENGINE_TABLE: tuple[ReasonTexts, ...] = (
    (
        "ikke-registrert",
        "Avslutningsårsak ikke registrert",
        _OTHER,
        "Beregnes av regelmotor ved utgått gjennomføringsfrist, dersom kommunen ikke har registrert en avslutningsårsak (eller vedtak og slutt mål, som er forutsetning for å registrere avslutning)",
    ),
    (
        "utgatt-oppstartsfrist",
        "Utgått oppstartsfrist",
        _OUTSIDE,
        "Beregnes av regelmotor dersom kommunen ikke har registrert vedtak om program og slutt mål innen fristen for oppstart (personen er dermed ikke lenger i kategori)",
    ),
    (
        "ikke-i-kategori",
        "Ikke lenger i kategori",
        _OUTSIDE,
        "Ikke lenger i kategori: ikke et valgalternativ for kommunen, beregnes av regelmotor dersom personen ikke lenger er i kategori.",
    ),
    (
        "avvist-program",
        "Person avvist program",
        _OUTSIDE,
        "Ikke et valgalternativ for kommunen, beregnes av regelmotor dersom det er registrert at person har avvist program.",
    ),
    (
        "permanent-stans",
        "Vedtak om permanent stans",
        _OTHER,
        "Ikke et valgalternativ for kommunen, beregnes av regelmotor dersom det er registrert vedtak om permanent stans på personen. Kommunen må i tillegg registrere avslutningsårsak. Når årsaken til vedtak om permanent stans er registrert vil denne årsaken vises som siste avslutning. Permanent stans vil settes i kursiv som slettet.",
    ),
    _MOVED,
    _EMIGRATED,
    _DIED,
)
