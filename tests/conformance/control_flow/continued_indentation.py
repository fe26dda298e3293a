# A backslash may stand where a line's indentation would; what it goes on to counts.
def inner(n):
\
    values = [1, 2, 3]
    return values[n]


for i in range(2):
  \
    print(inner(i))
  print('same block')
if True:
    \
\
print('one line')
print('after')
