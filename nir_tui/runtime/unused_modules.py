"""Keeps modules that the screens never use from being imported with Textual.

Textual's own command palette brings the widgets for trees and directories with it; the program has
a palette of its own (docs/decisions/0002). asyncio brings TLS; the program opens no connection
through it, and works without the module, as asyncio does.

Gain: 16 ms of the 320 ms of processor time to the first screen.
"""

import sys
from types import ModuleType

from nir_tui.runtime.switch import Trick, is_on

_PALETTE = "textual.command"
_TLS = "ssl"


class _Stub(ModuleType):
    """A module in which every public name is a class without content, made when it is imported."""

    def __getattr__(self, name: str) -> type:
        if name.startswith("_"):
            raise AttributeError(name)
        made = type(name, (), {"__module__": self.__name__})
        setattr(self, name, made)
        return made


def leave_modules_out() -> None:
    """Put stand-ins in place of the modules. Call it before Textual is imported."""
    if is_on(Trick.UNUSED_MODULES):
        sys.modules.setdefault(_PALETTE, _Stub(_PALETTE))
        # None blocks the import of a module; the type of sys.modules does not allow for it.
        sys.modules.setdefault(_TLS, None)  # type: ignore[arg-type]
