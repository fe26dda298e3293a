"""
Where is an address?
"""

import phantom.rules as phantom


@phantom.playbook_block()
def on_start(container):
    phantom.debug("on_start() called")

    # call 'geolocate_ip_1' block
    geolocate_ip_1(container=container)
    # call 'ip_reputation_3' block
    ip_reputation_3(container=container)

    return


@phantom.playbook_block()
def geolocate_ip_1(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("geolocate_ip_1() called")

    playbook_input_ip = phantom.collect2(container=container, datapath=["playbook_input:ip"])

    parameters = []

    # build parameters list for 'geolocate_ip_1' call
    for playbook_input_ip_item in playbook_input_ip:
        if playbook_input_ip_item[0] is not None:
            parameters.append({"ip": playbook_input_ip_item[0]})

    phantom.act("geolocate ip", parameters=parameters, name="geolocate_ip_1", assets=["maxmind"])

    return


@phantom.playbook_block()
def ip_reputation_3(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("ip_reputation_3() called")

    playbook_input_ip = phantom.collect2(container=container, datapath=["playbook_input:ip"])

    parameters = [{"ip": item[0]} for item in playbook_input_ip]

    phantom.act("ip reputation", parameters=parameters, name="ip_reputation_3", assets=["virustotal"])

    return


@phantom.playbook_block()
def on_finish(container, summary):
    phantom.debug("on_finish() called")

    geolocate_ip_1_result_data = phantom.collect2(container=container, datapath=["geolocate_ip_1:action_result.data.*.country_name"])

    phantom.save_playbook_output_data(output={"country": [item[0] for item in geolocate_ip_1_result_data]})

    return
