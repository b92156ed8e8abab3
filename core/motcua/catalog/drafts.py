"""Drafts: an edited copy of a home takes the place of the home whose layers it states."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec.structs import replace

from motcua.catalog.homes import Home, manifests
from motcua.catalog.layers import Layer
from motcua.catalog.load import Loaded
from motcua.document import Document, read_file
from motcua.findings import Finding, refuse

TOLD = 5  # documents that a finding names; of the others it says how many they are


def stated_layers(home: Home) -> frozenset[str]:
    """Return the ids of the layers that a home states, whether or not the rest of it can be read."""
    documents = [document for file in manifests(home) for document in read_file(file)[0]]
    return frozenset(document.id for document in documents if document.kind == "layer")


def in_place_of(homes: Iterable[Home], draft: Home) -> list[Home]:
    """Return the homes whose place a draft takes: those of which it states a layer.

    :raises MotcuaError: ``home/lost-layers`` when it leaves out other layers of these.
    """
    own = stated_layers(draft)
    stated = [(home, layers) for home in homes if own & (layers := stated_layers(home))]
    if lost := {layer for _, layers in stated for layer in layers} - own:
        raise refuse("home/lost-layers", draft=draft.folder, layers=", ".join(sorted(lost)))
    return [home for home, _ in stated]


def with_drafts(homes: Sequence[Home], drafts: Sequence[Home]) -> list[Home]:
    """Put drafts in the place of the homes whose layers they state, or beside all of them.

    Two drafts, or two of the homes, that state one layer both stay: the catalog tells of that.

    :raises MotcuaError: ``home/lost-layers``, as `in_place_of`.
    """
    former = [home for draft in drafts for home in in_place_of(homes, draft)]
    return [*(home for home in homes if home not in former), *drafts]


def left_out(present: Loaded, drafted: Loaded) -> Iterator[Finding]:
    """Warn of documents that stand in a layer at present and no longer do with a draft in it, layer by layer.

    No error: law that was never in force may simply go. What was in force is ended by a date instead, for the dossiers
    received under it. Of a draft that cannot be read whole nothing is said, for then nobody knows what it lacks.
    """
    if any(finding.severity == "error" for finding in drafted.findings):
        return
    kept = {_name(layer, document) for layer, document in _owned(drafted)}
    lost: dict[str, dict[str, Document]] = {}
    for layer, document in _owned(present):
        if _name(layer, document) not in kept:
            lost.setdefault(layer.id, {}).setdefault(f"{document.kind}/{document.id}", document)
    for name, documents in sorted(lost.items()):
        if stated := drafted.tree.by_id.get(name):
            yield _left_out(stated, documents)


def _left_out(layer: Layer, documents: dict[str, Document]) -> Finding:
    """Tell at the layer's manifest, since what is gone has no line in the draft."""
    told = sorted(documents)[:TOLD]
    files = {place.file: place for place in (documents[name].place(("id",)) for name in reversed(told))}
    related, n = sorted(files.values()), len(documents)
    params: dict[str, Any] = {"layer": layer.name, "n": n, "documents": ", ".join(told), "more": n - len(told) or ""}
    return replace(layer.manifest.finding("home/left-out", ("id",), related=related, **params), severity="warning")


def _owned(loaded: Loaded) -> Iterator[tuple[Layer, Document]]:
    yield from ((definition.layer, definition.document) for definition in loaded.definitions)
    yield from ((amendment.layer, amendment.document) for amendment in loaded.amendments)


def _name(layer: Layer, document: Document) -> tuple[str, str, str]:
    return layer.id, document.kind, document.id
