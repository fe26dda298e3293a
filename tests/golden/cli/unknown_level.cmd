pbc compile playbooks/hello/hello_phishing.py -O3
