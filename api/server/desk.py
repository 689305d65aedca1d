"""Pages for who did not sign in: messages, proposals, sheets."""

from api.pages.templating import environment


def desk_page(template: str, *, title: str, **values: object) -> bytes:
    """Return a page as UTF-8; every value is escaped."""
    return environment().get_template(template).render(title=title, **values).encode()
