def regex_extract_email(input_string=None, **kwargs):
    """
    Finds mail addresses in a text.

    Args:
        input_string: the text

    Returns a list:
        *.email_address: an address in the text, in the order of occurrence
        *.domain: what follows its @
    """
    import re

    if input_string is None:
        raise ValueError("input_string is missing")
    label = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
    pattern = rf"[A-Za-z0-9_%+-]+(?:\.[A-Za-z0-9_%+-]+)*@(?:{label}\.)+[A-Za-z]{{2,}}"
    outputs = []
    for address in re.findall(pattern, str(input_string)):
        outputs.append({"email_address": address, "domain": address.split("@")[1]})
    return outputs
