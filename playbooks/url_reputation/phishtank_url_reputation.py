"""
Looks up every URL of its input in PhishTank, turns the three yes/no facts of each answer into one score, and hands back a report for people and observables for other playbooks. URLs that PhishTank could not answer are listed and never counted as safe.
"""


import phantom.rules as phantom
import json
from datetime import datetime, timedelta


@phantom.playbook_block()
def on_start(container):
    phantom.debug('on_start() called')

    # call 'ask_phishtank' block
    ask_phishtank(container=container)

    return

@phantom.playbook_block()
def ask_phishtank(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("ask_phishtank() called")

    # phantom.debug('Action: {0} {1}'.format(action['name'], ('SUCCEEDED' if success else 'FAILED')))

    ################################################################################
    # One look-up for every URL of the input.
    ################################################################################

    playbook_input_url = phantom.collect2(container=container, datapath=["playbook_input:url"])

    parameters = []

    # build parameters list for 'ask_phishtank' call
    for playbook_input_url_item in playbook_input_url:
        if playbook_input_url_item[0] is not None:
            parameters.append({
                "url": playbook_input_url_item[0],
            })

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # Write your custom code here...

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.act("url reputation", parameters=parameters, name="ask_phishtank", assets=["phishtank"], callback=split_answers)

    return


@phantom.playbook_block()
def split_answers(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("split_answers() called")

    ################################################################################
    # Answers go on to the rating, failures to the list of open questions.
    ################################################################################

    # collect filtered artifact ids and results for 'if' condition 1
    matched_artifacts_1, matched_results_1 = phantom.condition(
        container=container,
        conditions=[
            ["ask_phishtank:action_result.status", "==", "success"]
        ],
        name="split_answers:condition_1",
        delimiter=None)

    # call connected blocks if filtered artifacts or results
    if matched_artifacts_1 or matched_results_1:
        rate_urls(action=action, success=success, container=container, results=results, handle=handle, filtered_artifacts=matched_artifacts_1, filtered_results=matched_results_1)

    # collect filtered artifact ids and results for 'if' condition 2
    matched_artifacts_2, matched_results_2 = phantom.condition(
        container=container,
        conditions=[
            ["ask_phishtank:action_result.status", "==", "failed"]
        ],
        name="split_answers:condition_2",
        delimiter=None)

    # call connected blocks if filtered artifacts or results
    if matched_artifacts_2 or matched_results_2:
        list_unanswered(action=action, success=success, container=container, results=results, handle=handle, filtered_artifacts=matched_artifacts_2, filtered_results=matched_results_2)

    return


@phantom.playbook_block()
def rate_urls(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("rate_urls() called")

    ################################################################################
    # Rates each answered URL from 0 (harmless) to 100 (phishing) and names the 
    # level.
    ################################################################################

    filtered_result_0_data_split_answers = phantom.collect2(container=container, datapath=["filtered-data:split_answers:condition_1:ask_phishtank:action_result.parameter.url","filtered-data:split_answers:condition_1:ask_phishtank:action_result.summary.In_Database","filtered-data:split_answers:condition_1:ask_phishtank:action_result.summary.Verified","filtered-data:split_answers:condition_1:ask_phishtank:action_result.summary.Valid"])

    filtered_result_0_parameter_url = [item[0] for item in filtered_result_0_data_split_answers]
    filtered_result_0_summary_in_database = [item[1] for item in filtered_result_0_data_split_answers]
    filtered_result_0_summary_verified = [item[2] for item in filtered_result_0_data_split_answers]
    filtered_result_0_summary_valid = [item[3] for item in filtered_result_0_data_split_answers]

    rate_urls__scores = None
    rate_urls__levels = None
    rate_urls__highest = None

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # One entry per answer, in the order of the answers. Adjust the points to taste;
    # "unknown" is no praise, so it stands above what was looked at and cleared.
    rate_urls__scores = []
    rate_urls__levels = []
    rate_urls__highest = 0

    for position in range(len(filtered_result_0_parameter_url)):
        listed = filtered_result_0_summary_in_database[position]
        verified = filtered_result_0_summary_verified[position]
        valid = filtered_result_0_summary_valid[position]

        if not listed:
            points, level = 20, "unknown"
        elif verified and valid:
            points, level = 100, "phishing"
        elif verified:
            points, level = 5, "cleared"
        else:
            points, level = 60, "reported"

        rate_urls__scores.append(points)
        rate_urls__levels.append(level)
        if points > rate_urls__highest:
            rate_urls__highest = points

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.save_run_data(key="rate_urls:scores", value=json.dumps(rate_urls__scores))
    phantom.save_run_data(key="rate_urls:levels", value=json.dumps(rate_urls__levels))
    phantom.save_run_data(key="rate_urls:highest", value=json.dumps(rate_urls__highest))

    write_report(container=container)

    return


@phantom.playbook_block()
def write_report(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("write_report() called")

    ################################################################################
    # One table row per answered URL.
    ################################################################################

    template = """### PhishTank: what is known about the URLs\n\n| URL | level | score | PhishTank entry |\n| --- | --- | --- | --- |\n%%\n| {0} | {1} | {2} | {3} |\n%%\n"""

    # parameter list for template variable replacement
    parameters = [
        "filtered-data:split_answers:condition_1:ask_phishtank:action_result.parameter.url",
        "rate_urls:custom_function:levels",
        "rate_urls:custom_function:scores",
        "filtered-data:split_answers:condition_1:ask_phishtank:action_result.data.*.phish_detail_page"
    ]

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # Write your custom code here...

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.format(container=container, template=template, parameters=parameters, name="write_report")

    build_observables(container=container)

    return


@phantom.playbook_block()
def build_observables(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("build_observables() called")

    ################################################################################
    # Packs each rated URL into the dictionary that the calling playbook reads.
    ################################################################################

    filtered_result_0_data_split_answers = phantom.collect2(container=container, datapath=["filtered-data:split_answers:condition_1:ask_phishtank:action_result.parameter.url","filtered-data:split_answers:condition_1:ask_phishtank:action_result.data.*.phish_id","filtered-data:split_answers:condition_1:ask_phishtank:action_result.data.*.phish_detail_page","filtered-data:split_answers:condition_1:ask_phishtank:action_result.data.*.verified_at"])
    rate_urls__scores = json.loads(_ if (_ := phantom.get_run_data(key="rate_urls:scores")) != "" else "null")  # pylint: disable=used-before-assignment
    rate_urls__levels = json.loads(_ if (_ := phantom.get_run_data(key="rate_urls:levels")) != "" else "null")  # pylint: disable=used-before-assignment

    filtered_result_0_parameter_url = [item[0] for item in filtered_result_0_data_split_answers]
    filtered_result_0_data___phish_id = [item[1] for item in filtered_result_0_data_split_answers]
    filtered_result_0_data___phish_detail_page = [item[2] for item in filtered_result_0_data_split_answers]
    filtered_result_0_data___verified_at = [item[3] for item in filtered_result_0_data_split_answers]

    build_observables__observables = None

    ################################################################################
    ## Custom Code Start
    ################################################################################

    build_observables__observables = []

    for position in range(len(filtered_result_0_parameter_url)):
        score = rate_urls__scores[position]
        observable = {
            "value": filtered_result_0_parameter_url[position],
            "type": "url",
            "source": "PhishTank",
            "reputation": {"score": score, "level": rate_urls__levels[position]},
            "malicious": score >= 60,
        }
        if filtered_result_0_data___phish_id[position] is not None:
            observable["evidence"] = {
                "id": str(filtered_result_0_data___phish_id[position]),
                "link": filtered_result_0_data___phish_detail_page[position],
                "verified_at": filtered_result_0_data___verified_at[position],
            }
        build_observables__observables.append(observable)

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.save_run_data(key="build_observables:observables", value=json.dumps(build_observables__observables))

    return


@phantom.playbook_block()
def list_unanswered(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.debug("list_unanswered() called")

    ################################################################################
    # URLs that remain open, with the reason PhishTank gave.
    ################################################################################

    template = """### PhishTank: not answered\n\n%%\n- {0} ({1})\n%%\n"""

    # parameter list for template variable replacement
    parameters = [
        "filtered-data:split_answers:condition_2:ask_phishtank:action_result.parameter.url",
        "filtered-data:split_answers:condition_2:ask_phishtank:action_result.message"
    ]

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # Write your custom code here...

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.format(container=container, template=template, parameters=parameters, name="list_unanswered")

    return


@phantom.playbook_block()
def on_finish(container, summary):
    phantom.debug("on_finish() called")

    filtered_result_0_data_split_answers = phantom.collect2(container=container, datapath=["filtered-data:split_answers:condition_2:ask_phishtank:action_result.parameter.url"])
    write_report = phantom.get_format_data(name="write_report")
    list_unanswered = phantom.get_format_data(name="list_unanswered")
    build_observables__observables = json.loads(_ if (_ := phantom.get_run_data(key="build_observables:observables")) != "" else "null")  # pylint: disable=used-before-assignment
    rate_urls__highest = json.loads(_ if (_ := phantom.get_run_data(key="rate_urls:highest")) != "" else "null")  # pylint: disable=used-before-assignment

    filtered_result_0_parameter_url = [item[0] for item in filtered_result_0_data_split_answers]

    report_combined_value = phantom.concatenate(write_report, list_unanswered)
    unanswered_combined_value = phantom.concatenate(filtered_result_0_parameter_url, dedup=True)

    output = {
        "observable": build_observables__observables,
        "report": report_combined_value,
        "highest_score": rate_urls__highest,
        "unanswered": unanswered_combined_value,
    }

    ################################################################################
    ## Custom Code Start
    ################################################################################

    # Write your custom code here...

    ################################################################################
    ## Custom Code End
    ################################################################################

    phantom.save_playbook_output_data(output=output)

    return