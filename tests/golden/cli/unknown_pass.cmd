pbc compile playbooks/hello/hello_phishing.py --emit=ir --passes=fold-constant
