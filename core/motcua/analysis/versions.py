"""What people call a version of the law beside another one: whose it is, and what it says otherwise."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from motcua.calendar import written_date, written_moment
from motcua.catalog.load import Loaded
from motcua.catalog.period import Period
from motcua.document import Document
from motcua.texts import say, written_number

Names = Mapping[tuple[str, str, str], Document]
TOLD = 3  # documents that a name lists; of the others it says how many they are


def named_documents(loaded: Loaded) -> Names:
    """Name every document by layer, kind and id."""
    placed = [(definition.layer.id, definition.document) for definition in loaded.definitions]
    placed += [(amendment.layer.id, amendment.document) for amendment in loaded.amendments]
    placed += [(layer.id, layer.manifest) for layer in loaded.tree.by_id.values()]
    return {(layer, document.kind, document.id): document for layer, document in placed}


def version_name(version: Loaded, other: Loaded, lang: str) -> str:
    """Name a version by the authorities that say anything otherwise in it, and by what they say there.

    Amendments are told by what they amend, with their bases and first days. The name is empty when the version says
    nothing of its own.
    """
    others = named_documents(other)
    own = {name: held for name, held in named_documents(version).items() if not _same(held, others.get(name))}
    if not own:
        return ""
    names = {f"{document.kind}/{document.id}": _name(document) for document in version.documents}
    told = [_document(document, names, lang) for document in list(own.values())[:TOLD]]
    if more := len(own) - len(told):
        told.append(say("version/more", lang, n=written_number(more, lang)))
    layers = dict.fromkeys(version.tree.by_id[layer].name for layer, _, _ in own)
    return say("version/name", lang, layers=", ".join(layers), documents="; ".join(told))


def made_for(unit: str, moment: datetime, lang: str) -> str:
    """Say for which unit, by its name, and for which moment a page was made; an empty name is every unit."""
    told = written_moment(moment, lang)
    return say("version/made" if unit else "version/made-of-all", lang, unit=unit, moment=told)


def _same(one: Document, other: Document | None) -> bool:
    return other is not None and one.data == other.data


def _document(document: Document, names: Mapping[str, str], lang: str) -> str:
    if document.kind != "amendment":
        return say("version/document", lang, name=_name(document))
    name = names.get(document.data["amends"], document.id)
    return say("version/amendment", lang, name=name, marks=", ".join(_marks(document, lang)))


def _name(document: Document) -> str:
    return str(document.data.get("name") or document.id)


def _marks(document: Document, lang: str) -> Iterator[str]:
    yield from document.data.get("basis") or ()
    yield say("version/from", lang, date=written_date(Period.of(document.data.get("in_force")).start))
