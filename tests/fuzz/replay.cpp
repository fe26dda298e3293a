// SPDX-License-Identifier: Apache-2.0
//
// replay FILE...: gives each file to the fuzz target this is linked with, whole, cut short and with bytes changed, the
// same ones every time. What a build without libFuzzer has of fuzzing.
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <random>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

constexpr std::size_t kMaxSize = 4096;  // of a changed text: small ones are quick and break as well
constexpr int kRounds = 20;

void give(const std::string& text) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
}

}  // namespace

int main(int argc, char** argv) {
  static constexpr std::string_view kTokens = "()[]{}:,.'\"\\\n\t #@%*=-09azAZ_\0\x80\xc3\xff";
  std::mt19937 random(1);
  for (int i = 1; i < argc; ++i) {
    std::ifstream stream(argv[i], std::ios::binary);
    if (!stream) {
      std::fprintf(stderr, "error: %s: cannot read\n", argv[i]);
      return 2;
    }
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    give(text);
    for (int round = 0; round < kRounds && !text.empty(); ++round) {
      const std::size_t begin = text.size() > kMaxSize ? random() % (text.size() - kMaxSize) : 0;
      std::string changed = text.substr(round % 2 == 0 ? 0 : begin, kMaxSize);
      give(changed.substr(0, random() % (changed.size() + 1)));
      for (int change = 0; change <= round % 4; ++change)
        changed[random() % changed.size()] = kTokens[random() % kTokens.size()];
      give(changed);
    }
  }
  std::printf("%d files\n", argc - 1);
  return argc > 1 ? 0 : 2;
}
