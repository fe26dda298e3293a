pbc graph playbooks/hello/hello_phishing.py --format=mermiad
