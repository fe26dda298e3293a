pbc compile playbooks/hello/hello_phishing.py --dump-ir=lift --only no_such_block
