// SPDX-License-Identifier: Apache-2.0
//
// The module zipfile (Python library reference, zipfile). An open archive is held in memory as a whole; one that is
// written reaches its file when it is closed.
#include <algorithm>
#include <map>

#include "python/calendar.h"
#include "python/clock.h"
#include "python/deflate.h"
#include "python/file_library.h"
#include "python/file_objects.h"
#include "python/os.h"
#include "python/posix_path.h"
#include "python/zip_archive.h"

namespace pbc {
namespace {

constinit const Type kBadZipFile{.name = "BadZipFile", .module = "zipfile", .base = &kException};
constinit const Type kLargeZipFile{.name = "LargeZipFile", .module = "zipfile", .base = &kException};
extern const Type kZipInfoType, kZipFileType, kZipExtFileType, kZipWriteFileType;

constexpr std::size_t kMostEntries = 65535;
constexpr std::size_t kMostArchive = std::size_t{1} << 31;

bool is_given(const Value& v) { return !v.is_unset() && !v.is_none(); }

// --- ZipInfo ---------------------------------------------------------------------------------------------------------

/// stat.filemode
std::string mode_text(std::int64_t mode) { return to_str(import_from("stat", "filemode")({Value(mode)})); }

std::string method_text(std::int64_t method) {
  switch (method) {
    case 0:
      return "store";
    case 8:
      return "deflate";
    case 9:
      return "deflate64";
    case 12:
      return "bzip2";
    case 14:
      return "lzma";
    default:
      return std::to_string(method);
  }
}

struct ZipInfo final : Native {
  explicit ZipInfo(zip::Entry entry) : Native(kZipInfoType), entry(std::move(entry)) {}
  zip::Entry entry;

  std::string repr() const override {
    std::string text = "<ZipInfo filename=" + to_repr(make_str(entry.name));
    if (entry.method != zip::kStored) text += " compress_type=" + method_text(entry.method);
    const std::int64_t high = entry.external_attributes >> 16, low = entry.external_attributes & 0xFFFF;
    if (high != 0) text += " filemode='" + mode_text(high) + "'";
    if (low != 0) text += " external_attr=" + to_str(py("hex")({Value(low)}));
    const bool is_folder = entry.is_folder();
    if (!is_folder || entry.size != 0) text += " file_size=" + std::to_string(entry.size);
    if ((!is_folder || entry.compressed_size != 0) &&
        (entry.method != zip::kStored || entry.size != entry.compressed_size))
      text += " compress_size=" + std::to_string(entry.compressed_size);
    return text + ">";
  }

  std::int64_t* number(Name name) {
    switch (name.hash) {
      case Name("compress_type").hash:
        return &entry.method;
      case Name("_compresslevel").hash:
        return &entry.level;
      case Name("create_system").hash:
        return &entry.create_system;
      case Name("create_version").hash:
        return &entry.create_version;
      case Name("extract_version").hash:
        return &entry.extract_version;
      case Name("reserved").hash:
        return &entry.reserved;
      case Name("flag_bits").hash:
        return &entry.flags;
      case Name("volume").hash:
        return &entry.volume;
      case Name("internal_attr").hash:
        return &entry.internal_attributes;
      case Name("external_attr").hash:
        return &entry.external_attributes;
      case Name("header_offset").hash:
        return &entry.header_offset;
      case Name("CRC").hash:
        return &entry.crc;
      case Name("compress_size").hash:
        return &entry.compressed_size;
      case Name("file_size").hash:
        return &entry.size;
      default:
        return nullptr;
    }
  }

  Value attribute(Name name) override {
    if (name == Name("filename")) return make_str(entry.name);
    if (name == Name("orig_filename")) return make_str(entry.original_name);
    if (name == Name("comment")) return make_bytes(entry.comment);
    if (name == Name("extra")) return make_bytes(entry.extra);
    if (name == Name("date_time")) {
      Values date;
      for (std::int64_t part : entry.date) date.emplace_back(part);
      return make_tuple(std::move(date));
    }
    const std::int64_t* field = number(name);
    return field != nullptr ? Value(*field) : Value();
  }
  bool set_attribute(Name name, const Value& value) override {
    if (name == Name("filename")) {
      entry.name = value.text();
    } else if (name == Name("comment")) {
      entry.comment = bytes_argument(value);
    } else if (name == Name("extra")) {
      entry.extra = bytes_argument(value);
    } else if (name == Name("date_time")) {
      set_date(value);
    } else if (std::int64_t* field = number(name)) {
      *field = to_index(value);
    } else {
      return false;
    }
    return true;
  }
  void set_date(const Value& value) {
    const Values date = to_values(value);
    for (std::size_t i = 0; i < 6 && i < date.size(); ++i) entry.date[i] = to_index(date[i]);
    if (entry.date[0] < 1980) raise_value_error("ZIP does not support timestamps before 1980");
  }
};

ZipInfo& info_of(const Value& v) { return as_native<ZipInfo>(v); }
ZipInfo* info_if(const Value& v) { return native_if<ZipInfo>(v, kZipInfoType); }

ZipInfo* make_info(std::string_view name) {
  zip::Entry entry;
  entry.original_name = name;
  entry.name = name.substr(0, name.find('\0'));
  return new ZipInfo(std::move(entry));
}

Value new_zip_info(const Value&, Value* a) {
  ZipInfo* info = make_info(a[0].is_unset() ? "NoName" : a[0].text());
  const Value made = make_native(info);
  if (!a[1].is_unset()) info->set_date(a[1]);
  return made;
}

void set_time(zip::Entry& entry, std::int64_t seconds) {
  const calendar::Day day = calendar::of_ordinal(calendar::floor_div(seconds, 86400) + calendar::kEpochOrdinal);
  const std::int64_t rest = calendar::floor_mod(seconds, 86400);
  entry.date = {day.year, day.month, day.day, rest / 3600, rest / 60 % 60, rest % 60};
}

/// ZipInfo.from_file(filename, arcname)
Value info_from_file(const Value&, Value* a) {
  const std::string path = files::path_text(a[0]);
  struct stat status;
  files::check(files::stat(path, true, &status), files::fs_path(a[0]));
  std::string name = posix_path::normalize(is_given(a[1]) ? files::path_text(a[1]) : path);
  name.erase(0, std::min(name.find_first_not_of('/'), name.size()));
  const bool is_folder = S_ISDIR(status.st_mode);
  if (is_folder) name += '/';
  ZipInfo* info = make_info(name);
  const Value made = make_native(info);
  set_time(info->entry, status.st_mtim.tv_sec);
  if (info->entry.date[0] < 1980) raise_value_error("ZIP does not support timestamps before 1980");
  info->entry.external_attributes = static_cast<std::int64_t>(status.st_mode & 0xFFFF) << 16 | (is_folder ? 0x10 : 0);
  info->entry.size = is_folder ? 0 : status.st_size;
  return made;
}

constexpr Method kInfoMethods[] = {
    {"is_dir", [](const Value& self, Value*) -> Value { return info_of(self).entry.is_folder(); }, "def"},
    {"from_file", info_from_file, "def filename, arcname=, *, strict_timestamps=", Binding::kClass},
};
constexpr Method kNewZipInfo{"__init__", new_zip_info, "def filename=, date_time="};
constinit const Type kZipInfoType{
    .name = "ZipInfo",
    .module = "zipfile",
    .constructor = &kNewZipInfo,
    .methods = [] { return std::span<const Method>(kInfoMethods); },
};

// --- ZipFile ---------------------------------------------------------------------------------------------------------

struct ZipFile final : Native {
  ZipFile() : Native(kZipFileType) {}
  ~ZipFile() override {
    if (Heap::current().is_ending()) return;
    try {
      close();
    } catch (const Raised&) {
      caught();
    }
  }

  Value file;  // unset: closed
  Value name = None;
  bool owns = false, changed = false;
  char mode = 'r';
  std::int64_t method = zip::kStored, level = -1;
  std::string image;      // the archive up to its directory, or all of it
  std::size_t start = 0;  // of the directory: where the next entry goes
  std::int64_t base = 0;  // where in `file` the image begins
  std::string comment;
  Value infos = make_list();
  Value password = None;

  bool writes() const { return mode != 'r'; }
  bool is_open() const { return !file.is_unset(); }

  std::string repr() const override {
    std::string text = "<zipfile.ZipFile";
    if (!is_open()) return text + " [closed]>";
    text += name.is_none() ? " file=" + to_repr(file) : " filename=" + to_repr(name);
    return text + " mode='" + mode + "'>";
  }

  Value find(const Value& wanted) const {
    const Values& all = as_list(infos);
    for (std::size_t i = all.size(); i-- > 0;)
      if (wanted.is_str() && info_of(all[i]).entry.name == wanted.text()) return all[i];
    raise_exception(kKeyError, {make_str("There is no item named " + to_repr(wanted) + " in the archive")});
  }
  Value info_argument(const Value& v) const { return info_if(v) != nullptr ? v : find(v); }

  void read_directory() {
    try {
      zip::Directory directory = zip::read_directory(image);
      comment = directory.comment;
      start = directory.start;
      for (zip::Entry& entry : directory.entries) {
        if (entry.extract_version > 63) {
          raise_error(kNotImplementedError, "zip file version " + std::to_string(entry.extract_version / 10) + "." +
                                                std::to_string(entry.extract_version % 10));
        }
        append(infos, make_native(new ZipInfo(std::move(entry))));
      }
    } catch (const zip::FormatError& error) {
      raise_error(kBadZipFile, error.text);
    }
  }

  std::string content(const zip::Entry& entry, const Value& shown, const Value& given_password) const {
    if ((entry.flags & zip::kPatched) != 0) raise_error(kNotImplementedError, "compressed patched data (flag bit 5)");
    if ((entry.flags & zip::kStronglyEncrypted) != 0)
      raise_error(kNotImplementedError, "strong encryption (flag bit 6)");
    std::string_view bytes;
    try {
      bytes = zip::stored_bytes(image, entry);
    } catch (const zip::FormatError& error) {
      if (error.text.empty() || error.text[0] != '\0') raise_error(kBadZipFile, error.text);
      raise_error(kBadZipFile, "File name in directory " + to_repr(make_str(entry.original_name)) + " and header " +
                                   to_repr(make_bytes(error.text.substr(1))) + " differ.");
    }
    std::string plain;
    if ((entry.flags & zip::kEncrypted) != 0) {
      const Value& key = is_given(given_password) && given_password ? given_password : password;
      if (key && !key.is(Tag::kBytes)) raise_type_error("pwd: expected bytes, got ", type_name(key));
      if (!key)
        raise_error(kRuntimeError, "File " + to_repr(shown) + " is encrypted, password required for extraction");
      if (!zip::decrypt(as_bytes(key), entry, bytes, &plain))
        raise_error(kRuntimeError, "Bad password for file " + to_repr(shown));
      bytes = plain;
    }
    std::string out;
    if (entry.method == zip::kStored) {
      out = bytes;
    } else if (entry.method == zip::kDeflated) {
      out = deflate::inflate(bytes, -15).bytes;
    } else {
      check_method(entry.method);
    }
    if (out.size() > static_cast<std::uint64_t>(entry.size)) out.resize(static_cast<std::size_t>(entry.size));
    if (out.size() < static_cast<std::uint64_t>(entry.size)) raise_error(kEOFError, "");
    if (deflate::crc32(out) != static_cast<std::uint32_t>(entry.crc))
      raise_error(kBadZipFile, "Bad CRC-32 for file " + to_repr(make_str(entry.name)));
    return out;
  }

  static void check_method(std::int64_t method) {
    if (method == zip::kStored || method == zip::kDeflated) return;
    if (method == 12) raise_error(kRuntimeError, "Compression requires the (missing) bz2 module");
    if (method == 14) raise_error(kRuntimeError, "Compression requires the (missing) lzma module");
    raise_error(kNotImplementedError, "That compression method is not supported");
  }

  /// Adds an entry with these bytes.
  void add(const Value& info, std::string_view bytes) {
    zip::Entry& entry = info_of(info).entry;
    if (!writes()) raise_value_error("write() requires mode 'w', 'x', or 'a'");
    if (!is_open()) raise_value_error("Attempt to write ZIP archive that was already closed");
    check_method(entry.method);
    if (as_list(infos).size() >= kMostEntries) raise_error(kLargeZipFile, "Files count would require ZIP64 extensions");
    entry.size = static_cast<std::int64_t>(bytes.size());
    entry.crc = deflate::crc32(bytes);
    const std::string packed = entry.method == zip::kDeflated
                                   ? deflate::deflate(bytes, static_cast<int>(entry.level), -15)
                                   : std::string(bytes);
    entry.compressed_size = static_cast<std::int64_t>(packed.size());
    image.resize(start);
    entry.header_offset = base + static_cast<std::int64_t>(image.size());
    if (image.size() + packed.size() > kMostArchive)
      raise_error(kLargeZipFile, "Zipfile size would require ZIP64 extensions");
    image += zip::local_header(entry) + packed;
    start = image.size();
    changed = true;
    append(infos, info);
  }

  void close() {
    if (!is_open()) return;
    const Value target = file;
    file = Value();
    if (writes() && changed) {
      std::vector<zip::Entry> entries;
      for (const Value& info : as_list(infos)) entries.push_back(info_of(info).entry);
      image.resize(start);
      image += zip::directory_bytes(entries, static_cast<std::size_t>(base) + start, comment);
      target.call("seek", {Value(base)});
      target.call("write", {make_bytes(image)});
      if (mode == 'a') target.call("truncate");
      target.call("flush");
    }
    if (owns) target.call("close");
  }

  Value attribute(Name wanted) override {
    switch (wanted.hash) {
      case Name("filename").hash:
        return name;
      case Name("mode").hash:
        return make_str(std::string(1, mode));
      case Name("compression").hash:
        return method;
      case Name("compresslevel").hash:
        return level < 0 ? Value(None) : Value(level);
      case Name("filelist").hash:
        return infos;
      case Name("NameToInfo").hash: {
        Table table;
        for (const Value& info : as_list(infos)) table.set(make_str(info_of(info).entry.name), info);
        return make_dict(std::move(table));
      }
      case Name("comment").hash:
        return make_bytes(comment);
      case Name("pwd").hash:
        return password;
      case Name("fp").hash:
        return is_open() ? file : Value(None);
      case Name("debug").hash:
        return 0;
      default:
        return Value();
    }
  }
  bool set_attribute(Name wanted, const Value& value) override {
    if (!(wanted == Name("comment"))) return wanted == Name("debug");
    if (!value.is(Tag::kBytes)) raise_type_error("comment: expected bytes, got ", type_name(value));
    comment = as_bytes(value).substr(0, 65535);
    changed = true;
    return true;
  }
};

ZipFile& self_of(const Value& self) { return as_native<ZipFile>(self); }

Value new_zip_file(const Value&, Value* a) {
  auto* archive = new ZipFile;
  const Value made = make_native(archive);
  const std::string mode = a[1].is_unset() ? "r" : to_str(a[1]);
  if (mode != "r" && mode != "w" && mode != "x" && mode != "a")
    raise_value_error("ZipFile requires mode 'r', 'w', 'x', or 'a'");
  if (!a[2].is_unset()) archive->method = to_index(a[2]);
  ZipFile::check_method(archive->method);
  if (is_given(a[4])) archive->level = to_index(a[4]);
  archive->mode = mode[0];
  const bool is_path = a[0].is_str() || a[0].is(Tag::kBytes) ||
                       (a[0].is(Tag::kNative) && find_method(type_of(a[0]), "__fspath__") != nullptr);
  Value file;
  if (is_path) {
    archive->name = files::fs_path(a[0]);
    archive->owns = true;
    const bool exists = mode == "a" && os::exists(files::path_text(a[0]));
    file = open_file(a[0], mode == "r" ? "rb" : exists ? "r+b" : mode == "x" ? "xb" : "w+b");
  } else {
    file = a[0];
    if (const Value named =
            native_if<BinaryFile>(file, kIOBaseType) != nullptr ? as_native<BinaryFile>(file).name() : Value();
        named.is_str())
      archive->name = named;
  }
  if (mode == "r" || mode == "a") {
    file.call("seek", {Value(0)});
    const Value all = file.call("read");
    archive->image = bytes_argument(all);
    if (mode == "r" || zip::has_directory(archive->image)) {
      archive->read_directory();
    } else {
      archive->start = archive->image.size();
      archive->changed = true;
    }
  } else {
    archive->changed = true;
    if (!is_path) archive->base = to_index(file.call("tell"));
  }
  archive->file = file;
  return made;
}

Value namelist(const Value& self, Value*) {
  Values names;
  for (const Value& info : as_list(self_of(self).infos)) names.push_back(make_str(info_of(info).entry.name));
  return make_list(std::move(names));
}

[[noreturn]] void raise_closed() { raise_value_error("Attempt to use ZIP archive that was already closed"); }

std::string content(const Value& self, const Value& wanted, const Value& password) {
  ZipFile& archive = self_of(self);
  if (!archive.is_open()) raise_closed();
  const Value info = archive.info_argument(wanted);
  return archive.content(info_of(info).entry, wanted, password);
}

Value read(const Value& self, Value* a) { return make_bytes(content(self, a[0], a[1])); }

/// open(name, "w"): gathers the bytes and adds them when it is closed.
class EntryWriter final : public ByteStream {
 public:
  EntryWriter(Value archive, Value info) : archive_(std::move(archive)), info_(std::move(info)) { set_unbuffered(); }
  bool can_read() const override { return false; }
  bool can_write() const override { return true; }
  bool can_seek() const override { return false; }

 protected:
  std::size_t raw_read(char*, std::size_t) override { return 0; }
  void raw_write(std::string_view bytes) override {
    if (bytes_.size() + bytes.size() > kMostArchive) raise_error(kMemoryError, "");
    bytes_ += bytes;
  }
  void raw_close() override { self_of(archive_).add(info_, bytes_); }

 private:
  Value archive_, info_;
  std::string bytes_;
};

/// What is read from an archive cannot be written.
class EntryReader final : public ByteStream {
 public:
  explicit EntryReader(std::string bytes) : bytes_(std::move(bytes)) {}

 protected:
  std::size_t raw_read(char* into, std::size_t count) override {
    if (at_ >= bytes_.size()) return 0;
    const std::size_t taken = bytes_.copy(into, count, at_);
    at_ += taken;
    return taken;
  }
  std::int64_t raw_seek(std::int64_t offset, int whence) override {
    if (whence == SEEK_CUR) offset += static_cast<std::int64_t>(at_);
    if (whence == SEEK_END) offset += static_cast<std::int64_t>(bytes_.size());
    at_ = static_cast<std::size_t>(std::clamp<std::int64_t>(offset, 0, static_cast<std::int64_t>(bytes_.size())));
    return static_cast<std::int64_t>(at_);
  }

 private:
  std::string bytes_;
  std::size_t at_ = 0;
};

/// A new entry of `name` with what the archive's options say.
Value fresh_info(const ZipFile& archive, std::string_view name) {
  ZipInfo* info = make_info(name);
  info->entry.method = archive.method;
  info->entry.level = archive.level;
  return make_native(info);
}

Value open(const Value& self, Value* a) {
  const std::string mode = a[1].is_unset() ? "r" : to_str(a[1]);
  if (mode != "r" && mode != "w") raise_value_error("open() requires mode \"r\" or \"w\"");
  ZipFile& archive = self_of(self);
  if (!archive.is_open()) raise_closed();
  if (mode == "w") {
    const Value info = info_if(a[0]) != nullptr ? a[0] : fresh_info(archive, a[0].text());
    if (info_of(info).entry.external_attributes == 0) info_of(info).entry.external_attributes = 0600 << 16;
    if (!archive.writes()) raise_value_error("write() requires mode 'w', 'x', or 'a'");
    return make_native(new BinaryFile(kZipWriteFileType, std::make_unique<EntryWriter>(self, info)));
  }
  const Value info = archive.info_argument(a[0]);
  return make_native(new BinaryFile(kZipExtFileType, std::make_unique<EntryReader>(content(self, a[0], a[2])),
                                    make_str(info_of(info).entry.name), "r"));
}

Value write(const Value& self, Value* a) {
  ZipFile& archive = self_of(self);
  if (!archive.is_open()) raise_value_error("Attempt to write to ZIP archive that was already closed");
  Value arguments[] = {a[0], a[1], Value()};
  const Value info = info_from_file(Value(), arguments);
  zip::Entry& entry = info_of(info).entry;
  if (entry.is_folder()) {
    archive.add(info, "");
    return None;
  }
  entry.method = is_given(a[2]) ? to_index(a[2]) : archive.method;
  entry.level = is_given(a[3]) ? to_index(a[3]) : archive.level;
  const Value file = open_file(a[0], "rb");
  const Value bytes = file.call("read");
  file.call("close");
  archive.add(info, as_bytes(bytes));
  return None;
}

Value writestr(const Value& self, Value* a) {
  ZipFile& archive = self_of(self);
  Value info = a[0];
  if (info_if(info) == nullptr) {
    info = fresh_info(archive, a[0].is_str() ? a[0].text() : files::path_text(a[0]));
    zip::Entry& entry = info_of(info).entry;
    set_time(entry, clock().now() / 1000000);
    entry.external_attributes = entry.is_folder() ? (std::int64_t{040775} << 16 | 0x10) : std::int64_t{0600} << 16;
  }
  zip::Entry& entry = info_of(info).entry;
  if (!archive.is_open()) raise_value_error("Attempt to write to ZIP archive that was already closed");
  if (is_given(a[2])) entry.method = to_index(a[2]);
  if (is_given(a[3])) entry.level = to_index(a[3]);
  if (entry.external_attributes == 0) entry.external_attributes = std::int64_t{0600} << 16;
  if (a[1].is_str()) {
    archive.add(info, a[1].text());
  } else {
    archive.add(info, bytes_argument(a[1]));
  }
  return None;
}

Value mkdir(const Value& self, Value* a) {
  ZipFile& archive = self_of(self);
  Value info = a[0];
  if (info_if(info) != nullptr) {
    if (!info_of(info).entry.is_folder()) raise_value_error("The given ZipInfo does not describe a directory");
  } else if (a[0].is_str()) {
    std::string name(a[0].text());
    if (!name.ends_with('/')) name += '/';
    info = make_native(make_info(name));
    const std::int64_t mode = a[1].is_unset() ? 0777 : to_index(a[1]);
    info_of(info).entry.external_attributes = ((040000 | mode) & 0xFFFF) << 16 | 0x10;
  } else {
    raise_type_error("Expected type str or ZipInfo");
  }
  archive.add(info, "");
  return None;
}

Value extract_one(const Value& self, const Value& member, const std::string& folder, const Value& password) {
  const Value info = self_of(self).info_argument(member);
  const zip::Entry& entry = info_of(info).entry;
  std::string inside;
  for (const std::string& part : posix_path::parts(entry.name)) {
    if (part == "." || part == "..") continue;
    inside += (inside.empty() ? "" : "/") + part;
  }
  const std::string target = posix_path::normalize(posix_path::join(folder, inside));
  const std::string above = posix_path::folder_name(target);
  if (!above.empty() && !os::exists(above)) os::make_folders(above, 0777, true);
  if (entry.is_folder()) {
    if (!os::is_folder(target)) files::check(files::make_folder(target, 0777), make_str(target));
    return make_str(target);
  }
  const std::string bytes = content(self, info, password);
  const Value file = open_file(make_str(target), "wb");
  file.call("write", {make_bytes(bytes)});
  file.call("close");
  return make_str(target);
}

std::string folder_argument(const Value& v) { return is_given(v) ? files::path_text(v) : files::current_folder(); }

Value extract(const Value& self, Value* a) { return extract_one(self, a[0], folder_argument(a[1]), a[2]); }

Value extractall(const Value& self, Value* a) {
  const std::string folder = folder_argument(a[0]);
  for (const Value& member : is_given(a[1]) ? to_values(a[1]) : to_values(namelist(self, nullptr)))
    extract_one(self, member, folder, a[2]);
  return None;
}

Value testzip(const Value& self, Value*) {
  for (const Value& info : as_list(self_of(self).infos)) {
    try {
      content(self, info, None);
    } catch (const Raised& raised) {
      if (!is_exception(raised.exception, kBadZipFile)) throw;
      caught();
      return info.attr("filename");
    }
  }
  return None;
}

Value printdir(const Value& self, Value* a) {
  const auto line = [&](const std::string& text) {
    py("print")({make_str(text)}, {{"file", is_given(a[0]) ? a[0] : Value(None)}});
  };
  char text[64];
  const auto padded = [](std::string name) {
    const std::size_t length = str_length(make_str(name));
    if (length < 46) name.append(46 - length, ' ');
    return name;
  };
  line(padded("File Name") + "        Modified             Size");
  for (const Value& info : as_list(self_of(self).infos)) {
    const zip::Entry& entry = info_of(info).entry;
    std::snprintf(text, sizeof text, " %d-%02d-%02d %02d:%02d:%02d %12lld", static_cast<int>(entry.date[0]),
                  static_cast<int>(entry.date[1]), static_cast<int>(entry.date[2]), static_cast<int>(entry.date[3]),
                  static_cast<int>(entry.date[4]), static_cast<int>(entry.date[5]), static_cast<long long>(entry.size));
    line(padded(entry.name) + text);
  }
  return None;
}

Value setpassword(const Value& self, Value* a) {
  if (is_given(a[0]) && !a[0].is(Tag::kBytes)) raise_type_error("pwd: expected bytes, got ", type_name(a[0]));
  self_of(self).password = a[0] ? a[0] : Value(None);
  return None;
}

Value close(const Value& self, Value*) {
  self_of(self).close();
  return None;
}

constexpr Method kMethods[] = {
    {"close", close, "def"},
    {"extract", extract, "def member, path=, pwd="},
    {"extractall", extractall, "def path=, members=, pwd="},
    {"getinfo", [](const Value& self, Value* a) { return self_of(self).find(a[0]); }, "def name"},
    {"infolist", [](const Value& self, Value*) { return self_of(self).infos; }, "def"},
    {"mkdir", mkdir, "def zinfo_or_directory_name, mode="},
    {"namelist", namelist, "def"},
    {"open", open, "def name, mode=, pwd=, *, force_zip64="},
    {"printdir", printdir, "def file="},
    {"read", read, "def name, pwd="},
    {"setpassword", setpassword, "def pwd"},
    {"testzip", testzip, "def"},
    {"write", write, "def filename, arcname=, compress_type=, compresslevel="},
    {"writestr", writestr, "def zinfo_or_arcname, data, compress_type=, compresslevel="},
    {"__enter__", [](const Value& self, Value*) { return self; }, "def"},
    {"__exit__", close, "def type, value, traceback"},
};
constexpr Method kNewZipFile{"__init__", new_zip_file,
                             "def file, mode=, compression=, allowZip64=, compresslevel=, *, strict_timestamps=, "
                             "metadata_encoding="};

constinit const Type kZipFileType{
    .name = "ZipFile",
    .module = "zipfile",
    .constructor = &kNewZipFile,
    .methods = [] { return std::span<const Method>(kMethods); },
};
constinit const Type kZipExtFileType{.name = "ZipExtFile", .module = "zipfile", .base = &kBufferedIOBaseType};
constinit const Type kZipWriteFileType{.name = "_ZipWriteFile", .module = "zipfile", .base = &kBufferedIOBaseType};

Value is_zipfile(const Value&, Value* a) {
  try {
    const bool is_file = native_if<Native>(a[0], kIOBaseType) != nullptr;
    const Value file = is_file ? a[0] : open_file(a[0], "rb");
    if (is_file) file.call("seek", {Value(0)});
    const Value all = file.call("read");
    if (!is_file) file.call("close");
    return zip::has_directory(bytes_argument(all));
  } catch (const Raised& raised) {
    if (!is_exception(raised.exception, kOSError)) throw;
    caught();
    return false;
  }
}

constexpr Method kFunctions[] = {{"is_zipfile", is_zipfile, "def filename"}};

constexpr Constant kConstants[] = {
    {"ZIP_STORED", []() -> Value { return 0; }},
    {"ZIP_DEFLATED", []() -> Value { return 8; }},
    {"ZIP_BZIP2", []() -> Value { return 12; }},
    {"ZIP_LZMA", []() -> Value { return 14; }},
    {"BadZipfile", []() -> Value { return type_value(kBadZipFile); }},
    {"error", []() -> Value { return type_value(kBadZipFile); }},
};

constexpr const Type* kTypes[] = {&kBadZipFile, &kLargeZipFile, &kZipInfoType, &kZipFileType, &kZipExtFileType};

}  // namespace

constinit const Module kZipfileModule{
    .name = "zipfile", .functions = kFunctions, .constants = kConstants, .types = kTypes};

}  // namespace pbc
