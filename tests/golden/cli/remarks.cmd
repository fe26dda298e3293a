pbc compile --remarks --emit=ir tests/golden/diag/unreachable_block.py -o {tmp}/x.pbir
