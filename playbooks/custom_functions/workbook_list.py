def workbook_list(**kwargs):
    """
    Lists the workbook templates of the platform.

    Returns a list:
        *.id, *.name, *.description, *.status, *.is_default, *.is_note_required, *.creator, *.create_time,
        *.modified_time: of a template, None where the platform does not say
    """
    import phantom.rules as phantom

    url = phantom.build_phantom_rest_url("workbook_template")
    response = phantom.requests.get(url, params={"page_size": 0}, verify=False)
    if not response.ok:
        raise RuntimeError(f"the workbooks cannot be read: {response.json().get('message')}")
    fields = ("id", "name", "description", "status", "is_default", "is_note_required", "creator", "create_time", "modified_time")
    return [{field: workbook.get(field) for field in fields} for workbook in response.json()["data"]]
