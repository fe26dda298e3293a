playbooks/hello/hello_phishing.py run playbooks/hello/clean.event.json --world playbooks/hello/clean.world.json --trace {tmp}/trace --ledger {tmp}/ledger --result {tmp}/result
