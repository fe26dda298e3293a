pbc compile playbooks/hello/hello_phishing.py -o {tmp}/hello
