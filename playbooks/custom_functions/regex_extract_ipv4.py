def regex_extract_ipv4(input_string=None, **kwargs):
    """
    Finds IPv4 addresses in a text.

    Args:
        input_string: the text

    Returns a list:
        *.input_value: the text
        *.extracted_ipv4: an address in it, in the order of occurrence, each once; None when it has none
    """
    import re

    if input_string is None:
        raise ValueError("input_string is missing")
    text = str(input_string)
    octet = r"(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"
    # Neither a part of a longer number nor of a longer chain of numbers; a full stop may follow.
    pattern = rf"(?<![0-9.])(?:{octet}\.){{3}}{octet}(?![0-9])(?!\.[0-9])"
    addresses = list(dict.fromkeys(re.findall(pattern, text))) or [None]
    return [{"input_value": text, "extracted_ipv4": address} for address in addresses]
