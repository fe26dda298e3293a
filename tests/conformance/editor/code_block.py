# SPDX-License-Identifier: Apache-2.0
import json
run_data = {}


def save_run_data(key=None, value=None, auto=False):
    run_data[key] = value


def get_run_data(key=None):
    return run_data.get(key, '')


def decode_rows(container=None, rows=None, **kwargs):
    column_0 = [item[0] for item in rows]
    column_1 = [item[1] for item in rows]
    decode_rows__hosts = None
    decode_rows__count = None
    decode_rows__hosts = []
    for host, score in zip(column_0, column_1):
        if host and host not in decode_rows__hosts and score is not None and score >= 50:
            decode_rows__hosts.append(host)
    decode_rows__count = len(decode_rows__hosts)
    save_run_data(key="decode_rows:hosts", value=json.dumps(decode_rows__hosts))
    save_run_data(key="decode_rows:count", value=json.dumps(decode_rows__count))
    return


decode_rows(container={'id': 1}, rows=[['a', 70], [None, 90], ['b', 10], ['a', 99], ['c', 50.0]], handle=None)
hosts = json.loads(_ if (_ := get_run_data(key="decode_rows:hosts")) != "" else "null")
count = json.loads(_ if (_ := get_run_data(key="decode_rows:count")) != "" else "null")
none = json.loads(_ if (_ := get_run_data(key="decode_rows:none")) != "" else "null")
print(hosts, count, none, run_data)
