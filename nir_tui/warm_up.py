"""What the keys most used will need, imported while nobody presses any.

The first screen is there sooner without them, and the first `f` or `Enter` is not slower for it.
"""

import importlib

from textual.app import App

from nir_tui.garbage import resume_collection
from nir_tui.rest import Rest

MODULES = (
    "nir_tui.screens.person",
    "nir_tui.forms.termination",
    "nir_tui.forms.filters",
    "nir_tui.screens.palette",
    "nir_tui.screens.confirm",
    "nir_tui.forms.decision",
    "nir_tui.screens.explanation",
    "nir_tui.screens.statistics",
    "nir_tui.screens.help",
)
_FIRST, _BETWEEN = 0.4, 0.05
"""Seconds: the first screen comes first, and a key between two modules does not wait for both."""


def warm_up(app: App[None], rest: Rest) -> None:
    """Import one module after another, beginning when the first screen stands; then rest begins."""
    left = iter(MODULES)

    def one_more() -> None:
        module = next(left, None)
        if module is None:
            resume_collection(rest)
            rest.open()
            return
        importlib.import_module(module)
        app.set_timer(_BETWEEN, one_more)

    app.set_timer(_FIRST, one_more)
