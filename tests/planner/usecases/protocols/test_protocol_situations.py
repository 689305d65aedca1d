"""Every situation has its list of steps, and labels that say nothing of the work change none of them."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from planner.domain.cases import Case, Regime, Sex, Specialism, TargetGroup
from planner.domain.casework import CasePhase, LegalMomentKind, PhaseChange
from planner.domain.civil import at, day_of
from planner.domain.default_settings import DEFAULT_SETTINGS
from planner.domain.ids import CountryCode
from planner.domain.settings import Settings
from planner.domain.time import Minute
from planner.usecases.protocols.protocol_steps import case_steps
from planner.usecases.protocols.protocols_in_force import protocols_in_force
from tests.planner.usecases.protocol_world import CASE, case, moment_of_law, owned, stay, talked, world

NOW = at(date(2026, 11, 12), 16)
GOLDEN = Path(__file__).parent / "golden_steps.txt"
_M = LegalMomentKind


def _facts(who: Case, owner: str) -> tuple[object, ...]:
    return (
        who,
        stay(),
        owned(by=owner),
        talked(date(2026, 10, 15)),
        moment_of_law(_M.DECISION, date(2026, 10, 12)),
        PhaseChange(case=CASE, phase=CasePhase.GUIDANCE, at=at(date(2026, 10, 1), 9), actor=owner),
    )


@given(
    country=st.sampled_from(["MA", "NG", "AL", "SY", "TR"]),
    sex=st.sampled_from(Sex),
    owner=st.sampled_from(["RV-1", "RV-2", "RV-999"]),
    group=st.sampled_from(TargetGroup),
    regime=st.sampled_from(Regime),
    specialisms=st.sets(st.sampled_from(Specialism)),
)
def test_nationality_sex_and_owner_do_not_change_what_is_asked(
    country: str, sex: Sex, owner: str, group: TargetGroup, regime: Regime, specialisms: set[Specialism]
) -> None:
    plain = case(group=group, regime=regime, specialisms=specialisms)
    other = replace(plain, country=CountryCode(country), sex=sex)

    assert case_steps(world(_facts(other, owner), NOW)) == case_steps(world(_facts(plain, "RV-1"), NOW))


SITUATIONS: tuple[tuple[str, Case, str], ...] = (
    ("afgewezen, azc", case(), "azc"),
    ("ingetrokken, azc", case(group=TargetGroup.WITHDRAWN), "azc"),
    ("toezicht, azc", case(group=TargetGroup.SUPERVISION), "azc"),
    ("grens, detentie", case(group=TargetGroup.BORDER, regime=Regime.BORDER), "dc"),
    ("afgewezen, bewaring", case(regime=Regime.DETENTION), "dc"),
    ("afgewezen, vbl", case(regime=Regime.VBL), "vbl"),
    ("afgewezen, gezin op glo", case(specialisms=[Specialism.FAMILIES]), "glo"),
    ("afgewezen, amv", case(specialisms=[Specialism.MINORS], minor=True), "azc"),
    ("afgewezen, dublin", case(specialisms=[Specialism.DUBLIN], regime=Regime.DUBLIN), "azc"),
    ("afgewezen, medisch", case(specialisms=[Specialism.MEDICAL]), "azc"),
)


def _listing() -> str:
    lines: list[str] = []
    for title, who, place in SITUATIONS:
        lines.append(f"# {title}")
        for step in case_steps(world((who, stay(place), owned()), NOW)):
            due = "" if step.due is None else f"{day_of(Minute(step.due - 1))} {step.level.name.lower()}"
            lines.append(f"{step.step} | {step.form} | {step.protocol} | {step.owner} | {step.state} | {due}".rstrip())
    return "\n".join(lines) + "\n"


def test_the_steps_of_every_situation_are_those_on_the_list() -> None:
    assert _listing() == GOLDEN.read_text(encoding="utf-8")


def test_every_norm_that_the_delivered_protocols_name_is_a_setting() -> None:
    settings = Settings(DEFAULT_SETTINGS)
    norms = {norm for p in protocols_in_force(()).all for step in p.steps for norm in step.norms()}
    regimes: list[Regime | None] = [None, *Regime]

    found = {
        norm
        for norm in norms
        if norm.rule is not None
        and any(settings.find(norm.rule, norm.key, on=date(2026, 11, 2), regime=one) for one in regimes)
    }

    assert found == norms
