// SPDX-License-Identifier: Apache-2.0
//
// Hosts that everybody may use.
#include <algorithm>
#include <iterator>

#include "content/domains.h"
#include "content/text.h"

namespace pbc::content {
namespace {

constexpr std::string_view kFreeMail[] = {
    "126.com",     "163.com",        "aol.com",      "att.net",       "bol.com.br",  "comcast.net", "fastmail.com",
    "free.fr",     "freenet.de",     "gmail.com",    "gmx.at",        "gmx.ch",      "gmx.com",     "gmx.de",
    "gmx.net",     "googlemail.com", "hetnet.nl",    "hotmail.co.uk", "hotmail.com", "hotmail.de",  "hotmail.es",
    "hotmail.fr",  "hotmail.it",     "icloud.com",   "inbox.lv",      "laposte.net", "libero.it",   "live.com",
    "live.nl",     "mail.com",       "mail.ru",      "me.com",        "msn.com",     "naver.com",   "orange.fr",
    "outlook.com", "outlook.de",     "outlook.es",   "outlook.fr",    "pm.me",       "proton.me",   "protonmail.com",
    "qq.com",      "t-online.de",    "terra.com.br", "tutanota.com",  "uol.com.br",  "virgilio.it", "wanadoo.fr",
    "web.de",      "yahoo.co.uk",    "yahoo.com",    "yahoo.com.br",  "yahoo.de",    "yahoo.es",    "yahoo.fr",
    "yahoo.it",    "yandex.com",     "yandex.ru",    "ymail.com",     "ziggo.nl",    "zoho.com",    "zohomail.com",
};

constexpr std::string_view kShorteners[] = {
    "adf.ly",     "bit.do",      "bit.ly",   "bl.ink",    "buff.ly",     "cutt.ly", "dub.sh",  "goo.gl",
    "goo.su",     "is.gd",       "kutt.it",  "lnkd.in",   "ow.ly",       "qr.ae",   "qrco.de", "rb.gy",
    "rebrand.ly", "s.id",        "short.gy", "shorte.st", "shorturl.at", "surl.li", "t.ly",    "t2m.io",
    "tiny.cc",    "tinyurl.com", "tr.ee",    "u.to",      "urlz.fr",     "v.gd",    "vk.cc",
};

constexpr std::string_view kFreeHosting[] = {
    "000webhostapp.com",
    "azurewebsites.net",
    "blob.core.windows.net",
    "blogspot.com",
    "canva.site",
    "carrd.co",
    "ddns.net",
    "duckdns.org",
    "dweb.link",
    "firebaseapp.com",
    "fly.dev",
    "formstack.com",
    "framer.app",
    "github.io",
    "gitlab.io",
    "glitch.me",
    "godaddysites.com",
    "herokuapp.com",
    "hopto.org",
    "ipfs.io",
    "jotform.com",
    "netlify.app",
    "ngrok-free.app",
    "ngrok.io",
    "no-ip.org",
    "notion.site",
    "onrender.com",
    "pages.dev",
    "r2.dev",
    "repl.co",
    "replit.app",
    "square.site",
    "surge.sh",
    "translate.goog",
    "trycloudflare.com",
    "typeform.com",
    "vercel.app",
    "web.app",
    "web.core.windows.net",
    "webflow.io",
    "weebly.com",
    "weeblysite.com",
    "wixsite.com",
    "wordpress.com",
    "workers.dev",
};

template <std::size_t n>
bool holds(const std::string_view (&list)[n], std::string_view name) {
  return std::find(std::begin(list), std::end(list), name) != std::end(list);
}

}  // namespace

bool is_free_mail(const std::string& registrable) { return holds(kFreeMail, registrable); }
bool is_shortener(const std::string& registrable) { return holds(kShorteners, registrable); }

bool is_free_hosting(const Host& host) {
  std::string_view rest = host.name;
  while (true) {
    if (holds(kFreeHosting, rest)) return true;
    const std::size_t dot = rest.find('.');
    if (dot == std::string_view::npos) return false;
    rest.remove_prefix(dot + 1);
  }
}

}  // namespace pbc::content
