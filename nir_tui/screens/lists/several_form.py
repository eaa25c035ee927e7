"""`Registrer avslutning for N personer`: the same reason for every person marked in a list."""

from collections.abc import Sequence

from models.changes.same_for_several import SameTermination
from nir_tui.forms.termination_draft import reason_help
from nir_tui.presentation import field_texts
from nir_tui.presentation.i18n import _, marked
from nir_tui.screens.common.codes import CodesScreen
from nir_tui.screens.common.form import Form
from nir_tui.screens.lists.several_preview import SeveralPreview
from nir_tui.screens.person.reason_field import make_reason_field
from nir_tui.widgets.fields.date_field import DateField
from nir_tui.widgets.fields.simple_fields import HoursField
from rules.code_lists import Hours
from rules.findings import Field, Finding, error, errors
from rules.hours import check_hours
from rules.message import message
from rules.reasons import REASONS

_TITLES = {"form.save": marked("Vis")}


class SeveralForm(Form):
    """The fields of a termination; Enter on the last one shows what it would do for each person.

    The answer is the list of outcomes after saving; None if left.
    """

    titles = _TITLES

    def __init__(self, dufs: Sequence[str]) -> None:
        super().__init__()
        self._dufs = dufs
        self.title_text = several_title(len(dufs))

    def make_fields(self) -> None:
        """Make the fields; an empty date is each person's own proposed one."""
        self.date = DateField(Field.DATE, field_texts.TERMINATION_DATE, self.session.actor.as_of)
        self.reason = make_reason_field(self)
        self.hours = HoursField(Field.HOURS, field_texts.HOURS)
        self.fields = (self.date, self.reason, self.hours)

    def update_fields(self) -> None:
        """Show hours only for a reason that has them."""
        reason = REASONS.get(self.reason.value or "")
        self.date.hint(_("hver sin foreslåtte dato") if self.date.is_empty else _("for alle"))
        self.hours.display = reason is not None and reason.hours is not Hours.NONE
        if reason:
            optional = reason.hours is Hours.OPTIONAL
            self.hours.require(not optional)
            self.hours.hint(_("kan stå tom") if optional else _("for eksempel 37,5"))

    def findings(self) -> tuple[Finding, ...]:
        """Return what is wrong for any person; the preview asks the rules for each of them."""
        reason = REASONS.get(self.reason.value or "")
        if reason is None:
            return (error(Field.REASON, message("Velg en avslutningsårsak")),)
        return check_hours(reason, self.hours.value)

    def help_text(self) -> str:
        """Return the reason in full, its group and the guide's help text."""
        return reason_help(self.reason.value)

    def after_text(self) -> str:
        """Return that nothing is saved yet."""
        return _("Enter på siste felt viser hva som blir gjort for hver av dem, før noe lagres.")

    def do_save(self) -> None:
        """Show the preview, or the errors."""
        wrong = errors(self.preview_findings()) or any(f.parse_error for f in self.fields)
        if wrong or self.unavailable_reason("form.save"):
            super().do_save()
            return
        same = SameTermination(self.reason.value or "", self.date.value, self.hours.value)
        self.app.push_screen(SeveralPreview(self._dufs, same), self._done)

    def _done(self, outcomes: object) -> None:
        if outcomes is not None:
            self.dismiss(outcomes)

    def do_codes(self) -> None:
        """Show the codes; the one chosen there is taken."""
        self.app.push_screen(CodesScreen(choosing=True), self._take_code)

    def _take_code(self, code: str | None) -> None:
        if code:
            self.reason.type_choice(code)
            self.reason.focus_input()


def several_title(count: int) -> str:
    """Return the title of the form and of its preview."""
    if count == 1:
        return _("Registrer avslutning for 1 person")
    return _("Registrer avslutning for {count} personer").format(count=count)
