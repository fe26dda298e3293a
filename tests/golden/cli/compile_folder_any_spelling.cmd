pbc compile ./tests/golden/../golden/cli/folder/mail -o {tmp}/mail
