"""``account``: who may sign in, from the terminal of the machine itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import note, say, say_json, show, table
from api.cli.failure import ExitCode, from_text, not_found
from api.cli.options import DEFAULT_DATABASE, Actor, Database, Json
from api.cli.program import DutchCommand, Program
from planner.domain.access import Role

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from planner.domain.accounts import Account
    from planner.store.transactions import SqlStore

LIST_EXAMPLES = """
Voorbeelden:

  vertrekplanner account list

  vertrekplanner account list --json
"""
ADD_EXAMPLES = """
Voorbeelden:

  vertrekplanner account add rv-0001 --role regievoerder --code RV-0001 --label RV-0001

  vertrekplanner account add dvo-meldkamer --role dji --label "Meldkamer DV&O" --subject 7f3a-88

Zonder --subject krijgt u een link waarmee de eigenaar binnen een uur een wachtwoord kiest. De rollen zijn:
planner, leidinggevende, regievoerder, kmar, dji, locatie, lp, avim, ind, iom, vluchtelingenwerk, gemeente, nidos,
advocaat, inspectie, auditor en beheerder.
"""
ONE_EXAMPLES = """
Voorbeeld:

  vertrekplanner account disable rv-0001
"""
FIRST_EXAMPLES = """
Voorbeeld:

  vertrekplanner account first

Alleen zolang er geen beheerder is die zich kan aanmelden.
"""
app = typer.Typer(
    cls=Program,
    name="account",
    help="Accounts: wie zich mag aanmelden, en als wat.",
    epilog=f"{LIST_EXAMPLES}{ADD_EXAMPLES.replace('Voorbeelden:', '')}",
    no_args_is_help=True,
    options_metavar="[OPTIES]",
    subcommand_metavar="OPDRACHT [OPTIES]",
    pretty_exceptions_enable=False,
)
Login = Annotated[str, typer.Argument(help="Aanmeldnaam.", metavar="NAAM")]


@app.command("list", cls=DutchCommand, epilog=LIST_EXAMPLES, options_metavar="[OPTIES]")
def listing(database: Database = DEFAULT_DATABASE, *, as_json: Json = False) -> None:
    """Toon alle accounts."""
    from api.composition import opened
    from planner.domain.spelling import count

    with opened(database, must_exist=True) as store, store.reading() as books:
        found = books.accounts.all()
    if as_json:
        say_json([_data(account) for account in found])
        return
    if found:
        columns = ("Aanmeldnaam", "Omschrijving", "Rol", "Code", "Stand")
        show(table(columns, [(one.login, one.label, one.role.value, one.code, _standing(one)) for one in found]))
    say(f"{count(len(found), 'account', 'accounts')}.")


@app.command("add", cls=DutchCommand, epilog=ADD_EXAMPLES, options_metavar="[OPTIES]")
def add(  # noqa: PLR0913, PLR0917 - the fields of an account
    login: Login,
    role: Annotated[Role, typer.Option("--role", help="Rol.", metavar="ROL")],
    label: Annotated[str, typer.Option("--label", help="Dienstnummer of functie, geen naam.", metavar="TEKST")],
    code: Annotated[str, typer.Option("--code", help="Van wie de eigen zaken zijn.", metavar="CODE")] = "",
    subject: Annotated[
        str, typer.Option("--subject", help="Kenmerk (sub) bij de identiteitsprovider.", metavar="KENMERK")
    ] = "",
    database: Database = DEFAULT_DATABASE,
    actor: Actor = "beheer",
) -> None:
    """Maak een account."""
    from api.access.oidc.settings import configured_issuer
    from planner.usecases.access.accounts import AccountRefusedError, AccountWanted, create_account

    issuer = configured_issuer() if subject else ""
    wanted = AccountWanted(login=login, label=label, role=role, code=code, issuer=issuer, subject=subject)
    with _commanded(database, actor) as store:
        from api.composition import SystemClock

        try:
            account = create_account(store, SystemClock(), wanted, actor=actor)
        except AccountRefusedError as error:
            raise from_text(str(error), ExitCode.WRONG_INPUT) from error
        say(f"Account {account.login} gemaakt.", style="bold")
        if not subject:
            _say_link(store, account.login, actor)


@app.command("disable", cls=DutchCommand, epilog=ONE_EXAMPLES, options_metavar="[OPTIES]")
def disable(login: Login, database: Database = DEFAULT_DATABASE, actor: Actor = "beheer") -> None:
    """Blokkeer een account; wie is aangemeld, is er meteen uit."""
    from api.composition import SystemClock
    from planner.usecases.access.accounts import AccountRefusedError, disable_account

    with _commanded(database, actor) as store:
        try:
            disable_account(store, SystemClock(), login, actor=actor)
        except AccountRefusedError as error:
            raise from_text(str(error), ExitCode.NOT_FOUND) from error
    say(f"Account {login} is geblokkeerd.", style="bold")


@app.command("reset", cls=DutchCommand, epilog=ONE_EXAMPLES.replace("disable", "reset"), options_metavar="[OPTIES]")
def reset(login: Login, database: Database = DEFAULT_DATABASE, actor: Actor = "beheer") -> None:
    """Laat de eigenaar een nieuw wachtwoord kiezen; het oude en alle sessies vervallen."""
    from planner.usecases.access.accounts import AccountRefusedError

    with _commanded(database, actor) as store:
        try:
            _say_link(store, login, actor)
        except AccountRefusedError as error:
            raise from_text(str(error), ExitCode.NOT_FOUND) from error


@app.command("first", cls=DutchCommand, epilog=FIRST_EXAMPLES, options_metavar="[OPTIES]")
def first(database: Database = DEFAULT_DATABASE) -> None:
    """Maak opnieuw een link voor de eerste beheerder."""
    with _commanded(database, "installatie", must_exist=False) as store:
        if not tell_of_first(store, _base()):
            raise not_found(
                "er is al een beheerder die zich kan aanmelden", "Gebruik account reset voor die beheerder."
            )


def tell_of_first(store: SqlStore, base: str) -> bool:
    """Say, as long as no administrator can sign in, at which address the first one chooses a password."""
    from api.composition import SystemClock
    from planner.usecases.access.accounts import FIRST_LOGIN, first_administrator

    token = first_administrator(store, SystemClock())
    if token is None:
        return False
    say(f"Er is nog geen beheerder. Kies een wachtwoord voor '{FIRST_LOGIN}' op:", style="bold")
    say(f"  {base}/wachtwoord/{token}")
    note("Het adres werkt één keer en één uur. Daarna: vertrekplanner account first.")
    return True


def _commanded(database: str, actor: str, *, must_exist: bool = True) -> AbstractContextManager[SqlStore]:
    """Open the store for one command, of which the audit log tells that it came from the terminal."""
    from contextlib import contextmanager

    from api.composition import opened
    from planner.domain.operation import Operation, operating

    @contextmanager
    def command() -> Iterator[SqlStore]:
        with opened(database, must_exist=must_exist) as store, operating(Operation(actor=actor, origin="terminal")):
            yield store

    return command()


def _say_link(store: SqlStore, login: str, actor: str) -> None:
    from api.composition import SystemClock
    from planner.usecases.access.accounts import link_to_set_password

    token = link_to_set_password(store, SystemClock(), login, actor=actor)
    say(f"De eigenaar van {login} kiest een wachtwoord op:")
    say(f"  {_base()}/wachtwoord/{token}")
    note("Het adres werkt één keer en één uur.")


def _base() -> str:
    from api.address import configured_address

    return configured_address() or "http://127.0.0.1:8000"


def _standing(account: Account) -> str:
    if not account.active:
        return "geblokkeerd"
    return "kan zich aanmelden" if account.ready else "wacht op een wachtwoord"


def _data(account: Account) -> dict[str, object]:
    from planner.domain.civil import to_utc

    return {
        "aanmeldnaam": account.login,
        "omschrijving": account.label,
        "rol": account.role.value,
        "code": account.code,
        "actief": account.active,
        "kan_aanmelden": account.ready,
        "kenmerk": account.subject,
        "gemaakt": to_utc(account.created_at).isoformat(),
    }
