pbc run playbooks/hello/hello_phishing.py no_such_event.json
