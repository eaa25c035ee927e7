"""Building the demo register: facts are entered, and the program's rules make the terminations."""

import datetime

from models.administration.create import prepare
from models.administration.users import make_owner
from models.engine.run import Progress, run_engine
from models.journal.actor import Actor
from models.list_rows.bulk_rebuild import rows_in_bulk
from models.sample_data.demo.guide import add_guide_persons
from models.sample_data.demo.history import actor_on
from models.sample_data.demo.population import add_population
from models.sample_data.demo.rule_cases import add_rule_cases
from models.storage.register import create_register
from models.storage.register_settings import store
from rules.code_lists import ENGINE

DEMO_DAY = datetime.date(2024, 12, 9)
"""The day the guide was last updated; the demo register treats it as today."""

DEMO_USER = "4204-DEMO"


def make_demo_register(location: str, progress: Progress | None = None) -> None:
    """Make the demo register, the same every time; raise RegisterError if one exists already."""
    with create_register(location) as register, register.write():
        prepare()
        store("as_of", DEMO_DAY.isoformat())
        make_owner(actor_on(DEMO_USER, DEMO_DAY))
        with rows_in_bulk():
            add_guide_persons(register)
            add_population(register, DEMO_DAY, progress)
            add_rule_cases(register)
        run_engine(register, nightly(DEMO_DAY))


def nightly(day: datetime.date) -> Actor:
    """Return the actor of the engine's nightly run on a day."""
    return actor_on(ENGINE, day)
