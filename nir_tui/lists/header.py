"""The lines above a list: its title, the user, the filters, and what needs action."""

from collections.abc import Sequence

from textual.content import Content

from models.list_filter import ListFilter
from models.lists.counts import Counts
from models.lists.list_kinds import kind_of
from nir_tui.lists.columns import DOT
from nir_tui.lists.filter_summary import filter_summary
from nir_tui.lists.state import DAYS_AHEAD
from nir_tui.presentation.drawing import columns
from nir_tui.presentation.i18n import _
from nir_tui.presentation.safe_text import content, fit
from nir_tui.session.session import Session
from rules.message import norwegian_date


def title_line(session: Session, list_filter: ListFilter, width: int) -> Content:
    """Return the title of the list, the user, and the session's date."""
    actor = session.actor
    who = f"{actor.user} · {norwegian_date(actor.as_of)}"
    title = _(kind_of(list_filter).title)
    return content(two_ends(title, who, width))


def filter_line(session: Session, list_filter: ListFilter, counts: Counts, width: int) -> Content:
    """Return the filters, how many rows need correction, and how many were corrected today."""
    right = _("ingen her må rettes") if counts.is_final else ""
    if counts.to_correct:
        right = _("{dot} {count} må rettes").format(dot=DOT, count=counts.to_correct)
    if session.corrected_today:
        right += " · " + _("{count} i dag").format(count=session.corrected_today)
    accent = "$accent" if counts.to_correct else "$text-muted"
    filters = filter_summary(list_filter, session.register, width - len(right) - 1)
    both = content(two_ends(filters, right, width))
    return both.stylize(f"bold {accent}", len(both.plain) - len(right))


def deadlines_line(count: int | None, key: str) -> Content:
    """Return how many deadlines fall soon, and the key that lists them; nothing until counted."""
    if count is None:
        return Content("")
    if not count:
        return content(_("ingen frister innen {days} dager").format(days=DAYS_AHEAD), "$text-muted")
    text = _("{count} frister innen {days} dager") if count > 1 else _("1 frist innen {days} dager")
    line = text.format(count=count, days=DAYS_AHEAD)
    return content(line, "bold $accent") + content(f"  {key}", "bold")


def deadline_months_line(months: Sequence[int]) -> Content:
    """Return the deadlines of the next months, a block each, as high as its share of the most."""
    if not any(months):
        return Content("")
    return content(_("frister 12 md."), "$text-muted") + content(f" {columns(months)}  ")


def other_years_line(count: int, key: str) -> Content:
    """Return how many of other years need correction, and the key of the work list."""
    if not count:
        return Content("")
    text = _("{count} i andre år").format(count=count)
    return content(text, "bold $accent") + content(f"  {key}  ", "bold")


def two_ends(left: str, right: str, width: int) -> str:
    """Return a line with one text at the left end and another at the right."""
    room = width - len(right) - 1
    return fit(left, room) + " " + right
