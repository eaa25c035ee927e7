"""`Legg til tiltak` and `Rediger tiltak`: kind and period."""

from dataclasses import replace

from models.cases.case import Case
from models.changes.programme import add_measure, edit_measure
from nir_tui.presentation.i18n import _, label
from nir_tui.presentation.save_messages import saved_message
from nir_tui.screens.person.case_form import CaseForm
from nir_tui.widgets.fields.choice_field import Choice, ChoiceField
from nir_tui.widgets.fields.date_field import DateField
from rules.code_lists import MeasureKind
from rules.current import is_current_measure
from rules.decisions import check_measure
from rules.facts import Measure
from rules.findings import Field, Finding, error
from rules.message import message


class MeasureForm(CaseForm[Measure]):
    """Registers a measure, or edits one."""

    def __init__(self, case: Case, editing: Measure | None = None) -> None:
        super().__init__(case, editing)
        self.title_text = self.titled(_("Rediger tiltak") if editing else _("Legg til tiltak"))

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

    def findings(self) -> tuple[Finding, ...]:
        """What the rules say."""
        missing = () if self.kind.value else (error(Field.KIND, message("Velg et tiltak")),)
        return (*missing, *check_measure(self._measure()))

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

    def save(self, confirmed: bool) -> str:
        """Register or edit."""
        session, duf, expected_version = (
            self.session,
            self._case.person.duf,
            self._case.person.version,
        )
        if self._editing and self._editing.id is not None:
            changed = replace(self._measure(), id=self._editing.id)
            after = edit_measure(
                session.register, session.actor, duf, self._editing.id, changed, expected_version
            )
            return saved_message(self._case, after, _("Tiltaket er endret"))
        add_measure(session.register, session.actor, duf, self._measure(), expected_version)
        return _("Tiltaket er lagret")
