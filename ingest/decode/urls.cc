#include "ingest/decode/urls.h"

#include <unicode/uidna.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string>

namespace newsmill {
namespace {

constexpr size_t kNotFound = std::string_view::npos;

std::string Lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

bool IsTracking(std::string_view parameter) {
  static constexpr std::array<std::string_view, 27> kNames = {
      "_ga",     "_gl",         "_hsenc",      "_hsmi",     "cmpid",       "dclid",      "fbclid",
      "gbraid",  "gclid",       "gclsrc",      "igshid",    "mc_cid",      "mc_eid",     "mkt_tok",
      "msclkid", "ns_campaign", "ns_mchannel", "ns_source", "oly_anon_id", "oly_enc_id", "s_cid",
      "spm",     "srsltid",     "ttclid",      "twclid",    "wbraid",      "yclid"};
  const std::string name = Lower(parameter.substr(0, parameter.find('=')));
  return name.starts_with("utm_") || std::binary_search(kNames.begin(), kNames.end(), name);
}

bool IsAmpSwitch(std::string_view parameter) {
  static constexpr std::array<std::string_view, 4> kSwitches = {"amp", "amp=1", "amp=true",
                                                                "outputtype=amp"};
  return std::find(kSwitches.begin(), kSwitches.end(), Lower(parameter)) != kSwitches.end();
}

struct CloseIdna {
  void operator()(UIDNA* idna) const { uidna_close(idna); }
};

// ICU's converter is immutable and shared by all threads.
const UIDNA* Idna() {
  static const std::unique_ptr<UIDNA, CloseIdna> idna = [] {
    UErrorCode error = U_ZERO_ERROR;
    return std::unique_ptr<UIDNA, CloseIdna>(
        uidna_openUTS46(UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_CHECK_BIDI, &error));
  }();
  return idna.get();
}

// The ASCII form of a host name, in lower case; "" if it has none.
std::string AsciiHost(std::string_view host) {
  if (std::all_of(host.begin(), host.end(), [](char c) { return (c & 0x80) == 0; })) {
    return Lower(host);
  }
  constexpr size_t kMaxHostBytes = 255;
  char ascii[kMaxHostBytes + 1];
  UErrorCode error = U_ZERO_ERROR;
  UIDNAInfo info = UIDNA_INFO_INITIALIZER;
  if (Idna() == nullptr || host.size() > 4 * kMaxHostBytes) return {};
  const int32_t size =
      uidna_nameToASCII_UTF8(Idna(), host.data(), static_cast<int32_t>(host.size()), ascii,
                             static_cast<int32_t>(kMaxHostBytes), &info, &error);
  if (U_FAILURE(error) || info.errors != 0) return {};
  return std::string(ascii, static_cast<size_t>(size));
}

struct UrlParts {
  bool https = false;
  std::string host;
  std::string_view port, path, query;  // port with its colon, query without its question mark
};

bool IsPort(std::string_view port) {
  return port.size() <= 6 &&
         std::all_of(port.begin() + 1, port.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Splits "user@Host:443" into host and port; false if it names no host.
bool SplitAuthority(std::string_view authority, UrlParts* parts) {
  authority.remove_prefix(authority.rfind('@') + 1);  // npos + 1 is 0
  const size_t bracket = authority.rfind(']');        // of an IPv6 address, which holds colons
  const size_t colon = authority.find(':', bracket == kNotFound ? 0 : bracket);
  if (colon != kNotFound) {
    parts->port = authority.substr(colon);
    if (!IsPort(parts->port)) return false;
    if (parts->port.size() == 1 || parts->port == (parts->https ? ":443" : ":80")) parts->port = {};
  }
  parts->host = AsciiHost(authority.substr(0, colon));
  if (parts->host.ends_with('.')) parts->host.pop_back();
  return !parts->host.empty();
}

bool Split(std::string_view url, UrlParts* parts) {
  const size_t scheme_end = url.find("://");
  parts->https = Lower(url.substr(0, std::min(scheme_end, size_t{5}))) == "https";
  std::string_view rest = url.substr(scheme_end + 3);
  rest = rest.substr(0, rest.find('#'));
  const size_t authority_end = std::min({rest.find('/'), rest.find('?'), rest.size()});
  if (!SplitAuthority(rest.substr(0, authority_end), parts)) return false;
  rest.remove_prefix(authority_end);
  const size_t path_end = std::min(rest.find('?'), rest.size());
  parts->path = path_end == 0 ? "/" : rest.substr(0, path_end);
  parts->query = rest.substr(std::min(path_end + 1, rest.size()));
  return true;
}

// What a cache of AMP pages holds a copy of, without its scheme; "" if it is no such cache.
std::string_view CachedAddress(const UrlParts& parts, bool* https) {
  std::string_view path = parts.path;
  const bool google = parts.host.starts_with("www.google.") && path.starts_with("/amp/");
  const bool cdn = parts.host.ends_with("cdn.ampproject.org") &&
                   (path.starts_with("/c/") || path.starts_with("/v/"));
  if (!google && !cdn) return {};
  path.remove_prefix(google ? 5 : 3);
  *https = path.starts_with("s/");
  return *https ? path.substr(2) : path;
}

constexpr std::array<std::string_view, 3> kMobileLabels = {"m.", "mobile.", "amp."};

// "www.x.example" of "m.x.example", "en.x.example" of "en.m.x.example". A name needs two labels
// behind the one that goes.
void LeaveMobileHost(std::string* host) {
  for (const std::string_view prefix : kMobileLabels) {
    if (!host->starts_with(prefix)) continue;
    if (host->find('.', prefix.size()) == std::string::npos) return;
    const bool www = host->compare(prefix.size(), 4, "www.") == 0;
    host->replace(0, prefix.size(), www ? "" : "www.");
    return;
  }
  const size_t middle = host->find(".m.");
  if (middle != std::string::npos && host->find('.', middle + 3) != std::string::npos) {
    host->erase(middle, 2);
  }
}

// The path of the article whose AMP copy has this path.
std::string LeaveAmpPath(std::string_view path) {
  constexpr std::string_view kAmpHtml = ".amp.html";
  if (path.ends_with(kAmpHtml)) {
    return std::string(path.substr(0, path.size() - kAmpHtml.size())) + ".html";
  }
  for (const std::string_view suffix : {"/amp", ".amp", "amp/"}) {
    if (!path.ends_with(suffix) || path.size() < 6) continue;
    if (suffix == "amp/" && path[path.size() - 5] != '/') continue;
    return std::string(path.substr(0, path.size() - suffix.size()));
  }
  return std::string(path);
}

void AppendQuery(std::string_view query, std::string* url) {
  char separator = '?';
  while (!query.empty()) {
    const size_t end = std::min(query.find('&'), query.size());
    const std::string_view parameter = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (parameter.empty() || IsTracking(parameter) || IsAmpSwitch(parameter)) continue;
    *url += separator;
    *url += parameter;
    separator = '&';
  }
}

bool HasSpaceOrControl(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F; });
}

std::optional<UrlParts> ReadUrl(std::string_view url) {
  UrlParts parts;
  if (!IsWebAddress(url) || HasSpaceOrControl(url) || !Split(url, &parts)) return std::nullopt;
  return parts;
}

bool IsHostByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
}

bool IsPathByte(char c) {
  return static_cast<unsigned char>(c) > 0x20 && c != 0x7F && c != '?' && c != '#';
}

// Whether the address is canonical as it stands, as most are. False where that needs a closer look:
// capitals, a port, a query, or anything that looks like AMP or a mobile site.
bool IsPlainlyCanonical(std::string_view url) {
  if (!url.starts_with("https://") && !url.starts_with("http://")) return false;
  const std::string_view rest = url.substr(url.find(':') + 3);
  const size_t host_end = rest.find('/');
  if (host_end == 0 || host_end == kNotFound) return false;
  const std::string_view host = rest.substr(0, host_end);
  const std::string_view path = rest.substr(host_end);
  if (!std::all_of(host.begin(), host.end(), &IsHostByte) || host.ends_with('.')) return false;
  if (!std::all_of(path.begin(), path.end(), &IsPathByte)) return false;
  for (const std::string_view label : kMobileLabels) {
    if (host.starts_with(label)) return false;
  }
  return host.find(".m.") == kNotFound && !host.ends_with(".ampproject.org") &&
         path.find("amp") == kNotFound;
}

}  // namespace

bool IsWebAddress(std::string_view text) {
  const std::string start = Lower(text.substr(0, 8));
  return start.starts_with("http://") || start.starts_with("https://");
}

std::string_view CanonicalUrl(std::string_view url, Arena& arena) {
  if (IsPlainlyCanonical(url)) return url;
  std::optional<UrlParts> parts = ReadUrl(url);
  if (!parts.has_value()) return {};
  bool https = false;
  std::string original;  // outlives the views into it
  if (const std::string_view cached = CachedAddress(*parts, &https); !cached.empty()) {
    original = std::string(https ? "https://" : "http://").append(cached);
    if (!parts->query.empty()) original.append("?").append(parts->query);
    parts = ReadUrl(original);
    if (!parts.has_value()) return {};
  }
  LeaveMobileHost(&parts->host);
  std::string canonical = (parts->https ? "https://" : "http://") + parts->host;
  canonical.append(parts->port).append(LeaveAmpPath(parts->path));
  AppendQuery(parts->query, &canonical);
  return arena.Copy(canonical);
}

std::string_view DomainOf(std::string_view url, Arena& arena) {
  const std::string_view canonical = CanonicalUrl(url, arena);
  if (canonical.empty()) return {};
  std::string_view host = canonical.substr(canonical.find("://") + 3);
  host = host.substr(0, std::min(host.find('/'), host.find(':')));
  if (host.starts_with("www.")) host.remove_prefix(4);
  return host;
}

}  // namespace newsmill
