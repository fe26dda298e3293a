// SPDX-License-Identifier: Apache-2.0
#include "tests/golden/process.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <memory>

namespace pbc::golden {

namespace {

using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

std::string all_of(std::FILE* file) {
  std::string text;
  std::rewind(file);
  char buffer[4096];
  while (const std::size_t count = std::fread(buffer, 1, sizeof buffer, file)) text.append(buffer, count);
  return text;
}

std::string quoted(const std::string& word) {
  const auto is_plain = [](unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("_-./=,:+@%").find(static_cast<char>(c)) != std::string_view::npos;
  };
  if (!word.empty() && std::ranges::all_of(word, is_plain)) return word;
  std::string text = "'";
  for (const char c : word) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
}

}  // namespace

Outcome run(const Command& command) {
  // Files instead of pipes: nothing to drain, so a plain wait is enough.
  const File out(std::tmpfile(), std::fclose);
  const File err(std::tmpfile(), std::fclose);
  Outcome outcome;
  if (out == nullptr || err == nullptr) return outcome;
  std::vector<char*> argv;
  for (const std::string& argument : command.arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);

  const auto begin = std::chrono::steady_clock::now();
  const pid_t child = fork();
  if (child == 0) {
    const int nothing = open("/dev/null", O_RDONLY);
    dup2(nothing, 0);
    dup2(fileno(out.get()), 1);
    dup2(fileno(err.get()), 2);
    alarm(command.seconds);  // survives the exec
    if (chdir(command.directory.c_str()) == 0) execv(command.program.c_str(), argv.data());
    _exit(127);
  }
  if (child < 0) return outcome;
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  outcome.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  outcome.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  outcome.out = all_of(out.get());
  outcome.err = all_of(err.get());
  return outcome;
}

std::string shell_text(const Command& command) {
  std::string text = "(cd " + quoted(command.directory) + " && " + quoted(command.program);
  for (std::size_t i = 1; i < command.arguments.size(); ++i) text += " " + quoted(command.arguments[i]);
  return text + ")";
}

}  // namespace pbc::golden
