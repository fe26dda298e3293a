// SPDX-License-Identifier: Apache-2.0
//
// Data that outlives a run: objects by key, container and playbook; the older store by key, one per container.
#include <algorithm>

#include "phantom/plain.h"
#include "phantom/reply.h"
#include "python/values.h"

namespace pbc::engine {

namespace {

/// The container that a call names by dict, id or text; None without one.
Value owner_of(const Run& run, const Value& container_id) {
  return is_given(container_id) ? id_of_container(run, container_id) : Value(None);
}

/// Does an object agree with what the call names? A key may end with * for any continuation.
bool fits(const Value& object, const Value& key, const Value& owner, const Value& playbook) {
  const Value& own = *member(object, "key");
  const bool is_prefix = key.is_str() && key.text().ends_with('*');
  const bool agrees = is_prefix ? own.is_str() && own.text().starts_with(key.text().substr(0, key.text().size() - 1))
                                : is_same(own, key);
  return agrees && (owner.is_none() || is_same(*member(object, "container_id"), owner)) &&
         (playbook.is_none() || is_same(*member(object, "playbook_name"), playbook));
}

Value place_of(const Run& run, const Value& key) { return tuple({run.container_id(), key}); }

/// What a key of a dict must be; a key that cannot be one is never found.
bool is_key(const Value& key) { return key.is_str() || is_any_int(key) || key.is(Tag::kFloat) || key.is_none(); }

}  // namespace

}  // namespace pbc::engine

namespace pbc::phantom {

using namespace pbc::engine;

Value save_object(const save_object_arguments& arguments) {
  Run& run = Run::current();
  run.trace_call(arguments);
  const Value key = or_default(arguments.key, None);
  if (!is_key(key)) return failed("key must be a text");
  const Value owner = owner_of(run, arguments.container_id);
  const Value playbook = or_default(arguments.playbook_name, None);
  auto is_replaced = [&](const Value& object) {
    return is_same(*member(object, "key"), key) && is_same(*member(object, "container_id"), owner) &&
           is_same(*member(object, "playbook_name"), playbook);
  };
  erase_if(run.shared.objects, is_replaced);
  run.shared.objects.push_back(dict({{"key", key},
                                     {"value", copy_deep(or_default(arguments.value, None))},
                                     {"container_id", owner},
                                     {"playbook_name", playbook}}));
  return succeeded();
}

Value get_object(const get_object_arguments& arguments) {
  Run& run = Run::current();
  const Value key = or_default(arguments.key, None);
  const Value owner = owner_of(run, arguments.container_id);
  const Value playbook = or_default(arguments.playbook_name, None);
  auto is_meant = [&](const Value& object) { return fits(object, key, owner, playbook); };
  Values found;
  for (const Value& object : run.shared.objects)
    if (is_meant(object)) found.push_back(copy_deep(object));
  if (bool(or_default(arguments.clear_data, false))) erase_if(run.shared.objects, is_meant);
  return make_list(std::move(found));
}

Value clear_object(const clear_object_arguments& arguments) {
  Run& run = Run::current();
  run.trace_call(arguments);
  const Value key = or_default(arguments.key, None);
  const Value owner = owner_of(run, arguments.container_id);
  const Value playbook = or_default(arguments.playbook_name, None);
  erase_if(run.shared.objects, [&](const Value& object) { return fits(object, key, owner, playbook); });
  return succeeded();
}

/// Returns the key, made up where the call gives none.
Value save_data(const save_data_arguments& arguments) {
  Run& run = Run::current();
  run.trace_call(arguments);
  Value key = or_default(arguments.key, Value());
  if (!key.is_unset() && !is_key(key)) raise_type_error("save_data() key must be a str, not ", type_name(key));
  if (key.is_unset()) key = make_str("data_" + std::to_string(run.shared.next_id("data")));
  as_dict(run.shared.stored).set(place_of(run, key), copy_deep(or_default(arguments.value, None)));
  return key;
}

Value get_data(const get_data_arguments& arguments) {
  Run& run = Run::current();
  const Value key = or_default(arguments.key, None);
  if (!is_key(key)) return None;
  const Value place = place_of(run, key);
  Table& stored = as_dict(run.shared.stored);
  const Value* found = stored.find(place);
  if (!found) return None;
  Value value = copy_deep(*found);
  if (bool(or_default(arguments.clear_data, false))) stored.erase(place);
  return value;
}

Value clear_data(const clear_data_arguments& arguments) {
  Run& run = Run::current();
  run.trace_call(arguments);
  const Value key = or_default(arguments.key, None);
  if (is_key(key)) as_dict(run.shared.stored).erase(place_of(run, key));
  return None;
}

}  // namespace pbc::phantom
