"""In `Hvorfor` a user tries facts: both results are shown side by side, and nothing is stored."""

from models.cases.lookup import read_case
from tests.sessions.keyboard import at_keyboard

GRANITT = "992400002200"


async def test_an_extension_is_tried(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, duf=GRANITT) as nir:
        await nir.press("w", "v")
        nir.sees("Prøv vedtak · 9924 000022 00", "Esc Avbryt")
        await nir.type("utvidet")
        await nir.press("enter", "ctrl+u")
        await nir.type("190924")
        await nir.press("enter")
        await nir.type("180325")
        await nir.press("enter")
        await nir.type("010924")
        nir.sees("Prøves: ingenting lagres.")
        await nir.press("ctrl+s")
        nir.sees(
            "Registrert",
            "Prøvd",
            "Frist       18.09.2024",
            "Prøvd, ikke lagret",
            "Regelmotoren beregner ingen avslutning per 09.12.2024",
        )
        await nir.press("a")
        nir.sees("Regelmotoren beregner per 09.12.2024: Avslutningsårsak ikke registrert")
        case = read_case(nir.app.session.register, GRANITT)
        assert [decision.kind for decision in case.decisions] == ["deltakelse"]


async def test_a_goal_and_an_annulment_are_tried_together(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, duf=GRANITT) as nir:
        await nir.press("w", "g")
        await nir.type("ikke utdanning")
        await nir.press("enter", "ctrl+s")
        nir.sees("Frist       18.09.2024", "18.03.2026")
        await nir.press("s")
        nir.sees("Prøv uten et vedtak", "Deltakelse")
        await nir.press("enter")
        nir.sees("Frist for gjennomføring: ingen")
        await nir.press("s")
        nir.sees("Ingen vedtak å prøve uten")
        case = read_case(nir.app.session.register, GRANITT)
        assert [decision.annulled for decision in case.decisions] == [False]
        assert case.facts.goal == "arbeid-med-vgo"
