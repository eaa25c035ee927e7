"""`Legg til avslutning` and `Rediger avslutning`: date, reason, hours."""

from models.cases.case import Case
from models.changes.terminations import EditTermination, RegisterTermination
from nir_tui.presentation.i18n import _, label, render
from nir_tui.screens.common.codes import CodesScreen
from nir_tui.screens.person.case_form import CaseForm
from nir_tui.screens.person.reason_field import make_reason_field, reason_help
from nir_tui.widgets.fields.date_field import DateField
from nir_tui.widgets.fields.form_field import FormField
from nir_tui.widgets.fields.simple_fields import HoursField
from rules.code_lists import Hours
from rules.current_items import become_not_current
from rules.facts import Termination
from rules.findings import Field
from rules.message import norwegian_date, norwegian_hours
from rules.reasons import REASONS
from rules.termination_checks import (
    allowed_period,
    from_population_register,
    proposed_date,
)


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
        self.title_text = self.titled(
            _("Rediger avslutning") if editing else _("Legg til avslutning")
        )
        self.saved_text = _("Avslutningen er lagret")

    def make_fields(self) -> None:
        """Make the fields with their first values."""
        as_of, facts = self.session.actor.as_of, self._case.facts
        self.date = DateField(Field.DATE, _("Avslutningsdato"), as_of, required=True)
        self.reason = make_reason_field(self)
        self.hours = HoursField(Field.HOURS, _("Antall timer arbeid per uke"))
        if self._editing:
            self.date.start_with_day(self._editing.date)
            self.reason.select_choice(self._editing.reason)
            self.hours.start_with(norwegian_hours(self._editing.hours))
        else:
            self.date.start_with_day(proposed_date(facts, as_of))
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

    def change(self) -> RegisterTermination | EditTermination:
        """The termination as it is filled in."""
        change = EditTermination if self._editing else RegisterTermination
        return change(self.reason.value, self.date.value, self.hours.value)

    def question_details(self) -> list[str]:
        """The decisions and measures that run past the date."""
        day = self.date.value
        past = become_not_current(self._case.facts, day) if day else ()
        if not past:
            return []
        named = (
            f"{label(item.kind)} {norwegian_date(item.start)} - {norwegian_date(item.end)}".rstrip()
            for item in past
        )
        return [_("Fortsetter: {items}").format(items="; ".join(named))]

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
        facts, as_of = self._case.facts, self.session.actor.as_of
        period = allowed_period(facts, as_of)
        kept = self._editing and from_population_register(facts) and self._is_same_reason
        if kept and facts.programme_start:
            period = (facts.programme_start, as_of)
        if kept and not facts.programme_start:
            return _("(til og med {day})").format(day=norwegian_date(as_of))
        self.date.allow(period)
        if period is None:
            return ""
        inside = f"({norwegian_date(period[0])} - {norwegian_date(period[1])})"
        is_proposal = not self._editing and self.date.value and not self.date.is_changed
        return f"{inside} {_('foreslått')}" if is_proposal else inside

    @property
    def _is_same_reason(self) -> bool:
        return self._editing is not None and self.reason.value == self._editing.reason

    def help_text(self) -> str:
        """The reason in full, its group and the guide's help text."""
        return reason_help(self.reason.value)

    def after_text(self) -> str:
        """What becomes of the termination that is active now, and of hours that are hidden."""
        case, as_of, change = self._case, self.session.actor.as_of, self.change()
        if change.is_done(case, as_of):
            return _("Etter lagring: ingenting endres.")
        texts = [render(change.consequences(case, as_of)[0])]
        if self._editing and self._editing.hours and not self.hours.display:
            hours = norwegian_hours(self._editing.hours)
            texts.append(_("timene ({hours}) tas bort").format(hours=hours))
        return _("Etter lagring: {after}.").format(after="; ".join(texts))

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
