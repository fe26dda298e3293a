// SPDX-License-Identifier: Apache-2.0
//
// The modules errno and stat (Python library reference, errno, stat): numbers by name.
#include <sys/stat.h>

#include <cerrno>

#include "python/library.h"
#include "python/objects.h"

namespace pbc {
namespace {

template <int Number>
Value number() {
  return Number;
}

#define PBC_ERRORS(X) \
  X(EPERM)            \
  X(ENOENT)           \
  X(ESRCH)            \
  X(EINTR)            \
  X(EIO)              \
  X(ENXIO)            \
  X(E2BIG)            \
  X(ENOEXEC)          \
  X(EBADF)            \
  X(ECHILD)           \
  X(EAGAIN)           \
  X(ENOMEM)           \
  X(EACCES)           \
  X(EFAULT)           \
  X(ENOTBLK)          \
  X(EBUSY)            \
  X(EEXIST)           \
  X(EXDEV)            \
  X(ENODEV)           \
  X(ENOTDIR)          \
  X(EISDIR)           \
  X(EINVAL)           \
  X(ENFILE)           \
  X(EMFILE)           \
  X(ENOTTY)           \
  X(ETXTBSY)          \
  X(EFBIG)            \
  X(ENOSPC)           \
  X(ESPIPE)           \
  X(EROFS)            \
  X(EMLINK)           \
  X(EPIPE)            \
  X(EDOM)             \
  X(ERANGE)           \
  X(ENAMETOOLONG)     \
  X(ENOLCK)           \
  X(ENOSYS)           \
  X(ENOTEMPTY)        \
  X(ELOOP)            \
  X(ENOMSG)           \
  X(EIDRM)            \
  X(ECHRNG)           \
  X(EL2NSYNC)         \
  X(EL3HLT)           \
  X(EL3RST)           \
  X(ELNRNG)           \
  X(EUNATCH)          \
  X(ENOCSI)           \
  X(EL2HLT)           \
  X(EBADE)            \
  X(EBADR)            \
  X(EXFULL)           \
  X(ENOANO)           \
  X(EBADRQC)          \
  X(EBADSLT)          \
  X(EBFONT)           \
  X(ENOSTR)           \
  X(ENODATA)          \
  X(ETIME)            \
  X(ENOSR)            \
  X(ENONET)           \
  X(ENOPKG)           \
  X(EREMOTE)          \
  X(ENOLINK)          \
  X(EADV)             \
  X(ESRMNT)           \
  X(ECOMM)            \
  X(EPROTO)           \
  X(EMULTIHOP)        \
  X(EDOTDOT)          \
  X(EBADMSG)          \
  X(EOVERFLOW)        \
  X(ENOTUNIQ)         \
  X(EBADFD)           \
  X(EREMCHG)          \
  X(ELIBACC)          \
  X(ELIBBAD)          \
  X(ELIBSCN)          \
  X(ELIBMAX)          \
  X(ELIBEXEC)         \
  X(EILSEQ)           \
  X(ERESTART)         \
  X(ESTRPIPE)         \
  X(EUSERS)           \
  X(ENOTSOCK)         \
  X(EDESTADDRREQ)     \
  X(EMSGSIZE)         \
  X(EPROTOTYPE)       \
  X(ENOPROTOOPT)      \
  X(EPROTONOSUPPORT)  \
  X(ESOCKTNOSUPPORT)  \
  X(EPFNOSUPPORT)     \
  X(EAFNOSUPPORT)     \
  X(EADDRINUSE)       \
  X(EADDRNOTAVAIL)    \
  X(ENETDOWN)         \
  X(ENETUNREACH)      \
  X(ENETRESET)        \
  X(ECONNABORTED)     \
  X(ECONNRESET)       \
  X(ENOBUFS)          \
  X(EISCONN)          \
  X(ENOTCONN)         \
  X(ESHUTDOWN)        \
  X(ETOOMANYREFS)     \
  X(ETIMEDOUT)        \
  X(ECONNREFUSED)     \
  X(EHOSTDOWN)        \
  X(EHOSTUNREACH)     \
  X(EALREADY)         \
  X(EINPROGRESS)      \
  X(ESTALE)           \
  X(EUCLEAN)          \
  X(ENOTNAM)          \
  X(ENAVAIL)          \
  X(EISNAM)           \
  X(EREMOTEIO)        \
  X(EDQUOT)           \
  X(ENOMEDIUM)        \
  X(EMEDIUMTYPE)      \
  X(ECANCELED)        \
  X(ENOKEY)           \
  X(EKEYEXPIRED)      \
  X(EKEYREVOKED)      \
  X(EKEYREJECTED)     \
  X(EOWNERDEAD)       \
  X(ENOTRECOVERABLE)  \
  X(ERFKILL)

constexpr Constant kErrors[] = {
#define PBC_CONSTANT(name) {#name, number<name>},
    PBC_ERRORS(PBC_CONSTANT)
#undef PBC_CONSTANT
        {"EWOULDBLOCK", number<EWOULDBLOCK>},
    {"errorcode",
     [] {
       return dict({
#define PBC_ITEM(name) {Value(name), #name},
           PBC_ERRORS(PBC_ITEM)
#undef PBC_ITEM
       });
     }},
};

constexpr Constant kStatConstants[] = {
    {"S_IFDIR", number<S_IFDIR>}, {"S_IFREG", number<S_IFREG>}, {"S_IFLNK", number<S_IFLNK>},
    {"S_IRUSR", number<S_IRUSR>}, {"S_IWUSR", number<S_IWUSR>}, {"S_IXUSR", number<S_IXUSR>},
    {"S_IRGRP", number<S_IRGRP>}, {"S_IWGRP", number<S_IWGRP>}, {"S_IXGRP", number<S_IXGRP>},
    {"S_IROTH", number<S_IROTH>}, {"S_IWOTH", number<S_IWOTH>}, {"S_IXOTH", number<S_IXOTH>},
    {"S_IRWXU", number<S_IRWXU>}, {"S_IRWXG", number<S_IRWXG>}, {"S_IRWXO", number<S_IRWXO>},
    {"ST_MODE", number<0>},       {"ST_SIZE", number<6>},       {"ST_ATIME", number<7>},
    {"ST_MTIME", number<8>},      {"ST_CTIME", number<9>},
};

std::int64_t kind_of(const Value* a) { return to_index(a[0]) & S_IFMT; }

/// stat.filemode: "-rw-r--r--"
Value filemode(const Value&, Value* a) {
  const std::int64_t mode = to_index(a[0]);
  std::string text(1, kind_of(a) == S_IFDIR ? 'd' : kind_of(a) == S_IFLNK ? 'l' : kind_of(a) == S_IFREG ? '-' : '?');
  for (int bit = 8; bit >= 0; --bit) text += (mode >> bit & 1) == 0 ? '-' : "xwr"[bit % 3];
  return make_str(text);
}

constexpr Method kStatFunctions[] = {
    {"S_ISDIR", [](const Value&, Value* a) -> Value { return kind_of(a) == S_IFDIR; }, "mode, /"},
    {"S_ISREG", [](const Value&, Value* a) -> Value { return kind_of(a) == S_IFREG; }, "mode, /"},
    {"S_ISLNK", [](const Value&, Value* a) -> Value { return kind_of(a) == S_IFLNK; }, "mode, /"},
    {"S_IMODE", [](const Value&, Value* a) -> Value { return to_index(a[0]) & 07777; }, "mode, /"},
    {"S_IFMT", [](const Value&, Value* a) -> Value { return kind_of(a); }, "mode, /"},
    {"filemode", filemode, "mode, /"},
};

}  // namespace

constinit const Module kErrnoModule{.name = "errno", .constants = kErrors};
constinit const Module kStatModule{.name = "stat", .functions = kStatFunctions, .constants = kStatConstants};

}  // namespace pbc
