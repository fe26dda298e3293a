def url_parse(input_url=None, **kwargs):
    """
    Takes a URL apart.

    Args:
        input_url: the URL

    Returns an object:
        scheme, netloc, path, params, query, fragment: the parts, empty where there is none
        hostname: the host in lower case, without user and port
        port: a number, or None
        output_url: the parts put together again
    """
    from urllib.parse import urlparse

    if not isinstance(input_url, str) or not input_url.strip():
        raise ValueError("input_url must be a text that is not empty")
    parts = urlparse(input_url.strip())
    return {
        "scheme": parts.scheme,
        "netloc": parts.netloc,
        "path": parts.path,
        "params": parts.params,
        "query": parts.query,
        "fragment": parts.fragment,
        "hostname": parts.hostname,
        "port": parts.port,
        "output_url": parts.geturl(),
    }
