"""A district is in one municipality, which its number begins with."""

import csv
from pathlib import Path

from models.exchange.bundle_format import expected_district
from models.reference_data.municipalities import municipality_of_district
from models.storage.register import Register
from rules.message import message

FILE = Path(__file__).parents[3] / "models" / "reference_data" / "districts.csv"


def test_the_number_of_a_district_begins_with_its_municipalitys() -> None:
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert len(rows) > 30
    for row in rows:
        assert municipality_of_district(row["bydelsnummer"]) == row["kommunenummer"]


def test_the_districts_of_a_municipality(demo: Register) -> None:
    reference = demo.reference
    assert reference.districts_of("0301")["030101"] == "Gamle Oslo"
    assert reference.districts_of("4204") == reference.districts_of(None) == {}
    cities = {municipality_of_district(number) for number in reference.districts}
    every = [number for city in sorted(cities) for number in reference.districts_of(city)]
    assert every == list(reference.districts)


def test_a_district_outside_its_municipality_is_named() -> None:
    outside = message("skal være en bydel i kommunen {number}", number="4601")
    assert expected_district("030101", "4601") == outside
    assert expected_district("030101", "0301") is None
    assert expected_district(None, "0301") is expected_district("030101", None) is None
