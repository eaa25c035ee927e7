"""A form made while nobody presses a key: the key that opens it then only has to show it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from models.errors import RegisterError

if TYPE_CHECKING:
    from nir_tui.forms.filters import FilterForm
    from nir_tui.screens.base import Keyed

_REST = 0.1
"""Seconds without a key: whoever types in a burst is not held up by what may come."""


class MadeAhead:
    """One form in hand, for a screen that may be asked for it; made anew where it is outdated."""

    def __init__(self, owner: "Keyed", new_form: "Callable[[], FilterForm]") -> None:
        """`new_form` gives the form as it would be opened now. Raises RegisterError."""
        self._owner, self._new_form = owner, new_form
        self._in_hand: FilterForm | None = None
        owner.nir.typeahead.rest.use_for(self._make, after=_REST)

    def take(self) -> "FilterForm":
        """The form as it has to be now, in hand or not. Raises RegisterError."""
        wanted = self._new_form()
        in_hand, self._in_hand = self._in_hand, None
        if in_hand is None or in_hand.becomes(wanted):
            return in_hand or wanted
        # `remove` would paint the screen anew, where nobody ever saw the form.
        self._owner.app._prune(in_hand)
        return wanted

    async def _make(self) -> None:
        owner = self._owner
        if not owner.is_active or owner.typing:
            return
        try:
            form = self.take()
        except RegisterError:
            # Nobody has asked for it yet. Who does is told.
            return
        self._in_hand = form
        if form.is_running:
            return
        # As the application itself begins with a screen that is shown.
        _screen, mounted = owner.app._get_screen(form)
        await mounted
        form._refresh_layout(owner.app.size)
