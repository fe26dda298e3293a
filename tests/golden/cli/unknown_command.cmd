pbc complie playbooks/hello/hello_phishing.py
