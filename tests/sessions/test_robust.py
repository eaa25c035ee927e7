"""Trouble around a session: changes by others, lost files, pastes, unanswered questions."""

import asyncio
import shutil
from datetime import date
from pathlib import Path

import pytest
from textual import events
from textual.worker import WorkerFailed

from models.changes.apply_change import apply_change
from models.changes.terminations import DeleteTermination, EditTermination, RegisterTermination
from nir_tui.app import NirApp
from rules.code_lists import Goal
from tests.case_builder import DUF, World, actor
from tests.sessions.keyboard import Keyboard, at_keyboard

GRANITT = "992400002200"
DAY = date(2024, 12, 2)


@pytest.fixture
def ended(world: World) -> World:
    """A person whose termination by the municipality is `Helsemessige utfordringer`."""
    world.participant(date(2024, 9, 2), Goal.PRIMARY_SCHOOL)
    apply_change(
        world.register, actor("x"), DUF, RegisterTermination("helse", DAY, None), confirmed=True
    )
    return world


async def paste(nir: Keyboard, text: str) -> None:
    nir.app.post_message(events.Paste(text))
    await nir.rest()
    await nir.rest()


async def test_what_is_deleted_is_what_was_asked_about(ended: World) -> None:
    """Another user replaces the termination while the question is open."""
    async with at_keyboard(ended.place, duf=DUF) as nir:
        await nir.press("s")
        nir.sees("Slett avslutning", "Helsemessige utfordringer 02.12.2024")
        apply_change(ended.register, actor("y"), DUF, DeleteTermination())
        apply_change(
            ended.register,
            actor("y"),
            DUF,
            RegisterTermination("fagskole", DAY, None),
            confirmed=True,
        )
        await nir.press("j")
        nir.sees("y endret saken 09.12.2024", "Ingenting er endret", "Fagskole")
    active = ended.case().facts.active
    assert active is not None and active.reason == "fagskole"


async def test_who_saves_second_is_told_and_keeps_what_was_typed(ended: World) -> None:
    async with at_keyboard(ended.place, duf=DUF) as nir:
        await nir.press("r")
        await nir.type("031224")
        apply_change(
            ended.register, actor("y"), DUF, EditTermination("ukjent", DAY, None), confirmed=True
        )
        await nir.press("ctrl+s")
        nir.sees("y endret saken 09.12.2024", "lagre igjen", "03.12.2024")
        active = ended.case().facts.active
        assert active is not None and active.reason == "ukjent"
        # The user has now seen the other change: the same key again saves.
        await nir.press("ctrl+s")
        nir.sees("Avslutningen er lagret")
    active = ended.case().facts.active
    assert active is not None and (active.reason, active.date.day) == ("helse", 3)
    assert len(ended.case().terminations) == 3


@pytest.mark.file
async def test_a_register_that_is_replaced_takes_no_more_changes(
    demo_copy: str, tmp_path: Path
) -> None:
    async with at_keyboard(demo_copy, duf=GRANITT) as nir:
        await nir.press("l", "enter")
        await nir.type("helse")
        shutil.copy(demo_copy, tmp_path / "copy.db")
        (tmp_path / "copy.db").replace(demo_copy)
        await nir.press("ctrl+s", "j")
        nir.sees("er flyttet eller erstattet; start på nytt", "Helsemessige utfordringer")
        await nir.press("escape", "j")


@pytest.mark.file
async def test_a_register_that_is_gone_is_not_made_anew(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        Path(demo_copy).unlink()
        await nir.press("enter")
        nir.sees("er flyttet eller erstattet")
        await nir.press("a")
        nir.sees("er flyttet eller erstattet")
        assert not Path(demo_copy).exists()


async def test_a_question_keeps_the_cursor_until_it_is_answered(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, duf=GRANITT) as nir:
        await nir.press("l", "enter")
        await nir.type("helse")
        await nir.press("enter")
        for key in ("tab", "shift+tab", "ctrl+t", "ctrl+s", "x", "down"):
            await nir.press(key)
            nir.sees("Er du sikker på at du vil lagre?", "18.09.2024")
        await nir.press("n")
        # The cursor is back in the reason, which the next keys replace.
        await nir.type("ukj")
        nir.sees("Avslutningsårsak * ukj", "Ukjent. Måloppnåelse: Annet.")
        active = nir.active(GRANITT)
        assert active is not None and active.by_engine


async def test_the_palette_throws_nothing_typed_away(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, duf=GRANITT) as nir:
        await nir.press("l")
        await nir.type("150824")
        await nir.press("ctrl+p")
        await nir.type("melk")
        nir.sees_not("MELKEVEIEN")
        await nir.press("escape")
        nir.sees("150824")
        await nir.press("ctrl+q")
        nir.sees("Forkaste det du har skrevet?")
        await nir.press("n")
        nir.sees("Legg til avslutning")


async def test_the_report_is_fresh_after_a_person_from_the_palette(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        nir.sees("● 3 må rettes")
        await nir.press("colon")
        await nir.type("granitt")
        await nir.press("enter", "l", "enter")
        await nir.type("helse")
        await nir.press("enter", "j", "escape")
        nir.sees("● 2 må rettes", "Viser 1 - 9 av 9 linjer")


async def test_the_filters_that_are_on_stand_in_the_form(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("f")
        nir.sees("Avslutningsår 2024", "Kristiansand (4204)", "beregnet av regelmotor")
        await nir.type("x1")
        assert nir.screen.count("Ingenting passer med") == 1
        await nir.press("escape")
        nir.sees("Forkaste det du har skrevet?")
        await nir.press("j")
        nir.sees("Integreringsloven > Kristiansand > 2024 > Regelmotor")


async def test_pasted_lines_become_one_and_nothing_obeyed_comes_in(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("a", "slash")
        await paste(nir, "9924\n000022\n00")
        nir.sees("/ 9924 000022 00", "Viser 1 - 1 av 1 linjer")
        await nir.press("escape", "slash")
        await paste(nir, "A\x9b2J\u202eB")
        assert all(letter.isprintable() or letter == "\n" for letter in nir.screen)


async def test_ctrl_c_says_how_to_quit(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("ctrl+c")
        nir.sees("ctrl+q avslutter programmet")


async def test_an_arrow_at_the_end_of_the_calendar(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, duf=GRANITT) as nir:
        await nir.press("l")
        await nir.type("31.12.9999")
        await nir.press("up")
        nir.sees("31.12.9999", "etter frist for gjennomføring")
        await nir.press("escape", "j", "v", "l")
        await nir.type("permis")
        await nir.press("enter")
        await nir.type("01.10.2024")
        await nir.press("enter")
        await nir.type("31.12.9999")
        nir.sees("31.12.9999 er ikke mellom 01.01.1900 og 31.12.2100")


@pytest.mark.screen
async def test_small_terminals_do_not_break_it(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        for size in ((20, 5), (40, 10), (10, 3), (80, 24)):
            await nir.resize(*size)
            await nir.press("enter", "l", "escape", "escape", "f", "escape", "colon", "escape")
        nir.sees("Viser 1 - 10 av 10 linjer")


async def test_the_keys_follow_the_width(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, size=(60, 24), duf=GRANITT) as nir:
        nir.sees_not("w Hvorfor")
        await nir.resize(100, 24)
        nir.sees("g Mål", "w Hvorfor", "n Neste")
        await nir.resize(60, 24)
        nir.sees_not("w Hvorfor")


async def test_enter_does_not_leave_a_date_that_cannot_be_read(demo_copy: str) -> None:
    """Keys typed to correct it must not end up in the next field."""
    async with at_keyboard(demo_copy, duf=GRANITT) as nir:
        await nir.press("l")
        await nir.type("abc")
        await nir.press("enter")
        nir.sees("«abc» er ikke en dato")
        await nir.press(*["backspace"] * 3)
        await nir.type("020924")
        await nir.press("enter")
        nir.sees("02.09.2024")
        await nir.type("hel")
        nir.sees("Helsemessige utfordringer")


async def test_letters_in_a_number_are_told_where_they_are_typed(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("f", *["tab"] * 6)
        await nir.type("abc")
        await nir.press("tab")
        nir.sees("«abc» er ikke bare sifre")
        await nir.press("ctrl+s")
        nir.sees("Filtrer på")


async def test_a_crash_shows_nothing_of_what_the_program_held(
    ended: World,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    secret = " ".join(["GRAN" + "ITT", "BEG" + "IN"])

    def fails(_app: NirApp) -> None:
        raise RuntimeError(secret)

    monkeypatch.setattr(NirApp, "do_help", fails)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(RuntimeError):
        async with at_keyboard(ended.place, duf=DUF) as nir:
            await nir.press("question_mark")
    assert nir.app.return_code
    said, where = nir.app.last_words
    assert str(said).startswith("Noe gikk galt (RuntimeError)")
    [crash] = tmp_path.glob("nir-tui-*.txt")
    assert str(crash) in str(where)
    shown = capsys.readouterr()
    for text in (shown.out, shown.err, str(said), str(where), crash.read_text(encoding="utf-8")):
        assert not any(word in text for word in secret.split())


async def test_a_crash_at_rest_tells_where_it_happened(
    ended: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    async def fails_at_rest() -> None:
        raise KeyError(DUF)

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(WorkerFailed):
        async with at_keyboard(ended.place, duf=DUF) as nir:
            nir.app.typeahead.idle_tasks.every_idle(fails_at_rest, after=0.01)
            nir.app.typeahead.idle_tasks.enable()
            async with asyncio.timeout(10):
                while not nir.app.last_words:
                    await asyncio.sleep(0.01)
    assert str(nir.app.last_words[0]).startswith("Noe gikk galt (KeyError)")
    [crash] = tmp_path.glob("nir-tui-*.txt")
    assert "fails_at_rest" in crash.read_text(encoding="utf-8")
    assert DUF not in crash.read_text(encoding="utf-8")
