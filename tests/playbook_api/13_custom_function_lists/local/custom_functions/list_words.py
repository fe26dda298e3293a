"""
The words of a text, as one object with a list
"""


def list_words(text=None, **kwargs):
    """
    Args:
        text

    Returns a JSON-serializable object that implements the configured data paths:
        words.*.item
    """
    ############################ Custom Code Goes Below This Line #################################
    import json
    import phantom.rules as phantom

    outputs = {"words": [{"item": word} for word in text.split()], "count": len(text.split())}

    # Return a JSON-serializable object
    assert json.dumps(outputs)  # Will raise an exception if the :outputs: object is not JSON-serializable
    return outputs
