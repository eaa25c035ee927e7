"""`Legg til vedtak` and `Rediger vedtak`: kind, period, date."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from models.cases.case import Case
from models.changes.programme import add_decision, edit_decision
from nir_tui.presentation.i18n import _, label, render
from nir_tui.presentation.save_messages import saved_message
from nir_tui.screens.person.case_form import CaseForm
from nir_tui.widgets.fields.choice_field import Choice, ChoiceField
from nir_tui.widgets.fields.date_field import DateField
from rules.code_lists import DecisionKind
from rules.consequences import consequences_of_change, with_decision, with_termination
from rules.deadlines import completion_deadline
from rules.decisions import (
    LEAVE_TIP,
    PERMANENT_STOP_TIP,
    check_decision,
    is_readmission,
    with_decision_date,
)
from rules.facts import Decision
from rules.findings import Field, Finding, error, errors
from rules.message import message, norwegian_date


class DecisionForm(CaseForm[Decision]):
    """Registers a decision, or edits one; its kind stays what it was."""

    def __init__(self, case: Case, editing: Decision | None = None) -> None:
        super().__init__(case, editing)
        self._proposed_for: DecisionKind | None = None
        self.title_text = self.titled(_("Rediger vedtak") if editing else _("Legg til vedtak"))

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

    def findings(self) -> tuple[Finding, ...]:
        """What the rules say."""
        if self._kind is None:
            return (error(Field.KIND, message("Velg et vedtak")),)
        decision = self._decision(self._kind)
        as_of = self.session.actor.as_of
        given = self.date.value is not None
        return check_decision(self._case.facts, decision, as_of, self._editing, given)

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

    def after_text(self) -> str:
        """What becomes of deadline and termination."""
        if self._kind is None or errors(self.findings()) or any(f.parse_error for f in self.fields):
            return ""
        facts, as_of = self._case.facts, self.session.actor.as_of
        decision = self._decision(self._kind)
        after = with_decision(facts, decision, replaces=self._editing)
        if is_readmission(facts, decision, replaces=self._editing):
            after = with_termination(after, None)
        told_after = "; ".join(map(render, consequences_of_change(facts, after, as_of)))
        return _("Etter lagring: {after}.").format(after=told_after)

    def find_in_reloaded_case(self, item: Decision) -> Decision:
        """The decision of the same number."""
        return self._case.decision(item.id or 0)

    def save(self, confirmed: bool) -> Any:
        """Register or edit."""
        assert self._kind is not None
        session, duf, expected_version = (
            self.session,
            self._case.person.duf,
            self._case.person.version,
        )
        decision = self._typed(self._kind)
        if self._editing and self._editing.id is not None:
            changed = replace(decision, id=self._editing.id)
            after = edit_decision(
                session.register,
                session.actor,
                duf,
                self._editing.id,
                changed,
                confirmed,
                expected_version,
            )
            return saved_message(self._case, after, _("Vedtaket er endret"))
        add_decision(session.register, session.actor, duf, decision, confirmed, expected_version)
        return _("Vedtaket er lagret")
