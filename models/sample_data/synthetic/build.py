"""Building a synthetic register: cases are drawn, and the program's own engine terminates some."""

from collections.abc import Callable

from models.administration.create import prepare
from models.administration.users import make_owner
from models.cases.case import load_context
from models.changes.case_batch import CaseBatch
from models.changes.case_update import CaseUpdate
from models.journal.actions import JournalAction
from models.journal.actor import Actor
from models.journal.writer import append_entry
from models.list_rows.bulk_rebuild import rows_in_bulk
from models.sample_data.synthetic.case_generator import CaseGenerator, night_after
from models.storage.register import create_register
from models.storage.register_settings import store

_BATCH_SIZE = 500


def make_synthetic_register(
    location: str,
    actor: Actor,
    count: int,
    seed: int,
    stands_still: bool,
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Make a register of `count` persons, the same for the same seed and day.

    `stands_still`: the register stores the actor's day as its own, which never changes. Raises
    RegisterError if one exists already.
    """
    with create_register(location) as register, register.write():
        prepare()
        if stands_still:
            store("as_of", actor.as_of.isoformat())
        make_owner(actor)
        lives = CaseGenerator(register.reference, seed, actor.as_of)
        batch = CaseBatch(
            actor,
            load_context(register),
            is_journalled=False,
            moment_of=lambda day: night_after(day, actor.as_of),
        )
        with rows_in_bulk():
            for number in range(count):
                batch.add(CaseUpdate(lives.draw(number), is_new=True))
                if (number + 1) % _BATCH_SIZE == 0 or number + 1 == count:
                    batch.write()
                    if progress:
                        progress(number + 1, count)
        append_entry(
            actor, JournalAction.REGISTER_INIT, None, None, {"synthetic": count, "seed": seed}
        )
