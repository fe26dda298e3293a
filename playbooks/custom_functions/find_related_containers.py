def find_related_containers(value_list=None, minimum_match_count=None, container=None, earliest_time=None, filter_status=None, filter_label=None, filter_severity=None, filter_in_case=None, field_list=None, **kwargs):
    """
    Finds other containers that have indicators in common with this one.

    Args:
        value_list: values of indicators; without it and field_list, all indicators of the container
        minimum_match_count: how many of them a container needs at least: a number, or "all"; without it, one
        container: the container or its id; without it, the current one
        earliest_time: only containers made since, as "-30d" (m, h, d, w, mon or y) or as an ISO 8601 time
        filter_status, filter_label, filter_severity: only containers with one of these, a list or a text with commas
        filter_in_case: true or false: only containers that are, or are not, in a case
        field_list: fields of the container's artifacts whose values are looked for

    Returns a list, most matches first:
        *.container_id, *.container_name, *.container_status, *.container_type, *.container_severity, *.container_label: of a container
        *.container_indicator_match_count: how many indicators it has in common
        *.indicator_ids: which
        *.in_case, *.container_url: whether it is part of a case; its address
    """
    import hashlib
    import json
    import re
    from datetime import datetime, timedelta, timezone

    import phantom.rules as phantom

    def items(value):
        values = value if isinstance(value, (list, tuple)) else str(value).split(",") if value not in (None, "") else []
        found = []
        for item in values:
            found += item if isinstance(item, list) else [item]
        return [str(item).strip() for item in found if item is not None and str(item).strip()]

    def read(*path, **params):
        response = phantom.requests.get(phantom.build_phantom_rest_url(*path), params={"page_size": 0, **params}, verify=False)
        if not response.ok:
            raise RuntimeError(f"{'/'.join(str(part) for part in path)} cannot be read: {response.json().get('message')}")
        return response.json()

    def time_of(text):
        text = str(text).strip()
        relative = re.fullmatch(r"-\s*([0-9]+)\s*(m|h|d|w|mon|y)", text)
        if relative:
            seconds = {"m": 60, "h": 3600, "d": 86400, "w": 604800, "mon": 2592000, "y": 31536000}[relative.group(2)]
            return datetime.now(timezone.utc) - timedelta(seconds=int(relative.group(1)) * seconds)
        try:
            time = datetime.fromisoformat(text[:-1] if text.endswith("Z") else text)
        except ValueError:
            raise ValueError(f"earliest_time must be as -30d or an ISO 8601 time, not '{text}'") from None
        return time if time.tzinfo else time.replace(tzinfo=timezone.utc)

    container_id = container.get("id") if isinstance(container, dict) else container
    if container_id in (None, ""):
        container_id = phantom.get_current_container_id_()
    if not str(container_id).isdigit():
        raise ValueError(f"container must be a container or its id, not '{container}'")
    container_id = int(container_id)
    in_case = str(filter_in_case).strip().lower()
    if in_case not in ("true", "false", "none", ""):
        raise ValueError(f"filter_in_case must be true or false, not '{filter_in_case}'")
    minimum = str(minimum_match_count or 1).strip().lower()
    if minimum != "all" and not minimum.isdigit():
        raise ValueError(f"minimum_match_count must be a number or all, not '{minimum_match_count}'")
    since = time_of(earliest_time) if earliest_time else None

    values = items(value_list)
    fields = items(field_list)
    if fields or not values:
        for artifact in read("container", container_id, "artifacts")["data"]:
            for key, value in artifact["cef"].items():
                if not fields or key in fields:
                    values += [str(one) for one in (value if isinstance(value, list) else [value]) if one not in (None, "")]
    digests = [hashlib.sha256(value.encode()).hexdigest() for value in dict.fromkeys(values)]
    indicators = read("indicator", _filter_value_hash__in=json.dumps(digests), timerange="all")["data"] if digests else []

    shared = {}
    for indicator in indicators:
        common = read("indicator_common_container", indicator_ids=indicator["id"])
        for entry in common if isinstance(common, list) else common.get("data") or []:
            shared.setdefault(entry["container_id"], []).append(indicator["id"])
    shared.pop(container_id, None)
    least = len(indicators) if minimum == "all" else int(minimum)
    related = {key: ids for key, ids in shared.items() if len(ids) >= least}
    if not related:
        return []

    outputs = []
    for found in read("container", _filter_id__in=json.dumps(list(related)))["data"]:
        wanted = (("status", filter_status), ("label", filter_label), ("severity", filter_severity))
        if any(items(words) and str(found.get(field)).lower() not in [word.lower() for word in items(words)] for field, words in wanted):
            continue
        if in_case in ("true", "false") and bool(found.get("in_case")) != (in_case == "true"):
            continue
        if since and found.get("create_time") and time_of(found["create_time"]) < since:
            continue
        outputs.append(
            {
                "container_id": found["id"],
                "container_name": found.get("name"),
                "container_status": found.get("status"),
                "container_type": found.get("container_type"),
                "container_severity": found.get("severity"),
                "container_label": found.get("label"),
                "container_indicator_match_count": len(related[found["id"]]),
                "indicator_ids": related[found["id"]],
                "in_case": bool(found.get("in_case")),
                "container_url": f"{phantom.get_base_url()}/mission/{found['id']}",
            }
        )
    return sorted(outputs, key=lambda output: (-output["container_indicator_match_count"], output["container_id"]))
