"""`Legg til tiltak` and `Rediger tiltak`: kind and period."""

from models.cases.case import Case
from nir_tui.forms.measure_draft import MeasureDraft
from nir_tui.presentation import field_texts
from nir_tui.presentation.i18n import label
from nir_tui.presentation.label_search import Choice
from nir_tui.screens.person.case_form import CaseForm
from nir_tui.widgets.fields.choice_field import ChoiceField
from nir_tui.widgets.fields.date_field import DateField
from rules.code_lists import MeasureKind
from rules.facts import Measure
from rules.findings import Field


class MeasureForm(CaseForm[Measure]):
    """Registers a measure, or edits one."""

    def __init__(self, case: Case, editing: Measure | None = None) -> None:
        super().__init__(case, editing)
        draft = MeasureDraft(case, self.session.actor.as_of, editing)
        self.title_text = self.titled(draft.title)

    def make_fields(self) -> None:
        """Make the fields with their first values."""
        today = self.session.actor.as_of
        choices = [Choice(str(kind), label(kind)) for kind in MeasureKind]
        self.kind = ChoiceField(Field.KIND, field_texts.MEASURE_KIND, choices, required=True)
        self.start = DateField(Field.START, field_texts.MEASURE_START, today, required=True)
        self.end = DateField(Field.END, field_texts.MEASURE_END, today)
        if self._editing:
            self.kind.select_choice(str(self._editing.kind))
            self.start.start_with_day(self._editing.start)
            self.end.start_with_day(self._editing.end)
        self.fields = (self.kind, self.start, self.end)

    def draft(self) -> MeasureDraft:
        """The measure as it is filled in."""
        kind = MeasureKind(self.kind.value) if self.kind.value else None
        as_of = self.session.actor.as_of
        return MeasureDraft(
            self._case, as_of, self._editing, kind, self.start.value, self.end.value
        )

    def after_text(self) -> str:
        """Whether it will be current, while a date is being typed too."""
        return self.draft().after_text()

    def find_in_reloaded_case(self, item: Measure) -> Measure:
        """The measure of the same number."""
        return self._case.measure(item.id or 0)
