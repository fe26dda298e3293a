// SPDX-License-Identifier: Apache-2.0
//
// A scanner of tags, not a parser of documents: what elements a browser would make of wrong nesting does not matter
// here. It only moves forward; what is not closed reaches to the end.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace pbc::mail {

class HtmlScanner {
 public:
  enum Token {
    kEnd,
    kText,  // character references stand in it as they are written
    kTag,
    kComment,  // and whatever else begins with "<!" or "<?"
    kRaw,      // what a script or a style holds
  };
  struct Attribute {
    std::string_view name;
    std::string_view value;  // as it is written; `data()` is null where there is none
  };

  explicit HtmlScanner(std::string_view html) : html_(html) {}

  /// The next one; a tag that does not end is none, and the end.
  Token next();

  /// Of anything but a tag.
  std::string_view text() const { return text_; }
  /// Where the token begins, and where it ends.
  std::size_t position() const { return position_; }
  std::size_t end() const { return at_; }

  const std::string& name() const { return name_; }  // of a tag, lower case
  bool closes() const { return closes_; }
  const std::vector<Attribute>& attributes() const { return attributes_; }
  /// The value of an attribute, of equal names the first one; null where there is none with a value.
  const std::string_view* attribute(std::string_view name) const;
  bool has(std::string_view name) const;

 private:
  Token take(Token token, std::size_t end);
  std::size_t find(std::string_view what, std::size_t from) const;
  std::size_t end_of_raw() const;
  void skip_spaces();
  std::string_view take_until(std::string_view ends);
  bool read_tag();
  bool read_attribute();

  std::string_view html_;
  std::size_t at_ = 0, position_ = 0;
  std::string_view text_;
  std::string name_;
  bool closes_ = false;
  bool in_raw_ = false;  // behind the tag of a script or a style
  std::vector<Attribute> attributes_;
};

}  // namespace pbc::mail
