"""jsonschema as the judge of many documents: the same verdicts, in little more than half the time.

For every node it judges jsonschema makes a validator of the part of the schema that speaks of the node. Ours have no
`$id` and no `$schema` inside them, so the one made for a part serves for every node.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from jsonschema.validators import extend


def judge(schema: Mapping[str, Any]) -> Draft202012Validator:
    """Return a validator of a schema that nobody changes afterwards; dates must be dates."""
    made: dict[int, Any] = {}  # by the identity of the part, which lives as long as the schema around it

    def descend(
        self: Any, instance: Any, schema: Any, path: Any = None, schema_path: Any = None, resolver: Any = None
    ) -> Iterator[ValidationError]:
        if (below := made.get(id(schema))) is None:
            below = made[id(schema)] = self.evolve(schema=schema, _resolver=resolver or self._resolver)
        for error in below.iter_errors(instance):
            if path is not None:
                error.path.appendleft(path)
            if schema_path is not None:
                error.schema_path.appendleft(schema_path)
            yield error

    kind = extend(Draft202012Validator)  # type: ignore[no-untyped-call]  # its stubs do not say
    kind.descend = descend
    validator: Draft202012Validator = kind(schema, format_checker=FormatChecker(formats=["date"]))
    return validator
