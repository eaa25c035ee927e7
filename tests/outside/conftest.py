"""A way to call the program on a demo register."""

from tests.nir_tui.conftest import nir

__all__ = ["nir"]
