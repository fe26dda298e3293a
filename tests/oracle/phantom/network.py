# SPDX-License-Identifier: Apache-2.0
"""Addresses, networks and the addresses of REST."""

import ipaddress
import urllib.parse

from . import choices
from .api import reads


@reads
def valid_ip(ip=None):
    try:
        ipaddress.ip_address(ip)
    except ValueError:
        return False
    return isinstance(ip, str)


is_ip = valid_ip


@reads
def valid_net(net=None):
    try:
        ipaddress.ip_network(net, strict=False)
    except (ValueError, TypeError):
        return False
    return isinstance(net, str)


@reads
def address_in_network(ip=None, net=None):
    try:
        return ipaddress.ip_address(ip) in ipaddress.ip_network(net, strict=False)
    except (ValueError, TypeError):
        return False


@reads
def build_phantom_rest_url(*parts):
    quoted = (urllib.parse.quote(str(part).strip("/")) for part in parts)
    return f"{choices.BASE_URL}/rest/" + "/".join(quoted)
