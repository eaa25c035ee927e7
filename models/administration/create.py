"""Making a new register: schema, reference data, settings."""

from models.administration.users import make_owner
from models.journal.actions import JournalAction
from models.journal.actor import Actor
from models.journal.writer import append_entry
from models.reference_data.municipalities import fill_reference
from models.storage.register import create_register
from models.storage.register_settings import START_DEADLINE_MONTHS, store


def make_register(location: str, actor: Actor) -> None:
    """Make an empty register; raise RegisterError if one exists already."""
    with create_register(location) as register, register.write():
        prepare()
        append_entry(actor, JournalAction.REGISTER_INIT, None)
        make_owner(actor)


def prepare() -> None:
    """Write the reference data and default settings of a new register, inside a transaction."""
    fill_reference()
    store("start_deadline_months", str(START_DEADLINE_MONTHS))
