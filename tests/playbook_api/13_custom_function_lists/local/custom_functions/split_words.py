"""
Words of a text, each as an object
"""


def split_words(text=None, **kwargs):
    """
    Args:
        text

    Returns a JSON-serializable object that implements the configured data paths:
        item
    """
    ############################ Custom Code Goes Below This Line #################################
    import json
    import phantom.rules as phantom

    outputs = [{"item": word} for word in text.split()]

    # Return a JSON-serializable object
    assert json.dumps(outputs)  # Will raise an exception if the :outputs: object is not JSON-serializable
    return outputs
