"""A newer key press interrupts the older query in the database itself."""

import threading
import time

import pytest

from models.errors import Unusable
from tests.case_builder import World

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


def test_what_is_read_under_a_name_can_be_stopped_from_another_thread(world: World) -> None:
    begun = threading.Event()
    ended: list[object] = []

    def read_without_end() -> None:
        try:
            with world.register.interruptible("rows"), world.register.read():
                begun.set()
                world.register.execute(ENDLESS)
        except Unusable as stopped:
            ended.append(str(stopped))

    thread = threading.Thread(target=read_without_end)
    thread.start()
    assert begun.wait(5)
    time.sleep(0.1)
    world.register.interrupt("others")
    with world.register.read():
        assert world.register.execute("SELECT 1") == [(1,)], "others read on"
    assert thread.is_alive()
    world.register.interrupt("rows")
    thread.join(5)
    assert ended == ["Avbrutt"]


def test_interrupting_nothing_is_nothing(world: World) -> None:
    world.register.interrupt("rows")
    with world.register.interruptible("rows"):
        pass
    world.register.interrupt("rows")
    with world.register.read():
        assert world.register.execute("SELECT 1") == [(1,)]


@pytest.mark.parametrize("name", ["rows", "count"])
def test_nothing_is_left_to_interrupt_when_the_reading_is_over(world: World, name: str) -> None:
    with world.register.interruptible(name), world.register.read():
        pass
    assert world.register._may_be_interrupted == {}
