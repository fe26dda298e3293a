// SPDX-License-Identifier: Apache-2.0
#include "io/live_library.h"

#include <dlfcn.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "io/input.h"

namespace pbc::io {

namespace {

constexpr const char* kLibrary = "libpbc_live.so";

/// The library beside the file that this code is in: an executable, or the runtime as a library.
std::string beside_this() {
  Dl_info here{};
  if (dladdr(reinterpret_cast<const void*>(&open_gateway), &here) == 0 || here.dli_fname == nullptr) return kLibrary;
  return std::filesystem::path(here.dli_fname).parent_path() / kLibrary;
}

/// Found where the pbc is that made this executable (its run path), where the system's loader looks, beside this code,
/// or where $PBC_LIVE_LIBRARY says.
void* load() {
  const char* chosen = std::getenv("PBC_LIVE_LIBRARY");
  const bool is_chosen = chosen != nullptr && *chosen != '\0';
  void* library = dlopen(is_chosen ? chosen : kLibrary, RTLD_NOW | RTLD_LOCAL);
  const std::string problem = library == nullptr ? dlerror() : "";
  if (library == nullptr && !is_chosen) library = dlopen(beside_this().c_str(), RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr)
    throw InputError{"cannot load what reaches the outside: " + problem +
                     "; install pbc here, or name the library in PBC_LIVE_LIBRARY"};
  return library;
}

template <typename Function>
Function find(const char* symbol) {
  // It stays loaded to the end: threads of its own run in it.
  static void* const library = load();
  auto* const found = reinterpret_cast<Function>(dlsym(library, symbol));
  if (found == nullptr) throw InputError{std::string(kLibrary) + " is of another version of pbc than this executable"};
  return found;
}

}  // namespace

std::unique_ptr<live::Gateway> open_gateway(const live::Options& options) {
  std::string error;
  std::unique_ptr<live::Gateway> gateway(find<live::Open>(live::kOpenSymbol)(options, &error));
  if (!gateway) throw InputError{error};
  return gateway;
}

std::unique_ptr<live::Computer> open_computer() {
  std::string error;
  std::unique_ptr<live::Computer> computer(find<live::OpenComputer>(live::kOpenComputerSymbol)(&error));
  if (!computer) throw InputError{error};
  return computer;
}

std::unique_ptr<triage::Triage> open_triage(const triage::Opening& opening) {
  std::string error;
  std::unique_ptr<triage::Triage> triage(find<triage::Open>(triage::kOpenSymbol)(opening, &error));
  if (!triage) throw InputError{error};
  return triage;
}

std::unique_ptr<serve::Server> open_server(const serve::Options& options, serve::Front front) {
  std::string error;
  std::unique_ptr<serve::Server> server(find<serve::Open>(serve::kOpenSymbol)(options, std::move(front), &error));
  if (!server) throw InputError{error};
  return server;
}

live::MailEvent read_mail(const std::string& file, std::string_view bytes) {
  live::MailEvent event;
  std::string error;
  if (!find<live::ReadMail>(live::kReadMailSymbol)(bytes, &event, &error)) throw InputError{file + ": " + error};
  return event;
}

}  // namespace pbc::io
