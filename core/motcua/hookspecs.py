"""The hooks: every place where a plugin may join in. Read `docs/plugins.md` first.

A hook is called for one plugin at a time, in the order of the plugins' names. A plugin that raises or answers
something else than told here loses that answer, and after three failures in a row it is switched off; the core goes on.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pluggy
from msgspec import Struct

if TYPE_CHECKING:
    from motcua.catalog import Catalog
    from motcua.dossier import Dossier, Event, ProposedMove
    from motcua.findings import Finding

hookspec = pluggy.HookspecMarker("motcua")


@hookspec
def motcua_homes() -> list[Path]:  # type: ignore[empty-body]
    """Give folders with `catalogs/` and `rules/`, to be loaded as further layers.

    Called once, before anything is loaded. A data-only plugin gives its own folder without writing this.

    :returns: existing folders.

    Example::

        @hookimpl
        def motcua_homes():
            return [Path(__file__).parent]
    """


@hookspec
def motcua_checks(catalog: "Catalog") -> "list[Finding]":  # type: ignore[empty-body]
    """Check the loaded catalogs for what only this plugin's authority asks for.

    Called by `motcua check`, after the built-in checks. Findings are told like theirs, never instead of theirs.

    :param catalog: everything that was loaded; read only.
    :returns: what is wrong, with its place; an empty list when all is well. The rule `plugin/check` takes its message
        and its remedy from the params.

    Example::

        @hookimpl
        def motcua_checks(catalog):
            told = {"message": "Xã chưa ghi số điện thoại.", "remedy": "Thêm contacts.phone vào layer.yaml."}
            lacking = [layer for layer in communes(catalog) if "contacts" not in layer.data]
            return [Finding("plugin/check", layer.manifest.place(()), params=told) for layer in lacking]
    """


@hookspec
def motcua_before_move(move: "ProposedMove") -> str | None:
    """Veto a move before it is written into the journal.

    Called for every action, the reception too, once the core has found it legal; a plugin can forbid, never allow.

    :param move: the action, who asks for it and when, its data and the dossier as it is before the move.
    :returns: the reason for a veto in plain Vietnamese, shown to the clerk; None when there is no objection.

    Example::

        @hookimpl
        def motcua_before_move(move):
            if move.action == "return" and move.dossier.fee.due:
                return "Chưa thu đủ phí, lệ phí."
    """


@hookspec
def motcua_after_event(dossier: "Dossier", event: "Event") -> None:
    """React to an event that is safely in the journal.

    Called once for each event. What happens here cannot undo the event; a failure is journalled with the dossier.

    :param dossier: the dossier as the event has made it.
    :param event: what happened.

    Example::

        @hookimpl
        def motcua_after_event(dossier, event):
            print(dossier.code, event.type)
    """


@hookspec
def motcua_slip_lines(dossier: "Dossier", slip: str) -> list[str]:  # type: ignore[empty-body]
    """Add lines of text at the foot of a printed slip.

    Called whenever a slip is made.

    :param dossier: whose slip it is.
    :param slip: the id of the slip, such as `giay-tiep-nhan`.
    :returns: whole sentences in Vietnamese; they are printed as text, never read as markup.

    Example::

        @hookimpl
        def motcua_slip_lines(dossier, slip):
            return ["Điểm tiếp nhận có máy quét mã QR."]
    """


class ServeOptions(Struct, frozen=True):
    """What `motcua serve` was told; `unit` is None where none was named."""

    host: str
    port: int
    unit: str | None
    demo: bool
    lang: str


@hookspec
def motcua_serve(desk: Any, options: ServeOptions) -> bool:  # type: ignore[empty-body]
    """Serve a face of the house until it is told to stop; the web is one.

    Called by `motcua serve`. What it raises is not caught: without a face there is nothing to go on with.

    :param desk: the `motcua.desk.Desk`, the only door to dossiers and decisions.
    :param options: where to listen, for which unit, and in which language to speak at the start.
    :returns: True when it has served.

    Example::

        @hookimpl
        def motcua_serve(desk, options):
            uvicorn.run(make_app(desk), host=options.host, port=options.port)
            return True
    """
