pbc compile --emit=ir playbooks/hello/hello_phishing.py -o {tmp}/hello.pbir
