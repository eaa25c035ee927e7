"""`Legg til tiltak` and `Rediger tiltak`: kind and period."""

from models.cases.case import Case
from models.changes.programme import AddMeasure, EditMeasure
from nir_tui.presentation.i18n import _, label
from nir_tui.screens.person.case_form import CaseForm
from nir_tui.widgets.fields.choice_field import Choice, ChoiceField
from nir_tui.widgets.fields.date_field import DateField
from rules.code_lists import MeasureKind
from rules.current_items import is_current_measure
from rules.facts import Measure
from rules.findings import Field, Finding, error
from rules.message import message


class MeasureForm(CaseForm[Measure]):
    """Registers a measure, or edits one."""

    def __init__(self, case: Case, editing: Measure | None = None) -> None:
        super().__init__(case, editing)
        self.title_text = self.titled(_("Rediger tiltak") if editing else _("Legg til tiltak"))
        self.saved_text = _("Tiltaket er endret") if editing else _("Tiltaket er lagret")

    def make_fields(self) -> None:
        """Make the fields with their first values."""
        today = self.session.actor.as_of
        choices = [Choice(str(kind), label(kind)) for kind in MeasureKind]
        self.kind = ChoiceField(Field.KIND, _("Tiltak"), choices, required=True)
        self.start = DateField(Field.START, _("Fra dato"), today, required=True)
        self.end = DateField(Field.END, _("Til dato"), today)
        if self._editing:
            self.kind.select_choice(str(self._editing.kind))
            self.start.start_with_day(self._editing.start)
            self.end.start_with_day(self._editing.end)
        self.fields = (self.kind, self.start, self.end)

    def _measure(self) -> Measure:
        kind = MeasureKind(self.kind.value or MeasureKind.OTHER)
        return Measure(kind, self.start.value, self.end.value)

    def change(self) -> AddMeasure | EditMeasure:
        """The measure as it is filled in."""
        if self._editing and self._editing.id is not None:
            return EditMeasure(self._editing.id, self._measure())
        return AddMeasure(self._measure())

    def findings(self) -> tuple[Finding, ...]:
        """What the rules say; a kind must be chosen."""
        missing = () if self.kind.value else (error(Field.KIND, message("Velg et tiltak")),)
        return (*missing, *super().findings())

    def after_text(self) -> str:
        """Whether it will be current."""
        current = is_current_measure(self._measure(), self._case.facts)
        shown = _("gjeldende") if current else _("ikke gjeldende")
        return _("Etter lagring: tiltaket vises som {shown}; fristen endres ikke.").format(
            shown=shown
        )

    def find_in_reloaded_case(self, item: Measure) -> Measure:
        """The measure of the same number."""
        return self._case.measure(item.id or 0)
