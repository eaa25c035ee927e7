"""Fixtures for the tests of access rights."""

from datetime import date

import pytest

from tests.case_builder import OTHER, OWN, World


@pytest.fixture
def two(world: World) -> World:
    """A register with a person in Kristiansand and a person in Bergen."""
    world.participant(date(2023, 3, 1), duf=OWN, municipality="4204")
    world.participant(date(2023, 3, 1), duf=OTHER, municipality="4601", name="NY, BY")
    return world
