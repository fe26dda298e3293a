// SPDX-License-Identifier: Apache-2.0
#include "phantom/vault.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "phantom/plain.h"
#include "phantom/reply.h"
#include "python/files.h"
#include "python/hashes.h"
#include "python/values.h"

namespace pbc::engine {

namespace {

constexpr std::string_view kNoFile = "no such file in the vault";

/// The item as calls show it: with its container.
Value shown(const Run& run, const Value& item) {
  Value record = dict({{"container_id", run.container_id()}});
  for (const Table::Entry& entry : as_dict(item).entries_in_place())
    as_dict(record).set(entry.key, copy_deep(entry.value));
  return record;
}

std::int64_t next_id(const Values& items) {
  std::int64_t highest = 0;
  for (const Value& item : items)
    if (const Value* id = member(item, "id"); id && id->is(Tag::kInt)) highest = std::max(highest, id->as_int());
  return highest + 1;
}

bool agrees(const Value& record, const char* field, const Value& wanted) {
  if (!is_given(wanted)) return true;
  const Value* own = member(record, field);
  return own && is_same(*own, wanted);
}

/// The bytes of a file in the run's directory, read as Python code would.
std::string read_file(const Value& path) {
  const Value file = py("open")({path, "rb"});
  const Value content = file.call("read");
  file.call("close");
  return as_bytes(content);
}

Value path_of(const Value& file_location) {
  const std::string text = to_str(file_location);
  const std::size_t slash = text.rfind('/');
  return make_str(slash == text.npos ? text : text.substr(slash + 1));
}

Value file_info(const Value&, Value* a) {
  Run& run = Run::current();
  Values found = find_vault_items(run, or_default(a[0], Value()), or_default(a[1], Value()), or_default(a[2], Value()));
  return make_list(std::move(found));
}

Value file_path(const Value&, Value* a) {
  const Values found = find_vault_items(Run::current(), a[0], Value(), Value());
  const Value* path = found.empty() ? nullptr : member(found[0], "path");
  return path ? *path : Value(None);
}

constexpr Method kMethods[] = {
    {"get_file_info", file_info, "def vault_id=, file_name=, container_id=, trace=", Binding::kStatic},
    {"get_file_path", file_path, "def vault_id", Binding::kStatic},
};

}  // namespace

constinit const Type kVaultType{
    .name = "Vault",
    .module = "phantom.rules",
    .methods = [] { return std::span<const Method>(kMethods); },
};

Values find_vault_items(Run& run, const Value& vault_id, const Value& file_name, const Value& container_id) {
  const bool is_any = !is_given(vault_id) && !is_given(file_name) && !is_given(container_id);
  const Value owner = is_any || is_given(container_id) ? id_of_container(run, container_id) : Value();
  Values found;
  for (const Value& item : run.shared.resource("vault")) {
    Value record = shown(run, item);
    if (agrees(record, "vault_id", vault_id) && agrees(record, "name", file_name) &&
        agrees(record, "container_id", owner))
      found.push_back(std::move(record));
  }
  return found;
}

VaultContent content_of(const std::string& bytes) {
  return {bytes.size(), hashes::to_hex(hashes::md5(bytes)), hashes::to_hex(hashes::sha1(bytes)),
          hashes::to_hex(hashes::sha256(bytes))};
}

Value add_vault_item(Run& run, const VaultContent& content, const Value& name, const Value& path, const Value& metadata,
                     std::string_view mime_type) {
  const Value vault_id = make_str(content.sha1);
  Values& items = run.shared.resource("vault");
  const bool is_known = std::ranges::any_of(items, [&](const Value& item) {
    return agrees(item, "vault_id", vault_id) && agrees(item, "name", name) &&
           agrees(shown(run, item), "container_id", run.container_id());
  });
  if (is_known) return vault_id;
  Value about = is_given(metadata) && metadata.is(Tag::kDict) ? copy_deep(metadata) : make_dict();
  set_member(about, "md5", make_str(content.md5));
  set_member(about, "sha1", vault_id);
  set_member(about, "sha256", make_str(content.sha256));
  const Value* contains = member(about, "contains");
  const Value* container_name = member(run.container, "name");
  items.push_back(dict({{"id", next_id(items)},
                        {"vault_id", vault_id},
                        {"name", name},
                        {"aka", list({name})},
                        {"container", container_name ? *container_name : Value("")},
                        {"container_id", run.container_id()},
                        {"create_time", run.now_text()},
                        {"path", path},
                        {"size", content.size},
                        {"user", ""},
                        {"mime_type", make_str(std::string(mime_type))},
                        {"metadata", about},
                        {"contains", contains ? copy_deep(*contains) : make_list()},
                        {"hash", vault_id}}));
  return vault_id;
}

VaultFile read_vault_file(Case& shared, std::string_view vault_id, std::size_t most) {
  const Value wanted = make_str(std::string(vault_id));
  const Value* found = nullptr;
  for (const Value& item : shared.resource("vault")) {
    if (!agrees(item, "vault_id", wanted)) continue;
    const Value* owner = member(item, "container_id");
    const bool is_own = owner == nullptr || is_same(*owner, shared.container_id());
    if (found == nullptr || is_own) found = &item;
    if (is_own) break;
  }
  const std::string called = "`" + std::string(vault_id) + "`";
  VaultFile file;
  if (found == nullptr) {
    file.problem = called + " is not in the vault";
    return file;
  }
  const auto text = [&](const char* field) {
    const Value* value = member(*found, field);
    return value != nullptr && value->is_str() ? std::string(value->text()) : std::string();
  };
  file.name = text("name").empty() ? std::string(vault_id) : text("name");
  file.mime_type = text("mime_type");
  const auto fail = [&](const std::string& why) {
    file.problem = "the vault's file " + called + " " + why;
    return file;
  };
  const std::string path = text("path");
  if (path.empty()) return fail("has no path");
  files::Descriptor opened;
  struct stat about {};
  int error = files::open(path, O_RDONLY, 0, &opened);
  if (error == 0 && fstat(opened.get(), &about) != 0) error = errno;
  if (error == files::kLeadsOut || error == files::kNoRegularFile) return fail("is none of the run's files: " + path);
  if (error != 0) return fail("cannot be read: " + std::generic_category().message(error));
  const auto size = static_cast<std::size_t>(about.st_size);
  if (size > most)
    return fail("is too large: it has " + std::to_string(size) + " bytes, and " + std::to_string(most) +
                " more may be sent");
  file.bytes.resize(size);
  for (std::size_t done = 0; done < size;) {
    const ssize_t count = read(opened.get(), file.bytes.data() + done, size - done);
    if (count <= 0) return fail("cannot be read to its end");
    done += static_cast<std::size_t>(count);
  }
  // What vault_add has taken stays where the playbook can write.
  const Value* metadata = member(*found, "metadata");
  const Value* known = metadata != nullptr ? member(*metadata, "sha1") : nullptr;
  if (known != nullptr && known->is_str() && known->text() != hashes::to_hex(hashes::sha1(file.bytes)))
    return fail("has changed since it was put there");
  return file;
}

}  // namespace pbc::engine

namespace pbc::phantom {

using namespace pbc::engine;

/// (success, message, items)
Value vault_info(const vault_info_arguments& arguments) {
  Values found = find_vault_items(Run::current(), arguments.vault_id, arguments.file_name, arguments.container_id);
  return found.empty() ? failed(kNoFile, make_list()) : succeeded(make_list(std::move(found)));
}

/// Takes a file of the run's directory into the vault; (success, message, vault id).
Value vault_add(const vault_add_arguments& arguments) {
  Run& run = Run::current();
  run.trace_call(arguments);
  if (!run.is_own_container(arguments.container)) return failed(unknown_container(arguments.container), None);
  if (!is_given(arguments.file_location)) return failed("file_location is missing", None);
  if (!arguments.file_location.is_str()) return failed("file_location must be a text", None);
  try {
    const Value name = or_default(arguments.file_name, path_of(arguments.file_location));
    return succeeded(add_vault_item(run, content_of(read_file(arguments.file_location)), name, arguments.file_location,
                                    or_default(arguments.metadata, None)));
  } catch (const Raised& raised) {
    const std::string why = to_str(raised.exception);
    caught();
    return failed(why, None);
  }
}

/// (success, message, names of the files that are gone)
Value vault_delete(const vault_delete_arguments& arguments) {
  Run& run = Run::current();
  run.trace_call(arguments);
  Values& items = run.shared.resource("vault");
  const bool is_anything = is_given(arguments.vault_id) || is_given(arguments.file_name) ||
                           is_given(arguments.container_id) || bool(or_default(arguments.remove_all, false));
  if (!is_anything) return failed("name a file: vault_id, file_name, container_id or remove_all", make_list());
  const Value owner =
      is_given(arguments.container_id) ? id_of_container(run, arguments.container_id) : Value(run.container_id());
  Values names;
  erase_if(items, [&](const Value& item) {
    const bool is_meant = agrees(item, "vault_id", arguments.vault_id) && agrees(item, "name", arguments.file_name) &&
                          agrees(shown(run, item), "container_id", owner);
    const Value* name = member(item, "name");
    if (is_meant) names.push_back(name ? *name : Value(None));
    return is_meant;
  });
  return names.empty() ? failed(kNoFile, make_list()) : succeeded(make_list(std::move(names)));
}

Value get_vault_item_info(const get_vault_item_info_arguments& arguments) {
  return make_list(find_vault_items(Run::current(), or_default(arguments.vault_id, None), Value(), Value()));
}

/// The path of the file, or None.
Value get_vault_file(const get_vault_file_arguments& arguments) {
  const Values found = find_vault_items(Run::current(), or_default(arguments.vault_id, None), Value(), Value());
  const Value* path = found.empty() ? nullptr : member(found[0], "path");
  return path ? *path : Value(None);
}

}  // namespace pbc::phantom
