"""Who may do what: the step's role names an account, the account names its actions. Both are vocabularies, not code."""

from motcua.catalog import Rulebook
from motcua.dossier import MOVES, Actor, Dossier, possible

ACCOUNTS = "accounts"


def powers(rulebook: Rulebook, accounts: frozenset[str]) -> frozenset[str]:
    """Return every action that these accounts allow."""
    known = rulebook.vocabulary(ACCOUNTS).items
    return frozenset(action for account in accounts & known.keys() for action in known[account].more.get("may", ()))


def account_of(rulebook: Rulebook, role: str) -> str:
    """Return the account that plays a route's role; empty where the role belongs to another authority."""
    return str(rulebook.role(role).more.get("account", ""))


def may(rulebook: Rulebook, actor: Actor, dossier: Dossier, action: str) -> bool:
    """Tell whether a person may do a move to a dossier, by their unit and accounts."""
    if actor.unit != dossier.unit:
        return False
    acting = actor.accounts
    if MOVES[action].by == "step":
        acting &= {account_of(rulebook, dossier.step.role)}
    return action in powers(rulebook, acting)


def actions(rulebook: Rulebook, actor: Actor, dossier: Dossier) -> tuple[str, ...]:
    """List what a person may do to a dossier now."""
    return tuple(action for action in possible(dossier) if may(rulebook, actor, dossier, action))
