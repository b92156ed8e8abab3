"""What the accounts of a user may do: read from the vocabulary ``accounts``, so that a province can cut them otherwise."""

from motcua_web.visit import Need, Visit

ADMINISTER = "administer"


def powers(visit: Visit) -> frozenset[str]:
    """Return the actions that the visitor's accounts allow; none for a visitor who is not signed in."""
    if not visit.user:
        return frozenset()
    items = visit.rulebook().vocabulary("accounts").items
    held = (items[account] for account in visit.user.accounts if account in items)
    return frozenset(action for item in held for action in item.more.get("may", ()))


def able(action: str) -> Need:
    """Open a page to those whose accounts allow an action."""
    return lambda visit: action in powers(visit)
