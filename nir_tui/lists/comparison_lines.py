"""A comparison with NIR's report as text: a line for each field that differs."""

from collections.abc import Iterator

from models.exchange.importing.compare_report import Comparison, Difference, DifferenceKind
from models.reference_data.municipalities import Reference
from models.tables.base import day_of
from nir_tui.presentation.i18n import _, marked
from rules.code_lists import Category, Goal
from rules.duf_number import format_duf
from rules.message import norwegian_date
from rules.reasons import REASONS

FIELD_TITLES = {
    "name": marked("Fornavn, Etternavn"),
    "category": marked("Kategori"),
    "goal": marked("Sluttmål"),
    "reason": marked("Avslutningsårsak"),
    "date": marked("Avslutningsdato"),
    "municipality": marked("Oppf.kommune"),
    "completion_deadline": marked("Frist for gjennomføring"),
}
KIND_TITLES = {
    DifferenceKind.ONLY_IN_FILE: marked("bare i filen"),
    DifferenceKind.ONLY_HERE: marked("bare her"),
    DifferenceKind.DIFFERS: marked("ulik"),
}


def difference_cells(one: Difference, reference: Reference) -> Iterator[tuple[str, ...]]:
    """Yield the cells of each line: DUF number, name, field, in the file, here."""
    duf = format_duf(one.duf)
    if one.kind is not DifferenceKind.DIFFERS:
        yield duf, one.name, _(KIND_TITLES[one.kind]), "", ""
    for field, file, here in one.fields:
        values = (_shown(field, value, reference) for value in (file, here))
        yield duf, one.name, _(FIELD_TITLES[field]), *values


def comparison_summary(found: Comparison) -> str:
    """Return how many were read, are the same, and differ."""
    counts = found.counts
    return _(
        "Lest {read}: {same} like, {differs} ulike, "
        "{only_in_file} bare i filen, {only_here} bare her"
    ).format(**{name.replace("-", "_"): count for name, count in counts.items()})


def _shown(field: str, value: str | None, reference: Reference) -> str:
    if not value:
        return "-"
    match field:
        case "category":
            return _(Category(value).label)
        case "goal":
            return _(Goal(value).label)
        case "reason":
            return _(REASONS[value].label)
        case "municipality":
            return f"{value} {reference.name(value)}"
        case "date" | "completion_deadline":
            return norwegian_date(day_of(value))
        case _:
            return value
