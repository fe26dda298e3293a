pbc run playbooks/hello/hello_phishing.py playbooks/hello/malicious.event.json --world playbooks/hello/malicious.world.json
