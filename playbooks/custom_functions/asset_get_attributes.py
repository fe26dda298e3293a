def asset_get_attributes(asset=None, **kwargs):
    """
    Reads what the platform knows of an asset.

    Args:
        asset: the name of the asset, or its id

    Returns an object:
        id, name, configuration, tags, description, product_name, product_vendor, product_version, type, version:
        of the asset, None where it has none
    """
    import phantom.rules as phantom

    if asset in (None, ""):
        raise ValueError("asset is missing")
    url = phantom.build_phantom_rest_url("asset")
    response = phantom.requests.get(url, params={"page_size": 0}, verify=False)
    if not response.ok:
        raise RuntimeError(f"the assets cannot be read: {response.json().get('message')}")
    assets = response.json()["data"]
    found = [item for item in assets if item.get("name") == asset]
    found += [item for item in assets if str(item.get("id")) == str(asset)]
    if not found:
        raise ValueError(f"there is no asset '{asset}'")
    fields = ("id", "name", "configuration", "tags", "description", "product_name", "product_vendor", "product_version", "type", "version")
    return {field: found[0].get(field) for field in fields}
