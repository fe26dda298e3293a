// SPDX-License-Identifier: Apache-2.0
#include "live/computed.h"

#include "content/content.h"
#include "live/assessment.h"
#include "live/caller.h"
#include "live/transport_content.h"

namespace pbc::live {

ComputedAnswers::ComputedAnswers() = default;
ComputedAnswers::~ComputedAnswers() = default;

std::shared_ptr<const content::Analyzer> ComputedAnswers::analyzer_of(const AssetConfig& asset) const {
  const std::lock_guard lock(mutex_);
  std::shared_ptr<const content::Analyzer>& analyzer = analyzers_[asset.scope];
  if (!analyzer) analyzer = std::make_shared<const content::Analyzer>(content_settings(asset.settings));
  return analyzer;
}

Answer ComputedAnswers::answer(const AssetConfig& asset, const Action& action, const std::string& parameter) const {
  std::string error;
  const std::optional<content::Mail> mail = mail_of(OrderedJson::parse(parameter, nullptr, false), &error);
  if (!mail) return failed_answer(error);
  const content::Analysis analysis = analyzer_of(asset)->analyze(*mail);
  Answer answer;
  answer.success = true;
  answer.verdict = analysis.verdict;
  answer.data = data_of(analysis);
  answer.summary = summary_of(analysis);
  answer.message = told(answer.summary);
  if (action.triage) answer.opinion = opinion_by(*action.triage);
  return answer;
}

namespace {

class AssetComputer final : public Computer {
 public:
  explicit AssetComputer(const std::vector<AssetConfig>& assets) : assets_(assets) {}

  bool computes(std::string_view asset, std::string_view action) const override {
    return find(asset, action) != nullptr;
  }
  Answer compute(const Question& question) const override {
    const AssetConfig* asset = find(question.asset, question.action);
    if (asset == nullptr) return failed_answer("nothing computes `" + question.action + "`");
    return answers_.answer(*asset, asset->connector->actions.at(lower(question.action)), question.parameter);
  }

 private:
  const AssetConfig* find(std::string_view asset, std::string_view action) const {
    for (const AssetConfig& each : assets_) {
      if (!is_computed(each.connector->connection.transport) || !each.connector->actions.contains(lower(action)))
        continue;
      const std::vector<std::string>& usual = each.connector->assets;
      if (folded(each.name) == folded(asset) ||
          std::ranges::any_of(usual, [&](const auto& name) { return folded(name) == folded(asset); }))
        return &each;
    }
    return nullptr;
  }

  const std::vector<AssetConfig>& assets_;
  ComputedAnswers answers_;
};

/// With a configuration of its own.
class OwnComputer final : public Computer {
 public:
  explicit OwnComputer(Config config) : config_(std::move(config)), computer_(config_.assets) {}
  bool computes(std::string_view asset, std::string_view action) const override {
    return computer_.computes(asset, action);
  }
  Answer compute(const Question& question) const override { return computer_.compute(question); }

 private:
  Config config_;
  AssetComputer computer_;
};

}  // namespace

std::unique_ptr<Computer> make_computer(const std::vector<AssetConfig>& assets) {
  return std::make_unique<AssetComputer>(assets);
}

std::unique_ptr<Computer> open_computer(std::string* error) {
  std::vector<FileProblem> problems;
  Config config = load_config("", load_connectors({}, &problems), error);
  return error->empty() ? std::make_unique<OwnComputer>(std::move(config)) : nullptr;
}

}  // namespace pbc::live
