"""The person beside the list that they were opened from, on a wide screen.

The screen of the person is over that of the list, and leaves the list's columns free: the list is
seen through it, dimmed.
"""

from typing import Protocol

from textual import events
from textual.content import Content

from nir_tui.lists.row_pane import explanation_room, person_room
from nir_tui.presentation.explanation import ExplanationLine, explanation_lines
from nir_tui.presentation.i18n import _
from nir_tui.presentation.safe_text import content
from nir_tui.screens.person.past_moments import PastMoments
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
        if not self.room:
            return self.app.size.width - 2
        return self.room - self._explanation_room - _EDGE

    @property
    def _explanation_room(self) -> int:
        return explanation_room(self.app.size.width) if self.list_in_sight else 0

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
        why = self.query_one("#why", TextLine)
        why.display = bool(self._explanation_room)
        why.styles.width = self._explanation_room

    def show_explanation(self) -> None:
        """Show why the engine computes what it does, where there is room beside the person."""
        if not self._explanation_room:
            return
        explanation = explain_case(self.shown_case.facts, self.session.actor.as_of)
        lines = [content(_("Hvorfor"), "bold"), Content("")]
        lines += [explanation_line(line, indent=True) for line in explanation_lines(explanation)]
        self.query_one("#why", TextLine).show(Content("\n").join(lines))

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
