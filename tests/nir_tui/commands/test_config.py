"""`config`: what is in force and from where, the defaults, and the faults of the file."""

import tomllib
from pathlib import Path

import pytest

from nir_tui.cli import main
from nir_tui.session.config import load_config
from nir_tui.session.settings import SETTINGS


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    path = tmp_path / "nir-tui" / "config.toml"
    path.parent.mkdir()
    return path


def call(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = main(words)
    said = capsys.readouterr()
    return status, said.out, said.err


def test_the_path(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(capsys, "config", "--path") == (0, f"{file}\n", "")


def test_the_defaults_are_toml_and_change_nothing(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _status, before, _err = call(capsys, "config")
    status, defaults, err = call(capsys, "config", "--defaults")
    assert (status, err) == (0, "")
    values = tomllib.loads(defaults)
    assert list(values) == [*SETTINGS, "keys"]
    read = load_config()
    file.write_text(defaults, encoding="utf-8")
    assert call(capsys, "config", "--check")[:2] == (0, "")
    after = load_config()
    for name in SETTINGS:
        assert getattr(read, name) == getattr(after, name)
    values_in_force = tomllib.loads(call(capsys, "config")[1])
    assert {**values_in_force, "keys": {}} == tomllib.loads(before)
    assert values_in_force["keys"] == values["keys"]


def test_what_is_in_force_and_from_where(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text('theme = "light"\nuser = "ces"\n[keys]\n"report.correct" = "q"\n')
    monkeypatch.setenv("NIR_REGISTER", "/annet/register.db")
    status, out, _err = call(capsys, "--user", "4204-MABE", "config")
    assert status == 0
    values = tomllib.loads(out)
    assert values["user"] == "4204-MABE"
    assert values["register"] == "/annet/register.db"
    assert values["keys"] == {"report.correct": "q"}
    origins = {line.partition(" = ")[0]: line.partition("# ")[2] for line in out.splitlines()}
    assert origins["user"] == "valg på kommandolinja"
    assert origins["register"] == "miljøet (NIR_REGISTER)"
    assert origins["theme"] == "konfigurasjonsfila, linje 1"
    assert origins["idle_minutes"] == "standard"
    assert origins['"report.correct"'] == "konfigurasjonsfila, linje 4"


def test_no_password_of_a_server_is_shown(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _status, out, _err = call(capsys, "--register", "postgresql://nir:hemmelig@host/nir", "config")
    assert "hemmelig" not in out and "postgresql://" in out


def test_one_line_a_fault(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(capsys, "config", "--check")[:2] == (0, "")
    file.write_text('user = "ces"\nregister = 1\ntull = 2\n[keys]\n"report.correct" = "f"\n')
    status, out, err = call(capsys, "config", "--check")
    assert (status, err) == (1, "")
    lines = out.splitlines()
    assert [line.removeprefix(f"{file}:").split(": ")[:2] for line in lines] == [
        ["2", "register"],
        ["3", "tull"],
        ["5", "report.correct"],
    ]
    file.write_text("user = \n")
    status, out, _err = call(capsys, "config", "--check")
    assert (status, out) == (1, f"{file}:1: linje 1 er ikke gyldig TOML\n")


def test_other_commands_warn_of_what_is_unknown_and_go_on(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text('tull = 2\n[keys]\n"report.tull" = "q"\n')
    for words in (["codes"], ["codes", "--json"]):
        status, out, err = call(capsys, *words)
        assert status == 0 and out
        assert [line.split(": ")[:3] for line in err.splitlines()] == [
            ["Advarsel", f"{file}:1", "tull"],
            ["Advarsel", f"{file}:3", "report.tull"],
        ]
    assert call(capsys, "config")[2] == ""


def test_a_wrong_type_stops_a_command_that_needs_it(
    file: Path, capsys: pytest.CaptureFixture[str], demo_copy: str
) -> None:
    file.write_text("user = 2\n")
    status, out, err = call(capsys, "--register", demo_copy, "person", "992400002200")
    assert (status, out, err) == (1, "", f"{file}:1: user: skal være tekst\n")
