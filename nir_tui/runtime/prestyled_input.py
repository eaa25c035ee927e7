"""An input created with its final CSS classes.

Textual adds them one by one, and looks up all styles of the input for each.

Gain: fewer look-ups. In time none was found, in eleven rounds.
"""

from typing import Any

from textual.reactive import Reactive
from textual.widgets import Input

from nir_tui.runtime.fixed_content_size import NoContentRelayout
from nir_tui.runtime.switch import Trick, is_on

_FINAL_CLASSES = "-textual-compact -valid"


class PrestyledInput(NoContentRelayout, Input):
    """A compact input."""

    if is_on(Trick.PRESTYLED_INPUT):
        # Textual's own has no initial value that fits, and sets the class later.
        compact = Reactive(True, toggle_class="-textual-compact")

    def __init__(self, value: str, **options: Any) -> None:
        """`options` are those of `Input`, but for `compact` and `classes`."""
        classes = _FINAL_CLASSES if is_on(Trick.PRESTYLED_INPUT) else None
        super().__init__(value=value, compact=True, classes=classes, **options)
