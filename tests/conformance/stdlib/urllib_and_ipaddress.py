# SPDX-License-Identifier: Apache-2.0
from urllib.parse import urlparse, quote, unquote, urlencode, parse_qs, urljoin, quote_plus, parse_qsl, urlsplit
import ipaddress
for url in ['https://user:pw@Example.com:8443/a/b;p?x=1&y=2#frag', 'http://[::1]:80/', 'mailto:bob@example.com', '/relative?q', '', 'example.com/path', 'http://host', 'ftp://h/%20x']:
    p = urlparse(url)
    print(p, p.scheme, p.netloc, p.path, p.params, p.query, p.fragment, p.hostname, p.port, p.username, p.geturl())
print(quote('a b/c?d=é&'), quote('a/b', safe=''), unquote('a%20b%C3%A9%zz'), quote_plus('a b&'), urlencode({'a': 1, 'b': 'x y'}), urlencode({'k': [1, 2]}, doseq=True), parse_qs('a=1&a=2&b=&c'), parse_qsl('a=1&b=%20'), urljoin('http://a/b/c', '../d'), urlsplit('http://a/b?c')[1:3])
for text in ['10.1.2.3', '::1', '256.1.1.1', '1.2.3', 'x', '10.0.0.0/8', '2001:db8::8:800:200c:417a']:
    try:
        address = ipaddress.ip_address(text)
        print(address, repr(address), address.version, address.is_private, address.is_loopback, address in ipaddress.ip_network('10.0.0.0/8'))
    except ValueError as error:
        print(error)
for text in ['10.0.0.0/8', '10.1.2.3/8', '10.1.2.3', '1.2.3.4/33', 'a/b']:
    try:
        network = ipaddress.ip_network(text)
        print(network, network.num_addresses, network.netmask, list(network)[:2] if network.num_addresses < 5 else '')
    except ValueError as error:
        print(error)
print(ipaddress.ip_network('10.1.2.3/8', strict=False), ipaddress.ip_address('10.0.0.1') < ipaddress.ip_address('10.0.0.2'), int(ipaddress.ip_address('1.2.3.4')), str(ipaddress.ip_address('2001:DB8::0')))
