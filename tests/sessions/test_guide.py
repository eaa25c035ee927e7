"""The guide, section by section, at the keyboard, with the keys of each task."""

from datetime import date

import pytest

from rules.code_lists import DecisionKind, Goal
from tests.case_builder import DUF, World
from tests.sessions.keyboard import Keyboard, at_keyboard

GRANITT = "992400002200"


async def test_section_3_find_those_that_lack_a_reason(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        # The program opens with the filters that the section tells the user to choose.
        nir.sees(
            "Deltakere som har avsluttet introduksjonsprogram",
            "Integreringsloven > Kristiansand > 2024 > Regelmotor",
            "Viser 1 - 10 av 10 linjer (filtrert fra 346 totalt antall linjer)",
            "● 3 må rettes",
        )
        # «Trykk på avslutningsårsak for å sortere alfabetisk», then «på DUF-nummer».
        await nir.press("o", "5")
        nir.sees("Avslutningsårsak ↓")
        await nir.press("o", "5", "slash")
        await nir.type("granitt")
        nir.sees("Viser 1 - 1 av 1 linjer (filtrert fra 346 totalt antall linjer)")
        await nir.press("enter")
        nir.sees("9924 000022 00   FORNØYDE, GRANITT", "legg til årsak (l) eller utvidelse (v)")
        # Esc returns to the report with the search kept; a second Esc clears the search.
        await nir.press("escape")
        nir.sees("/ granitt")
        await nir.press("escape")
        nir.sees("Viser 1 - 10 av 10 linjer")


async def test_section_3_choosing_the_filters_by_hand(demo_copy: str) -> None:
    async with at_keyboard(demo_copy, user="ces") as nir:
        nir.sees("Viser 1 - 16 av 346 linjer")
        await nir.press("f")
        nir.sees("Oppfølgingskommune", "Alle kommuner", "Avslutningsår", "Fornavn eller etternavn")
        await nir.type("kristians")
        await nir.press("enter", "enter", "enter")
        await nir.type("2024")
        await nir.press("enter", "enter")
        await nir.type("regelm")
        nir.sees("Gir 10 av 346 linjer, 3 må rettes")
        await nir.press("ctrl+s")
        nir.sees(
            "Integreringsloven > Kristiansand > 2024 > Regelmotor",
            "Viser 1 - 10 av 10 linjer (filtrert fra 346 totalt antall linjer)",
        )


@pytest.fixture
def baerum(world: World) -> World:
    """Sections 6 and 8: nothing is registered yet, and measures last until next summer."""
    world.participant(
        date(2024, 1, 18), Goal.UPPER_SECONDARY_UNDER_25, municipality="3201", name="NYE, BJØRK"
    )
    world.measure(date(2024, 1, 25), date(2025, 6, 17))
    return world


async def test_section_6_register_a_termination(baerum: World) -> None:
    async with at_keyboard(baerum.place, user="3201-NIBO", duf=DUF) as nir:
        nir.sees("Sluttmål  Fullføre videregående opplæring - under 25 år", "Ingen avslutning")
        await nir.press("l")
        nir.sees("Legg til avslutning", "(18.01.2024 - 18.01.2027) foreslått")
        await nir.type("211124")
        await nir.press("enter")
        await nir.type("studie")
        # «Ved valg av avslutningsårsak vises en kort beskrivelse».
        nir.sees(
            "Videregående opplæring - studiespesialisering",
            "Måloppnåelse: Utdanning - Vgo. "
            "Videregående opplæring for voksne i studieforberedende utdanningsprogram",
            "Etter lagring: personen vises som avsluttet.",
        )
        await nir.press("enter")
        nir.sees(
            "Det er registrert vedtak/tiltak som fortsetter etter valgt avslutningsdato. "
            "Lagrer du denne avslutningsdatoen, vil tiltakene vises som ikke gjeldende.",
            "Er du sikker på at du vil lagre?   j Ja   n Avbryt",
        )
        await nir.press("j")
        nir.sees("Vgo studiespes.", "21.11.2024 3201-NIBO")
        assert nir.screen.count("ikke gjeldende") == 2
    active = baerum.case().facts.active
    assert active is not None
    assert (active.reason, active.date) == ("vgo-studiespesialisering", date(2024, 11, 21))


async def test_section_7_permanent_stop_then_its_reason(baerum: World) -> None:
    async with at_keyboard(baerum.place, user="3203-ASGE", duf=DUF) as nir:
        await nir.press("v", "l")
        await nir.type("perm")
        nir.sees(
            "Vedtak om permanent stans er i utgangspunktet kun aktuelt der det ikke oppnås enighet "
            "mellom kommunen og deltakeren",
            "Etter lagring: regelmotoren avslutter med «Vedtak om permanent stans» 09.12.2024.",
        )
        await nir.press("enter")
        await nir.type("140924")
        await nir.press("enter")
        nir.sees("Vedtaket er lagret")
        await nir.press("escape")
        nir.sees(
            "● Vedtak om permanent stans: legg til avslutningsårsak (l)",
            "Stans                        Permanent stans          14.09.2024 Regelmotor",
        )
        await nir.press("l")
        nir.sees("14.09.2024", "regelmotorens «Vedtak om permanent stans» slettes")
        await nir.press("enter")
        await nir.type("arbeid")
        await nir.press("enter", "3", "0", "enter", "j", "h")
        nir.sees(
            "Ordinær avslutning           Arbeid             30,0  14.09.2024 3203-ASGE",
            "Stans (slettet)              Permanent stans          14.09.2024 Regelmotor",
        )


async def test_section_8_details_edit_and_delete(baerum: World) -> None:
    async with at_keyboard(baerum.place, user="3201-NIBO", duf=DUF) as nir:
        await nir.press("l")
        await nir.type("211124")
        await nir.press("enter")
        await nir.type("studie")
        await nir.press("enter", "j")
        # «Klikk på Vis detaljer under Handling».
        await nir.press("enter")
        nir.sees(
            "Registrert dato       09.12.2024",
            "Registrert av         3201-NIBO",
            "Oppf.kommune/bydel    3201 Bærum",
            "r Rediger  s Slett",
        )
        await nir.press("r")
        nir.sees(
            "Rediger avslutning", "21.11.2024", "Videregående opplæring - studiespesialisering"
        )
        await nir.press("enter")
        await nir.type("høyere")
        nir.sees("den gamle versjonen står i historikken")
        await nir.press("enter", "j")
        nir.sees("Høyere utdanning")
        # «Redigerte og slettede avslutninger vil vises ved Vis all avslutningshistorikk».
        await nir.press("h")
        nir.sees("Ordinær avsl. (erstattet)    Vgo studiespes.")
        await nir.press("s")
        nir.sees("Etter sletting: «Høyere utdanning» slettes, ingen avslutning står igjen.")
        await nir.press("j")
        nir.sees("Avslutningen er slettet")
        nir.sees("Ordinær avslutning (slettet) Høyere utdanning")
    assert baerum.case().facts.active is None
    assert len(baerum.case().terminations) == 2


@pytest.fixture
def vennesla(world: World) -> World:
    """Section 9: the deadline has passed, and the engine has added a termination."""
    world.participant(
        date(2022, 11, 15),
        Goal.WORK_LACKS_UPPER_SECONDARY,
        municipality="4223",
        settled=date(2022, 6, 7),
        name="RAUSE, HEI",
    )
    return world


async def test_sections_9_and_10_a_new_termination_over_the_engines(vennesla: World) -> None:
    async with at_keyboard(vennesla.place, user="ces") as nir:
        await nir.press("enter")
        nir.sees("Ordinær avslutning           Ikke registrert          15.11.2024 Regelmotor")
        # «Kommunen kan ikke redigere eller slette en avslutning beregnet av regelmotor».
        for key in ("r", "s"):
            await nir.press(key)
            nir.sees("kan ikke redigeres eller slettes. Bruk «Legg til»")
        await nir.press("l", "enter")
        await nir.type("arbeid")
        await nir.press("enter", "3", "0", "enter", "j", "h")
        nir.sees(
            "Ordinær avslutning           Arbeid             30,0  15.11.2024 ces",
            "Ordinær avslutning (slettet) Ikke registrert          15.11.2024 Regelmotor",
        )
    active = vennesla.case().facts.active
    assert active is not None
    assert (active.reason, active.registered_by, str(active.hours)) == ("arbeid", "ces", "30")


async def test_section_1_an_extension_cures_too(vennesla: World) -> None:
    async with at_keyboard(vennesla.place, user="ces", duf=DUF) as nir:
        await nir.press("v", "l")
        await nir.type("utv")
        await nir.press("enter", "enter")
        nir.sees("senest 15.11.2025")
        await nir.type("150525")
        nir.sees(
            "Etter lagring: regelmotorens «Avslutningsårsak ikke registrert» slettes, "
            "ingen avslutning står igjen; frist for gjennomføring blir 15.05.2025."
        )
        await nir.press("ctrl+s", "escape")
        nir.sees("Ingen avslutning", "Frist for gjennomføring  15.05.2025")
    assert vennesla.case().facts.active is None
    kinds = [decision.kind for decision in vennesla.case().decisions]
    assert kinds == [DecisionKind.EXTENSION, DecisionKind.PARTICIPATION]


async def test_section_3_a_missing_end_goal(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("slash")
        await nir.type("mystikk")
        await nir.press("enter")
        nir.sees("● Utgått oppstartsfrist: registrer sluttmål (g)", "Sluttmål  mangler")
        await nir.press("g")
        await nir.type("har ikke")
        nir.sees("regelmotorens «Utgått oppstartsfrist» slettes")
        await nir.press("enter", "enter")
        nir.sees("Sluttmålet er lagret")
        await nir.rest()
        nir.sees("Sluttmål  Arbeid - person har ikke utdanning", "Ingen avslutning", "1 rettet")


async def test_the_italics_of_the_guide(vennesla: World) -> None:
    """Section 7: «vil permanent stans stå som slettet (i kursiv)»."""
    async with at_keyboard(vennesla.place, user="ces", duf=DUF) as nir:
        await nir.press("l", "enter")
        await nir.type("helse")
        await nir.press("enter", "j", "h")
        lines = _italic_lines(nir)
        assert lines
        assert all("(slettet)" in line for line in lines)
        assert "Helse" not in "".join(lines)


def _italic_lines(nir: Keyboard) -> list[str]:
    strips = nir.app.screen._compositor.render_strips()
    return [
        strip.text
        for strip in strips
        if any(s.style and s.style.italic and s.text.strip() for s in strip)
    ]
