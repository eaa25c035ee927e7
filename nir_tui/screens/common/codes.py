"""`Avslutningskoder`: the codes with group and help text, searchable."""

from collections.abc import Sequence

from nir_tui.presentation.i18n import _
from nir_tui.presentation.label_search import ranked_matches
from nir_tui.screens.common.lookup import Entry, Lookup
from rules.reason_table import Reason
from rules.reasons import MUNICIPALITY_REASONS, REASONS


class CodesScreen(Lookup):
    """All 28 codes to read; from a form, the 23 that a municipality may choose."""

    def __init__(self, choosing: bool = False, shown: str | None = None) -> None:
        """`shown`: the code under the cursor at first."""
        super().__init__()
        self._first_shown = shown
        self._choosing = choosing
        self.title_text = _("Avslutningskoder for introduksjonsprogrammet")
        if choosing:
            self.title_text += _(" · Enter velger koden")
        self.placeholder = _("Søk i koder, grupper og veiledning")

    def is_first(self, entry: Entry) -> bool:
        """Whether an entry is the code that was asked for."""
        return entry.value == self._first_shown

    def find(self, typed: str) -> Sequence[Entry]:
        """Return the codes found by label, then those found by group or help text."""
        reasons = MUNICIPALITY_REASONS if self._choosing else tuple(REASONS.values())
        labels = [_(reason.label) for reason in reasons]
        by_label = ranked_matches(typed, labels)
        texts = [f"{_(reason.group)} {_(reason.help)}" for reason in reasons]
        by_text = [i for i in ranked_matches(typed, texts) if i not in by_label]
        return [_entry(reasons[index]) for index in (*by_label, *by_text)]

    async def take(self, entry: Entry) -> None:
        """Choose the code, if opened from a form."""
        if self._choosing:
            self.dismiss(entry.value)


def _entry(reason: Reason) -> Entry:
    who = [_("kommunen")] if reason.municipality else []
    who += [_("regelmotor")] if reason.engine else []
    more = _("{label}. Måloppnåelse: {group}. Brukes av {who}. {help}").format(
        label=_(reason.label), group=_(reason.group), who=_(" og ").join(who), help=_(reason.help)
    )
    return Entry(_(reason.label), more, reason.code)
