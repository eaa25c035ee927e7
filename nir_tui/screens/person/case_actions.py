"""What a user can do over the person and over its lists and details: undo, set aside, repeat."""

from dataclasses import replace

from models.cases.case import Case
from nir_tui.forms.availability import why_not_registered
from nir_tui.presentation.i18n import _
from nir_tui.screens.common.base import BaseScreen


class CaseActions(BaseScreen):
    """A screen about one case; `take_saved` shows what was saved."""

    case: Case

    def take_saved(self, saved: str | None) -> None:
        """Show the case after a change, and the message; None if nothing was saved."""
        raise NotImplementedError

    def do_undo(self) -> None:
        """Take back the last change of this session, once confirmed."""
        from nir_tui.screens.person.undo import ask_undo

        ask_undo(self, self.take_saved)

    def do_set_aside(self) -> None:
        """Set the person aside until a day, or take them out again."""
        from nir_tui.screens.person.set_aside_form import toggle_set_aside

        person = self.case.person
        toggle_set_aside(self, person.duf, person.name, self.take_saved)

    def do_repeat(self) -> None:
        """Register the session's last termination for this person too, with the proposed date."""
        from nir_tui.screens.person.termination_form import TerminationForm

        last = self.session.last_registration
        repeated = replace(last, day=None) if last else None
        self.app.push_screen(TerminationForm(self.case, repeated=repeated), self.take_saved)

    def why_not_repeated(self) -> str | None:
        """Return why nothing can be repeated for this person."""
        if self.session.last_registration is None:
            return _("Ingen avslutning er registrert i denne økten")
        return self.why_not_registered()

    def why_not_registered(self) -> str | None:
        """Return why no termination can be registered, in the rules' own words."""
        return why_not_registered(self.case, self.session.actor.as_of)
