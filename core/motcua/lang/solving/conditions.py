"""Conditions as formulas: when a condition is true, and when it is false; each test looks at one quantity.

What no quantity stands for (`size(groups)`, `pages * copies`) is taken for a number or a truth of its own: a goal that
fails whatever that may be fails, and one that does not is tried.
"""

from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from motcua.lang.solving.bare import bare
from motcua.lang.solving.formula import FALSE, TRUE, Formula, either, every, opposite, within
from motcua.lang.solving.numbers import NO, YES, gathered
from motcua.lang.solving.quantities import Quantities
from motcua.lang.solving.sums import Summing, Unfit, added, compared
from motcua.lang.tree import Call, Const, Item, Members, Node, Quantified, Ref, Unknown, names, walk

_LARGEST = 20_000  # parts looked at in one question; a derived fact counts at each place it is used
_COMPARISONS = {"<", "<=", ">", ">=", "==", "!="}
Text = str | Ref


class TooLarge(Exception):  # noqa: N818 - it never leaves: the answer is `Unsure`
    """A goal has more parts than can be looked at in good time."""


class Conditions(Struct):
    """Turns conditions into formulas over the quantities of one question."""

    quantities: Quantities
    parts: int = 0
    guesses: int = 0

    def says(self, node: Node, *, truth: bool) -> Formula:
        """Return when a condition is true, or when it is false; where neither, it is undecided.

        :raises TooLarge: when there is more of it than can be looked at in good time.
        """
        self.count()
        match node:
            case Const(value=value):
                return TRUE if value is truth else FALSE
            case Unknown():
                return FALSE
            case Ref(name=name):
                answer = within(self.quantities.answer(name), YES, truth=truth)
                return every((self.quantities.known(name), answer))
            case Call() | Quantified():
                try:
                    return (
                        self.quantified(node, truth=truth)
                        if isinstance(node, Quantified)
                        else self.call(node, truth=truth)
                    )
                except Unfit:
                    return within(self.quantities.opaque(self.guessed(node)), YES, truth=truth)
        return FALSE

    def count(self, parts: int = 1) -> None:
        """Count parts looked at."""
        self.parts += parts
        if self.parts > _LARGEST:
            raise TooLarge

    def guessed(self, node: Node) -> Node:
        """Return a part that is not looked into as it is known by: wherever it stands."""
        self.guesses += 1
        self.count(sum(1 for _ in islice(walk(node), _LARGEST)))
        self.quantities.used |= names(node)
        return bare(node)

    def call(self, node: Call, *, truth: bool) -> Formula:  # noqa: PLR0911 - one per kind of operator
        """Return when a call is true or false.

        :raises Unfit: when no quantity stands for it.
        """
        says = self.says
        match node:
            case Call(op="!", args=(arg,)):
                return says(arg, truth=not truth)
            case Call(op="&&" | "||" as op, args=args):
                join = every if (op == "&&") is truth else either
                return join([says(arg, truth=truth) for arg in args])
            case Call(op="?:", args=(condition, then, otherwise)):
                chosen = every((says(condition, truth=True), says(then, truth=truth)))
                return either((chosen, every((says(condition, truth=False), says(otherwise, truth=truth)))))
            case Call(op="present", args=(Ref(name=name),)):
                known = self.quantities.known(name)
                return known if truth else opposite(known)
            case Call(op="in", args=(item, listed)):
                return self.contained(item, listed, truth=truth)
            case Call(op="startsWith", args=(text, start)):
                return self.starting(text, start, truth=truth)
            case Call(op=op, args=(one, other)) if op in _COMPARISONS:
                return self.comparison(op, one, other, truth=truth)
        raise Unfit

    def comparison(self, op: str, one: Node, other: Node, *, truth: bool) -> Formula:
        """Say that two values compare as they should, or that they do not."""
        same = (op == "==") is truth
        match one.kind:
            case "boolean":
                yes = every((self.says(one, truth=True), self.says(other, truth=same)))
                return either((yes, every((self.says(one, truth=False), self.says(other, truth=not same)))))
            case "text":
                pairs = [(every((g, h)), a, b) for g, a in self.texts(one) for h, b in self.texts(other)]
                return either([every((guard, self.equal(a, b, truth=same))) for guard, a, b in pairs])
        summing = Summing(self.quantities, self.says, self.guessed, self.count)
        left, right = summing.cases(one), summing.cases(other)
        self.count(len(left) * len(right))
        return either(
            [
                every((g, h, compared(added(a, b, -1), op, self.quantities, truth=truth)))
                for g, a in left
                for h, b in right
            ]
        )

    def texts(self, node: Node) -> list[tuple[Formula, Text]]:
        """Return what a text can be, each with when it is that."""
        self.count()
        match node:
            case Unknown():
                return []
            case Const(value=str(word)):
                return [(TRUE, word)]
            case Ref(name=name) if self.quantities.words(name):
                return [(self.quantities.known(name), node)]
            case Call(op="?:", args=(condition, then, otherwise)):
                yes, no = self.says(condition, truth=True), self.says(condition, truth=False)
                return [
                    *((every((yes, guard)), text) for guard, text in self.texts(then)),
                    *((every((no, guard)), text) for guard, text in self.texts(otherwise)),
                ]
        raise Unfit

    def equal(self, one: Text, other: Text, *, truth: bool) -> Formula:
        """Say that two texts are equal, or that they are not."""
        if isinstance(one, str):
            if isinstance(other, str):
                return TRUE if (one == other) is truth else FALSE
            one, other = other, one
        if isinstance(other, str):
            return self.one_of(one, [other], truth=truth)
        words = self.quantities.words(other.name)
        pairs = [every((self.equal(one, w, truth=True), self.equal(other, w, truth=True))) for w in words]
        self.count(len(pairs))
        return either(pairs) if truth else opposite(either(pairs))

    def one_of(self, ref: Ref, listed: list[str], *, truth: bool) -> Formula:
        """Say that a choice is one of some words."""
        words = self.quantities.words(ref.name)
        among = gathered([words[word] for word in listed if word in words])
        return within(self.quantities.answer(ref.name), among, truth=truth)

    def contained(self, item: Node, listed: Node, *, truth: bool) -> Formula:
        """Say that a value is in a list or a text among the choices taken, or that it is not."""
        match item, listed:
            case Ref(kind="text", name=name), Members(items=items) if self.quantities.words(name):
                found = self.one_of(item, [str(each.value) for each in items], truth=truth)
                return every((self.quantities.known(name), found))
            case _, Members(items=items):
                equal = tuple(Call("==", (item, each), "boolean") for each in items)
                return self.says(Call("||", equal, "boolean"), truth=truth)
            case _, Ref(name=name) if self.quantities.words(name):
                known = self.quantities.known(name)
                return either([every((g, known, self.chosen(t, name, truth=truth))) for g, t in self.texts(item)])
        raise Unfit

    def chosen(self, text: Text, name: str, *, truth: bool) -> Formula:
        """Say that a text is among the choices taken."""
        words = self.quantities.words(name)
        if isinstance(text, str):
            member = within(self.quantities.member(name, text), YES) if text in words else FALSE
        else:
            self.count(len(words))
            member = either(
                [every((self.one_of(text, [w], truth=True), self.chosen(w, name, truth=True))) for w in words]
            )
        return member if truth else opposite(member)

    def quantified(self, node: Quantified, *, truth: bool) -> Formula:
        """Write `exists` and `all` out over the choices there are."""
        name, words = node.over.name, self.quantities.words(node.over.name)
        if not words:
            raise Unfit
        any_is_enough = (node.op == "exists") is truth
        parts = []
        for word in words:
            among = within(self.quantities.member(name, word), YES if any_is_enough else NO)
            body = self.says(_about(node.body, word), truth=truth)
            parts.append(every((among, body)) if any_is_enough else either((among, body)))
        return every((self.quantities.known(name), either(parts) if any_is_enough else every(parts)))

    def starting(self, text: Node, start: Node, *, truth: bool) -> Formula:
        """Say that a text starts with another, or that it does not."""
        if not isinstance(start, Const):
            raise Unfit
        parts: list[Formula] = []
        for guard, of in self.texts(text):
            found: Formula
            if isinstance(of, str):
                found = TRUE if of.startswith(str(start.value)) is truth else FALSE
            else:
                words = [word for word in self.quantities.words(of.name) if word.startswith(str(start.value))]
                found = self.one_of(of, words, truth=truth)
            parts.append(every((guard, found)))
        return either(parts)


def _about(body: Node, word: str) -> Node:
    """Write a word in place of the member looked at."""
    match body:
        case Item():
            return Const(word, "text")
        case Call(args=args):
            return replace(body, args=tuple(_about(arg, word) for arg in args))
    return body
