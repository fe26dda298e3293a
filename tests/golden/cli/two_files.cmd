pbc compile a.py b.py
