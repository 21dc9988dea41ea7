"""Personal API tokens as text: a prefix that says what it is, a secret, a checksum that catches typing errors."""

import hashlib
import secrets
import string
import zlib

ALPHABET = string.digits + string.ascii_letters
SIGN = "hw_"
SECRET_LENGTH, CHECK_LENGTH = 32, 6


def new_token() -> str:
    """A fresh token, about 190 bits: ``hw_`` + 32 letters + 6 letters of checksum."""
    secret = "".join(secrets.choice(ALPHABET) for _ in range(SECRET_LENGTH))
    return f"{SIGN}{secret}{_checksum(secret)}"


def is_well_formed(token: str) -> bool:
    """Whether the text is a token at all, without asking the database."""
    secret, check = token[len(SIGN) : -CHECK_LENGTH], token[-CHECK_LENGTH:]
    return token.startswith(SIGN) and len(secret) == SECRET_LENGTH and check == _checksum(secret)


def prefix_of(token: str) -> str:
    """The part that may be shown again, so that a person can tell their tokens apart."""
    return token[: len(SIGN) + 8]


def digest_of(token: str) -> str:
    """What is kept of a token or an invitation: SHA-256, enough for a secret with this much randomness."""
    return hashlib.sha256(token.encode()).hexdigest()


def _checksum(secret: str) -> str:
    number, letters = zlib.crc32(secret.encode()), []
    for _ in range(CHECK_LENGTH):
        number, at = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[at])
    return "".join(reversed(letters))
