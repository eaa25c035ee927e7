"""A few lines at a user's very first start: what is on the screen, and three keys to begin with."""

from textual import events

from nir_tui.presentation.i18n import _
from nir_tui.presentation.safe_text import content
from nir_tui.screens.common.base import BaseScreen
from nir_tui.session.choices import Choices
from nir_tui.widgets.text_line import TextLine

_LOWEST = 20
"""Rows of a terminal below which the list needs all the room there is."""


class FirstLines(BaseScreen):
    """Shows the lines once for each user; the first key takes them away, and does what it does."""

    def on_mount(self) -> None:
        """Show the lines, if this user has never had them."""
        choices = self._choices
        if choices is None or choices.has_had_first_lines or self.app.size.height < _LOWEST:
            return
        texts = (
            _("Velkommen. Lista er dem som har avsluttet programmet; prikken er de som må rettes."),
            _("{open} åpner personen på raden. {correct} viser bare dem som må rettes.").format(
                open=self.first_key("report.open"), correct=self.first_key("report.correct")
            ),
            _("{help} viser alle tastene. Linjene her går bort når du trykker en tast.").format(
                help=self.first_key("everywhere.help")
            ),
        )
        lines = TextLine(content("\n".join(texts)), id="first-lines")
        self.mount(lines, after=self.query_one("#crumbs"))

    def on_key(self, event: events.Key) -> None:
        """Take the lines away, and remember it; the key itself goes on."""
        shown = self.query("#first-lines")
        if not shown:
            return
        shown.remove()
        try:
            if self._choices is not None:
                self._choices.keep_first_lines()
        except OSError:
            # They come again at the next start, which is no harm.
            return

    @property
    def _choices(self) -> Choices | None:
        return self.nir.choices
