"""Reads NIR's report into staging: 14 columns, with words instead of slugs."""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import dropwhile
from typing import Any

from models.collation import fold
from models.exchange import cell_parsers as cells
from models.exchange.bundle_format import BundleColumn, BundleFile, Wrong
from models.exchange.cell_parsers import InvalidCell
from models.exchange.formula_escaping import unescape_formula
from models.exchange.importing.csv_rows import read_rows
from models.exchange.importing.encoding import WINDOWS, detect_encoding
from models.exchange.importing.nir_titles import TITLES, find_titles
from models.exchange.importing.problems import BadFile, Problem, Problems
from models.exchange.importing.read_bundle import STANDS_TWICE
from models.exchange.importing.source import SourceFile
from models.exchange.importing.stage_rows import RowsRead, stage_rows
from models.exchange.importing.staging import Staging
from models.reference_data.municipalities import Reference
from rules.code_lists import Category, Goal, Law
from rules.invisible_characters import tidy
from rules.message import Message, message
from rules.reasons import find_reason

TABLE = "report"
_TIME = re.compile(r"[ T]\d{1,2}[:.]\d{2}([:.]\d{2})?")
_SEX = {"kvinne": "K", "k": "K", "mann": "M", "m": "M"}


@dataclass(slots=True)
class StagedReport:
    """A report that was read: its rows, its law, and the notices."""

    staging: Staging
    law: Law
    name: str
    notices: list[Message] = field(default_factory=list)


def stage_report(
    source: SourceFile,
    reference: Reference,
    law: Law | None,
    problems: Problems,
    rows_read: RowsRead,
) -> StagedReport:
    """Read a report; errors are added to `problems`. Raises BadFile if it cannot be read at all.

    The law is `law`, or the one named in the lines above the titles. Raises BadFile if they differ.
    """
    encoding = detect_encoding(source)
    titles = find_titles(source, encoding)
    if law and titles.law and law is not titles.law:
        expected = message("rapporten er etter {there}, ikke {asked}", there=titles.law, asked=law)
        raise BadFile(Problem(source.name, expected))
    unknown_goals: Counter[str] = Counter()
    file = _format(reference, unknown_goals)
    by_name = {column.name: column for column in file.columns}
    rows = dropwhile(
        lambda row: row[0] <= titles.row, read_rows(source, encoding, titles.delimiter)
    )
    staging = Staging({source.name: file})
    stage_rows(
        source.name,
        ((number, _trimmed(row)) for number, row in rows if any(map(str.strip, row))),
        [by_name[name] for name in titles.names],
        file,
        staging,
        problems,
        rows_read,
    )
    staging.index()
    for duf, number in staging.duplicates(TABLE):
        problems.add(Problem(source.name, STANDS_TWICE, number, TITLES["duf"], duf))
    law = law or titles.law or Law.INTEGRERINGSLOVEN
    return StagedReport(staging, law, source.name, _notices(source.name, encoding, unknown_goals))


def _trimmed(row: list[str]) -> list[str]:
    """Remove the empty cells that spreadsheets leave at the end, and their apostrophes."""
    while len(row) > len(TITLES) and not row[-1].strip():
        row = row[:-1]
    return [unescape_formula(cell.strip()) for cell in row]


def _notices(name: str, encoding: str, unknown_goals: Counter[str]) -> list[Message]:
    found = []
    if encoding == WINDOWS:
        found.append(
            message("{file} er lest som Windows-1252; se over at æ, ø og å er rette", file=name)
        )
    for text, count in unknown_goals.most_common():
        found.append(
            message(
                "{file}: sluttmålet «{text}» er ukjent ({count} rader); feltet blir tomt",
                file=name,
                text=text,
                count=count,
            )
        )
    return found


def _format(reference: Reference, unknown_goals: Counter[str]) -> BundleFile:
    text, day = cells.read_text, cells.read_day
    readers: dict[str, tuple[cells.CellParser, bool]] = {
        "duf": (cells.read_duf, False),
        "name": (_read_name, False),
        "sex": (_read_sex, False),
        "age": (cells.read_age, True),
        "category": (_read_category, False),
        "goal": (_reader_of_goals(unknown_goals), True),
        "reason": (_read_reason, False),
        "group": (text, True),
        "date": (day, False),
        "county": (text, True),
        "municipality": (text, False),
        "registered_at": (_read_day_of_moment, False),
        "registered_by": (cells.read_registrar, False),
        "deadline": (day, True),
    }
    columns = tuple(
        BundleColumn(name, read, allows_empty=empty, title=TITLES[name])
        for name, (read, empty) in readers.items()
    )

    # Municipalities are renamed on 1 January only, so each name is looked up once per year.
    @cache
    def number_of(name: str, county: str, year: int) -> str | None:
        return reference.find_on(name, county, date(year, 12, 31))

    def check(row: dict[str, Any]) -> Wrong:
        """Replace the municipality's name on the termination date by its number."""
        if row["name"] is not None and not row["name"].strip(" ,"):
            yield "name", message("fornavn eller etternavn må fylles ut")
        name, county = row["municipality"], row["county"] or ""
        if name is None:
            return
        if row["date"] is None:
            # Without a date, only a name that no municipality ever had is known to be wrong.
            if not reference.has_been_named(name):
                yield "municipality", message("skal være en kommune")
            return
        on = date.fromisoformat(row["date"])
        number = number_of(name, county, on.year)
        if number is None:
            yield "municipality", message("skal være en kommune slik den het {day}", day=on)
        row["municipality"] = number or name

    return BundleFile(TABLE, columns, check)


def _read_name(text: str) -> str:
    """Read first and last name with the comma between; the ends of each are tidied."""
    return cells.read_text(", ".join(map(tidy, text.split(",", 1))))


def _read_sex(text: str) -> str:
    try:
        return _SEX[fold(text)]
    except KeyError:
        raise InvalidCell(message("skal være Kvinne eller Mann")) from None


def _read_category(text: str) -> str:
    for category in Category:
        if fold(text) in (fold(category.label), str(category)):
            return str(category)
    labels = ", ".join(category.label for category in Category)
    raise InvalidCell(message("skal være en av: {known}", known=labels))


def _read_reason(text: str) -> str:
    reason = find_reason(text)
    if reason is None:
        raise InvalidCell(message("skal være en av NIRs avslutningsårsaker"))
    return reason.code


def _read_day_of_moment(text: str) -> str:
    return cells.read_day(_TIME.sub("", text))


def _reader_of_goals(unknown: Counter[str]) -> cells.CellParser:
    """Return a reader of end goals, which leaves an unknown one empty and counts it.

    NIR's own spelling of most goals is not known here.
    """
    known = {_goal_key(goal.label): str(goal) for goal in Goal}
    known |= {str(goal): str(goal) for goal in Goal}

    def read(text: str) -> str | None:
        goal = known.get(_goal_key(text))
        if goal is None:
            unknown[cells.read_text(text)] += 1
        return goal

    return read


def _goal_key(text: str) -> str:
    return " ".join(fold(text).replace("–", "-").split())
