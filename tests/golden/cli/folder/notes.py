import requests


def kind(answer):
    match answer:
        case {"kind": kind}:
            return kind


print(kind(requests.get("https://example.com").json()))
