pbc check playbooks/hello/hello_phishing.py --format=xml
