"""The code lists of the programme: laws, categories, end goals, decisions, measures, events.

A value is the slug used in files and commands. A label is the text that a user reads.
"""

from enum import StrEnum


class Labelled(StrEnum):
    """A code with a slug for files, a label for the screen, and a short label (ours)."""

    label: str
    short_label: str

    def __new__(cls, slug: str, label: str = "", short_label: str = "") -> "Labelled":
        """Make a member whose value is the slug; without a short label, it has the label."""
        member = str.__new__(cls, slug)
        member._value_ = slug
        member.label = label
        member.short_label = short_label or label
        return member


class Law(Labelled):
    """The law a person is under; each has its own report."""

    INTEGRERINGSLOVEN = "integreringsloven", "Integreringsloven"
    INTRODUKSJONSLOVEN = "introduksjonsloven", "Introduksjonsloven"


class Category(Labelled):
    """The person's right to the programme (guide section 3)."""

    RIGHT_AND_DUTY = "rett-og-plikt", "Rett og plikt til introduksjonsprogram", "R+P"
    RIGHT = "rett", "Rett til introduksjonsprogram", "R"
    MAY_BE_OFFERED = "kan-tilbys", "Kan tilbys introduksjonsprogram", "KT"


class Goal(Labelled):
    """The end goal; with the programme start it decides the deadline (integreringsloven § 13)."""

    WORK_HAS_UPPER_SECONDARY = (
        "arbeid-med-vgo",
        "Arbeid - person har utdanning på videregående nivå fra før",
        "Arb. m/vgo",
    )
    HIGHER_EDUCATION = (
        "hoyere-utdanning-med-vgo",
        "Høyere utdanning - person har utdanning på videregående nivå fra før",
        "Høyere utd",
    )
    REQUALIFICATION = (
        "rekvalifisering-med-vgo",
        "Yrkesfaglig rekvalifisering - person har utdanning på videregående nivå fra før",
        "Rekvalif.",
    )
    WORK_LACKS_UPPER_SECONDARY = (
        "arbeid-uten-vgo",
        "Arbeid - person har ikke utdanning på videregående nivå fra før",
        "Arb. u/vgo",
    )
    UPPER_SECONDARY_UNDER_25 = (
        "fullfore-vgo-under-25",
        "Fullføre videregående opplæring - under 25 år",
        "Vgo u. 25",
    )
    UPPER_SECONDARY_OVER_25 = (
        "fullfore-vgo-over-25",
        "Fullføre videregående opplæring - 25 år eller eldre",
        "Vgo 25+",
    )
    VOCATIONAL_TRAINING = "fullfore-fagopplaring", "Fullføre fag- og yrkesopplæring", "Fag/yrke"
    PARTS_OF_UPPER_SECONDARY = "deler-av-vgo", "Deler av videregående opplæring", "Deler vgo"
    PRIMARY_SCHOOL = "grunnskole", "Grunnskole"


class DecisionKind(Labelled):
    """The kind of a decision (`vedtak`)."""

    PARTICIPATION = "deltakelse", "Deltakelse"
    EXTENSION = "utvidet-deltakelse", "Utvidet deltakelse"
    PERMANENT_STOP = "permanent-stans", "Permanent stans"
    TEMPORARY_STOP = "midlertidig-stans", "Midlertidig stans"
    LEAVE = "permisjon", "Permisjon"
    REJECTION = "avvist-program", "Person har avvist program"

    @property
    def has_period(self) -> bool:
        """Whether it has a from and a to date; a permanent stop and a rejection have one date."""
        return self not in (DecisionKind.PERMANENT_STOP, DecisionKind.REJECTION)


class DecisionResult(Labelled):
    """Whether a decision is in force or was annulled; an annulled one counts for nothing."""

    MADE = "fattet", "Vedtak fattet"
    ANNULLED = "opphevet", "Opphevet"


class MeasureKind(Labelled):
    """An activity (`tiltak`) in the programme."""

    NORWEGIAN = "norsk", "Norskopplæring"
    SOCIAL_STUDIES = "samfunnskunnskap", "Samfunnskunnskap"
    LIFE_SKILLS = "livsmestring", "Livsmestring"
    PARENTAL_GUIDANCE = "foreldreveiledning", "Foreldreveiledning"
    WORK_PRACTICE = "arbeidspraksis", "Arbeidspraksis"
    LANGUAGE_PRACTICE = "sprakpraksis", "Språkpraksis"
    COURSE = "kurs", "Kurs"
    PRIMARY_SCHOOL = "grunnskole", "Grunnskole"
    UPPER_SECONDARY = "videregaende", "Videregående opplæring"
    LABOUR_MARKET_MEASURE = "arbeidsmarkedstiltak", "Arbeidsmarkedstiltak"
    OTHER = "annet", "Annet"


class EventKind(Labelled):
    """What the population register (`Folkeregisteret`) reports."""

    MOVED = "flyttet", "Flyttet"
    EMIGRATED = "utvandret", "Utvandret"
    DIED = "dod", "Død"


class TerminationKind(Labelled):
    """The two kinds of termination; their slugs are English, as JSON has them."""

    ORDINARY = "ordinary", "Ordinær avslutning"
    STOP = "stop", "Stans"


class ControlCheck(Labelled):
    """One check of the control, in the order in which they are shown."""

    NOT_REGISTERED = "not-registered", "Avslutningsårsak ikke registrert"
    PERMANENT_STOP = "permanent-stop", "Permanent stans uten årsak"
    START_DEADLINE_EXPIRED = "start-deadline-expired", "Utgått oppstartsfrist, må rettes"
    LACKS_DECISION = "no-decision", "Mangler vedtak"
    LACKS_GOAL = "no-goal", "Mangler sluttmål"
    NO_MEASURE = "no-measure", "Ingen tiltak i året"
    OPEN_LEAVE = "open-leave", "Permisjon uten sluttdato"
    DEADLINE_NEAR = "deadline-within-30", "Frist innen 30 dager"
    OUTSIDE_PROGRAMME = "outside-deadline", "Avsluttet utenfor programmet"
    REGISTERED_LATE = "registered-late", "Registrert etter mer enn to måneder"

    @property
    def is_of_today(self) -> bool:
        """Whether it is about how things stand today, whatever the year."""
        return self in (
            *(ControlCheck.LACKS_DECISION, ControlCheck.LACKS_GOAL),
            *(ControlCheck.OPEN_LEAVE, ControlCheck.DEADLINE_NEAR),
        )


class CasePart(Labelled):
    """What a case has or lacks; the list of persons is filtered by it (NIR's own choices, ours)."""

    DECISION = "decision", "Vedtak om deltakelse", "Vedtak"
    GOAL = "goal", "Sluttmål"
    MEASURE = "measure", "Tiltak"
    TERMINATION = "termination", "Avslutning"
    OPEN_LEAVE = "open-leave", "Permisjon uten sluttdato"


class Status(Labelled):
    """The status of a person in the list of persons."""

    NEEDS_CORRECTION = "needs-correction", "Avsluttet, må rettes", "Må rettes"
    ENDED = "ended", "Avsluttet"
    LACKS_DECISION = "lacks-decision", "Mangler vedtak"
    LACKS_GOAL = "lacks-goal", "Mangler sluttmål"
    UNDER_WAY = "under-way", "Under gjennomføring"


class Completeness(Labelled):
    """How much the register knows of a person: a full case, or only what a NIR report says."""

    FULL = "full", "Full sak"
    REPORT = "report", "fra NIR-rapport"


ENGINE = "Regelmotor"
"""The name under which terminations computed by the rule engine are registered."""


class WaitingFor(Labelled):
    """The reason for which a person is set aside."""

    PARTICIPANT = "deltaker", "deltakeren"
    NAV = "nav", "Nav"
    SCHOOL = "opplaring", "skolen eller kurset"
    OTHER_MUNICIPALITY = "annen-kommune", "en annen kommune"
    INSIDE = "internt", "en avgjørelse internt"


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
