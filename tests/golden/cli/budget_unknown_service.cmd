pbc budget --quota virustotl=9/day tests/golden/cli/budget/spread.py
