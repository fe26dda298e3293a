pbc explain playbooks/hello
