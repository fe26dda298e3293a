// SPDX-License-Identifier: Apache-2.0
#include "host/run_world.h"

#include <fcntl.h>
#include <unistd.h>

#include "io/replay_world.h"
#include "phantom/plain.h"
#include "phantom/vault.h"
#include "python/files.h"
#include "python/objects.h"

namespace pbc::host {

engine::RunInput copy_input(const Given& given, EventOf event) {
  using engine::copy_deep;
  const io::LoadedEvent& own = given.incoming.event;
  const bool is_shared = event == EventOf::kAll;
  return {is_shared ? copy_deep(own.container) : own.container, is_shared ? copy_deep(own.artifacts) : own.artifacts,
          copy_deep(given.inputs), copy_deep(given.world.lists), copy_deep(given.world.resources)};
}

std::unique_ptr<engine::World> make_world(const RunOptions& options, const Given& given, const Outside& outside,
                                          const live::Computer& computer, io::Cassette* cassette, io::CallLog* log,
                                          live::FindFile find_file, io::Patience patience) {
  if (outside.gateway == nullptr) return std::make_unique<io::ReplayWorld>(given.world, options.strict, computer, log);
  return std::make_unique<io::LiveWorld>(*outside.gateway, *outside.waiting, cassette, log, std::move(find_file),
                                         patience);
}

void fill_vault(engine::Run& run, const std::vector<live::MailEvent::Attachment>& attachments) {
  if (attachments.empty()) return;
  const engine::RunScope active(run);
  files::make_folder("/vault", 0755);
  for (const live::MailEvent::Attachment& attachment : attachments) {
    const std::string path = "/vault/" + attachment.sha1;
    files::Descriptor file;
    const int error = files::open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644, &file);
    const auto size = static_cast<ssize_t>(attachment.bytes.size());
    if (error != 0 || write(file.get(), attachment.bytes.data(), attachment.bytes.size()) != size)
      throw io::InputError{"cannot keep the attachment `" + attachment.name + "` in the run's folder"};
    engine::add_vault_item(run, attachment.bytes, make_str(attachment.name), make_str(path), None,
                           attachment.mime_type);
  }
}

live::FoundFile file_of(engine::Case& shared, const std::string& vault_id, std::size_t most) {
  engine::VaultFile file = engine::read_vault_file(shared, vault_id, most);
  if (!file.problem.empty()) return {nullptr, std::move(file.problem)};
  return {std::make_shared<const live::File>(
              live::File{std::move(file.name), std::move(file.mime_type), std::move(file.bytes)}),
          ""};
}

}  // namespace pbc::host
