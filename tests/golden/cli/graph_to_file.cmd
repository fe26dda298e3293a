pbc graph playbooks/hello/hello_phishing.py --format=svg -o {tmp}/hello.svg
