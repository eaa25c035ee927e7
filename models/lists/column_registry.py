"""The columns of the lists, one entry each: on the screen, as an order, and in a file.

A new column is a new entry here, and its name in the lists that show it (`list_kinds.py`). A
column to order by needs an index that holds its order.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import repeat
from operator import attrgetter
from typing import Any, NamedTuple

from models.list_filter import ListFilter
from models.lists.list_line import ListLine
from models.reference_data.municipalities import Reference
from models.tables.norwegian_time import day_in_norway
from rules.code_lists import Category, Goal, Group, Law, Status
from rules.reason_table import Reason
from rules.reasons import REASONS

LabelPairs = tuple[tuple[str, str], ...]
"""Codes with their labels."""


class CodeLabels(NamedTuple):
    """The labels of a column's codes, in full and shortened."""

    full: LabelPairs = ()
    short: LabelPairs = ()


_NO_LABELS = CodeLabels()


class ValueKind(Enum):
    """What the values of a column are, and so how they are shown."""

    TEXT = auto()
    DUF = auto()
    CODE = auto()
    DAY = auto()
    NUMBER = auto()
    DAYS = auto()
    """A number of days."""


class OrderKind(Enum):
    """How rows are ordered by a column."""

    UNIQUE = auto()
    TEXT = auto()
    CODES = auto()
    """By the full label in bokmål, in Norwegian order, in every language and width."""
    DAYS = auto()
    """Rows without a day come last in both directions."""


class ColumnOrder(NamedTuple):
    """How rows are ordered: the list row's column, and the line's field that holds the same.

    The field is also the name of the order.
    """

    kind: OrderKind
    column: str
    field: str
    then: str = ""
    """The column, a day, that orders rows of the same code; DUF number otherwise."""


@dataclass(slots=True)
class RowContext:
    """What values depend on besides the row: the day, and whether the list is of terminations."""

    find_reference: Callable[[], Reference] = field(compare=False)
    today: datetime.date
    of_terminations: bool
    _places: dict[tuple[str, int], tuple[str, str]] = field(default_factory=dict, compare=False)

    def day_for(self, line: ListLine) -> datetime.date:
        """Return the day that an age is counted on: the termination date, else today."""
        return line.date if self.of_terminations and line.date else self.today

    def place(self, line: ListLine) -> tuple[str, str]:
        """Return the names of county and municipality: those of the termination on its date."""
        number, day = line.ended_municipality, line.date
        if not (self.of_terminations and number and day):
            return "", self.find_reference().name(line.municipality)
        key = number, day.year
        if found := self._places.get(key):
            return found
        return self._places.setdefault(key, self.find_reference().number_named_on(number, day))

    def district(self, line: ListLine) -> str:
        """Return the name of the district: the termination's in a list of terminations."""
        number = line.ended_district if self.of_terminations else line.district
        return self.find_reference().district_name(number)


_Value = Callable[[ListLine, RowContext], Any]


class ListColumn(NamedTuple):
    """A column of a list.

    `titles`: in full, then ever shorter. `word`: its name among the columns to order by. `width`:
    cells at 80 columns, 0 for one that only files have; `wholes`: widths in which (nearly) every
    label is whole. `file_width`: characters, in a file. `value`: computes the value of a row; None
    for the field of the column's own name. `labels`: of a column of codes.
    """

    name: str
    titles: tuple[str, ...]
    kind: ValueKind
    width: int = 0
    file_width: int = 16
    word: str = ""
    value: _Value | None = None
    order: ColumnOrder | None = None
    reverses: bool = False
    """Whether its values rise where those of its order fall."""
    wholes: tuple[int, ...] = ()
    labels: CodeLabels = _NO_LABELS
    filter: str = ""
    """The field of a filter with the codes that it lets through; empty: it is not filtered by."""
    needs_details: bool = False
    """Whether the value is only in lines that are filled in `with_details`."""

    @property
    def title(self) -> str:
        """The title in full, as in files."""
        return self.titles[0]

    def values(self, lines: Iterable[ListLine], context: RowContext) -> Iterator[Any]:
        """Return the values of several rows; codes stay codes."""
        if self.value is None:
            return map(attrgetter(self.name), lines)
        return map(self.value, lines, repeat(context))


def _labels(codes: Iterable[Any]) -> CodeLabels:
    known = tuple(codes)
    return CodeLabels(
        tuple((_code(one), one.label) for one in known),
        tuple((_code(one), one.short_label) for one in known),
    )


def _code(one: Any) -> str:
    return one.code if isinstance(one, Reason) else str(one)


def _age(line: ListLine, context: RowContext) -> int | None:
    """Return the age in whole years; as NIR reported it if no day of birth is known."""
    born = line.born
    if born is None:
        return line.reported_age
    day = context.day_for(line)
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _group(line: ListLine, _context: RowContext) -> str | None:
    """Return the goal attainment group as NIR's file writes it."""
    return _GROUPS[line.reason] if line.reason else None


def _days_since(line: ListLine, context: RowContext) -> int | None:
    return (context.today - line.date).days if line.date else None


def _registered_on(line: ListLine, _context: RowContext) -> datetime.date | None:
    return day_in_norway(line.registered_at) if line.registered_at else None


_NOT_COUNTED = "Inngår ikke i tallgrunnlaget"
"""NIR's short form of the last group, used in its file."""

_GROUPS = {
    code: _NOT_COUNTED if reason.group is Group.NOT_COUNTED else str(reason.group)
    for code, reason in REASONS.items()
}

_SEX = {"K": "Kvinne", "M": "Mann"}
_BY_DATE = ColumnOrder(OrderKind.DAYS, "date", "date")
_BY_REASON = ColumnOrder(OrderKind.CODES, "reason", "reason", then="date")


def _by_codes(name: str) -> ColumnOrder:
    return ColumnOrder(OrderKind.CODES, name, name)


_ALL = (
    ListColumn(
        "duf", ("DUF-nummer",), ValueKind.DUF, 15, 17, "DUF",
        order=ColumnOrder(OrderKind.UNIQUE, "duf", "duf"),
    ),
    ListColumn(
        "name", ("Fornavn, Etternavn", "Navn"), ValueKind.TEXT, 18, 28, "navn",
        order=ColumnOrder(OrderKind.TEXT, "sort_name", "name"),
    ),
    ListColumn(
        "sex", ("Kjønn",), ValueKind.TEXT, 7, 9, "kjønn",
        value=lambda line, _context: _SEX.get(line.sex, line.sex), needs_details=True,
    ),
    ListColumn(
        "age", ("Alder",), ValueKind.NUMBER, 6, 8, "alder", value=_age, needs_details=True
    ),
    ListColumn("law", ("Lov",), ValueKind.CODE, 19, 20, "lov", labels=_labels(Law)),
    ListColumn(
        "category", ("Kategori", "Kat", "K"), ValueKind.CODE, 4, 38, "kategori",
        order=_by_codes("category"), wholes=(40,), labels=_labels(Category), filter="categories",
    ),
    ListColumn(
        "goal", ("Sluttmål",), ValueKind.CODE, 11, 60, "sluttmål",
        order=_by_codes("goal"), wholes=(82,), labels=_labels(Goal),
    ),
    ListColumn(
        "status", ("Status",), ValueKind.CODE, 20, 22, "status",
        order=_by_codes("status"), wholes=(21,), labels=_labels(Status), filter="statuses",
    ),
    ListColumn(
        # 47 cells hold every label but one; the line under the list shows that one in full.
        "reason", ("Avslutningsårsak", "Årsak"), ValueKind.CODE, 19, 45, "årsak",
        order=_BY_REASON, wholes=(47, 61), labels=_labels(REASONS.values()), filter="reasons",
    ),
    ListColumn("group", ("Avslutningsårsakgruppe",), ValueKind.TEXT, 0, 30, value=_group),
    ListColumn(
        "date", ("Avslutningsdato", "Dato"), ValueKind.DAY, 11, 17, "dato", order=_BY_DATE
    ),
    ListColumn(
        "days", ("Dager siden avslutning", "Siden"), ValueKind.DAYS, 11, 23, "siden",
        value=_days_since, order=_BY_DATE, reverses=True,
    ),
    ListColumn(
        "county", ("Oppfølgingsfylke",), ValueKind.TEXT, 0, 22,
        value=lambda line, context: context.place(line)[0],
    ),
    ListColumn(
        "municipality", ("Oppf.kommune", "Kommune"), ValueKind.TEXT, 15, 22, "kommune",
        value=lambda line, context: context.place(line)[1],
    ),
    ListColumn(
        "district", ("Bydel",), ValueKind.TEXT, 15, 20, "bydel",
        value=lambda line, context: context.district(line),
    ),
    ListColumn(
        "registered_at", ("Registrert dato", "Registrert"), ValueKind.DAY, 11, 17, "registrert",
        value=_registered_on, needs_details=True,
    ),
    ListColumn(
        "registered_by", ("Registrert av", "Reg. av"), ValueKind.TEXT, 13, 16, "registrert av"
    ),
    ListColumn(
        "deadline", ("Frist",), ValueKind.DAY, 11, 13, "frist",
        order=ColumnOrder(OrderKind.DAYS, "deadline", "deadline"),
    ),
    ListColumn(
        "start_deadline", ("Frist for oppstart", "Oppstart"), ValueKind.DAY, 11, 19, "oppstart"
    ),
    ListColumn(
        "completion_deadline", ("Frist for gjennomføring", "Gj.frist"), ValueKind.DAY, 11, 24,
        "gjennomføring",
    ),
    ListColumn(
        "open_leave", ("Permisjon uten sluttdato",), ValueKind.TEXT, 0, 24,
        value=lambda line, _context: "Ja" if line.open_leave else None,
    ),
    ListColumn(
        "known", ("Kjent fra",), ValueKind.TEXT, 0, 14,
        value=lambda line, _context: "NIR-rapport" if line.from_report else None,
    ),
)  # fmt: skip

LIST_COLUMNS = {column.name: column for column in _ALL}
"""Every column by name."""

ORDERS = {column.order.field: column.order for column in _ALL if column.order}
"""Every order by name, as `--sort` takes it."""


def filtered_codes(list_filter: ListFilter) -> dict[str, list[str]]:
    """Return the codes that a filter lets through, by the column that holds them."""
    found = {}
    for column in _FILTERED:
        if wanted := getattr(list_filter, column.filter):
            found[column.name] = [str(code) for code in wanted]
    return found


_FILTERED = tuple(column for column in _ALL if column.filter)
