"""A catalog in parts that can be checked one by one: the law that all share, and each procedure with its amendments.

What is wrong with a procedure follows from its own files, the fee schedules and routes it names, what all share, and
from which names there are: no more goes into its key, so that findings are looked up again as long as none of that
changes.
"""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec import Struct

from motcua.catalog import Catalog
from motcua.check.named import Named
from motcua.document import Document

_OWN_KINDS = ("procedure", "amendment")
_BY_NAME = ("fee_schedule", "route")  # shared law that concerns the procedures that name it, and no others
_UNCOMMON = ("procedure", *_BY_NAME, "slip")  # a slip is printed; no procedure is right or wrong by it


class Part(Struct, frozen=True):
    """Procedures by name (``procedure/id``), more than one where they claim the same code, and their documents.

    `uses` names the fee schedules and routes (``kind/id``) they refer to. The shared law is the part without any names.
    """

    names: frozenset[str]
    documents: tuple[Document, ...]
    uses: frozenset[str] = frozenset()

    def concerns(self, name: str) -> bool:
        """Tell whether what a name (``kind/id``) stands for may matter here: its key tells of that, and of no more."""
        if not self.names:
            return not is_procedure(name)
        return is_common(name) or name in self.names or name in self.uses


def target_of(document: Document) -> str:
    """Name what a document is about (``kind/id``): an amendment is about what it amends."""
    return str(document.data["amends"]) if document.kind == "amendment" else f"{document.kind}/{document.id}"


def is_procedure(name: str) -> bool:
    """Tell whether a name (``kind/id``) is that of a procedure."""
    return name.startswith("procedure/")


def is_common(name: str) -> bool:
    """Tell whether what a name (``kind/id``) stands for may matter to every procedure."""
    return not name.startswith(tuple(f"{kind}/" for kind in _UNCOMMON))


def divide(documents: Iterable[Document]) -> tuple[Part, list[Part]]:
    """Return the law that all share, and the procedures."""
    shared: list[Document] = []
    by_name: dict[str, list[Document]] = {}
    for document in documents:
        name = target_of(document)
        (by_name.setdefault(name, []) if is_procedure(name) else shared).append(document)
    parts = [_part(names, [each for name in names for each in by_name[name]]) for names in _together(by_name)]
    return Part(frozenset(), tuple(shared)), parts


def _part(names: Iterable[str], documents: Iterable[Document]) -> Part:
    named = Named()
    for document in documents:
        named.add(document)
    uses = {f"fee_schedule/{name}" for name in named.schedules} | {f"route/{name}" for name in named.routes}
    return Part(frozenset(names), tuple(documents), frozenset(uses))


def _together(by_name: Mapping[str, Iterable[Document]]) -> Iterator[list[str]]:
    """Group the names of procedures that claim a code in common."""
    groups: dict[str, list[str]] = {}
    claimed: dict[str, str] = {}
    for name, documents in by_name.items():
        groups[name] = [name]
        for code in filter(None, map(_code, documents)):
            other = groups[claimed.setdefault(code, name)]
            if other is not groups[name]:
                other += groups[name]
                groups |= dict.fromkeys(groups[name], other)
    return iter({id(group): group for group in groups.values()}.values())


def _code(document: Document) -> str | None:
    data = document.data.get("set") or {} if document.kind == "amendment" else document.data
    code = data.get("code")
    return code if isinstance(code, str) else None


class Keys:
    """The keys of a catalog's parts on a day; equal keys have equal findings."""

    def __init__(self, catalog: Catalog, law: Part, day: str) -> None:
        self._digests = catalog.digests
        self._periods = {amendment.document: amendment.period for amendment in catalog.amendments}
        by_name: dict[str, list[Document]] = {}
        for document in law.documents:
            by_name.setdefault(target_of(document), []).append(document)
        common = [document for name, documents in by_name.items() if is_common(name) for document in documents]
        common += [document for document in catalog.broken.values() if document.kind not in _OWN_KINDS]
        names = [definition.name for definition in catalog.definitions]
        self._common = _digest([day, names, sorted(catalog.broken), self._content(common)])
        self._used = {name: self._content(documents) for name, documents in by_name.items() if not is_common(name)}
        self._beside = [_has_template(document, catalog.files[document.file]) for document in law.documents]

    def of(self, part: Part) -> str:
        """Return the key of a part."""
        used = [self._used.get(name) for name in sorted(part.uses)] if part.names else self._beside
        return _digest([self._common, sorted(part.names), used, self._content(part.documents)])

    def _content(self, documents: Iterable[Document]) -> list[tuple[str, str, str]]:
        """Tell files, what is in them, and when it is in force: what is about something else may end an amendment."""
        return [(each.file, self._digests[each.file], str(self._periods.get(each, ""))) for each in documents]


def _has_template(document: Document, file: str) -> bool:
    """Tell whether a template that a slip names lies beside it: what the law says of files that hold no law."""
    data = document.data.get("set") or {} if document.kind == "amendment" else document.data
    return "template" in data and (Path(file).parent / str(data["template"])).is_file()


def _digest(value: object) -> str:
    return sha256(msgspec.json.encode(value)).hexdigest()
