"""Names of secrets: the same as `secret-names.ts` of `libs/masking`."""

from __future__ import annotations

import re

_WORDS = frozenset(
    re.findall(
        "[a-z]+",
        "pass pw psw pwd auth sess session sid sso otp totp mfa pin cvv cvc csc ssn sig jwt bearer",
    )
)
# Within a name from which everything but letters and digits was taken.
_PARTS = re.compile(
    r"passw|passwd|passphrase|passcode|userpass|loginpass|pwd|secret|token|apikey|accesskey"
    r"|privatekey|sessionid|sessid|sesskey|authorization|credential|csrf|xsrf|signature"
)
# Names of what is often harmless: masked where the value was made by a machine.
_MAYBE = frozenset(["key", "code", "state", "nonce", "ticket", "assertion", "hash"])


def is_secret_name(name: str) -> bool:
    """Whether a name says that its value is a secret."""
    squashed = re.sub("[^a-z0-9]", "", name.lower())
    return _PARTS.search(squashed) is not None or not _WORDS.isdisjoint(_words_of(name))


def is_maybe_secret_name(name: str) -> bool:
    """Whether a name allows its value to be one."""
    return not _MAYBE.isdisjoint(_words_of(name))


def _words_of(name: str) -> list[str]:
    """The words of `accessToken`, `access_token`, `X-Access-Token2`."""
    return re.split("[^a-z]+", re.sub("([a-z])([A-Z])", r"\1 \2", name).lower())
