def datetime_modify(input_datetime=None, input_format_string=None, modification_unit=None, amount_to_modify=None, output_format_string=None, **kwargs):
    """
    Shifts a time and writes it in another form.

    Args:
        input_datetime: the time; without it, now in UTC
        input_format_string: how it is written, in the codes of strptime, or "epoch" for seconds since 1970;
            without it, ISO 8601
        modification_unit: seconds, minutes, hours, days or weeks
        amount_to_modify: how many of them later; a negative number is earlier
        output_format_string: how the result is written, in the codes of strftime, or "epoch";
            without it, %Y-%m-%dT%H:%M:%S.%fZ

    Returns an object:
        datetime_string: the shifted time as text
        epoch_time: in seconds since 1970; a time without a zone counts as UTC
        seconds_modified: how far it was shifted
    """
    from datetime import datetime, timedelta, timezone

    units = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86400, "weeks": 604800}

    def read(value, form):
        if form == "epoch":
            return datetime.fromtimestamp(float(value), timezone.utc).replace(tzinfo=None)
        if form:
            return datetime.strptime(str(value), form)
        text = str(value).strip()
        return datetime.fromisoformat(text[:-1] if text[-1:] in ("Z", "z") else text)

    try:
        amount = float(amount_to_modify) if amount_to_modify not in (None, "") else 0
    except (TypeError, ValueError):
        raise ValueError(f"amount_to_modify must be a number, not '{amount_to_modify}'") from None
    unit = str(modification_unit).strip().lower() if modification_unit else ""
    if unit and not unit.endswith("s"):
        unit += "s"
    if amount and unit not in units:
        raise ValueError(f"modification_unit must be one of {', '.join(units)}, not '{modification_unit}'")
    if input_datetime in (None, ""):
        time = datetime.now(timezone.utc).replace(tzinfo=None)
    else:
        try:
            time = read(input_datetime, input_format_string)
        except (TypeError, ValueError, OverflowError) as error:
            raise ValueError(f"input_datetime cannot be read: {error}") from None
    shift = amount * units.get(unit, 1)
    time += timedelta(seconds=shift)
    zoned = time if time.tzinfo else time.replace(tzinfo=timezone.utc)
    epoch = zoned.timestamp()
    if output_format_string == "epoch":
        text = str(int(epoch))
    else:
        text = time.strftime(output_format_string or "%Y-%m-%dT%H:%M:%S.%fZ")
    return {
        "datetime_string": text,
        "epoch_time": epoch,
        "seconds_modified": int(shift) if shift == int(shift) else shift,
    }
