"""A folder of law as editors open it: the schema of its catalog lies in it, and its files lead there.

Everything is under ``.motcua/``, which keeps itself out of version control, but for ``.vscode/settings.json``, which is
written only where there is none.
"""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from motcua.document.kinds import Schema

SCHEMA = Path(".motcua") / "catalog.schema.json"
SETTINGS = Path(".vscode") / "settings.json"
_OF_LAW = ("catalogs", "rules")
# The language server takes the first comment that says so, in either form; files of Windows may begin with a mark.
_MODELINE = re.compile(
    rb"^(?:\xef\xbb\xbf)?[ \t]*#[ \t]+(?:yaml-language-server[ \t]*:[ \t]*\$schema[=:]|\$schema:)[ \t]*(\S+)",
    re.MULTILINE,
)


class Prepared(Struct, frozen=True):
    """What was done, and what was not.

    `elsewhere` are the files of which a comment still names another schema; `unsettled` is the file of settings that
    was there already and does not speak of this one.
    """

    schema: Path
    unsettled: Path | None
    led: tuple[Path, ...]
    elsewhere: tuple[Path, ...]


def settings() -> dict[str, dict[str, list[str]]]:
    """Return the settings by which an editor finds the schema for files that do not name one."""
    return {"yaml.schemas": {SCHEMA.as_posix(): [f"**/{part}/**/*.yaml" for part in _OF_LAW]}}


def law_in(folder: Path) -> Iterator[Path]:
    """Walk the YAML files of law in a folder and below, as far as they are not hidden."""
    for file in sorted(folder.rglob("*.yaml")):
        parts = file.relative_to(folder).parts
        if set(_OF_LAW) & set(parts) and not any(part.startswith(".") or part == "node_modules" for part in parts):
            yield file


def prepare(folder: Path, schema: Schema, *, lead: bool) -> Prepared:
    """Write a catalog's schema into a folder and make its files find it.

    :param lead: change the comment of files that name another schema; editors prefer it to all settings.
    :raises OSError: when a file cannot be written.
    """
    target = folder / SCHEMA
    target.parent.mkdir(exist_ok=True)
    (target.parent / ".gitignore").write_text("*\n", "utf-8")
    target.write_text(json.dumps(schema, ensure_ascii=False), "utf-8")
    astray = [file for file in law_in(folder) if _leads_elsewhere(file, target)]
    if lead:
        for file in astray:
            _lead(file, target)
    unsettled = _settle(folder / SETTINGS)
    return Prepared(target, unsettled, tuple(astray) if lead else (), () if lead else tuple(astray))


def _settle(file: Path) -> Path | None:
    """Write settings where there are none; those of others may hold comments, and are theirs to change."""
    if file.exists():
        return None if SCHEMA.as_posix() in file.read_text("utf-8", errors="replace") else file
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(settings(), indent=2) + "\n", "utf-8")
    return None


def _leads_elsewhere(file: Path, target: Path) -> bool:
    named = _MODELINE.search(file.read_bytes())
    return named is not None and named[1] != _seen_from(file, target)


def _lead(file: Path, target: Path) -> None:
    text = file.read_bytes()
    if named := _MODELINE.search(text):
        file.write_bytes(text[: named.start(1)] + _seen_from(file, target) + text[named.end(1) :])


def _seen_from(file: Path, target: Path) -> bytes:
    return Path(os.path.relpath(target, file.parent)).as_posix().encode()
