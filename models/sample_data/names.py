"""Names for people who do not exist, kept by language so that first and last name go together."""

import random
from collections.abc import Mapping
from itertools import accumulate
from pathlib import Path


class Names:
    """The lists of one file: `[language women]`, `[language men]`, `[language families]`."""

    def __init__(self, file: Path, weights: Mapping[str, int] | None = None) -> None:
        """`weights` of the languages, 1 for one not listed; without them all are equally likely."""
        self._lists: dict[str, list[str]] = {}
        title = ""
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.startswith("["):
                title = line.strip("[]")
            elif not line.startswith("#"):
                names = [name.strip() for name in line.split(",")]
                self._lists.setdefault(title, []).extend(names)
        ends = " families"
        self._languages = [name.removesuffix(ends) for name in self._lists if name.endswith(ends)]
        self._weights = None
        if weights is not None:
            each = (weights.get(language, 1) for language in self._languages)
            self._weights = list(accumulate(each))

    def draw(self, chance: random.Random, sex: str) -> tuple[str, str]:
        """Draw a given name and a family name that go together; sex is `K` or `M`."""
        if self._weights is None:
            language = chance.choice(self._languages)
        else:
            [language] = chance.choices(self._languages, cum_weights=self._weights)
        given = self._lists[f"{language} {'women' if sex == 'K' else 'men'}"]
        return chance.choice(given), chance.choice(self._lists[f"{language} families"])
