pbc graph playbooks/hello/hello_phishing.py -o {tmp}/none/hello.dot
