def list_demux(input_list=None, **kwargs):
    """
    Takes a list out of its cell, so that later blocks see its elements one by one.

    Args:
        input_list: a list, or its JSON text

    Returns a list:
        *.output: each element
    """
    import json

    values = input_list
    if isinstance(values, str):
        try:
            values = json.loads(values)
        except ValueError:
            values = None
    if not isinstance(values, (list, tuple)):
        raise ValueError("input_list is neither a list nor the JSON text of one")
    return [{"output": element} for element in values]
