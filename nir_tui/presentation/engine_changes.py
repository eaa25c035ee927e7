"""What an engine run would change or has changed, in words."""

from models.engine.run import EngineChange, EngineReport
from nir_tui.presentation.i18n import _
from rules.duf_number import format_duf
from rules.engine import Computed
from rules.message import norwegian_date
from rules.reasons import REASONS


def engine_summary(result: EngineReport, dry_run: bool) -> str:
    """Return how many terminations are added and deleted; before the run, that they will be."""
    if dry_run and not result.changes:
        return _("Ingenting å endre: alle saker er som de skal være")
    text = _("Utført: {added} er lagt til, {withdrawn} er slettet, {same} som før")
    if dry_run:
        text = _("{added} vil bli lagt til, {withdrawn} vil bli slettet, {same} blir som før")
    added, withdrawn = sum(result.added.values()), sum(result.withdrawn.values())
    line = text.format(added=added, withdrawn=withdrawn, same=result.unchanged)
    moved = sum(result.moved.values())
    return line + _("; {moved} bare med ny dato").format(moved=moved) if moved else line


def change_in_words(change: EngineChange) -> str:
    """Return the person, and what will be added to the case, deleted from it, or replaced."""
    who = f"{format_duf(change.duf)} {change.name}"
    old, new = change.withdrawn, change.added
    if new and old and change.moved_from:
        text = _("{reason} vil få ny dato, fra {old} til {new}")
        days = {"old": norwegian_date(old.date), "new": norwegian_date(new.date)}
        done = text.format(reason=_(REASONS[new.reason].label), **days)
    elif new and old:
        text = _("{old} vil bli slettet, og {new} vil bli lagt til")
        done = text.format(old=_named(old), new=_named(new))
    elif new:
        done = _("{new} vil bli lagt til").format(new=_named(new))
    else:
        done = _("{old} vil bli slettet").format(old=_named(old) if old else "")
    return f"{who}: {done}"


def _named(computed: Computed) -> str:
    return f"{_(REASONS[computed.reason].label)} {norwegian_date(computed.date)}"
