"""Roles at the keyboard: which keys exist, which are dimmed and why, and what is journalled."""

from datetime import date
from pathlib import Path

import pytest

from models.access import Role
from models.administration.journal_view import read_lines
from models.administration.users import add_user, list_users, sign_in
from models.changes.apply_change import apply_change
from models.changes.terminations import RegisterTermination
from models.storage.register import open_register
from nir_tui.actions import ACTIONS
from tests.case_builder import NO_CHANGES, actor
from tests.nir_tui.commands.cli_runner import GRANITT
from tests.sessions.keyboard import Keyboard, at_keyboard

ADMINISTRATOR = "4204-DEMO"
LEADING_OUT = ("suspend_process", "screenshot", "command_palette", "open_url", "help_quit")


@pytest.fixture
def with_users(demo_copy: str) -> str:
    register = open_register(demo_copy)
    by = actor(ADMINISTRATOR)
    add_user(register, by, "4204-SAKS", Role.CASE_WORKER, "4204")
    add_user(register, by, "4204-LESE", Role.READER, "4204")
    add_user(register, by, "imdi", Role.NATIONAL_READER)
    register.close()
    return demo_copy


async def sit_down(nir: Keyboard, user: str) -> None:
    sign_in(nir.app.session.register, user)
    await nir.press("0")


@pytest.mark.parametrize("user", ["4204-LESE", "imdi"])
async def test_who_only_looks_is_told_so_by_the_key(with_users: str, user: str) -> None:
    async with at_keyboard(with_users, user) as nir:
        await sit_down(nir, user)
        await nir.press("a", "enter")
        for key in ("l", "r", "s", "g"):
            await nir.press(key)
            nir.sees("Rollen din kan se, men ikke endre")
            nir.sees_not("l Legg til", "r Rediger", "g Mål")
        await nir.press("v", "l")
        nir.sees("Rollen din kan se, men ikke endre")
    actions = {line.action for line in read_lines(open_register(with_users), by=user)}
    assert actions <= set(NO_CHANGES)
    assert "person.look" in actions


async def test_the_former_municipality_has_the_keys_of_its_own_termination(with_users: str) -> None:
    register = open_register(with_users)
    apply_change(
        register,
        actor("4204-SAKS"),
        GRANITT,
        RegisterTermination("helse", date(2024, 9, 18)),
        confirmed=True,
    )
    with register.write():
        register.execute("UPDATE person SET municipality = '4601' WHERE duf = '992400002200'")
    register.close()
    async with at_keyboard(with_users, "4204-SAKS", duf=GRANITT) as nir:
        sign_in(nir.app.session.register, "4204-SAKS")
        for key in ("l", "g"):
            await nir.press(key)
            nir.sees("Saken følges opp av Bergen")
        await nir.press("v", "l")
        nir.sees("Saken følges opp av Bergen")
        await nir.press("escape", "r")
        nir.sees("Rediger avslutning")


async def test_a_municipality_sees_its_own_and_no_more(with_users: str) -> None:
    async with at_keyboard(with_users, "4204-SAKS") as nir:
        await sit_down(nir, "4204-SAKS")
        await nir.press("a")
        nir.sees("Kristiansand")
        nir.sees_not("Alle kommuner", "filtrert fra 346")
        await nir.press("3")
        nir.sees("Kristiansand")
        await nir.press("colon")
        await nir.type("brukere")
        nir.sees_not("Brukere og roller")


async def test_an_administrator_lets_somebody_in_and_out(with_users: str) -> None:
    async with at_keyboard(with_users, ADMINISTRATOR) as nir:
        await sit_down(nir, ADMINISTRATOR)
        await nir.press("colon")
        await nir.type("brukere")
        await nir.press("enter")
        nir.sees("4204-SAKS", "Saksbehandler", "Kristiansand", "imdi", "hele landet")
        await nir.type("ny bruker")
        await nir.press("enter")
        await nir.type("4601-NY")
        await nir.press("enter")
        await nir.type("leser")
        await nir.press("enter")
        await nir.type("bergen")
        await nir.press("ctrl+s")
        nir.sees("4601-NY er lagret")
    register = open_register(with_users)
    assert ("4601-NY", "4601") in {(user.id, user.municipality) for user in list_users(register)}


async def test_who_adds_the_first_user_is_told_who_is_let_in_no_longer(demo_copy: str) -> None:
    """Until then, every user who may open the file is its administrator."""
    says = "Etter lagring slipper bare brukere i lista inn; du, 4204-DEMO, er administrator."
    async with at_keyboard(demo_copy) as nir:
        for user in ("4601-NY", "4601-TO"):
            await nir.press("colon")
            await nir.type("brukere")
            await nir.press("enter")
            await nir.type("ny bruker")
            await nir.press("enter")
            await nir.type(user)
            await nir.press("enter")
            await nir.type("leser")
            await nir.press("enter")
            await nir.type("bergen")
            (nir.sees if user == "4601-NY" else nir.sees_not)(says)
            await nir.press("ctrl+s")
            nir.sees(f"{user} er lagret")
            await nir.press("escape")


async def test_who_is_disabled_keeps_what_else_was_changed(with_users: str) -> None:
    async with at_keyboard(with_users, ADMINISTRATOR) as nir:
        await sit_down(nir, ADMINISTRATOR)
        await nir.press("colon")
        await nir.type("brukere")
        await nir.press("enter")
        await nir.type("4204-SAKS")
        await nir.press("enter")
        nir.sees("Bruker · 4204-SAKS", "Sperret")
        await nir.type("leser")
        await nir.press("enter")
        await nir.type("bergen")
        await nir.press("enter", "enter")
        await nir.type("j")
        await nir.press("ctrl+s")
        nir.sees("4204-SAKS er sperret")
    [user] = [one for one in list_users(open_register(with_users)) if one.id == "4204-SAKS"]
    assert (user.role, user.municipality, user.disabled) == ("reader", "4601", True)


async def test_the_journal_of_a_person_says_who_looked(with_users: str) -> None:
    async with at_keyboard(with_users, "4204-SAKS") as nir:
        await sit_down(nir, "4204-SAKS")
        await nir.press("enter", "y", "J")
        nir.sees("Journal · 9924", "kopierte DUF", "så på saken", "4204-SAKS")
        await nir.press("escape")
        nir.sees("Legg til")


async def test_a_search_is_written_once_when_it_is_used(with_users: str) -> None:
    async with at_keyboard(with_users, ADMINISTRATOR) as nir:
        await nir.press("slash")
        await nir.type("gran")
        await nir.press("down", "slash", "down", "slash", "enter")
    lines = read_lines(open_register(with_users), by=ADMINISTRATOR)
    searches = [line for line in lines if line.action == "list.search"]
    assert [line.after and line.after["search"] for line in searches] == ["gran"]


async def test_the_palette_writes_a_search_for_persons_and_none_for_commands(
    with_users: str,
) -> None:
    async with at_keyboard(with_users, ADMINISTRATOR) as nir:
        await nir.press("colon")
        await nir.type("bytt")
        await nir.press("enter", "colon")
        await nir.type("gran")
        await nir.press("escape")
    lines = read_lines(open_register(with_users), by=ADMINISTRATOR)
    searches = [line for line in lines if line.action == "list.search"]
    assert [line.after and line.after["search"] for line in searches] == ["gran"]


async def test_over_ssh_files_go_where_the_program_says(with_users: str, tmp_path: Path) -> None:
    from dataclasses import replace

    async with at_keyboard(with_users, ADMINISTRATOR) as nir:
        nir.app.session = replace(nir.app.session, over_ssh=True, downloads=tmp_path)
        await nir.press("x")
        nir.sees("Format")
        nir.sees_not("Fil ")
        await nir.press("ctrl+s")
        assert [path.suffix for path in tmp_path.glob("avsluttede-*")] == [".xlsx"]
        await nir.press("colon")
        await nir.type("hent inn")
        nir.sees_not("Importer pakke")


async def test_no_key_leads_out_of_the_program(with_users: str) -> None:
    """Textual's screenshot, suspend and palette are off: only the program's own keys work."""
    own = {key for action in ACTIONS for key in action.keys.split(",")} | {"ctrl+c"}
    async with at_keyboard(with_users, ADMINISTRATOR) as nir:
        assert not nir.app.ENABLE_COMMAND_PALETTE
        assert set(nir.app._bindings.key_to_bindings) <= own
        for key in ("enter", "l"):
            leading = {
                binding.binding.action.split("(")[0].split(".")[-1]
                for binding in nir.app.active_bindings.values()
            }
            assert leading.isdisjoint(LEADING_OUT)
            await nir.press("ctrl+z", "ctrl+backslash", "f1", key)
            assert nir.app.is_running


async def test_a_session_nobody_touches_ends(with_users: str) -> None:
    async with at_keyboard(with_users, ADMINISTRATOR) as nir:
        nir.app._leaving._look()
        assert not nir.app._exit, "at one's own machine nobody is thrown out"
        nir.app._leaving.exit_when_idle(minutes=1)
        nir.app._leaving._look()
        assert not nir.app._exit
        nir.app._leaving._last_key -= 61
        nir.app._leaving._look()
        assert nir.app._exit
