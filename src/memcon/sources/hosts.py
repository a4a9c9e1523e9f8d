"""Which network addresses a host name may be fetched from."""

from __future__ import annotations

import ipaddress
import socket

from memcon.errors import FetchError

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
# Prefixes that carry an IPv4 address inside: NAT64 (RFC 6052) and its local-use range (RFC 8215).
_NAT64 = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))


def allowed_addresses(host: str, port: int, *, allow_private: bool, source: str) -> tuple[str, ...]:
    """The addresses that `host` resolves to, for the connection to be made to these and no others.

    FetchError if any of them is private, loopback, link-local (the metadata services of clouds among them),
    multicast or reserved, in whatever spelling it stands, unless `allow_private`.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise FetchError(f"the host {host} is not known", source=source) from None
    addresses = tuple(dict.fromkeys(str(entry[4][0]) for entry in found))
    for address in addresses:
        if not allow_private and not is_public(address):
            raise FetchError(
                f"{host} is at the private or reserved address {address}; --allow-private permits it", source=source
            )
    if not addresses:
        raise FetchError(f"the host {host} has no address", source=source)
    return addresses


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet, also by the IPv4 address that it may carry inside."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return all(one.is_global and not one.is_multicast and not one.is_reserved for one in (found, *_inside(found)))


def _inside(address: _Address) -> tuple[_Address, ...]:
    if isinstance(address, ipaddress.IPv4Address):
        return ()
    found: list[_Address] = [one for one in (address.ipv4_mapped, address.sixtofour) if one is not None]
    if address.teredo is not None:
        found.extend(address.teredo)
    if any(address in network for network in _NAT64) or address in ipaddress.ip_network("::/96"):
        found.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return tuple(found)
