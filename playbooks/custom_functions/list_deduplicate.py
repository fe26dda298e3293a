def list_deduplicate(input_list=None, **kwargs):
    """
    Drops repetitions from a list.

    Args:
        input_list: a list of values of any type

    Returns a list:
        *.item: each value once, in the order of first occurrence
    """
    if input_list is None:
        return []
    values = input_list if isinstance(input_list, (list, tuple)) else [input_list]
    outputs = []
    for value in values:
        item = {"item": value}
        if not any(item == known and type(value) is type(known["item"]) for known in outputs):
            outputs.append(item)
    return outputs
