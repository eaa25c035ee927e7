"""The lists: the report, the work list and the list of persons, each with what it shows."""

from typing import NamedTuple

from models.list_filter import ListFilter, Subject

_REPORT_COLUMNS = ("duf", "name", "category", "goal", "reason", "date")
_REPORT_FILE = (
    *("duf", "name", "sex", "age", "category", "goal", "reason", "group", "date"),
    *("county", "municipality", "registered_at", "registered_by", "completion_deadline"),
)
_PERSONS_FILE = (
    *("duf", "name", "sex", "age", "law", "category", "goal", "status"),
    *("deadline", "start_deadline", "completion_deadline", "open_leave", "known"),
    *("municipality", "district", "reason", "date", "days"),
)


class ListFile(NamedTuple):
    """A list as a file: its name, the name of the sheet, the heading and the columns.

    The heading has the place `law`.
    """

    name: str
    sheet: str
    heading: str
    columns: tuple[str, ...]


_REPORT_SHEET = ListFile(
    "avsluttede",
    "Avsluttede",
    "Oversikt over personer avsluttet introduksjonsprogram etter {law}",
    _REPORT_FILE,
)
_PERSONS_SHEET = ListFile("personer", "Personer", "Personer", _PERSONS_FILE)


class ListKind(NamedTuple):
    """A list: its name and title, columns, first order, places and file.

    `of_terminations`: a row is a person's active termination, with the municipality and district
    that it was registered in; otherwise it is any person, with those that follow them up now.
    """

    name: str
    title: str
    columns: tuple[str, ...]
    first_column: str
    file: ListFile
    of_terminations: bool
    has_one_law: bool = False

    @property
    def municipality_column(self) -> str:
        """The list row's column of the municipality that the list goes by."""
        return "ended_municipality" if self.of_terminations else "municipality"

    @property
    def district_column(self) -> str:
        """The list row's column of the district that the list goes by."""
        return "ended_district" if self.of_terminations else "district"


REPORT = ListKind(
    "report",
    "Deltakere som har avsluttet introduksjonsprogram",
    *(_REPORT_COLUMNS, "reason", _REPORT_SHEET),
    of_terminations=True,
    has_one_law=True,
)
WORK_LIST = ListKind(
    "work-list",
    "Arbeidsliste",
    *((*_REPORT_COLUMNS[:-1], "days"), "date", _REPORT_SHEET),
    of_terminations=True,
)
PERSONS = ListKind(
    "persons",
    "Personer",
    *(("duf", "name", "category", "goal", "status", "deadline"), "name", _PERSONS_SHEET),
    of_terminations=False,
)
PERSONS_TO_CORRECT = ListKind(
    "persons-to-correct",
    "Personer",
    *((*_REPORT_COLUMNS[:-1], "days"), "date", _PERSONS_SHEET),
    of_terminations=False,
)
"""Persons that need correction: the reason and the days since are what tells them apart."""

PERSONS_BY_DEADLINE = ListKind(
    "persons", "Personer", PERSONS.columns, "deadline", _PERSONS_SHEET, of_terminations=False
)
KINDS = (REPORT, WORK_LIST, PERSONS, PERSONS_TO_CORRECT, PERSONS_BY_DEADLINE)


def kind_of(list_filter: ListFilter) -> ListKind:
    """Return the list that a filter is of."""
    if list_filter.subject is Subject.ENDED:
        return WORK_LIST if list_filter.is_work_list else REPORT
    if list_filter.only_corrections:
        return PERSONS_TO_CORRECT
    return PERSONS if list_filter.deadline_within is None else PERSONS_BY_DEADLINE
