"""Sends the shape of the mouse pointer only when it changes: Textual sends it with every screen.

Gain: 13 bytes for each screen that opens.
"""

from textual.app import App

from nir_tui.runtime.switch import Trick, is_on


class PointerShapeApp(App[None], inherit_bindings=False):
    """An application that keeps the shape it has sent."""

    _pointer = "default"

    def _set_pointer_shape(self, shape: str) -> None:
        if shape != self._pointer or not is_on(Trick.POINTER_SHAPE):
            self._pointer = shape
            super()._set_pointer_shape(shape)
