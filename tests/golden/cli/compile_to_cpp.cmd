pbc compile --emit=cpp playbooks/hello/hello_phishing.py -o {tmp}/hello.cpp
