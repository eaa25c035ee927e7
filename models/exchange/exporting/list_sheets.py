"""Makes sheets of the report and the list of persons; the report has NIR's own 14 columns."""

from collections.abc import Callable, Iterator
from datetime import date

from models.exchange.exporting.sheet import Cell, Kind, Sheet, SheetColumn
from models.list_filter import ListFilter, Subject
from models.lists.pages import FullLine, stream_list
from models.lists.sort_order import Order
from models.reference_data.municipalities import Reference
from models.storage.register import Register
from models.tables.norwegian_time import day_in_norway
from rules.code_lists import Category, Goal, Group, Law, Status
from rules.duf_number import format_duf
from rules.reasons import REASONS

REPORT_TITLES = (
    SheetColumn("DUF-nummer", width=17),
    SheetColumn("Fornavn, Etternavn", width=28),
    SheetColumn("Kjønn", width=9),
    SheetColumn("Alder", Kind.NUMBER, width=8),
    SheetColumn("Kategori", width=38),
    SheetColumn("Sluttmål", width=60),
    SheetColumn("Avslutningsårsak", width=45),
    SheetColumn("Avslutningsårsakgruppe", width=30),
    SheetColumn("Avslutningsdato", Kind.DATE, width=17),
    SheetColumn("Oppfølgingsfylke", width=22),
    SheetColumn("Oppf.kommune", width=22),
    SheetColumn("Registrert dato", Kind.DATE, width=17),
    SheetColumn("Registrert av", width=16),
    SheetColumn("Frist for gjennomføring", Kind.DATE, width=24),
)
PERSONS_TITLES = (
    SheetColumn("DUF-nummer", width=17),
    SheetColumn("Fornavn, Etternavn", width=28),
    SheetColumn("Kjønn", width=9),
    SheetColumn("Alder", Kind.NUMBER, width=8),
    SheetColumn("Lov", width=20),
    SheetColumn("Kategori", width=38),
    SheetColumn("Sluttmål", width=60),
    SheetColumn("Status", width=22),
    SheetColumn("Frist", Kind.DATE, width=13),
    SheetColumn("Frist for oppstart", Kind.DATE, width=19),
    SheetColumn("Frist for gjennomføring", Kind.DATE, width=24),
    SheetColumn("Permisjon uten sluttdato", width=24),
    SheetColumn("Kjent fra", width=14),
    SheetColumn("Oppf.kommune", width=22),
    SheetColumn("Bydel", width=20),
    SheetColumn("Avslutningsårsak", width=45),
    SheetColumn("Avslutningsdato", Kind.DATE, width=17),
    SheetColumn("Dager siden avslutning", Kind.NUMBER, width=23),
)
SEX = {"K": "Kvinne", "M": "Mann"}
NOT_COUNTED_SHORT = "Inngår ikke i tallgrunnlaget"
"""NIR's short form of the last group, used in its file."""

HEADING = "Oversikt over personer avsluttet introduksjonsprogram etter {law}"


def list_sheet(
    register: Register, list_filter: ListFilter, order: Order, as_of: date, subheading: str
) -> Sheet:
    """Make a sheet of a list, as of a day; its rows are read inside a transaction, one by one."""
    lines = stream_list(register, list_filter, order, as_of)
    reference = register.reference
    if list_filter.subject is Subject.ENDED:
        heading = HEADING.format(law=list_filter.law or "begge lover")
        return Sheet(
            "Avsluttede", heading, subheading, REPORT_TITLES, _report_rows(lines, reference)
        )
    rows = _persons_rows(lines, reference, as_of)
    return Sheet("Personer", "Personer", subheading, PERSONS_TITLES, rows)


def _report_rows(lines: Iterator[FullLine], reference: Reference) -> Iterator[tuple[Cell, ...]]:
    place_on = _remembering(reference)
    for full in lines:
        line = full.line
        if line.reason is None or line.date is None or line.ended_municipality is None:
            continue
        county, municipality = place_on(line.ended_municipality, line.date)
        yield (
            format_duf(line.duf),
            line.name,
            SEX.get(full.sex, full.sex),
            _age(full, line.date),
            _CATEGORIES[line.category],
            _GOALS[line.goal] if line.goal else None,
            *_REASONS[line.reason],
            line.date,
            county,
            municipality,
            day_in_norway(full.registered_at) if full.registered_at else None,
            line.registered_by,
            line.completion_deadline,
        )


def _persons_rows(
    lines: Iterator[FullLine], reference: Reference, today: date
) -> Iterator[tuple[Cell, ...]]:
    for full in lines:
        line = full.line
        yield (
            format_duf(line.duf),
            line.name,
            SEX.get(full.sex, full.sex),
            _age(full, today),
            _LAWS[line.law],
            _CATEGORIES[line.category],
            _GOALS[line.goal] if line.goal else None,
            _STATUSES[line.status],
            line.deadline,
            line.start_deadline,
            line.completion_deadline,
            "Ja" if line.open_leave else None,
            "NIR-rapport" if line.from_report else None,
            reference.name(line.municipality),
            reference.district_name(line.district),
            REASONS[line.reason].label if line.reason else None,
            line.date,
            (today - line.date).days if line.date else None,
        )


def group_in_file(group: Group) -> str:
    """Return a goal attainment group as NIR's file writes it."""
    return NOT_COUNTED_SHORT if group is Group.NOT_COUNTED else str(group)


_LAWS = {str(law): law.label for law in Law}
_CATEGORIES = {str(category): category.label for category in Category}
_GOALS = {str(goal): goal.label for goal in Goal}
_STATUSES = {str(status): status.label for status in Status}
_REASONS = {slug: (reason.label, group_in_file(reason.group)) for slug, reason in REASONS.items()}
"""The label and group of each reason. Computed once: a million rows use the same few texts."""


def _age(full: FullLine, day: date) -> int | None:
    """Return the age in whole years on a day; as NIR reported it if no day of birth is known."""
    born = full.born
    if born is None:
        return full.reported_age
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _remembering(reference: Reference) -> Callable[[str, date], tuple[str, str]]:
    """Return a function for the names of county and municipality on a day, cached by year."""
    known: dict[tuple[str, int], tuple[str, str]] = {}

    def place_on(number: str, day: date) -> tuple[str, str]:
        key = (number, day.year)
        if key not in known:
            known[key] = reference.number_named_on(number, day)
        return known[key]

    return place_on
