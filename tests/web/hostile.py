# ruff: noqa: E501
"""Two hundred strings that want to be more than text, and articles that have them in every field."""

from __future__ import annotations

import json
from pathlib import Path

MARK = "zqx"
"""Every string carries this word, by which it is found again on a page."""

_TAGS = (
    "<script>alert('zqx')</script>", "<img src=x onerror=alert('zqx')>", "<svg onload=alert('zqx')>", "<b>zqx</b>",
    "<svg><script href=data:,alert(1)>zqx</script></svg>", "<iframe src=javascript:alert(1)>zqx", "<a href=javascript:alert(1)>zqx</a>",
    "<style>*{display:none}</style>zqx", "<link rel=stylesheet href=//zqx.example>", "<meta http-equiv=refresh content='0;url=//zqx.example'>",
    "<base href=//zqx.example/>", "<form action=//zqx.example><button>", "<input autofocus onfocus=alert('zqx')>", "<details open ontoggle=alert('zqx')>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert('zqx')>", "<body onload=alert('zqx')>", "<object data=zqx.swf>",
    "<embed src=zqx>", "<template>zqx</template>", "<plaintext>zqx", "<xmp>zqx", "<textarea>zqx</textarea>", "<title>zqx</title>", "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>zqx",
    "<!--zqx", "-->zqx", "<![CDATA[zqx]]>", "<?xml zqx?>", "<!DOCTYPE zqx>", "</main></body></html>zqx", "</title><script>zqx</script>", "</textarea><script>zqx</script>",
    "</script><script>zqx</script>", "<video><source onerror=alert('zqx')>", "<marquee onstart=alert('zqx')>", "<select autofocus onfocus=alert('zqx')>",
    "<x data-hx-get=/zqx data-hx-trigger=load>", "<div hx-get=/zqx hx-trigger=load>", "<button data-hx-post=/decide>zqx", "<a id=s=0-1>zqx</a>",
)  # fmt: skip
_BREAKS = (
    '"zqx', "'zqx", "`zqx", '"><zqx>', "'><zqx>", '" onmouseover="alert(1)" zqx="', "' onmouseover='alert(1)' zqx='", "` onload=alert(1) zqx=`",
    '" autofocus onfocus=alert(1) zqx="', "\\\"><zqx>", "&quot;><zqx>", "&#34;><zqx>", "&lt;script&gt;zqx", "&amp;lt;zqx", "%3Cscript%3Ezqx", "\\u003cscript\\u003ezqx",
    "\\x3czqx\\x3e", "&NewLine;zqx", "&zqx;", "&#0;zqx", "&#x110000;zqx", "zqx & zqx", "zqx < zqx > zqx", "<<zqx>>", "<zqx", "zqx>", "</zqx>", "<zqx/>", "< zqx>", "<\tzqx>",
)  # fmt: skip
_URLS = (
    "javascript:alert('zqx')", "JaVaScRiPt:alert('zqx')", "java\tscript:alert('zqx')", " javascript:alert('zqx')", "\x01javascript:alert('zqx')",
    "data:text/html,<script>zqx</script>", "vbscript:zqx", "file:///etc/zqx", "//zqx.example", "\\\\zqx.example", "http://zqx.example/\"onclick=alert(1)",
    "https://zqx.example/<script>", "https://zqx.example/?a=1&b=2'\"", "http:zqx", "blob:zqx", "about:zqx", "view-source:zqx", "https://user:zqx@example.org/", "ftp://zqx", "mailto:zqx",
)  # fmt: skip
_TEMPLATES = (
    "{{ 7*7 }}zqx", "{% raw %}zqx", "{# zqx #}", "{{ config }}zqx", "{{ ''.__class__.__mro__ }}zqx", "${7*7}zqx", "#{7*7}zqx", "<%= zqx %>", "[[zqx]]", "{zqx}", "%(zqx)s", "%s%n zqx",
    "{0.__class__}zqx", "{{constructor.constructor('alert(1)')()}}zqx", "{% include 'base.html' %}zqx", "{{ to('front') }}zqx", "{%endblock%}zqx", "zqx{{", "}}zqx", "{% zqx",
)  # fmt: skip
_FORMULAS = (
    "=1+1 zqx", "+zqx", "-zqx", "@zqx", "=cmd|' /C calc'!A0 zqx", "=HYPERLINK(\"http://zqx\")", "\tzqx", "\rzqx", "=IMPORTXML(zqx)", "'=zqx", "|zqx|", "**zqx**", "# zqx", "[zqx](javascript:alert(1))",
    "![zqx](x)", "<zqx@example.org>", "~~zqx~~", "`zqx`", "---\nzqx", "| zqx | zqx |",
)  # fmt: skip
_CHARACTERS = (
    "\u202ezqx\u202c", "\u2066zqx\u2069", "\u200fzqx", "\u061czqx", "\u200bz\u200bqx zqx", "\u200dzqx", "\ufeffzqx", "\u00adzqx", "zqx\u0301\u0301\u0301\u0301\u0301\u0301", "\U000e0041zqx", "\U0001f600zqx", "\x1b[31mzqx",
    "\x07zqx", "\x08zqx", "\x7fzqx", "\x85zqx", "\u2028zqx", "\u2029zqx", "\ufffezqx", "\uffffzqx", "ﬀzqx", "ＺＱＸ zqx", "＜script＞zqx", "zqx" + "\u0e47" * 60, "אבג zqx דה", "مرحبا zqx", "zqx\u034f", "\u180ezqx", "\ue000zqx",
    "\ufff9zqx\ufffa\ufffb",
)  # fmt: skip
_PATHS = (
    "../../zqx", "..\\..\\zqx", "/etc/zqx", "CON zqx", "zqx.html", "zqx/../..", "%2e%2e%2fzqx", "zqx?x=1#y", "zqx#s=0-1", "zqx%00.html", "a/b/zqx", "~zqx", "$(zqx)", "`zqx`;ls", "zqx\nSet-Cookie: a=b",
    "zqx; rm -rf", "' OR 1=1 -- zqx", "zqx\"; DROP TABLE line; --", "zqx*", "NEAR(zqx",
)  # fmt: skip
_LONG = ("zqx " * 200, "zqx" + "<" * 500, "zqx" + "&" * 500, "zqx" + "{" * 500, "zqx" + '"' * 500)
_SHAPES = tuple(f"<{tag} onerror=alert(1) onload=alert(1)>zqx</{tag}>" for tag in ("audio", "image", "frameset", "isindex", "keygen", "animate", "set", "use", "foreignObject", "blink", "table", "td", "dialog", "slot", "portal"))  # fmt: skip

STRINGS = (*_TAGS, *_BREAKS, *_URLS, *_TEMPLATES, *_FORMULAS, *_CHARACTERS, *_PATHS, *_LONG, *_SHAPES)
HUGE = f"{MARK} <script>alert(1)</script> " * 33_000
"""A title of about a megabyte."""


def write(path: Path) -> Path:
    """A JSON Lines file whose articles have the strings in id, title, outlet, address, kind and text."""
    rows = []
    for number, string in enumerate((*STRINGS, HUGE)):
        short = string[:4_000]
        rows.append(
            {
                "id": f"{number}-{short[:60]}", "title": string, "outlet": f"{short} {number}", "url": short,
                "published": f"2022-05-{number % 28 + 1:02d}", "language": "en",
                "text": (
                    f"PARIS, 10 May 2022 - French President Emmanuel Macron met German Chancellor Olaf Scholz in Paris on "
                    f"Tuesday. “We agree on {short} and more,” Macron told Scholz. Scholz asked France to stop {short} "
                    f"this year. It is unlikely that Germany will accept {short} by June 2023, Macron said.\n\n{short}\n"
                ),
            }
        )  # fmt: skip
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path
