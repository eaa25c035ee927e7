"""What each field of a form is called, and what it takes, in the users' words."""

from dataclasses import dataclass

from nir_tui.presentation.i18n import _, marked


@dataclass(frozen=True, slots=True)
class FieldText:
    """The label of a field, and help of one or two sentences; both are translated when shown."""

    name: str
    about: str

    @property
    def label(self) -> str:
        """The label, translated."""
        return _(self.name)

    @property
    def help(self) -> str:
        """The help, translated."""
        return _(self.about)


# A termination

TERMINATION_DATE = FieldText(
    marked("Avslutningsdato"),
    marked(
        "Den siste dagen personen var i programmet. Skriv for eksempel 150824, 15.8.24 eller 15.8; "
        "i er i dag, +3 og -3 er dager fra datoen som er foreslått."
    ),
)
REASON = FieldText(
    marked("Avslutningsårsak"),
    marked(
        "Hvorfor programmet sluttet. Skriv en del av årsaken, for eksempel arb; hver årsak har "
        "NIRs egen veiledning."
    ),
)
HOURS = FieldText(
    marked("Antall timer arbeid per uke"),
    marked("Timer i alle arbeidsforhold til sammen, over 0 og til og med 80: 37,5 eller 30."),
)

# Decisions, measures, the goal

DECISION_KIND = FieldText(
    marked("Vedtak"), marked("Hva slags vedtak det er. Et vedtak bytter aldri slag; opphev det.")
)
DECISION_START = FieldText(
    marked("Fra dato"), marked("Den første dagen vedtaket gjelder. Fristen regnes fra den.")
)
DECISION_END = FieldText(
    marked("Til dato"),
    marked("Den siste dagen vedtaket gjelder. Kan stå tom, men ikke for en utvidelse."),
)
DECISION_DATE = FieldText(
    marked("Vedtaksdato"), marked("Dagen vedtaket ble fattet. Tom: fra-datoen, ellers i dag.")
)
MEASURE_KIND = FieldText(marked("Tiltak"), marked("Hva personen gjør i programmet."))
MEASURE_START = FieldText(marked("Fra dato"), marked("Den første dagen i tiltaket."))
MEASURE_END = FieldText(
    marked("Til dato"), marked("Den siste dagen i tiltaket. Tom: tiltaket går fortsatt.")
)
GOAL = FieldText(
    marked("Sluttmål"),
    marked("Målet for programmet. Sammen med programstarten avgjør det fristen."),
)
GOAL_DATE = FieldText(marked("Dato"), marked("Dagen sluttmålet ble satt. Kan stå tom."))

# Set aside

UNTIL = FieldText(marked("Til dato"), marked("Personen er satt til side til og uten denne dagen."))
WAITING_FOR_WHOM = FieldText(
    marked("Venter på"), marked("Hvem eller hva det ventes på. Kan stå tom.")
)

# Filters

MUNICIPALITY = FieldText(
    marked("Oppfølgingskommune"), marked("Navn eller nummer, også et gammelt. Tom: alle du ser.")
)
DISTRICT = FieldText(marked("Bydel"), marked("Bare i kommuner med bydeler. Tom: alle."))
CATEGORY = FieldText(
    marked("Kategori"), marked("Hvilken rett personen har til program. Flere kan velges.")
)
TERMINATION_YEAR = FieldText(
    marked("Avslutningsår"), marked("Året i avslutningsdatoen. Flere kan velges.")
)
REGISTERED_BY = FieldText(
    marked("Avslutningsårsak registrert av"),
    marked("Kommunen, eller regelmotoren, som avslutter når kommunen ikke har gjort det."),
)
REASONS_SHOWN = FieldText(
    marked("Avslutningsårsak"), marked("Bare avslutninger med disse årsakene. Flere kan velges.")
)
DUF = FieldText(
    marked("DUF-nummer"), marked("Hele nummeret eller en del, med eller uten mellomrom.")
)
NAME = FieldText(
    marked("Fornavn eller etternavn"), marked("En del er nok; æ, ø og å kan skrives ae, o og aa.")
)
ONLY_TO_CORRECT = FieldText(
    marked("Bare de som må rettes"),
    marked("j eller n. Regelmotoren har avsluttet, og kommunen må legge til en årsak eller mer."),
)
CASE_STATUS = FieldText(marked("Status"), marked("Hvor langt saken er kommet. Flere kan velges."))
PARTS = FieldText(
    marked("Med og uten"), marked("Hva saken har, og ikke har. Flere kan velges; alt må stemme.")
)
WITHIN = FieldText(
    marked("Frist innen så mange dager"), marked("Et antall dager fra i dag, for eksempel 30.")
)
LAW = FieldText(marked("Lov"), marked("Loven personen kom inn under. Tom: begge."))

# Files

FILE_FORMAT = FieldText(
    marked("Format"), marked("Excel er til å lese og sortere i; CSV leses av andre programmer.")
)
FILE = FieldText(marked("Fil"), marked("Hele stien til filen; ~ er hjemmemappa di."))
IMPORT_PATH = FieldText(
    marked("Fil eller mappe"), marked("Mappen, zip-filen eller NIR-rapporten som skal hentes inn.")
)
IMPORT_LAW = FieldText(
    marked("Lov (NIR-rapport)"), marked("Bare for en NIR-rapport som ikke selv sier hvilken lov.")
)

# Users

USER_ID = FieldText(
    marked("Bruker-id"), marked("Navnet brukeren logger inn med, for eksempel 3025-ASGE.")
)
ROLE = FieldText(
    marked("Rolle"), marked("Leser ser, saksbehandler endrer, administrator styrer registeret.")
)
USER_MUNICIPALITY = FieldText(
    marked("Kommune"), marked("Kommunen brukeren ser. Nasjonale roller ser hele landet.")
)
USER_DISTRICT = FieldText(
    marked("Bydel"), marked("Bare denne bydelen. Tom: alle bydelene i kommunen.")
)
USER_STOPPED = FieldText(
    marked("Sperret (j/n)"), marked("En sperret bruker slipper ikke inn, men står i journalen.")
)
