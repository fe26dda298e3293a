def split_words(text=None, **kwargs):
    """The words of a text, one item each."""
    import phantom.rules as phantom

    phantom.debug("splitting " + str(text))
    return [{"item": word} for word in text.split()]
