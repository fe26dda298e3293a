"""Custom functions on texts and times."""

import phantom.rules as phantom


def on_start(container):
    text = "Hosts 192.0.2.1, 198.51.100.255 and 192.0.2.1; not 256.1.1.1, 1.2.3.4.5 or 1.2.3. Last: 203.0.113.9."
    phantom.custom_function(custom_function="community/regex_extract_ipv4", name="addresses", parameters=[{"input_string": text}, {"input_string": "none here"}, {}])
    text = "From: Ann <ann.lee+x@mail.example.com>, bob@example.org; bob@example.org, not@here"
    phantom.custom_function(custom_function="community/regex_extract_email", name="mails", parameters=[{"input_string": text}, {"input_string": None}])
    urls = ["https://ann:pw@WWW.Example.com:8443/a/b;p?q=1&r=2#top", "example.com/path", "", "http://example.com:port/"]
    phantom.custom_function(custom_function="community/url_parse", name="urls", parameters=[{"input_url": url} for url in urls])
    parameters = [
        {"input_datetime": "2024-02-28T23:30:00.5Z", "modification_unit": "minutes", "amount_to_modify": 45},
        {"input_datetime": "2024-02-28 10:00:00", "input_format_string": "%Y-%m-%d %H:%M:%S", "modification_unit": "days", "amount_to_modify": "-90", "output_format_string": "%d.%m.%Y"},
        {"input_datetime": 86400, "input_format_string": "epoch", "modification_unit": "weeks", "amount_to_modify": 1, "output_format_string": "epoch"},
        {"modification_unit": "hours", "amount_to_modify": 0.5},
        {"input_datetime": "2024-01-01T00:00:00+02:00", "output_format_string": "%Y-%m-%dT%H:%M:%S%z"},
        {"input_datetime": "yesterday"},
        {"input_datetime": "2024-01-01", "modification_unit": "moons", "amount_to_modify": 1},
        {"input_datetime": "2024-01-01", "modification_unit": "days", "amount_to_modify": "many"},
    ]
    phantom.custom_function(custom_function="community/datetime_modify", name="times", parameters=parameters, callback=check)


def column(block, path):
    return phantom.collect2(datapath=f"{block}:custom_function_result.{path}")


def expect(found, expected):
    phantom.debug(found)
    if found != expected:
        raise AssertionError(f"expected {expected}")


def check(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    expect(column("addresses", "data.*.extracted_ipv4")[:4], ["192.0.2.1", "198.51.100.255", "203.0.113.9", None])
    expect(column("addresses", "success"), [True, True, False])
    expect(column("mails", "data.*.email_address")[:3], ["ann.lee+x@mail.example.com", "bob@example.org", "bob@example.org"])
    expect(column("mails", "data.*.domain")[:2], ["mail.example.com", "example.org"])
    expect(column("mails", "message")[1], "input_string is missing")
    expect(column("urls", "data.hostname"), ["www.example.com", None, None, None])
    expect(column("urls", "data.port"), [8443, None, None, None])
    expect(column("urls", "data")[0]["path"], "/a/b")
    expect(column("urls", "data")[0]["params"], "p")
    expect(column("urls", "data.netloc")[0], "ann:pw@WWW.Example.com:8443")
    expect(column("urls", "data.output_url")[:2], ["https://ann:pw@WWW.Example.com:8443/a/b;p?q=1&r=2#top", "example.com/path"])
    expect(column("urls", "success"), [True, True, False, False])
    expect(column("times", "data.datetime_string")[:5], ["2024-02-29T00:15:00.500000Z", "30.11.2023", "691200", "2024-05-01T12:30:00.000000Z", "2024-01-01T00:00:00+0200"])
    expect(column("times", "data.seconds_modified")[:5], [2700, -7776000, 604800, 1800, 0])
    expect(column("times", "data.epoch_time")[:5], [1709165700.5, 1701338400.0, 691200.0, 1714566600.0, 1704060000.0])
    expect(column("times", "success"), [True] * 5 + [False] * 3)
    expect(column("times", "message")[6:], ["modification_unit must be one of seconds, minutes, hours, days, weeks, not 'moons'", "amount_to_modify must be a number, not 'many'"])


def on_finish(container, summary):
    return
