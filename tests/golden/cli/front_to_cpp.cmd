pbc compile --emit=cpp tests/golden/cli/front
