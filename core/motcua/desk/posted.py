"""The form that was posted: what makes a second post of it harmless, whatever has become of the rules meanwhile."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from motcua.dossier import Applicant, PaperIn, applicant_as_json, facts_as_json
from motcua.findings import refuse
from motcua.store import Query, Reads

KEYS = "receptions"


class Posted(Struct, frozen=True):
    """A form by its key at a unit; `content` is a digest of what it said, not of what the rules made of it."""

    key: str
    content: str


def posted(
    unit: str, key: str, procedure: str, facts: Mapping[str, Any], applicant: Applicant, papers: Mapping[str, PaperIn]
) -> Posted:
    """Describe a form as it came."""
    said = {
        "procedure": procedure,
        "facts": facts_as_json(facts),
        "applicant": applicant_as_json(applicant),
        "papers": {paper: asdict(given) for paper, given in papers.items()},
    }
    return Posted(form_key(unit, key), sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest())


def form_key(unit: str, key: str) -> str:
    """Name a form by the unit whose form it is."""
    return f"{unit} {key}"


def known(store: Reads, form: Posted) -> str | None:
    """Return the code that the same form got before, or None when its key is new.

    :raises MotcuaError: ``desk/key-reused`` when the key came with another content.
    """
    row = store.get(KEYS, form.key)
    if row and row["content"] != form.content:
        raise refuse("desk/key-reused", code=row["code"])
    return str(row["code"]) if row else None


def codes(store: Reads, unit: str) -> list[str]:
    """List the dossiers that a unit has received."""
    return [row["code"] for row in store.find(KEYS, Query()) if row.key.startswith(form_key(unit, ""))]
