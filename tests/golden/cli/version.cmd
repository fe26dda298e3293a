pbc --version
