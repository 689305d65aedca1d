"""Explanations as data for other programs. Keys are Dutch, as in all our data; sentences are in the language spoken.

Not allowed here: finding explanations.
"""

from collections.abc import Sequence

from planner.domain.civil import to_utc
from planner.domain.explaining import (
    Answer,
    BlockingTable,
    CaseAnswer,
    Changed,
    Conflict,
    Difference,
    Evaluation,
    Obstacle,
    Remedy,
    Repair,
    RunnerUp,
    Share,
    Spot,
    StandbyAnswer,
    Stretch,
)
from planner.domain.plan import Appointment
from planner.domain.resources import ResourceRef
from planner.domain.time import Minute

MOST_SPOTS = 200
"""Spots that are given one by one, those with least in their way first; all are in the stretches."""


def answer_data(answer: Answer) -> dict[str, object]:
    """Return everything found about one activity."""
    return {
        "activiteit": answer.activity,
        "gepland": None if answer.planned is None else appointment_data(answer.planned),
        "niveau_1": table_data(answer.table),
        "niveau_2": [_conflict(one) for one in answer.conflicts],
        "niveau_3": [_repair(one) for one in answer.repairs],
        "geen_oplossing": answer.no_repair or None,
        "daarna": [_runner_up(one) for one in answer.runners_up],
        "milliseconden": list(answer.milliseconds),
    }


def table_data(table: BlockingTable) -> dict[str, object]:
    """Return the blocking table."""
    return {
        "mogelijkheden": len(table.spots),
        "vrij": len(table.free),
        "een_regel_ertussen": sum(spot.one_away for spot in table.spots),
        "telling": [{"regel": rule, "blokkeert": all_, "alleen": alone} for rule, all_, alone in table.counts],
        "rijen": [_stretch(one) for one in table.stretches],
        "plekken": [_spot(one) for one in table.spots[:MOST_SPOTS]],
        "opmerking": table.note,
    }


def case_data(answer: CaseAnswer) -> dict[str, object]:
    """Return why a case has no regievoerder, or whom else it could have had."""
    return {
        "zaak": answer.case,
        "regievoerder": answer.given,
        "kandidaten": [
            {"regievoerder": one.regievoerder, "in_de_weg": [_obstacle(o) for o in one.obstacles]}
            for one in answer.candidates
        ],
        "botsing": [_obstacle(one) for one in answer.conflict],
        "bewijs": answer.proof.value,
    }


def standby_data(answers: Sequence[StandbyAnswer]) -> list[dict[str, object]]:
    """Return per flight what keeps a departure from standing by."""
    return [
        {
            "vlucht": one.flight,
            "goedgekeurd": one.approved,
            "reserve": one.stands_by,
            "in_de_weg": [{"regel": reason.rule, "omdat": reason.because} for reason in one.in_the_way],
        }
        for one in answers
    ]


def evaluation_data(found: Evaluation) -> dict[str, object]:
    """Return what somebody's version breaks, changes and costs."""
    return {
        "wensen": list(found.wishes),
        "overtreedt": [_obstacle(one) for one in found.breaks],
        "verschil": price_data(found.price),
        "wijzigingen": [_changed(one) for one in found.changes],
        "bewijs": found.proof.value,
        "opmerking": found.note,
    }


def shares_data(found: Sequence[Share]) -> list[dict[str, object]]:
    """Return where the cost of a plan comes from."""
    return [
        {
            "niveau": int(one.level),
            "wat": one.what,
            "kosten": one.cost,
            "overtredingen": one.breaches,
            "grootste": one.because,
        }
        for one in found
    ]


def price_data(price: Sequence[Difference]) -> list[dict[str, object]]:
    """Return a difference per rule."""
    return [{"regel": one.rule, "niveau": int(one.level), "verschil": one.amount} for one in price]


def appointment_data(one: Appointment) -> dict[str, object]:
    """Return when and with whom or what an appointment is."""
    return {
        "activiteit": one.activity,
        "begin": _moment(one.start),
        "einde": _moment(one.end),
        "plaats": one.place,
        "middelen": [_resource(part.resource) for part in one.participations],
    }


def _conflict(one: Conflict) -> dict[str, object]:
    return {
        "kader": one.frame.value,
        "kader_in_woorden": one.frame_words,
        "regels": [_obstacle(obstacle) for obstacle in one.obstacles],
        "ook_elk_alleen": [_obstacle(obstacle) for obstacle in one.also],
        "bewijs": one.proof.value,
        "kleinste": one.smallest,
        "mogen_schuiven": list(one.movable),
        "bekeken": one.looked_at,
        "opmerking": one.note,
    }


def _repair(one: Repair) -> dict[str, object]:
    return {
        "soort": one.kind.value,
        "wat": one.what,
        "door": one.by,
        "regel": one.rule,
        "prijs": price_data(one.price),
        "prijs_per_niveau": {str(int(level)): amount for level, amount in one.levels},
        "niets_goedkopers_in_dit_kader": one.bound.value,
        "afspraken": [appointment_data(appointment) for appointment in one.appointments],
        "valt_uit": list(one.left_out),
    }


def _runner_up(one: RunnerUp) -> dict[str, object]:
    return {"plek": _spot(one.spot), "verschil": price_data(one.price)}


def _spot(one: Spot) -> dict[str, object]:
    return {
        "middel": _resource(one.resource),
        "plaats": one.place,
        "begin": _moment(one.start),
        "einde": _moment(one.end),
        "in_de_weg": [_obstacle(obstacle) for obstacle in one.obstacles],
        "alles_bekeken": one.whole,
        "genoeg": _remedy(one.remedy),
    }


def _stretch(one: Stretch) -> dict[str, object]:
    return {
        "middel": _resource(one.resource),
        "van": _moment(one.first),
        "tot_en_met": _moment(one.last),
        "aantal": one.number,
        "regels": list(one.rules),
        "omdat": list(one.because),
        "genoeg": _remedy(one.remedy),
    }


def _obstacle(one: Obstacle) -> dict[str, object]:
    return {
        "regel": one.rule,
        "activiteit": one.activity,
        "middel": _resource(one.resource),
        "samen_met": list(one.others),
        "omdat": one.because,
    }


def _changed(one: Changed) -> dict[str, object]:
    return {
        "activiteit": one.activity,
        "was": None if one.before is None else appointment_data(one.before),
        "wordt": None if one.after is None else appointment_data(one.after),
    }


def _remedy(one: Remedy | None) -> dict[str, str] | None:
    return None if one is None else {"wat": one.what, "door": one.by}


def _resource(one: ResourceRef | None) -> dict[str, str] | None:
    return None if one is None else {"soort": one.kind.value, "code": one.id}


def _moment(minute: Minute) -> str:
    return to_utc(minute).isoformat()
