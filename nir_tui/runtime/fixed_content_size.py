"""Widgets whose content is measured when they are laid out, and not once more after it."""

from textual.containers import Vertical
from textual.geometry import Size
from textual.reactive import Reactive


class NoContentRelayout:
    """Of a widget: what is in it never makes it scroll beyond what it was given room for.

    Textual has the whole screen laid out again wherever the size of a content is another than
    before; at every letter typed, and at every list that opens.
    """

    # No widget itself: Textual takes a widget's styles from its first base that is one.
    virtual_size = Reactive(Size(0, 0))


class FormColumn(NoContentRelayout, Vertical):
    """What stands below one another."""
