pbc explain playbooks/hello/hello_phishing.py --format=jsno
