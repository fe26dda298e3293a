pbc compile playbooks/hello/hello_phishing.py --dump-ir=lifted
