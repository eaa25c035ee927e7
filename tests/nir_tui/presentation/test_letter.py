"""A letter in bokmål, nynorsk and English: one page, nothing left untranslated."""

import re

import pytest

from nir_tui.presentation import i18n
from nir_tui.presentation.explanation import explanation_lines, side_by_side
from nir_tui.presentation.letter import letter
from rules.explanation import Explanation
from tests.nir_tui.commands.cli_runner import GRANITT, Run
from tests.nir_tui.presentation.letter_cases import CASES, PERSON, explained
from tests.nir_tui.presentation.recorder import Recorder, texts_of

NAMES = re.compile(
    "«[^»]*»|integreringsloven|introduksjonsloven|integreringsforskriften|Folkeregisteret|"
    "statsforvalteren|enkeltvedtak|Ålesund",
    re.IGNORECASE,
)
"""Names and quotations that stay Norwegian in English, and bokmål in nynorsk."""

LEFT = {
    "nn": re.compile(
        r"\b(ikke|fra|bare|hva|gjør|noe|uten|regnes|gjelder|kommer|ble|mangler|begynte|"
        r"permisjonen legges|virkedag\w*|kalenderdager|måneder|loven|deltakelse|utvidelse)\b"
    ),
    "en": re.compile(r"[æøåÆØÅ]|\b(ikke|og|er|til|fra|med|kan|ingen|avslutning|vedtak|ledd)\b"),
}
REQUIRED = {
    "nb": ("statsforvalteren", "påklages", "enkeltvedtak", "rettes av kommunen"),
    "nn": ("statsforvaltaren", "påklagast", "enkeltvedtak", "Kommunen rettar feil"),
    "en": ("the county governor (statsforvalteren)", "appeal", "individual decision", "corrected"),
}

REASONING = (
    *(
        "rules/explanation.py",
        "rules/fact_usage.py",
        "rules/ways_to_change.py",
        "rules/deadline_steps.py",
    ),
    *("rules/grounds.py", "rules/moves.py", "rules/engine.py", "rules/durations.py"),
)


def on_one_line(text: str) -> str:
    return re.sub("[ \n]+", " ", text)


def written(explanation: Explanation, language: str) -> str:
    return letter(PERSON, "Kristiansand", explanation, language)


@pytest.mark.parametrize("language", REQUIRED)
@pytest.mark.parametrize("name", CASES)
def test_a_letter_is_one_page_and_says_who_decides(name: str, language: str) -> None:
    text = written(explained(name), language)
    lines = text.splitlines()
    assert len(lines) <= 60
    assert max(map(len, lines)) <= 78
    assert not [word for word in REQUIRED[language] if word not in on_one_line(text)]


@pytest.mark.parametrize("language", LEFT)
@pytest.mark.parametrize("name", CASES)
def test_every_text_of_explanation_and_letter_is_translated(
    name: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorder = Recorder(language)
    monkeypatch.setattr(i18n, "_catalogue", recorder)
    monkeypatch.setattr("nir_tui.presentation.letter.in_language", lambda _: recorder.translate)
    explanation = explained(name)
    lines = [text for line in explanation_lines(explanation) for text in (line.text, line.source)]
    side_by_side(explanation, explanation, 80)
    page = on_one_line(written(explanation, language)).replace(PERSON.name, "")
    recorder.record(explanation)
    assert not recorder.untranslated
    texts = [NAMES.sub("", text) for text in (*lines, page)]
    assert not [text for text in texts if LEFT[language].search(text)]


def test_the_cases_use_every_text_of_an_explanation() -> None:
    recorder = Recorder("en")
    for name in CASES:
        recorder.record(explained(name))
    assert not texts_of(REASONING) - recorder.seen


def test_a_guide_text_stays_with_a_gloss() -> None:
    explanation = explained("a passed deadline")
    label = "«Avslutningsårsak ikke registrert»"
    english, nynorsk = (on_one_line(written(explanation, language)) for language in ("en", "nn"))
    assert f"{label} (reason for termination not registered) 18.09.2024" in english
    assert f"{label} (avslutningsårsak ikkje registrert) 18.09.2024" in nynorsk
    assert "§\N{NO-BREAK SPACE}13 second paragraph second sentence" in english


def test_what_was_not_compiled_is_said(nir: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(i18n, "_CATALOGUES", i18n._CATALOGUES / "nowhere")
    status, said, errors = nir("engine", "explain", GRANITT, "--letter", "nn")
    assert (status, said) == (1, "")
    assert "Oversettelsen til «nn» mangler" in errors
    assert nir("engine", "explain", GRANITT, "--letter", "nb")[0] == 0
