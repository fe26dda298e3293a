// SPDX-License-Identifier: Apache-2.0
#include "live/multipart.h"

#include <algorithm>
#include <random>

#include "live/template.h"

namespace pbc::live {

std::string quoted_name(std::string_view name) {
  std::string out = "\"";
  for (const char c : clean_text(std::string(name))) {
    if (c == '"' || static_cast<unsigned char>(c) < ' ' || c == 127) {
      constexpr std::string_view kDigits = "0123456789ABCDEF";
      const auto byte = static_cast<unsigned char>(c);
      out.append("%").append(1, kDigits[byte >> 4U]).append(1, kDigits[byte & 15U]);
    } else {
      out += c;
    }
  }
  return out + "\"";
}

std::string boundary_for(const std::vector<FormPart>& parts) {
  std::random_device random;
  for (;;) {
    std::string boundary = "pbc-";
    for (int i = 0; i < 8; ++i) {
      const std::uint32_t word = random();
      boundary += hex({reinterpret_cast<const char*>(&word), sizeof word});
    }
    if (std::ranges::none_of(parts,
                             [&](const FormPart& part) { return part.content.find(boundary) != part.content.npos; }))
      return boundary;
  }
}

std::string compose_form(const std::vector<FormPart>& parts, std::string_view boundary) {
  std::size_t size = 0;
  for (const FormPart& part : parts) size += part.content.size() + part.name.size() + boundary.size() + 512;
  std::string out;
  out.reserve(size);
  for (const FormPart& part : parts) {
    out.append("--")
        .append(boundary)
        .append("\r\nContent-Disposition: form-data; name=")
        .append(quoted_name(part.name));
    if (part.file_name) out.append("; filename=").append(quoted_name(*part.file_name));
    if (!part.type.empty()) out.append("\r\nContent-Type: ").append(part.type);
    out.append("\r\n\r\n").append(part.content).append("\r\n");
  }
  return out.append("--").append(boundary).append("--\r\n");
}

}  // namespace pbc::live
