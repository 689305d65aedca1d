"""Templates are compiled once, for every language, before anybody asks for a page."""

import pytest
from jinja2 import Environment

from api.pages.templating import environment, templates_ready
from planner.domain.wording import Language


def test_after_making_ready_no_page_compiles_a_template(monkeypatch: pytest.MonkeyPatch) -> None:
    templates_ready()

    def refuses(*_given: object, **_named: object) -> None:
        raise AssertionError

    monkeypatch.setattr(Environment, "compile", refuses)
    found = [environment(spoken).get_template("casework/zaak.html") for spoken in Language]

    assert [one.name for one in found] == ["casework/zaak.html"] * len(Language)


def test_each_language_has_its_own_texts_though_a_template_is_compiled_once() -> None:
    templates_ready()

    said = {environment(spoken).from_string("{% trans %}Zaken{% endtrans %}").render() for spoken in Language}

    assert said == {"Zaken", "Cases"}
