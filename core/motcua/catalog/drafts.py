"""Drafts: an edited copy of a home takes the place of the home whose layers it states."""

from collections.abc import Iterable, Sequence

from motcua.catalog.homes import Home, manifests
from motcua.document import read_file
from motcua.findings import refuse


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
