"""The bundle format: five CSV files, their columns, and the checks of their rows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from models.exchange import cell_parsers as cells
from models.exchange.cell_parsers import CellParser, CellValue
from models.reference_data.municipalities import Reference, municipality_of_district
from rules.code_lists import (
    Category,
    Completeness,
    DecisionKind,
    DecisionResult,
    EventKind,
    Goal,
    Law,
    MeasureKind,
)
from rules.message import Message, message

CsvRow = dict[str, Any]
Wrong = Iterator[tuple[str, Message]]


@dataclass(frozen=True, slots=True)
class BundleColumn:
    """A column: its parser, and whether a cell may be empty or the whole column missing.

    `title` is the column's title in the file, if it is not the name.
    """

    name: str
    read: CellParser
    allows_empty: bool = True
    optional: bool = False
    default: CellValue = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class BundleFile:
    """A file: its columns, and the check of a row as a whole.

    A cell that is empty or cannot be read is None in the row passed to `check`.
    """

    table: str
    columns: tuple[BundleColumn, ...]
    check: Callable[[CsvRow], Wrong]

    def title_of(self, name: str) -> str:
        """Return the title of a column."""
        return next((c.title for c in self.columns if c.name == name), "") or name


def bundle_format(reference: Reference) -> dict[str, BundleFile]:
    """Return the five files by name, in the order they are read."""
    municipality = cells.reader_of_municipalities(reference)
    district = cells.reader_of_districts(reference)
    duf = BundleColumn("duf", cells.read_duf, allows_empty=False)
    day, word = cells.read_day, cells.reader_of_words
    persons = (
        duf,
        BundleColumn("first_name", cells.read_first_name, default=""),
        BundleColumn("last_name", cells.read_text, default=""),
        BundleColumn("sex", cells.reader_of_sex(), allows_empty=False),
        BundleColumn("born", day),
        BundleColumn("law", word(Law), allows_empty=False),
        BundleColumn("category", word(Category), allows_empty=False),
        BundleColumn("category_ended", day),
        BundleColumn("municipality", municipality, allows_empty=False),
        BundleColumn("district", district, optional=True),
        BundleColumn("settled", day),
        BundleColumn("start_deadline", day),
        BundleColumn("goal", word(Goal)),
        BundleColumn("goal_date", day, optional=True),
        BundleColumn("known", word(Completeness), optional=True, default=str(Completeness.FULL)),
        BundleColumn("reported_deadline", day, optional=True),
        BundleColumn("reported_age", cells.read_age, optional=True),
    )
    decisions = (
        duf,
        BundleColumn("kind", word(DecisionKind), allows_empty=False),
        BundleColumn(
            "result", word(DecisionResult), optional=True, default=str(DecisionResult.MADE)
        ),
        BundleColumn("date", day),
        BundleColumn("from", day),
        BundleColumn("to", day),
    )
    measures = (
        duf,
        BundleColumn("kind", word(MeasureKind), allows_empty=False),
        BundleColumn("from", day),
        BundleColumn("to", day),
    )
    events = (
        duf,
        BundleColumn("kind", word(EventKind), allows_empty=False),
        BundleColumn("date", day, allows_empty=False),
        BundleColumn("from_municipality", municipality, optional=True),
        BundleColumn("to_municipality", municipality),
    )
    terminations = (
        duf,
        BundleColumn("reason", cells.reader_of_reasons(), allows_empty=False),
        BundleColumn("date", day, allows_empty=False),
        BundleColumn("hours", cells.read_tenths_of_hours),
        BundleColumn("registered_by", cells.read_registrar, allows_empty=False),
        BundleColumn("registered_at", cells.read_moment, allows_empty=False),
        BundleColumn("deleted_by", cells.read_registrar),
        BundleColumn("deleted_at", cells.read_moment),
        BundleColumn("municipality", municipality, optional=True),
        BundleColumn("district", district, optional=True),
    )
    return {
        "persons.csv": BundleFile("person", persons, _check_person),
        "decisions.csv": BundleFile("decision", decisions, _check_decision),
        "measures.csv": BundleFile("measure", measures, _check_period),
        "events.csv": BundleFile("event", events, _no_more),
        "terminations.csv": BundleFile("termination", terminations, _check_termination),
    }


def _no_more(row: CsvRow) -> Wrong:
    yield from ()


def _check_person(row: CsvRow) -> Wrong:
    if not row["first_name"] and not row["last_name"]:
        yield "first_name", message("fornavn eller etternavn må fylles ut")
    yield from _check_district(row)


def _check_district(row: CsvRow) -> Wrong:
    expected = expected_district(row.get("district"), row.get("municipality"))
    if expected:
        yield "district", expected


def expected_district(district: str | None, municipality: str | None) -> Message | None:
    """Return what a district outside its municipality should be; None inside, or if one is None."""
    if not district or municipality in (None, municipality_of_district(district)):
        return None
    return message("skal være en bydel i kommunen {number}", number=municipality)


def _check_decision(row: CsvRow) -> Wrong:
    """Check the dates: an extension needs an end; a stop and a rejection have only their date."""
    kind = DecisionKind(row["kind"]) if row["kind"] else None
    if kind and not kind.has_period:
        if row["date"] is None:
            row["date"] = row["from"]
        if row["from"] == row["date"]:
            row["from"] = None
        if row["from"] or row["to"]:
            yield "from", message("«{kind}» har bare vedtaksdato, ingen periode", kind=kind.label)
        if row["date"] is None:
            yield "date", message("vedtaksdato må fylles ut")
        return
    if kind is DecisionKind.EXTENSION:
        if row["to"] is None:
            yield "to", message("utvidet deltakelse må ha til-dato")
    elif row["date"] is None and row["from"] is None:
        yield "from", message("fra-dato eller vedtaksdato må fylles ut")
    yield from _check_period(row)


def _check_period(row: CsvRow) -> Wrong:
    if row["from"] and row["to"] and row["to"] < row["from"]:
        yield "to", message("til-dato kan ikke være før fra-dato")


def _check_termination(row: CsvRow) -> Wrong:
    if (row["deleted_by"] is None) != (row["deleted_at"] is None):
        yield "deleted_at", message("deleted_by og deleted_at fylles ut begge to, eller ingen")
    yield from _check_district(row)
