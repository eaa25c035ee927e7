"""Building the demo register: facts go in, the program's own rules make the terminations."""

import datetime

from models.actor import Actor
from models.database import create_register
from models.demo.guide import add_guide_persons
from models.demo.history import on_day
from models.demo.population import add_population
from models.engine_run import Progress, run_engine
from models.row_bulk import rows_in_bulk
from models.settings import store
from models.setup import prepare
from models.users import make_owner
from rules.programme import ENGINE

DEMO_DAY = datetime.date(2024, 12, 9)
"""The day the guide was last updated: what the demo register calls today."""

DEMO_USER = "4204-DEMO"


def make_demo_register(location: str, progress: Progress | None = None) -> None:
    """Make the demo register, the same every time; raises RegisterError where one stands."""
    with create_register(location) as register, register.write():
        prepare()
        store("as_of", DEMO_DAY.isoformat())
        make_owner(on_day(DEMO_USER, DEMO_DAY))
        with rows_in_bulk():
            add_guide_persons(register)
            add_population(register, DEMO_DAY, progress)
        run_engine(register, nightly(DEMO_DAY))


def nightly(day: datetime.date) -> Actor:
    """The engine's own nightly run on a day."""
    return on_day(ENGINE, day)
