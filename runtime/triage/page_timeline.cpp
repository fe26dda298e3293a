// SPDX-License-Identifier: Apache-2.0
//
// A bar for each call on an axis of time. Few calls have a line each; many share the lines of their asset and action.
// A telephone has no room for names beside the bars: it gets a picture of its own, with the names above.
#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

#include "triage/page.h"
#include "triage/report.h"
#include "triage/time_axis.h"

namespace pbc::triage {

namespace {

// Pixels.
struct Form {
  double width;
  double labels;  // beside the bars; 0: above them
  double right;   // for the words beside the last bar
  double row;
  double bar;    // its height
  double bar_y;  // in its row

  bool is_narrow() const { return labels == 0; }
};
constexpr Form kWide = {.width = 1120, .labels = 300, .right = 100, .row = 20, .bar = 12, .bar_y = 4};
constexpr Form kNarrow = {.width = 320, .labels = 0, .right = 84, .row = 36, .bar = 10, .bar_y = 19};
constexpr double kTop = 26;
constexpr double kName = 20;
constexpr double kLetter = 6.3;  // of the font of notes, at most
constexpr std::size_t kMostRows = 60;
constexpr std::size_t kMostLanes = 40;  // of one asset and action
constexpr std::size_t kFewLanes = 12;
constexpr double kLane = 10;
constexpr double kThinLane = 6;

bool is_cached(const Call& call) {
  return call.source == live::Source::kProcessCache || call.source == live::Source::kSharedCache;
}

/// What it is about: the indicator, or the first text of its parameter.
std::string subject_of(const Call& call) {
  if (!call.indicator.empty()) return call.indicator;
  const auto json = nlohmann::ordered_json::parse(call.parameter, nullptr, false);
  if (json.is_object())
    for (const auto& value : json)
      if (value.is_string()) return value.get<std::string>();
  return "";
}

std::string title_of(const Call& call) {
  std::string title = call.action + " at " + call.asset;
  if (const std::string subject = subject_of(call); !subject.empty()) title += ": " + subject.substr(0, 300);
  title += "; sent at " + duration(call.sent);
  if (call.waited > 0) title += ", waited " + duration(call.waited) + " for a quota";
  title += ", answered at " + duration(call.answered) + " by " + std::string(name_of(call.source));
  if (call.age > 0) title += ", " + duration(call.age) + " old";
  title += ", " + counted(static_cast<std::size_t>(std::max<std::int64_t>(0, call.requests)), "request");
  title += call.success ? ", success" : ", failed: " + call.message.substr(0, 200);
  for (std::size_t i = 0; i < call.askers.size() && i < 10; ++i)
    title += (i == 0 ? "; asked by " : ", ") +
             (call.askers[i].playbook.empty() ? std::string("triage") : call.askers[i].playbook) + "/" +
             call.askers[i].block;
  return title;
}

TimeAxis axis_of(const std::vector<Call>& calls, const Form& form) {
  std::vector<Micros> instants;
  for (const Call& call : calls) {
    instants.push_back(call.sent);
    instants.push_back(call.sent + call.waited);
    instants.push_back(call.answered);
  }
  return {std::move(instants), form.labels, form.width - form.labels - form.right};
}

class Timeline {
 public:
  Timeline(Page& page, const std::vector<Call>& calls, const Form& form)
      : page_(page), calls_(calls), form_(form), axis_(axis_of(calls, form)) {}

  void run() {
    const bool is_dense = calls_.size() > kMostRows;
    for (std::size_t i = 0; i < calls_.size(); ++i) {
      const Call& call = calls_[i];
      std::string name = call.asset;
      if (is_dense) name += " " + call.action;
      const auto [place, is_new] = group_of_.try_emplace(name, groups_.size());
      if (is_new) groups_.push_back({std::move(name), {}});
      groups_[place->second].calls.push_back(&call);
    }
    double y = kTop;
    Page body;
    for (const Group& group : groups_) y = is_dense ? draw_lanes(body, group, y) : draw_rows(body, group, y);
    page_ << "<svg class=\"timeline " << (form_.is_narrow() ? Markup("narrow") : Markup("wide")) << "\" width=\""
          << Number{form_.width} << "\" height=\"" << Number{y + 8}
          << "\" role=\"img\" aria-label=\"Timeline of calls; the table below says the same\">\n<title>Timeline of "
             "calls</title>\n<defs><pattern id=\""
          << (form_.is_narrow() ? Markup("hatch-narrow") : Markup("hatch"))
          << "\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" "
             "patternTransform=\"rotate(45)\"><rect class=\"tl-ground\" width=\"5\" height=\"5\"/><rect "
             "class=\"tl-hatch\" width=\"2.4\" height=\"5\"/></pattern></defs>\n";
    draw_axis(y);
    page_.made(body.take());
    draw_breaks(y);
    page_ << "<g class=\"tl-words\">";
    page_.made(words_.take());
    page_ << "</g>\n</svg>\n";
    // Who has the narrow one has the same.
    if (left_out_ > 0 && !form_.is_narrow())
      page_ << "<p class=\"note\">" << left_out_ << " calls, which this page has no room for, are not drawn</p>\n";
  }

 private:
  struct Group {
    std::string name;
    std::vector<const Call*> calls;
  };

  bool has_room(const Page& body) {
    const bool has = page_.has_room(body.size() + words_.size());
    if (!has) ++left_out_;
    return has;
  }

  void draw_axis(double bottom) {
    for (const TimeAxis::Tick& tick : axis_.ticks()) {
      const std::string words = duration(tick.time);
      const bool has_room = tick.x + kLetter * static_cast<double>(words.size()) <= form_.width;
      page_ << "<path class=\"tl-tick\" d=\"M" << Number{tick.x} << " " << Number{kTop - 6} << "V" << Number{bottom}
            << "\"/><text class=\"tl-note\"" << (has_room ? Markup("") : Markup(" text-anchor=\"end\"")) << " x=\""
            << Number{has_room ? tick.x : form_.width} << "\" y=\"" << Number{kTop - 11} << "\">";
      page_.plain(words) << "</text>\n";
    }
  }

  void draw_breaks(double bottom) {
    for (const TimeAxis::Piece& piece : axis_.pieces()) {
      if (!piece.is_broken) continue;
      const double middle = piece.x + piece.width / 2;
      const double half = std::min(5.0, piece.width / 4);
      page_ << "<g class=\"tl-break\"><title>";
      page_.plain(duration(piece.end - piece.begin)) << " later</title>";
      for (const bool is_ground : {true, false}) {
        page_ << (is_ground ? Markup("<path class=\"tl-gap\" d=\"M") : Markup("<path class=\"tl-jag\" d=\"M"))
              << Number{middle} << " " << Number{kTop - 4};
        double side = 1;
        for (double y = kTop + 4; y < bottom; y += 8, side = -side)
          page_ << "L" << Number{middle + side * half} << " " << Number{y};
        page_ << "\"/>";
      }
      page_ << "</g>\n";
    }
  }

  double draw_rows(Page& body, const Group& group, double y) {
    body << "<text class=\"tl-asset\" x=\"0\" y=\"" << Number{y + 14} << "\">";
    body.plain(group.name, 44) << "</text>\n";
    y += kName;
    for (const Call* call : group.calls) {
      if (!has_room(body)) continue;
      begin_call(body, *call, 1000);
      if (!form_.is_narrow())
        body << "<rect class=\"tl-row\" x=\"0\" y=\"" << Number{y} << "\" width=\"" << Number{form_.width}
             << "\" height=\"" << Number{form_.row} << "\"/>";
      const double left = form_.is_narrow() ? 0 : 10;
      const double width = form_.is_narrow() ? form_.width : form_.labels - 22;
      // An element of its own cuts off what does not fit.
      Page& label = names_in(body);
      label << "<svg x=\"" << Number{left} << "\" y=\"" << Number{y} << "\" width=\"" << Number{width}
            << "\" height=\"20\"><text class=\"tl-note\" x=\"0\" y=\"14\">";
      label.plain(call->action + "  " + subject_of(*call).substr(0, 200), static_cast<std::size_t>(width / kLetter))
          << "</text></svg>";
      draw(body, *call, y + form_.bar_y, form_.bar);
      draw_words(*call, y + form_.bar_y + form_.bar - 2);
      end_call(body);
      y += form_.row;
    }
    return y + 4;
  }

  /// Above the bars, lines of the axis would go through names.
  Page& names_in(Page& body) { return form_.is_narrow() ? words_ : body; }

  /// Where a pointer is, it says more. A finger points at nothing.
  void begin_call(Page& body, const Call& call, std::size_t most) const {
    if (form_.is_narrow()) return;
    body << "<g class=\"tl-call\"><title>";
    body.plain(title_of(call), most) << "</title>";
  }
  void end_call(Page& body) const { body << (form_.is_narrow() ? Markup("\n") : Markup("</g>\n")); }

  /// Beside the bar, where there is room.
  void draw_words(const Call& call, double y) {
    const bool is_sent = call.source != live::Source::kNobody;
    std::string words = !is_sent          ? "not sent"
                        : is_cached(call) ? std::string(name_of(call.source))
                                          : duration(call.answered - call.sent);
    if (!call.success && is_sent) words += ", failed";
    if (call.askers.size() > 1 && !form_.is_narrow()) words += ", asked by " + std::to_string(call.askers.size());
    const double width = kLetter * static_cast<double>(words.size());
    const double right = std::max(axis_.at(call.answered), axis_.at(call.sent) + 2) + 14;
    const double left = axis_.at(call.sent) - 10;
    if (right + width <= form_.width)
      words_ << "<text class=\"tl-note\" x=\"" << Number{right} << "\" y=\"" << Number{y} << "\">";
    else if (left - width >= form_.labels)
      words_ << "<text class=\"tl-note\" text-anchor=\"end\" x=\"" << Number{left} << "\" y=\"" << Number{y} << "\">";
    else
      return;
    words_.plain(words) << "</text>";
  }

  /// Calls that do not overlap share a lane; what needs more lanes than there are is drawn over others.
  double draw_lanes(Page& body, const Group& group, double y) {
    Page& names = names_in(body);
    names << "<svg x=\"0\" y=\"" << Number{y} << "\" width=\""
          << Number{form_.is_narrow() ? form_.width : form_.labels - 12}
          << "\" height=\"20\"><text class=\"tl-asset\" x=\"0\" y=\"14\">";
    names.plain(group.name, 44) << "</text></svg><text class=\"tl-note\" x=\"" << Number{form_.is_narrow() ? 0.0 : 10.0}
                                << "\" y=\"" << Number{y + 29} << "\">";
    std::vector<double> ends;
    std::vector<std::size_t> lanes;
    std::size_t drawn_over = 0;
    for (const Call* call : group.calls) {
      const double begin = axis_.at(call->sent) - 6;
      std::size_t lane = 0;
      while (lane < ends.size() && ends[lane] > begin) ++lane;
      if (lane == kMostLanes) {
        ++drawn_over;
        lane = lanes.size() % kMostLanes;
      }
      if (lane == ends.size()) ends.push_back(0);
      ends[lane] = std::max(ends[lane], axis_.at(call->answered) + 6);
      lanes.push_back(lane);
    }
    const double height = ends.size() > kFewLanes ? kThinLane : kLane;
    std::string words = counted(group.calls.size(), "call");
    if (drawn_over > 0) words += ", " + std::to_string(drawn_over) + " drawn over others";
    names.plain(words) << "</text>\n";
    const double top = form_.is_narrow() ? y + 36 : y + 2;
    for (std::size_t i = 0; i < lanes.size(); ++i) {
      if (!has_room(body)) continue;
      begin_call(body, *group.calls[i], 600);
      draw(body, *group.calls[i], top + height * static_cast<double>(lanes[i]), height - 2);
      end_call(body);
    }
    return std::max(y + 36, top + height * static_cast<double>(ends.size()) + 6);
  }

  void draw(Page& body, const Call& call, double y, double height) {
    const double begin = axis_.at(call.sent);
    const double ready = axis_.at(std::min(call.sent + call.waited, call.answered));
    const double end = std::max(axis_.at(call.answered), ready + 2);
    const double middle = y + height / 2;
    const auto bar = [&](Markup css, double from, double to) {
      body << "<rect class=\"" << css << "\" x=\"" << Number{from} << "\" y=\"" << Number{y} << "\" width=\""
           << Number{to - from} << "\" height=\"" << Number{height} << "\" rx=\"1.5\"/>";
    };
    if (call.waited > 0) bar("tl-wait", begin, ready);
    if (is_cached(call)) {
      body << "<path class=\"tl-hit\" d=\"M" << Number{end} << " " << Number{y - 1} << "l" << Number{height / 2 + 1}
           << " " << Number{height / 2 + 1} << "l" << Number{-height / 2 - 1} << " " << Number{height / 2 + 1} << "l"
           << Number{-height / 2 - 1} << " " << Number{-height / 2 - 1} << "Z\"/>";
    } else if (call.source == live::Source::kNobody) {
      body << "<circle class=\"tl-none\" cx=\"" << Number{end} << "\" cy=\"" << Number{middle} << "\" r=\""
           << Number{height / 2 - 1} << "\"/>";
    } else {
      bar(call.source == live::Source::kFlight ? Markup("tl-flight") : Markup("tl-request"), ready, end);
    }
    if (!call.success && call.source != live::Source::kNobody) {
      const double arm = height / 2 - 1;
      body << "<circle class=\"tl-halo\" cx=\"" << Number{end} << "\" cy=\"" << Number{middle} << "\" r=\""
           << Number{arm + 3} << "\"/>";
      body << "<path class=\"tl-failed\" d=\"M" << Number{end - arm} << " " << Number{middle - arm} << "L"
           << Number{end + arm} << " " << Number{middle + arm} << "M" << Number{end - arm} << " "
           << Number{middle + arm} << "L" << Number{end + arm} << " " << Number{middle - arm} << "\"/>";
    }
  }

  Page& page_;
  Page words_;  // over everything else
  std::int64_t left_out_ = 0;
  const std::vector<Call>& calls_;
  const Form& form_;
  const TimeAxis axis_;
  std::vector<Group> groups_;  // in order of their first calls
  std::map<std::string, std::size_t> group_of_;
};

}  // namespace

void add_timeline(Page& page, const std::vector<Call>& calls) {
  for (const Form& form : {kWide, kNarrow}) Timeline(page, calls, form).run();
}

}  // namespace pbc::triage
