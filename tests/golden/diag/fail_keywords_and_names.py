class = 1
def lambda(x):
    pass
import
from phantom import
x = 1 if 2
async = 3
True = 4
