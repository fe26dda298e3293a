pbc check --stats playbooks/hello/hello_phishing.py playbooks/phishme_respond/phishme_email_investigate_and_respond.py
