"""The page that tells a service how to deliver its data, generated from the tables.

Not allowed here: anything the tables do not say themselves, but for the introduction.
"""

from pathlib import Path

from planner.domain.disruption_life import CODES
from planner.intake.disruptions import DISRUPTIONS, FIELDS
from planner.intake.tables import BY_NAME, TABLES, Column, Table
from planner.ports.intake import DEFAULT_ROW_LIMIT

PAGE = Path("docs") / "AANLEVEREN.md"

_INTRODUCTION = f"""# Gegevens aanleveren

Deze pagina wordt gemaakt uit de tabellen van het programma (`python -m planner.intake.document`).

## Vormen

- **Een map met CSV-bestanden**, één per tabel, bijvoorbeeld `zaken.csv`. Scheidingsteken `;`, `,` of tab; UTF-8 met of
  zonder byte order mark, of Windows-1252; regeleinden van Windows, Unix of Mac.
- **Eén werkmap** (`.xlsx`), één blad per tabel, bijvoorbeeld blad `zaken`. Van formules telt de opgeslagen uitkomst;
  samengevoegde cellen en formules zonder uitkomst worden geweigerd. Werkmappen met het datumstelsel van 1904 mogen.
- **Het uitwisselbestand** (`.json`): `{{"schema": "vertrekplanner/1", "facts": {{...}}}}`, zoals het
  programma het schrijft.

Een aanlevering hoeft niet alle tabellen te bevatten: verwijzingen mogen ook naar gegevens gaan die er al zijn.
De eerste rij bevat de kolomkoppen. Hoofdletters, spaties, accenten en streepjes in koppen maken niet uit
(`Overgedragen op` is `overgedragen_op`); de volgorde van kolommen ook niet. Lege rijen worden overgeslagen.
Onbekende kolommen worden gemeld en niet gelezen. Heet een kolom bij u anders, dan kan een kolomindeling per bron
worden bewaard.

## Cellen

| soort | schrijfwijze |
|---|---|
| code | kenmerk uit het bronsysteem, hoogstens 64 tekens, zonder spaties, aanhalingstekens, komma, `;` \
of `\\|`; nooit een naam |
| dag | `dd-mm-jjjj` (ook `jjjj-mm-dd`), van 1990 tot en met 2099; geen `/` |
| tijdstip | `dd-mm-jjjj uu:mm` in Nederlandse tijd; een dag alleen betekent 00:00. In de nacht dat de klok \
teruggaat is 02:30 de eerste; de tweede is `25-10-2026 02:30 +01:00` |
| van en tot | `tot` is het eerste moment dat er niet meer bij hoort; leeg betekent nog niet bekend |
| getal | decimale komma (een punt mag ook), geen punten voor duizendtallen |
| ja/nee | `ja` of `nee` |
| lijst | waarden gescheiden door `\\|` |
| werktijden | `08:30-17:00` of `08:30-12:00\\|13:00-17:00` |
| termijn | regel en dag: `R02 02-11-2026`; zo nodig met niveau en sleutel: `R02 02-11-2026 wettelijk limit` |

## Alles of niets

Is er iets mis, dan wordt niets opgeslagen. Elke weigering noemt bestand, rij, kolom, waarde en wat te doen; alle
weigeringen worden in één keer getoond. Vóór het opslaan ziet u wat nieuw, gewijzigd en verdwenen is. Een rij die
ontbreekt, wordt gemeld maar nooit vanzelf verwijderd. Hoogstens {f"{DEFAULT_ROW_LIMIT:_}".replace("_", ".")} rijen \
per aanlevering (een instelling).
"""

_DISRUPTIONS = """Wat er gebeurde nadat een plan was gemaakt, wordt gemeld op het scherm, met de API, met
`vertrekplanner disruption report`, of met een bestand: `vertrekplanner disruption import verstoringen.csv`. Anders dan
bij de tabellen hierboven wordt elke rij op zichzelf verwerkt: één rij die niet kan houdt de andere niet op. Een vlucht
die een bron opnieuw aanlevert nadat zij als vervallen is gemeld, staat in het voorbeeld van die levering als nieuw.
"""


def page() -> str:
    """Return the whole page."""
    listing = "\n".join(f"- [{table.name}](#{table.name}): {table.explanation}" for table in TABLES)
    sections = "\n".join(_section(table) for table in TABLES)
    apart = f"\n## Verstoringen\n\n{_DISRUPTIONS}\n{_kinds()}\n\n{_section(DISRUPTIONS)}"
    return f"{_INTRODUCTION}\n## Tabellen\n\n{listing}\n\n{sections}{apart}"


def _kinds() -> str:
    """Return per kind of disruption which columns it has, and which reasons."""
    rows = (
        f"| {kind} | {', '.join(fields.must)} | {', '.join(fields.may)} | {', '.join(CODES[kind])} |"
        for kind, fields in FIELDS.items()
    )
    return "\n".join(("| soort | verplicht | mag ook | reden |", "|---|---|---|---|", *rows))


def _section(table: Table) -> str:
    key = " + ".join(table.by_path[path].header for path in table.key)
    unique = f" Sleutel: {key}." if key else ""
    rows = "\n".join(_row(column) for column in table.columns)
    header = ";".join(column.header for column in table.columns)
    example = ";".join(column.example for column in table.columns)
    together = f" Hoort bij {table.owner}; lever beide samen aan." if table.owner else ""
    return (
        f"### {table.name}\n\n{table.explanation}{together}{unique}\n\n"
        f"| kolom | verplicht | soort | verwijst naar | voorbeeld | uitleg |\n|---|---|---|---|---|---|\n{rows}\n\n"
        f"```\n{header}\n{example}\n```\n"
    )


def _row(column: Column) -> str:
    refers = ""
    if column.refers is not None:
        refers = ", ".join(t.name for t in BY_NAME.values() if t.fact is column.refers and not t.owner)
    kind = column.kind.name + (f": {', '.join(column.kind.choices)}" if column.kind.choices else "")
    cells = (column.header, "ja" if column.required else "", kind, refers, column.example, column.explanation)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
