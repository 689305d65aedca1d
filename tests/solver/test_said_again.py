"""What is kept in Dutch is said again in English, by the texts that made it."""

import pytest

from planner.domain.wording import Language, speaking
from solver.said_again import said_again

KEPT = (
    ("de zoektijd was op voordat dit geprobeerd was", "the search time was over before this was tried"),
    (
        "de zoektijd was op voordat een plaats gevonden was; het past in 1 voertuig",
        "the search time was over before a place was found; it fits in 1 vehicle",
    ),
    (
        "de rit van 44 minuten past niet tussen ophalen vanaf di 24 nov 09:00 en afleveren uiterlijk di 24 nov 09:20",
        (
            "the ride of 44 minutes does not fit between a pick-up from Tue 24 Nov 09:00 and a delivery by"
            " Tue 24 Nov 09:20"
        ),
    ),
    (
        "het tijdvenster is zo 29 nov 08:00-18:00, op een Nederlandse werkdag",
        "the time window is Sun 29 Nov 08:00-18:00, on a Dutch working day",
    ),
    (
        "do 26 mrt 09:00: 3 keer tolk Frans nodig, 2 beschikbaar (en 4 keer meer zo)",
        "Thu 26 Mar 09:00: 3 x interpreter French needed, 2 available (and 4 more like this)",
    ),
    (
        (
            "alle 42 mogelijke momenten vallen af: gesprekskamer in Handhaving- en toezichtlocatie Hoogeveen (24),"
            " regievoerder RV-0107 (16) en RV-0107 is di 24 nov 10:15 klaar en moet 10:30 in Azc Emmen zijn; de rit"
            " duurt 51 minuten (1), en 1 door andere oorzaken"
        ),
        (
            "all 42 possible moments are ruled out: conversation room in Handhaving- en toezichtlocatie Hoogeveen (24),"
            " regievoerder RV-0107 (16) and RV-0107 is ready on Tue 24 Nov 10:15 and must be in Azc Emmen at 10:30;"
            " the drive takes 51 minutes (1), and 1 for other causes"
        ),
    ),
    (
        (
            "vlucht VC 0106 (di 1 dec 17:05): 3 escorts nodig van di 1 dec 15:05 tot wo 2 dec 05:35; 0 vrij: E-01 0 (2"
            " op dienst of in rust tot wo 2 dec 11:40) en 3 andere teams"
        ),
        (
            "flight VC 0106 (Tue 1 Dec 17:05): 3 escorts needed from Tue 1 Dec 15:05 until Wed 2 Dec 05:35; 0 free:"
            " E-01 0 (2 on duty or resting until Wed 2 Dec 11:40) and 3 other teams"
        ),
    ),
)


@pytest.mark.parametrize(("kept", "said"), KEPT)
def test_a_kept_sentence_is_said_in_english_to_who_reads_english(kept: str, said: str) -> None:
    with speaking(Language.ENGLISH):
        assert said_again(kept) == said


@pytest.mark.parametrize("kept", [kept for kept, _said in KEPT])
def test_a_kept_sentence_stays_as_it_is_for_who_reads_dutch(kept: str) -> None:
    assert said_again(kept) == kept


@pytest.mark.parametrize("written", ["geen zin in, zegt hij", "Depot en kantoor", "", "Z-26-00001"])
def test_what_people_wrote_and_names_stay_as_they_are(written: str) -> None:
    with speaking(Language.ENGLISH):
        assert said_again(written) == written
