// SPDX-License-Identifier: Apache-2.0
#include "compiler/plan/svg.h"

#include <algorithm>
#include <cmath>

#include "compiler/base/utf8.h"
#include "compiler/diag/excerpt.h"
#include "compiler/plan/graph.h"
#include "compiler/plan/layout.h"
#include "compiler/plan/words.h"

namespace pbc::plan {
namespace {

// Pixels. Letters of the font, which has one width, take 0.602 of its size.
constexpr double kLetter = 0.602;
constexpr double kNameSize = 13;
constexpr double kKindSize = 10;
constexpr double kRowSize = 11.5;
constexpr double kTagSize = 9.5;
constexpr double kLabelSize = 10.5;
constexpr double kLabelHeight = 13;
constexpr double kPadding = 12;
constexpr double kRowHeight = 19;
constexpr double kHeadHeight = 42;
constexpr double kMargin = 24;
constexpr std::size_t kLongestName = 44;  // letters
constexpr std::size_t kLongestRow = 44;
constexpr std::size_t kLongestLabel = 30;
constexpr std::size_t kMostRows = 9;

/// Letters as a terminal counts them: those of East Asia take two.
double columns(std::string_view text) {
  double count = 0;
  while (!text.empty()) {
    const CodePoint c = decode_utf8(text);
    count += c.value >= 0x1100 && !(c.value >= 0x2000 && c.value < 0x2E80) ? 2 : 1;
    text.remove_prefix(c.length);
  }
  return count;
}

double width(std::string_view text, double size) { return columns(printable(text)) * size * kLetter; }

std::string number(double value) {
  const long tenths = std::lround(value * 10);  // never negative
  const std::string whole = std::to_string(tenths / 10);
  return tenths % 10 == 0 ? whole : whole + "." + std::to_string(tenths % 10);
}

std::string attribute(std::string_view name, std::string_view value) {
  return " " + std::string(name) + "=\"" + std::string(value) + "\"";
}

std::string text_element(std::string_view css, double x, double y, std::string_view text) {
  return "<text" + attribute("class", css) + attribute("x", number(x)) + attribute("y", number(y)) + ">" + xml(text) +
         "</text>";
}

std::string rectangle(std::string_view css, double x, double y, double width, double height, double radius) {
  return "<rect" + attribute("class", css) + attribute("x", number(x)) + attribute("y", number(y)) +
         attribute("width", number(width)) + attribute("height", number(height)) + attribute("rx", number(radius)) +
         "/>";
}

double tag_width(std::string_view tag) { return std::ceil(width(tag, kTagSize)) + 10; }

std::string tag(std::string_view css, std::string_view text, double x, double y) {
  return rectangle(css, x, y, tag_width(text), 14, 7) + text_element("pb-tag", x + 5, y + 10.4, text);
}

/// One cluster's picture: `body`, of the size `size`.
struct Picture {
  std::string body;
  Size size;
};

class Painter {
 public:
  Painter(const Drawing& drawing, std::string prefix) : drawing_(drawing), prefix_(std::move(prefix)) {}

  std::string run(const std::string& style) {
    double y = kMargin;
    // On a page with a title of its own, it needs none.
    std::string body = head(&y, !style.empty());
    double right = widest_;
    for (const Cluster& cluster : drawing_.clusters) {
      const Picture picture = paint(cluster);
      const bool is_main = cluster.part == 0;
      if (!is_main) {
        const double wide = std::max(picture.size.width + 2 * kMargin, title_width(cluster));
        body += rectangle("pb-frame", kMargin, y, wide, picture.size.height + 60, 10);
        body += "<g" + attribute("id", prefix_ + "s" + std::to_string(cluster.part)) + ">" +
                text_element("pb-title", 2 * kMargin, y + 24,
                             cut("Sub-playbook " + cluster.name + "  (" + cluster.file + ")", 100)) +
                "</g>\n";
      }
      const double left = is_main ? kMargin : 2 * kMargin;
      const double top = y + (is_main ? 0 : 40);
      body += "<g" + attribute("transform", "translate(" + number(left) + " " + number(top) + ")") + ">\n" +
              picture.body + "</g>\n";
      right = std::max({right, left + picture.size.width + (is_main ? 0 : kMargin), kMargin + title_width(cluster)});
      y = top + picture.size.height + (is_main ? 0 : 20) + kMargin;
    }
    const std::string size_x = number(std::ceil(right + kMargin));
    const std::string size_y = number(std::ceil(y));
    std::string text = "<svg xmlns=\"http://www.w3.org/2000/svg\"" + attribute("width", size_x) +
                       attribute("height", size_y) + attribute("viewBox", "0 0 " + size_x + " " + size_y) +
                       attribute("role", "img") + attribute("class", "pb-page") + ">\n<title>" +
                       xml(drawing_.title + ", " + drawing_.caption) + "</title>\n" + style + "<defs>";
    for (const std::string_view kind : {"call", "callback", "value", "back"})
      text += "<marker" + attribute("id", prefix_ + "m-" + std::string(kind)) +
              " viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"8\" markerHeight=\"8\" "
              "markerUnits=\"userSpaceOnUse\" orient=\"auto-start-reverse\"><path d=\"M0 0.8L10 5L0 9.2Z\"" +
              attribute("class", "pb-head pb-head-" + std::string(kind)) + "/></marker>";
    text += "</defs>\n" + rectangle("pb-ground", 0, 0, std::ceil(right + kMargin), std::ceil(y), 0) + "\n" + body;
    return text + "</svg>\n";
  }

 private:
  static double title_width(const Cluster& cluster) {
    if (cluster.part == 0) return 0;
    return 2 * kMargin + width(cut("Sub-playbook " + cluster.name + "  (" + cluster.file + ")", 100), kNameSize);
  }

  // --- Title and legend ---

  std::string title(double* y) {
    const std::string title = cut(drawing_.title, 80);
    std::string body = text_element("pb-name pb-large", kMargin, *y + 16, title) + "\n";
    widest_ = std::max(widest_, kMargin + width(title, 18));
    body += text_element("pb-kind", kMargin, *y + 34, drawing_.caption) + "\n";
    *y += 50;
    return body;
  }

  std::string head(double* y, bool with_title) {
    std::string body;
    if (with_title) body = title(y);
    for (const std::string& effect : drawing_.effects) {
      const std::string_view meaning = colours_of(effect).meaning;
      body += tag("pb-fill-" + effect, effect, kMargin, *y) +
              text_element("pb-kind", kMargin + 76, *y + 10.4, std::string(meaning)) + "\n";
      *y += kRowHeight;
    }
    body += arrow_legend("call", "goes on at once", y);
    body += arrow_legend("callback", "when the answers are there", y);
    if (has_back()) body += arrow_legend("back", "back: a loop", y);
    for (std::size_t i = 0; i < drawing_.groups.size(); ++i) {
      const Drawing::Group& group = drawing_.groups[i];
      const std::string name = "shared " + std::to_string(i + 1);
      std::vector<std::string> nodes;
      for (const std::size_t node : group.nodes) nodes.push_back(drawing_.nodes[node].name);
      const std::string text = cut(group.text + ": one request for equal ones of " + listed(nodes), 110);
      body += "<g" + attribute("id", prefix_ + "g" + std::to_string(i + 1)) + ">" +
              tag("pb-shared", name, kMargin, *y) + text_element("pb-kind", kMargin + 76, *y + 10.4, text) + "</g>\n";
      widest_ = std::max(widest_, kMargin + 76 + width(text, kKindSize));
      *y += kRowHeight;
    }
    *y += 24;
    widest_ = std::max(widest_, 330.0);
    return body;
  }

  bool has_back() const { return std::ranges::any_of(drawing_.links, &Link::is_back); }

  std::string arrow_legend(const std::string& kind, std::string_view words, double* y) const {
    std::string body = "<path" + attribute("class", "pb-edge pb-edge-" + kind) +
                       attribute("d", "M" + number(kMargin + 2) + " " + number(*y + 7) + "H" + number(kMargin + 60)) +
                       attribute("marker-end", "url(#" + prefix_ + "m-" + kind + ")") + "/>" +
                       text_element("pb-kind", kMargin + 76, *y + 10.4, words) + "\n";
    *y += kRowHeight;
    return body;
  }

  // --- Boxes ---

  std::vector<Row> shown_rows(const Node& node) const {
    std::vector<Row> rows = node.rows;
    if (rows.size() <= kMostRows) return rows;
    const std::size_t more = rows.size() - kMostRows + 1;
    rows.resize(kMostRows - 1);
    rows.push_back({"", std::to_string(more) + " more", false, 0, {}, {}});
    return rows;
  }

  double row_width(const Row& row) const {
    double wide = width(cut(row.text, kLongestRow), kRowSize);
    if (!row.tag.empty()) wide += tag_width(row.tag) + 7;
    if (row.group != 0) wide += tag_width("shared " + std::to_string(row.group)) + 7;
    return wide;
  }

  Box box_of(const Node& node, bool has_loop) const {
    double wide =
        std::max(width(cut(node.name, kLongestName), kNameSize), width(node.kind + ", " + node.note, kKindSize));
    const std::vector<Row> rows = shown_rows(node);
    for (const Row& row : rows) wide = std::max(wide, row_width(row));
    Box box;
    box.width = std::ceil(wide + 2 * kPadding + 4) + (has_loop ? kLoopWidth : 0);
    box.height = kHeadHeight + (rows.empty() ? 4 : static_cast<double>(rows.size()) * kRowHeight + 6);
    return box;
  }

  static std::string tooltip(const Node& node) {
    std::string text = node.name + ": " + node.kind + ", " + node.note;
    if (!node.description.empty()) text += ". " + node.description;
    for (const Row& row : node.rows) text += "; " + row.tag + ": " + row.text + row.condition;
    return "<title>" + xml(cut(text, 600)) + "</title>";
  }

  static bool is_end(const Node& node) {
    return node.block_kind == BlockKind::kStart || node.block_kind == BlockKind::kFinish ||
           node.block_kind == BlockKind::kModule;
  }
  static bool is_choice(const Node& node) {
    return node.block_kind == BlockKind::kDecision || node.block_kind == BlockKind::kFilter ||
           node.block_kind == BlockKind::kJoin || node.block_kind == BlockKind::kLoop;
  }

  /// Cut corners for what decides, a pill for beginning and end.
  static std::string outline(const Node& node, const Box& box, double wide) {
    if (!is_choice(node)) return rectangle("pb-box", box.x, box.y, wide, box.height, is_end(node) ? 22 : 6);
    constexpr double kCut = 10;
    const auto point = [](double x, double y) { return number(x) + " " + number(y); };
    const double right = box.x + wide;
    const double bottom = box.y + box.height;
    return "<path class=\"pb-box\" d=\"M" + point(box.x + kCut, box.y) + "L" + point(right - kCut, box.y) + "L" +
           point(right, box.y + kCut) + "L" + point(right, bottom - kCut) + "L" + point(right - kCut, bottom) + "L" +
           point(box.x + kCut, bottom) + "L" + point(box.x, bottom - kCut) + "L" + point(box.x, box.y + kCut) + "Z\"/>";
  }

  std::string paint(const Node& node, const Box& box, bool has_loop) const {
    const double wide = box.width - (has_loop ? kLoopWidth : 0);
    std::string body = "<g" + attribute("id", prefix_ + node.id) + attribute("data-block", xml(node.name)) + ">" +
                       tooltip(node) + outline(node, box, wide);
    if (!node.effect.empty()) body += rectangle("pb-fill-" + node.effect, box.x, box.y + 6, 4, box.height - 12, 2);
    const double left = box.x + kPadding + 2;
    body += text_element("pb-kind", left, box.y + 15, node.kind + ", " + node.note);
    body += text_element("pb-name", left, box.y + 33, cut(node.name, kLongestName));
    double y = box.y + kHeadHeight;
    for (const Row& row : shown_rows(node)) {
      double x = left;
      if (!row.tag.empty()) {
        body += tag(row.is_effect ? "pb-fill-" + row.tag : "pb-plain", row.tag, x, y);
        x += tag_width(row.tag) + 7;
      }
      const std::string text = text_element("pb-row", x, y + 10.8, cut(row.text, kLongestRow));
      body += row.part ? link(prefix_ + "s" + std::to_string(*row.part), text) : text;
      if (row.group != 0) {
        const std::string name = "shared " + std::to_string(row.group);
        body += link(prefix_ + "g" + std::to_string(row.group),
                     tag("pb-shared", name, box.x + wide - kPadding - tag_width(name), y));
      }
      y += kRowHeight;
    }
    if (has_loop) {
      const double x = box.x + wide;
      const double middle = box.y + 20;
      body += "<path class=\"pb-edge pb-edge-back\"" + attribute("data-from", xml(node.name)) +
              attribute("data-to", xml(node.name)) + " d=\"M" + number(x) + " " + number(middle + 8) + "C" +
              number(x + kLoopWidth) + " " + number(middle + 12) + " " + number(x + kLoopWidth) + " " +
              number(middle - 12) + " " + number(x + 1) + " " + number(middle - 8) + "\"" +
              attribute("marker-end", "url(#" + prefix_ + "m-back)") + "/>";
    }
    return body + "</g>\n";
  }

  static std::string link(const std::string& target, const std::string& content) {
    return "<a" + attribute("href", "#" + target) + ">" + content + "</a>";
  }

  // --- Arrows ---

  static std::vector<std::string> label_of(const Link& link) {
    return broken(short_condition(link.label), kLongestLabel, 3);
  }

  static std::string_view style_of(const Link& link) {
    if (link.is_back) return "back";
    return link.kind == Link::Kind::kCallback ? "callback" : link.kind == Link::Kind::kValue ? "value" : "call";
  }

  std::string paint(const Link& link, const Arrow& arrow) const {
    const std::string style(style_of(link));
    const std::string from = drawing_.nodes[link.from].name;
    const std::string to = drawing_.nodes[link.to].name;
    std::string words = from + " to " + to + ": " + std::string(name(link.kind));
    if (link.is_back) words += ", back";
    if (!link.label.empty()) words += ", " + link.label;
    std::string body =
        "<g class=\"pb-arrow\"" + attribute("data-from", xml(from)) + attribute("data-to", xml(to)) + "><title>" +
        xml(cut(words, 600)) + "</title><path" + attribute("class", "pb-edge pb-edge-" + style) +
        attribute("d", arrow.path) +
        attribute(arrow.is_back ? "marker-start" : "marker-end", "url(#" + prefix_ + "m-" + style + ")") + "/>";
    if (arrow.label_width > 0) {
      const double left = arrow.label_x - arrow.label_width / 2;
      const double top = arrow.label_y - arrow.label_height / 2;
      body += rectangle("pb-label", left, top, arrow.label_width, arrow.label_height, 8);
      double y = top + 11.6;
      for (const std::string& line : label_of(link)) {
        body += text_element("pb-label-text", left + 7, y, line);
        y += kLabelHeight;
      }
    }
    return body + "</g>\n";
  }

  Picture paint(const Cluster& cluster) {
    const std::size_t first = cluster.nodes.empty() ? 0 : cluster.nodes.front();
    const auto is_inside = [&](std::size_t node) { return node >= first && node < first + cluster.nodes.size(); };
    std::vector<const Link*> links;
    std::vector<Arrow> arrows;
    std::vector<bool> has_loop(cluster.nodes.size(), false);
    for (const Link& link : drawing_.links) {
      if (link.kind == Link::Kind::kShared || link.kind == Link::Kind::kPlaybook) continue;
      if (!is_inside(link.from) || !is_inside(link.to)) continue;
      if (link.from == link.to) {
        has_loop[link.from - first] = true;
        continue;
      }
      Arrow arrow;
      arrow.from = link.from - first;
      arrow.to = link.to - first;
      arrow.is_back = link.is_back;
      const std::vector<std::string> lines = label_of(link);
      for (const std::string& line : lines)
        arrow.label_width = std::max(arrow.label_width, std::ceil(width(line, kLabelSize)) + 14);
      arrow.label_height = kLabelHeight * static_cast<double>(lines.size()) + 4;
      links.push_back(&link);
      arrows.push_back(std::move(arrow));
    }
    std::vector<Box> boxes;
    std::vector<Node> nodes;
    for (std::size_t i = 0; i < cluster.nodes.size(); ++i) nodes.push_back(drawing_.nodes[cluster.nodes[i]]);
    for (std::size_t i = 0; i < nodes.size(); ++i) boxes.push_back(box_of(nodes[i], has_loop[i]));
    Picture picture;
    picture.size = lay_out(boxes, arrows);
    for (std::size_t i = 0; i < arrows.size(); ++i)
      if (!arrows[i].is_left_out) picture.body += paint(*links[i], arrows[i]);
    for (std::size_t i = 0; i < nodes.size(); ++i) picture.body += paint(nodes[i], boxes[i], has_loop[i]);
    return picture;
  }

  static constexpr double kLoopWidth = 26;
  const Drawing& drawing_;
  std::string prefix_;
  double widest_ = 0;
};

}  // namespace

std::string xml(std::string_view text) {
  std::string escaped;
  const std::string shown = printable(text);
  std::string_view rest = shown;
  while (!rest.empty()) {
    const CodePoint c = decode_utf8(rest);
    if (c.value == '&')
      escaped += "&amp;";
    else if (c.value == '<')
      escaped += "&lt;";
    else if (c.value == '>')
      escaped += "&gt;";
    else if (c.value == '"')
      escaped += "&quot;";
    else if (c.value == '\'')
      escaped += "&#39;";
    else
      append_utf8(escaped, c.value == 0xFFFE || c.value == 0xFFFF ? 0xFFFD : c.value);
    rest.remove_prefix(c.length);
  }
  return escaped;
}

std::string svg_style() {
  std::string light =
      ".pb-page{font-family:ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace}"
      ".pb-ground{fill:#ffffff}.pb-box{fill:#f6f8fb;stroke:#8b96a6}.pb-frame{fill:none;stroke:#8b96a6;stroke-dasharray:"
      "5 4}"
      ".pb-name{font-size:13px;font-weight:700;fill:#17202e}.pb-large{font-size:18px}"
      ".pb-title{font-size:13px;font-weight:700;fill:#3d4a5c}.pb-kind{font-size:10px;fill:#4f5b6b}"
      ".pb-row{font-size:11.5px;fill:#17202e}.pb-tag{font-size:9.5px;fill:#ffffff}"
      ".pb-plain{fill:#55606f}.pb-shared{fill:#17202e}"
      ".pb-edge{fill:none;stroke:#5b6778;stroke-width:1.3}.pb-edge-callback{stroke-width:2.4}"
      ".pb-edge-value{stroke-dasharray:2 3}.pb-edge-back{stroke:#b3261e;stroke-dasharray:6 4}"
      ".pb-head{fill:#5b6778}.pb-head-back{fill:#b3261e}"
      ".pb-label{fill:#eaf0f8;stroke:#b4c0cf}.pb-label-text{font-size:10.5px;fill:#17202e}"
      ".pb-arrow:hover .pb-edge{stroke-width:3.4}";
  std::string dark =
      ".pb-ground{fill:#10151d}.pb-box{fill:#1b222d;stroke:#76839a}.pb-frame{stroke:#76839a}"
      ".pb-name,.pb-row,.pb-label-text{fill:#e8edf5}.pb-title{fill:#c4cede}.pb-kind{fill:#aab5c5}"
      ".pb-tag{fill:#0b0f15}.pb-plain{fill:#a3afc0}.pb-shared{fill:#e8edf5}"
      ".pb-edge{stroke:#9aa7ba}.pb-edge-back{stroke:#ff9c94}.pb-head{fill:#9aa7ba}.pb-head-back{fill:#ff9c94}"
      ".pb-label{fill:#263041;stroke:#4d5b70}";
  for (const Colours& each : colours()) {
    light += ".pb-fill-" + std::string(each.effect) + "{fill:" + std::string(each.ground) + "}";
    dark += ".pb-fill-" + std::string(each.effect) + "{fill:" + std::string(each.dark_ground) + "}";
  }
  return "<style>" + light + "@media (prefers-color-scheme:dark){" + dark + "}</style>\n";
}

std::string svg_element(const Drawing& drawing, const std::string& prefix, const std::string& style) {
  return Painter(drawing, prefix).run(style);
}

std::string to_svg(const Drawing& drawing) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + svg_element(drawing, "", svg_style());
}

}  // namespace pbc::plan
