pbc check --stats --format=json playbooks/hello/hello_phishing.py
