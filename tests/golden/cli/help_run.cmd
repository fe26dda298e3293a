pbc run --help
