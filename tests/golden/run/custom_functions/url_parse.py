def url_parse(input_url=None, **kwargs):
    """Stands in the way of the function of this name that comes with pbc."""
    return {"scheme": "our own"}
