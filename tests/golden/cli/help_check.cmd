pbc check --help
