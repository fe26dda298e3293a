# SPDX-License-Identifier: Apache-2.0
EOVERFLOW, EIO, E2BIG, BUFSIZ, RAND_MAX = 1, 2, 3, 4, 5
SEEK_SET = 'seek'
linux = unix = 'system'
LC_ALL, CPU_COUNT, CLOCK_REALTIME, PTHREAD_CANCELED = range(4)
BIG_ENDIAN = 'big'


class TMP_MAX:
    EXIT_SUCCESS = RAND_MAX
    TIME_UTC = 9

    def alloca(self, EINVAL=SEEK_SET, *, WNOHANG=unix):
        L_tmpnam = EINVAL
        return [be16toh for be16toh in (L_tmpnam, WNOHANG, self.TIME_UTC)]


def NFDBITS(va_list, va_start=1, FILENAME_MAX=2):
    def P_tmpdir():
        return va_list, va_start, FILENAME_MAX, EIO
    return P_tmpdir()


print(EOVERFLOW, EIO, E2BIG, BUFSIZ, RAND_MAX, SEEK_SET, linux, LC_ALL, CPU_COUNT, CLOCK_REALTIME, PTHREAD_CANCELED)
print(TMP_MAX.EXIT_SUCCESS, TMP_MAX().alloca(WNOHANG=BIG_ENDIAN), NFDBITS(0, va_start=7))
