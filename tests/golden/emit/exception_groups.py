def collect(errors):
    """Except clauses that share one exception."""
    seen = []
    try:
        raise ExceptionGroup("several", errors)
    except* ValueError as group:
        seen.extend(group.exceptions)
    except* (TypeError, KeyError):
        raise
    finally:
        seen.append("end")
    return seen


print(collect([ValueError(1)]))
