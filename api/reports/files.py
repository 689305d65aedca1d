"""A report as one file to pass on: the page with its style inside. Not allowed here: routes."""

import base64
import hashlib

from api.pages.templating import STATIC, style
from api.reports.page import render_report
from planner.usecases.reports.shape import Report

RAPPORT = STATIC / "rapport.css"
_LINKS = b'<link rel="stylesheet" href="stijl.css">\n<link rel="stylesheet" href="rapport.css">'


def one_file(report: Report) -> bytes:
    """Return the page with its style in it, and a policy that lets nothing else in."""
    held = b"\n" + style() + RAPPORT.read_bytes()
    digest = base64.b64encode(hashlib.sha256(held).digest()).decode("ascii")
    policy = f"default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; style-src 'sha256-{digest}'"
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'.encode()
    page = render_report(report, style="")
    return page.replace(_LINKS, meta + b"<style>" + held + b"</style>", 1)
