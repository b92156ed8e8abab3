"""Changes said in sentences, as a decision's annex or an officer would say them."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from motcua.analysis.diff.comparison import Chapter
from motcua.analysis.diff.differences import Change, Row
from motcua.analysis.diff.lexicon import CONDITIONS, LENGTHS, Lexicon, label
from motcua.calendar import in_working_hours, parse_within, shorter_or_equal
from motcua.findings import MotcuaError
from motcua.texts import catalog, say

UNSAID = frozenset({"amount", "choice"})  # what a fee line or a choice is of itself


class Said(Struct, frozen=True):
    """A change in words: what changed, the old and the new value, and the whole as one sentence."""

    what: str
    before: str
    after: str
    sentence: str


def said(chapter: Chapter, change: Change, lang: str = "vi") -> Said:
    """Say a change of a chapter in a language."""
    before, after = (_value(lexicon, change, part, lang) for lexicon, part in _sides(chapter, change))
    what = _what(chapter, change, lang)
    body = _body(change, what, before, after, chapter, lang)
    sentence = say("diff/sentence", lang, subject=subject(chapter, lang), body=body, basis=grounds(change, lang))
    stood, stands = change.kind != "added" or _conditional(change), change.kind != "removed" or _conditional(change)
    return Said(what, before if stood else "", after if stands else "", sentence)


def subject(chapter: Chapter, lang: str) -> str:
    """Name what a chapter is about."""
    return say(f"diff/subject/{chapter.kind}", lang, name=chapter.name or chapter.id)


def grounds(change: Change, lang: str) -> str:
    """Say on what basis: that of what stands now, or else that of what stood."""
    if change.keys[-1:] == ("basis",):
        return ""
    if change.basis:
        return say("diff/basis", lang, basis="; ".join(change.basis))
    if change.kind == "removed" and change.former_basis:
        return say("diff/former-basis", lang, basis="; ".join(change.former_basis))
    return ""


def as_json(chapter: Chapter, change: Change, lang: str) -> dict[str, Any]:
    """Return a change as JSON shows it; `procedure` is None for what procedures share."""
    return {
        "procedure": chapter.id if chapter.kind == "procedure" else None,
        "document": f"{chapter.kind}/{chapter.id}",
        "path": change.path,
        "kind": change.kind,
        "before": change.before,
        "after": change.after,
        "sentence": said(chapter, change, lang).sentence,
        "basis": list(change.basis),
        "former_basis": list(change.former_basis),
        "file": change.place.file if change.place else None,
        "line": change.place.line if change.place else None,
    }


def _sides(chapter: Chapter, change: Change) -> tuple[tuple[Lexicon, Any], tuple[Lexicon, Any]]:
    return (chapter.before, change.before), (chapter.after, change.after)


def _value(lexicon: Lexicon, change: Change, value: Any, lang: str) -> str:
    """Word one side; a row without a key of its own (a step's time, an office) is worded by the list it is of."""
    if change.kind == "moved":
        return str(value)
    if not change.rows and not change.keys:
        return lexicon.title
    return lexicon.value(_key(change), value, lang)


def _key(change: Change) -> str:
    return change.keys[-1] if change.keys else change.rows[-1].of if change.rows else ""


def _what(chapter: Chapter, change: Change, lang: str) -> str:
    """Name what changed: the rows on the way, then the key, unless that goes without saying."""
    names = [_row(chapter, row, lang) for row in change.rows]
    around = [change.rows[-1].of if change.rows else "", *change.keys]
    keys = [(key, of) for of, key in zip(around, change.keys, strict=False) if key not in UNSAID]
    return ", ".join([*names, *(label(key, lang, of) for key, of in keys)])


def _row(chapter: Chapter, row: Row, lang: str) -> str:
    """Name a row: as it is called, or else by what it is for; by its id where nothing else is known."""
    name = row.name or _known_as(chapter, row)
    if not name and (purpose := _purpose(chapter, row, lang)):
        return purpose
    own = f"diff/row/{row.of}"
    return say(own if own in catalog(lang) else "diff/row/any", lang, name=name or row.id)


def _purpose(chapter: Chapter, row: Row, lang: str) -> str:
    """Say when a row counts, or what its note says; a time limit without a condition is the general one."""
    of = label(row.of, lang)
    if row.when:
        lexicon = chapter.after if chapter.after.facts else chapter.before
        return say("diff/row-when", lang, of=of, when=lexicon.condition(row.when, lang))
    if row.of == "deadline":
        return say("diff/row-general", lang, of=of)
    return say("diff/row-noted", lang, of=of, note=row.note.strip().removesuffix(".")) if row.note else ""


def _conditional(change: Change) -> bool:
    """Tell whether a condition changed: to have none is to hold in every case."""
    return _key(change) in CONDITIONS


def _name(change: Change) -> str:
    return f"“{change.rows[-1].name or change.rows[-1].id}”" if change.rows else ""


def _known_as(chapter: Chapter, row: Row) -> str:
    """Return what a row that bears no name is called elsewhere: a step's time by the step, an office by its role."""
    if row.of == "times":
        return chapter.after.steps.get(row.id) or chapter.before.steps.get(row.id, "")
    roles = chapter.after.vocabularies.get("roles")
    return roles.items[row.id].name if row.of == "offices" and roles and row.id in roles.items else ""


def _body(change: Change, what: str, before: str, after: str, chapter: Chapter, lang: str) -> str:
    said = {"what": what, "before": before, "after": after, "name": _name(change)}
    if not change.rows and not change.keys:
        return say(f"diff/whole/{change.kind}", lang)
    if change.kind == "moved":
        return say("diff/moved", lang, **said)
    if change.kind == "changed" or _conditional(change):
        return _changed(change, said, chapter, lang)
    if change.keys:
        return _key_body(change, said, lang)
    own = f"diff/{change.kind}/{change.rows[-1].of}"
    if own in catalog(lang) or change.kind == "removed":
        return say(own if own in catalog(lang) else "diff/removed", lang, **said)
    details = _details(change, chapter, after, lang)
    return say("diff/added" if details else "diff/added-bare", lang, what=what, details=details)


def _key_body(change: Change, said: Mapping[str, str], lang: str) -> str:
    """Say that a key came or went; one that holds remarks only has nothing more to say."""
    told = said["after"] if change.kind == "added" else said["before"]
    bare = "added-bare" if change.kind == "added" else "removed"
    return say(f"diff/value-{change.kind}" if told else f"diff/{bare}", lang, **said)


def _details(change: Change, chapter: Chapter, after: str, lang: str) -> str:
    if not isinstance(change.after, Mapping):
        return after
    return chapter.after.details(_key(change), change.after, lang)


def _changed(change: Change, said: Mapping[str, str], chapter: Chapter, lang: str) -> str:
    if _key(change) in LENGTHS and _as_long(change, chapter):
        return say("diff/reworded", lang, **said)
    if _key(change) in LENGTHS and (shorter := _shorter(change.before, change.after)) is not None:
        return say("diff/shortened" if shorter else "diff/lengthened", lang, **said)
    if (
        isinstance(change.before, list)
        and isinstance(change.after, list)
        and (parts := _list_changes(change, chapter, lang))
    ):
        return say("diff/listed", lang, what=said["what"], parts="; ".join(parts))
    return say("diff/changed", lang, **said)


def _list_changes(change: Change, chapter: Chapter, lang: str) -> list[str]:
    """Say which values of a list are new and which are gone; nothing when only their order changed."""
    key = _key(change)
    new = [chapter.after.value(key, part, lang) for part in change.after if part not in change.before]
    gone = [chapter.before.value(key, part, lang) for part in change.before if part not in change.after]
    told = (("diff/list-added", new), ("diff/list-removed", gone))
    return [say(text, lang, parts=", ".join(parts)) for text, parts in told if parts]


def _as_long(change: Change, chapter: Chapter) -> bool:
    """Tell whether a length only reads otherwise, as half a day of eight hours does in the place of four hours.

    It stays a change: the text of the law is another, and whoever checks it wants to see that nothing else is.
    """
    if not chapter.before.policy or not chapter.after.policy:
        return False
    try:
        was, now = parse_within(str(change.before)), parse_within(str(change.after))
    except MotcuaError:
        return False
    before, after = in_working_hours(was, chapter.before.policy), in_working_hours(now, chapter.after.policy)
    return before is not None and before == after


def _shorter(before: Any, after: Any) -> bool | None:
    """Tell whether a length of time became shorter; None when it depends on the calendar."""
    try:
        was, now = parse_within(str(before)), parse_within(str(after))
    except MotcuaError:
        return None
    shorter, longer = shorter_or_equal(now, was), shorter_or_equal(was, now)
    return shorter if shorter is not longer else None
