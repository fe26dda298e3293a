// SPDX-License-Identifier: Apache-2.0
//
// A page without scripts and without anything from elsewhere. Which figure is shown is a radio button's business.
#include "compiler/plan/graph.h"
#include "compiler/plan/svg.h"
#include "compiler/plan/words.h"

namespace pbc::plan {
namespace {

/// Text with its line breaks.
std::string xml_lines(std::string_view text) {
  std::string lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines += xml(text.substr(0, end)) + "\n";
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  return lines;
}

constexpr std::string_view kStyle =
    ":root{color-scheme:light dark}"
    "body{margin:0;font:15px/1.5 system-ui,sans-serif;background:#ffffff;color:#17202e}"
    "header{padding:20px 24px 8px}h1{font-size:22px;margin:0}header p{margin:4px 0;max-width:75ch;color:#3d4a5c}"
    ".view{position:absolute;opacity:0}nav{padding:8px 24px}"
    "nav label{display:inline-block;padding:5px 14px;border:1px solid #8b96a6;border-radius:16px;margin-right:6px;"
    "cursor:pointer}"
    ".figure{display:none}.scroll{overflow:auto}.scroll svg{display:block}"
    "details{margin:8px 24px 24px}summary{cursor:pointer;font-weight:600}"
    "pre{font:12.5px/1.45 ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace;overflow:auto}"
    "@media (prefers-color-scheme:dark){body{background:#10151d;color:#e8edf5}header p{color:#c4cede}"
    "nav label{border-color:#76839a}}";

}  // namespace

std::string to_html(const std::string& title, const std::string& description, const std::vector<Figure>& figures) {
  std::string style(kStyle);
  std::string buttons;
  std::string labels;
  std::string bodies;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    const Figure& figure = figures[i];
    const std::string index = std::to_string(i);
    const std::string view = "view" + index;
    const bool is_shown = i + 1 == figures.size();
    style += "#" + view + ":checked~main .figure" + index + "{display:block}#" + view + ":checked~nav .label" + index +
             "{background:#1f5fbf;border-color:#1f5fbf;color:#ffffff}#" + view + ":focus-visible~nav .label" + index +
             "{outline:3px solid #8ab4ff}";
    buttons +=
        "<input class=\"view\" type=\"radio\" name=\"view\" id=\"" + view + "\"" + (is_shown ? " checked" : "") + ">\n";
    labels += "<label class=\"label" + index + "\" for=\"" + view + "\">" + xml(figure.name) + "</label>\n";
    bodies += "<section class=\"figure figure" + index + "\">\n<div class=\"scroll\">\n" +
              svg_element(*figure.drawing, "f" + index + "-", "") + "</div>\n<details>\n<summary>The plan in words" +
              "</summary>\n<pre>" + xml_lines(figure.words) + "</pre>\n</details>\n</section>\n";
  }
  std::string text =
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<title>" +
      xml(title) + "</title>\n<style>" + style + "</style>\n" + svg_style() + "</head>\n<body>\n" + "<header>\n<h1>" +
      xml(title) + "</h1>\n";
  if (!description.empty()) text += "<p>" + xml(on_one_line(description)) + "</p>\n";
  return text + "</header>\n" + buttons + "<nav>\n" + labels + "</nav>\n<main>\n" + bodies +
         "</main>\n</body>\n</html>\n";
}

}  // namespace pbc::plan
