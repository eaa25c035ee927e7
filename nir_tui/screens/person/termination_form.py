"""`Legg til avslutning` and `Rediger avslutning`: date, reason, hours."""

from models.cases.case import Case
from models.changes.terminations import EditTermination, RegisterTermination
from nir_tui.presentation.i18n import _, label, render
from nir_tui.screens.common.codes import CodesScreen
from nir_tui.screens.person.case_form import CaseForm
from nir_tui.widgets.fields.choice_field import Choice, ChoiceField
from nir_tui.widgets.fields.date_field import DateField
from nir_tui.widgets.fields.form_field import FormField
from nir_tui.widgets.fields.simple_fields import HoursField
from rules.code_lists import Hours
from rules.current_items import run_past_termination
from rules.facts import Termination
from rules.findings import Field
from rules.message import norwegian_date, norwegian_hours
from rules.reasons import MUNICIPALITY_REASONS, REASONS
from rules.termination_checks import (
    allowed_period,
    from_population_register,
    proposed_date,
)

_HELP_BESIDE = 118
"""The width from which the help text stands beside the fields, in columns."""
_LINES_BESIDE, _LINES_BELOW = 17, 19
"""The lines of the form besides the list of reasons, by where the help text stands."""


class TerminationForm(CaseForm[Termination]):
    """Registers a termination, or edits the active one."""

    def __init__(
        self,
        case: Case,
        editing: Termination | None = None,
        repeated: RegisterTermination | None = None,
    ) -> None:
        """`repeated`: the registration whose reason and hours are filled in."""
        super().__init__(case, editing)
        self._repeated = repeated
        self.title_text = self.titled(
            _("Rediger avslutning") if editing else _("Legg til avslutning")
        )
        self.saved_text = _("Avslutningen er lagret")

    def make_fields(self) -> None:
        """Make the fields with their first values."""
        as_of, facts = self.session.actor.as_of, self._case.facts
        used = self.session.used_reasons
        # The reasons used in this session come first, in an empty field too.
        ordered = sorted(
            MUNICIPALITY_REASONS,
            key=lambda reason: used.index(reason.code) if reason.code in used else len(used),
        )
        choices = [
            Choice(
                reason.code,
                _(reason.label),
                _(reason.short_label),
                _("(brukt nå)") if reason.code in used else "",
            )
            for reason in ordered
        ]
        wide = self.app.size.width >= _HELP_BESIDE
        room = self.app.size.height - (_LINES_BESIDE if wide else _LINES_BELOW)
        self.date = DateField(Field.DATE, _("Avslutningsdato"), as_of, required=True)
        self.reason = ChoiceField(
            Field.REASON, _("Avslutningsårsak"), choices, required=True, rows=max(5, room)
        )
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
        past = run_past_termination(self._case.facts, day) if day else ()
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
        reason = REASONS.get(self.reason.value or "")
        if reason is None:
            return _("Skriv en del av årsaken, eller bruk pil ned. ctrl+t viser kodene.")
        return _("{label}. Måloppnåelse: {group}. {help}").format(
            label=_(reason.label), group=_(reason.group), help=_(reason.help)
        )

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
