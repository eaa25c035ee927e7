"""Bad input gives a clear Norwegian error beside the field, and nothing is changed."""

from datetime import date

import pytest

from models.administration.journal_view import read_lines
from models.changes.apply_change import apply_change
from models.changes.terminations import RegisterTermination
from models.storage.register import open_register
from rules.code_lists import Goal
from tests.case_builder import DUF, NO_CHANGES, World, actor
from tests.sessions.keyboard import at_keyboard

GRANITT = "992400002200"

DATES = [
    ("310224", "Datoen 310224 finnes ikke i kalenderen"),
    ("31.02.2024", "Datoen 31.02.2024 finnes ikke i kalenderen"),
    ("170324", "Avslutningsdatoen 17.03.2024 er før programstart 18.03.2024"),
    ("190924", "Avslutningsdatoen 19.09.2024 er etter frist for gjennomføring 18.09.2024"),
    ("abc", "«abc» er ikke en dato; skriv for eksempel 15.08.2024"),
]
HOURS = [
    ("", "Antall timer arbeid per uke må fylles ut for «Arbeid»"),
    ("0", "Antall timer arbeid per uke må være over 0 og høyst 80"),
    ("81", "Antall timer arbeid per uke må være over 0 og høyst 80"),
    ("abc", "«abc» er ikke et timetall; skriv for eksempel 37,5"),
    ("37,55", "«37,55» har mer enn én desimal; skriv for eksempel 37,5"),
]


@pytest.mark.screen
@pytest.mark.parametrize(("typed", "says"), DATES)
async def test_a_wrong_date(demo_copy: str, typed: str, says: str) -> None:
    async with at_keyboard(demo_copy, duf=GRANITT) as nir:
        await nir.press("l")
        await nir.type(typed)
        nir.sees(says)
        await nir.press("tab", "enter")
        await nir.press("ctrl+s")
        nir.sees("Legg til avslutning", says)
        await nir.type("180924")
        nir.sees_not(says)
        await nir.press("tab")
        await nir.type("helse")
        nir.sees("18.09.2024", "Helsemessige utfordringer")
        assert _is_unchanged(nir.app.session.register.location)


async def test_half_a_date_is_told_of_when_it_is_saved(demo_copy: str) -> None:
    says = "«31» er ikke en dato"
    async with at_keyboard(demo_copy, duf=GRANITT) as nir:
        await nir.press("l")
        await nir.type("31")
        nir.sees_not(says)
        await nir.press("ctrl+s")
        nir.sees(says)
        nir.sees_not("Etter lagring")
        # The field is not left, and the error still shows.
        await nir.press("tab", "shift+tab", "tab", "ctrl+s")
        nir.sees(says)
        # While the user goes on typing, an unfinished date shows no error.
        await nir.type("0")
        nir.sees_not("er ikke en dato")
        assert _is_unchanged(nir.app.session.register.location)


async def test_what_saving_will_do_is_not_told_where_it_will_be_refused(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, duf=GRANITT) as nir:
        await nir.press("l", "enter")
        await nir.type("helse")
        await nir.press("enter", "j", "v", "s", "j", "escape")
        nir.sees("står uten vedtak om deltakelse: legg til vedtak (v) eller slett (s)")
        await nir.press("r", "tab")
        await nir.type("annet")
        nir.sees("Vedtak om deltakelse mangler; registrer vedtaket først")
        nir.sees_not("Etter lagring")


@pytest.mark.screen
@pytest.mark.parametrize(("typed", "says"), HOURS)
async def test_wrong_hours(demo_copy: str, typed: str, says: str) -> None:
    async with at_keyboard(demo_copy, duf=GRANITT) as nir:
        await nir.press("l", "enter")
        await nir.type("arbeid")
        await nir.press("enter")
        await nir.type(typed)
        await nir.press("enter")
        nir.sees("Legg til avslutning", says)
        assert _is_unchanged(nir.app.session.register.location)


async def test_what_was_refused_is_typed_anew_in_its_place(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, duf=GRANITT) as nir:
        await nir.press("l", "enter")
        await nir.type("arb")
        await nir.press("enter")
        await nir.type("37:5")
        await nir.press("enter")
        nir.sees("«37:5» er ikke et timetall")
        await nir.type("37,5")
        nir.sees_not("er ikke et timetall")
        await nir.press("enter", "j")
        active = nir.active(GRANITT)
        assert active is not None and str(active.hours) == "37.5"


@pytest.mark.screen
@pytest.mark.parametrize("typed", ["37,5", "37.5"])
async def test_comma_and_point_are_both_right(demo_copy: str, typed: str) -> None:
    async with at_keyboard(demo_copy, duf=GRANITT) as nir:
        await nir.press("l", "enter")
        await nir.type("arbeid")
        await nir.press("enter")
        await nir.type(typed)
        await nir.press("enter", "j")
        nir.sees("Arbeid             37,5  18.09.2024")
        active = nir.active(GRANITT)
        assert active is not None and str(active.hours) == "37.5"


async def test_a_reason_without_hours_has_no_field_for_them(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, duf=GRANITT) as nir:
        await nir.press("l", "enter")
        await nir.type("arbeid")
        await nir.press("enter")
        await nir.type("30")
        await nir.press("shift+tab")
        await nir.type("helse")
        nir.sees_not("Antall timer")
        await nir.press("enter", "j")
        active = nir.active(GRANITT)
        assert active is not None and active.hours is None


async def test_no_match_stays_in_the_field(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, duf=GRANITT) as nir:
        await nir.press("l", "enter")
        await nir.type("qqq")
        nir.sees("Ingenting passer med «qqq»")
        await nir.press("enter")
        nir.sees("Legg til avslutning", "qqq")


async def test_a_second_termination_of_the_municipality(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, duf="992200001432") as nir:
        await nir.press("l")
        nir.sees("Kommunen har allerede registrert «Arbeid» 14.09.2022. Rediger den i stedet.")


async def test_an_engine_termination_is_neither_edited_nor_deleted(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, duf=GRANITT) as nir:
        for key in ("r", "s"):
            await nir.press(key)
            nir.sees("En avslutning beregnet av regelmotor kan ikke redigeres eller slettes.")


async def test_without_an_end_goal(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, duf="988818011199") as nir:
        await nir.press("l")
        nir.sees("Sluttmål mangler; registrer sluttmål først")


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        (["utv", "tab", "tab"], "Utvidet deltakelse må ha til-dato"),
        (
            ["utv", "tab", "tab", "190325"],
            "Programmet kan utvides til senest 18.03.2025, ikke til 19.03.2025",
        ),
        (
            ["permis", "tab", "020524", "tab", "010524"],
            "Til-dato 01.05.2024 er før fra-dato 02.05.2024",
        ),
        (["delt", "tab"], "Fra-dato må fylles ut"),
    ],
)
async def test_wrong_decisions(demo_copy: str, keys: list[str], says: str) -> None:
    async with at_keyboard(demo_copy, duf=GRANITT) as nir:
        await nir.press("v", "l")
        for key in keys:
            await (nir.press(key) if key == "tab" else nir.type(key))
        await nir.press("ctrl+s")
        nir.sees("Legg til vedtak", says)
        assert _is_unchanged(nir.app.session.register.location)


async def test_an_end_goal_is_foretold_as_it_will_be_saved(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, duf=GRANITT) as nir:
        await nir.press("g")
        nir.sees("Etter lagring: ingenting endres.")
        await nir.press("tab", "backspace")
        nir.sees("Etter lagring: ingenting endres.")
        await nir.type("01012200")
        nir.sees("Datoen 01.01.2200 er ikke mellom 01.01.1900 og 31.12.2100")
        nir.sees_not("Etter lagring")
        await nir.press("end", "ctrl+u", "ctrl+s")
        nir.sees("Ingenting er endret")
        assert _is_unchanged(nir.app.session.register.location)


async def test_an_edit_that_takes_nobody_back_does_not_say_so(world: World) -> None:
    world.participant(date(2024, 3, 18))
    moved = date(2024, 3, 18)
    apply_change(
        world.register, actor("x"), DUF, RegisterTermination("flyttet", moved, None), confirmed=True
    )
    async with at_keyboard(world.place, duf=DUF) as nir:
        await nir.press("v", "r")
        nir.sees("Rediger vedtak", "Fra dato")
        nir.sees_not("slettes")
        await nir.press("tab")
        await nir.type("010425")
        nir.sees("Etter lagring")
        nir.sees_not("slettes")
        await nir.press("ctrl+s")
        nir.sees("Vedtaket er endret")
    active = world.case().facts.active
    assert active is not None and active.reason == "flyttet"


async def test_a_measure_that_ends_before_it_begins(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, duf=GRANITT) as nir:
        await nir.press("t", "l")
        await nir.type("kurs")
        await nir.press("enter")
        await nir.type("020524")
        await nir.press("enter")
        await nir.type("010524")
        await nir.press("enter")
        nir.sees("Til-dato 01.05.2024 er før fra-dato 02.05.2024")
        assert _is_unchanged(nir.app.session.register.location)


@pytest.mark.parametrize("typed", ["99240000220099", "9924x", "999999999999"])
async def test_unknown_numbers_find_nobody(demo_copy: str, typed: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("slash")
        await nir.type(typed)
        nir.sees("Viser 0 linjer (filtrert fra 346 totalt antall linjer)")
        await nir.press("enter")
        nir.sees("Viser 0 linjer")


async def test_somebody_else_was_first(world: World) -> None:
    """Two registrations of one person: the second is told, and nothing is overwritten."""
    from tests.case_builder import actor

    world.participant(date(2024, 9, 2), Goal.PRIMARY_SCHOOL)
    async with at_keyboard(world.place, duf=DUF) as nir:
        await nir.press("l", "enter")
        await nir.type("helse")
        apply_change(
            world.register,
            actor("x"),
            DUF,
            RegisterTermination("ukjent", date(2024, 12, 1), None),
            confirmed=True,
        )
        await nir.press("enter", "j")
        nir.sees("Kommunen har allerede registrert «Ukjent» 01.12.2024. Rediger den i stedet.")
    active = world.case().facts.active
    assert active is not None and active.reason == "ukjent"


def _is_unchanged(location: str) -> bool:
    """Return whether only reading has been journalled since the demo register was built."""
    lines = read_lines(open_register(location))
    return next(line.action for line in lines if line.action not in NO_CHANGES) == "engine.run"


async def test_a_long_paste_leaves_room_for_the_question(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("x")
        await nir.paste("x" * 3_000)
        await nir.press("tab", "escape")
        nir.sees("Ingenting passer med", "Forkaste det du har skrevet?", "j Ja")
        await nir.press("j")
        nir.sees("Viser 1 - 10 av 10 linjer")
