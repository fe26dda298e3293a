pbc
