"""Skips the tests of a trick that makes Textual faster, where the switch has turned it off."""

import pytest

from nir_tui.runtime.switch import VARIABLE, Trick, is_on


def needs(*tricks: Trick) -> pytest.MarkDecorator:
    """Return the mark of a test that counts what the tricks save, or looks at how they do it."""
    off = [trick for trick in tricks if not is_on(trick)]
    return pytest.mark.skipif(bool(off), reason=f"{VARIABLE} turns off {', '.join(off)}")
