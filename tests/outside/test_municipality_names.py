"""Municipalities and counties are found by every present and former name and number."""

from datetime import date
from pathlib import Path

import pytest

from models.administration.migrate import migrate_register
from models.errors import Refused
from models.exchange.importing.problems import ImportRefused
from models.exchange.importing.run import import_paths
from models.list_filter import ListFilter
from models.lists.pages import list_page
from models.lists.sort_order import Order
from models.storage.register import open_register
from nir_tui import cli
from rules.code_lists import Law
from tests.case_builder import TODAY, World, actor
from tests.models.administration.test_migrate import as_made_by
from tests.models.exchange.files import ANNA, BELA, CARL, bundle, nir_report, nir_row, person
from tests.sessions.keyboard import at_keyboard


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Trondheim - Tråante", "5001"),
        ("Trondheim", "5001"),
        ("tråante", "5001"),
        ("Trondheim kommune", "5001"),
        ("Guovdageaidnu - Kautokeino", "5612"),
        ("Guovdageaidnu", "5612"),
        ("Kautokeino – Guovdageaidnu", "5612"),
        ("Gáivuotna Kåfjord", "5540"),
        ("Gáivuotna\u00a0- Kåfjord - Kaivuono", "5540"),
        ("Porsanger - Porsáŋgu - Porsanki", "5622"),
        ("Porsángu", "5622"),
        ("Oslo - Oslove", "0301"),
        ("Askim", "3118"),
        ("Tysfjord", "1850"),
        ("Ålesund", "1508"),
        ("Haram", "1580"),
        ("Nes", "3228"),
        ("Nes (Buskerud)", "3322"),
        ("Aurskog - Høland", "3226"),
        ("0219", "0219"),
    ],
)
def test_a_municipality_is_found_by_any_of_its_names(world: World, text: str, number: str) -> None:
    assert world.register.reference.find(text) == number


@pytest.mark.parametrize(
    ("name", "numbers"), [("Herøy", ("1515", "1818")), ("våler", ("3114", "3419"))]
)
def test_a_name_that_two_share_lists_their_numbers(
    world: World, name: str, numbers: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(Refused) as refused:
        world.register.reference.find(name)
    assert all(number in str(refused.value) for number in numbers)
    place = ["--register", world.place, "report", "--municipality"]
    assert cli.main([*place, name]) == cli.REFUSED
    err = capsys.readouterr().err
    assert all(number in err for number in numbers)


def test_numbers_through_time(world: World) -> None:
    reference = world.register.reference
    assert (reference.current_number("0219"), reference.current_number("3024")) == ("3201", "3201")
    assert set(reference.all_numbers("0219")) == {"0219", "3024", "3201"}
    # A divided municipality has several successors and so no single number today.
    assert reference.successors("1507") == ("1508", "1580")
    assert reference.successors("5012") == ("5055", "5056", "5059")
    assert reference.current_number("1507") == "1507"
    assert reference.current_number("1613") == reference.current_number("5012") == "5012"
    assert {"1507", "1534"} <= set(reference.all_numbers("1580"))
    assert "1534" not in reference.all_numbers("1508")
    # Re later got Våle's number.
    assert reference.find("Våle") == reference.find("Re") == "3905"
    # A day before 2020 gives the names of 2020.
    assert reference.number_named_on("0219", date(2019, 5, 1)) == ("Viken", "Bærum")
    assert reference.number_named_on("1850", date(2019, 5, 1)) == ("Nordland", "Tysfjord")


@pytest.mark.parametrize(
    ("municipality", "county", "day", "number"),
    [
        ("Trondheim - Tråante", "Trøndelag - Trööndelage", "01.09.2023", "5001"),
        ("Guovdageaidnu - Kautokeino", "Troms og Finnmark", "01.09.2023", "5430"),
        ("Gáivuotna Kåfjord", "Romsa", "01.09.2024", "5540"),
        ("Herøy", "Nordland - Nordlánnda", "01.09.2023", "1818"),
        ("Herøy", "Møre og Romsdal fylke", "01.09.2023", "1515"),
        ("Herøy kommune", "Nordlánnda", "01.09.2023", "1818"),
        ("Våler", "Innlandet fylkeskommune", "01.09.2023", "3419"),
        ("Våler", "Østfold", "01.09.2023", "3018"),
        ("Askim", "Østfold", "01.09.2018", "0124"),
        ("Ålesund", "Møre og Romsdal", "01.09.2018", "1507"),
        ("Os", "Hordaland", "01.09.2018", "1243"),
        ("Os", "Hedmark", "01.09.2018", "3430"),
        ("Nes", "Buskerud fylke", "01.09.2018", "0616"),
        ("Sande", "Vestfold", "01.09.2018", "0713"),
        ("Sande", "Møre og Romsdal", "01.09.2018", "1514"),
    ],
)
def test_a_nir_report_names_them_as_it_likes(
    world: World, tmp_path: Path, municipality: str, county: str, day: str, number: str
) -> None:
    row = nir_row(municipality=municipality, county=county, date=day)
    import_paths(world.register, actor(), [nir_report(tmp_path / "nir.csv", row)])
    assert world.case(ANNA).terminations[0].municipality == number


def test_a_name_that_two_share_is_refused_without_a_county(world: World, tmp_path: Path) -> None:
    path = nir_report(tmp_path / "nir.csv", nir_row(municipality="Herøy", county=""))
    with pytest.raises(ImportRefused, match="Herøy"):
        import_paths(world.register, actor(), [path])


def test_a_municipality_is_found_under_every_number_it_has_had(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    persons = [
        person(ANNA, municipality="0219"),
        person(BELA, municipality="3024"),
        person(CARL, municipality="3201"),
    ]
    ended = [f"{duf};arbeid;2019-03-01;30;x;2019-03-02;;;" for duf in (ANNA, BELA, CARL)]
    rows = [f"{row};{number}" for row, number in zip(ended, ("0219", "3024", "3201"), strict=True)]
    path = bundle(tmp_path / "in", persons=persons)
    titles = "duf;reason;date;hours;registered_by;registered_at;deleted_by;deleted_at;district"
    text = "\n".join([f"{titles};municipality", *rows])
    (tmp_path / "in" / "terminations.csv").write_text(text, encoding="utf-8")
    import_paths(world.register, actor(), [path])
    for asked in ("0219", "3024", "3201", "Bærum", "bærum kommune"):
        number = world.register.reference.find(asked)
        chosen = ListFilter(law=Law.INTEGRERINGSLOVEN, municipality=number)
        lines = list_page(world.register, chosen, Order("name"), TODAY)
        assert {line.duf for line in lines} == {ANNA, BELA, CARL}, asked
        place = ["--register", world.place, "report", "--municipality", asked, "--format", "csv"]
        assert cli.main(place) == cli.DONE
        assert capsys.readouterr().out.count("STILLE") == 3, asked


@pytest.mark.file
def test_an_existing_register_gets_the_rows_and_only_once(tmp_path: Path) -> None:
    path = as_made_by("0008_searched_as_typed", tmp_path)
    steps = migrate_register(str(path)).steps
    assert "0010_guards_searches_municipalities" in steps
    register = open_register(str(path))
    assert register.reference.find("Askim") == "3118"
    assert register.reference.successors("1507") == ("1508", "1580")
    with register.read():
        rows = register.execute("SELECT number, valid_from FROM municipality")
        districts = register.execute("SELECT number FROM district")
    assert len(rows) == len(set(rows)) > 800
    assert len(districts) == len(set(districts)) == 36
    register.close()


@pytest.mark.parametrize(
    ("typed", "found"),
    [("guovdag", "Kautokeino (5612)"), ("0219", "Bærum (3201)"), ("tråante", "Trondheim (5001)")],
)
async def test_the_filter_form_finds_them_too(demo_copy: str, typed: str, found: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        await nir.press("f")
        await nir.type(typed)
        nir.sees(found)
