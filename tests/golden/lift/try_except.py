def read(row):
    try:
        value = row["value"]
    except (KeyError, TypeError) as error:
        value = str(error)
        raise ValueError("no value") from error
    except Exception:
        raise
    else:
        value += 1
    finally:
        print("done")
    return value
