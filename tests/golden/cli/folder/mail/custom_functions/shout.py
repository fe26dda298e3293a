def shout(text=None, **kwargs):
    return {"loud": text.upper() + "!"}
