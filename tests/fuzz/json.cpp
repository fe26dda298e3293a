// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as JSON, as events, worlds and `json.loads` read it: refused with a place inside the text, or a value that
// survives being written and read again.
#include <cstdint>
#include <cstdlib>

#include "python/errors.h"
#include "python/heap.h"
#include "python/json.h"
#include "python/text_buffer.h"

namespace {

using namespace pbc;

void read_and_write(const std::string& text) {
  try {
    const Value value = parse_json(text);
    TextBuffer written, again;
    write_json(written, value);
    write_json(again, parse_json(written.view()));
    if (again.view() != written.view()) std::abort();
  } catch (const JsonError& error) {
    if (error.pos > text.size()) std::abort();
  } catch (const Raised&) {  // nested too deep, an integer too long
    caught();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const HeapScope memory;
  read_and_write(std::string(data, data + size));
  return 0;
}
