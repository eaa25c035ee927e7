"""Names are found however apostrophes, hyphens and `æ ø å` are typed."""

import random
from datetime import date

import pytest

from models.administration.check import check_register
from models.administration.purge import purge
from models.collation import fold
from models.engine.run import run_engine
from models.errors import Refused
from models.list_filter import ListFilter, Subject, all_persons
from models.lists.counts import count_list
from models.lists.pages import list_page
from models.lists.person_search import find_persons
from models.lists.search_journal import write_search
from models.lists.sort_order import Order
from nir_tui.presentation.i18n import render
from nir_tui.presentation.label_search import ranked_matches
from tests.case_builder import TODAY, World, actor
from tests.models.naive_search import finds
from tests.sessions.keyboard import at_keyboard

NAMES = (
    *("BEN-ALI, LI", "BEN ALI, LI", "BENALI, LI", "BEN–ALI, LI", "BEN‑ALI, LI"),
    *("SARA, O'NEIL", "SARA, O’NEIL", "SARA, OʼNEIL", "SARA, O´NEIL", "SARA, ONEIL"),
    *("HÅKON, VEI", "HAAKON, VEI", "HAKON, VEI", "SØREN, ÆRLIG", "SOEREN, AERLIG"),
    *("BJØRN, ØDEGÅRD", "MICHAEL, ISAAC", "RUBEN, KALI"),
)
TYPED = (
    *("ben-ali", "ben ali", "benali", "ben–ali", "BEN‑ALI", "nal", "b-e"),
    *("o'neil", "o’neil", "oneil", "o neil", "sara o´neil", "'", "-"),
    *("hakon", "haakon", "håkon", "å", "aa", "hå", "a"),
    *("soren", "soeren", "søren", "ø", "o", "oe", "e", "er", "æ", "ae", "aerlig", "ærlig", "arlig"),
    *("odegard", "oedegaard", "odegaard bjoern", "ødegard", "michael", "isåc", "el"),
)


@pytest.fixture
def names(world: World) -> World:
    for number, name in enumerate(NAMES):
        world.person(f"9924000777{number:02d}", name=name)
    run_engine(world.register, actor(), every=True)
    return world


@pytest.mark.parametrize("typed", TYPED)
def test_list_count_name_and_palette_find_the_same(names: World, typed: str) -> None:
    register, by_name = names.register, Order("name")
    wanted = sorted(name for name in NAMES if finds(typed, name))
    for chosen in (
        ListFilter(Subject.PERSONS, None, search=typed),
        ListFilter(Subject.PERSONS, None, name=typed),
    ):
        listed = list_page(register, chosen, by_name, TODAY)
        assert sorted(line.name for line in listed) == wanted
        assert count_list(register, chosen, TODAY).matching == len(wanted)
    if typed.strip("'-"):
        found = find_persons(register, typed, TODAY)
        assert sorted(line.name for line in found) == wanted


def test_a_number_is_found_with_hyphens_too(names: World) -> None:
    for typed in ("9924-000777-03", "9924 000777 03", "000777-03"):
        assert [line.name for line in find_persons(names.register, typed, TODAY)] == [NAMES[3]]
        chosen = ListFilter(Subject.PERSONS, None, duf=typed)
        assert count_list(names.register, chosen, TODAY).matching == 1


def test_check_says_where_names_are_folded_as_before(names: World) -> None:
    assert check_register(names.register, actor()) == []
    names.sql(
        "UPDATE report_row SET search_name = ? WHERE duf = '992400077710'", fold("HÅKON, VEI")
    )
    output = [render(message) for message in check_register(names.register, actor())]
    assert any("9924 000777 10: raden i listene stemmer ikke" in line for line in output)
    run_engine(names.register, actor(), every=True)
    assert check_register(names.register, actor()) == []


def test_a_search_in_another_spelling_is_erased_with_the_person(world: World) -> None:
    world.participant(date(2008, 3, 1), name="HÅKON, BEN-ALI", as_of=date(2008, 3, 1))
    for text in ("haakon benali", "kari"):
        write_search(world.register, actor(), ListFilter(search=text))
    assert len(purge(world.register, actor())) == 1
    with world.register.read():
        searches = str(world.register.execute("SELECT after FROM journal"))
    assert "kari" in searches and "haakon" not in searches


def test_places_and_labels_are_found_alike(names: World) -> None:
    reference = names.register.reference
    assert reference.find("tromso") == reference.find("Tromsø")
    assert reference.find("ALESUND") == reference.find("aalesund") == reference.find("Ålesund")
    assert reference.find("nord fron") == reference.find("Nord-Fron")
    for typed in ("tromsaa", "Øslo", ""):
        with pytest.raises(Refused):
            reference.find(typed)
    labels = ["Deltar på andre tiltak", "Lønnet arbeid", "Ærfugl", "Nord-Fron"]
    assert ranked_matches("lonnet", labels) == ranked_matches("loennet", labels) == [1]
    assert ranked_matches("pa andre", labels) == ranked_matches("paa andre", labels) == [0]
    assert ranked_matches("nordfron", labels) == ranked_matches("nord–fron", labels) == [3]
    assert ranked_matches("ørfugl", labels) == ranked_matches("erfugl", labels) == []


async def test_at_the_keyboard(names: World) -> None:
    names.register.close()
    async with at_keyboard(names.place) as nir:
        await nir.press("3", "slash")
        await nir.type("oneil")
        nir.sees("av 5 linjer", "O'NEIL", "O’NEIL")
        await nir.press("escape")
        await nir.press("slash")
        await nir.type("hakon")
        nir.sees("HÅKON, VEI", "HAKON, VEI")
        nir.sees_not("HAAKON, VEI")
        await nir.press("escape", "colon")
        await nir.type("bjoern")
        nir.sees("BJØRN, ØDEGÅRD")


def test_all_are_counted(names: World) -> None:
    assert count_list(names.register, all_persons(), TODAY).total == len(NAMES)


@pytest.mark.parametrize("length", [20, 40, 100, 255])
def test_long_names_are_stored_and_found(world: World, length: int) -> None:
    letters = random.Random(length)
    names = ["".join(letters.choices("æøåbcdfghijkl", k=length)) for _ in range(4)]
    names += [(text * length)[:length] for text in ("æøå", "ø", "aa", "aeo", "bcæd")]
    for number, name in enumerate(names):
        world.person(f"9924000777{number:02d}", name=f"{name}, {name[::-1]}")
    run_engine(world.register, actor(), every=True)
    for name in names:
        assert find_persons(world.register, name, TODAY)
        assert find_persons(world.register, name.translate(str.maketrans("æøå", "aoa")), TODAY)
    assert check_register(world.register, actor()) == []


async def test_a_number_with_hyphens_is_taken_by_the_filters(names: World) -> None:
    names.register.close()
    async with at_keyboard(names.place) as nir:
        await nir.press("3", "a", "f")
        await nir.press(*["tab"] * 10)
        await nir.paste("9924-000777-03")
        await nir.press("ctrl+s")
        nir.sees("BEN–ALI, LI", "av 1 linjer")
