"""What differs between two rulebooks: procedure by procedure, and what procedures share once, where it is written."""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from motcua.analysis.diff.bearings import bearings
from motcua.analysis.diff.differences import Change, ChangeKind, differences
from motcua.analysis.diff.lexicon import Lexicon
from motcua.analysis.diff.removals import Removals, grounded, removals
from motcua.calendar import Policy
from motcua.catalog import Rulebook
from motcua.catalog.merging.spots import Spot
from motcua.catalog.merging.tree import Key, Node
from motcua.findings import MotcuaError

SHARED = ("fee_schedule", "calendar", "deadline_policy", "route", "vocabulary", "slip")
_Written = tuple[str, str, str, tuple[Key, ...]]
_Key = tuple[ChangeKind, _Written | None, _Written | None]


class Chapter(Struct, frozen=True):
    """The changes of one procedure or of one shared document; the lexicons word the values of either side."""

    kind: str
    id: str
    name: str
    changes: tuple[Change, ...]
    before: Lexicon
    after: Lexicon


def compare(before: Rulebook, after: Rulebook, *, same_unit: bool = True) -> tuple[Chapter, ...]:
    """Tell what another rulebook says differently; nothing twice.

    Steps of a shared route are told with the route, lines of a fee schedule with each procedure that uses them.

    :param same_unit: whether what a unit says of itself (names, hours, offices) is worth comparing.
    :raises MotcuaError: when a procedure of either cannot be read.
    """
    both = _Both(before, after, removals(after))
    told: set[_Key] = set()
    routes = tuple(both.shared("route", told))
    procedures = tuple(both.procedures(told))
    others = [chapter for kind in SHARED if kind != "route" for chapter in both.shared(kind, told)]
    unit = both.unit() if same_unit else ()
    return (*procedures, *routes, *others, *unit)


class _Both(Struct, frozen=True):
    before: Rulebook
    after: Rulebook
    dropped: Removals

    def procedures(self, told: set[_Key]) -> Iterator[Chapter]:
        routes = frozenset(told)
        names = [book.resolved.names("procedure") for book in self.books]
        trees = [{n: book.resolved.procedure(n).tree for n in own} for book, own in zip(self.books, names, strict=True)]
        for name in dict.fromkeys([*trees[1], *trees[0]]):
            own = set(routes)  # what a fee schedule says is told to every procedure that uses it
            changes = self.changes(trees[0].get(name), trees[1].get(name), own)
            told |= own
            yield from self.chapter("procedure", name, changes)

    def shared(self, kind: str, told: set[_Key]) -> Iterator[Chapter]:
        trees = [{name: merged.tree for name, merged in book.resolved.of_kind(kind).items()} for book in self.books]
        for name in dict.fromkeys([*trees[1], *trees[0]]):
            yield from self.chapter(kind, name, self.changes(trees[0].get(name), trees[1].get(name), told))

    def unit(self) -> Iterator[Chapter]:
        changes = tuple(differences(*map(bearings, self.books)))
        yield from self.chapter("unit", self.after.unit, changes)

    @property
    def books(self) -> tuple[Rulebook, Rulebook]:
        return self.before, self.after

    def changes(self, old: Node | None, new: Node | None, told: set[_Key]) -> tuple[Change, ...]:
        """List the changes not told yet, and count them as told."""
        fresh: list[Change] = []
        for change in differences(old, new):
            if (key := _key(change)) not in told:
                told.add(key)
                fresh.append(grounded(change, self.dropped))
        return tuple(fresh)

    def chapter(self, kind: str, name: str, changes: Sequence[Change]) -> Iterator[Chapter]:
        if changes:
            lexicons = [replace(Lexicon.of(book, kind, name), policy=_policy(book)) for book in self.books]
            title = lexicons[1].title or lexicons[0].title
            yield Chapter(kind, name, title, tuple(changes), *lexicons)


def _policy(book: Rulebook) -> Policy | None:
    try:
        return book.policy
    except MotcuaError:  # a law without one still differs from another
        return None


def _key(change: Change) -> _Key:
    """Tell a change by where both sides were written: what two procedures share is the same for both."""
    before, after = change.spots
    return change.kind, _written(before), _written(after)


def _written(spot: Spot | None) -> _Written | None:
    return (spot.document.file, spot.document.kind, spot.document.id, spot.node) if spot else None
