"""`Legg til avslutning` and `Rediger avslutning` as they are filled in."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.changes.terminations import EditTermination, RegisterTermination
from nir_tui.forms.draft import CaseDraft
from nir_tui.presentation.i18n import _, label, render
from rules.code_lists import Hours
from rules.current_items import become_not_current
from rules.facts import Termination
from rules.message import norwegian_date, norwegian_hours
from rules.reasons import REASONS
from rules.termination_checks import allowed_period, from_population_register, proposed_date


@dataclass(slots=True)
class TerminationDraft(CaseDraft):
    """A termination to register, or an edit of the active one."""

    editing: Termination | None = None
    day: date | None = None
    reason: str | None = None
    hours: Decimal | None = None

    @property
    def title(self) -> str:
        """What is done."""
        return _("Rediger avslutning") if self.editing else _("Legg til avslutning")

    @property
    def saved_text(self) -> str:
        """The message after saving."""
        return _("Avslutningen er lagret")

    @property
    def first_day(self) -> date | None:
        """The date that the form begins with: that of the edited one, else the proposed one."""
        return self.editing.date if self.editing else proposed_date(self.case.facts, self.as_of)

    @property
    def hours_rule(self) -> Hours:
        """Whether the reason has hours; none without a reason."""
        reason = REASONS.get(self.reason or "")
        return reason.hours if reason else Hours.NONE

    def change(self) -> RegisterTermination | EditTermination:
        """Return the termination as it is filled in; hours only for a reason that has them."""
        change = EditTermination if self.editing else RegisterTermination
        hours = None if self.hours_rule is Hours.NONE else self.hours
        return change(self.reason, self.day, hours)

    def question_details(self) -> list[str]:
        """Return the decisions and measures that run past the date."""
        past = become_not_current(self.case.facts, self.day) if self.day else ()
        if not past:
            return []
        named = (
            f"{label(item.kind)} {norwegian_date(item.start)} - {norwegian_date(item.end)}".rstrip()
            for item in past
        )
        return [_("Fortsetter: {items}").format(items="; ".join(named))]

    @property
    def allowed(self) -> tuple[date, date] | None:
        """The first and last day that the rules allow, where both are known."""
        start = self.case.facts.programme_start
        if self._is_kept:
            return (start, self.as_of) if start else None
        return allowed_period(self.case.facts, self.as_of)

    @property
    def days_text(self) -> str:
        """Return the days allowed in words, for the hint of the date; nothing where unknown."""
        if self._is_kept and not self.case.facts.programme_start:
            return _("til og med {day}").format(day=norwegian_date(self.as_of))
        period = self.allowed
        return f"{norwegian_date(period[0])} - {norwegian_date(period[1])}" if period else ""

    @property
    def _is_kept(self) -> bool:
        """Whether the edited one came from the population register, and keeps its reason."""
        same = self.editing is not None and self.reason == self.editing.reason
        return same and from_population_register(self.case.facts)

    def help_text(self) -> str:
        """Return the reason in full, its group and the guide's help text."""
        return reason_help(self.reason)

    def after_text(self) -> str:
        """Return what becomes of the active termination, and of hours that the reason has not."""
        change = self.change()
        if change.is_done(self.case, self.as_of):
            return _("Etter lagring: ingenting endres.")
        texts = [render(change.consequences(self.case, self.as_of)[0])]
        if self.editing and self.editing.hours and self.hours_rule is Hours.NONE:
            hours = norwegian_hours(self.editing.hours)
            texts.append(_("timene ({hours}) tas bort").format(hours=hours))
        return _("Etter lagring: {after}.").format(after="; ".join(texts))


def reason_help(code: str | None) -> str:
    """Return the reason in full, its group and the help text; without one, how to find it."""
    reason = REASONS.get(code or "")
    if reason is None:
        return _("Skriv en del av årsaken, eller bruk pil ned. ctrl+t viser kodene.")
    return _("{label}. Måloppnåelse: {group}. {help}").format(
        label=_(reason.label), group=_(reason.group), help=_(reason.help)
    )
