// SPDX-License-Identifier: Apache-2.0
//
// The compiler has drawn what a playbook can do (compiler/plan/svg.cpp); here it is marked what a run has done of it.
// In its SVG no attribute or text has `<` or `>`, so that tags are what stands between them.
#include <map>
#include <utility>

#include "triage/page.h"

namespace pbc::triage {

namespace {

/// As names stand in attributes of the picture.
std::string escaped(std::string_view name) {
  Page page;
  page.plain(name);
  return page.take();
}

std::string_view attribute(std::string_view tag, std::string_view name) {
  const std::string before = " " + std::string(name) + "=\"";
  const std::size_t begin = tag.find(before);
  if (begin == std::string_view::npos) return {};
  const std::size_t end = tag.find('"', begin + before.size());
  return end == std::string_view::npos ? std::string_view()
                                       : tag.substr(begin + before.size(), end - begin - before.size());
}

void insert_after(std::string* tag, std::string_view what, std::string_view inserted) {
  for (std::size_t at = 0; (at = tag->find(what, at)) != std::string::npos; at += what.size() + inserted.size())
    tag->insert(at + what.size(), inserted);
}

double number_at(std::string_view text) {
  double value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') break;
    value = value * 10 + (c - '0');
  }
  return value;
}

class Marker {
 public:
  Marker(Page& page, const PlaybookRun& run, std::string_view prefix) : page_(page), prefix_(prefix) {
    for (const Block& block : run.blocks)
      if (order_.try_emplace(escaped(block.name), order_.size() + 1).second) way_.push_back({block.name, ""});
  }

  std::vector<Station> run(std::string_view svg) && {
    while (!svg.empty()) {
      const std::size_t begin = std::min(svg.find('<'), svg.size());
      const std::size_t end = svg.find('>', begin);
      page_.made(svg.substr(0, begin));
      if (end == std::string_view::npos) break;
      mark(svg.substr(begin, end - begin + 1));
      svg.remove_prefix(end + 1);
    }
    return std::move(way_);
  }

 private:
  void mark(std::string_view tag) {
    std::string own(tag);
    insert_after(&own, " id=\"", prefix_);
    insert_after(&own, " href=\"#", prefix_);
    insert_after(&own, "url(#", prefix_);
    if (const std::string_view block = attribute(tag, "data-block"); !block.empty()) {
      const auto found = order_.find(block);
      number_ = found == order_.end() ? 0 : found->second;
      if (number_ != 0) way_[number_ - 1].id = attribute(own, "id");
      own.insert(own.size() - 1, number_ == 0 ? " class=\"pb-idle\"" : " class=\"pb-ran\"");
    } else if (const std::string_view from = attribute(tag, "data-from"); !from.empty()) {
      const bool has_run = order_.contains(from) && order_.contains(attribute(tag, "data-to"));
      insert_after(&own, " class=\"", has_run ? "pb-ran " : "pb-idle ");
    } else if (tag.starts_with("<svg")) {
      // It has links in it, which those of an image would be lost.
      if (const std::size_t role = own.find("role=\"img\""); role != std::string::npos)
        own.replace(role, 10, "role=\"group\"");
    } else if (attribute(tag, "class") == "pb-box") {
      find_corner(tag);
    } else if (tag == "</g>") {
      add_number();
    }
    page_.made(own);
  }

  void find_corner(std::string_view tag) {
    constexpr double kCut = 10;  // of the corner of what decides
    if (const std::string_view path = attribute(tag, "d"); path.starts_with("M")) {
      x_ = number_at(path.substr(1)) - kCut;
      y_ = number_at(path.substr(std::min(path.find(' '), path.size() - 1) + 1));
    } else {
      x_ = number_at(attribute(tag, "x"));
      y_ = number_at(attribute(tag, "y"));
    }
  }

  void add_number() {
    if (number_ != 0)
      page_ << "<g class=\"pb-number\"><circle cx=\"" << Number{x_ + 2} << "\" cy=\"" << Number{y_ + 2}
            << "\" r=\"10\"/><text text-anchor=\"middle\" x=\"" << Number{x_ + 2} << "\" y=\"" << Number{y_ + 5.6}
            << "\">" << static_cast<std::int64_t>(number_) << "</text></g>";
    number_ = 0;
  }

  Page& page_;
  std::string_view prefix_;
  std::map<std::string, std::size_t, std::less<>> order_;  // of blocks that were entered
  std::size_t number_ = 0;                                 // of the block whose group is open; 0: none, or not entered
  double x_ = 0, y_ = 0;
  std::vector<Station> way_;
};

}  // namespace

std::vector<Station> add_picture(Page& page, const PlaybookRun& run, std::string_view prefix) {
  return Marker(page, run, prefix).run(run.graph);
}

}  // namespace pbc::triage
