"""The base of screens that search while typing, such as the palette, the codes and the help."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from models.errors import RegisterError
from nir_tui.actions import Scope, bindings
from nir_tui.presentation.i18n import _
from nir_tui.presentation.safe_text import content, shorten
from nir_tui.screens.common.base import ModalBase
from nir_tui.widgets.fields.list_input import ListInput
from nir_tui.widgets.key_line import KeyFooter
from nir_tui.widgets.option_list import NoColorOptionList


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry found: its line, a text shown below the list, and its value."""

    line: str
    more: str = ""
    value: str = ""


class _Entries(NoColorOptionList):
    """The list; the text below may take rows from it, but never the one with the cursor."""

    can_focus = False

    def on_resize(self) -> None:
        """Keep the cursor visible."""
        self.scroll_to_highlight()


class Lookup(ModalBase):
    """An input, the list of matching entries, and more about the entry under the cursor."""

    where = Scope.READING
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.READING)]

    title_text = ""
    placeholder = ""

    def __init__(self) -> None:
        super().__init__()
        self._entries: Sequence[Entry] = ()

    def compose(self) -> ComposeResult:
        """Yield title, input, list, more about the entry, and keys."""
        yield Static(content(self.title_text, "bold"), id="header", markup=False)
        yield ListInput(placeholder=self.placeholder, id="lookup-input")
        yield _Entries(markup=False, compact=True, id="lookup-list")
        yield Static(id="lookup-more", markup=False)
        yield KeyFooter()

    @property
    def typing(self) -> bool:
        """Always True: the focus is in a text field."""
        return True

    def on_mount(self) -> None:
        """List all entries at first."""
        self._find("")
        self.go_to(self.is_first)
        self.query_one(ListInput).focus()

    def find(self, typed: str) -> Sequence[Entry]:
        """Return the entries that match the text."""
        raise NotImplementedError

    def is_first(self, entry: Entry) -> bool:
        """Whether the cursor is on an entry at first; the first one where it is on none."""
        return False

    async def take(self, entry: Entry) -> None:
        """Handle Enter on an entry."""

    @property
    def current(self) -> Entry | None:
        """The entry under the cursor."""
        index = self.query_one(OptionList).highlighted
        return self._entries[index] if index is not None and index < len(self._entries) else None

    @on(Input.Changed)
    def _typed(self, changed: Input.Changed) -> None:
        self._find(changed.value)

    def _find(self, typed: str) -> None:
        try:
            self._entries = self.find(typed.strip())
        except RegisterError as error:
            self.show_error(error)
            return
        width = self.app.size.width - 3
        options = self.query_one(OptionList)
        options.set_options(
            Option(content(shorten(f" {entry.line}", width))) for entry in self._entries
        )
        options.highlighted = 0 if self._entries else None
        self._show_more()

    def go_to(self, wanted: Callable[[Entry], bool]) -> None:
        """Put the cursor on the first entry for which `wanted` is true, if there is one."""
        found = (index for index, entry in enumerate(self._entries) if wanted(entry))
        options = self.query_one(OptionList)
        options.highlighted = next(found, options.highlighted)
        self._show_more()

    @on(ListInput.Moved)
    def _move(self, moved: ListInput.Moved) -> None:
        options = self.query_one(OptionList)
        if self._entries:
            start = options.highlighted or 0
            by = moved.rows(options.size.height, len(self._entries))
            options.highlighted = max(0, min(start + by, len(self._entries) - 1))
            self._show_more()

    def _show_more(self) -> None:
        more = self.current.more if self.current else _("Ingen treff")
        self.query_one("#lookup-more", Static).update(content(more))

    @on(Input.Submitted)
    async def _take(self) -> None:
        if self.current:
            await self.take(self.current)
