playbooks/hello/hello_phishing.py run playbooks/hello/malicious.event.json --strict
