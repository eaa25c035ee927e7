"""A person whom the user may not see is like nobody, by the clock too."""

import logging
import re
from dataclasses import replace

import pytest

from models.access import Access, Role
from models.cases.case import Case
from models.cases.lookup import look_up
from models.changes.apply import apply_change
from models.changes.terminations import DeleteTermination
from models.errors import NotFound
from models.journal.actor import Actor
from models.storage.register import Register
from tests.case_builder import DUF, World, actor

READER = Access(Role.CASE_WORKER, "0301")
NOBODY = "992400099905"


def _delete(register: Register, by: Actor, duf: str) -> Case:
    return apply_change(register, by, duf, DeleteTermination())


@pytest.mark.parametrize("act", [look_up, _delete], ids=lambda act: act.__name__)
def test_hidden_and_unknown_ask_the_register_the_same(
    world: World, caplog: pytest.LogCaptureFixture, act: object
) -> None:
    """The same statements, the write and its flush to disk among them, so the same time."""
    assert callable(act)
    world.person(DUF)
    world.register.access = replace(READER)

    def statements(duf: str) -> list[str]:
        caplog.clear()
        with caplog.at_level(logging.DEBUG, "peewee"), pytest.raises(NotFound):
            act(world.register, actor(), duf)
        found = [str(record.args or record.msg).split(",")[0] for record in caplog.records]
        # The counter of transactions is another each time.
        return [re.sub(r"user_version = \d+", "user_version", statement) for statement in found]

    hidden, unknown = statements(DUF), statements(NOBODY)
    assert len(hidden) > 5
    assert hidden == unknown
