"""The nynorsk and English catalogues are complete for explanations and match the code."""

from collections.abc import Iterable
from string import Formatter

import pytest

from nir_tui.presentation.i18n import in_language
from rules.code_lists import DecisionKind, EventKind, Goal, Labelled, MeasureKind
from rules.reasons import REASONS
from tests.nir_tui.presentation.recorder import TRANSLATED, texts_of, texts_of_the_code, translation
from tools.messages import sections

EXPLAINING = (
    *(
        "rules/explanation.py",
        "rules/fact_usage.py",
        "rules/ways_to_change.py",
        "rules/deadline_steps.py",
    ),
    *("rules/grounds.py", "rules/moves.py", "rules/engine.py", "rules/sources.py"),
    *("rules/legal_sources.py", "rules/durations.py", "rules/register_choices.py"),
    *("nir_tui/presentation/explanation.py", "nir_tui/presentation/letter.py"),
)
EMBEDDED: tuple[Iterable[Labelled], ...] = (DecisionKind, EventKind, Goal, MeasureKind)


def placeholders(text: str) -> list[str]:
    return sorted({name for _, name, _, _ in Formatter().parse(text) if name is not None})


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_of_the_explanation_is_there(language: str) -> None:
    needed = texts_of(EXPLAINING) | {item.label for kind in EMBEDDED for item in kind}
    needed |= {reason.label for reason in REASONS.values()} | set(sections())
    assert len(needed) > 200
    have = {text.id for text in translation(language) if text.string}
    assert not needed - have


@pytest.mark.parametrize("language", TRANSLATED)
def test_placeholders_agree(language: str) -> None:
    texts = [text for text in translation(language) if text.id]
    assert len(texts) > 200
    assert not [text.id for text in texts if text.fuzzy or not text.string]
    assert not [t.id for t in texts if placeholders(str(t.id)) != placeholders(str(t.string))]


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_text_is_unknown_to_the_code(language: str) -> None:
    texts = [str(text.id) for text in translation(language) if text.id]
    assert not [text for text in texts if text not in texts_of_the_code()]


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_guide_text_is_quoted_as_it_is(language: str) -> None:
    texts = translation(language)
    for label in (
        *(reason.label for reason in REASONS.values()),
        *(item.label for kind in EMBEDDED for item in kind),
    ):
        assert str(texts[label].string).startswith(f"«{label}»")


@pytest.mark.parametrize("language", TRANSLATED)
def test_what_is_compiled_is_what_is_written(language: str) -> None:
    """If this fails, run `make messages`."""
    translate = in_language(language)
    stale = [t.id for t in translation(language) if t.id and translate(str(t.id)) != t.string]
    assert not stale
    assert translate("") == ""
