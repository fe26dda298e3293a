// SPDX-License-Identifier: Apache-2.0
//
// The package yaml (PyYAML) with its safe loader and dumper: every Loader is the safe one, every Dumper too.
#include "python/yaml.h"

#include "python/arguments.h"
#include "python/generator.h"
#include "python/iterators.h"
#include "python/library_more.h"

namespace pbc::yaml {

constinit const Type kYamlError{.name = "YAMLError", .module = "yaml.error", .base = &kException};
constinit const Type kMarkedError{.name = "MarkedYAMLError", .module = "yaml.error", .base = &kYamlError};
constinit const Type kScannerError{.name = "ScannerError", .module = "yaml.scanner", .base = &kMarkedError};
constinit const Type kParserError{.name = "ParserError", .module = "yaml.parser", .base = &kMarkedError};
constinit const Type kComposerError{.name = "ComposerError", .module = "yaml.composer", .base = &kMarkedError};
constinit const Type kConstructorError{.name = "ConstructorError", .module = "yaml.constructor", .base = &kMarkedError};
constinit const Type kReaderError{.name = "ReaderError", .module = "yaml.reader", .base = &kYamlError};
constinit const Type kEmitterError{.name = "EmitterError", .module = "yaml.emitter", .base = &kYamlError};
constinit const Type kRepresenterError{.name = "RepresenterError", .module = "yaml.representer", .base = &kYamlError};

namespace {

constinit const Type kSafeLoader{.name = "SafeLoader", .module = "yaml.loader"};
constinit const Type kFullLoader{.name = "FullLoader", .module = "yaml.loader"};
constinit const Type kLoader{.name = "Loader", .module = "yaml.loader"};
constinit const Type kBaseLoader{.name = "UnsafeLoader", .module = "yaml.loader"};
constinit const Type kSafeDumper{.name = "SafeDumper", .module = "yaml.dumper"};
constinit const Type kDumper{.name = "Dumper", .module = "yaml.dumper"};

Value safe_load(const Value&, Value* a) {
  const Values documents = load(a[0], 1);
  return documents.empty() ? Value(None) : documents[0];
}
Value safe_load_all(const Value&, Value* a) {
  return make_generator("load_all", make_iterator(kGeneratorType, [stream = a[0], all = Value(),
                                                                   at = std::size_t{0}](Value& item) mutable {
                          if (all.is_unset()) all = make_list(load(stream, ~std::size_t{0}));
                          if (at >= as_list(all).size()) return false;
                          item = as_list(all)[at++];
                          return true;
                        }));
}

/// documents, stream, keywords
Value write(const Values& documents, const Value& stream, const Table& keywords) {
  const std::string text = dump(documents, keywords);
  const Value* encoding = keywords.find("encoding");
  Value made = make_str(text);
  if (encoding != nullptr && !encoding->is_none()) made = made.call("encode", {*encoding});
  if (!given(stream)) return made;
  stream.call("write", {made});
  return None;
}
Value safe_dump(const Value&, Value* a) { return write({a[0]}, a[1], as_dict(a[2])); }
Value safe_dump_all(const Value&, Value* a) { return write(to_values(a[0]), a[1], as_dict(a[2])); }

constexpr Method kFunctions[] = {
    {"dump", safe_dump, "def data, stream=, **kwds"},
    {"dump_all", safe_dump_all, "def documents, stream=, **kwds"},
    {"full_load", safe_load, "def stream"},
    {"full_load_all", safe_load_all, "def stream"},
    {"load", safe_load, "def stream, Loader"},
    {"load_all", safe_load_all, "def stream, Loader"},
    {"safe_dump", safe_dump, "def data, stream=, **kwds"},
    {"safe_dump_all", safe_dump_all, "def documents, stream=, **kwds"},
    {"safe_load", safe_load, "def stream"},
    {"safe_load_all", safe_load_all, "def stream"},
};
constexpr Constant kConstants[] = {
    {"CSafeDumper", []() -> Value { return type_value(kSafeDumper); }},
    {"CSafeLoader", []() -> Value { return type_value(kSafeLoader); }},
    {"__version__", []() -> Value { return "6.0.1"; }},
};
constexpr const Type* kTypes[] = {&kYamlError, &kMarkedError, &kSafeLoader, &kFullLoader,
                                  &kLoader,    &kBaseLoader,  &kSafeDumper, &kDumper};

constexpr const Type* kScannerTypes[] = {&kScannerError};
constexpr const Type* kParserTypes[] = {&kParserError};

}  // namespace

}  // namespace pbc::yaml

namespace pbc {

constinit const Module kYamlModule{
    .name = "yaml", .functions = yaml::kFunctions, .constants = yaml::kConstants, .types = yaml::kTypes};
constinit const Module kYamlScannerModule{.name = "yaml.scanner", .types = yaml::kScannerTypes};
constinit const Module kYamlParserModule{.name = "yaml.parser", .types = yaml::kParserTypes};

}  // namespace pbc
