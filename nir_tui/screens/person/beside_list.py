"""The person beside the list that they were opened from, on a wide screen.

The screen of the person is over that of the list, and leaves the list's columns free: the list is
seen through it, dimmed.
"""

from datetime import date
from typing import Protocol

from textual import events
from textual.content import Content

from nir_tui.lists.row_pane import explanation_room, person_room, time_line_room
from nir_tui.presentation.explanation import ExplanationLine, explanation_lines
from nir_tui.presentation.i18n import _
from nir_tui.presentation.safe_text import content
from nir_tui.screens.person.past_moments import PastMoments
from nir_tui.screens.person.time_line import time_line_content
from nir_tui.widgets.row_list import RowList
from nir_tui.widgets.text_line import TextLine
from rules.explanation import explain_case

_BESIDE = "-beside"
_EDGE = 2
"""Cells of the line between list and person, and the space after it."""


class ListInSight(Protocol):
    """What the list below does for a person beside it."""

    def follow_walk(self) -> None:
        """Put the cursor on the person whom the walk has come to."""

    def hold_person(self, shown: Content) -> None:
        """Keep a person in sight, as they were shown, while the list has the keys."""


class BesideList(PastMoments):
    """A person who is shown beside the list from 160 columns on, alone on a narrower screen."""

    list_in_sight: ListInSight | None = None

    @property
    def room(self) -> int:
        """The columns of the person with the explanation beside the list; 0 if alone."""
        return person_room(self.app.size.width) if self.list_in_sight else 0

    @property
    def text_width(self) -> int:
        """Cells for the text of the person."""
        side = self._side_room
        return (self.room - side - _EDGE) if self.room else (self.app.size.width - side - 2)

    @property
    def _side_room(self) -> int:
        """The columns right of the person: the explanation beside a list, the time line alone."""
        width = self.app.size.width
        return explanation_room(width) if self.room else time_line_room(width)

    def on_mount(self) -> None:
        """Take the room there is."""
        self.take_room()

    def on_resize(self, event: events.Resize) -> None:
        """Take the room there is now."""
        if self.is_mounted:
            self.take_room()

    def take_room(self) -> None:
        """Leave the list's columns free on a wide screen."""
        self.set_class(bool(self.room), _BESIDE)
        left = self.room and self.app.size.width - self.room
        for widget in self.query("#header, #hint, RowList"):
            widget.styles.margin = (0, 0, 0, left)
        side = self.query_one("#side", TextLine)
        side.display = bool(self._side_room)
        side.styles.width = self._side_room

    def show_side(self) -> None:
        """Show the explanation or the time line, where there is room right of the person."""
        room = self._side_room - _EDGE - 1
        if room <= 0:
            return
        as_of = self.session.actor.as_of
        if self.room:
            title, lines = _("Hvorfor"), self._explained(as_of)
        else:
            title, lines = _("Tidslinje"), time_line_content(self.shown_case, as_of, room)
        shown = [content(title, "bold"), Content(""), *lines]
        self.query_one("#side", TextLine).show(Content("\n").join(shown))

    def _explained(self, as_of: date) -> list[Content]:
        explanation = explain_case(self.shown_case.facts, as_of)
        return [explanation_line(line, indent=True) for line in explanation_lines(explanation)]

    def why_not_to_list(self) -> str | None:
        """Return why the keys cannot go to the list."""
        return None if self.room else _("Lista er i syne fra 160 kolonner")

    async def do_to_list(self) -> None:
        """Give the keys to the list; the person stays in sight."""
        if self.list_in_sight:
            self.list_in_sight.hold_person(self._as_shown())
            await self.app.pop_screen()

    def _as_shown(self) -> Content:
        """Return the person as shown, for a screen that has no keys for it."""
        parts = [self.query_one(part, TextLine).content for part in ("#header", "#hint")]
        lines = [part for part in parts if isinstance(part, Content)]
        return Content("\n").join([*lines, *self.query_one(RowList).lines])


def explanation_line(line: ExplanationLine, indent: bool = False) -> Content:
    """Return a line of the explanation as shown, its sources after it."""
    text = content("  " * line.depth if indent else "") + content(
        line.text, "bold" if line.heading else ""
    )
    return text + content(f"  [{line.source}]", "$text-muted") if line.source else text
