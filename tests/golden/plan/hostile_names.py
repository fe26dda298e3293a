"""
</p></title><script>alert("description")</script>
"""

import phantom.rules as phantom


def on_start(container):
    if "</text><script>alert(1)</script>" in container["name"] and container['label'] != '"]; end %%{init: {}}%%':
        quotes(container=container)
    if phantom.decision(container=container, conditions=[["artifact:*.cef.\"]-->", "==", "\\\"\n&lt;`<b>`#quot;"]]):
        endings(container=container)


def quotes(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    """--> <!-- ]]> \\N \\G " ' & &quot;"""
    phantom.act('"]; b0 -> b0 [URL="javascript:alert(1)"', parameters=[{}], name="a\"\\", assets=["<svg onload='alert(1)'>", "b\\"], callback=endings)


def endings(action=None, success=None, container=None, results=None, handle=None, filtered_artifacts=None, filtered_results=None, custom_function=None, **kwargs):
    phantom.act("url reputation", parameters=[{}], name="end\nsubgraph x", assets=["end", "%%{init: {'theme':'x'}}%%", "\u202egpj.exe", "\x1b[31m", "`code`"])
    phantom.set_severity(container, "]]></svg>")
    phantom.playbook("local/\"><script>", container)
