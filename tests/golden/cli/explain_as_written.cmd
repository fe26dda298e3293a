pbc explain playbooks/hello/hello_phishing.py -O0
