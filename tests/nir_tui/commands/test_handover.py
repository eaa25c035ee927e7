"""`export PATH --duf DUF`: one person as a bundle, with the explanation beside it."""

from contextlib import closing
from pathlib import Path

import pytest

from models.access import Role
from models.administration.users import add_user
from models.storage.register import open_register
from tests.case_builder import actor
from tests.nir_tui.commands.cli_runner import GRANITT, Run, answer


@pytest.mark.parametrize("name", ["sak", "sak.zip", "sak/"])
def test_the_explanation_is_beside_the_bundle(nir: Run, tmp_path: Path, name: str) -> None:
    place = f"{tmp_path}/{name}"
    status, out, err = nir("export", place, "--duf", "9924", "000022", "00")
    beside = Path(f"{place.rstrip('/')}.txt")
    assert (status, out) == (0, "")
    assert str(beside) in err
    _status, explained, _err = nir("engine", "explain", GRANITT)
    assert beside.read_text(encoding="utf-8") == explained
    _status, out, _err = nir("import", place, "--dry-run")
    assert "Ingenting" in out, "the bundle says what the register holds"
    [line] = [e for e in answer(nir, "journal", "--json") if e["action"] == "export"]
    assert line["duf"] == GRANITT


def test_only_that_person_is_in_it(nir: Run, tmp_path: Path) -> None:
    assert nir("export", str(tmp_path / "sak"), "--duf", GRANITT)[0] == 0
    for file in (tmp_path / "sak").iterdir():
        _titles, *rows = file.read_text(encoding="utf-8").splitlines()
        assert {row.split(";")[0] for row in rows} <= {GRANITT}
    assert len((tmp_path / "sak" / "persons.csv").read_text(encoding="utf-8").splitlines()) == 2


def test_both_or_neither(nir: Run, tmp_path: Path) -> None:
    beside = tmp_path / "sak.txt"
    beside.write_text("mitt", encoding="utf-8")
    status, _out, err = nir("export", str(tmp_path / "sak"), "--duf", GRANITT)
    assert (status, (tmp_path / "sak").exists()) == (1, False)
    assert "sak.txt finnes" in err and beside.read_text(encoding="utf-8") == "mitt"
    (tmp_path / "annen.zip").write_text("", encoding="utf-8")
    assert nir("export", str(tmp_path / "annen.zip"), "--duf", GRANITT)[0] == 1
    assert nir("export", str(tmp_path / "ny"), "--duf", "992400099905")[0] == 3
    assert {path.name for path in tmp_path.iterdir() if path.is_file()} >= {"sak.txt", "annen.zip"}
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(("ny", "annen.zip."))]


def test_administrators_only_and_it_is_no_change(nir: Run, demo_copy: str, tmp_path: Path) -> None:
    assert nir("goal", GRANITT, "grunnskole", "--yes")[0] == 0
    assert nir("export", str(tmp_path / "en"), "--duf", GRANITT)[0] == 0
    assert nir("undo", GRANITT, "--yes")[0] == 0
    with closing(open_register(demo_copy)) as register:
        add_user(register, actor("ces"), "ces", Role.ADMINISTRATOR)
        add_user(register, actor("ces"), "4204-MABE", Role.CASE_WORKER, "4204")
    assert nir("export", str(tmp_path / "to"), "--duf", GRANITT)[0] == 4
    assert not (tmp_path / "to").exists() and not (tmp_path / "to.txt").exists()
