"""Web addresses in one spelling, so that one page has one id."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit

MAX_LENGTH = 4000
_PORTS = {"http": 80, "https": 443}
_TRACKING = re.compile(r"^(?:utm_[a-z_]+|fbclid|gclid|mc_cid|mc_eid)$", re.IGNORECASE)


def is_url(path: str) -> bool:
    """Whether a PATH is meant as an address: it has a scheme and two slashes."""
    return re.match(r"^[A-Za-z][A-Za-z0-9+.-]{1,20}://", path) is not None


def canonical_url(address: str) -> str | None:
    """The address in its one spelling; None if it is no http(s) address.

    The host in lower case; default port, user name, fragment and tracking parameters dropped; the rest as given.
    """
    parts = _split(address)
    if parts is None:
        return None
    host = host_of(address) or ""
    name = f"[{host}]" if ":" in host else host
    port = f":{parts.port}" if parts.port not in (None, _PORTS[parts.scheme]) else ""
    query = "&".join(pair for pair in parts.query.split("&") if pair and not _TRACKING.match(pair.partition("=")[0]))
    return f"{parts.scheme}://{name}{port}{parts.path or '/'}{'?' + query if query else ''}"


def host_of(address: str) -> str | None:
    """The host of an http(s) address in lower case, without port; None if it is none."""
    parts = _split(address)
    return parts.hostname.rstrip(".") if parts and parts.hostname else None


def outlet_host(address: str) -> str | None:
    """The host as a reader knows the site by: without `www.` and the like."""
    host = host_of(address)
    return re.sub(r"^(?:www\d?|m|amp)\.(?=[^.]+\.)", "", host) if host else None


def _split(address: str) -> SplitResult | None:
    address = address.strip()
    if len(address) > MAX_LENGTH or re.search(r"[\x00-\x20\x7f\\<>\"\ud800-\udfff]", address):
        return None
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return None
    return parts if parts.scheme in _PORTS and (parts.hostname or "").strip(".") else None
