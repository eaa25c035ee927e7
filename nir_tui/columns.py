"""The report's columns in the room there is: short labels at 80, whole ones where they fit."""

from dataclasses import dataclass

from rich.text import Text

from models.report import CANONICAL, COLUMNS, Labels, Order, ReportLine
from nir_tui import labels
from nir_tui.language import _, marked
from nir_tui.text import cell, fit, plain
from nir_tui.widgets.paged_table import Column
from rules.duf import format_duf
from rules.sentence import norwegian_date

DOT = "●"
_MARK, _DUF, _DATE = 2, 15, 10
_NARROW = {"name": 19, "category": 4, "goal": 11, "reason": 19}
_TITLES = {
    "duf": marked("DUF-nummer"),
    "name": marked("Fornavn, Etternavn"),
    "category": marked("Kategori"),
    "goal": marked("Sluttmål"),
    "reason": marked("Avslutningsårsak"),
    "date": marked("Avslutningsdato"),
}
_SHORT_TITLES = {"category": marked("Kat"), "reason": marked("Årsak"), "date": marked("Dato")}
_TITLES_BESIDE_ARROW = {"category": marked("K"), "name": marked("Navn")}
_WHOLE = (("reason", 47), ("category", 40), ("reason", 61), ("goal", 82))
"""Widths at which labels are whole, in the order they are given room: the widest and a space.

47 holds every reason but one; the line under the list has that one in full.
"""


@dataclass(frozen=True, slots=True)
class Layout:
    """Widths and labels for one width of terminal."""

    widths: dict[str, int]
    labels: Labels

    def columns(self, order: Order) -> list[Column]:
        """The columns, the ordering one marked with its direction."""
        arrow = "v" if order.descending else "^"
        found = [Column("", _MARK)]
        for name in COLUMNS:
            title = _(_TITLES[name])
            if len(title) + 3 > self.widths[name]:
                title = _(_SHORT_TITLES.get(name, _TITLES[name]))
            if name == order.column:
                if len(title) + 3 > self.widths[name]:
                    title = _(_TITLES_BESIDE_ARROW.get(name, title))
                title = f"{title} {arrow}"
            found.append(Column(title, self.widths[name]))
        return found

    def cells(self, line: ReportLine, mark_style: str) -> list[Text]:
        """One row; the mark of those that need correction has a style of its own."""
        texts = {
            "duf": format_duf(line.duf),
            "name": line.name,
            "category": _(dict(self.labels.categories)[line.category]),
            "goal": _(dict(self.labels.goals)[line.goal]) if line.goal else "",
            "reason": _(dict(self.labels.reasons)[line.reason]),
            "date": norwegian_date(line.date),
        }
        mark = cell(f"{DOT} ", mark_style) if line.needs_correction else cell("  ")
        return [mark, *(cell(self._fitted(name, texts[name])) for name in COLUMNS)]

    def shortened(self, line: ReportLine) -> list[str]:
        """In full, what stands shortened in its column."""
        goal = dict(CANONICAL.goals)[line.goal] if line.goal else ""
        full = {
            "reason": _(dict(CANONICAL.reasons)[line.reason]),
            "name": plain(line.name),
            "category": _(dict(CANONICAL.categories)[line.category]),
            "goal": _(goal),
        }
        shown = dict(zip(COLUMNS, (text.plain for text in self.cells(line, "")[1:]), strict=True))
        return [text for name, text in full.items() if text and shown[name].rstrip() != text]

    def _fitted(self, name: str, text: str) -> str:
        """A column's text with a space after it; the date comes last and needs none."""
        gap = 0 if name == "date" else 1
        return fit(text, self.widths[name] - gap)


def layout_for(width: int) -> Layout:
    """Whole labels for reason, then category, then goal, as they fit; what is left to the name."""
    widths = {"duf": _DUF, "date": _DATE, **_NARROW}
    chosen: dict[str, tuple[tuple[str, str], ...]] = {
        "reason": labels.SHORT.reasons,
        "category": labels.SHORT.categories,
        "goal": labels.SHORT.goals,
    }
    whole = {
        "reason": CANONICAL.reasons,
        "category": CANONICAL.categories,
        "goal": CANONICAL.goals,
    }
    left = width - _MARK - sum(widths.values())
    for name, wide in _WHOLE:
        more = wide - widths[name]
        if more > left:
            break
        widths[name] += more
        left -= more
        chosen[name] = whole[name]
    widths["name"] += max(0, min(left, 20))
    return Layout(widths, Labels(chosen["reason"], chosen["goal"], chosen["category"]))
