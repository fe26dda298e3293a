"""
Calls itself
"""


def again(n=None, **kwargs):
    import phantom.rules as phantom

    phantom.custom_function(custom_function="local/again", parameters=[{"n": n + 1}], name="again_1")
    return {"n": n}
