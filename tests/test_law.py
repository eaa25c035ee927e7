"""The rules by paragraph: docs/law.md, the list of tests, and the sources themselves."""

import ast

import pytest

from nir_tui.presentation.law import paragraphs, wanted
from rules import legal_sources, register_choices
from rules.legal_basis import RULES
from rules.sources import NBSP, Source, SourceKind
from tools.law import PAGE, ROOT, TESTS_FILE, marked_tests, page


def test_the_page_and_the_list_of_tests_are_what_make_law_makes() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()
    assert TESTS_FILE.read_text(encoding="utf-8").count("test_") == sum(
        line.count("test_") for tests in marked_tests().values() for line in tests
    )


def test_every_paragraph_that_a_test_names_is_one_that_a_rule_rests_on() -> None:
    assert set(marked_tests()) <= {one.title for one in paragraphs()}


def test_every_paragraph_of_law_that_a_rule_rests_on_has_a_test() -> None:
    kinds = (SourceKind.LAW, SourceKind.REGULATION)
    paragraphs_of_law = [one for one in paragraphs() if one.sources[0].kind in kinds]
    assert [one.title for one in paragraphs_of_law if not one.tests] == []


def test_every_choice_of_the_register_is_one_that_a_rule_rests_on() -> None:
    chosen = {one for one in vars(register_choices).values() if isinstance(one, Source)}
    used = {source for rule in RULES for source in rule.sources}
    assert chosen == {source for source in used if source.choice}


def test_what_a_docstring_calls_ours_rests_on_a_choice_and_the_reverse() -> None:
    """A docstring in the code says (ours) where the explanation says `registerets valg`."""
    missing = []
    for file in sorted((ROOT / "rules").glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                says = ast.get_docstring(node) or ""
                marks = " ".join(ast.unparse(mark) for mark in node.decorator_list)
                if ("(ours)" in says) and "choices." not in marks:
                    missing.append(f"{file.name}: {node.name}")
    assert missing == []


def test_a_source_of_law_has_its_days_and_its_address_and_no_sign_stands_alone() -> None:
    for name, source in vars(legal_sources).items():
        if isinstance(source, Source) and source.kind in (SourceKind.LAW, SourceKind.REGULATION):
            assert source.valid_from, name
            assert source.url.startswith("https://lovdata.no/"), name
            assert source.paragraph.startswith(f"§{NBSP}"), name


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ("13", ["integreringsloven §13"]),
        ("§ 18 a", ["integreringsloven §18 a"]),
        ("18a", ["integreringsloven §18 a"]),
        ("forskriften § 19", ["integreringsforskriften §19"]),
        ("avsnitt 6", ["brukerveiledningen avsnitt6"]),
        ("introduksjonsloven 5", ["introduksjonsloven §5"]),
        ("99", []),
        ("tull", []),
    ],
)
def test_a_paragraph_is_found_as_people_write_it(asked: str, titles: list[str]) -> None:
    assert [one.title.replace(NBSP, "") for one in wanted(paragraphs(), asked)] == titles
