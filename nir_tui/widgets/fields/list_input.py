"""An input whose arrows move the cursor of the list below it."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message as WidgetMessage

from nir_tui.widgets.fields.safe_input import SafeInput


class ListInput(SafeInput):
    """An input whose arrows go to the list below, as do Home and End while nothing is typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move('row', 1)", show=False),
        Binding("up", "move('row', -1)", show=False),
        Binding("pagedown", "move('page', 1)", show=False),
        Binding("pageup", "move('page', -1)", show=False),
        Binding("home", "to_end(-1)", show=False),
        Binding("end", "to_end(1)", show=False),
    ]

    class Moved(WidgetMessage):
        """A key that moves the cursor of the list was pressed."""

        def __init__(self, what: str, way: int) -> None:
            """`what`: by a `row` or a `page`, or to an `end`; `way`: 1 down, -1 up."""
            super().__init__()
            self._what, self._way = what, way

        def rows(self, shown: int, length: int) -> int:
            """Return the rows to move, down positive, in a list that shows `shown` of `length`."""
            return self._way * {"row": 1, "page": max(1, shown), "end": length}[self._what]

    def action_move(self, what: str, way: int) -> None:
        """Move the cursor of the list."""
        self.post_message(self.Moved(what, way))

    def action_to_end(self, way: int) -> None:
        """Go to an end of the text, or of the list if nothing is typed."""
        if not self.value:
            self.action_move("end", way)
        elif way < 0:
            self.action_home()
        else:
            self.action_end()
