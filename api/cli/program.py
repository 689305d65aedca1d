"""The command line as a program: Dutch help, and the one place where failures become a message and an exit code.

Not allowed here: single commands.
"""

import os
import re
import sys
from collections.abc import Sequence

from rich.panel import Panel
from rich.text import Text
from typer import TyperException, rich_utils
from typer._click.core import Command, Context  # named by the methods overridden here
from typer.core import TyperCommand, TyperGroup, TyperOption

from api.cli.console import err, plain
from api.cli.failure import CommandFailure, ExitCode, from_text

DEBUG = "VERTREKPLANNER_DEBUG"
"""Environment variable: set it to see where an error arose."""

_HELP = "Toon deze uitleg en stop."
_WORDS = (
    (r"No such option: (\S+)(.*)", r"onbekende optie \1\2"),
    (r"No such command '(.*?)'\.(.*)", r"onbekende opdracht '\1'.\2"),
    (r"Missing command\.", "geef een opdracht op."),
    (r"Missing argument '(.*?)'\.", r"\1 ontbreekt."),
    (r"Missing option '(.*?)'(?: \(env var: '.*?'\))?\.(.*)", r"optie \1 ontbreekt.\2"),
    (r"Invalid value for '(.*?)': \w+ ('.*') is a directory\.", r"ongeldige waarde voor \1: \2 is een map."),
    (
        r"Invalid value for '(.*?)'(?: \(.*?\))?: (?:Value error, )?(.*) is not one of (.*)\.",
        r"ongeldige waarde voor \1: \2; kies uit \3.",
    ),
    (r"Invalid value for '(.*?)': (.*)", r"ongeldige waarde voor \1: \2"),
    (r"Invalid value: (.*)", r"ongeldige waarde: \1"),
    (r"Got unexpected extra arguments? \((.*)\)", r"te veel opgegeven: \1"),
    (r"Option '(.*?)' requires an argument\.", r"optie \1 vraagt een waarde."),
)
_PARTS = (("Did you mean", "Bedoelde u"), ("Possible options", "Mogelijk"), ("(Possible", "(Mogelijk"))


class DutchCommand(TyperCommand):
    """A command whose help is Dutch."""

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        """Return the help option with its Dutch text."""
        return _dutch(super().get_help_option(ctx))

    def get_usage(self, ctx: Context) -> str:
        """Return the usage line in Dutch."""
        return super().get_usage(ctx).replace("Usage: ", "Gebruik: ", 1)


class Program(TyperGroup):
    """All commands together."""

    command_class: type[Command] | None = DutchCommand

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        """Return the help option with its Dutch text."""
        return _dutch(super().get_help_option(ctx))

    def get_usage(self, ctx: Context) -> str:
        """Return the usage line in Dutch."""
        return super().get_usage(ctx).replace("Usage: ", "Gebruik: ", 1)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,  # noqa: ARG002, FBT001, FBT002 - as inherited
        windows_expand_args: bool = True,  # noqa: ARG002, FBT001, FBT002 - as inherited
        **_extra: object,
    ) -> None:
        """Run one command and end the process with its exit code; nothing gets out as a traceback."""
        _set_panel_titles()
        try:
            code = super().main(args, prog_name or "vertrekplanner", complete_var, standalone_mode=False)
        except KeyboardInterrupt:
            code = ExitCode.INTERRUPTED
        except TyperException as error:
            code = _report(_usage_failure(error)) if error.format_message() else ExitCode.WRONG_INPUT
        except CommandFailure as failure:
            code = _report(failure)
        except Exception as error:
            if os.environ.get(DEBUG):
                raise
            code = _report(as_failure(error))
        sys.stdout.flush()
        sys.exit(int(code or 0))


def as_failure(error: Exception) -> CommandFailure:
    """Return what the officer is told about any error."""
    from maps.roads.graph import RoadGraphError
    from maps.service import RoutingServiceError
    from planner.codec.canonical import CodecError
    from planner.domain.settings import SettingsError
    from planner.ports.store import StoreAbsentError, StoreError

    match error:
        case StoreAbsentError():
            return from_text(str(error), ExitCode.NOT_FOUND)
        case StoreError():
            return from_text(str(error), ExitCode.STORE)
        case RoadGraphError() | RoutingServiceError() | CodecError() | SettingsError():
            return from_text(str(error), ExitCode.WRONG_INPUT)
        case FileNotFoundError() | IsADirectoryError() | NotADirectoryError() | PermissionError():
            reason = {PermissionError: "geen toegang tot", FileNotFoundError: "niet gevonden:"}
            word = reason.get(type(error), "geen geschikt bestand:")
            return CommandFailure(f"{word} {error.filename}", "Controleer het pad en de rechten.")
        case OSError():
            return CommandFailure(
                f"lezen of schrijven mislukt: {error.strerror or error}",
                "Controleer schijfruimte, pad en rechten, en doe het opnieuw.",
                code=ExitCode.STORE,
            )
        case _:
            return CommandFailure(
                f"onverwachte fout ({type(error).__name__})",
                f"Er is niets half opgeslagen. Herhaal met {DEBUG}=1 om te zien waar het misging en meld het.",
                code=ExitCode.UNEXPECTED,
            )


def _report(failure: CommandFailure) -> ExitCode:
    console = err()
    console.print(failure.details)
    text = Text.assemble((plain(failure.message), "bold"), f"\n{plain(failure.remedy)}" if failure.remedy else "")
    console.print(Panel(text, title="Lukt niet", title_align="left", border_style="red", expand=False))
    return failure.code


def _usage_failure(error: TyperException) -> CommandFailure:
    message = error.format_message()
    for pattern, dutch in _WORDS:
        if re.fullmatch(pattern, message, re.DOTALL):
            message = re.sub(pattern, dutch, message, flags=re.DOTALL)
            break
    for english, dutch in _PARTS:
        message = message.replace(english, dutch)
    context = getattr(error, "ctx", None)
    command = context.command_path if isinstance(context, Context) else "vertrekplanner"
    return CommandFailure(message, f"Zie {command} --help voor uitleg en voorbeelden.")


def _dutch(option: TyperOption | None) -> TyperOption | None:
    if option is not None:
        option.help = _HELP
    return option


def _set_panel_titles() -> None:
    rich_utils.ARGUMENTS_PANEL_TITLE = "Wat"
    rich_utils.OPTIONS_PANEL_TITLE = "Opties"
    rich_utils.COMMANDS_PANEL_TITLE = "Opdrachten"
    rich_utils.DEFAULT_STRING = "[standaard: {}]"
    rich_utils.REQUIRED_LONG_STRING = "[verplicht]"
    rich_utils.ENVVAR_STRING = "[omgeving: {}]"
