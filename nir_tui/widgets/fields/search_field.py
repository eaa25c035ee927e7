"""The report's search field: the arrow down leaves it for the list."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message as WidgetMessage

from nir_tui.widgets.fields.safe_input import SafeInput


class SearchField(SafeInput):
    """An input that passes the focus to the list below it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("down", "leave_down", show=False)]

    class Down(WidgetMessage):
        """The arrow down was pressed."""

    def action_leave_down(self) -> None:
        """Go to the list."""
        self.post_message(self.Down())
