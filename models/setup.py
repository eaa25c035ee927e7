"""Making a new register: schema, reference data, settings."""

from models.actor import Actor
from models.database import create_register
from models.journal import write_line
from models.reference import fill_reference
from models.settings import START_DEADLINE_MONTHS, store
from models.users import make_owner


def make_register(location: str, actor: Actor) -> None:
    """Make an empty register; raises RegisterError where one stands already."""
    with create_register(location) as register, register.write():
        prepare()
        write_line(actor, "register.init", None)
        make_owner(actor)


def prepare() -> None:
    """Fill a new register with what every register has, inside a transaction."""
    fill_reference()
    store("start_deadline_months", str(START_DEADLINE_MONTHS))
