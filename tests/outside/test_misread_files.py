"""Files that were read in the wrong encoding and saved again, and invisible characters."""

from pathlib import Path

import pytest

from models.exchange.importing.misread_text import misread_message, repaired
from models.exchange.importing.problems import ImportRefused
from models.exchange.importing.run import import_paths
from nir_tui import cli
from rules.duf_number import parse_duf
from rules.invisible_characters import tidy
from tests.case_builder import World, actor, contents
from tests.models.exchange.files import (
    ANNA,
    BELA,
    NIR_TITLES,
    bundle,
    nir_report,
    nir_row,
    person,
)

LETTERS = "æøåÆØÅéèüÜöÖäÄßñçÇšŠžŽčČđĐŋŧğşıłńżąęőűáÁ–’“€Ω" + "Ахмед علي"


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
@pytest.mark.parametrize("letter", sorted(set(LETTERS) - {" "}))
def test_what_was_misread_is_known_by_its_pairs(letter: str, encoding: str) -> None:
    raw = f"S{letter}rby".encode()
    if encoding == "cp1252":
        # A byte undefined in Windows-1252 is kept as a control character.
        misread = "".join(
            bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in raw
        )
    else:
        misread = raw.decode("latin-1")
    if "\u00a0" in misread or "\u00ad" in misread:
        return
    assert repaired(misread) == f"S{letter}rby", misread


@pytest.mark.parametrize(
    ("misread", "before"),
    [
        ("SÃ¸rby", "Sørby"),
        ("BJÃ˜RK", "BJØRK"),
        ("KjÃ¸nn", "Kjønn"),
        ("√òstby", "Østby"),
        ("S├©rby", "Sørby"),
        ("BÃ¥tsfjord og SÃ¸r-Varanger", "Båtsfjord og Sør-Varanger"),
    ],
)
def test_every_pair_of_a_text_is_repaired(misread: str, before: str) -> None:
    assert repaired(misread) == before


@pytest.mark.parametrize(
    "text",
    [
        *("JOÃO", "SÃO", "Ã", "NUÑEZ", "ÅSA", "Å\u00a0HANSEN", "PÅ\u00adSKE", "Å’s", "«SMÅ»"),
        *("SJØ–BY", "“RENÉ”", "Ålesund … Ås", "Björk & Söner", "Čáhcesuolu", "Trần Thị Ánh"),
        *("Ångström", "Þóra", "Łukasz", "Ødegård", "Ахмед", "علي", "ÂNGELA", "ÃÃ", "ØÅÆ"),
    ],
)
def test_a_legal_text_is_left_as_it_is(text: str) -> None:
    assert misread_message(text) is None


def test_a_report_with_misread_texts_is_refused_with_all_of_them(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(world.register)
    rows = [
        nir_row(name="KARI, SÃ¸rby"),
        nir_row(duf=BELA, municipality="BÃ¦rum", registered_by="Ã…SE"),
    ]
    path = nir_report(tmp_path / "nir.csv", *rows)
    assert cli.main(["--register", world.place, "import", path]) == cli.REFUSED
    err = capsys.readouterr().err
    for part in ("rad 4, Fornavn, Etternavn", "«KARI, Sørby»", "rad 5", "«Bærum»", "«ÅSE»"):
        assert part in err
    assert contents(world.register) == before


@pytest.mark.parametrize("only", ["KjÃ¸nn", None])
def test_a_report_with_misread_titles_is_refused(
    world: World, tmp_path: Path, only: str | None
) -> None:
    def misread(title: str) -> str:
        return title.encode().decode("cp1252")

    titles = tuple(
        misread(title) if only in (None, misread(title)) else title for title in NIR_TITLES
    )
    path = nir_report(tmp_path / "nir.csv", nir_row(), titles=titles)
    with pytest.raises(ImportRefused, match=r"rad 3: «KjÃ¸nn» – er lest i feil tegnsett.*Kjønn"):
        import_paths(world.register, actor(), [path])


def test_a_file_in_two_encodings_is_refused_not_read_as_windows(
    world: World, tmp_path: Path
) -> None:
    path = Path(nir_report(tmp_path / "nir.csv", nir_row(name="KARI, SØRBY")))
    path.write_bytes(path.read_bytes() + b"\xf8")
    with pytest.raises(ImportRefused, match="feil tegnsett"):
        import_paths(world.register, actor(), [str(path)])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("SÃ¸rby", "last_name: «SÃ¸rby» – er lest i feil tegnsett"),
        ("S\ufffdrby", "U+FFFD på plass 2"),
    ],
)
def test_a_bundle_with_misread_texts_is_refused(
    world: World, tmp_path: Path, name: str, expected: str
) -> None:
    path = bundle(tmp_path / "in", persons=[person(last_name=name)])
    with pytest.raises(ImportRefused) as refused:
        import_paths(world.register, actor(), [path])
    assert expected in str(refused.value)


def test_a_single_letter_stays(world: World, tmp_path: Path) -> None:
    path = bundle(tmp_path / "in", persons=[person(first_name="JOÃO", last_name="Ã")])
    import_paths(world.register, actor(), [path])
    assert world.case(ANNA).person.name == "JOÃO, Ã"


def test_spaces_and_soft_hyphens_are_spaces_and_nothing(world: World, tmp_path: Path) -> None:
    row = nir_row(
        duf="9924\u202f000777\u00a003",
        name="\u200eANNE\u00a0MA\u00adRIE\u200b,\u202fDE\u202fLA CRUZ\u200f",
        municipality="\ufeffAs\u00adker\u00a0",
        county="Viken\u200b",
        registered_by="3025\u00ad-ASGE",
        date="01.09.2023\u200e",
    )
    import_paths(world.register, actor(), [nir_report(tmp_path / "nir.csv", row)])
    case = world.case(ANNA)
    assert (case.person.first_name, case.person.last_name) == ("ANNE MARIE", "DE LA CRUZ")
    assert case.terminations[0].municipality == "3025"
    assert case.terminations[0].registered_by == "3025-ASGE"
    path = bundle(
        tmp_path / "in",
        persons=[person(BELA, first_name="\u2066OLA\u2069", last_name="NORD\u00a0MANN\u00ad")],
    )
    import_paths(world.register, actor(), [path])
    assert world.case(BELA).person.name == "OLA, NORD MANN"


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"first_name": "ALI\u200bCE"}, "first_name: .* U\\+200B på plass 4"),
        ({"last_name": "\u200eAB\u202eC"}, "last_name: .* U\\+202E på plass 3"),
        ({"born": "1990-\u200d05-14"}, "born: .* U\\+200D på plass 6"),
        ({"municipality": "42\u206004"}, "municipality: .* U\\+2060 på plass 3"),
    ],
)
def test_a_hidden_sign_inside_is_named_with_its_place(
    world: World, tmp_path: Path, cells: dict[str, str], expected: str
) -> None:
    path = bundle(tmp_path / "in", persons=[person(**cells)])
    with pytest.raises(ImportRefused, match=expected):
        import_paths(world.register, actor(), [path])


def test_what_is_typed_is_tidied_the_same_way(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    world.person(name="ANNE MARIE, SKOG")
    for words in (["--name", "anne\u00a0ma\u00adrie\u200b"], ["--duf", "\u200e9924\u202f0007"]):
        assert cli.main(["--register", world.place, "persons", *words]) == cli.DONE
        assert "ANNE MARIE" in capsys.readouterr().out
    assert parse_duf("\u200e9924\u00a0000777\u202f0\u00ad3") == ANNA
    assert tidy("\u200b A\u2009B \u200f") == "A B"
    assert world.register.reference.find("\u200eBæ\u00adrum\u00a0") == "3201"
