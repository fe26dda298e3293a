pbc compile --emit=cpp --stats playbooks/hello/hello_phishing.py -o {tmp}/hello.cpp
