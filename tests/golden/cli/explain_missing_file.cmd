pbc explain
