// SPDX-License-Identifier: Apache-2.0
#include "host/execution.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

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

namespace {

std::string path_of(const live::MailEvent::Attachment& attachment) { return "/vault/" + attachment.sha1; }

/// 0 or an errno.
int write_files(const std::vector<live::MailEvent::Attachment>& attachments) {
  int error = files::make_folder("/vault", 0755);
  if (error != 0 && error != EEXIST) return error;
  for (const live::MailEvent::Attachment& attachment : attachments) {
    files::Descriptor file;
    error = files::open(path_of(attachment), O_WRONLY | O_CREAT | O_TRUNC, 0644, &file);
    if (error != 0) return error;
    const auto size = static_cast<ssize_t>(attachment.bytes.size());
    const ssize_t written = write(file.get(), attachment.bytes.data(), attachment.bytes.size());
    if (written != size) return written < 0 ? errno : ENOSPC;
  }
  return 0;
}

/// By what the reader of mails knows; without MD5 where the system has none.
engine::VaultContent content_of(const live::MailEvent::Attachment& attachment) {
  if (attachment.md5.empty()) return engine::content_of(attachment.bytes);
  return {attachment.bytes.size(), attachment.md5, attachment.sha1, attachment.sha256};
}

}  // namespace

void Execution::fill_vault(engine::Run& first) const {
  const std::vector<live::MailEvent::Attachment>& attachments = given_.incoming.attachments;
  if (attachments.empty()) return;
  const engine::RunScope active(first);
  if (const int error = files::fill_directory([&attachments] { return write_files(attachments); }))
    throw io::InputError{"cannot keep the attachments in the run's folder: " + std::generic_category().message(error)};
  for (const live::MailEvent::Attachment& attachment : attachments)
    engine::add_vault_item(first, content_of(attachment), make_str(attachment.name), make_str(path_of(attachment)),
                           None, attachment.mime_type);
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
  return outside_.gateway ? outside_.gateway->redacted(std::move(text)) : std::move(text);
}

}  // namespace pbc::host
