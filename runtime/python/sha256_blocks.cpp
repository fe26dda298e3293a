// SPDX-License-Identifier: Apache-2.0
#include "python/sha256_blocks.h"

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>
#endif

namespace pbc::hashes {

#if defined(__x86_64__)

namespace {

/// As many as one instruction takes lie in a row.
struct Rounds {
  alignas(16) std::uint32_t constants[64];
};
constexpr Rounds kRounds = [] {
  Rounds rounds{};
  for (int i = 0; i < 64; ++i) rounds.constants[i] = static_cast<std::uint32_t>(kSha2[i] >> 32);
  return rounds;
}();

/// The instructions want the state as (a, b, e, f) and (c, d, g, h), the first word highest.
[[gnu::target("sha,sse4.1,ssse3")]] void take_block(std::uint32_t* state, const char* block) {
  const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
  const auto load = [](const void* at) { return _mm_loadu_si128(static_cast<const __m128i*>(at)); };
  const __m128i dcba = load(state), hgfe = load(state + 4);
  const __m128i cdab = _mm_shuffle_epi32(dcba, 0xB1), efgh = _mm_shuffle_epi32(hgfe, 0x1B);
  const __m128i first_abef = _mm_alignr_epi8(cdab, efgh, 8), first_cdgh = _mm_blend_epi16(efgh, cdab, 0xF0);
  __m128i abef = first_abef, cdgh = first_cdgh;
  __m128i words[4];
  for (int i = 0; i < 4; ++i) words[i] = _mm_shuffle_epi8(load(block + 16 * i), swap);
#pragma GCC unroll 16
  for (int i = 0; i < 16; ++i) {
    __m128i& now = words[i % 4];
    const __m128i summed =
        _mm_add_epi32(now, _mm_load_si128(reinterpret_cast<const __m128i*>(kRounds.constants + 4 * i)));
    cdgh = _mm_sha256rnds2_epu32(cdgh, abef, summed);
    abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(summed, 0x0E));
    if (i >= 12) continue;
    // The four words that come 16 rounds later, in the place of those that have served.
    const __m128i last = words[(i + 3) % 4];
    const __m128i seventh = _mm_alignr_epi8(last, words[(i + 2) % 4], 4);
    now = _mm_sha256msg2_epu32(_mm_add_epi32(_mm_sha256msg1_epu32(now, words[(i + 1) % 4]), seventh), last);
  }
  abef = _mm_add_epi32(abef, first_abef);
  cdgh = _mm_add_epi32(cdgh, first_cdgh);
  const __m128i feba = _mm_shuffle_epi32(abef, 0x1B), dchg = _mm_shuffle_epi32(cdgh, 0xB1);
  _mm_storeu_si128(reinterpret_cast<__m128i*>(state), _mm_blend_epi16(feba, dchg, 0xF0));
  _mm_storeu_si128(reinterpret_cast<__m128i*>(state + 4), _mm_alignr_epi8(dchg, feba, 8));
}

bool has_instructions() {
  unsigned a = 0, b = 0, c = 0, d = 0;
  if (__get_cpuid(1, &a, &b, &c, &d) == 0 || (c & bit_SSSE3) == 0 || (c & bit_SSE4_1) == 0) return false;
  return __get_cpuid_count(7, 0, &a, &b, &c, &d) != 0 && (b & bit_SHA) != 0;
}

}  // namespace

Sha256Block sha256_instructions() {
  static const Sha256Block kFound = has_instructions() ? take_block : nullptr;
  return kFound;
}

#else

Sha256Block sha256_instructions() { return nullptr; }

#endif

}  // namespace pbc::hashes
