import phantom.rules as phantom
import json


def on_start(container):
    phantom.act("geolocate ip", parameters=[{"ip": "192.0.2.1"}, {"ip": "192.0.2.9"}], assets=["maxmind", "ipinfo"], callback=tell, name="geolocate_1")


def tell(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug([[run["asset"], run["status"], len(run["action_results"])] for run in results])
