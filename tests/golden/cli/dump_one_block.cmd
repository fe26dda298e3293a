pbc compile playbooks/hello/hello_phishing.py --dump-ir=lift --only is_it_phishing --locs
