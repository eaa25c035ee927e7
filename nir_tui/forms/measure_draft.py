"""`Legg til tiltak` and `Rediger tiltak` as they are filled in."""

from dataclasses import dataclass
from datetime import date

from models.changes.programme import AddMeasure, EditMeasure
from nir_tui.forms.draft import CaseDraft
from nir_tui.presentation.i18n import _
from rules.code_lists import MeasureKind
from rules.current_items import is_current_measure
from rules.facts import Measure
from rules.findings import Field, Finding, error
from rules.message import message


@dataclass(slots=True)
class MeasureDraft(CaseDraft):
    """A measure to register, or an edit of one."""

    editing: Measure | None = None
    kind: MeasureKind | None = None
    start: date | None = None
    end: date | None = None

    @property
    def title(self) -> str:
        """What is done."""
        return _("Rediger tiltak") if self.editing else _("Legg til tiltak")

    @property
    def saved_text(self) -> str:
        """The message after saving."""
        return _("Tiltaket er endret") if self.editing else _("Tiltaket er lagret")

    @property
    def _measure(self) -> Measure:
        return Measure(self.kind or MeasureKind.OTHER, self.start, self.end)

    def change(self) -> AddMeasure | EditMeasure:
        """Return the measure as it is filled in."""
        if self.editing and self.editing.id is not None:
            return EditMeasure(self.editing.id, self._measure)
        return AddMeasure(self._measure)

    def findings(self) -> tuple[Finding, ...]:
        """Return what the rules say; a kind must be chosen."""
        missing = () if self.kind else (error(Field.KIND, message("Velg et tiltak")),)
        return (*missing, *CaseDraft.findings(self))

    def after_text(self) -> str:
        """Return whether it will be current."""
        current = is_current_measure(self._measure, self.case.facts)
        shown = _("gjeldende") if current else _("ikke gjeldende")
        return _("Etter lagring: tiltaket vises som {shown}; fristen endres ikke.").format(
            shown=shown
        )
