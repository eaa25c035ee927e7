"""`Legg til vedtak` and `Rediger vedtak` as they are filled in."""

from dataclasses import dataclass
from datetime import date, timedelta

from models.changes.programme import AddDecision, EditDecision
from nir_tui.forms.draft import CaseDraft
from nir_tui.presentation.i18n import _, render
from rules.code_lists import DecisionKind
from rules.deadlines import completion_deadline
from rules.decision_checks import LEAVE_TIP, PERMANENT_STOP_TIP, with_decision_date
from rules.facts import Decision
from rules.findings import Field, Finding, error
from rules.message import message, norwegian_date


@dataclass(slots=True)
class DecisionDraft(CaseDraft):
    """A decision to register, or an edit of one, whose kind stays what it was."""

    editing: Decision | None = None
    kind: DecisionKind | None = None
    start: date | None = None
    end: date | None = None
    decided: date | None = None

    @property
    def title(self) -> str:
        """What is done."""
        return _("Rediger vedtak") if self.editing else _("Legg til vedtak")

    @property
    def saved_text(self) -> str:
        """The message after saving."""
        return _("Vedtaket er endret") if self.editing else _("Vedtaket er lagret")

    @property
    def has_period(self) -> bool:
        """Whether a decision of the kind has a first and a last day."""
        return self.kind is not None and self.kind.has_period

    def typed(self) -> Decision:
        """Return the decision as typed; a kind must be chosen."""
        assert self.kind is not None
        start, end = (self.start, self.end) if self.has_period else (None, None)
        return Decision(self.kind, self.decided, start, end)

    def dated(self) -> Decision:
        """Return the decision with the date that it gets where none is typed."""
        return with_decision_date(self.typed(), self.as_of, replaces=self.editing)

    def change(self) -> AddDecision | EditDecision | None:
        """Return the decision as it is filled in."""
        if self.kind is None:
            return None
        if self.editing and self.editing.id is not None:
            return EditDecision(self.editing.id, self.typed())
        return AddDecision(self.typed())

    def findings(self) -> tuple[Finding, ...]:
        """Return what the rules say; a kind must be chosen."""
        if self.kind is None:
            return (error(Field.KIND, message("Velg et vedtak")),)
        return CaseDraft.findings(self)

    def latest_text(self) -> str:
        """Return the latest day of an extension, where the law allows one; else nothing."""
        if self.kind is not DecisionKind.EXTENSION:
            return ""
        deadline = completion_deadline(self.case.facts, self.as_of)
        if deadline is None or not deadline.may_be_extended:
            return ""
        latest = deadline.latest_extension(self.dated().effective_date or self.as_of)
        return _("senest {latest}").format(latest=norwegian_date(latest))

    def proposals(self) -> tuple[date | None, date | None]:
        """Return the first day and the date that a new decision of the kind begins with.

        A stop is dated today; an extension begins the day after the deadline.
        """
        decided = None if self.has_period else self.as_of
        deadline = completion_deadline(self.case.facts, self.as_of)
        latest = deadline.latest_extension(self.as_of) if deadline else None
        begins = None
        if deadline and latest and deadline.may_be_extended and deadline.day < latest:
            begins = deadline.day + timedelta(days=1)
        return begins if self.kind is DecisionKind.EXTENSION else None, decided

    def help_text(self) -> str:
        """Return the guide's tip for a permanent stop, or what does and does not count as leave."""
        if self.kind is DecisionKind.PERMANENT_STOP:
            return render(PERMANENT_STOP_TIP)
        return render(LEAVE_TIP) if self.kind is DecisionKind.LEAVE else ""
