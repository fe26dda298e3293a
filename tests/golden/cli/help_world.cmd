pbc world --help
