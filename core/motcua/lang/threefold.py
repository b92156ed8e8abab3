"""What may be unknown, said with what is known: a tree's value, and beside it the condition under which it has one.

Solvers have two truths and the language three. `threefold` writes every derived fact out, every set of texts as the
memberships it is asked for, and every unknown as a condition, so that what comes out is plain two-valued logic over
facts. A fact that may go unanswered is itself a condition: the boolean fact named `answered(name)`.

>>> age = Three(Ref("age", "integer"), Ref(answered("age"), "boolean"))
>>> adult = threefold(Call(">=", (Ref("age", "integer"), Const(18, "integer")), "boolean"), {"age": age})
>>> adult.true == every(Ref("age?", "boolean"), Call(">=", (Ref("age", "integer"), Const(18, "integer")), "boolean"))
True
"""

from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct

from motcua.lang.facts import Fact
from motcua.lang.functions import Step
from motcua.lang.joining import FALSE, TRUE, choice, either, equal, every, opposite
from motcua.lang.tree import Call, Const, Item, Kind, Members, Node, Quantified, Ref, Unknown, children

HEAVIEST = 20_000
"""Parts that a tree may have: hundreds of times what anybody writes."""


class Three(Struct, frozen=True):
    """A value and when it is known; of a set of texts `members` says when each word is in it, and `value` is unused."""

    value: Node
    known: Node = TRUE
    members: Mapping[str, Node] = {}

    @property
    def true(self) -> Node:
        """The condition that it is known and true."""
        return every(self.known, self.value)

    @property
    def false(self) -> Node:
        """The condition that it is known and false."""
        return every(self.known, opposite(self.value))


Names = Mapping[str, Three]


def answered(name: str) -> str:
    """Return the name of the boolean fact that says whether a fact was answered; no author can write it."""
    return f"{name}?"


def any_answer(fact: Fact) -> Three:
    """Return a fact that is known, whatever its answer."""
    of = Ref(fact.id, fact.kind)
    words = (choice.id for choice in fact.choices) if fact.type == "choices" else ()
    return Three(of, members={word: Call("in", (Const(word, "text"), of), "boolean") for word in words})


def threefold(node: Node, names: Names) -> Three:
    """Say what a tree comes to, and when that is known.

    :param names: what every fact and derived fact of the tree comes to.
    :raises TooHeavy: when facts are derived from one another so often that they cannot be written out.
    """
    three = _Writing(names).write(node)
    if weight(three.value) + weight(three.known) > HEAVIEST:
        raise TooHeavy
    return three


def derived(steps: Sequence[Step], names: Names) -> dict[str, Three]:
    """Add derived facts to names, in their order; outside its bounds one is unknown."""
    known = dict(names)
    for step in steps:
        three = threefold(step.tree, known)
        if step.bounds:
            least, most = Const(step.bounds.least, "integer"), Const(step.bounds.greatest, "integer")
            inside = every(Call("<=", (least, three.value), "boolean"), Call("<=", (three.value, most), "boolean"))
            three = Three(three.value, every(three.known, inside))
        known[step.name] = three
    return known


class TooHeavy(Exception):  # noqa: N818 - an answer, not a mistake
    """A tree written out has more parts than can be looked at in good time."""


def weight(node: Node) -> int:
    """Count the parts of a tree, those that are one object as often as they are used."""
    counted: dict[int, int] = {}

    def count(part: Node) -> int:
        if id(part) not in counted:
            counted[id(part)] = 1 + sum(map(count, children(part)))
        return counted[id(part)]

    return count(node)


class _Writing(Struct, frozen=True):
    """One walk; `item` is the member looked at inside `exists` or `all`."""

    names: Names
    item: str = ""

    def write(self, node: Node) -> Three:
        match node:
            case Const(value=value, kind=kind):
                return Three(Const(value, kind))
            case Ref(name=name):
                return self.names[name]
            case Item():
                return Three(Const(self.item, "text"))
            case Quantified(op=op, over=over, body=body):
                return self.quantified(op, self.names[over.name], body)
            case Call():
                return self.call(node)
        return Three(Unknown(node.kind), FALSE)

    def call(self, node: Call) -> Three:
        match node:
            case Call(op="present", args=(of,)):
                return Three(self.write(of).known)
            case Call(op="?:", args=(condition, then, otherwise)):
                return _chosen(node.kind, self.write(condition), self.write(then), self.write(otherwise))
            case Call(op="in", args=(one, Members(items=items))):
                looked = self.write(one)
                return Three(either(*(equal(looked.value, Const(i.value, i.kind)) for i in items)), looked.known)
            case Call(op="in", args=(one, many)):
                return _contained(self.write(one), self.write(many))
            case Call(op="size", args=(Ref(kind="texts") as many,)):
                return _size(self.write(many))
        return _called(node, [self.write(arg) for arg in node.args])

    def quantified(self, op: Literal["exists", "all"], over: Three, body: Node) -> Three:
        bodies = {word: _Writing(self.names, word).write(body) for word in over.members}
        if op == "exists":
            met = [Three(every(over.members[word], each.value), each.known) for word, each in bodies.items()]
        else:
            met = [Three(either(opposite(over.members[w]), each.value), each.known) for w, each in bodies.items()]
        # What is not a member says nothing, known or not.
        terms = [Three(m.value, either(opposite(over.members[w]), m.known)) for w, m in zip(bodies, met, strict=True)]
        joined = _joined("||" if op == "exists" else "&&", terms)
        return Three(joined.value, every(over.known, joined.known))


def _called(node: Call, args: Sequence[Three]) -> Three:
    known = every(*(arg.known for arg in args))
    values = [arg.value for arg in args]
    match node.op:
        case "&&" | "||":
            return _joined(node.op, args)
        case "!":
            return Three(opposite(values[0]), known)
        case "==":
            return Three(equal(*values), known)
        case "!=":
            return Three(opposite(equal(*values)), known)
    return Three(Call(node.op, tuple(values), node.kind), known)


def _joined(op: str, args: Sequence[Three]) -> Three:
    """Join as Kleene does: one that settles the chain settles it, whatever the others are."""
    all_known = every(*(arg.known for arg in args))
    if op == "&&":
        settled, value = either(*(arg.false for arg in args)), every(*(arg.value for arg in args))
        return Three(value if all_known == TRUE else every(all_known, value), either(all_known, settled))
    settled = either(*(arg.true for arg in args))
    return Three(either(*(arg.value for arg in args)) if all_known == TRUE else settled, either(all_known, settled))


def _chosen(kind: Kind, condition: Three, then: Three, otherwise: Three) -> Three:
    known = every(condition.known, choice(condition.value, then.known, otherwise.known, "boolean"))
    return Three(picked(condition.value, then, otherwise, kind), known)


def picked(condition: Node, then: Three, otherwise: Three, kind: Kind) -> Node:
    """Return one of two values; where one of them is never known the other will do."""
    if then.known == FALSE:
        return otherwise.value
    return then.value if otherwise.known == FALSE else choice(condition, then.value, otherwise.value, kind)


def _contained(one: Three, many: Three) -> Three:
    held = [every(equal(one.value, Const(word, "text")), member) for word, member in many.members.items()]
    return Three(either(*held), every(one.known, many.known))


def _size(many: Three) -> Three:
    one, none = Const(1, "integer"), Const(0, "integer")
    counted: Node = none
    for member in many.members.values():
        counted = Call("+", (counted, choice(member, one, none, "integer")), "integer")
    return Three(counted, many.known)
