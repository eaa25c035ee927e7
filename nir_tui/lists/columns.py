"""The lists' columns fitted to the width: short labels at 80 cells, whole ones where they fit."""

from dataclasses import dataclass
from datetime import date

from rich.text import Text

from models.list_filter import ListFilter, Subject
from models.lists.pages import ListLine
from models.lists.sort_order import (
    CANONICAL,
    PERSONS_COLUMNS,
    REPORT_COLUMNS,
    LabelPairs,
    Labels,
    Order,
)
from nir_tui.presentation import short_labels as labels
from nir_tui.presentation.i18n import _, label, marked
from nir_tui.presentation.safe_text import cell, fit, sanitize
from nir_tui.widgets.paged_table import TableColumn
from rules.code_lists import Status
from rules.duf_number import format_duf
from rules.message import norwegian_date

DOT = "●"
HOLLOW = "◦"
"""The marks of a row to correct, and of one that is set aside."""
_MARK = 2
_LAST = ("date", "deadline")
_NARROW: dict[tuple[str, ...], tuple[int, ...]] = {
    REPORT_COLUMNS: (15, 19, 4, 11, 19, 10),
    PERSONS_COLUMNS: (15, 18, 4, 11, 20, 10),
}
_TITLES = {
    "duf": (marked("DUF-nummer"),),
    "name": (marked("Fornavn, Etternavn"), marked("Navn")),
    "category": (marked("Kategori"), marked("Kat"), marked("K")),
    "goal": (marked("Sluttmål"),),
    "reason": (marked("Avslutningsårsak"), marked("Årsak")),
    "date": (marked("Avslutningsdato"), marked("Dato")),
    "status": (marked("Status"),),
    "deadline": (marked("Frist"),),
}
"""The titles of each column, in full, then ever shorter."""

_WHOLE = (("status", 21), ("reason", 47), ("category", 40), ("reason", 61), ("goal", 82))
"""Widths at which labels are whole (the longest and a space), in the order they are given room.

47 holds every reason but one; the line under the list shows that one in full.
"""


def columns_of(list_filter: ListFilter) -> tuple[str, ...]:
    """Return the columns of the report or of the persons.

    Persons that need correction have the report's, which show reason and date.
    """
    is_report = list_filter.subject is Subject.ENDED or list_filter.only_corrections
    return REPORT_COLUMNS if is_report else PERSONS_COLUMNS


def shows_days(list_filter: ListFilter) -> bool:
    """Return whether the last column shows the days since the termination, not its date."""
    is_persons = list_filter.subject is Subject.PERSONS
    return list_filter.is_work_list or (is_persons and list_filter.only_corrections)


@dataclass(frozen=True, slots=True)
class Layout:
    """Columns, widths and labels for one list and one width of terminal.

    `today` is given if the last column shows the days since the termination, not its date.
    """

    widths: dict[str, int]
    labels: Labels
    statuses: LabelPairs
    today: date | None = None

    def columns(self, order: Order) -> list[TableColumn]:
        """Return the columns, the one ordered by marked with its direction."""
        found = [TableColumn("", _MARK)]
        for name, width in self.widths.items():
            titles = (marked("Siden"),) if name == "date" and self.today else _TITLES[name]
            arrow = ""
            if name == order.column:
                # The earlier the date, the more days since.
                turned = name == "date" and self.today is not None
                arrow = " v" if order.descending is not turned else " ^"
            gap = 0 if name in _LAST else 1
            fitting = (t for t in map(_, titles) if len(t) + len(arrow) + gap <= width)
            found.append(TableColumn(next(fitting, _(titles[-1])) + arrow, width))
        return found

    def cells(self, line: ListLine, mark_style: str, is_aside: bool = False) -> list[Text]:
        """Return the cells of one row; the mark has its own style, hollow for one set aside."""
        texts = self._texts(line)
        mark = cell(f"{HOLLOW if is_aside else _mark(line)} ", mark_style)
        return [mark, *(cell(self._fitted(name, texts[name])) for name in self.widths)]

    def _texts(self, line: ListLine) -> dict[str, str]:
        ended = norwegian_date(line.date)
        if self.today and line.date:
            days = (self.today - line.date).days
            ended = _("{days} dager").format(days=days).rjust(self.widths["date"])
        return {
            "duf": format_duf(line.duf),
            "name": line.name,
            "category": _(dict(self.labels.categories)[line.category]),
            "goal": _(dict(self.labels.goals)[line.goal]) if line.goal else "",
            "reason": _(dict(self.labels.reasons)[line.reason]) if line.reason else "",
            "date": ended,
            "status": _(dict(self.statuses)[line.status]),
            "deadline": norwegian_date(line.deadline),
        }

    def shortened(self, line: ListLine) -> list[str]:
        """Return in full the texts that are shortened in their column."""
        goal = dict(CANONICAL.goals)[line.goal] if line.goal else ""
        reason = dict(CANONICAL.reasons)[line.reason] if line.reason else ""
        full = {
            "reason": _(reason),
            "status": label(Status(line.status)),
            "name": sanitize(line.name),
            "category": _(dict(CANONICAL.categories)[line.category]),
            "goal": _(goal),
        }
        shown = {name: self._fitted(name, text) for name, text in self._texts(line).items()}
        return [
            text
            for name, text in full.items()
            if text and name in self.widths and shown[name].rstrip() != text
        ]

    def _fitted(self, name: str, text: str) -> str:
        """Return a column's text with a space after it; the last column needs none."""
        gap = 0 if name in _LAST else 1
        return fit(text, self.widths.get(name, 1) - gap)


def is_on_open_leave(line: ListLine) -> bool:
    """Return whether a person in the programme is on open-ended leave: the deadline will move."""
    return line.open_leave and not line.reason


def _mark(line: ListLine) -> str:
    """Return a dot for a row that needs correction, a letter for leave without an end."""
    if line.needs_correction:
        return DOT
    return _("P") if is_on_open_leave(line) else " "


def layout_for(list_filter: ListFilter, width: int, today: date) -> Layout:
    """Return whole labels where they fit, the most telling first; spare width goes to the name."""
    names = columns_of(list_filter)
    widths = dict(zip(names, _NARROW[names], strict=True))
    left = width - _MARK - sum(widths.values())
    whole: set[str] = set()
    for name, wide in _WHOLE:
        if name not in widths:
            continue
        more = wide - widths[name]
        if more > left:
            break
        widths[name] += more
        left -= more
        whole.add(name)
    widths["name"] += max(0, min(left, 20))
    shown = Labels(
        CANONICAL.reasons if "reason" in whole else labels.SHORT.reasons,
        CANONICAL.goals if "goal" in whole else labels.SHORT.goals,
        CANONICAL.categories if "category" in whole else labels.SHORT.categories,
    )
    statuses = labels.WHOLE_STATUSES if "status" in whole else labels.SHORT_STATUS_LABELS
    return Layout(widths, shown, statuses, today if shows_days(list_filter) else None)
