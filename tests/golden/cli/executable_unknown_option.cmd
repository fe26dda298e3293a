playbooks/hello/hello_phishing.py run --wrold w.json
