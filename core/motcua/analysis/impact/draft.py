"""The draft beside the law as it stands: what it replaces, what it leaves out, and what it says of running cases."""

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from motcua.analysis.impact.replaying import Laws
from motcua.analysis.versions import named_documents
from motcua.catalog import Catalog, Home
from motcua.catalog.drafts import left_out, stated_layers, with_drafts
from motcua.catalog.load import Contents, Loaded, load
from motcua.catalog.merging.amendments import Amendment
from motcua.catalog.period import Period
from motcua.check import check
from motcua.document import Document
from motcua.findings import Finding, MotcuaError


class Draft(Struct, frozen=True):
    """A draft that can be tried: the laws to compare, the first day on which it says anything new, and remarks.

    `begins` is None where it changes more than amendments do: then any day may be the first.
    """

    laws: Laws
    begins: date | None
    remarks: tuple[Finding, ...]


def read_draft(homes: Sequence[Home], draft: Home, today: date) -> Draft:
    """Put a draft in the place of the homes whose layers it states, or beside all of them.

    :raises MotcuaError: every error that `check` finds with the draft in force; ``home/lost-layers`` when it leaves
        out layers of a home whose place it takes.
    """
    homes = _without_draft(homes, draft)
    contents: Contents = {}
    present = load(homes, contents)
    drafted = load(with_drafts(homes, [draft]), contents)
    catalog = Catalog(drafted)
    if errors := [finding for finding in check(catalog, today) if finding.severity == "error"]:
        raise MotcuaError(*errors)
    return Draft(_laws(present, drafted, catalog), _begins(present, drafted), tuple(left_out(present, drafted)))


def _without_draft(homes: Sequence[Home], draft: Home) -> Sequence[Home]:
    """Leave out a draft that lies among the plugins beside what it is a copy of: it is not in force for that."""
    own = stated_layers(draft)
    others = [home for home in homes if home.folder.resolve() != draft.folder.resolve()]
    return homes if all(own.isdisjoint(stated_layers(home)) for home in others) else others


def _laws(present: Loaded, drafted: Loaded, draft: Catalog) -> Laws:
    standing = Catalog(present)
    if not (applying := _applying(present, drafted)):
        return Laws(standing, draft, running=draft, applying=standing)
    return Laws(standing, draft, Catalog(_with(drafted, applying)), Catalog(_added(present, drafted, applying)))


def _applying(present: Loaded, drafted: Loaded) -> list[Amendment]:
    """List the new amendments that say of running cases that they apply, as if they had always been in force.

    That is how they reach dossiers received before their first day. Whatever says nothing of running cases, a
    definition or a manifest, leaves them as they are.
    """
    standing = {_key(amendment): amendment for amendment in present.amendments}
    return [
        replace(new, period=replace(new.period, start=date.min))
        for new in drafted.amendments
        if new.document.data.get("running_cases") == "apply" and _is_new(new, standing)
    ]


def _with(loaded: Loaded, amendments: Iterable[Amendment]) -> Loaded:
    """Put amendments beside others, or in the place of those that they are another version of."""
    every = {_key(amendment): amendment for amendment in (*loaded.amendments, *amendments)}
    return replace(loaded, amendments=tuple(every.values()))


def _added(present: Loaded, drafted: Loaded, applying: Iterable[Amendment]) -> Loaded:
    """Add to the law as it stands what applies to running cases, where it has the layers for that."""
    layers = present.tree.by_id
    added = [replace(new, layer=layers[new.layer.id]) for new in applying if new.layer.id in layers]
    return replace(
        _with(present, added),
        documents=(*present.documents, *(amendment.document for amendment in added)),
        files={**drafted.files, **present.files},
    )


def _key(amendment: Amendment) -> tuple[str, str]:
    return amendment.layer.id, amendment.id


def _is_new(amendment: Amendment, standing: dict[tuple[str, str], Amendment]) -> bool:
    former = standing.get(_key(amendment))
    return former is None or former.document.data != amendment.document.data


def _begins(present: Loaded, drafted: Loaded) -> date | None:
    """Return the first day on which a new, another or a former version of an amendment is in force."""
    known, named = named_documents(present), named_documents(drafted)
    other = [name for name in known.keys() | named.keys() if not _same(known.get(name), named.get(name))]
    versions = [document for name in other for document in (known.get(name), named.get(name)) if document]
    if known.keys() - named.keys() or any(document.kind != "amendment" for document in versions):
        return None
    return min((Period.of(document.data.get("in_force")).start for document in versions), default=None)


def _same(one: Document | None, other: Document | None) -> bool:
    return one is not None and other is not None and one.data == other.data
