"""The termination reasons: the guide's tables 11-13, one row for each reason.

Label, group and help are the guide's, word for word. Code and short label are the register's own.
To add a reason, add a row; docs/checklists.md says what else.
"""

# ruff: noqa: E501  (a help text on one line, as in the guide; a wrapped one is harder to compare)

from dataclasses import dataclass

from rules.code_lists import Group, Hours, TerminationKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A termination reason, as one row of the table.

    `code` is the slug in files and in the database: at most 30 of the letters a-z, digits and `-`.
    `short_label` is for narrow columns: at most 18 characters. `municipality` and `engine` say who
    registers it. `hours` says whether hours of work per week belong to it: required for `arbeid`,
    optional for work combined with something (ours). `kind` is a stop for a permanent stop, and
    ordinary for all others (guide section 7). `may_need_correction` says whether a computed
    termination with it may show missing data (guide section 1). `aliases` are other spellings that
    people and NIR itself use, most of them from the guide's screens.
    """

    code: str
    label: str
    short_label: str
    group: Group
    help: str
    municipality: bool = False
    engine: bool = False
    hours: Hours = Hours.NONE
    kind: TerminationKind = TerminationKind.ORDINARY
    may_need_correction: bool = False
    aliases: tuple[str, ...] = ()


REASON_TABLE: tuple[Reason, ...] = (
    # What a municipality may register (tables 11 and 12), in the guide's order.
    Reason(
        code="arbeid",
        label="Arbeid",
        short_label="Arbeid",
        group=Group.WORK,
        help="Fast eller midlertidig arbeid. Registrer antall timer pr. uke for arbeidsforholdet/ene",
        municipality=True,
        hours=Hours.REQUIRED,
    ),
    Reason(
        code="arbeid-lonnstilskudd",
        label="Arbeid med lønnstilskudd fra NAV",
        short_label="Arb. m/lønnstilsk.",
        group=Group.WORK,
        help="Overgang til NAVs ordning med midlertidig eller varig lønnstilskudd",
        municipality=True,
        hours=Hours.OPTIONAL,
        aliases=("Arbeid med lønnskudd fra NAV",),
    ),
    Reason(
        code="arbeid-grunnskole",
        label="Arbeid og grunnskole",
        short_label="Arb. + grunnskole",
        group=Group.WORK_AND_EDUCATION,
        help="Kombinasjon av arbeid og opplæring på grunnskole nivå",
        municipality=True,
        hours=Hours.OPTIONAL,
        aliases=("Arbeid og utdanning - grunnskole",),
    ),
    Reason(
        code="arbeid-vgo",
        label="Arbeid og utdanning - videregående opplæring",
        short_label="Arb. + vgo",
        group=Group.WORK_AND_EDUCATION,
        help="Kombinasjon av arbeid og opplæring på videregående nivå",
        municipality=True,
        hours=Hours.OPTIONAL,
        aliases=("Arbeid og utdanning - videregående utdanning",),
    ),
    Reason(
        code="arbeid-fagskole",
        label="Arbeid og utdanning - fagskole",
        short_label="Arb. + fagskole",
        group=Group.WORK_AND_EDUCATION,
        help="Kombinasjon av arbeid og utdanning ved fagskole",
        municipality=True,
        hours=Hours.OPTIONAL,
    ),
    Reason(
        code="arbeid-hoyere",
        label="Arbeid og utdanning - høyere utdanning",
        short_label="Arb. + høyere utd.",
        group=Group.WORK_AND_EDUCATION,
        help="Kombinasjon av arbeid og utdanning på høyskole/universitetsnivå",
        municipality=True,
        hours=Hours.OPTIONAL,
    ),
    Reason(
        code="hoyere-utdanning",
        label="Høyere utdanning",
        short_label="Høyere utdanning",
        group=Group.HIGHER_EDUCATION,
        help="Høyskole eller universitet",
        municipality=True,
    ),
    Reason(
        code="fagskole",
        label="Fagskole",
        short_label="Fagskole",
        group=Group.HIGHER_EDUCATION,
        help="Fagskole - offentlig godkjent utdanning på nivå over videregående opplæring. Et fullverdig alternativ til universitets- og høyskoleutdanning",
        municipality=True,
    ),
    Reason(
        code="vgo-yrkesfag",
        label="Videregående opplæring - fag og yrkesopplæring",
        short_label="Vgo yrkesfag",
        group=Group.UPPER_SECONDARY,
        help="Videregående opplæring for voksne i yrkesfaglig utdanningsprogram",
        municipality=True,
    ),
    Reason(
        code="vgo-studiespesialisering",
        label="Videregående opplæring - studiespesialisering",
        short_label="Vgo studiespes.",
        group=Group.UPPER_SECONDARY,
        help="Videregående opplæring for voksne i studieforberedende utdanningsprogram",
        municipality=True,
    ),
    Reason(
        code="grunnskole",
        label="Grunnskole",
        short_label="Grunnskole",
        group=Group.OTHER,
        help="Grunnskoleopplæring for voksne",
        municipality=True,
    ),
    Reason(
        code="arbeidsmarkedstiltak",
        label="Arbeidsmarkedstiltak i regi av NAV",
        short_label="Tiltak NAV",
        group=Group.OTHER,
        help="Arbeidsmarkedstiltak i henhold til Forskrift om arbeidsmarkedstiltak (tiltakforskriften) i Arbeids- og velferdsetaten, for eksempel tiltakene arbeidstrening, arbeidsmarkedsopplæring, mv.",
        municipality=True,
    ),
    Reason(
        code="kvalifiserende-tiltak",
        label="Kvalifiserende tiltak i regi av kommunen eller andre aktører",
        short_label="Kvalif. tiltak",
        group=Group.OTHER,
        help="Deltakere som ved avslutning av program deltar på kvalifiserende tiltak i regi av enten kommunen, private eller frivillige tilbydere. Dette kan omfatte deltakelse i Kvalifiseringsprogram (KVP), enkeltstående kurs/tilbud inkludert nettbaserte tilbud mm. Deltakelse på statlige arbeidsmarkedstiltak i henhold til Forskrift om arbeidsmarkedstiltak (tiltaksforskriften) i Arbeids- og velferdsetaten dekkes av annen kategori Arbeidsmarkedstiltak i regi av NAV",
        municipality=True,
    ),
    Reason(
        code="hjemme-barn-under-1",
        label="Hjemmeværende med omsorg for barn under 1 år",
        short_label="Hjemme, barn < 1",
        group=Group.OTHER,
        help="Deltager som ikke går til annen aktivitet grunnet omsorg for barn under 1 år",
        municipality=True,
    ),
    Reason(
        code="hjemme-barn-over-1",
        label="Hjemmeværende med omsorg for barn over 1 år",
        short_label="Hjemme, barn > 1",
        group=Group.OTHER,
        help="Deltager som ikke går til annen aktivitet grunnet omsorg for barn over 1 år",
        municipality=True,
    ),
    Reason(
        code="ikke-arbeidssoker",
        label="Ikke arbeidssøker",
        short_label="Ikke arbeidssøker",
        group=Group.OTHER,
        help="Benyttes når deltaker ikke er registrert som arbeidssøker hos NAV etter avsluttet program. Merk at det er andre kategorier for hjemmeværende med barn",
        municipality=True,
    ),
    Reason(
        code="helse",
        label="Helsemessige utfordringer",
        short_label="Helse",
        group=Group.OTHER,
        help="Deltager som avsluttes grunnet helsemessige årsaker i løpet av programmet, eller deltakere som av helsemessige årsaker ikke er i aktivitet etter endt program, feks personer som går over på trygdeytelser",
        municipality=True,
    ),
    Reason(
        code="mistet-rett",
        label="Ikke lenger i kategori, mistet rett",
        short_label="Mistet rett",
        group=Group.NOT_COUNTED,
        help="Oppholdsgrunnlaget til deltaker har endret seg slik at deltaker ikke lenger har rett til introduksjonsprogram",
        municipality=True,
    ),
    Reason(
        code="flyttet",
        label="Flyttet",
        short_label="Flyttet",
        group=Group.OTHER,
        help="Deltaker har flyttet til annen kommune. Dette kan registreres av kommunen, men vil også beregnes av regelmotor basert på data fra Folkeregisteret",
        municipality=True,
        engine=True,
    ),
    Reason(
        code="utvandret",
        label="Utvandret",
        short_label="Utvandret",
        group=Group.NOT_COUNTED,
        help="Deltaker har flyttet ut av landet. Dette kan registreres av kommunen, men vil også beregnes av regelmotor basert på data fra Folkeregisteret",
        municipality=True,
        engine=True,
    ),
    Reason(
        code="dod",
        label="Død",
        short_label="Død",
        group=Group.NOT_COUNTED,
        help="Deltakeren er død. Dette kan registreres av kommunen, men vil også beregnes av regelmotor basert på data fra Folkeregisteret",
        municipality=True,
        engine=True,
    ),
    Reason(
        code="ukjent",
        label="Ukjent",
        short_label="Ukjent",
        group=Group.OTHER,
        help="Kommunen er ikke kjent med deltakers aktivitet",
        municipality=True,
    ),
    Reason(
        code="annet",
        label="Annet",
        short_label="Annet",
        group=Group.OTHER,
        help="Avslutningsårsak som ikke dekkes av de andre avslutningsårsakene",
        municipality=True,
    ),
    # What the rule engine alone computes (table 13), in the guide's order.
    Reason(
        code="ikke-registrert",
        label="Avslutningsårsak ikke registrert",
        short_label="Ikke registrert",
        group=Group.OTHER,
        help="Beregnes av regelmotor ved utgått gjennomføringsfrist, dersom kommunen ikke har registrert en avslutningsårsak (eller vedtak og slutt mål, som er forutsetning for å registrere avslutning)",
        engine=True,
        may_need_correction=True,
    ),
    Reason(
        code="utgatt-oppstartsfrist",
        label="Utgått oppstartsfrist",
        short_label="Utgått oppstart",
        group=Group.NOT_COUNTED,
        help="Beregnes av regelmotor dersom kommunen ikke har registrert vedtak om program og slutt mål innen fristen for oppstart (personen er dermed ikke lenger i kategori)",
        engine=True,
        may_need_correction=True,
        aliases=("Utgått oppstartfrist",),
    ),
    Reason(
        code="ikke-i-kategori",
        label="Ikke lenger i kategori",
        short_label="Ikke i kategori",
        group=Group.NOT_COUNTED,
        help="Ikke lenger i kategori: ikke et valgalternativ for kommunen, beregnes av regelmotor dersom personen ikke lenger er i kategori.",
        engine=True,
    ),
    Reason(
        code="avvist-program",
        label="Person avvist program",
        short_label="Avvist program",
        group=Group.NOT_COUNTED,
        help="Ikke et valgalternativ for kommunen, beregnes av regelmotor dersom det er registrert at person har avvist program.",
        engine=True,
        aliases=("Person har avvist program",),
    ),
    Reason(
        code="permanent-stans",
        label="Vedtak om permanent stans",
        short_label="Permanent stans",
        group=Group.OTHER,
        help="Ikke et valgalternativ for kommunen, beregnes av regelmotor dersom det er registrert vedtak om permanent stans på personen. Kommunen må i tillegg registrere avslutningsårsak. Når årsaken til vedtak om permanent stans er registrert vil denne årsaken vises som siste avslutning. Permanent stans vil settes i kursiv som slettet.",
        engine=True,
        kind=TerminationKind.STOP,
        may_need_correction=True,
        aliases=("Permanent stans",),
    ),
)
