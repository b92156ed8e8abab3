"""References: what a schema says a text refers to (its keyword `refers`), narrowed to what there is.

=====================  ==========================================================
``fee_schedule``       the id of a document of that kind
``vocabulary/roles``   the id of an item of that vocabulary
``*``                  kind and id of a document that can be amended
``./deadline``         the id of a row of that list of the same document
``facts``              a fact of the same document
=====================  ==========================================================
"""

from motcua.document.kinds import Schema
from motcua.document.patches import AMENDABLE
from motcua.editing.knowledge import Knowledge, Names
from motcua.editing.names import one_of

_JUDGING = {"$ref", "type", "pattern", "says", "refers", "items", "minItems"}


def narrowed(part: Schema, names: Names) -> Schema:
    """Return a part that names one of some things; where there are none, any name does."""
    if not names:
        return part
    forms = [one_of(names)]
    types = part.get("type", ())
    if "array" in types:
        forms.append({"type": "array", "items": part["items"], "minItems": 1})
    if "null" in types or part.get("$ref", "").endswith("_or_null"):
        forms.append({"type": "null"})
    told = {key: value for key, value in part.items() if key not in _JUDGING}
    return told | (forms[0] if len(forms) == 1 else {"anyOf": forms})


def everywhere(part: Schema, known: Knowledge) -> Schema:
    """Narrow a reference that means the same in every document."""
    refers = part.get("refers")
    if not isinstance(refers, str) or refers == "facts" or refers.startswith("./"):
        return part
    return narrowed(part, _targets(refers, known))


def inside(part: Schema, document: str, known: Knowledge) -> Schema | None:
    """Narrow a reference to what one document itself holds."""
    refers = part.get("refers", "")
    if refers == "facts" and document in known.facts:
        facts = known.facts[document].items()
        return narrowed(part, {name: fact.title if fact else "" for name, fact in facts})
    if refers.startswith("./"):
        return narrowed(part, known.rows(document, refers.removeprefix("./")))
    return None


def _targets(refers: str, known: Knowledge) -> Names:
    if refers == "*":
        return {f"{kind}/{name}": called for kind in AMENDABLE for name, called in known.names.get(kind, {}).items()}
    if "/" in refers:
        return known.rows(refers, "items")
    return known.names.get(refers, {})
