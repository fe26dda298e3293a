// SPDX-License-Identifier: Apache-2.0
//
// Modules whose work a compiled playbook does not do, and facts about the machine that are the same on every one:
// subprocess, socket, multiprocessing, signal, getpass, platform. They can be imported; what would start a process or
// reach the network raises PermissionError with a text that says so.
#include "python/file_library.h"
#include "python/objects.h"

namespace pbc {
namespace {

[[noreturn]] void refuse(std::string_view what, std::string_view why) {
  raise_error(kPermissionError, joined({what, ": ", why}));
}

constexpr char kNoProcess[] = "a compiled playbook starts no processes and sends no signals";
constexpr char kNoNetwork[] = "a compiled playbook opens no connections of its own; use the actions of an app";

#define PBC_REFUSED(name, module, why)                                                             \
  {                                                                                                \
#name, [](const Value&, Value*) -> Value { refuse(module "." #name, why); }, "*args, **kwargs" \
  }

// --- subprocess ------------------------------------------------------------------------------------------------------

constinit const Type kSubprocessError{.name = "SubprocessError", .module = "subprocess", .base = &kException};
constinit const Type kCalledProcessError{
    .name = "CalledProcessError", .module = "subprocess", .base = &kSubprocessError};
constinit const Type kTimeoutExpired{.name = "TimeoutExpired", .module = "subprocess", .base = &kSubprocessError};

constexpr Method kSubprocessFunctions[] = {
    PBC_REFUSED(Popen, "subprocess", kNoProcess),      PBC_REFUSED(call, "subprocess", kNoProcess),
    PBC_REFUSED(check_call, "subprocess", kNoProcess), PBC_REFUSED(check_output, "subprocess", kNoProcess),
    PBC_REFUSED(getoutput, "subprocess", kNoProcess),  PBC_REFUSED(getstatusoutput, "subprocess", kNoProcess),
    PBC_REFUSED(run, "subprocess", kNoProcess),
};
constexpr Constant kSubprocessConstants[] = {
    {"PIPE", []() -> Value { return -1; }},
    {"STDOUT", []() -> Value { return -2; }},
    {"DEVNULL", []() -> Value { return -3; }},
};
constexpr const Type* kSubprocessTypes[] = {&kSubprocessError, &kCalledProcessError, &kTimeoutExpired};

// --- multiprocessing -------------------------------------------------------------------------------------------------

constexpr Method kMultiprocessingFunctions[] = {
    PBC_REFUSED(Manager, "multiprocessing", kNoProcess),
    PBC_REFUSED(Pipe, "multiprocessing", kNoProcess),
    PBC_REFUSED(Pool, "multiprocessing", kNoProcess),
    PBC_REFUSED(Process, "multiprocessing", kNoProcess),
    PBC_REFUSED(Queue, "multiprocessing", kNoProcess),
    {"cpu_count", [](const Value&, Value*) -> Value { return 1; }, "def"},
};

// --- signal ----------------------------------------------------------------------------------------------------------

constexpr Method kSignalFunctions[] = {
    PBC_REFUSED(alarm, "signal", kNoProcess),
    PBC_REFUSED(raise_signal, "signal", kNoProcess),
    PBC_REFUSED(setitimer, "signal", kNoProcess),
    {"signal", [](const Value&, Value*) -> Value { return 0; }, "signalnum, handler, /"},
    {"getsignal", [](const Value&, Value*) -> Value { return 0; }, "signalnum, /"},
};
constexpr Constant kSignalConstants[] = {
    {"SIGINT", []() -> Value { return 2; }},   {"SIGKILL", []() -> Value { return 9; }},
    {"SIGTERM", []() -> Value { return 15; }}, {"SIGALRM", []() -> Value { return 14; }},
    {"SIG_DFL", []() -> Value { return 0; }},  {"SIG_IGN", []() -> Value { return 1; }},
};

// --- socket ----------------------------------------------------------------------------------------------------------

constinit const Type kHostError{.name = "herror", .module = "socket", .base = &kOSError};
constinit const Type kAddressError{.name = "gaierror", .module = "socket", .base = &kOSError};

/// socket.inet_aton: four bytes.
Value inet_aton(const Value&, Value* a) {
  try {
    const Value address = import_from("ipaddress", "IPv4Address")({a[0]});
    return address.attr("packed");
  } catch (const Raised& raised) {
    if (!is_exception(raised.exception, kValueError)) throw;
    caught();
    raise_error(kOSError, "illegal IP address string passed to inet_aton");
  }
}
Value inet_ntoa(const Value&, Value* a) {
  if (!is_any_bytes(a[0])) raise_type_error("a bytes-like object is required, not '", type_name(a[0]), "'");
  if (as_bytes(a[0]).size() != 4) raise_error(kOSError, "packed IP wrong length");
  return make_str(to_str(import_from("ipaddress", "IPv4Address")({a[0]})));
}

Value inet_pton(const Value&, Value* a) {
  const bool is_6 = to_index(a[0]) == 10;
  try {
    const Value address =
        is_6 ? import_from("ipaddress", "IPv6Address")({a[1]}) : import_from("ipaddress", "IPv4Address")({a[1]});
    return address.attr("packed");
  } catch (const Raised& raised) {
    if (!is_exception(raised.exception, kValueError)) throw;
    caught();
    raise_error(kOSError, "illegal IP address string passed to inet_pton");
  }
}
Value inet_ntop(const Value&, Value* a) {
  const bool is_6 = to_index(a[0]) == 10;
  if (!is_any_bytes(a[1])) raise_type_error("a bytes-like object is required, not '", type_name(a[1]), "'");
  if (as_bytes(a[1]).size() != (is_6 ? 16u : 4u)) raise_value_error("invalid length of packed IP address string");
  return make_str(
      to_str(is_6 ? import_from("ipaddress", "IPv6Address")({a[1]}) : import_from("ipaddress", "IPv4Address")({a[1]})));
}

template <int Bytes>
Value swapped(const Value&, Value* a) {
  const auto number = static_cast<std::uint32_t>(to_index(a[0]));
  return Bytes == 2 ? Value(__builtin_bswap16(static_cast<std::uint16_t>(number))) : Value(__builtin_bswap32(number));
}

constexpr Method kSocketFunctions[] = {
    PBC_REFUSED(create_connection, "socket", kNoNetwork),
    PBC_REFUSED(getaddrinfo, "socket", kNoNetwork),
    PBC_REFUSED(gethostbyaddr, "socket", kNoNetwork),
    PBC_REFUSED(gethostbyname, "socket", kNoNetwork),
    PBC_REFUSED(gethostbyname_ex, "socket", kNoNetwork),
    PBC_REFUSED(getnameinfo, "socket", kNoNetwork),
    PBC_REFUSED(socket, "socket", kNoNetwork),
    PBC_REFUSED(socketpair, "socket", kNoNetwork),
    {"getfqdn", [](const Value&, Value*) -> Value { return "localhost"; }, "def name="},
    {"gethostname", [](const Value&, Value*) -> Value { return "localhost"; }, ""},
    {"getdefaulttimeout", [](const Value&, Value*) -> Value { return None; }, ""},
    {"setdefaulttimeout", [](const Value&, Value*) -> Value { return None; }, "timeout, /"},
    {"htonl", swapped<4>, "x, /"},
    {"htons", swapped<2>, "x, /"},
    {"inet_aton", inet_aton, "ip_addr, /"},
    {"inet_ntoa", inet_ntoa, "packed_ip, /"},
    {"inet_ntop", inet_ntop, "address_family, packed_ip, /"},
    {"inet_pton", inet_pton, "address_family, ip_string, /"},
    {"ntohl", swapped<4>, "x, /"},
    {"ntohs", swapped<2>, "x, /"},
};
constexpr Constant kSocketConstants[] = {
    {"AF_INET", []() -> Value { return 2; }},
    {"AF_INET6", []() -> Value { return 10; }},
    {"AF_UNIX", []() -> Value { return 1; }},
    {"SOCK_DGRAM", []() -> Value { return 2; }},
    {"SOCK_STREAM", []() -> Value { return 1; }},
    {"SOL_SOCKET", []() -> Value { return 1; }},
    {"SO_REUSEADDR", []() -> Value { return 2; }},
    {"error", []() -> Value { return type_value(kOSError); }},
    {"timeout", []() -> Value { return type_value(kTimeoutError); }},
};
constexpr const Type* kSocketTypes[] = {&kHostError, &kAddressError};

// --- getpass, platform -----------------------------------------------------------------------------------------------

constexpr Method kGetpassFunctions[] = {
    {"getpass", [](const Value&, Value*) -> Value { raise_error(kEOFError, "EOF when reading a line"); },
     "def prompt=, stream="},
    {"getuser", [](const Value&, Value*) -> Value { return "phantom"; }, "def"},
};

template <const auto& Text>
Value fixed(const Value&, Value*) {
  return make_str(Text);
}
constexpr char kLinux[] = "Linux", kLocalhost[] = "localhost", kRelease[] = "6.1", kVersion[] = "#1",
               kMachine[] = "x86_64", kNothing[] = "", kPython[] = "3.11.2", kCPython[] = "CPython",
               kPlatform[] = "Linux-6.1-x86_64-with-glibc2.36";

constexpr Method kPlatformFunctions[] = {
    {"machine", fixed<kMachine>, "def"},
    {"node", fixed<kLocalhost>, "def"},
    {"platform", fixed<kPlatform>, "def aliased=, terse="},
    {"processor", fixed<kNothing>, "def"},
    {"python_implementation", fixed<kCPython>, "def"},
    {"python_version", fixed<kPython>, "def"},
    {"python_version_tuple",
     [](const Value&, Value*) {
       return make_tuple({Value("3"), Value("11"), Value("2")});
     },
     "def"},
    {"release", fixed<kRelease>, "def"},
    {"system", fixed<kLinux>, "def"},
    {"version", fixed<kVersion>, "def"},
};

}  // namespace

constinit const Module kSubprocessModule{.name = "subprocess",
                                         .functions = kSubprocessFunctions,
                                         .constants = kSubprocessConstants,
                                         .types = kSubprocessTypes};
constinit const Module kMultiprocessingModule{.name = "multiprocessing", .functions = kMultiprocessingFunctions};
constinit const Module kSignalModule{.name = "signal", .functions = kSignalFunctions, .constants = kSignalConstants};
constinit const Module kSocketModule{
    .name = "socket", .functions = kSocketFunctions, .constants = kSocketConstants, .types = kSocketTypes};
constinit const Module kGetpassModule{.name = "getpass", .functions = kGetpassFunctions};
constinit const Module kPlatformModule{.name = "platform", .functions = kPlatformFunctions};

}  // namespace pbc
