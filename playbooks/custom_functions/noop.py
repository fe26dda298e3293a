def noop(**kwargs):
    """
    Does nothing: a place in the flow where branches meet or a callback is wanted.

    Returns: an empty object.
    """
    return {}
