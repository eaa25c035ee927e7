"""An input whose arrows move the cursor of a list that stands below it."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from nir_tui.widgets.steady_input import SteadyInput

_A_PAGE = 5


class ListInput(SteadyInput):
    """Typing stays here; the arrows are for the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("pagedown", f"move({_A_PAGE})", show=False),
        Binding("pageup", f"move(-{_A_PAGE})", show=False),
    ]

    class Moved(Message):
        """An arrow was pressed."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    def action_move(self, by: int) -> None:
        """Move the cursor of the list."""
        self.post_message(self.Moved(by))
