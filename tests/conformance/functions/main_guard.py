# SPDX-License-Identifier: Apache-2.0
value = 'module'
def main():
    '''Says its name.'''
    print(__name__, value, main.__name__, main.__doc__)
if __name__ == '__main__':
    main()
else:
    print('imported')
