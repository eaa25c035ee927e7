"""`Sett til side`: until a day, for one of five reasons; again takes the person out."""

from collections.abc import Callable

from models.cases.lookup import read_case
from models.changes.set_aside import clear_set_aside, set_aside
from models.lists.set_asides import set_asides
from nir_tui.presentation import field_texts
from nir_tui.presentation.i18n import _, label
from nir_tui.presentation.label_search import Choice
from nir_tui.screens.common.base import BaseScreen
from nir_tui.screens.common.form import Form
from nir_tui.widgets.fields.choice_field import ChoiceField
from nir_tui.widgets.fields.date_field import DateField
from rules.code_lists import WaitingFor
from rules.duf_number import format_duf
from rules.engine import needs_correction
from rules.findings import Field, Finding
from rules.message import norwegian_date
from rules.set_aside import allowed_days, check_set_aside


class SetAsideForm(Form):
    """Asks for the day and the reason."""

    def __init__(self, duf: str, name: str) -> None:
        super().__init__()
        self._duf = duf
        action = _("Sett til side")
        self.title_text = f"{action} · {format_duf(duf)} {name}"

    def make_fields(self) -> None:
        """Make the fields, empty."""
        reasons = [Choice(str(one), label(one)) for one in WaitingFor]
        self.until = DateField(
            Field.DATE, field_texts.UNTIL, self.session.actor.as_of, required=True
        )
        self.because = ChoiceField(
            Field.REASON, field_texts.WAITING_FOR_WHOM, reasons, empty=_("Ikke oppgitt"), rows=6
        )
        self.until.allow(allowed_days(self.session.actor.as_of))
        self.fields = (self.until, self.because)

    def findings(self) -> tuple[Finding, ...]:
        """Return what the rules say of the day."""
        return check_set_aside(self.until.value, self.session.actor.as_of)

    def after_text(self) -> str:
        """Return what it leads to."""
        return _("Etter lagring: N går forbi personen til dagen er kommet.")

    def save(self, confirmed: bool) -> str:
        """Set the person aside."""
        session = self.session
        because = WaitingFor(self.because.value) if self.because.value else None
        set_aside(session.register, session.actor, self._duf, self.until.value, because)
        day = norwegian_date(self.until.value)
        return _("Satt til side til {day}").format(day=day)


def toggle_set_aside(
    screen: BaseScreen, duf: str, name: str, done: Callable[[str | None], None]
) -> None:
    """Take a person out whom the user has set aside; else ask until when. Raises RegisterError."""
    session = screen.session
    user, as_of = session.actor.user, session.actor.as_of
    if any(one.by == user for one in set_asides(session.register, as_of, [duf])):
        clear_set_aside(session.register, session.actor, duf)
        done(_("Personen er tatt fram igjen"))
    elif not needs_correction(read_case(session.register, duf).facts):
        screen.show_status(_("Personen må ikke rettes"))
    else:
        screen.app.push_screen(SetAsideForm(duf, name), done)
