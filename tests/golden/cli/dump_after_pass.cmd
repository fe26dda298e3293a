pbc compile playbooks/hello/hello_phishing.py --dump-ir=prune-unreachable --only look_up_links
