"""Runs caldav-server-tester against a server that makes no calendars and takes no tasks; arguments are the checker's.

The checker wants to make a list of tasks, and when it cannot it leaves nearly everything out: its preparation knows
servers without tasks only when they do make calendars. And a check that gives up ends the whole run. Both are mended
here; what is found is the checker's own.
"""

import inspect
import sys

from caldav.lib.error import DAVError
from caldav_server_tester import checks
from caldav_server_tester.caldav_server_tester import check_server_compatibility
from caldav_server_tester.checker import ServerQuirkChecker

prepare_tasks = checks.PrepareCalendar._prepare_task_calendar  # noqa: SLF001 - see above


def without_tasks(preparing: checks.PrepareCalendar, *arguments: object) -> bool:
    """Prepare tasks, and say that there are none where neither they nor a list of them can be made."""
    try:
        return bool(prepare_tasks(preparing, *arguments))
    except DAVError:
        preparing.set_feature("save-load.todo", "unsupported")
        return False


def check_each(checker: ServerQuirkChecker) -> None:
    """Run every check, also after one that gave up."""
    for name, member in inspect.getmembers(checks, inspect.isclass):
        if member.__module__ == checks.__name__ and issubclass(member, checks.Check) and member is not checks.Check:
            try:
                getattr(checks, name)(checker).run_check(only_once=True)
            except (AssertionError, RuntimeError) as error:
                sys.stderr.write(f"{name} gave up: {error}\n")


checks.PrepareCalendar._prepare_task_calendar = without_tasks  # noqa: SLF001
ServerQuirkChecker.check_all = check_each
check_server_compatibility()
