"""The provinces of the Netherlands, for missions whose consulates divide them among themselves."""

from enum import StrEnum


class Province(StrEnum):
    """A province; the value is its usual two letters."""

    GRONINGEN = "GR"
    FRYSLAN = "FR"
    DRENTHE = "DR"
    OVERIJSSEL = "OV"
    FLEVOLAND = "FL"
    GELDERLAND = "GE"
    UTRECHT = "UT"
    NORTH_HOLLAND = "NH"
    SOUTH_HOLLAND = "ZH"
    ZEELAND = "ZE"
    NORTH_BRABANT = "NB"
    LIMBURG = "LI"
