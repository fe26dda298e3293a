pbc compile playbooks/hello/hello_phishing.py --optimise
