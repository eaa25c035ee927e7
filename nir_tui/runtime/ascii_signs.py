"""Draws signs as ASCII, for terminals whose fonts have letters and little else."""

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_SIGNS = str.maketrans(
    "●◦↑↓·…«»–—│─┌┐└┘├┤▁▂▃▄▅▆▇█▏▎▍▌▋▊▉▔\N{REPLACEMENT CHARACTER}\N{NO-BREAK SPACE}",
    '*o^v-~""--|-++++++########|||||||-? ',
)
"""Each sign by one character: columns stay where they are. Letters are not signs."""


class AsciiSigns(LineFilter):
    """A filter over all that is drawn."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments with their signs as ASCII."""
        return [
            segment if segment.text.isascii() else segment._replace(text=_drawn(segment.text))
            for segment in segments
        ]


def _drawn(text: str) -> str:
    return text.translate(_SIGNS)
