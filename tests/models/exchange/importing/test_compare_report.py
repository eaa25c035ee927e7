"""Comparison of NIR's report with the register: every field, who is seen, and nothing changed."""

from datetime import date
from pathlib import Path

import pytest

from models.access import Access, Role
from models.administration.journal_view import read_lines
from models.exchange.exporting.download import FileFormat, download_list
from models.exchange.importing.compare_report import (
    Comparison,
    DifferenceKind,
    FieldDifference,
    compare_report,
)
from models.exchange.importing.problems import ImportRefused
from models.exchange.importing.run import import_paths
from models.list_filter import ListFilter
from models.lists.sort_order import Order
from models.storage.register import Register
from rules.code_lists import Law
from tests.case_builder import TODAY, World, actor, contents
from tests.models.exchange.files import (
    ANNA,
    BELA,
    CARL,
    HEADING,
    bundle,
    nir_report,
    nir_row,
    person,
)

ASKER = "3203"
OLDER = HEADING.replace("integreringsloven", "introduksjonsloven")


@pytest.fixture
def reported(world: World, tmp_path: Path) -> World:
    """A register that knows Anna from a report."""
    import_paths(world.register, actor(), [nir_report(tmp_path / "anna.csv")])
    return world


def compare(
    world: World, path: Path, *rows: tuple[str, ...], municipality: str | None = None, **as_in: str
) -> Comparison:
    file = nir_report(path / "nir.csv", *rows, **as_in)  # type: ignore[arg-type]
    return compare_report(world.register, actor(), file, municipality)


@pytest.mark.parametrize(
    ("cell", "field", "file", "here"),
    [
        ({"name": "STILLE, ENG"}, "name", "STILLE, ENG", "STILLE, SKOG"),
        ({"category": "Kan tilbys introduksjonsprogram"}, "category", "kan-tilbys", "rett"),
        ({"goal": "Grunnskole"}, "goal", "grunnskole", "arbeid-med-vgo"),
        ({"goal": ""}, "goal", None, "arbeid-med-vgo"),
        ({"reason": "Ukjent"}, "reason", "ukjent", "arbeid"),
        ({"date": "02.09.2023"}, "date", "2023-09-02", "2023-09-01"),
        ({"municipality": "Bærum"}, "municipality", "3024", "3025"),
        ({"deadline": ""}, "completion_deadline", None, "2023-09-18"),
    ],
)
def test_each_field_is_compared(
    reported: World,
    tmp_path: Path,
    cell: dict[str, str],
    field: str,
    file: str | None,
    here: str | None,
) -> None:
    found = compare(reported, tmp_path, nir_row(**cell))
    [one] = found.differences
    assert (found.read, found.same, one.duf, one.kind) == (1, 0, ANNA, DifferenceKind.DIFFERS)
    assert one.fields == (FieldDifference(field, file, here),)


@pytest.mark.parametrize(
    "cell",
    [
        {},
        {"name": "Stille, Skog"},
        {"sex": "Mann", "age": "35", "registered_at": "05.09.2023", "registered_by": "Regelmotor"},
    ],
)
def test_what_is_not_compared_makes_no_difference(
    reported: World, tmp_path: Path, cell: dict[str, str]
) -> None:
    found = compare(reported, tmp_path, nir_row(**cell))
    assert (found.read, found.same, found.differences) == (1, 1, ())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [";", "\t", ","])
def test_any_file_that_an_import_takes(
    reported: World, tmp_path: Path, encoding: str, separator: str
) -> None:
    found = compare(reported, tmp_path, encoding=encoding, separator=separator)
    assert found.same == 1


def test_who_is_only_in_one_of_them(reported: World, tmp_path: Path) -> None:
    """Only those of the file's municipalities and years are missed in the file."""
    rows = [
        nir_row(duf=BELA, name="NY, BY"),
        nir_row(duf=CARL, name="GAMMEL, DAL", date="01.09.2022", registered_at="01.10.2022"),
    ]
    import_paths(reported.register, actor(), [nir_report(tmp_path / "flere.csv", *rows)])
    unknown = nir_row(duf="992400077737", name="FJERN, FJORD")
    found = compare(reported, tmp_path, nir_row(), unknown)
    assert [(one.duf, one.name, one.kind.value, one.fields) for one in found.differences] == [
        (BELA, "NY, BY", "only-here", ()),
        ("992400077737", "FJERN, FJORD", "only-in-file", ()),
    ]
    assert (found.read, found.same) == (2, 1)
    elsewhere = nir_row(duf="992400077737", municipality="Bærum")
    assert len(compare(reported, tmp_path, elsewhere).differences) == 1


def test_a_person_without_a_termination_is_only_in_the_file(world: World, tmp_path: Path) -> None:
    world.person(ANNA, municipality=ASKER)
    [one] = compare(world, tmp_path).differences
    assert one.kind is DifferenceKind.ONLY_IN_FILE


def test_one_municipality_of_the_file(reported: World, tmp_path: Path) -> None:
    rows = nir_row(), nir_row(duf=BELA, municipality="Bærum")
    assert compare(reported, tmp_path, *rows, municipality="3203").counts == {
        **{"read": 1, "same": 1},
        **{"only-in-file": 0, "only-here": 0, "differs": 0},
    }
    # Here the person ended in Asker.
    moved = compare(reported, tmp_path, nir_row(municipality="Bærum"), municipality="3203")
    assert [one.kind for one in moved.differences] == [DifferenceKind.DIFFERS]


def test_the_law_is_that_of_the_file(reported: World, tmp_path: Path) -> None:
    found = compare(reported, tmp_path, above=(OLDER, ""))  # type: ignore[arg-type]
    assert found.law is Law.INTRODUKSJONSLOVEN
    assert [one.kind for one in found.differences] == [DifferenceKind.ONLY_IN_FILE]
    file = nir_report(tmp_path / "uten.csv", above=("Asker",))
    asked = compare_report(reported.register, actor(), file, law=Law.INTRODUKSJONSLOVEN)
    assert asked.law is Law.INTRODUKSJONSLOVEN
    with pytest.raises(ImportRefused, match="ikke introduksjonsloven"):
        named = nir_report(tmp_path / "med.csv")
        compare_report(reported.register, actor(), named, law=Law.INTRODUKSJONSLOVEN)


@pytest.mark.parametrize(
    ("access", "kinds"),
    [
        (Access(Role.READER, ASKER), ["differs", "only-here"]),
        (Access(Role.READER, "4204"), ["only-in-file"]),
        (Access(Role.READER), ["only-in-file"]),
        (Access(Role.NATIONAL_READER), ["differs", "only-here"]),
    ],
)
def test_whom_one_may_not_see_is_only_in_the_file(
    reported: World, tmp_path: Path, access: Access, kinds: list[str]
) -> None:
    more = nir_report(tmp_path / "bela.csv", nir_row(duf=BELA))
    import_paths(reported.register, actor(), [more])
    reported.register.access = access
    found = compare(reported, tmp_path, nir_row(reason="Ukjent"))
    assert [one.kind.value for one in found.differences] == kinds


def test_nothing_is_changed_and_it_is_journalled_with_the_counts(
    reported: World, tmp_path: Path
) -> None:
    before = contents(reported.register)
    compare(reported, tmp_path, nir_row(), nir_row(duf=BELA))
    after = contents(reported.register)
    assert {**after, "journal": None} == {**before, "journal": None}
    [line] = read_lines(reported.register, limit=1)
    assert (line.action, line.duf, line.after) == (
        "compare",
        None,
        {
            **{"files": ["nir.csv"], "law": "integreringsloven", "municipality": None},
            **{"read": 2, "same": 1, "only-in-file": 1, "only-here": 0, "differs": 0},
        },
    )


def test_what_is_no_report_is_refused(world: World, tmp_path: Path) -> None:
    paths = (
        bundle(tmp_path / "pakke", persons=[person()]),
        str(tmp_path / "finnes-ikke.csv"),
        nir_report(tmp_path / "feil.csv", nir_row(date="31.02.2024")),
    )
    for path, words in zip(paths, ("er en pakke", "finnes ikke", "31.02.2024"), strict=True):
        with pytest.raises(ImportRefused, match=words):
            compare_report(world.register, actor(), path)


@pytest.mark.parametrize("law", list(Law))
def test_the_registers_own_report_is_the_same(demo: Register, tmp_path: Path, law: Law) -> None:
    file, report = str(tmp_path / "ut.csv"), ListFilter(law=law)
    line = f"{law.label} > alle kommuner"
    download_list(demo, actor(), report, Order(), FileFormat.CSV, file, line)
    found = compare_report(demo, actor(), file)
    assert (found.law, found.differences, found.same) == (law, (), found.read)
    assert found.read > 50


def test_as_of_a_day_when_the_deadline_is_another(demo: Register, tmp_path: Path) -> None:
    file = str(tmp_path / "ut.csv")
    later = actor(today=date(2026, 1, 1))
    download_list(demo, later, ListFilter(), Order(), FileFormat.CSV, file, "")
    assert compare_report(demo, later, file).differences == ()
    assert later.as_of > TODAY
