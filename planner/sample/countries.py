"""Countries of origin: how often each occurs, its languages, and how one flies there.

The weights are assumptions, chosen to look like the work; they are no statistics.
Not allowed here: rules of countries (see the table in ``planner/data``) and anything drawn.
"""

from dataclasses import dataclass

from planner.domain.ids import CountryCode, LanguageCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One country. ``route`` is the journey from Amsterdam by IATA codes; empty: nobody can fly there."""

    country: CountryCode
    weight: float
    languages: tuple[tuple[LanguageCode, float], ...]
    route: tuple[str, ...] = ()
    flights_a_week: int = 3


def _origin(code: str, weight: float, languages: str, route: str = "", flights_a_week: int = 3) -> Origin:
    """Read ``"ar:6 zgh:4"`` and ``"IST-KBL"``."""
    pairs = [part.partition(":") for part in languages.split()]
    return Origin(
        country=CountryCode(code),
        weight=weight,
        languages=tuple((LanguageCode(name), float(share or 1)) for name, _, share in pairs),
        route=tuple(route.split("-")) if route else (),
        flights_a_week=flights_a_week,
    )


ORIGINS: tuple[Origin, ...] = (
    _origin("MA", 9, "ar:6 zgh:4", "CMN", 7),
    _origin("DZ", 7, "ar", "CMN-ALG", 5),
    _origin("NG", 6, "en", "LOS", 4),
    _origin("TR", 5, "tr:7 kmr:3", "IST", 14),
    _origin("IQ", 5, "ar:5 ckb:5", "EBL", 4),
    _origin("IR", 4, "fa", "IKA", 3),
    _origin("AF", 4, "prs:6 ps:4", "IST-KBL", 2),
    _origin("SY", 5, "ar"),
    _origin("ER", 5, "ti"),
    _origin("SO", 5, "so", "IST-MGQ", 3),
    _origin("GE", 4.5, "ka", "TBS", 4),
    _origin("AM", 3, "hy", "IST-EVN", 3),
    _origin("AL", 4, "sq", "TIA", 5),
    _origin("GH", 3, "en", "ACC", 4),
    _origin("GN", 3, "fr:4 ff:6", "CMN-CKY", 3),
    _origin("GM", 2, "en:5 mnk:5", "CMN-BJL", 2),
    _origin("SL", 2, "en", "BRU-FNA", 2),
    _origin("EG", 2, "ar", "CAI", 5),
    _origin("TN", 3, "ar:8 fr:2", "TUN", 5),
    _origin("LY", 1.5, "ar", "TUN-TIP", 2),
    _origin("SR", 1.5, "nl", "PBM", 4),
    _origin("CN", 3, "zh", "PEK", 5),
    _origin("VN", 2, "vi", "IST-HAN", 3),
    _origin("ID", 1, "id", "IST-CGK", 3),
    _origin("IN", 2, "hi:5 pa:5", "DEL", 5),
    _origin("PK", 3, "ur", "IST-ISB", 3),
    _origin("AZ", 2, "az:7 ru:3", "IST-GYD", 3),
    _origin("JO", 1, "ar", "AMM", 3),
    _origin("MD", 2, "ro", "IST-RMO", 3),
    _origin("RU", 2, "ru"),
    _origin("RS", 1, "sr", "BEG", 3),
    _origin("MN", 0.7, "mn", "IST-UBN", 1),
    _origin("BR", 2, "pt", "GRU", 5),
    _origin("ET", 2, "am:6 ti:4", "ADD", 3),
    _origin("UG", 1, "en:6 lg:4", "EBB", 3),
    _origin("CM", 1, "fr", "IST-NSI", 2),
    _origin("CI", 1, "fr", "CMN-ABJ", 2),
    _origin("LB", 1, "ar", "IST-BEY", 3),
)

BY_COUNTRY = {origin.country: origin for origin in ORIGINS}

SCARCE_LANGUAGES: tuple[LanguageCode, ...] = (LanguageCode("ti"), LanguageCode("so"), LanguageCode("ka"))
"""Too few interpreters: nearly every offered hour is needed."""
WITHOUT_INTERPRETER = LanguageCode("mn")
"""No interpreter of this language can be had in the first week."""
SPOKEN_BY_ALL = frozenset({LanguageCode("nl"), LanguageCode("en")})

DUBLIN_STATES: tuple[tuple[CountryCode, str], ...] = (
    (CountryCode("DE"), "MUC"),
    (CountryCode("FR"), "CDG"),
    (CountryCode("IT"), "FCO"),
    (CountryCode("ES"), "MAD"),
    (CountryCode("AT"), "VIE"),
    (CountryCode("PL"), "WAW"),
    (CountryCode("HR"), "ZAG"),
    (CountryCode("SE"), "ARN"),
)
"""Member states that take persons back under the Dublin regulation, with their airport."""
DUBLIN_ORIGINS = frozenset({"SY", "ER", "SO", "AF", "IQ", "DZ", "TR", "NG", "GN", "EG", "RU"})
