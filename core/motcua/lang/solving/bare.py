"""Bare trees: what a tree says, wherever it was written; two tests that say the same are equal."""

from motcua.lang.tree import Call, Const, Item, Members, Node, Quantified, Ref, Unknown


def bare(node: Node) -> Node:
    """Forget where in its text a tree stood."""
    match node:
        case Call(op=op, args=args, kind=kind):
            return Call(op, tuple(map(bare, args)), kind)
        case Ref(name=name, kind=kind):
            return Ref(name, kind)
        case Const(value=value, kind=kind):
            return Const(value, kind)
        case Quantified(op=op, over=over, body=body):
            return Quantified(op, Ref(over.name, over.kind), bare(body))
        case Members(items=items):
            return Members(tuple(Const(item.value, item.kind) for item in items))
    return Item() if isinstance(node, Item) else Unknown(node.kind)
