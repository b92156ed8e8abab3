"""Render in a process of its own: a template from elsewhere may never end, and nothing else can stop it.

The process is ``python -m motcua.slips``: a job as JSON on standard input; the PDF, or the findings as JSON, come out.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from motcua.findings import Finding, MotcuaError, refuse
from motcua.places import Place
from motcua.slips.render import FONTS, named, render

_REFUSED = 3


def render_apart(
    template: bytes | Path, data: Mapping[str, Any], fonts: Path = FONTS, *, name: str = "", seconds: int = 10
) -> bytes:
    """Do what `render` does, and give up after some seconds: for templates that do not ship with the house.

    :raises MotcuaError: what `render` raises, or ``slip/endless`` when the time is over.
    """
    source, name = named(template, name)
    job = json.dumps(
        {"template": source.decode("utf-8", "surrogateescape"), "data": data, "fonts": str(fonts), "name": name}
    )
    command = [sys.executable, "-m", "motcua.slips"]
    try:
        done = subprocess.run(command, input=job.encode(), capture_output=True, timeout=seconds, check=False)  # noqa: S603 - our own module, nothing of the caller's in the command
    except subprocess.TimeoutExpired:
        raise refuse("slip/endless", Place(name), seconds=seconds) from None
    if done.returncode == _REFUSED:
        raise MotcuaError(*map(_finding, json.loads(done.stdout)))
    if done.returncode:
        raise RuntimeError(done.stderr.decode("utf-8", "replace"))
    return done.stdout


def work(job: Mapping[str, Any]) -> tuple[int, bytes]:
    """Do one job in the process apart; return its exit code and what it says."""
    try:
        source = job["template"].encode("utf-8", "surrogateescape")
        return 0, render(source, job["data"], Path(job["fonts"]), name=job["name"])
    except MotcuaError as error:
        return _REFUSED, json.dumps([_told(finding) for finding in error.findings]).encode()


def _told(finding: Finding) -> dict[str, Any]:
    place = finding.place and [finding.place.file, finding.place.line, finding.place.column]
    return {"rule": finding.rule, "place": place, "params": dict(finding.params), "excerpt": finding.excerpt}


def _finding(told: Mapping[str, Any]) -> Finding:
    return Finding(told["rule"], told["place"] and Place(*told["place"]), "error", told["params"], told["excerpt"])
