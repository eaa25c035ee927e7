"""`Legg til vedtak` and `Rediger vedtak`: kind, period, date."""

from datetime import timedelta

from models.cases.case import Case
from models.changes.programme import AddDecision, EditDecision
from nir_tui.presentation.i18n import _, label, render
from nir_tui.screens.person.case_form import CaseForm
from nir_tui.widgets.fields.choice_field import Choice, ChoiceField
from nir_tui.widgets.fields.date_field import DateField
from rules.code_lists import DecisionKind
from rules.deadlines import completion_deadline
from rules.decision_checks import (
    LEAVE_TIP,
    PERMANENT_STOP_TIP,
    with_decision_date,
)
from rules.facts import Decision
from rules.findings import Field, Finding, error
from rules.message import message, norwegian_date


class DecisionForm(CaseForm[Decision]):
    """Registers a decision, or edits one; its kind stays what it was."""

    def __init__(self, case: Case, editing: Decision | None = None) -> None:
        super().__init__(case, editing)
        self._proposed_for: DecisionKind | None = None
        self.title_text = self.titled(_("Rediger vedtak") if editing else _("Legg til vedtak"))
        self.saved_text = _("Vedtaket er endret") if editing else _("Vedtaket er lagret")

    def make_fields(self) -> None:
        """Make the fields with their first values."""
        today, editing = self.session.actor.as_of, self._editing
        choices = [Choice(str(kind), label(kind)) for kind in DecisionKind]
        if editing:
            choices = [choice for choice in choices if choice.value == editing.kind]
        self.kind = ChoiceField(Field.KIND, _("Vedtak"), choices, required=True)
        self.start = DateField(Field.START, _("Fra dato"), today)
        self.end = DateField(Field.END, _("Til dato"), today)
        self.date = DateField(Field.DATE, _("Vedtaksdato"), today)
        if editing:
            self.kind.select_choice(str(editing.kind))
            self.start.start_with_day(editing.start)
            self.end.start_with_day(editing.end)
            self.date.start_with_day(editing.date)
        self.fields = (self.kind, self.start, self.end, self.date)

    @property
    def _kind(self) -> DecisionKind | None:
        return DecisionKind(self.kind.value) if self.kind.value else None

    def first_field(self) -> DateField | ChoiceField:
        """An edit begins with the dates."""
        if not self._editing:
            return self.kind
        return self.start if self._editing.kind.has_period else self.date

    def _typed(self, kind: DecisionKind) -> Decision:
        start = self.start.value if self.start.display else None
        end = self.end.value if self.end.display else None
        return Decision(kind, self.date.value, start, end)

    def _decision(self, kind: DecisionKind) -> Decision:
        return with_decision_date(
            self._typed(kind), self.session.actor.as_of, replaces=self._editing
        )

    def change(self) -> AddDecision | EditDecision | None:
        """The decision as it is filled in."""
        if self._kind is None:
            return None
        if self._editing and self._editing.id is not None:
            return EditDecision(self._editing.id, self._typed(self._kind))
        return AddDecision(self._typed(self._kind))

    def findings(self) -> tuple[Finding, ...]:
        """What the rules say; a kind must be chosen."""
        if self._kind is None:
            return (error(Field.KIND, message("Velg et vedtak")),)
        return super().findings()

    def update_fields(self) -> None:
        """Show start and end only for a kind with a period, and propose dates for a new kind."""
        kind = self._kind
        self.start.display = self.end.display = kind is not None and kind.has_period
        self.date.display = kind is not None
        self.start.require(kind is not DecisionKind.EXTENSION)
        self.end.require(kind is DecisionKind.EXTENSION)
        self.date.require(kind is not None and not kind.has_period)
        self.date.hint(_("tom: fra-datoen, ellers i dag") if kind and kind.has_period else "")
        self.end.hint(self._latest() if kind is DecisionKind.EXTENSION else "")
        if kind and not self._editing and kind is not self._proposed_for:
            self._proposed_for = kind
            self._propose(kind)

    def _latest(self) -> str:
        deadline = completion_deadline(self._case.facts, self.session.actor.as_of)
        if deadline is None or not deadline.may_be_extended:
            return ""
        decided = self._decision(DecisionKind.EXTENSION).effective_date or self.session.actor.as_of
        latest = norwegian_date(deadline.latest_extension(decided))
        return _("senest {latest}").format(latest=latest)

    def _propose(self, kind: DecisionKind) -> None:
        """A stop is dated today; an extension begins the day after the deadline."""
        as_of = self.session.actor.as_of
        self.date.start_with_day(None if kind.has_period else as_of)
        deadline = completion_deadline(self._case.facts, as_of)
        begins = None
        latest = deadline.latest_extension(as_of) if deadline else None
        if deadline and latest and deadline.may_be_extended and deadline.day < latest:
            begins = deadline.day + timedelta(days=1)
        self.start.start_with_day(begins if kind is DecisionKind.EXTENSION else None)

    def help_text(self) -> str:
        """Return the guide's tip for a permanent stop, or what does and does not count as leave."""
        if self._kind is DecisionKind.PERMANENT_STOP:
            return render(PERMANENT_STOP_TIP)
        return render(LEAVE_TIP) if self._kind is DecisionKind.LEAVE else ""

    def find_in_reloaded_case(self, item: Decision) -> Decision:
        """The decision of the same number."""
        return self._case.decision(item.id or 0)
