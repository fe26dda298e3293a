// SPDX-License-Identifier: Apache-2.0
//
// The methods that the abstract classes of collections.abc give to those that derive from them.
#pragma once

#include "python/library_class.h"

namespace pbc {

void mix_in_iterator(LibraryClass& cls);
void mix_in_generator(LibraryClass& cls);
void mix_in_sequence(LibraryClass& cls);
void mix_in_mutable_sequence(LibraryClass& cls);
void mix_in_set(LibraryClass& cls);
void mix_in_mutable_set(LibraryClass& cls);
void mix_in_mapping(LibraryClass& cls);
void mix_in_mutable_mapping(LibraryClass& cls);
void mix_in_view(LibraryClass& cls);
void mix_in_keys(LibraryClass& cls);
void mix_in_items(LibraryClass& cls);
void mix_in_values(LibraryClass& cls);

}  // namespace pbc
