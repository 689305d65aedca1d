"""Protocol files: what is wrong is refused with file, place and remedy; the delivered ones are read."""

from datetime import date

import pytest

from planner.codec.canonical import from_bytes, to_bytes
from planner.codec.protocol_file import delivered_files, delivered_protocols, read_protocol
from planner.codec.toml_fields import ProtocolFileError
from planner.domain.departure_plan import Motivation, Party
from planner.domain.levels import Level
from planner.domain.protocol_facts import FactKind, FactRef
from planner.domain.protocols import Norm, Protocol, SiteRule, StepForm, StepTerm
from planner.domain.settings import Mark, Unit

GOOD = """
protocol = "eigen"
versie = 2
titel = { nl = "Eigen", en = "Own" }
geldig_vanaf = 2026-07-01
geldig_tot = 2027-01-01
rang = 15

[situatie]
doelgroepen = ["grens"]
verblijf = ["detentie"]

[[stap]]
code = "gesprek-twee"
titel = { nl = "Tweede gesprek", en = "Second conversation" }
vorm = "gesprek"
anker = ["bekend:zitting-rechtbank", "overdracht"]
termijn = [{ aantal = 5, eenheid = "werkdagen", zekerheid = "S", niveau = "wettelijk" }]
wacht_op = ["niet spoor:gedwongen"]
deelnemers = ["regievoerder", "tolk"]
duur = { aantal = 45, eenheid = "minuten", zekerheid = "A" }
wigk = "actie"

[[stap]]
code = "keten"
titel = { nl = "Overleg", en = "Meeting" }
vorm = "overleg"
locaties = ["azc"]
duur = { regel = "T10", sleutel = "meeting-minutes" }
terugkerend = [{ aantal = 14, eenheid = "dagen", zekerheid = "A" }]
locatie = [{ code = "AZC-TAP", deelnemers = ["avim", "gemeente"], weekdag = 2, begin_minuut = 600 }]
"""


def test_a_file_is_read_whole() -> None:
    protocol = read_protocol(GOOD, "eigen.toml")
    talk, meeting = protocol.steps

    assert (protocol.ref, protocol.rank, protocol.valid_from, protocol.valid_to) == (
        "eigen@2",
        15,
        date(2026, 7, 1),
        date(2027, 1, 1),
    )
    assert talk.anchors == (FactRef(FactKind.KNOWN, "zitting-rechtbank"), FactRef(FactKind.HANDOVER))
    own = Norm(amount=5, unit=Unit.WORKING_DAYS, mark=Mark.SECONDARY)
    assert talk.terms == (StepTerm(norm=own, level=Level.LEGAL),)
    assert talk.needs == (FactRef(FactKind.TRACK, "gedwongen", negated=True),)
    assert (talk.form, talk.motivation) == (StepForm.CONVERSATION, Motivation.ACTION)
    assert meeting.site_rules == (
        SiteRule(
            place=meeting.site_rules[0].place, participants=(Party.POLICE, Party.MUNICIPALITY), weekday=1, start=600
        ),
    )
    assert meeting.recurring


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("versie = 2", "versie = 0", "eigen.toml, versie: 0 valt buiten wat mag\nNeem een getal vanaf 1."),
        ("versie = 2", 'versie = "2"', "eigen.toml, versie: '2' is geen geheel getal"),
        ('protocol = "eigen"', 'protocol = "mijn eigen"', "eigen.toml, protocol: 'mijn eigen' is geen code"),
        (
            'titel = { nl = "Eigen", en = "Own" }',
            'titel = { nl = "Eigen" }',
            "eigen.toml, titel: mist een van de talen",
        ),
        (
            'titel = { nl = "Eigen", en = "Own" }',
            'titel = { nl = "Eigen", en = "Own ${x}" }',
            "eigen.toml, titel, en: heeft een accolade\nLaat accolades weg: er wordt niets ingevuld.",
        ),
        ("rang = 15", "rnag = 15", "eigen.toml, rnag: dit veld bestaat niet\nBedoelde u rang?"),
        ("geldig_tot = 2027-01-01", "geldig_tot = 2026-06-01", "eigen.toml, geldig_tot: ligt niet na geldig_vanaf"),
        (
            'verblijf = ["detentie"]',
            'verblijf = ["detensie"]',
            "eigen.toml, situatie, verblijf: 'detensie' is onbekend\nBedoelde u detentie?",
        ),
        (
            'vorm = "gesprek"',
            'vorm = "gesprekje"',
            "eigen.toml, stap gesprek-twee, vorm: 'gesprekje' is onbekend\nBedoelde u gesprek?",
        ),
        ('"overdracht"]', '"overdragt"]', "eigen.toml, stap gesprek-twee, anker: 'overdragt' is geen bekend feit"),
        (
            "bekend:zitting-rechtbank",
            "bekend:zitting",
            "eigen.toml, stap gesprek-twee, anker: 'bekend:zitting': zitting past niet bij bekend",
        ),
        (
            "aantal = 5, ",
            'aantal = 5, regel = "R02", ',
            "eigen.toml, stap gesprek-twee, termijn 1, regel: geef òf een regel",
        ),
        (', zekerheid = "S"', "", "eigen.toml, stap gesprek-twee, termijn 1, aantal: eenheid of zekerheid ontbreekt"),
        (
            'duur = { aantal = 45, eenheid = "minuten", zekerheid = "A" }',
            "",
            "eigen.toml, stap gesprek-twee, duur: een afspraak heeft een duur nodig",
        ),
        ('code = "keten"', 'code = "gesprek-twee"', "eigen.toml, stap: code gesprek-twee komt twee keer voor"),
        (
            'wacht_op = ["niet spoor:gedwongen"]',
            'wacht_op = ["stap:gesprek-twee"]',
            "eigen.toml, stap: stappen wachten op elkaar: gesprek-twee → gesprek-twee",
        ),
        (
            "weekdag = 2",
            "weekdag = 8",
            "eigen.toml, stap keten, locatie 1, weekdag: 8 valt buiten wat mag\nNeem een getal van 1 tot en met 7.",
        ),
        ("[situatie]", "[situatie", "eigen.toml: geen geldige TOML"),
    ],
)
def test_what_is_wrong_is_named_with_its_place_and_remedy(old: str, new: str, said: str) -> None:
    assert GOOD.count(old) >= 1

    with pytest.raises(ProtocolFileError) as refused:
        read_protocol(GOOD.replace(old, new, 1), "eigen.toml")

    assert str(refused.value)[: len(said)] == said
    assert "\n" in str(refused.value)


def test_options_out_of_order_are_refused() -> None:
    wrong = GOOD.replace('wigk = "actie"', 'keuzes = [{ nl = "B", en = "B" }, { nl = "A", en = "A" }]')

    with pytest.raises(ProtocolFileError, match="keuzes staan niet op alfabet"):
        read_protocol(wrong, "eigen.toml")


def test_there_is_a_delivered_protocol_for_each_situation() -> None:
    assert [protocol.id for protocol in delivered_protocols()] == [
        "afgewezen",
        "amv",
        "basis",
        "bewaring",
        "dublin",
        "gezinnen",
        "grens",
        "ingetrokken",
        "medisch",
        "toezicht",
        "vbl",
    ]


@pytest.mark.parametrize("name", sorted(delivered_files()))
def test_a_delivered_protocol_survives_the_codec(name: str) -> None:
    protocol = read_protocol(delivered_files()[name], name)

    assert from_bytes(to_bytes(protocol), Protocol) == protocol
