"""The law of one procedure as frozen values, everything it shares (fee schedules, route) already joined in.

Conditions and amounts stay as their authors wrote them, in `Procedure.conditions` and `Procedure.amounts`; a row holds
the *index* of its own, so that a compiled program answers for all rows at once. `when=None` means always.
Every row has its `path` (`papers.to-khai`): `path + ".amount"` is the key of a value in the provenance.
"""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from motcua.calendar import Within
from motcua.catalog.period import ALWAYS, Period
from motcua.lang import Derived, Fact

Basis = tuple[str, ...]


class Condition(Struct, frozen=True):
    """A condition (cells or CEL) or an amount (CEL) as written, and the path where it stands."""

    path: str
    source: Mapping[str, Any] | str | int


class Item(Struct, frozen=True):
    """One entry of a vocabulary or one accepted alternative; `more` holds its further keys."""

    id: str
    name: str
    more: Mapping[str, Any] = {}


class Vocabulary(Struct, frozen=True):
    """A closed list of named things."""

    id: str
    name: str
    items: Mapping[str, Item]


class Case(Struct, frozen=True):
    """A named variant of the procedure; `when` counts in `Procedure.case_conditions`."""

    id: str
    name: str
    code: str
    when: int | None
    path: str
    basis: Basis = ()
    note: str = ""


class Paper(Struct, frozen=True, eq=False):  # one object per row of the catalog: told apart by identity
    """A paper to submit, to present or merely a note.

    `first_available` lists ordered fall-backs: the first whose `when` holds is the one required.
    `one_of` lists the accepted alternatives, or is None.
    """

    id: str
    name: str
    when: int | None
    path: str
    mode: str = "submit"
    originals: int = 0
    copies: int = 0
    electronic: int = 0
    as_many_as_needed: bool = False
    one_of: tuple[Item, ...] | None = None
    first_available: tuple["Paper", ...] = ()
    max_age: str = ""
    form: Mapping[str, Any] | None = None
    basis: Basis = ()
    note: str = ""
    to_verify: bool = False


class DeadlineRow(Struct, frozen=True):
    """One row of the deadline table; the first that fits is the deadline."""

    id: str
    when: int | None
    within: Within
    path: str
    basis: Basis = ()
    note: str = ""
    to_verify: bool = False


class Extension(Struct, frozen=True):
    """Time added to the deadline; every one that fits. `rows` names the deadline rows it is for; None = all."""

    id: str
    when: int | None
    add: Within
    path: str
    rows: frozenset[str] | None = None
    basis: Basis = ()
    note: str = ""
    to_verify: bool = False


class FeeLine(Struct, frozen=True):
    """One line of the fee, its own or of a shared schedule.

    Exactly one holds: `amount` is whole đồng; or `rule` is the index of its CEL in `Procedure.amounts`; or both are
    None and the amount is *undetermined* (`decided_by` says by whom). `quantity` is an index in `Procedure.amounts`
    and only tells the number of things: the amount is already for all of them.
    """

    id: str
    name: str
    when: int | None
    path: str
    amount: int | None = None
    rule: int | None = None
    quantity: int | None = None
    schedule: str = ""
    item: str = ""
    sub_item: str = ""
    decided_by: str = ""
    basis: Basis = ()
    note: str = ""
    to_verify: bool = False

    @property
    def undetermined(self) -> bool:
        """Tell that nobody with the power to has set the amount yet."""
        return self.amount is None and self.rule is None


class Exemption(Struct, frozen=True):
    """Who owes nothing; `lines` are the ids of this procedure's fee lines it frees. The first that fits counts."""

    id: str
    name: str
    when: int | None
    lines: frozenset[str]
    path: str
    evidence: Paper | None = None
    basis: Basis = ()
    note: str = ""


class Reduction(Struct, frozen=True):
    """Who pays `percent` per cent less, during `period`; of several that fit only the highest counts."""

    id: str
    name: str
    when: int | None
    lines: frozenset[str]
    percent: int
    path: str
    period: Period = ALWAYS
    basis: Basis = ()
    note: str = ""


class Step(Struct, frozen=True):
    """One step of the route; `unit` is another authority's unit path or name, empty for the receiving unit."""

    id: str
    name: str
    role: str
    path: str
    when: int | None = None
    allows: tuple[str, ...] = ()
    within: Within | None = None
    unit: str = ""
    basis: Basis = ()
    note: str = ""


class TimeLimit(Struct, frozen=True):
    """The citizen's own time limit, counted from the date fact `from_fact`; not the handling deadline."""

    within: Within
    from_fact: str
    basis: Basis = ()
    note: str = ""


class Result(Struct, frozen=True):
    """What is handed over in the end."""

    id: str
    name: str
    when: int | None = None


class Phase(Struct, frozen=True):
    """An informative part of the handling at one agency; `within` as people read it."""

    id: str
    name: str
    agency: str
    within: Within | None
    basis: Basis = ()


class Remark(Struct, frozen=True):
    """A named remark with its basis: a requirement, or a reason for which the clock may be paused."""

    id: str
    text: str
    basis: Basis = ()


class FollowUp(Struct, frozen=True):
    """A procedure that may follow this one."""

    procedure: str
    when: int | None = None
    note: str = ""


class Procedure(Struct, frozen=True):
    """Everything one unit's rulebook says of one procedure.

    `facts` holds the engine's (channel, received_on, case), its own and those its fee schedules need, in the order
    in which they are asked. `no_fee` says why a procedure without fee lines is free.
    """

    id: str
    code: str
    name: str
    field: str
    level: str
    basis: Basis
    applicants: tuple[Item, ...]
    channels: tuple[Item, ...]
    results: tuple[Result, ...]
    facts: tuple[Fact, ...]
    derived: tuple[Derived, ...]
    cases: tuple[Case, ...]
    papers: tuple[Paper, ...]
    deadline: tuple[DeadlineRow, ...]
    extensions: tuple[Extension, ...]
    fees: tuple[FeeLine, ...]
    exemptions: tuple[Exemption, ...]
    reductions: tuple[Reduction, ...]
    steps: tuple[Step, ...]
    case_conditions: tuple[Condition, ...]
    conditions: tuple[Condition, ...]
    amounts: tuple[Condition, ...]
    sets: int = 1
    starts: str = "complete_dossier"
    not_counted: tuple[Remark, ...] = ()
    requirements: tuple[Remark, ...] = ()
    phases: tuple[Phase, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    citizen_time_limit: TimeLimit | None = None
    silence: Mapping[str, Any] | None = None
    no_fee: Mapping[str, Any] | None = None
    published_by: Mapping[str, Any] | None = None
    replaces: tuple[str, ...] = ()
    note: str = ""
    to_verify: bool = False


class Slip(Struct, frozen=True):
    """A printed document of the process; `template` is the Typst source beside its YAML."""

    id: str
    name: str
    number: str
    template: str
    paper: str
    texts: Mapping[str, str]
    basis: Basis = ()


class UnitNames(Struct, frozen=True):
    """What stands on a unit's papers on some date."""

    name: str
    desk: str = ""
    place: str = ""
