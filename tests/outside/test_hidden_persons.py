"""A person the user may not see cannot be told from an unknown one, not even by timing."""

import logging
import re
from dataclasses import replace

import pytest

from models.access import Access, Role
from models.cases.case import Case
from models.cases.lookup import look_up
from models.changes.apply_change import apply_change
from models.changes.terminations import DeleteTermination
from models.changes.undo import plan_undo
from models.errors import NotFound
from models.journal.actor import Actor
from models.storage.register import Register
from tests.case_builder import DUF, World, actor

READER = Access(Role.CASE_WORKER, "0301")
NOBODY = "992400099905"


def _delete(register: Register, by: Actor, duf: str) -> Case:
    return apply_change(register, by, duf, DeleteTermination())


@pytest.mark.parametrize("act", [look_up, _delete, plan_undo], ids=lambda act: act.__name__)
def test_hidden_and_unknown_ask_the_register_the_same(
    world: World, caplog: pytest.LogCaptureFixture, act: object
) -> None:
    """Both run the same statements, with a write flushed to disk, so both take the same time."""
    assert callable(act)
    world.person(DUF)
    world.register.access = replace(READER)

    def statements(duf: str) -> list[str]:
        caplog.clear()
        with caplog.at_level(logging.DEBUG, "peewee"), pytest.raises(NotFound):
            act(world.register, actor(), duf)
        found = [str(record.args or record.msg).split(",")[0] for record in caplog.records]
        # The counter of transactions differs each time.
        return [re.sub(r"user_version = \d+", "user_version", statement) for statement in found]

    hidden, unknown = statements(DUF), statements(NOBODY)
    assert len(hidden) > 5
    assert hidden == unknown
