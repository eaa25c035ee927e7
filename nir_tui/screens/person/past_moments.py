"""The case as it was before and after each of its changes, on the person screen."""

from models.cases.case import Case, load_context
from models.cases.past import CaseMoment, case_moments
from models.changes.expected_version import change_label
from models.tables.norwegian_time import in_norway
from nir_tui.presentation.i18n import _, render
from nir_tui.screens.person.case_actions import CaseActions
from nir_tui.session.key_permissions import CHANGES
from rules.message import norwegian_date


class PastMoments(CaseActions):
    """Left goes to the case before its newest change, and on; right comes back; Esc is now.

    The rows are those of the past; nothing can be changed while they are shown.
    """

    _moments: tuple[CaseMoment, ...] = ()
    _moment = 0

    def show_case(self) -> None:
        """Show the case of the moment."""
        raise NotImplementedError

    @property
    def shown_case(self) -> Case:
        """The case that is on the screen: now, or at a moment of the past."""
        return self._moments[self._moment].case if self._moment else self.case

    @property
    def past_text(self) -> str:
        """Return until when the case was as shown, and what ended that; nothing for now."""
        if not self._moment:
            return ""
        later = self._moments[self._moment - 1]
        changed = ", ".join(dict.fromkeys(_label(entry.action) for entry in later.entries))
        text = _("Slik saken var til {until} ({by}: {changed})")
        return text.format(until=_moment_text(later), by=later.by, changed=changed)

    def why_not_in_the_past(self, action_id: str) -> str | None:
        """Return why nothing is changed while the past is shown."""
        if self._moment and action_id in CHANGES:
            return _("Du ser saken slik den var; Esc viser den slik den er")
        return None

    def back_to_now(self) -> bool:
        """Show the case as it is; False if it is shown already."""
        was_past, self._moment, self._moments = bool(self._moment), 0, ()
        if was_past:
            self.show_case()
        return was_past

    def do_earlier(self) -> None:
        """Show the case before the change that made what is shown."""
        if not self._moment:
            register = self.session.register
            with register.read():
                found = case_moments(self.case.person.duf, load_context(register))
            self._moments = tuple(found)
        if self._moment + 1 >= len(self._moments):
            self.show_status(_("Journalen forteller ikke om noe eldre"))
            return
        self._moment += 1
        self.show_case()

    def do_later(self) -> None:
        """Show the case after the next change."""
        if not self._moment:
            self.show_status(_("Dette er saken slik den er nå"))
            return
        self._moment -= 1
        self.show_case()


def _label(action: str) -> str:
    return render(change_label(action))


def _moment_text(moment: CaseMoment) -> str:
    assert moment.at is not None
    at = in_norway(moment.at)
    return f"{norwegian_date(at.date())} {at:%H:%M}"
