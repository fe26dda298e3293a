playbooks/hello/hello_phishing.py run --help
