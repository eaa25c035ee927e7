"""`python -m nir_tui`, the same as `nir-tui`."""

import sys

from nir_tui.cli import main

sys.exit(main())
