// SPDX-License-Identifier: Apache-2.0
#include "host/execution.h"

#include <fcntl.h>
#include <unistd.h>

#include "io/replay_world.h"
#include "phantom/plain.h"
#include "phantom/vault.h"
#include "python/files.h"
#include "python/objects.h"
#include "python/random.h"

namespace pbc::host {

engine::RunInput copy_input(const Given& given, EventOf event) {
  using engine::copy_deep;
  const io::LoadedEvent& own = given.incoming.event;
  const bool is_shared = event == EventOf::kAll;
  return {is_shared ? copy_deep(own.container) : own.container, is_shared ? copy_deep(own.artifacts) : own.artifacts,
          copy_deep(given.inputs), copy_deep(given.world->lists), copy_deep(given.world->resources)};
}

Execution::Execution(const RunOptions& options, const Given& given, engine::RunInput input, const Outside& outside,
                     const Leaves& leaves, const Ways& ways)
    : given_(given),
      outside_(outside),
      trace_file_(leaves.trace),
      ledger_file_(leaves.ledger),
      result_file_(leaves.result),
      record_file_(leaves.record),
      world_(make_world(options, ways)),
      clock_(*world_),
      trace_(trace_file_.is_wanted()),
      ledger_(ledger_file_.is_wanted()),
      inputs_(input.inputs),
      case_(std::make_unique<engine::Case>(*world_, std::move(input), trace_, ledger_)) {
  if (!outside.gateway) seed_random(given.world->seed);
}

std::unique_ptr<engine::World> Execution::make_world(const RunOptions& options, const Ways& ways) {
  if (outside_.gateway == nullptr)
    return std::make_unique<io::ReplayWorld>(*given_.world, options.strict, ways.computer, ways.log);
  return std::make_unique<io::LiveWorld>(
      *outside_.gateway, *outside_.waiting, record_file_.is_wanted() ? &cassette_ : nullptr, ways.log,
      [this](const std::string& vault_id, std::size_t most) { return find_file(vault_id, most); }, ways.patience);
}

live::FoundFile Execution::find_file(const std::string& vault_id, std::size_t most) {
  engine::VaultFile file = engine::read_vault_file(*case_, vault_id, most);
  if (!file.problem.empty()) return {nullptr, std::move(file.problem)};
  return {std::make_shared<const live::File>(
              live::File{std::move(file.name), std::move(file.mime_type), std::move(file.bytes)}),
          ""};
}

void Execution::fill_vault(engine::Run& first) const {
  if (given_.incoming.attachments.empty()) return;
  const engine::RunScope active(first);
  files::make_folder("/vault", 0755);
  for (const live::MailEvent::Attachment& attachment : given_.incoming.attachments) {
    const std::string path = "/vault/" + attachment.sha1;
    files::Descriptor file;
    const int error = files::open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644, &file);
    const auto size = static_cast<ssize_t>(attachment.bytes.size());
    if (error != 0 || write(file.get(), attachment.bytes.data(), attachment.bytes.size()) != size)
      throw io::InputError{"cannot keep the attachment `" + attachment.name + "` in the run's folder"};
    engine::add_vault_item(first, attachment.bytes, make_str(attachment.name), make_str(path), None,
                           attachment.mime_type);
  }
}

void Execution::finish(const engine::Run& first, const engine::Outcome& outcome) {
  if (trace_file_.is_wanted()) trace_file_.commit(redacted(trace_.text()));
  if (ledger_file_.is_wanted()) ledger_file_.commit(redacted(ledger_.text(first.t_ms())));
  if (record_file_.is_wanted())
    record_file_.commit(redacted(cassette_.text(*given_.world, case_->started, world_->assets())));
  if (result_file_.is_wanted())
    result_file_.commit(redacted(engine::to_json(engine::result_of(first, outcome), true) + "\n"));
  if (outside_.gateway != nullptr) outside_.gateway->ran(outcome.success, world_->now() - case_->started);
}

std::string Execution::redacted(std::string text) const {
  return outside_.gateway ? outside_.gateway->redacted(std::move(text)) : text;
}

}  // namespace pbc::host
