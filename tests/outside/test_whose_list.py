"""Every list, shown or written to a file, names the municipality or district it covers."""

from pathlib import Path

import pytest

from models.access import Role
from models.administration.users import add_user, sign_in
from models.storage.register import open_register
from nir_tui.cli import main
from tests.case_builder import actor
from tests.outside.pty_session import PtySession
from tests.sessions.keyboard import Keyboard, at_keyboard

ADMINISTRATOR = "4204-MABE"
# The ids contain no municipality: the one shown must come from the user's rights.
WORKER, READER, IN_DISTRICT, NATIONAL = "anne", "lars", "mona", "imdi"


@pytest.fixture
def with_users(demo_copy: str) -> str:
    register = open_register(demo_copy)
    by = actor(ADMINISTRATOR)
    add_user(register, by, WORKER, Role.CASE_WORKER, "4204")
    add_user(register, by, READER, Role.READER, "4601")
    add_user(register, by, IN_DISTRICT, Role.CASE_WORKER, "0301", "030103")
    add_user(register, by, NATIONAL, Role.NATIONAL_READER)
    register.close()
    return demo_copy


OWN = [
    (WORKER, "Kristiansand"),
    (READER, "Bergen"),
    (IN_DISTRICT, "Oslo > Sagene"),
    (NATIONAL, "Alle kommuner"),
]


@pytest.mark.parametrize(("user", "whose"), OWN)
async def test_on_the_screen(with_users: str, user: str, whose: str) -> None:
    async with at_keyboard(with_users, user, size=(120, 30)) as nir:
        sign_in(nir.app.session.register, user)
        for key in ("0", "a", "2", "a", "3", "a", "m", "d"):
            await nir.press(key)
            nir.sees(f" > {whose}")
            _sees_no_other(nir, whose)
        await nir.press("1", "a", "x")
        nir.sees(f" > {whose}")
        await nir.press("escape", "s")
        nir.sees(f" > {whose}")
        _sees_no_other(nir, whose)


@pytest.mark.parametrize(("user", "whose"), OWN)
async def test_in_the_filters(with_users: str, user: str, whose: str) -> None:
    async with at_keyboard(with_users, user, size=(120, 30)) as nir:
        sign_in(nir.app.session.register, user)
        await nir.press("a", "f")
        nir.sees(*whose.split(" > "))
        await nir.type("alle")
        _sees_no_other(nir, whose)


@pytest.mark.file
@pytest.mark.parametrize(("user", "whose"), OWN)
def test_from_the_first_screen_on(with_users: str, user: str, whose: str) -> None:
    environment = {"NIR_REGISTER": with_users, "NIR_USER": user}
    session = PtySession(environment=environment, size=(120, 30))
    try:
        session.waits_for("avsluttet introduksjonsprogram")
        session.comes_to_rest()
        assert f" > {whose}" in session.text, session.text
        assert session.quits() == 0
    finally:
        session.close()


def _sees_no_other(nir: Keyboard, whose: str) -> None:
    if whose != "Alle kommuner":
        nir.sees_not("Alle kommuner")


@pytest.mark.parametrize(("user", "whose"), OWN)
def test_in_what_is_written(
    with_users: str, user: str, whose: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = ("--register", with_users, "--user", user)
    for command in ("report", "persons"):
        out = tmp_path / f"{command}.csv"
        assert main([*call, command, "--format", "csv", "--out", str(out)]) == 0
        assert f" > {whose} · " in out.read_text(encoding="utf-8-sig").splitlines()[1]
    assert main([*call, "statistics"]) == 0
    assert f" > {whose}" in capsys.readouterr().out.splitlines()[0]


def test_another_municipality_that_is_asked_for_is_named(
    with_users: str, capsys: pytest.CaptureFixture[str]
) -> None:
    call = ("--register", with_users, "--user", WORKER)
    assert main([*call, "statistics", "--municipality", "Bergen"]) == 0
    assert " > Bergen" in capsys.readouterr().out.splitlines()[0]
