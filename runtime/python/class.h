// SPDX-License-Identifier: Apache-2.0
//
// Classes of the playbook and their instances.
//
// A Class holds a Type, so that all that asks for types (isinstance, except, error texts) sees one like any other. An
// instance of a class that derives from no built-in type is an Instance (kInstance). One that derives from list, str,
// an exception ... has the layout and the tag of that type, so that the library takes it for what it is; `has_class` of
// its Object says that it belongs to a class, which is then known to `extension_of`.
//
// Operators, len(), str() and so on ask `has_class` first and then the class: call_special(). What a class does not
// define falls through to the built-in behaviour of the layout.
//
// Classes live as long as their run: nothing else could refer to them safely.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "python/objects.h"

namespace pbc {

/// The names of an instance's attributes in order of assignment; instances of a class share them. Adding a name leads
/// to another shape. Beyond kMost names an instance keeps a dict of its own.
class Shape {
 public:
  static constexpr std::size_t kMost = 64;
  static constexpr std::size_t kAbsent = ~std::size_t{0};
  std::size_t find(Name name) const;
  /// The shape with `name` at the end, which is not there yet; null when there would be too many.
  const Shape* with(Name name) const;
  const Values& names() const { return names_; }

 private:
  Values names_;
  std::vector<std::uint32_t> hashes_;
  mutable std::vector<const char*> literals_;  // the literal that has asked for each name last, or null
  std::vector<std::uint8_t> index_;            // positions + 1 by hash, 0: free
  mutable std::map<std::string, std::unique_ptr<Shape>, std::less<>> next_;
};

/// The parts of a class that is being made.
struct ClassParts {
  std::string name;
  Value qualified_name;
  Value bases;     // a tuple, as written
  Value names;     // a dict: what the body bound
  Value keywords;  // a dict: `class C(Base, key=value)`
};

/// What it means to derive from a type of the library.
struct ClassHooks {
  /// Makes the class instead of make_class: NamedTuple. May be null.
  Value (*make)(ClassParts& parts) = nullptr;
  /// Completes a class when __set_name__ is done and before __init_subclass__: Enum. May be null.
  void (*complete)(Class& cls, const ClassParts& parts) = nullptr;
};

/// What a class of the library's making does itself, as a metaclass would: an enumeration is iterable. Any part may be
/// null: as classes do.
struct ClassProtocol {
  Value (*call)(Class& self, const Arguments& arguments) = nullptr;
  Value (*get_item)(Class& self, const Value& key) = nullptr;
  Values (*members)(Class& self) = nullptr;  // what iteration and len() see
  bool (*contains)(Class& self, const Value& item) = nullptr;
  std::string (*repr)(Class& self) = nullptr;
  void (*change)(Class& self, Name name, const Value& value) = nullptr;  // raises where an attribute must not change
};

struct Class final : Registered {
  Class(std::string name, std::string module);
  Value self() {
    ++references;
    return Value(Tag::kType, this);
  }
  /// The class's own attribute or one that it inherits from a class of the playbook; null when there is none. The
  /// pointer holds until a class changes.
  const Value* find(Name name);
  void set(Name name, Value value);
  bool erase(Name name);
  bool derives_from(const Type& base) const;
  /// Whether it has __getattribute__ or __getattr__, and __setattr__ or __delattr__.
  bool hooks_reads() { return hooks().reads; }
  bool hooks_changes() { return hooks().changes; }

  std::string name, module;
  Type type;
  Value qualified_name;
  Values bases;                             // __bases__
  std::vector<const Type*> mro;             // this class first, built-in types last, without object
  std::vector<Class*> subclasses;           // direct ones
  Table attributes;                         // __dict__
  const Type* layout = &kObjectType;        // the built-in type whose layout the instances have
  bool has_dict = true;                     // false: all classes of the mro have __slots__
  std::vector<std::string> slots;           // of this class and its bases
  std::vector<std::string> abstract;        // names of abstract methods without implementation
  Shape shape;                              // without any name
  const ClassProtocol* protocol = nullptr;  // inherited; may be null
  Value extra;                              // what the protocol keeps

 private:
  struct Known {
    std::uint64_t version = 0;
    const Value* found = nullptr;
    const char* literal = nullptr;  // the literal that has asked last, or null
    std::uint32_t hash = 0, length = 0;
    char text[24] = {};
  };
  struct Hooks {
    std::uint64_t version = 0;
    bool reads = false, changes = false;
  };
  const Hooks& hooks();
  static constexpr std::size_t kKnown = 32;
  std::unique_ptr<Known[]> known_;  // answers of find() by hash
  Hooks hooks_;

 public:
  const Type* metaclass = &kTypeType;  // what type(cls) gives: ABCMeta changes abstract methods and isinstance
  /// Whether isinstance and issubclass accept `type`, or `instance` of it where that is set, though it does not derive
  /// from this class: for its methods. Not inherited; may be null.
  bool (*covers)(Class& self, const Type& type, const Value& instance) = nullptr;
  std::vector<const Type*> registered;  // by ABCMeta.register
};

/// kInstance
struct Instance : Object {
  explicit Instance(Class& of) : cls(&of), shape(&of.shape) { has_class = 1; }
  Class* cls;
  const Shape* shape;  // null: the attributes are in `dict`
  Values slots;
  Value dict;
};

/// What an object that is no Instance has beyond its layout.
struct Extension {
  Class* cls = nullptr;
  Value dict;  // unset: no attributes yet
};

inline bool has_class(const Value& v) { return v.is_heap() && v.object()->has_class != 0; }
inline Instance& as_instance(const Value& v) { return *static_cast<Instance*>(v.object()); }
inline Class& as_class(const Value& v) { return *static_cast<Class*>(v.object()); }
/// The class of a value for which has_class() holds.
Class& class_of(const Value& v);
Extension& extension_of(const Value& v);
void drop_extension(const Object* object) noexcept;
/// Makes `fresh`, which nothing else refers to and which has the layout of `cls`, an object of `cls`. An inline value
/// becomes a heap object.
Value adopt(Value fresh, Class& cls);

// --- Attributes of instances ---

/// v.__dict__[name]; null when absent. The pointer holds until the next change.
const Value* own_attribute(const Value& v, Name name);
void set_own_attribute(const Value& v, Name name, Value value);
bool erase_own_attribute(const Value& v, Name name);
/// v.__dict__, a dict that stays the very attributes.
Value own_dict(const Value& v);

/// What v.name gives, or unset: __getattribute__, descriptors, own attributes, the class, __getattr__.
Value instance_attribute(const Value& v, Name name);
/// The same without __getattribute__ and __getattr__ (object.__getattribute__).
Value plain_instance_attribute(const Value& v, Name name);
/// `value` unset: deletes. With __setattr__ and __delattr__, and without.
void change_instance_attribute(const Value& v, Name name, const Value& value);
void plain_change_instance_attribute(const Value& v, Name name, const Value& value);
/// C.name, or unset.
Value class_attribute(Class& cls, Name name);
void change_class_attribute(Class& cls, Name name, const Value& value);
/// What an attribute found in a class gives for `self` (unset: for the class itself): a bound method, a property's
/// value.
Value bind_attribute(const Value& found, const Value& self, Class& cls);
/// A method that is bound to `self`; `function` is any callable.
Value make_method(Value self, Value function);

// --- Special methods ---

/// self.name(arguments) if the class of `self` defines it; unset if it does not, or when it gives NotImplemented.
Value call_special(const Value& self, Name name, std::initializer_list<Element> arguments = {});
/// Calls __del__; what it raises is reported on stderr and ends there.
void run_finalizer(const Value& self) noexcept;
/// The definition that call_special would call; null when there is none.
const Value* find_special(const Value& self, Name name);
/// The next call_special of `name` on `self` finds nothing: for what the built-in type does, `super().__repr__()`.
class Bypass {
 public:
  Bypass(const Value& self, Name name);
  ~Bypass();
  Bypass(const Bypass&) = delete;
  Bypass& operator=(const Bypass&) = delete;

 private:
  const Object* outer_object_;
  std::uint32_t outer_hash_;
};
/// The special methods that built-in types and `object` have for their operators: `list.__len__`, `object.__init__`.
/// Null when `type` has none of that name.
const Method* builtin_special(const Type& type, Name name);

// --- Making and calling classes ---

/// type(name, bases, names): resolves bases, runs __set_name__ and __init_subclass__.
Value make_class(std::string name, Value qualified_name, Value bases, Value names, Value keywords,
                 Value* cell = nullptr);
Value call_class(Class& cls, const Arguments& arguments);
/// The same without the class's protocol.
Value call_class_plainly(Class& cls, const Arguments& arguments);
/// cls.__new__ of the built-in layout: an object without attributes.
Value new_instance(Class& cls, const Arguments& arguments);
/// callee(self, arguments...)
Value call_with_self(const Value& callee, const Value& self, const Arguments& arguments);

// --- What isinstance and issubclass say ---

extern const Type kAbcMetaType, kEnumMetaType;
/// isinstance(value, classes) and issubclass(type, classes) with all that abstract classes, protocols and unions say.
/// TypeError for what is no class.
bool is_instance_of(const Value& value, const Value& classes);
bool is_subclass_of(const Type& type, const Value& classes);

/// Copies of an object of a class: the layout's content is the caller's, the attributes are copied.
Value copy_instance(const Value& v);

}  // namespace pbc
