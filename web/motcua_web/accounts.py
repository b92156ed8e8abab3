"""Who may sign in: users, the accounts they hold, and their passwords as Argon2 hashes, in the store."""

import secrets
import threading
import unicodedata
from functools import cache

from msgspec import Struct, convert
from msgspec.structs import asdict, replace
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from motcua.dossier import Actor
from motcua.store import Query, Store

TABLE = "users"
_HASH = PasswordHash((Argon2Hasher(),))
_TWO_AT_A_TIME = threading.BoundedSemaphore(2)  # each hash takes 64 MiB: a burst of sign-ins must not eat the machine


class User(Struct, frozen=True):
    """Somebody of the staff. `login` is what they type; `accounts` are ids of the vocabulary ``accounts``."""

    login: str
    name: str
    accounts: tuple[str, ...]
    unit: str
    password: str
    active: bool = True

    @property
    def actor(self) -> Actor:
        """Return the person as the desk knows them."""
        return Actor(self.login, self.name, frozenset(self.accounts), self.unit)


class Accounts(Struct, frozen=True):
    """The users of one unit."""

    store: Store
    unit: str

    def find(self, login: str) -> User | None:
        """Return the user of a login name, disabled ones too."""
        value = self.store.get(TABLE, f"{self.unit} {_folded(login)}")
        return convert(value, User) if value else None

    def all(self) -> list[User]:
        """List the users by login name."""
        users = convert(self.store.find(TABLE, Query()), list[User])
        return sorted((user for user in users if user.unit == self.unit), key=lambda user: user.login)

    def add(self, login: str, name: str, accounts: tuple[str, ...], password: str) -> User:
        """Keep a new user, or a known one with a new name, accounts and password."""
        user = User(_folded(login), unicodedata.normalize("NFC", name), accounts, self.unit, hashed(password))
        return self.keep(user)

    def switch(self, login: str, *, active: bool) -> User | None:
        """Let a user in again, or no more: their open sessions end at once."""
        user = self.find(login)
        return self.keep(replace(user, active=active)) if user else None

    def sign_in(self, login: str, password: str) -> User | None:
        """Return the active user whose password this is. An unknown name takes as long as a wrong password."""
        user = self.find(login)
        right = _verified(password, user.password if user else _nobody())
        return user if user and right and user.active else None

    def keep(self, user: User) -> User:
        """Keep a user as they are."""
        key, value = f"{user.unit} {user.login}", asdict(user)
        self.store.run(self.unit, lambda tx: tx.put(TABLE, key, value, None))
        return user


def hashed(password: str) -> str:
    """Hash a password. NFC first: a keyboard may send the same Vietnamese letters composed or decomposed."""
    with _TWO_AT_A_TIME:
        return _HASH.hash(unicodedata.normalize("NFC", password))


def _verified(password: str, hash_: str) -> bool:
    with _TWO_AT_A_TIME:
        return _HASH.verify(unicodedata.normalize("NFC", password), hash_)


@cache
def _nobody() -> str:
    """Return the hash of a password that nobody knows, made once."""
    return hashed(secrets.token_hex())


def _folded(login: str) -> str:
    return unicodedata.normalize("NFC", login.strip().casefold())
