"""Signs of attacks that no application sends itself: what probes and exploits are made of."""

from __future__ import annotations

import re

_SIGNS = {
    "script that proves itself": (
        r"<(?:script|svg|img|iframe|body|details)\b.{0,200}?(?:alert|prompt|confirm)\b"
        r"|javascript:.{0,40}?(?:alert|prompt|confirm)\b|document\.cookie"
    ),
    "SQL union of made-up columns": (
        r"\bunion\b(?: all)?(?: distinct)? select (?:null|[0-9'@(]|char)"
    ),
    "SQL tautology": (
        r"['\"][ )]{0,4}(?:or|and|\|\||&&) ?\(*['\"]?([a-z0-9]{1,16})['\"]? ?(?:=|like) ?['\"]?\1"
    ),
    "SQL that waits or reads the schema": (
        r"\b(?:sleep|benchmark|pg_sleep)\([0-9]|waitfor delay '|information_schema\."
        r"|xp_cmdshell|\binto (?:out|dump)file\b|(?:extractvalue|updatexml)\("
    ),
    "way to a system's file": (
        r"(?:\.\./|\.\.\\){2}|/etc/(?:passwd|shadow)|[\\/]win\.ini|boot\.ini|/proc/self/"
    ),
    "shell command behind a separator": (
        r"[;|&`]\s{0,4}(?:(?:id|whoami|uname|ifconfig)\b|(?:cat|ls|dir|type) [/c]|(?:nc|ping) -)"
        r"|\$\((?:cat|id|whoami|uname|wget|curl|nc)\b"
    ),
    "lookup by JNDI": r"\$\{(?:jndi|lower|upper|env|::-j)",
    "external entity": r"<!entity\b.{0,80}?\bsystem\b",
    "template that computes": r"(?:\{\{|\$\{|#\{|<%=) ?[0-9]{1,8} ?\* ?['\"]?[0-9]{1,8}",
    "code of PHP": (
        r"<\?php|(?:system|passthru|shell_exec|assert|eval)\(\$_|php://(?:input|filter)|phpinfo\("
    ),
    "include of the server": r"<!--#(?:exec|include|echo)",
}
_COMPILED = {name: re.compile(source, re.DOTALL) for name, source in _SIGNS.items()}


def attack_sign(text: str) -> str | None:
    """The name of the first sign that a normalised text shows, if any."""
    return next((name for name, sign in _COMPILED.items() if sign.search(text)), None)
