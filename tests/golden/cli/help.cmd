pbc --help
