pbc compile tests/golden/cli/folder/mail/custom_functions
