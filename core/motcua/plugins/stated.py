"""What a single file says of itself, read without running it: whatever lies in a folder need not be a plugin."""

import ast
from pathlib import Path
from typing import Any

from motcua.findings import refuse
from motcua.plugins.declared import KEYS, declare

NAME = "PLUGIN"


def look(file: Path) -> None:
    """See whether a file declares itself at its top level, in a way that holds as far as it is written out.

    :raises MotcuaError: ``plugin/syntax``, ``plugin/undeclared``, or what `declare` finds wrong.
    """
    try:
        module = ast.parse(file.read_bytes(), str(file))
    except SyntaxError as error:
        raise refuse("plugin/syntax", source=str(file), line=error.lineno or 1, reason=error.msg) from error
    stated = [value for statement in module.body if (value := _stated(statement))]
    if not stated:
        raise refuse("plugin/undeclared", source=str(file), keys=", ".join(KEYS))
    try:
        written: Any = ast.literal_eval(stated[-1])
    except (ValueError, TypeError):
        return  # worked out as the module runs, and read then
    declare(written, str(file))


def _stated(statement: ast.stmt) -> ast.expr | None:
    """Return what a statement gives the declaration's name."""
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            return value if name == NAME else None
        case ast.AnnAssign(target=ast.Name(id=name), value=value):
            return value if name == NAME else None
    return None
