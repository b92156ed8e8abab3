"""Join into a procedure the facts that the used parts of its fee schedules need."""

from collections.abc import Iterable, Iterator, Mapping

from motcua.catalog.merging.mentions import closure, mentions
from motcua.catalog.merging.tree import Key, Node, Table, entries_of, plain, rows_of, word
from motcua.catalog.reading.join_fees import RELIEF, Uses
from motcua.document import Document


def join_facts(entries: dict[str, Node], uses: Iterable[Uses]) -> None:
    """Take over the facts that the used parts of the schedules need, unless the procedure has its own."""
    own = {name for key in ("facts", "derived") for name in entries_of(entries.get(key))}
    for use in uses:
        tree = use.schedule.tree.entries
        derived = {name: plain(node) for name, node in entries_of(tree.get("derived")).items()}
        asked = {name: plain(node).get("asked_when") for name, node in entries_of(tree.get("facts")).items()}
        sources = {name: value["expression"] if isinstance(value, dict) else value for name, value in derived.items()}
        needed = closure(_mentioned(entries, use), asked | sources) - own
        for key in ("facts", "derived"):
            more = {name: node for name, node in entries_of(tree.get(key)).items() if name in needed}
            if more:
                entries[key] = Table({**entries_of(entries.get(key)), **more}, *_home(entries.get(key), use))


def _mentioned(entries: Mapping[str, Node], use: Uses) -> Iterator[str]:
    for row in rows_of(entries.get("fees")).values():
        if word(row, "use") == use.schedule.id:
            yield from _names_in(row)
    for key in RELIEF:
        for row in rows_of(entries_of(entries.get(key)).get(use.schedule.id)).values():
            yield from _names_in(row)


def _names_in(row: Table) -> Iterator[str]:
    for key in ("when", "amount", "quantity"):
        if key in row.entries:
            yield from mentions(plain(row.entries[key]))


def _home(node: Node | None, use: Uses) -> tuple[Document, tuple[Key, ...]]:
    """Return where the joined mapping is taken to stand: where the procedure has its own, or else in the schedule."""
    table = node if isinstance(node, Table) else use.schedule.tree
    return table.document, table.node
