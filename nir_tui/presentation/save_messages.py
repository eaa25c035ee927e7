"""The messages after saving, and where somebody else changed the case meanwhile."""

from models.cases.case import Case
from models.errors import ChangedMeanwhile
from nir_tui.presentation.i18n import _, render


def saved_message(before: Case, after: Case, text: str) -> str:
    """Return `text`, or that nothing changed if the case still has the same version."""
    return text if after.person.version != before.person.version else _("Ingenting er endret")


def changed_meanwhile_text(meanwhile: ChangedMeanwhile) -> str:
    """Return who changed the case, and that nothing was done."""
    return _("{what}. Ingenting er endret.").format(what=render(meanwhile.messages[0]))


def look_again(meanwhile: ChangedMeanwhile, is_refused: bool) -> str:
    """Return who changed the case, and whether what was filled in can still be saved."""
    lead = render(meanwhile.messages[0])
    cure = (
        _("{lead}. Slik saken nå er, kan dette ikke lagres; Esc avbryter.")
        if is_refused
        else _("{lead}. Se over, og lagre igjen om det fortsatt stemmer.")
    )
    return cure.format(lead=lead)
