"""The second line of a downloaded list: filters, date and user, as in NIR."""

from datetime import date

from models.list_filter import ListFilter
from nir_tui.lists.filter_summary import filter_summary
from nir_tui.presentation.i18n import _
from nir_tui.presentation.safe_text import sanitize
from nir_tui.session.session import Session
from rules.message import norwegian_date


def subheading(session: Session, list_filter: ListFilter, known_at: date | None = None) -> str:
    """`Integreringsloven > Kristiansand > 2024 · 09.12.2024 · 4204-DEMO`.

    `known_at`: the list is as it was known at the end of a day.
    """
    filters = filter_summary(list_filter, session.register)
    if known_at:
        filters += " > " + _("kjent {day}").format(day=norwegian_date(known_at))
    if list_filter.search:
        filters += " > " + _("søk «{text}»").format(text=list_filter.search)
    return sanitize(f"{filters} · {norwegian_date(session.actor.as_of)} · {session.actor.user}")
