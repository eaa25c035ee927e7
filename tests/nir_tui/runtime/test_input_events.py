"""No input from a terminal stops the reading of keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from nir_tui.runtime.input_events import InputEvents
from nir_tui.runtime.input_tokens import InputTokenizer


def keys(sent: str) -> list[str]:
    tokenizer, meaning = InputTokenizer(), InputEvents()
    found = [event for token in tokenizer.feed(sent) for event in meaning.of(token)]
    return [event.key for event in found if isinstance(event, events.Key)]


@pytest.mark.parametrize(
    ("sent", "wanted"),
    [
        ("\x1b[97:65;2u", ["A"]),
        ("\x1b[97;1:3u", []),
        ("\x1b[97;1:1u", ["a"]),
        ("\x1b[99999999u", []),
        ("\x1b[1114112~", []),
        ("\x1b[1114112u", []),
        ("\x1b[55296u", []),
        ("\x1b[57399999u", []),
        ("\x1b[97;1;9999999u", []),
        ("\x1b[97;1;27u", []),
        ("\x1b[97;99999u", []),
        ("\x1b[97~", []),
        ("\x1b[99z", []),
        ("\x1b[?1;2c", []),
        ("\x1b[97;1;97u", ["a"]),
        ("\x1b[229;1;229u", ["å"]),
        ("\x1b[99;5u", ["ctrl+c"]),
        ("\x1b[1;5A", ["ctrl+up"]),
        ("\x1b[13u", ["enter"]),
        ("\x1b[3~", ["delete"]),
        ("\x1bOA", ["up"]),
    ],
    ids=repr,
)
def test_a_sequence_is_a_key_or_nothing_and_the_next_key_arrives(
    sent: str, wanted: list[str]
) -> None:
    assert keys(f"{sent}k") == [*wanted, "k"]


NUMBERS = st.integers(0, 10**12).map(str)


@given(
    st.lists(st.one_of(NUMBERS, st.sampled_from([":", ";", "?", "<", "-"])), max_size=12),
    st.sampled_from("u~ABCDEFHPQRSMmtcny"),
)
def test_the_key_after_any_sequence_arrives(parts: list[str], end: str) -> None:
    assert keys(f"\x1b[{''.join(parts)}{end}    k")[-1] == "k"
