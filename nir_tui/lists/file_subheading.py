"""The second line of a file: filters, date and user, as NIR has it."""

from models.list_filter import ListFilter
from nir_tui.lists.filter_summary import crumbs
from nir_tui.presentation.i18n import _
from nir_tui.presentation.safe_text import sanitize
from nir_tui.session.session import Session
from rules.message import norwegian_date


def subheading(session: Session, chosen: ListFilter) -> str:
    """`Integreringsloven > Kristiansand > 2024 · 09.12.2024 · 4204-DEMO`."""
    filters = crumbs(chosen, session.register)
    if chosen.search:
        filters += " > " + _("søk «{text}»").format(text=chosen.search)
    return sanitize(f"{filters} · {norwegian_date(session.actor.as_of)} · {session.actor.user}")
