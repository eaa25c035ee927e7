"""The second line of a file: filters, date and user, as NIR has it."""

from models.lists.chosen import ListFilter
from nir_tui.language import _
from nir_tui.lists.crumbs import crumbs
from nir_tui.session import Session
from nir_tui.text import plain
from rules.sentence import norwegian_date


def subheading(session: Session, chosen: ListFilter) -> str:
    """`Integreringsloven > Kristiansand > 2024 · 09.12.2024 · 4204-DEMO`."""
    filters = crumbs(chosen, session.register.reference)
    if chosen.search:
        filters += " > " + _("søk «{text}»").format(text=chosen.search)
    return plain(f"{filters} · {norwegian_date(session.actor.as_of)} · {session.actor.user}")
