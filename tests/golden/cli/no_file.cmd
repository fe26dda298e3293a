pbc compile
