"""Open sessions. The cookie holds a random id only; the store holds its hash, whose it is, and until when."""

import hashlib
import secrets
from datetime import datetime, timedelta

from msgspec import Struct, convert
from msgspec.structs import asdict, replace

from motcua.store import Query, Store, Tx

TABLE = "sessions"
COOKIE = "motcua-session"
LASTS = timedelta(hours=12)  # a working day: nobody stays signed in on the counter's machine overnight


class Session(Struct, frozen=True):
    """A signed-in browser. `csrf` is the secret that every form of this session carries; moments are ISO, +07:00."""

    key: str
    login: str
    csrf: str
    until: str
    ended: bool = False


class Sessions(Struct, frozen=True):
    """The sessions of one unit."""

    store: Store
    unit: str

    def open(self, login: str, now: datetime) -> tuple[str, Session]:
        """Open a session and return the cookie's value with it; those that are over are thrown away."""
        secret = secrets.token_urlsafe(32)
        session = Session(_key(secret), login, secrets.token_urlsafe(32), (now + LASTS).isoformat())

        def write(tx: Tx) -> None:
            for row in tx.find(TABLE, Query()):
                if row["ended"] or datetime.fromisoformat(row["until"]) <= now:
                    tx.delete(TABLE, row.key)
            tx.put(TABLE, session.key, asdict(session))

        self.store.run(self.unit, write)
        return secret, session

    def find(self, secret: str, now: datetime) -> Session | None:
        """Return the session of a cookie, unless it was ended or has run out."""
        value = self.store.get(TABLE, _key(secret)) if secret else None
        session = convert(value, Session) if value else None
        running = session and not session.ended and now < datetime.fromisoformat(session.until)
        return session if running else None

    def end(self, session: Session) -> None:
        """End a session for good, wherever its cookie may still lie."""
        self._keep(replace(session, ended=True))

    def end_others(self, kept: Session) -> None:
        """End every other session of the same user: whoever knew the old password is out."""

        def write(tx: Tx) -> None:
            for row in tx.find(TABLE, Query()):
                if row["login"] == kept.login and row.key != kept.key:
                    tx.delete(TABLE, row.key)

        self.store.run(self.unit, write)

    def _keep(self, session: Session) -> None:
        self.store.run(self.unit, lambda tx: tx.put(TABLE, session.key, asdict(session), None))


def _key(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
