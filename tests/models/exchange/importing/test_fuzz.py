"""Fuzzing of the importers: any bytes are either imported or refused, nothing else."""

import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.administration.check import check_register
from models.exchange.importing.problems import ImportRefused
from models.exchange.importing.run import import_paths
from tests.case_builder import World, actor, contents
from tests.hypothesis_profiles import examples
from tests.models.exchange.files import ANNA, bundle, nir_report, nir_row, person

SPICE = [
    *(b'"', b";", b"\n", b"\r", b"\0", b",", b"\t", b"'", b"=", b"\xff", b"\xef\xbb\xbf", b"\x1b"),
    *("\u202e".encode(), "æ".encode(), "æ".encode("cp1252"), b"9" * 400, b"31.02.2024", b"-1"),
]


def spoiled(content: bytes, seed: int, changes: int) -> bytes:
    """Return the bytes with some inserted, removed, altered, repeated or cut off."""
    chance = random.Random(seed)
    spoilt = bytearray(content)
    for _ in range(changes):
        place = chance.randrange(len(spoilt) + 1)
        match chance.randrange(5):
            case 0:
                spoilt[place:place] = chance.choice(SPICE)
            case 1:
                del spoilt[place : place + chance.randrange(1, 40)]
            case 2:
                spoilt[place : place + 1] = bytes([chance.randrange(256)])
            case 3:
                spoilt[place:place] = spoilt[: chance.randrange(200)]
            case _:
                del spoilt[place:]
    return bytes(spoilt)


def try_to_import(world: World, path: str) -> None:
    before = contents(world.register)
    try:
        import_paths(world.register, actor(), [path])
    except ImportRefused as refusal:
        assert refusal.messages
        assert all(str(message).strip() for message in refusal.messages)
        assert contents(world.register) == before
    else:
        found = check_register(world.register, actor())
        assert all("Rediger eller slett" in str(message) for message in found), found


@settings(
    max_examples=examples(120),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(seed=st.integers(0, 2**32), changes=st.integers(1, 6), which=st.integers(0, 4))
def test_spoiled_bundles(world: World, seed: int, changes: int, which: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "in"
        path = bundle(
            folder,
            persons=[person(), person("992400077711", municipality="0301", district="030101")],
            decisions=[f"{ANNA};deltakelse;fattet;2024-03-01;2024-03-18;"],
            measures=[f"{ANNA};norsk;2024-03-20;2024-12-01"],
            events=[f"{ANNA};flyttet;2024-10-01;;4223"],
            terminations=[f"{ANNA};arbeid;2024-08-01;30,0;4204-MABE;2024-08-05;;"],
        )
        file = sorted(folder.iterdir())[which]
        file.write_bytes(spoiled(file.read_bytes(), seed, changes))
        try_to_import(world, path)


@settings(
    max_examples=examples(120),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    seed=st.integers(0, 2**32),
    changes=st.integers(1, 6),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
)
def test_spoiled_reports(world: World, seed: int, changes: int, encoding: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "nir.csv"
        nir_report(file, nir_row(), nir_row(duf="992400077711"), encoding=encoding)
        file.write_bytes(spoiled(file.read_bytes(), seed, changes))
        try_to_import(world, str(file))


@pytest.mark.parametrize("suffix", ["nir.csv", "in.zip"])
@settings(
    max_examples=examples(60),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(content=st.binary(max_size=400))
def test_any_bytes_at_all(world: World, suffix: str, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / suffix
        start = b"PK\x03\x04" if suffix == "in.zip" else b""
        file.write_bytes(start + content)
        try_to_import(world, str(file))
