"""Hypothesis profiles: `dev` for a quick answer, `ci` for all examples.

`HYPOTHESIS_PROFILE` chooses one; without it `CI` does.
"""

import os

from hypothesis import settings

from tests.registers import on_a_server

settings.register_profile("dev", deadline=None)
settings.register_profile("ci", deadline=None, print_blob=True)

_FRACTION = {"dev": 3, "ci": 1}
_FEWEST = 5


def load_profile() -> str:
    """Load the profile of this run; return its name."""
    name = os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev")
    settings.load_profile(name)
    return name


PROFILE = load_profile()


def examples(many: int) -> int:
    """Return the number of examples of a test: all in CI, a third elsewhere.

    A sixth of them on a server, which is ten times slower.
    """
    wanted = many // _FRACTION[PROFILE]
    return max(wanted // 6 if on_a_server() else wanted, _FEWEST)
