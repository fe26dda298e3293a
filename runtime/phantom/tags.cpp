// SPDX-License-Identifier: Apache-2.0
//
// Tags of the container.
#include <algorithm>

#include "phantom/plain.h"
#include "phantom/reply.h"

namespace pbc::engine {

namespace {

/// The container's own list of tags; an event may have null there.
Values& tags_of(Run& run) {
  const Value* tags = member(run.container, "tags");
  if (!tags || !tags->is(Tag::kList)) set_member(run.container, "tags", make_list());
  return as_list(*member(run.container, "tags"));
}

Value add(Run& run, const Value& container, const Value& tags) {
  if (!run.is_own_container(container)) return failed(unknown_container(container));
  Values& kept = tags_of(run);
  for (const Value& tag : one_or_all(tags))
    if (std::ranges::find(kept, tag) == kept.end()) kept.push_back(tag);
  return succeeded();
}

}  // namespace

}  // namespace pbc::engine

namespace pbc::phantom {

using namespace pbc::engine;

Value add_tags(const add_tags_arguments& arguments) {
  Run& run = Run::current();
  run.trace_call(arguments);
  return engine::add(run, arguments.container, arguments.tags);
}

Value add_tag(const add_tag_arguments& arguments) {
  Run& run = Run::current();
  run.trace_call(arguments);
  return engine::add(run, arguments.container, arguments.tag);
}

Value remove_tags(const remove_tags_arguments& arguments) {
  Run& run = Run::current();
  run.trace_call(arguments);
  if (!run.is_own_container(arguments.container)) return failed(unknown_container(arguments.container));
  const Values dropped = one_or_all(arguments.tags);
  Values kept;
  for (const Value& tag : tags_of(run))
    if (std::ranges::find(dropped, tag) == dropped.end()) kept.push_back(tag);
  set_member(run.container, "tags", make_list(std::move(kept)));
  return succeeded();
}

Value get_tags(const get_tags_arguments& arguments) {
  Run& run = Run::current();
  if (!run.is_own_container(arguments.container)) return failed(unknown_container(arguments.container), make_list());
  return succeeded(make_list(tags_of(run)));
}

}  // namespace pbc::phantom
