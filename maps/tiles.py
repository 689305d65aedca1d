"""A tile server as a setting: off unless an administrator names one.

Not allowed here: fetching; pages in one file, which never use tiles.
"""

import re
from dataclasses import dataclass

from planner.domain.wording import either

_HOST = r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?"
_URL = re.compile(rf"(https://{_HOST})/[A-Za-z0-9_.~/{{}}-]*")
_FIELDS = ("{z}", "{x}", "{y}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiles:
    """Pictures of the map from one server, which must allow other origins to use them (CORS).

    Raises
    ------
    ValueError
        Unless ``url`` is an https address with the fields {z}, {x} and {y} and nothing else in braces.
    """

    url: str
    credit: str

    def __post_init__(self) -> None:
        """Refuse what is not a plain template."""
        found = _URL.fullmatch(self.url)
        if found is None or sorted(re.findall(r"\{[^}]*\}?", self.url)) != sorted(_FIELDS):
            raise ValueError(
                either(
                    f"{self.url} is geen adres van een tegelserver\n"
                    "Geef bijvoorbeeld https://tegels.example.nl/kaart/{z}/{x}/{y}.png.",
                    f"{self.url} is no address of a tile server\n"
                    "Give for instance https://tegels.example.nl/kaart/{z}/{x}/{y}.png.",
                )
            )

    @property
    def origin(self) -> str:
        """The one origin that pages may load pictures from."""
        found = _URL.fullmatch(self.url)
        if found is None:  # excluded by __post_init__
            raise AssertionError(self.url)
        return found[1]
