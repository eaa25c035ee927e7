"""The command line of the newer version: `python -m tests.newer COMMAND ...`."""

import sys

from tests.newer import one_more_reason  # isort: skip  (before all else)
from nir_tui.cli import main

assert one_more_reason.VOLUNTEERING.municipality
sys.exit(main())
