pbc compile --help
