"""`Legg til vedtak` and `Rediger vedtak`: kind, period, date."""

from models.cases.case import Case
from nir_tui.forms.decision_draft import DecisionDraft
from nir_tui.presentation import field_texts
from nir_tui.presentation.i18n import _, label
from nir_tui.presentation.label_search import Choice
from nir_tui.screens.person.case_form import CaseForm
from nir_tui.widgets.fields.choice_field import ChoiceField
from nir_tui.widgets.fields.date_field import DateField
from rules.code_lists import DecisionKind
from rules.facts import Decision
from rules.findings import Field


class DecisionForm(CaseForm[Decision]):
    """Registers a decision, or edits one; its kind stays what it was."""

    def __init__(self, case: Case, editing: Decision | None = None) -> None:
        super().__init__(case, editing)
        self._proposed_for: DecisionKind | None = None
        draft = DecisionDraft(case, self.session.actor.as_of, editing)
        self.title_text = self.titled(draft.title)

    def make_fields(self) -> None:
        """Make the fields with their first values."""
        today, editing = self.session.actor.as_of, self._editing
        choices = [Choice(str(kind), label(kind)) for kind in DecisionKind]
        if editing:
            choices = [choice for choice in choices if choice.value == editing.kind]
        self.kind = ChoiceField(Field.KIND, field_texts.DECISION_KIND, choices, required=True)
        self.start = DateField(Field.START, field_texts.DECISION_START, today)
        self.end = DateField(Field.END, field_texts.DECISION_END, today)
        self.date = DateField(Field.DATE, field_texts.DECISION_DATE, today)
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

    def draft(self) -> DecisionDraft:
        """The decision as it is filled in."""
        return DecisionDraft(
            self._case,
            self.session.actor.as_of,
            self._editing,
            self._kind,
            self.start.value,
            self.end.value,
            self.date.value,
        )

    def update_fields(self) -> None:
        """Show start and end only for a kind with a period, and propose dates for a new kind."""
        kind = self._kind
        self.start.display = self.end.display = kind is not None and kind.has_period
        self.date.display = kind is not None
        self.start.require(kind is not DecisionKind.EXTENSION)
        self.end.require(kind is DecisionKind.EXTENSION)
        self.date.require(kind is not None and not kind.has_period)
        self.date.hint(_("tom: fra-datoen, ellers i dag") if kind and kind.has_period else "")
        self.end.hint(self.draft().latest_text())
        if kind and not self._editing and kind is not self._proposed_for:
            self._proposed_for = kind
            begins, decided = self.draft().proposals()
            self.date.start_with_day(decided)
            self.start.start_with_day(begins)

    def find_in_reloaded_case(self, item: Decision) -> Decision:
        """The decision of the same number."""
        return self._case.decision(item.id or 0)
