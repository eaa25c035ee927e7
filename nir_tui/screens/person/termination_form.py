"""`Legg til avslutning` and `Rediger avslutning`: date, reason, hours."""

from models.cases.case import Case
from models.changes.terminations import RegisterTermination
from nir_tui.forms.termination_draft import TerminationDraft
from nir_tui.presentation import field_texts
from nir_tui.presentation.i18n import _
from nir_tui.screens.common.codes import CodesScreen
from nir_tui.screens.person.case_form import CaseForm
from nir_tui.screens.person.reason_field import make_reason_field
from nir_tui.widgets.fields.date_field import DateField
from nir_tui.widgets.fields.form_field import FormField
from nir_tui.widgets.fields.simple_fields import HoursField
from rules.code_lists import Hours
from rules.facts import Termination
from rules.findings import Field
from rules.message import norwegian_hours
from rules.reasons import REASONS


class TerminationForm(CaseForm[Termination]):
    """Registers a termination, or edits the active one."""

    def __init__(
        self,
        case: Case,
        editing: Termination | None = None,
        repeated: RegisterTermination | None = None,
    ) -> None:
        """`repeated`: what is filled in; the proposed date where it has none."""
        super().__init__(case, editing)
        self._repeated = repeated
        self.title_text = self.titled(self._begun().title)

    def _begun(self) -> TerminationDraft:
        return TerminationDraft(self._case, self.session.actor.as_of, self._editing)

    def make_fields(self) -> None:
        """Make the fields with their first values."""
        as_of = self.session.actor.as_of
        self.date = DateField(Field.DATE, field_texts.TERMINATION_DATE, as_of, required=True)
        self.reason = make_reason_field(self)
        self.hours = HoursField(Field.HOURS, field_texts.HOURS)
        self.date.start_with_day(self._begun().first_day)
        if self._editing:
            self.reason.select_choice(self._editing.reason)
            self.hours.start_with(norwegian_hours(self._editing.hours))
        if self._repeated:
            self.reason.select_choice(self._repeated.reason)
            self.hours.start_with(norwegian_hours(self._repeated.hours))
            if self._repeated.day:
                self.date.start_with_day(self._repeated.day)
        self.fields = (self.date, self.reason, self.hours)

    def first_field(self) -> FormField:
        """Return the date; if all is filled in, the last field: Enter there saves."""
        if self._repeated is None:
            return self.date
        return self.hours if self.hours.display else self.reason

    def draft(self) -> TerminationDraft:
        """The termination as it is filled in."""
        draft = self._begun()
        draft.day, draft.reason = self.date.value, self.reason.value
        draft.hours = self.hours.value
        return draft

    def update_fields(self) -> None:
        """Show hours only for a reason that has them, and the dates allowed for the reason."""
        self.date.hint(self._days_allowed())
        reason = REASONS.get(self.reason.value or "")
        self.hours.display = reason is not None and reason.hours is not Hours.NONE
        if reason:
            optional = reason.hours is Hours.OPTIONAL
            self.hours.require(not optional)
            self.hours.hint(_("kan stå tom") if optional else _("for eksempel 37,5"))

    def _days_allowed(self) -> str:
        draft = self.draft()
        self.date.allow(draft.allowed)
        is_proposal = not self._editing and self.date.value and not self.date.is_changed
        is_proposal = is_proposal and draft.allowed is not None
        inside = f"({draft.days_text})" if draft.days_text else ""
        return f"{inside} {_('foreslått')}" if is_proposal else inside

    def after_text(self) -> str:
        """What becomes of the active termination, while a field is being typed too."""
        return self.draft().after_text()

    def find_in_reloaded_case(self, item: Termination) -> Termination:
        """Return the active one: an edit makes a new row; if it was deleted, the rules say so."""
        return self._case.facts.active or item

    def do_codes(self) -> None:
        """The codes; the one chosen there is taken."""
        self.app.push_screen(CodesScreen(choosing=True), self._take_code)

    def _take_code(self, code: str | None) -> None:
        if code:
            self.reason.type_choice(code)
            self.reason.focus_input()
