"""`Kolonner`: which columns a list shows, and in which order; kept for the user."""

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from models.lists.chosen_columns import ALWAYS, choose_columns, columns_to_choose
from models.lists.column_registry import LIST_COLUMNS
from models.lists.list_kinds import ListKind
from nir_tui.actions import Scope, bindings
from nir_tui.presentation.i18n import _
from nir_tui.presentation.safe_text import content
from nir_tui.screens.common.base import ModalBase
from nir_tui.widgets.key_line import KeyFooter
from nir_tui.widgets.row_list import RowList, TextRow


@dataclass(frozen=True, slots=True)
class _ColumnRow(TextRow):
    name: str = ""


class ColumnChoice(ModalBase):
    """The columns in their order, those shown marked; its answer is the message after saving."""

    where = Scope.COLUMNS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.COLUMNS)]

    def __init__(self, kind: ListKind) -> None:
        super().__init__()
        self._kind = kind
        self._order: list[str] = []
        self._shown: set[str] = set()

    def compose(self) -> ComposeResult:
        """Yield the title, the columns, what fits, and the keys."""
        title = _("Kolonner · {list}").format(list=_(self._kind.title))
        yield Static(content(title, "bold"), id="header", markup=False)
        yield RowList()
        yield Static(id="whole-row", markup=False)
        yield KeyFooter()

    def on_mount(self) -> None:
        """Show the columns as they are now."""
        self._begin_with(self.session.columns.get(self._kind.name) or self._kind.columns)
        self.query_one(RowList).focus()

    def _begin_with(self, shown: tuple[str, ...]) -> None:
        self._order = list(dict.fromkeys((*shown, *columns_to_choose(self._kind))))
        self._shown = set(shown)
        self._show()

    def _show(self) -> None:
        rows = []
        for name in self._order:
            column = LIST_COLUMNS[name]
            sign = "x" if name in self._shown else " "
            rows.append(_ColumnRow(f" [{sign}] {_(column.title)}", name=name))
        self.query_one(RowList).show(rows)
        cells = 2 + sum(LIST_COLUMNS[name].width for name in self._chosen)
        text = _("Trenger {cells} tegn i bredden; de siste vises ikke der det er trangere.")
        self.query_one("#whole-row", Static).update(content(text.format(cells=cells)))

    @property
    def _chosen(self) -> tuple[str, ...]:
        return tuple(name for name in self._order if name in self._shown)

    @property
    def _here(self) -> str:
        row = self.query_one(RowList).current
        return row.name if isinstance(row, _ColumnRow) else ""

    def unavailable_reason(self, action_id: str) -> str | None:
        """Return that a list always shows the number and the name."""
        if action_id == "columns.include" and self.is_mounted and self._here in ALWAYS:
            return _("DUF-nummer og navn vises alltid")
        return None

    def do_include(self) -> None:
        """Show the column on the row, or not."""
        self._shown ^= {self._here}
        self._show()

    def do_up(self) -> None:
        """Move the column towards the left."""
        self._move(-1)

    def do_down(self) -> None:
        """Move the column towards the right."""
        self._move(1)

    def _move(self, by: int) -> None:
        here = self._here
        place = self._order.index(here)
        target = place + by
        if 0 <= target < len(self._order):
            self._order.insert(target, self._order.pop(place))
            self._show()
            rows = self.query_one(RowList)
            rows.go_to(lambda row: isinstance(row, _ColumnRow) and row.name == here)

    def do_first(self) -> None:
        """Choose the columns that the list has by itself."""
        self._begin_with(self._kind.columns)

    def do_save(self) -> None:
        """Keep the choice for the user."""
        session, chosen = self.session, self._chosen
        own = None if chosen == self._kind.columns else chosen
        choose_columns(session.register, session.actor, self._kind, own)
        if own is None:
            session.columns.pop(self._kind.name, None)
        else:
            session.columns[self._kind.name] = own
        self.dismiss(_("Kolonnene er lagret for deg"))
