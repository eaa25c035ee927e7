"""The 28 termination reasons, word for word from the guide's tables 11-13, in their order."""

from dataclasses import dataclass
from enum import StrEnum

from rules import register_choices as choices
from rules.code_lists import EventKind, TerminationKind
from rules.reason_texts import ENGINE_TABLE, MUNICIPALITY_TABLE, ReasonTexts
from rules.rests_on import rests_on


class Group(StrEnum):
    """Goal attainment groups (`Måloppnåelse direkte etter endt program`), guide tables 11-13."""

    WORK = "Arbeid"
    WORK_AND_EDUCATION = "Arbeid og utdanning"
    HIGHER_EDUCATION = "Utdanning – høy/fagskole"
    UPPER_SECONDARY = "Utdanning - Vgo"
    OTHER = "Annet"
    NOT_COUNTED = "Inngår ikke i tallgrunnlaget for måloppnåelse"


class Hours(StrEnum):
    """Whether hours of work per week belong to a reason."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Reason:
    """A termination reason: slug, the guide's texts, and whether municipality and engine use it."""

    code: str
    label: str
    group: Group
    help: str
    municipality: bool
    engine: bool

    @property
    @rests_on(choices.OPTIONAL_HOURS)
    def hours(self) -> Hours:
        """The hours: required for `arbeid`, optional for work combined with something (ours)."""
        if self.code == WORK:
            return Hours.REQUIRED
        if self.label.startswith(("Arbeid med", "Arbeid og")):
            return Hours.OPTIONAL
        return Hours.NONE

    @property
    def short_label(self) -> str:
        """The label for narrow columns (ours)."""
        return _SHORT_LABELS[self.code]

    @property
    def kind(self) -> TerminationKind:
        """The kind: a stop for a permanent stop, ordinary for all others (guide section 7)."""
        return TerminationKind.STOP if self.code == PERMANENT_STOP else TerminationKind.ORDINARY

    @property
    def may_need_correction(self) -> bool:
        """Whether a computed termination with it may show missing data (guide section 1)."""
        return self.code in (NOT_REGISTERED, PERMANENT_STOP, START_DEADLINE_EXPIRED)


_SHORT_LABELS = {
    "arbeid": "Arbeid",
    "arbeid-lonnstilskudd": "Arb. m/lønnstilsk.",
    "arbeid-grunnskole": "Arb. + grunnskole",
    "arbeid-vgo": "Arb. + vgo",
    "arbeid-fagskole": "Arb. + fagskole",
    "arbeid-hoyere": "Arb. + høyere utd.",
    "hoyere-utdanning": "Høyere utdanning",
    "fagskole": "Fagskole",
    "vgo-yrkesfag": "Vgo yrkesfag",
    "vgo-studiespesialisering": "Vgo studiespes.",
    "grunnskole": "Grunnskole",
    "arbeidsmarkedstiltak": "Tiltak NAV",
    "kvalifiserende-tiltak": "Kvalif. tiltak",
    "hjemme-barn-under-1": "Hjemme, barn < 1",
    "hjemme-barn-over-1": "Hjemme, barn > 1",
    "ikke-arbeidssoker": "Ikke arbeidssøker",
    "helse": "Helse",
    "mistet-rett": "Mistet rett",
    "flyttet": "Flyttet",
    "utvandret": "Utvandret",
    "dod": "Død",
    "ukjent": "Ukjent",
    "annet": "Annet",
    "ikke-registrert": "Ikke registrert",
    "utgatt-oppstartsfrist": "Utgått oppstart",
    "ikke-i-kategori": "Ikke i kategori",
    "avvist-program": "Avvist program",
    "permanent-stans": "Permanent stans",
}

WORK = "arbeid"
NOT_REGISTERED = "ikke-registrert"
START_DEADLINE_EXPIRED = "utgatt-oppstartsfrist"
NOT_IN_CATEGORY = "ikke-i-kategori"
REJECTED = "avvist-program"
PERMANENT_STOP = "permanent-stans"
MOVED = str(EventKind.MOVED)
EMIGRATED = str(EventKind.EMIGRATED)
DIED = str(EventKind.DIED)

POPULATION_REGISTER_REASONS = (DIED, EMIGRATED, MOVED)
"""Reasons that may be edited even if the engine registered them (guide section 8)."""


def _reason(texts: ReasonTexts) -> Reason:
    code, label, group, help_text = texts
    return Reason(
        code,
        label,
        Group(group),
        help_text,
        municipality=texts in MUNICIPALITY_TABLE,
        engine=any(code == row[0] for row in ENGINE_TABLE),
    )


REASONS: dict[str, Reason] = {
    texts[0]: _reason(texts)
    for texts in (
        *MUNICIPALITY_TABLE,
        *(row for row in ENGINE_TABLE if row not in MUNICIPALITY_TABLE),
    )
}
MUNICIPALITY_REASONS = tuple(reason for reason in REASONS.values() if reason.municipality)
ENGINE_REASONS = tuple(reason for reason in REASONS.values() if reason.engine)

ALIASES = {
    "Utgått oppstartfrist": START_DEADLINE_EXPIRED,
    "Person har avvist program": REJECTED,
    "Permanent stans": PERMANENT_STOP,
    "Arbeid med lønnskudd fra NAV": "arbeid-lonnstilskudd",
    "Arbeid og utdanning - grunnskole": "arbeid-grunnskole",
    "Arbeid og utdanning - videregående utdanning": "arbeid-vgo",
}
"""Other spellings that people and NIR itself use, most of them from the guide's screens."""


def find_reason(text: str) -> Reason | None:
    """Find a reason by slug, label or alias; case, kind of dash and extra spaces are ignored."""
    return _BY_SPELLING.get(_spelling(text))


def _spelling(text: str) -> str:
    return " ".join(text.replace("–", "-").casefold().split())


_BY_SPELLING = {
    **{_spelling(alias): REASONS[code] for alias, code in ALIASES.items()},
    **{_spelling(reason.label): reason for reason in REASONS.values()},
    **{_spelling(reason.code): reason for reason in REASONS.values()},
}


def reasons_of(group: Group) -> tuple[str, ...]:
    """The slugs of a group's reasons, in the tables' order."""
    return tuple(code for code, reason in REASONS.items() if reason.group is group)
