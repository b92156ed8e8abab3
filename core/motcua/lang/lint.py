"""What CEL cannot know of a checked expression: which words a fact may have."""

from collections.abc import Iterator, Mapping

from motcua.lang.facts import Fact
from motcua.lang.tree import Call, Const, Item, Members, Node, Quantified, Ref, children
from motcua.lang.trouble import Trouble, misnamed


def unlisted_words(tree: Node, facts: Mapping[str, Fact]) -> list[Trouble]:
    """Report every literal that is compared to a fact whose vocabulary does not have it."""
    return [trouble for name, word in _compared(tree, None) if (trouble := _unlisted(facts.get(name), word))]


def _unlisted(fact: Fact | None, word: Const) -> Trouble | None:
    known = [choice.id for choice in fact.choices] if fact else []
    if not fact or not known or word.value in known:
        return None
    text = str(word.value)
    return misnamed("lang/not-a-choice", "lang/no-such-choice", text, known, at=word.at, fact=fact.id, value=text)


def _compared(node: Node, over: str | None) -> Iterator[tuple[str, Const]]:
    """Yield (fact, literal) wherever the two meet; `over` is the set whose members an `exists` looks at."""
    if isinstance(node, Call) and node.op in ("==", "!=", "in"):
        sides = [side for arg in node.args for side in (arg.items if isinstance(arg, Members) else (arg,))]
        facts = [side.name if isinstance(side, Ref) else over for side in sides if isinstance(side, Ref | Item)]
        yield from ((fact, side) for fact in facts if fact for side in sides if isinstance(side, Const))
    inside = node.over.name if isinstance(node, Quantified) else over
    for child in children(node):
        yield from _compared(child, inside)
